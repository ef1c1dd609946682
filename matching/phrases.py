"""Short words for people: counts, lists, lengths, dates; nothing here knows a catalog."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import pandas as pd

from matching import columns

Role: TypeAlias = "Mapping[str, Any] | pd.Series[Any]"

WEEKS_OF_A_YEAR: Final = 52
_WHOLE_MONTHS: Final = {13: 3, 26: 6, 39: 9}
_NUMBERS: Final = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "role"), counted(1200, "role"), counted(0, "country", "countries")
    ('1 role', '1,200 roles', '0 countries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def ordinal(number: int) -> str:
    """Return a place in a list.

    Examples
    --------
    >>> [ordinal(number) for number in (1, 12, 22, 103)]
    ['1st', '12th', '22nd', '103rd']
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0)
    return f"{number}{ending or 'th'}"


def listed(parts: Sequence[str], most: int = 3, last_word: str = "and") -> str:
    """Join words as a sentence does; what goes beyond `most` becomes a number.

    Examples
    --------
    >>> listed(["Kenya", "Chad"]), listed(["Kenya", "Chad", "Mali", "Togo", "Benin"])
    ('Kenya and Chad', 'Kenya, Chad, Mali and 2 more')
    """
    shown = list(parts)
    if len(shown) > most:
        shown = [*shown[:most], f"{len(shown) - most} more"]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {last_word} {shown[-1]}"


def sentences(*parts: str) -> str:
    """Give each part a capital first letter and a full stop; empty ones are left out.

    Examples
    --------
    >>> sentences("it takes students", "", "they are in training")
    'It takes students. They are in training.'
    """
    return " ".join(f"{capital(part)}." for part in parts if part)


def capital(text: str) -> str:
    """Give text a capital first letter; the others stay.

    Examples
    --------
    >>> capital("the DR Congo"), capital("")
    ('The DR Congo', '')
    """
    return text[:1].upper() + text[1:]


def weeks_in_words(weeks: float) -> str:
    """Return a length in the unit that people use for it.

    Examples
    --------
    >>> [weeks_in_words(weeks) for weeks in (0.14, 1, 1.4, 2.5, 8)]
    ['1 day', '1 week', '10 days', '2.5 weeks', '8 weeks']
    >>> [weeks_in_words(weeks) for weeks in (26, 52, 104, 65)]
    ['6 months', '1 year', '2 years', '65 weeks']
    >>> [weeks_in_words(weeks) for weeks in (2.2, 8.66667)]
    ['15 days', '9 weeks']
    """
    is_odd = weeks * 2 % 1 != 0
    if weeks < 2 and weeks != 1 or weeks < 3 and is_odd:
        return counted(max(1, round(weeks * 7)), "day")
    if is_odd:
        weeks = round(weeks)
    if weeks in _WHOLE_MONTHS:
        return f"{_WHOLE_MONTHS[int(weeks)]} months"
    if weeks and weeks % WEEKS_OF_A_YEAR == 0:
        return counted(int(weeks // WEEKS_OF_A_YEAR), "year")
    return "1 week" if weeks == 1 else f"{weeks:g} weeks"


def span_in_words(shortest: float | None, longest: float | None) -> str:
    """Return a span of lengths; None and NaN are open ends, and nothing at all gives `""`.

    Examples
    --------
    >>> span_in_words(2, 4), span_in_words(2, 2), span_in_words(52, None), span_in_words(None, 2)
    ('2 to 4 weeks', '2 weeks', '1 year or longer', 'up to 2 weeks')
    """
    low, high = number_or_none(shortest), number_or_none(longest)
    if low is None or low == 0:
        return "" if high is None else f"up to {weeks_in_words(high)}"
    if high is None:
        return f"{weeks_in_words(low)} or longer"
    from_text, to_text = weeks_in_words(low), weeks_in_words(high)
    if from_text == to_text:
        return from_text
    number, _, unit = from_text.partition(" ")
    same_unit = unit.rstrip("s") == to_text.partition(" ")[2].rstrip("s")
    return f"{number if same_unit else from_text} to {to_text}"


def length(role: Role) -> str:
    """Return how long one serves in a role, `""` if the source does not say."""
    return span_in_words(role[columns.MIN_WEEKS], role[columns.MAX_WEEKS])


def date_in_words(text: str) -> str:
    """Return a date of the data, which may be a year or a month, as people write it.

    Examples
    --------
    >>> date_in_words("2027-02-05"), date_in_words("2017-09"), date_in_words("2018")
    ('5 February 2027', 'September 2017', '2018')
    """
    year, *rest = text.split("-")
    if not rest:
        return year
    month = calendar.month_name[int(rest[0])]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def when(role: Role) -> str:
    """Return the dates of a role or the months it is limited to, `""` if neither is said."""
    start, end = date_in_words(role[columns.START_DATE]), date_in_words(role[columns.END_DATE])
    if start and end:
        return start if start == end else f"{start} to {end}"
    if start:
        return f"from {start}"
    if end:
        return f"until {end}"
    return months_in_words(role[columns.MONTHS])


def months_in_words(months: Iterable[int]) -> str:
    """Return months as words, runs of them shortened, also over the turn of the year.

    Examples
    --------
    >>> months_in_words([1, 2, 3, 7]), months_in_words([11, 12, 1]), months_in_words(range(1, 13))
    ('January to March and July', 'November to January', 'any month')
    """
    wanted = sorted({int(month) for month in months})
    if len(wanted) == 12:
        return "any month"
    runs: list[list[int]] = []
    for month in wanted:
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    if len(runs) > 1 and runs[0][0] == 1 and runs[-1][-1] == 12:
        runs = [*runs[1:-1], runs[-1] + runs[0]]
    names = [
        " to ".join(calendar.month_name[month] for month in dict.fromkeys((run[0], run[-1])))
        for run in runs
    ]
    return listed(names, most=6)


def lowered(labels: Iterable[str], *, first: bool = False) -> list[str]:
    """Return labels with a small first letter, as they stand within a sentence; not `HIV`.

    Examples
    --------
    >>> lowered(["Oral health", "HIV", "Eye care"])
    ['Oral health', 'HIV', 'eye care']
    """
    return [
        label if (at == 0 and not first) or label[1:2].isupper() else label[:1].lower() + label[1:]
        for at, label in enumerate(labels)
    ]


def inside(label: str) -> str:
    """A label as it stands inside a sentence: first letter small unless it is an abbreviation.

    Examples
    --------
    >>> inside("Oral health"), inside("HIV"), inside("Otolaryngology (ENT)")
    ('oral health', 'HIV', 'otolaryngology (ENT)')
    """
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def with_article(word: str) -> str:
    """A noun with `a` or `an`.

    Examples
    --------
    >>> with_article("optometrist"), with_article("nurse")
    ('an optometrist', 'a nurse')
    """
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


def number_word(number: float) -> str:
    """A number at the head of a sentence, as a word where it is small.

    Examples
    --------
    >>> number_word(2), number_word(2.5), number_word(30)
    ('Two', '2.5', '30')
    """
    return _NUMBERS[int(number) - 1] if number in range(1, 11) else f"{number:g}"


def day_in_words(day: dt.date) -> str:
    """A day, or the day of a moment, as people write it.

    Examples
    --------
    >>> day_in_words(dt.date(2027, 2, 5)), day_in_words(dt.datetime(2027, 2, 5, 23, 59))
    ('5 February 2027', '5 February 2027')
    """
    return date_in_words(day.isoformat()[:10])


def moment_in_words(at: dt.datetime) -> str:
    """A moment in UTC as people write it.

    Examples
    --------
    >>> moment_in_words(dt.datetime(2027, 2, 5, 14, 5))
    '5 February 2027, 14:05 UTC'
    """
    return f"{day_in_words(at)}, {at:%H:%M} UTC"


def number_or_none(value: float | None) -> float | None:
    """A number, or None for NaN and nothing."""
    return None if value is None or math.isnan(value) else float(value)
