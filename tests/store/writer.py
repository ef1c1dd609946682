"""A program that writes and is killed: `python writer.py`, asked through its standard input.

`start NAME URL` starts a process that writes rows of NAME until it is killed; `mark WORD` prints
the word, after all that was printed before; `upgrade NAME URL` makes the tables in a process of
its own and prints `upgraded NAME`. A process is a fork, so that a hundred of them need
not each import everything anew. It prints `pid NAME PID`, and `kept NAME N` after each write that
the store has acknowledged.
"""

import os
import signal
import sys
import traceback
from datetime import UTC, datetime

import psycopg  # noqa: F401 - imported once, for all

from matching.store import migrations, open_database, schema

ROLE = "mercy--surgeon"


def write_for_ever(name, url):
    """Write into three tables at once, numbering the writes."""
    with open_database(url) as database:
        with database.reading() as session:
            n = session.get(schema.ProfileRow, name).body["n"]
        while True:
            n += 1
            with database.writing() as session:
                mine = session.get(schema.ProfileRow, name)
                now = datetime.now(UTC)
                session.add(
                    schema.EventRow(at=now, account_id=name, kind="shown", role_id=ROLE, position=n)
                )
                session.flush()
                mine.body = {"n": n, "statement": "x" * (n * 997 % 5000)}
                session.add(
                    schema.AuditEntryRow(at=now, actor=name, action="write", target_id=str(n))
                )
            say(f"kept {name} {n}")


def upgrade(name, url):
    """Make the tables, or find them made by another process."""
    with open_database(url, any_version=True) as database:
        migrations.upgrade(database)
        assert migrations.current(database) == migrations.newest()
    say(f"upgraded {name}")


def say(line):
    os.write(1, f"{line}\n".encode())  # at once and in one piece


def main():
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the ended ones vanish by themselves
    migrations.newest()  # read once, for all
    for line in sys.stdin:
        what, name, *url = line.split()
        if what == "mark":
            say(f"mark {name}")
        elif os.fork() == 0:
            say(f"pid {name} {os.getpid()}")
            try:
                upgrade(name, *url) if what == "upgrade" else write_for_ever(name, *url)
            except BaseException:
                say(f"error {traceback.format_exc()}")
            finally:
                os._exit(0)


if __name__ == "__main__":
    main()
