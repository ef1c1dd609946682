"""Screen: who the visitor is on the left, the roles that fit them on the right."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from matching import Catalog, Profile, columns, phrases
from matching.screens import look, streamlit_server
from matching.screens.pieces import comparing
from matching.screens.professional import (
    almost,
    answers,
    filters,
    list_place,
    next_question,
    profile_bar,
    profile_form,
    role_list,
    role_map,
    sentence,
)
from matching.screens.professional import reading as reading_tab
from matching.screens.professional.examples import EXAMPLES
from matching.screens.visit import (
    browser_storage,
    measuring,
    profile_link,
    resources,
    results,
    session,
    state,
)

CHOOSE_FIRST = (
    "Choose a profession first: the list begins with it, and goes by what you said already."
)


def show_welcome(catalog: Catalog) -> None:
    """Show what the app is for, and three fictional people to try it with."""
    look.page_header(
        "Where could your skills serve?",
        "Say who you are and when you are free. You see real volunteer and mission roles, the "
        "nearest to your wishes first, with the reasons, what to weigh and what to ask.",
    )
    session.show_outcome()
    profile_bar.draw()
    sentence.draw()
    sentence.show(catalog)
    _open_form_button("Or fill in a form", is_first=False)
    if state.has_begun():
        st.info(CHOOSE_FIRST, icon=":material/badge:")
    _close_form_button("Back to the start page")
    st.html(
        '<h2 class="mm-section-title">Or start from an example</h2>'
        '<p class="mm-quiet mm-flush">These three people are fictional; the roles are real.</p>'
    )
    for column, example in zip(st.columns(len(EXAMPLES)), EXAMPLES, strict=True):
        icon = look.symbol(look.icon_for_profession(example.profile.profession))
        with (
            column,
            st.container(
                border=True,
                key=f"card_example_{example.name}",
                height="stretch",
                vertical_alignment="distribute",
            ),
        ):
            st.html(
                f'<div class="mm-example">{icon}<h3>{look.escape(example.name)}</h3>'
                f"<p>{look.escape(example.wish)}</p></div>"
            )
            st.button(
                f"Try as this {example.name.lower()}",
                key=f"example_{example.profile.profession}",
                on_click=state.set_profile,
                args=(example.profile,),
                width="stretch",
            )
    now = catalog.roles[catalog.roles[columns.STATUS] != "past"]
    st.html(
        '<p class="mm-quiet">'
        f"{phrases.counted(len(now), 'current role')} of "
        f"{phrases.counted(now[columns.ORG_ID].nunique(), 'organization')}, each read on a public "
        "page that we name. What you say is kept in this browser tab and in the address of this "
        "page, and nowhere else unless you save it to an account.</p>"
    )


def _open_form_button(label: str, *, is_first: bool = True) -> None:
    """On a phone the form is folded away; this opens it (see browser_storage.py)."""
    with st.container(key="open_form"):
        kind: Literal["primary", "secondary"] = "primary" if is_first else "secondary"
        st.button(label, icon=":material/edit:", type=kind, key="open_the_form")


def _close_form_button(label: str) -> None:
    """On a phone the form lies over the page; this folds it away (see browser_storage.py)."""
    with st.sidebar, st.container(key="close_form"):
        st.button(label, type="primary", key="close_the_form", width="stretch")


def show_results(catalog: Catalog, profile: Profile) -> None:
    """Show everything about the roles for a profile, then write down what was shown."""
    found = results.of(resources.recommender(), profile, _shared())
    shown = filters.chosen(found)
    show_head(catalog, profile, found)
    listed = role_list.listed(found, filters.apply(catalog, found, shown))
    number = phrases.counted(len(listed), "role")
    _close_form_button(f"Show {number}" if listed else "Show the list")
    measuring.list_is_open(())
    roles, changes, world, reading = st.tabs(
        list(list_place.TABS.values()),
        key="find_tab",
        on_change="rerun",
    )
    if roles.open:
        with roles:
            show_list()
    if changes.open:
        with changes:
            almost.show(catalog, found)
    if world.open:
        with world:
            role_map.show(catalog, found, shown)
    if reading.open:
        with reading:
            reading_tab.show(catalog, found)
    comparing.bar(catalog)
    comparing.dialog_if_open(catalog)


@st.fragment
def show_list() -> None:
    """Show the list, and write down what was shown.

    After a change of the filters or the order only this is drawn, which is half of the work; after
    anything else the whole page, since the rest of it shows that.
    """
    is_anew, profile = state.take_list_is_anew(), state.profile()
    if profile is None or (streamlit_server.is_of_a_part() and not is_anew):
        st.rerun()
    catalog = resources.catalog()
    found = results.of(resources.recommender(), profile, _shared())
    shown = filters.chosen(found)
    profile_link.write(list_place.to_query())
    is_measured = measuring.is_measured()
    above, on_page = role_list.show(catalog, found, shown, asks_why=is_measured)
    measuring.list_is_open(on_page)
    if is_measured and on_page and browser_storage.is_settled():
        measuring.list_shown(found, on_page, above, by_fit=shown.order == "best")


def _shared() -> results.Shared | None:
    return measuring.shared_list() if measuring.is_measured() else None


def show_head(catalog: Catalog, profile: Profile, found: results.Results) -> None:
    """Show how many roles there are, and who they are for."""
    look.page_header("Roles for you", almost.summary(found))
    session.show_outcome()
    sentence.show(catalog)
    answers.draw(catalog, profile)
    next_question.draw(profile)
    _open_form_button("Change what I said")
    if state.can_undo_change():
        with st.container(horizontal=True, vertical_alignment="center", key="undo_bar"):
            st.html(
                '<p class="mm-flush" role="status">Your profile was changed.</p>', width="content"
            )
            st.button("Undo", icon=":material/undo:", key="undo_change", on_click=state.undo_change)
    profile_bar.draw()


the_catalog = resources.catalog()
if profile_link.read(list_place.NAMES):
    list_place.take(the_catalog)
list_place.stay()
with st.sidebar:
    profile_form.draw(the_catalog)
profile_link.write(list_place.to_query())
if notice := state.notice():
    st.info(look.plain(notice), icon=":material/info:")
the_profile = state.profile()
if the_profile is None:
    show_welcome(the_catalog)
else:
    show_results(the_catalog, the_profile)
