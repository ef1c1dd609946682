"""What would bring a role more people: counts only, and never one by which somebody is found."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np

from matching import columns as c
from matching.arrays import Bools, Ints
from matching.authorization import Actor
from matching.recommending.clinic import WaysOfRole, in_first_tens
from matching.recommending.recommender import Recommender
from matching.recommending.single_changes import SingleChange, single_changes
from matching.services.recruiter.listing import everybody_seen
from matching.services.recruiter.role_preview import rows_with, with_values
from matching.services.shared.errors import RoleError
from matching.services.shared.role_cells import cells_of, changed_values
from matching.services.shared.small_numbers import told
from matching.services.shared.subjects import require_now, role_subject, stored_role
from matching.store import Database
from matching.store.schema import RoleRow


class Counted(NamedTuple):
    """People who come and who go by a change, rounded down to fives; None: fewer than five."""

    comes: int | None
    goes: int | None

    @property
    def worth(self) -> int:
        """By which changes are put in order."""
        return (self.comes or 0) - (self.goes or 0)


@dataclasses.dataclass(frozen=True)
class Tried:
    """A single change of a role, tried on everybody whom its organization may see.

    Parameters
    ----------
    fitting : Counted
        To whom the role would be open, or no longer.
    first_ten : Counted or None
        In whose first ten it would come, or no longer be; None where this was not tried.
    """

    change: SingleChange
    fitting: Counted
    first_ten: Counted | None = None


@dataclasses.dataclass(frozen=True)
class RoleClinic:
    """A role and what single changes of it would do.

    Parameters
    ----------
    title : str
    n_fit : int
        How many fit now, as the list of candidates says.
    in_first_tens : int or None
        In how many first ten it stands, rounded down to fives; None: fewer than five.
    has_lists : bool
        People's own lists were made; where too many fit, they are not.
    asked, facts, work : tuple of Tried
        What it asks for, facts that it does not state, and other work, the best first.
    """

    title: str
    n_fit: int
    in_first_tens: int | None
    has_lists: bool
    asked: tuple[Tried, ...]
    facts: tuple[Tried, ...]
    work: tuple[Tried, ...]


def role_clinic(
    database: Database, actor: Actor, role_id: str, recommender: Recommender, *, now: datetime
) -> RoleClinic:
    """Try every single change of a role on all people whom its organization may see.

    Each number is what the list of candidates, or a person's own list, would really be after that
    change; people's own words are not read. A closed role counts as if it were open.

    Parameters
    ----------
    recommender : Recommender
        The one that ranks roles for people, over the roles as they are stored now.
    """
    with database.reading() as session:
        require_now(session, actor, "candidates.list", role_subject(session, role_id))
        require_now(session, actor, "role.change", role_subject(session, role_id))
        role = stored_role(session, role_id)
        if role_id not in recommender.catalog.roles.index:  # it was never opened
            recommender = with_values(recommender, role, {})
        catalog = recommender.catalog
        (faith_required,) = rows_with(catalog, role, [{}])[c.FAITH_REQUIRED]
        changes, values = _possible(role, single_changes(catalog, cells_of(role), faith_required))
        ways = WaysOfRole(recommender, role_id, rows_with(catalog, role, [{}, *values]))
        seen = everybody_seen(session, database, role_id)
        fits = np.concatenate([ways.fits(people, without) for people, without in seen])
        people = [
            profile
            for among, without in seen
            for profile in among.profiles
            if profile.profile_id not in without
        ]
        title = role.title
    fitting = _moved(fits)
    is_fact = np.array([True, *(change.about == "fact" for change in changes)])
    asked_of = np.flatnonzero(fits[:, is_fact].any(axis=1))
    lists = in_first_tens(ways, [people[at] for at in asked_of])
    return RoleClinic(
        title=title,
        n_fit=int(fits[:, 0].sum()),
        in_first_tens=None if lists is None else told(int(lists[:, 0].sum())),
        has_lists=lists is not None,
        asked=_ordered(changes, "asked", fitting),
        facts=_ordered(changes, "fact", fitting, None if lists is None else _moved(lists)),
        work=_ordered(changes, "work", fitting),
    )


def _possible(
    role: RoleRow, changes: Sequence[SingleChange]
) -> tuple[list[SingleChange], list[Mapping[str, Any]]]:
    """Give the changes that such a role can have, and the values that are other ones then."""
    kept: list[SingleChange] = []
    values: list[Mapping[str, Any]] = []
    for change in changes:
        try:
            changed = changed_values(role, change.cells)
        except RoleError:  # such as a longest stay below the shortest
            continue
        if changed:
            kept.append(change)
            values.append(changed)
    return kept, values


def _moved(of_people: Bools) -> tuple[Ints, Ints]:
    """How many come, and how many go, in each way but the first."""
    first, others = of_people[:, :1], of_people[:, 1:]
    return (others & ~first).sum(axis=0), (~others & first).sum(axis=0)


def _ordered(
    changes: Sequence[SingleChange],
    about: str,
    fitting: tuple[Ints, Ints],
    first_ten: tuple[Ints, Ints] | None = None,
) -> tuple[Tried, ...]:
    """Put changes in order by what is told of them, so that the order tells no more."""
    tried = [
        Tried(
            change,
            _counted(fitting, at),
            _counted(first_ten, at) if first_ten is not None else None,
        )
        for at, change in enumerate(changes)
        if change.about == about
    ]
    return tuple(
        sorted(
            tried,
            key=lambda one: (-(one.first_ten.worth if one.first_ten else 0), -one.fitting.worth),
        )
    )


def _counted(moved: tuple[Ints, Ints], at: int) -> Counted:
    comes, goes = moved
    return Counted(told(int(comes[at])), told(int(goes[at])))
