import functools

import pytest

from matching import Profile
from matching.catalog import Catalog
from matching.screens import state
from matching.screens.charts import points_table
from matching.screens.resources import Recommender
from tests.screens.pages import html_of, open_screen

ROLE = "samaritans-purse--kapsowar-dentist"
DENTIST = Profile(
    profession="dentist", focus_areas=["oral-health"], countries=["KE"], min_weeks=1, max_weeks=2
)


@pytest.fixture(scope="module")
def catalog(data_folder):
    return Catalog.from_folder(data_folder)


@pytest.fixture
def open_role(repository, monkeypatch):
    """Open the page of a role in the app, for a profile if one is given."""
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "role")


def test_role_shows_its_facts_its_source_and_when_that_was_read(open_role):
    html = html_of(open_role(role_id=ROLE))
    assert "<h1>Dentist or oral and maxillofacial surgeon, Kapsowar</h1>" in html
    for fact in ("AIC Kapsowar Hospital, Kenya", "Hospital", "3 weeks or longer"):
        assert f"<dd>{fact}</dd>" in html
    assert "We read it on 23 November 2026." in html
    assert 'href="/organizations?org_id=samaritans-purse"' in html


def test_what_the_source_leaves_open_is_said_and_asked(open_role):
    html = html_of(open_role(role_id=ROLE))
    assert "The source does not say: when, languages" in html
    assert "<li>When could I come?</li>" in html


def test_without_a_profile_there_is_no_score_but_a_way_to_get_one(open_role):
    app = open_role(role_id=ROLE)
    assert "How does it fit you?" in html_of(app)
    assert not app.table


def test_points_of_the_table_add_up_to_the_score(open_role, catalog):
    app = open_role(DENTIST, role_id=ROLE)
    explanation = Recommender(catalog).explain(DENTIST, ROLE)
    shown = app.table[0].value
    assert shown["Points"].tolist() == points_table(explanation)["Points"].tolist()
    hundredths = [round(points * 100) for points in shown["Points"]]
    assert sum(hundredths[:-1]) == hundredths[-1] == round(explanation.score * 100)
    assert f"<strong>{explanation.score:.2f}</strong>" in html_of(app)


def test_missing_must_have_is_said(open_role):
    html = html_of(open_role(DENTIST, role_id=ROLE))
    assert "Not a match as things are." in html
    assert "mm-missing" in html


def test_questions_can_be_copied_as_a_message(open_role):
    app = open_role(DENTIST, role_id=ROLE)
    message = app.code[0].value
    assert "Dentist or oral and maxillofacial surgeon, Kapsowar" in message
    assert message.count("\n- ") >= 1


def test_role_is_saved_and_taken_off_again(open_role):
    app = open_role(role_id=ROLE)
    app.button(key="save_role").click().run()
    assert list(app.session_state[state._SHORTLIST]) == [ROLE]
    assert app.button(key="save_role").label == "Saved to shortlist"
    app.button(key="save_role").click().run()
    assert list(app.session_state[state._SHORTLIST]) == []


def test_past_role_is_marked(open_role, catalog):
    past = catalog.roles.index[catalog.roles["status"] == "past"][0]
    assert "This opening is in the past" in html_of(open_role(role_id=past))
    assert "This opening is in the past" not in html_of(open_role(role_id=ROLE))


def test_work_with_survivors_begins_with_duty_of_care(open_role, catalog):
    survivors = catalog.roles["focus_areas"].map(lambda areas: "human-trafficking" in areas)
    html = html_of(open_role(role_id=catalog.roles.index[survivors][0]))
    assert "Before you write: duty of care" in html
    assert "Before you write" not in html_of(open_role(role_id=ROLE))


def test_unknown_role_is_met_kindly_with_near_ones(open_role):
    html = html_of(open_role(role_id="samaritans-purse--kapsowar-dentists"))
    assert "We do not know this role" in html
    assert f'href="/role?role_id={ROLE}"' in html


@pytest.mark.parametrize("role_id", ["<script>alert(1)</script>", "zz" * 3000, "--", "'\"&"])
def test_strange_role_id_is_shown_as_text(open_role, role_id):
    html = html_of(open_role(role_id=role_id))
    assert "We do not know this role" in html
    assert "<script>" not in html


def test_search_finds_roles_despite_a_typo(open_role):
    app = open_role()
    app.text_input(key="role_search").set_value("dentist kenia").run()
    html = html_of(app)
    assert f'href="/role?role_id={ROLE}"' in html
    assert "“kenia” read as “kenya”" in html


def test_search_without_result_helps_on(open_role):
    html = html_of(open_role(role_search="zzzzqq"))
    assert "No role has all of these words" in html
    assert "0 roles" in html
