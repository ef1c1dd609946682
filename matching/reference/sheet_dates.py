"""Dates as spreadsheets write them; the order of day and month is decided for a whole file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from matching.errors import shown
from matching.folding import fold
from matching.reference.cells import day_range

DAY_FIRST, MONTH_FIRST = "day, month, year", "month, day, year"
_NAMES: Final = (
    "january jan januar janner janvier janv enero ene janeiro",
    "february feb februar fevrier fevr febrero fevereiro fev",
    "march mar marz mrz mars marzo marco",
    "april apr avril avr abril abr",
    "may mai mayo maio",
    "june jun juni juin junio junho",
    "july jul juli juillet juil julio julho",
    "august aug aout agosto ago",
    "september sep sept septembre septiembre setembro set",
    "october oct oktober okt octobre octubre outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez decembre diciembre dic dezembro",
)
MONTHS: Final = {
    name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()
}
"""Names of months in English, German, French, Spanish and Portuguese, as `folded_month` has them"""
_OF_OTHERS_ONLY: Final = frozenset(MONTHS) - set(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_MIDNIGHT: Final = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?$")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[-/.](\d{4})")
_THREE: Final = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})")
_SERIAL: Final = re.compile(r"[1-9]\d{4}")
_FIRST_SERIAL, _LAST_SERIAL = 32_874, 73_050  # the years 1990 to 2099
_SERIAL_BEGIN: Final = date(1899, 12, 30)
_WORDS: Final = re.compile(r"[^\W\d_]+|\d+")
_SMALL: Final = frozenset("de of del the le st nd rd th er".split())


def folded_month(word: str) -> int | None:
    """Give the number of a month by its name, None if it is none.

    Examples
    --------
    >>> folded_month("März"), folded_month("févr."), folded_month("Monday")
    (3, 2, None)
    """
    return MONTHS.get(fold(word).strip("."))


def readings(text: str) -> dict[str, str]:
    """Give what a text can be as a date, by the order that it then has; one of one order is `""`.

    Examples
    --------
    >>> readings("2/15/2027"), readings("2/3/2027")["month, day, year"], readings("Mar-27")
    ({'month, day, year': '2027-02-15'}, '2027-02-03', {'': '2027-03'})
    >>> readings("5. März 2027"), readings("46446"), readings("3/2027"), readings("soon")
    ({'': '2027-03-05'}, {'': '2027-02-28'}, {'': '2027-03'}, {})
    """
    text = _MIDNIGHT.sub("", text.strip())
    if day_range(text):
        return {"": text}
    if found := _YEAR_FIRST.fullmatch(text):
        return _one(found[1], found[2], found[3])
    if found := _MONTH_YEAR.fullmatch(text):
        return _one(found[2], found[1])
    if found := _THREE.fullmatch(text):
        first, mark, second, year = found.groups()
        year = year if len(year) == 4 else f"20{year}"
        if mark == ".":  # no country writes the month first before a point
            return _one(year, second, first)
        both = {
            DAY_FIRST: _one(year, second, first).get(""),
            MONTH_FIRST: _one(year, first, second).get(""),
        }
        return {order: read for order, read in both.items() if read}
    if _SERIAL.fullmatch(text) and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        return {"": (_SERIAL_BEGIN + timedelta(days=int(text))).isoformat()}
    return _with_name(text)


def _one(year: str, month: str, day: str | None = None) -> dict[str, str]:
    written = "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
    return {"": written} if day_range(written) else {}


def _with_name(text: str) -> dict[str, str]:
    """Read a date whose month has a name."""
    words = [word for word in _WORDS.findall(fold(text)) if word not in _SMALL]
    named = [word for word in words if word in MONTHS]
    numbers = [word for word in words if word.isdigit()]
    if len(named) != 1 or len(named) + len(numbers) != len(words):
        return {}
    month = str(MONTHS[named[0]])
    years = [number for number in numbers if len(number) == 4]
    if len(numbers) == 1 and years:
        return _one(years[0], month)
    if len(numbers) == 2 and len(years) == 1:
        (day,) = (number for number in numbers if number != years[0])
        return _one(years[0], month, day) if len(day) <= 2 else {}
    if len(numbers) == 2 and all(len(number) <= 2 for number in numbers):
        is_last = words[-1] == numbers[1] and len(numbers[1]) == 2  # 5-Mar-27
        return _one(f"20{numbers[1]}", month, numbers[0]) if is_last else {}
    if len(numbers) == 1 and len(numbers[0]) == 2 and words[0] == named[0]:
        # A spreadsheet writes a month of a year so; by hand "Mar 27" is a day, too.
        is_made = named[0] in _OF_OTHERS_ONLY or re.fullmatch(r"[^\W\d_]+\.?[-/]\d{2}", text)
        return _one(f"20{numbers[0]}", month) if is_made else {}
    return {}


class Order:
    """In which order a file has day and month, from its dates that can be read in one way only.

    Parameters
    ----------
    dates : iterable of (row, text)
    """

    def __init__(self, dates: Iterable[tuple[int, str]]) -> None:
        self._seen: dict[str, dict[str, tuple[int, str]]] = {}
        self._relied_on: dict[str, None] = {}
        for row, text in dates:
            found = readings(text)
            if len(found) == 1 and "" not in found:
                (order,) = found
                self._seen.setdefault(_mark(text), {}).setdefault(order, (row, text))

    def read(self, text: str, stands: str = "") -> tuple[str, str]:
        """Give the date, or `""` and what is wrong: which days it may be.

        Parameters
        ----------
        stands : str
            The date that is there now: where nothing else decides, it is still that one.
        """
        found = readings(text)
        days = dict.fromkeys(found.values())
        if not days:
            return text, ""
        if len(days) == 1:
            return next(iter(days)), ""
        mark = _mark(text)
        if len(decided := self._seen.get(mark, {})) == 1:
            (order,) = decided
            self._relied_on[mark] = None
            return found[order], ""
        if stands in days:
            return stands, ""
        why = "other dates here have both orders" if decided else "no other date here tells which"
        may_be = " or ".join(days)
        return "", f"a date with one reading: this is {may_be}, and {why}; write it as 2027-03-01"

    @property
    def said(self) -> list[str]:
        """How dates of two readings were read, if any was; the cell that decided."""
        return [
            f"Dates with “{mark}” are read as {order}, as “{shown(text)}” in row {row} must be."
            for mark in self._relied_on
            for order, (row, text) in self._seen[mark].items()
        ]


def _mark(text: str) -> str:
    found = re.search("[-/]", text)
    return found[0] if found else ""
