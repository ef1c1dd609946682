"""The cookie of who is signed in, and the cookie that seals forms."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from starlette.requests import Request
from starlette.responses import Response

from matching.accounts import sessions

__all__ = [
    "FORM_COOKIE",
    "SESSION_COOKIE",
    "form_key",
    "forget_session",
    "is_sealed",
    "keep_form_key",
    "keep_session",
    "seal",
    "session_token",
]

SESSION_COOKIE = "missionmatch_session"
FORM_COOKIE = "missionmatch_form"


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


def seal(secret: bytes, key: str, token: str) -> str:
    """Give the hidden field of a form: it fits one browser and one session only."""
    text = f"{key}\n{token}".encode("utf-8", "surrogatepass")
    return hmac.new(secret, text, hashlib.sha256).hexdigest()


def is_sealed(request: Request, secret: bytes, field: str) -> bool:
    """Whether a form that was sent was made by us, for this browser and session."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    key = request.cookies.get(FORM_COOKIE, "")
    right = seal(secret, key, session_token(request))
    return bool(key) and hmac.compare_digest(right.encode(), field.encode("utf-8", "replace"))


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
