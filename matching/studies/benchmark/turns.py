"""Processes that take turns: ours and each peer, with one thread or two, which are set at import.

What they are to do is handed over in a file. Every answer of a peer is held against ours, after the
clock was stopped; an unequal one ends the run.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import itertools
import math
import multiprocessing
import os
import pickle
import time
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np

from matching.catalog import Catalog
from matching.errors import MatchingError
from matching.profile import Profile
from matching.reference.shipped import DATA_FOLDER
from matching.studies.benchmark.drawn import drawn_roles
from matching.studies.benchmark.work import FIRST, Coded, Found, Ours, Said

OURS, FROM_PROFILE, NEVER_SEEN = "ours", "ours, from the profile", "ours, never seen"
OUR_WAYS: Final = (OURS, FROM_PROFILE, NEVER_SEEN)
"""Handed what the rules say, as the peers are; from the profile of somebody whose tables are kept;
and of one who was never seen, so that all rules are run."""
TURN: Final = 10
"""Queries that one process does before the next has its turn."""
CALIBRATED: Final = 500_000
"""Numbers that the calibration loop looks up and adds."""
THREADS_AT_IMPORT: Final = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
Query = Any


@dataclasses.dataclass(frozen=True)
class Task:
    """What the processes are handed.

    Attributes
    ----------
    size, seed : int
        Of the catalog that is drawn.
    said : sequence of Said
        What peers look up, a person (or a role) each.
    expected : sequence of Found
        What must be found.
    """

    size: int
    seed: int
    today: dt.date
    coded: Coded | None
    profiles: Sequence[Profile] = ()
    said: Sequence[Said] = ()
    expected: Sequence[Found] = ()
    n: int = FIRST
    most_bytes: int | None = None


class UnequalError(MatchingError):
    """A peer found something else than our index."""


class Process:
    """One of those that take turns.

    Parameters
    ----------
    who : str
        One of `OUR_WAYS`, or the name of a peer.
    """

    def __init__(self, who: str, threads: int, task: Path) -> None:
        self.who, self.threads = who, threads
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, who, threads, task))
        with _environment(dict.fromkeys(THREADS_AT_IMPORT, str(threads))):
            self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            self.ask("end")
        else:
            self._process.terminate()
        self._process.join()

    def begin(self, verb: str, *arguments: object) -> None:
        """Ask for something, without waiting for it."""
        self._line.send((verb, arguments))

    def answer(self) -> Any:  # noqa: ANN401 - each verb has its own
        """Wait for what was asked for."""
        found = self._line.recv()
        if isinstance(found, BaseException):
            raise found
        return found

    def ask(self, verb: str, *arguments: object) -> Any:  # noqa: ANN401 - each verb has its own
        """Ask, and wait."""
        self.begin(verb, *arguments)
        return self.answer()


@contextlib.contextmanager
def _environment(settings: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _work(line: Connection, who: str, threads: int, path: Path) -> None:
    task: Task = pickle.loads(path.read_bytes())
    worker = _OurWorker(task, who) if who in OUR_WAYS else _PeerWorker(task, who, threads)
    while True:
        verb, arguments = line.recv()
        if verb == "end":
            line.send(None)
            return
        try:
            line.send(getattr(worker, verb)(*arguments))
        except (UnequalError, ValueError) as error:
            line.send(error)


class _Worker:
    """The verbs that can be asked of a process."""

    ways: Sequence[str] = ("",)

    def __init__(self, task: Task, who: str) -> None:
        self.task, self.who = task, who
        self._queries: dict[int, Query] = {}

    def build(self) -> dict[str, float]:
        """Take the rows over: seconds, and megabytes more than before."""
        before, start = resident(), time.perf_counter()
        self._build()
        seconds = time.perf_counter() - start
        return {"seconds": seconds, "megabytes": resident() - before}

    def names_of_ways(self) -> Sequence[str]:
        """The ways in which it can be done."""
        return self.ways

    def turn(self, way: str, numbers: Sequence[int]) -> tuple[list[float], float]:
        """Do some queries: the seconds of each, and those of the calibration loop."""
        self.prepare(way, numbers)
        queries = [self._queries[number] for number in numbers]
        calibrated = calibration()
        queries[0]()  # whose turn it was before has emptied the caches
        seconds, answers = [], []
        for query in queries:
            start = time.perf_counter()
            answers.append(query())
            seconds.append(time.perf_counter() - start)
        self._check(numbers, answers)
        return seconds, calibrated

    def prepare(self, way: str, numbers: Sequence[int]) -> None:
        """Make queries ready, before the clock runs; those that were ready before are not kept."""
        self._queries.clear()
        for slot, number in enumerate(numbers):
            self._queries[number] = self._query(way, number, slot)

    def many(self, numbers: Sequence[int], most: float) -> tuple[int, float]:
        """Do what is ready: each query once, or again and again for so many seconds."""
        asked = numbers if math.isinf(most) else itertools.cycle(numbers)
        answers: list[Any] = []
        done, start = 0, time.perf_counter()
        for number in asked:
            answer = self._queries[number]()
            if done < len(numbers):
                answers.append(answer)
            done += 1
            if time.perf_counter() - start > most:
                break
        seconds = time.perf_counter() - start
        self._check(numbers[: len(answers)], answers)
        return done, seconds

    def peak(self) -> float:
        """Most megabytes that the process had."""
        return peak()

    def _check(self, numbers: Sequence[int], answers: Sequence[Any]) -> None:
        for number, answer in zip(numbers, answers, strict=True):
            if number < len(self.task.expected) and not self._found(answer, number).equals(
                self.task.expected[number]
            ):
                raise UnequalError(
                    f"Query {number} of {self.who} gave another list than our index: look at both "
                    "before any figure is used."
                )

    def _build(self) -> None:
        raise NotImplementedError

    def _query(self, way: str, number: int, slot: int) -> Query:
        raise NotImplementedError

    def _found(self, answer: Any, number: int) -> Found:  # noqa: ANN401, ARG002
        found: Found = answer
        return found


class _OurWorker(_Worker):
    def __init__(self, task: Task, who: str) -> None:
        super().__init__(task, who)
        self._is_seen = who != NEVER_SEEN
        self._catalog = Catalog.from_folder(DATA_FOLDER, task.today)
        rng = np.random.default_rng(task.seed)
        self._codes = drawn_roles(self._catalog, task.size, rng)

    def _build(self) -> None:
        most = self.task.most_bytes if self._is_seen else 0
        self._ours = Ours(self._codes, self._catalog, self.task.today, most)

    def _query(self, way: str, number: int, slot: int) -> Query:  # noqa: ARG002 - there is one way
        profile, n = self.task.profiles[number], self.task.n
        if self.who != OURS:
            return lambda: self._ours.found(profile, n)
        lookup = self._ours.look_up(profile)
        return lambda: self._ours.found_by(lookup, n)

    def turn(self, way: str, numbers: Sequence[int]) -> tuple[list[float], float]:
        """As of any; who was seen before is known."""
        if self._is_seen:
            for number in numbers:
                self._query(way, number, 0)()
        return super().turn(way, numbers)


class _PeerWorker(_Worker):
    def __init__(self, task: Task, who: str, threads: int) -> None:
        from matching.studies.benchmark import peers

        super().__init__(task, who)
        self._kind, self._threads, self._read = peers.PEERS[who], threads, peers.found_in
        self.ways = self._kind.ways

    def _build(self) -> None:
        assert self.task.coded is not None
        self._peer = self._kind(self.task.coded, self._threads)

    def _query(self, way: str, number: int, slot: int) -> Query:
        return self._peer.query(way, slot, self.task.said[number], self.task.n)

    def _found(self, answer: Any, number: int) -> Found:  # noqa: ANN401 - of any peer
        return self._read(answer, self.task.said[number])


def calibration() -> float:
    """Seconds of the same small work in every process, to see what else the machine does."""
    numbers = np.arange(CALIBRATED, dtype=np.uint32)
    table = np.arange(256, dtype=np.int64)
    start = time.perf_counter()
    table[numbers & 255].sum()
    return time.perf_counter() - start


def resident() -> float:
    """Megabytes that the process has in memory."""
    return _megabytes("VmRSS:")


def peak() -> float:
    """Most megabytes that the process had in memory so far."""
    return _megabytes("VmHWM:")


def _megabytes(name: str) -> float:
    """What Linux tells of the process; NaN elsewhere."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.is_file() else []
    found = [int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(name)]
    return found[0] if found else float("nan")
