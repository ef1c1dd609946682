"""What the outside meets first: which addresses exist, and what every answer carries.

The middleware is in matching/web; here it is told what Streamlit needs.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.file_util import get_static_dir

from matching.screens import streamlit_server
from matching.screens.look.pages import INDEXED, PAGES
from matching.screens.streamlit_server import (
    CONNECTING,
    FILES,
    MEDIA,
    METRICS,
    SIGNING_IN,
    STREAM,
    UPLOADS,
)
from matching.screens.visit import federated, resources
from matching.web import (
    FOLDER,
    OWN_CALENDAR,
    READ,
    SITEMAP,
    Addresses,
    KnownPaths,
    ProxyNotice,
    Quiet,
    SafeHeaders,
    Settings,
    app_policy,
    health_routes,
    methods_of,
    robots_route,
    robots_text,
)

_SCRIPT_WITHIN: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def routes(settings: Settings) -> list[Route]:
    """Make the routes for who watches the server, and for search engines."""
    sitemap = f"{settings.public_url}{SITEMAP}" if settings.public_url else ""
    text = robots_text(_based(entry.path for entry in PAGES), _indexed(), sitemap)
    return [*health_routes(resources.database), robots_route(text)]


def middleware(settings: Settings, ours: Sequence[Route]) -> list[Middleware]:
    """Make what stands before Streamlit and the routes that are ours, the outermost first."""
    files, media = _based([FILES, MEDIA])
    policy = app_policy(script_hashes())
    return [
        Middleware(SafeHeaders, policy=policy, indexed=_indexed(), files=files, media=media),
        Middleware(Quiet),
        Middleware(ProxyNotice),
        Middleware(KnownPaths, addresses=addresses(settings, ours)),
    ]


def addresses(settings: Settings, ours: Sequence[Route]) -> Addresses:
    """List the addresses that exist: ours, the pages, and what Streamlit needs to draw them."""
    folder = Path(get_static_dir())
    files = [path.relative_to(folder) for path in folder.glob("static/**/*") if path.is_file()]
    read = [*CONNECTING, *(entry.path for entry in PAGES)]
    read += [f"/{path.as_posix()}" for path in files]
    if federated.is_configured():
        read += SIGNING_IN
    metrics = dict.fromkeys(_based([METRICS]), settings.metrics_token)
    return Addresses(
        paths={
            **methods_of(ours),
            **{path.rstrip("/") or "/": READ for path in _based(read)},
        },
        folders=(*_based([MEDIA, UPLOADS]), FOLDER, OWN_CALENDAR),
        sockets=_based([STREAM]),
        locked=metrics if settings.metrics_token else {},
    )


def fonts() -> dict[str, str]:
    """Give the addresses of the letters of the app, for pages that Streamlit does not draw."""
    found = streamlit_server.fonts()
    return dict(zip(found, _based(found.values()), strict=True))


def script_hashes() -> list[str]:
    """Give the hashes of the scripts inside Streamlit's page, as a policy names them."""
    page = (Path(get_static_dir()) / "index.html").read_text("utf-8")
    digests = [hashlib.sha256(found.encode()).digest() for found in _SCRIPT_WITHIN.findall(page)]
    return [f"sha256-{base64.b64encode(digest).decode()}" for digest in digests]


def _indexed() -> dict[str, frozenset[str]]:
    return dict(zip(_based(INDEXED), INDEXED.values(), strict=True))


def _based(paths: Iterable[str]) -> list[str]:
    """Put the address of the app before its paths."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return [f"/{base}{path}" if base else path for path in paths]
