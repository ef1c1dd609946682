"""What would bring a role more people: each single change of it, tried on all of them at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
import pandas as pd

from matching.arrays import Bools, Ints
from matching.aspects.tables import RoleTables
from matching.catalog.role_ways import RoleWays, role_ways
from matching.comparison.compare import gates
from matching.comparison.exposure_floor import GOOD, lift
from matching.comparison.points import PAGE, best_varied
from matching.comparison.role_ranking import Scored
from matching.profile import Profile
from matching.recommending.people import People
from matching.recommending.recommender import Recommender

MOST_LISTS: Final = 400
"""People whose own lists are made anew; for more it takes longer than one waits."""


class WaysOfRole:
    """A role in several ways, to be tried on people.

    Parameters
    ----------
    recommender : Recommender
        Whose weights rank roles for people, and whose floor lifts some.
    rows : DataFrame
        See `role_ways`; the first is the role as it stands.
    """

    def __init__(self, recommender: Recommender, role_id: str, rows: pd.DataFrame) -> None:
        self._recommender = recommender
        self._ways: RoleWays = role_ways(recommender.catalog, role_id, rows)
        self._tables = RoleTables(
            self._ways.codes,
            recommender.catalog,
            recommender.today.item(),
            recommender.without,
        )

    def __len__(self) -> int:
        return len(self._ways.of_way)

    def fits(self, people: People, without: Collection[str] = ()) -> Bools:
        """Whom each way is open to, shape (people, ways); some people are left out."""
        stay = ~np.isin(people.profile_ids, list(without))
        return people.open_to(self._tables, len(self))[stay]

    def first_tens(self, profile: Profile) -> Bools:
        """In which ways the role stands in the first ten of a person's own list."""
        compared = gates(self._tables.beside(profile)).compared(self._recommender.weights)
        is_open, scores = compared.must_haves.is_open, compared.scores
        ranked = self._recommender.scored(self._recommender.tables.beside(profile))
        found = np.zeros(len(self), dtype=bool)
        for at, rows in enumerate(self._ways.of_way):
            found[at] = is_open[at] and self._is_in_first_ten(
                ranked, rows[is_open[rows]], rows, scores
            )
        return found

    def _is_in_first_ten(self, ranked: Scored, rows: Ints, replaced: Ints, scores: Ints) -> bool:
        """Whether the first of some rows is, with all of them in place of those of the catalog."""
        places = self._ways.places
        ids = self._recommender.catalog.index.role_ids
        stay = ~np.isin(ranked.rows, places[replaced])
        roles = np.concatenate([ranked.rows[stay], places[rows]])
        points = np.concatenate([ranked.scores[stay], scores[rows]])
        by_id = np.empty(len(roles), dtype=np.int64)
        by_id[np.argsort(ids[roles], kind="stable")] = np.arange(len(roles))
        keys = points * len(roles) - by_id
        floor = self._recommender.floor
        _, varied = best_varied(
            keys,
            points,
            self._recommender.catalog.index.org_codes[roles],
            self._recommender.weights.variety,
            None if floor.places else PAGE,
        )
        wanted = np.isin(ids[roles], floor.role_ids) & (points >= GOOD)
        first = lift(varied, wanted, floor.places)[:PAGE]
        return bool(np.isin(places[rows[0]], roles[first]))


def in_first_tens(ways: WaysOfRole, profiles: Sequence[Profile]) -> Bools | None:
    """In whose first ten the role stands, shape (people, ways); None if they are too many."""
    if len(profiles) > MOST_LISTS:
        return None
    found = [ways.first_tens(profile) for profile in profiles]
    return np.array(found, dtype=bool).reshape(len(found), len(ways))
