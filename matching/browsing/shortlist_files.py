"""A shortlist to take along: a CSV table, a page to print, a calendar of dated roles."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import icalendar
import jinja2
import pandas as pd

from matching import columns, phrases
from matching.words import wording

if TYPE_CHECKING:
    from matching.catalog import Catalog

CSV_COLUMNS: Final = (
    columns.ROLE_ID, columns.TITLE, "organization", "points", "note", "where", "setting",
    "length", "when", "funding", "status", columns.SUMMARY, columns.SOURCE_URL,
    columns.SOURCE_DATE, columns.READ_ON,
)  # fmt: skip
"""Header of the CSV file."""

_IS_GUARDED: Final = re.compile(r"'*[=+\-@\t\r]")
"""Beginning of what a spreadsheet program may run as a formula, or would after a guard is gone."""


def shortlist_csv(
    catalog: Catalog, notes: Mapping[str, str], matches: pd.DataFrame | None = None
) -> bytes:
    """Write saved roles as a CSV file that spreadsheet programs open safely.

    Parameters
    ----------
    catalog : Catalog
    notes : mapping of role id to note
        In the order of the rows; roles that the catalog does not have are left out.
    matches : DataFrame or None
        What `Recommender.recommend` returned; its `score` goes into the column `points`.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark (so that accents survive), lines ended by CRLF. A cell that
        a spreadsheet program would run as a formula begins with an apostrophe.
    """
    scores = _scores(matches)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(CSV_COLUMNS)
    for role_id, role in _saved(catalog, notes):
        cells = _facts(catalog, role) | {
            columns.ROLE_ID: role_id,
            "points": f"{scores[role_id]:.2f}" if role_id in scores else "",
            "note": notes[role_id],
        }
        writer.writerow([safe_cell(cells[name]) for name in CSV_COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula; see `plain_cell`.

    Examples
    --------
    >>> safe_cell("=SUM(A1)"), safe_cell("Surgeon")
    ("'=SUM(A1)", 'Surgeon')
    """
    return f"'{text}" if _IS_GUARDED.match(text) else text


def plain_cell(cell: str) -> str:
    """Take the apostrophe off that `safe_cell` put before a text, and no other.

    Examples
    --------
    >>> [plain_cell(safe_cell(text)) for text in ("=1", "'=1", "'t Hart", "Surgeon")]
    ['=1', "'=1", "'t Hart", 'Surgeon']
    """
    return cell[1:] if cell.startswith("'") and _IS_GUARDED.match(cell) else cell


def shortlist_html(
    catalog: Catalog,
    notes: Mapping[str, str],
    matches: pd.DataFrame | None = None,
    *,
    printed_on: dt.date | None = None,
) -> str:
    """Write saved roles as one page to print: no scripts, no pictures, nothing from elsewhere.

    Parameters
    ----------
    catalog : Catalog
    notes, matches
        As in `shortlist_csv`.
    printed_on : date or None
        The day to print below the heading.
    """
    scores = _scores(matches)
    roles = [
        _facts(catalog, role)
        | {"note": notes[role_id], "points": scores.get(role_id), "link": _web_address(role)}
        for role_id, role in _saved(catalog, notes)
    ]
    day = phrases.day_in_words(printed_on) if printed_on else ""
    return template("shortlist.html").render(roles=roles, day=day)


def shortlist_ics(catalog: Catalog, notes: Mapping[str, str], *, stamp: dt.datetime) -> bytes:
    """Write those of the saved roles as a calendar that are dated and not over; see `dated`.

    Parameters
    ----------
    catalog : Catalog
    notes : mapping of role id to note
    stamp : datetime
        The moment at which the calendar is made.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Missionmatch//Shortlist//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Missionmatch shortlist")
    for role_id in dated(catalog, notes, stamp.date()):
        calendar.add_component(_event(catalog, role_id, notes[role_id], stamp))
    return bytes(calendar.to_ical())


def dated(catalog: Catalog, role_ids: Iterable[str], today: dt.date) -> tuple[str, ...]:
    """Return the roles with a known first day that are not over: those for a calendar.

    A source that names only a month or a year gives no day, so such a role is not among them.
    """
    known = (role_id for role_id in role_ids if role_id in catalog.roles.index)
    return tuple(role_id for role_id in known if _is_ahead(catalog.role(role_id), today))


def _is_ahead(role: phrases.Role, today: dt.date) -> bool:
    first = _day(role, columns.START_DATE)
    last = _day(role, columns.END_DATE) or first
    return first is not None and last is not None and last >= today


def _event(catalog: Catalog, role_id: str, note: str, made: dt.datetime) -> icalendar.Event:
    role = catalog.role(role_id)
    facts = _facts(catalog, role)
    first = _day(role, columns.START_DATE)
    last = _day(role, columns.END_DATE) or first
    event = icalendar.Event()
    event.add("uid", f"{role_id}@missionmatch")
    event.add("dtstamp", made)
    event.add("dtstart", first)
    if last is not None:
        event.add("dtend", last + dt.timedelta(days=1))  # the first day after, as RFC 5545 has it
    event.add("summary", f"{facts[columns.TITLE]} ({facts['organization']})")
    event.add("location", facts["where"])
    told = (facts[columns.SUMMARY], note, "Ask the organization whether the dates still hold.")
    event.add("description", "\n\n".join(part for part in told if part))
    if link := _web_address(role):
        event.add("url", link)
    return event


def _day(role: phrases.Role, column: str) -> dt.date | None:
    """The day of a date that is exact to the day."""
    first: Any = role[columns.first_day(column)]
    if pd.isna(first) or first != role[columns.last_day(column)]:
        return None
    return pd.Timestamp(first).date()


def _saved(catalog: Catalog, notes: Mapping[str, str]) -> list[tuple[str, Any]]:
    return [(id_, catalog.role(id_)) for id_ in notes if id_ in catalog.roles.index]


def _scores(matches: pd.DataFrame | None) -> dict[str, float]:
    if matches is None:
        return {}
    return dict(zip(matches[columns.ROLE_ID], matches[columns.SCORE], strict=True))


def _facts(catalog: Catalog, role: phrases.Role) -> dict[str, Any]:
    return {
        columns.TITLE: role[columns.TITLE],
        "organization": role[columns.ORG_NAME],
        "where": wording.place(catalog, role, most=10),
        "setting": wording.settings(catalog, role),
        "length": phrases.length(role),
        "when": phrases.when(role),
        "funding": wording.funding(catalog, role),
        "status": catalog.vocabulary.labels("status").get(role[columns.STATUS], ""),
        columns.SUMMARY: role[columns.SUMMARY],
        columns.SOURCE_URL: role[columns.SOURCE_URL],
        columns.SOURCE_DATE: role[columns.SOURCE_DATE],
        columns.READ_ON: role[columns.READ_ON],
    }


def _web_address(role: phrases.Role) -> str:
    address = str(role[columns.SOURCE_URL])
    return address if urlsplit(address).scheme in {"http", "https"} else ""


@cache
def template(name: str) -> jinja2.Template:
    """Read a template of a page to print; what is put into it is shown as text."""
    loader = jinja2.PackageLoader("matching.browsing", "templates")
    surroundings = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined
    )
    return surroundings.get_template(name)
