"""Chromium and its windows, and how to wait for what a page does."""

import os
import re
import shutil
import time
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

SCREENSHOTS = Path(__file__).parent / "screenshots"

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


def settle(page):
    """Wait until Streamlit has run what was asked of it to the end and drawn the result.

    A page draws itself twice when it opens: the second time with what the tab remembers. Between
    the two it looks finished, and a press on a button would meet it while it is drawn again.
    """
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


def unfold(page, label):
    """Open what is folded away under a label, and wait until it has its height."""
    fold = page.locator("details").filter(has=page.locator("summary", has_text=label)).last
    fold.locator("summary", has_text=label).click()
    expect(fold).to_have_attribute("open", "")
    expect(fold).to_have_attribute("style", "")
