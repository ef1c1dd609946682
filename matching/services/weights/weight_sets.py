"""Weight sets: each save is a version, and one serves each side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.authorization import PROFESSIONAL, Actor
from matching.comparison.weight_set import WeightSet
from matching.errors import UnknownIdError, WeightSetError
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now
from matching.services.shared.texts import text_of, word_of
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import AccountRow, PublicationRow, WeightSetRow
from matching.store.words import SIDES

COLUMNS: Final = (
    "weight_set_id", "side", "name", "version", "author", "created_at", "reason", "figures",
    "is_active", "published_at", "fault",
)  # fmt: skip


def active_weight_set(database: Database, side: str = PROFESSIONAL) -> tuple[str | None, WeightSet]:
    """Give the weight set that serves a side; anybody may see it.

    Parameters
    ----------
    side : str
        `professional` (roles for a person) or `recruiter` (people for a role).

    Returns
    -------
    tuple of id and WeightSet
        None and the set that ships with the program, if no other was published, or if this
        program cannot read the one that was (`fault` of `weight_sets` then says why).
    """
    with database.reading() as session:
        row = session.scalar(
            select(WeightSetRow).where(WeightSetRow.is_active, WeightSetRow.side == side)
        )
    try:
        return (None, WeightSet.default()) if row is None else (row.weight_set_id, weights_of(row))
    except WeightSetError:
        return None, WeightSet.default()


def read_weight_set(database: Database, weight_set_id: str | None) -> WeightSet:
    """Read a weight set; None is the one that ships with the program.

    Raises
    ------
    UnknownIdError
        There is none of this id.
    WeightSetError
        This program cannot read it any more.
    """
    if weight_set_id is None:
        return WeightSet.default()
    with database.reading() as session:
        return weights_of(stored_weight_set(session, weight_set_id))


def weight_sets(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """List the weight sets of both sides, the newest first.

    Returns
    -------
    DataFrame
        `weight_set_id`, `side`, `name`, `version`, `author` (a name, or `""`), `created_at`,
        `reason`, `figures` (dict or None), `is_active`, `published_at` (the last time, or NaT),
        `fault` (why this program cannot read it any more, or `""`). The set that ships with the
        program is not among them; it serves a side of which none is active.
    """
    published = (
        select(PublicationRow.weight_set_id, func.max(PublicationRow.published_at).label("last"))
        .group_by(PublicationRow.weight_set_id)
        .subquery()
    )
    with database.reading() as session:
        require_now(session, actor, "weights.manage")
        found = session.execute(
            select(WeightSetRow, AccountRow.name, published.c.last)
            .outerjoin(AccountRow, AccountRow.account_id == WeightSetRow.author)
            .outerjoin(published, published.c.weight_set_id == WeightSetRow.weight_set_id)
            .order_by(
                WeightSetRow.created_at.desc(), WeightSetRow.name, WeightSetRow.version.desc()
            )
        )
        rows = [
            (
                row.weight_set_id,
                row.side,
                row.name,
                row.version,
                author or "",
                row.created_at,
                row.reason,
                row.figures,
                row.is_active,
                last,
                fault_of(row),
            )  # fmt: skip
            for row, author, last in found
        ]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"is_active": bool})
    return table.assign(published_at=pd.to_datetime(table["published_at"], utc=True))


def save_draft(
    database: Database,
    actor: Actor,
    weights: WeightSet,
    *,
    side: str = PROFESSIONAL,
    reason: str,
    figures: Mapping[str, Any] | None = None,
    now: datetime,
) -> str:
    """Keep a weight set as the next version of its name; it serves nobody yet.

    Parameters
    ----------
    side : str
        `professional` or `recruiter`.
    reason : str
        Why it was made.
    figures : mapping or None
        What it reached, as plain values; the moment is kept with them as `measured_at`.

    Returns
    -------
    str
        Its id.

    Raises
    ------
    RequestError
        There is no reason, or the figures are not plain values.
    WeightSetError
        The weights are faulty.
    ConflictError
        Someone saved the same name at the same moment.
    """
    with changing(database) as session:
        require_now(session, actor, "weights.manage")
        word_of(side, SIDES, "a side")
        name = text_of(weights.name, "a name", needed=True)
        reason = text_of(reason, "why these weights were made", needed=True)
        version = 1 + _newest_version(session, name)
        told = {"name": name, "version": version, "author": "", "date": f"{now:%Y-%m-%d}"}
        row = WeightSetRow(
            name=name,
            version=version,
            side=side,
            author=actor.account_id,
            created_at=now,
            body=WeightSet(**{**weights.model_dump(), **told, "note": reason}).model_dump(),
            figures=_plain(figures, now),
            reason=reason,
        )
        session.add(row)
        session.flush()
        target = ("weight set", row.weight_set_id)
        audit(session, actor, "weights.save", target, now, side=side, version=version)
        return row.weight_set_id


def stored_weight_set(session: Session, weight_set_id: str) -> WeightSetRow:
    """Give the row of a weight set.

    Raises
    ------
    UnknownIdError
        There is none of this id.
    """
    row = session.get(WeightSetRow, weight_set_id)
    if row is None:
        raise UnknownIdError("weight set", weight_set_id)
    return row


def weights_of(row: WeightSetRow) -> WeightSet:
    """Read the weights of a row.

    Raises
    ------
    WeightSetError
        This program cannot read them any more.
    """
    return WeightSet(**row.body)


def fault_of(row: WeightSetRow) -> str:
    """Say why this program cannot read the weights of a row; `""` if it can."""
    try:
        weights_of(row)
    except WeightSetError as error:
        return str(error)
    return ""


def _newest_version(session: Session, name: str) -> int:
    """Give the newest version of a name, that of the set that ships with the program included."""
    shipped = WeightSet.default()
    stored = session.scalar(select(func.max(WeightSetRow.version)).where(WeightSetRow.name == name))
    return max(stored or 0, shipped.version if name == shipped.name else 0)


def _plain(figures: Mapping[str, Any] | None, now: datetime) -> dict[str, Any] | None:
    if figures is None:
        return None
    kept = {**figures, "measured_at": now.isoformat()}
    try:
        json.dumps(kept, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise RequestError("The figures must be plain numbers and texts.") from error
    return kept
