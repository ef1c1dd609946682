"""Every page by axe, at 200 % and under the policy: one person's way through their pages."""

from collections import Counter
from contextlib import contextmanager

from playwright.sync_api import expect

from matching.authorization import RECRUITER
from matching.screens.look.pages import PAGES, VISITOR
from tests.browser import axe
from tests.browser.windows import DESK, LOOKING_FOR_ITSELF, SCREENSHOTS, wait_until

SECONDS_TO_COUNT = 120  # the page of exposure ranks for hundreds of people when it first opens
MAIN = "document.querySelector('[data-testid=stMain]')?.textContent"
FOLLOW = f"""path => {{
    history.pushState({{}}, "", path);
    const before = {MAIN};
    window.dispatchEvent(new PopStateEvent("popstate", {{ state: {{}} }}));
    return before;
}}"""
# Two pages about one role have the same heading, and pages of no menu the same title.
ANOTHER = f"before => {MAIN} !== before"
ZOOMED = {"width": DESK["width"] // 2, "height": DESK["height"] // 2}  # as at 200 %
OF_NO_MENU = {
    VISITOR: {"/role", "/claim", "/sign-in", "/tag"},
    RECRUITER: {"/edit-role", "/candidates", "/candidate", "/my-comments", "/clinic"},
}


def in_menu(kind):
    return {entry.path for entry in PAGES if kind in entry.kinds}


WITH_A_RIGHT = {entry.path for entry in PAGES if entry.right}


class Tour:
    """One person's way through their pages: what is wrong on them, and which were seen."""

    def __init__(self, page, settled, kept):
        self.page, self.settled, self.kept = page, settled, kept
        self.paths, self.reports = set(), []

    def open(self, path, name, button=""):
        """Open a page and judge it; a `button` is what one comes for, seen at 200 % too."""
        self.page.set_viewport_size(DESK)
        self.go(path)
        expect(self.page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning", timeout=SECONDS_TO_COUNT * 1000
        )
        self.settled(self.page)
        expect(self.page.locator("h1").first).to_be_visible()
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        expect(self.page.get_by_text("You may not do this")).to_have_count(0)
        self.paths.add(path.partition("?")[0])
        self.judge(name)
        self.zoom(button)

    def go(self, path):
        """Go to another page as a press on a link does, which loads nothing anew."""
        url = self.page.url
        if not url.startswith("http") or "/account/" in url or url.endswith(path):
            self.page.goto(path)
            return
        before = self.page.evaluate(FOLLOW, path)
        wait_until(self.page, ANOTHER, before)

    def judge(self, name):
        """Judge what is on the page now."""
        self.reports += axe.reports(self.page, name)

    def zoom(self, button=""):
        """See that nothing runs out of the page at 200 %, and a button is there."""
        self.page.set_viewport_size(ZOOMED)
        self.page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
        wide = "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
        wait_until(self.page, f"() => {wide}.every(one => one.scrollWidth <= {ZOOMED['width']})")
        if button:
            expect(self.page.get_by_role("button", name=button).first).to_be_in_viewport(ratio=1)

    def end(self, *paths):
        """Fail where something was found, or a page was left out."""
        self.kept += self.reports
        faults = [fault for report in self.reports for fault in report.faults]
        assert not faults, "\n".join(faults)
        assert self.paths >= set().union(*paths)


def keep(reports, name):
    """Keep what axe said as a table beside the pictures."""
    lines = [
        "| page | theme | rules | violations | to look at |",
        "| --- | --- | --- | --- | --- |",
    ]
    for one in reports:
        counts = Counter(one.impacts)
        found = ", ".join(f"{number} {impact}" for impact, number in counts.items()) or "none"
        unsure = ", ".join(one.unsure)
        lines.append(f"| {one.page} | {one.theme} | {one.rules} | {found} | {unsure} |")
    SCREENSHOTS.mkdir(exist_ok=True)
    (SCREENSHOTS / f"axe-{name}.md").write_text("\n".join(lines) + "\n", "utf-8")


@contextmanager
def tour(windows, app_server, settled, reports):
    """Open a window for one person; fail in the end on what its console holds."""
    told = []

    def tell(message):
        where = message.location.get("url", "").removeprefix(app_server)
        if message.type == "error" and not LOOKING_FOR_ITSELF.fullmatch(where):
            told.append(f"{where}: {message.text}")

    with windows.open(app_server, viewport=DESK) as page:
        page.on("console", tell)
        yield Tour(page, settled, reports)
        assert not told, told
