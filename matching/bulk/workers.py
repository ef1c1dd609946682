"""Hands blocks out: to this process, to several of this machine, or to a cluster."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from uuid import uuid4

import joblib
from joblib.externals.loky import process_executor

from matching.bulk import work
from matching.bulk.errors import BulkError
from matching.bulk.work import Block, Piece, Setting

NO_CLUSTER = (
    "A run on a cluster needs dask and distributed: pip install 'missionmatch[cluster]', here and "
    "on every machine of the cluster."
)
SECONDS_BETWEEN_LOOKS = 1


class Workers(NamedTuple):
    """Who does the blocks.

    Attributes
    ----------
    jobs : int
        How many processes of this machine; one is this process.
    scheduler : str
        Address of a Dask scheduler whose workers do them instead; nothing for this machine.
    """

    jobs: int = 1
    scheduler: str = ""

    def pieces(
        self, setting: Setting[Any], blocks: Iterable[Block[Any]], *, in_order: bool
    ) -> Iterator[Piece]:
        """Do each block, a few at a time, so that neither blocks nor pieces gather.

        With several workers, blocks are read in a thread that is not the caller's.

        Raises
        ------
        BulkError
            A worker was ended, or the cluster cannot be reached or does not go on.
        """
        returned = "generator" if in_order else "generator_unordered"
        if self.scheduler:
            try:
                from matching.bulk import cluster
            except ModuleNotFoundError as error:
                raise BulkError(NO_CLUSTER) from error
            return cluster.pieces(self.scheduler, setting, blocks, returned)
        if self.jobs == 1:
            return map(setting.piece, blocks)
        return _by_processes(self.jobs, setting, blocks, returned)


def _by_processes(
    jobs: int, setting: Setting[Any], blocks: Iterable[Block[Any]], returned: str
) -> Iterator[Piece]:
    key = uuid4().hex
    with joblib.parallel_config(
        backend="loky",
        n_jobs=jobs,
        initializer=_begin,
        initargs=(key, setting.pickled(), os.getpid()),
    ):
        parallel = joblib.Parallel(return_as=returned, batch_size=1)
    try:
        yield from parallel(joblib.delayed(work.done)(key, block) for block in blocks)
    except process_executor.TerminatedWorkerError as error:
        raise BulkError(
            "The system ended a worker, most often because memory ran out. Finished blocks are "
            "kept: give the same command again with fewer --jobs."
        ) from error


def _begin(key: str, pickled: bytes, command: int) -> None:
    """Prepare a process, which is to end when the one that began it does, however that is.

    It would else wait for ever to hand over a piece that nobody takes.
    """
    threading.Thread(target=_end_with, args=(command,), daemon=True).start()
    work.prepare(key, pickled)


def _end_with(command: int) -> None:
    while os.getppid() == command:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    os._exit(1)
