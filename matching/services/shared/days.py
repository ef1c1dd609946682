"""Whole days between moments."""

from __future__ import annotations

from datetime import datetime


def days_since(then: datetime, now: datetime) -> int:
    """Count whole days from a moment to now, never below 0.

    Examples
    --------
    >>> days_since(datetime(2026, 11, 20), datetime(2026, 11, 23, 12))
    3
    """
    return max(0, (now - then).days)
