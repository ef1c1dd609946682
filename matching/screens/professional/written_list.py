"""On the shortlist: the organizations that one wrote to, how long ago, and what became of it."""

from __future__ import annotations

import streamlit as st

from matching import Catalog, columns, phrases
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.professional import ending
from matching.screens.visit import pursued, session
from matching.services import professional
from matching.services.professional import Pursuit


def draw(catalog: Catalog) -> None:
    """Draw what one noted, the last written to first, and thin rows of what was taken off now."""
    noted, gone = pursued.everything(), pursued.taken_off()
    if not noted and not gone:
        return
    n = sum(one.wrote_on is not None for one in noted.values())
    title = f"You wrote about {phrases.counted(n, 'role')}" if n else "What became of it"
    html.show(f'<h2 class="mm-count">{title}</h2>', ending.kept_where())
    for role_id, one in noted.items():
        if role_id in catalog.roles.index:
            _draw_one(catalog, role_id, one)
        else:
            _draw_vanished(role_id, one)
    for role_id in gone:
        _draw_gone(catalog, role_id)


def _draw_one(catalog: Catalog, role_id: str, noted: Pursuit) -> None:
    role = catalog.role(role_id)
    title = html.link(addresses.role_link(role_id), str(role[columns.TITLE]))
    with st.container(border=True, key=f"card_written_{role_id}", gap="small"):
        html.show(
            f'<div class="mm-small-card"><h3>{title}</h3>',
            html.paragraph(str(role[columns.ORG_NAME]), "mm-org"),
            look.chips([_closed_chip(str(role[columns.STATUS]))]),
            html.paragraph(ending.wrote(noted), "mm-flush"),
            html.paragraph(ending.reminder(noted, session.today()), "mm-flush"),
            ending.outcome_html(noted),
            "</div>",
        )
        with st.container(horizontal=True, gap="small"):
            ending.draw_outcome(role_id, noted)
            if noted.wrote_on and not noted.outcome:
                ending.draw_day(role_id, noted, "I wrote once more")
            quiet_button(
                "Take off the list", ":material/delete:", f"unwrite_{role_id}", _take_off, role_id
            )
            ending.draw_undo(role_id)


def _draw_vanished(role_id: str, noted: Pursuit) -> None:
    """Draw what one noted about a role whose organization asked to be taken out."""
    (mine,) = (one for one in session.show(professional.my_pursuits) if one.role_id == role_id)
    with st.container(border=True, key=f"card_written_{role_id}", gap="small"):
        html.show(
            f'<div class="mm-small-card"><h3>{look.words(mine.title)}</h3>',
            html.paragraph(mine.org_name, "mm-org"),
            look.chips(
                [look.chip("Its organization asked to be taken out of Missionmatch", "weigh")]
            ),
            html.paragraph(ending.wrote(noted), "mm-flush"),
            ending.outcome_html(noted),
            "</div>",
        )
        quiet_button(
            "Take off the list", ":material/delete:", f"unwrite_{role_id}", _take_off, role_id
        )


def _closed_chip(status: str) -> str:
    return look.chip("The role is closed", "weigh") if status == "past" else ""


def _draw_gone(catalog: Catalog, role_id: str) -> None:
    title = "a role that is no longer here"
    if role_id in catalog.roles.index:
        title = look.words(catalog.role(role_id)[columns.TITLE])
    with st.container(border=True, horizontal=True, key=f"card_written_{role_id}", gap="small"):
        st.html(f'<p class="mm-gone">Taken off: {title}</p>', width="content")
        ending.draw_undo(role_id)


def _take_off(role_id: str) -> None:
    pursued.note(role_id, pursued.NOTHING)
