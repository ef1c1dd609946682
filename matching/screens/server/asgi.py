"""The app as one ASGI application: Streamlit, and the pages of accounts beside it.

`missionmatch serve` runs it as its own program; see `run`.
"""

from __future__ import annotations

import contextlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.web.bootstrap import load_config_options

from matching.errors import MatchingError
from matching.screens.server import edges
from matching.screens.server.guards import guards
from matching.screens.visit import federated, resources
from matching.web import (
    account_routes,
    answered,
    calendar_routes,
    coming_pages,
    demo_routes,
    event_routes,
    join_routes,
    pages,
    plain_routes,
    settings_from_environment,
    was_taken_out,
)

APP_FILE = Path(__file__).resolve().parents[3] / "app.py"
SWITCH_INTERVAL: Final = 0.0005
"""Seconds after which a thread that works gives way. A page gives way at many a step by itself, and
each time waits for so long if another one is at work, such as that which puts in a change."""


def make() -> st.App:
    """Put Streamlit and the account pages together."""
    federated.check()
    settings = replace(
        settings_from_environment(resources.database),
        federated_label=federated.label(),
        fonts=edges.fonts(),
    )
    routes = [
        *account_routes(settings),
        *demo_routes(settings),
        *join_routes(settings),
        *event_routes(resources.database, resources.catalog, settings.public_url),
        *calendar_routes(resources.database, resources.catalog),
        *plain_routes(
            resources.catalog,
            settings.public_url,
            lambda: coming_pages(resources.database()),
            lambda kind, id_: was_taken_out(resources.database(), kind, id_),
            lambda role_id: answered(resources.database(), role_id),
        ),
        *edges.routes(settings),
    ]
    return st.App(
        APP_FILE,
        routes=routes,
        middleware=[*edges.middleware(settings, routes), *guards()],
        exception_handlers={Exception: pages.failed},
    )


def options(host: str, port: int) -> dict[str, Any]:
    """Give what Streamlit is to be set to.

    Where it listens on every address it would ask a server of the internet for ours, to show it.
    """
    everywhere = {"browser.serverAddress": "localhost"} if host in ("0.0.0.0", "::") else {}
    return everywhere | {
        "server.address": host,
        "server.port": port,
        "server.headless": True,
        "browser.gatherUsageStats": False,
    }


def run(host: str, port: int) -> None:
    """Serve the app until it is stopped; Streamlit's own server, without a log of addresses."""
    config = options(host, port)
    load_config_options(config)  # before anything reads a setting, or Streamlit warns of a change
    sys.setswitchinterval(SWITCH_INTERVAL)
    try:
        app = make()
        resources.database()  # now, when who starts it can read why it cannot be opened
        resources.prepare()
    except MatchingError as error:
        sys.exit(error.detail)
    with contextlib.suppress(KeyboardInterrupt):
        app.run(config=config)
