"""How it goes between a fictional person and an organization, and what both write."""

from __future__ import annotations

from typing import Final

__all__ = [
    "APPROACHES",
    "ASK_WORDS",
    "INTEREST_NOTES",
    "OWN_STORIES",
    "REASONS",
    "RECRUITER_NOTES",
    "REPORTS",
    "SHORTLIST_NOTES",
    "STORIES",
    "VISIBILITY_SHARES",
]

VISIBILITY_SHARES: Final = {"hidden": 2, "anonymous": 3, "visible": 1}

_INTRODUCED: Final = ("ask", "agree", "contacted")
_INTERVIEWED: Final = (*_INTRODUCED, "interview")
STORIES: Final[tuple[tuple[str, ...], ...]] = (
    *[()] * 6,
    *[("reviewing",)] * 3,
    *[("reviewing", "declined")] * 3,
    *[("ask",)] * 3,
    ("ask", "refuse"),
    ("ask", "agree"),
    *[_INTRODUCED] * 2,
    (*_INTRODUCED, "declined"),
    *[_INTERVIEWED] * 2,
    (*_INTERVIEWED, "declined"),
    (*_INTERVIEWED, "clearance"),
    (*_INTERVIEWED, "clearance", "accepted"),
    (*_INTERVIEWED, "accepted", "went"),
    ("withdraw",),
    ("ask", "agree", "withdraw"),
)
"""What follows after interest was shown, each story as often as it should come: the person
answers (`agree`, `refuse`) or withdraws, the organization asks for an introduction (`ask`) or
moves the person to a stage. The empty one: nobody has answered yet."""
APPROACHES: Final = (("ask",), ("ask",), ("ask", "refuse"), ("ask", "agree"), _INTRODUCED)
"""The same, where the organization found the person and no interest was shown."""

OWN_STORIES: Final = (
    *[("", "", "")] * 3,
    ("went", "", "Two good weeks; they asked me to come again."),
    ("refused", "", ""),
    ("nothing", "no-answer", ""),
    ("nothing", "dates", "They go in March only."),
)
"""What became of writing to an organization that is not here: outcome, reason, own words. The
empty one: it is still open."""

SHORTLIST_NOTES: Final = ("", "", "", "Ask about housing.", "Talk about it at home first.")
INTEREST_NOTES: Final = (
    "",
    "I have followed your work for a while and would like to help.",
    "Could you tell me more about the team on site?",
    "My dates can move by a week or two.",
    "A colleague came back from you full of good things to say.",
)
RECRUITER_NOTES: Final = {
    "reviewing": ("Fits the dates. Check the license.", "Strong on paper; ask Ruth to look too."),
    "ask": ("Would fit the team of next spring.", "Worth a talk soon."),
    "contacted": ("Wrote a first mail.", "Left a message; will try again on Monday."),
    "interview": ("Good talk, realistic about the place.", "Wants to hear from a former team."),
    "clearance": ("Two references asked for.", "License sent to the ministry."),
    "went": ("Came back well; ask whether they would go again.",),
    "accepted": ("Flights are for them to book by the end of the month.",),
    "declined": ("Would like to hear from us again next year.",),
}
ASK_WORDS: Final = (
    "",
    "Your work would help us much. May we talk, on a day that suits you?",
    "We put the team together this month. Would you tell us who you are?\n\nWith kind regards",
)
REASONS: Final = (
    ("filled", "We found somebody for this place; another one opens next year."),
    ("dates", "The team travels earlier than you can come."),
    ("experience", "There is nobody on site to guide you; we ask for a few more years."),
    ("license", "The ministry does not register this license in time."),
    ("references", "We could not reach both of your references."),
    ("length", ""),
)
REPORTS: Final = (
    ("closed", "They told me that the place is filled."),
    ("broken-link", ""),
    ("wrong", "The stay is four weeks by now, not two."),
)
