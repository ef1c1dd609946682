"""A professional chooses organizations that never see them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from matching.authorization import Actor
from matching.services.shared.errors import RequestError
from matching.services.shared.hiding import hides_from
from matching.services.shared.subjects import own, require_now, stored
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import HiddenFromRow, OrganizationRow

MOST_HIDDEN: Final = 100


def hidden_from(database: Database, actor: Actor, *, now: datetime) -> dict[str, str]:
    """Give the organizations from which one hides: their names by their ids, in their order."""
    with database.reading() as session:
        require_now(session, actor, "hiding.read", own(actor))
        found = session.execute(
            select(OrganizationRow.org_id, OrganizationRow.name)
            .join(HiddenFromRow, HiddenFromRow.org_id == OrganizationRow.org_id)
            .where(HiddenFromRow.account_id == actor.account_id)
        )
        pairs = [(org_id, name) for org_id, name in found]
    return dict(sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0])))


def hide_from(database: Database, actor: Actor, org_id: str, *, now: datetime) -> None:
    """Be seen by an organization no more, whatever one showed it before; it is not told.

    Raises
    ------
    RequestError
        One hides from too many.
    """
    with changing(database) as session:
        require_now(session, actor, "hiding.change", own(actor))
        stored(session.get(OrganizationRow, org_id))
        me = actor.account_id
        if hides_from(session, me, org_id):
            return
        mine = select(func.count()).where(HiddenFromRow.account_id == me)
        if (session.scalar(mine) or 0) >= MOST_HIDDEN:
            raise RequestError(
                f"You can hide from at most {MOST_HIDDEN} organizations. Choose that nobody finds "
                "you, or let one of them find you again."
            )
        session.add(HiddenFromRow(account_id=me, org_id=org_id, since=now))
        audit(session, actor, "hiding.change", ("organization", org_id), now, what="hidden")


def stop_hiding(database: Database, actor: Actor, org_id: str, *, now: datetime) -> None:
    """Be seen by an organization again, as by all others."""
    with changing(database) as session:
        require_now(session, actor, "hiding.change", own(actor))
        row = session.get(HiddenFromRow, (actor.account_id, org_id))
        if row is not None:
            session.delete(row)
            audit(session, actor, "hiding.change", ("organization", org_id), now, what="seen")
