"""Words of an organization on its pages: with an ask and a decline, in a thread, as a template."""

import functools
from datetime import UTC, datetime

import pytest

from matching.services import professional, recruiter
from tests.screens import recruiting
from tests.screens.pages import checked, html_of, open_screen
from tests.screens.recruiting import AMINA, BEN, ORG, ROLE


def now():
    return datetime.now(UTC)


@pytest.fixture
def open_candidate(repository, people, monkeypatch):
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "candidate", role_id=ROLE, person="amina")


def thread(people, actor=AMINA):
    return professional.my_thread(people, actor, ROLE, now=now()).messages


def test_an_ask_goes_with_a_template_that_is_read_before_it_is_sent(people, open_candidate):
    words = "For {role} at {organization}. {recruiter}"
    recruiter.new_template(people, BEN, ORG, "Asking", words, now=now())
    app = open_candidate()
    checked(app.button(key="step_ask").click().run())
    checked(app.selectbox(key="template_ask_words").select("Asking").run())
    seen = app.text_area(key="ask_words").value
    assert seen.startswith("For Dentist or oral and maxillofacial surgeon, Kapsowar at Samaritan's")
    assert seen.endswith(". Ben")
    checked(app.button(key="ask_now").click().run())
    (asked,) = thread(people)
    assert (asked.came_with, asked.text) == ("ask", seen)
    assert seen.partition(" at ")[0] in html_of(app)
    checked(app.button(key="take_back_ask").click().run())
    assert thread(people) == ()
    assert not [button for button in app.button if button.key == "take_back_ask"]


def test_fields_written_by_hand_are_filled_and_read_first(people, open_candidate):
    app = open_candidate()
    checked(app.button(key="step_ask").click().run())
    app.text_area(key="ask_words").input("Dear {name}")
    checked(app.button(key="ask_now").click().run())
    assert "There is no field" in app.warning[0].value
    app.text_area(key="ask_words").input("From {recruiter}")
    checked(app.button(key="ask_now").click().run())
    assert app.text_area(key="ask_words").value == "From Ben"
    assert "Read it once more" in app.warning[0].value
    assert thread(people) == ()
    checked(app.button(key="ask_now").click().run())
    assert [one.text for one in thread(people)] == ["From Ben"]


def test_a_decline_promises_what_the_person_gets(people, open_candidate):
    professional.save_profile(
        people, recruiting.HIDDEN, {"profession": "dentist"}, visibility="anonymous", agreed=True,
        version=1, now=now(),
    )  # fmt: skip
    app = open_candidate(person="hidden")
    checked(app.button(key="step_declined").click().run())
    assert "They do not know that you looked at them: nobody reads this." in html_of(app)
    assert [area.key for area in app.text_area if area.key == "decline_words"] == []

    app = open_candidate()
    checked(app.button(key="step_declined").click().run())
    assert "They read this: the reason and your words." in html_of(app)
    app.selectbox(key="decline_code").select("dates")
    app.text_area(key="decline_words").input("We leave in May")
    checked(app.run())
    checked(app.button(key="decline_now").click().run())
    assert recruiting.what_amina_reads(people) == ("declined", "Dates", "We leave in May")
    assert thread(people)[-1].text == "We leave in May"


def test_a_thread_is_read_and_written_on_the_page_of_the_candidate(people, open_candidate):
    professional.write_to_organization(people, AMINA, ROLE, "<b>When</b>?", now=now())
    app = open_candidate()
    html = html_of(app)
    assert "&lt;b&gt;When&lt;/b&gt;?" in html
    assert ">New<" in html.partition("&lt;b&gt;When")[0].rpartition("<article")[2]
    app.text_area(key="message_to_candidate").input("In *May*")
    checked(app.button(key="send_message").click().run())
    html = html_of(app)
    assert "In *May*" in html
    assert "You (Ben)" in html
    assert ">New<" not in html.partition("&lt;b&gt;When")[0].rpartition("<article")[2]
    assert app.text_area(key="message_to_candidate").value == ""
    checked(app.button(key="send_message").click().run())
    assert "Please write a message" in app.error[0].value


def test_templates_are_made_changed_and_deleted_on_the_page_of_the_organization(
    people, repository, monkeypatch
):
    monkeypatch.chdir(repository)
    app = open_screen(repository, "my_organization")

    def fill(id_, name, text, button="save"):
        has_done = "turn_of_templates" in app.session_state
        turn = app.session_state["turn_of_templates"] if has_done else 0
        app.text_input(key=f"template_name_{turn}_{id_}").input(name)
        app.text_area(key=f"template_text_{turn}_{id_}").input(text)
        checked(app.button(key=f"template_{button}_{turn}_{id_}").click().run())

    def kept():
        found = recruiter.message_templates(people, BEN, ORG, now=now())
        return [(one.template_id, one.name, one.text) for one in found]

    fill("new", "Asking", "Dear {nobody}")
    assert "There is no field {nobody}" in app.error[0].value.replace("\\", "")
    fill("new", "Asking", "For {role}")
    ((id_, *said),) = kept()
    assert said == ["Asking", "For {role}"]
    fill(id_, "Asking kindly", "For {role}")
    assert kept() == [(id_, "Asking kindly", "For {role}")]
    fill(id_, "Asking kindly", "For {role}", "delete")
    assert kept() == []
