"""Screen: somebody of an organization asks for its page, for a correction, or to be taken out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import streamlit as st

from matching import Catalog, columns, phrases
from matching.accounts.emails import LONGEST as LONGEST_EMAIL
from matching.authorization import Actor
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import organization_fields as fields
from matching.screens.pieces.cells_form import sentence
from matching.screens.visit import resources, session
from matching.services import professional
from matching.services.professional import ClaimForm
from matching.services.shared.claims import LONGEST_CODE, domain_of
from matching.services.shared.errors import OrganizationError, RequestError
from matching.services.shared.texts import LONGEST_NAME, LONGEST_NOTE
from matching.store import Database
from matching.store.words import CLAIM_KINDS
from matching.web.settings import CONTACT_VARIABLE

MEANS: Final = {
    "claim": "You get an account with which you look after its page and its roles, and see who is "
    "interested in them.",
    "correct": "Change below what is wrong, or write it down. It is changed once we know that you "
    "belong to it.",
    "take-out": "The organization and all its roles are then gone from every list and search here. "
    "People who kept one of its roles read that it asked for this. You can come back later.",
}
OUTCOMES: Final = {
    "": "It waits for the staff of Missionmatch, who look for the proof.",
    "accepted": "It was accepted and is done.",
    "refused": "It was refused.",
}
CODE: Final = "code"
_SENT: Final = "claim_sent"
_FAULTS: Final = "claim_faults"


# ---- asking ---------------------------------------------------------------------------------


def show_form(catalog: Catalog, org_id: str, form: ClaimForm) -> None:
    """Show what can be asked, who asks, and of a correction the fields."""
    kinds = ["claim"] if form.taken_out_at else list(CLAIM_KINDS)
    wanted = st.query_params.get("kind", "")
    kind = st.radio(
        "What is it about?",
        kinds,
        index=kinds.index(wanted) if wanted in kinds else 0,
        format_func=lambda one: CLAIM_KINDS[one],
        key="claim_kind",
    )
    html.show(html.paragraph(MEANS[kind], "mm-flush"))
    me = session.identity()
    st.text_input("Your name", me.name, max_chars=LONGEST_NAME, key="claim_name")
    st.text_input(
        "Your e-mail at the organization",
        me.email,
        max_chars=LONGEST_EMAIL,
        type="email",
        key="claim_email",
        help="Only the staff of Missionmatch see name and e-mail.",
    )
    if kind == "correct":
        show_fields(catalog, org_id, form.cells)
    st.text_area(
        "What is wrong" if kind == "correct" else "What we should know, if you like",
        key="claim_text",
        max_chars=LONGEST_NOTE,
        height=120,
    )
    st.button(
        "Send",
        type="primary",
        icon=":material/send:",
        key="send_claim",
        on_click=_send,
        args=(org_id, kind, form.cells),
    )


def show_fields(catalog: Catalog, org_id: str, cells: Mapping[str, str]) -> None:
    """Show the fields of the organization as they are now, each to be changed."""
    with st.expander("The fields of its page", icon=":material/edit:", expanded=True):
        for name in fields.ITS_OWN:
            key = _key(org_id, name)
            if key not in st.session_state:
                st.session_state[key] = fields.value_of(name, cells[name])
            fields.draw(catalog, name, key)
            if fault := st.session_state.get(_FAULTS, {}).get(name):
                st.html(f'<p class="mr-fault" role="alert">{look.escape(fault)}</p>')


def _key(org_id: str, name: str) -> str:
    return f"claim_{org_id}_{name}"


def _send(org_id: str, kind: str, cells: Mapping[str, str]) -> None:
    session.attempt(_ask, org_id, kind, cells)


def _ask(
    database: Database, actor: Actor, org_id: str, kind: str, cells: Mapping[str, str], *,
    now: datetime,
) -> None:  # fmt: skip
    """Send it and keep the code; faults of a correction go to their fields."""
    said = {name: st.session_state[f"claim_{name}"] for name in ("name", "email", "text")}
    changes: dict[str, str] = {}
    if kind == "correct":
        keys = {name: _key(org_id, name) for name in fields.ITS_OWN}
        typed = {name: fields.cell_of(name, st.session_state[key]) for name, key in keys.items()}
        changes = {name: cell for name, cell in typed.items() if cell != cells[name]}
    st.session_state[_FAULTS] = {}
    try:
        code = professional.claim_organization(
            database, actor, org_id, kind, **said, changes=changes, now=now
        )
    except OrganizationError as error:
        st.session_state[_FAULTS] = {one.column: sentence(one) for one in error.problems}
        wrong = phrases.listed([fields.LABELS[one.column] for one in error.problems])
        raise RequestError(f"Not sent. Please correct: {wrong}.") from error
    st.session_state[_SENT] = (org_id, code)


# ---- sent -----------------------------------------------------------------------------------


def show_sent(form: ClaimForm, code: str) -> None:
    """Show the code, how one proves to belong to the organization, and where one looks again."""
    domain = domain_of(form.cells[columns.WEBSITE])
    site = f" {domain}" if domain else ""
    contact = os.environ.get(CONTACT_VARIABLE, "").strip()
    staff = f"the staff of Missionmatch{f' ({contact})' if contact else ''}"
    ways = [
        f"Put the code on a page of your website{site}, anywhere; you can take it off afterwards.",
        f"Or send the code from a mail address of{site or ' your website’s domain'} to {staff}.",
        "Or wait: we may call the telephone number on your website and ask for you.",
    ]
    with st.container(border=True, key="claim_code"):
        html.show(
            '<div role="status">',
            html.heading("Sent. Please keep this code"),
            html.paragraph("With it you prove that you belong to the organization:", "mm-flush"),
            "</div>",
        )
        st.code(code, language=None)
        proven = "Your account belongs to this organization, so no further proof is needed."
        html.show(html.paragraph(proven) if form.is_member else html.bullets(ways))
        where = html.link(addresses.claim_link(code=code), "See where it stands")
        html.show(f'<p class="mm-flush">{where}; with the code you can do so at any time.</p>')


# ---- where it stands ------------------------------------------------------------------------


def show_status() -> None:
    """Let who asked look up where it stands."""
    html.show(html.heading("You asked before?"))
    code = st.text_input(
        "Your code",
        key=CODE,
        bind="query-params",
        max_chars=LONGEST_CODE,
        placeholder="ABCD-EFGH-2345",
        width=320,
    )
    if not code.strip():
        return
    found = session.show(professional.claim_status, code)
    if found is None:
        html.show(
            '<p role="status">No code like this was given. Please compare it letter by letter.</p>'
        )
        return
    asked = phrases.day_in_words(found.asked_at)
    answer = look.words(found.answer, "p") if found.answer else ""
    html.show(
        '<section class="mb-note mb-note-care" role="status">',
        f"<h3>{look.words(found.org_name)}: {look.escape(CLAIM_KINDS[found.kind])}</h3>",
        html.paragraph(f"Asked on {asked}. {OUTCOMES[found.outcome]}"),
        f"<p>The staff of Missionmatch answer:</p>{answer}" if answer else "",
        "</section>",
    )


def show_page(catalog: Catalog, org_id: str) -> None:
    """Show the page about one organization."""
    form = session.show(professional.claim_form, org_id)
    name = form.cells[columns.NAME]
    if not form.taken_out_at:
        back = html.link(addresses.organization_link(org_id), f"← {name}")
        html.show(f'<p class="mb-back">{back}</p>')
    look.page_header(
        "Is this your organization?",
        f"{name} was taken out of Missionmatch because it asked for that."
        if form.taken_out_at
        else f"Whoever belongs to {name} can ask for its page, correct it, or ask to be taken out. "
        "The staff of Missionmatch decide.",
    )
    session.show_outcome()
    sent_for, code = st.session_state.get(_SENT, ("", ""))
    if sent_for == org_id:
        show_sent(form, code)
    else:
        show_form(catalog, org_id, form)


sheets.put("parts", "recruiter")
if wanted := st.query_params.get("org_id", ""):
    show_page(resources.catalog(), wanted)
else:
    look.page_header(
        "Is this your organization?",
        "Open the page of your organization and press “Is this your organization?” at its end.",
    )
    organizations = html.link(addresses.page_link("organizations"), "Look for your organization")
    html.show(f"<p>{organizations}</p>")
show_status()
