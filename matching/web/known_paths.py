"""The addresses that exist; every other one is answered with a page that says so."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from matching.web import pages

__all__ = ["READ", "Addresses", "KnownPaths", "methods_of"]

READ = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class Addresses:
    """What there is.

    Parameters
    ----------
    paths : mapping
        Each path with the methods it takes.
    folders : collection of str
        What paths begin with that are made up as people use the app; whoever answers them checks
        what is behind, and the method.
    sockets : collection of str
        The paths of WebSockets.
    locked : mapping
        Paths that are there only for who shows the token: `Authorization: Bearer …`.
    """

    paths: Mapping[str, frozenset[str]]
    folders: tuple[str, ...] = ()
    sockets: Collection[str] = ()
    locked: Mapping[str, str] = field(default_factory=dict, repr=False)

    def methods(self, path: str) -> frozenset[str]:
        """Give the methods that a path takes; none if there is no such path."""
        bare = path.rstrip("/") if path.startswith("/") and path.strip("/") else path
        return self.paths.get(bare, frozenset())


def methods_of(routes: Iterable[Route]) -> dict[str, frozenset[str]]:
    """Give the paths of routes, each with the methods it takes."""
    return {route.path: frozenset(route.methods or ()) for route in routes}


class KnownPaths:
    """ASGI middleware that lets only requests for addresses that exist reach the app."""

    def __init__(self, app: ASGIApp, *, addresses: Addresses) -> None:
        self._app = app
        self._addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it."""
        if scope["type"] == "websocket" and scope["path"] not in self._addresses.sockets:
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        response = self._refusal(scope) if scope["type"] == "http" else None
        await (response or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        path, method = scope["path"], scope["method"]
        if path in self._addresses.locked:
            return None if self._is_let_in(scope) else _no_page()
        if path.startswith(self._addresses.folders):
            return None
        methods = self._addresses.methods(path)
        if not methods:
            return _no_page()
        if method in methods:
            return None
        response = Response(status_code=204) if method == "OPTIONS" else _other_method()
        response.headers["Allow"] = ", ".join(sorted(methods | {"OPTIONS"}))
        return response

    def _is_let_in(self, scope: Scope) -> bool:
        said = Headers(scope=scope).get("authorization", "")
        right = f"Bearer {self._addresses.locked[scope['path']]}"
        return hmac.compare_digest(said.encode(), right.encode())


def _no_page() -> Response:
    return pages.draw("not-found.html", 404, notice="", problems={})


def _other_method() -> Response:
    text = "This page can be read; nothing can be sent to it in this way."
    return pages.draw("fault.html", 405, text=text, notice="", problems={})
