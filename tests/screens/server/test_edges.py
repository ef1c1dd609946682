"""What the edge of the app is told about Streamlit."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config
from streamlit.file_util import get_static_dir
from streamlit.web.server.starlette.starlette_routes import ROUTE_HEALTH, ROUTE_METRICS

from matching.screens.look.pages import INDEXED, PAGES
from matching.screens.server import asgi, edges
from matching.web import READ, Settings
from tests.web.conftest import Postbox

TOKEN = "a token for the tests"


@pytest.fixture
def addresses():
    def addresses(**settings):
        made = Settings(lambda: None, Postbox(), **settings)
        return edges.addresses(made, edges.routes(made))

    return addresses


def test_every_page_is_known(addresses):
    known = addresses()
    for entry in PAGES:
        assert entry.file.is_file()
        assert known.methods(entry.path) == READ


def test_app_below_a_path_of_its_host_is_known_there(addresses):
    before = st.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", "/deep/")
    try:
        known = addresses()
    finally:
        config.set_option("server.baseUrlPath", before)
    for path in ("/deep", "/deep/", "/deep/role", "/deep/favicon.png", "/livez"):
        assert known.methods(path) == READ
    for path in ("/", "/role", "/deeprole", "/deep/livez"):
        assert not known.methods(path)
    assert (known.folders[0], known.sockets) == ("/deep/media/", ["/deep/_stcore/stream"])


def test_what_search_engines_may_list_are_pages():
    assert set(INDEXED) < {entry.path for entry in PAGES}


def test_every_file_that_streamlit_serves_is_known(addresses):
    folder = Path(get_static_dir())
    page = (folder / "index.html").read_text("utf-8")
    named = re.findall(r'(?:src|href)="\./((?:static/|favicon)[^"]+)"', page)
    assert named
    assert all(addresses().methods(f"/{file}") for file in named)


def test_letters_for_the_pages_of_accounts_are_files_that_are_served(addresses):
    assert set(edges.fonts()) == {"Source Sans", "Source Serif"}
    assert all(addresses().methods(file) == READ for file in edges.fonts().values())


def test_metrics_are_an_address_with_a_token_only(addresses):
    assert not addresses().locked
    assert not addresses().methods(f"/{ROUTE_METRICS}")
    assert addresses(metrics_token=TOKEN).locked == {f"/{ROUTE_METRICS}": TOKEN}


def test_script_in_the_page_of_streamlit_is_allowed_by_its_hash():
    page = (Path(get_static_dir()) / "index.html").read_text("utf-8")
    assert page.count("<script") == page.count("<script>") + page.count("<script type=")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    right = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    assert edges.script_hashes() == [f"sha256-{digest}" for digest in right] != []


def test_health_of_streamlit_stays_for_its_pages(addresses):
    assert addresses().methods(f"/{ROUTE_HEALTH}") == READ


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_app_that_listens_everywhere_asks_nobody_for_its_address(host):
    assert asgi.options(host, 8501)["browser.serverAddress"] == "localhost"
    assert asgi.options("127.0.0.1", 8501).keys().isdisjoint({"browser.serverAddress"})
