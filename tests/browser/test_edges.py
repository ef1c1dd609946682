"""The running app as a stranger meets it: its addresses, its headers, and its policy at work."""

import http.client
import http.server
import re
import socket
import threading
from urllib.robotparser import RobotFileParser

import pytest

from matching.screens.look.pages import INDEXED, PAGES
from matching.store.preparing import prepare_store
from matching.web.headers import EXTRA
from tests.browser.running import running_app

PROFILE = "profession=physician&specialties=general-surgery&max_weeks=8&languages=en:native"
TOKEN = "a token for the tests"
ROLE = "mercy-ships--general-surgeon"


@pytest.fixture(scope="module")
def app_store(tmp_path_factory, data_folder):
    """A store in which nobody is."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'store.db'}"
    prepare_store(data_folder, url)
    return url


@pytest.fixture(scope="module")
def app_log(tmp_path_factory):
    """What the app writes."""
    return tmp_path_factory.mktemp("app") / "streamlit.log"


@pytest.fixture(scope="module")
def app_server(app_log, app_store):
    """Start the app as a demo; give its address."""
    settings = {"MISSIONMATCH_DEMO": "1", "MISSIONMATCH_METRICS_TOKEN": TOKEN}
    with running_app(app_log, MISSIONMATCH_DATABASE_URL=app_store, **settings) as address:
        yield address
        assert "Traceback" not in app_log.read_text()


# ---- the policy -------------------------------------------------------------------------------


def test_policy_is_what_stops_a_script(page, settled):
    """The tours of test_pages_of_*.py would see nothing if the browser did not mind it."""
    page.goto("/articles")
    settled(page)
    refused = page.evaluate("""() => new Promise((done) => {
        const told = (event) => done(event.effectiveDirective);
        document.addEventListener("securitypolicyviolation", told);
        const script = document.createElement("script");
        script.textContent = "window.wasRun = true";
        document.body.append(script);
    })""")
    assert refused == "script-src-elem"
    assert page.evaluate("window.wasRun === undefined")


def test_page_of_another_origin_cannot_frame_the_app(browser, app_server):
    class Framing(http.server.BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            for path in ("/", "/account/sign-in", "/nowhere", "/livez"):
                self.wfile.write(f'<iframe src="{app_server}{path}"></iframe>'.encode())

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Framing) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        context = browser.new_context()
        page = context.new_page()
        told = []
        page.on("console", lambda message: told.append(message.text))
        page.goto(f"http://127.0.0.1:{other.server_port}/")
        framed = [frame.url for frame in page.frames[1:]]
        context.close()
        other.shutdown()
    assert framed == ["chrome-error://chromewebdata/"] * 4
    assert len([text for text in told if "frame-ancestors 'none'" in text]) == 4


# ---- addresses --------------------------------------------------------------------------------


@pytest.fixture
def ask(app_server):
    """Ask the running app for a path, without a browser."""

    def ask(path, method="GET", **headers):
        connection = http.client.HTTPConnection(app_server.removeprefix("http://"), timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        answer = connection.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer

    return ask


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_every_page_has_an_address(ask, entry):
    answer = ask(entry.path)
    assert (answer.status, ask(entry.path, "HEAD").status) == (200, 200)
    assert '<div id="root">' in answer.text
    assert (answer.headers["X-Robots-Tag"] is None) == (entry.path in INDEXED)


@pytest.mark.parametrize(
    "path",
    [
        "/healthz",
        "/.env",
        "/find",
        "/index.html",
        "/manifest.json",
        "/static/nothing.js",
        "/static/js",
        "/static/../index.html",
        "/auth/login",
        "/oauth2callback",
        "/component/any/index.html",
        "/_stcore/",
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/_stcore/bidi-components/any/index.js",
        "/role/_stcore/health",
    ],
)
def test_nothing_else_has_one(ask, path):
    answer = ask(path)
    assert answer.status == 404
    assert "There is no page here" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/role/",
        "/nowhere",
        "/favicon.png",
        "/media/nothing",
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/upload_file/nobody/nothing",
        "/account/sign-in",
        "/account/account.css",
        "/account/demo",
        "/livez",
        "/readyz",
        "/robots.txt",
    ],
)
def test_every_answer_carries_the_headers(ask, path):
    headers = ask(path).headers
    assert {name: headers[name] for name in EXTRA} == dict(EXTRA)
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Strict-Transport-Security"] is None


def test_files_of_the_pages_carry_them_too(ask):
    files = re.findall(r'(?:src|href)="\./(static/[^"]+)"', ask("/").text)
    assert len(files) > 10
    for file in files[:3] + files[-1:]:
        answer = ask(f"/{file}")
        assert (answer.status, answer.headers["X-Content-Type-Options"]) == (200, "nosniff")


def test_proxy_of_this_machine_is_believed_that_it_speaks_https(ask):
    answer = ask("/", X_Forwarded_Proto="https", X_Forwarded_For="203.0.113.9")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


def test_metrics_are_read_with_the_token_only(ask):
    assert ask("/_stcore/metrics", Authorization="Bearer something else").status == 404
    answer = ask("/_stcore/metrics", Authorization=f"Bearer {TOKEN}")
    assert (answer.status, answer.text.startswith("# TYPE")) == (200, True)


def test_app_is_ready(ask):
    assert (ask("/readyz").text, ask("/livez").text) == ("ready\n", "alive\n")


def test_robots_are_kept_from_profiles_and_people(ask, app_server):
    robots = RobotFileParser()
    robots.parse(ask("/robots.txt").text.splitlines())
    for path in ("/", "/role", f"/role?role_id={ROLE}", "/organizations", "/articles"):
        assert robots.can_fetch("*", app_server + path), path
    private = [entry.path for entry in PAGES if entry.path not in INDEXED]
    for path in (f"/?{PROFILE}", f"/articles?{PROFILE}", "/account/sign-in", *private):
        assert not robots.can_fetch("*", app_server + path), path


def test_senders_who_go_in_the_middle_leave_no_trace(ask, app_server, app_log):
    host, _, port = app_server.removeprefix("http://").partition(":")
    before = app_log.read_text()
    kinds = {
        "POST /account/sign-in": "application/x-www-form-urlencoded",
        "POST /account/demo": "application/x-www-form-urlencoded",
    }
    for start, kind in kinds.items():
        head = f"{start} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\n"
        with socket.create_connection((host, int(port)), timeout=60) as connection:
            connection.sendall(f"{head}Content-Length: 9\r\nExpect: 100-continue\r\n\r\n".encode())
            assert connection.recv(1000).startswith(b"HTTP/1.1 100")  # it has begun to read
            connection.sendall(b"email=a")
    for _ in range(3):
        assert ask("/livez").status == 200
    assert app_log.read_text() == before
