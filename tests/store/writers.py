"""The processes of `writer.py`, asked by tests, and what they have written."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

from sqlalchemy import func, select

from matching.store import open_database, schema
from tests.store import writer
from tests.store.rows import account, begin, profile

WRITERS = ["writer0", "writer1"]
# Threads of numerical libraries, which the forks do not use.
IGNORE_THREADS = "-Wignore:This process:DeprecationWarning"
LONGEST_LIFE = 0.1  # seconds after the kill before


class Writers:
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
        pids, said = self.start(url)
        if after_a_write:
            said += self.wait_for_a_write(said)
        for pid in self.rng.sample(pids, len(pids)):
            time.sleep(self.rng.uniform(0, LONGEST_LIFE))
            os.kill(pid, signal.SIGKILL)
        for pid in pids:
            wait_until_gone(pid)
        return acknowledged(said + self.lines())

    def stop(self, pids):
        """End writers in the middle of what they do."""
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        for pid in pids:
            wait_until_gone(pid)

    def start(self, url):
        """Start the writers, and give their processes and what was said meanwhile."""
        said, pids = [], []
        for name in WRITERS:
            self._ask(f"start {name} {url}")
            lines = self._read_until(f"pid {name} ")
            pids.append(int(lines.pop().split()[-1]))
            said += lines
        return pids, said

    def wait_for_a_write(self, said):
        """Give what is said until each has written once, also counting what was said before."""
        more = []
        while {line.split()[1] for line in said + more} < set(WRITERS):
            more += self._read_until("kept ")
        return more


def acknowledged(lines):
    """The writes that were acknowledged, as name and number; anything else is an error."""
    assert all(line.startswith("kept ") for line in lines), "\n".join(lines)
    return [(name, int(n)) for _, name, n in map(str.split, lines)]


def wait_until_gone(pid):
    give_up = time.monotonic() + 30
    while time.monotonic() < give_up:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.001)
    raise AssertionError(f"Process {pid} was killed and is still there.")


@contextmanager
def running_writers(repository, rng):
    """Start the program that starts writers."""
    with subprocess.Popen(
        [sys.executable, IGNORE_THREADS, writer.__file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=repository,
        env=os.environ | {"PYTHONPATH": str(repository)},
        text=True,
    ) as process:
        yield Writers(process, rng)
        process.stdin.close()


def prepare(url):
    """Give each writer an account and a profile."""
    with open_database(url) as database, database.writing() as session:
        begin(session)
        session.add_all(map(account, WRITERS))
        session.flush()
        session.add_all(profile(name, body={"n": 0}) for name in WRITERS)


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
