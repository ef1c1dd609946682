"""Numbers as spreadsheets write them: which mark is the decimal one is decided for a whole file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from matching.errors import shown

COMMA, DOT = ",", "."
_WORDS: Final = re.compile(
    r"^(?:us\$|\$|usd)?\s*(.*?)\s*(?:us\$|\$|usd|weeks?|wks?|years?|yrs?|hours?|hrs?)?$", re.I
)
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?")
_GAPS: Final = re.compile(r"[ \u00a0\u202f'’]")
_FORMS: Final = (
    (DOT, re.compile(r"\d+(?:\.\d+)?"), ""),
    (DOT, re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"), COMMA),
    (COMMA, re.compile(r"\d+(?:,\d+)?"), ""),
    (COMMA, re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?"), DOT),
)
"""Decimal mark, form, and the mark between thousands."""


def readings(text: str) -> dict[str, str]:
    """Give what a text can be as a number, by the decimal mark that it then has.

    Examples
    --------
    >>> readings("2,5"), readings("1.200"), readings("US$ 1,200.50"), readings("12")
    ({',': '2.5'}, {'.': '1.200', ',': '1200'}, {'.': '1200.50'}, {'.': '12', ',': '12'})
    """
    found = _WORDS.match(text.strip())
    bare = found[1] if found else text
    if _GROUPED.fullmatch(bare):
        bare = _GAPS.sub("", bare)
        return {
            mark: bare.replace(COMMA, DOT)
            for mark in (DOT, COMMA)
            if mark in bare or not re.search("[.,]", bare)
        }
    read: dict[str, str] = {}
    for mark, form, thousands in _FORMS:
        if form.fullmatch(bare):
            plain = bare.replace(thousands, "") if thousands else bare
            read.setdefault(mark, plain.replace(COMMA, DOT))
    return read


class Decimals:
    """Which decimal mark a file has, from its numbers that can be read in one way only.

    Parameters
    ----------
    numbers : iterable of (row, column, text)
        Those that a person or a program wrote as text.
    is_good : callable of column and number to bool
        Whether a number can stand in a column.
    """

    def __init__(
        self, numbers: Iterable[tuple[int, str, str]], is_good: Callable[[str, str], bool]
    ) -> None:
        self._is_good = is_good
        self._seen: dict[str, tuple[int, str]] = {}
        self.relied_on = False
        for row, column, text in numbers:
            good = self._good(column, text)
            if len(good) == 1 and re.search("[.,]", text):
                self._seen.setdefault(next(iter(good)), (row, text))

    def _good(self, column: str, text: str) -> dict[str, str]:
        found = readings(text)
        return {mark: read for mark, read in found.items() if self._is_good(column, read)} or found

    def read(self, column: str, text: str, stands: str = "") -> tuple[str, str]:
        """Give the number, or `""` and what is wrong: which numbers it may be.

        Parameters
        ----------
        stands : str
            The number that is there now: where nothing else decides, it is still that one.
        """
        good = self._good(column, text)
        values = {float(read): read for read in good.values()}
        if not values:
            return text, ""
        if len(values) > 1 and len(self._seen) == 1:
            (mark,) = self._seen
            self.relied_on = True
            return good[mark], ""
        if len(values) > 1 and stands and float(stands) in values:
            return stands, ""
        if len(values) > 1:
            may_be = " or ".join(f"{value:.10g}" for value in sorted(values))
            return "", (
                f"a number with one reading: this is {may_be}, and no other cell tells which mark "
                "stands before decimals; write it without a mark between thousands"
            )
        return next(iter(values.values())), ""

    @property
    def said(self) -> str:
        """How numbers of two readings were read, if any was; the cell that decided."""
        if not self.relied_on:
            return ""
        ((mark, (row, text)),) = self._seen.items()
        named = "comma" if mark == COMMA else "point"
        return f"Numbers have a decimal {named}, as “{shown(text)}” in row {row} has."
