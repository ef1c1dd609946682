"""The form in which an organization asks to join, and where its request stands."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.responses import Response
from starlette.routing import Route

from matching.accounts import LockedError, throttle
from matching.authorization import Actor
from matching.errors import MatchingError
from matching.services import professional
from matching.store import DatabaseError
from matching.web import pages
from matching.web.account import form_endpoint
from matching.web.settings import Settings
from matching.web.visit import LOCKED, Visit

__all__ = ["JOIN", "join_routes"]

JOIN = "/account/join"
MOST_AN_HOUR = 10  # from one network
FIELDS = ("org_name", "website", "name", "email", "text")


def join_routes(settings: Settings) -> list[Route]:
    """Make the route of the form; it goes before those of Streamlit."""
    return [Route(JOIN, form_endpoint(settings, _show, _take), methods=["GET", "POST"])]


def _show(visit: Visit) -> Response:
    code = visit.request.query_params.get("code", "")
    if not code:
        return visit.page("join.html")
    database, now = visit.settings.open_store(), visit.settings.now()
    status = professional.join_status(database, _actor(visit), code, now=now)
    problems = {} if status else {"": "There is no request with this code. Look at each letter."}
    return visit.page(
        "join.html" if status is None else "joined.html",
        200 if status else 404,
        problems=problems,
        standing=status,
        code=code,
    )


def _take(visit: Visit) -> Response:
    database, now = visit.settings.open_store(), visit.settings.now()
    said = {name: visit.fields.get(name, "") for name in FIELDS}
    try:
        throttle.count(database, "join", throttle.networks(visit.address, MOST_AN_HOUR), now)
        code = professional.ask_to_join(database, _actor(visit), **said, now=now)
    except DatabaseError:
        raise
    except MatchingError as error:
        status = LOCKED if isinstance(error, LockedError) else 400
        return visit.page("join.html", status, problems={"": str(error)})
    return pages.redirect(f"{JOIN}?{urlencode({'code': code})}")


def _actor(visit: Visit) -> Actor:
    return visit.identity().actor
