"""Screen: one role with all its facts, how it fits the visitor, and what to ask."""

from __future__ import annotations

import streamlit as st

from matching import Catalog, columns
from matching.explanation import Explanation
from matching.facts import (
    Record,
    duty_of_care,
    facts_of_role,
    not_stated,
    questions_as_text,
    record,
)
from matching.screens import cards, charts, listing, look, parts, resources, state

STATUSES: dict[str, tuple[look.Tone, str]] = {
    "missing": ("missing", "Missing"),
    "not stated": ("ask", "Not stated: ask"),
    "met": ("fits", "Met"),
}


def show_search(catalog: Catalog, role_id: str) -> None:
    """Let the visitor search for a role; after an unknown `role_id`, begin with near ones."""
    browser = parts.browser()
    if role_id:
        look.empty(
            "We do not know this role",
            f"No role has the id “{role_id[:120]}”. It may have been renamed or taken off.",
            "These come close; or search for it below.",
        )
        parts.show(
            parts.grid(parts.role_card(catalog, near) for near in browser.near_roles(role_id[:120]))
        )
    else:
        look.page_header(
            "Look up a role",
            "Search all roles by title, organization, country, hospital or kind of work.",
        )
    query = listing.search_box(
        "Search roles",
        "role_search",
        "role_page",
        "For example: dentist Kenya, Mercy Ships, fistula",
    )
    if not query:
        return
    found = browser.roles(query)
    listing.show_found(found, "role")
    if not found.ids:
        look.empty(
            "No role has all of these words",
            "Every word must occur in the role. Fewer or more general words find more.",
            "Try a country, a profession or the name of an organization.",
        )
        return
    listing.show_pages(found.ids, "role_page", lambda role: parts.role_card(catalog, role))


def show_head(catalog: Catalog, role: Record) -> None:
    """Show title, organization, place, what stands out, and what can be done with the role."""
    parts.show(
        f'<p class="mb-back">{_ways_back()}</p>',
        f'<header class="mm-header"><h1>{look.escape(role[columns.TITLE])}</h1>',
        f"{cards.organization(catalog, role)}</header>",
        parts.status_row(catalog, role),
        cards.facts(catalog, role),
        parts.paragraph(role[columns.SUMMARY], "mb-summary"),
        _past_note() if role[columns.STATUS] == "past" else "",
        _care_note(duty_of_care(role[columns.FOCUS_AREAS])),
    )


def _ways_back() -> str:
    another = parts.link("role", "Look up another role")
    return f"{parts.link('.', '← Back to results')} · {another}" if state.profile() else another


def _past_note() -> str:
    return (
        '<section class="mb-note mb-note-past"><h2>This opening is in the past</h2>'
        "<p>It shows what the organization does and whom it looks for. Ask whether it is planned "
        "again before you make plans of your own.</p></section>"
    )


def _care_note(notes: tuple[str, ...]) -> str:
    if not notes:
        return ""
    return (
        '<section class="mb-note mb-note-care"><h2>Before you write: duty of care</h2>'
        f"{parts.bullets(notes)}</section>"
    )


def show_actions(role: Record) -> None:
    """Show the buttons: save, source, website."""
    role_id = role[columns.ROLE_ID]
    saved = state.is_saved(role_id)
    with st.container(horizontal=True, key="role_actions"):
        st.button(
            "Saved to shortlist" if saved else "Save to shortlist",
            key="save_role",
            icon=":material/bookmark_added:" if saved else ":material/bookmark_add:",
            type="secondary" if saved else "primary",
            on_click=state.toggle_saved,
            args=(role_id,),
            help="Click again to take it off" if saved else None,
        )
        if parts.is_web_address(role[columns.SOURCE_URL]):
            st.link_button(
                "Open the source", role[columns.SOURCE_URL], icon=":material/open_in_new:"
            )


def show_fit(explanation: Explanation) -> None:
    """Show score, reasons, concerns, requirements and points of the visitor's match."""
    parts.show(
        parts.heading("How it fits you"),
        _score(explanation),
        _reasons(explanation),
        _tinted("What to weigh", explanation.concerns),
        parts.heading("What the role requires", 3),
        _requirements(explanation),
        parts.heading("Where the points come from", 3),
        parts.paragraph(
            "A full green bar is the most a line can give. Grey: the source or your profile does "
            "not say, and a middling value was taken. The points add up to the score.",
            "mm-quiet",
        ),
    )
    table = charts.points_table(explanation)
    shown = table.assign(Why=[look.plain(text) for text in table["Why"]])
    st.altair_chart(
        charts.points_chart(explanation),
        key="points_chart",
        alt=f"Points of {len(table) - 1} lines, together {explanation.score:.2f} of 100.",
    )
    with st.expander("The same as a table", icon=":material/table_rows:"):
        st.table(shown.style.format({"Points": "{:.2f}", "At most": "{:g}"}), hide_index=True)


def _score(explanation: Explanation) -> str:
    verdict = (
        "A match: nothing that the role requires is missing."
        if explanation.is_match
        else "Not a match as things are."
    )
    missing = "".join(look.chip(text, "missing") for text in explanation.missing)
    return (
        f'<div class="mb-score"><strong>{explanation.score:.2f}</strong>'
        f"<span>of 100 points. {look.escape(verdict)}</span></div>{look.chips([missing])}"
    )


def _reasons(explanation: Explanation) -> str:
    if not explanation.reasons:
        return ""
    texts = [f"{term.label}: {term.text}" for term in explanation.reasons]
    return parts.heading("What speaks for it", 3) + parts.bullets(texts, "mb-list-fits")


def _tinted(title: str, texts: tuple[str, ...]) -> str:
    if not texts:
        return ""
    return (
        f'<section class="mb-note mb-note-weigh"><h2>{look.escape(title)}</h2>'
        f"{parts.bullets(texts)}</section>"
    )


def _requirements(explanation: Explanation) -> str:
    rows = "".join(
        f'<tr><th scope="row">{look.escape(need.label)}</th>'
        f"<td>{look.chip(word, tone)}</td><td>{look.escape(need.text)}</td></tr>"
        for status, (tone, word) in STATUSES.items()
        for need in explanation.requirements
        if need.status == status
    )
    rest = [need.label.lower() for need in explanation.requirements if need.status == "not asked"]
    nothing = f"Nothing is asked of you as to: {', '.join(rest)}." if rest else ""
    return f'<table class="mb-needs"><tbody>{rows}</tbody></table>' + parts.paragraph(
        nothing, "mm-quiet mb-silent"
    )


def show_questions(catalog: Catalog, role: Record, questions: tuple[str, ...]) -> None:
    """Show what to ask, and the same as a message to copy."""
    if not questions:
        return
    parts.show(
        parts.heading("What to ask the organization"),
        parts.paragraph(
            "Not said is never held against a role: it is a reason to ask.", "mm-quiet"
        ),
        parts.bullets(questions),
    )
    with st.expander("Copy these questions as a message", icon=":material/content_copy:"):
        st.code(
            questions_as_text(catalog, role[columns.ROLE_ID], questions),
            language=None,
            wrap_lines=True,
        )


def show_neighbours(catalog: Catalog, role_id: str) -> None:
    """Show similar roles, and articles that go with the role."""
    similar = resources.recommender().similar_roles(role_id, n=3)
    if len(similar):
        parts.show(
            parts.heading("Similar roles"),
            parts.grid(
                parts.role_card(catalog, other, why)
                for other, why in zip(similar["role_id"], similar["why"], strict=True)
            ),
        )
    articles = parts.related().to_role(role_id, n=3)
    if len(articles):
        parts.show(
            parts.heading("Articles that go with it"),
            parts.grid(parts.shared_articles(catalog, articles)),
        )


def show_role(catalog: Catalog, role_id: str) -> None:
    """Show the page of one role."""
    role = record(catalog.roles, role_id)
    profile = state.profile()
    facts = facts_of_role(catalog, role_id)
    show_head(catalog, role)
    show_actions(role)
    parts.show(
        parts.heading("The facts"),
        parts.fact_list(facts),
        parts.source_line(role),
    )
    if profile is None:
        questions = tuple(fact.question for fact in not_stated(facts) if fact.question)
        parts.show(
            '<section class="mb-note mb-note-care"><h2>How does it fit you?</h2><p>Say who you are '
            f"and when you are free, {parts.link('.', 'on the first page')}, and you see here what "
            "fits, what is missing and what to weigh, to the point.</p></section>"
        )
    else:
        explanation = resources.recommender().explain(profile, role_id)
        questions = explanation.questions
        show_fit(explanation)
    show_questions(catalog, role, questions)
    parts.show(
        parts.heading("The organization"),
        parts.grid([parts.organization_card(catalog, role[columns.ORG_ID])]),
    )
    show_neighbours(catalog, role_id)


parts.style()
the_catalog = resources.catalog()
wanted = st.query_params.get("role_id", "")
if wanted in the_catalog.roles.index:
    show_role(the_catalog, wanted)
else:
    show_search(the_catalog, wanted)
