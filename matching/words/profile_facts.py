"""What a professional says of themselves, fact by fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from matching import phrases
from matching.words import wording
from matching.words.facts import YES_NO, Fact

if TYPE_CHECKING:
    from matching.catalog import Catalog
    from matching.profile import Profile

FUNDING = {
    "self-funded": "Can pay their own way",
    "support-raised": "Can raise support from donors",
    "expenses-paid": "Their costs need to be covered",
    "stipend": "Needs a stipend",
    "salaried": "Needs a salary",
}


def facts_of_profile(catalog: Catalog, profile: Profile) -> tuple[Fact, ...]:
    """Return every fact of a profile that is said, but not the statement."""
    label = catalog.vocabulary.labels
    facts = (
        Fact("profession", "Profession", label("profession")[profile.profession]),
        Fact(
            "other_professions",
            "Also works as",
            _named(profile.other_professions, label("profession")),
        ),
        Fact("specialties", "Specialties", _named(profile.specialties, label("specialty"))),
        Fact("years_experience", "Years in the profession", _number(profile.years_experience)),
        Fact("trainee", "Student or resident", YES_NO[profile.trainee]),
        Fact(
            "field_of_study",
            "Studies to become",
            label("profession").get(profile.field_of_study, ""),
        ),
        Fact("languages", "Languages", _languages(catalog, profile)),
        Fact("focus_areas", "Cares about", _named(profile.focus_areas, label("focus_area"))),
        Fact("places", "Would like to go to", _places(catalog, profile)),
        Fact("avoid", "Needs to avoid", _named(profile.avoid, catalog.places.names)),
        Fact("stay", "Can stay", phrases.span_in_words(profile.min_weeks, profile.max_weeks)),
        Fact("dates", "Free", wording.window(profile)),
        Fact("commitment", "Time to give", _named(profile.commitment, label("commitment"))),
        Fact("home", "Lives in", profile.home),
        Fact("settings", "Likes to work in", _named(profile.settings, label("setting"))),
        Fact("faith", "Own faith", label("person_faith").get(profile.faith, profile.faith)),
        Fact("accepts", "Welcomes", label("accepts").get(profile.accepts, "")),
        Fact("funding", "Money", FUNDING.get(profile.funding, "")),
        Fact("budget_usd", "Own money, for all who come", _dollars(profile.budget_usd)),
        Fact("family", "Comes with family", YES_NO[profile.family]),
        Fact("people", "How many they are", _number(profile.people)),
        Fact("children_ages", "Ages of the children", ", ".join(profile.children_ages)),
        Fact(
            "licensed_in",
            "Licence or citizenship of",
            _named(profile.licensed_in, catalog.places.names),
        ),
    )
    return tuple(fact for fact in facts if fact.text)


def _named(ids: Iterable[str], labels: Mapping[str, str]) -> str:
    return ", ".join(labels.get(id_, id_) for id_ in ids)


def _languages(catalog: Catalog, profile: Profile) -> str:
    levels = catalog.vocabulary.labels("language_level")
    return ", ".join(
        catalog.languages[code] + (f" ({levels[level].lower()})" if level else "")
        for code, level in profile.spoken.items()
    )


def _places(catalog: Catalog, profile: Profile) -> str:
    return _named((*profile.regions, *profile.countries), catalog.places.names)


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _dollars(dollars: float | None) -> str:
    return "" if dollars is None else f"up to ${dollars:,.0f}"
