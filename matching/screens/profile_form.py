"""The form in which a visitor says who they are; every change counts at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from matching import Catalog, Profile
from matching.profile import LEVELS
from matching.screens import form_changes, form_values, look, state

FUNDING_LABELS: Final[Mapping[str, str]] = {
    "self-funded": "I can pay my own way",
    "support-raised": "I can raise support from donors",
    "expenses-paid": "My costs need to be covered",
    "stipend": "I need a stipend",
    "salaried": "I need a salary",
}
ACCEPTS_LABELS: Final[Mapping[str, str]] = {
    "any": "Any",
    "christian": "Christian",
    "secular": "Non-religious",
}
FAMILY_LABELS: Final[Mapping[str, str]] = {"no": "On my own", "yes": "With family"}


def draw(catalog: Catalog) -> None:
    """Draw the form; what the visitor changes is in `state.profile()` in the same run."""
    _fill(catalog)
    st.html('<h2 class="mm-form-title">About you</h2>')
    _who(catalog)
    _what_and_where(catalog)
    _when()
    _languages(catalog)
    with st.expander("More about you", icon=":material/tune:", key="form_more"):
        _more(catalog)
    with st.expander("Keep or share", icon=":material/ios_share:", key="form_keep"):
        _keep()


def _who(catalog: Catalog) -> None:
    professions = catalog.vocabulary.professions
    st.selectbox(
        "I am a …",
        list(professions),
        index=None,
        format_func=lambda profession: professions[profession],
        placeholder="Choose your profession",
        key="form_profession",
        on_change=form_changes.changed,
        args=(form_changes.profession, catalog),
    )
    specialties = catalog.vocabulary.specialties_of(state.draft().get("profession", ""))
    if specialties:
        st.multiselect(
            "Specialty",
            list(specialties),
            format_func=lambda specialty: specialties[specialty],
            placeholder="Any, or choose",
            key="form_specialties",
            on_change=form_changes.changed,
            args=(form_changes.list_of, "specialties"),
        )
    st.checkbox(
        "I am a student or resident",
        key="form_trainee",
        on_change=form_changes.changed,
        args=(form_changes.trainee,),
    )


def _what_and_where(catalog: Catalog) -> None:
    focus_areas = catalog.vocabulary.focus_areas
    st.multiselect(
        "What I care about",
        sorted(focus_areas, key=lambda area: focus_areas[area]),
        format_func=lambda area: focus_areas[area],
        placeholder="Surgery, refugees, teaching …",
        key="form_focus_areas",
        on_change=form_changes.changed,
        args=(form_changes.list_of, "focus_areas"),
    )
    st.multiselect(
        "Where I would like to go",
        form_values.places(catalog, state.draft()),
        format_func=form_values.place_label(catalog),
        placeholder="Anywhere, or a region or country",
        key="form_places",
        on_change=form_changes.changed,
        args=(form_changes.wished_places,),
    )


def _when() -> None:
    st.select_slider(
        "How long I can stay",
        form_values.week_steps(state.draft()),
        value=(
            form_values.WEEKS[0],
            form_values.OPEN_END,
        ),  # a span
        format_func=form_values.week_label,
        key="form_weeks",
        on_change=form_changes.changed,
        args=(form_changes.weeks,),
    )
    with st.container(horizontal=True, key="form_dates", gap="xsmall"):
        for name, label in (("available_from", "Free from"), ("available_to", "Free until")):
            st.date_input(
                label,
                value=None,
                min_value=form_values.FIRST_DAY,
                max_value=form_values.LAST_DAY,
                format="DD/MM/YYYY",
                key=f"form_{name}",
                on_change=form_changes.changed,
                args=(form_changes.one, name),
                width=136,
            )
    if problem := st.session_state.get("form_problem"):
        st.warning(look.plain(problem), icon=":material/edit_calendar:")


def _languages(catalog: Catalog) -> None:
    names = catalog.languages
    st.multiselect(
        "Languages I speak",
        sorted(names, key=lambda code: names[code]),
        format_func=lambda code: names[code],
        placeholder="English, French …",
        key="form_languages",
        on_change=form_changes.changed,
        args=(form_changes.spoken,),
    )
    for code in st.session_state["form_languages"]:
        st.segmented_control(
            f"{names[code]}: how well",
            LEVELS,
            format_func=str.capitalize,
            key=f"form_level_{code}",
            on_change=form_changes.changed,
            args=(form_changes.spoken,),
            width="stretch",
        )


def _more(catalog: Catalog) -> None:
    labels = catalog.vocabulary.labels
    st.number_input(
        "Years in my profession",
        min_value=0.0,
        value=None,
        step=1.0,
        format="%g",
        key="form_years_experience",
        on_change=form_changes.changed,
        args=(form_changes.one, "years_experience"),
    )
    st.selectbox(
        "Who may pay",
        list(FUNDING_LABELS),
        index=None,
        format_func=lambda kind: FUNDING_LABELS[kind],
        placeholder="Not said",
        key="form_funding",
        on_change=form_changes.changed,
        args=(form_changes.one, "funding"),
    )
    st.number_input(
        "What I could spend myself, in US dollars",
        min_value=0.0,
        max_value=1_000_000.0,
        value=None,
        step=500.0,
        format="%g",
        key="form_budget_usd",
        on_change=form_changes.changed,
        args=(form_changes.one, "budget_usd"),
    )
    st.segmented_control(
        "I would come",
        list(FAMILY_LABELS),
        format_func=lambda answer: FAMILY_LABELS[answer],
        key="form_family",
        on_change=form_changes.changed,
        args=(form_changes.one, "family"),
    )
    st.segmented_control(
        "Organizations that are welcome",
        list(ACCEPTS_LABELS),
        format_func=lambda answer: ACCEPTS_LABELS[answer],
        key="form_accepts",
        on_change=form_changes.changed,
        args=(form_changes.one, "accepts"),
    )
    faiths = labels("person_faith")
    said = state.draft().get("faith", "")
    st.selectbox(
        "My own faith",
        list(dict.fromkeys([*faiths, *([said] if said else [])])),
        index=None,
        format_func=lambda faith: faiths.get(faith, faith),
        placeholder="Not said",
        help="Some organizations ask those who serve to share their faith. It is never put "
        "into a link unless you ask for it.",
        key="form_faith",
        on_change=form_changes.changed,
        args=(form_changes.one, "faith"),
    )
    st.checkbox(
        "I cannot travel: remote work only",
        key="form_remote",
        on_change=form_changes.changed,
        args=(form_changes.remote,),
    )
    if not st.session_state["form_remote"]:
        settings = labels("setting")
        st.multiselect(
            "Where I like to work",
            list(settings),
            format_func=lambda setting: settings[setting],
            placeholder="Any setting, or choose",
            key="form_settings",
            on_change=form_changes.changed,
            args=(form_changes.list_of, "settings"),
        )
    st.multiselect(
        "Places I need to avoid",
        form_values.places(catalog, state.draft()),
        format_func=form_values.place_label(catalog),
        placeholder="None, or choose",
        key="form_avoid",
        on_change=form_changes.changed,
        args=(form_changes.avoided_places,),
    )
    st.text_area(
        "In my own words",
        max_chars=4000,
        height=120,
        placeholder="What draws you, what you can do, what you hope for",
        help="Compared with what roles say about themselves. It is never put into a link "
        "unless you ask for it.",
        key="form_statement",
        on_change=form_changes.changed,
        args=(form_changes.one, "statement"),
    )


def _keep() -> None:
    profile = state.profile()
    if profile is not None:
        st.markdown(
            "The address of this page holds your answers: bookmark it, or send it to someone."
        )
        st.toggle("Put my own words and my faith into it too", key="link_is_private")
        st.download_button(
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
        on_change=form_changes.open_file,
    )
    st.button(
        "Start again",
        icon=":material/restart_alt:",
        on_click=form_changes.start_again,
        key="start_again",
        width="stretch",
    )


def _fill(catalog: Catalog) -> None:
    """Give each widget the value of the draft, unless the visitor has one in front of them."""
    anew = state.take_form_is_stale()
    if anew:
        st.session_state.pop("form_problem", None)
    draft = state.draft()
    fields = {name: field.default for name, field in Profile.model_fields.items()}
    fields |= {"profession": ""} | draft
    for key, value in form_values.widget_values(catalog, draft, fields).items():
        if anew or key not in st.session_state:
            st.session_state[key] = value
