"""The page of a demo on which a visitor chooses a fictional person to be."""

from __future__ import annotations

from types import MappingProxyType

from starlette.responses import Response
from starlette.routing import Route

from matching.authorization import NotAllowedError
from matching.demo import demo_people, sign_in_as
from matching.web.account import form_endpoint
from matching.web.settings import Settings
from matching.web.visit import Visit

__all__ = ["demo_routes"]


NOTICES = MappingProxyType(
    {
        "no-sign-up": "Signing up is off in this demo, which holds nobody real. Be one of these "
        "fictional people instead.",
    }
)


def demo_routes(settings: Settings) -> list[Route]:
    """Make the route of /account/demo; none where it is no demo."""
    if not settings.is_demo:
        return []
    return [Route("/account/demo", form_endpoint(settings, _show, _take), methods=["GET", "POST"])]


def _show(visit: Visit) -> Response:
    return _page(visit)


def _page(visit: Visit, status: int = 200, problem: str = "") -> Response:
    people = demo_people(visit.settings.open_store())
    groups = {
        "Professionals": people.professionals,
        "Recruiters": people.recruiters,
        "Staff": people.staff,
    }
    return visit.page(
        "demo.html",
        status,
        problems={"": problem} if problem else {},
        notice=NOTICES.get(visit.request.query_params.get("notice", ""), ""),
        groups={title: found for title, found in groups.items() if found},
    )


def _take(visit: Visit) -> Response:
    try:
        token = sign_in_as(
            visit.settings.open_store(),
            visit.fields.get("account_id", ""),
            now=visit.settings.now(),
            replaces=visit.token,
        )
    except NotAllowedError:
        return _page(visit, 403, "Please choose one of the people below.")
    return visit.signed_in(token)
