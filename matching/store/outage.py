"""Telling the log that a store cannot be used: when that begins and ends, not with each request."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

__all__ = ["Outage"]

QUIET_SECONDS = 10
"""An outage is over when nothing has failed for so long: on a full disk some writes still go."""
FORGOTTEN_SECONDS = 600
"""After so long, the next failure begins another outage, though nobody tried in between."""
_log = logging.getLogger(__name__)


class Outage:
    """Whether a store can be used, as those who use it found.

    Reading and writing are apart: a full disk can still be read.

    Parameters
    ----------
    clock : callable
        Gives seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failing: set[str] = set()
        self._times, self._first, self._last = 0, 0.0, 0.0

    def failed(self, mode: str, detail: str) -> None:
        """Count a failure; the first one of an outage is logged."""
        with self._lock:
            now = self._clock()
            begins = not self._failing or now > self._last + FORGOTTEN_SECONDS
            if begins:
                self._failing.clear()
                self._times, self._first = 0, now
            self._failing.add(mode)
            self._last = now
            self._times += 1
        if begins:
            _log.error("%s", detail)

    def went_well(self, mode: str) -> None:
        """Note that the store was used; what ends an outage is logged."""
        if mode not in self._failing:
            return
        with self._lock:
            if mode not in self._failing or self._clock() < self._last + QUIET_SECONDS:
                return
            self._failing.discard(mode)
            if self._failing:
                return
            times, seconds = self._times, self._last - self._first
        _log.warning("The store can be used again; it failed %d times in %.0f s.", times, seconds)
