"""Organizations that staff make or let join, and the invitations of their recruiters."""

from datetime import timedelta

import pytest

from matching.accounts import (
    ConsoleMailer,
    FieldsError,
    LinkError,
    choose_password,
    send_invitation,
    sign_in,
)
from matching.authorization import NotAllowedError
from matching.services import professional, staff
from matching.services.shared.errors import OrganizationError, RequestError, TooOftenError
from matching.store import ConflictError, schema
from tests.store.rows import NOW

PASSWORD = "kettle moss eleven"
GRACE = {"org_name": "Grace Clinic", "website": "https://grace.example", "kind": "hospital"}
GAIL = {"name": "Gail", "email": "gail@grace.example"}


def make(store, actor, **more):
    return staff.new_organization(store, actor, **GRACE | GAIL | more, now=NOW)


def ask(store, actor, **more):
    said = {"org_name": "Grace Clinic", "website": "grace.example", "text": "We need a surgeon."}
    return professional.ask_to_join(store, actor, **said | GAIL | more, now=NOW)


def account_of(store, actors, email, now=NOW):
    (row,) = staff.accounts(store, actors.sam, text=email, now=now).to_dict("records")
    return row


def test_an_organization_is_made_together_with_the_invitation_of_its_recruiter(store, actors):
    org_id, token = make(store, actors.sam)
    assert org_id == "grace-clinic"
    cells, _ = staff.organization_form(store, actors.sam, org_id, now=NOW)
    assert cells["source_url"] == "https://grace.example"
    choose_password(store, token, PASSWORD, NOW + timedelta(days=6))
    sign_in(store, GAIL["email"], PASSWORD, address="192.0.2.1", now=NOW)
    gail = account_of(store, actors, GAIL["email"])
    assert (gail["kind"], gail["org_ids"]) == ("recruiter", ("grace-clinic",))


def test_of_what_cannot_be_made_nothing_is_made(store, actors):
    with pytest.raises(OrganizationError):
        make(store, actors.sam, website="no address")
    with pytest.raises(FieldsError):
        make(store, actors.sam, email="gail")
    with pytest.raises(RequestError, match="Professional"):
        make(store, actors.sam, email="amina@example.org")
    with pytest.raises(RequestError, match="Mercy is in the catalog"):
        make(store, actors.sam, org_name="MERCY")
    with pytest.raises(NotAllowedError):
        make(store, actors.ben)
    with store.reading() as session:
        assert session.get(schema.OrganizationRow, "grace-clinic") is None


def test_a_recruiter_who_is_here_works_for_the_new_one_too(store, actors):
    org_id, token = make(store, actors.sam, email="ben@example.org")
    assert token == ""
    assert account_of(store, actors, "ben@")["org_ids"] == (org_id, "mercy")


def test_an_invitation_lasts_seven_days_and_is_sent_again(store, actors):
    _, first = make(store, actors.sam)
    gail = account_of(store, actors, GAIL["email"])
    assert gail["invited_until"] - gail["invited_at"] == timedelta(days=7)
    late = NOW + timedelta(days=8)
    with pytest.raises(LinkError):
        choose_password(store, first, PASSWORD, late)
    second = staff.invite_again(store, actors.sam, gail["account_id"], now=NOW)
    with pytest.raises(LinkError):
        choose_password(store, first, PASSWORD, NOW)
    choose_password(store, second, PASSWORD, NOW)
    assert account_of(store, actors, GAIL["email"])["invited_at"] is None
    with pytest.raises(RequestError, match="come already"):
        staff.invite_again(store, actors.sam, gail["account_id"], now=NOW)


def test_an_invitation_is_mailed_with_its_link(capsys):
    send_invitation(ConsoleMailer(), GAIL["email"], "secret", base="https://missions.example")
    mail = capsys.readouterr().err
    assert "https://missions.example/account/reset?token=secret" in mail
    assert "seven days" in mail


def test_who_asks_to_join_is_made_with_one_press_and_their_words_are_emptied(store, actors):
    code = ask(store, actors.visitor)
    (request,) = staff.join_requests(store, actors.sam, now=NOW)
    assert (request.org_name, request.website) == ("Grace Clinic", "https://grace.example")
    make(store, actors.sam, request_id=request.request_id)
    (decided,) = staff.join_requests(store, actors.sam, now=NOW)
    assert (decided.outcome, decided.contact_name, decided.email, decided.text) == (
        "accepted", "", "", "",
    )  # fmt: skip
    status = professional.join_status(store, actors.visitor, code.lower(), now=NOW)
    assert (status.org_name, status.outcome) == ("Grace Clinic", "accepted")
    with pytest.raises(ConflictError):
        make(store, actors.sam, org_name="Other", request_id=request.request_id)


def test_who_asks_to_join_is_declined_with_words(store, actors):
    code = ask(store, actors.visitor)
    (request,) = staff.join_requests(store, actors.sam, now=NOW)
    with pytest.raises(RequestError, match="answer"):
        staff.decline_join_request(store, actors.sam, request.request_id, " ", now=NOW)
    staff.decline_join_request(store, actors.sam, request.request_id, "Not yet.", now=NOW)
    status = professional.join_status(store, actors.visitor, code, now=NOW)
    assert (status.outcome, status.answer) == ("refused", "Not yet.")
    assert professional.join_status(store, actors.visitor, "none", now=NOW) is None


def test_what_is_asked_is_checked_and_no_more_is_taken_than_can_be_looked_at(store, actors):
    with pytest.raises(RequestError, match="website"):
        ask(store, actors.visitor, website="javascript:alert(1)")
    with pytest.raises(RequestError, match="e-mail"):
        ask(store, actors.visitor, email="gail")
    for number in range(3):
        ask(store, actors.visitor, text=f"Number {number}")
    with pytest.raises(TooOftenError):
        ask(store, actors.visitor)
    assert len(staff.join_requests(store, actors.sam, now=NOW)) == 3
