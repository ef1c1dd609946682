"""Screen: answers of organizations that are proposed to become facts of their roles."""

from __future__ import annotations

import os
from typing import Any

import streamlit as st

from matching import Catalog, phrases
from matching.authorization import STAFF
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import role_fields, row_pages
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import resources, session
from matching.services import conversation
from matching.services.conversation import ProposedFact
from matching.services.conversation.facts import NO_ADDRESS
from matching.services.shared.errors import RequestError, RoleError
from matching.web import plain_address
from matching.web.settings import PUBLIC_URL_VARIABLE


def public_url() -> str:
    """Return where people reach this Missionmatch, `""` where that is not set."""
    return os.environ.get(PUBLIC_URL_VARIABLE, "").rstrip("/")


def show_facts(catalog: Catalog, facts: tuple[ProposedFact, ...]) -> None:
    """Show the facts that wait, the oldest first."""
    if not facts:
        look.empty(
            "No answer waits",
            "When an organization answers a question about its role, it can propose that the "
            "answer becomes a fact of the role. It stands here until you decide.",
        )
        return
    row_pages.count_line(len(facts), "answer", "The oldest comes first")
    if not public_url():
        st.warning(look.plain(NO_ADDRESS), icon=":material/link_off:")
    for fact in facts:
        show_fact(catalog, fact)


def show_fact(catalog: Catalog, fact: ProposedFact) -> None:
    """Show what the role says and would say, the answer, and the buttons to decide."""
    id_ = fact.fact_id
    there = addresses.about_link("role", fact.role_id, fact.comment_id)
    now, then = (
        look.words(role_fields.in_words(catalog, fact.cell, cell))
        for cell in (fact.before, fact.value)
    )
    label = look.escape(role_fields.FIELDS[fact.cell].label)
    with st.container(border=True, key=f"card_{id_}", gap="small"):
        html.show(
            f'<article class="mm-small-card"><h3>{html.link(there, fact.title)}</h3>',
            html.table(["Field", "As it is now", "As the answer says"], [[label, now, then]]),
            f'<p class="mm-quiet">Asked: {look.words(fact.question)}</p>',
            f"<p>{look.words(fact.writer or 'The organization')} answered:</p>",
            look.words(fact.answer, "p", "ms-said"),
            html.paragraph(f"Proposed on {phrases.day_in_words(fact.proposed_at)}.", "mm-read"),
            "</article>",
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                "Make it a fact",
                icon=":material/check:",
                type="primary",
                key=f"accept_{id_}",
                disabled=not public_url(),
                on_click=_accept,
                args=(fact,),
            )
            refuse = (session.attempt, conversation.refuse_fact, id_)
            quiet_button("Leave the role as it is", ":material/close:", f"refuse_{id_}", *refuse)


def _accept(fact: ProposedFact) -> None:
    page = plain_address("openings", fact.role_id, public_url())
    done = "The role says so now, with the answer as its source."
    session.attempt(_accepted, fact.fact_id, page, version=fact.version, done=done)


def _accepted(*args: Any, **more: Any) -> None:
    """Accept it as `accept_fact` does, and say in words what is wrong with the value."""
    try:
        conversation.accept_fact(*args, **more)
    except RoleError as error:
        raise RequestError(role_fields.faults_in_words(error.problems)) from error


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
look.page_header(
    "Answers",
    "What organizations answered about their roles, and would like the roles to say.",
)
session.show_outcome()
show_facts(resources.catalog(), session.show(conversation.proposed_facts))
