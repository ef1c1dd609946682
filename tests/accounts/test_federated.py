import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from matching.accounts import NOBODY, AccountError, FederatedError, federated_identity
from matching.authorization import Actor
from matching.store import schema
from tests.accounts.conftest import EMAIL, NOW
from tests.store import rows

CLAIMS = {
    "iss": "https://id.clinic.example",
    "sub": "17",
    "iat": int(NOW.timestamp()),
    "email": "Zola@Clinic.example",
    "email_verified": True,
    "name": "Zola Ndlovu",
}


def come_in(database, now=NOW, **changed):
    return federated_identity(database, CLAIMS | changed, now)


def accounts(database):
    with database.reading() as session:
        return session.scalars(select(schema.AccountRow)).all()


def test_first_time_makes_the_account_of_a_professional_and_writes_it_down(database):
    who = come_in(database)
    assert (who.name, who.email) == ("Zola Ndlovu", "zola@clinic.example")
    assert who.actor == Actor(who.actor.account_id, "professional")
    [account] = accounts(database)
    assert (account.oidc_issuer, account.oidc_subject) == ("https://id.clinic.example", "17")
    assert account.password_hash is None
    with database.reading() as session:
        [entry] = session.scalars(select(schema.AuditEntryRow)).all()
    assert (entry.actor, entry.action) == (who.actor.account_id, "account.made")
    assert entry.details == {"kind": "professional"}


def test_next_time_it_is_the_same_account_whatever_e_mail_is_said(database):
    who = come_in(database)
    later = NOW + timedelta(days=3)
    assert come_in(database, later) == who
    assert come_in(database, later, email="z@other.example", email_verified=False) == who
    assert len(accounts(database)) == 1


def test_subject_of_another_issuer_is_another_person(database):
    who = come_in(database)
    with pytest.raises(FederatedError):
        come_in(database, iss="https://evil.example")
    other = come_in(database, iss="https://evil.example", email="eve@evil.example")
    assert other.actor != who.actor


def test_account_with_a_password_is_not_taken_over(database, account_id):
    with pytest.raises(AccountError, match="Sign in with your password, or ask the staff"):
        come_in(database, email=EMAIL)
    [account] = accounts(database)
    assert account.oidc_subject is None


def test_recruiter_who_comes_in_acts_for_their_organizations(database):
    with database.writing() as session:
        rows.begin(session)
        session.add(schema.MembershipRow(account_id="ben", org_id="mercy", since=NOW))
        ben = session.get(schema.AccountRow, "ben")
        ben.oidc_issuer, ben.oidc_subject = CLAIMS["iss"], CLAIMS["sub"]
    assert come_in(database).actor == Actor("ben", "recruiter", frozenset({"mercy"}))


def test_disabled_account_is_nobody(database):
    who = come_in(database)
    with database.writing() as session:
        session.get(schema.AccountRow, who.actor.account_id).disabled_at = NOW
    assert come_in(database) == NOBODY
    assert len(accounts(database)) == 1


def test_signing_in_is_good_for_two_weeks(database):
    who = come_in(database)
    assert come_in(database, NOW + timedelta(days=14)) == who
    assert come_in(database, NOW + timedelta(days=14, seconds=1)) == NOBODY


def test_deleted_account_does_not_come_back_with_a_tab_that_is_still_open(database):
    assert come_in(database, NOW + timedelta(minutes=11)) == NOBODY
    assert not accounts(database)
    assert come_in(database, NOW + timedelta(minutes=9)).actor.account_id


@pytest.mark.parametrize("name", ["iss", "sub", "iat"])
@pytest.mark.parametrize("value", [None, "", "\0", "x" * 256, ["17"]])
def test_unclear_claims_are_refused(database, name, value):
    with pytest.raises(FederatedError, match="cannot be read"):
        come_in(database, **{name: value})


@pytest.mark.parametrize("email", [None, "", "zola", "zola@clinic.example\0", 17])
def test_claims_without_an_e_mail_are_refused(database, email):
    with pytest.raises(FederatedError, match="has no e-mail address that can be used"):
        come_in(database, email=email)


@pytest.mark.parametrize("verified", [None, False, "false", "yes"])
def test_e_mail_that_is_not_verified_is_refused(database, verified):
    with pytest.raises(FederatedError, match="has not confirmed your e-mail"):
        come_in(database, email_verified=verified)
    assert not accounts(database)


def test_some_providers_write_true_as_a_text(database):
    assert come_in(database, email_verified="true").actor.account_id


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (" Zola\n\tNdlovu ", "Zola Ndlovu"),
        ("Zo\0la\u202e", "Zola"),
        ("Z" * 200, "Z" * 100),
        (None, ""),
    ],
)
def test_name_is_kept_in_a_form_that_signing_up_takes(database, said, kept):
    assert come_in(database, name=said).name == kept


def test_tabs_that_come_in_at_once_give_one_account(database):
    tabs = 8
    barrier = threading.Barrier(tabs)

    def open_tab(_):
        barrier.wait()
        return come_in(database).actor.account_id

    with ThreadPoolExecutor(tabs) as pool:
        ids = set(pool.map(open_tab, range(tabs)))
    assert ids == {account.account_id for account in accounts(database)}
    assert len(ids) == 1
