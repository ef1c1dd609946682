"""A card that is sorted, and what it is held against: all that matters, and no score.

Who sees a score, or the points of a term, before they have answered would follow it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from matching import Catalog, Profile, columns, phrases
from matching.aspects import TERM_LABELS
from matching.authorization import PROFESSIONAL, NotAllowedError
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.pieces import candidate_cards, cards, record_cards
from matching.screens.visit import resources
from matching.screens.weights import sorting_table
from matching.screens.weights.sorting_table import Seen, Table
from matching.services.recruiter import candidate_label
from matching.weights.sorting import Card
from matching.words import wording
from matching.words.explanation import Explanation
from matching.words.facts import Fact, facts_of_role, stated
from matching.words.profile_facts import facts_of_profile

NEEDS: Final[dict[str, tuple[look.Tone, str, str]]] = {
    "missing": ("missing", ":material/close:", "missing"),
    "not stated": ("ask", ":material/help:", "not stated"),
    "met": ("fits", ":material/check:", "met"),
}
IN_TITLE: Final = ("profession", "specialties")
OF_ROLE: Final = (
    "professions", "specialties", "focus_areas", "setting", "length", "when", "languages",
    "license_required", "min_years_experience", "trainees", "faith_required", "funding", "family",
)  # fmt: skip
"""Facts of a role that stand beside its people."""


def called(catalog: Catalog, profile: Profile) -> str:
    """Return a person in one line: the id and what they are."""
    return f"{profile.profile_id}: {wording.profile_in_words(catalog, profile)[0]}"


def role_called(catalog: Catalog, role_id: str) -> str:
    """Return a role in one line: its title and whose it is."""
    role = catalog.role(role_id)
    return f"{role[columns.TITLE]}, {role[columns.ORG_NAME]}"


def in_a_line(table: Table, card: Card) -> tuple[str, str]:
    """Return what a sorted card is called, and what stands below that."""
    name, role_id = card
    catalog = resources.catalog()
    if table.side == PROFESSIONAL:
        person = called(catalog, sorting_table.judged()[name])
        return role_called(catalog, role_id), person
    try:
        seen = table.seen(card)
    except NotAllowedError:
        return candidate_label(name), "They cannot be seen for this role any more."
    return seen.called, "; ".join(wording.profile_in_words(catalog, seen.profile))


# ---- the heads, which stay while their cards change -----------------------------------------


def person_head(catalog: Catalog, seen: Seen) -> str:
    """Return the HTML of the person for whom roles are sorted."""
    who, *_ = wording.profile_in_words(catalog, seen.profile)
    facts = facts_of_profile(catalog, seen.profile)
    name = look.words(seen.called)
    return (
        f'<section class="mx-head"><p class="mm-quiet">Is this a role for {name}?</p>'
        f"<h2>{look.escape(who)}</h2>"
        f"{_said(fact for fact in facts if fact.name not in IN_TITLE)}"
        f"{_words(seen.profile)}</section>"
    )


def role_head(catalog: Catalog, role_id: str) -> str:
    """Return the HTML of the role for which people are sorted."""
    role = catalog.role(role_id)
    return (
        '<section class="mx-head"><p class="mm-quiet">Is this somebody for this role?</p>'
        f"<h2>{_role_link(catalog, role_id)}</h2>{_where(catalog, role)}"
        f"{_said(fact for fact in facts_of_role(catalog, role_id) if fact.name in OF_ROLE)}"
        "</section>"
    )


def _said(facts: Iterable[Fact]) -> str:
    said = "".join(
        f"<span><b>{look.escape(fact.label)}</b> {look.words(fact.text)}</span> "
        for fact in stated(facts)
    )
    return f'<p class="mx-said">{said}</p>'


# ---- the cards ------------------------------------------------------------------------------


def role_card(catalog: Catalog, role_id: str, seen: Seen, *, is_new: bool) -> str:
    """Return the HTML of a role that is sorted for a person.

    Parameters
    ----------
    is_new : bool
        The card before was of another person.
    """
    role = catalog.role(role_id)
    who = wording.profile_in_words(catalog, seen.profile)[0]
    new = look.chips([look.chip(f"Now for another person: {who}", "weigh")]) if is_new else ""
    return (
        f'<article class="mx-card">{new}<h3>{_role_link(catalog, role_id)}</h3>'
        f"{_where(catalog, role)}{cards.facts(catalog, role)}"
        f"{_compared(seen.explanation)}</article>"
    )


def person_card(catalog: Catalog, seen: Seen) -> str:
    """Return the HTML of a person who is sorted for a role."""
    return (
        f'<article class="mx-card"><h3>{look.words(seen.called)}</h3>'
        f"{candidate_cards.who(catalog, seen.profile)}"
        f"{candidate_cards.facts(catalog, seen.profile)}{_words(seen.profile)}"
        f"{_compared(seen.explanation)}</article>"
    )


def _compared(explanation: Explanation) -> str:
    """Say what is required, and what each term says in an order that has no weights in it."""
    needs = [
        look.chip(f"{need.label}: {word}", tone, icon)
        for status, (tone, icon, word) in NEEDS.items()
        for need in explanation.requirements
        if need.status == status
    ]
    by_term = {term.term: term for term in explanation.points}
    found = [by_term[term] for term in TERM_LABELS if term in by_term]
    unknown = ", ".join(term.label.lower() for term in found if not term.known)
    return (
        look.chips(needs)
        + record_cards.fact_list(
            [Fact(term.term, term.label, term.text) for term in found if term.known]
        )
        + html.paragraph(
            f"Nothing is known of: {unknown}." if unknown else "", "mm-quiet mb-silent"
        )
    )


def _words(profile: Profile) -> str:
    said = profile.statement
    return f'<blockquote class="mx-words">{look.words(said, "div")}</blockquote>' if said else ""


def _role_link(catalog: Catalog, role_id: str) -> str:
    """Return the link to the page of a role, in a tab of its own so that sorting goes on here."""
    title = look.words(catalog.role(role_id)[columns.TITLE])
    address = look.address(addresses.role_link(role_id))
    return (
        f'<a href="{address}" target="_blank" rel="noopener">{title}'
        '<span class="mm-hidden"> (opens in a new tab)</span></a>'
    )


def _where(catalog: Catalog, role: phrases.Role) -> str:
    said = (str(role[columns.ORG_NAME]), wording.place(catalog, role))
    return html.paragraph(" · ".join(filter(None, said)), "mm-org")
