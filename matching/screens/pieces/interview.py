"""When and where an organization and a person talk, in words."""

from __future__ import annotations

from matching import phrases
from matching.gatherings.gathering import at_in, zone_in_words
from matching.screens import look
from matching.screens.pieces.event_parts import own_zone
from matching.screens.visit import session
from matching.services.shared.interviews import Interview


def told(interview: Interview | None) -> str:
    """Return when an interview is, on the visitor's clock too, and where; nothing for none."""
    if interview is None:
        return ""
    is_past = interview.at < session.now()
    said = f"{'The interview was' if is_past else 'Interview'} on {when(interview, own_zone())}."
    place = look.words(interview.place)
    return f'<p class="mm-flush"><strong>{look.escape(said)}</strong> Where: {place}</p>'


def when(interview: Interview, here: str) -> str:
    """Say when an interview is: in the zone of the organization, and in another if it differs.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> at = datetime(2027, 2, 5, 22, 30, tzinfo=UTC)
    >>> held = Interview("r", "Nurse", "Mercy", at, "Africa/Nairobi", "By phone", at, 1)
    >>> when(held, "Africa/Kampala")
    '6 February 2027, 01:30 (Nairobi time)'
    >>> when(held, "America/New_York")
    '6 February 2027, 01:30 (Nairobi time); where you are that is 5 February 2027, 17:30'
    """
    zone = interview.time_zone
    there = at_in(interview.at, zone)
    said = f"{_in_words(interview, zone)} ({zone_in_words(zone)})"
    if not here or at_in(interview.at, here).replace(tzinfo=None) == there.replace(tzinfo=None):
        return said
    return f"{said}; where you are that is {_in_words(interview, here)}"


def _in_words(interview: Interview, zone: str) -> str:
    at = at_in(interview.at, zone)
    return f"{phrases.day_in_words(at)}, {at:%H:%M}"
