"""A person's own calendar, which their programs read from a secret address.

Whoever has the address reads it, so it can be ended at any time; the store has a digest of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.accounts.tokens import digest, new_token
from matching.authorization import Actor
from matching.browsing.shortlist_files import Edition, dated, role_entry
from matching.catalog import Catalog
from matching.gatherings.calendar_entries import Entry, calendar_of
from matching.reference.cells import day_range
from matching.services.shared.errors import TooOftenError
from matching.services.shared.interviews import interviews_of
from matching.services.shared.role_standing import in_catalog
from matching.services.shared.subjects import own, require_now
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import (
    AuditEntryRow,
    CalendarFeedRow,
    CandidacyRow,
    CandidatePlanRow,
    OrganizationRow,
    PaperRow,
    ReceivedPaperRow,
    RoleRow,
    ShortlistRow,
)

NAME: Final = "Missionmatch"
MOST_ENTRIES: Final = 500
MOST_A_DAY: Final = 10
"""New addresses of one person."""
INTERVIEW: Final = dt.timedelta(hours=1)
"""How long an interview is said to be; nobody tells its end."""
NEVER: Final = datetime(2026, 11, 23, tzinfo=dt.UTC)
"""When the first data were read: of a role that nobody edited it is not known better."""
ON_A_TRIP: Final = ("accepted", "went")
PREPARING: Final = ("interview", "clearance", "accepted")
"""Stages in which papers are waited for."""


def my_calendar(database: Database, actor: Actor, *, now: datetime) -> datetime | None:
    """Say when the address of one's calendar was made; None if there is none."""
    with database.reading() as session:
        require_now(session, actor, "calendar.read", own(actor))
        row = session.get(CalendarFeedRow, actor.account_id)
        return row.made_at if row else None


def make_calendar(database: Database, actor: Actor, *, now: datetime) -> str:
    """Make an address of one's calendar, in place of one that there was.

    Returns
    -------
    str
        The secret of the address, which is not kept.

    Raises
    ------
    TooOftenError
        They made ten within a day.
    """
    with changing(database) as session:
        require_now(session, actor, "calendar.change", own(actor))
        lately = select(func.count()).where(
            AuditEntryRow.actor == actor.account_id,
            AuditEntryRow.action == "calendar.change",
            AuditEntryRow.at > now - dt.timedelta(days=1),
        )
        if (session.scalar(lately) or 0) >= MOST_A_DAY:
            raise TooOftenError("You made many addresses today. Make the next one tomorrow.")
        token = new_token()
        row = session.get(CalendarFeedRow, actor.account_id)
        if row is None:
            row = CalendarFeedRow(account_id=actor.account_id)
            session.add(row)
        row.token_digest, row.made_at = digest(token), now
        audit(session, actor, "calendar.change", ("account", actor.account_id), now, what="made")
        return token


def end_calendar(database: Database, actor: Actor, *, now: datetime) -> None:
    """End the address of one's calendar: nobody reads it any more."""
    with changing(database) as session:
        require_now(session, actor, "calendar.change", own(actor))
        row = session.get(CalendarFeedRow, actor.account_id)
        if row is not None:
            session.delete(row)
            whose = ("account", actor.account_id)
            audit(session, actor, "calendar.change", whose, now, what="ended")


def read_calendar(database: Database, actor: Actor, catalog: Catalog, *, now: datetime) -> bytes:
    """Write one's own calendar.

    In it are trips one is on, saved roles with a day, interviews, and the days by which references
    and documents have to be there.

    Parameters
    ----------
    actor : Actor
        Who is signed in, or of whom `whose_calendar` says that the address is theirs.
    """
    with database.reading() as session:
        require_now(session, actor, "calendar.read", own(actor))
        entries = [
            *_roles(session, actor.account_id, catalog, now),
            *_interviews(session, actor.account_id),
            *_deadlines(session, actor.account_id),
        ]
    kept = sorted(entries, key=lambda entry: entry.changed_at, reverse=True)[:MOST_ENTRIES]
    return calendar_of(sorted(kept, key=lambda entry: entry.id), NAME, is_feed=True)


def role_editions(
    database: Database, actor: Actor, role_ids: Collection[str], *, now: datetime
) -> dict[str, Edition]:
    """Say when some roles were last changed by hand, and how often they were changed at all."""
    with database.reading() as session:
        require_now(session, actor, "catalog.read")
        wanted = select(RoleRow.role_id, RoleRow.edited_at, RoleRow.version).where(
            RoleRow.role_id.in_(list(role_ids)[:MOST_ENTRIES])
        )
        return {
            role_id: Edition(edited_at or NEVER, version)
            for role_id, edited_at, version in session.execute(wanted)
        }


def _roles(session: Session, account_id: str, catalog: Catalog, now: datetime) -> Iterator[Entry]:
    """Trips from the day agreed on, or that of the role; then saved roles that are to come."""
    trips = {}
    for role, plan, candidacy in _trips(session, account_id):
        trips[role.role_id] = role
        agreed = plan.starts_on if plan else None
        starts = agreed or _day_of(role.start_date)
        if starts is None or role.role_id not in catalog.roles.index:
            continue
        edition = _edition(role, plan.version if plan else 0, candidacy.stage_since)
        yield role_entry(catalog, role.role_id, "", edition, first=starts, status="CONFIRMED")
    saved = session.execute(
        select(RoleRow, ShortlistRow.note, ShortlistRow.added_at)
        .join(ShortlistRow, ShortlistRow.role_id == RoleRow.role_id)
        .where(ShortlistRow.account_id == account_id, in_catalog(RoleRow.org_id))
    )
    of_id = {
        role.role_id: (role, note, at) for role, note, at in saved if role.role_id not in trips
    }
    for role_id in dated(catalog, of_id, now.date()):
        role, note, added_at = of_id[role_id]
        yield role_entry(catalog, role_id, note, _edition(role, 0, added_at))


def _trips(
    session: Session, account_id: str
) -> Sequence[tuple[RoleRow, CandidatePlanRow | None, CandidacyRow]]:
    mine = (
        select(RoleRow, CandidatePlanRow, CandidacyRow)
        .join(CandidacyRow, CandidacyRow.role_id == RoleRow.role_id)
        .outerjoin(
            CandidatePlanRow,
            (CandidatePlanRow.role_id == CandidacyRow.role_id)
            & (CandidatePlanRow.account_id == CandidacyRow.account_id),
        )
        .where(
            CandidacyRow.account_id == account_id,
            CandidacyRow.stage.in_(ON_A_TRIP),
            in_catalog(RoleRow.org_id),
        )
    )
    return session.execute(mine).all()


def _edition(role: RoleRow, more: int, at: datetime) -> Edition:
    """When and how often the entry of a role changed: by the role, or by what was agreed."""
    return Edition(max(role.edited_at or at, at), role.version + more)


def _interviews(session: Session, account_id: str) -> Iterator[Entry]:
    for one in interviews_of(session, account_id):
        starts = one.at.astimezone(ZoneInfo(one.time_zone))
        yield Entry(
            id=f"interview-{one.role_id}",
            title=f"Interview: {one.title} ({one.org_name})",
            starts=starts,
            ends=starts + INTERVIEW,
            changed_at=one.changed_at,
            version=one.version,
            place=one.place,
            about="How long it takes is not told; here it is an hour.",
        )


def _deadlines(session: Session, account_id: str) -> Iterator[Entry]:
    """The days by which what a role needs of the person has to be there, as long as it is not."""
    wanted = (
        select(PaperRow, RoleRow, OrganizationRow.name, CandidatePlanRow, CandidacyRow)
        .join(RoleRow, RoleRow.role_id == PaperRow.role_id)
        .join(OrganizationRow, OrganizationRow.org_id == RoleRow.org_id)
        .join(CandidacyRow, CandidacyRow.role_id == RoleRow.role_id)
        .outerjoin(
            CandidatePlanRow,
            (CandidatePlanRow.role_id == CandidacyRow.role_id)
            & (CandidatePlanRow.account_id == CandidacyRow.account_id),
        )
        .outerjoin(
            ReceivedPaperRow,
            (ReceivedPaperRow.paper_id == PaperRow.paper_id)
            & (ReceivedPaperRow.account_id == CandidacyRow.account_id),
        )
        .where(
            CandidacyRow.account_id == account_id,
            CandidacyRow.introduction == "agreed",
            CandidacyRow.stage.in_(PREPARING),
            ReceivedPaperRow.paper_id.is_(None),
            in_catalog(RoleRow.org_id),
        )
    )
    for paper, role, org_name, plan, candidacy in session.execute(wanted):
        starts = (plan.starts_on if plan else None) or _day_of(role.start_date)
        if starts is None:
            continue
        due = starts - dt.timedelta(days=paper.days_before)
        edition = _edition(role, plan.version if plan else 0, candidacy.stage_since)
        yield Entry(
            id=f"paper-{paper.paper_id}",
            title=f"Due: {paper.name} ({org_name})",
            starts=due,
            ends=due + dt.timedelta(days=1),
            changed_at=edition.changed_at,
            version=edition.version,
            about=f"For {role.title}. Send it to the organization; there is no upload here.",
        )


def _day_of(date: str) -> dt.date | None:
    """A date of the data that is exact to the day."""
    first, last = day_range(date) or (None, None)
    return first if first == last else None
