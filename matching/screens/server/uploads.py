"""Files that pages send: few and small for each page, never more than a fixed amount altogether.

Streamlit takes any number of files from whoever has a page open and keeps them until the page's
session is forgotten. Here a file is refused before its content is read if files come too fast, the
oldest files make room for new ones, and what a closed page had is freed. docs/open-pages.md says
why the numbers are as they are.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from matching.screens import streamlit_server
from matching.web.fairness import Paces, gives_way, network_of

MOST_FILES_A_PAGE: Final = 4
MOST_FILES: Final = 200
MOST_BYTES: Final = 48 * 1024 * 1024
MOST_AT_ONCE: Final = 32
MOST_AT_ONCE_A_NETWORK: Final = 8
FRAME_BYTES: Final = 16 * 1024
"""What a form has around the file: its name and boundary lines."""
SECONDS_TO_SEND: Final = 60.0
SECONDS_KEPT: Final = 60.0
"""After a page is gone: it comes back by itself after a short loss of the network."""
SECONDS_BETWEEN_LOOKS: Final = 15.0

CLOSED: Final = "This page is not open any more. Load it anew and choose the file again."
TOO_FAST: Final = "Many files came in a short time. Please wait a minute and choose it again."
BUSY: Final = "Many people send files just now. Please choose it again in a moment."
TOO_LARGE: Final = "This file is too large. Please choose a smaller one."
TOO_SLOW: Final = "The file did not arrive in time. Please choose it again."


@dataclass
class KeptFile:
    """A file that Streamlit keeps for a page."""

    session_id: str
    file_id: str
    network: str
    size: int
    used_at: float


@dataclass
class Uploads:
    """What is kept and under way, and what is refused; one for the process."""

    _kept: list[KeptFile] = field(default_factory=list)
    _gone_since: dict[str, float] = field(default_factory=dict)
    _under_way: Counter[str] = field(default_factory=Counter)
    _pages: Paces = field(default_factory=lambda: Paces(at_once=10, per_second=1 / 6))
    _networks: Paces = field(default_factory=lambda: Paces(at_once=100, per_second=1))

    def why_not(self, session_id: str, network: str, now: float) -> str:
        """Say why a file is not taken from this page now; `""` if it is."""
        waits = [self._pages.of(session_id, now), self._networks.of(network, now)]
        if any(pace.wait(now) for pace in waits):
            return TOO_FAST
        here, everywhere = self._under_way[network], self._under_way.total()
        if here >= MOST_AT_ONCE_A_NETWORK or everywhere >= MOST_AT_ONCE:
            return BUSY
        return ""

    @contextmanager
    def taking(self, session_id: str, network: str, now: float) -> Iterator[None]:
        """Count a file while it arrives."""
        self._pages.of(session_id, now).take(now)
        self._networks.of(network, now).take(now)
        self._under_way[network] += 1
        try:
            yield
        finally:
            self._under_way -= Counter([network])

    def keep(self, file: KeptFile) -> None:
        """Note a file that has arrived, and free what it leaves no room for."""
        self._forget_freed()
        same = (file.session_id, file.file_id)
        self._kept = [k for k in self._kept if (k.session_id, k.file_id) != same] + [file]
        mine = [kept for kept in self._kept if kept.session_id == file.session_id]
        for kept in sorted(mine, key=lambda kept: kept.used_at)[:-MOST_FILES_A_PAGE]:
            self._free(kept)
        while len(self._kept) > MOST_FILES or self.n_bytes > MOST_BYTES:
            self._free(gives_way(self._kept))

    def free_closed(self, now: float) -> None:
        """Free the files of pages that have been gone for a while."""
        self._forget_freed()
        runtime = streamlit_server.runtime()
        sessions = {kept.session_id for kept in self._kept}
        gone = {id_ for id_ in sessions if not runtime.is_active_session(id_)}
        self._gone_since = {id_: self._gone_since.get(id_, now) for id_ in gone}
        for id_, since in self._gone_since.items():
            if now - since >= SECONDS_KEPT:
                streamlit_server.uploaded_files().remove_session_files(id_)
        self._forget_freed()

    @property
    def n_files(self) -> int:
        """How many files are kept."""
        return len(self._kept)

    @property
    def n_bytes(self) -> int:
        """How many bytes they have."""
        return sum(kept.size for kept in self._kept)

    def _free(self, file: KeptFile) -> None:
        streamlit_server.uploaded_files().remove_file(file.session_id, file.file_id)
        self._kept.remove(file)

    def _forget_freed(self) -> None:
        """Forget what Streamlit itself has removed, such as a file that was taken off a page."""
        files = streamlit_server.uploaded_files()
        self._kept = [k for k in self._kept if files.get_files(k.session_id, [k.file_id])]


class UploadGuard:
    """Stands before Streamlit's own address for files."""

    def __init__(self, app: ASGIApp, uploads: Uploads) -> None:
        self._app = app
        self._uploads = uploads
        self._looking: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a file through, or refuse it; everything else passes."""
        if scope["type"] != "http" or scope["method"] != "PUT":
            await self._app(scope, receive, send)
            return
        session_id, slash, file_id = (
            scope["path"].partition(streamlit_server.UPLOADS)[2].partition("/")
        )
        if not slash:
            await self._app(scope, receive, send)
            return
        network, now = network_of(scope), time.monotonic()
        status, why = 429, ""
        if not streamlit_server.runtime().is_active_session(session_id):
            status, why = 400, CLOSED
        else:
            why = self._uploads.why_not(session_id, network, now)
        if why:
            await PlainTextResponse(why, status)(scope, receive, send)
            return
        with self._uploads.taking(session_id, network, now):
            body = _Body(receive, now + SECONDS_TO_SEND)
            answer = _Answer(send)
            await self._app(scope, body.receive, answer.send)
        if answer.status == 204:
            file = KeptFile(session_id, file_id, network, body.n_bytes, time.monotonic())
            self._uploads.keep(file)
            self._look_after_closed_pages()

    def _look_after_closed_pages(self) -> None:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._free_closed(), name="free-uploads")

    async def _free_closed(self) -> None:
        """Look again and again as long as anything is kept."""
        while self._uploads.n_files:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            self._uploads.free_closed(time.monotonic())


class _Body:
    """The content of a request: it ends with an error as soon as it is too long or too slow."""

    def __init__(self, receive: Receive, until: float) -> None:
        self._receive, self._until = receive, until
        self._most = streamlit_server.most_upload_bytes() + FRAME_BYTES
        self.n_bytes = 0

    async def receive(self) -> Message:
        try:
            async with asyncio.timeout(self._until - time.monotonic()):
                message = await self._receive()
        except TimeoutError as error:
            raise HTTPException(408, TOO_SLOW) from error
        self.n_bytes += len(message.get("body", b""))
        if self.n_bytes > self._most:
            raise HTTPException(413, TOO_LARGE)
        return message


class _Answer:
    """What Streamlit answers, looked at on its way."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self._send(message)
