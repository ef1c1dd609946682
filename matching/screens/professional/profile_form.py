"""The form in which a visitor says who they are; every change counts at once.

Each widget is given what it shows as the value of its key, which makes it follow the profile, and
gets it again in the run of the tab's answer (see memory.py): that can follow the first so fast that
the browser never sees the first. What can be emptied has no default, since the browser would put
that back.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

import streamlit as st

from matching import Catalog, Profile
from matching.profile import LEVELS
from matching.profile.known import OLDEST_CHILD
from matching.screens import look
from matching.screens.professional import profile_bar
from matching.screens.visit import downloads, profile_changes, profile_values, state
from matching.words.answers import MONEY

ACCEPTS_LABELS: Final[Mapping[str, str]] = {
    "any": "Any",
    "christian": "Christian",
    "secular": "Non-religious",
}
COMPANY_LABELS: Final[Mapping[str, str]] = {
    profile_values.ALONE: "Alone",
    profile_values.FAMILY: "With family",
    profile_values.OTHERS: "With others",
}
COMMITMENT_LABELS: Final[Mapping[str, str]] = {
    "full-time": "Full time, for days, weeks or longer",
    "part-time": "Some hours a week, near home",
    "event": "A day or a weekend",
    "on-call": "On call, at short notice",
    "remote-hours": "Hours from home, online",
}
LICENCE_HELP: Final = "Some organizations take only people licensed or living in their own country."
FAITH_HELP: Final = (
    "Some organizations ask those who serve to share their faith. It is never put into a link "
    "unless you ask for it."
)
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

Shown = Mapping[str, Any]


def draw(catalog: Catalog) -> None:
    """Draw the form; what the visitor changes is in `state.profile()` in the same run."""
    shown = _fill(catalog)
    st.html('<h2 class="mm-form-title">About you</h2>')
    _who(catalog, shown)
    _what_and_where(catalog, shown)
    _when(shown)
    _who_comes(shown)
    _languages(catalog, shown)
    with st.expander("More about you", icon=":material/tune:", key="form_more"):
        _about_the_stay(shown)
        _about_the_work(catalog, shown)
    with st.expander("Keep or share", icon=":material/ios_share:", key="form_keep"):
        _keep()


def _who(catalog: Catalog, shown: Shown) -> None:
    _choice(
        "profession",
        "I am a …",
        catalog.vocabulary.professions,
        "Choose your profession",
        profile_changes.profession,
        catalog,
    )
    specialties = catalog.vocabulary.specialties_of(state.draft().get("profession", ""))
    if specialties:
        _several(shown, "specialties", "Specialty", specialties, "Any, or choose")
    _tick(shown, "trainee", "I am a student or resident", profile_changes.trainee)


def _what_and_where(catalog: Catalog, shown: Shown) -> None:
    areas = catalog.vocabulary.focus_areas
    by_label = {area: areas[area] for area in sorted(areas, key=lambda area: areas[area])}
    _several(shown, "focus_areas", "What I care about", by_label, "Surgery, refugees, teaching …")
    _several(
        shown,
        "places",
        "Where I would like to go",
        profile_values.places(catalog, state.draft()),
        "Anywhere, or a region or country",
        profile_changes.wished_places,
    )
    if parts := profile_values.parts_of_wished_regions(catalog, state.draft()):
        _leave_out(catalog, shown, parts)


def _leave_out(catalog: Catalog, shown: Shown, parts: Mapping[str, str]) -> None:
    """Take a region apart: few countries are one click each, many stand in a box."""
    read = functools.partial(profile_changes.left_out_places, catalog)
    if len(parts) > MOST_AT_HAND:
        _several(shown, "without", "But not", parts, "Leave out countries", read)
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


def _when(shown: Shown) -> None:
    st.select_slider(
        "How long I can stay",
        profile_values.week_steps(state.draft()),
        value=shown["form_weeks"],
        format_func=profile_values.week_label,
        key="form_weeks",
        on_change=profile_changes.changed,
        args=(profile_changes.weeks,),
    )
    _date("available_from", "Free from")
    _date("available_to", "Free until")
    if problem := st.session_state.get("form_problem"):
        st.warning(look.plain(problem), icon=":material/edit_calendar:")
    _several(shown, "commitment", "Time I can give", COMMITMENT_LABELS, "Any, or choose")


def _who_comes(shown: Shown) -> None:
    """Ask who comes, and only of those who come with others how many and how old."""
    _segments(shown, "company", "I would come", COMPANY_LABELS, profile_changes.company)
    company = st.session_state["form_company"]
    if company in (profile_values.FAMILY, profile_values.OTHERS):
        _number("people", "How many are you, with you?", 1.0, least=1.0)
    if company == profile_values.FAMILY:
        ages = {str(age): str(age) if age else "under 1" for age in range(OLDEST_CHILD + 1)}
        _several(shown, "children_ages", "Ages of the children", ages, "None, or choose")


def _languages(catalog: Catalog, shown: Shown) -> None:
    names = catalog.languages
    by_name = {code: names[code] for code in sorted(names, key=lambda code: names[code])}
    _several(
        shown,
        "languages",
        "Languages I speak",
        by_name,
        "English, French …",
        profile_changes.spoken,
    )
    levels = {level: level.capitalize() for level in LEVELS}
    for code in st.session_state["form_languages"]:
        label = f"{names[code]}: how well"
        _segments(shown, f"level_{code}", label, levels, profile_changes.spoken, width="stretch")


def _about_the_stay(shown: Shown) -> None:
    _number("years_experience", "Years in my profession", 1.0)
    _choice("funding", "Money", MONEY)
    company = st.session_state["form_company"]
    is_company = company in (profile_values.FAMILY, profile_values.OTHERS)
    could = "What we all could spend together" if is_company else "What I could spend"
    _number("budget_usd", f"{could}, in US dollars", 500.0)


def _about_the_work(catalog: Catalog, shown: Shown) -> None:
    labels, names = catalog.vocabulary.labels, catalog.places.names
    by_name = {iso2: names[iso2] for iso2 in sorted(names, key=lambda iso2: names[iso2])}
    _several(
        shown,
        "licensed_in",
        "Countries of my licence or citizenship",
        by_name,
        "Choose",
        help=LICENCE_HELP,
    )
    own = state.draft().get("profession", "")
    others = {id_: text for id_, text in catalog.vocabulary.professions.items() if id_ != own}
    _several(shown, "other_professions", "I can also work as a …", others, "Another profession")
    _segments(shown, "accepts", "Organizations that are welcome", ACCEPTS_LABELS)
    said = shown["form_faith"]
    faiths = {**({said: said} if said else {}), **labels("person_faith")}
    _choice("faith", "My own faith", faiths, help=FAITH_HELP)
    _tick(shown, "remote", "I cannot travel: remote work only", profile_changes.remote)
    if not st.session_state["form_remote"]:
        _several(
            shown, "settings", "Where I like to work", labels("setting"), "Any setting, or choose"
        )
    _several(
        shown,
        "avoid",
        "Places I need to avoid",
        profile_values.places(catalog, state.draft()),
        "None, or choose",
        profile_changes.avoided_places,
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


def _keep() -> None:
    profile = state.profile()
    if profile is not None:
        profile_bar.draw_in_form()
        st.markdown(
            "The address of this page holds your answers: bookmark it, or send it to someone."
        )
        st.toggle("Put my own words and my faith into it too", key="link_is_private")
        downloads.button(
            "Keep my profile as a file",
            profile.to_yaml(),
            file_name="my-mission-profile.yaml",
            mime="application/yaml",
            icon=":material/download:",
            on_click="ignore",
            key="profile_file",
            width="stretch",
        )
    st.file_uploader(
        "Open a profile file (YAML or JSON)",
        type=["yaml", "yml", "json"],
        key="profile_upload",
        on_change=profile_changes.open_file,
    )
    st.button(
        "Start again",
        icon=":material/restart_alt:",
        on_click=profile_changes.start_again,
        key="start_again",
        width="stretch",
    )


# ---- the kinds of widgets -------------------------------------------------------------------

Read = Callable[..., Mapping[str, Any]]


def _choice(
    name: str,
    label: str,
    options: Mapping[str, str],
    placeholder: str = "Not said",
    read: Read | None = None,
    *args: Any,
    help: str | None = None,
) -> None:
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda id_: options.get(id_, id_),
        placeholder=placeholder,
        filter_mode="contains",
        help=help,
        key=f"form_{name}",
        on_change=profile_changes.changed,
        args=(read, *args) if read else (profile_changes.one, name),
    )


def _several(
    shown: Shown,
    name: str,
    label: str,
    options: Mapping[str, str],
    placeholder: str,
    read: Read | None = None,
    help: str | None = None,
) -> None:
    st.multiselect(
        label,
        list(options),
        default=shown[f"form_{name}"],
        format_func=lambda id_: options.get(id_, id_),
        placeholder=placeholder,
        filter_mode="contains",
        select_all=False,  # else Enter takes every match
        help=help,
        key=f"form_{name}",
        on_change=profile_changes.changed,
        args=(read,) if read else (profile_changes.list_of, name),
    )


def _segments(
    shown: Shown,
    name: str,
    label: str,
    options: Mapping[str, str],
    read: Read | None = None,
    width: Literal["content", "stretch"] = "content",
) -> None:
    st.segmented_control(
        label,
        list(options),
        default=shown.get(f"form_{name}"),
        format_func=lambda id_: options.get(id_, id_),
        key=f"form_{name}",
        on_change=profile_changes.changed,
        args=(read,) if read else (profile_changes.one, name),
        width=width,
    )


def _tick(shown: Shown, name: str, label: str, read: Read) -> None:
    st.checkbox(
        label,
        value=shown[f"form_{name}"],
        key=f"form_{name}",
        on_change=profile_changes.changed,
        args=(read,),
    )


def _number(name: str, label: str, step: float, least: float = 0.0) -> None:
    st.number_input(
        label,
        min_value=least,
        max_value=1_000_000.0,
        value=None,
        step=step,
        format="%g",
        key=f"form_{name}",
        on_change=profile_changes.changed,
        args=(profile_changes.one, name),
    )


def _date(name: str, label: str) -> None:
    st.date_input(
        label,
        value=None,
        min_value=profile_values.FIRST_DAY,
        max_value=profile_values.LAST_DAY,
        format="DD/MM/YYYY",
        key=f"form_{name}",
        on_change=profile_changes.changed,
        args=(profile_changes.one, name),
    )


def _fill(catalog: Catalog) -> Shown:
    """Give each widget the value of the draft, unless the visitor has one in front of them.

    Returns
    -------
    mapping
        What the draft gives each widget to show, by the widget's key.
    """
    anew = state.take_form_is_stale()
    if anew:
        st.session_state.pop("form_problem", None)
    draft = state.draft()
    fields = {name: field.default for name, field in Profile.model_fields.items()}
    fields |= {"profession": ""} | draft
    shown = profile_values.widget_values(catalog, draft, fields)
    is_unseen = state.take_form_is_unseen()
    for key, value in shown.items():
        if anew or key not in st.session_state or key in DEPEND:
            st.session_state[key] = value
        elif is_unseen:
            st.session_state[key] = st.session_state[key]
    return shown
