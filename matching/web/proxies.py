"""Whether the addresses of visitors can be believed: a proxy before the app must be trusted.

The server takes a visitor's address from `X-Forwarded-For` only when the request comes from an
address in FORWARDED_ALLOW_IPS. Behind a proxy that is not there, everybody has the address of the
proxy, and shares the limits of one.
"""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["TRUSTED_VARIABLE", "ProxyNotice", "proxy_warnings"]

TRUSTED_VARIABLE = "FORWARDED_ALLOW_IPS"
_log = logging.getLogger(__name__)


class ProxyNotice:
    """ASGI middleware that writes once to the log that a proxy is not trusted."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._is_said = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if not self._is_said and scope["type"] in ("http", "websocket"):
            self._look(scope)
        await self._app(scope, receive, send)

    def _look(self, scope: Scope) -> None:
        forwarded = ", ".join(Headers(scope=scope).getlist("x-forwarded-for"))
        peer = (scope.get("client") or ("",))[0]
        if not forwarded or not peer or peer in forwarded:  # the server took the address from it
            return
        self._is_said = True
        _log.warning(
            "A request from %s says whom it is for (X-Forwarded-For), and is not believed. If that "
            "is your proxy, all its visitors count as one: start with %s=%s. If you have no proxy, "
            "a visitor wrote that, and there is nothing to do.",
            peer,
            TRUSTED_VARIABLE,
            peer,
        )


def proxy_warnings(host: str, environment: Mapping[str, str]) -> list[str]:
    """Say what is wrong or missing in whom the server believes about the addresses of visitors.

    Parameters
    ----------
    host : str
        The address that is listened on.
    environment : mapping
        Of which FORWARDED_ALLOW_IPS is read.

    Examples
    --------
    >>> proxy_warnings("127.0.0.1", {})
    []
    >>> proxy_warnings("127.0.0.1", {"FORWARDED_ALLOW_IPS": "10.0.0.7, nginx"})
    ["FORWARDED_ALLOW_IPS holds 'nginx', which is no address of a machine or network; names are \
not looked up, so nothing is believed from there."]
    """
    trusted = environment.get(TRUSTED_VARIABLE)
    is_open = not _is_loopback(host)
    if trusted is None:
        return [_MISSING.format(host=host)] if is_open else []
    parts = [part.strip() for part in trusted.split(",")]
    if parts == ["*"]:
        return [_EVERYBODY] if is_open else []
    return [
        f"{TRUSTED_VARIABLE} holds '{part}', which is no address of a machine or network; "
        "names are not looked up, so nothing is believed from there."
        for part in parts
        if not _is_address(part)
    ]


_MISSING = (
    "Other machines can reach {host}. If a proxy stands before it, say its address in "
    f"{TRUSTED_VARIABLE}, or all visitors count as one and share the limits of one."
)
_EVERYBODY = (
    f"{TRUSTED_VARIABLE} is '*': whoever reaches this port can claim any address and pass the "
    "limits. Write the address of your proxy instead, unless only the proxy can reach the port."
)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True
