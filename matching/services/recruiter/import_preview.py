"""What a file of roles would do to the candidates of the roles that it changes."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from datetime import datetime
from typing import Final

from matching.authorization import Actor, Subject
from matching.recommending.recommender import Recommender
from matching.services.recruiter.role_preview import preview_change
from matching.services.shared.role_import import import_roles
from matching.services.shared.subjects import require_now
from matching.store import Database

MOST_ROLES: Final = 5
"""Of so many roles the people are counted, each as the form's preview counts them."""


@dataclasses.dataclass(frozen=True)
class PeopleBefore:
    """How many people fit a role before and after, would come, and would go."""

    role_id: str
    title: str
    before: int
    after: int
    comes: int
    goes: int


def preview_import(
    database: Database,
    actor: Actor,
    org_id: str,
    name: str,
    content: bytes,
    recommender: Recommender,
    *,
    take_mine: Collection[tuple[str, str]] = (),
    add_alike: Collection[int] = (),
    now: datetime,
) -> tuple[PeopleBefore, ...]:
    """Count the people who fit the first five roles that a file changes, before and after.

    Parameters
    ----------
    name, content, take_mine, add_alike
        As of `import_roles`.
    recommender : Recommender
        Over the roles as they are stored now.
    """
    with database.reading() as session:
        require_now(session, actor, "candidates.list", Subject(org_id=org_id))
    found = import_roles(
        database,
        actor,
        org_id,
        name,
        content,
        take_mine=take_mine,
        add_alike=add_alike,
        dry_run=True,
        now=now,
    )
    counted = []
    for change in found.changes[:MOST_ROLES]:
        cells = {cell.column: cell.new for cell in change.cells}
        seen = preview_change(database, actor, change.role_id, cells, recommender, n=1, now=now)
        counted.append(
            PeopleBefore(
                change.role_id, change.title, seen.before, seen.after, seen.n_comes, seen.n_goes
            )
        )
    return tuple(counted)
