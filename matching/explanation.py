"""A match in words: what speaks for it, what to weigh, what is missing, what to ask."""

from __future__ import annotations

import dataclasses

from matching.comparison import Comparison
from matching.must_haves import MISSING, MUST_HAVES, NOT_STATED, STATUS_NAMES
from matching.recruiter_questions import questions
from matching.requirement_words import requirement_text
from matching.term_view import TERM_OF, TermView
from matching.term_words import term_text
from matching.voice import Reader, Voice, voice_for
from matching.weights import TERMS

GOOD_VALUE = 0.6
"""From this value on a known term speaks for a match."""
WEAK_VALUE = 0.45
"""Below this value a known term is something to weigh."""
LABELS_ABOUT_THEM = {"text": "Their own words"}
"""Labels of terms that a recruiter reads otherwise than the professional."""


@dataclasses.dataclass(frozen=True)
class TermPoints:
    """One term of a score.

    Attributes
    ----------
    points, most : float
        Points given and points possible, exact to two decimals.
    known : bool
        The source said enough; otherwise the weight set's value of unknown was taken.
    text : str
        One sentence with the profile's words and the role's.
    """

    term: str
    label: str
    points: float
    most: float
    known: bool
    text: str


@dataclasses.dataclass(frozen=True)
class Requirement:
    """One must-have: `status` is `met`, `missing`, `not stated` or `not asked`."""

    name: str
    label: str
    status: str
    text: str


@dataclasses.dataclass(frozen=True)
class Explanation:
    """Why a role and a professional fit, and what stands in the way.

    Attributes
    ----------
    points : tuple of TermPoints
        Every term that the profile asks for, largest first; they add up to `score`.
    reasons : tuple of TermPoints
        What speaks for the match, strongest first.
    concerns : tuple of str
        What to weigh.
    missing : tuple of str
        Must-haves that are missing; empty for a match.
    questions : tuple of str
        For the professional, what the source does not say and they should ask; for a recruiter,
        what the person has not said and the role needs to know.
    """

    role_id: str
    score: float
    is_match: bool
    points: tuple[TermPoints, ...]
    reasons: tuple[TermPoints, ...]
    concerns: tuple[str, ...]
    missing: tuple[str, ...]
    questions: tuple[str, ...]
    requirements: tuple[Requirement, ...]


def explain(compared: Comparison, reader: Reader) -> list[Explanation]:
    """Explain every role of a comparison, in the order of its index.

    Raises
    ------
    ValueError
        There is no such reader.
    """
    voice = voice_for(reader)
    return [_explain_one(compared, row, voice) for row in range(len(compared.index))]


def _explain_one(compared: Comparison, row: int, voice: Voice) -> Explanation:
    view = TermView(compared, row, voice)
    said: dict[str, TermPoints] = {}
    speaking_for: set[str] = set()
    for column, term in enumerate(TERMS):
        if not compared.terms.asked[column]:
            continue
        words = term_text(view, term)
        said[term] = TermPoints(
            term=term,
            label=voice.either(TERMS[term], LABELS_ABOUT_THEM.get(term, TERMS[term])),
            points=int(compared.points[row, column]) / 100,
            most=int(compared.most[column]) / 100,
            known=view.known(term),
            text=words.text,
        )
        if words.is_wish and view.known(term) and view.value(term) >= GOOD_VALUE:
            speaking_for.add(term)
    by_points = tuple(sorted(said.values(), key=lambda term: -term.points))
    requirements = _requirements(view)
    missing = [item for item in requirements if item.status == STATUS_NAMES[MISSING]]
    said_elsewhere = {TERM_OF.get(item.name, item.name) for item in missing}
    no_concern = {"text", "record", "need"} | said_elsewhere
    weak = [
        term.text
        for name, term in said.items()
        if term.known and view.value(name) < WEAK_VALUE and name not in no_concern
    ]
    return Explanation(
        role_id=str(compared.index.role_ids[row]),
        score=int(compared.scores[row]) / 100,
        is_match=bool(compared.must_haves.is_open[row]),
        points=by_points,
        reasons=tuple(term for term in by_points if term.term in speaking_for),
        concerns=tuple(weak),
        missing=tuple(item.text for item in missing),
        questions=(
            questions(view)
            if voice.reader == "recruiter"
            else tuple(
                item.text for item in requirements if item.status == STATUS_NAMES[NOT_STATED]
            )
        ),
        requirements=requirements,
    )


def _requirements(view: TermView) -> tuple[Requirement, ...]:
    status = view.compared.must_haves.status[view.row]
    return tuple(
        Requirement(
            name=name,
            label=label,
            status=STATUS_NAMES[int(status[column])],
            text=requirement_text(view, name, int(status[column])),
        )
        for column, (name, label) in enumerate(MUST_HAVES.items())
    )
