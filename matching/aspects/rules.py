"""Rules of kind that can be switched off, so that each can be measured by itself.

A rule reads what the words of a role or of a person suggest. It came in because the judgments of
every set say that the list is better with it; `missionmatch evaluate --rules` shows by how much.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

RULES: Final[Mapping[str, str]] = {
    "regions": "A region that the role names is its place.",
    "length-in-words": (
        "A length that words suggest counts: far above what a person can give it closes the role."
    ),
    "short-trips": (
        "A trip without a longest stay ends soon after its shortest; a stay far shorter than the "
        "person wants closes the role."
    ),
    "pay-in-words": (
        "What words or the kind of role say of pay counts: what is unpaid is closed to who needs a "
        "salary."
    ),
    "hours-in-own-words": (
        "Who offers hours a week or cannot leave home, in their own words, is shown no stay away."
    ),
    "hours-are-no-stay": "Hours a week are closed to who wants weeks or months of service.",
    "for-whom": "Teams, couples and closed circles are for those who are one.",
    "eligibility": "A licence or citizenship of named countries is asked for.",
    "other-pages": "What another page of the organization says is asked, and closes nothing.",
    "home-service": "Service at home is for those who live there or wish for that country.",
    "teaching-in-own-words": "A wish to teach that only a person's own words tell is an interest.",
    "own-field-first": "Students: their own field first, and residents' posts are for residents.",
    "posts-for-the-qualified": (
        "A standing post with no word of students or residents is for the qualified."
    ),
    "leadership": "A director's post is for those who lead or ask to.",
    "visiting-programs": (
        "A role without a longest stay that begins at a few weeks is for visitors, less so for who "
        "wants years."
    ),
    "named-countries": "Countries that are named say which part of a wide region is meant.",
    "faith-unsaid": "What is asked of faith stands lower for who says nothing of theirs.",
    "near-home": "Hours beside one's own work are for those who live where the role is.",
    "old-pages": "A page of ten years ago meets nobody's wishes for certain.",
}
"""Name of each rule, and what it says."""
