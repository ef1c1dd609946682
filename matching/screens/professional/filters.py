"""What is filtered and in which order: what the visitor chose, and the roles that are left."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from matching import Catalog
from matching.browsing import narrowing, ordering
from matching.screens.visit import session, state
from matching.screens.visit.results import Results

ORDER_LABELS: Final[Mapping[str, str]] = {
    "best": "Best match first",
    "shortest": "Shortest stay first",
    "cost": "Lowest cost first",
    "soonest": "Soonest date first",
    "newest": "Newest page first",
    "need": "Greatest need first",
    "organization": "By organization",
}
SEVERAL: Final[Mapping[str, str]] = {
    "settings": "Setting",
    "countries": "Country",
    "characters": "Christian or not",
    "lengths": "Length of stay",
    "months": "Month",
    "faiths_asked": "Faith asked of you",
}
"""Filters of which several choices can be on, with what they are called."""
ONE: Final[Mapping[str, str]] = {"costs": "Cost for one person", "languages": "Language"}
"""Filters of which one choice can be on."""
YES: Final[Mapping[str, str]] = {
    "where_asked": "Only where I asked",
    "families": "Families welcome",
    "hide_own_cost": "Hide roles that I would pay for myself",
}
"""Filters that are on or off."""
_LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "characters": {
        "christian": "Christian",
        "other-faith": "Another faith",
        "secular": "Non-religious",
    },
    "lengths": narrowing.LENGTH_LABELS,
    "months": {
        **{str(month): calendar.month_name[month] for month in range(1, 13)},
        narrowing.UNSAID: "No month or date named",
    },
    "costs": {
        name: "Any stated price" if name == "stated" else f"Up to ${most:,.0f}"
        for name, most in narrowing.COSTS.items()
    },
    "languages": {
        "english": "All in English, it says",
        "no-other": "No other language asked",
    },
}


@dataclass(frozen=True)
class Chosen:
    """What the visitor chose: the filters, the order, and whether hidden roles are shown."""

    filters: narrowing.Filters
    order: str
    with_hidden: bool

    @property
    def anywhere(self) -> Chosen:
        """The same without the filter of countries."""
        return replace(self, filters=replace(self.filters, countries=()))


def chosen(found: Results) -> Chosen:
    """Return the filters and the order that are on."""
    of = {name: st.session_state.get(f"filter_{name}") for name in (*SEVERAL, *ONE, *YES)}
    several = {name: tuple(of[name] or ()) for name in SEVERAL}
    one = {name: tuple(filter(None, [of[name]])) for name in ONE}
    return Chosen(
        narrowing.Filters(
            **several,
            **one,
            families=bool(of["families"]),
            hide_own_cost=bool(of["hide_own_cost"]),
            among=found.where_asked if of["where_asked"] else None,
        ),
        order=st.session_state.get("order") or "best",
        with_hidden=bool(st.session_state.get("filter_with_hidden")),
    )


def labels(catalog: Catalog, found: Results) -> dict[str, Mapping[str, str]]:
    """Return the choices of each filter, id to label; countries are those of the roles."""
    faiths = catalog.vocabulary.labels("faith_requirement")
    on = st.session_state.get("filter_countries") or ()
    return {
        "settings": catalog.vocabulary.labels("setting"),
        "countries": narrowing.countries_of(catalog, found.scores)
        | {iso2: catalog.places.name(iso2) for iso2 in on},
        "faiths_asked": {asked: faiths.get(asked, "Not said") for asked in narrowing.FAITHS_ASKED},
        **_LABELS,
    }


def known(catalog: Catalog) -> dict[str, Collection[str]]:
    """Return all choices of each filter, whether a role of the list has them or not."""
    return {
        "settings": catalog.vocabulary.labels("setting"),
        "countries": catalog.places.names,
        "faiths_asked": narrowing.FAITHS_ASKED,
        **_LABELS,
    }


def apply(catalog: Catalog, found: Results, shown: Chosen) -> tuple[str, ...]:
    """Return the roles to list, in order, band by band. Just hidden roles keep their place."""
    gone = set(state.hidden()) - set(state.just_hidden())
    role_ids = [role_id for role_id in found.scores if shown.with_hidden or role_id not in gone]
    today = session.today()
    kept = narrowing.narrowed(catalog, role_ids, shown.filters, today)
    ordered = ordering.ordered(catalog, kept, shown.order, today, found.profile.profession)
    return tuple(sorted(ordered, key=found.bands.__getitem__))


def on(shown: Chosen) -> Iterator[tuple[str, str]]:
    """Name each choice that is on: its filter and the choice, `""` of one that is on or off."""
    for name in (*SEVERAL, *ONE):
        for choice in getattr(shown.filters, name):
            yield name, choice
    flags = {
        "where_asked": shown.filters.among is not None,
        "families": shown.filters.families,
        "hide_own_cost": shown.filters.hide_own_cost,
    }
    yield from ((name, "") for name, is_on in flags.items() if is_on)


def take_off(name: str, choice: str) -> None:
    """Take one choice off."""
    key = f"filter_{name}"
    if name in SEVERAL:
        kept = [one for one in st.session_state.get(key, ()) if one != choice]
        st.session_state[key] = kept
    else:
        st.session_state[key] = None if name in ONE else False
    state.start_list_anew()


def clear() -> None:
    """Take all filters off."""
    for name in SEVERAL:
        st.session_state[f"filter_{name}"] = []
    for name in ONE:
        st.session_state[f"filter_{name}"] = None
    for name in YES:
        st.session_state[f"filter_{name}"] = False
    state.start_list_anew()
