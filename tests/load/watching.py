"""A page in the browser, timed by its own clock: from a press, or from nothing, until it stands."""

import contextlib
import dataclasses

from playwright.sync_api import expect

from matching.authorization import PROFESSIONAL, RECRUITER, STAFF
from matching.web import SESSION_COOKIE
from tests.browser.windows import COUNT_WHAT_IS_SENT, DESK, settle

# The end is the last change of the page before nothing more is under way.
WATCH = """
window.missionmatchPressed = window.missionmatchChanged = 0;
for (const what of ["pointerdown", "keydown"])
    addEventListener(what, () => { window.missionmatchPressed = performance.now(); }, true);
new MutationObserver(() => { window.missionmatchChanged = performance.now(); }).observe(document, {
    subtree: true, childList: true, characterData: true,
    attributeFilter: ["data-test-script-state"],
});
"""
SECONDS_TO_FIND = 30
SECONDS = "[window.missionmatchPressed / 1000, window.missionmatchChanged / 1000]"


@dataclasses.dataclass(frozen=True)
class Seconds:
    """How long a page took to open in a new tab, and to answer a press."""

    load: float
    press: float | None = None


class Watcher:
    """One browser before one server, with a window for each kind of person."""

    def __init__(self, browser, address, tokens):
        self._windows = {}
        for who in ("", PROFESSIONAL, RECRUITER, STAFF):
            window = browser.new_context(
                base_url=address, locale="en-GB", reduced_motion="reduce", viewport=DESK
            )
            window.add_init_script(COUNT_WHAT_IS_SENT + WATCH)
            if who:
                cookie = {"name": SESSION_COOKIE, "value": tokens[who], "url": address}
                window.add_cookies([cookie])
            self._windows[who] = window

    def time(self, kind):
        """Open a page in a new tab, and press what is pressed on it."""
        with contextlib.closing(self._windows[kind.who].new_page()) as page:
            page.set_default_timeout(SECONDS_TO_FIND * 1000)
            page.goto(kind.path)
            settle(page)
            expect(page.locator("h1").first).to_be_visible()
            expect(page.get_by_test_id("stException")).to_have_count(0)
            _, load = page.evaluate(SECONDS)
            if kind.press is None:
                return Seconds(load)
            kind.press(page)
            settle(page)
            pressed, changed = page.evaluate(SECONDS)
            if changed < pressed:
                raise AssertionError(f"Nothing changed on the page of {kind.name}.")
            return Seconds(load, changed - pressed)
