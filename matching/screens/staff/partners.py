"""Screen: organizations are made with the invitation of their recruiter; who asks to join."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import streamlit as st

from matching import phrases
from matching.authorization import STAFF, Actor
from matching.reference.vocabulary import ORGANIZATION_KINDS
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import organization_fields as fields
from matching.screens.pieces import row_pages
from matching.screens.pieces.cells_form import sentence
from matching.screens.staff import one_time_link
from matching.screens.visit import session
from matching.services import staff
from matching.services.shared.errors import OrganizationError, RequestError
from matching.services.shared.texts import LONGEST_NOTE
from matching.services.staff import JoinRequest
from matching.store import Database
from matching.store.words import DECISIONS

_MADE = "made_organization"
_FIELDS = ("org_name", "website", "kind", "name", "email")


def show_made() -> None:
    """Lead to the organization that was just made."""
    if made := st.session_state.get(_MADE):
        link = html.link(addresses.all_organizations_link(made), "Write down what it does")
        html.show(f'<p role="status">The organization is made. {link}.</p>')


def draw_form(key: str, request: JoinRequest | None = None) -> None:
    """Draw the form of a new organization, with what it said who asked to join."""
    said = (
        (request.org_name, request.website, request.contact_name, request.email)
        if request
        else (("",) * 4)
    )
    labels = (
        "Name of the organization",
        "Website",
        "Name of its recruiter",
        "E-mail of its recruiter",
    )
    longest = (300, 500, 100, 254)
    names = ("org_name", "website", "name", "email")
    for name, label, text, most in zip(names, labels, said, longest, strict=True):
        st.text_input(label, text, key=f"{key}_{name}", max_chars=most)
        if name == "website":
            st.selectbox(
                "Kind of organization",
                list(ORGANIZATION_KINDS),
                index=None,
                format_func=ORGANIZATION_KINDS.__getitem__,
                placeholder="Choose one",
                key=f"{key}_kind",
            )
    html.show(
        html.paragraph(
            "The recruiter is invited with a link that works for seven days. Who has the account "
            "of a recruiter already works for both.",
            "mm-quiet mm-small",
        )
    )
    st.button(
        "Make it and invite its recruiter",
        type="primary",
        icon=":material/add_business:",
        key=f"{key}_make",
        on_click=_do,
        args=(_make, key, request.request_id if request else ""),
        kwargs={"done": "The organization is made."},
    )


def _do(verb: Callable[..., None], *about: str, done: str) -> None:
    session.attempt(verb, *about, done=done)


def _make(database: Database, actor: Actor, key: str, request_id: str, *, now: datetime) -> None:
    said = {name: st.session_state[f"{key}_{name}"] or "" for name in _FIELDS}
    if not said["kind"]:
        raise RequestError("Please choose what kind of organization it is.")
    try:
        org_id, token = staff.new_organization(
            database, actor, **said, request_id=request_id, now=now
        )
    except OrganizationError as error:
        faults = (
            f"{fields.LABELS.get(one.column, one.column)}: {sentence(one)}"
            for one in error.problems
        )
        raise RequestError(" ".join(faults)) from error
    st.session_state[_MADE] = org_id
    if token:
        one_time_link.invite(said["email"].strip(), token, now)
    if not request_id:
        st.session_state.update(
            {f"{key}_{name}": None if name == "kind" else "" for name in _FIELDS}
        )


def show_waiting(waiting: Sequence[JoinRequest]) -> None:
    """Show who asks to join, the longest first."""
    html.show(html.heading(f"Organizations that ask to join ({len(waiting)})"))
    if not waiting:
        look.empty(
            "No organization asks to join",
            "The form is at /account/join: give its address to organizations that you know.",
        )
    for request in waiting:
        with st.container(border=True, key=f"card_{request.request_id}", gap="small"):
            _show_request(request)


def _show_request(request: JoinRequest) -> None:
    id_ = request.request_id
    who = f"{look.words(request.contact_name)}, {look.words(request.email)}"
    like = f"Looks like one that is in the catalog: {request.like}." if request.like else ""
    html.show(
        f'<article class="mm-small-card"><h3>{look.words(request.org_name)}</h3>',
        look.chips([look.chip("Perhaps here already", "weigh")]) if like else "",
        f'<p class="mm-flush">{html.outward(request.website, request.website)}</p>',
        f'<p class="mm-flush">{who}</p>',
        look.words(request.text, "p", "ms-said") if request.text else "",
        html.paragraph(like) if like else "",
        html.paragraph(f"Asked on {phrases.moment_in_words(request.asked_at)}", "mm-read"),
        "</article>",
    )
    with st.expander("Accept: make this organization", key=f"accept_{id_}"):
        draw_form(f"join_{id_}", request)
    st.text_area(
        "Your answer",
        key=f"answer_{id_}",
        max_chars=LONGEST_NOTE,
        height=80,
        help="They read it with their code. Needed to decline.",
    )
    st.button(
        "Decline",
        icon=":material/close:",
        key=f"decline_{id_}",
        on_click=_do,
        args=(_decline, id_),
        kwargs={"done": "Declined. Name, e-mail and text were emptied."},
    )


def _decline(database: Database, actor: Actor, request_id: str, *, now: datetime) -> None:
    answer = st.session_state.get(f"answer_{request_id}", "")
    staff.decline_join_request(database, actor, request_id, answer, now=now)


def show_decided(decided: Sequence[JoinRequest]) -> None:
    """Show what was decided, folded, the newest first."""
    with st.expander(f"Decided ({len(decided)})", icon=":material/history:", key="decided"):
        html.show(
            html.table(
                ["Organization", "Decided", "How", "Answer"],
                [
                    [
                        look.words(one.org_name),
                        look.escape(row_pages.day(one.decided_at)),
                        look.escape(DECISIONS[one.outcome]),
                        look.words(one.answer) or "–",
                    ]
                    for one in decided
                ],
            )
        )


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
look.page_header("Partners", "Make an organization and invite its recruiter; decide who joins.")
session.show_outcome()
one_time_link.show()
show_made()
with st.expander("Make an organization", icon=":material/add_business:", key="new_organization"):
    draw_form("new")
every = session.show(staff.join_requests)
show_waiting([one for one in every if not one.outcome])
if settled := [one for one in every if one.outcome]:
    show_decided(settled)
