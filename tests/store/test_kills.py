"""Writers are killed (SIGKILL) at random moments; what was acknowledged must be there."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from matching.store import open_database, schema
from tests.store import writer
from tests.store.rows import account, begin, profile

WRITERS = ["writer0", "writer1"]
# Threads of numerical libraries, which the forks do not use.
IGNORE_THREADS = "-Wignore:This process:DeprecationWarning"
LONGEST_LIFE = 0.1  # seconds after the kill before


class Killer:
    """The running `writer.py`, and what its processes said."""

    def __init__(self, process, rng):
        self.process = process
        self.rng = rng
        self.marks = 0

    def upgrade(self, names, url):
        """Make the tables in several processes at once, and give what they said."""
        for name in names:
            self._ask(f"upgrade {name} {url}")
        said = []
        while sum(line.startswith(("upgraded ", "error ")) for line in said) < len(names):
            said.append(self.process.stdout.readline().rstrip("\n"))
        return sorted(line for line in said if not line.startswith("pid "))

    def lines(self):
        """All that was said since, up to now."""
        self.marks += 1
        self._ask(f"mark {self.marks}")
        return self._read_until(f"mark {self.marks}")[:-1]

    def _ask(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def _read_until(self, beginning):
        lines = []
        for line in self.process.stdout:
            lines.append(line.rstrip("\n"))
            if line.startswith(beginning):
                return lines
        raise AssertionError(f"The writers ended: {lines}")

    def round(self, url, *, after_a_write):
        """Let the writers write, kill one after the other, and give what was acknowledged.

        Not before each has written once, or else at any moment, such as when it opens the store.
        """
        said = []
        pids = []
        for name in WRITERS:
            self._ask(f"start {name} {url}")
            lines = self._read_until(f"pid {name} ")
            pids.append(int(lines.pop().split()[-1]))
            said += lines
        while after_a_write and {line.split()[1] for line in said} < set(WRITERS):
            said += self._read_until("kept ")
        for pid in self.rng.sample(pids, len(pids)):
            time.sleep(self.rng.uniform(0, LONGEST_LIFE))
            os.kill(pid, signal.SIGKILL)
        for pid in pids:
            wait_until_gone(pid)
        said += self.lines()
        assert all(line.startswith("kept ") for line in said), "\n".join(said)
        return [(name, int(n)) for _, name, n in map(str.split, said)]


def wait_until_gone(pid):
    give_up = time.monotonic() + 30
    while time.monotonic() < give_up:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.001)
    raise AssertionError(f"Process {pid} was killed and is still there.")


@pytest.fixture(scope="module")
def killer(repository):
    with subprocess.Popen(
        [sys.executable, IGNORE_THREADS, writer.__file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=repository,
        env=os.environ | {"PYTHONPATH": str(repository)},
        text=True,
    ) as process:
        yield Killer(process, random.Random(7))
        process.stdin.close()


@pytest.fixture
def store(url):
    with open_database(url) as database, database.writing() as session:
        begin(session)
        session.add_all(map(account, WRITERS))
        session.flush()
        session.add_all(profile(name, body={"n": 0}) for name in WRITERS)
    return url


def assert_file_is_sound(url):
    connection = sqlite3.connect(Path(url.removeprefix("sqlite:///")))
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()


def kept_writes(url):
    """The number of writes of each writer, after a check that each is whole."""
    with open_database(url) as database, database.reading() as session:
        profiles = session.scalars(select(schema.ProfileRow)).all()
        events = count(session, schema.EventRow.account_id)
        entries = count(session, schema.AuditEntryRow.actor)
        last = dict(
            session.execute(
                select(schema.EventRow.account_id, func.max(schema.EventRow.position)).group_by(
                    schema.EventRow.account_id
                )
            ).all()
        )
    kept = {row.account_id: row.body["n"] for row in profiles}
    assert {row.account_id: row.version - 1 for row in profiles} == kept
    assert events == entries == last == {name: n for name, n in kept.items() if n}
    return kept


def count(session, column):
    return dict(session.execute(select(column, func.count()).group_by(column)).all())


def kill_and_check(killer, url, kills):
    acknowledged = Counter()
    for turn in range(kills // len(WRITERS)):
        before = kept_writes(url)
        for name, n in killer.round(url, after_a_write=turn % 2 == 0):
            assert n == max(acknowledged[name], before[name]) + 1
            acknowledged[name] = n
        if url.startswith("sqlite"):
            assert_file_is_sound(url)
        for name, n in kept_writes(url).items():
            # At most the last write was kept without a word having been said of it.
            assert n - max(acknowledged[name], before[name]) in (0, 1)
    assert sum(acknowledged.values()) >= kills // 2


def test_ten_kills_lose_nothing(killer, store):
    kill_and_check(killer, store, kills=10)


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing(killer, store):
    kill_and_check(killer, store, kills=100)


def test_programs_that_upgrade_at_once_wait_for_each_other(killer, empty_url):
    names = [f"program{n}" for n in range(5)]
    assert killer.upgrade(names, empty_url) == [f"upgraded {name}" for name in names]
