"""The form in which a visitor says who they are; every change becomes part of the profile at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from matching import Catalog, Profile, wording
from matching.errors import Problem, ProfileError
from matching.profile import LEVELS
from matching.screens import look, state

OPEN_END: Final = 9999.0
"""The last step of the slider for weeks: as long as needed."""

WEEKS: Final = (0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 26.0, 52.0, 104.0, OPEN_END)
REGION: Final = "region:"
REMOTE: Final = "remote"

FUNDING_LABELS: Final[Mapping[str, str]] = {
    "self-funded": "I can pay my own way",
    "support-raised": "I can raise support from donors",
    "expenses-paid": "My costs need to be covered",
    "stipend": "I need a stipend",
    "salaried": "I need a salary",
}
ACCEPTS_LABELS: Final[Mapping[str, str]] = {
    "any": "Any",
    "christian": "Christian only",
    "secular": "Non-religious only",
}
FAMILY_LABELS: Final[Mapping[str, str]] = {"no": "On my own", "yes": "With family"}
FIELD_LABELS: Final[Mapping[str, str]] = {
    "profession": "your profession",
    "specialties": "specialty",
    "focus_areas": "interests",
    "countries": "countries",
    "regions": "regions",
    "avoid": "places to avoid",
    "languages": "languages",
    "min_weeks": "the shortest stay",
    "max_weeks": "the longest stay",
    "available_from": "free from",
    "available_to": "free until",
    "years_experience": "years of experience",
    "trainee": "student or resident",
    "accepts": "welcome organizations",
    "budget_usd": "your budget",
    "settings": "settings",
    "statement": "in your own words",
}

# ---- drawing --------------------------------------------------------------------------------


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
        on_change=_changed,
        args=(_profession, catalog),
    )
    specialties = catalog.vocabulary.specialties_of(state.draft().get("profession", ""))
    if specialties:
        st.multiselect(
            "Specialty",
            list(specialties),
            format_func=lambda specialty: specialties[specialty],
            placeholder="Any, or choose",
            key="form_specialties",
            on_change=_changed,
            args=(_list_of, "specialties"),
        )
    st.checkbox(
        "I am a student or resident",
        key="form_trainee",
        on_change=_changed,
        args=(_trainee,),
    )


def _what_and_where(catalog: Catalog) -> None:
    focus_areas = catalog.vocabulary.focus_areas
    st.multiselect(
        "What I care about",
        sorted(focus_areas, key=lambda area: focus_areas[area]),
        format_func=lambda area: focus_areas[area],
        placeholder="Surgery, refugees, teaching …",
        key="form_focus_areas",
        on_change=_changed,
        args=(_list_of, "focus_areas"),
    )
    st.multiselect(
        "Where I would like to go",
        _places(catalog),
        format_func=_place_label(catalog),
        placeholder="Anywhere, or a region or country",
        key="form_places",
        on_change=_changed,
        args=(_wished_places,),
    )


def _when() -> None:
    st.select_slider(
        "How long I can stay",
        _week_steps(),
        value=(WEEKS[0], OPEN_END),  # makes it a span; the key has the value
        format_func=_week_label,
        key="form_weeks",
        on_change=_changed,
        args=(_weeks,),
    )
    with st.container(horizontal=True, key="form_dates", gap="xsmall"):
        for name, label in (("available_from", "Free from"), ("available_to", "Free until")):
            st.date_input(
                label,
                value=None,
                min_value=dt.date(2000, 1, 1),
                max_value=dt.date(2100, 12, 31),
                format="DD/MM/YYYY",
                key=f"form_{name}",
                on_change=_changed,
                args=(_one, name),
                width=136,
            )
    if problem := st.session_state.get("form_problem"):
        st.warning(problem, icon=":material/edit_calendar:")


def _languages(catalog: Catalog) -> None:
    names = catalog.languages
    st.multiselect(
        "Languages I speak",
        sorted(names, key=lambda code: names[code]),
        format_func=lambda code: names[code],
        placeholder="English, French …",
        key="form_languages",
        on_change=_changed,
        args=(_spoken,),
    )
    for code in st.session_state["form_languages"]:
        st.segmented_control(
            f"{names[code]}: how well",
            LEVELS,
            format_func=str.capitalize,
            key=f"form_level_{code}",
            on_change=_changed,
            args=(_spoken,),
            width="stretch",
        )


def _more(catalog: Catalog) -> None:
    labels = catalog.vocabulary.labels
    st.number_input(
        "Years in my profession",
        min_value=0.0,
        max_value=70.0,
        value=None,
        step=1.0,
        format="%g",
        key="form_years_experience",
        on_change=_changed,
        args=(_one, "years_experience"),
    )
    st.selectbox(
        "Who may pay",
        list(FUNDING_LABELS),
        index=None,
        format_func=lambda kind: FUNDING_LABELS[kind],
        placeholder="Not said",
        key="form_funding",
        on_change=_changed,
        args=(_one, "funding"),
    )
    st.number_input(
        "What I could spend myself, in US dollars",
        min_value=0.0,
        max_value=1_000_000.0,
        value=None,
        step=500.0,
        format="%g",
        key="form_budget_usd",
        on_change=_changed,
        args=(_one, "budget_usd"),
    )
    st.segmented_control(
        "I would come",
        list(FAMILY_LABELS),
        format_func=lambda answer: FAMILY_LABELS[answer],
        key="form_family",
        on_change=_changed,
        args=(_one, "family"),
    )
    st.segmented_control(
        "Organizations that are welcome",
        list(ACCEPTS_LABELS),
        format_func=lambda answer: ACCEPTS_LABELS[answer],
        key="form_accepts",
        on_change=_changed,
        args=(_one, "accepts"),
    )
    faiths = labels("person_faith")
    st.selectbox(
        "My own faith",
        list(faiths),
        index=None,
        format_func=lambda faith: faiths.get(faith, faith),
        placeholder="Not said",
        help="Some organizations ask those who serve to share their faith. It is never put "
        "into a link unless you ask for it.",
        key="form_faith",
        on_change=_changed,
        args=(_one, "faith"),
    )
    st.checkbox(
        "I cannot travel: remote work only", key="form_remote", on_change=_changed, args=(_remote,)
    )
    if not st.session_state["form_remote"]:
        settings = labels("setting")
        st.multiselect(
            "Where I like to work",
            list(settings),
            format_func=lambda setting: settings[setting],
            placeholder="Any setting, or choose",
            key="form_settings",
            on_change=_changed,
            args=(_list_of, "settings"),
        )
    st.multiselect(
        "Places I need to avoid",
        _places(catalog),
        format_func=_place_label(catalog),
        placeholder="None, or choose",
        key="form_avoid",
        on_change=_changed,
        args=(_avoided_places,),
    )
    st.text_area(
        "In my own words",
        max_chars=4000,
        height=120,
        placeholder="What draws you, what you can do, what you hope for",
        help="Compared with what roles say about themselves. It is never put into a link unless you ask.",
        key="form_statement",
        on_change=_changed,
        args=(_one, "statement"),
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
        on_change=_open_file,
    )
    st.button(
        "Start again",
        icon=":material/restart_alt:",
        on_click=_start_again,
        key="start_again",
        width="stretch",
    )


# ---- from what is said to the form ----------------------------------------------------------


def _fill(catalog: Catalog) -> None:
    """Give each widget the value of the draft, unless the visitor has one in front of them."""
    anew = state.take_form_is_stale()
    if anew:
        st.session_state.pop("form_problem", None)
    fields = {name: field.default for name, field in Profile.model_fields.items()} | state.draft()
    for key, value in _widget_values(catalog, fields).items():
        if anew or key not in st.session_state:
            st.session_state[key] = value


def _widget_values(catalog: Catalog, fields: Mapping[str, Any]) -> dict[str, Any]:
    known = set(_places(catalog))
    wished = [f"{REGION}{name}" for name in fields["regions"]] + list(fields["countries"])
    avoided = [name if len(name) == 2 else f"{REGION}{name}" for name in fields["avoid"]]
    spoken = dict(text.partition(":")[::2] for text in fields["languages"])
    values = {
        "form_profession": fields["profession"]
        if fields.get("profession") in catalog.vocabulary.professions
        else None,
        "form_specialties": list(fields["specialties"]),
        "form_trainee": fields["trainee"] == "yes",
        "form_focus_areas": list(fields["focus_areas"]),
        "form_places": [place for place in wished if place in known],
        "form_weeks": (fields["min_weeks"] or WEEKS[0], _open(fields["max_weeks"])),
        "form_available_from": fields["available_from"],
        "form_available_to": fields["available_to"],
        "form_languages": list(spoken),
        "form_years_experience": fields["years_experience"],
        "form_funding": fields["funding"] or None,
        "form_budget_usd": fields["budget_usd"],
        "form_family": fields["family"] or None,
        "form_accepts": fields["accepts"] or None,
        "form_faith": fields["faith"] or None,
        "form_remote": tuple(fields["settings"]) == (REMOTE,),
        "form_settings": list(fields["settings"]),
        "form_avoid": [place for place in avoided if place in known],
        "form_statement": fields["statement"],
    }
    return values | {f"form_level_{code}": level or None for code, level in spoken.items()}


def _places(catalog: Catalog) -> list[str]:
    """Regions first, continents before what lies in them, then countries by name.

    A region that only the draft names (such as `Latin America`) is among them, too.
    """
    names = catalog.places.names
    said = (*state.draft().get("regions", ()), *state.draft().get("avoid", ()))
    regions = [*catalog.places.region_names, *(name for name in said if len(name) > 2)]
    return [
        *(f"{REGION}{name}" for name in dict.fromkeys(regions)),
        *sorted(names, key=lambda iso2: names[iso2]),
    ]


def _place_label(catalog: Catalog) -> Callable[[str], str]:
    names = catalog.places.names
    return lambda place: (
        f"{place.removeprefix(REGION)} (region)" if place.startswith(REGION) else names[place]
    )


def _week_steps() -> list[float]:
    fields = state.draft()
    said = {weeks for weeks in (fields.get("min_weeks"), fields.get("max_weeks")) if weeks}
    return sorted({*WEEKS, *said})


def _week_label(weeks: float) -> str:
    if weeks == OPEN_END:
        return "open-ended"
    return "a few days" if weeks == WEEKS[0] else wording.weeks_in_words(weeks)


def _open(weeks: float | None) -> float:
    return OPEN_END if weeks is None else weeks


# ---- from the form to what is said ----------------------------------------------------------


def _changed(read: Callable[..., Mapping[str, Any]], *args: Any) -> None:
    """Take over what a widget now says; keep the old profile if that does not go together."""
    st.session_state.pop("form_problem", None)
    state.forget_change()
    try:
        state.change_draft(read(*args))
    except ProfileError as error:
        st.session_state["form_problem"] = (
            f"{sentence_about(error.problems)} The list still goes by what you said before."
        )


def sentence_about(problems: Sequence[Problem]) -> str:
    """Say kindly what of a profile was not understood; no technical words."""
    told = [
        f"{FIELD_LABELS.get(problem.column, problem.column)}"
        + (f" (“{problem.value}”)" if problem.value else "")
        + f" should be {problem.expected}"
        for problem in problems
    ]
    return f"This does not fit: {'; '.join(dict.fromkeys(told))}."


def _one(name: str) -> Mapping[str, Any]:
    return {name: st.session_state[f"form_{name}"]}


def _list_of(name: str) -> Mapping[str, Any]:
    return {name: tuple(st.session_state[f"form_{name}"])}


def _profession(catalog: Catalog) -> Mapping[str, Any]:
    profession = st.session_state["form_profession"]
    possible = catalog.vocabulary.specialties_of(profession or "")
    kept = tuple(one for one in state.draft().get("specialties", ()) if one in possible)
    st.session_state["form_specialties"] = list(kept)
    return {"profession": profession or "", "specialties": kept}


def _trainee() -> Mapping[str, Any]:
    return {"trainee": "yes" if st.session_state["form_trainee"] else ""}


def _wished_places() -> Mapping[str, Any]:
    chosen = st.session_state["form_places"]
    return {
        "regions": tuple(p.removeprefix(REGION) for p in chosen if p.startswith(REGION)),
        "countries": tuple(p for p in chosen if not p.startswith(REGION)),
    }


def _avoided_places() -> Mapping[str, Any]:
    return {"avoid": tuple(p.removeprefix(REGION) for p in st.session_state["form_avoid"])}


def _weeks() -> Mapping[str, Any]:
    low, high = st.session_state["form_weeks"]
    longest = None if high == OPEN_END else high
    return {"min_weeks": None if low == WEEKS[0] else low, "max_weeks": longest}


def _spoken() -> Mapping[str, Any]:
    levels = {
        code: st.session_state.get(f"form_level_{code}")
        for code in st.session_state["form_languages"]
    }
    return {
        "languages": tuple(f"{code}:{level}" if level else code for code, level in levels.items())
    }


def _remote() -> Mapping[str, Any]:
    remote = st.session_state["form_remote"]
    st.session_state["form_settings"] = [REMOTE] if remote else []
    return {"settings": (REMOTE,) if remote else ()}


def _open_file() -> None:
    file = st.session_state["profile_upload"]
    if file is None:
        return
    try:
        state.set_profile(Profile.from_yaml(file.getvalue().decode("utf-8-sig")))
    except UnicodeDecodeError:
        state.notify("This file is no UTF-8 text, so nothing was taken from it.")
    except ProfileError as error:
        state.notify(f"{sentence_about(error.problems)} Nothing was taken from the file.")
    else:
        state.notify(f"Your profile was read from {file.name}.")


def _start_again() -> None:
    state.set_profile(None)
    state.set_hidden(())
    state.set_compared(())
    st.session_state["link_is_private"] = False
