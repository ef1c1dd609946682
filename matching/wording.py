"""Facts of a role as short words for people: how long, when, where, in what setting, who pays."""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from matching import columns

if TYPE_CHECKING:
    import pandas as pd

    from matching.catalog import Catalog
    from matching.profile import Profile

Role: TypeAlias = "Mapping[str, Any] | pd.Series[Any]"

WEEKS_OF_A_YEAR: Final = 52
_WHOLE_MONTHS: Final = {13: 3, 26: 6, 39: 9}


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
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts if part)


def weeks_in_words(weeks: float) -> str:
    """Return a length in the unit that people use for it.

    Examples
    --------
    >>> [weeks_in_words(weeks) for weeks in (0.14, 1, 1.4, 2.5, 8)]
    ['1 day', '1 week', '10 days', '2.5 weeks', '8 weeks']
    >>> [weeks_in_words(weeks) for weeks in (26, 52, 104, 65)]
    ['6 months', '1 year', '2 years', '65 weeks']
    """
    if weeks < 2 and weeks != 1:
        return counted(max(1, round(weeks * 7)), "day")
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
    low, high = _number(shortest), _number(longest)
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


def place(catalog: Catalog, role: Role, most: int = 2) -> str:
    """Return where a role is: its site and its countries, or that the place is still open."""
    names = catalog.countries[columns.NAME]
    countries = listed([names[iso2] for iso2 in role[columns.WHERE]], most)
    if role[columns.WHERE_IS_ORGANIZATIONS]:
        return f"place not fixed; the organization works in {countries}" if countries else ""
    return ", ".join(part for part in (role[columns.SITE], countries) if part)


def settings(catalog: Catalog, role: Role) -> str:
    """Return the settings of a role in words, `""` if the source does not say."""
    labels = catalog.vocabulary.labels("setting")
    return _named(labels, role[columns.SETTING])


def funding(catalog: Catalog, role: Role) -> str:
    """Return who pays for a role in words, `""` if the source does not say."""
    labels = catalog.vocabulary.labels("funding")
    paid = _named(labels, role[columns.FUNDING])
    cost = _number(role[columns.COST_USD])
    about = "" if cost is None else f"about ${cost:,.0f}"
    return ", ".join(part for part in (paid, about) if part)


def profile_in_words(catalog: Catalog, profile: Profile) -> tuple[str, ...]:
    """Return what matters most of a profile, each as a few words: who, how long, when, where."""
    labels, names = catalog.vocabulary.labels, catalog.places.names
    specialties = [labels("specialty")[specialty] for specialty in profile.specialties]
    who = labels("profession")[profile.profession]
    if specialties:
        who = f"{who}: {listed(lowered(specialties, first=True), most=2)}"
    where = [*profile.regions, *(names[iso2] for iso2 in profile.countries)]
    interests = lowered([labels("focus_area")[area] for area in profile.focus_areas])
    stay = span_in_words(profile.min_weeks, profile.max_weeks)
    said = (
        who,
        "in training" if profile.trainee == "yes" else "",
        stay,
        window(profile),
        listed(where, most=2, last_word="or"),
        "; ".join(interests[:2]) + (f" and {len(interests) - 2} more" if interests[2:] else ""),
        "remote work only" if profile.settings == ("remote",) else "",
        "with family" if profile.family == "yes" else "",
    )
    return tuple(text for text in said if text)


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


def _named(labels: Mapping[str, str], ids: Iterable[str]) -> str:
    return listed(lowered([labels[id_] for id_ in ids]), last_word="or")


def window(profile: Profile) -> str:
    """Return when a person is free, `""` if they do not say."""
    first, last = (
        "" if day is None else date_in_words(day.isoformat())
        for day in (profile.available_from, profile.available_to)
    )
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"until {last}" if last else ""


def _number(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)
