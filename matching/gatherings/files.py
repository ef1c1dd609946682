"""A file of events, whichever kind it is."""

from __future__ import annotations

from matching.gatherings.entries import FileOfEvents
from matching.gatherings.ics import read_ics
from matching.gatherings.schema_org import read_schema_org

KINDS = ("ics", "json", "jsonld", "html", "htm")
"""Endings of files that are read."""


def read_events(content: bytes) -> FileOfEvents:
    """Read a calendar, or data of schema.org; what it is, its first letter says.

    Raises
    ------
    EventFileError
        It cannot be used at all.
    """
    start = content[:2_000].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:1]
    return read_schema_org(content) if start in (b"{", b"[", b"<") else read_ics(content)
