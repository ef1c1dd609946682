"""One cell of text to its value, or what would be right instead.

A check takes the stripped text of a cell and returns the value together with what is wrong: a
list of pairs (what was found, what was expected), empty if all is well.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from matching.errors import did_you_mean, may_hint
from matching.names import Names

Faults = list[tuple[str, str]]
Check = Callable[[str], tuple[Any, Faults]]

SEPARATOR = "|"
MOST_ITEMS = 300
MOST_FAULTS = 5
"""A list with so many faulty items is not read on."""
LONGEST_SLUG = 150
LONGEST_ADDRESS = 2_000
LONGEST_HOST = 253
SLUG = re.compile(r"[a-z0-9]+(?:-{1,2}[a-z0-9]+)*")
NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")
DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
FIRST_YEAR, LAST_YEAR = 1500, 2200


def free_text(text: str) -> tuple[str, Faults]:
    """Accept any text."""
    return text, []


def slug(text: str) -> tuple[str, Faults]:
    """Accept an id: lower case letters, digits and hyphens."""
    if len(text) <= LONGEST_SLUG and SLUG.fullmatch(text):
        return text, []
    return text, [(text, "an id of lower case letters, digits and hyphens, such as mercy-ships")]


def unknown_id(what: str, text: str, ids: Collection[str]) -> tuple[str, str]:
    """Phrase that a list has no such id: found, expected."""
    if not (hint := did_you_mean(text, ids)):
        few = sorted(ids) if len(ids) <= 12 else list(ids)[:3]
        hint = f": {', '.join(few)}" if len(ids) <= 12 else f", such as {', '.join(few)}"
    return text, f"the id of a {what}{hint}"


def id_of(what: str, ids: Mapping[str, Any], names: Names | None = None) -> Check:
    """Make a check for one id of a list, or nothing; `names` say which id another name means."""
    kind = what.replace(" ", "_")

    def check(text: str) -> tuple[str, Faults]:
        if not text or text in ids:
            return text, []
        if names is not None and (hint := _meant(text, names, kind)):
            return text, [(text, f"the id of a {what}; {hint}")]
        return text, [unknown_id(what, text, ids)]

    return check


def _meant(text: str, names: Names, kind: str) -> str:
    """Ask for the ids that a name may mean; `""` where none is known."""
    ids = [name.id for name in names.of(text, (kind,))] if may_hint() else []
    return f"did you mean {' or '.join(repr(id_) for id_ in ids)}?" if ids else ""


def _code_of(text: str, names: Names, kind: str) -> str:
    """Say the codes of what a name may mean, such as `Kenya is KE`; `""` where none is known."""
    found = names.of(text, (kind,)) if may_hint() else ()
    return ", ".join(f"{names.label(*name.what)} is {name.id}" for name in found)


def country(codes: Mapping[str, str], names: Names) -> Check:
    """Make a check for one ISO 3166-1 alpha-2 code, or nothing; `codes` gives code to name."""

    def check(text: str) -> tuple[str, Faults]:
        if not text or text in codes:
            return text, []
        code = text.upper()
        known = f"{codes[code]} is {code}" if code in codes and may_hint() else ""
        hint = known or _code_of(text, names, "country")
        expected = "a country code of two letters, such as KE"
        return text, [(text, f"{expected}; {hint}" if hint else expected)]

    return check


def list_of(check_item: Check) -> Check:
    """Make a check for items separated by `|`; an item given twice counts once."""

    def check(text: str) -> tuple[tuple[Any, ...], Faults]:
        if not text:
            return (), []
        if (n_items := text.count(SEPARATOR) + 1) > MOST_ITEMS:
            return (), [(text, f"at most {MOST_ITEMS} items instead of {n_items}")]
        items = [item.strip() for item in text.split(SEPARATOR)]
        faults: Faults = []
        if "" in items:
            faults.append((text, "items separated by single '|', none of them blank"))
        values = []
        for item in dict.fromkeys(filter(None, items)):
            value, wrong = check_item(item)
            values.append(value)
            faults += wrong
            if len(faults) >= MOST_FAULTS:
                break
        return tuple(dict.fromkeys(values)), faults

    return check


def region(known: Collection[str], names: Names) -> Check:
    """Make a check for the name of a region or continent, or nothing."""

    def check(text: str) -> tuple[str, Faults]:
        if not text or text in known:
            return text, []
        if hint := _meant(text, names, "region"):
            return text, [(text, f"a region such as Eastern Africa; {hint}")]
        return text, [(text, f"a region such as Eastern Africa{did_you_mean(text, known)}")]

    return check


def source_of_cell(columns: Collection[str]) -> Check:
    """Make a check for a column and the page that its cell was read on: `cost_usd https://…`."""

    def check(text: str) -> tuple[str, Faults]:
        column, _, address = text.partition(" ")
        if not text or (column in columns and not web_address(address)[1] and address):
            return text, []
        return text, [(text, "a column and a web address, such as cost_usd https://example.org")]

    return check


def language_needs(codes: Mapping[str, str], needs: Collection[str], names: Names) -> Check:
    """Make a check for languages of a role: `en`, `fr:required`, `sw:helpful`, `en:either`."""

    def item(text: str) -> tuple[str, Faults]:
        code, colon, need = text.partition(":")
        if code not in codes:
            expected = "a language code of two letters, such as sw"
            hint = _code_of(code, names, "language")
            return text, [(text, f"{expected}; {hint}" if hint else expected)]
        if colon and need not in needs:
            expected = f"{code}, {code}:required, {code}:helpful or {code}:either"
            return text, [(text, f"{expected}{did_you_mean(need, needs)}")]
        return text, []

    def check(text: str) -> tuple[tuple[str, ...], Faults]:
        values, faults = list_of(item)(text)
        if not faults and len(by_language(values)) < len(values):
            faults = [(text, "each language once")]
        return values, faults

    return check


def by_language(texts: Iterable[str]) -> dict[str, str]:
    """What is said of each language, by its code: what for it is needed, or how well it is spoken.

    Examples
    --------
    >>> by_language(("en", "fr:required"))
    {'en': '', 'fr': 'required'}
    """
    return {code: said for code, _, said in (text.partition(":") for text in texts)}


def number(unit: str, most: float, *, least: float = 0, whole: bool = False) -> Check:
    """Make a check for a number from `least` to `most`, or nothing (NaN)."""
    kind = "a whole number" if whole else "a number"
    expected = f"{kind} of {unit} from {least:,.0f} to {most:,.0f}"

    def check(text: str) -> tuple[float, Faults]:
        if not text:
            return float("nan"), []
        if not NUMBER.fullmatch(text):
            return float("nan"), [(text, f"{expected}, digits only, such as 4")]
        value = float(text)
        if not least <= value <= most or (whole and value != int(value)):
            return value, [(text, expected)]
        return value, []

    return check


def is_number(text: str) -> bool:
    """Tell whether a text is a number as `number` reads it."""
    return NUMBER.fullmatch(text) is not None


def year(text: str) -> tuple[float, Faults]:
    """Accept a year, or nothing (NaN)."""
    if not text:
        return float("nan"), []
    if text.isdigit() and day_range(text):
        return float(text), []
    return float("nan"), [(text, "a year such as 1978")]


def months(text: str) -> tuple[tuple[int, ...], Faults]:
    """Accept months as numbers 1 to 12, separated by `|`."""

    def item(month: str) -> tuple[int, Faults]:
        if re.fullmatch(r"0?[1-9]|1[0-2]", month):
            return int(month), []
        return 0, [(month, "a month from 1 to 12")]

    return list_of(item)(text)


def yes_no(text: str) -> tuple[str, Faults]:
    """Accept `yes`, `no` or nothing."""
    return text, [] if text in ("", "yes", "no") else [(text, "yes or no")]


def web_address(text: str) -> tuple[str, Faults]:
    """Accept an http or https address, or nothing."""
    if not text or (len(text) <= LONGEST_ADDRESS and _is_web_address(text)):
        return text, []
    return text, [(text, "a web address that begins with https:// or http://")]


def _is_web_address(text: str) -> bool:
    if any(c.isspace() or not c.isprintable() or c in '<>"' for c in text):
        return False
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").removesuffix(".")
        is_host = "." in host and len(host.encode("idna")) <= LONGEST_HOST
        is_port = parts.port != 0  # one that is no number from 0 to 65535 raises
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and is_host and is_port


def vague_date(text: str) -> tuple[str, Faults]:
    """Accept a day, a month or a year, or nothing; the text is kept as it is."""
    if not text or day_range(text):
        return text, []
    return text, [(text, "a date such as 2026-03-01, 2026-03 or 2026")]


def day_range(text: str) -> tuple[date, date] | None:
    """Give the first and last day that a date text can mean, None if it is no date.

    Examples
    --------
    >>> [day.isoformat() for day in day_range("2024-02")]
    ['2024-02-01', '2024-02-29']
    """
    match = DATE.fullmatch(text)
    if not match or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    year_number, month, day = (int(part or 0) for part in match.groups())
    try:
        if match[3]:
            return (only := date(year_number, month, day)), only
        first = date(year_number, month if match[2] else 1, 1)
        last_month = month if match[2] else 12
        last = calendar.monthrange(year_number, last_month)[1]
        return first, date(year_number, last_month, last)
    except ValueError:
        return None
