"""Screen: what would bring a role more people, each single change tried on all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from matching import columns, phrases
from matching.authorization import RECRUITER
from matching.screens import look
from matching.screens.look import addresses, html, pages, sheets
from matching.screens.pieces import people_counted
from matching.screens.recruiter import role_draft, role_form
from matching.screens.visit import resources, session
from matching.services import recruiter
from matching.services.recruiter import RoleClinic, Tried

MOST: Final = 12
"""Lines of a section that are shown; the others are folded."""


def show_head(role_id: str, clinic: RoleClinic) -> None:
    """Show the role, the ways to its pages, and how it stands now."""
    links = (
        html.link(addresses.my_roles_link(), "← My roles"),
        html.link(addresses.edit_role_link(role_id), "Edit the role"),
        html.link(addresses.candidates_link(role_id), "Candidates"),
    )
    html.show(f'<p class="mb-back">{" · ".join(links)}</p>')
    look.page_header("What would bring more people", clinic.title)
    session.show_outcome()
    html.show(
        html.paragraph(
            f"{_now(clinic)} Each change below was tried alone, on all people whom you "
            "may see. Nothing is changed by looking at it.",
            "mm-flush",
        ),
        html.paragraph(people_counted.note(are_here=True, passed_over=0), "mm-quiet mm-flush"),
    )


def _now(clinic: RoleClinic) -> str:
    fit = phrases.counted(clinic.n_fit, "person fits", "people fit")
    if not clinic.has_lists:
        return f"{fit} now."
    among = f"at least {clinic.in_first_tens}" if clinic.in_first_tens else "fewer than five"
    return f"{fit} now; of {among} it is among the first ten roles."


def show_section(role_id: str, title: str, about: str, tried: Sequence[Tried]) -> None:
    """Show changes, those that bring people first, the others folded."""
    html.show(html.heading(title), html.paragraph(about, "mm-quiet mm-flush"))
    bringing = [one for one in tried if brings(one)]
    if not bringing:
        html.show(html.paragraph("No single change of this kind brings five people or more."))
    for one in bringing[:MOST]:
        show_line(role_id, one)
    if rest := bringing[MOST:]:
        with st.expander(f"{len(rest)} more", key=f"more_{title}"):
            for one in rest:
                show_line(role_id, one)
    if others := [one.change.text for one in tried if not brings(one)]:
        with st.expander(f"Tried, and fewer than five come ({len(others)})", key=f"few_{title}"):
            html.show(f"<ul>{''.join(f'<li>{look.escape(text)}</li>' for text in others)}</ul>")


def brings(one: Tried) -> bool:
    """Tell whether a change brings five people, or comes into five first tens, or more."""
    return bool(one.fitting.comes or (one.first_ten and one.first_ten.comes))


def show_line(role_id: str, one: Tried) -> None:
    """Show a change, what it does, and the button that opens the form with it."""
    key = "_".join(f"{name}_{cell}" for name, cell in one.change.cells.items())
    with st.container(
        horizontal=True, vertical_alignment="center", border=True, key=f"try_line_{key}"
    ):
        st.html(
            f"<p class='mm-flush'><strong>{look.escape(one.change.text)}</strong><br>"
            f"{look.escape(effect(one))}</p>",
            width="stretch",
        )
        if st.button(
            "Open in the form",
            icon=":material/edit:",
            key=f"try_{key}",
            help="The change is filled in, and not saved before you say so.",
        ):
            fill_in(role_id, one)


def effect(one: Tried) -> str:
    """Say in words what a change does."""
    said = []
    if one.fitting.comes:
        said.append(f"At least {one.fitting.comes} more people would fit.")
    if one.first_ten and one.first_ten.comes:
        said.append(f"It would come into the first ten of at least {one.first_ten.comes} people.")
    if one.fitting.goes:
        said.append(f"At least {one.fitting.goes} would no longer fit.")
    if one.first_ten and one.first_ten.goes:
        said.append(f"It would leave the first ten of at least {one.first_ten.goes}.")
    return " ".join(said)


def fill_in(role_id: str, one: Tried) -> None:
    """Open the form of the role with a change filled in, beside what was typed there before."""
    draft = role_draft.opened(role_id, *session.show(recruiter.role_form, role_id))
    draft.put(one.change.cells)
    role_form.unfold(one.change.cells)
    st.toast(look.plain(f"Filled in: {one.change.text}"), icon=":material/edit:")
    st.switch_page(pages.file("edit_role"), query_params={columns.ROLE_ID: role_id})


def show_clinic(role_id: str) -> None:
    """Try everything and show it."""
    with st.spinner("Trying each change on all people …"):
        clinic = session.show(recruiter.role_clinic, role_id, resources.recommender())
    show_head(role_id, clinic)
    show_section(
        role_id,
        "If you ask for less, or offer more",
        "Only as far as the work allows it.",
        clinic.asked,
    )
    show_section(
        role_id,
        "If you state what is not said",
        "Only what is true. People's own lists are made anew, without their own words."
        if clinic.has_lists
        else "Only what is true. So many people fit that their own lists are not made anew.",
        clinic.facts,
    )
    show_section(
        role_id,
        "If people of other work come too",
        "Only who can do this work.",
        clinic.work,
    )


session.need(RECRUITER)
sheets.put("parts", "recruiter")
if wanted := st.query_params.get(columns.ROLE_ID, ""):
    show_clinic(wanted)
else:
    look.empty("Which role?", "Choose Clinic beside one of your roles.")
    html.show(f"<p>{html.link(addresses.my_roles_link(), 'My roles')}</p>")
