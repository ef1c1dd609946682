"""A person's own calendar at its secret address, for the programs that read it again and again."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from matching.authorization import NotAllowedError
from matching.catalog import Catalog
from matching.services import professional
from matching.services.shared.calendar_owner import whose_calendar
from matching.store import Database
from matching.web import pages
from matching.web.fairness import Paces, network_of

__all__ = ["OWN_CALENDAR", "calendar_routes", "own_calendar_address"]

OWN_CALENDAR: Final = "/calendar/"
"""What these addresses begin with."""
LONGEST: Final = 100
"""Letters of a secret; ours have 43."""
TYPE: Final = "text/calendar; charset=utf-8"


def own_calendar_address(base: str, secret: str) -> str:
    """The whole address of a person's calendar.

    Examples
    --------
    >>> own_calendar_address("https://missionmatch.example", "s3cret")
    'https://missionmatch.example/calendar/s3cret.ics'
    """
    return f"{base}{OWN_CALENDAR}{secret}.ics"


def calendar_routes(
    open_database: Callable[[], Database], open_catalog: Callable[[], Catalog]
) -> list[Route]:
    """Make the route of people's own calendars.

    Parameters
    ----------
    open_database, open_catalog : callable
        Called with each request.
    """
    paces = Paces(at_once=60, per_second=0.2)

    def answer(secret: str, known: str) -> Response:
        now = dt.datetime.now(dt.UTC)
        try:
            if len(secret) > LONGEST:
                raise NotAllowedError
            owner = whose_calendar(open_database(), secret)
            content = professional.read_calendar(open_database(), owner, open_catalog(), now=now)
        except NotAllowedError:
            return pages.draw("not-found.html", 404, notice="", problems={})
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = {**pages.HEADERS, "ETag": tag, "Cache-Control": "private, no-cache"}
        if tag in known:
            return Response(status_code=304, headers=headers)
        return Response(content, headers={**headers, "Content-Type": TYPE})

    async def give(request: Request) -> Response:
        wait = paces.of(network_of(request.scope), now := time.monotonic()).take(now)
        if wait:
            return Response(status_code=429, headers={"Retry-After": str(int(wait) + 1)})
        known = request.headers.get("if-none-match", "")
        return await run_in_threadpool(answer, request.path_params["secret"], known)

    return [Route(f"{OWN_CALENDAR}{{secret}}.ics", give)]
