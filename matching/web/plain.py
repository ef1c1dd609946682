"""Plain pages that this server draws: an article, an organization, an opening, an event, a tag.

They have an address that stays, a preview and structured data, and lead into the app. They are
what is shared and found; no profile is ever in them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from matching import columns as c
from matching import phrases
from matching.articles import tags
from matching.articles.article_text import OVER, standing_of_event
from matching.browsing.browser import newest_first
from matching.catalog import Catalog
from matching.environment import today
from matching.services.conversation import Answered
from matching.web import pages, structured_data
from matching.words.facts import (
    Fact,
    TableRow,
    facts_of_article,
    facts_of_organization,
    facts_of_role,
    stated,
    table_row,
    table_rows,
)

__all__ = ["FOLDER", "SITEMAP", "plain_address", "plain_routes"]

FOLDER = "/pages/"
SITEMAP = "/sitemap.xml"
ARTICLES, EVENTS, ORGANIZATIONS, ROLES = "articles", "events", "organizations", "openings"
TAGS = "tags"
MOST_LISTED = 30
"""Openings of an organization on its page."""
MOST_TAGGED = 100
"""Articles on the page of a tag, the newest ones."""
FEWEST_TAGGED = 2
"""Articles that a tag must have for a page of its own."""
LONGEST_DESCRIPTION = 300
"""Letters of a preview."""


@dataclass(frozen=True)
class PlainPage:
    """What a plain page shows.

    Parameters
    ----------
    kind : str
        Such as "Article", above the title.
    by : str
        Below the title.
    source, source_text : str
        The address of where it was read, and what that link says; none if `""`.
    app, app_text : str
        The path of the same in the app, and what the link there says.
    links : sequence of (address, text)
        Further pages, such as the openings of an organization.
    lists : sequence of (title, lines)
        What else there is to tell, such as the sessions of a day.
    data : mapping
        Structured data; none if empty.
    answers : sequence of Answered
        What people asked and the organization answered; a role may name one as its source.
    """

    kind: str
    title: str
    by: str
    summary: str
    facts: Sequence[Fact]
    source: str
    source_text: str
    app: str
    data: dict[str, Any]
    og_type: str = "article"
    links_title: str = ""
    links: Sequence[tuple[str, str]] = field(default=())
    notice: str = ""
    app_text: str = "See how it fits you"
    lists: Sequence[tuple[str, Sequence[str]]] = field(default=())
    answers: Sequence[Answered] = field(default=())


def plain_address(kind: str, id_: str, public_url: str = "") -> str:
    """The address of a plain page.

    Examples
    --------
    >>> plain_address("articles", "medical-licenses", "https://missions.example")
    'https://missions.example/pages/articles/medical-licenses'
    """
    return f"{public_url}{FOLDER}{kind}/{id_}"


def plain_routes(
    open_catalog: Callable[[], Catalog],
    public_url: str,
    more: Callable[[], Iterable[tuple[str, str]]] = tuple,
    is_gone: Callable[[str, str], bool] = lambda kind, id_: False,
    answered: Callable[[str], Sequence[Answered]] = lambda role_id: (),
) -> list[Route]:
    """Make the routes of the plain pages and of the list of them for search engines.

    Parameters
    ----------
    open_catalog : callable
        Gives the catalog as it is now; called with each request.
    public_url : str
        Where people reach the app; addresses in pages are whole only where it is known.
    more : callable
        Gives kind and id of pages worth finding that are not of the catalog.
    is_gone : callable
        Says of kind and id whether the organization asked for the page to be gone.
    answered : callable
        Gives the questions about a role that its organization answered.
    """

    async def show(request: Request) -> Response:
        kind, id_ = request.path_params["kind"], request.path_params["id"]
        response = await run_in_threadpool(
            show_plain, open_catalog(), kind, id_, public_url, answered
        )
        if response.status_code == 404 and await run_in_threadpool(is_gone, kind, id_):
            return pages.draw("taken-out.html", 410, notice="", problems={})
        return response

    async def sitemap(request: Request) -> Response:
        start = public_url or str(request.base_url).rstrip("/")
        text = await run_in_threadpool(sitemap_text, open_catalog(), start, more)
        return Response(text, media_type="application/xml", headers=dict(pages.PUBLIC))

    return [Route(FOLDER + "{kind}/{id}", show), Route(SITEMAP, sitemap)]


def sitemap_text(
    catalog: Catalog, public_url: str, more: Callable[[], Iterable[tuple[str, str]]] = tuple
) -> str:
    """The plain pages worth finding, as a sitemap: past roles and events that are over are none."""
    addresses = "".join(
        f"<url><loc>{escape(plain_address(kind, id_, public_url))}</loc></url>\n"
        for kind, id_ in (*_worth_finding(catalog), *more())
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{addresses}</urlset>\n"
    )


def _worth_finding(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for id_ in catalog.organizations.index:
        yield ORGANIZATIONS, str(id_)
    for id_, row in table_rows(catalog.roles).items():
        if row[c.STATUS] != "past":
            yield ROLES, id_
    for id_, row in table_rows(catalog.articles).items():
        if row[c.KIND] != "event":
            yield ARTICLES, id_
        elif standing_of_event(row, today()) != OVER:
            yield EVENTS, id_
    for tag in tags.frequent(catalog, FEWEST_TAGGED):
        yield TAGS, tag.address


def show_plain(
    catalog: Catalog,
    kind: str,
    id_: str,
    public_url: str,
    answered: Callable[[str], Sequence[Answered]] = lambda role_id: (),
) -> Response:
    """Answer with the page of something of the catalog, or that there is none."""
    address = plain_address(kind, id_, public_url) if public_url else ""
    page = _page(catalog, kind, id_, address)
    if page is None:
        return pages.draw("not-found.html", 404, notice="", problems={})
    if kind == ROLES:
        page = replace(page, answers=answered(id_))
    return draw_plain(page, address)


def draw_plain(page: PlainPage, address: str) -> Response:
    """Draw a plain page; `address` is its own, `""` where it is not known."""
    description = page.summary[:LONGEST_DESCRIPTION]
    data = json.dumps(page.data, ensure_ascii=False).replace("<", "\\u003c") if page.data else ""
    return pages.draw_public(
        "plain.html",
        page=page, address=address,
        description=description, data=data, notice=page.notice, problems={},
    )  # fmt: skip


def _page(catalog: Catalog, kind: str, id_: str, address: str) -> PlainPage | None:
    if kind in (ARTICLES, EVENTS) and id_ in catalog.articles.index:
        return _article(catalog, id_, address)
    if kind == ORGANIZATIONS and id_ in catalog.organizations.index:
        return _organization(catalog, id_, address)
    if kind == ROLES and id_ in catalog.roles.index:
        return _role(catalog, id_, address)
    if kind == TAGS:
        return _tag(catalog, id_, address)
    return None


def _article(catalog: Catalog, id_: str, address: str) -> PlainPage:
    row = table_row(catalog.articles, id_)
    standing = standing_of_event(row, today())
    is_event = row[c.KIND] == "event"
    data = (
        structured_data.event_data(row, address, standing)
        if is_event
        else structured_data.article_data(row, address)
    )
    by = (row[c.PUBLISHER], phrases.date_in_words(row[c.PUBLISHED]))
    return PlainPage(
        kind=catalog.vocabulary.label("article_kind", row[c.KIND]),
        title=row[c.TITLE],
        by=", ".join(part for part in by if part),
        summary=row[c.SUMMARY],
        facts=stated(facts_of_article(catalog, id_)),
        source=row[c.URL],
        source_text="Read the original",
        app=f"/articles?{urlencode({c.ARTICLE_ID: id_})}",
        data=data,
        links_title="Tags",
        links=_tag_links(catalog, row),
        notice="This event is over." if standing == OVER else "",
    )


def _tag_links(catalog: Catalog, article: TableRow) -> list[tuple[str, str]]:
    """The pages of an article's tags."""
    own = tags.tags_of(tags.known_tags(catalog.vocabulary, catalog.places), article)
    pages_of_tags = tags.frequent(catalog, FEWEST_TAGGED)
    return [(plain_address(TAGS, tag.address), tag.label) for tag in own if tag in pages_of_tags]


def _tag(catalog: Catalog, id_: str, address: str) -> PlainPage | None:
    """The articles of a tag of the vocabulary; None where too few have it."""
    tag = tags.known_tags(catalog.vocabulary, catalog.places).get(id_)
    found = tags.having(catalog.articles, tag) if tag else ()
    if tag is None or len(found) < FEWEST_TAGGED:
        return None
    newest = newest_first(catalog.articles.loc[list(found)])[:MOST_TAGGED]
    articles = ((one, table_row(catalog.articles, one)) for one in newest)
    links = [
        (plain_address(EVENTS if row[c.KIND] == "event" else ARTICLES, one), row[c.TITLE])
        for one, row in articles
    ]
    number = phrases.counted(len(found), "article")
    summary = f"{number} with the tag “{tag.label}”, for health professionals who go to serve."
    return PlainPage(
        kind="Tag",
        title=tag.label,
        by="",
        summary=summary,
        facts=(),
        source="",
        source_text="",
        app=f"/tag?{urlencode({'tag': tag.address})}",
        data=structured_data.tag_data(tag.label, summary, address),
        og_type="website",
        links_title="The newest articles" if len(found) > len(links) else "Articles",
        links=links,
        app_text="See what of it fits you, roles too",
    )


def _organization(catalog: Catalog, id_: str, address: str) -> PlainPage:
    row = table_row(catalog.organizations, id_)
    roles = catalog.roles[(catalog.roles[c.ORG_ID] == id_) & (catalog.roles[c.STATUS] != "past")]
    links = [
        (plain_address(ROLES, str(role_id)), str(title))
        for role_id, title in roles[c.TITLE].head(MOST_LISTED).items()
    ]
    return PlainPage(
        kind=catalog.vocabulary.label("organization_kind", row[c.KIND]),
        title=row[c.NAME],
        by="",
        summary=row[c.SUMMARY],
        facts=stated(facts_of_organization(catalog, id_)),
        source=row[c.SOURCE_URL],
        source_text="Where this was read",
        app=f"/organizations?{urlencode({c.ORG_ID: id_})}",
        data=structured_data.organization_data(catalog, id_, address),
        og_type="website",
        links_title="Openings" if links else "",
        links=links,
    )


def _role(catalog: Catalog, id_: str, address: str) -> PlainPage:
    row = table_row(catalog.roles, id_)
    name = table_row(catalog.organizations, row[c.ORG_ID])[c.NAME]
    is_past = row[c.STATUS] == "past"
    return PlainPage(
        kind="Past role" if is_past else "Opening",
        title=row[c.TITLE],
        by=name,
        summary=row[c.SUMMARY],
        facts=stated(facts_of_role(catalog, id_)),
        source=row[c.SOURCE_URL],
        source_text="The organization's own page",
        app=f"/role?{urlencode({c.ROLE_ID: id_})}",
        data=structured_data.role_data(catalog, id_, address),
        og_type="website",
        links_title="The organization",
        links=[(plain_address(ORGANIZATIONS, row[c.ORG_ID]), name)],
        notice="This role is over; the organization may have others." if is_past else "",
    )
