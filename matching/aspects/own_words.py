"""What a person's own words suggest that no field of the profile holds.

Readings are hints: they count only where the field that says the same is empty, and a sentence
about them says that they come from the person's words.
"""

from __future__ import annotations

import re
from collections.abc import Hashable

HOURS, AT_HOME, ON_CALL = "hours", "at-home", "on-call"

_HOURS = re.compile(
    r"\b(hours?|evenings?|afternoons?|mornings?|(?:one|two|a|1|2) days?|saturdays?|sundays?"
    r"|weekends?|shifts?)\b[^.;]{0,25}?\b(a|an|each|every|per|most)\s+(week|month)s?\b"
    r"|\bon my days? off\b|\bdays? off\b[^.;]{0,30}\bclinic\b",
    re.IGNORECASE,
)
_AT_HOME = re.compile(
    r"\b(not|n't|never|cannot|can't|can ?not|won't|no)\b[^.;,]{0,25}"
    r"\b(fly|travel|leave (?:home|town)|go abroad|go overseas|be away)\b"
    r"|\b(near|close to|from) (?:my )?(?:home|desk|house)\b"
    r"|\bin my (?:own )?(?:town|city|county)\b",
    re.IGNORECASE,
)
_ON_CALL = re.compile(
    r"\bcall me\b|\bon (?:standby|call)\b|\bat short notice\b|\bleave within (?:a|one|two|\d)",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"\b(?:[Nn]ear|[Aa]round|[Hh]ere in|[Ll]iv(?:e|ing) in|[Bb]ased in|[Hh]ome is|in and around)\s+"
    r"((?:(?:St\.|[A-Z][\w'’-]+)[ ]?){1,3}(?:,\s*(?:[A-Z][\w'’-]+[ ]?){1,2})?)"
)
_TEACH = re.compile(
    r"(?<!husband )(?<!wife )(?<!partner )"
    r"\b(teach(?!ers?\b)\w*|lectur\w+|mentor\w*|instruct\w*|curricul\w+"
    r"|giving courses|case rounds"
    r"|train (?!for\b|with\b)\w+|training (?:the |local |other |young |new )?"
    r"(?:nurses|doctors|therapists|midwives|technicians|staff|colleagues|residents|students|others)"
    r"|simulator|skills lab|show people how|pass(?:ing)? on what|professor|educator|trainer)\b",
    re.IGNORECASE,
)


def time_to_give(statement: str) -> frozenset[str]:
    """Whether words offer hours a week, nothing away from home, or readiness at short notice.

    Examples
    --------
    >>> sorted(time_to_give("Two evenings a week at a clinic, I can't travel."))
    ['at-home', 'hours']
    >>> sorted(time_to_give("Two weeks in spring."))
    []
    """
    kinds = {HOURS: _HOURS, AT_HOME: _AT_HOME, ON_CALL: _ON_CALL}
    return frozenset(kind for kind, words in kinds.items() if words.search(statement))


def home_in(statement: str) -> str:
    """The place that words give as home, `""` where they name none.

    Examples
    --------
    >>> home_in("People on the street here in Tucson. Not looking to fly anywhere.")
    'Tucson'
    >>> home_in("A free clinic near Grand Rapids, Michigan, one evening a week.")
    'Grand Rapids, Michigan'
    """
    found = _HOME.search(statement)
    return found[1].strip(" ,") if found else ""


def wishes_to_teach(statement: str) -> bool:
    """Whether words ask to teach or train others.

    Examples
    --------
    >>> wishes_to_teach("I would rather give lectures and run case rounds.")
    True
    >>> wishes_to_teach("Leprosy is what I trained for in Pune.")
    False
    """
    return _TEACH.search(statement) is not None


def calls_student(statement: str) -> bool:
    """Whether words speak of a student and of no resident.

    Examples
    --------
    >>> calls_student("Fourth-year student."), calls_student("A student, now a resident.")
    (True, False)
    """
    words = statement.lower()
    return "student" in words and "resident" not in words


def calls_resident(statement: str) -> bool:
    """Whether words speak of a resident."""
    return "resident" in statement.lower()


def signs(statement: str) -> Hashable:
    """All that is read here of a person's own words: alike for two texts, they say the same."""
    return (
        time_to_give(statement),
        home_in(statement),
        wishes_to_teach(statement),
        calls_student(statement),
        calls_resident(statement),
    )
