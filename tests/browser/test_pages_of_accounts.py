"""Every page of each kind of account, by axe, at 200 % and under the policy."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from matching.accounts import passwords
from matching.authorization import PROFESSIONAL, RECRUITER, STAFF
from matching.catalog import Catalog
from matching.demo import demo_people, fill_demo
from matching.recommending.recommender import Recommender
from matching.screens.look.pages import PAGES, VISITOR
from matching.store import open_database
from matching.store.preparing import prepare_store
from matching.store.schema import (
    AccountRightRow,
    AccountRow,
    AnswerFactRow,
    CandidacyRow,
    CommentReportRow,
    CommentRow,
    MembershipRow,
    RoleRow,
)
from matching.store.words import ACCOUNT_RIGHTS
from tests.browser.running import running_app
from tests.browser.touring import OF_NO_MENU, WITH_A_RIGHT, in_menu

N = 12
PASSWORD = "kettle moss eleven"


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


def talk(session, role_id, ids):
    """A question about the role that waits, one with an answer that could be a fact, a report."""
    now = datetime.now(UTC)

    def said(comment_id, kind, who, signature, **more):
        text = "See https://example.org, please."
        about = {"role_id": role_id, "account_id": ids[who], "written_at": now} | more
        comment = {"comment_id": comment_id, "kind": kind, "signature": signature, "text": text}
        session.add(CommentRow(**comment, **about))
        session.flush()

    said("asked", "question", PROFESSIONAL, "profession")
    said("waits", "question", PROFESSIONAL, "name")
    said("answer", "answer", RECRUITER, "organization", parent_id="asked")
    session.add(AnswerFactRow(comment_id="answer", cell="family", value="yes", proposed_at=now))
    session.add(
        CommentReportRow(
            comment_id="waits", account_id=ids[RECRUITER], reason="other", reported_at=now
        )
    )


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
            has = {"account_id": ids[STAFF], "given_at": datetime.now(UTC)}
            session.add_all(AccountRightRow(account_right=one, **has) for one in ACCOUNT_RIGHTS)
            talk(session, role_id, ids)
            emails = {kind: row.email for kind, row in rows.items()}
    return emails | {
        "role": f"role_id={role_id}",
        "candidate": f"role_id={role_id}&person={person}",
    }


def test_pages_of_a_professional(way, sign_in, people):
    sign_in(way.page, people[PROFESSIONAL], PASSWORD, "/interests")
    way.open("/interests", "My interests")
    way.open(f"/role?{people['role']}&comment=answer", "A question on a role")
    way.open("/me", "My profile")
    way.open(f"/role?{people['role']}", "A role with questions")
    way.open("/events", "Events")
    event = way.page.locator('.mb-card a[href*="event="]').first.get_attribute("href")
    way.open(event, "Event")
    way.end(in_menu(PROFESSIONAL) - in_menu(VISITOR))


def test_pages_of_a_recruiter(way, sign_in, people):
    role, candidate = people["role"], people["candidate"]
    sign_in(way.page, people[RECRUITER], PASSWORD, "/my-roles")
    way.open("/to-do", "To do")
    way.open("/my-people", "My people")
    way.open("/my-roles", "My roles", "New role")
    way.open("/questions", "Questions")
    way.open("/my-comments", "What I wrote")
    way.open("/my-organization", "My organization", "Save")
    way.open(f"/edit-role?{role}", "Edit a role")
    way.open(f"/clinic?{role}", "Role clinic")
    way.open(f"/candidates?{role}", "Candidates")
    way.open(f"/candidate?{candidate}", "Candidate")
    way.open(f"/sorting?{role}", "Teach by sorting, a role")
    way.end(in_menu(RECRUITER) - in_menu(VISITOR), OF_NO_MENU[RECRUITER])


def test_pages_of_staff(way, sign_in, people):
    sign_in(way.page, people[STAFF], PASSWORD, "/reports")
    for entry in PAGES:
        if (STAFF in entry.kinds or entry.right) and VISITOR not in entry.kinds:
            way.open(entry.path, entry.title)
    way.go("/edit-events")
    event = way.page.locator('.mb-card a[href*="event="]').first.get_attribute("href")
    way.open(event, "Edit an event", "Save")
    session = way.page.locator('.mr-table a[href*="session="]').first.get_attribute("href")
    way.open(session, "Edit a session", "Save")
    way.end()


def test_no_page_is_left_out():
    seen = WITH_A_RIGHT.union(
        *OF_NO_MENU.values(), *map(in_menu, (VISITOR, PROFESSIONAL, RECRUITER, STAFF))
    )
    assert seen == {entry.path for entry in PAGES}
