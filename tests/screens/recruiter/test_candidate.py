import functools
import re

import pytest
from sqlalchemy import update

from matching.store import schema
from tests.screens import recruiting
from tests.screens.pages import checked, html_of, open_screen
from tests.screens.recruiting import CALLED, NAME_AS_TEXT, NOT_THEIRS, REFUSED, ROLE


@pytest.fixture
def open_candidate(repository, monkeypatch):
    """Open the page of a person beside the role; Amina if nobody else is named."""
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "candidate", role_id=ROLE, person="amina")


def disabled(app):
    return {
        button.key.removeprefix("step_"): button.disabled
        for button in app.button
        if (button.key or "").startswith("step_")
    }


def test_person_is_a_label_until_they_are_introduced(people, open_candidate):
    html = html_of(open_candidate())
    assert f"<h1>{CALLED['amina']}</h1>" in html
    assert "Has waited 9 days for an answer" in html
    assert not any(secret in html for secret in ("Odhiambo", "+254 1"))
    recruiting.introduce(people)
    html = html_of(open_candidate())
    assert f"<h1>{NAME_AS_TEXT}</h1>" in html
    assert "<dd>+254 1</dd>" in html


def test_what_a_person_wrote_is_text(people, open_candidate):
    html = html_of(open_candidate())
    assert "&lt;script&gt;alert(1)&lt;/script&gt; I *would* come" in html
    assert "<script>" not in html


def test_points_of_the_table_add_up_to_the_score(people, open_candidate):
    app = open_candidate()
    hundredths = [round(points * 100) for points in app.table[0].value["Points"]]
    assert sum(hundredths[:-1]) == hundredths[-1]
    assert f"<strong>{hundredths[-1] / 100:.2f}</strong>" in html_of(app)


def test_requirements_speak_about_the_person_and_say_what_to_ask(people, open_candidate):
    html = html_of(open_candidate(person="bo"))
    assert "They are a registered nurse." in html
    assert "<li>How long can they stay?</li>" in html


def test_later_stages_wait_for_an_introduction(people, open_candidate):
    app = open_candidate()
    expected = {"ask": False, "reviewing": False, "contacted": True, "declined": False}
    assert disabled(app) == expected
    assert "Contacted: only after they have agreed to an introduction." in html_of(app)
    app.button(key="step_ask").click().run()
    checked(app.button(key="ask_now").click().run())
    assert "You asked for an introduction. They have not answered yet." in html_of(app)
    assert disabled(app)["contacted"]


def test_introduced_person_moves_on_and_back(people, open_candidate):
    recruiting.introduce(people)
    app = open_candidate()
    for step in ("contacted", "interview", "contacted", "reviewing"):
        checked(app.button(key=f"step_{step}").click().run())
        assert recruiting.stage(people) == step
    assert len(re.findall(r"<li>[^<]*: Contacted.</li>", html_of(app))) == 2


def test_who_was_accepted_went_and_reads_so(people, open_candidate):
    recruiting.introduce(people)
    app = open_candidate()
    for step in ("contacted", "interview", "accepted"):
        checked(app.button(key=f"step_{step}").click().run())
    assert app.button(key="step_went").label == "They went"
    checked(app.button(key="step_went").click().run())
    assert recruiting.what_amina_reads(people) == ("went", "", "")
    checked(app.button(key="step_accepted").click().run())
    assert recruiting.stage(people) == "accepted"


def test_declined_person_can_be_taken_up_again(people, open_candidate):
    app = open_candidate()
    app.button(key="step_declined").click().run()
    app.selectbox(key="decline_code").select("language").run()
    checked(app.button(key="decline_now").click().run())
    assert recruiting.what_amina_reads(people) == ("declined", "Language", "")
    assert "They read: Language." in html_of(app)
    assert "To ask, move them back to reviewing first." in html_of(app)
    checked(app.button(key="step_reviewing").click().run())
    assert recruiting.stage(people) == "reviewing"


def test_somebody_else_was_faster(people, open_candidate):
    app = open_candidate()
    recruiting.somebody_else_moves(people)
    checked(app.button(key="step_reviewing").click().run())
    assert "Somebody else moved them a moment ago" in app.error[0].value
    assert "Stage: reviewing" in html_of(app)


def test_notes_are_kept_and_shown_as_text(people, open_candidate):
    app = open_candidate()
    app.text_area(key="new_note").input("Kind, <i>but</i> $5")
    checked(app.button(key="keep_note").click().run())
    assert "Kind, &lt;i&gt;but&lt;/i&gt; $5" in html_of(app)
    assert app.text_area(key="new_note").value == ""
    checked(app.button(key="keep_note").click().run())
    assert "Please write a note" in app.error[0].value


def test_the_way_leads_to_the_next_candidate(people, open_candidate):
    app = open_candidate()
    assert "1 of 2" in html_of(app)
    assert app.button(key="trail_Previous").disabled
    checked(app.button(key="trail_Next").click().run())
    assert f"<h1>{CALLED['bo']}</h1>" in html_of(app)
    assert app.query_params["person"] == "bo"


@pytest.mark.parametrize("who", NOT_THEIRS)
def test_nobody_else_sees_the_person(people, open_candidate, sign_in, who):
    recruiting.introduce(people)
    sign_in(NOT_THEIRS[who])
    app = open_candidate()
    assert not any(word in html_of(app) for word in (CALLED["amina"], NAME_AS_TEXT, "French"))
    assert not app.button


@pytest.mark.parametrize(
    "address",
    [
        {"person": "hidden"},
        {"person": "nobody"},
        {"person": "ben"},
        {"person": ""},
        {"role_id": ""},
        {"role_id": "mercy-ships--dentist"},
    ],
    ids=repr,
)
def test_hidden_unknown_and_foreign_read_the_same(people, open_candidate, address):
    html = html_of(open_candidate(**address))
    assert REFUSED in html
    assert "<h1>" not in html


def test_people_of_other_scripts_turn_nothing_around_them(people, open_candidate):
    name, note = "علی\u200cرضا کریمی", "שלום, I teach\nבוקר טוב"
    recruiting.introduce(people)
    with people.writing() as session:
        session.execute(update(schema.ProfileRow).values(display_name=f"\u202e{name}"))
        session.execute(update(schema.InterestRow).values(note=note))
    html = html_of(open_candidate())
    assert f'<h1><bdi dir="auto">{name}</bdi></h1>' in html
    assert f'<dd><bdi dir="auto">{name}</bdi></dd>' in html
    assert f'<blockquote class="mc-words"><div dir="auto">{note}</div></blockquote>' in html
    assert "\u202e" not in html


@pytest.mark.parametrize("person", ["\0", "a\ufffe\0"])
def test_address_with_what_no_id_has_leads_nowhere(people, open_candidate, person):
    assert REFUSED in html_of(open_candidate(person=person))
