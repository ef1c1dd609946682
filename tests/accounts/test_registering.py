import pytest
from sqlalchemy import select

from matching.accounts import (
    EmailTakenError,
    FieldsError,
    LockedError,
    actor_of,
    ask_to_sign_up,
    choose_password,
    create_staff,
    sign_up,
)
from matching.accounts.registering import check_fields
from matching.store import schema
from tests.accounts.conftest import EMAIL, NOW, PASSWORD
from tests.accounts.test_reset import Postbox, token_in


def join(database, **changed):
    fields = {"email": EMAIL, "name": "Amina", "password": PASSWORD} | changed
    return sign_up(database, **fields, address="192.0.2.1", now=NOW)


def test_who_signs_up_is_a_professional_and_signed_in(database):
    actor = actor_of(database, join(database, email=" Amina@Example.org"), NOW)
    assert actor.kind == "professional"
    with database.reading() as session:
        account = session.get(schema.AccountRow, actor.account_id)
        entries = session.scalars(select(schema.AuditEntryRow)).all()
    assert (account.email, account.name) == (EMAIL, "Amina")
    assert account.password_hash.startswith("$argon2id$")
    assert entries[0].action == "account.made"
    assert entries[0].actor == entries[0].target_id == actor.account_id


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "amina"}, "email"),
        ({"email": f"{'a' * 250}@example.org"}, "email"),
        ({"email": "amína@example.org"}, "email"),
        ({"email": "a@example.org\nbcc: b@example.org"}, "email"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "Amina\x07"}, "name"),
        ({"password": "short"}, "password"),
    ],
)
def test_faulty_field_is_named_and_nothing_is_made(database, changed, field):
    with pytest.raises(FieldsError) as error:
        join(database, **changed)
    assert list(error.value.problems) == [field]
    with database.reading() as session:
        assert not session.scalars(select(schema.AccountRow)).all()


def test_email_that_has_an_account_is_refused_without_saying_so(database):
    join(database)
    with pytest.raises(FieldsError, match="No account could be made with these details"):
        join(database, password="another good password")
    with database.reading() as session:
        assert len(session.scalars(select(schema.AccountRow)).all()) == 1


def test_one_address_cannot_make_accounts_without_end(database, monkeypatch):
    monkeypatch.setattr("matching.accounts.registering.MOST_SIGN_UPS_AN_HOUR", 2)
    join(database)
    join(database, email="b@example.org")
    with pytest.raises(LockedError, match="in 60 minutes"):
        join(database, email="c@example.org")


def test_signing_up_by_mail_sets_the_password_with_the_link(database, enter):
    box = Postbox()
    ask_to_sign_up(database, box, email=EMAIL, name="Amina", base="https://m.example", now=NOW)
    assert "https://m.example/account/reset?token=" in box.mails[0].text
    choose_password(database, token_in(box.mails[0]), PASSWORD, NOW)
    assert actor_of(database, enter(), NOW).kind == "professional"


def test_signing_up_by_mail_tells_only_the_owner_that_there_is_an_account(database, account_id):
    box = Postbox()
    ask_to_sign_up(database, box, email=EMAIL, name="Eve", base="https://m.example", now=NOW)
    assert "has an account\nalready" in box.mails[0].text
    assert "token" not in box.mails[0].text
    with database.reading() as session:
        assert session.get(schema.AccountRow, account_id).name == "Amina"


def test_operator_makes_staff_who_choose_their_password_by_link(database, enter):
    token = create_staff(database, email="Sam@example.org", now=NOW)
    choose_password(database, token, PASSWORD, NOW)
    assert actor_of(database, enter(email="sam@example.org"), NOW).kind == "staff"
    with database.reading() as session:
        made = session.scalars(select(schema.AuditEntryRow)).first()
    assert (made.actor, made.action, made.details) == ("console", "account.made", {"kind": "staff"})


def test_operator_is_told_that_an_email_is_taken_or_none(database, account_id):
    with pytest.raises(EmailTakenError, match="already an account"):
        create_staff(database, email=EMAIL, now=NOW)
    with pytest.raises(FieldsError, match="like name@example"):
        create_staff(database, email="sam", now=NOW)


@pytest.mark.parametrize(
    "name",
    [
        "Amélie\u00a0Dubois",
        "山田\u3000花子",
        "علی\u200cرضا کریمی",
        "ශ\u0dca\u200dරියානි පෙරේරා",
        "שרה כהן",
    ],
)
def test_names_of_all_scripts_are_taken_as_they_are(database, name):
    sign_up(database, email=EMAIL, name=f" {name} ", password=PASSWORD, address="1.2.3.4", now=NOW)
    with database.reading() as session:
        assert session.scalar(select(schema.AccountRow.name)) == name


def test_what_turns_the_direction_is_taken_out_of_a_name(database):
    turned = "\u2067Ami\u202ena\u2069"
    sign_up(database, email=EMAIL, name=turned, password=PASSWORD, address="1.2.3.4", now=NOW)
    with database.reading() as session:
        assert session.scalar(select(schema.AccountRow.name)) == "Amina"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("\u3000\u200d", "Write your name, in at most 100 characters."),
        ("\u3164", "Write your name, in at most 100 characters."),
        ("A" * 101, "Write your name, in at most 100 characters."),
        ("A" * 10_000, "Write your name, in at most 100 characters."),
        ("Ami\ud83dna", "Write your name without half a character (U+D83D)."),
        ("Ami\0na", "Write your name without characters that cannot be printed (U+0000)."),
        ("Z" + "\u0323" * 50, "Write your name without piles of more than 10 marks on one letter."),
    ],
)
def test_name_that_cannot_be_taken_is_told_why(name, problem):
    assert check_fields(EMAIL, name) == {"name": problem}
