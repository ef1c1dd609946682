"""Organizations that a professional follows, and what is new there since they last looked."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.shared.errors import RequestError
from matching.services.shared.role_standing import is_offered, is_open
from matching.services.shared.subjects import own, require_now, stored
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import FollowRow, OrganizationRow, RoleRow

MOST_FOLLOWED: Final = 200


@dataclasses.dataclass(frozen=True)
class RoleNews:
    """What became of a role since one last looked.

    Parameters
    ----------
    what : str
        `new`, `changed`, `confirmed` (said to be open still) or `closed`.
    at : datetime or None
        When; None where the store does not know.
    """

    role_id: str
    title: str
    what: str
    at: datetime | None


@dataclasses.dataclass(frozen=True)
class Follow:
    """An organization that one follows.

    Parameters
    ----------
    seen_at : datetime
        Since when the news are.
    news : tuple of RoleNews
        New roles first, then changed, confirmed and closed ones; within them the latest first.
    """

    org_id: str
    name: str
    followed_at: datetime
    seen_at: datetime
    is_taken_out: bool
    news: tuple[RoleNews, ...]


def follow(database: Database, actor: Actor, org_id: str, *, now: datetime) -> None:
    """Follow an organization; who follows it already goes on as before.

    Raises
    ------
    RequestError
        It was taken out of the catalog, or too many are followed.
    """
    with changing(database) as session:
        require_now(session, actor, "follow.change", own(actor))
        organization = stored(session.get(OrganizationRow, org_id))
        if session.get(FollowRow, (actor.account_id, org_id)) is not None:
            return
        if organization.taken_out_at is not None:
            raise RequestError("This organization asked to be taken out of Missionmatch.")
        followed = select(func.count()).where(FollowRow.account_id == actor.account_id)
        if (session.scalar(followed) or 0) >= MOST_FOLLOWED:
            raise RequestError(f"At most {MOST_FOLLOWED} organizations; leave one of them first.")
        session.add(
            FollowRow(
                account_id=actor.account_id,
                org_id=org_id,
                followed_at=now,
                seen_at=now,
                seen_roles=_open_roles(session, org_id, now),
            )
        )
        audit(session, actor, "follow.change", ("organization", org_id), now, what="followed")


def unfollow(database: Database, actor: Actor, org_id: str, *, now: datetime) -> None:
    """Follow an organization no more."""
    with changing(database) as session:
        require_now(session, actor, "follow.change", own(actor))
        row = session.get(FollowRow, (actor.account_id, org_id))
        if row is not None:
            session.delete(row)
            audit(session, actor, "follow.change", ("organization", org_id), now, what="left")


def see_news(database: Database, actor: Actor, org_id: str, *, now: datetime) -> None:
    """Say that one saw what is new at an organization; from now on only later things are."""
    with changing(database) as session:
        require_now(session, actor, "follow.change", own(actor))
        row = stored(session.get(FollowRow, (actor.account_id, org_id)))
        row.seen_at, row.seen_roles = now, _open_roles(session, org_id, now)
        audit(session, actor, "follow.change", ("organization", org_id), now, what="seen")


def my_follows(database: Database, actor: Actor, *, now: datetime) -> tuple[Follow, ...]:
    """List the organizations that one follows, those with news first, then by name."""
    with database.reading() as session:
        require_now(session, actor, "follow.read", own(actor))
        rows = session.execute(
            select(FollowRow, OrganizationRow)
            .join(OrganizationRow, OrganizationRow.org_id == FollowRow.org_id)
            .where(FollowRow.account_id == actor.account_id)
        ).all()
        roles: dict[str, list[RoleRow]] = {row.org_id: [] for row, _ in rows}
        for role in session.scalars(select(RoleRow).where(RoleRow.org_id.in_(roles))):
            roles[role.org_id].append(role)
        found = [_follow(row, organization, roles[row.org_id], now) for row, organization in rows]
    return tuple(sorted(found, key=lambda one: (not one.news, one.name.casefold(), one.org_id)))


def followed(database: Database, actor: Actor, *, now: datetime) -> frozenset[str]:
    """Give the ids of the organizations that one follows."""
    with database.reading() as session:
        require_now(session, actor, "follow.read", own(actor))
        mine = select(FollowRow.org_id).where(FollowRow.account_id == actor.account_id)
        return frozenset(session.scalars(mine))


def _open_roles(session: Session, org_id: str, now: datetime) -> tuple[str, ...]:
    found = select(RoleRow.role_id).where(RoleRow.org_id == org_id, is_offered(now))
    return tuple(session.scalars(found.order_by(RoleRow.role_id)))


def _follow(
    row: FollowRow, organization: OrganizationRow, roles: Iterable[RoleRow], now: datetime
) -> Follow:
    is_out = organization.taken_out_at is not None
    news = [] if is_out else [one for role in roles if (one := _news(row, role, now)) is not None]
    order = ("new", "changed", "confirmed", "closed")
    news.sort(key=lambda one: one.role_id)
    news.sort(key=lambda one: one.at.timestamp() if one.at else 0.0, reverse=True)
    news.sort(key=lambda one: order.index(one.what))
    return Follow(row.org_id, organization.name, row.followed_at, row.seen_at, is_out, tuple(news))


def _news(row: FollowRow, role: RoleRow, now: datetime) -> RoleNews | None:
    """Say what is new about a role: the one thing that matters most, None if nothing is."""
    was_open, opened = role.role_id in row.seen_roles, is_open(role, now)
    if not was_open and not opened:  # a draft, too
        return None
    if not was_open:
        what, at = "new", role.confirmed_at
    elif not opened:
        what, at = "closed", role.closed_at
    elif role.edited_at is not None and role.edited_at > row.seen_at:
        what, at = "changed", role.edited_at
    elif role.confirmed_at is not None and role.confirmed_at > row.seen_at:
        what, at = "confirmed", role.confirmed_at
    else:
        return None
    return RoleNews(role.role_id, role.title, what, at)
