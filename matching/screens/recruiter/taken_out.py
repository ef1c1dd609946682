"""What the people of an organization read that was taken out of the catalog."""

from __future__ import annotations

from matching.screens import look
from matching.screens.look import addresses, html


def show(name: str, org_id: str) -> None:
    """Say that it was taken out, what that means, and how it comes back."""
    look.empty(
        f"{name} was taken out of Missionmatch",
        "It asked for that. Its page and its roles are gone from every list, and nobody sees its "
        "candidates any more. Nothing was deleted.",
        "If you want to be back, tell the staff.",
    )
    back = html.link(addresses.claim_link(org_id, kind="claim"), "Ask to be back")
    html.show(f"<p>{back}</p>")
