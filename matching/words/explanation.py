"""A match in words: what speaks for it, what to weigh, what is missing, what to ask."""

from __future__ import annotations

import dataclasses

from matching import aspects
from matching.aspects.aspect import MISSING, STATUS_NAMES, Words
from matching.aspects.pair import Pair
from matching.aspects.voice import Reader, Voice, voice_for
from matching.comparison.compare import Comparison
from matching.comparison.must_haves import MUST_HAVES
from matching.phrases import sentences

GOOD_VALUE = 0.6
"""From this value on a known term speaks for a match."""
WEAK_VALUE = 0.45
"""Below this value a known term is something to weigh."""


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
    is_wish : bool
        Whether the person said something of it.
    """

    term: str
    label: str
    points: float
    most: float
    known: bool
    text: str
    is_wish: bool = True


@dataclasses.dataclass(frozen=True)
class Requirement:
    """One must-have: `status` is `met`, `missing`, `not stated` or `not asked`."""

    name: str
    label: str
    status: str
    text: str


@dataclasses.dataclass(frozen=True)
class Unsaid:
    """What the reader has not said: a field to fill, and a sentence.

    Attributes
    ----------
    field : str
        For the professional a field of `Profile`, for a recruiter a column of roles.csv.
    """

    field: str
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
        To whoever is on the other side: for the professional, what the source does not say and
        they should ask the organization; for a recruiter, what the person has not said and the
        role needs to know. Nothing that the other side's own facts answer.
    unsaid : tuple of Unsaid
        What the reader themselves has not said and the other side's facts are compared with.
    """

    role_id: str
    score: float
    is_match: bool
    points: tuple[TermPoints, ...]
    reasons: tuple[TermPoints, ...]
    concerns: tuple[str, ...]
    missing: tuple[str, ...]
    questions: tuple[str, ...]
    unsaid: tuple[Unsaid, ...]
    requirements: tuple[Requirement, ...]

    @property
    def n_known(self) -> int:
        """How many terms both sides said enough for, of all that count."""
        return sum(term.known for term in self.points)


def explain(compared: Comparison, reader: Reader) -> list[Explanation]:
    """Explain every role of a comparison, in the order of its index.

    Raises
    ------
    ValueError
        There is no such reader.
    """
    voice = voice_for(reader)
    return [_explain_one(compared, row, voice) for row in range(len(compared.beside))]


def _explain_one(compared: Comparison, row: int, voice: Voice) -> Explanation:
    pair = _pair(compared, row, voice)
    points, speaking_for = _terms(compared, pair)
    requirements = tuple(
        Requirement(
            name=must_have.name,
            label=must_have.label,
            status=STATUS_NAMES[pair.status(must_have.name)],
            text=must_have.text(pair),
        )
        for must_have in aspects.MUST_HAVES
    )
    for_recruiter = voice.reader == "recruiter"
    by_points = tuple(sorted(points.values(), key=lambda term: -term.points))
    return Explanation(
        role_id=str(compared.beside.roles.role_ids[row]),
        score=int(compared.scores[row]) / 100,
        is_match=bool(compared.must_haves.is_open[row]),
        points=by_points,
        reasons=tuple(term for term in by_points if term.term in speaking_for),
        concerns=_concerns(pair, points),
        missing=_texts(requirements, MISSING),
        questions=_to_the_person(pair) if for_recruiter else _to_the_organization(pair),
        unsaid=_unsaid_of_role(pair) if for_recruiter else _unsaid_of_person(pair),
        requirements=requirements,
    )


def _pair(compared: Comparison, row: int, voice: Voice) -> Pair:
    names = [aspect.term for aspect in aspects.TERMS]
    return Pair(
        beside=compared.beside,
        row=row,
        voice=voice,
        statuses=dict(zip(MUST_HAVES, compared.must_haves.status[row].tolist(), strict=True)),
        values=dict(zip(names, compared.terms.values[row].tolist(), strict=True)),
        knowns=dict(zip(names, compared.terms.known[row].tolist(), strict=True)),
    )


def _terms(compared: Comparison, pair: Pair) -> tuple[dict[str, TermPoints], set[str]]:
    """Put each term that the profile asks for into words, and say which speak for the match."""
    said: dict[str, TermPoints] = {}
    speaking_for: set[str] = set()
    for column, aspect in enumerate(aspects.TERMS):
        if not compared.terms.asked[column]:
            continue
        known = bool(compared.terms.facts[pair.row, column])
        words = aspect.says(pair)
        if not compared.terms.said[pair.row, column] and pair.voice.reader == "recruiter":
            words = Words(aspect.not_said(pair), is_wish=False)
        about_them = aspect.label_about_them or aspect.term_label
        said[aspect.term] = TermPoints(
            term=aspect.term,
            label=pair.voice.either(aspect.term_label, about_them),
            points=int(compared.points[pair.row, column]) / 100,
            most=int(compared.most[column]) / 100,
            known=known,
            text=words.text,
            is_wish=words.is_wish,
        )
        if words.is_wish and not words.is_off and known and pair.value(aspect.term) >= GOOD_VALUE:
            speaking_for.add(aspect.term)
    return said, speaking_for


def _concerns(pair: Pair, said: dict[str, TermPoints]) -> tuple[str, ...]:
    """Known terms of low value or beside the wish, but what a missing must-have says already."""
    said_elsewhere = {
        must_have.said_by
        for must_have in aspects.MUST_HAVES
        if pair.status(must_have.name) == MISSING
    }
    weak = [
        said[aspect.term].text
        for aspect in aspects.TERMS
        if aspect.term in said
        and aspect.is_concern
        and aspect.term not in said_elsewhere
        and said[aspect.term].known
        and (pair.value(aspect.term) < WEAK_VALUE or aspect.says(pair).is_off)
    ]
    parts = [
        text
        for must_have in aspects.MUST_HAVES
        if pair.status(must_have.name) != MISSING and (text := must_have.to_weigh(pair))
    ]
    return tuple(dict.fromkeys([*weak, *parts]))


def _to_the_person(pair: Pair) -> tuple[str, ...]:
    return tuple(text for must_have in aspects.MUST_HAVES if (text := must_have.question(pair)))


def _to_the_organization(pair: Pair) -> tuple[str, ...]:
    return tuple(
        must_have.asks(pair) for must_have in aspects.MUST_HAVES if must_have.is_role_silent(pair)
    )


def _unsaid_of_person(pair: Pair) -> tuple[Unsaid, ...]:
    return tuple(
        Unsaid(must_have.field, must_have.not_said(pair))
        for must_have in aspects.MUST_HAVES
        if must_have.is_unsaid(pair)
    )


def _unsaid_of_role(pair: Pair) -> tuple[Unsaid, ...]:
    return tuple(
        Unsaid(must_have.role_field, sentences(must_have.left_open))
        for must_have in aspects.MUST_HAVES
        if must_have.role_field and must_have.left_open and must_have.is_role_silent(pair)
    )


def _texts(requirements: tuple[Requirement, ...], status: int) -> tuple[str, ...]:
    return tuple(item.text for item in requirements if item.status == STATUS_NAMES[status])
