"""The app as one ASGI application: Streamlit, and the pages of accounts beside it.

This is no page. `missionmatch serve` runs it as its own program; see `run`.
"""

from __future__ import annotations

import contextlib
import sys
from dataclasses import replace
from pathlib import Path

import streamlit as st
from streamlit.web.bootstrap import load_config_options

from matching.errors import MatchingError
from matching.screens import federated, resources
from matching.web import account_routes, demo_routes, settings_from_environment

APP_FILE = Path(__file__).resolve().parents[2] / "app.py"


def make() -> st.App:
    """Put Streamlit and the account pages together."""
    federated.check()
    settings = replace(
        settings_from_environment(resources.database), federated_label=federated.label()
    )
    return st.App(APP_FILE, routes=[*account_routes(settings), *demo_routes(settings)])


def run(host: str, port: int) -> None:
    """Serve the app until it is stopped; Streamlit's own server, without a log of addresses."""
    config = {
        "server.address": host,
        "server.port": port,
        "server.headless": True,
        "browser.gatherUsageStats": False,
    }
    load_config_options(config)  # before anything reads a setting, or Streamlit warns of a change
    try:
        app = make()
        resources.database()  # now, when who starts it can read why it cannot be opened
    except MatchingError as error:
        sys.exit(error.detail)
    with contextlib.suppress(KeyboardInterrupt):
        app.run(config=config)
