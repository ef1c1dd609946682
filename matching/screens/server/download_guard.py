"""Stands before the files that pages give: each opens only where it was made for."""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from matching.accounts import NOBODY, identify
from matching.screens import streamlit_server
from matching.screens.visit.downloads import FILES_COOKIE, SEAL, seal_of
from matching.store import Database, DatabaseError
from matching.web import SESSION_COOKIE

NOT_YOURS: Final = (
    "This file is only for the browser and the account that it was made for. "
    "Load the page anew and download it again."
)
NOT_NOW: Final = "This does not work just now. Try again in a moment."
_log = logging.getLogger(__name__)


class DownloadGuard:
    """Stands before Streamlit's own address for files to take along."""

    def __init__(self, app: ASGIApp, open_store: Callable[[], Database]) -> None:
        self._app, self._open_store = app, open_store

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a file through to whom it was made for; everything else passes."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        cookies = HTTPConnection(scope).cookies
        if streamlit_server.MEDIA not in scope["path"]:
            answer = _Answer(send, None if cookies.get(FILES_COOKIE) else scope)
            await self._app(scope, receive, answer.with_cookie)
            return
        is_download, mime = streamlit_server.download(scope["path"])
        if not is_download:
            await self._app(scope, receive, send)
            return
        status, why = await run_in_threadpool(self._why_not, mime.partition(SEAL)[2], cookies)
        if why:
            await PlainTextResponse(why, status, {"Cache-Control": "no-store"})(
                scope, receive, send
            )
            return
        await self._app(scope, receive, _Answer(send).without_seal)

    def _why_not(self, seal: str, cookies: Mapping[str, str]) -> tuple[int, str]:
        """Say why a file is not given to this browser; `""` if it is."""
        is_account = seal.startswith("account")
        right = seal_of(cookies, is_signed_in=is_account)
        if not cookies.get(FILES_COOKIE) or not hmac.compare_digest(seal, right):
            return 403, NOT_YOURS
        token = cookies.get(SESSION_COOKIE, "")
        if not is_account or not token:
            return 200, ""
        try:
            who = identify(self._open_store(), token, datetime.now(UTC))
        except DatabaseError as error:
            _log.error("A file could not be given: %s", error)
            return 503, NOT_NOW
        return (403, NOT_YOURS) if who == NOBODY else (200, "")


class _Answer:
    """What Streamlit answers, changed on its way."""

    def __init__(self, send: Send, cookie_for: Scope | None = None) -> None:
        self._send, self._cookie_for = send, cookie_for

    async def without_seal(self, message: Message) -> None:
        """Take the seal off, and let nothing on the way keep the file."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            kind, _, rest = headers.get("Content-Type", "").partition(SEAL)
            headers["Content-Type"] = kind + "".join(rest.partition(";")[1:])
            headers["Cache-Control"] = "no-store"
            headers["Referrer-Policy"] = "no-referrer"
        await self._send(message)

    async def with_cookie(self, message: Message) -> None:
        """Give a page's browser what files are made for, if it has none yet."""
        if message["type"] == "http.response.start" and self._cookie_for is not None:
            headers = MutableHeaders(scope=message)
            is_page = headers.get("Content-Type", "").startswith("text/html")
            if is_page or self._cookie_for["path"].endswith(streamlit_server.HEALTH):
                secure = "; Secure" if self._cookie_for["scheme"] == "https" else ""
                value = secrets.token_urlsafe(32)
                headers.append(
                    "Set-Cookie",
                    f"{FILES_COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax{secure}",
                )
        await self._send(message)
