"""What was shown to a professional and what they did, written down if they agreed to it."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from matching import columns as c
from matching.aspects import TERM_LABELS
from matching.authorization import Actor
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.services.shared.consents import has_agreed
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import own, require_now, stored_role
from matching.services.shared.texts import word_of
from matching.services.shared.transaction import changing
from matching.store import Database
from matching.store.schema import AccountRow, EventRow, new_id
from matching.store.words import DISMISSAL_REASONS, EVENT_KINDS
from matching.weights.learning.match_table import match_table

SAME_LIST: Final = timedelta(minutes=10)
"""A list that is shown again within this time is the same showing."""
OF_THE_LIST: Final = timedelta(days=7)
"""What is done about a role within this time belongs to the newest list that showed it."""
SLIP: Final = timedelta(hours=1)
"""A dismissal that is taken back within this time was a slip."""


@dataclasses.dataclass(frozen=True)
class Shown:
    """A role in a list.

    Parameters
    ----------
    position : int
        From 1.
    points : mapping
        Term to points.
    values : mapping
        Column of `learning.form.COLUMNS` to value; NaN or left out for unknown.
    team : str
        In an experiment, whose choice it was (`interleaving.team_draft`), or `""`.
    weight_set_id : str or None
        Of the team's set, if it is another than that of the list.
    """

    role_id: str
    position: int
    points: Mapping[str, float]
    score: float
    values: Mapping[str, float]
    team: str = ""
    weight_set_id: str | None = None


def shown_roles(recommender: Recommender, profile: Profile, matches: pd.DataFrame) -> list[Shown]:
    """Describe the rows of a list as `log_list` takes them.

    Parameters
    ----------
    matches : DataFrame
        Rows of `Recommender.recommend`, in the order in which they are shown; `rank` is the
        position.
    """
    rows = recommender.catalog.roles.index.get_indexer(pd.Index(matches[c.ROLE_ID]))
    index = recommender.catalog.index.take(np.asarray(rows, dtype=np.int64))
    table = match_table(recommender.beside(profile, index), recommender.weights)
    return [
        Shown(
            role_id=str(match[c.ROLE_ID]),
            position=int(match[c.RANK]),
            points={term: float(match[term]) for term in TERM_LABELS},
            score=float(match[c.SCORE]),
            values={str(name): float(value) for name, value in values.items()},
        )
        for match, values in zip(matches.to_dict("records"), table.to_dict("records"), strict=True)
    ]


def log_list(
    database: Database,
    actor: Actor,
    shown: Sequence[Shown],
    weight_set_id: str | None,
    *,
    now: datetime,
) -> str | None:
    """Write down a list that was shown to oneself, unless it was just shown.

    Parameters
    ----------
    weight_set_id : str or None
        The set that ranked it; None is the one that ships with the program.

    Returns
    -------
    str or None
        Id of the list; None if nothing was written, because one did not agree or it is empty.
    """
    with changing(database) as session:
        require_now(session, actor, "use.log", own(actor))
        if not shown or not has_agreed(session, actor.account_id):
            return None
        _one_at_a_time(session, actor)
        sets = [role.weight_set_id or weight_set_id for role in shown]
        content = {(r.role_id, r.position, of) for r, of in zip(shown, sets, strict=True)}
        if list_id := _just_shown(session, actor, content, now):
            return list_id
        list_id = new_id()
        rows = [
            {
                "at": now,
                "account_id": actor.account_id,
                "kind": "shown",
                "role_id": role.role_id,
                "position": role.position,
                "weight_set_id": of,
                "score": role.score,
                "terms": _terms(role),
                "list_id": list_id,
                "team": role.team or None,
            }
            for role, of in zip(shown, sets, strict=True)
        ]
        session.execute(insert(EventRow), rows)
        return list_id


def log_action(
    database: Database, actor: Actor, role_id: str, kind: str, *, reason: str = "", now: datetime
) -> None:
    """Write down what one did about a role, with position and points of the list that showed it.

    Parameters
    ----------
    kind : str
        One of `words.EVENT_KINDS` but `shown`.
    reason : str
        One of `words.DISMISSAL_REASONS`, for `dismissed` only; `""` if it was not said.

    Raises
    ------
    RequestError
        There is no such kind or reason.
    """
    with changing(database) as session:
        require_now(session, actor, "use.log", own(actor))
        word_of(
            kind, {word: EVENT_KINDS[word] for word in EVENT_KINDS if word != "shown"}, "a kind"
        )
        if reason:
            word_of(reason, DISMISSAL_REASONS, "a reason")
            if kind != "dismissed":
                raise RequestError("Only dismissing has a reason.")
        stored_role(session, role_id)
        if not has_agreed(session, actor.account_id):
            return
        _one_at_a_time(session, actor)
        events = select(EventRow).where(
            EventRow.account_id == actor.account_id, EventRow.role_id == role_id
        )
        same = events.where(
            EventRow.kind == kind,
            EventRow.reason.is_not_distinct_from(reason or None),
            EventRow.at > now - SAME_LIST,
        )
        if session.scalar(same.limit(1)) is not None:
            return
        of = session.scalar(
            events.where(EventRow.kind == "shown", EventRow.at > now - OF_THE_LIST)
            .order_by(EventRow.at.desc(), EventRow.event_id.desc())
            .limit(1)
        )
        copied = ("position", "weight_set_id", "score", "terms", "list_id", "team")
        session.add(
            EventRow(
                at=now,
                account_id=actor.account_id,
                kind=kind,
                role_id=role_id,
                reason=reason or None,
                **{name: getattr(of, name, None) for name in copied},
            )
        )


def take_back_dismissal(database: Database, actor: Actor, role_id: str, *, now: datetime) -> None:
    """Delete that one dismissed a role, if that was within the last hour."""
    with changing(database) as session:
        require_now(session, actor, "use.log", own(actor))
        session.execute(
            delete(EventRow).where(
                EventRow.account_id == actor.account_id,
                EventRow.role_id == role_id,
                EventRow.kind == "dismissed",
                EventRow.at > now - SLIP,
            )
        )


def _one_at_a_time(session: Session, actor: Actor) -> None:
    """Let two windows of one person, which show the same list at once, wait for each other."""
    session.execute(
        select(AccountRow.account_id)
        .where(AccountRow.account_id == actor.account_id)
        .with_for_update()
    )


def _just_shown(
    session: Session, actor: Actor, content: set[tuple[str, int, str | None]], now: datetime
) -> str | None:
    rows = session.execute(
        select(EventRow.list_id, EventRow.role_id, EventRow.position, EventRow.weight_set_id).where(
            EventRow.account_id == actor.account_id,
            EventRow.kind == "shown",
            EventRow.at > now - SAME_LIST,
        )
    )
    lists: dict[str | None, set[tuple[Any, ...]]] = {}
    for list_id, *role in rows:
        lists.setdefault(list_id, set()).add(tuple(role))
    return next((list_id for list_id, roles in lists.items() if roles == content), None)


def _terms(role: Shown) -> dict[str, dict[str, float]]:
    """Points that are not 0, values that are known."""
    return {
        "points": {term: points for term, points in role.points.items() if points},
        "values": {
            name: round(value, 4) for name, value in role.values.items() if not math.isnan(value)
        },
    }
