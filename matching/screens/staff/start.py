"""Screen: where staff begin: how much waits, and where."""

from __future__ import annotations

from matching import phrases
from matching.authorization import STAFF
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.visit import session
from matching.services import staff
from matching.services.staff import Waiting


def show(waiting: Waiting) -> None:
    """Show a line for each thing that may wait, with the way there."""
    late = f", {waiting.late} of them ran out" if waiting.late else ""
    lines = (
        ("reports", phrases.counted(waiting.reports, "open report") + " about roles"),
        ("reports", phrases.counted(waiting.messages, "reported message")),
        ("claims", phrases.counted(waiting.claims, "claim")),
        ("partners", phrases.counted(waiting.joining, "organization") + " asking to join"),
        ("accounts", phrases.counted(waiting.invited, "invitation") + f" not taken{late}"),
        ("verify", "Roles to verify"),
    )
    items = "".join(
        f"<li>{html.link(addresses.page_link(page), text)}</li>" for page, text in lines
    )
    html.show(html.heading("What waits"), f'<ul class="mb-list">{items}</ul>')


session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
look.page_header("Start", "What waits for you, and where.")
show(session.show(staff.what_waits))
