"""A shortlist to take along: a CSV table, a page to print, a calendar of dated roles."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

import jinja2
import pandas as pd

from matching import columns, phrases
from matching.gatherings.calendar_entries import Entry, calendar_of
from matching.words import wording

if TYPE_CHECKING:
    from matching.catalog import Catalog

CSV_COLUMNS: Final = (
    columns.ROLE_ID, columns.TITLE, "organization", "points", "note", "where", "setting",
    "length", "when", "funding", "status", columns.SUMMARY, columns.SOURCE_URL,
    columns.SOURCE_DATE, columns.READ_ON,
)  # fmt: skip
"""Header of the CSV file."""

ASK_AGAIN: Final = "Ask the organization whether the dates still hold."


class Edition(NamedTuple):
    """When a role was last changed, and how often."""

    changed_at: dt.datetime
    version: int


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


def shortlist_ics(
    catalog: Catalog,
    notes: Mapping[str, str],
    editions: Mapping[str, Edition],
    *,
    stamp: dt.datetime,
) -> bytes:
    """Write those of the saved roles as a calendar that are dated and not over; see `dated`.

    Parameters
    ----------
    catalog : Catalog
    notes : mapping of role id to note
    editions : mapping of role id to Edition
        When each was last changed, and how often; else it is as of now.
    stamp : datetime
        The moment at which the calendar is made.
    """
    entries = [
        role_entry(catalog, role_id, notes[role_id], editions.get(role_id, Edition(stamp, 0)))
        for role_id in dated(catalog, notes, stamp.date())
    ]
    return calendar_of(entries, "Missionmatch shortlist")


def dated(catalog: Catalog, role_ids: Iterable[str], today: dt.date) -> tuple[str, ...]:
    """Return the roles with a known first day that are not over: those for a calendar.

    A source that names only a month or a year gives no day, so such a role is not among them.
    """
    known = (role_id for role_id in role_ids if role_id in catalog.roles.index)
    return tuple(role_id for role_id in known if _is_ahead(catalog.role(role_id), today))


def _is_ahead(role: phrases.Role, today: dt.date) -> bool:
    first = _day(role, columns.START_DATE)
    last = _last_day(role) or first
    return first is not None and last is not None and last >= today


def role_entry(
    catalog: Catalog,
    role_id: str,
    note: str,
    edition: Edition,
    *,
    first: dt.date | None = None,
    status: str = "TENTATIVE",
) -> Entry:
    """Give a dated role as it stands in a calendar: from its first day through its last.

    Of an end that is told as a month or a year only, it is the last day of that, and said so.

    Parameters
    ----------
    first : date or None
        The day agreed on with the person; else that of the role, which then has one.
    """
    role = catalog.role(role_id)
    facts = _facts(catalog, role)
    starts = first or _day(role, columns.START_DATE)
    if starts is None:
        raise ValueError(f"{role_id} has no first day.")
    last = _last_day(role)
    vague = ""
    if last is not None and _day(role, columns.END_DATE) is None:
        said = phrases.date_in_words(str(role[columns.END_DATE]))
        vague = f"The end is told as {said} only; here it is the last day of that."
    told = (vague, facts[columns.SUMMARY], note, ASK_AGAIN)
    return Entry(
        id=role_id,
        title=f"{facts[columns.TITLE]} ({facts['organization']})",
        starts=starts,
        # The first day after, as RFC 5545 has it.
        ends=max(last or starts, starts) + dt.timedelta(days=1),
        changed_at=edition.changed_at,
        version=edition.version,
        place=facts["where"],
        about="\n\n".join(part for part in told if part),
        url=_web_address(role),
        status=status,
    )


def _last_day(role: phrases.Role) -> dt.date | None:
    last: Any = role[columns.last_day(columns.END_DATE)]
    return None if pd.isna(last) else pd.Timestamp(last).date()


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
