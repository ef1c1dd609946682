import csv
import functools
import io
import tomllib

import pytest
import streamlit as st

from matching.authorization import NotAllowedError
from matching.screens.recruiter import candidate_table
from matching.screens.visit import session
from matching.services.recruiter.candidate_tables import POINTS_COLUMNS
from matching.store import schema
from tests.screens import recruiting
from tests.screens.pages import checked, html_of, open_screen
from tests.screens.recruiting import BEN, CALLED, NAME_AS_TEXT, NOT_THEIRS, ORG, REFUSED, ROLE

BOTH = [CALLED["amina"], CALLED["bo"]]


@pytest.fixture
def open_candidates(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "candidates", role_id=ROLE)


@pytest.fixture
def downloads(monkeypatch):
    """What the buttons of downloads make when they are pressed, by key; nothing is drawn."""
    made = {}

    def button(label, data, *, key, **more):
        made[key] = data

    monkeypatch.setattr(st, "download_button", button)
    monkeypatch.setattr(session, "_token", lambda: "")
    return made


def titles(app):
    return [link.label for link in app.get("page_link")]


def move(app, step, account_id="amina"):
    return checked(app.menu_button(key=f"move_{account_id}").click(step).run())


def test_list_says_who_fits_what_is_missing_and_who_waits(people, open_candidates):
    app = open_candidates()
    html = html_of(app)
    assert titles(app) == BOTH
    assert "2 people: 1 fits the role, 2 showed interest, 1 of them a week ago or longer" in html
    assert "Has waited 9 days for an answer" in html
    assert "Showed interest today" in html
    assert "They are a registered nurse." in html


def test_name_stands_there_only_after_an_introduction(people, open_candidates):
    app = open_candidates()
    assert "Odhiambo" not in html_of(app) + repr(titles(app))
    recruiting.introduce(people)
    app = open_candidates(view="Table")
    assert app.dataframe[0].value["Candidate"].tolist() == ["Amina <b>Odhiambo</b>", CALLED["bo"]]
    assert titles(open_candidates()) == [r"Amina \<b\>Odhiambo\</b\>", CALLED["bo"]]


def test_menu_moves_on_and_back(people, open_candidates):
    app = move(open_candidates(view="Board"), "reviewing")
    assert recruiting.stage(people) == "reviewing"
    assert [toast.value for toast in app.toast] == [f"{CALLED['amina']} is now at\\: reviewing."]
    move(app, "new")
    assert recruiting.stage(people) == "new"


def test_menu_offers_only_what_can_be_done_now(people, open_candidates):
    menu = open_candidates().menu_button(key="move_amina")
    assert menu.options == ["Ask for an introduction", "Move to reviewing", "Decline …"]
    recruiting.introduce(people)
    menu = open_candidates().menu_button(key="move_amina")
    assert menu.options == [
        "Move to new", "Move to contacted", "Move to interview", "Decline …"
    ]  # fmt: skip


def test_declining_needs_a_reason_which_the_person_reads(people, open_candidates):
    app = move(open_candidates(), "declined")
    assert "The person reads this" in html_of(app)
    assert app.button(key="decline_now").disabled
    app.selectbox(key="decline_code_amina").select("dates").run()
    app.text_area(key="decline_text_amina").input("We leave <i>earlier</i>").run()
    app.button(key="decline_now").click().run()
    expected = ("declined", "Dates", "We leave <i>earlier</i>")
    assert recruiting.what_amina_reads(people) == expected


def test_somebody_else_was_faster(people, open_candidates):
    app = open_candidates()
    recruiting.somebody_else_moves(people)
    move(app, "declined")
    app.selectbox(key="decline_code_amina").select("dates").run()
    checked(app.button(key="decline_now").click().run())
    assert "Somebody else moved this candidate a moment ago" in app.error[0].value
    assert recruiting.stage(people) == "reviewing"
    assert ">Reviewing</span>" in html_of(app)


def test_search_and_filters_narrow_the_list_and_can_be_cleared(people, open_candidates):
    app = open_candidates(candidate_search="nurse")
    assert titles(app) == [CALLED["bo"]]
    assert "1 of 2 shown" in html_of(app)
    app.checkbox(key="matches").check().run()
    assert "Nothing left after filters" in html_of(app)
    checked(app.button(key="clear_candidates").click().run())
    assert titles(app) == BOTH


def test_table_has_the_chosen_columns_and_the_points(people, open_candidates):
    app = open_candidates(view="Table")
    wanted = ["Points", *POINTS_COLUMNS.values()]
    app.multiselect(key="candidate_columns").set_value(wanted).run()
    shown = app.dataframe[0]
    assert list(shown.proto.column_order) == ["Candidate", "Page", *wanted]
    points = shown.value.filter(like="Points: ").sum(axis=1).round(2)
    assert points.tolist() == shown.value["Points"].tolist()


def test_table_with_sentences_has_a_page_of_those_they_are_made_for(
    people, open_candidates, monkeypatch
):
    monkeypatch.setattr(candidate_table, "MOST_TOLD", 1)
    app = open_candidates(view="Table")
    assert app.dataframe[0].value["Candidate"].tolist() == BOTH
    assert "Press a header to sort. Mark" in html_of(app)
    app.multiselect(key="candidate_columns").set_value(["Missing"]).run()
    assert app.dataframe[0].value["Candidate"].tolist() == BOTH[:1]
    assert "sort the rows of this page" in html_of(app)
    app = checked(app.pagination(key="candidates_page").set_value(2).run())
    (bo,) = app.dataframe[0].value.to_dict("records")
    assert (bo["Candidate"], "registered nurse" in bo["Missing"]) == (BOTH[1], True)


def test_tables_cannot_be_taken_along_past_the_audit_log(repository):
    settings = tomllib.loads((repository / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["client"]["disableDataExport"]


def test_chosen_candidates_stand_side_by_side(people, open_candidates):
    app = open_candidates()
    for name in ("amina", "bo"):
        app.button(key=f"choose_{name}").click().run()
    checked(app.button(key="compare_open").click().run())
    html = html_of(app)
    assert "Candidates side by side" in html
    assert f'<td data-role="{CALLED["bo"]}">Missing: The role asks for: ' in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; I *would* come" in html
    assert "<script>" not in html


def test_files_are_made_when_they_are_pressed_and_name_nobody(people, open_candidates, downloads):
    app = open_candidates()
    app.button(key="choose_amina").click().run()
    cells = csv.DictReader(io.StringIO(downloads["export_csv"]().decode("utf-8-sig")))
    assert [row["label"] for row in cells] == BOTH
    dossier = downloads["dossier"]()
    assert CALLED["amina"] in dossier
    assert "Odhiambo" not in dossier
    with people.writing() as session:
        session.delete(session.get(schema.MembershipRow, (BEN.account_id, ORG)))
    for make in downloads.values():
        with pytest.raises(NotAllowedError):
            make()


def test_role_without_candidates_says_how_people_come_there(people, open_candidates):
    html = html_of(open_candidates(role_id="samaritans-purse--dart-pharmacist"))
    assert "Nobody is visible for this role yet" in html


@pytest.mark.parametrize("who", NOT_THEIRS)
@pytest.mark.parametrize("view", ["List", "Table", "Board"])
def test_nobody_else_sees_a_candidate(people, open_candidates, sign_in, who, view):
    recruiting.introduce(people)
    sign_in(NOT_THEIRS[who])
    app = open_candidates(view=view)
    assert not titles(app)
    assert not app.dataframe
    assert not app.get("download_button")
    assert not any(word in html_of(app) for word in (*BOTH, NAME_AS_TEXT, "Kapsowar"))


@pytest.mark.parametrize("role_id", ["no-such-role", "<script>", "mercy-ships--dentist"])
def test_unknown_role_reads_like_one_of_others(people, open_candidates, role_id):
    assert REFUSED in html_of(open_candidates(role_id=role_id))
