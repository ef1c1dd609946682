"""Visitors who break off or speak out of turn are an everyday thing, and no error of ours."""

from __future__ import annotations

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Quiet"]

ONLY_BYTES = 1003  # "cannot accept this kind of data"


class Quiet:
    """ASGI middleware that ends a request whose sender has gone, without a word in the log.

    So it does with a WebSocket on which text is sent: the app reads bytes only.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def receive_bytes() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and message.get("bytes") is None:
                await send({"type": "websocket.close", "code": ONLY_BYTES})
                return {"type": "websocket.disconnect", "code": ONLY_BYTES}
            return message

        try:
            is_socket = scope["type"] == "websocket"
            await self._app(scope, receive_bytes if is_socket else receive, send)
        except ClientDisconnect:
            return
