"""What people do about a role that they were shown, and how strongly it speaks for the role."""

from __future__ import annotations

from typing import Final

LIKES: Final = {"opened": 1.0, "source-opened": 1.0, "shortlisted": 2.0, "interested": 3.0}
"""Kind of an event to how strongly it speaks for a role; of several the strongest counts."""
TAKEN_BACK: Final = {"unlisted": "shortlisted", "withdrawn": "interested"}


def strongest(kinds: frozenset[str]) -> float:
    """How strongly events speak for a role; what was taken back does not.

    Examples
    --------
    >>> strongest(frozenset({"opened", "shortlisted"}))
    2.0
    >>> strongest(frozenset({"opened", "shortlisted", "unlisted"}))
    1.0
    """
    undone = {TAKEN_BACK[kind] for kind in kinds if kind in TAKEN_BACK}
    return max((LIKES.get(kind, 0.0) for kind in kinds - undone), default=0.0)
