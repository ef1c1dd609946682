"""Screen: one person beside a role, as its organization may see them, and the next steps."""

from __future__ import annotations

from typing import Final

import streamlit as st

from matching import Catalog, columns, phrases
from matching.authorization import RECRUITER
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import candidate_cards, fit, record_cards
from matching.screens.recruiter import (
    candidate_compare,
    candidate_keys,
    candidate_moves,
    candidate_team,
    candidate_thread,
    candidate_trail,
    candidate_undo,
)
from matching.screens.visit import resources, session
from matching.services import recruiter
from matching.services.recruiter import Candidate, Note, Step
from matching.store.words import CANDIDATE_STAGES, REASON_CODES
from matching.words.facts import table_row
from matching.words.profile_facts import facts_of_profile

LONGEST_NOTE: Final = 2000
INTRODUCTIONS: Final = {
    "none": "You see their name and contact once they agree to an introduction.",
    "asked": "You asked for an introduction. They have not answered yet.",
    "agreed": "They agreed to an introduction.",
    "refused": "They refused an introduction. Only they can change that.",
}


def show_head(catalog: Catalog, found: Candidate) -> None:
    """Show who it is and where they stand."""
    role = table_row(catalog.roles, found.role_id)
    link = html.link(addresses.role_link(found.role_id), str(role[columns.TITLE]))
    look.page_header(found.called)
    session.show_outcome()
    html.show(
        candidate_cards.who(catalog, found.profile),
        f'<p class="mb-byline">For the role {link}, {look.words(role[columns.ORG_NAME])}</p>',
        candidate_cards.standing(found),
    )


def show_steps(found: Candidate) -> None:
    """Show introduction and stage, each with what can be done now."""
    with st.container(border=True, key="card_steps"):
        left, right = st.columns(2, gap="large")
        with left:
            _show_introduction(found)
        with right:
            _show_stages(found)


def _show_introduction(found: Candidate) -> None:
    html.show(
        html.heading("Introduction", size=3),
        html.paragraph(INTRODUCTIONS[found.introduction], "mm-flush"),
        _identity(found),
    )
    candidate_thread.draw_take_back(found)
    if candidate_moves.may_ask(found):
        _step_button(found, candidate_moves.ASK)
    elif found.introduction == "none":
        html.show(html.paragraph("To ask, move them back to reviewing first.", "mm-quiet"))


def _identity(found: Candidate) -> str:
    if found.identity is None:
        return ""
    name, contact = look.words(found.identity.name), look.words(found.identity.contact)
    return (
        f'<dl class="mb-facts"><div><dt>Name</dt><dd>{name}</dd></div>'
        f"<div><dt>Contact</dt><dd>{contact}</dd></div></dl>"
    )


def _show_stages(found: Candidate) -> None:
    steps = {
        stage: candidate_moves.hindrance(found, stage)
        for stage in recruiter.NEXT_STAGES[found.stage]
    }
    html.show(
        html.heading(f"Stage: {CANDIDATE_STAGES[found.stage].lower()}", size=3),
        _reason(found),
    )
    with st.container(horizontal=True, gap="small"):
        for stage, hindrance in steps.items():
            _step_button(found, stage, hindrance)
    waiting = [CANDIDATE_STAGES[stage].lower() for stage, why in steps.items() if why]
    if waiting:
        named = phrases.listed(waiting, most=4)
        text = f"{named.capitalize()}: only after they have agreed to an introduction."
        html.show(html.paragraph(text, "mm-quiet mm-flush"))


def _reason(found: Candidate) -> str:
    declined = found.history[-1] if found.history and found.stage == "declined" else None
    if not declined:
        return ""
    reach = session.show(recruiter.reach, found.role_id, [found.account_id])
    who = "They read" if reach.told else "Nobody but you reads"
    return html.paragraph(f"{who}: {_because(declined)}", "mm-flush")


def _step_button(found: Candidate, step: str, hindrance: str = "") -> None:
    st.button(
        candidate_moves.label(step),
        disabled=bool(hindrance),
        help=hindrance or None,
        type="primary" if step == candidate_moves.ASK else "secondary",
        key=f"step_{step}",
        on_click=candidate_moves.take,
        args=(step, found.role_id, found.account_id, found.version, found.called),
    )


def show_words(found: Candidate) -> None:
    """Show what the person wrote: with the interest, and in the profile."""
    html.show(
        _words("What they wrote with their interest", found.note),
        _words("In their own words", found.profile.statement),
    )


def _words(title: str, text: str) -> str:
    if not text:
        return ""
    return (
        html.heading(title, size=3)
        + f'<blockquote class="mc-words">{look.words(text, "div")}</blockquote>'
    )


def show_profile(catalog: Catalog, found: Candidate) -> None:
    """Show what to ask the person, and all that they say of themselves."""
    questions = found.explanation.questions
    html.show(
        html.heading("What to ask them") if questions else "",
        html.bullets(questions),
        html.heading("What they say of themselves"),
        record_cards.fact_list(facts_of_profile(catalog, found.profile)),
    )


def show_notes(found: Candidate, org_name: str) -> None:
    """Show the notes of the organization, and a field to write another one."""
    html.show(
        html.heading("Notes"),
        html.paragraph(f"Only members of {org_name} read them.", "mm-quiet mm-flush"),
    )
    with st.form("note_form", border=False):
        st.text_area("New note", key="new_note", max_chars=LONGEST_NOTE, height=90)
        st.form_submit_button(
            "Keep the note",
            key="keep_note",
            on_click=_write_note,
            args=(found.role_id, found.account_id),
        )
    written = session.show(recruiter.notes, found.role_id, found.account_id)
    html.show(*(_note(note) for note in written))


def _write_note(role_id: str, account_id: str) -> None:
    text = st.session_state["new_note"]
    if session.attempt(recruiter.write_note, role_id, account_id, text, done="Noted."):
        st.session_state["new_note"] = ""


def _note(note: Note) -> str:
    author = "you" if note.author == session.actor().account_id else look.escape(note.by)
    day = phrases.day_in_words(note.written_at)
    return (
        f'<blockquote class="mc-words">{look.words(note.text, "div")}'
        f'<footer class="mm-quiet">{day}, {author}</footer></blockquote>'
    )


def show_history(found: Candidate) -> None:
    """Show the steps so far, the newest last."""
    if found.history:
        html.show(html.heading("Steps so far"), html.bullets(_step(step) for step in found.history))


def _step(step: Step) -> str:
    day = phrases.day_in_words(step.at)
    by = f", {step.by}" if step.by else ""
    return f"{day}{by}: {CANDIDATE_STAGES[step.to_stage]}. {_because(step)}".strip()


def _because(step: Step) -> str:
    return phrases.sentences(REASON_CODES.get(step.reason_code, ""), step.reason_text.rstrip("."))


def show_dossier(found: Candidate) -> None:
    """Show the button that makes a page to print, with or without the notes."""
    html.show(html.heading("To print"))
    with st.container(horizontal=True, vertical_alignment="center"):
        with_notes = st.checkbox("With our notes", key="dossier_notes")
        candidate_compare.dossier_button(found.role_id, [found.account_id], with_notes=with_notes)


def show_candidate(catalog: Catalog, role_id: str, account_id: str) -> None:
    """Show the page of one person beside a role."""
    found = session.show(
        recruiter.candidate, role_id, account_id, resources.candidate_recommender()
    )
    order = candidate_trail.draw(role_id, account_id)
    show_head(catalog, found)
    candidate_undo.line(role_id)
    show_steps(found)
    org_name = str(catalog.role(role_id)[columns.ORG_NAME])
    show_words(found)
    candidate_thread.draw(found)
    candidate_team.draw(found, org_name)
    fit.show(found.explanation, "recruiter")
    show_profile(catalog, found)
    show_notes(found, org_name)
    show_history(found)
    show_dossier(found)
    candidate_keys.of_person(found, role_id, order, candidate_trail.go)
    candidate_moves.dialog_if_begun()
    candidate_team.dialog_if_begun()


session.need(RECRUITER)
sheets.put("parts")
sheets.put("candidates", "conversation", "recruiter")
show_candidate(
    resources.catalog(), st.query_params.get("role_id", ""), st.query_params.get("person", "")
)
