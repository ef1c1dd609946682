"""Forms that never come to their end, and sockets that speak out of turn."""

import asyncio
import logging

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from matching.web import Quiet, account_routes
from matching.web.forms import KIND, read_form
from matching.web.settings import Settings
from tests.web.conftest import Postbox

FORMS = ["sign-in", "sign-up", "sign-out", "forgot", "reset"]
HALF = {"type": "http.request", "body": b"email=a", "more_body": True}
GONE = {"type": "http.disconnect"}


def scope(path):
    return {
        "type": "http",
        "method": "POST",
        "path": path,
        "query_string": b"",
        "headers": [(b"content-type", KIND.encode())],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
        "scheme": "http",
    }


def say(*messages):
    left = list(messages)

    async def receive():
        if not left:
            await asyncio.Event().wait()
        return left.pop(0)

    return receive


@pytest.mark.parametrize("name", FORMS)
def test_sender_who_goes_in_the_middle_leaves_no_trace(name, caplog):
    caplog.set_level(logging.DEBUG)
    settings = Settings(lambda: pytest.fail("opened"), Postbox())
    app = Starlette(routes=account_routes(settings), middleware=[Middleware(Quiet)])
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope(f"/account/{name}"), say(HALF, GONE), send))
    assert not sent
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_form_that_stops_coming_is_too_slow():
    async def read():
        return await read_form(Request(scope("/"), say(HALF)), seconds=0.01)

    with pytest.raises(HTTPException) as refused:
        asyncio.run(read())
    assert refused.value.status_code == 408


def test_form_whose_sender_goes_is_no_form():
    with pytest.raises(ClientDisconnect):
        asyncio.run(read_form(Request(scope("/"), say(HALF, GONE))))


def test_text_on_a_socket_for_bytes_ends_it_without_an_error():
    heard = []

    async def socket(websocket):
        await websocket.accept()
        try:
            while True:
                heard.append(await websocket.receive_bytes())
        except WebSocketDisconnect:
            return

    app = Starlette(routes=[WebSocketRoute("/", socket)], middleware=[Middleware(Quiet)])
    with TestClient(app).websocket_connect("/") as stream:
        stream.send_bytes(b"good")
        stream.send_text("what is this")
        assert stream.receive() == {"type": "websocket.close", "code": 1003}
    assert heard == [b"good"]
