"""For who watches the server: is the process alive, and is the app ready for people."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from matching.store import Database, DatabaseError, SchemaVersionError, migrations

__all__ = ["health_routes"]

SECONDS = 3.0
"""How long a store may take to answer; who watches usually waits at least five."""

READY = "ready"
GONE = "not ready: the store cannot be used"
OTHER_VERSION = "not ready: the tables of the store are of another version"
SLOW = "not ready: the store takes too long to answer"
HEADERS = {"Cache-Control": "no-store"}
_log = logging.getLogger(__name__)


def health_routes(open_store: Callable[[], Database], seconds: float = SECONDS) -> list[Route]:
    """Make the routes `/livez`, which touches nothing, and `/readyz`, which reads the store.

    Parameters
    ----------
    open_store : callable
        Gives the database; called in a thread of its own, at most one at a time.
    seconds : float
        How long the store may take.
    """
    return [Route("/livez", _alive), Route("/readyz", _Readiness(open_store, seconds).answer)]


async def _alive(request: Request) -> Response:
    return PlainTextResponse("alive\n", headers=HEADERS)


class _Readiness:
    """Looks whether the store can be read; who asks meanwhile waits for the same look.

    A store that hangs keeps one thread, whoever asks how often.
    """

    def __init__(self, open_store: Callable[[], Database], seconds: float) -> None:
        self._open_store = open_store
        self._seconds = seconds
        self._look: Future[str] | None = None
        self._said = READY

    async def answer(self, request: Request) -> Response:
        """Answer 200 or 503, in fixed words."""
        try:
            found = await asyncio.wait_for(asyncio.wrap_future(self._looking()), self._seconds)
        except TimeoutError:
            found = SLOW
            self._tell(found, "")
        status = 200 if found == READY else 503
        return PlainTextResponse(f"{found}\n", status, HEADERS)

    def _looking(self) -> Future[str]:
        if self._look is None or self._look.done():
            self._look = Future()
            self._look.set_running_or_notify_cancel()  # so that nobody who leaves can cancel it
            threading.Thread(target=self._finish, args=[self._look], daemon=True).start()
        return self._look

    def _finish(self, look: Future[str]) -> None:
        try:
            look.set_result(self._state())
        except BaseException as error:
            look.set_exception(error)

    def _state(self) -> str:
        why = ""
        try:
            is_right = migrations.current(self._open_store()) == migrations.newest()
            found = READY if is_right else OTHER_VERSION
        except SchemaVersionError as error:
            found, why = OTHER_VERSION, error.detail
        except DatabaseError as error:
            found, why = GONE, error.detail
        self._tell(found, why)
        return found

    def _tell(self, found: str, why: str) -> None:
        """Write a change to the log, not each answer."""
        if found != self._said:
            self._said = found
            level = logging.WARNING if found == READY else logging.ERROR
            _log.log(level, "This server is %s. %s", found, why)
