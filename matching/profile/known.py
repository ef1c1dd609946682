"""What may stand in the fields of a profile: ids of the vocabulary, places, languages."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pydantic_core import PydanticCustomError

from matching.errors import Problem, UnknownIdError, did_you_mean
from matching.profile import values
from matching.profile.faults import RIGHT, wrong
from matching.reference.shipped import shipped_languages, shipped_places, shipped_vocabulary

OLDEST_CHILD = 25
LEVELS = ("basic", "good", "native")
"""How well a language is spoken, from the least."""


def one_of(value: str, known: Collection[str], what: str) -> str:
    """Give a value that is one of those known; else say what would be right."""
    if value in known:
        return value
    hint = did_you_mean(value, known) or f", such as '{next(iter(known))}'"
    raise wrong(value, f"{what} of vocabulary.yaml{hint}")


def known_item(field: str, item: str) -> str:
    """Give an item of a list field as it is kept, if there is such a one."""
    vocabulary = shipped_vocabulary()
    match field:
        case "specialties":
            return one_of(item, vocabulary.specialty_labels, "a specialty")
        case "focus_areas":
            return one_of(item, vocabulary.focus_areas, "a focus area")
        case "settings":
            return one_of(item, vocabulary.labels("setting"), "a setting")
        case "commitment":
            return one_of(item, vocabulary.labels("commitment"), "a kind of commitment")
        case "other_professions":
            return one_of(item, vocabulary.professions, "a profession")
        case "children_ages":
            return _age(item)
        case "licensed_in":
            return _country(item)
        case "languages":
            return ":".join(_language(item))
        case "countries":
            return _country(item)
        case "avoid" if len(item) == 2:
            return _country(item)
    return _region(item)


def _age(value: str) -> str:
    if value.isascii() and value.isdigit() and int(value) <= OLDEST_CHILD:
        return str(int(value))
    raise wrong(value, f"an age in whole years, at most {OLDEST_CHILD}")


def _country(value: str) -> str:
    code = value.upper()
    if code in shipped_places().countries.index:
        return code
    raise wrong(value, "a country code of two letters, such as KE")


def _region(value: str) -> str:
    try:
        shipped_places().countries_in(value)
    except UnknownIdError as error:
        near = f"; closest: {', '.join(error.close)}" if error.close else ""
        raise wrong(value, f"a region such as Eastern Africa{near}") from error
    return value


def best_levels(items: Iterable[str]) -> tuple[str, ...]:
    """Each language once, with the best level that was given."""
    best: dict[str, str] = {}
    for item in items:
        code, level = _language(item)
        if code not in best or _level_number(level) > _level_number(best[code]):
            best[code] = level
    return tuple(f"{code}:{level}" if level else code for code, level in best.items())


def _language(value: str) -> tuple[str, str]:
    code, _, level = value.partition(":")
    if code not in shipped_languages():
        raise wrong(value, "a language such as fr:good (ISO 639-1 code and level)")
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
