"""The running app in a real browser: Streamlit as a subprocess, the system's Chromium before it.

Fixtures
--------
app_server, app_store : address of the running app and of its store, the same for all tests
page, phone_page : a fresh browser window of a desk or a phone, whose `goto("/")` opens the app
sign_in : `sign_in(page, email, password, path)` signs in and waits for the page of that path
settled : `settled(page)` waits until Streamlit has finished drawing
way : `way.open(path, name)` judges a page by axe (touring.py)
screenshot : `screenshot(page, "name")` keeps a picture in tests/browser/screenshots
"""

from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import touring
from tests.browser.running import running_app
from tests.browser.windows import (
    CHROMIUM_FLAGS,
    DESK,
    PHONE,
    SCREENSHOTS,
    Windows,
    chromium_path,
    settle,
)

HERE = Path(__file__).parent
LONGEST_FIRST = ["test_pages_of_accounts", "test_pages_of_visitors", "test_tuning", "test_story"]
"""Files that take longest: begun last, one would keep one worker busy while the other is done."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark the tests of this folder `browser`, and run them last: they are the slow ones.

    Last also because Playwright keeps an event loop running in the thread of the tests, in
    which `asyncio.run` of another test would fail.
    """
    ours = [item for item in items if item.path.is_relative_to(HERE)]
    ours.sort(
        key=lambda item: (
            LONGEST_FIRST.index(item.path.stem)
            if item.path.stem in LONGEST_FIRST
            else len(LONGEST_FIRST)
        )
    )
    for item in ours:
        item.add_marker(pytest.mark.browser)
    items[:] = [item for item in items if not item.path.is_relative_to(HERE)] + ours


# ---- the app --------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def app_store(tmp_path_factory):
    """The address of the store of the running app."""
    return f"sqlite:///{tmp_path_factory.mktemp('store') / 'store.db'}"


@pytest.fixture(scope="session")
def app_server(tmp_path_factory, app_store):
    """Start the app on a free port; give its address."""
    log = tmp_path_factory.mktemp("app") / "streamlit.log"
    with running_app(log, MISSIONMATCH_DATABASE_URL=app_store) as address:
        yield address


# ---- the browser ----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path(), headless=True, args=CHROMIUM_FLAGS
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def windows(browser):
    """`windows.open(address, viewport=DESK)` opens a window."""
    return Windows(browser)


@pytest.fixture
def page(windows, app_server):
    """Open a window of the size of a desk's screen."""
    with windows.open(app_server, viewport=DESK) as page:
        yield page


@pytest.fixture
def phone_page(windows, app_server):
    """Open a window of the size of a phone's screen, with touch."""
    settings = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    with windows.open(app_server, viewport=PHONE, **settings) as page:
        yield page


@pytest.fixture
def new_page(windows, app_server):
    """`new_page()` opens one more window, of a person who shares nothing with the others."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(windows.open(app_server, viewport=DESK))


@pytest.fixture(scope="session")
def settled():
    """Wait as `windows.settle` does."""
    return settle


@pytest.fixture(scope="module")
def all_reports(request):
    """What axe says of the pages of one file of tests."""
    kept = []
    yield kept
    touring.keep(kept, request.module.__name__.rpartition("_")[2])


@pytest.fixture
def way(windows, app_server, settled, all_reports):
    """One person's way through their pages."""
    with touring.tour(windows, app_server, settled, all_reports) as one:
        yield one


@pytest.fixture(scope="session")
def sign_in(settled):
    """`sign_in(page, email, password, "/tuning")`: go to a page by way of the form."""

    def enter(page, email, password, path):
        page.goto(f"/account/sign-in?next={path}")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"**{path}")
        settled(page)

    return enter


@pytest.fixture(scope="session")
def screenshot():
    """Keep a picture of the page in full length, to be looked at; give its path."""
    SCREENSHOTS.mkdir(exist_ok=True)

    def take(page, name):
        path = SCREENSHOTS / f"{name}.png"
        window = page.viewport_size
        # Streamlit scrolls inside the page, so the window itself must become as long as the text.
        length = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
        page.set_viewport_size({**window, "height": max(length, window["height"])})
        page.wait_for_timeout(300)  # charts and maps draw themselves anew
        page.screenshot(path=path, animations="disabled")
        page.set_viewport_size(window)
        return path

    return take
