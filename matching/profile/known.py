"""What may stand in the fields of a profile: ids of the vocabulary, places, languages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pydantic_core import PydanticCustomError

from matching.errors import Problem, UnknownIdError, did_you_mean, may_hint
from matching.names.table import EITHER, ONE_LANGUAGE
from matching.profile import values
from matching.profile.faults import RIGHT, wrong
from matching.reference.shipped import (
    shipped_languages,
    shipped_names,
    shipped_places,
    shipped_vocabulary,
)

OLDEST_CHILD = 25
LEVELS = ("basic", "good", "native")
"""How well a language is spoken, from the least."""


def one_of(value: str, known: Collection[str], what: str) -> str:
    """Give a value that is one of those known; else say what would be right."""
    if value in known:
        return value
    hint = did_you_mean(value, known) or f", such as '{next(iter(known))}'"
    raise wrong(value, f"{what} of vocabulary.yaml{hint}")


def named(value: str, kinds: Sequence[str], known: Collection[str], what: str) -> str:
    """Give the id that a value is, or is another name of; else say what would be right.

    Parameters
    ----------
    kinds : sequence of str
        Kinds of names (`matching.names.KINDS`) that count.
    known : collection of str
        The ids that may stand here.
    what : str
        What is asked for, with its article.
    """
    if value in known:
        return value
    readings = [name.id for name in shipped_names().of(value, kinds) if name.id in known]
    if len(readings) == 1:
        return readings[0]
    if readings:
        either = " or ".join(f"'{id_}'" for id_ in readings)
        raise wrong(value, f"{what}; it may be {either}")
    near = [name.id for name in shipped_names().nearest(value, kinds) if name.id in known]
    if near and may_hint():
        raise wrong(value, f"{what}; did you mean '{near[0]}'?")
    return one_of(value, known, what)


def known_item(field: str, item: str) -> str:
    """Give an item of a list field as it is kept, if there is such a one."""
    vocabulary = shipped_vocabulary()
    match field:
        case "specialties":
            return named(item, ("specialty",), vocabulary.specialty_labels, "a specialty")
        case "focus_areas":
            return named(item, ("focus_area",), vocabulary.focus_areas, "a focus area")
        case "settings":
            return named(item, ("setting",), vocabulary.labels("setting"), "a setting")
        case "commitment":
            return one_of(item, vocabulary.labels("commitment"), "a kind of commitment")
        case "other_professions":
            return named(item, ("profession",), vocabulary.professions, "a profession")
        case "children_ages":
            return _age(item)
        case "licensed_in":
            return _country(item)
        case "languages":
            return ":".join(_language(item))
        case "countries":
            return _country(item)
        case "avoid":
            return _place(item)
    return _region(item)


def _age(value: str) -> str:
    if value.isascii() and value.isdigit() and int(value) <= OLDEST_CHILD:
        return str(int(value))
    raise wrong(value, f"an age in whole years, at most {OLDEST_CHILD}")


def _country(value: str) -> str:
    if (code := value.upper()) in shipped_places().names:
        return code
    readings = _ids(value, "country")
    if len(readings) == 1:
        return readings[0]
    hint = f"; it may be {' or '.join(readings)}" if readings else ""
    if not readings and _ids(value, "region"):
        hint = "; a region stands in regions"
    raise wrong(value, f"a country code of two letters, such as KE{hint}")


def _region(value: str) -> str:
    try:
        shipped_places().countries_in(value)
    except UnknownIdError as error:
        if readings := _ids(value, "region"):
            return readings[0]
        if codes := _ids(value, "country"):
            hint = f"; the country {' or '.join(codes)} stands in countries"
            raise wrong(value, f"a region such as Eastern Africa{hint}") from error
        near = f"; closest: {', '.join(error.close)}" if error.close else ""
        raise wrong(value, f"a region such as Eastern Africa{near}") from error
    return value


def _place(value: str) -> str:
    """A country by its code, or a region; a name of two letters such as UK is a country's."""
    if _ids(value, "country") or len(value) == 2:
        return _country(value)
    return _region(value)


def _ids(value: str, kind: str) -> list[str]:
    return [name.id for name in shipped_names().of(value, (kind,))]


def best_levels(items: Iterable[str]) -> tuple[str, ...]:
    """Each language once, with the best level that was given."""
    best: dict[str, str] = {}
    for item in items:
        code, level = _language(item)
        if code not in best or _level_number(level) > _level_number(best[code]):
            best[code] = level
    return tuple(f"{code}:{level}" if level else code for code, level in best.items())


def _language(value: str) -> tuple[str, str]:
    written, _, level = value.partition(":")
    code = ONE_LANGUAGE.get(written, written)
    if code not in shipped_languages() or code in EITHER:
        readings = [*EITHER.get(code, ()), *_ids(written, "language")]
        if len(readings) != 1:
            hint = f"; it may be {' or '.join(readings)}" if readings else ""
            expected = f"a language such as fr:good (ISO 639-1 code and level){hint}"
            raise wrong(value, expected)
        (code,) = readings
    if level not in (*LEVELS, ""):
        raise wrong(value, f"a level of {', '.join(LEVELS)}")
    return code, level


def _level_number(level: str) -> int:
    return LEVELS.index(level) if level else -1


def good_items(name: str, items: list[str]) -> tuple[list[str], list[Problem]]:
    """Keep the good items of a list field, and say what is wrong with each of the others."""
    try:
        texts = values.as_list(items)
    except ValueError:
        return [], [Problem("profile", None, name, f"{len(items):,} items", RIGHT[name])]
    good: list[str] = []
    faults = []
    for text in texts if isinstance(texts, tuple) else ():
        try:
            known_item(name, text)
            good.append(text)
        except PydanticCustomError as fault:
            expected = (fault.context or {})["expected"]
            faults.append(Problem("profile", None, name, text, expected))
    return good, faults
