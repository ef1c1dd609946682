"""The app as a program of its own, started for tests and stopped after them."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
SERVE = ("-m", "matching.cli", "serve", "--port", "{port}")
SECONDS_TO_START = 120
SECONDS_TO_STOP = 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_app(log, *, port=None, command=SERVE, cwd=REPOSITORY, **environment):
    """Start the app, and give its address when it answers; `log` holds what it says."""
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, *(part.format(port=port) for part in command)],
            cwd=cwd,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_it_answers(server, address, log)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=SECONDS_TO_STOP)
        finally:
            server.kill()


def _wait_until_it_answers(server, address, log):
    until = time.monotonic() + SECONDS_TO_START
    while not _answers(address):
        if server.poll() is not None:
            pytest.fail(f"The app ended while starting. It said:\n{log.read_text()}")
        if time.monotonic() > until:
            pytest.fail(f"No answer from the app in {SECONDS_TO_START} s:\n{log.read_text()}")
        time.sleep(0.2)


def _answers(address):
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
