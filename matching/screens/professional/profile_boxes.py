"""The boxes in which a visitor says one thing: on the form, and by themselves on other pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

import streamlit as st

from matching import Catalog
from matching.environment import today
from matching.names import PERSON, PLACE
from matching.phrases import day_in_words
from matching.profile import LEVELS
from matching.profile.known import OLDEST_CHILD
from matching.profile.values import LONGEST_TEXT
from matching.screens.visit import (
    named,
    planned,
    profile_changes,
    profile_values,
    state,
)
from matching.words.answers import MONEY

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
NEAR_HOME: Final = frozenset({"part-time", "event"})
"""Kinds of time that are served where one lives."""
HOME_HELP: Final = (
    "Compared by name with the town and state that roles name. It is never put into a link unless "
    "you ask for it."
)
LICENCE_HELP: Final = "Some organizations take only people licensed or living in their own country."
FAITH_HELP: Final = (
    "Some organizations ask those who serve to share their faith. It is never put into a link "
    "unless you ask for it."
)

Read = Callable[..., Mapping[str, Any]]
Shown = Mapping[str, Any]
"""What each widget shows, by its key."""


def specialties(catalog: Catalog, shown: Shown) -> None:
    """Ask for the specialties of the profession."""
    specialties = catalog.vocabulary.specialties_of(state.draft().get("profession", ""))
    if specialties:
        several(
            shown, "specialties", "Specialty", specialties, "Any, or choose", kinds=("specialty",)
        )


def trainee(_catalog: Catalog, shown: Shown) -> None:
    """Ask whether the person is in training."""
    tick(shown, "trainee", "I am a student or resident", profile_changes.trainee)


def places(catalog: Catalog, shown: Shown) -> None:
    """Ask where the person would like to go."""
    several(
        shown,
        "places",
        "Where I would like to go",
        profile_values.places(catalog, state.draft()),
        "Anywhere, or a region or country",
        profile_changes.wished_places,
        kinds=PLACE,
    )


def weeks(_catalog: Catalog, shown: Shown) -> None:
    """Ask how long the person can stay."""
    st.select_slider(
        "How long I can stay",
        profile_values.week_steps(state.draft()),
        value=shown["form_weeks"],
        format_func=profile_values.week_label,
        key="form_weeks",
        on_change=profile_changes.changed,
        args=(profile_changes.weeks,),
    )


def dates(_catalog: Catalog, _shown: Shown) -> None:
    """Ask when the person is free."""
    now, draft = today(), state.draft()
    offered = planned.options(now)
    chosen = st.session_state.get("form_month")
    st.session_state["form_month"] = planned.shown(chosen, draft, now)
    st.selectbox(
        "When I am free",
        list(offered),
        format_func=lambda option: offered.get(option, option),
        key="form_month",
        on_change=profile_changes.changed,
        args=(profile_changes.month,),
    )
    if st.session_state["form_month"] == planned.EXACT_DAYS:
        date("available_from", "Free from")
        date("available_to", "Free until")
    if (last := draft.get("available_to")) is not None and last < now:
        st.warning(
            f"You said that you are free until {day_in_words(last)}, which is past.",
            icon=":material/event_busy:",
        )


def commitment(_catalog: Catalog, shown: Shown) -> None:
    """Ask what kind of time the person can give."""
    several(shown, "commitment", "Time I can give", COMMITMENT_LABELS, "Any, or choose")


def home(_catalog: Catalog, shown: Shown) -> None:
    """Ask where the person lives."""
    st.text_input(
        "Where I live",
        value=shown["form_home"],
        max_chars=LONGEST_TEXT,
        placeholder="Town and state, such as Tucson, Arizona",
        help=HOME_HELP,
        key="form_home",
        on_change=profile_changes.changed,
        args=(profile_changes.one, "home"),
    )


def who_comes(_catalog: Catalog, shown: Shown) -> None:
    """Ask who comes, and only of those who come with others how many and how old."""
    segments(shown, "company", "I would come", COMPANY_LABELS, profile_changes.company)
    company = st.session_state["form_company"]
    if company in (profile_values.FAMILY, profile_values.OTHERS):
        number("people", "How many are you, with you?", 1.0, least=1.0)
    if company == profile_values.FAMILY:
        ages = {str(age): str(age) if age else "under 1" for age in range(OLDEST_CHILD + 1)}
        several(shown, "children_ages", "Ages of the children", ages, "None, or choose")


def languages(catalog: Catalog, shown: Shown) -> None:
    """Ask which languages the person speaks, and how well."""
    names = catalog.languages
    by_name = {code: names[code] for code in sorted(names, key=lambda code: names[code])}
    several(
        shown,
        "languages",
        "Languages I speak",
        by_name,
        "English, French …",
        profile_changes.spoken,
        kinds=("language",),
    )
    levels = {level: level.capitalize() for level in LEVELS}
    for code in st.session_state["form_languages"]:
        label = f"{names[code]}: how well"
        segments(shown, f"level_{code}", label, levels, profile_changes.spoken, width="stretch")


def years(_catalog: Catalog, _shown: Shown) -> None:
    """Ask for the years in the profession."""
    number("years_experience", "Years in my profession", 1.0)


def funding(_catalog: Catalog, _shown: Shown) -> None:
    """Ask what the person needs or can pay."""
    choice("funding", "Money", MONEY)


def licensed_in(catalog: Catalog, shown: Shown) -> None:
    """Ask for countries of licence or citizenship."""
    names = catalog.places.names
    by_name = {iso2: names[iso2] for iso2 in sorted(names, key=lambda iso2: names[iso2])}
    several(
        shown,
        "licensed_in",
        "Countries of my licence or citizenship",
        by_name,
        "Choose",
        help=LICENCE_HELP,
        kinds=("country",),
    )


def faith(catalog: Catalog, shown: Shown) -> None:
    """Ask for the person's own faith."""
    said = shown["form_faith"]
    faiths = {**({said: said} if said else {}), **catalog.vocabulary.labels("person_faith")}
    choice("faith", "My own faith", faiths, help=FAITH_HELP)


def choice(
    name: str,
    label: str,
    options: Mapping[str, str],
    placeholder: str = "Not said",
    read: Read | None = None,
    *args: Any,
    help: str | None = None,
) -> None:
    """One of several."""
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


def profession(catalog: Catalog) -> None:
    """Ask for the profession; a specialty and every other name of either will do."""
    vocabulary = catalog.vocabulary
    specialties = {
        f"{named.SPECIALTY}{id_}": label for id_, label in vocabulary.specialty_labels.items()
    }
    ids = {**vocabulary.professions, **specialties}
    shown = {**vocabulary.professions, **named.others(tuple(ids), PERSON)}
    st.selectbox(
        "I am a …",
        list(shown),
        index=None,
        format_func=lambda option: shown.get(option, option),
        placeholder="Type what you are: surgeon, RN, physio …",
        accept_new_options=True,
        key="form_profession",
        on_change=profile_changes.profession_by_name,
        args=(ids, catalog),
    )


def field_of_study(catalog: Catalog, _shown: Shown) -> None:
    """Ask a student what they are to become."""
    professions = catalog.vocabulary.professions
    studied = {id_: professions[id_] for id_ in catalog.adjacency.fields_of_study}
    choice("field_of_study", "I study to become a …", studied)


def several(
    shown: Shown,
    name: str,
    label: str,
    options: Mapping[str, str],
    placeholder: str,
    read: Read | None = None,
    help: str | None = None,
    kinds: tuple[str, ...] = (),
) -> None:
    """Some of several; with `kinds` every other name of them will do."""
    key = f"form_{name}"
    offered = named.offered(options, kinds)
    reading = (read,) if read else (profile_changes.list_of, name)
    st.multiselect(
        label,
        list(offered),
        default=shown[key],
        format_func=lambda option: offered.get(option, option),
        placeholder=placeholder,
        filter_mode="fuzzy" if kinds else "contains",
        accept_new_options=bool(kinds),
        select_all=False,  # else Enter takes every match
        help=help,
        key=key,
        on_change=profile_changes.changed_by_name if kinds else profile_changes.changed,
        args=(key, options, kinds, *reading) if kinds else reading,
    )


def segments(
    shown: Shown,
    name: str,
    label: str,
    options: Mapping[str, str],
    read: Read | None = None,
    width: Literal["content", "stretch"] = "content",
) -> None:
    """One of few, side by side."""
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


def tick(shown: Shown, name: str, label: str, read: Read) -> None:
    """Yes, or nothing said."""
    st.checkbox(
        label,
        value=shown[f"form_{name}"],
        key=f"form_{name}",
        on_change=profile_changes.changed,
        args=(read,),
    )


def number(name: str, label: str, step: float, least: float = 0.0) -> None:
    """A number, or nothing said."""
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


def date(name: str, label: str) -> None:
    """A day, or nothing said."""
    st.date_input(
        label,
        value=None,
        min_value=profile_values.FIRST_DAY,
        max_value=profile_values.LAST_DAY,
        format=planned.date_format(st.context.locale),
        key=f"form_{name}",
        on_change=profile_changes.changed,
        args=(profile_changes.one, name),
    )


BOXES: Final[Mapping[str, Callable[[Catalog, Shown], None]]] = {
    "specialties": specialties,
    "trainee": trainee,
    "field_of_study": field_of_study,
    "countries": places,
    "max_weeks": weeks,
    "available_from": dates,
    "commitment": commitment,
    "home": home,
    "people": who_comes,
    "family": who_comes,
    "languages": languages,
    "years_experience": years,
    "funding": funding,
    "licensed_in": licensed_in,
    "faith": faith,
}
"""The boxes that ask for one thing, by the field of the profile."""
