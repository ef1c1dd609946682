"""A proxy that is not trusted is noticed; one that is, is believed."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from matching.web import ProxyNotice, proxy_warnings

PROXY, VISITOR = "10.0.0.7", "203.0.113.9"


async def who(request):
    return PlainTextResponse(f"{request.url.scheme} {request.client.host}")


@pytest.fixture
def ask(caplog):
    """Ask through a proxy; give whom the app takes for the visitor, and what it wrote."""

    def open_client(trusted):
        app = Starlette(routes=[Route("/", who)], middleware=[Middleware(ProxyNotice)])
        client = TestClient(ProxyHeadersMiddleware(app, trusted), client=(PROXY, 5_000))

        def ask(**headers):
            caplog.clear()
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            answer = client.get("/", headers=named).text
            return answer, [record.getMessage() for record in caplog.records]

        return ask

    return open_client


def test_trusted_proxy_is_believed_in_silence(ask):
    through = ask(f"{PROXY},127.0.0.1")
    found = through(x_forwarded_for=VISITOR, x_forwarded_proto="https")
    assert found == (f"https {VISITOR}", [])
    assert through(x_forwarded_for=f"1.2.3.4, {VISITOR}:4711")[0] == f"http {VISITOR}"


def test_proxy_that_is_not_trusted_is_said_once(ask):
    through = ask("127.0.0.1")
    heard, said = through(x_forwarded_for=VISITOR)
    assert heard == f"http {PROXY}"
    assert len(said) == 1
    assert f"start with FORWARDED_ALLOW_IPS={PROXY}" in said[0]
    assert VISITOR not in said[0]
    assert through(x_forwarded_for="203.0.113.10") == (f"http {PROXY}", [])


def test_visitor_without_a_proxy_is_no_news(ask):
    assert ask("127.0.0.1")() == (f"http {PROXY}", [])


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.0.0.9"])
def test_app_of_one_machine_starts_without_a_warning(host):
    assert not proxy_warnings(host, {})
    assert not proxy_warnings(host, {"FORWARDED_ALLOW_IPS": "*"})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "missions.example"])
def test_app_for_other_machines_warns_of_a_proxy_that_is_not_named(host):
    [said] = proxy_warnings(host, {})
    assert f"Other machines can reach {host}." in said
    assert "FORWARDED_ALLOW_IPS" in said
    [said] = proxy_warnings(host, {"FORWARDED_ALLOW_IPS": "*"})
    assert "can claim any address" in said
    assert not proxy_warnings(host, {"FORWARDED_ALLOW_IPS": "10.0.0.7, 10.1.0.0/16, ::1"})


@pytest.mark.parametrize("wrong", ["nginx", "10.0.0.1/33", "10.0.0.5/16", "10.0.0.1:80", ""])
def test_trusted_address_that_is_none_is_named(wrong):
    [said] = proxy_warnings("0.0.0.0", {"FORWARDED_ALLOW_IPS": f"10.0.0.7,{wrong}"})
    assert f"holds '{wrong}', which is no address" in said
