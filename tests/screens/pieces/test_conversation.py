"""Questions and comments below a role, an organization and an article, as who looks sees them."""

import datetime as dt
import re

import pytest

from matching.authorization import Actor
from matching.screens.pieces.comment_cards import comment_html
from matching.screens.visit import session
from matching.services import conversation
from matching.services.conversation import About, Comment
from matching.store import schema
from tests.screens import professionals
from tests.screens.pages import checked, html_of, open_screen

ORG = "samaritans-purse"
ROLE = f"{ORG}--kapsowar-dentist"
ABOUT, NAME = About("role", ROLE), f"role_{ROLE}"
HOSTILE = "<script>alert(1)</script> **bold** https://a.example"


@pytest.fixture
def open_role(repository, monkeypatch):
    monkeypatch.chdir(repository)
    return lambda **query: open_screen(repository, "role", role_id=ROLE, **query)


@pytest.fixture
def store(own_database):
    """Omar and Amina are no new accounts."""
    long_ago = session.now() - dt.timedelta(days=30)
    for name in ("amina", "omar"):
        professionals.account(own_database, name)
        with own_database.writing() as writing:
            writing.get(schema.AccountRow, name).created_at = long_ago
    return own_database


AMINA, OMAR = Actor("amina", "professional"), Actor("omar", "professional")


def write(store, actor, text, **more):
    said = {"kind": "question", "signature": "name"} | more
    return conversation.write_comment(store, actor, ABOUT, text, **said, now=session.now())


def texts(store):
    found = conversation.conversation(store, Actor(), ABOUT, now=session.now())
    return [(one.first.kind, one.first.text, one.first.writer) for one in found.threads]


def test_a_visitor_reads_and_is_led_to_sign_in_and_back(repository, open_role, store):
    write(store, OMAR, HOSTILE)
    app = open_role()
    html = html_of(app)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold**" in html
    assert 'href="https://a.example" target="_blank" rel="nofollow ugc' in html
    assert re.search(rf"Sign in to ask.*/account/sign-in\?next=[^\"]*role_id%3D{ROLE}", html)
    assert not [area for area in app.text_area if "comment" in area.key]
    assert not app.get("menu_button")
    for screen, query in (
        ("organizations", {"org_id": ORG}),
        ("articles", {"article_id": "medical-licenses"}),
    ):
        html = html_of(open_screen(repository, screen, **query))
        assert "Nobody has asked or commented yet." in html


def test_one_asks_and_what_was_refused_stays_in_the_box(open_role, store, sign_in):
    sign_in(AMINA)
    app = open_role()
    app.text_area(key=f"comment_text_{NAME}").input("Is French needed?")
    checked(app.button(key=f"post_{NAME}").click().run())
    assert texts(store) == [("question", "Is French needed?", "A health professional")]
    assert app.text_area(key=f"comment_text_{NAME}").value == ""
    assert "Is French needed?" in html_of(app)

    app.text_area(key=f"comment_text_{NAME}").input("Is French needed?")
    checked(app.button(key=f"post_{NAME}").click().run())
    assert "just this" in app.error[0].value
    assert app.text_area(key=f"comment_text_{NAME}").value == "Is French needed?"


def test_one_answers_changes_and_takes_back_what_is_ones_own(open_role, store, sign_in):
    question = write(store, OMAR, "Is French needed?")
    sign_in(AMINA)
    app = open_role()
    checked(app.button(key=f"answer_to_{question}").click().run())
    app.text_area(key=f"comment_text_{question}").input("Yes")
    app.radio(key=f"comment_signature_{question}").set_value("name")
    checked(app.button(key=f"post_{question}").click().run())
    (thread,) = conversation.conversation(store, AMINA, ABOUT, now=session.now()).threads
    (answer,) = thread.answers
    assert (answer.text, answer.writer) == ("Yes", "Amina")

    more = app.get("menu_button")
    assert [menu.options for menu in more] == [
        ["Report", "Block this writer"], ["Change", "Take back"],
    ]  # fmt: skip
    checked(more[1].click("Change").run())
    app.text_area(key=f"comment_edit_{answer.comment_id}").input("Yes, good French")
    checked(app.button(key=f"save_{answer.comment_id}").click().run())
    assert "Yes, good French" in html_of(app)
    checked(app.get("menu_button")[1].click("Take back").run())
    assert "Yes, good French" not in html_of(app)
    checked(app.button(key=f"put_back_{answer.comment_id}").click().run())
    assert "Yes, good French" in html_of(app)


def test_one_reports_and_blocks_and_lifts_it(open_role, store, sign_in):
    comment = write(store, OMAR, "Buy this", kind="comment")
    sign_in(AMINA)
    app = open_role()
    checked(app.get("menu_button")[0].click("Report").run())
    app.radio(key=f"fault_{comment}").set_value("advertising")
    checked(app.button(key=f"send_report_{comment}").click().run())
    assert "you reported this" in html_of(app)
    (menu,) = app.get("menu_button")
    assert menu.options == ["Block this writer"]
    checked(menu.click("Block this writer").run())
    assert "Buy this" not in html_of(app)
    checked(app.button(key="undo_block").click().run())
    assert "Buy this" in html_of(app)


def test_an_address_with_a_comment_shows_it_first_and_alone(open_role, store, sign_in):
    question = write(store, OMAR, "Is French needed?")
    write(store, OMAR, "Who pays?")
    sign_in(AMINA)
    html = html_of(open_role(comment=question))
    assert html.index("Is French needed?") < html.index("The facts")
    assert "Who pays?" not in html
    assert "All questions and comments" in html
    for strange in ("gone", "a\x00b"):
        assert "not there any more" in html_of(open_role(comment=strange))


def test_a_name_never_looks_like_staff_or_like_who_served():
    said = {
        "comment_id": "c", "kind": "comment", "parent_id": "", "about": ABOUT, "title": "Dentist",
        "text": "Hello", "written_at": session.now(), "edited_at": None,
    }  # fmt: skip

    def head(writer, signature, served_in=None):
        comment = Comment(**said, writer=writer, signature=signature, served_in=served_in)
        return comment_html(comment).partition("</p>")[0]

    assert "mm-chip" not in head("Staff of Missionmatch", "name")
    assert ">Staff</span>" in head("Staff of Missionmatch", "staff")
    assert "mm-chip" not in head("Zoe, served there in 2024", "name")
    assert ">Served there in 2024</span>" in head("Zoe", "name", 2024)
    assert ">Served there</span>" in head("Served there in 2024", "served", 2024)


def test_a_line_of_what_is_gone_names_nobody(open_role, store):
    question = write(store, OMAR, "I was fired")
    more = {"kind": "answer", "parent_id": question}
    write(store, AMINA, "Really?", **more)
    conversation.take_back_comment(store, OMAR, question, now=session.now())
    html = html_of(open_role())
    assert "Its writer took this back." in html
    assert "Omar" not in html
