"""The running app in a real browser: Streamlit as a subprocess, the system's Chromium before it.

Fixtures
--------
app_server, app_store : address of the running app and of its store, the same for all tests
page, phone_page : a fresh browser window of a desk or a phone, whose `goto("/")` opens the app
sign_in : `sign_in(page, email, password, path)` signs in and waits for the page of that path
settled : `settled(page)` waits until Streamlit has finished drawing
screenshot : `screenshot(page, "name")` keeps a picture in tests/browser/screenshots
"""

import os
import re
import shutil
import time
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect, sync_playwright

from tests.browser.running import running_app

HERE = Path(__file__).parent
SCREENSHOTS = HERE / "screenshots"

# The first is the same without what draws windows and menus, and takes a fifth less work.
CHROMIUM_NAMES = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
]
CHROMIUM_FLAGS = [
    "--no-sandbox",  # it needs rights that a container does not have; only our own pages are opened
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing is asked of other machines: a test must not depend on them. Playwright's own way to
    # stop it would also turn off what the browser keeps of scripts that it has read before.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

# A press on a button is sent at once, but the page looks finished until the answer is read.
COUNT_WHAT_IS_SENT = """
window.missionmatchSent = window.missionmatchAnswered = 0;
window.WebSocket = class extends WebSocket {
    constructor(...args) {
        super(...args);
        this.addEventListener("message", () => {
            const sent = window.missionmatchSent;
            setTimeout(() => { window.missionmatchAnswered = sent; }, 50);
        });
    }
    send(data) {
        window.missionmatchSent += 1;
        super.send(data);
    }
};
"""

# What a key or a press changes is sent once the page has been drawn with it.
DRAWN_ONCE = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"

# Streamlit looks for itself below a page first: at /role/_stcore/health for the page /role.
LOOKING_FOR_ITSELF = re.compile(r"/[a-z-]+/_stcore/(health|host-config)")

# What a page can keep beside cookies and what ends with its tab.
KEPT_BY_PAGES = ["local_storage", "indexeddb", "cache_storage", "service_workers", "file_systems"]

SECONDS_TO_DRAW = 60
expect.set_options(timeout=SECONDS_TO_DRAW * 1000)  # else 5 s, which a busy machine may need


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark the tests of this folder `browser`, and run them last: they are the slow ones.

    Last also because Playwright keeps an event loop running in the thread of the tests, in
    which `asyncio.run` of another test would fail.
    """
    ours = [item for item in items if item.path.is_relative_to(HERE)]
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


def chromium_path():
    """Find the browser: the environment variable CHROMIUM, or else the usual names."""
    wanted = os.environ.get("CHROMIUM")
    found = [path for name in [wanted or "", *CHROMIUM_NAMES] if (path := shutil.which(name))]
    if not found:
        pytest.fail(
            "The browser tests need Chromium, and none was found. `make test` installs it where "
            "apt-get is at hand; or install Chromium or Chrome and name it in the environment "
            "variable CHROMIUM. `make check` runs everything but the browser tests.",
            pytrace=False,
        )
    return found[0]


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


class Windows:
    """Windows of one browser, each of a person who shares nothing with the others.

    A person may be one who is gone: all is forgotten that a page can keep. What the browser has
    read and compiled of our scripts is not, which is most of what it costs to open a page.
    """

    def __init__(self, browser):
        self.browser = browser
        self.free = defaultdict(list)

    @contextmanager
    def open(self, app_server, **settings):
        """Give a window; fail in the end if the page raised an error in JavaScript."""
        free = self.free[app_server, repr(sorted(settings.items()))]
        context = free.pop() if free else self._new(app_server, settings)
        page = context.new_page()
        forget(page, app_server)
        page.set_default_timeout(SECONDS_TO_DRAW * 1000)
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
        for one in context.pages:
            one.close()
        free.append(context)
        assert not errors, f"The page raised errors: {errors}"

    def _new(self, app_server, settings):
        context = self.browser.new_context(
            base_url=app_server, locale="en-GB", reduced_motion="reduce", **settings
        )
        context.add_init_script(COUNT_WHAT_IS_SENT)
        return context


def forget(page, app_server):
    """Make the browser of a page forget whoever used it before."""
    page.context.clear_cookies()
    page.context.clear_permissions()
    devtools = page.context.new_cdp_session(page)
    kept = {"origin": app_server, "storageTypes": ",".join(KEPT_BY_PAGES)}
    devtools.send("Storage.clearDataForOrigin", kept)
    devtools.detach()


def wait_until(page, expression, arg=None):
    """Wait until JavaScript gives something true, also while the page changes for another.

    Playwright's own `wait_for_function` makes code from text in the page, which our
    Content-Security-Policy forbids.
    """
    until = time.monotonic() + SECONDS_TO_DRAW
    while time.monotonic() < until:
        try:
            if page.evaluate(expression, arg):
                return
        except Error as error:
            if "context was destroyed" not in error.message:
                raise
        page.wait_for_timeout(20)
    pytest.fail(f"The page never came so far: {expression}")


def unfold(page, label):
    """Open what is folded away under a label, and wait until it has its height."""
    fold = page.locator("details").filter(has=page.locator("summary", has_text=label)).last
    fold.locator("summary", has_text=label).click()
    expect(fold).to_have_attribute("open", "")
    expect(fold).to_have_attribute("style", "")


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
    """Wait until Streamlit has run what was asked of it to the end and drawn the result.

    A page draws itself twice when it opens: the second time with what the tab remembers. Between
    the two it looks finished, and a press on a button would meet it while it is drawn again.
    """

    def wait(page):
        page.evaluate(DRAWN_ONCE)
        wait_until(
            page,
            "window.missionmatchKept && window.missionmatchAnswered === window.missionmatchSent",
        )
        app = page.get_by_test_id("stApp")
        expect(app).to_have_attribute(
            "data-test-script-state", "notRunning", timeout=SECONDS_TO_DRAW * 1000
        )
        expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
        return page

    return wait


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
