"""Who came in through another provider (OpenID Connect), known by its issuer and subject.

The provider's word was verified before, by Streamlit; what it means here is decided anew in every
run of a page. An e-mail address never leads to an account: whoever can put one into a claim would
otherwise own the account that has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select

from matching import written
from matching.accounts import sessions
from matching.accounts.emails import is_email, normalised
from matching.accounts.errors import EmailTakenError, FederatedError
from matching.accounts.registering import LONGEST_NAME, new_account
from matching.accounts.sessions import NOBODY, Identity
from matching.authorization import PROFESSIONAL
from matching.store import ConstraintError, Database
from matching.store.schema import AccountRow

__all__ = ["FRESH", "federated_identity"]

FRESH = timedelta(minutes=10)
"""How long after signing in an account is made; later, it was there and has been deleted."""
LONGEST_TEXT = 255  # of a subject, says OpenID Connect
UNCLEAR = "What your organization says about you cannot be read. Try again, or ask its support."
NO_EMAIL = (
    "Your organization's account has no e-mail address that can be used here. Ask its support to "
    "add one, or sign up with an e-mail address and a password."
)
NOT_VERIFIED = (
    "Your organization has not confirmed your e-mail address. Confirm it there and try again, or "
    "sign up with an e-mail address and a password."
)
TAKEN = (
    "There is already an account with your e-mail address. Sign in with your password, or ask "
    "the staff of Missionmatch for help."
)


def federated_identity(database: Database, claims: Mapping[str, object], now: datetime) -> Identity:
    """Say who came in, and make a professional's account when they come for the first time.

    Parameters
    ----------
    claims : mapping
        What the provider's signed token says: `iss`, `sub` and `iat`; for the first time also
        `email`, `email_verified` and perhaps `name`.

    Returns
    -------
    Identity
        Nobody if the account is disabled, if it was deleted or signed out everywhere after they
        signed in, or if they signed in more than `sessions.LONGEST` ago.

    Raises
    ------
    FederatedError
        The claims lack something, or another account has the e-mail.
    """
    issuer, subject = _text(claims, "iss"), _text(claims, "sub")
    signed_in_at = claims.get("iat")
    if not issuer or not subject or not isinstance(signed_in_at, int | float):
        raise FederatedError(UNCLEAR)
    seconds = now.timestamp() - signed_in_at
    if seconds > sessions.LONGEST.total_seconds():
        return NOBODY
    found = _find(database, issuer, subject, signed_in_at)
    if found is None and seconds <= FRESH.total_seconds():
        _make(database, issuer, subject, claims, now)
        found = _find(database, issuer, subject, signed_in_at)
    return found or NOBODY


def _find(database: Database, issuer: str, subject: str, signed_in_at: float) -> Identity | None:
    with database.reading() as session:
        account = session.scalar(
            select(AccountRow).where(
                AccountRow.oidc_issuer == issuer, AccountRow.oidc_subject == subject
            )
        )
        if account is None:
            return None
        ended = account.signed_out_at
        is_over = ended is not None and signed_in_at <= ended.timestamp()
        if account.disabled_at or is_over:
            return NOBODY
        return sessions.identity_of(session, account)


def _make(
    database: Database, issuer: str, subject: str, claims: Mapping[str, object], now: datetime
) -> None:
    """Make the account, unless another tab does so at the same moment."""
    email = normalised(_text(claims, "email"))
    if not is_email(email):
        raise FederatedError(NO_EMAIL)
    if claims.get("email_verified") not in (True, "true"):  # some providers send it as a text
        raise FederatedError(NOT_VERIFIED)
    try:
        with database.writing() as session:
            account_id = new_account(
                session, email=email, kind=PROFESSIONAL, now=now, actor="", name=_name(claims)
            )
            account = session.get_one(AccountRow, account_id)
            account.oidc_issuer, account.oidc_subject = issuer, subject
    except (EmailTakenError, ConstraintError) as error:
        if _find(database, issuer, subject, now.timestamp()) is None:
            raise FederatedError(TAKEN) from error


def _text(claims: Mapping[str, object], name: str) -> str:
    """Give a claim if it is a text that can be kept, else `""`."""
    value = claims.get(name)
    is_usable = isinstance(value, str) and value.isprintable() and len(value) <= LONGEST_TEXT
    return str(value) if is_usable else ""


def _name(claims: Mapping[str, object]) -> str:
    """Give the name in a form that signing up takes, or `""`: nobody can be asked for it."""
    said = str(claims.get("name") or "")[:LONGEST_TEXT]
    words = "".join(char for char in said if written.first_fault(char) is None)
    return written.taken(written.displayed(words))[:LONGEST_NAME].strip()
