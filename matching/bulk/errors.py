"""What goes wrong when many are ranked."""

from __future__ import annotations

from matching.errors import MatchingError


class BulkError(MatchingError):
    """A run cannot begin, or cannot go on."""
