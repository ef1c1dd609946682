"""Plain pages of events to go to, and their calendars.

They stand beside the articles that are of the kind event: whose id it is, is asked first here. An
id of these is made by chance, so that no article has it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import groupby
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from matching.authorization import VISITOR, NotAllowedError
from matching.catalog import Catalog
from matching.gatherings.calendar_file import gathering_ics
from matching.gatherings.gathering import (
    Gathering,
    GatheringSession,
    days,
    hours_in_words,
    when_in_words,
    zone_in_words,
)
from matching.phrases import day_in_words
from matching.services import professional
from matching.store import ConstraintError, Database
from matching.store.words import GATHERING_FORMS
from matching.web import pages, structured_data
from matching.web.plain import EVENTS, FOLDER, PlainPage, draw_plain, plain_address, show_plain
from matching.words.facts import Fact, stated

__all__ = [
    "IS_CANCELLED",
    "IS_FICTIONAL",
    "IS_OVER",
    "calendar_address",
    "coming_pages",
    "event_routes",
]

CALENDAR = ".ics"
IS_FICTIONAL = "This event is fictional: it shows how events look, and does not take place."
IS_CANCELLED = "This event is cancelled."
IS_OVER = "This event is over."


def calendar_address(gathering_id: str, session_id: str = "") -> str:
    """The address of the calendar of an event, or of one of its sessions.

    Examples
    --------
    >>> calendar_address("g"), calendar_address("g", "s")
    ('/pages/events/g.ics', '/pages/events/g/s.ics')
    """
    session = f"/{session_id}" if session_id else ""
    return f"{FOLDER}{EVENTS}/{gathering_id}{session}{CALENDAR}"


def event_routes(
    open_database: Callable[[], Database], open_catalog: Callable[[], Catalog], public_url: str
) -> list[Route]:
    """Make the routes of events; they stand before the plain ones.

    Parameters
    ----------
    open_database, open_catalog : callable
        Called with each request.
    public_url : str
        As of `plain_routes`.
    """

    def answer(id_: str) -> Response:
        gathering = _found(open_database(), id_)
        if gathering is None:
            return show_plain(open_catalog(), EVENTS, id_, public_url)
        address = plain_address(EVENTS, id_, public_url) if public_url else ""
        response = draw_plain(_page(gathering, open_catalog(), address), address)
        if gathering.is_fictional:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    def calendar(id_: str, session_id: str) -> Response:
        gathering = _found(open_database(), id_)
        own = {one.session_id: one for one in gathering.sessions} if gathering else {}
        if gathering is None or (session_id and session_id not in own):
            return pages.draw("not-found.html", 404, notice="", problems={})
        address = plain_address(EVENTS, id_, public_url) if public_url else ""
        content = gathering_ics(gathering, own.get(session_id), address)
        name = {"Content-Disposition": f'attachment; filename="event{CALENDAR}"'}
        return Response(content, media_type="text/calendar", headers={**pages.HEADERS, **name})

    async def show(request: Request) -> Response:
        return await run_in_threadpool(answer, request.path_params["id"])

    async def give(request: Request) -> Response:
        session_id = request.path_params.get("session_id", "")
        return await run_in_threadpool(calendar, request.path_params["id"], session_id)

    one = f"{FOLDER}{EVENTS}/{{id}}"
    return [
        Route(one + CALENDAR, give),
        Route(one + "/{session_id}" + CALENDAR, give),
        Route(one, show),
    ]


def coming_pages(database: Database) -> Iterator[tuple[str, str]]:
    """Kind and id of the pages of events to come that are not fictional, for a sitemap."""
    for gathering in professional.coming_events(database, VISITOR, now=_now()):
        if not gathering.is_fictional:
            yield EVENTS, gathering.gathering_id


def _found(database: Database, id_: str) -> Gathering | None:
    try:
        return professional.event(database, VISITOR, id_, now=_now())
    except (NotAllowedError, ConstraintError):  # no id has what cannot be stored
        return None


def _page(gathering: Gathering, catalog: Catalog, address: str) -> PlainPage:
    zone, id_ = gathering.time_zone, gathering.gathering_id
    when = when_in_words(gathering.starts_at, gathering.ends_at, zone)
    country = catalog.places.name(gathering.country) if gathering.country else ""
    where = ", ".join(part for part in (gathering.place, country) if part)
    facts = (
        Fact("when", "When", f"{when} ({zone_in_words(zone)})"),
        Fact("where", "Where", where),
        Fact("form", "On site or online", GATHERING_FORMS[gathering.form]),
        Fact("organizer", "Organized by", gathering.organizer),
    )
    notices = [
        IS_FICTIONAL if gathering.is_fictional else "",
        IS_CANCELLED if gathering.cancelled_at else "",
        IS_OVER if gathering.is_over(_now()) else "",
    ]
    has_data = not gathering.is_fictional
    return PlainPage(
        kind="Event",
        title=gathering.title,
        by=when,
        summary=gathering.summary,
        facts=stated(facts),
        source=gathering.url,
        source_text="The event's own page",
        app=f"/events?{urlencode({'event': id_})}",
        app_text="See which sessions fit you",
        data=structured_data.gathering_data(gathering, address) if has_data else {},
        links_title="Take it along",
        links=[(calendar_address(id_), "Add to calendar")],
        notice=" ".join(notice for notice in notices if notice),
        lists=_sessions_by_day(gathering),
    )


def _sessions_by_day(gathering: Gathering) -> list[tuple[str, list[str]]]:
    zone = gathering.time_zone

    def day_of(one: GatheringSession) -> dt.date:
        return days(one.starts_at, one.ends_at, zone)[0]

    return [
        (f"Sessions on {day_in_words(day)}", [_line(one, zone) for one in sessions])
        for day, sessions in groupby(gathering.sessions, day_of)
    ]


def _line(one: GatheringSession, zone: str) -> str:
    cancelled = "cancelled" if one.cancelled_at else ""
    details = ", ".join(part for part in (cancelled, one.speakers, one.room) if part)
    hours = hours_in_words(one.starts_at, one.ends_at, zone)
    return f"{hours}: {one.title}" + (f" ({details})" if details else "")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
