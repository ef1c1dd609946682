"""A sentence as its readers see it: folded letter by letter, masked, with what is already taken."""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from matching.names import PERSON, Mention, Names
from matching.reading.masking import masked
from matching.reading.parts import LONGEST, Part, Question
from matching.reading.tongue import names_in, tongue_of

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "‑": "-",
     "−": "-", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "s", "æ": "a", "œ": "o", "“": '"',
     "”": '"', "\n": ";", "\r": " ", "\t": " "}
)  # fmt: skip
_STOP = re.compile(r"[.!?;](?=\s|$|[a-z])|;")
"""Ends a statement; a point within a number or a short form does not."""
_PAUSE = re.compile(r"[,.!?;:()\[\]\"]|\s-\s|\bbut\b|\bpero\b|\bmas\b|\bmais\b")

_PLURAL = re.compile(r"[^\W\d_]{2,}[^\W\d_s]s\b|\bGPs\b")
LONG_NAME = 4
"""Words from which on a name may be broken by a comma: `ear, nose and throat`."""
_HIS = re.compile(r"(?<=[a-z])['’]s\b")
_HANGING = re.compile(r"\b(?:[dlnsjmtcDLNSJMTC]|[Qq]u)['’]")


class Page:
    """One sentence, and what its readers have found in it so far.

    Parameters
    ----------
    text : str
    today : date
    names : Names

    Attributes
    ----------
    written : str
        The text letter by letter, accents joined to their letters, without what is masked.
    plain : str
        The same, as long, in small letters without accents.
    language : str
    mentions : list of Mention
        Names that stand in `written`.
    """

    def __init__(self, text: str, today: date, names: Names) -> None:
        self.today = today
        letters = list(_letters(text[:LONGEST]))
        self._offsets = [at for at, _ in letters] + [min(len(text), LONGEST)]
        written = "".join(letter for _, letter in letters)
        self.language = tongue_of(folded(written), names)
        self.names = names_in(names, self.language)
        self.written = masked(written, folded(written), self.names)
        self.plain = folded(self.written)
        self.mentions = list(self._mentions())
        self.parts: list[Part] = []
        self.questions: list[Question] = []
        self._stops = [hit.span() for hit in _STOP.finditer(self.plain)]
        self._pauses = [hit.span() for hit in _PAUSE.finditer(self.plain)]
        self._taken = bytearray(len(self.plain))

    def _mentions(self) -> Iterator[Mention]:
        for found in self._raw_mentions():
            inside = self.written[found.start : found.end]
            if not re.search(r"[,.;!?:()]\s", inside) or len(inside.split()) >= LONG_NAME:
                yield found
                continue
            at = found.start
            for piece in re.split(r"(?<=[,.;!?:()])(?=\s)", inside):
                for within in self.names.mentions(piece):
                    yield within._replace(start=at + within.start, end=at + within.end)
                at += len(piece)

    def _raw_mentions(self) -> list[Mention]:
        """What the table finds, also beside what hangs on: `d'anglais`, `my Russian's decent`."""
        found = self.names.mentions(self.written)
        hanging = {"fr": _HANGING, "en": _HIS}.get(self.language)
        if hanging and hanging.search(self.written):
            cut = hanging.sub(lambda hit: " " * len(hit[0]), self.written)
            more = [
                one
                for one in self.names.mentions(cut)
                if not any(one.start < old.end and old.start < one.end for old in found)
                and (self.language == "fr" or one.readings[0].kind == "language")
            ]
            found = sorted([*found, *more], key=lambda one: one.start)
        return sorted([*found, *self._plurals(found)], key=lambda one: one.start)

    def _plurals(self, found: list[Mention]) -> Iterator[Mention]:
        """`GPs`, `dentists`: people whose plural is no name of its own."""
        for hit in _PLURAL.finditer(self.written):
            one = Mention(hit.start(), hit.end(), self.names.of(hit[0][:-1], PERSON))
            apart = not any(one.start < old.end and old.start < one.end for old in found)
            if one.readings and apart:
                yield one

    def say(self, field: str, value: object, start: int, end: int, doubtful: str = "") -> None:
        """Keep a part, and take its words."""
        self.parts.append(Part(field, value, self._offsets[start], self._offsets[end], doubtful))
        self.take(start, end)

    def ask(
        self, fields: tuple[str, ...], text: str, *choices: tuple[str, Mapping[str, Any]]
    ) -> None:
        """Keep a question; what has the same answers to choose from is not asked twice."""
        question = Question(fields, text, choices)
        asked = ((one.fields, one.choices or one.text) for one in self.questions)
        if (fields, choices or text) not in asked:
            self.questions.append(question)

    def said(self, field: str) -> list[Any]:
        """The values of a field so far."""
        return [part.value for part in self.parts if part.field == field]

    def take(self, start: int, end: int) -> None:
        """Words that are understood and mean nothing else."""
        self._taken[start:end] = b"\1" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Whether no reader has taken any of these letters."""
        return self._taken.find(1, start, end) < 0

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern stands in words that are not taken."""
        return (hit for hit in pattern.finditer(self.plain) if self.free(hit.start(), hit.end()))

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern stands anywhere, taken or not."""
        return pattern.search(self.plain) is not None

    def before(self, at: int, *, pause: bool = False) -> str:
        """The words of the same statement before a place, or those since the last pause."""
        ends = self._pauses if pause else self._stops
        number = bisect_right(ends, at, key=lambda span: span[1])
        return self.plain[ends[number - 1][1] if number else 0 : at]

    def after(self, at: int, *, pause: bool = False) -> str:
        """The words of the same statement after a place, or those up to the next pause."""
        ends = self._pauses if pause else self._stops
        number = bisect_left(ends, at, key=lambda span: span[0])
        return self.plain[at : ends[number][0] if number < len(ends) else len(self.plain)]

    def outside(self, start: int, end: int) -> tuple[int, int]:
        """Places of the page as places of the text that was given."""
        return self._offsets[start], self._offsets[end]


def folded(text: str) -> str:
    """A text without accents in small letters, every letter where it was."""
    return "".join(_one(letter) for letter in text)


@functools.lru_cache(maxsize=4_096)
def _one(letter: str) -> str:
    small = letter.lower().translate(_SAME)
    plain = unicodedata.normalize("NFKD", small)[:1]
    return plain if plain and not unicodedata.combining(plain) else " "


def _letters(text: str) -> Iterator[tuple[int, str]]:
    """Each letter with the accents that follow it, as one, and where it stands."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield start, unicodedata.normalize("NFC", text[start:at])[0]
            start = at
