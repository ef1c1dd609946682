"""What people and files write in a profile's fields, as plain values."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping

import pandas as pd
from pydantic_core import PydanticCustomError

from matching import written
from matching.errors import TextError, shown
from matching.reference.cells import day_range

DENOMINATIONS = {
    **dict.fromkeys(
        (
            "anglican",
            "baptist",
            "brethren",
            "church-of-christ",
            "congregational",
            "episcopal",
            "episcopalian",
            "lutheran",
            "mennonite",
            "methodist",
            "nazarene",
            "presbyterian",
            "quaker",
            "reformed",
        ),
        "protestant",
    ),
    **dict.fromkeys(("pentecostal", "charismatic", "assemblies-of-god"), "evangelical"),
    **dict.fromkeys(("roman-catholic", "greek-catholic"), "catholic"),
    **dict.fromkeys(("greek-orthodox", "russian-orthodox", "coptic"), "orthodox"),
    **dict.fromkeys(("mormon", "latter-day-saint"), "lds"),
    **dict.fromkeys(("seventh-day-adventist", "sda"), "adventist"),
    **dict.fromkeys(("atheist", "agnostic", "humanist", "no-faith"), "none"),
    **dict.fromkeys(("islam", "islamic"), "muslim"),
    "judaism": "jewish",
}
"""What people call their faith, by the family that organizations use."""
LIST_FIELDS = (
    "specialties",
    "focus_areas",
    "countries",
    "regions",
    "avoid",
    "languages",
    "children_ages",
    "commitment",
    "licensed_in",
    "other_professions",
    "settings",
)
MAX_STATEMENT = 4_000
LONGEST_TEXT = 200
"""Characters of a text other than the statement."""
MOST_ITEMS = 500
"""Items of a list: more than there are countries and regions together."""
LONGEST_LIST = 20_000
"""Characters of a list that is written as one text."""
TRUE_WORDS = {"true": "yes", "false": "no"}
"""How YAML and JSON write yes and no."""


def is_unknown(value: object) -> bool:
    """Whether a value says nothing: None, blank text, NaN, NA or NaT."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))  # type: ignore[call-overload]


def as_list(value: object) -> object:
    """`a|b`, a list, an array or nothing as a tuple without blanks and repeats, in its order.

    Raises
    ------
    ValueError
        There are more than `MOST_ITEMS`; they are counted before anything else is done.
    """
    if isinstance(value, str) and len(value) > LONGEST_LIST:
        raise ValueError("too long")
    if is_unknown(value):
        return ()
    if isinstance(value, str):
        value = value.split("|")
    if isinstance(value, Mapping | bytes) or not isinstance(value, Iterable):
        return value
    given = list(itertools.islice(value, MOST_ITEMS + 1))
    if len(given) > MOST_ITEMS:
        raise ValueError("too many items")
    items = [as_text(item) if isinstance(item, str) else item for item in given]
    if not all(isinstance(item, str) for item in items):
        return items
    return tuple(dict.fromkeys(item for item in items if item))


def as_text(value: object) -> object:
    """Text as `written.taken` takes it, in one line, `""` for nothing."""
    return _text(value, lines=False)


def as_lines(value: object) -> object:
    """Text as `written.taken` takes it, in as many lines as it has, `""` for nothing."""
    return _text(value, lines=True)


def _text(value: object, *, lines: bool) -> object:
    if not isinstance(value, str):
        return "" if is_unknown(value) else value
    try:
        return written.taken(value, lines=lines)
    except TextError as error:
        found = {"value": shown(value), "expected": f"text without {error.fault}", "column": ""}
        raise PydanticCustomError("profile", "faulty", found) from error


def as_yes_no(value: object) -> object:
    """`yes`, `no` or `""`, from words or truth values."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = as_text(value)
    return TRUE_WORDS.get(text.lower(), text.lower()) if isinstance(text, str) else text


def as_number(value: object) -> object:
    """A number or None; a truth value is none."""
    if is_unknown(value):
        return None
    if isinstance(value, bool):
        raise ValueError("no number")
    return as_text(value)


def first_day(value: object) -> object:
    """A date, or the first day that `2027` or `2027-02` can mean."""
    return _day(value, last=False)


def last_day(value: object) -> object:
    """A date, or the last day that `2027` or `2027-02` can mean."""
    return _day(value, last=True)


def _day(value: object, *, last: bool) -> object:
    if is_unknown(value):
        return None
    if isinstance(value, dt.date):
        value = value.isoformat()[:10]
    if isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2999:
        value = str(value)
    if not isinstance(value, str):
        raise ValueError("no date")
    days = day_range(value.strip())
    if days is None:
        raise ValueError("no date")
    return days[last]
