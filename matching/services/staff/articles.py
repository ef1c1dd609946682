"""Articles as staff add, edit, take off and delete them."""

from __future__ import annotations

import contextlib
import dataclasses
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

import httpx
import pandas as pd
from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from matching import columns as c
from matching.authorization import Actor
from matching.errors import Problem
from matching.services.shared.errors import ArticleError, RequestError
from matching.services.shared.ids import free_id, words_of_id
from matching.services.shared.role_cells import cells_of, change_cells, checked_article
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.database import require_version
from matching.store.file_rows import ARTICLES
from matching.store.schema import AccountRow, ArticleRow, Base

OF_SENDERS: Final = frozenset(("fbclid", "gclid", "mc_cid", "mc_eid"))
"""What senders of links put into an address, besides names that begin with `utm_`."""
_PORTS: Final = {"http": 80, "https": 443}
_ESCAPED: Final = re.compile("%([0-9a-fA-F]{2})")
_UNRESERVED: Final = re.compile(r"[A-Za-z0-9._~-]")
_IN_A_PATH: Final = "/%!$&'()*+,;=:@"
_OTHER_SCRIPT: Final = "xn--"
MOST_ALIKE: Final = 5
TAKEN_OFF_COLUMNS: Final = ("article_id", "title", "taken_off_at")


@dataclasses.dataclass(frozen=True)
class ArticleForm:
    """An article as a form has it, and where its row comes from.

    Parameters
    ----------
    cells : dict of column to text
    version : int
        Goes back with a change.
    is_of_file : bool
        Whether it is a row of articles.csv.
    is_as_loaded : bool
        Whether it says what the file said when it was last loaded.
    edited_at, edited_by : datetime or None, str
        The last change by hand, and the name of who made it.
    """

    cells: dict[str, str]
    version: int
    is_of_file: bool
    is_as_loaded: bool
    edited_at: datetime | None
    edited_by: str
    taken_off_at: datetime | None


def article_form(
    database: Database, actor: Actor, article_id: str, *, now: datetime
) -> ArticleForm:
    """Give an article as the texts of a form; one that was taken off, too."""
    with database.reading() as session:
        require_now(session, actor, "article.change")
        article = stored(session.get(ArticleRow, article_id))
        editor = session.get(AccountRow, article.edited_by) if article.edited_by else None
        said = {name: getattr(article, name) for name in ARTICLES.columns}
        return ArticleForm(
            cells=cells_of(article),
            version=article.version,
            is_of_file=article.loaded_digest is not None,
            is_as_loaded=article.loaded_digest == ARTICLES.digest(said),
            edited_at=article.edited_at,
            edited_by=editor.name if editor else "",
            taken_off_at=article.taken_off_at,
        )


def add_article(
    database: Database, actor: Actor, cells: Mapping[str, str], *, now: datetime
) -> str:
    """Add an article; its cells are checked as the reader checks a row of articles.csv.

    Parameters
    ----------
    cells : mapping of column to text
        Any columns but `article_id`; lists are written `a|b`.

    Returns
    -------
    str
        Its id, made from its title.

    Raises
    ------
    ArticleError
        Its `problems` name each faulty column; another article has the same address.
    """
    with changing(database) as session:
        require_now(session, actor, "article.change")
        stem = words_of_id(cells.get(c.TITLE, "")) or "article"
        taken = session.scalars(
            select(ArticleRow.article_id).where(ArticleRow.article_id.startswith(stem[:50]))
        )
        article_id = free_id(stem, set(taken))
        values = checked_article({**cells, c.ARTICLE_ID: article_id})
        _refuse_known_address(session, values[c.URL])
        session.add(ArticleRow(**values, edited_at=now, edited_by=actor.account_id))
        audit(session, actor, "article.change", ("article", article_id), now, what="added")
        return article_id


def change_article(
    database: Database,
    actor: Actor,
    article_id: str,
    changes: Mapping[str, str],
    *,
    version: int,
    now: datetime,
) -> int:
    """Change cells of an article, checked as the reader checks a row of articles.csv.

    Parameters
    ----------
    changes : mapping of column to text
        Any columns but `article_id`; lists are written `a|b`.
    version : int
        That of the article as it was shown.

    Returns
    -------
    int
        The new version.

    Raises
    ------
    ArticleError
        Its `problems` name each faulty column; another article has the new address.
    ConflictError
        It was changed by someone else in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "article.change")
        article = stored(session.get(ArticleRow, article_id))
        require_version(article, version)
        if changed := change_cells(article, changes, actor, now):
            if c.URL in changed:
                _refuse_known_address(session, article.url, article_id)
            target = ("article", article_id)
            audit(session, actor, "article.change", target, now, columns=changed)
        session.flush()
        return article.version


def articles_at(
    database: Database, actor: Actor, address: str, *, without: str = "", now: datetime
) -> dict[str, str]:
    """Give the articles that have an address already, id to title; at most five.

    Addresses are the same that differ in `http`, `www.`, a last slash, or in what senders of
    links put behind them.

    Parameters
    ----------
    without : str
        Id of an article that does not count.
    """
    with database.reading() as session:
        require_now(session, actor, "article.change")
        return _at(session, address, without)


def take_off_article(
    database: Database, actor: Actor, article_id: str, *, off: bool, version: int, now: datetime
) -> int:
    """Take an article out of the catalog, or put it back; what rests on it stays.

    Returns
    -------
    int
        The new version.
    """
    with changing(database) as session:
        require_now(session, actor, "article.change")
        article = stored(session.get(ArticleRow, article_id))
        require_version(article, version)
        if off != (article.taken_off_at is not None):
            article.taken_off_at = now if off else None
            what = "taken off" if off else "put back"
            audit(session, actor, "article.change", ("article", article_id), now, what=what)
        session.flush()
        return article.version


def taken_off_articles(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """List the articles that were taken off, the last one first.

    Returns
    -------
    DataFrame
        `article_id`, `title`, `taken_off_at`.
    """
    with database.reading() as session:
        require_now(session, actor, "article.change")
        rows = session.execute(
            select(ArticleRow.article_id, ArticleRow.title, ArticleRow.taken_off_at)
            .where(ArticleRow.taken_off_at.is_not(None))
            .order_by(ArticleRow.taken_off_at.desc(), ArticleRow.article_id)
        ).all()
    return pd.DataFrame(map(tuple, rows), columns=list(TAKEN_OFF_COLUMNS))


def rests_on_article(
    database: Database, actor: Actor, article_id: str, *, now: datetime
) -> dict[str, int]:
    """Count what goes if an article is deleted: table to number of rows, none that has none."""
    with database.reading() as session:
        require_now(session, actor, "article.change")
        return _resting(session, article_id)


def delete_article(
    database: Database, actor: Actor, article_id: str, *, version: int, now: datetime
) -> None:
    """Delete an article that was added by hand and taken off, with all that rests on it.

    Raises
    ------
    RequestError
        It is a row of articles.csv, which would bring it back, or was not taken off before.
    ConflictError
        It was changed by someone else in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "article.change")
        article = stored(session.get(ArticleRow, article_id))
        require_version(article, version)
        if article.loaded_digest is not None:
            raise RequestError(
                "This article is a row of articles.csv, and the next loading would bring it back. "
                "Leave it taken off, or take it out of the file first."
            )
        if article.taken_off_at is None:
            raise RequestError("Take this article off first; then it can be deleted.")
        resting = sum(_resting(session, article_id).values())
        session.delete(article)
        audit(
            session, actor, "article.change", ("article", article_id), now,
            what="deleted", rows=resting,
        )  # fmt: skip


def _refuse_known_address(session: Session, address: str, article_id: str = "") -> None:
    with session.no_autoflush:
        known = _at(session, address, article_id)
    if known:
        title = next(iter(known.values()))
        expected = f"an address that no other article has; “{title}” has it"
        raise ArticleError([Problem("", None, c.URL, address, expected)])


def _at(session: Session, address: str, without: str) -> dict[str, str]:
    page = _same_page(address)
    if not page:
        return {}
    host = page[0].partition(":")[0]
    # What is written in another script, or so that ASCII holds it, is compared one by one.
    may_be = true() if _OTHER_SCRIPT in host else ArticleRow.url.icontains(host, autoescape=True)
    rows = session.execute(
        select(ArticleRow.article_id, ArticleRow.title, ArticleRow.url)
        .where(may_be, ArticleRow.article_id != without)
        .order_by(ArticleRow.article_id)
    )
    alike = [(id_, title) for id_, title, url in rows if _same_page(url) == page]
    return dict(alike[:MOST_ALIKE])


def _same_page(address: str) -> tuple[str, ...]:
    """Give an address as it is compared: host and port, path, what is asked, place; or nothing."""
    try:
        parts = urlsplit(address.strip())
        site = _same_site(parts)
    except ValueError:
        return ()
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in OF_SENDERS and not name.lower().startswith("utm_")
    ]
    path = _same_escapes(parts.path).rstrip("/")
    return (site, path, urlencode(asked), _same_escapes(parts.fragment)) if site else ()


def _same_site(parts: SplitResult) -> str:
    host = (parts.hostname or "").removesuffix(".")
    with contextlib.suppress(httpx.InvalidURL):  # such a host is compared as it is
        host = httpx.URL(f"https://{host}").raw_host.decode("ascii")
    host = host.removeprefix("www.")
    is_usual = parts.port in (None, _PORTS.get(parts.scheme))
    return host if is_usual or not host else f"{host}:{parts.port}"


def _same_escapes(text: str) -> str:
    """Escape as little as may be, in capitals, as RFC 3986 (6.2.2) sees addresses as the same."""

    def plain(match: re.Match[str]) -> str:
        char = chr(int(match[1], 16))
        return char if _UNRESERVED.fullmatch(char) else match[0].upper()

    return _ESCAPED.sub(plain, quote(text, safe=_IN_A_PATH))


def _resting(session: Session, article_id: str) -> dict[str, int]:
    found = {}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.references(ARTICLES.table):
                rows = select(func.count()).select_from(table).where(key.parent == article_id)
                found[table.name] = session.scalar(rows) or 0
    return {name: number for name, number in found.items() if number}
