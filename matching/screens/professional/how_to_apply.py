"""On the page of an organization: how one applies to it, and what its roles ask."""

from __future__ import annotations

import streamlit as st

from matching import Catalog, columns, phrases
from matching.authorization import PROFESSIONAL
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import answer_pace, record_cards
from matching.screens.visit import resources, session, state
from matching.services import recruiter
from matching.services.professional import OrganizationStanding
from matching.words.applying import asked_by_roles, how_to_apply
from matching.words.facts import TableRow
from matching.words.letter import letter_to_organization, mail_link


def show(catalog: Catalog, organization: TableRow, standing: OrganizationStanding) -> None:
    """Show who sees what one does, a message that is ready, and what its roles ask."""
    org_id = organization[columns.ORG_ID]
    n_roles = len(resources.browser().roles_of(org_id)[0])
    said = list(how_to_apply(n_roles, is_here=standing.is_here))
    if standing.is_here:
        said.append(answer_pace.pace(session.show(recruiter.response_time, org_id)))
    html.show(html.heading("How to apply"), html.bullets(said))
    if not n_roles and session.actor().kind in ("", PROFESSIONAL):
        _draw_message(catalog, organization)
    facts = asked_by_roles(catalog, org_id)
    if not facts:
        return
    counted = phrases.counted(n_roles, "current role")
    lead = f"Counted over its {counted}." if n_roles > 1 else "Of its one current role."
    html.show(
        html.heading("What its roles ask"),
        html.paragraph(f"{lead} What is not said is a reason to ask.", "mm-quiet"),
        record_cards.fact_list(facts, silent="No role says"),
    )


def _draw_message(catalog: Catalog, organization: TableRow) -> None:
    text = letter_to_organization(catalog, organization[columns.ORG_ID], state.profile())
    mail = look.address(mail_link(f"Serving with {organization[columns.NAME]}", text))
    with st.expander("A message to copy", icon=":material/content_copy:", key="org_message"):
        html.show(
            html.to_copy(text),
            f'<p class="mm-flush"><a href="{mail}">Open it in my mail program</a>. '
            '<span class="mm-quiet">Put in the address that you find on their pages.</span></p>',
        )
