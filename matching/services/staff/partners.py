"""Staff make organizations, invite who works for them, and decide which may join."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching import columns as c
from matching.authorization import Actor
from matching.reference.vocabulary import ORGANIZATION_KINDS
from matching.services.shared.claims import domain_of
from matching.services.shared.errors import RequestError
from matching.services.shared.ids import free_id, words_of_id
from matching.services.shared.joining import LONGEST_ORG_NAME
from matching.services.shared.role_cells import checked_organization
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.texts import text_of, word_of
from matching.services.shared.transaction import audit, changing
from matching.services.staff.accounts import let_in
from matching.store import ConflictError, Database
from matching.store.schema import JoinRequestRow, OrganizationRow

MOST_DECIDED: Final = 100


@dataclasses.dataclass(frozen=True)
class JoinRequest:
    """An organization that asks to join, and what was decided.

    Parameters
    ----------
    like : str
        The name of an organization in the catalog with the same name or website, `""` if none.
    """

    request_id: str
    org_name: str
    website: str
    contact_name: str
    email: str
    text: str
    asked_at: datetime
    like: str
    decided_at: datetime | None
    outcome: str
    answer: str


def new_organization(
    database: Database,
    actor: Actor,
    *,
    org_name: str,
    website: str,
    kind: str,
    name: str,
    email: str,
    request_id: str = "",
    now: datetime,
) -> tuple[str, str]:
    """Make an organization together with the account of its recruiter.

    Parameters
    ----------
    name, email : str
        Of the recruiter; whoever has an account of a recruiter already works for it too.
    request_id : str
        What it accepts, if the organization asked to join.

    Returns
    -------
    tuple of str
        The id of the organization, and the token of the recruiter's invitation; `""` where they
        had an account.

    Raises
    ------
    OrganizationError
        Its `problems` name each faulty column.
    RequestError
        There is such an organization already, or the e-mail belongs to an account that cannot work
        for one.
    FieldsError
        The e-mail or the name is none.
    ConflictError
        The request was decided already.
    """
    with changing(database) as session:
        require_now(session, actor, "organization.make")
        request = _waiting(session, request_id) if request_id else None
        org_name = text_of(org_name, "its name", LONGEST_ORG_NAME, needed=True)
        website = text_of(website, "its website", needed=True)
        word_of(kind, ORGANIZATION_KINDS, "a kind of organization")
        if like := _like(session, org_name, website):
            raise RequestError(
                f"{like} is in the catalog already. Add the recruiter to it, in Accounts."
            )
        org_id = free_id(words_of_id(org_name) or "organization", _ids(session))
        cells = {c.ORG_ID: org_id, c.NAME: org_name, c.WEBSITE: website, c.KIND: kind}
        values = checked_organization({**cells, c.SOURCE_URL: website})
        session.add(OrganizationRow(**values, edited_at=now, edited_by=actor.account_id))
        session.flush()
        audit(session, actor, "organization.make", ("organization", org_id), now)
        token = let_in(session, actor, email, name, org_id, now)
        if request is not None:
            _decide(session, actor, request, "accepted", now)
        return org_id, token


def join_requests(database: Database, actor: Actor, *, now: datetime) -> tuple[JoinRequest, ...]:
    """List who waits, the longest first, and then what was decided last, the newest first."""
    with database.reading() as session:
        require_now(session, actor, "joining.decide")
        waiting = session.scalars(
            select(JoinRequestRow)
            .where(JoinRequestRow.decided_at.is_(None))
            .order_by(JoinRequestRow.asked_at, JoinRequestRow.request_id)
        ).all()
        decided = session.scalars(
            select(JoinRequestRow)
            .where(JoinRequestRow.decided_at.is_not(None))
            .order_by(JoinRequestRow.decided_at.desc(), JoinRequestRow.request_id)
            .limit(MOST_DECIDED)
        ).all()
        return tuple(_request(session, row) for row in [*waiting, *decided])


def decline_join_request(
    database: Database, actor: Actor, request_id: str, answer: str, *, now: datetime
) -> None:
    """Decline that an organization joins, with words that it reads by its code.

    Raises
    ------
    RequestError
        There is no answer, or it is too long.
    ConflictError
        It was decided already.
    """
    with changing(database) as session:
        require_now(session, actor, "joining.decide")
        request = _waiting(session, request_id)
        request.answer = text_of(answer, "an answer", needed=True, lines=True)
        _decide(session, actor, request, "refused", now)


def _waiting(session: Session, request_id: str) -> JoinRequestRow:
    request = stored(session.get(JoinRequestRow, request_id, with_for_update=True))
    if request.decided_at is not None:
        raise ConflictError("This was decided already.")
    return request


def _decide(
    session: Session, actor: Actor, request: JoinRequestRow, outcome: str, now: datetime
) -> None:
    request.contact_name = request.email = request.text = ""  # nobody needs them any more
    request.outcome, request.decided_at, request.decided_by = outcome, now, actor.account_id
    target = ("join-request", request.request_id)
    audit(session, actor, "joining.decide", target, now, outcome=outcome)


def _request(session: Session, row: JoinRequestRow) -> JoinRequest:
    return JoinRequest(
        request_id=row.request_id,
        org_name=row.org_name,
        website=row.website,
        contact_name=row.contact_name,
        email=row.email,
        text=row.text,
        asked_at=row.asked_at,
        like="" if row.decided_at else _like(session, row.org_name, row.website),
        decided_at=row.decided_at,
        outcome=row.outcome,
        answer=row.answer,
    )


def _like(session: Session, name: str, website: str) -> str:
    """Give the name of an organization with this name or website, `""` if there is none."""
    domain = domain_of(website)
    rows = session.execute(select(OrganizationRow.name, OrganizationRow.website))
    for known, its_website in rows:
        is_there = bool(domain) and domain_of(its_website) == domain
        if is_there or known.casefold() == name.casefold():
            return str(known)
    return ""


def _ids(session: Session) -> set[str]:
    return set(session.scalars(select(OrganizationRow.org_id)))
