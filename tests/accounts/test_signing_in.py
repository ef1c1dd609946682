from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import argon2
import pytest
from sqlalchemy import select

from matching.accounts import (
    LockedError,
    SignInError,
    actor_of,
    identify,
    passwords,
    sign_out,
    sign_out_everywhere,
    tokens,
)
from matching.authorization import VISITOR, Actor
from matching.store import schema
from tests.accounts.conftest import EMAIL, NOW, PASSWORD
from tests.store import rows


def minutes(n):
    return NOW + timedelta(minutes=n)


def fail(enter, times, **more):
    for _ in range(times):
        with pytest.raises(SignInError):
            enter("wrong password", **more)


# ---- signing in and out -----------------------------------------------------------------------


def test_right_password_gives_a_token_of_which_only_the_digest_is_kept(database, account_id, enter):
    token = enter(email="  AMINA@example.org ")
    assert len(token) == 43
    assert actor_of(database, token, NOW) == Actor(account_id, "professional")
    with database.reading() as session:
        kept = session.scalars(select(schema.SessionRow.token_digest)).all()
    assert kept == [tokens.digest(token)]


@pytest.mark.parametrize("token", ["", "no such token", "\0", "\ud800"])
def test_unknown_token_is_a_visitor(database, account_id, token):
    assert actor_of(database, token, NOW) == VISITOR


def test_recruiter_acts_for_their_organizations(database):
    with database.writing() as session:
        rows.begin(session)
        session.add(schema.MembershipRow(account_id="ben", org_id="mercy", since=NOW))
    from matching.accounts import sessions

    with database.writing() as session:
        token = sessions.start(session, "ben", NOW)
    assert actor_of(database, token, NOW) == Actor("ben", "recruiter", frozenset({"mercy"}))
    assert identify(database, token, NOW).name == "Ben"


def test_signing_in_again_ends_the_session_that_the_browser_had(database, account_id, enter):
    old, other = enter(), enter()
    new = enter(replaces=old)
    assert actor_of(database, old, NOW) == VISITOR
    assert actor_of(database, other, NOW).account_id == account_id
    assert actor_of(database, new, NOW).account_id == account_id


def test_signing_out_here_or_everywhere(database, account_id, enter):
    here, there, elsewhere = enter(), enter(), enter()
    sign_out(database, here, NOW)
    assert actor_of(database, here, NOW) == VISITOR
    assert actor_of(database, there, NOW).account_id == account_id
    sign_out_everywhere(database, there, NOW)
    assert actor_of(database, there, NOW) == actor_of(database, elsewhere, NOW) == VISITOR
    sign_out(database, "no such token", NOW)


def test_session_ends_when_it_is_not_used_for_a_day(database, account_id, enter):
    token = enter()
    almost = NOW + timedelta(hours=23)
    assert actor_of(database, token, almost).account_id == account_id
    assert actor_of(database, token, almost + timedelta(hours=23)).account_id == account_id
    assert actor_of(database, token, almost + timedelta(hours=47)) == VISITOR


def test_session_ends_after_two_weeks_however_much_it_is_used(database, account_id, enter):
    token = enter()
    for half_days in range(1, 28):
        now = NOW + timedelta(hours=12 * half_days)
        assert actor_of(database, token, now).account_id == account_id
    assert actor_of(database, token, NOW + timedelta(days=14)) == VISITOR


def test_disabled_account_is_signed_out_and_cannot_sign_in(database, account_id, enter):
    token = enter()
    with database.writing() as session:
        session.get(schema.AccountRow, account_id).disabled_at = NOW
    assert actor_of(database, token, NOW) == VISITOR
    fail(enter, 1)
    with pytest.raises(SignInError):
        enter()


def test_account_without_a_password_cannot_sign_in(database, enter):
    with database.writing() as session:
        session.add(rows.account("amina"))
    with pytest.raises(SignInError):
        enter("")


def test_hash_of_old_parameters_is_made_anew_on_signing_in(database, account_id, enter):
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with database.writing() as session:
        session.get(schema.AccountRow, account_id).password_hash = weak
    enter()
    with database.reading() as session:
        now_kept = session.get(schema.AccountRow, account_id).password_hash
    assert not passwords.needs_rehash(now_kept)
    enter()


class CountingHasher(argon2.PasswordHasher):
    def __init__(self):
        like = passwords.HASHER
        super().__init__(like.time_cost, like.memory_cost, like.parallelism)
        self.verified = []

    def verify(self, hash, password):  # noqa: A002
        self.verified.append(argon2.extract_parameters(hash))
        return super().verify(hash, password)


def test_unknown_email_takes_the_same_work_and_gives_the_same_answer(
    account_id, enter, monkeypatch
):
    hasher = CountingHasher()
    monkeypatch.setattr(passwords, "HASHER", hasher)
    with pytest.raises(SignInError) as known:
        enter("wrong password")
    with pytest.raises(SignInError) as unknown:
        enter("wrong password", email="nobody@example.org")
    assert str(known.value) == str(unknown.value)
    assert len(hasher.verified) == 2
    assert hasher.verified[0] == hasher.verified[1]


# ---- slowing down -----------------------------------------------------------------------------


def test_after_five_failures_even_the_right_password_has_to_wait(account_id, enter):
    fail(enter, 5)
    with pytest.raises(LockedError, match=r"^Too many attempts\. Try again in 1 minute\.$"):
        enter()
    with pytest.raises(LockedError, match="in 15 seconds"):
        enter(now=NOW + timedelta(seconds=45))
    assert enter(now=minutes(1))


def test_each_further_failure_doubles_the_wait(account_id, enter):
    fail(enter, 5)
    fail(enter, 1, now=minutes(1))
    with pytest.raises(LockedError, match="in 2 minutes"):
        enter(now=minutes(1))
    fail(enter, 1, now=minutes(3))
    with pytest.raises(LockedError, match="in 4 minutes"):
        enter(now=minutes(3))
    assert enter(now=minutes(7))


def test_wait_is_never_longer_than_64_minutes(account_id, enter):
    now = NOW
    for n in range(15):
        fail(enter, 1, now=now, address=f"192.0.2.{n}")
        now += timedelta(minutes=64)
    assert enter(now=now)


def test_success_resets_the_failures(account_id, enter):
    fail(enter, 4)
    enter()
    fail(enter, 4)
    assert enter()


def test_unknown_email_is_locked_alike(account_id, enter):
    fail(enter, 5, email="nobody@example.org")
    with pytest.raises(LockedError, match="in 1 minute"):
        enter(email="nobody@example.org")
    assert enter()


def test_address_that_fails_with_many_emails_has_to_wait(account_id, enter):
    for n in range(30):
        fail(enter, 1, email=f"n{n}@example.org", address="192.0.2.9")
    with pytest.raises(LockedError):
        enter(address="192.0.2.9")
    assert enter(address="192.0.2.10")


def test_guesses_at_once_do_not_slip_through_together(account_id, enter):
    def guess(n):
        try:
            enter(f"wrong password {n}")
        except SignInError:
            return "looked at"
        except LockedError:
            return "refused"

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(guess, range(12)))
    assert answers.count("looked at") == 5


def test_no_email_is_kept_with_attempts_or_in_the_audit_log(database, account_id, enter):
    fail(enter, 1)
    sign_out(database, enter(), NOW)
    with database.reading() as session:
        attempts = session.scalars(select(schema.SignInAttemptRow.key)).all()
        entries = session.scalars(select(schema.AuditEntryRow)).all()
    assert {len(key) for key in attempts} == {64}
    assert [entry.action for entry in entries] == [
        "account.made",
        "session.started",
        "session.ended",
    ]
    assert EMAIL not in str([(entry.actor, entry.target_id, entry.details) for entry in entries])
