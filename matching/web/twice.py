"""The same form, sent again while the first is still at work: both get the one answer."""

from __future__ import annotations

import copy
import hashlib
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future

from starlette.responses import Response

__all__ = ["Once"]


class Once:
    """Does the same thing once for all who ask for it at the same moment, in this process.

    Who comes later has it done again; what may not happen twice is the store's to refuse.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at_work: dict[bytes, Future[Response]] = {}

    def do(self, of: str, fields: Mapping[str, str], work: Callable[[], Response]) -> Response:
        """Give the answer of `work`, or of the same one that is at work already.

        Parameters
        ----------
        of : str
            Page and browser.
        fields : mapping
            All that was sent.
        """
        key = _digest(of, *(part for item in sorted(fields.items()) for part in item))
        with self._lock:
            running = self._at_work.get(key)
            mine = self._at_work.setdefault(key, Future())
        if running is not None:
            answer = copy.copy(running.result())
            answer.background = None  # the first sends the mail
            return answer
        try:
            response = work()
        except BaseException as error:
            mine.set_exception(error)
            raise
        else:
            mine.set_result(response)
            return response
        finally:
            with self._lock:
                del self._at_work[key]


def _digest(*texts: str) -> bytes:
    digest = hashlib.sha256()
    for text in texts:
        part = text.encode("utf-8", "surrogatepass")
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()
