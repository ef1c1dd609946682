"""How fast an organization answers, in words."""

from __future__ import annotations

from matching import phrases
from matching.services.recruiter import ResponseTime


def pace(found: ResponseTime) -> str:
    """Say how fast an organization answers.

    Examples
    --------
    >>> pace(ResponseTime(2.5, 4, 1))
    'Half of the 4 answers came within 2.5 days; 1 person waits for an answer now.'
    """
    waiting = phrases.counted(found.waiting, "person waits", "people wait")
    now = f"{waiting} for an answer now." if found.waiting else "nobody waits for an answer now."
    if found.median_days is None:
        return f"No interest was answered so far; {now}"
    days = "1 day" if found.median_days == 1 else f"{found.median_days:g} days"
    if found.answered == 1:
        return f"The one answer so far came within {days}; {now}"
    return f"Half of the {found.answered} answers came within {days}; {now}"
