import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from matching.accounts import (
    AccountError,
    ConsoleMailer,
    FieldsError,
    LinkError,
    Mail,
    SignInError,
    actor_of,
    ask_for_link,
    choose_password,
    mailer_from_environment,
)
from matching.accounts.mailing import SmtpMailer
from matching.authorization import VISITOR
from matching.store import schema
from tests.accounts.conftest import EMAIL, NOW

NEW = "seven green umbrellas"


class Postbox:
    """Keeps mails instead of sending them."""

    reaches_people = True

    def __init__(self):
        self.mails = []

    def send(self, mail):
        self.mails.append(mail)


def token_in(mail):
    return re.search(r"token=([\w-]{43})\s", mail.text)[1]


@pytest.fixture
def box():
    return Postbox()


@pytest.fixture
def ask(database, box):
    def ask(email=EMAIL, now=NOW):
        ask_for_link(database, box, email, base="https://m.example/", now=now)
        return token_in(box.mails[-1]) if box.mails else ""

    return ask


def test_link_sets_the_password_once_and_ends_all_sessions(database, account_id, enter, ask, box):
    signed_in = enter()
    token = ask(" Amina@Example.org ")
    assert box.mails[0].to == EMAIL
    assert f"https://m.example/account/reset?token={token}\n" in box.mails[0].text
    choose_password(database, token, NEW, NOW)
    assert actor_of(database, signed_in, NOW) == VISITOR
    assert enter(NEW)
    with pytest.raises(SignInError):
        enter()
    with pytest.raises(LinkError, match="does not work any more"):
        choose_password(database, token, "another good password", NOW)


def test_store_and_audit_log_do_not_have_the_token(database, account_id, ask):
    token = ask()
    with database.reading() as session:
        link = session.scalars(select(schema.ResetLinkRow)).one()
        entries = session.scalars(select(schema.AuditEntryRow)).all()
    assert link.token_digest != token
    assert entries[-1].action == "password.link-made"
    assert token not in str([vars(entry) for entry in entries])


def test_link_is_good_for_an_hour(database, account_id, ask):
    token = ask()
    with pytest.raises(LinkError):
        choose_password(database, token, NEW, NOW + timedelta(hours=1))
    choose_password(database, token, NEW, NOW + timedelta(minutes=59))


def test_using_a_link_uses_up_the_others(database, account_id, ask):
    first, second = ask(), ask()
    choose_password(database, second, NEW, NOW)
    with pytest.raises(LinkError):
        choose_password(database, first, NEW, NOW)


def test_password_that_is_not_good_enough_leaves_the_link(database, account_id, ask):
    token = ask()
    with pytest.raises(FieldsError, match="at least 10"):
        choose_password(database, token, "short", NOW)
    choose_password(database, token, NEW, NOW)


def test_link_used_by_several_at_once_works_for_one(database, account_id, ask):
    token = ask()

    def use(n):
        try:
            choose_password(database, token, f"good password number {n}", NOW)
        except LinkError:
            return 0
        return 1

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(use, range(6))) == 1


def test_new_password_ends_the_wait_after_failures(database, account_id, enter, ask):
    for _ in range(5):
        with pytest.raises(SignInError):
            enter("wrong password")
    choose_password(database, ask(), NEW, NOW)
    assert enter(NEW)


def test_unknown_disabled_or_foreign_account_gets_no_mail(database, account_id, ask, box):
    ask("nobody@example.org")
    with database.writing() as session:
        session.get(schema.AccountRow, account_id).disabled_at = NOW
    ask()
    with database.writing() as session:
        account = session.get(schema.AccountRow, account_id)
        account.disabled_at, account.oidc_issuer, account.oidc_subject = None, "https://i", "7"
    ask()
    assert not box.mails


def test_at_most_three_mails_an_hour_are_sent_to_one_email(account_id, ask, box):
    for _ in range(5):
        ask()
    assert len(box.mails) == 3
    ask(now=NOW + timedelta(hours=1))
    assert len(box.mails) == 4


# ---- mailers ----------------------------------------------------------------------------------


def test_mails_go_to_the_console_unless_a_server_is_named(monkeypatch, capsys):
    monkeypatch.delenv("MISSIONMATCH_SMTP_URL", raising=False)
    mailer = mailer_from_environment()
    assert isinstance(mailer, ConsoleMailer)
    mailer.send(Mail(EMAIL, "A new password", "the link"))
    assert "the link" in capsys.readouterr().err


def test_server_is_read_from_its_address(monkeypatch):
    address = "smtp://name:secret@mail.example:2525?from=missions@mail.example"
    monkeypatch.setenv("MISSIONMATCH_SMTP_URL", address)
    mailer = mailer_from_environment()
    assert (mailer.host, mailer.sender) == ("mail.example", "missions@mail.example")
    assert "secret" not in repr(mailer)


@pytest.mark.parametrize(
    "url",
    [
        "host.example",
        "http://host.example",
        "smtp://host.example",
        "smtp://host.example:x?from=a@host.example",
    ],
)
def test_address_of_a_server_that_cannot_be_read_is_refused_without_showing_it(url):
    with pytest.raises(AccountError, match=r"MISSIONMATCH_SMTP_URL cannot be read") as error:
        SmtpMailer(url)
    assert "host.example" not in str(error.value)


def test_server_that_does_not_answer_is_an_error_without_the_persons_address():
    mailer = SmtpMailer("smtp://127.0.0.1:1?from=missions@mail.example")
    with pytest.raises(AccountError, match="did not take a mail") as error:
        mailer.send(Mail(EMAIL, "A new password", "the link"))
    assert EMAIL not in str(error.value)
