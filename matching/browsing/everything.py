"""One search over roles, organizations, articles and events."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from matching import columns
from matching.browsing.browser import Browser
from matching.browsing.query import LONGEST_QUERY
from matching.browsing.related_articles import is_over
from matching.words.facts import table_row

EVENT: Final = "event"


@dataclass(frozen=True)
class Everything:
    """What was found, each best first.

    Attributes
    ----------
    roles, organizations, articles, events : tuple of ids
        Past roles come after the others; events are articles that announce something that is
        still ahead, those of the past are the last of `articles`.
    read_as, also : as of `Found`
    """

    roles: tuple[str, ...]
    organizations: tuple[str, ...]
    articles: tuple[str, ...]
    events: tuple[str, ...]
    read_as: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def total(self) -> int:
        """How many records were found."""
        return sum(map(len, (self.roles, self.organizations, self.articles, self.events)))


def search_everything(browser: Browser, query: str, today: dt.date) -> Everything:
    """Find whatever answers a query, which is read once for all kinds.

    Parameters
    ----------
    browser : Browser
    query : str
        An empty one finds everything.
    today : date
        Tells which events are still ahead.
    """
    roles = browser.roles(query)
    ids = browser.articles(query).ids
    articles = browser.catalog.articles
    kinds = dict(zip(articles.index, articles[columns.KIND], strict=True))
    of_events = [id_ for id_ in ids if kinds[id_] == EVENT]
    ahead = {id_ for id_ in of_events if not is_over(table_row(articles, id_), today)}
    return Everything(
        roles.ids,
        browser.organizations(query).ids,
        tuple(sorted((id_ for id_ in ids if id_ not in ahead), key=set(of_events).__contains__)),
        tuple(id_ for id_ in ids if id_ in ahead),
        roles.read_as,
        roles.also,
    )


def shorter_queries(browser: Browser, query: str) -> list[tuple[str, str]]:
    """Return each part of a query that has several, with the query without it.

    Where words are known nowhere, they alone are left out, all at once.
    """
    rest, unknown = query[:LONGEST_QUERY], []
    while nowhere := browser.read(rest).nowhere:
        rest = " ".join(rest.replace(nowhere, " ", 1).split())
        unknown.append(nowhere)
    if unknown:
        return [(" ".join(unknown), rest)] if rest else []
    parts = [part.typed for part in browser.read(query).parts]
    if len(parts) == 1:
        return []
    return [(left_out, " ".join(part for part in parts if part != left_out)) for left_out in parts]
