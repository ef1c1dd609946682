"""Links of the catalog that lead nowhere: which pages are looked at, and what came of it."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Final

import pandas as pd
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.browsing.shortlist_files import safe_cell
from matching.links.asking import Answer
from matching.services.shared.role_standing import is_offered
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import ArticleRow, LinkCheckRow, OrganizationRow, RoleRow

KINDS: Final = ("articles", "organizations", "roles")
AGAIN: Final = 2
"""From so many failures in a row on a page counts as gone; one may have been a bad day."""
GONE, ONCE, REFUSED = "gone", "once", "refused"
COLUMNS: Final = (
    "url", "kind", "id", "title", "standing", "status", "fault", "failing_since", "failures",
    "checked_at",
)  # fmt: skip


@dataclasses.dataclass(frozen=True, eq=False)
class LinkReport:
    """Which links do not lead where they should.

    Parameters
    ----------
    links : DataFrame
        One row an address and what has it: `url`, `kind` (`articles`, `organizations`, `roles`),
        `id`, `title`, `standing` (`gone`: it failed twice in a row or oftener; `once`; `refused`:
        its site lets no program look), `status`, `fault`, `failing_since`, `failures`,
        `checked_at`. Those that fail longest come first.
    addresses : int
        How many addresses there are.
    never : int
        How many of them were never looked at.
    last_at : datetime or None
        When one was looked at last.
    """

    links: pd.DataFrame
    addresses: int
    never: int
    last_at: datetime | None


def broken_links(database: Database, actor: Actor, *, now: datetime) -> LinkReport:
    """List links that fail or cannot be looked at, with what has them."""
    with database.reading() as session:
        require_now(session, actor, "links.read")
        checks = {check.url: check for check in session.scalars(select(LinkCheckRow))}
        uses = list(_uses(session, KINDS, now))
        known = {url for url, *_ in uses}
        rows = [
            (
                url,
                kind,
                id_,
                title,
                _standing(check),
                check.status,
                check.fault,
                check.failing_since,
                check.failures,
                check.checked_at,
            )
            for url, kind, id_, title in uses
            if (check := checks.get(url)) is not None and check.fault
        ]
        looked_at = [check.checked_at for url, check in checks.items() if url in known]
    links = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"status": "Int64"})
    links = links.sort_values(["failing_since", "url", "kind", "id"], ignore_index=True)
    return LinkReport(links, len(known), len(known) - len(looked_at), max(looked_at, default=None))


def link_is_fine(database: Database, actor: Actor, url: str, *, now: datetime) -> None:
    """Say that somebody opened a page by hand and found it fine; its failures are forgotten."""
    with changing(database) as session:
        require_now(session, actor, "links.settle")
        check = stored(session.get(LinkCheckRow, url))
        uses = [(kind, id_) for at, kind, id_, _ in _uses(session, KINDS, now) if at == url]
        kind, id_ = uses[0] if uses else ("", "")
        _set(check, Answer(), now)
        audit(session, actor, "links.settle", (kind.removesuffix("s"), id_), now)


def links_csv(links: pd.DataFrame) -> bytes:
    """Write links as `LinkReport` has them as a CSV file.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, lines ended by CRLF; times in UTC. A cell that a spreadsheet
        program would run as a formula begins with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in links[list(COLUMNS)].itertuples(index=False):
        cells = ("" if pd.isna(cell) else str(cell) for cell in row)
        writer.writerow([safe_cell(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


# ---- for the command line, which asks nobody whether it may ----------------------------------


def addresses_to_look_at(
    database: Database,
    *,
    only: Collection[str] = KINDS,
    older_than: timedelta = timedelta(),
    limit: int | None = None,
    now: datetime,
) -> list[str]:
    """List addresses of the catalog: first those never looked at, then the longest ago.

    Addresses of organizations, of articles, and of roles that are offered.

    Parameters
    ----------
    only : collection of str
        Of `KINDS`: whose addresses.
    older_than : timedelta
        What was looked at since is left out.
    """
    with database.reading() as session:
        rows = session.execute(select(LinkCheckRow.url, LinkCheckRow.checked_at))
        looked_at: dict[str, datetime] = {row.url: row.checked_at for row in rows}
        urls = dict.fromkeys(url for url, *_ in _uses(session, only, now))
    never = datetime.min.replace(tzinfo=now.tzinfo)
    due = [url for url in urls if looked_at.get(url, never) <= now - older_than]
    return sorted(due, key=lambda url: looked_at.get(url, never))[:limit]


def keep_answer(database: Database, url: str, answer: Answer, *, now: datetime) -> None:
    """Write down what came of looking at an address.

    Where a site lets no program look, what was known before of its page stays.
    """
    with database.writing() as session:
        check = session.get(LinkCheckRow, url)
        if check is None:
            check = LinkCheckRow(url=url, failures=0)
            session.add(check)
        _set(check, answer, now)


def forget_addresses(database: Database, *, now: datetime) -> int:
    """Forget what is known of addresses that the catalog has no more; gives how many."""
    with database.writing() as session:
        kept = {url for url, *_ in _uses(session, KINDS, now)}
        gone = set(session.scalars(select(LinkCheckRow.url))) - kept
        for url in gone:
            session.execute(delete(LinkCheckRow).where(LinkCheckRow.url == url))
        return len(gone)


def _set(check: LinkCheckRow, answer: Answer, now: datetime) -> None:
    check.checked_at = now
    if answer.is_refusal and check.failures:
        return
    check.status, check.fault = answer.status, answer.fault
    check.failures = check.failures + 1 if answer.is_broken else 0
    check.failing_since = (check.failing_since or now) if answer.is_broken else None


def _standing(check: LinkCheckRow) -> str:
    if not check.failures:
        return REFUSED
    return GONE if check.failures >= AGAIN else ONCE


def _uses(
    session: Session, only: Collection[str], now: datetime
) -> Iterator[tuple[str, str, str, str]]:
    """Give each address of the catalog with the kind, the id and the title of what has it."""
    is_in = OrganizationRow.taken_out_at.is_(None)
    of_organizations = [
        select(column, OrganizationRow.org_id, OrganizationRow.name).where(is_in)
        for column in (OrganizationRow.website, OrganizationRow.source_url)
    ]
    of_roles = select(RoleRow.source_url, RoleRow.role_id, RoleRow.title).join(OrganizationRow)
    of_articles = select(ArticleRow.url, ArticleRow.article_id, ArticleRow.title)
    asked = {
        "articles": [of_articles.where(ArticleRow.taken_off_at.is_(None))],
        "organizations": of_organizations,
        "roles": [of_roles.where(is_in, is_offered(now))],
    }
    for kind in KINDS:
        if kind in only:
            rows = {tuple(row) for each in asked[kind] for row in session.execute(each) if row[0]}
            for url, id_, title in sorted(rows):
                yield url, kind, id_, title
