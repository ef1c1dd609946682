"""What people did, for learning: without names, for staff only."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.aspects import TERM_LABELS
from matching.authorization import Actor
from matching.recommending.recommender import Recommender
from matching.services.shared.kept_profiles import readable
from matching.services.shared.subjects import require_now
from matching.store import Database
from matching.store.schema import ConsentRow, EventRow, ProfileRow, StageChangeRow
from matching.store.words import CANDIDATE_STAGES
from matching.weights.learning.match_table import match_table
from matching.weights.learning.score_form import COLUMNS

STAGES: Final = list(CANDIDATE_STAGES)


def use_log(
    database: Database,
    actor: Actor,
    *,
    since: datetime | None = None,
    within: timedelta | None = None,
    now: datetime,
) -> pd.DataFrame:
    """Give all roles that were shown in lists, and what was done about them.

    Parameters
    ----------
    since : datetime or None
        The first moment.
    within : timedelta or None
        Only what was done so soon after the list was shown; None for all.

    Returns
    -------
    DataFrame
        One row a role and list, in the order of time: `list_id`, `person` (a number that means
        nothing outside this frame; a list of a deleted account is a person of its own),
        `shown_at`, `role_id`, `position`, `weight_set_id` (`""`: the shipped one), `team` (`""`:
        none), `score`, `kinds` (frozenset of what was done), `reason` (of a dismissal, or `""`),
        and the columns of `learning.form.COLUMNS` as they were then (NaN: unknown).
        `UseLog.from_frame` takes it.
    """
    with database.reading() as session:
        require_now(session, actor, "use.read")
        found = select(EventRow).where(EventRow.list_id.is_not(None)).order_by(EventRow.event_id)
        if since is not None:
            found = found.where(EventRow.at >= since)
        events = list(session.scalars(found))
    done: dict[tuple[str | None, str], list[EventRow]] = {}
    for event in events:
        if event.kind != "shown":
            done.setdefault((event.list_id, event.role_id), []).append(event)
    rows = []
    for event in events:
        if event.kind == "shown":
            after = done.get((event.list_id, event.role_id), [])
            rows.append(_row(event, [a for a in after if not within or a.at <= event.at + within]))
    names = ["list_id", "person", "shown_at", "role_id", "position", "weight_set_id", "team",
             "score", "kinds", "reason", *COLUMNS]  # fmt: skip
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(person=pd.factorize(frame["person"])[0])


def candidate_decisions(
    database: Database, actor: Actor, recommender: Recommender, *, now: datetime
) -> pd.DataFrame:
    """Give how far each candidate came and why not further, with the terms of today.

    Only people are counted who agreed to measurement and whose account there still is.

    Returns
    -------
    DataFrame
        One row a role and candidate: `role_id`, `stage` (`declined`, or the furthest that was
        reached), `reason_code`, and the columns of `learning.form.COLUMNS`.
        `evidence_of_decisions` takes it.
    """
    with database.reading() as session:
        require_now(session, actor, "use.read")
        agreed = _who_agreed(session)
        changes = session.execute(
            select(StageChangeRow).order_by(StageChangeRow.changed_at, StageChangeRow.change_id)
        ).scalars()
        ended: dict[tuple[str, str], tuple[str, str]] = {}
        for change in changes:
            if change.account_id in agreed:
                key = (change.role_id, change.account_id)
                ended[key] = _furthest(ended.get(key), change)
        bodies = {
            row.account_id: row.body
            for row in session.scalars(select(ProfileRow))
            if row.account_id in agreed
        }
    return _with_terms(recommender, ended, bodies)


def _row(event: EventRow, done: list[EventRow]) -> tuple[Any, ...]:
    values = (event.terms or {}).get("values", {})
    # What is unknown was left out; of the parts of a term, none is 0.
    default = {name: np.nan if name in TERM_LABELS else 0.0 for name in COLUMNS}
    return (
        event.list_id,
        event.account_id or f"list {event.list_id}",
        event.at,
        event.role_id,
        event.position,
        event.weight_set_id or "",
        event.team or "",
        event.score,
        frozenset(other.kind for other in done),
        next((other.reason for other in reversed(done) if other.reason), ""),
        *(default | values).values(),
    )


def _who_agreed(session: Session) -> set[str]:
    found = session.execute(
        select(ConsentRow.account_id, ConsentRow.given)
        .where(ConsentRow.kind == "measurement")
        .order_by(ConsentRow.at, ConsentRow.given.desc())
    )
    newest = {row.account_id: row.given for row in found}
    return {account_id for account_id, given in newest.items() if given}


def _furthest(before: tuple[str, str] | None, change: StageChangeRow) -> tuple[str, str]:
    """Stage and reason after a change: a no or a withdrawal counts at once, a yes if further."""
    ends = ("declined", "withdrawn")
    goes_back = (
        before is not None
        and before[0] not in ends
        and STAGES.index(change.to_stage) < STAGES.index(before[0])
    )
    return before if before and goes_back else (change.to_stage, change.reason_code)


def _with_terms(
    recommender: Recommender,
    ended: dict[tuple[str, str], tuple[str, str]],
    bodies: dict[str, dict[str, Any]],
) -> pd.DataFrame:
    known = recommender.catalog.roles.index
    rows = []
    for account_id, body in bodies.items():
        role_ids = [r for r, who in ended if who == account_id and r in known]
        if not role_ids:
            continue
        profile = readable(body, profile_id=account_id)
        if profile is None:
            continue
        index = recommender.catalog.index.take(np.asarray(known.get_indexer(pd.Index(role_ids))))
        table = match_table(recommender.beside(profile, index), recommender.weights)
        ends = [ended[role_id, account_id] for role_id in role_ids]
        rows += [
            (role_id, *end, *values)
            for role_id, end, values in zip(role_ids, ends, table.to_numpy(), strict=True)
        ]
    frame = pd.DataFrame(rows, columns=["role_id", "stage", "reason_code", *COLUMNS])
    return frame.sort_values("role_id", kind="stable", ignore_index=True)
