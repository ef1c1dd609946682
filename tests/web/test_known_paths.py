"""Only addresses that exist reach the app."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from matching.web import READ, Addresses, KnownPaths, methods_of
from matching.web.pages import HEADERS

TOKEN = "a token of sixteen"
ALLOWED = "GET, HEAD, OPTIONS"


async def everything(scope, receive, send):
    await PlainTextResponse(f"{scope['method']} {scope['path']}")(scope, receive, send)


async def socket(websocket):
    await websocket.accept()
    await websocket.send_text("heard")
    await websocket.close()


async def form(request):
    return PlainTextResponse("form")


@pytest.fixture
def browser():
    forms = [Route("/form", form, methods=["GET", "POST"])]
    addresses = Addresses(
        paths={**methods_of(forms), "/": READ, "/role": READ},
        folders=("/media/",),
        sockets=["/stream"],
        locked={"/metrics": TOKEN},
    )
    routes = [
        *forms,
        WebSocketRoute("/stream", socket),
        WebSocketRoute("/other", socket),
        Mount("/", everything),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(KnownPaths, addresses=addresses)])
    return TestClient(app, follow_redirects=False)


@pytest.mark.parametrize("path", ["/", "/role", "/role/", "/role?a=b", "/media/a/b.svg"])
def test_address_that_exists_reaches_the_app(browser, path):
    assert browser.get(path).text == f"GET {path.partition('?')[0]}"


@pytest.mark.parametrize(
    "path",
    [
        "/healthz",
        "/.env",
        "/role/more",
        "/Role",
        "/role.php",
        "/media",
        "//role",
        "//",
        "/role%00",
        "/%2e%2e/etc/passwd",
        "/rol%C3%A9",
        "/metrics",
        "/" + "a" * 5_000,
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "DELETE"])
def test_address_that_does_not_exist_is_a_page_that_leads_home(browser, path, method):
    answer = browser.request(method, f"http://testserver{path}")
    assert answer.status_code == 404
    assert "There is no page here" in answer.text
    assert '<a href="/">' in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)


def test_head_has_the_status_of_get(browser):
    assert browser.head("/role").status_code == 200
    assert browser.head("/nowhere").status_code == 404


@pytest.mark.parametrize(("path", "allowed"), [("/role", ALLOWED), ("/form", f"{ALLOWED}, POST")])
def test_options_says_what_an_address_takes(browser, path, allowed):
    answer = browser.options(path)
    assert (answer.status_code, answer.text, answer.headers["allow"]) == (204, "", allowed)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "BREW"])
def test_other_methods_are_refused_with_those_there_are(browser, method):
    answer = browser.request(method, "/role")
    assert (answer.status_code, answer.headers["allow"]) == (405, ALLOWED)
    assert "nothing can be sent to it" in answer.text


def test_form_is_taken_where_there_is_one(browser):
    assert browser.post("/form").text == "form"


def test_locked_address_is_there_only_for_who_shows_the_token(browser):
    def status(said):
        return browser.get(
            "/metrics", headers={"Authorization": said.encode("latin-1")}
        ).status_code

    assert status(f"Bearer {TOKEN}") == 200
    for wrong in ("", "Bearer ", "Bearer wrong", TOKEN, f"Bearer {TOKEN}x", "Bearer \xe9"):
        assert status(wrong) == 404


def test_token_is_not_shown_with_the_addresses():
    assert TOKEN not in repr(Addresses(paths={}, locked={"/metrics": TOKEN}))


def test_only_known_websockets_are_opened(browser):
    with browser.websocket_connect("/stream") as stream:
        assert stream.receive_text() == "heard"
    for path in ("/other", "/", "/stream/"):
        with pytest.raises(WebSocketDisconnect), browser.websocket_connect(path):
            pass
