"""Interviews between an organization and a person who was introduced to it."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from matching.services.shared.role_standing import in_catalog
from matching.store.schema import CandidacyRow, InterviewRow, OrganizationRow, RoleRow


@dataclasses.dataclass(frozen=True)
class Interview:
    """When and where an organization and a person talk about a role.

    Parameters
    ----------
    time_zone : str
        In whose hours it was agreed, such as `Africa/Nairobi`.
    place : str
        In the organization's words: a room, a number, a link.
    version : int
        Counts changes.
    """

    role_id: str
    title: str
    org_name: str
    at: datetime
    time_zone: str
    place: str
    changed_at: datetime
    version: int


def interviews_of(session: Session, account_id: str) -> tuple[Interview, ...]:
    """List the interviews of a person, the earliest first; past ones stay.

    Those of who withdrew, was declined or took the introduction back are not held any more.
    """
    return _read(session, InterviewRow.account_id == account_id)


def interview_of(session: Session, role_id: str, account_id: str) -> Interview | None:
    """Give the interview of a person about one role; None if there is none."""
    found = _read(session, InterviewRow.role_id == role_id, InterviewRow.account_id == account_id)
    return found[0] if found else None


def _read(session: Session, *of_whom: ColumnElement[bool]) -> tuple[Interview, ...]:
    rows = session.execute(
        select(InterviewRow, RoleRow.title, OrganizationRow.name)
        .join(RoleRow, RoleRow.role_id == InterviewRow.role_id)
        .join(OrganizationRow, OrganizationRow.org_id == RoleRow.org_id)
        .join(
            CandidacyRow,
            (CandidacyRow.role_id == InterviewRow.role_id)
            & (CandidacyRow.account_id == InterviewRow.account_id),
        )
        .where(
            *of_whom,
            CandidacyRow.introduction == "agreed",
            CandidacyRow.stage.not_in(("declined", "withdrawn")),
            in_catalog(RoleRow.org_id),
        )
        .order_by(InterviewRow.at, InterviewRow.role_id)
    )
    return tuple(
        Interview(
            row.role_id,
            title,
            org_name,
            row.at,
            row.time_zone,
            row.place,
            row.changed_at,
            row.version,
        )
        for row, title, org_name in rows
    )
