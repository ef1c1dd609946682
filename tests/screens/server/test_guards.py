"""What stands before Streamlit's server, with the real server behind it and a small app on it."""

import asyncio
import uuid
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from matching.accounts import new_account, sessions
from matching.authorization import Actor
from matching.screens import streamlit_server
from matching.screens.server import messages, uploads
from matching.screens.server.download_guard import NOT_YOURS
from matching.screens.server.guards import guards
from matching.screens.server.messages import OpenPage, OpenPages
from matching.screens.server.uploads import KeptFile, Uploads
from matching.screens.visit import downloads
from matching.screens.visit.downloads import FILES_COOKIE
from matching.store.schema import AccountRow
from matching.web import SESSION_COOKIE

SCRIPT = """
from uuid import uuid4

import numpy as np
import streamlit as st

from matching.screens.visit import downloads

@st.cache_resource
def made():
    return uuid4().hex

st.text(made())
st.image(np.zeros((2, 2, 3), np.uint8))
st.file_uploader("File", key="file")
downloads.button("Mine", "what I chose", file_name="mine.txt", mime="text/plain", key="mine")
st.download_button("Bare", "nobody's", file_name="bare.txt", mime="text/plain", key="bare")
"""
KB = 1024


class Page:
    """An open page without a browser: a WebSocket and what the browser's cookies are."""

    def __init__(self, browser, socket):
        self.browser, self.socket = browser, socket

    def send(self, **asked):
        self.socket.send_bytes(BackMsg(**asked).SerializeToString())

    def until(self, kind):
        """Read until Streamlit says something of this kind; give all it said."""
        said = []
        while not said or said[-1].WhichOneof("type") != kind:
            said.append(ForwardMsg.FromString(self.socket.receive_bytes()))
        return said

    def run(self):
        self.send(rerun_script={"query_string": ""})
        said = self.until("script_finished") + self.until("session_status_changed")
        self.session_id = next(
            m.new_session.initialize.session_id
            for m in said
            if m.WhichOneof("type") == "new_session"
        )
        elements = [m.delta.new_element for m in said]
        buttons = [e.download_button for e in elements if e.HasField("download_button")]
        self.files = {button.label: button.url for button in buttons}
        self.picture = next(e.imgs.imgs[0].url for e in elements if e.HasField("imgs"))
        self.text = next(e.text.body for e in elements if e.HasField("text"))

    def put(self, content=b"x", session_id="", file_id="", **more):
        """Send a file as the uploader of a page does."""
        place = f"{session_id or self.session_id}/{file_id or uuid.uuid4()}"
        headers = {"X-Xsrftoken": self.browser.cookies["_streamlit_xsrf"]}
        more = more or {"files": {"file": ("me.yaml", content, "text/yaml")}}
        return self.browser.put(streamlit_server.UPLOADS + place, headers=headers, **more)


@pytest.fixture
def server(tmp_path):
    """Streamlit's real server behind the guards, with a small app."""
    script = tmp_path / "small.py"
    script.write_text(SCRIPT)
    with TestClient(st.App(script, middleware=guards())) as running:
        yield running
    Runtime._instance = None  # the next test starts its own


@pytest.fixture
def new_browser(server):
    """`new_browser(address)`: a browser that has no cookie yet, somewhere in the network."""

    def new_browser(address="192.0.2.7"):
        browser = TestClient(server.app, client=(address, 50_000))
        browser.portal = server.portal  # the event loop that the server runs in
        assert browser.get(streamlit_server.HEALTH).text == "ok"
        return browser

    return new_browser


@pytest.fixture
def browser(new_browser):
    return new_browser()


@contextmanager
def open_page(browser):
    protocols = ["streamlit", browser.cookies["_streamlit_xsrf"]]
    headers = {"Origin": "http://testserver"}
    with browser.websocket_connect(streamlit_server.STREAM, protocols, headers=headers) as socket:
        yield Page(browser, socket)


@pytest.fixture
def page(browser):
    """A page that has been drawn."""
    with open_page(browser) as page:
        page.run()
        yield page


def kept(page):
    files = streamlit_server.uploaded_files().file_storage.get(page.session_id, {})
    return {id_: file.data for id_, file in files.items()}


# ---- messages -------------------------------------------------------------------------------


def test_every_message_that_streamlit_knows_was_looked_at():
    """A new kind is refused until somebody decides about it here and in streamlit_server.py."""
    kinds = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    request = BackMsg.DESCRIPTOR.fields_by_name["backend_operation_request"].message_type
    operations = {field.name for field in request.oneofs_by_name["payload"].fields}
    assert kinds - streamlit_server.MESSAGES == {
        "backend_operation_request",
        "clear_cache",
        "debug_disconnect_websocket",
        "debug_shutdown_runtime",
        "load_git_info",
        "set_run_on_save",
    }
    assert operations - streamlit_server.OPERATIONS == {"install_skills", "dismiss_skills_nudge"}


@pytest.mark.parametrize(
    "asked",
    [
        {"clear_cache": True},
        {"set_run_on_save": True},
        {"load_git_info": True},
        {"debug_disconnect_websocket": True},
        {"debug_shutdown_runtime": True},
        {"backend_operation_request": {"install_skills": {}}},
        {"backend_operation_request": {"dismiss_skills_nudge": {}}},
        {"backend_operation_request": {}},
        {},
        {"rerun_script": {"widget_states": {"widgets": [{}] * (messages.MOST_WIDGETS + 1)}}},
        {"file_urls_request": {"file_names": [""] * (messages.MOST_FILE_NAMES + 1)}},
    ],
    ids=lambda asked: "-".join(asked) or "nothing",
)
def test_what_no_page_of_ours_asks_is_dropped_and_noted_once(page, asked, caplog):
    page.send(**asked)
    page.send(**asked)
    page.send(app_heartbeat=True)
    said = page.until("heartbeat_ack")
    assert [message.WhichOneof("type") for message in said] == ["heartbeat_ack"]
    noted = [record for record in caplog.records if record.name == messages.__name__]
    assert len(noted) == 1


def test_nobody_can_clear_what_is_kept_for_everybody(page, new_browser):
    """The text of the app is made once and kept; see SCRIPT."""
    page.send(clear_cache=True)
    with open_page(new_browser("198.51.100.9")) as other:
        other.run()
    assert other.text == page.text


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xff\xff", 1007), (b"x" * (messages.MOST_MESSAGE_BYTES + 1), 1009)],
    ids=["no-message", "too-large"],
)
def test_what_is_no_message_closes_the_page(page, content, code, caplog):
    page.socket.send_bytes(content)
    with pytest.raises(WebSocketDisconnect) as closed:
        page.until("heartbeat_ack")
    assert closed.value.code == code
    assert not caplog.records


def test_a_text_closes_the_page_without_a_long_story_in_the_log(page, caplog):
    page.socket.send_text("hello")
    with pytest.raises(WebSocketDisconnect):
        page.until("heartbeat_ack")
    assert not caplog.records


def told(sent):
    async def send(message):
        sent.append(message)

    return send


def test_the_page_left_alone_longest_by_who_has_most_makes_room():
    async def story():
        pages, closed = OpenPages(most=3), {}
        for name, network, used_at in [
            ("one", "a", 1.0), ("two", "b", 2.0), ("three", "b", 3.0), ("four", "c", 4.0),
        ]:  # fmt: skip
            closed[name] = []
            page = OpenPage(network, used_at, told(closed[name]))
            assert await pages.admit(page)
        return len(pages), {name for name, sent in closed.items() if sent}

    assert asyncio.run(story()) == (3, {"two"})


def test_pages_opened_too_fast_are_refused_for_that_network_only():
    async def story():
        pages, n = OpenPages(), 0
        while await pages.admit(OpenPage("fast", 100.0, told([]))):
            n += 1
        return n, await pages.admit(OpenPage("other", 100.0, told([])))

    assert asyncio.run(story()) == (300, True)


def test_who_asks_faster_than_a_person_waits_and_others_do_not():
    pages = OpenPages()
    fast, other = OpenPage("a", 0.0, told([])), OpenPage("b", 0.0, told([]))
    waits = [pages.wait(fast, 100.0) for _ in range(17)]
    assert waits[:15] == [0] * 15
    assert 0 < waits[15] < waits[16]
    assert pages.wait(other, 100.0) == 0


def test_many_pages_of_one_network_wait_for_each_other():
    pages = OpenPages()
    waits = [pages.wait(OpenPage("a", 0.0, told([])), 100.0) for _ in range(50)]
    assert waits[:40] == [0] * 40
    assert waits[-1] > waits[40] > 0


# ---- uploads --------------------------------------------------------------------------------


def test_a_file_is_kept_and_taken_off_again(page):
    assert page.put(b"mine", file_id="one").status_code == 204
    assert kept(page) == {"one": b"mine"}
    headers = {"X-Xsrftoken": page.browser.cookies["_streamlit_xsrf"]}
    place = f"{streamlit_server.UPLOADS}{page.session_id}/one"
    assert page.browser.delete(place, headers=headers).status_code == 204
    assert kept(page) == {}


def test_a_page_keeps_its_last_files(page):
    for n in range(uploads.MOST_FILES_A_PAGE + 2):
        assert page.put(bytes([n]), file_id=str(n)).status_code == 204
    assert list(kept(page)) == ["2", "3", "4", "5"]


def test_many_files_in_a_short_time_are_refused_in_plain_words(page):
    answers = [page.put(b"x" * 100) for _ in range(15)]
    assert {answer.status_code for answer in answers[:10]} == {204}
    assert {(answer.status_code, answer.text) for answer in answers[10:]} == {
        (429, uploads.TOO_FAST)
    }
    page.send(
        file_urls_request={
            "request_id": "r", "session_id": page.session_id, "file_names": ["me.yaml"]
        }
    )  # fmt: skip
    told = page.until("file_urls_response")[-1].file_urls_response
    assert (told.response_id, told.error_msg, list(told.file_urls)) == ("r", uploads.TOO_FAST, [])


def test_a_page_that_may_send_a_file_is_told_where(page):
    page.send(
        file_urls_request={
            "request_id": "r", "session_id": page.session_id, "file_names": ["me.yaml"]
        }
    )  # fmt: skip
    told = page.until("file_urls_response")[-1].file_urls_response
    assert told.file_urls[0].upload_url.startswith(streamlit_server.UPLOADS + page.session_id)


def test_a_file_for_a_page_that_is_not_open_is_refused_before_it_is_read(page):
    answer = page.put(session_id="made-up", content=b"x")
    assert (answer.status_code, answer.text) == (400, uploads.CLOSED)


def test_an_endless_file_without_a_length_is_refused_at_the_limit(server_limits, page):
    """Sent through the guard by hand: the test client would read all of it first."""
    read, answers = server_limits(page)
    assert answers[0]["status"] == 413
    assert read[0] <= streamlit_server.most_upload_bytes() + uploads.FRAME_BYTES + 64 * KB


@pytest.fixture
def server_limits(server):
    """`server_limits(page)`: send an endless file in chunks; how much was read, what was said."""

    def send(page):
        read, answers = [0], []
        start = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'

        async def receive():
            content = start if not read[0] else b"x" * 64 * KB
            read[0] += len(content)
            return {"type": "http.request", "body": content, "more_body": True}

        xsrf = page.browser.cookies["_streamlit_xsrf"].encode()
        scope = {
            "type": "http", "method": "PUT", "query_string": b"", "http_version": "1.1",
            "path": f"{streamlit_server.UPLOADS}{page.session_id}/one", "root_path": "",
            "scheme": "http", "server": ("testserver", 80), "client": ("192.0.2.7", 1),
            "headers": [
                (b"host", b"testserver"),
                (b"content-type", b"multipart/form-data; boundary=b"),
                (b"cookie", b"_streamlit_xsrf=" + xsrf),
                (b"x-xsrftoken", xsrf),
            ],
        }  # fmt: skip
        server.portal.call(server.app, scope, receive, told(answers))
        return read, answers

    return send


def test_files_of_a_closed_page_are_freed_after_a_while(browser):
    """A page that comes back meanwhile keeps them."""
    ledger = Uploads()
    with open_page(browser) as page:
        page.run()
        page.put(b"mine", file_id="one")
        ledger.keep(KeptFile(page.session_id, "one", "192.0.2.7", 4, 100.0))
        ledger.free_closed(100.0)
    while streamlit_server.runtime().is_active_session(page.session_id):
        pass
    ledger.free_closed(110.0)
    assert kept(page) == {"one": b"mine"}
    ledger.free_closed(110.0 + uploads.SECONDS_KEPT)
    assert kept(page) == {}
    assert ledger.n_files == 0


def test_when_all_is_full_who_has_most_makes_room(page, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    ledger, files = Uploads(), streamlit_server.uploaded_files()
    for n, (session_id, network) in enumerate([("h1", "hog"), ("h2", "hog"), ("one", "a")]):
        record = UploadedFileRec(file_id="f", name="", type="", data=b"xxxx")
        files.add_file(session_id, record)
        ledger.keep(KeptFile(session_id, "f", network, 4, float(n)))
    assert [bool(files.get_files(id_, ["f"])) for id_ in ("h1", "h2", "one")] == [False, True, True]
    assert ledger.n_bytes == 8


def test_no_more_files_are_under_way_than_can_be_held():
    ledger = Uploads()
    with ExitStack() as under_way:
        for n in range(uploads.MOST_AT_ONCE_A_NETWORK):
            assert not ledger.why_not(f"page {n}", "a", 100.0)
            under_way.enter_context(ledger.taking(f"page {n}", "a", 100.0))
        assert ledger.why_not("page", "a", 100.0) == uploads.BUSY
        assert not ledger.why_not("page", "b", 100.0)
    assert not ledger.why_not("page", "a", 200.0)


# ---- downloads ------------------------------------------------------------------------------


def test_a_file_opens_in_the_browser_it_was_made_for(page, new_browser):
    mine = page.browser.get(page.files["Mine"])
    assert (mine.status_code, mine.text) == (200, "what I chose")
    assert mine.headers["content-type"] == "text/plain; charset=utf-8"
    assert mine.headers["content-disposition"] == 'attachment; filename="mine.txt"'
    assert mine.headers["cache-control"] == "no-store"
    assert FILES_COOKIE not in mine.headers.get("set-cookie", "")
    part = page.browser.get(page.files["Mine"], headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.text) == (206, "what")
    theirs = new_browser().get(page.files["Mine"])
    assert (theirs.status_code, theirs.text) == (403, NOT_YOURS)


def test_a_file_does_not_open_without_a_cookie(page):
    page.browser.cookies.clear()
    for method in ("GET", "HEAD"):
        assert page.browser.request(method, page.files["Mine"]).status_code == 403


def test_a_file_without_a_seal_opens_for_nobody(page):
    assert page.browser.get(page.files["Bare"]).status_code == 403


def test_pictures_open_for_everybody(page, new_browser):
    picture = new_browser().get(page.picture)
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")


@pytest.mark.parametrize("ends", ["signed out", "somebody else", "disabled"])
def test_a_file_of_an_account_opens_in_that_session_only(own_database, browser, sign_in, ends):
    """Streamlit's page is told who it is by `sign_in`; the guard asks the store itself."""
    now = datetime.now(UTC)
    with own_database.writing() as rows:
        ids = [
            new_account(
                rows, email=f"{name}@example.org", kind=name, now=now, actor="", password_hash=""
            )
            for name in ("recruiter", "staff")
        ]
        tokens = [sessions.start(rows, id_, now) for id_ in ids]
    browser.cookies[SESSION_COOKIE] = tokens[0]
    sign_in(Actor(ids[0], "recruiter"))
    with open_page(browser) as page:
        page.run()
        assert page.browser.get(page.files["Mine"]).text == "what I chose"
        if ends == "signed out":
            sessions.sign_out(own_database, tokens[0], now)
        elif ends == "somebody else":
            browser.cookies[SESSION_COOKIE] = tokens[1]
        else:
            with own_database.writing() as rows:
                rows.get(AccountRow, ids[0]).disabled_at = now
        assert page.browser.get(page.files["Mine"]).status_code == 403


def test_a_visitors_file_stays_theirs_after_they_sign_in(page):
    page.browser.cookies[SESSION_COOKIE] = "any"
    assert page.browser.get(page.files["Mine"]).text == "what I chose"


def test_every_download_of_ours_is_sealed():
    screens = Path(downloads.__file__).parent.parent
    bare = [
        path.name
        for path in screens.rglob("*.py")
        if "st.download_button(" in path.read_text("utf-8") and path.name != "downloads.py"
    ]
    assert not bare, f"These use st.download_button instead of downloads.button: {bare}"


# ---- Streamlit ------------------------------------------------------------------------------


def test_streamlits_addresses_are_where_the_guards_stand(page):
    """If one of these has moved with an upgrade, the guards guard nothing."""
    paths = {route.path or "/" for route in create_streamlit_routes(streamlit_server.runtime())}
    assert streamlit_server.STREAM in paths
    assert streamlit_server.HEALTH in paths
    assert streamlit_server.UPLOADS + "{session_id}/{file_id}" in paths
    assert streamlit_server.MEDIA + "{file_id:path}" in paths
    assert USER_COOKIE_NAME == streamlit_server.USER_COOKIE
    known = {"_stcore", "media", "component", "auth", "oauth2callback", "static", ""}
    assert {path.split("/")[1] for path in paths} <= known, "A new address: who may open it?"
