"""Telling the log that a store cannot be used: when that begins and ends, not with each request."""

from __future__ import annotations

import logging
import threading
import time

_log = logging.getLogger(__name__)


class Outage:
    """Whether a store can be used, as those who use it found.

    Reading and writing are apart: a full disk can still be read.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failing: set[str] = set()
        self._refused = 0
        self._since = 0.0

    def failed(self, mode: str, detail: str) -> None:
        """Count a failure; the first one is logged."""
        with self._lock:
            begins = not self._failing
            self._failing.add(mode)
            if begins:
                self._refused, self._since = 0, time.monotonic()
            self._refused += 1
        if begins:
            _log.error("%s", detail)

    def went_well(self, mode: str) -> None:
        """Note that the store was used; the first time after failures is logged."""
        if not self._failing:
            return
        with self._lock:
            was_failing = bool(self._failing)
            self._failing.discard(mode)
            ends = was_failing and not self._failing
            refused, seconds = self._refused, time.monotonic() - self._since
        if ends:
            _log.warning(
                "The store can be used again, after %.0f seconds in which it failed %d times.",
                seconds,
                refused,
            )
