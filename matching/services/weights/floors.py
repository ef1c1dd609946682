"""The floor of exposure that staff set; it serves at once, until it is taken off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.authorization import PROFESSIONAL, Actor
from matching.comparison.exposure_floor import NO_FLOOR, ExposureFloor
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now
from matching.services.shared.texts import text_of
from matching.services.shared.transaction import audit, changing
from matching.services.weights.weight_sets import fault_of
from matching.store import ConflictError, Database
from matching.store.schema import AccountRow, FloorRow, WeightSetRow

COLUMNS: Final = (
    "number", "set_at", "places", "role_ids", "weight_set_id", "set_by", "reason", "price",
)  # fmt: skip


def active_floor(database: Database) -> tuple[int, ExposureFloor]:
    """Give the floor that serves, and its number; anybody may see it.

    Returns
    -------
    tuple of int and ExposureFloor
        0 if none was ever set. Whatever is set next has the next number.
    """
    with database.reading() as session:
        row = _newest(session)
        return (0, NO_FLOOR) if row is None else (row.number, _floor(row))


def set_floor(
    database: Database,
    actor: Actor,
    floor: ExposureFloor,
    *,
    replaces: int,
    weight_set_id: str | None,
    price: Mapping[str, Any] | None,
    reason: str,
    now: datetime,
) -> None:
    """Let a floor serve from now on, in every running process; `NO_FLOOR` takes it off.

    Parameters
    ----------
    replaces : int
        Number of the floor that served when it was decided, as `active_floor` gave it.
    weight_set_id : str or None
        Id of the weights under which its roles were never shown, as `active_weight_set` gave it.
    price : mapping or None
        What was shown of its effect and price, as plain values; kept. None without a floor.
    reason : str
        Why it is set or taken off; kept.

    Raises
    ------
    RequestError
        There is no reason, no price was shown, or this floor serves already.
    ConflictError
        Another floor was set, or other weights were published, in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "floor.manage")
        newest = _newest(session)
        number, before = (0, NO_FLOOR) if newest is None else (newest.number, _floor(newest))
        if replaces != number:
            raise ConflictError("Another floor was set in the meantime. Please look at it first.")
        active = session.scalar(
            select(WeightSetRow).where(WeightSetRow.is_active, WeightSetRow.side == PROFESSIONAL)
        )
        if weight_set_id != (None if active is None or fault_of(active) else active.weight_set_id):
            raise ConflictError("Other weights were published in the meantime. Please look again.")
        if floor == before:
            raise RequestError("This floor serves already." if floor.places else "No floor is set.")
        if floor.places and price is None:
            raise RequestError("Please look at the price of the floor first.")
        reason = text_of(reason, "why the floor is changed", needed=True)
        row = FloorRow(
            number=number + 1,
            places=floor.places,
            role_ids=floor.role_ids,
            weight_set_id=weight_set_id,
            set_at=now,
            set_by=actor.account_id,
            reason=reason,
            price=None if price is None else dict(price),
        )
        session.add(row)
        details = {"places": floor.places, "roles": len(floor.role_ids)}
        audit(session, actor, "floor.set", ("floor", str(row.number)), now, **details)


def floors(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """List the floors that were set and taken off, the newest first; that one serves.

    Returns
    -------
    DataFrame
        `number`, `set_at`, `places` (0: taken off), `role_ids`, `weight_set_id` (`""`: the weights
        that ship with the program served), `set_by` (a name, or `""`), `reason`, `price` (dict or
        None).
    """
    with database.reading() as session:
        require_now(session, actor, "floor.manage")
        found = session.execute(
            select(FloorRow, AccountRow.name)
            .outerjoin(AccountRow, AccountRow.account_id == FloorRow.set_by)
            .order_by(FloorRow.number.desc())
        )
        rows = [
            (
                row.number,
                row.set_at,
                row.places,
                row.role_ids,
                row.weight_set_id or "",
                name or "",
                row.reason,
                row.price,
            )  # fmt: skip
            for row, name in found
        ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _newest(session: Session) -> FloorRow | None:
    return session.scalar(select(FloorRow).order_by(FloorRow.number.desc()).limit(1))


def _floor(row: FloorRow) -> ExposureFloor:
    return ExposureFloor(row.places, row.role_ids)
