"""Making accounts: professionals sign up, staff are made by a command."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching import written
from matching.accounts import audit, passwords, reset, sessions, throttle
from matching.accounts.emails import is_email, normalised
from matching.accounts.errors import EmailTakenError, FieldsError, LockedError
from matching.accounts.mailing import Mail, Mailer
from matching.accounts.tokens import digest
from matching.authorization import PROFESSIONAL, STAFF
from matching.errors import TextError
from matching.store import ConstraintError, Database
from matching.store.schema import AccountRow, SessionRow

__all__ = [
    "LONGEST_NAME",
    "ask_to_sign_up",
    "check_fields",
    "create_staff",
    "has_staff",
    "new_account",
    "sign_up",
]

LONGEST_NAME = 100
LONGEST_LOOKED_AT = 1_000
MOST_SIGN_UPS_AN_HOUR = 50  # from one address, which a hospital may share
MOST_MAILS_AN_HOUR = 3  # to one e-mail
NOT_MADE = (
    "No account could be made with these details. If you already have one, sign in or choose "
    "a new password."
)
WELCOME = """\
Welcome to Missionmatch. Open this link within an hour to choose your password; it works once:

{link}

If you did not sign up, do nothing."""
ALREADY = """\
Somebody, probably you, tried to sign up at Missionmatch with this e-mail, which has an account
already. Sign in, or choose a new password if you forgot it:

{base}/account/sign-in

If it was not you, do nothing."""


def check_fields(email: str, name: str, password: str | None = None) -> dict[str, str]:
    """Say in a sentence what is wrong with each faulty field; empty if nothing is.

    Parameters
    ----------
    email : str
        As `normalised`.
    name : str
        As it was written; an account keeps it as `written.taken` takes it.
    password : str or None
        None if it is chosen later.

    Examples
    --------
    >>> check_fields("amina", "Amina")
    {'email': 'Write your e-mail like name@example.org.'}
    """
    problems = {}
    if problem := _problem_with_name(name):
        problems["name"] = problem
    if not is_email(email):
        problems["email"] = "Write your e-mail like name@example.org."
    if password is not None and (problem := passwords.problem_with(password, email)):
        problems["password"] = problem
    return problems


def _problem_with_name(name: str) -> str:
    too_long = len(name) > LONGEST_LOOKED_AT
    try:
        if not too_long and 0 < len(written.taken(name)) <= LONGEST_NAME:
            return ""
    except TextError as error:
        return f"Write your name without {error.fault}."
    return f"Write your name, in at most {LONGEST_NAME} characters."


def new_account(
    session: Session,
    *,
    email: str,
    kind: str,
    now: datetime,
    actor: str,
    name: str = "",
    password_hash: str | None = None,
) -> str:
    """Make an account and give its id; whether `actor` may is asked before.

    Parameters
    ----------
    session : Session
        Of `database.writing()`.
    actor : str
        Id of the account that makes it, `console`, or `""` for the person themselves.

    Raises
    ------
    EmailTakenError
        There is an account with this e-mail.
    """
    email = normalised(email)
    if session.scalar(select(AccountRow.account_id).where(AccountRow.email == email)):
        raise EmailTakenError
    account = AccountRow(
        email=email,
        name=written.taken(name),
        kind=kind,
        password_hash=password_hash,
        created_at=now,
    )
    session.add(account)
    session.flush()
    by = actor or account.account_id
    audit.record(
        session,
        now,
        actor=by,
        action="account.made",
        target=("account", account.account_id),
        kind=kind,
    )
    return account.account_id


def sign_up(
    database: Database,
    *,
    email: str,
    name: str,
    password: str,
    address: str,
    now: datetime,
    replaces: str = "",
    form: str = "",
) -> str:
    """Make the account of a professional, sign it in, and give the token for the cookie.

    This shows whether an e-mail has an account, if only by succeeding; where mails reach people,
    use `ask_to_sign_up`. The same form sent twice with the same password makes one account and
    signs it in twice.

    Parameters
    ----------
    replaces : str
        The token that the browser had before; its session ends.
    form : str
        The browser's key for forms.

    Raises
    ------
    FieldsError
        Fields are faulty, or no account can be made with them.
    LockedError
        Too many signed up from this address.
    """
    email, name = normalised(email), name.strip()
    if problems := check_fields(email, name, password):
        raise FieldsError(problems)
    if token := _again(database, email, password, now, replaces, form):
        return token
    whom = throttle.networks(address, MOST_SIGN_UPS_AN_HOUR)
    throttle.count(database, "sign-up", whom, now)
    password_hash = passwords.hashed(password)
    try:
        with database.writing() as session:
            account_id = new_account(
                session,
                email=email,
                kind=PROFESSIONAL,
                now=now,
                actor="",
                name=name,
                password_hash=password_hash,
            )
            sessions.end(session, replaces, now)
            return sessions.start(session, account_id, now, form=form)
    except (EmailTakenError, ConstraintError) as error:
        if token := _again(database, email, password, now, replaces, form):
            return token
        raise FieldsError({"": NOT_MADE}) from error


def _again(
    database: Database, email: str, password: str, now: datetime, replaces: str, form: str
) -> str:
    """Sign in who has just signed up with this very form, or give `""`.

    Only the browser that signed up is answered, so nobody tries passwords in this way.
    """
    if not form:
        return ""
    with database.reading() as session:
        made = session.scalar(
            select(AccountRow)
            .join(SessionRow, SessionRow.account_id == AccountRow.account_id)
            .where(
                AccountRow.email == email,
                AccountRow.created_at > now - reset.TWICE,
                SessionRow.form_digest == digest(form),
            )
            .limit(1)
        )
    known = made.password_hash if made is not None else None
    if made is None or not passwords.is_right(known, password):
        return ""
    with database.writing() as session:
        row = session.get(AccountRow, made.account_id, with_for_update=True)
        if row is None or row.disabled_at is not None or row.password_hash != known:
            return ""
        sessions.end(session, replaces, now)
        return sessions.start(session, row.account_id, now, form=form)


def ask_to_sign_up(
    database: Database, mailer: Mailer, *, email: str, name: str, base: str, now: datetime
) -> None:
    """Send a mail with which a professional finishes signing up; the fields were checked.

    Who has an account already is told so in the mail. As `reset.ask_for_link`, it is called
    after the answer.
    """
    email, name = normalised(email), name.strip()
    try:
        throttle.count(database, "link", {email: MOST_MAILS_AN_HOUR}, now)
    except LockedError:
        return
    try:
        with database.writing() as session:
            account_id = new_account(
                session, email=email, kind=PROFESSIONAL, now=now, actor="", name=name
            )
            token = reset.new_link(session, account_id, now, actor=account_id)
    except (EmailTakenError, ConstraintError):
        text = ALREADY.format(base=base.rstrip("/"))
    else:
        text = WELCOME.format(link=reset.link(base, token))
    mailer.send(Mail(email, "Your account at Missionmatch", text))


def has_staff(database: Database) -> bool:
    """Tell whether there is an account of staff that may sign in."""
    staff = select(AccountRow.account_id).where(
        AccountRow.kind == STAFF, AccountRow.disabled_at.is_(None)
    )
    with database.reading() as session:
        return session.scalar(staff.limit(1)) is not None


def create_staff(database: Database, *, email: str, now: datetime, name: str = "") -> str:
    """Make an account of staff, for the operator, and give the token of its one-time link.

    Print `reset.link(base, token)`: with it the person chooses their password, within an hour.

    Raises
    ------
    FieldsError
        The e-mail is none.
    EmailTakenError
        There is an account with this e-mail.
    """
    email, name = normalised(email), name.strip() or "Staff"
    if problems := check_fields(email, name):
        raise FieldsError(problems)
    with database.writing() as session:
        account_id = new_account(
            session, email=email, kind=STAFF, now=now, actor=audit.CONSOLE, name=name
        )
        return reset.new_link(session, account_id, now, actor=audit.CONSOLE)
