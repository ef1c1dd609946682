"""The routes under /account: read the form, call the library, answer."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import urlencode

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from matching import accounts
from matching.accounts import (
    AccountError,
    FieldsError,
    LinkError,
    LockedError,
    browsers,
    passwords,
    registering,
    reset,
    throttle,
)
from matching.accounts.emails import is_email, normalised
from matching.errors import MatchingError
from matching.store import DatabaseError, UnusableError
from matching.web import cookies, pages
from matching.web.forms import read_form
from matching.web.redirects import HOME
from matching.web.settings import Settings
from matching.web.twice import Once
from matching.web.visit import LOCKED, Visit

__all__ = ["account_routes", "form_endpoint"]

NOTICES = MappingProxyType(
    {
        "password-changed": "Your password is changed. Sign in with it.",
        "signed-out": "You are signed out.",
    }
)
MOST_LINKS_AN_HOUR = 30  # asked for from one network
FAULTS = MappingProxyType(
    {
        400: "What was sent cannot be read. Go back and send it again.",
        403: "This page was open too long or in another window. Load it anew and send it again.",
        408: "What was sent came too slowly. Go back and send it again.",
        413: "What was sent is too long. Go back and shorten it.",
        415: "What was sent is no form. Go back and send it again.",
        503: "This does not work just now. Try again in a moment.",
    }
)
_log = logging.getLogger(__name__)


Handler = Callable[[Visit], Response]


def account_routes(settings: Settings) -> list[Route]:
    """Make the routes; they go before those of Streamlit."""
    paths: dict[str, tuple[Handler, Handler]] = {
        "sign-in": (_show_sign_in, _sign_in),
        "sign-up": (_show_sign_up, _sign_up),
        "sign-out": (_show_sign_out, _sign_out),
        "forgot": (_show_forgot, _forgot),
        "reset": (_show_reset, _reset),
    }
    routes = [
        Route(f"/account/{name}", form_endpoint(settings, *handlers), methods=["GET", "POST"])
        for name, handlers in paths.items()
    ]
    return [*routes, Route("/account/account.css", pages.style_sheet(settings.fonts))]


def form_endpoint(settings: Settings, show: Handler, take: Handler) -> Callable[..., object]:
    """Make what answers a page with a form: `take` gets forms that this browser was given."""
    once = Once()

    async def endpoint(request: Request) -> Response:
        key = cookies.form_key(request)
        try:
            if request.method == "POST":
                fields = await read_form(request)
                if not cookies.is_sealed(request, settings.secret, fields.get("seal", "")):
                    raise HTTPException(403)
                visit = Visit(request, settings, fields, key)
                of = f"{request.url.path} {key} {visit.token}"
                work = functools.partial(take, visit)
                response = await run_in_threadpool(once.do, of, fields, work)
            else:
                visit = Visit(request, settings, {}, key)
                response = await run_in_threadpool(show, visit)
        except HTTPException as error:
            response = _fault(error.status_code)
        except DatabaseError as error:
            if not isinstance(error, UnusableError):  # the store logs an outage itself, once
                _log.error("%s: %s", request.url.path, error.detail)
            response = _fault(503)
        cookies.keep_form_key(request, response, key)
        return response

    return endpoint


def _fault(status: int) -> Response:
    return pages.draw("fault.html", status, text=FAULTS[status], notice="", problems={})


def _show_sign_in(visit: Visit) -> Response:
    notice = NOTICES.get(visit.request.query_params.get("notice", ""), "")
    return visit.page("sign-in.html", notice=notice)


def _sign_in(visit: Visit) -> Response:
    try:
        token = accounts.sign_in(
            visit.settings.open_store(),
            visit.fields.get("email", ""),
            visit.fields.get("password", ""),
            address=visit.address,
            now=visit.settings.now(),
            replaces=visit.token,
            browser=visit.browser,
        )
    except AccountError as error:
        return visit.page("sign-in.html", _status(error), problems={"": str(error)})
    return visit.signed_in(token)


def _show_sign_up(visit: Visit) -> Response:
    if visit.settings.is_demo:  # it holds nobody real
        return _to_the_demo(visit)
    return _sign_up_page(visit)


def _to_the_demo(visit: Visit) -> Response:
    next_page = {} if visit.next == HOME else {"next": visit.next}
    return pages.redirect("/account/demo?" + urlencode({"notice": "no-sign-up", **next_page}))


def _sign_up_page(
    visit: Visit, status: int = 200, problems: Mapping[str, str] = MappingProxyType({})
) -> Response:
    return visit.page(
        "sign-up.html",
        status,
        problems=problems,
        asks_password=not visit.settings.mailer.reaches_people,
        shortest=passwords.SHORTEST,
    )


def _sign_up(visit: Visit) -> Response:
    if visit.settings.is_demo:
        return _to_the_demo(visit)
    asked = {
        "email": normalised(visit.fields.get("email", "")),
        "name": visit.fields.get("name", "").strip(),
    }
    now, database = visit.settings.now(), visit.settings.open_store()
    try:
        if not visit.settings.mailer.reaches_people:
            token = accounts.sign_up(
                database,
                **asked,
                password=visit.fields.get("password", ""),
                address=visit.address,
                now=now,
                replaces=visit.token,
                form=visit.form_key,
            )
            return visit.signed_in(token)
        if problems := registering.check_fields(**asked):
            raise FieldsError(problems)
        is_new = _count_links(visit, asked["email"])
    except AccountError as error:
        problems = error.problems if isinstance(error, FieldsError) else {"": str(error)}
        return _sign_up_page(visit, _status(error), problems)

    def send() -> None:
        accounts.ask_to_sign_up(database, visit.settings.mailer, **asked, base=visit.base, now=now)

    return _sent(visit, asked["email"], send if is_new else None)


def _show_sign_out(visit: Visit) -> Response:
    return visit.page("sign-out.html", who=visit.identity())


def _sign_out(visit: Visit) -> Response:
    database, now = visit.settings.open_store(), visit.settings.now()
    seal = visit.fields.get("seal", "")
    if visit.token and not cookies.is_of_this_session(visit.request, visit.settings.secret, seal):
        raise HTTPException(403)
    if visit.fields.get("where") == "everywhere":
        accounts.sign_out_everywhere(database, visit.token, now, browser=visit.browser)
    else:
        accounts.sign_out(database, visit.token, now)
    response = pages.redirect("/account/sign-in?notice=signed-out")
    cookies.forget_session(visit.request, response)
    return response


def _show_forgot(visit: Visit) -> Response:
    return visit.page("forgot.html")


def _forgot(visit: Visit) -> Response:
    email = normalised(visit.fields.get("email", ""))
    now, database = visit.settings.now(), visit.settings.open_store()
    try:
        if not is_email(email):
            raise FieldsError({"email": "Write your e-mail like name@example.org."})
        is_new = _count_links(visit, email)
    except AccountError as error:
        problems = error.problems if isinstance(error, FieldsError) else {"": str(error)}
        return visit.page("forgot.html", _status(error), problems=problems)

    def send() -> None:
        accounts.ask_for_link(database, visit.settings.mailer, email, base=visit.base, now=now)

    return _sent(visit, email, send if is_new else None)


def _sent(visit: Visit, email: str, send: Callable[[], None] | None) -> Response:
    """Answer first and send afterwards: neither text nor time tells whether there is an account.

    A form that was sent twice gets the same answer, and no second mail.
    """

    def send_or_log(send: Callable[[], None]) -> None:
        try:
            send()
        except MatchingError as error:
            _log.error("A mail was not sent: %s", error)

    response = visit.page("sent.html", email=email)
    if send is not None:
        response.background = BackgroundTask(send_or_log, send)
    return response


def _show_reset(visit: Visit) -> Response:
    token = visit.request.query_params.get("token", "")
    if not reset.is_open(visit.settings.open_store(), token, visit.settings.now()):
        return visit.page("forgot.html", 410, problems={"": str(LinkError())})
    return _reset_page(visit, token)


def _reset(visit: Visit) -> Response:
    token = visit.fields.get("token", "")
    try:
        account_id = accounts.choose_password(
            visit.settings.open_store(),
            token,
            visit.fields.get("password", ""),
            visit.settings.now(),
            form=visit.form_key,
        )
    except FieldsError as error:
        return _reset_page(visit, token, 400, error.problems)
    except LinkError as error:
        return visit.page("forgot.html", 410, problems={"": str(error)})
    response = pages.redirect("/account/sign-in?notice=password-changed")
    cookies.forget_session(visit.request, response)
    visit.keep_browser(response, account_id)
    return response


def _reset_page(
    visit: Visit,
    token: str,
    status: int = 200,
    problems: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    return visit.page(
        "reset.html",
        status,
        problems=problems,
        token=token,
        shortest=passwords.SHORTEST,
    )


def _count_links(visit: Visit, email: str) -> bool:
    """Count a link that is asked for; say whether to send it, or the form was sent twice.

    A known browser is counted by itself, as when it signs in.
    """
    database, now = visit.settings.open_store(), visit.settings.now()
    with database.reading() as session:
        known = browsers.known(session, email, visit.browser, now)
    whom = (
        {known: MOST_LINKS_AN_HOUR}
        if known
        else throttle.networks(visit.address, MOST_LINKS_AN_HOUR)
    )
    form = f"{visit.request.url.path} {visit.form_key} {email}"
    return throttle.count(database, "links-from", whom, now, form=form)


def _status(error: AccountError) -> int:
    return LOCKED if isinstance(error, LockedError) else 400
