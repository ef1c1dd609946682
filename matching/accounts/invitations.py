"""Invitations of people for whom somebody else made an account."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from matching.accounts import reset
from matching.accounts.mailing import Mail, Mailer
from matching.store.schema import InvitationRow, ResetLinkRow

__all__ = ["GOOD_FOR", "invite", "send_invitation"]

GOOD_FOR = timedelta(days=7)
TEXT = """\
An account at Missionmatch was made for you.
Open this link within seven days to choose your password; it works once:

{link}

If you expected no invitation, do nothing."""


def invite(session: Session, account_id: str, now: datetime, *, actor: str) -> str:
    """Invite who has no password yet and give the token of their link; older links die.

    That they were invited is kept until they choose a password.

    Parameters
    ----------
    session : Session
        Of `database.writing()`.
    """
    session.execute(
        delete(ResetLinkRow).where(
            ResetLinkRow.account_id == account_id, ResetLinkRow.used_at.is_(None)
        )
    )
    row = session.get(InvitationRow, account_id) or InvitationRow(account_id=account_id)
    row.invited_at, row.expires_at = now, now + GOOD_FOR
    session.add(row)
    return reset.new_link(session, account_id, now, actor=actor, good_for=GOOD_FOR)


def send_invitation(mailer: Mailer, email: str, token: str, *, base: str) -> None:
    """Send an invitation.

    Raises
    ------
    AccountError
        The mail server does not take it.
    """
    link = reset.link(base, token)
    mailer.send(Mail(email, "Your invitation to Missionmatch", TEXT.format(link=link)))
