"""The app as a stranger meets it: addresses, headers, and every page under the policy of the app."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from matching.authorization import PROFESSIONAL, RECRUITER, STAFF
from matching.catalog import Catalog
from matching.demo import demo_people, fill_demo
from matching.recommender import Recommender
from matching.screens.menu import PAGES
from matching.store import open_database
from matching.store.preparing import prepare_store
from matching.store.schema import AccountRow, CandidacyRow, MembershipRow, RoleRow
from tests.browser.conftest import DESK, free_port, open_window, wait_until_it_answers

N = 12
PROFILE = "profession=physician&specialties=general-surgery&max_weeks=8&languages=en:native"
ROLE = "mercy-ships--general-surgeon"

# Streamlit looks for itself below a page first: at /role/_stcore/health for the page /role.
LOOKING_FOR_ITSELF = re.compile(r"/[a-z-]+/_stcore/(health|host-config)")


@pytest.fixture(scope="module")
def app_store(tmp_path_factory, data_folder):
    """A small demo."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'store.db'}"
    prepare_store(data_folder, url)
    now = datetime.now(UTC)
    recommender = Recommender(Catalog.from_folder(data_folder), today=now.date())
    with open_database(url) as database:
        fill_demo(database, recommender, now=now, n=N)
    return url


@pytest.fixture(scope="module")
def app_server(tmp_path_factory, app_store):
    """Start the app on the demo; give its address."""
    port, log = free_port(), tmp_path_factory.mktemp("app") / "streamlit.log"
    address = f"http://127.0.0.1:{port}"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "matching.cli", "serve", "--port", str(port)],
            env={
                **os.environ,
                "MISSIONMATCH_DATABASE_URL": app_store,
                "MISSIONMATCH_DEMO": "1",
            },
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_it_answers(server, address, log)
            yield address
            assert "Traceback" not in log.read_text()
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture
def watched(browser, app_server):
    """`watched()` opens a window, and fails in the end on anything that its console holds."""
    told = []

    def tell(message):
        where = message.location.get("url", "").removeprefix(app_server)
        if message.type == "error" and not LOOKING_FOR_ITSELF.fullmatch(where):
            told.append(f"{where}: {message.text}")

    @contextmanager
    def window():
        with open_window(browser, app_server, viewport=DESK) as page:
            page.on("console", tell)
            yield page
            assert not told, told

    return window


@pytest.fixture(scope="module")
def people(app_store):
    """Somebody of each kind of account, and a role of the recruiter with somebody interested."""
    with open_database(app_store) as database:
        groups = demo_people(database)
        with database.reading() as session:
            recruiter, role_id, person = session.execute(
                select(MembershipRow.account_id, RoleRow.role_id, CandidacyRow.account_id)
                .join(RoleRow, RoleRow.org_id == MembershipRow.org_id)
                .join(CandidacyRow, CandidacyRow.role_id == RoleRow.role_id)
            ).first()
            recruiter = session.get(AccountRow, recruiter).name
    return {
        PROFESSIONAL: groups.professionals[0].name,
        RECRUITER: recruiter,
        STAFF: groups.staff[0].name,
        "role": f"role_id={role_id}",
        "candidate": f"role_id={role_id}&person={person}",
    }


@pytest.fixture
def visit(settled):
    """Open a page, wait until it is drawn, and see that it is a page of the app."""

    def visit(page, path):
        page.goto(path)
        settled(page)
        expect(page.locator("h1").first).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(page.get_by_text("You may not do this")).to_have_count(0)
        visited.add(path.partition("?")[0])

    visited = set()
    visit.visited = visited
    return visit


def be(page, name):
    page.goto("/account/demo")
    page.get_by_role("button", name=name).first.click()
    page.wait_for_url(lambda url: "/account/" not in url)


# ---- the policy -------------------------------------------------------------------------------


def test_every_page_works_under_the_policy(watched, visit, people, settled, tmp_path):
    with watched() as page:
        visit(page, f"/?{PROFILE}")
        page.get_by_text("Map", exact=True).click()
        settled(page)
        world = page.get_by_role("tabpanel", name="Map")
        expect(world.get_by_role("img")).to_be_visible()
        with page.expect_download():
            world.get_by_role("button", name="Download as PNG").dispatch_event("click")
        visit(page, f"/role?role_id={ROLE}")
        page.get_by_role("button", name="Save to shortlist").click()
        settled(page)
        for path in ("/organizations", "/articles", "/sign-in", "/shortlist"):
            visit(page, path)
        with page.expect_download() as download:
            page.get_by_role("button", name="Page to print").click()
        assert "<html" in download.value.path().read_text("utf-8")

        be(page, people[PROFESSIONAL])
        for path in ("/interests", "/me"):
            visit(page, path)

        be(page, people[RECRUITER])
        role, candidate = people["role"], people["candidate"]
        visit(page, "/my-roles")
        visit(page, f"/edit-role?{role}")
        visit(page, f"/candidates?{role}")
        visit(page, f"/candidate?{candidate}")
        visit(page, f"/sorting?{role}")

        be(page, people[STAFF])
        for entry in PAGES:
            if STAFF in entry.kinds:
                visit(page, entry.path)
    assert {entry.path for entry in PAGES} == visit.visited
