"""On the page of a role whose organization is not here: how to write to it, and that one did."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

import streamlit as st

from matching import Catalog, columns
from matching.authorization import PROFESSIONAL
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.professional import ending
from matching.screens.visit import pursued, session, state
from matching.services.professional import Pursuit, RoleStanding
from matching.words.facts import TableRow, table_row
from matching.words.letter import letter, mail_link, subject


def is_offered(news: RoleStanding) -> bool:
    """Tell whether one can only write by oneself: the role is open and nobody of it is here."""
    return news.is_open and not news.is_here


def draw(catalog: Catalog, role: TableRow, news: RoleStanding, questions: Sequence[str]) -> None:
    """Draw where to write to, a message that is ready, and the note that one wrote.

    Parameters
    ----------
    questions : sequence of str
        What only the organization can answer.
    """
    if session.actor().kind not in ("", PROFESSIONAL):
        return
    role_id = role[columns.ROLE_ID]
    noted = pursued.of(role_id)
    if not is_offered(news) and noted == pursued.NOTHING and not pursued.can_undo(role_id):
        return
    with st.container(border=True, key="write_to_them", gap="small"):
        if is_offered(news):
            _draw_ways(catalog, role, questions)
        _draw_note(role_id, noted)


def _draw_ways(catalog: Catalog, role: TableRow, questions: Sequence[str]) -> None:
    name = role[columns.ORG_NAME]
    html.show(
        html.heading("Write to them yourself"),
        html.paragraph(f"Nobody of {name} is on Missionmatch yet.", "mm-flush"),
        f'<ul class="mb-list">{"".join(f"<li>{way}</li>" for way in _ways(catalog, role))}</ul>',
    )
    draw_message(catalog, role[columns.ROLE_ID], questions)


def draw_message(catalog: Catalog, role_id: str, questions: Sequence[str]) -> None:
    """Draw the message that is ready to be copied, or to be opened in a mail program."""
    text = letter(catalog, role_id, questions, state.profile())
    mail = look.address(mail_link(subject(catalog, role_id), text))
    with st.expander("A message to copy", icon=":material/content_copy:"):
        html.show(
            html.to_copy(text),
            f'<p class="mm-flush"><a href="{mail}">Open it in my mail program</a>. '
            '<span class="mm-quiet">Put in the address that you find on their pages.</span></p>',
        )


def _ways(catalog: Catalog, role: TableRow) -> list[str]:
    """Return the links to the page of the role and to the website of the organization."""
    organization = table_row(catalog.organizations, role[columns.ORG_ID])
    pages = {
        "The page of this role": role[columns.SOURCE_URL],
        f"The website of {role[columns.ORG_NAME]}": organization[columns.WEBSITE],
    }
    return [
        f"{look.escape(what)}: {html.outward(address, _host(address))}"
        for what, address in pages.items()
        if html.is_web_address(address)
    ]


def _host(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")


def _draw_note(role_id: str, noted: Pursuit) -> None:
    said = " ".join(filter(None, (ending.wrote(noted), ending.reminder(noted, session.today()))))
    everything = html.link(addresses.page_link("shortlist"), "All that I wrote")
    html.show(
        f'<p class="mm-flush" role="status">{look.escape(said)}</p>' if said else "",
        ending.outcome_html(noted),
        f'<p class="mm-flush">{everything}</p>' if noted != pursued.NOTHING else "",
    )
    with st.container(horizontal=True, gap="small"):
        if noted.wrote_on is None:
            ending.draw_day(role_id, noted, "I wrote to them", is_first=True)
        if noted != pursued.NOTHING:
            ending.draw_outcome(role_id, noted)
        ending.draw_undo(role_id)
    html.show(ending.kept_where() if noted != pursued.NOTHING else "")
