"""Shutting everybody out of an account that somebody else may be in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matching.accounts import audit, browsers, reset, sessions
from matching.accounts.emails import normalised
from matching.accounts.errors import FieldsError
from matching.store import Database
from matching.store.schema import AccountRow, InvitationRow, ResetLinkRow

__all__ = ["secure_by_operator", "shut_out"]

NO_ACCOUNT = "No account has this e-mail."


def shut_out(session: Session, account: AccountRow, now: datetime) -> dict[str, int]:
    """End all by which somebody may be in an account or come in; nothing of it is deleted.

    Sessions end, also those of another provider; the password is void; no browser is known any
    more; and no link works. Who does it writes the audit log.

    Parameters
    ----------
    session : Session
        Of `database.writing()`.

    Returns
    -------
    dict
        How many `sessions`, `browsers` and `links` it were.
    """
    account.password_hash = None
    session.flush()
    links = session.scalars(
        delete(ResetLinkRow)
        .where(ResetLinkRow.account_id == account.account_id)
        .returning(ResetLinkRow.used_at)
    ).all()
    session.execute(delete(InvitationRow).where(InvitationRow.account_id == account.account_id))
    return {
        "sessions": sessions.end_all_quietly(session, account.account_id, now),
        "browsers": browsers.forget(session, account.account_id),
        "links": sum(used_at is None for used_at in links),
    }


def secure_by_operator(database: Database, *, email: str, now: datetime) -> str:
    """Secure an account for the operator, also one that is disabled, which is enabled by it.

    Returns
    -------
    str
        The token of a one-time link; `""` for who signs in through another provider.

    Raises
    ------
    FieldsError
        There is no account with this e-mail.
    """
    with database.writing() as session:
        account = session.scalar(select(AccountRow).where(AccountRow.email == normalised(email)))
        if account is None:
            raise FieldsError({"email": NO_ACCOUNT})
        account.disabled_at = None
        ended = shut_out(session, account, now)
        by, account_id = audit.CONSOLE, account.account_id
        audit.record(
            session,
            now,
            actor=by,
            action="accounts.secure",
            target=("account", account_id),
            **ended,
        )
        if account.oidc_subject is not None:
            return ""
        return reset.new_link(session, account_id, now, actor=by)
