"""What the widgets of the profile form offer and show for a draft of a profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from matching import Catalog, columns, phrases

OPEN_END: Final = 9999.0
"""The last step of the slider for weeks: as long as needed."""

WEEKS: Final = (0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 26.0, 52.0, 104.0, OPEN_END)
"""Steps of the slider for weeks; the first stands for any short stay."""

REGION: Final = "region:"
"""Begins the option of a region, since a country's is its code of two letters."""
"""What tells a region from a country in one list of places."""

REMOTE: Final = "remote"
ALONE, FAMILY, OTHERS = "alone", "family", "others"
"""With whom somebody comes."""
FIRST_DAY: Final = dt.date(2000, 1, 1)
LAST_DAY: Final = dt.date(2100, 12, 31)


def widget_values(
    catalog: Catalog, draft: Mapping[str, Any], fields: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what each widget shows, by its key; what a widget cannot show it leaves out.

    Parameters
    ----------
    catalog : Catalog
    draft : mapping
        The fields that were said, for `places`.
    fields : mapping
        Every field of a profile, said or not.
    """
    offered = places(catalog, draft)
    profession = fields["profession"] if fields["profession"] else None
    specialties = catalog.vocabulary.specialties_of(profession or "")
    wished = [f"{REGION}{name}" for name in fields["regions"]] + list(fields["countries"])
    avoided = [name if len(name) == 2 else f"{REGION}{name}" for name in fields["avoid"]]
    spoken = dict(text.partition(":")[::2] for text in fields["languages"])
    values = {
        "profession": profession,
        "specialties": [id_ for id_ in fields["specialties"] if id_ in specialties],
        "trainee": fields["trainee"] == "yes",
        "field_of_study": fields["field_of_study"] or None,
        "focus_areas": list(fields["focus_areas"]),
        "places": [place for place in wished if place in offered],
        "weeks": _span(fields["min_weeks"], fields["max_weeks"]),
        "available_from": _day(fields["available_from"]),
        "available_to": _day(fields["available_to"]),
        "languages": list(spoken),
        "years_experience": fields["years_experience"],
        "funding": fields["funding"] or None,
        "budget_usd": fields["budget_usd"],
        "company": _company(fields),
        "people": _people(fields["people"]),
        "children_ages": list(fields["children_ages"]),
        "commitment": list(fields["commitment"]),
        "home": fields["home"],
        "licensed_in": list(fields["licensed_in"]),
        "other_professions": [id_ for id_ in fields["other_professions"] if id_ != profession],
        "accepts": fields["accepts"] or None,
        "faith": fields["faith"] or None,
        "remote": tuple(fields["settings"]) == (REMOTE,),
        "settings": list(fields["settings"]),
        "without": [place for place in avoided if place in parts_of_wished_regions(catalog, draft)],
        "avoid": [place for place in avoided if place in offered],
        "statement": fields["statement"],
        **{f"level_{code}": level or None for code, level in spoken.items()},
    }
    return {f"form_{name}": value for name, value in values.items()}


def places(catalog: Catalog, draft: Mapping[str, Any]) -> dict[str, str]:
    """Return the places of the form with their labels: regions, then countries by name.

    Continents stand before what lies in them. A region that only the draft names (such as
    `Latin America`) is among them, too.
    """
    names = catalog.places.names
    said = (*draft.get("regions", ()), *draft.get("avoid", ()))
    made_of_several = [
        name for name, parts in catalog.places.everyday_regions.items() if len(parts) > 1
    ]
    named = [name for name in said if len(name) > 2]
    regions = dict.fromkeys((*catalog.places.region_names, *made_of_several, *named))
    return {f"{REGION}{name}": f"{name} (region)" for name in regions} | {
        iso2: names[iso2] for iso2 in sorted(names, key=lambda iso2: names[iso2])
    }


def parts_of_wished_regions(catalog: Catalog, draft: Mapping[str, Any]) -> dict[str, str]:
    """Return the countries of the wished regions in which roles are, by name: ISO2 to name."""
    where = catalog.places
    regions = draft.get("regions", ())
    inside = frozenset[str]().union(*(where.countries_in(region) for region in regions))
    served = {iso2 for countries in catalog.roles[columns.WHERE] for iso2 in countries}
    kept = inside & (served | set(draft.get("avoid", ())))
    return {iso2: where.names[iso2] for iso2 in sorted(kept, key=where.name)}


def week_steps(draft: Mapping[str, Any]) -> list[float]:
    """Return the steps of the slider for weeks, with those among them that were said."""
    return sorted({*WEEKS, *_span(draft.get("min_weeks"), draft.get("max_weeks"))})


def week_label(weeks: float) -> str:
    """Return a step of the slider in words."""
    if weeks == OPEN_END:
        return "open-ended"
    return "a few days" if weeks == WEEKS[0] else phrases.weeks_in_words(weeks)


def _span(shortest: float | None, longest: float | None) -> tuple[float, float]:
    high = OPEN_END if longest is None else min(longest or WEEKS[0], OPEN_END)
    return min(shortest or WEEKS[0], high), high


def _company(fields: Mapping[str, Any]) -> str | None:
    """With whom a person comes, by what they said of family and number."""
    if fields["family"] == "yes":
        return FAMILY
    if (fields["people"] or 1) > 1:
        return OTHERS
    return ALONE if fields["family"] == "no" or fields["people"] else None


def _people(people: float | None) -> float | None:
    return None if people is None else max(people, 1.0)


def _day(day: dt.date | None) -> dt.date | None:
    return day if day is not None and FIRST_DAY <= day <= LAST_DAY else None
