"""How many people follow an organization, for its own people and staff."""

from __future__ import annotations

from matching.screens.look import html
from matching.screens.visit import session
from matching.services import recruiter
from matching.services.shared.small_numbers import FEWEST_TOLD


def show(org_id: str) -> None:
    """Show the number of followers in fives, or that there are too few to be told."""
    number = session.show(recruiter.followers, org_id)
    people = f"Fewer than {FEWEST_TOLD}" if number is None else f"{number:,} or more"
    said = f"{people} people follow it here. Only its own people and staff see this."
    html.show(html.paragraph(said, "mm-quiet"))
