"""Starts the app: Streamlit as its own program, until Ctrl-C."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

from matching.cli import output

__all__ = ["check", "run"]

APP_FILE = Path(__file__).resolve().parents[2] / "app.py"
DATA_FOLDER_VARIABLE = "MISSIONMATCH_DATA"
"""Where the app looks for its data folder (see matching/screens/resources.py)."""


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


def run(host: str, port: int, data: Path) -> int:
    """Run the app and return its exit code; where possible this program becomes the app."""
    os.environ[DATA_FOLDER_VARIABLE] = str(data.resolve())
    os.chdir(APP_FILE.parent)  # where Streamlit looks for its settings
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(APP_FILE)),
        *("--server.port", str(port)),
        *("--server.address", host),
        *("--server.headless", "true"),
        *("--browser.gatherUsageStats", "false"),
    ]
    if os.name == "posix":
        os.execv(sys.executable, command)  # so that signals reach Streamlit itself
    return subprocess.call(command)
