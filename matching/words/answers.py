"""What a person has said, answer by answer, each in a few words and with what takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from matching.phrases import counted, day_in_words, inside, listed, span_in_words
from matching.words.wording import window

if TYPE_CHECKING:
    from matching.catalog import Catalog
    from matching.profile import Profile

MONEY: Final = {
    "self-funded": "I can pay my own way",
    "support-raised": "I can raise support from donors",
    "expenses-paid": "My costs need to be covered",
    "stipend": "I need a stipend",
    "salaried": "I need a salary",
}
"""What a person says of money, in their own words."""


@dataclass(frozen=True)
class Answer:
    """One thing that a person has said.

    Parameters
    ----------
    name : str
        Unique among the answers of a person, such as `focus_areas-surgery`.
    text : str
    without : mapping of field to value
        The changes of the profile that take it back; empty for the profession, which must stay.
    """

    name: str
    text: str
    without: Mapping[str, Any]


def answers(catalog: Catalog, profile: Profile) -> tuple[Answer, ...]:
    """Return every answer of a profile, what counts most first."""
    label, names = catalog.vocabulary.labels, catalog.places.names
    profession = label("profession")[profile.profession]
    return (
        Answer("profession", profession, {}),
        *_each(profile, "specialties", label("specialty")),
        *_each(profile, "other_professions", label("profession"), "also {}"),
        *_said("field_of_study", _studies(catalog, profile)),
        *_said("trainee", "in training" if profile.trainee == "yes" else ""),
        *_number(profile, "years_experience", "{} in the profession", "year"),
        *_said("stay", span_in_words(profile.min_weeks, profile.max_weeks), *STAY),
        *_each(profile, "commitment", label("commitment")),
        *_said("home", f"home: {profile.home}" if profile.home else ""),
        *_said("dates", _dates(profile), *DATES),
        *_each(profile, "regions", {}),
        *_each(profile, "countries", names),
        *_each(profile, "avoid", names, "not {}"),
        *_each(profile, "focus_areas", label("focus_area")),
        *_each(profile, "settings", label("setting")),
        *_languages(catalog, profile),
        *_each(profile, "licensed_in", names, "licence or citizenship: {}"),
        *_who_comes(profile),
        *_said("funding", MONEY.get(profile.funding, "")),
        *_budget(profile),
        *_said("accepts", ACCEPTS.get(profile.accepts, "")),
        *_said("faith", _faith(catalog, profile)),
        *_said("statement", "in my own words" if profile.statement else ""),
    )


STAY: Final = ("min_weeks", "max_weeks")
DATES: Final = ("available_from", "available_to")
ACCEPTS: Final = {
    "any": "any organization",
    "christian": "Christian organizations",
    "secular": "non-religious organizations",
}


def _said(name: str, text: str, *fields: str) -> Iterator[Answer]:
    """One answer of one or more fields that hold a single value; nothing where it is not said."""
    if text:
        yield Answer(name, text, dict.fromkeys(fields or (name,)))


def _each(
    profile: Profile, field: str, labels: Mapping[str, str], words: str = "{}"
) -> Iterator[Answer]:
    """One answer for each value of a field that holds several."""
    values: tuple[str, ...] = getattr(profile, field)
    for value in values:
        text = labels.get(value, value)
        said = words.format(text if words != "also {}" else inside(text))
        yield Answer(f"{field}-{value}", said, {field: _without(values, value)})


def _number(profile: Profile, field: str, words: str, one: str) -> Iterator[Answer]:
    value = getattr(profile, field)
    if value is not None:
        yield Answer(field, words.format(_counted(value, one)), {field: None})


def _languages(catalog: Catalog, profile: Profile) -> Iterator[Answer]:
    levels = catalog.vocabulary.labels("language_level")
    for said in profile.languages:
        code, _, level = said.partition(":")
        how_well = f" ({levels[level].lower()})" if level else ""
        changes = {"languages": _without(profile.languages, said)}
        yield Answer(f"languages-{code}", f"{catalog.languages[code]}{how_well}", changes)


def _who_comes(profile: Profile) -> Iterator[Answer]:
    others = (profile.people or 1) > 1
    said = {"yes": "with family", "no": "without family" if others else "alone"}
    if profile.family:
        changes: dict[str, Any] = {"family": "", "children_ages": ()}
        if profile.people == 1:
            changes["people"] = None
        yield Answer("family", said[profile.family], changes)
    if profile.people is not None and (others or not profile.family):
        text = _counted(profile.people, "person", "people")
        yield Answer("people", text, {"people": None})
    if profile.children_ages:
        ages = listed(profile.children_ages, most=12)
        noun = "child of" if len(profile.children_ages) == 1 else "children of"
        yield Answer("children_ages", f"{noun} {ages}", {"children_ages": ()})


def _budget(profile: Profile) -> Iterator[Answer]:
    if profile.budget_usd is not None:
        for_all = " for all" if (profile.people or 1) > 1 or profile.family == "yes" else ""
        text = f"up to ${profile.budget_usd:,.0f}{for_all}"
        yield Answer("budget_usd", text, {"budget_usd": None})


def _studies(catalog: Catalog, profile: Profile) -> str:
    to_become = catalog.vocabulary.labels("profession").get(profile.field_of_study, "")
    return f"studies to become: {to_become}" if to_become else ""


def _faith(catalog: Catalog, profile: Profile) -> str:
    if not profile.faith:
        return ""
    return (
        f"my faith: {catalog.vocabulary.labels('person_faith').get(profile.faith, profile.faith)}"
    )


def _dates(profile: Profile) -> str:
    """The window, its first month and year left out where the last day has the same."""
    first, last = profile.available_from, profile.available_to
    if first and last and (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_in_words(last)}"
    return window(profile)


def _counted(number: float, one: str, many: str = "") -> str:
    """A number with its noun; a number that is not whole keeps its fraction."""
    if number == int(number):
        return counted(int(number), one, many)
    return f"{number:g} {many or one + 's'}"


def _without(values: Iterable[str], value: str) -> tuple[str, ...]:
    return tuple(other for other in values if other != value)
