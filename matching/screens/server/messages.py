"""What open pages ask: only what our pages need, not too much at once, and no faster than people.

A page talks to Streamlit through one WebSocket, and whoever opens one may send anything. Messages
that our pages have no use for are dropped; who sends faster than a person can waits; when no more
pages can be open, one that was left alone makes room. docs/open-pages.md says why the numbers are
as they are.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from matching.screens import streamlit_server
from matching.screens.server.uploads import Uploads
from matching.web.fairness import Pace, Paces, gives_way, network_of

MOST_PAGES: Final = 500
MOST_MESSAGE_BYTES: Final = 1_000_000
MOST_WIDGETS: Final = 5_000
MOST_FILE_NAMES: Final = 10

TRY_LATER, NO_MESSAGE, TOO_LARGE = 1013, 1007, 1009
"""Codes with which a WebSocket is closed."""
QUIET: Final = frozenset({"app_heartbeat"})
"""Messages that a page sends by itself though nobody uses it."""
_log = logging.getLogger(__name__)


@dataclass(eq=False)
class OpenPage:
    """The WebSocket of an open page."""

    network: str
    used_at: float
    _send: Send
    size: int = 1
    is_closed: bool = False
    was_warned: bool = False
    pace: Pace = field(default_factory=lambda: Pace(at_once=15, per_second=3))

    async def send(self, message: Message) -> None:
        """Pass on what Streamlit says to the page; to one that is gone, nothing."""
        if not self.is_closed:
            try:
                await self._send(message)
            except OSError:  # it has just gone; Streamlit hears of it when it listens
                self.is_closed = True

    async def close(self, code: int) -> Message:
        """Close it, and give what tells Streamlit that it is gone."""
        if not self.is_closed:
            await self.send({"type": "websocket.close", "code": code})
            self.is_closed = True
        return {"type": "websocket.disconnect", "code": code}


@dataclass
class OpenPages:
    """The pages that are open, and how fast each place may open and use them."""

    most: int = MOST_PAGES
    _pages: set[OpenPage] = field(default_factory=set)
    _opening: Paces = field(default_factory=lambda: Paces(at_once=300, per_second=10))
    _asking: Paces = field(default_factory=lambda: Paces(at_once=40, per_second=8))

    def __len__(self) -> int:
        return len(self._pages)

    async def admit(self, page: OpenPage) -> bool:
        """Let a page be open; where there are too many, one that was left alone is closed."""
        opening = self._opening.of(page.network, page.used_at)
        if opening.wait(page.used_at):
            return False
        opening.take(page.used_at)
        self._pages.add(page)
        if len(self._pages) > self.most:
            left_alone = gives_way(self._pages - {page})
            self.leave(left_alone)
            await left_alone.close(TRY_LATER)
        return True

    def leave(self, page: OpenPage) -> None:
        """Note that a page is gone."""
        self._pages.discard(page)

    def wait(self, page: OpenPage, now: float) -> float:
        """Say how many seconds the next message of a page waits, so that others come to turn."""
        return max(page.pace.take(now), self._asking.of(page.network, now).take(now))


class MessageGuard:
    """Stands before Streamlit's own WebSocket."""

    def __init__(self, app: ASGIApp, uploads: Uploads, pages: OpenPages) -> None:
        self._app, self._uploads, self._pages = app, uploads, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the messages of a page through that Streamlit may get; everything else passes."""
        if scope["type"] != "websocket" or not scope["path"].endswith(streamlit_server.STREAM):
            await self._app(scope, receive, send)
            return
        page = OpenPage(network_of(scope), time.monotonic(), send)
        if not await self._pages.admit(page):
            await page.close(TRY_LATER)
            return
        try:
            await self._app(scope, partial(self._receive, page, receive), page.send)
        finally:
            self._pages.leave(page)

    async def _receive(self, page: OpenPage, receive: Receive) -> Message:
        """Give the next message that Streamlit may get."""
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            if seconds := self._pages.wait(page, time.monotonic()):
                await asyncio.sleep(seconds)
            content = message.get("bytes")
            if content is None:
                return await page.close(NO_MESSAGE)
            if len(content) > MOST_MESSAGE_BYTES:
                return await page.close(TOO_LARGE)
            asked = streamlit_server.read_message(content)
            if asked is None:
                return await page.close(NO_MESSAGE)
            if page.is_closed:
                return await page.close(TRY_LATER)
            if await self._may_pass(page, asked):
                return message

    async def _may_pass(self, page: OpenPage, asked: BackMsg) -> bool:
        kind, now = streamlit_server.kind_of(asked), time.monotonic()
        if kind not in QUIET:
            page.used_at = now
        if why := _why_not(kind, asked):
            if not page.was_warned:
                page.was_warned = True
                _log.warning("An open page asked for what no page of ours does: %s. Dropped.", why)
            return False
        if kind == "file_urls_request":
            request = asked.file_urls_request
            if why := self._uploads.why_not(request.session_id, page.network, now):
                answer = streamlit_server.no_upload(request.request_id, why)
                await page.send({"type": "websocket.send", "bytes": answer})
                return False
        return True


def _why_not(kind: str, asked: BackMsg) -> str:
    """Say why a message is dropped; `""` if it is not."""
    if kind not in streamlit_server.MESSAGES | streamlit_server.OPERATIONS:
        return kind or "nothing"
    if len(asked.rerun_script.widget_states.widgets) > MOST_WIDGETS:
        return f"{len(asked.rerun_script.widget_states.widgets):,} widgets"
    if len(asked.file_urls_request.file_names) > MOST_FILE_NAMES:
        return f"{len(asked.file_urls_request.file_names):,} files at once"
    return ""
