"""The error of the demo."""

from __future__ import annotations

from matching.errors import MatchingError

__all__ = ["DemoError"]


class DemoError(MatchingError):
    """The demo cannot run on this store; the message says what to do."""
