"""A real Dask cluster: a scheduler and worker processes on this machine."""

import csv
import datetime as dt
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from distributed import Client
from typer.testing import CliRunner

from matching.bulk import cluster, work
from matching.bulk.errors import BulkError
from matching.bulk.work import Block, RolesForPeople
from matching.bulk.workers import Workers
from matching.cli import app
from matching.comparison.weight_set import WeightSet
from tests.builders import shipped_catalog

REPOSITORY = Path(__file__).parents[2]
N_WORKERS = 4
DASK = [sys.executable, "-m", "dask"]
HERE = ["--host", "127.0.0.1", "--no-dashboard"]


class Deadly(RolesForPeople):
    """Ends whoever does it."""

    def piece(self, block):
        os.kill(os.getpid(), signal.SIGKILL)


class Wrong(RolesForPeople):
    """Cannot be done."""

    def piece(self, block):
        raise BulkError(f"block {block.number}")


def free_address():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture
def cluster_of():
    """Start a scheduler, unless there is one, and workers; give its address and the workers."""
    processes = []
    settings = {
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        "OMP_NUM_THREADS": "1",
    }

    def start(*command):
        process = subprocess.Popen(
            [*DASK, *command, *HERE],
            cwd=REPOSITORY,
            env=os.environ | settings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        processes.append(process)
        return process

    def begin(n_workers, address=""):
        if not address:
            address = free_address()
            start("scheduler", "--port", address.rpartition(":")[2])
        one = ["worker", address, "--nthreads", "1", "--no-nanny"]
        return address, [start(*one) for _ in range(n_workers)]

    yield begin
    for process in processes:
        process.kill()
        process.wait()


def setting(kind=RolesForPeople):
    return kind(shipped_catalog(), WeightSet.default(), dt.date(2026, 11, 30), 2, "csv")


@pytest.mark.slow
def test_killed_worker_costs_nothing_but_time(cluster_of, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    people = "".join(f"p{n},nurse\n" for n in range(200))
    (tmp_path / "people.csv").write_text(f"profile_id,profession\n{people}")
    asked = ["rank", "--profiles", "people.csv", "--n", "5", "--block", "1"]
    asked += ["--today", "2026-11-30", "--out"]
    address, workers = cluster_of(N_WORKERS)
    with Client(address, timeout=120, set_as_default=False) as client:
        client.wait_for_workers(N_WORKERS, timeout=120)
    many = ["many.csv", "--scheduler", address]
    with subprocess.Popen([sys.executable, "-m", "matching.cli", *asked, *many]) as run:
        while len(list(tmp_path.glob("many.csv.parts/*.part"))) < 3:
            assert run.poll() is None
            time.sleep(0.002)
        workers[0].kill()
        assert not (tmp_path / "many.csv").exists()
        alone = CliRunner().invoke(app, [*asked, "alone.csv"])
    assert workers[0].wait() == -signal.SIGKILL
    assert run.returncode == alone.exit_code == 0
    assert (tmp_path / "many.csv").read_bytes() == (tmp_path / "alone.csv").read_bytes()
    with (tmp_path / "many.csv").open(newline="") as file:
        rows = Counter((row["profile_id"], row["rank"]) for row in csv.DictReader(file))
    assert len(rows) == 200 * 5
    assert set(rows.values()) == {1}
    assert not (tmp_path / "many.csv.parts").exists()


@pytest.mark.slow
def test_what_goes_wrong_in_a_cluster_is_told_and_ends_the_run(cluster_of):
    address, _ = cluster_of(1)
    blocks = [Block(number, ()) for number in range(4)]
    with pytest.raises(BulkError, match=r"^block \d$"):
        list(Workers(scheduler=address).pieces(setting(Wrong), blocks, in_order=True))
    cluster_of(1, address)
    with pytest.raises(BulkError, match="the workers that tried it died"):
        list(Workers(scheduler=address).pieces(setting(Deadly), blocks[:1], in_order=False))


def test_cluster_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 0.2)
    address = free_address()
    with pytest.raises(BulkError, match=f"There is no Dask scheduler at {address}"):
        list(Workers(scheduler=address).pieces(setting(), [], in_order=True))


def test_cluster_without_workers_is_told(cluster_of, monkeypatch):
    monkeypatch.setattr(cluster, "SECONDS_WITHOUT_WORKERS", 0.2)
    address, _ = cluster_of(0)
    with pytest.raises(BulkError, match=f"The cluster at {address} has no workers"):
        list(Workers(scheduler=address).pieces(setting(), [], in_order=True))


@pytest.mark.parametrize("address", ["127.0.0.1", "http://127.0.0.1:80", "nowhere"])
def test_what_is_no_address_is_told(monkeypatch, address):
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 0.2)
    with pytest.raises(BulkError, match=f"There is no Dask scheduler at {address}"):
        list(Workers(scheduler=address).pieces(setting(), [], in_order=True))


def test_worker_of_another_version_takes_no_work(monkeypatch):
    given = setting().pickled()
    monkeypatch.setattr(work, "program", lambda: "0.0.1 of long ago")
    with pytest.raises(BulkError, match=r"A worker has another version .* \(0\.0\.1 of long ago\)"):
        work.prepare("key", given)
