"""How near a role comes to what was asked, in words: bands, scores, and wishes in the way.

The words of a score say what readers found: `missionmatch evaluate` prints how many roles with so
many points were judged good (docs/quality.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from matching import phrases
from matching.comparison.bands import FOLDED, MEETS, NEAR

STRENGTHS: Final = (
    (90.0, "Strong match", "Readers found more than 9 in 10 roles with 90 points or more good."),
    (80.0, "Good match", "Readers found about 8 in 10 roles with 80 to 90 points good."),
    (
        70.0,
        "Fair match",
        "Readers found a little more than half of those with 70 to 80 points good.",
    ),
    (0.0, "Weak match", "Readers found about 1 in 5 roles with fewer than 70 points good."),
)
"""Least score, what such a role is called, and what readers found; best first."""
IF_FLEXIBLE: Final = "If flexible"
"""What stands in place of a strength where more than one wish is broken or left open."""
FLEXIBLE_MEANS: Final = "Readers found about 1 in 3 of the roles in this part of the list good."

BROKEN: Final[Mapping[str, str]] = {
    "specialty": "another specialty",
    "focus": "other work than you care about",
    "place": "another place",
    "length": "another length of stay",
    "commitment": "another kind of time",
    "dates": "other dates",
    "language": "another language",
    "setting": "another setting",
    "faith": "another character",
    "funding": "money: not what you need, or over your budget",
    "family": "no families",
    "for_whom": "meant for others",
    "eligibility": "licence or citizenship of another country",
    "experience": "more experience",
    "training": "not plainly for students",
}
"""What a role is instead of what was wished, by term."""
LEFT_OPEN: Final[Mapping[str, str]] = {
    "place": "whether its place suits you is not known",
    "commitment": "how much time it takes is not said",
    "language": "how well you speak its language is not said",
    "faith": "your own faith is not said",
    "funding": "what is paid is not said",
    "for_whom": "whom it takes is not certain",
    "eligibility": "where you are licensed or a citizen is not said",
    "training": "whether it takes students is not said",
}
"""What is not known of a wish or a condition, by term."""
_FAR_OFF: Final = frozenset({"place"})
"""Terms that are both broken and left open where a role is far off: it is told as broken."""


def strength(score: float, band: int = MEETS) -> str:
    """What a score says in two words; a folded role is no match of any strength.

    It goes by the whole number that stands beside it.

    Examples
    --------
    >>> strength(92.4), strength(81, NEAR), strength(71), strength(12), strength(88, FOLDED)
    ('Strong match', 'Good match', 'Fair match', 'Weak match', 'If flexible')
    """
    return IF_FLEXIBLE if band == FOLDED else _step(score)[1]


def strength_means(score: float, band: int = MEETS) -> str:
    """What readers found of such roles."""
    return FLEXIBLE_MEANS if band == FOLDED else _step(score)[2]


def head_count(counts: Mapping[int, int]) -> str:
    """Say how many roles are in each band.

    Examples
    --------
    >>> head_count({1: 3, 2: 12, 3: 30})
    '3 roles meet all you asked. 12 come near. 30 more if you are flexible.'
    >>> head_count({2: 1, 3: 2})
    'No role meets all you asked. 1 comes near. 2 more if you are flexible.'
    >>> head_count({1: 1})
    '1 role meets all you asked. None comes near.'
    >>> head_count({3: 4})
    'No role meets all you asked or comes near. 4 if you are flexible.'
    >>> head_count({})
    'No role meets what you asked.'
    """
    meets, near, folded = (counts.get(band, 0) for band in (MEETS, NEAR, FOLDED))
    if not meets + near + folded:
        return "No role meets what you asked."
    if not meets + near:
        return f"No role meets all you asked or comes near. {folded:,} if you are flexible."
    said = [
        phrases.counted(meets, "role meets", "roles meet") if meets else "No role meets",
        f"{near:,} {'comes' if near == 1 else 'come'} near." if near else "None comes near.",
        f"{folded:,} more if you are flexible." if folded else "",
    ]
    return " ".join(part for part in (f"{said[0]} all you asked.", *said[1:]) if part)


def ways(broken: Iterable[str], left_open: Iterable[str]) -> tuple[str, ...]:
    """What stands between a role and what was asked, each in a few words; broken wishes first."""
    off, unknown = list(broken), list(left_open)
    is_open = [term for term in unknown if term in LEFT_OPEN and term not in _FAR_OFF & {*off}]
    is_broken = [term for term in off if term in BROKEN and term not in is_open]
    return (*(BROKEN[term] for term in is_broken), *(LEFT_OPEN[term] for term in is_open))


def in_the_way(broken: Iterable[str], left_open: Iterable[str]) -> str:
    """Say which wishes a role breaks and which it leaves open; `""` if none.

    Examples
    --------
    >>> in_the_way(["place"], ["funding", "faith"])
    'Another place; what is paid is not said; your own faith is not said'
    >>> in_the_way(["training"], ["training"])
    'Whether it takes students is not said'
    >>> in_the_way(["place"], ["place"]), in_the_way([], ["place"])
    ('Another place', 'Whether its place suits you is not known')
    """
    return phrases.capital("; ".join(ways(broken, left_open)))


def _step(score: float) -> tuple[float, str, str]:
    return next(step for step in STRENGTHS if round(score) >= step[0])
