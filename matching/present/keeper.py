"""Who keeps the present snapshot of a process, and sees to it that it is the present one."""

from __future__ import annotations

import datetime as dt
import gc
import threading
from collections.abc import Callable
from typing import Final

from matching.catalog import Catalog
from matching.catalog.changing import changed
from matching.present.snapshot import Snapshot
from matching.reference.shipped import shipped_adjacency
from matching.store import Database
from matching.store.reference_changes import (
    read_changes,
    read_reference_with_stamps,
    roles_over,
)
from matching.store.reference_rows import reference_state

FEW: Final = 200
"""Rows that are put into the snapshot while who asks waits; after more, another one is made."""


class Keeper:
    """Gives the snapshot of a store as it is now, one for all threads.

    Where few rows changed, they alone are read and encoded by who asks first: it is exact. Where
    many changed, another snapshot is made in a thread; until it is ready, the one of before serves,
    in which the roles are past that the store no longer offers. One thread makes it, however many
    ask; what it fails of is printed as of every thread, and who asks next has it tried again.

    Parameters
    ----------
    snapshot : Snapshot, optional
        What there is already.
    """

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        self._snapshot = snapshot
        self._changing = threading.Lock()
        self._beside: dict[str, threading.Thread] = {}
        self._is_warm = False

    def at(self, database: Database, day: dt.date, *, waits: bool = True) -> Snapshot:
        """Give the snapshot of the store as it is now.

        Parameters
        ----------
        waits : bool
            Whether to wait for somebody else who is putting in a change at this moment; who does
            not is given what there was before it. Who changed something waits.

        Raises
        ------
        DatabaseError
            The database does not answer.
        """
        state = reference_state(database)
        found = self._snapshot
        if found and self._serves(found, state, day):
            return found
        if waits or not found or found.day != day:
            self._changing.acquire()
        elif not self._changing.acquire(blocking=False):
            return found
        try:
            found = self._snapshot
            if not (found and self._serves(found, state, day)):
                found = self._later(database, found, day)
                if self._is_warm and not found.instead_of:
                    found.prepare()
                self._snapshot = found
                if found.instead_of:
                    self._start("make", lambda: self._make(database, day))
                elif self._is_warm:
                    self._start("warm", self._warm)
            return found
        finally:
            self._changing.release()

    def prepare(self, database: Database, day: dt.date) -> None:
        """Make everything now that visitors would wait for, and keep it so after changes.

        Raises
        ------
        DatabaseError
            The database does not answer.
        """
        self._is_warm = True
        self.at(database, day).warm()
        _spare_the_collector()

    def wait(self) -> None:
        """Wait until nothing is made beside the present snapshot any more."""
        while threads := [thread for thread in self._beside.values() if thread.is_alive()]:
            threads[0].join()

    def _serves(self, found: Snapshot, state: str, day: dt.date) -> bool:
        is_being_replaced = found.instead_of is None or self._is_at_work("make")
        return found.state == state and found.day == day and is_being_replaced

    def _later(self, database: Database, found: Snapshot | None, day: dt.date) -> Snapshot:
        """Give the snapshot of now, or one that stands in for it."""
        if found is None or day < found.day:
            return _whole(database, day)
        base = found.instead_of or found
        stamps, changes = read_changes(database, base.stamps, base.catalog, FEW)
        if changes is None:
            return base.closing(roles_over(database, base.catalog.roles.index), stamps.state)
        return base.changed(changed(base.catalog, changes, day), stamps, day)

    def _make(self, database: Database, day: dt.date) -> None:
        made = _whole(database, day)
        made.warm()
        with self._changing:
            self._snapshot = made
        if self._is_warm:
            _spare_the_collector()

    def _warm(self) -> None:
        while (found := self._snapshot) and not found.is_warm:
            found.warm()

    def _is_at_work(self, name: str) -> bool:
        return name in self._beside and self._beside[name].is_alive()

    def _start(self, name: str, work: Callable[[], None]) -> None:
        if not self._is_at_work(name):
            self._beside[name] = threading.Thread(target=work, daemon=True, name=f"catalog: {name}")
            self._beside[name].start()


def _spare_the_collector() -> None:
    """Tell the garbage collector to leave alone what is there now.

    Looking through a whole catalog takes a tenth of a second in which no thread goes on. What it
    was told before counts no more, so that a catalog that serves nobody any longer is freed.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _whole(database: Database, day: dt.date) -> Snapshot:
    reference, stamps = read_reference_with_stamps(database)
    return Snapshot(Catalog.from_reference(reference, shipped_adjacency(), day), stamps, day)
