"""Which steps of the path a professional has done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from matching.authorization import Actor
from matching.recommending.path import shipped_steps
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import own, require_now
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import PathStepRow


def known_steps() -> frozenset[str]:
    """Give the ids of the steps that there are."""
    return frozenset(step.id for step in shipped_steps())


def my_path(database: Database, actor: Actor, *, now: datetime) -> tuple[str, ...]:
    """Give the ids of the steps that one has ticked off."""
    with database.reading() as session:
        require_now(session, actor, "path.read", own(actor))
        of_account = PathStepRow.account_id == actor.account_id
        rows = session.scalars(select(PathStepRow.step).where(of_account).order_by("step"))
        return tuple(rows)


def tick_step(database: Database, actor: Actor, step: str, *, on: bool, now: datetime) -> None:
    """Tick a step off, or take that back.

    Raises
    ------
    RequestError
        There is no such step.
    """
    with changing(database) as session:
        require_now(session, actor, "path.change", own(actor))
        if step not in known_steps():
            raise RequestError("There is no such step.")
        row = session.get(PathStepRow, (actor.account_id, step))
        if on and row is None:
            session.add(PathStepRow(account_id=actor.account_id, step=step, done_at=now))
        elif not on and row is not None:
            session.delete(row)
        else:
            return
        audit(session, actor, "path.change", ("account", actor.account_id), now, what=step)


def bring_path(database: Database, actor: Actor, steps: Iterable[str], *, now: datetime) -> None:
    """Keep the steps that one ticked off before signing in; unknown ones are passed over."""
    with changing(database) as session:
        require_now(session, actor, "path.change", own(actor))
        for step in known_steps().intersection(steps):
            if session.get(PathStepRow, (actor.account_id, step)) is None:
                session.add(PathStepRow(account_id=actor.account_id, step=step, done_at=now))
