"""Who went offers to answer, and answers without being seen before."""

from sqlalchemy import select

from matching.authorization import Actor
from matching.screens.visit import session
from matching.services import conversation, professional
from matching.services.conversation import About
from matching.services.professional import Pursuit
from matching.store import schema
from tests.screens import professionals
from tests.screens.pages import checked, html_of, open_screen

ORG = "samaritans-purse"
ROLE = f"{ORG}--kapsowar-dentist"
ABOUT = About("role", ROLE)


def test_who_went_offers_answers_and_stops(repository, monkeypatch, own_database, amina):
    monkeypatch.chdir(repository)
    now = session.now()
    professional.note_pursuit(own_database, amina, ROLE, Pursuit(outcome="went"), now=now)
    app = open_screen(repository, "interests")
    app.number_input(key=f"served_in_{ORG}").set_value(2024)
    checked(app.button(key=f"offer_{ORG}").click().run())
    assert "served there in 2024" in html_of(app)

    omar = professionals.account(own_database, "omar")
    role = html_of(open_screen(repository, "role", role_id=ROLE))
    assert "who served there" not in role  # one does not ask oneself
    seen = conversation.conversation(own_database, omar, ABOUT, now=now)
    assert (seen.n_returned, seen.threads) == (1, ())
    asked = {"kind": "question", "is_for_returned": True, "signature": "name", "now": now}
    question = conversation.write_comment(own_database, omar, ABOUT, "How was it?", **asked)

    app = open_screen(repository, "interests")
    assert "How was it?" in html_of(app)
    app.text_area(key=f"comment_text_{question}").input("Good")
    checked(app.button(key=f"post_{question}").click().run())
    assert "How was it?" not in html_of(app)
    (thread,) = conversation.conversation(own_database, Actor(), ABOUT, now=session.now()).threads
    assert [answer.writer for answer in thread.answers] == ["Served there in 2024"]

    question = conversation.write_comment(own_database, omar, ABOUT, "And the food?", **asked)
    app = open_screen(repository, "interests")
    app.text_area(key=f"comment_text_{question}").input("Rice")
    app.radio(key=f"comment_signature_{question}").set_value("name")
    checked(app.button(key=f"post_{question}").click().run())
    with own_database.reading() as reading:
        found = select(schema.CommentRow.served_in).where(schema.CommentRow.text == "Rice")
        assert reading.scalar(found) == 2024

    checked(app.button(key=f"stop_{ORG}").click().run())
    assert conversation.conversation(own_database, omar, ABOUT, now=now).n_returned == 0
