"""Facts of a role as short words for people: how long, when, where, in what setting, who pays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from matching import columns
from matching.phrases import (
    Role,
    day_in_words,
    listed,
    lowered,
    number_or_none,
    span_in_words,
)

if TYPE_CHECKING:
    from matching.catalog import Catalog
    from matching.profile import Profile

PARTIES: Final = {
    "one": "single people",
    "couple": "couples",
    "family": "families",
    "team": "whole teams",
    "school-group": "groups of a school",
}


def place(catalog: Catalog, role: Role, most: int = 2) -> str:
    """Return where a role is: its site and its countries or regions, or that it is still open."""
    names = catalog.countries[columns.NAME]
    countries = listed([names[iso2] for iso2 in role[columns.WHERE]] or role[columns.REGIONS], most)
    if role[columns.WHERE_IS_ORGANIZATIONS]:
        return f"no place named; the organization works in {countries}" if countries else ""
    return ", ".join(part for part in (role[columns.SITE], countries) if part)


def settings(catalog: Catalog, role: Role) -> str:
    """Return the settings of a role in words, `""` if the source does not say."""
    labels = catalog.vocabulary.labels("setting")
    return _named(labels, role[columns.SETTING])


def funding(catalog: Catalog, role: Role) -> str:
    """Return who pays for a role in words, `""` if the source does not say."""
    paid = paid_by(catalog, role)
    cost = number_or_none(role[columns.COST_USD])
    about = "" if cost is None else f"about ${cost:,.0f}"
    return ", ".join(part for part in (paid, about) if part)


def paid_by(catalog: Catalog, role: Role) -> str:
    """Return who pays for a role without what it costs, `""` if the source does not say."""
    return _named(catalog.vocabulary.labels("funding"), role[columns.FUNDING])


def party(role: Role) -> str:
    """Return who can take a role, `""` if the source does not say."""
    who = listed([PARTIES[one] for one in role[columns.PARTY]], len(PARTIES), "or")
    return f"for {who}" if who else ""


def circle(catalog: Catalog, role: Role) -> str:
    """Return the closed circle that a role is for, `""` if it is for everybody."""
    labels = catalog.vocabulary.labels("only_for")
    circles = lowered([labels[one] for one in role[columns.ONLY_FOR]], first=True)
    return f"only for {listed(circles, last_word='or')}" if circles else ""


def commitment(catalog: Catalog, role: Role) -> str:
    """Return how much of one's time a role takes, `""` if the source does not say."""
    much = _named(catalog.vocabulary.labels("commitment"), role[columns.COMMITMENT])
    hours = number_or_none(role[columns.HOURS_PER_WEEK])
    about = "" if hours is None else f"about {hours:g} {'hour' if hours == 1 else 'hours'} a week"
    return "; ".join(part for part in (much, about) if part)


def eligible(catalog: Catalog, role: Role) -> str:
    """Return of which countries one must be, or have the licence; `""` if the source is silent."""
    names = [catalog.places.name(iso2) for iso2 in role[columns.ELIGIBLE_COUNTRIES]]
    return listed(names, len(names), "or")


def profile_in_words(catalog: Catalog, profile: Profile) -> tuple[str, ...]:
    """Return what matters most of a profile, each as a few words: who, how long, when, where."""
    labels, names = catalog.vocabulary.labels, catalog.places.names
    specialties = [labels("specialty")[specialty] for specialty in profile.specialties]
    who = labels("profession")[profile.profession]
    if specialties:
        who = f"{who}: {listed(lowered(specialties, first=True), most=2)}"
    where = [*profile.regions, *(names[iso2] for iso2 in profile.countries)]
    interests = lowered([labels("focus_area")[area] for area in profile.focus_areas])
    stay = span_in_words(profile.min_weeks, profile.max_weeks)
    said = (
        who,
        "in training" if profile.trainee == "yes" else "",
        stay,
        window(profile),
        listed(where, most=2, last_word="or"),
        "; ".join(interests[:2]) + (f" and {len(interests) - 2} more" if interests[2:] else ""),
        "remote work only" if profile.settings == ("remote",) else "",
        "with family" if profile.family == "yes" else "",
    )
    return tuple(text for text in said if text)


def _named(labels: Mapping[str, str], ids: Iterable[str]) -> str:
    return listed(lowered([labels[id_] for id_ in ids]), last_word="or")


def window(profile: Profile) -> str:
    """Return when a person is free, `""` if they do not say."""
    first, last = (
        "" if day is None else day_in_words(day)
        for day in (profile.available_from, profile.available_to)
    )
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"until {last}" if last else ""
