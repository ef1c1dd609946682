"""How a list of candidates is narrowed and ordered, and filters that are kept by a name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from matching import Catalog
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import listing
from matching.screens.recruiter import candidate_board
from matching.screens.recruiter.candidate_paging import PAGE, to_first_page
from matching.screens.visit import session
from matching.services import recruiter
from matching.services.recruiter.candidate_tables import ORDERS, TASKS, languages_of
from matching.services.recruiter.listing import SETTLED, settled

LEVELS: Final = {"": "Any level", "good": "Good", "native": "Native"}
SEARCH: Final = "candidate_search"
ORDER: Final = "candidate_order"
FILTERS: Final[dict[str, Any]] = {
    "to_do": [], "at_stage": [], "speaks": [], "speaks_level": "",
    "stays_weeks": 0, "interested": False, "matches": False, "settled": False,
}  # fmt: skip
"""Key of each filter, which also stands in the address, and its value when it is not set."""
NAME: Final = "filter_set_name"
_APPLIED: Final = "applied_filter_set"
SETTLED_STAGES: Final = frozenset(SETTLED)


def choose(catalog: Catalog, candidates: pd.DataFrame) -> dict[str, Any]:
    """Show search and filters; return what is chosen by the names of `narrowed`."""
    text = listing.search_box(
        "Search profession and specialty", SEARCH, PAGE, "For example: nurse, cardiology"
    )
    n_set = sum(bool(st.session_state.get(key, st.query_params.get(key))) for key in FILTERS)
    label = f"Filters ({n_set} set)" if n_set else "Filters"
    spoken = languages_of(catalog, candidates)
    with st.expander(label, icon=":material/tune:", key="candidate_filters"):
        first, second, third = st.columns(3)
        with first:
            tasks = listing.choose("What is to be done", "to_do", PAGE, TASKS)
            stages = listing.choose("Stage", "at_stage", PAGE, candidate_board.STAGE_LABELS)
        with second:
            languages = listing.choose("Speaks", "speaks", PAGE, spoken, ("language",))
            level = st.selectbox(
                "At least",
                list(LEVELS),
                format_func=LEVELS.__getitem__,
                key="speaks_level",
                bind="query-params",
                on_change=to_first_page,
            )
        with third:
            min_weeks = st.number_input(
                "Can stay at least (weeks)",
                min_value=0,
                max_value=520,
                key="stays_weeks",
                bind="query-params",
                on_change=to_first_page,
            )
        chosen = {
            "text": text,
            "tasks": tasks,
            "stages": stages,
            "languages": languages,
            "least_level": level,
            "min_weeks": min_weeks,
            "only_interested": _check("Showed interest", "interested"),
            "only_matches": _check("Nothing is missing", "matches"),
        }
        is_settled = _check("Also who is settled: declined, refused or went", "settled")
        _kept(spoken)
    return {**chosen, "with_settled": is_settled or not SETTLED_STAGES.isdisjoint(stages)}


def order() -> str:
    """Show the choice of the order; return it."""
    return st.selectbox(
        "Order",
        list(ORDERS),
        format_func=ORDERS.__getitem__,
        key=ORDER,
        bind="query-params",
        on_change=to_first_page,
        label_visibility="collapsed",
        width=200,
    )


def count(shown: pd.DataFrame, candidates: pd.DataFrame, *, with_settled: bool) -> None:
    """Say how many are left by the filters, with the button that clears them."""
    n_shown, n_all = len(shown), len(candidates)
    of_all = "" if n_shown == n_all else f" of {n_all:,}"
    n_settled = 0 if with_settled else int(settled(candidates).sum())
    without = f", without {n_settled:,} settled" if n_settled else ""
    st.html(html.count_line(f"{n_shown:,}{of_all} shown{without}"), width="content")
    if any(st.session_state.get(key) for key in (SEARCH, *FILTERS)):
        st.button(
            "Clear search and filters",
            key="clear_candidates",
            icon=":material/filter_alt_off:",
            type="tertiary",
            on_click=_set,
            args=({},),
        )


def _check(label: str, key: str) -> bool:
    return st.checkbox(label, key=key, bind="query-params", on_change=to_first_page)


def _set(chosen: Mapping[str, Any]) -> None:
    """Set search, filters and order; what is not named is not set. For callbacks."""
    unset = {SEARCH: "", **FILTERS}
    st.session_state.update({key: chosen.get(key, value) for key, value in unset.items()})
    if ORDER in chosen:
        st.session_state[ORDER] = chosen[ORDER]
    to_first_page()


# ---- kept by a name -------------------------------------------------------------------------


def _kept(spoken: Collection[str]) -> None:
    """Draw the filters that are kept by a name, and how to keep those that are set now."""
    sets = session.show(recruiter.my_filter_sets)
    with st.popover("Kept filters", icon=":material/bookmark:"):
        if not sets:
            html.show(html.paragraph("Set filters, give them a name, and they stay here."))
        for place, (name, chosen) in enumerate(sets.items()):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(
                    look.plain(name),
                    key=f"apply_set_{place}",
                    on_click=_apply,
                    args=(name, _possible(chosen, spoken)),
                )
                st.button(
                    f"Delete {look.plain(name)}",
                    icon=":material/delete:",
                    type="tertiary",
                    key=f"delete_set_{place}",
                    on_click=_delete,
                    args=(name,),
                )
        st.text_input("Name", key=NAME, max_chars=60, placeholder="For example: to answer today")
        with st.container(horizontal=True):
            st.button("Keep what is set", key="keep_set", on_click=_named, args=(_keep,))
            applied = st.session_state.get(_APPLIED, "")
            if applied in sets:
                st.button(
                    f"Rename “{look.plain(applied)}”",
                    key="rename_set",
                    on_click=_named,
                    args=(_rename,),
                )


def _possible(chosen: Mapping[str, Any], spoken: Collection[str]) -> dict[str, Any]:
    """Leave out of kept filters what cannot be chosen here any more."""
    choices: dict[str, Collection[str]] = {
        "to_do": TASKS, "at_stage": candidate_board.STAGE_LABELS, "speaks": spoken,
    }  # fmt: skip
    known = {key: value for key, value in chosen.items() if key in (SEARCH, ORDER, *FILTERS)}
    return {
        key: [one for one in value if one in choices[key]] if key in choices else value
        for key, value in known.items()
        if not (key == ORDER and value not in ORDERS)
        and not (key == "speaks_level" and value not in LEVELS)
    }


def _apply(name: str, chosen: Mapping[str, Any]) -> None:
    st.session_state[_APPLIED] = name
    _set(chosen)


def _delete(name: str) -> None:
    session.attempt(recruiter.delete_filter_set, name)


def _named(do: Callable[[str], bool]) -> None:
    """Do something with the name that is written; it is taken out of the box if that went well."""
    name = st.session_state[NAME]
    if do(name):
        st.session_state[NAME] = ""
        st.session_state[_APPLIED] = name.strip()


def _keep(name: str) -> bool:
    chosen = {key: st.session_state.get(key) for key in (SEARCH, *FILTERS)}
    if (order := st.session_state.get(ORDER)) != next(iter(ORDERS)):
        chosen[ORDER] = order
    return session.attempt(recruiter.keep_filter_set, name, chosen, done="Kept.")


def _rename(name: str) -> bool:
    before = st.session_state[_APPLIED]
    return session.attempt(recruiter.rename_filter_set, before, name, done="Renamed.")
