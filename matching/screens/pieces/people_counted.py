"""How people were counted, in a sentence or two under their numbers."""

from __future__ import annotations

from matching import phrases
from matching.services.shared.small_numbers import FEWEST_TOLD


def note(*, are_here: bool, passed_over: int) -> str:
    """Say how numbers of saved profiles are told, and how many could not be counted."""
    said = []
    if are_here:
        said.append(f"Numbers are rounded down to {FEWEST_TOLD}, 10, 15 …")
    if passed_over:
        profiles = phrases.counted(passed_over, "saved profile")
        said.append(f"Not counted: {profiles} that cannot be read any more.")
    return " ".join(said)
