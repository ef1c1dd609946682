"""Starts the app as its own program, on a store that is ready, until Ctrl-C."""

from __future__ import annotations

import datetime as dt
import errno
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from matching.cli import output

if TYPE_CHECKING:
    from matching.store import Database

__all__ = ["DEMO_FILE", "check", "check_settings", "make_ready", "run"]

PROJECT = Path(__file__).resolve().parents[2]
APP_FILE = PROJECT / "app.py"
URL_VARIABLE = "MISSIONMATCH_DATABASE_URL"
DEMO_VARIABLE = "MISSIONMATCH_DEMO"
DEMO_FILE = PROJECT / "var" / "demo.db"


def check_settings(host: str) -> None:
    """Say whose word about the addresses of visitors is taken, where that may surprise.

    Raises
    ------
    MatchingError
        A setting cannot be used.
    """
    from matching.store import database_url, open_database
    from matching.web import proxy_warnings, settings_from_environment

    settings_from_environment(open_database)
    database_url()
    for sentence in proxy_warnings(host, os.environ):
        output.note(sentence)


def check(host: str, port: int) -> None:
    """End the program with a message if the app cannot be served there."""
    if not APP_FILE.is_file():
        output.fail(f"There is no {APP_FILE}; the app runs from a checkout of the project.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as listener:
            if os.name == "posix":  # elsewhere this would share a port that is in use
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen()
    except socket.gaierror:
        output.fail(f"This machine has no address '{host}'; try --host 127.0.0.1.")
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = port + 1 if port < 65_535 else 8501
            output.fail(
                f"Port {port} is in use, perhaps by another Missionmatch. "
                f"Try another: missionmatch serve --port {other}"
            )
        output.fail(f"Cannot listen on {host}, port {port}: {error.strerror}.")


def make_ready(data: Path, *, demo: bool) -> None:
    """Prepare the store that the app will open, and say how to make the first staff account.

    Raises
    ------
    MatchingError
        The data or the database cannot be used.
    """
    from matching.accounts import has_staff
    from matching.store import open_database
    from matching.store.preparing import prepare_store

    if demo:
        os.environ[DEMO_VARIABLE] = "1"
        os.environ.setdefault(URL_VARIABLE, f"sqlite:///{DEMO_FILE}")
    report = prepare_store(data)
    if report.is_news:
        output.note(str(report))
    with open_database() as database:
        if demo:
            _fill_demo(database)
        elif not has_staff(database):
            output.note(
                "There is no staff account yet. To make one, in another terminal:\n"
                "  .venv/bin/missionmatch staff create --email you@example.org"
            )


def run(host: str, port: int) -> int:
    """Run the app and return its exit code; where possible this program becomes the app."""
    os.chdir(APP_FILE.parent)  # where Streamlit looks for its settings
    start = f"from matching.screens.server.asgi import run; run({host!r}, {port})"
    command = [sys.executable, "-c", start]
    if os.name == "posix":
        os.execv(sys.executable, command)  # so that signals reach the app itself
    return subprocess.call(command)


def _fill_demo(database: Database) -> None:
    from matching.catalog import Catalog
    from matching.demo import fill_demo
    from matching.recommending.recommender import Recommender
    from matching.reference.shipped import shipped_adjacency
    from matching.store.reference_rows import read_reference_from

    output.note("Looking after the fictional people of the demo ...")
    catalog = Catalog.from_reference(read_reference_from(database), shipped_adjacency())
    now = dt.datetime.now(dt.UTC)
    output.note(str(fill_demo(database, Recommender(catalog, today=now.date()), now=now)))
    output.note("Choose who to be: open /account/demo on the address below.")
