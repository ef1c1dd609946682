"""Errors of files of events."""

from __future__ import annotations

from matching.errors import MatchingError


class EventFileError(MatchingError):
    """A file of events cannot be used at all."""


class EntryError(MatchingError):
    """An entry of a file of events is faulty; the others are read all the same.

    Parameters
    ----------
    place : str
        Where, such as `line 12`.
    """

    def __init__(self, place: str, found: str, expected: str) -> None:
        self.place, self.found, self.expected = place, found, expected
        super().__init__(f"{place}: found {found}, expected {expected}")
