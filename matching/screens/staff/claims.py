"""Screen: what organizations ask about their own page, decided with a proof; who was taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

import streamlit as st

from matching import Catalog, phrases
from matching.authorization import STAFF, Actor
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import organization_fields as fields
from matching.screens.pieces import row_pages
from matching.screens.pieces.cells_form import sentence
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.staff import one_time_link
from matching.screens.visit import resources, session
from matching.services import staff
from matching.services.shared.claims import domain_of
from matching.services.shared.errors import OrganizationError, RequestError
from matching.services.shared.texts import LONGEST_NOTE
from matching.services.staff import Claim
from matching.store import Database
from matching.store.words import CLAIM_KINDS, CLAIM_PROOFS, DECISIONS

ACCEPTS: Final = {
    "claim": "Accept: give them an account",
    "correct": "Accept: change its page",
    "take-out": "Accept: take it out",
}
DOES: Final = {
    "claim": "Accepting makes this e-mail a recruiter of the organization. They are "
    "invited with a link that works for seven days, unless they have an account.",
    "correct": "Accepting changes the fields above. Words alone change nothing: correct these by "
    "hand first, under Edit organizations.",
    "take-out": "Accepting takes the organization and all its roles out of every list at once. You "
    "can bring it back below.",
}


def show_waiting(catalog: Catalog, waiting: Sequence[Claim]) -> None:
    """Show what waits, the oldest first."""
    if not waiting:
        look.empty(
            "No organization waits",
            "When somebody asks on the page of an organization for the page itself, a correction, "
            "or to be taken out, it stands here.",
        )
        return
    row_pages.count_line(len(waiting), "claim", "The oldest comes first")
    for claim in waiting:
        show_claim(catalog, claim)


def show_claim(catalog: Catalog, claim: Claim) -> None:
    """Show one claim with all that was said, hints of who asks, and the ways to decide it."""
    with st.container(border=True, key=f"card_{claim.claim_id}", gap="small"):
        title = html.link(addresses.organization_link(claim.org_id), claim.org_name)
        when = f"Asked on {phrases.moment_in_words(claim.asked_at)}"
        html.show(
            f'<article class="mm-small-card"><h3>{title}</h3>',
            look.chips([look.chip(CLAIM_KINDS[claim.kind], "weigh")]),
            f'<p class="mm-flush">{look.words(claim.name)}, {look.words(claim.email)}</p>',
            look.words(claim.text, "p", "ms-said") if claim.text else "",
            html.paragraph(when, "mm-read"),
            _hints(claim),
            _changes(catalog, claim),
            "</article>",
        )
        _draw_decision(claim)


def _hints(claim: Claim) -> str:
    """Return what may help to know whether they belong to it: no proof by itself."""
    domain, host = claim.email.rpartition("@")[2], domain_of(claim.website)
    if claim.is_member:
        belongs = "Asked by an account that belongs to this organization."
    elif not host:
        belongs = "The organization has no website here to compare the e-mail with."
    elif claim.is_same_domain:
        belongs = f"The e-mail’s domain {domain} goes with the website’s, {host}: a hint, no proof."
    else:
        belongs = f"The e-mail’s domain is {domain}, the website’s {host}: another one."
    site = html.outward(claim.website, host) if host else ""
    website = f"<li>Its website: {site}</li>" if site else ""
    code = f"<li>The code they were given: <code>{look.escape(claim.code)}</code></li>"
    out = "<li>It was taken out. If they ask to be back, bring it back below.</li>"
    return (
        f'<ul class="mb-list"><li>{look.escape(belongs)}</li>{website}{code}'
        f"{out if claim.is_taken_out else ''}</ul>"
    )


def _changes(catalog: Catalog, claim: Claim) -> str:
    if not claim.changes:
        return ""
    return html.table(
        ["Field", "As it is now", "As they say"],
        [
            [
                look.escape(fields.LABELS.get(name, name)),
                *(
                    look.words(fields.in_words(catalog, name, cells.get(name, ""))) or "–"
                    for cells in (claim.cells, claim.changes)
                ),
            ]
            for name in claim.changes
        ],
    )


def _draw_decision(claim: Claim) -> None:
    id_ = claim.claim_id
    html.show(html.paragraph(DOES[claim.kind], "mm-quiet mm-flush"))
    proofs = [proof for proof in CLAIM_PROOFS if proof != "member" or claim.is_member]
    st.selectbox(
        "The proof that you saw",
        proofs,
        index=proofs.index("member") if claim.is_member else None,
        format_func=lambda proof: CLAIM_PROOFS[proof],
        placeholder="None yet",
        key=f"proof_{id_}",
    )
    st.text_area(
        "Your answer",
        key=f"answer_{id_}",
        max_chars=LONGEST_NOTE,
        height=80,
        help="They read it with their code. Needed to refuse.",
    )
    with st.container(horizontal=True, gap="small"):
        st.button(
            ACCEPTS[claim.kind],
            icon=":material/check:",
            key=f"accept_{id_}",
            on_click=_do,
            args=(_accept, claim, "Accepted."),
        )
        st.button(
            "Refuse",
            icon=":material/close:",
            key=f"refuse_{id_}",
            on_click=_do,
            args=(_refuse, claim, "Refused. Name, e-mail and text were emptied."),
        )


def _do(verb: Callable[..., None], claim: Claim, done: str) -> None:
    session.attempt(verb, claim, done=done)


def _refuse(database: Database, actor: Actor, claim: Claim, *, now: datetime) -> None:
    answer = st.session_state.get(f"answer_{claim.claim_id}", "")
    staff.refuse_claim(database, actor, claim.claim_id, answer, now=now)


def _accept(database: Database, actor: Actor, claim: Claim, *, now: datetime) -> None:
    proof = st.session_state.get(f"proof_{claim.claim_id}") or ""
    answer = st.session_state.get(f"answer_{claim.claim_id}", "")
    if not proof:
        raise RequestError("Please choose the proof that you saw; without one nothing is done.")
    try:
        token = staff.accept_claim(database, actor, claim.claim_id, proof, answer, now=now)
    except OrganizationError as error:
        faults = (
            f"{fields.LABELS.get(one.column, one.column)}: {sentence(one)}"
            for one in error.problems
        )
        raise RequestError(
            f"The correction does not fit any more. {' '.join(faults)} Nothing was changed: "
            "correct it by hand under Edit organizations, or refuse it."
        ) from error
    if token:
        one_time_link.invite(claim.email, token, now)


def show_decided(decided: Sequence[Claim]) -> None:
    """Show what was decided, folded, the newest first."""
    with st.expander(f"Decided ({len(decided)})", icon=":material/history:", key="decided"):
        html.show(
            html.table(
                ["Organization", "Asked for", "Decided", "How", "Proof"],
                [
                    [
                        html.link(addresses.all_organizations_link(one.org_id), one.org_name),
                        look.escape(CLAIM_KINDS[one.kind]),
                        look.escape(row_pages.day(one.decided_at)),
                        look.escape(DECISIONS[one.outcome]),
                        look.escape(CLAIM_PROOFS.get(one.proof, "–")),
                    ]
                    for one in decided
                ],
            )
        )


def show_taken_out() -> None:
    """Show who was taken out, each with the way back."""
    gone = session.show(staff.taken_out).to_dict("records")
    if not gone:
        return
    html.show(html.heading(f"Taken out ({len(gone)})"))
    for row in gone:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            since = f"{row['name']}, since {row_pages.day(row['taken_out_at'])}"
            st.html(f'<p class="ms-line">{look.words(since)}</p>')
            quiet_button(
                "Bring back",
                ":material/undo:",
                f"back_{row['org_id']}",
                session.attempt,
                staff.bring_back,
                row["org_id"],
                done="It is back, with its roles.",
            )


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
look.page_header(
    "Claims",
    "What people of an organization ask about its page. Look for a proof that they belong to it, "
    "then decide.",
)
session.show_outcome()
one_time_link.show()
every = session.show(staff.claims)
show_waiting(resources.catalog(), [one for one in every if not one.outcome])
show_taken_out()
if settled := [one for one in every if one.outcome]:
    show_decided(settled)
