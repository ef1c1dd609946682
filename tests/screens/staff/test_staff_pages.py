"""The pages of staff: what each one does, and that nobody else sees them."""

import functools
import re
from datetime import timedelta

import pytest

from matching.accounts import choose_password
from matching.authorization import VISITOR, Actor
from matching.screens.visit import session
from matching.services import professional, staff
from matching.store import schema
from tests.screens.pages import checked, html_of, open_screen
from tests.store.rows import account

PAGES = (
    "accounts", "claims", "reports", "verify", "tags", "all_roles", "all_organizations", "audit",
    "edit_articles", "gaps", "links", "partners", "start",
)  # fmt: skip
SAM = Actor("sam", "staff")
AMINA = Actor("amina", "professional")
ORG = "mercy-ships"


@pytest.fixture
def store(own_database, sign_in):
    """Amina is a professional, Ben a recruiter of Mercy Ships, Sam is staff and signed in."""
    with own_database.writing() as writing:
        writing.add_all([account("amina"), account("ben", "recruiter"), account("sam", "staff")])
        writing.flush()
        writing.add(schema.MembershipRow(account_id="ben", org_id=ORG, since=session.now()))
    sign_in(SAM)
    return own_database


@pytest.fixture
def open_page(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository)


def click(app, key):
    return checked(app.button(key=key).click().run())


def first_role(store):
    """A role of Mercy Ships that is open."""
    found = staff.find_roles(store, SAM, org_id=ORG, only_open=True, now=session.now())
    return found["role_id"].iloc[0]


def keys(app, beginning):
    found = [button.key for button in app.button if (button.key or "").startswith(beginning)]
    return [key.removeprefix(beginning) for key in found]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_staff_shows_nothing_to_anybody_else(open_page, sign_in, page):
    for actor, said in (
        (VISITOR, "Please sign in"),
        (AMINA, "This page is not for your account"),
        (Actor("ben", "recruiter", frozenset({ORG})), "This page is not for your account"),
    ):
        sign_in(actor)
        app = open_page(page)
        assert said in html_of(app)
        assert "<header" not in html_of(app)
        assert not app.button


def test_accounts_are_found_and_what_is_private_is_not_among_it(store, open_page):
    professional.save_profile(
        store, AMINA, {"profession": "midwife"}, display_name="Secret", now=session.now()
    )
    app = open_page("accounts")
    checked(app.text_input(key="account_search").set_value("AMIN").run())
    assert re.findall(r"[a-z]+@example.org", html_of(app)) == ["amina@example.org"]
    app = open_page("accounts", account_id="amina")
    assert "they are not shown to staff" in html_of(app)
    assert not re.search("secret|midwife", html_of(app), re.IGNORECASE)


def test_a_membership_that_was_taken_off_can_be_put_back(store, open_page):
    def orgs():
        found = staff.accounts(store, SAM, account_id="ben", now=session.now())
        return found["org_ids"].iloc[0]

    app = open_page("accounts", account_id="ben")
    click(app, f"remove_{ORG}")
    assert orgs() == ()
    assert "Taken off: Mercy Ships" in html_of(app)
    click(app, f"undo_{ORG}")
    assert orgs() == (ORG,)
    app.selectbox(key="add_org").select("cure-international").run()
    click(app, "add")
    assert orgs() == ("cure-international", ORG)


def test_an_account_is_disabled_and_enabled_but_not_ones_own(store, open_page):
    app = open_page("accounts", account_id="ben")
    click(app, "disable_account")
    assert "Disabled" in html_of(app)
    assert not keys(app, "_give_link")
    click(app, "_enable")
    assert "/account/reset?token=" in app.code[0].value
    assert keys(app, "disable_account")
    own = open_page("accounts", account_id="sam")
    assert not keys(own, "disable_account")
    assert not keys(own, "_secure")


def test_an_account_is_secured_in_one_action_that_says_what_it_does(store, open_page):
    app = open_page("accounts", account_id="ben")
    assert "everybody is signed out of it" in html_of(app)
    click(app, "_secure")
    assert not app.error
    token = app.code[0].value.partition("/account/reset?token=")[2]
    choose_password(store, token, "kettle moss 11", session.now())
    found = staff.audit_entries(store, SAM, action="accounts.secure", now=session.now())
    assert found["target_id"].tolist() == ["ben"]


def test_a_recruiter_gets_an_account_with_a_link_that_is_shown_until_it_is_copied(store, open_page):
    app = open_page("accounts")
    app.text_input(key="new_name").set_value("Zoe <i>")
    app.text_input(key="new_email").set_value("zoe@example.org")
    click(app, "make")
    assert "choose the organization" in app.error[0].value
    app.selectbox(key="new_org").select(ORG)
    click(app, "make")
    link = app.code[0].value
    assert app.text_input(key="new_email").value == ""
    click(app, "link_copied")
    assert not app.code
    choose_password(
        store, link.partition("/account/reset?token=")[2], "kettle moss 11", session.now()
    )
    found = staff.accounts(store, SAM, text="zoe", now=session.now())
    assert found[["kind", "org_ids"]].to_numpy().tolist() == [["recruiter", (ORG,)]]
    assert "Zoe &lt;i&gt;" in html_of(app)


def test_a_report_is_shown_as_text_and_settled(store, open_page):
    assert "No report waits" in html_of(open_page("reports"))
    role_id = first_role(store)
    professional.report_role(store, VISITOR, role_id, "closed", "<b>gone</b>", now=session.now())
    app = open_page("reports")
    assert "&lt;b&gt;gone&lt;/b&gt;" in html_of(app)
    (report_id,) = keys(app, "closed_")
    with store.writing() as writing:
        writing.get(schema.RoleReportRow, report_id).reported_at -= timedelta(days=1)
    professional.report_role(store, VISITOR, role_id, "wrong", now=session.now())
    assert keys(checked(app.run()), "closed_")[0] == report_id
    click(app, f"closed_{report_id}")
    assert len(keys(app, "closed_")) == 1
    assert "Settled (1)" in [expander.label for expander in app.expander]
    with store.reading() as reading:
        assert reading.get(schema.RoleRow, role_id).closed_at is not None


def test_roles_to_verify_are_counted_confirmed_and_closed(store, open_page):
    professional.save_profile(store, AMINA, {"profession": "physician"}, now=session.now())
    app = open_page("verify")
    assert "Counted over 1 saved profile on " in html_of(app)
    assert html_of(app).count("<strong>1</strong>person") == 10
    confirmed, closed, *_ = keys(app, "confirm_")
    click(app, f"confirm_{confirmed}")
    click(app, f"close_{closed}")
    assert not {confirmed, closed} & set(keys(app, "confirm_"))
    with store.reading() as reading:
        assert reading.get(schema.RoleRow, confirmed).confirmed_at is not None
        assert reading.get(schema.RoleRow, closed).closed_at is not None
    click(app, f"undo_{closed}")
    with store.reading() as reading:
        assert reading.get(schema.RoleRow, closed).closed_at is None


def test_a_role_is_found_closed_and_opened_and_a_new_one_begun(store, open_page):
    role_id = first_role(store)
    app = open_page("all_roles", staff_role_search=role_id)
    assert keys(app, "close_") == [role_id]
    click(app, f"close_{role_id}")
    assert "Closed</span>" in html_of(app)
    click(app, f"open_{role_id}")
    assert "Open</span>" in html_of(app)
    app.text_input(key="new_role_title").set_value("Ward nurse")
    click(app, "begin_role")
    assert "choose the organization" in app.error[0].value
    app.selectbox(key="new_role_org").select(ORG)
    click(app, "begin_role")
    assert "<h1>Ward nurse</h1>" in html_of(app)
    made = staff.find_roles(store, SAM, text="Ward nurse", org_id=ORG, now=session.now())
    assert made["is_open"].tolist() == [False]


def test_roles_of_a_file_that_wait_are_opened_in_one_press(store, open_page):
    file = "title,professions,countries,status\n"
    file += "".join(f"Nurse {i},nurse,KE,open\n" for i in range(21))
    ben = Actor("ben", "recruiter", frozenset({ORG}))
    found = staff.import_roles(
        store, ben, ORG, "a.csv", file.encode(), dry_run=False, now=session.now()
    )
    app = open_page("all_roles")
    assert "21 roles wait for you to open" in html_of(app)
    click(app, f"open_held_{found.import_id}")
    assert "for you to open" not in html_of(app)
    opened = staff.find_roles(store, SAM, text="Nurse 20", org_id=ORG, now=session.now())
    assert opened["is_open"].tolist() == [True]


def test_staff_bring_a_spreadsheet_in_for_an_organization(store, open_page):
    app = open_page("all_roles")
    app.selectbox(key="files_org").select(ORG)
    checked(app.run())
    content = "Title;Professions;Status\nNight nurse;Registered nurse;Open\n".encode("utf-16")
    checked(app.file_uploader[0].upload("a.txt", content, "text/plain").run())
    assert "Read as UTF-16, with semicolons between cells." in html_of(app)
    assert not [button for button in app.button if button.key == "import_people"]
    click(app, "take_rows")
    made = staff.find_roles(store, SAM, text="Night nurse", org_id=ORG, now=session.now())
    assert made["is_open"].tolist() == [True]


def test_an_organization_is_changed_once_it_is_right(store, open_page):
    def stored():
        return staff.organization_form(store, SAM, ORG, now=session.now())[0]

    before = stored()
    app = open_page("all_organizations", org_id=ORG)
    app.text_input(key=f"org_{ORG}_website").set_value("htp:/x")
    app.multiselect(key=f"org_{ORG}_countries").set_value(["SN", "SL"])
    app.selectbox(key=f"org_{ORG}_hq_country").select("GB~UK")
    click(app, "save_organization")
    assert "Please correct: Website." in html_of(app)
    assert "a web address" in html_of(app)
    assert stored() == before
    app.text_input(key=f"org_{ORG}_website").set_value("https://new.example")
    click(app, "save_organization")
    assert stored() == before | {
        "website": "https://new.example",
        "countries": "SN|SL",
        "hq_country": "GB",
    }
    assert "Everything is saved." in html_of(app)


def test_two_who_change_an_organization_at_once_lose_nothing(store, open_page):
    def change(**changes):
        cells, version = staff.organization_form(store, SAM, ORG, now=session.now())
        staff.change_organization(store, SAM, ORG, changes, version=version, now=session.now())

    app = open_page("all_organizations", org_id=ORG)
    change(founded="1900")
    checked(app.run())
    assert app.text_input(key=f"org_{ORG}_founded").value == "1900"
    app.text_input(key=f"org_{ORG}_name").set_value("Mine")
    change(founded="1901", website="https://theirs.example")
    click(app, "save_organization")
    assert "They changed: Website, Founded in the year." in html_of(app)
    click(app, "keep_mine")
    click(app, "save_organization")
    cells, _ = staff.organization_form(store, SAM, ORG, now=session.now())
    assert [cells[name] for name in ("name", "founded", "website")] == [
        "Mine", "1901", "https://theirs.example"
    ]  # fmt: skip


def test_the_log_is_searched_by_who_what_on_what_and_when(store, open_page):
    staff.confirm_role_open(store, SAM, first_role(store), now=session.now())
    staff.disable_account(store, SAM, "ben", now=session.now())
    professional.add_to_shortlist(store, AMINA, first_role(store), now=session.now())
    with store.writing() as writing:
        old = {"actor": "<b>", "action": "role.change"}
        writing.add(schema.AuditEntryRow(at=session.now() - timedelta(days=9), **old))

    def said(app):
        return re.findall(r'mm-small">([a-z.]+)<', html_of(app))

    app = open_page("audit")
    assert html_of(app).count("Not shown to staff") == 2  # neither who nor which role
    assert said(app) == ["role.change", "shortlist.change", "accounts.manage", "role.confirm"]
    assert "&lt;b&gt;" in html_of(app)
    assert app.download_button(key="audit_csv")
    assert said(open_page("audit", audit_who="SAM@example.org")) == [
        "accounts.manage", "role.confirm"
    ]  # fmt: skip
    assert said(open_page("audit", audit_target="ben")) == ["accounts.manage"]
    checked(app.text_input(key="audit_action").set_value("role.").run())
    assert said(app) == ["role.change", "role.confirm"]
    app.date_input(key="audit_from").set_value(session.now().date() - timedelta(days=1))
    assert said(checked(app.run())) == ["role.confirm"]
    checked(app.text_input(key="audit_target").set_value("nothing").run())
    assert "Nothing was written down" in html_of(app)
