"""When feasts are, and how people call them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    Examples
    --------
    >>> easter(2027)
    datetime.date(2027, 3, 28)
    """
    golden, century = year % 19, year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15
    moon = skipped % 30 - (skipped % 30 // 28) * (
        1 - (skipped % 30 // 28) * (29 // (skipped % 30 + 1)) * ((21 - golden) // 11)
    )
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    from_march = moon - weekday
    month = 3 + (from_march + 40) // 44
    return date(year, month, from_march + 28 - 31 * (month // 4))


def last_of(year: int, month: int) -> date:
    """The last day of a month; a month beyond December is one of the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


FEASTS: dict[str, Callable[[int], tuple[date, date]]] = {
    "christmas": lambda y: (date(y, 12, 25), date(y, 12, 26)),
    "christmas holidays": lambda y: (date(y, 12, 20), date(y + 1, 1, 5)),
    "new year": lambda y: (date(y, 1, 1), date(y, 1, 1)),
    "easter": lambda y: (easter(y), easter(y)),
    "holy week": lambda y: (easter(y) - timedelta(days=7), easter(y)),
    "thanksgiving": lambda y: (_thanksgiving(y), _thanksgiving(y)),
}
"""First and last day of feasts."""
NAMES_OF_FEASTS = (
    ("christmas holidays",
        r"(?:christmas|xmas) (?:break|holidays?|vacation)|vacances de noel|ferias de natal"
        r"|vacaciones de navidad"),
    ("christmas", r"christmas|xmas|navidad(?:es)?|natal|noel"),
    ("new year", r"new years?(?:'s?)?(?: day)?(?! of\b)|ano nuevo|ano novo|nouvel an|reveillon"),
    ("holy week", r"semana santa"),
    ("easter", r"easter|pascua|pascoa|paques"),
    ("thanksgiving", r"thanksgiving"),
)  # fmt: skip


def _thanksgiving(year: int) -> date:
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
