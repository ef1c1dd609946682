"""Times each kind of page in a browser, quiet and while others use the app: `make bench-pages`.

    python -m tests.load.pages --code now=. --code before=../before --output var/pages.json

Each code serves a store of its own that it filled itself, and in each round the codes take turns,
so that what else the machine does meets all of them. Parts: `quiet`, pages with nobody else there;
`crowded`, the same while 50 people change filters without a rest; `crowd`, the seconds of those
people with no browser beside, without a rest and with five seconds to read before each change;
`memory`, what the server holds after each of three rounds of 200 people who come, change filters
and leave.
"""

import argparse
import contextlib
import dataclasses
import datetime as dt
import importlib.metadata
import json
import os
import platform
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Error, sync_playwright

from tests.browser.running import REPOSITORY, running_app
from tests.browser.windows import CHROMIUM_FLAGS, chromium_path
from tests.load import report
from tests.load.kinds import kinds
from tests.load.watching import Watcher

PARTS = ("quiet", "crowded", "crowd", "memory")
ROUNDS = 3
RESTS = 0.0, 5.0
"""Seconds that each of a crowd reads before the next change."""
PACKAGES = ("streamlit", "starlette", "uvicorn", "pandas", "numpy", "sqlalchemy", "playwright")
LOOPS = 2_000_000
SECONDS_AT_REST, PERCENT_AT_REST = 3.0, 5.0


@dataclasses.dataclass
class Server:
    """A running app: what the measured code is called, where it is, and what it holds."""

    name: str
    address: str
    process: psutil.Process
    found: dict

    def megabytes(self):
        """Give the memory of the process once it does nothing more."""
        while self.process.cpu_percent(SECONDS_AT_REST) > PERCENT_AT_REST:
            pass
        memory = self.process.memory_full_info()
        return round(getattr(memory, "pss", memory.rss) / 2**20, 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--code", action="append", metavar="NAME=FOLDER", help="a checkout; may be given again"
    )
    parser.add_argument("--part", action="append", choices=PARTS, help="some parts only")
    parser.add_argument("--only", default="", help="kinds of pages whose name this pattern finds")
    parser.add_argument("--repeats", type=int, default=7, help="of each page, quiet")
    parser.add_argument("--crowded-repeats", type=int, default=3)
    parser.add_argument("--others", type=int, default=50, help="people who change filters")
    parser.add_argument("--visitors", type=int, default=200, help="who come in each round")
    parser.add_argument("--people", type=int, default=5_000, help="professionals in the store")
    parser.add_argument("--comments", type=int, default=1_000, help="on one role")
    parser.add_argument("--output", type=Path, default=REPOSITORY / "var" / "pages.json")
    given = parser.parse_args()
    measured = {"about": about(given), "pages": [], "crowd": [], "memory": []}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # servers end with it
    try:
        measure(given, measured)
    finally:
        measured["about"]["calibration_after_ms"] = calibration()
        given.output.parent.mkdir(exist_ok=True)
        given.output.write_text(json.dumps(measured, indent=1))
        report.show(measured)


def measure(given, measured):
    """Serve each code and time the parts that are wanted; rows are added as they come."""
    parts = given.part or PARTS
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pages-")))
        servers = [
            stack.enter_context(serving(*code.split("=", 1), folder, given))
            for code in given.code or [f"now={REPOSITORY}"]
        ]
        if {"quiet", "crowded"} & set(parts):
            time_pages(servers, parts, given, measured["pages"])
        for server in servers:
            if "crowd" in parts:
                measured["crowd"] += [crowd(server, given.others, rest) for rest in RESTS]
            if "memory" in parts:
                measured["memory"].append(rounds(server, given.visitors))


def about(given):
    """Say when and with what it was measured."""
    return {
        "date": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "versions": {name: importlib.metadata.version(name) for name in PACKAGES},
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "load": [round(load, 2) for load in os.getloadavg()],
        "people": given.people,
        "comments": given.comments,
        "calibration_before_ms": calibration(),
    }


def calibration():
    """Time a loop that is always the same, in milliseconds: how fast the machine is just now."""
    start = time.perf_counter()
    for _ in range(LOOPS):
        pass
    return round((time.perf_counter() - start) * 1000, 1)


@contextlib.contextmanager
def serving(name, code, folder, given):
    """Fill a store with a checkout and serve it."""
    code, store = Path(code).resolve(), folder / f"{name}.db"
    environment = {"PYTHONPATH": str(code), "MISSIONMATCH_DATABASE_URL": f"sqlite:///{store}"}
    filling = [sys.executable, str(Path(__file__).with_name("filling.py")), f"sqlite:///{store}"]
    filling += ["--people", str(given.people), "--comments", str(given.comments)]
    said = subprocess.run(
        filling, cwd=code, env=os.environ | environment, check=True, stdout=subprocess.PIPE
    ).stdout
    log = folder / f"{name}.log"
    with running_app(log, cwd=code, **environment) as address:
        port = address.rpartition(":")[2]
        (process,) = (
            child for child in psutil.Process().children() if port in " ".join(child.cmdline())
        )
        yield Server(name, address, process, json.loads(said))
    if "Traceback" in log.read_text():
        sys.exit(f"The app had an error:\n{log.read_text()[-4000:]}")


def time_pages(servers, parts, given, rows):
    """Time the pages in Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path(), headless=True, args=CHROMIUM_FLAGS
        )
        pairs = [
            (Watcher(chromium, server.address, server.found["tokens"]), server)
            for server in servers
        ]
        for watcher, server in pairs:  # what is read and compiled once
            watcher.time(wanted(server, "^First page$")[0])
        if "quiet" in parts:
            time_in_turns(pairs, "quiet", given.repeats, given.only, rows)
        for pair in pairs if "crowded" in parts else ():
            with others_there(pair[1], given.others):
                time_in_turns([pair], "crowded", given.crowded_repeats, given.only, rows)
        chromium.close()


def time_in_turns(pairs, part, repeats, only, rows):
    """Time each kind of page some times, each time before each server."""
    for place, kind in enumerate(wanted(pairs[0][1], only)):
        for _ in range(repeats):
            for watcher, server in pairs:
                its = wanted(server, only)[place]
                row = {"part": part, "code": server.name, "kind": kind.name}
                try:
                    rows.append(row | dataclasses.asdict(watcher.time(its)))
                except (AssertionError, Error, pytest.fail.Exception) as error:
                    rows.append(row | {"error": str(error).splitlines()[0]})
        print(report.line(rows, part, kind.name), file=sys.stderr, flush=True)


def wanted(server, only):
    """List the kinds of pages that are to be measured."""
    return [kind for kind in kinds(server.found) if re.search(only, kind.name)]


@contextlib.contextmanager
def others_there(server, number):
    """Let people change filters as long as this lasts."""
    command = [sys.executable, "-m", "tests.load.sessions", server.address, "--until-told"]
    command += ["--people", str(number)]
    with subprocess.Popen(
        command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as others:
        others.stdout.readline()
        yield
        others.communicate("\n")


def crowd(server, number, rest):
    """Time the answers that a number of people get who change filters, and rest so many seconds."""
    seconds = sessions(server, number, "--rest", str(rest))
    return {"code": server.name, "people": number, "rest": rest, **seconds}


def rounds(server, number):
    """Give the memory before and after each round of people who come and go."""
    held = [server.megabytes()]
    for _ in range(ROUNDS):
        sessions(server, number)
        held.append(server.megabytes())
    return {"code": server.name, "megabytes": held}


def sessions(server, number, *options):
    """Let a number of people come, change filters and leave; the seconds of each answer."""
    command = [sys.executable, "-m", "tests.load.sessions", server.address]
    said = subprocess.run(
        [*command, "--people", str(number), *options],
        cwd=REPOSITORY,
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    return json.loads(said.splitlines()[-1])


if __name__ == "__main__":
    main()
