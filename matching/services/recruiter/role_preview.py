"""How a change of a role would change its candidates, before anything is changed."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import pandas as pd

from matching import columns as c
from matching.aspects.aspect import MISSING, STATUS_NAMES
from matching.authorization import Actor
from matching.catalog import Catalog
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.reference.ended import PAST
from matching.reference.reading import frame_of_rows, with_organizations_columns
from matching.services.recruiter.listing import listed, people_seen
from matching.services.shared.role_cells import changed_values
from matching.services.shared.subjects import require_now, role_subject, stored_role
from matching.store import Database
from matching.store.file_rows import Values
from matching.store.schema import RoleRow

PLACE: Final = ["account_id", "rank", "score"]
SIDES: Final = ("_before", "_after")


@dataclasses.dataclass(frozen=True, eq=False)
class RolePreview:
    """How a change of a role would change who fits it, among those its organization may see.

    Parameters
    ----------
    before, after : int
        How many people fit.
    n_comes, n_goes : int
        How many people would fit who do not now, and would no longer fit.
    comes : mapping of account id to tuple of str
        The first `n` who would fit, with the must-haves that keep them away now, best first.
    goes : mapping of account id to tuple of str
        The first `n` who would no longer fit, with the must-haves that would be missing, best
        first.
    moves : DataFrame
        `account_id`, `rank_before`, `score_before`, `rank_after`, `score_after` of the first `n`
        of both lists, in the new order; a rank is NaN for those who do not fit.
    """

    before: int
    after: int
    n_comes: int
    n_goes: int
    comes: Mapping[str, tuple[str, ...]]
    goes: Mapping[str, tuple[str, ...]]
    moves: pd.DataFrame


def preview_change(
    database: Database,
    actor: Actor,
    role_id: str,
    changes: Mapping[str, str],
    recommender: Recommender,
    *,
    n: int = 50,
    now: datetime,
) -> RolePreview:
    """Say what `change_role` with the same changes would do to the candidates of a role.

    Parameters
    ----------
    recommender : Recommender
        Over the roles as they are stored now; it need not know one that was never opened.

    Raises
    ------
    RoleError
        Its `problems` name each faulty column.
    """
    with database.reading() as session:
        require_now(session, actor, "candidates.list", role_subject(session, role_id))
        require_now(session, actor, "role.change", role_subject(session, role_id))
        role = stored_role(session, role_id)
        values = changed_values(role, changes)
        if role_id not in recommender.catalog.roles.index:  # it was never opened
            recommender = with_values(recommender, role, {})
        changed = with_values(recommender, role, values) if values else recommender
        before = listed(session, database, role_id, recommender, now)
        after = listed(session, database, role_id, changed, now)
        fits, would_fit = (table.loc[table["is_match"], "account_id"] for table in (before, after))
        coming = would_fit[~would_fit.isin(fits)].tolist()
        going = fits[~fits.isin(would_fit)].tolist()

        def missing(account_ids: list[str], among: Recommender) -> dict[str, tuple[str, ...]]:
            people = people_seen(session, database, role_id, account_ids[:n])
            return {id_: _missing(among, role_id, who) for (id_, *_), who in people.items()}

        comes, goes = missing(coming, recommender), missing(going, changed)
    places = before[PLACE].merge(after[PLACE], on="account_id", how="outer", suffixes=SIDES)
    shown = (places["rank_before"] <= n) | (places["rank_after"] <= n)
    moves = places[shown].sort_values(["rank_after", "rank_before"], ignore_index=True)
    return RolePreview(
        before=len(fits),
        after=len(would_fit),
        n_comes=len(coming),
        n_goes=len(going),
        comes=comes,
        goes=goes,
        moves=moves,
    )


def _missing(recommender: Recommender, role_id: str, profile: Profile) -> tuple[str, ...]:
    """Name the must-haves of a role that are missing in a person."""
    asked = recommender.explain(profile, role_id, reader="recruiter").requirements
    return tuple(item.label for item in asked if item.status == STATUS_NAMES[MISSING])


def rows_with(catalog: Catalog, role: RoleRow, ways: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Give a role with some other values, in several ways, as rows of `catalog.roles`."""
    stored: Values = {name: getattr(role, name) for name in c.ROLES_TABLE}
    if role.closed_at is not None:
        stored[c.STATUS] = PAST
    rows = [{**stored, **values} for values in ways]
    return with_organizations_columns(frame_of_rows(rows, c.ROLES_TABLE), catalog.organizations)


def with_values(recommender: Recommender, role: RoleRow, values: Mapping[str, Any]) -> Recommender:
    """Make a recommender that has other values of one role, as if they were read from the store."""
    catalog = recommender.catalog
    one = rows_with(catalog, role, [values])
    others = catalog.roles.drop(index=role.role_id, errors="ignore")
    roles = pd.concat([others, one])
    if role.role_id in catalog.roles.index:
        roles = roles.reindex(catalog.roles.index)
    changed = dataclasses.replace(catalog, roles=roles)
    return Recommender(changed, recommender.weights, recommender.today.item())
