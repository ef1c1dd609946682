"""Events to go to, for everybody: what is to come, what is over, and one with its sessions."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, or_

from matching.authorization import Actor, NotAllowedError
from matching.gatherings.gathering import Gathering
from matching.services.shared.gatherings import read_gatherings
from matching.services.shared.subjects import require_now
from matching.store import Database
from matching.store.schema import GatheringRow

MOST_PAST: Final = 50
_IS_SHOWN: Final = GatheringRow.shown_at.is_not(None)


def coming_events(database: Database, actor: Actor, *, now: datetime) -> list[Gathering]:
    """Give what is to come or goes on, the first to begin first, with sessions; no drafts."""
    with database.reading() as session:
        require_now(session, actor, "event.read")
        return read_gatherings(session, _IS_SHOWN, ~_is_over(now), with_sessions=True)


def past_events(database: Database, actor: Actor, *, now: datetime) -> list[Gathering]:
    """Give what is over, the last first, without sessions; at most `MOST_PAST`."""
    with database.reading() as session:
        require_now(session, actor, "event.read")
        return read_gatherings(session, _IS_SHOWN, _is_over(now))[: -MOST_PAST - 1 : -1]


def event(database: Database, actor: Actor, gathering_id: str, *, now: datetime) -> Gathering:
    """Give one event with its sessions.

    Raises
    ------
    NotAllowedError
        There is none, or it is a draft.
    """
    with database.reading() as session:
        require_now(session, actor, "event.read")
        which = GatheringRow.gathering_id == gathering_id
        found = read_gatherings(session, _IS_SHOWN, which, with_sessions=True)
    if not found:
        raise NotAllowedError
    return found[0]


def _is_over(now: datetime) -> ColumnElement[bool]:
    """The rule of `Gathering.is_over` for the store."""
    return or_(
        and_(GatheringRow.ends_at > GatheringRow.starts_at, GatheringRow.ends_at <= now),
        and_(GatheringRow.ends_at == GatheringRow.starts_at, GatheringRow.starts_at < now),
    )
