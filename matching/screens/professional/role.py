"""Screen: one role with all its facts, how it fits the visitor, and what to ask."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from matching import Catalog, Profile, columns, phrases
from matching.authorization import NotAllowedError
from matching.browsing.query import LONGEST_QUERY
from matching.recommending.reading_in_context import articles_helping, obstacles_in
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import cards, conversation, fit, record_cards
from matching.screens.professional import profile_form, role_interest, role_report, writing
from matching.screens.visit import (
    measuring,
    profile_link,
    resources,
    results,
    saved,
    session,
    state,
)
from matching.services.conversation import answered_cells
from matching.services.conversation.sources import source_of
from matching.services.professional import RoleStanding, role_standing
from matching.store import ConstraintError
from matching.web import plain_address
from matching.words.explanation import Explanation
from matching.words.facts import (
    CELLS,
    Fact,
    TableRow,
    duty_of_care,
    facts_of_role,
    table_row,
)
from matching.words.letter import open_questions


def show_none(catalog: Catalog, role_id: str) -> None:
    """Lead to the search; after an unknown `role_id`, show near ones first."""
    if role_id and _is_taken_out(role_id):
        look.empty(
            "The organization of this role asked to be taken out",
            "The role is no longer on Missionmatch.",
            "Search for another one.",
        )
    elif role_id:
        look.empty(
            "We do not know this role",
            f"No role has the id “{role_id[:120]}”. It may have been renamed or taken off.",
            "These come close; or search for it.",
        )
        near = resources.browser().near_roles(role_id[:120])
        html.show(html.grid(record_cards.role_card(catalog, one) for one in near))
    else:
        look.empty("Which role?", "No role was named.", "Search for one.")
    old_search = st.query_params.get("role_search", "")[:LONGEST_QUERY]
    link = html.link(addresses.search_link(old_search), "Search all roles")
    html.show(f'<p class="mb-back">{link}</p>')


def _is_taken_out(role_id: str) -> bool:
    try:
        return session.ask(role_standing, role_id).is_taken_out
    except (NotAllowedError, ConstraintError):  # no id has what cannot be stored
        return False


def show_head(catalog: Catalog, role: TableRow, news: RoleStanding) -> None:
    """Show title, organization, place, what stands out, and what can be done with the role."""
    html.show(
        f'<p class="mb-back">{_ways_back()}</p>',
        f'<header class="mm-header"><h1>{look.words(role[columns.TITLE])}</h1>',
        f"{cards.organization(catalog, role)}</header>",
        record_cards.status_row(catalog, role),
        cards.facts(catalog, role),
        look.words(role[columns.SUMMARY], "p", "mb-summary"),
        _past_note(news) if role[columns.STATUS] == "past" else "",
        _care_note(duty_of_care(role[columns.FOCUS_AREAS])),
    )


def _ways_back() -> str:
    another = html.link(addresses.search_link(), "Look up another role")
    results = html.link(profile_link.to_list(), "← Back to results")
    return f"{results} · {another}" if state.profile() else another


def _past_note(news: RoleStanding) -> str:
    if news.closed_at is not None:
        closed = look.escape(phrases.day_in_words(news.closed_at))
        return (
            '<section class="mb-note mb-note-past"><h2>This role is closed</h2>'
            f"<p>It was closed on {closed}, so interest in it can no longer be shown. Below are "
            "similar roles.</p></section>"
        )
    return (
        '<section class="mb-note mb-note-past"><h2>This opening is in the past</h2>'
        "<p>It shows what the organization does and whom it looks for. Ask whether it is planned "
        "again before you make plans of your own.</p></section>"
    )


def _confirmed(news: RoleStanding) -> str:
    if news.confirmed_at is None or not news.is_open:
        return ""
    day = phrases.day_in_words(news.confirmed_at)
    return f"On {day} it was confirmed that this role is open."


def _care_note(notes: tuple[str, ...]) -> str:
    if not notes:
        return ""
    return (
        '<section class="mb-note mb-note-care"><h2>Before you write: duty of care</h2>'
        f"{html.bullets(notes)}</section>"
    )


def show_actions(catalog: Catalog, role: TableRow, news: RoleStanding) -> None:
    """Show the buttons: interest, save, source, report."""
    role_id = role[columns.ROLE_ID]
    is_saved = state.is_saved(role_id)
    with st.container(horizontal=True, key="role_actions"):
        role_interest.draw_button(catalog, role, news)
        st.button(
            "Saved to shortlist" if is_saved else "Save to shortlist",
            key="save_role",
            icon=":material/bookmark_added:" if is_saved else ":material/bookmark_add:",
            type="secondary" if is_saved or session.is_professional() else "primary",
            on_click=saved.toggle,
            args=(role_id,),
            help="Click again to take it off" if is_saved else None,
        )
        if html.is_web_address(role[columns.SOURCE_URL]):
            st.link_button(
                "Open the source",
                role[columns.SOURCE_URL],
                key="open_source",
                icon=":material/open_in_new:",
                on_click=_follow if measuring.is_measured() else "ignore",
                args=(role_id,),
            )
        role_report.draw(role_id)


def _follow(role_id: str) -> None:
    measuring.did(role_id, "source-opened")


def show_fit(explanation: Explanation | None, found: results.Results | None, role_id: str) -> None:
    """Show how near the role comes to what was asked, or how to get to know it."""
    if explanation is not None and found is not None:
        band, in_the_way = found.bands.get(role_id), found.in_the_way(role_id)
        fit.show(explanation, band=band, in_the_way=in_the_way, answer=_answer)
        return
    first_page = html.link(addresses.home_link(), "on the first page")
    html.show(
        '<section class="mb-note mb-note-care"><h2>How near does it come to your wishes?</h2>'
        f"<p>Say who you are and when you are free, {first_page}, and you see here what "
        "speaks for it, what is missing and what to weigh, to the point.</p></section>"
    )


def _answer(fields: Sequence[str]) -> None:
    """Let the visitor say here what this role would like to know."""
    with st.container(border=True, key="say_it_here"):
        profile_form.ask(resources.catalog(), fields)
        if problem := st.session_state.get("form_problem"):
            st.warning(look.plain(problem), icon=":material/edit_calendar:")


def show_questions(
    catalog: Catalog, role_id: str, questions: tuple[str, ...], *, as_message: bool
) -> None:
    """Show what to ask, and the same as a message to copy where that stands nowhere else."""
    if not questions:
        return
    html.show(
        html.heading("What to ask the organization"),
        html.paragraph("Not said is never held against a role: it is a reason to ask.", "mm-quiet"),
        html.bullets(questions),
    )
    if as_message:
        writing.draw_message(catalog, role_id, questions)


def show_neighbours(catalog: Catalog, role_id: str, profile: Profile | None) -> None:
    """Show similar roles that are open to the visitor, and articles that go with the role."""
    similar = resources.recommender().similar_roles(role_id, 3, profile)
    if len(similar):
        html.show(
            html.heading("Similar roles"),
            html.grid(
                record_cards.role_card(catalog, other, why)
                for other, why in zip(similar["role_id"], similar["why"], strict=True)
            ),
        )
    helping = _helping(role_id, profile)
    if len(helping):
        html.show(
            html.heading("Reading for what is open here"),
            html.grid(record_cards.shared_articles(catalog, helping)),
        )
    others = resources.related().to_role(role_id, n=3 + len(helping))
    others = others[~others["article_id"].isin(helping["article_id"])].head(3)
    if len(others):
        html.show(
            html.heading("Articles that go with it"),
            html.grid(record_cards.shared_articles(catalog, others)),
        )


def _helping(role_id: str, profile: Profile | None) -> pd.DataFrame:
    """The two articles that help most with what is missing or not said between both."""
    if profile is None:
        return pd.DataFrame(columns=["article_id", "why"])
    recommender = resources.recommender()
    open_here = obstacles_in(recommender, profile, role_id)
    return articles_helping(recommender, profile, open_here, role_ids=[role_id])


def _answers(role_id: str, facts: Sequence[Fact]) -> dict[str, str]:
    """Give the facts that the organization answered here, with the address of each answer."""
    if not any("#" in fact.elsewhere for fact in facts):
        return {}
    answered = session.show(answered_cells, role_id)
    page = f"{profile_link.site()}{plain_address('openings', role_id)}"
    return {
        fact.name: source_of(page, answered[cell])
        for fact in facts
        for cell in CELLS.get(fact.name, (fact.name,))
        if cell in answered and fact.elsewhere.endswith(f"#{answered[cell]}")
    }


def show_role(catalog: Catalog, role_id: str) -> None:
    """Show the page of one role."""
    role = table_row(catalog.roles, role_id)
    profile = state.profile()
    news = session.show(role_standing, role_id)
    found = results.of(resources.recommender(), profile) if profile else None
    explanation = found.explanations([role_id])[0] if found else None
    questions = open_questions(catalog, role_id, explanation)
    facts = facts_of_role(catalog, role_id)
    show_head(catalog, role, news)
    session.show_outcome()
    conversation.draw_named("role", role_id)
    show_actions(catalog, role, news)
    role_interest.draw(role, news)
    writing.draw(catalog, role, news, questions)
    html.show(
        html.heading("The facts"),
        record_cards.fact_list(facts, answers=_answers(role_id, facts)),
        record_cards.source_line(role),
        html.paragraph(_confirmed(news), "mm-quiet mm-flush"),
    )
    show_fit(explanation, found, role_id)
    show_questions(catalog, role_id, questions, as_message=not writing.is_offered(news))
    html.show(
        html.heading("The organization"),
        html.grid([record_cards.organization_card(catalog, role[columns.ORG_ID])]),
    )
    show_neighbours(catalog, role_id, profile)
    conversation.draw("role", role_id)
    measuring.role_opened(role_id)
    state.role_is_open(role_id)


sheets.put("parts")
the_catalog = resources.catalog()
wanted = st.query_params.get("role_id", "")
if wanted in the_catalog.roles.index:
    show_role(the_catalog, wanted)
else:
    show_none(the_catalog, wanted)
