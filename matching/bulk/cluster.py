"""Blocks done by the workers of a Dask cluster; the only place that imports Dask."""

from __future__ import annotations

import concurrent.futures
import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import uuid4

import joblib
from distributed import Client, KilledWorker, Worker, WorkerPlugin
from joblib._dask import DaskDistributedBackend

from matching.bulk import work
from matching.bulk.errors import BulkError
from matching.bulk.work import Block, Piece, Setting

LEAST_WORKERS = 16
"""Work is handed out for at least so many: two blocks each, which wait in the cluster."""
SECONDS_TO_CONNECT = 10
SECONDS_WITHOUT_WORKERS = 10
SECONDS_FOR_A_BLOCK = 600
"""After so long without a single block, a run is given up."""
GO_ON = "Finished blocks are kept: give the same command again to go on."


class Prepared(WorkerPlugin):
    """Gives a setting to every worker once, those included that come later."""

    def __init__(self, key: str, pickled: bytes) -> None:
        self.name = f"missionmatch-{key}"
        self.key, self.pickled = key, pickled

    def setup(self, worker: Worker) -> None:
        """Take the setting."""
        work.prepare(self.key, self.pickled)

    def teardown(self, worker: Worker) -> None:
        """Let it go."""
        work.forget(self.key)


class Telling(DaskDistributedBackend):
    """joblib's own way to Dask, but for two things.

    It would wait for ever for a task that the cluster gave up; and where it finds one worker at the
    beginning, it would do all in this process, though others may come.
    """

    def effective_n_jobs(self, n_jobs: int) -> int:
        """How many there are, or may come to be."""
        return max(int(super().effective_n_jobs(n_jobs)), LEAST_WORKERS)

    def submit(
        self, func: Callable[..., object], callback: Callable[[object], None]
    ) -> concurrent.futures.Future[object]:
        """Hand a task out, and hand on also that it failed."""

        def told(ended: concurrent.futures.Future[object]) -> None:
            if (error := ended.exception()) is not None:
                callback(error)

        future: concurrent.futures.Future[object] = super().submit(func, callback)
        future.add_done_callback(told)
        return future

    def retrieve_result_callback(self, out: object) -> object:
        """Give what a task gave, or raise why it gave nothing."""
        if isinstance(out, BaseException):
            raise out
        return super().retrieve_result_callback(out)


def pieces(
    scheduler: str, setting: Setting[Any], blocks: Iterable[Block[Any]], returned: str
) -> Iterator[Piece]:
    """Do each block on the cluster of a scheduler.

    A block whose worker dies is done by another one; the setting is sent once to each worker.

    Parameters
    ----------
    returned : str
        How joblib gives pieces back: `generator`, in the order of the blocks, or
        `generator_unordered`, as they are done.

    Raises
    ------
    BulkError
        The cluster cannot be reached, has no workers, runs another version of the program, or
        does not go on.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is told as an error
    with _connected(scheduler) as client:
        plugin = Prepared(uuid4().hex, setting.pickled())
        client.register_plugin(plugin)
        try:
            yield from _done(client, scheduler, plugin.key, blocks, returned)
        finally:
            if client.status == "running":
                client.unregister_worker_plugin(plugin.name)


def _connected(scheduler: str) -> Client:
    try:
        return Client(  # type: ignore[no-untyped-call]
            scheduler, timeout=SECONDS_TO_CONNECT, set_as_default=False
        )
    except (OSError, ValueError) as error:
        raise BulkError(
            f"There is no Dask scheduler at {scheduler} (tried for {SECONDS_TO_CONNECT} seconds). "
            "Start one with `dask scheduler`, and give its address, such as "
            "tcp://192.0.2.1:8786."
        ) from error


def _done(
    client: Client, scheduler: str, key: str, blocks: Iterable[Block[Any]], returned: str
) -> Iterator[Piece]:
    try:
        client.wait_for_workers(1, timeout=SECONDS_WITHOUT_WORKERS)
    except TimeoutError as error:
        raise BulkError(
            f"The cluster at {scheduler} has no workers. Start some with "
            f"`dask worker {scheduler} --nthreads 1`."
        ) from error
    with joblib.parallel_config(backend=Telling(client=client), n_jobs=-1):
        parallel = joblib.Parallel(return_as=returned, batch_size=1, timeout=SECONDS_FOR_A_BLOCK)
    try:
        yield from parallel(joblib.delayed(work.done)(key, block) for block in blocks)
    except KilledWorker as error:
        raise BulkError(
            "A block was given up: the workers that tried it died, most often because memory ran "
            f"out. {GO_ON}"
        ) from error
    except TimeoutError as error:
        raise BulkError(
            f"No block came back from {scheduler} within {SECONDS_FOR_A_BLOCK // 60} minutes. "
            f"{GO_ON}"
        ) from error
    except (OSError, concurrent.futures.CancelledError) as error:
        raise BulkError(f"The connection to {scheduler} was lost. {GO_ON}") from error
