"""A question answered on the recruiter's page, proposed as a fact, and decided by staff."""

import pytest

from matching.authorization import Actor
from matching.screens.visit import session
from matching.services import conversation, recruiter, staff
from matching.services.conversation import About
from matching.web.settings import PUBLIC_URL_VARIABLE
from tests.screens import professionals
from tests.screens.pages import checked, html_of, open_screen

ORG = "samaritans-purse"
ROLE = f"{ORG}--kapsowar-dentist"
BEN, SAM = Actor("ben", "recruiter", frozenset({ORG})), Actor("sam", "staff")


@pytest.fixture
def question(store):
    """Asked by Amina; Ben is of the organization."""
    professionals.recruiter_of(store, ORG)
    amina = professionals.account(store)
    said = {"kind": "question", "signature": "name", "now": session.now()}
    return conversation.write_comment(store, amina, About("role", ROLE), "In <b>what</b>?", **said)


def cells(store):
    return recruiter.role_form(store, BEN, ROLE, now=session.now())[0]


def test_an_answer_becomes_a_fact(repository, monkeypatch, store, sign_in, question):
    monkeypatch.chdir(repository)
    sign_in(BEN)
    app = open_screen(repository, "questions")
    assert "In &lt;b&gt;what&lt;/b&gt;?" in html_of(app)
    app.text_area(key=f"comment_text_{question}").input("In English")
    checked(app.button(key=f"post_{question}").click().run())
    assert "No question waits" in html_of(app)

    app = open_screen(repository, "role", role_id=ROLE)
    mine = app.get("menu_button")[1]
    assert mine.options == ["Change", "Take back", "Make it a fact of the role"]
    checked(mine.click("Make it a fact of the role").run())
    answer = mine.key.removeprefix("more_")
    app.selectbox(key=f"fact_of_{answer}").set_value("max_weeks")
    checked(app.run())
    app.number_input(key="edit_max_weeks").set_value(1.0)
    checked(app.button(key=f"propose_{answer}").click().run())
    assert "Shortest stay" in app.error[0].value
    app.selectbox(key=f"fact_of_{answer}").set_value("languages")
    checked(app.run())
    app.multiselect(key="edit_languages").set_value(["en"])
    checked(app.run())
    checked(app.button(key=f"propose_{answer}").click().run())
    assert "Staff look whether this becomes a fact of the role: languages." in html_of(app)

    sign_in(SAM)
    monkeypatch.delenv(PUBLIC_URL_VARIABLE, raising=False)
    app = open_screen(repository, "facts")
    (fact,) = conversation.proposed_facts(store, SAM, now=session.now())
    assert PUBLIC_URL_VARIABLE in app.warning[0].value.replace("\\", "")
    assert app.button(key=f"accept_{fact.fact_id}").disabled
    monkeypatch.setenv(PUBLIC_URL_VARIABLE, "https://missions.example")
    checked(app.run())
    checked(app.button(key=f"accept_{fact.fact_id}").click().run())
    source = f"languages https://missions.example/pages/openings/{ROLE}#{answer}"
    assert (cells(store)["languages"], cells(store)["cell_sources"]) == ("en", source)
    assert "Answered here by" in html_of(open_screen(repository, "role", role_id=ROLE))

    _, version = recruiter.role_form(store, BEN, ROLE, now=session.now())
    recruiter.change_role(store, BEN, ROLE, {"languages": "fr"}, version=version, now=session.now())
    forged = {"cell_sources": source}
    recruiter.change_role(store, BEN, ROLE, forged, version=version + 1, now=session.now())
    assert cells(store)["cell_sources"] == source
    html = html_of(open_screen(repository, "role", role_id=ROLE))
    assert "Answered here by" not in html
    assert "another page of the organization" in html


def test_staff_give_and_take_the_right_to_look_after_comments(
    repository, monkeypatch, store, question
):
    monkeypatch.chdir(repository)
    app = open_screen(repository, "accounts", account_id="amina")
    checked(app.button(key="give_moderate").click().run())
    assert staff.account_rights(store, SAM, "amina", now=session.now()) == {"moderate"}
    checked(app.button(key="take_moderate").click().run())
    assert staff.account_rights(store, SAM, "amina", now=session.now()) == frozenset()
