"""Every error class of the project.

::

    MatchingError
    ├── DataError              a file or folder that cannot be used at all
    │   ├── HeaderError        the first line of a table is not the expected one
    │   └── VocabularyError    the vocabulary file is faulty
    ├── ProfileError           a profile is faulty; `problems` says which fields
    ├── TextError              what a person wrote has characters that are not taken
    ├── WeightSetError         a set of weights is faulty
    └── UnknownIdError         an id, code or name that nothing has

A single faulty row is no error: it becomes a `Problem`, and the other rows are kept.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from contextvars import ContextVar, Token
from dataclasses import dataclass

LONGEST_SHOWN = 60
MOST_HINTS = 20
MOST_KEPT = 2_000
"""Problems that are kept of one file; the others are counted."""


def shown(value: str, longest: int = LONGEST_SHOWN) -> str:
    r"""Shorten a value to `longest` characters and escape what cannot be printed.

    Examples
    --------
    >>> print(shown("a\x00b"))
    a\x00b
    >>> shown("x" * 100)[-5:]
    'xxxx…'
    """
    text = value if len(value) <= longest else value[: longest - 1] + "…"
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class FewHints:
    """Lets only the first `most` unknown names be compared with the known ones.

    Finding a close name is the dearest part of saying what is wrong; who reads input in which
    everything may be wrong reads it `with` one of these, which may be entered again and again.

    Examples
    --------
    >>> with FewHints(1):
    ...     [did_you_mean("nurze", ["nurse"]), did_you_mean("nurze", ["nurse"])]
    ["; did you mean 'nurse'?", '']
    """

    def __init__(self, most: int = MOST_HINTS) -> None:
        self.left = most
        self._tokens: list[Token[FewHints | None]] = []

    def __enter__(self) -> None:
        """Count the hints from here on."""
        self._tokens.append(_FEW_HINTS.set(self))

    def __exit__(self, *_: object) -> None:
        """Count them no more."""
        _FEW_HINTS.reset(self._tokens.pop())


_FEW_HINTS: ContextVar[FewHints | None] = ContextVar("few_hints", default=None)


def may_hint() -> bool:
    """Use up one hint of the `FewHints` around this, if there is one; False if none is left."""
    few = _FEW_HINTS.get()
    if few is None:
        return True
    few.left -= 1
    return few.left >= 0


def close_matches(value: str, known: Iterable[str], n: int = 3) -> list[str]:
    """List the at most `n` known names most like `value`, whatever their case, best first.

    Nothing is compared, and nothing found, where `FewHints` around this has none left.
    """
    if not may_hint():
        return []
    names = {name.casefold(): name for name in known}
    folded = value[:LONGEST_SHOWN].strip().casefold()
    return [names[m] for m in difflib.get_close_matches(folded, list(names), n=n, cutoff=0.6)]


def did_you_mean(value: str, known: Iterable[str], n: int = 1) -> str:
    """Phrase the closest known names as a hint to append, or `""` if nothing is close.

    Examples
    --------
    >>> did_you_mean("phisician", ["physician", "nurse"])
    "; did you mean 'physician'?"
    """
    close = close_matches(value, known, n)
    return f"; did you mean {' or '.join(repr(name) for name in close)}?" if close else ""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell or row, and what would be right.

    Parameters
    ----------
    file : str
        Name of the file, `""` if the input was no file.
    row : int or None
        Line of the file on which the row begins, as an editor numbers lines (the header is
        line 1). None if the input has no lines.
    column : str
        Name of the column or field, `""` if the whole row is meant.
    value : str
        What was found; kept shortened to 60 characters, unprintable characters escaped.
    expected : str
        What would be right, as a phrase: "a country code of two letters, such as KE".
    """

    file: str
    row: int | None
    column: str
    value: str
    expected: str

    def __post_init__(self) -> None:
        """Make what was found fit to be printed."""
        object.__setattr__(self, "value", shown(self.value))
        object.__setattr__(self, "column", shown(self.column))

    @property
    def place(self) -> str:
        """Line and column without the file: `line 12, countries`."""
        line = "" if self.row is None else f"line {self.row}"
        return ", ".join(part for part in (line, self.column) if part)

    @property
    def finding(self) -> str:
        """What was found and what would be right, without the place."""
        found = f"'{self.value}'" if self.value else "nothing"
        return f"found {found}, expected {self.expected}"

    def __str__(self) -> str:
        """Give the problem as one readable line."""
        place = ", ".join(part for part in (self.file, self.place) if part)
        return f"{place}: {self.finding}" if place else self.finding


class FewProblems:
    """Keeps the first problems of a file, and counts the others.

    Parameters
    ----------
    most : int
        How many to keep.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self.most = most
        self.n = 0
        self._kept: list[Problem] = []
        self._first_left_out: Problem | None = None

    def add(self, problem: Problem) -> None:
        """Keep a problem, or count it."""
        self.n += 1
        if len(self._kept) < self.most:
            self._kept.append(problem)
        elif self._first_left_out is None:
            self._first_left_out = problem

    def kept(self) -> list[Problem]:
        """List those that were kept in the order of their lines, and how many more there are."""
        kept = sorted(self._kept, key=lambda problem: problem.row or 0)
        if (first := self._first_left_out) is not None:
            found = f"{self.n - self.most:,} more faults"
            expected = f"at most {self.most:,} in a file; these are not named"
            kept.append(Problem(first.file, first.row, "", found, expected))
        return kept


class MatchingError(Exception):
    """Anything that this project reports to the person who uses it."""

    @property
    def detail(self) -> str:
        """The same for who runs the program; more than the text where that is for everybody."""
        return str(self)


class DataError(MatchingError):
    """A file or folder cannot be used at all."""


class HeaderError(DataError):
    """The first line of a table is not the expected one."""


class VocabularyError(DataError):
    """The vocabulary file is faulty."""


class ProfileError(MatchingError):
    """A profile is faulty.

    Parameters
    ----------
    problems : sequence of Problem
        All that is wrong, one per field or list item.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class TextError(MatchingError):
    """What a person wrote has characters that are not taken.

    Parameters
    ----------
    fault : str
        What to take out, as a phrase: "characters that cannot be printed (U+0007)".
    """

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(f"Please take out {fault}.")


class WeightSetError(MatchingError):
    """A set of weights is faulty."""


class UnknownIdError(MatchingError):
    """An id, code or name that nothing has.

    Parameters
    ----------
    kind : str
        What was looked for: "role", "country", "region".
    value : str
        The id that was given.
    known : iterable of str
        The valid ids; the closest ones are named in the message.
    """

    def __init__(self, kind: str, value: str, known: Iterable[str] = ()) -> None:
        self.kind = kind
        self.value = value
        self.close = tuple(close_matches(value, known))
        hint = f" Closest: {', '.join(self.close)}." if self.close else ""
        super().__init__(f"There is no {kind} '{shown(value)}'.{hint}")
