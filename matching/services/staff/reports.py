"""Reports of outdated roles, and which roles to look at first."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import pandas as pd
from sqlalchemy import select

from matching.authorization import Actor
from matching.kept import KeptBeside
from matching.recommending.recommender import Recommender
from matching.services.shared.kept_profiles import readable
from matching.services.shared.role_standing import GOOD_FOR, is_offered, is_open
from matching.services.shared.subjects import require_now, stored, stored_role
from matching.services.shared.texts import word_of
from matching.services.shared.transaction import audit, changing
from matching.store import ConflictError, Database
from matching.store.schema import AccountRow, ProfileRow, RoleReportRow, RoleRow
from matching.store.words import REPORT_OUTCOMES

FIRST: Final = 10
REPORT_COLUMNS: Final = (
    "report_id", "role_id", "title", "org_id", "reason", "text", "reported_at", "resolved_at",
    "outcome",
)  # fmt: skip
QUEUE_COLUMNS: Final = (
    "role_id", "title", "org_id", "people", "open_reports", "confirmed_at", "read_on",
    "source_url", "version",
)  # fmt: skip


_FIRST_ROLES: Final[KeptBeside[Recommender, bytes, tuple[str, ...] | None]] = KeptBeside(100_000)


@dataclasses.dataclass(frozen=True)
class Reach:
    """How many people have a role among their first ten, as counted at a moment.

    Parameters
    ----------
    people : mapping of role id to number
        Roles that nobody has among their first ten are left out.
    counted : int
        How many people have a saved profile and were counted.
    """

    people: Mapping[str, int]
    counted: int
    at: datetime


def role_reports(
    database: Database, actor: Actor, *, include_resolved: bool = False, now: datetime
) -> pd.DataFrame:
    """List reports about roles, the oldest first, without who reported.

    Returns
    -------
    DataFrame
        `report_id`, `role_id`, `title`, `org_id`, `reason`, `text`, `reported_at`,
        `resolved_at`, `outcome`.
    """
    with database.reading() as session:
        require_now(session, actor, "reports.read")
        found = (
            select(RoleReportRow, RoleRow)
            .join(RoleRow, RoleRow.role_id == RoleReportRow.role_id)
            .order_by(RoleReportRow.reported_at, RoleReportRow.report_id)
        )
        if not include_resolved:
            found = found.where(RoleReportRow.resolved_at.is_(None))
        rows = [
            (
                report.report_id,
                role.role_id,
                role.title,
                role.org_id,
                report.reason,
                report.text,
                report.reported_at,
                report.resolved_at,
                report.outcome,
            )  # fmt: skip
            for report, role in session.execute(found)
        ]
    return pd.DataFrame(rows, columns=list(REPORT_COLUMNS))


def resolve_report(
    database: Database, actor: Actor, report_id: str, outcome: str, *, now: datetime
) -> None:
    """Settle a report; `closed` closes the role, `still-open` confirms it.

    Raises
    ------
    RequestError
        The outcome is none of the words.
    ConflictError
        It was settled already.
    """
    with changing(database) as session:
        require_now(session, actor, "reports.resolve")
        report = stored(session.get(RoleReportRow, report_id, with_for_update=True))
        word_of(outcome, REPORT_OUTCOMES, "an outcome")
        if report.resolved_at is not None:
            raise ConflictError("This report was settled already.")
        report.resolved_at, report.resolved_by, report.outcome = now, actor.account_id, outcome
        role = stored_role(session, report.role_id)
        if outcome == "closed" and role.closed_at is None:
            role.closed_at = now
        elif outcome == "still-open" and is_open(role, now):
            role.confirmed_at, role.confirmed_by = now, actor.account_id
        target = ("role", report.role_id)
        audit(session, actor, "reports.resolve", target, now, report=report_id, outcome=outcome)


def people_reached(
    database: Database, actor: Actor, recommender: Recommender, *, now: datetime
) -> Reach:
    """Count for each role in how many people's first ten it is; ranks every saved profile.

    Accounts that are disabled do not count, nor do profiles that cannot be read any more.
    """
    with database.reading() as session:
        require_now(session, actor, "verification.read")
        bodies = list(
            session.scalars(
                select(ProfileRow.body)
                .join(AccountRow, AccountRow.account_id == ProfileRow.account_id)
                .where(AccountRow.disabled_at.is_(None))
            )
        )
    found = [first for body in bodies if (first := _first_roles(recommender, body)) is not None]
    people = Counter(role_id for first in found for role_id in first)
    return Reach(dict(people), len(found), now)


def _first_roles(recommender: Recommender, body: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Give the first roles of a saved profile, kept by what it says; None if it is not readable."""

    def ranked() -> tuple[str, ...] | None:
        profile = readable(body)
        if profile is None:
            return None
        return tuple(recommender.recommend(profile, FIRST)["role_id"].tolist())

    said = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).digest()
    return _FIRST_ROLES.get(recommender, said, ranked)


def verification_queue(
    database: Database, actor: Actor, reach: Reach, *, n: int = 100, now: datetime
) -> pd.DataFrame:
    """Order open roles by how many people's first ten they touch, to look at these first.

    A role that was confirmed within the last 30 days is left out, unless it has an open report.

    Returns
    -------
    DataFrame
        `role_id`, `title`, `org_id`, `people` (whose first ten it is in), `open_reports`,
        `confirmed_at`, `read_on`, `source_url`, `version`. Equal ones: more reports first, then
        confirmed longest ago.
    """
    with database.reading() as session:
        require_now(session, actor, "verification.read")
        reports = Counter(
            session.scalars(
                select(RoleReportRow.role_id).where(RoleReportRow.resolved_at.is_(None))
            )
        )
        roles = list(session.scalars(select(RoleRow).where(is_offered(now))))
    never = datetime.min.replace(tzinfo=now.tzinfo)
    people = reach.people
    waiting = [
        role
        for role in roles
        if reports[role.role_id] or (role.confirmed_at or never) <= now - GOOD_FOR
    ]
    waiting.sort(
        key=lambda role: (
            -people.get(role.role_id, 0),
            -reports[role.role_id],
            role.confirmed_at or never,
            role.role_id,
        )
    )
    rows = [
        (
            role.role_id,
            role.title,
            role.org_id,
            people.get(role.role_id, 0),
            reports[role.role_id],
            role.confirmed_at,
            role.read_on,
            role.source_url,
            role.version,
        )  # fmt: skip
        for role in waiting[:n]
    ]
    return pd.DataFrame(rows, columns=list(QUEUE_COLUMNS))
