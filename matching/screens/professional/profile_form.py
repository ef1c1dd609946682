"""The form in which a visitor says who they are; every change counts at once.

Each widget is given what it shows as the value of its key, which makes it follow the profile, and
gets it again in the run of the tab's answer (see memory.py): that can follow the first so fast that
the browser never sees the first. What can be emptied has no default, since the browser would put
that back.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any, Final

import streamlit as st

from matching import Catalog, Profile
from matching.names import PLACE
from matching.screens import look
from matching.screens.professional import profile_boxes as boxes
from matching.screens.professional import sentence, share
from matching.screens.visit import profile_changes, profile_values, state

ACCEPTS_LABELS: Final[Mapping[str, str]] = {
    "any": "Any",
    "christian": "Christian",
    "secular": "Non-religious",
}
STATEMENT_HELP: Final = (
    "Compared with what roles say about themselves. It is never put into a link unless you ask "
    "for it."
)

MOST_AT_HAND: Final = 12
"""Most countries of wished regions that are offered as buttons."""

DEPEND: Final = frozenset({
    "form_without", "form_avoid", "form_company", "form_people", "form_children_ages",
})  # fmt: skip
"""Widgets that show what another widget may have changed."""


def draw(catalog: Catalog) -> None:
    """Draw the form; what the visitor changes is in `state.profile()` in the same run."""
    shown = _fill(catalog)
    st.html('<h2 class="mm-form-title">About you</h2>')
    if state.profile() is not None:
        with st.expander("Say it in a sentence", icon=":material/edit_note:", key="say_it"):
            sentence.draw("Add this to my answers")
    _who(catalog, shown)
    _what_and_where(catalog, shown)
    _when(catalog, shown)
    boxes.who_comes(catalog, shown)
    boxes.languages(catalog, shown)
    with st.expander("More about you", icon=":material/tune:", key="form_more"):
        _about_the_stay(catalog, shown)
        _about_the_work(catalog, shown)
    with st.expander("Keep or share", icon=":material/ios_share:", key="form_keep"):
        share.draw()


def ask(catalog: Catalog, fields: Iterable[str]) -> None:
    """Draw the boxes of some fields by themselves, on another page than the form's.

    Parameters
    ----------
    fields : iterable of str
        Fields of a profile; those that have no box of their own are passed over.
    """
    draft = state.draft()
    said = _fields(draft)
    shown = profile_values.widget_values(catalog, draft, said)
    for key, value in shown.items():
        if key not in st.session_state:
            st.session_state[key] = value
    for field in dict.fromkeys(fields):
        if field in boxes.BOXES:
            boxes.BOXES[field](catalog, shown)


def _who(catalog: Catalog, shown: boxes.Shown) -> None:
    boxes.profession(catalog)
    if state.draft().get("profession") == "student":
        boxes.field_of_study(catalog, shown)
    boxes.specialties(catalog, shown)
    boxes.trainee(catalog, shown)


def _what_and_where(catalog: Catalog, shown: boxes.Shown) -> None:
    areas = catalog.vocabulary.focus_areas
    by_label = {area: areas[area] for area in sorted(areas, key=lambda area: areas[area])}
    boxes.several(
        shown,
        "focus_areas",
        "What I care about",
        by_label,
        "Surgery, refugees, teaching …",
        kinds=("focus_area",),
    )
    boxes.places(catalog, shown)
    if parts := profile_values.parts_of_wished_regions(catalog, state.draft()):
        _leave_out(catalog, shown, parts)


def _leave_out(catalog: Catalog, shown: boxes.Shown, parts: Mapping[str, str]) -> None:
    """Take a region apart: few countries are one click each, many stand in a box."""
    read = functools.partial(profile_changes.left_out_places, catalog)
    if len(parts) > MOST_AT_HAND:
        boxes.several(
            shown, "without", "But not", parts, "Leave out countries", read, kinds=("country",)
        )
        return
    st.pills(
        "But not",
        list(parts),
        selection_mode="multi",
        default=shown["form_without"],
        format_func=lambda iso2: parts.get(iso2, iso2),
        key="form_without",
        on_change=profile_changes.changed,
        args=(read,),
    )


def _when(catalog: Catalog, shown: boxes.Shown) -> None:
    boxes.weeks(catalog, shown)
    boxes.dates(catalog, shown)
    if problem := st.session_state.get("form_problem"):
        st.warning(look.plain(problem), icon=":material/edit_calendar:")
    boxes.commitment(catalog, shown)
    if shown["form_home"] or boxes.NEAR_HOME & set(st.session_state["form_commitment"]):
        boxes.home(catalog, shown)


def _about_the_stay(catalog: Catalog, shown: boxes.Shown) -> None:
    boxes.years(catalog, shown)
    boxes.funding(catalog, shown)
    company = st.session_state["form_company"]
    is_company = company in (profile_values.FAMILY, profile_values.OTHERS)
    could = "What we all could spend together" if is_company else "What I could spend"
    boxes.number("budget_usd", f"{could}, in US dollars", 500.0)


def _about_the_work(catalog: Catalog, shown: boxes.Shown) -> None:
    labels = catalog.vocabulary.labels
    boxes.licensed_in(catalog, shown)
    own = state.draft().get("profession", "")
    others = {id_: text for id_, text in catalog.vocabulary.professions.items() if id_ != own}
    boxes.several(
        shown,
        "other_professions",
        "I can also work as a …",
        others,
        "Another profession",
        kinds=("profession",),
    )
    boxes.segments(shown, "accepts", "Organizations that are welcome", ACCEPTS_LABELS)
    boxes.faith(catalog, shown)
    boxes.tick(shown, "remote", "I cannot travel: remote work only", profile_changes.remote)
    if not st.session_state["form_remote"]:
        boxes.several(
            shown,
            "settings",
            "Where I like to work",
            labels("setting"),
            "Any setting, or choose",
            kinds=("setting",),
        )
    boxes.several(
        shown,
        "avoid",
        "Places I need to avoid",
        profile_values.places(catalog, state.draft()),
        "None, or choose",
        profile_changes.avoided_places,
        kinds=PLACE,
    )
    st.text_area(
        "In my own words",
        value=shown["form_statement"],
        max_chars=4000,
        height=120,
        placeholder="What draws you, what you can do, what you hope for",
        help=STATEMENT_HELP,
        key="form_statement",
        on_change=profile_changes.changed,
        args=(profile_changes.one, "statement"),
    )


def _fill(catalog: Catalog) -> boxes.Shown:
    """Give each widget the value of the draft, unless the visitor has one in front of them.

    Returns
    -------
    mapping
        What the draft gives each widget to show, by the widget's key.
    """
    anew = state.take_form_is_stale()
    if anew:
        st.session_state.pop("form_problem", None)
        st.session_state.pop("form_month", None)
    draft = state.draft()
    shown = profile_values.widget_values(catalog, draft, _fields(draft))
    is_unseen = state.take_form_is_unseen()
    for key, value in shown.items():
        if anew or key not in st.session_state or key in DEPEND:
            st.session_state[key] = value
        elif is_unseen:
            st.session_state[key] = st.session_state[key]
    return shown


def _fields(draft: Mapping[str, Any]) -> dict[str, Any]:
    """Every field of a profile, said or not."""
    fields = {name: field.default for name, field in Profile.model_fields.items()}
    return {**fields, "profession": "", **draft}
