"""What was read of a sentence: parts of a profile with the words they came from, and questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from matching.profile.known import best_levels
from matching.profile.values import LIST_FIELDS
from matching.reference.shipped import shipped_places

LONGEST = 2_000
"""Characters of a sentence that are read."""
CONTRADICTS = "You say two things that do not go together."
OUT_OF_ORDER = (("min_weeks", "max_weeks"), ("available_from", "available_to"))


@dataclass(frozen=True)
class Part:
    """One thing that was read.

    Attributes
    ----------
    field : str
        A field of `Profile`.
    value : object
        What the profile keeps; of a list field one item.
    start, end : int
        Where it stands: `text[start:end]` are the words it came from.
    doubtful : str
        Why it may not be meant so, in a short sentence; `""` if it is plain.
    """

    field: str
    value: Any
    start: int
    end: int
    doubtful: str = ""


@dataclass(frozen=True)
class Question:
    """What the sentence leaves open.

    Attributes
    ----------
    fields : tuple of str
        The fields of `Profile` that an answer would fill.
    text : str
    choices : tuple of (label, changes)
        Answers to choose from, with what they change; none where any value may be the answer.
    """

    fields: tuple[str, ...]
    text: str
    choices: tuple[tuple[str, Mapping[str, Any]], ...] = ()


@dataclass(frozen=True)
class Reading:
    """All that was read of a sentence.

    Attributes
    ----------
    text : str
        What was written, all of it.
    language : str
        `en`, `es`, `pt` or `fr`.
    parts : tuple of Part
    questions : tuple of Question
    unread : tuple of (start, end)
        Words that say something and were not understood, and what stands after `longest`.
    longest : int
        Characters that are read.
    """

    text: str
    language: str
    parts: tuple[Part, ...] = ()
    questions: tuple[Question, ...] = ()
    unread: tuple[tuple[int, int], ...] = field(default=())
    longest: int = LONGEST

    @property
    def cut(self) -> bool:
        """Whether the text is longer than what is read of it."""
        return len(self.text) > self.longest

    @property
    def marked(self) -> frozenset[str]:
        """Fields that are doubtful or asked about."""
        doubtful = {part.field for part in self.parts if part.doubtful}
        return frozenset(doubtful.union(*(question.fields for question in self.questions)))

    def fields(self) -> dict[str, Any]:
        """What `Profile` takes, without values that contradict each other.

        Examples
        --------
        >>> least, most = Part("min_weeks", 13.0, 0, 9), Part("max_weeks", 2.0, 10, 19)
        >>> Reading("3 months+, 2 weeks", "en", (least, most)).fields()
        {}
        """
        kept: dict[str, Any] = {}
        clashing = contradicting(self.parts)
        for part in self.parts:
            if (part.field, part.value) in clashing:
                continue
            if part.field in LIST_FIELDS:
                kept[part.field] = (*kept.get(part.field, ()), part.value)
            else:
                kept[part.field] = part.value
        if "languages" in kept:
            kept["languages"] = best_levels(kept["languages"])
        return {
            name: tuple(dict.fromkeys(value)) if name in LIST_FIELDS else value
            for name, value in kept.items()
        }


def contradicting(parts: Iterable[Part]) -> frozenset[tuple[str, Any]]:
    """Fields and values that cannot all be true: two values of one field, or out of order."""
    said: dict[str, set[Any]] = {}
    for part in parts:
        said.setdefault(part.field, set()).add(part.value)
    found = {
        (name, value)
        for name, values in said.items()
        if name not in LIST_FIELDS and len(values) > 1
        for value in values
    }
    for low, high in OUT_OF_ORDER:
        both = said.get(low, set()), said.get(high, set())
        if all(both) and min(both[1]) < max(both[0]):
            found |= {(low, value) for value in both[0]} | {(high, value) for value in both[1]}
    wished = said.get("countries", set()) | said.get("regions", set())
    for place in wished:
        for avoided in said.get("avoid", ()):
            if place == avoided or (len(place) == 2 != len(avoided) and place in _within(avoided)):
                found |= {(name, place) for name in ("countries", "regions")} | {("avoid", avoided)}
    return frozenset(found)


def _within(region: str) -> frozenset[str]:
    return shipped_places().countries_in(region)


def with_doubts(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts, each once, those that contradict each other marked."""
    known = tuple(dict.fromkeys(parts))
    clashing = contradicting(known)
    return tuple(
        replace(part, doubtful=part.doubtful or CONTRADICTS)
        if (part.field, part.value) in clashing
        else part
        for part in known
    )
