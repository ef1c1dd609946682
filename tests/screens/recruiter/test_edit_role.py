"""The form of a role: every column, faults beside their fields, conflicts, the preview."""

import pytest

from matching.authorization import Actor
from matching.profile import Profile
from matching.screens.pieces import role_fields
from matching.services import professional, recruiter
from matching.store import schema
from tests.screens.pages import checked, html_of, open_screen, path_of
from tests.store import rows
from tests.store.rows import NOW, ROLE

BEN = Actor("ben", "recruiter", frozenset({"mercy"}))
EVERY_CELL = {
    "title": "Surgeon <b>",
    "professions": "physician|nurse",
    "specialties": "general-surgery",
    "focus_areas": "surgery",
    "countries": "KE|NE",
    "site": "Kijabe",
    "setting": "hospital|ship",
    "min_weeks": "0.5",
    "max_weeks": "12",
    "months": "1|12",
    "start_date": "2027-03",
    "end_date": "2027-11-30",
    "languages": "en|fr:required|sw:helpful|pt:either",
    "license_required": "yes",
    "min_years_experience": "2",
    "trainees": "no",
    "faith_requirement": "respect",
    "funding": "self-funded|stipend",
    "cost_usd": "1200",
    "family": "yes",
    "positions": "3",
    "party": "one|team",
    "commitment": "part-time|on-call",
    "hours_per_week": "7.5",
    "regions": "Eastern Africa|Asia",
    "eligible_countries": "AU|NZ",
    "only_for": "members|church",
    "students_of": "physician|nurse",
    "pay": "costs-covered",
    "stay_hint": "months",
    "kind": "trip",
    "status": "ongoing",
    "summary": "One.\n\nTwo.",
    "source_url": "https://mercy.example/surgeon",
    "source_date": "2026",
    "read_on": "2026-11-01",
}


@pytest.fixture
def store(own_database, sign_in):
    """A store with Mercy and its surgeon; Ben, who works for it, is signed in."""
    with own_database.writing() as session:
        rows.begin(session)
        session.add(rows.organization("hope"))
        session.add(schema.MembershipRow(account_id="ben", org_id="mercy", since=NOW))
        session.flush()
        session.add(rows.role("hope--nurse"))
    sign_in(BEN)
    return own_database


@pytest.fixture
def open_form(repository, monkeypatch, store):
    monkeypatch.chdir(repository)
    return lambda role_id=ROLE: open_screen(repository, "edit_role", role_id=role_id)


def stored(store, role_id=ROLE):
    return recruiter.role_form(store, BEN, role_id, now=NOW)[0]


def change(store, **cells):
    """Change the role as a colleague does."""
    version = recruiter.role_form(store, BEN, ROLE, now=NOW)[1]
    recruiter.change_role(store, BEN, ROLE, cells, version=version, now=NOW)


def press(app, key):
    return checked(app.button(key=key).click().run())


def test_form_has_every_column_and_gives_every_cell_back():
    """Where single cells were read is not for typing."""
    assert set(role_fields.FIELDS) == set(EVERY_CELL)
    assert set(recruiter.FORM_COLUMNS) - set(EVERY_CELL) == {"cell_sources"}
    for cells in (EVERY_CELL, dict.fromkeys(EVERY_CELL, "")):
        assert role_fields.cells_of_widgets(role_fields.widget_values(cells)) == cells


def test_what_is_typed_is_saved_and_nothing_else(store, open_form):
    change(store, **EVERY_CELL)
    app = open_form()
    assert "Everything is saved" in html_of(app)
    app.text_input(key="edit_title").input("Eye surgeon").run()
    app.number_input(key="edit_max_weeks").set_value(None).run()
    app.multiselect(key="edit_languages").set_value(["fr", "am"]).run()
    app.segmented_control(key="edit_need_am").set_value("helpful").run()
    app.segmented_control(key="edit_trainees").set_value("").run()
    app.selectbox(key="edit_faith_requirement").set_value(None).run()
    assert "5 changes not saved yet" in html_of(app)
    press(app, "save_role_form")
    assert [toast.value for toast in app.toast] == ["Saved."]
    assert "Everything is saved" in html_of(app)
    assert f"/role?role_id={ROLE}" in html_of(app)
    assert stored(store) == {
        "role_id": ROLE,
        "org_id": "mercy",
        **EVERY_CELL,
        "title": "Eye surgeon",
        "max_weeks": "",
        "languages": "fr:required|am:helpful",
        "trainees": "",
        "faith_requirement": "",
        "cell_sources": "",
    }


def test_faults_stand_beside_their_fields_until_they_are_mended(store, open_form):
    app = open_form()
    app.text_input(key="edit_title").input("").run()
    app.text_input(key="edit_start_date").input("2027-13").run()
    app.text_input(key="edit_source_url").input("<script>").run()
    press(app, "save_role_form")
    html = html_of(app)
    assert "Please correct: Title, Begins and Web page that says this" in html
    assert html.count("mr-fault") == 3 + 1  # and in the style sheet
    assert "“2027-13” does not fit here. Expected: a date such as 2026-03-01" in html
    assert "“&lt;script&gt;” does not fit here" in html
    assert [section.label for section in app.expander if section.proto.expanded] == [
        "The work: 1 to correct",
        "When and how long: 1 to correct",
        "Source: 1 to correct",
    ]
    assert stored(store)["title"] == "Surgeon"
    checked(app.text_input(key="edit_start_date").input("2027-12").run())
    assert "Please correct: Title and Web page" in html_of(app)


def test_what_is_typed_stays_through_other_pages_until_cancel(open_form):
    app = open_form()
    app.text_input(key="edit_site").input("Niamey").run()
    app.switch_page(path_of("my_roles")).run()
    assert "Changes not saved yet" in html_of(checked(app))
    app.switch_page(path_of("edit_role"))
    app.query_params["role_id"] = ROLE
    assert checked(app.run()).text_input(key="edit_site").value == "Niamey"
    press(app, "cancel_role")
    assert "<h1>My roles</h1>" in html_of(app)
    assert "Changes not saved yet" not in html_of(app)


@pytest.mark.parametrize("way", ["load_new", "keep_mine"])
def test_a_change_by_someone_else_is_told_and_nothing_typed_is_lost(store, open_form, way):
    app = open_form()
    app.text_input(key="edit_title").input("My title").run()
    change(store, title="Their title", site="Their site")
    press(app, "save_role_form")
    assert "Someone else changed this role meanwhile" in html_of(app)
    assert "Not saved: someone else changed this role" in html_of(app)
    assert stored(store)["title"] == "Their title"
    press(app, way)
    assert app.text_input(key="edit_site").value == "Their site"
    if way == "load_new":
        assert app.text_input(key="edit_title").value == "Their title"
        assert '<td data-of="As you have it">My title</td>' in html_of(app)
        press(app, "forget_left")
        assert "My title" not in html_of(app)
    else:
        assert app.text_input(key="edit_title").value == "My title"
        press(app, "save_role_form")
        assert (stored(store)["title"], stored(store)["site"]) == ("My title", "Their site")


def test_a_newer_state_is_simply_shown_where_nothing_was_typed(store, open_form):
    app = open_form()
    change(store, title="Their title")
    assert checked(app.run()).text_input(key="edit_title").value == "Their title"
    assert "Someone else" not in html_of(app)


def test_a_confirmation_by_someone_else_is_no_conflict(store, open_form):
    app = open_form()
    app.text_input(key="edit_title").input("My title").run()
    recruiter.confirm_role_open(store, BEN, ROLE, now=NOW)
    press(app, "save_role_form")
    assert "Someone else" not in html_of(app)
    assert stored(store)["title"] == "My title"


def test_preview_says_who_would_come_and_go_and_why(store, open_form):
    amina = Actor("amina", "professional")
    professional.save_profile(
        store, amina, Profile(profession="physician", max_weeks=4.0),
        visibility="anonymous", agreed=True, now=NOW,
    )  # fmt: skip
    app = open_form()
    app.number_input(key="edit_min_weeks").set_value(8.0).run()
    press(app, "preview_role")
    html = html_of(app)
    assert "People who fit: 1 → 0. 0 would come, 1 would go." in html
    assert "Would no longer fit" in html
    assert f"/candidate?role_id={ROLE}&amp;person=amina" in html
    assert stored(store)["min_weeks"] == ""


def test_a_draft_is_filled_in_and_opened(store, open_form):
    role_id = recruiter.new_role(store, BEN, "mercy", "Nurse", now=NOW)
    app = open_form(role_id)
    press(app, "open_role")
    assert "Before it can be opened" in app.error[0].value
    assert "Professions" in app.error[0].value
    app.multiselect(key="edit_professions").set_value(["nurse~RN"]).run()
    app.multiselect(key="edit_countries").set_value(["GB~UK"]).run()
    press(app, "save_role_form")
    press(app, "open_role")
    assert "This role is closed" not in html_of(app)
    mine = recruiter.my_roles(store, BEN, now=NOW).set_index("role_id")
    assert mine.loc[role_id, "is_open"]
    cells, _ = recruiter.role_form(store, BEN, role_id, now=NOW)
    assert (cells["professions"], cells["countries"]) == ("nurse", "GB")


def test_roles_of_others_are_refused_by_their_address(open_form):
    for role_id in ("hope--nurse", "mercy--nothing"):
        app = open_form(role_id)
        assert "There is nothing to see here" in html_of(app)
        assert not app.text_input


def test_staff_edit_every_role_without_a_preview(store, open_form, sign_in):
    sign_in(Actor("sam", "staff"))
    app = open_form("hope--nurse")
    app.text_input(key="edit_title").input("Night nurse").run()
    press(app, "save_role_form")
    with store.reading() as session:
        assert session.get(schema.RoleRow, "hope--nurse").title == "Night nurse"
    assert not [button for button in app.button if button.key == "preview_role"]


def test_professionals_and_visitors_get_no_form(open_form, sign_in):
    sign_in(Actor("amina", "professional"))
    assert "not for your account" in html_of(open_form())
    sign_in()
    assert "Please sign in" in html_of(open_form())
