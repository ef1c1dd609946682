"""The app as one ASGI application: Streamlit, and the pages of accounts beside it.

This is no page. `missionmatch serve` runs it as its own program; see `run`.
"""

from __future__ import annotations

import functools
from pathlib import Path

import streamlit as st

from matching.store import Database, open_database
from matching.web import account_routes, settings_from_environment

APP_FILE = Path(__file__).resolve().parents[2] / "app.py"


@functools.cache
def store() -> Database:
    """Open the store of this process, once; pages and routes share it."""
    return open_database()


def make() -> st.App:
    """Put Streamlit and the account pages together."""
    return st.App(APP_FILE, routes=account_routes(settings_from_environment(store)))


def run(host: str, port: int) -> None:
    """Serve the app until it is stopped; Streamlit's own server, without a log of addresses."""
    make().run(
        config={
            "server.address": host,
            "server.port": port,
            "server.headless": True,
            "browser.gatherUsageStats": False,
        }
    )
