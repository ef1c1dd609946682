"""Many people beside one role: who fits best, and what to say of some of them."""

from __future__ import annotations

import functools
import threading
from collections.abc import Collection, Hashable, Sequence
from typing import Final, Protocol

import numpy as np
import pandas as pd

from matching.arrays import Bools, Ints, Texts
from matching.aspects import TERM_LABELS
from matching.aspects.beside import Beside
from matching.aspects.tables import RoleTables
from matching.catalog import Catalog
from matching.catalog.role_index import RoleIndex
from matching.comparison.compare import gates
from matching.comparison.crowd import Crowd, CrowdTables, PeopleOfRole
from matching.comparison.weight_set import WeightSet
from matching.kept import Kept
from matching.profile import Profile
from matching.profile.profile import without_statement
from matching.words.explanation import Explanation, explain

MOST_SCOPES: Final = 8
"""Organizations for whose roles what the rules say of people is kept, also in later catalogs."""
MOST_REASONS = 3
"""Sentences that say in a list why somebody is a candidate."""


class ComparesRoles(Protocol):
    """What compares people with the roles of a catalog, as `Recommender` does."""

    catalog: Catalog
    weights: WeightSet
    tables: RoleTables

    def row(self, role_id: str) -> int:
        """The position of a role in the catalog."""

    def role_index(self, role_id: str) -> RoleIndex:
        """The arrays of one role."""

    def beside(self, profile: Profile, index: RoleIndex | None = None) -> Beside:
        """A profile beside the roles of an index."""


class People:
    """People who can be ranked for any role, each encoded once.

    Their own words are not read: they may be hidden, and that must change nothing.

    Parameters
    ----------
    profiles : sequence of Profile
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._crowd = Crowd([without_statement(profile) for profile in profiles])
        self._tables: Kept[Hashable, CrowdTables] = Kept(MOST_SCOPES)
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._crowd)

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """What they say, without their own words."""
        return self._crowd.profiles

    @property
    def profile_ids(self) -> Texts:
        """Their ids, in the order given."""
        return self._crowd.profile_ids

    def ranked(
        self, roles: RoleTables, scope: Ints, role: int, weights: WeightSet, keep: Collection[str]
    ) -> PeopleOfRole:
        """Compare them with one role.

        Parameters
        ----------
        roles : RoleTables
            Of all roles.
        scope : array of int
            Positions of the roles for which what the rules say of people is kept.
        role : int
            Position in `scope`.
        keep : collection of str
            Ids of people who are taken along though a must-have is missing.
        """
        with self._lock:
            tables = self._tables_of(roles, scope)
            fitting = tables.open_to(role)
            others = np.flatnonzero(np.isin(self.profile_ids, list(keep))) if keep else fitting[:0]
            rows = np.concatenate([fitting, np.setdiff1d(others, fitting)])
            return tables.beside(role, rows, np.arange(len(rows)) < len(fitting), weights)

    def open_to(self, roles: RoleTables, n: int) -> Bools:
        """Whom the first `n` of some roles are open to, shape (people, n); nothing is kept."""
        tables = CrowdTables(self._crowd, roles)
        found = np.zeros((len(self), n), dtype=bool)
        for role in range(n):
            found[tables.open_to(role), role] = True
        return found

    def beside(
        self, roles: RoleTables, scope: Ints, role: int, profile_ids: Sequence[str]
    ) -> dict[str, Beside]:
        """Some of them beside one role, by id; who is not among them is left out."""
        with self._lock:
            tables = self._tables_of(roles, scope)
            return {id_: tables.one(self._at[id_], role) for id_ in profile_ids if id_ in self._at}

    @functools.cached_property
    def _at(self) -> dict[str, int]:
        return {str(name): at for at, name in enumerate(self.profile_ids)}

    def _tables_of(self, roles: RoleTables, scope: Ints) -> CrowdTables:
        return self._tables.get(
            roles.fingerprint(scope), lambda: CrowdTables(self._crowd, roles.some(scope))
        )


def ranked_people(
    recommender: ComparesRoles, role_id: str, people: People, keep: Collection[str] = ()
) -> pd.DataFrame:
    """Rank people for one role, best first, without a sentence.

    Parameters
    ----------
    keep : collection of str
        Profile ids that are listed also with a missing must-have: after the others, without a rank.

    Returns
    -------
    DataFrame
        `profile_id`, `rank` (NaN where a must-have is missing), `score`, `band` (NaN as the rank),
        `n_known` of `n_terms`, and a column of points per term; see `Recommender.candidates`.

    Raises
    ------
    UnknownIdError
        There is no such role.
    """
    scope, at = _scope(recommender, role_id)
    found = people.ranked(recommender.tables, scope, at, recommender.weights, keep)
    scores = found.points.sum(axis=1)
    names = people.profile_ids[found.rows]
    shown = np.lexsort((names, -scores, ~found.fits))
    fits = found.fits[shown]
    table = {
        "profile_id": names[shown],
        "rank": np.where(fits, np.arange(1.0, len(shown) + 1), np.nan),
        "score": scores[shown] / 100,
        "band": np.where(fits, found.bands[shown], np.nan),
        "n_known": found.n_known[shown],
        "n_terms": np.full(len(shown), found.n_terms),
    }
    points = dict(zip(TERM_LABELS, (found.points[shown] / 100).T, strict=True))
    return pd.DataFrame(table | points)


def _scope(recommender: ComparesRoles, role_id: str) -> tuple[Ints, int]:
    """The roles of the same organization, and the place of the role among them."""
    index, row = recommender.catalog.index, recommender.row(role_id)
    scope = np.flatnonzero(index.org_codes == index.org_codes[row])
    return scope, int(np.searchsorted(scope, row))


def sentences_about(
    recommender: ComparesRoles,
    role_id: str,
    profiles: Sequence[Profile],
    people: People | None = None,
) -> pd.DataFrame:
    """Say of some people why they fit a role, what is missing and what to ask them.

    Parameters
    ----------
    people : People, optional
        Among whom they were ranked: what was worked out of them then is read again.

    Returns
    -------
    DataFrame, one row a person, in the order given
        `profile_id`, `reasons`, `missing` and `questions`: tuples of sentences for a recruiter, at
        most three reasons.

    Raises
    ------
    UnknownIdError
        There is no such role.
    """
    one, ranked = recommender.role_index(role_id), dict[str, Beside]()
    if people is not None:
        ids = [profile.profile_id for profile in profiles]
        ranked = people.beside(recommender.tables, *_scope(recommender, role_id), ids)
    found = []
    for profile in profiles:
        beside = ranked.get(profile.profile_id)
        if beside is None:
            beside = recommender.beside(without_statement(profile), one)
        compared = gates(beside).compared(recommender.weights, "recruiter")
        said = explain(compared, "recruiter")[0]
        found.append((profile.profile_id, _reasons(said), said.missing, said.questions))
    return pd.DataFrame(found, columns=["profile_id", "reasons", "missing", "questions"])


def _reasons(explanation: Explanation) -> tuple[str, ...]:
    return tuple(reason.text for reason in explanation.reasons[:MOST_REASONS])
