"""Every page by axe, at 200 % and under the policy, and what one does without a mouse."""

from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from matching.accounts import passwords
from matching.authorization import PROFESSIONAL, RECRUITER, STAFF
from matching.catalog import Catalog
from matching.demo import demo_people, fill_demo
from matching.recommending.recommender import Recommender
from matching.screens.look.pages import PAGES, VISITOR
from matching.store import open_database
from matching.store.preparing import prepare_store
from matching.store.schema import AccountRow, CandidacyRow, MembershipRow, RoleRow
from tests.browser import axe
from tests.browser.conftest import DESK, LOOKING_FOR_ITSELF, SCREENSHOTS, wait_until
from tests.browser.running import running_app

N = 12
PASSWORD = "kettle moss eleven"
SECONDS_TO_COUNT = 120  # the page of exposure ranks for hundreds of people when it first opens
PROFILE = "profession=physician&specialties=general-surgery&max_weeks=8&languages=en:native"
ROLE = "mercy-ships--general-surgeon"
ZOOMED = {"width": DESK["width"] // 2, "height": DESK["height"] // 2}  # as at 200 %
OF_NO_MENU = {
    VISITOR: {"/role", "/sign-in"},
    RECRUITER: {"/edit-role", "/candidates", "/candidate"},
}
FOCUSED = """() => {
    const focused = document.activeElement;
    return focused.getAttribute("aria-label") || focused.innerText || "";
}"""
OUTLINE = (
    "element => getComputedStyle(element).outlineStyle + getComputedStyle(element).outlineWidth"
)


@pytest.fixture(scope="module")
def app_store(tmp_path_factory, data_folder):
    """The people of a small demo."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'store.db'}"
    prepare_store(data_folder, url)
    now = datetime.now(UTC)
    recommender = Recommender(Catalog.from_folder(data_folder), today=now.date())
    with open_database(url) as database:
        fill_demo(database, recommender, now=now, n=N)
    return url


@pytest.fixture(scope="module")
def app_server(tmp_path_factory, app_store):
    """Start the app, not as a demo, with them; give its address."""
    log = tmp_path_factory.mktemp("app") / "streamlit.log"
    with running_app(log, MISSIONMATCH_DATABASE_URL=app_store) as address:
        yield address
        assert "Traceback" not in log.read_text()


@pytest.fixture(scope="module")
def people(app_store):
    """Addresses of one of each kind, and a role of the recruiter with somebody interested."""
    hashed = passwords.hashed(PASSWORD)
    with open_database(app_store) as database:
        groups = demo_people(database)
        with database.writing() as session:
            recruiter, role_id, person = session.execute(
                select(MembershipRow.account_id, RoleRow.role_id, CandidacyRow.account_id)
                .join(RoleRow, RoleRow.org_id == MembershipRow.org_id)
                .join(CandidacyRow, CandidacyRow.role_id == RoleRow.role_id)
            ).first()
            ids = {
                PROFESSIONAL: groups.professionals[0].account_id,
                RECRUITER: recruiter,
                STAFF: groups.staff[0].account_id,
            }
            rows = {kind: session.get(AccountRow, account_id) for kind, account_id in ids.items()}
            for row in rows.values():
                row.password_hash = hashed
            emails = {kind: row.email for kind, row in rows.items()}
    return emails | {
        "role": f"role_id={role_id}",
        "candidate": f"role_id={role_id}&person={person}",
    }


@pytest.fixture(scope="module")
def all_reports():
    """What axe said, kept as a table beside the pictures."""
    kept = []
    yield kept
    lines = [
        "| page | theme | rules | violations | to look at |",
        "| --- | --- | --- | --- | --- |",
    ]
    for one in kept:
        counts = Counter(one.impacts)
        found = ", ".join(f"{number} {impact}" for impact, number in counts.items()) or "none"
        unsure = ", ".join(one.unsure)
        lines.append(f"| {one.page} | {one.theme} | {one.rules} | {found} | {unsure} |")
    SCREENSHOTS.mkdir(exist_ok=True)
    (SCREENSHOTS / "axe.md").write_text("\n".join(lines) + "\n", "utf-8")


class Tour:
    """One person's way through their pages: what is wrong on them, and which were seen."""

    def __init__(self, page, settled, kept):
        self.page, self.settled, self.kept = page, settled, kept
        self.paths, self.reports = set(), []

    def open(self, path, name, button=""):
        """Open a page and judge it; a `button` is what one comes for, seen at 200 % too."""
        self.page.set_viewport_size(DESK)
        self.page.goto(path)
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


@pytest.fixture
def tour(windows, app_server, settled, all_reports):
    """`with tour() as way` opens a window, and fails in the end on what its console holds."""
    told = []

    def tell(message):
        where = message.location.get("url", "").removeprefix(app_server)
        if message.type == "error" and not LOOKING_FOR_ITSELF.fullmatch(where):
            told.append(f"{where}: {message.text}")

    @contextmanager
    def window():
        with windows.open(app_server, viewport=DESK) as page:
            page.on("console", tell)
            yield Tour(page, settled, all_reports)
            assert not told, told

    return window


def in_menu(kind):
    return {entry.path for entry in PAGES if kind in entry.kinds}


# ---- every page ------------------------------------------------------------------------------


def test_pages_of_a_visitor(tour, settled):
    with tour() as way:
        page = way.page
        way.open("/", "Find, empty", "Show my roles")
        way.open("/shortlist", "Shortlist, empty")
        page.goto(f"/?{PROFILE}")
        page.set_viewport_size(DESK)
        settled(page)
        way.judge("Find, the list")
        for nth in (1, 2):
            page.get_by_role("button", name="Compare", exact=True).first.click()
            settled(page)
            expect(page.locator(".mm-compared .mm-chip")).to_have_count(nth)
        page.get_by_role("button", name="Compare 2").click()
        expect(page.get_by_role("dialog").get_by_role("table").first).to_be_visible()
        settled(page)
        way.judge("Find, roles side by side")
        way.zoom()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.set_viewport_size(DESK)
        page.get_by_text("One change away", exact=True).click()
        settled(page)
        way.judge("Find, one change away")
        page.get_by_text("Worth reading", exact=True).click()
        expect(page.locator(".mm-small-card").first).to_be_visible()
        settled(page)
        way.judge("Find, worth reading")
        page.get_by_text("Map", exact=True).click()
        world = page.get_by_role("tabpanel", name="Map")
        expect(world.get_by_role("img")).to_be_visible()
        settled(page)
        way.judge("Find, the map")
        with page.expect_download():
            world.get_by_role("button", name="Download as PNG").dispatch_event("click")
        way.zoom("Change what I said")
        way.open(f"/role?role_id={ROLE}", "Role", "Save to shortlist")
        page.get_by_role("button", name="Save to shortlist").click()
        expect(page.get_by_role("button", name="Saved to shortlist")).to_be_visible()
        kept = "role_id => (sessionStorage.getItem('missionmatch') || '').includes(role_id)"
        wait_until(page, kept, ROLE)  # else what was saved may be left behind with the page
        way.open("/search?q=dentist", "Search")
        way.open("/organizations", "Organizations")
        way.open(f"/organizations?org_id={ROLE.partition('--')[0]}", "Organization")
        way.open("/articles", "Articles")
        first = page.locator('.mb-card a[href*="article_id"]').first.get_attribute("href")
        way.open(first, "Article")
        original = page.get_by_test_id("stLinkButton").filter(has_text="Read the original")
        expect(original).to_be_in_viewport(ratio=1)
        way.open("/sign-in", "Sign in, at a provider")
        way.open("/shortlist", "Shortlist")
        with page.expect_download() as download:
            page.get_by_role("button", name="Page to print").click()
        assert "<html" in download.value.path().read_text("utf-8")
        for name in ("Sign in", "Sign up"):
            page.goto(f"/account/{name.lower().replace(' ', '-')}")
            page.get_by_role("button", name=name).scroll_into_view_if_needed()
            expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
            overflow = "document.documentElement.scrollWidth - innerWidth"
            assert page.evaluate(overflow) <= 0
            way.judge(name)
        way.end(in_menu(VISITOR), OF_NO_MENU[VISITOR])


def test_pages_of_a_professional(tour, sign_in, people):
    with tour() as way:
        sign_in(way.page, people[PROFESSIONAL], PASSWORD, "/interests")
        way.open("/interests", "My interests")
        way.open("/me", "My profile")
        way.end(in_menu(PROFESSIONAL) - in_menu(VISITOR))


def test_pages_of_a_recruiter(tour, sign_in, people):
    role, candidate = people["role"], people["candidate"]
    with tour() as way:
        sign_in(way.page, people[RECRUITER], PASSWORD, "/my-roles")
        way.open("/my-roles", "My roles", "New role")
        way.open(f"/edit-role?{role}", "Edit a role")
        way.open(f"/candidates?{role}", "Candidates")
        way.open(f"/candidate?{candidate}", "Candidate")
        way.open(f"/sorting?{role}", "Teach by sorting, a role")
        way.end(in_menu(RECRUITER) - in_menu(VISITOR), OF_NO_MENU[RECRUITER])


def test_pages_of_staff(tour, sign_in, people):
    with tour() as way:
        sign_in(way.page, people[STAFF], PASSWORD, "/reports")
        for entry in PAGES:
            if STAFF in entry.kinds and VISITOR not in entry.kinds:
                way.open(entry.path, entry.title)
        way.end()


def test_no_page_is_left_out():
    seen = set().union(
        *OF_NO_MENU.values(), *map(in_menu, (VISITOR, PROFESSIONAL, RECRUITER, STAFF))
    )
    assert seen == {entry.path for entry in PAGES}


# ---- without a mouse -------------------------------------------------------------------------


def tab_to(page, name, key="Tab"):
    """Press Tab until something of this name has the focus."""
    seen = []
    while name not in (now := page.evaluate(FOCUSED)):
        seen.append(now.replace("\n", " ")[:40])
        assert len(seen) < 60, seen
        page.keyboard.press(key)


def test_from_the_first_page_to_the_shortlist_by_keyboard(page, settled, screenshot):
    page.goto("/")
    settled(page)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Skip to main content"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    tab_to(page, "I am a …", "Shift+Tab")
    box = page.get_by_role("combobox", name="I am a …").locator("xpath=..")
    assert box.evaluate(OUTLINE) == "solid3px"
    screenshot(page, "focus-combobox-1280")
    page.keyboard.type("Physician")
    page.keyboard.press("Enter")
    expect(page.locator(".mm-card").first).to_be_visible()
    settled(page)
    tab_to(page, "I am a student")
    label = page.locator("label").filter(has_text="I am a student")
    assert label.evaluate(OUTLINE) == "solid3px"
    screenshot(page, "focus-tick-box-1280")
    tab_to(page, "When I am free")
    page.keyboard.type("Exact")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Free from")).to_be_visible()
    settled(page)
    tab_to(page, "Free from")
    expect(page.get_by_test_id("stDateInputCalendar")).to_be_hidden()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_role("dialog", name="Choose date")).to_be_visible()
    page.keyboard.press("Escape")
    tab_to(page, "Skip to main content", "Shift+Tab")
    page.keyboard.press("Enter")
    title = page.locator(".mm-card h3 a").first.inner_text()
    tab_to(page, title)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=title, level=1)).to_be_focused()
    settled(page)
    screenshot(page, "focus-role-1280")
    tab_to(page, "Save to shortlist")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Saved to shortlist")).to_be_focused()
    settled(page)
    tab_to(page, "Shortlist", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/shortlist")
    expect(page.get_by_role("link", name=title)).to_be_visible()


def test_escape_closes_the_choices_and_keeps_what_was_chosen(page, settled):
    page.goto("/?profession=physician")
    settled(page)
    profession = page.get_by_role("combobox", name="I am a")
    profession.focus()
    for key in ("ArrowDown", "D"):
        page.keyboard.press(key)
        expect(profession).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(profession).to_have_attribute("aria-expanded", "false")
        expect(profession).to_be_focused()
        expect(profession).to_have_value("Physician")
        page.keyboard.press("Escape")
    settled(page)
    expect(profession).to_have_value("Physician")
    assert "profession=physician" in page.url
