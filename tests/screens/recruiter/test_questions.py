"""Questions that wait for the organizations of a recruiter."""

from matching.authorization import Actor
from matching.screens.visit import session
from matching.services import conversation
from matching.services.conversation import About
from matching.store import schema
from tests.screens import professionals
from tests.screens.pages import html_of, open_screen

OUT, ORG = "mercy-ships", "samaritans-purse"


def test_what_was_taken_out_hides_no_question_of_the_others(
    repository, monkeypatch, own_database, sign_in
):
    monkeypatch.chdir(repository)
    professionals.recruiter_of(own_database, OUT)
    amina = professionals.account(own_database, "amina")
    now = session.now()
    asked = {"kind": "question", "signature": "name", "now": now}
    conversation.write_comment(
        own_database, amina, About("organization", ORG), "Is it hot there?", **asked
    )
    with own_database.writing() as writing:
        writing.add(schema.MembershipRow(account_id="ben", org_id=ORG, since=now))
        writing.get(schema.OrganizationRow, OUT).taken_out_at = now
    sign_in(Actor("ben", "recruiter", frozenset({OUT, ORG})))
    assert "Is it hot there?" in html_of(open_screen(repository, "questions"))
