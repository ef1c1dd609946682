"""What stands in a person's way: by what they say, and by the must-haves of their best roles."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

from matching.aspects.aspect import MISSING, NOT_STATED
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.focus import TEACHING
from matching.comparison.must_haves import MustHaves
from matching.folding import fold

LEADS_TO = {
    "stay": "time", "commitment": "time", "dates": "time", "training": "trainee",
    "licence": "licence", "eligibility": "licence", "experience": "training", "care": "training",
    "language": "language", "faith": "faith", "funding": "funding", "family": "family",
}  # fmt: skip
"""The obstacle that a must-have is when it is missing, by the must-have."""
WORDS = {
    "funding": r"salar\w+|stipend|afford|fundrais\w+|rais\w+ (?:support|funds)|insurance paid",
    "debt": r"debts?|loans?\b|deudas?|dividas?|dettes?|prestamos?|emprestimos?|prets?\b",
    "licence": r"licen[cs]\w+|registration|board certif\w+",
    "credentials": r"paperwork|documents|references|background check|malpractice",
    "language": r"learn\w* (?:the )?(?:language|french|spanish|portuguese)|interpreter",
    "family": r"(?:my|our|with|and) (?:\w+ )?(?:wife|husband|spouse|children|kids|family"
    r"|daughters?|sons?|baby)\b(?! medicine| physician| doctor| practice)",
    "faith": r"secular|not religious|atheist|doubt",
    "time": r"retir\w+|sabbatical|leave from|vacation|annual leave|day or two a week|part[- ]time",
    "safety": r"unsafe|safety|is it safe|safe enough|danger\w*|war zone|security",
    "health": r"my health|diabet\w+|wheelchair|vaccin\w+|medication|cannot travel far",
    "training": r"learn\w*|training|tropical|trauma[- ]informed|new to"
    r"|never (?:done|served|been)",
    "trainee": r"student|resident|elective|rotation|supervis\w+|placement",
    "fear-of-harm": r"ethic\w*|harm|sustainab\w*|rather train|capacity|voluntourism",
    "loneliness": r"alone|single|lonel\w+|by myself",
    "re-entry": r"com(?:e|ing) (?:home|back)|return(?:ed|ing) from|burn(?:ed|t)? ?out|debrief\w*",
}
"""Words of a person's own statement that speak of an obstacle."""
_WORDS = {name: re.compile(rf"\b(?:{pattern})") for name, pattern in WORDS.items()}
SHORT_STAY, LONG_STAY = 2.0, 26.0
"""Weeks up to which a stay is short, and from which on it is long."""
YOUNG, OLD = 3.0, 30.0
"""Years of experience up to which skills are new, and from which on one may retire."""
UNSAFE = frozenset(("conflict", "refugees", "disaster-relief"))
NEEDS_SKILLS = frozenset((
    "human-trafficking", "trauma-informed-care", "infectious-disease", "hiv", "tuberculosis",
    "malaria", "leprosy", "obstetric-fistula", "burn-care", "disaster-relief", "palliative",
))  # fmt: skip
SAID, SURELY, PERHAPS = 1.0, 0.8, 0.4
"""How far something is in the way: said in own words, plain from an answer, likely from one."""


@dataclasses.dataclass(frozen=True)
class Hindrance:
    """One obstacle of a person.

    Attributes
    ----------
    weight : float
        0 to 1.
    why : str
        From what it is known, about the person: "you bring family".
    """

    weight: float
    why: str


def hindrances(person: EncodedProfile, best: MustHaves | None = None) -> dict[str, Hindrance]:
    """What stands in a person's way, by the id of the obstacle, the weightiest first.

    Parameters
    ----------
    best : MustHaves, optional
        Of the roles at the head of the person's list.
    """
    return _weightiest((*_said(person), *_answered(person), *_met_in(best)))


def obstacles_in(musts: MustHaves) -> dict[str, Hindrance]:
    """What is missing or open in some roles, by the id of the obstacle, the weightiest first."""
    return _weightiest(_met_in(musts))


def _weightiest(met: Iterable[tuple[str, Hindrance]]) -> dict[str, Hindrance]:
    """Each obstacle once, with the first of what makes it weigh most; the weightiest first."""
    found: dict[str, Hindrance] = {}
    for obstacle, hindrance in met:
        if obstacle not in found or hindrance.weight > found[obstacle].weight:
            found[obstacle] = hindrance
    return dict(sorted(found.items(), key=lambda item: (-item[1].weight, item[0])))


def _said(person: EncodedProfile) -> Iterator[tuple[str, Hindrance]]:
    words = fold(person.profile.statement)
    for obstacle, pattern in _WORDS.items():
        if pattern.search(words):
            yield obstacle, Hindrance(SAID, "you speak of it in your own words")


def _answered(person: EncodedProfile) -> Iterator[tuple[str, Hindrance]]:
    profile = person.profile
    most, least = profile.max_weeks, profile.min_weeks or 0.0
    years = profile.years_experience
    if profile.funding in ("salaried", "stipend", "support-raised"):
        yield "funding", Hindrance(SURELY, "you need money for it")
    elif profile.funding == "expenses-paid":
        yield "funding", Hindrance(PERHAPS, "your costs must be covered")
    if profile.family == "yes" or profile.children_ages:
        yield "family", Hindrance(SURELY, "your family comes along")
    if person.is_trainee:
        yield "trainee", Hindrance(SURELY, "you are in training")
    if set(profile.commitment) & {"part-time", "event", "remote-hours"}:
        yield "time", Hindrance(SURELY, "your time is short")
    elif most is not None and most <= SHORT_STAY:
        yield "time", Hindrance(PERHAPS, "your time is short")
    if most is not None and most <= SHORT_STAY:
        yield "fear-of-harm", Hindrance(PERHAPS, "a short stay can do harm too")
    if TEACHING in profile.focus_areas:
        yield "training", Hindrance(PERHAPS, "you want to teach")
    if years is not None and years <= YOUNG:
        yield "training", Hindrance(PERHAPS, "you are new in the profession")
    if NEEDS_SKILLS & set(profile.focus_areas):
        yield "training", Hindrance(PERHAPS, "the work that you care about needs skills of its own")
    if UNSAFE & set(profile.focus_areas):
        yield "safety", Hindrance(PERHAPS, "the work that you care about can be dangerous")
    if least >= LONG_STAY:
        for obstacle in ("credentials", "licence", "language"):
            yield obstacle, Hindrance(PERHAPS, "you want to stay for long")
        if profile.family == "no":
            yield "loneliness", Hindrance(PERHAPS, "you go alone, for long")
    if years is not None and years >= OLD:
        yield "time", Hindrance(PERHAPS, "after so many years one may think of retiring")


def _met_in(best: MustHaves | None) -> Iterator[tuple[str, Hindrance]]:
    if best is None or not len(best.status):
        return
    for name, obstacle in LEADS_TO.items():
        status = best.column(name)
        missing, open_ = float((status == MISSING).mean()), float((status == NOT_STATED).mean())
        weight = min(1.0, SURELY * missing + PERHAPS * open_)
        if weight >= PERHAPS / 2:
            yield obstacle, Hindrance(weight, "roles high on your list ask for it")
