"""What every answer tells the browser: what may run, who may frame it, whom it tells about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from urllib.parse import parse_qsl

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["EXTRA", "Indexed", "SafeHeaders", "app_policy", "is_indexed"]

MEDIA_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'none'; sandbox"
)
"""For files that people download: one that is opened after all runs nothing and asks nobody."""

CLOSED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
EXTRA = MappingProxyType(
    {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in CLOSED),
    }
)
"""On every answer that does not say otherwise itself."""

HTTPS_ONLY = "max-age=15552000"  # half a year; other hosts of the domain decide for themselves

Indexed = Mapping[str, frozenset[str]]
"""Paths that search engines may list, each with the names that its query may hold."""


def app_policy(script_hashes: Iterable[str]) -> str:
    """Give the Content-Security-Policy of the pages of the app.

    Scripts come from this server, are one of the hashes, or are made by such a script itself
    (`blob:`, as Streamlit does for a component). Styles may be inline: Streamlit writes all of its
    own so. Nothing comes from or goes to another host.

    Parameters
    ----------
    script_hashes : iterable of str
        Of the scripts inside the page, such as `sha256-…`.
    """
    scripts = " ".join(["'self'", *(f"'{one}'" for one in script_hashes), "blob:"])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "object-src 'none'; frame-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
        "form-action 'none'"
    )


def is_indexed(indexed: Indexed, path: str, query: str) -> bool:
    """Tell whether search engines may list an address; a profile is a query they may not.

    Examples
    --------
    >>> indexed = {"/": frozenset(), "/role": frozenset({"role_id"})}
    >>> is_indexed(indexed, "/role", "role_id=ship--dentist"), is_indexed(indexed, "/", "")
    (True, True)
    >>> is_indexed(indexed, "/", "profession=dentist"), is_indexed(indexed, "/accounts", "")
    (False, False)
    """
    if path not in indexed:
        return False
    if not query:
        return True
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=3)
    except ValueError:
        return False
    return bool(pairs) and {name for name, _ in pairs} <= indexed[path]


class SafeHeaders:
    """ASGI middleware that adds the headers which an answer does not have yet.

    Parameters
    ----------
    app : ASGI application
    policy : str
        The Content-Security-Policy of answers without one of their own; see `app_policy`.
    indexed : mapping
        What search engines may list.
    files : str
        What the paths of the app's own files begin with; search engines need them to draw a page.
    media : str
        What the paths of files begin with that the app has made for people.
    """

    def __init__(
        self, app: ASGIApp, *, policy: str, indexed: Indexed, files: str, media: str
    ) -> None:
        self._app = app
        self._policy = policy
        self._indexed = indexed
        self._files = files
        self._media = media

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add headers to the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(scope, MutableHeaders(raw=message.setdefault("headers", [])))
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _add(self, scope: Scope, headers: MutableHeaders) -> None:
        path: str = scope["path"]
        for name, value in EXTRA.items():
            headers.setdefault(name, value)
        headers.setdefault(
            "Content-Security-Policy",
            MEDIA_POLICY if path.startswith(self._media) else self._policy,
        )
        query = scope.get("query_string", b"").decode("latin-1")
        if not path.startswith(self._files) and not is_indexed(self._indexed, path, query):
            headers.setdefault("X-Robots-Tag", "noindex")
        if scope.get("scheme") == "https":
            headers.setdefault("Strict-Transport-Security", HTTPS_ONLY)
