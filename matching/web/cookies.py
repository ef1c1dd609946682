"""The cookies: who is signed in, what seals forms, and who signed in here before."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from matching.accounts import browsers, sessions

__all__ = [
    "BROWSER_COOKIE",
    "FORM_COOKIE",
    "SESSION_COOKIE",
    "browser_tokens",
    "forget_session",
    "form_key",
    "is_of_this_session",
    "is_sealed",
    "keep_browser",
    "keep_form_key",
    "keep_session",
    "seal",
    "session_token",
]

SESSION_COOKIE = "missionmatch_session"
FORM_COOKIE = "missionmatch_form"
BROWSER_COOKIE = "missionmatch_browser"
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)


def session_token(request: Request) -> str:
    """Give the token that the browser has, or `""`."""
    return request.cookies.get(SESSION_COOKIE, "")


def keep_session(request: Request, response: Response, token: str) -> None:
    """Let the browser keep a token, out of reach of scripts."""
    _set(request, response, SESSION_COOKIE, token, int(sessions.LONGEST.total_seconds()))


def forget_session(request: Request, response: Response) -> None:
    """Let the browser forget its token."""
    _set(request, response, SESSION_COOKIE, "", 0)


def form_key(request: Request) -> str:
    """Give the browser's key for forms, a new one if it has none."""
    return request.cookies.get(FORM_COOKIE, "") or secrets.token_urlsafe(32)


def keep_form_key(request: Request, response: Response, key: str) -> None:
    """Let the browser keep its key for forms until it is closed."""
    if request.cookies.get(FORM_COOKIE) != key:
        _set(request, response, FORM_COOKIE, key, None)


def browser_tokens(request: Request) -> tuple[str, ...]:
    """Give the tokens that make the browser known to the accounts that signed in here."""
    tokens = request.cookies.get(BROWSER_COOKIE, "").split(".", browsers.MOST_IN_COOKIE)
    return tuple(token for token in tokens if _TOKEN.fullmatch(token))


def keep_browser(request: Request, response: Response, tokens: Sequence[str]) -> None:
    """Let the browser keep the tokens that make it known."""
    _set(request, response, BROWSER_COOKIE, ".".join(tokens), int(browsers.KEPT.total_seconds()))


def seal(secret: bytes, key: str, token: str) -> str:
    """Give the hidden field of a form: it fits one browser, and says for which session it was."""
    session = _digest(secret, "session", token)
    return f"{session}.{_digest(secret, 'form', key, session)}"


def is_sealed(request: Request, secret: bytes, field: str) -> bool:
    """Whether a form that was sent was made by us, for this browser.

    Its session may have begun or ended since: on a slow line a form is sent twice, and the second
    comes with what the first did. `is_of_this_session` tells.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    key = request.cookies.get(FORM_COOKIE, "")
    session, _, given = field.partition(".")
    return bool(key) and _is_same(_digest(secret, "form", key, session), given)


def is_of_this_session(request: Request, secret: bytes, field: str) -> bool:
    """Whether a sealed form was made for the session that the browser has now, or has none in."""
    return _is_same(_digest(secret, "session", session_token(request)), field.partition(".")[0])


def _digest(secret: bytes, *texts: str) -> str:
    text = "\n".join(texts).encode("utf-8", "surrogatepass")
    return hmac.new(secret, text, hashlib.sha256).hexdigest()


def _is_same(right: str, given: str) -> bool:
    return hmac.compare_digest(right.encode(), given.encode("utf-8", "replace"))


def _set(request: Request, response: Response, name: str, value: str, age: int | None) -> None:
    response.set_cookie(
        name,
        value,
        max_age=age,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
