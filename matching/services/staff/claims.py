"""Staff decide what organizations ask about their own page, and bring back who was taken out."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.shared.claims import is_member, is_same_domain
from matching.services.shared.errors import RequestError
from matching.services.shared.role_cells import cells_of, change_cells
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.texts import text_of, word_of
from matching.services.shared.transaction import audit, changing
from matching.services.staff.accounts import let_in
from matching.store import ConflictError, Database
from matching.store.schema import (
    OrganizationClaimRow,
    OrganizationRow,
)
from matching.store.words import CLAIM_PROOFS

MOST_DECIDED: Final = 100
TAKEN_OUT_COLUMNS: Final = ("org_id", "name", "taken_out_at")


@dataclasses.dataclass(frozen=True)
class Claim:
    """Something that was asked about an organization's page, and what was decided.

    Parameters
    ----------
    changes, cells : mapping of column to text
        What a correction asks for, and how these columns are now.
    is_member : bool
        Whether who asked belongs to the organization by their account.
    is_same_domain : bool
        Whether the e-mail's domain is that of the website; a hint, no proof.
    is_taken_out : bool
        Whether the organization is out of the catalog.
    """

    claim_id: str
    org_id: str
    org_name: str
    website: str
    kind: str
    name: str
    email: str
    text: str
    changes: Mapping[str, str]
    cells: Mapping[str, str]
    code: str
    asked_at: datetime
    is_member: bool
    is_same_domain: bool
    is_taken_out: bool
    decided_at: datetime | None
    outcome: str
    proof: str
    answer: str


def claims(database: Database, actor: Actor, *, now: datetime) -> tuple[Claim, ...]:
    """List what waits, the oldest first, and then what was decided last, the newest first."""
    with database.reading() as session:
        require_now(session, actor, "claims.read")
        every = select(OrganizationClaimRow).order_by(
            OrganizationClaimRow.asked_at, OrganizationClaimRow.claim_id
        )
        waiting = session.scalars(every.where(OrganizationClaimRow.decided_at.is_(None))).all()
        decided = session.scalars(
            select(OrganizationClaimRow)
            .where(OrganizationClaimRow.decided_at.is_not(None))
            .order_by(OrganizationClaimRow.decided_at.desc(), OrganizationClaimRow.claim_id)
            .limit(MOST_DECIDED)
        ).all()
        return tuple(_claim(session, row) for row in [*waiting, *decided])


def accept_claim(
    database: Database, actor: Actor, claim_id: str, proof: str, answer: str = "", *, now: datetime
) -> str:
    """Do what was asked, with the proof seen that who asked belongs to the organization.

    A claim makes the person a recruiter of it, a correction changes its cells, and who asks to be
    taken out is taken out of the catalog with all its roles.

    Returns
    -------
    str
        The token of a one-time link, as `create_recruiter` gives, if an account was made.

    Raises
    ------
    RequestError
        The proof is none of the words or not the case, or the e-mail is that of an account that
        cannot work for an organization.
    OrganizationError
        A cell of the correction does not fit any more; its `problems` name each.
    ConflictError
        It was decided already.
    """
    with changing(database) as session:
        require_now(session, actor, "claims.decide")
        claim = _waiting(session, claim_id)
        word_of(proof, CLAIM_PROOFS, "the proof that you saw")
        if proof == "member" and not _is_of_member(session, claim):
            raise RequestError("Who asked does not belong to it by their account.")
        answer = text_of(answer, "an answer", lines=True)
        organization = stored(session.get(OrganizationRow, claim.org_id))
        token, columns = "", []
        if claim.kind == "claim":
            token = let_in(session, actor, claim.email, claim.name, claim.org_id, now)
        elif claim.kind == "correct":
            columns = change_cells(organization, claim.changes, actor, now)
        elif organization.taken_out_at is None:
            organization.taken_out_at = now
        claim.proof, claim.answer = proof, answer
        _decide(session, actor, claim, "accepted", now, columns=columns)
        return token


def refuse_claim(
    database: Database, actor: Actor, claim_id: str, answer: str, *, now: datetime
) -> None:
    """Refuse what was asked, with an answer.

    Raises
    ------
    RequestError
        There is no answer, or it is too long.
    ConflictError
        It was decided already.
    """
    with changing(database) as session:
        require_now(session, actor, "claims.decide")
        claim = _waiting(session, claim_id)
        claim.answer = text_of(answer, "an answer", needed=True, lines=True)
        _decide(session, actor, claim, "refused", now)


def taken_out(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """List the organizations that were taken out of the catalog, the last first.

    Returns
    -------
    DataFrame
        `org_id`, `name`, `taken_out_at`.
    """
    with database.reading() as session:
        require_now(session, actor, "claims.read")
        found = session.execute(
            select(OrganizationRow.org_id, OrganizationRow.name, OrganizationRow.taken_out_at)
            .where(OrganizationRow.taken_out_at.is_not(None))
            .order_by(OrganizationRow.taken_out_at.desc(), OrganizationRow.org_id)
        )
        rows = [tuple(row) for row in found]
    return pd.DataFrame(rows, columns=list(TAKEN_OUT_COLUMNS))


def bring_back(database: Database, actor: Actor, org_id: str, *, now: datetime) -> None:
    """Put an organization that was taken out back into the catalog, with its roles and people."""
    with changing(database) as session:
        require_now(session, actor, "claims.decide")
        organization = stored(session.get(OrganizationRow, org_id))
        if organization.taken_out_at is not None:
            organization.taken_out_at = None
            target = ("organization", org_id)
            audit(session, actor, "claims.decide", target, now, what="brought-back")


def _claim(session: Session, row: OrganizationClaimRow) -> Claim:
    organization = stored(session.get(OrganizationRow, row.org_id))
    cells = cells_of(organization)
    return Claim(
        claim_id=row.claim_id,
        org_id=row.org_id,
        org_name=organization.name,
        website=organization.website,
        kind=row.kind,
        name=row.name,
        email=row.email,
        text=row.text,
        changes=row.changes,
        cells={name: cells.get(name, "") for name in row.changes},
        code=row.code,
        asked_at=row.asked_at,
        is_member=_is_of_member(session, row),
        is_same_domain=is_same_domain(row.email, organization.website),
        is_taken_out=organization.taken_out_at is not None,
        decided_at=row.decided_at,
        outcome=row.outcome,
        proof=row.proof,
        answer=row.answer,
    )


def _waiting(session: Session, claim_id: str) -> OrganizationClaimRow:
    claim = stored(session.get(OrganizationClaimRow, claim_id, with_for_update=True))
    if claim.decided_at is not None:
        raise ConflictError("This was decided already.")
    return claim


def _is_of_member(session: Session, claim: OrganizationClaimRow) -> bool:
    return is_member(session, claim.account_id or "", claim.org_id)


def _decide(
    session: Session,
    actor: Actor,
    claim: OrganizationClaimRow,
    outcome: str,
    now: datetime,
    **details: object,
) -> None:
    claim.name = claim.email = claim.text = ""  # nobody needs them once it is decided
    claim.outcome, claim.decided_at, claim.decided_by = outcome, now, actor.account_id
    said = {"claim": claim.claim_id, "kind": claim.kind, "outcome": outcome, "proof": claim.proof}
    audit(session, actor, "claims.decide", ("organization", claim.org_id), now, **said, **details)
