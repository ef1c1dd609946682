"""The page of moderators, and that of what one wrote."""

import datetime as dt

import pytest

from matching.authorization import Actor
from matching.screens.visit import session
from matching.services import conversation
from matching.services.conversation import About
from matching.store import schema
from tests.screens import professionals
from tests.screens.pages import checked, html_of, open_screen

ABOUT = About("organization", "samaritans-purse")
MIA = Actor("mia", "professional", rights=frozenset({"moderate"}))


@pytest.fixture
def amina_wrote(own_database):
    """Amina wrote a comment that Omar reported; Mia looks after comments."""
    amina, omar, _ = (
        professionals.account(own_database, name) for name in ("amina", "omar", "mia")
    )
    now = session.now()
    with own_database.writing() as writing:
        right = {"account_right": "moderate", "given_at": now}
        writing.add(schema.AccountRightRow(account_id="mia", **right))
    comment = conversation.write_comment(
        own_database, amina, ABOUT, "<b>They</b> are crooks", signature="name", now=now
    )
    conversation.report_comment(own_database, omar, comment, "false", "I <i>know</i>", now=now)
    return comment


def shown(database):
    found = conversation.conversation(database, Actor(), ABOUT, now=session.now())
    return [thread.first.text for thread in found.threads]


def test_a_moderator_hides_bans_lifts_and_restores(
    repository, monkeypatch, own_database, amina_wrote, sign_in
):
    monkeypatch.chdir(repository)
    sign_in(MIA)
    app = open_screen(repository, "moderation")
    html = html_of(app)
    assert "signed with a name: Amina" in html
    assert "changed after it was reported" not in html
    assert "&lt;b&gt;They&lt;/b&gt; are crooks" in html
    assert "I &lt;i&gt;know&lt;/i&gt;" in html
    assert "amina@example.org" not in html
    assert app.radio(key=f"hide_reason_{amina_wrote}").value == "false"

    checked(app.button(key=f"do_ban_{amina_wrote}").click().run())
    (ban,) = conversation.bans(own_database, MIA, now=session.now())
    assert ban.until is not None
    checked(app.button(key=f"do_hide_{amina_wrote}").click().run())
    assert shown(own_database) == []
    checked(app.button(key=f"lift_{ban.ban_id}").click().run())
    assert conversation.bans(own_database, MIA, now=session.now()) == ()
    checked(app.button(key=f"restore_{amina_wrote}").click().run())
    assert shown(own_database) == ["<b>They</b> are crooks"]
    assert "No report waits" in html_of(app)


def test_a_moderator_is_told_of_a_change_and_why_somebody_else_decides(
    repository, monkeypatch, own_database, amina_wrote, sign_in
):
    monkeypatch.chdir(repository)
    later = session.now() + dt.timedelta(minutes=1)
    amina = Actor("amina", "professional")
    conversation.change_comment(own_database, amina, amina_wrote, "They are fools", now=later)
    with own_database.writing() as writing:
        writing.add(schema.MembershipRow(account_id="mia", org_id=ABOUT.id, since=session.now()))
    sign_in(MIA)
    app = open_screen(repository, "moderation")
    html = html_of(app)
    assert "changed after it was reported" in html
    assert "It is about your organization" in html
    assert not app.button


@pytest.mark.parametrize("kind", ["staff", "professional"])
def test_without_the_right_nothing_is_shown(
    repository, monkeypatch, own_database, amina_wrote, sign_in, kind
):
    monkeypatch.chdir(repository)
    sign_in(professionals.account(own_database, "eve", kind))
    html = html_of(open_screen(repository, "moderation"))
    assert "Staff give this right" in html
    assert "crooks" not in html


def test_one_finds_what_one_wrote_and_whom_one_blocked(
    repository, monkeypatch, own_database, amina_wrote, sign_in
):
    monkeypatch.chdir(repository)
    omar = Actor("omar", "professional")
    conversation.block_writer(own_database, omar, amina_wrote, now=session.now())
    sign_in(omar)
    app = open_screen(repository, "my_comments")
    assert "You wrote nothing yet" in html_of(app)
    checked(app.button(key=f"unblock_{amina_wrote}").click().run())
    assert shown(own_database) == ["<b>They</b> are crooks"]
    sign_in(Actor("amina", "professional"))
    app = open_screen(repository, "my_comments")
    checked(app.button(key=f"take_back_{amina_wrote}").click().run())
    assert shown(own_database) == []
    checked(app.button(key=f"put_back_{amina_wrote}").click().run())
    assert shown(own_database) == ["<b>They</b> are crooks"]
