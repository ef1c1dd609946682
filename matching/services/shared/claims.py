"""What organizations ask about their own page: to have it, to correct it, to be taken out."""

from __future__ import annotations

import dataclasses
import re
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching import columns as c
from matching.accounts.emails import LONGEST as LONGEST_EMAIL
from matching.accounts.emails import is_email, normalised
from matching.authorization import Actor, Subject
from matching.services.shared.errors import RequestError, TooOftenError
from matching.services.shared.organizations import refuse_source
from matching.services.shared.role_cells import cells_of, changed_values
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.texts import LONGEST_NAME, text_of, word_of
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import (
    AccountRow,
    MembershipRow,
    OrganizationClaimRow,
    OrganizationRow,
)
from matching.store.words import CLAIM_KINDS

A_DAY: Final = timedelta(days=1)
MOST_A_DAY: Final = 10  # of one account
MOST_OF_VISITORS: Final = 50  # of all visitors together, a day
MOST_ON_ORGANIZATION: Final = 3  # of one account, or of all visitors together, a day
LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Of a code; none looks like another."""
GROUPS, IN_GROUP = 3, 4
LONGEST_CODE: Final = 40


@dataclasses.dataclass(frozen=True)
class ClaimForm:
    """What one sees who asks something about an organization.

    Parameters
    ----------
    cells : mapping
        Column of organizations.csv to the text of its cell, as it is now.
    is_member : bool
        Whether who asks is of this organization by their account.
    """

    cells: Mapping[str, str]
    taken_out_at: datetime | None
    is_member: bool


@dataclasses.dataclass(frozen=True)
class ClaimStatus:
    """Where something stands that was asked: nothing of who asked it and what they wrote."""

    org_name: str
    kind: str
    asked_at: datetime
    decided_at: datetime | None
    outcome: str
    answer: str


def claim_form(database: Database, actor: Actor, org_id: str, *, now: datetime) -> ClaimForm:
    """Give what is known of an organization to whoever wants to ask something about it."""
    with database.reading() as session:
        require_now(session, actor, "organization.claim", Subject(org_id=org_id))
        row = stored(session.get(OrganizationRow, org_id))
        cells = cells_of(row)
        if row.taken_out_at is not None:  # of what it does not want to be read, no more than this
            cells = {name: cells[name] for name in (c.NAME, c.WEBSITE)}
        return ClaimForm(cells, row.taken_out_at, is_member(session, actor.account_id, org_id))


def claim_organization(
    database: Database,
    actor: Actor,
    org_id: str,
    kind: str,
    *,
    name: str,
    email: str,
    text: str = "",
    changes: Mapping[str, str] | None = None,
    now: datetime,
) -> str:
    """Ask for an organization's page, for a correction, or to be taken out; also without account.

    Parameters
    ----------
    changes : mapping of column to text
        Of a correction: any columns but `org_id`; cells that stay as they are may be among them.

    Returns
    -------
    str
        The code with which one proves to belong to it, and looks up where it stands.

    Raises
    ------
    OrganizationError
        Its `problems` name each faulty column of the correction.
    RequestError
        The kind is none of the words, something is missing or too long, or the organization was
        taken out and something else than its page is asked for.
    TooOftenError
        Too much was asked within a day.
    """
    with changing(database) as session:
        require_now(session, actor, "organization.claim", Subject(org_id=org_id))
        row = stored(session.get(OrganizationRow, org_id))
        said = {
            "kind": word_of(kind, CLAIM_KINDS, "what it is about"),
            "name": text_of(name, "your name", LONGEST_NAME, needed=True),
            "email": email_at_work(email),
            "text": text_of(text, "what you want to say", lines=True),
        }
        if row.taken_out_at is not None and kind != "claim":
            raise RequestError("This organization was taken out of the catalog already.")
        cells = _changed_cells(row, changes or {}) if kind == "correct" else {}
        if kind == "correct" and not cells and not said["text"]:
            raise RequestError("Please change what is wrong, or write it down.")
        account_id = _known(session, actor)
        _throttle(session, account_id, org_id, now)
        code = new_code()
        session.add(
            OrganizationClaimRow(
                **said,
                org_id=org_id,
                account_id=account_id,
                changes=cells,
                code=code,
                asked_at=now,
            )
        )
        audit(session, actor, "organization.claim", ("organization", org_id), now, kind=kind)
        return code


def claim_status(
    database: Database, actor: Actor, code: str, *, now: datetime
) -> ClaimStatus | None:
    """Say where something stands by its code; None if no such code was given."""
    with database.reading() as session:
        require_now(session, actor, "organization.claim")
        found = session.execute(
            select(OrganizationClaimRow, OrganizationRow.name)
            .join(OrganizationRow, OrganizationRow.org_id == OrganizationClaimRow.org_id)
            .where(OrganizationClaimRow.code == read_code(code))
        ).first()
        if found is None:
            return None
        row, org_name = found
        return ClaimStatus(
            org_name, row.kind, row.asked_at, row.decided_at, row.outcome, row.answer
        )


def new_code() -> str:
    """Make a code that nobody can guess and that is easily copied by hand."""
    letters = (secrets.choice(LETTERS) for _ in range(GROUPS * IN_GROUP))
    return read_code("".join(letters))


def read_code(typed: str) -> str:
    """Read a code as people type it.

    Examples
    --------
    >>> read_code(" abcd efgh-2345 ")
    'ABCD-EFGH-2345'
    """
    bare = "".join(re.findall(r"[A-Z0-9]", typed[:LONGEST_CODE].upper()))
    return "-".join(bare[at : at + IN_GROUP] for at in range(0, len(bare), IN_GROUP))


def is_same_domain(email: str, website: str) -> bool:
    """Whether an e-mail's domain is that of a website, or below it.

    It is a hint and no proof: anybody can write any address.

    Examples
    --------
    >>> is_same_domain("jo@mercy.org", "https://www.mercy.org/en")
    True
    >>> is_same_domain("jo@notmercy.org", "https://mercy.org"), is_same_domain("jo@mail.org", "")
    (False, False)
    >>> is_same_domain("jo@hosting.com", "https://mercy.hosting.com")
    False
    """
    domain, host = email.rpartition("@")[2], domain_of(website)
    return bool(domain and host) and f".{domain}".endswith(f".{host}")


def domain_of(website: str) -> str:
    """Give the domain of a website, without `www.`; `""` if there is none."""
    return (urlsplit(website).hostname or "").lower().removeprefix("www.")


def email_at_work(text: str) -> str:
    """Read the e-mail of who asks.

    Raises
    ------
    RequestError
        It is none.
    """
    email = normalised(text[: LONGEST_EMAIL + 1])
    if not is_email(email):
        raise RequestError("Please write your e-mail at work like name@example.org.")
    return email


def is_member(session: Session, account_id: str, org_id: str) -> bool:
    """Whether an account that is not disabled is of an organization, also one that is taken out."""
    account = session.get(AccountRow, account_id) if account_id else None
    return (
        account is not None
        and account.disabled_at is None
        and session.get(MembershipRow, (account_id, org_id)) is not None
    )


def _changed_cells(row: OrganizationRow, changes: Mapping[str, str]) -> dict[str, str]:
    """Check a correction and give the cells that it changes, as the file would have them."""
    refuse_source(changes)
    values = changed_values(row, changes)
    as_stored = {name: getattr(row, name) for name in cells_of(row)}
    cells = cells_of(OrganizationRow(**as_stored | values))
    return {name: cells[name] for name in values}


def _known(session: Session, actor: Actor) -> str | None:
    known = session.get(AccountRow, actor.account_id) if actor.account_id else None
    return known.account_id if known and known.disabled_at is None else None


def _throttle(session: Session, account_id: str | None, org_id: str, now: datetime) -> None:
    lately = select(func.count()).where(
        OrganizationClaimRow.asked_at > now - A_DAY,
        OrganizationClaimRow.asked_at <= now,  # not what a clock that ran ahead wrote down
        OrganizationClaimRow.account_id == account_id
        if account_id
        else OrganizationClaimRow.account_id.is_(None),
    )
    on_it = lately.where(OrganizationClaimRow.org_id == org_id)
    most = MOST_A_DAY if account_id else MOST_OF_VISITORS
    if (session.scalar(lately) or 0) >= most or (session.scalar(on_it) or 0) >= (
        MOST_ON_ORGANIZATION
    ):
        raise TooOftenError(
            "So much was asked about organizations today that no more is taken. Nothing of yours "
            "was sent; please try again tomorrow."
        )
