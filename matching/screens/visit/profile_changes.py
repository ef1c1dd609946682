"""What the visitor changes in the profile form, taken over into the profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from matching import Catalog, Profile, phrases
from matching.errors import Problem, ProfileError
from matching.names import PERSON
from matching.screens.visit import named, planned, state
from matching.screens.visit.profile_values import (
    ALONE,
    FAMILY,
    OPEN_END,
    OTHERS,
    REGION,
    REMOTE,
    WEEKS,
    parts_of_wished_regions,
)

STUDENT: Final = "student"

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
    "field_of_study": "what you study",
    "accepts": "welcome organizations",
    "funding": "money",
    "faith": "your faith",
    "family": "family",
    "people": "how many you are",
    "children_ages": "ages of the children",
    "commitment": "time you can give",
    "home": "where you live",
    "licensed_in": "countries of your licence",
    "other_professions": "other professions",
    "profile": "the file",
    "budget_usd": "your budget",
    "settings": "settings",
    "statement": "in your own words",
}

OUT_OF_ORDER: Final[Mapping[str, str]] = {
    "available_to": "The last free day lies before the first.",
    "max_weeks": "The longest stay is shorter than the shortest.",
}
"""What to say of the second of two fields that are the wrong way round."""


def changed(read: Callable[..., Mapping[str, Any]], *args: str | Catalog) -> None:
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
    unread = [
        FIELD_LABELS.get(problem.column, f"“{problem.column}”")
        + (f" (“{problem.value}”)" if problem.value else "")
        for problem in problems
        if not _is_order(problem)
    ]
    said = [OUT_OF_ORDER[problem.column] for problem in problems if _is_order(problem)]
    if unread:
        named = phrases.listed(list(dict.fromkeys(unread)), most=5)
        said.insert(0, f"We could not make sense of {named}.")
    return " ".join(dict.fromkeys(said))


def _is_order(problem: Problem) -> bool:
    return problem.column in OUT_OF_ORDER and problem.expected.startswith("not ")


def changed_by_name(
    key: str, ids: Mapping[str, str], kinds: Sequence[str], read: Callable[..., Any], *args: Any
) -> None:
    """Take over what a box now says in which other names can be chosen or typed.

    Parameters
    ----------
    key : str
        Of the widget; it then shows plain options.
    ids : mapping of option to label
    kinds : sequence of str
        Kinds of names that may be meant.
    """
    chosen = st.session_state[key]
    is_list = isinstance(chosen, list)
    kept, said = named.taken(chosen if is_list else [chosen] if chosen else [], ids, kinds)
    if is_list:
        st.session_state[key] = kept
    elif kept or not chosen:
        st.session_state[key] = kept[0] if kept else None
    else:
        state.repeat_form()
        st.session_state[key] = state.draft().get(key.removeprefix("form_")) or None
    changed(read, *args)
    if said:
        state.notify(" ".join(said))


def one(name: str) -> Mapping[str, Any]:
    """Read the widget of one field."""
    return {name: st.session_state[f"form_{name}"]}


def list_of(name: str) -> Mapping[str, Any]:
    """Read the widget of a field with several values."""
    return {name: tuple(st.session_state[f"form_{name}"])}


def profession(catalog: Catalog) -> Mapping[str, Any]:
    """Read the profession, or that of the specialty that was chosen in its place.

    Specialties that do not belong to it are dropped.
    """
    chosen = st.session_state["form_profession"] or ""
    said = state.draft().get("specialties", ())
    if chosen.startswith(named.SPECIALTY):
        specialty = chosen.removeprefix(named.SPECIALTY)
        chosen = catalog.vocabulary.profession_of[specialty]
        said = (*said, specialty)
    possible = catalog.vocabulary.specialties_of(chosen)
    kept = tuple(dict.fromkeys(id_ for id_ in said if id_ in possible))
    st.session_state["form_profession"] = chosen or None
    st.session_state["form_specialties"] = list(kept)
    studies = state.draft().get("field_of_study", "") if chosen == STUDENT else ""
    return {"profession": chosen, "specialties": kept, "field_of_study": studies}


def profession_by_name(ids: Mapping[str, str], catalog: Catalog) -> None:
    """Take over what the box for the profession says; a "nursing student" says what is studied."""
    typed = st.session_state["form_profession"] or ""
    changed_by_name("form_profession", ids, PERSON, profession, catalog)
    studies = catalog.adjacency.field_studied(typed)
    if studies and state.draft().get("profession") == STUDENT:
        state.change_draft({"field_of_study": studies})
        st.session_state["form_field_of_study"] = studies


def trainee() -> Mapping[str, Any]:
    """Read whether the visitor is in training; not ticked says nothing."""
    return {"trainee": "yes" if st.session_state["form_trainee"] else ""}


def wished_places() -> Mapping[str, Any]:
    """Read the wished places: regions and countries."""
    chosen = st.session_state["form_places"]
    return {
        "regions": tuple(p.removeprefix(REGION) for p in chosen if p.startswith(REGION)),
        "countries": tuple(p for p in chosen if not p.startswith(REGION)),
    }


def left_out_places(catalog: Catalog) -> Mapping[str, Any]:
    """Read which countries of the wished regions are left out; they are places to avoid."""
    offered, avoided = parts_of_wished_regions(catalog, state.draft()), state.draft().get("avoid")
    kept = [place for place in avoided or () if place not in offered]
    return {"avoid": (*kept, *st.session_state["form_without"])}


def avoided_places() -> Mapping[str, Any]:
    """Read the places to avoid."""
    return {"avoid": tuple(p.removeprefix(REGION) for p in st.session_state["form_avoid"])}


def company() -> Mapping[str, Any]:
    """Read with whom the visitor comes; what was said of the others goes with them."""
    chosen, people = st.session_state["form_company"], state.draft().get("people")
    if chosen == FAMILY:
        return {"family": "yes"}
    apart: dict[str, Any] = {"family": "no" if chosen else "", "children_ages": ()}
    if chosen == OTHERS:
        return apart | {"people": max(people or 0.0, 2.0)}
    return apart | {"people": 1.0 if chosen == ALONE else None}


def weeks() -> Mapping[str, Any]:
    """Read the length of stay; the ends of the slider say nothing."""
    low, high = st.session_state["form_weeks"]
    longest = None if high == OPEN_END else high
    return {"min_weeks": None if low == WEEKS[0] else low, "max_weeks": longest}


def month() -> Mapping[str, Any]:
    """Read in which month the visitor is free; exact days are read from their own boxes."""
    chosen = st.session_state["form_month"]
    if chosen == planned.EXACT_DAYS:
        return {}
    first, last = planned.days_of(chosen) if chosen else (None, None)
    return {"available_from": first, "available_to": last}


def spoken() -> Mapping[str, Any]:
    """Read the languages and how well each is spoken."""
    levels = {
        code: st.session_state.get(f"form_level_{code}")
        for code in st.session_state["form_languages"]
    }
    return {
        "languages": tuple(f"{code}:{level}" if level else code for code, level in levels.items())
    }


def remote() -> Mapping[str, Any]:
    """Read whether only remote work is possible."""
    remote = st.session_state["form_remote"]
    st.session_state["form_settings"] = [REMOTE] if remote else []
    return {"settings": (REMOTE,) if remote else ()}


def open_file() -> None:
    """Take a profile from an uploaded file, or say why that was not possible."""
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


def start_again() -> None:
    """Forget the profile and what was set aside; saved roles stay saved."""
    state.set_profile(None)
    state.set_hidden(())
    state.set_compared(())
    st.session_state["link_is_private"] = False
