"""The list of a recruiter's roles: who waits, closing and confirming, new roles, CSV files."""

from datetime import timedelta

import pytest

from matching.authorization import Actor
from matching.profile import Profile
from matching.screens.visit import session
from matching.services import professional, recruiter
from matching.store import schema
from tests.screens.pages import checked, html_of, open_screen
from tests.store import rows
from tests.store.rows import NOW, ROLE

BEN = Actor("ben", "recruiter", frozenset({"mercy"}))
AMINA = Actor("amina", "professional")
LATER = NOW + timedelta(days=9)
NIGHT = "mercy--night"
FILE = f"""role_id,title,professions,status,source_url,countries,summary
{NIGHT},Night nurse,nurse,open,https://mercy.example/n,,
,Midwife,midwife,open,https://mercy.example/m,KE,
,Dentist,dentist,open,https://mercy.example/d,XX,<b>
,Nurse,,open,https://mercy.example/d,,
"""


@pytest.fixture
def store(own_database, sign_in, monkeypatch):
    """Mercy with a surgeon and a night nurse, and another organization; Ben is signed in."""
    with own_database.writing() as session_:
        rows.begin(session_)
        session_.add(rows.organization("hope", name="Hope"))
        session_.add(schema.MembershipRow(account_id="ben", org_id="mercy", since=NOW))
        session_.flush()
        session_.add_all(
            [rows.role(NIGHT, title="Nurse at <night>"), rows.role("hope--nurse", title="Other")]
        )
    monkeypatch.setattr(session, "now", lambda: LATER)
    sign_in(BEN)
    return own_database


@pytest.fixture
def open_list(repository, monkeypatch, store):
    monkeypatch.chdir(repository)
    return lambda: open_screen(repository, "my_roles")


def mine(store):
    return recruiter.my_roles(store, BEN, now=LATER).set_index("role_id")


def press(app, key):
    return checked(app.button(key=key).click().run())


def join(store, org_id):
    with store.writing() as session_:
        session_.add(schema.MembershipRow(account_id="ben", org_id=org_id, since=NOW))


def order(app):
    return [b.key.removeprefix("copy_") for b in app.button if (b.key or "").startswith("copy_")]


def test_list_shows_own_roles_only_and_who_waits(store, open_list):
    professional.save_profile(
        store, AMINA, Profile(profession="physician"), visibility="hidden", agreed=True, now=NOW
    )
    professional.show_interest(store, AMINA, ROLE, now=NOW)
    app = open_list()
    html = html_of(app)
    assert '<p class="mm-lead">Mercy</p>' in html
    assert "1 person has waited for your answer for a week or more" in html
    assert f'/candidate?role_id={ROLE}&amp;person=amina">Surgeon: for 9 days' in html
    assert "No interest was answered so far; 1 person waits for an answer now." in html
    assert "The longest wait is 9 days. Never confirmed to be open." in html
    assert "Nurse at &lt;night&gt;" in html
    assert "Other" not in html
    assert order(app) == [ROLE, NIGHT]  # the longest wait first


def test_search_finds_words_of_the_title(open_list):
    app = open_list()
    checked(app.text_input(key="my_search").input("NIGHT nurse").run())
    assert order(app) == [NIGHT]
    checked(app.text_input(key="my_search").input("astronaut").run())
    assert order(app) == []
    press(app, "clear_my_search")
    assert order(app) == [NIGHT, ROLE]


def test_a_closed_role_stays_in_its_place_until_undo(store, open_list):
    app = open_list()
    press(app, f"turn_{NIGHT}")
    assert not mine(store).loc[NIGHT, "is_open"]
    assert order(app) == [NIGHT, ROLE]
    assert app.button(key=f"turn_{NIGHT}").label == "Undo"
    assert "2 roles, 1 of them open" in html_of(app)
    press(app, f"turn_{NIGHT}")
    assert mine(store).loc[NIGHT, "is_open"]
    assert app.button(key=f"turn_{NIGHT}").label == "Close"


def test_a_closed_role_comes_last_and_can_be_opened(store, open_list):
    version = int(mine(store).loc[NIGHT, "version"])
    recruiter.close_role(store, BEN, NIGHT, version=version, now=NOW)
    app = open_list()
    assert order(app) == [ROLE, NIGHT]
    assert app.button(key=f"turn_{NIGHT}").label == "Open"
    press(app, f"turn_{NIGHT}")
    assert mine(store).loc[NIGHT, "is_open"]


def test_a_role_that_someone_else_just_changed_is_not_closed(store, open_list):
    app = open_list()
    version = int(mine(store).loc[NIGHT, "version"])
    recruiter.change_role(store, BEN, NIGHT, {"title": "New"}, version=version, now=NOW)
    press(app, f"turn_{NIGHT}")
    assert mine(store).loc[NIGHT, "is_open"]
    assert "changed" in app.error[0].value


def test_confirming_is_kept_with_its_day(store, open_list):
    app = open_list()
    press(app, f"confirm_{ROLE}")
    assert mine(store).loc[ROLE, "days_since_confirmed"] == 0
    assert "Confirmed today." in html_of(app)


@pytest.mark.parametrize(("key", "title"), [("new_role", ""), (f"copy_{ROLE}", "Surgeon")])
def test_a_new_or_copied_role_begins_with_its_title_and_goes_to_its_form(
    store, open_list, key, title
):
    app = open_list()
    press(app, key)
    assert app.text_input(key="new_title").value == title
    app.text_input(key="new_title").input(" ")
    press(app, "make_role")
    assert "title" in app.error[0].value.lower()
    app.text_input(key="new_title").input("Eye surgeon")
    press(app, "make_role")
    assert "<h1>Eye surgeon</h1>" in html_of(app)
    made = mine(store).query("title == 'Eye surgeon'")
    assert made["is_open"].tolist() == [False]
    assert app.query_params["role_id"] == made.index[0]


def test_a_file_is_shown_first_and_its_good_rows_are_taken(store, open_list):
    app = open_list()
    upload = app.file_uploader[0]
    checked(upload.upload("mine.csv", FILE.encode(), "text/csv").run())
    html = html_of(app)
    assert "This would add 1 role and change 1; 0 stay as is." in html
    assert "2 rows with errors are left out." in html
    assert '<th scope="row">Row 4</th>' in html
    assert '<td data-of="Column"><span class="mr-whole">countries<' in html
    assert '<td data-of="Found"><span class="mr-whole">XX<' in html
    assert '<td data-of="Found"><span class="mr-whole">nothing<' in html
    assert len(mine(store)) == 2
    assert app.button(key="take_rows").label == "Take the 2 good rows"
    press(app, "take_rows")
    assert mine(store).loc[NIGHT, "title"] == "Night nurse"
    assert "mercy--midwife" in mine(store).index
    assert "We added 1 role and changed 1; 0 stay as is." in html_of(app)
    assert '<th scope="row">Row 4</th>' in html_of(app)
    assert not [button for button in app.button if button.key == "take_rows"]
    assert "by you: 1 added, 1 changed" in html_of(app)
    (undo,) = [button.key for button in app.button if (button.key or "").startswith("undo_")]
    press(app, undo)
    assert "1 role would be as before, and 1 that were added would go." in html_of(app)
    press(app, "undo_it")
    assert mine(store).loc[NIGHT, "title"] == "Nurse at <night>"
    assert "mercy--midwife" not in mine(store).index


def test_a_colleagues_cell_and_a_role_like_another_are_taken_only_when_ticked(store, open_list):
    file = recruiter.export_roles_csv(store, BEN, "mercy", now=NOW).decode("utf-8-sig")
    head, night, *_ = file.splitlines()
    with store.writing() as session_:
        session_.get(schema.RoleRow, NIGHT).summary = "By a colleague"
    mine_ = night.replace("Nurse at <night>", "Nurse by night").replace(",open,,", ",open,Mine,")
    alike = ",,Surgeon!,physician" + "," * (head.count(",") - 3)
    app = open_list()
    content = "\n".join([head, mine_, alike]).encode()
    checked(app.file_uploader[0].upload("old.csv", content, "text/csv").run())
    html = html_of(app)
    assert "This would add 0 roles and change 1" in html
    assert '<td data-of="Now">Nurse at &lt;night&gt;</td><td data-of="Then">Nurse by night' in html
    assert "“By a colleague”" in app.checkbox(key="import_mine_0").label
    assert "looks like your role “Surgeon”" in app.checkbox(key="import_alike_3").label
    checked(app.checkbox(key="import_mine_0").check().run())
    checked(app.checkbox(key="import_alike_3").check().run())
    press(app, "take_rows")
    with store.reading() as session_:
        assert session_.get(schema.RoleRow, NIGHT).summary == "Mine"
    assert "mercy--surgeon-2" in mine(store).index


def test_a_file_with_a_wrong_header_gives_one_clear_message(store, open_list):
    app = open_list()
    checked(app.file_uploader[0].upload("roles.csv", b"titel\nNurse\n", "text/csv").run())
    assert len(app.error) == 1
    assert "titel" in app.error[0].value
    assert len(mine(store)) == 2


def test_one_who_works_for_several_organizations_chooses(store, open_list, sign_in):
    join(store, "hope")
    sign_in(Actor("ben", "recruiter", frozenset({"mercy", "hope"})))
    app = open_list()
    assert order(app) == ["hope--nurse"]
    checked(app.selectbox(key="my_org").set_value("mercy").run())
    assert order(app) == [NIGHT, ROLE]


def test_a_recruiter_without_an_organization_is_told_whom_to_ask(store, open_list, sign_in):
    with store.writing() as session_:
        session_.delete(session_.get(schema.MembershipRow, ("ben", "mercy")))
    assert "Ask the staff to make you a member" in html_of(open_list())


def test_an_organization_without_roles_is_told_how_to_begin(store, open_list, sign_in):
    with store.writing() as session_:
        session_.add(rows.organization("empty", name="Empty"))
        session_.delete(session_.get(schema.MembershipRow, ("ben", "mercy")))
    join(store, "empty")
    sign_in(Actor("ben", "recruiter", frozenset({"empty"})))
    assert "No roles yet" in html_of(open_list())


def test_only_recruiters_have_roles(open_list, sign_in):
    sign_in(AMINA)
    assert "not for your account" in html_of(open_list())
