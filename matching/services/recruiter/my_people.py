"""Everybody with whom a recruiter's organizations have begun anything, over all roles once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

import pandas as pd

from matching.authorization import Actor
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.services.recruiter.begun import begun, my_org_ids
from matching.services.recruiter.crowds import Stamp, crowds_of
from matching.services.recruiter.listing import people_seen
from matching.services.shared.days import days_since
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now, stored_role
from matching.store import Database

MOST_PAIRS: Final = 500
"""Pairs of a role and a person whose points are asked for at once."""
COLUMNS: Final = (
    "account_id", "called", "role_id", "title", "org_id", "stage", "introduction",
    "days_at_stage", "days_since_interest", "days_waiting", "is_settled", "version",
)  # fmt: skip


def my_people(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """List everybody with whom anything has begun, once for each role.

    Returns
    -------
    DataFrame
        `account_id`, `called` (the name of whom an organization knows by it, else the label, the
        same in all rows of a person), `role_id`, `title`, `org_id`, `stage`, `introduction`,
        `days_at_stage`, `days_since_interest` and `days_waiting` (whole days; NaN: not so),
        `is_settled`, `version`. Ordered by role and account.
    """
    with database.reading() as session:
        require_now(session, actor, "candidates.mine")
        people = begun(session, my_org_ids(session, actor))
    names = {one.account_id: one.name for one in people if one.name}
    rows = [
        (
            one.account_id,
            names.get(one.account_id, one.called),
            one.role_id,
            one.title,
            one.org_id,
            one.stage,
            one.introduction,
            _days(one.stage_since, now),
            _days(one.shown_at, now),
            _days(one.waits_since, now),
            one.is_settled,
            one.version,
        )
        for one in people
    ]
    days = dict.fromkeys(("days_at_stage", "days_since_interest", "days_waiting"), float)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({**days, "is_settled": bool})


def points_of(
    database: Database,
    actor: Actor,
    pairs: Collection[tuple[str, str]],
    recommender: Recommender,
    *,
    now: datetime,
) -> dict[tuple[str, str], tuple[float, bool]]:
    """Give points and whether nothing is missing, for pairs of a role and a person.

    Pairs of other organizations, and people who may not be seen for the role, are left out.

    Raises
    ------
    RequestError
        There are more than `MOST_PAIRS`.
    """
    with database.reading() as session:
        require_now(session, actor, "candidates.mine")
        if len(pairs) > MOST_PAIRS:
            raise RequestError(f"Points of at most {MOST_PAIRS} at once.")
        org_ids = my_org_ids(session, actor)
        of_role: dict[str, list[str]] = {}
        for role_id, account_id in pairs:
            if stored_role(session, role_id).org_id in org_ids:
                of_role.setdefault(role_id, []).append(account_id)
        seen: dict[str, dict[Stamp, Profile]] = {
            role_id: people_seen(session, database, role_id, ids)
            for role_id, ids in of_role.items()
        }
        stamps = sorted({stamp for people in seen.values() for stamp in people}, key=lambda s: s[0])
        crowd = crowds_of(database).apart(session, stamps)
    everybody = frozenset(stamp.account_id for stamp in stamps)
    found: dict[tuple[str, str], tuple[float, bool]] = {}
    for role_id, people in seen.items():
        if role_id in recommender.catalog.roles.index:
            ranked = crowd.ranked(recommender, role_id, everybody)
            here = {stamp.account_id for stamp in people}
            for account_id, score, rank in ranked[["account_id", "score", "rank"]].to_numpy():
                if account_id in here:
                    found[role_id, account_id] = (float(score), bool(pd.notna(rank)))
    return found


def _days(at: datetime | None, now: datetime) -> int | None:
    return None if at is None else days_since(at, now)
