"""What a tuning dashboard keeps between two moves of a slider: all that weights do not change."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from matching import aspects
from matching import columns as c
from matching.arrays import Bools, Floats, Ints, Texts
from matching.aspects import CURVE_TERMS, CURVES, TERM_LABELS
from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile
from matching.catalog import Catalog
from matching.catalog.role_index import RoleIndex
from matching.comparison.compare import gates
from matching.comparison.points import diversify, most_points
from matching.comparison.role_ranking import role_ranking
from matching.comparison.terms import Terms
from matching.comparison.weight_set import WeightSet
from matching.errors import UnknownIdError
from matching.profile import Profile

KEPT_COLUMNS = 4
"""Values of one term that are kept, each for other curves."""
KEPT_STANDINGS = 8
FEW_ROLES = 1_000
"""Below this, rules take less time on the open roles than on all distinct values."""
NOT_JUDGED = -1


@dataclasses.dataclass(frozen=True, eq=False)
class Slate:
    """The roles that are open to one profile, and what weights do not change about them.

    Attributes
    ----------
    beside : Beside
        The person beside the open roles, in the order of their ids, so that a stable sort breaks
        ties as `points.order` does.
    asked : array of bool (terms,)
    known : array of bool (roles, terms)
    grades : array of int (roles,)
        -1 where nobody judged.
    judged : array of int
        Grades of all judged roles, open or not.
    """

    beside: Beside
    asked: Bools
    known: Bools
    grades: Ints
    judged: Ints

    @property
    def index(self) -> RoleIndex:
        """The open roles."""
        return self.beside.roles

    @property
    def role_ids(self) -> Texts:
        """Ids of the open roles."""
        return self.index.role_ids


@dataclasses.dataclass(frozen=True, eq=False)
class Standing:
    """How the lists of all profiles stand under one weight set.

    Attributes
    ----------
    scores : dict of profile id to array of int
        Hundredths, by position in the slate.
    orders : dict of profile id to array of int
        Positions, best first, after one organization was kept from filling the first page.
    """

    weights: WeightSet
    scores: dict[str, Ints]
    orders: dict[str, Ints]


class Workspace:
    """Ranks a set of profiles again and again under changing weights, as `Recommender` would.

    Must-haves are looked at once. A term is computed anew only when one of its curves changes.

    Parameters
    ----------
    catalog : Catalog
    profiles : sequence of Profile
        Each with an id of its own.
    judgments : DataFrame
        As from `judgments.read_judgments`; those about other profiles are left out.
    today : date
        The day from which the age of sources is counted.

    Attributes
    ----------
    slates : dict of profile id to Slate
    """

    def __init__(
        self,
        catalog: Catalog,
        profiles: Sequence[Profile],
        judgments: pd.DataFrame,
        today: dt.date,
    ) -> None:
        self.catalog = catalog
        self.today = np.datetime64(today, "D")
        graded: dict[str, dict[str, int]] = {}
        for profile_id, role_id, grade in zip(
            judgments[c.PROFILE_ID], judgments[c.ROLE_ID], judgments[c.GRADE], strict=True
        ):
            graded.setdefault(str(profile_id), {})[str(role_id)] = int(grade)
        self._tables = role_ranking(catalog, today).tables
        by_id = np.argsort(catalog.index.role_ids, kind="stable")
        self.slates = {
            profile.profile_id: self._slate(
                EncodedProfile(profile, catalog, today), by_id, graded.get(profile.profile_id, {})
            )
            for profile in profiles
        }
        self._sizes = np.array([len(slate.index) for slate in self.slates.values()], dtype=np.int64)
        self._ends = np.cumsum(self._sizes)
        nothing = np.empty((0, len(TERM_LABELS)), dtype=bool)
        known = np.concatenate([nothing, *(slate.known for slate in self.slates.values())])
        self._known = np.ascontiguousarray(known.T)
        self._columns = {
            term: functools.lru_cache(KEPT_COLUMNS)(functools.partial(self._column, term))
            for term in TERM_LABELS
        }
        self._kept = functools.lru_cache(KEPT_STANDINGS)(
            lambda text: self.rank(WeightSet.from_json(text))
        )

    @property
    def judged_ids(self) -> list[str]:
        """Profiles that at least one judgment is about."""
        return [name for name, slate in self.slates.items() if slate.judged.size]

    def slate(self, profile_id: str) -> Slate:
        """What is kept of one profile.

        Raises
        ------
        UnknownIdError
            There is no such profile in the workspace.
        """
        if profile_id not in self.slates:
            raise UnknownIdError("profile", profile_id, self.slates)
        return self.slates[profile_id]

    def standing(self, weights: WeightSet) -> Standing:
        """The lists of all profiles; the last few weight sets are remembered."""
        return self._kept(weights.to_json())

    def rank(self, weights: WeightSet) -> Standing:
        """The lists of all profiles, computed and not remembered."""
        scores, orders = {}, {}
        every = self._scores(weights)
        for (profile_id, slate), end in zip(self.slates.items(), self._ends, strict=True):
            scores[profile_id] = every[end - len(slate.index) : end]
            orders[profile_id] = first_page_varied(
                scores[profile_id], slate.index.org_codes, weights.variety
            )
        return Standing(weights, scores, orders)

    def lists(self, weights: WeightSet, n: int | None = None) -> dict[str, list[str]]:
        """Ids of the first `n` roles of each profile, best first, as `evidence.exposure` reads."""
        return {
            profile_id: self.slates[profile_id].role_ids[order[:n]].tolist()
            for profile_id, order in self.standing(weights).orders.items()
        }

    def terms(self, weights: WeightSet, profile_id: str, rows: Ints | slice = slice(None)) -> Terms:
        """The terms of one profile's open roles, or some of them, as `terms.terms` gives."""
        slate = self.slate(profile_id)
        end = self._ends[list(self.slates).index(profile_id)]
        mine = slice(end - len(slate.index), end)
        raw = np.column_stack([value[mine][rows] for value in self._of_curves(weights)])
        known = slate.known[rows]
        unknown = np.array([weights.unknown[term] for term in TERM_LABELS])
        values = np.where(known, raw, unknown)
        return Terms(values, known, slate.asked, np.ones_like(known))

    def _slate(self, person: EncodedProfile, by_id: Ints, graded: dict[str, int]) -> Slate:
        whole = self.catalog.index
        all_roles = gates(self._tables.beside(person.profile))
        is_open = all_roles.is_open & ~whole.past
        beside = all_roles.beside.take(by_id[is_open[by_id]])
        if len(beside) < FEW_ROLES:
            beside = Beside(person, beside.roles, self.today)
        curves = dict.fromkeys(CURVES, 1.0)
        known, asked = zip(
            *(beside.term(aspect, curves)[1:3] for aspect in aspects.TERMS), strict=True
        )
        return Slate(
            beside=beside,
            asked=np.array(asked, dtype=bool),
            known=np.column_stack(known),
            grades=np.array(
                [graded.get(role_id, NOT_JUDGED) for role_id in beside.roles.role_ids],
                dtype=np.int64,
            ),
            judged=np.array(list(graded.values()), dtype=np.int64),
        )

    def _of_curves(self, weights: WeightSet) -> list[Floats]:
        """Each term's value where it is known, for all slates one after another."""
        return [
            self._columns[term](
                tuple(weights.curves[curve] for curve, of in CURVE_TERMS.items() if of == term)
            )
            for term in TERM_LABELS
        ]

    def _column(self, term: str, numbers: tuple[float, ...]) -> Floats:
        mine = [curve for curve, of in CURVE_TERMS.items() if of == term]
        curves = dict(zip(mine, numbers, strict=True))
        [aspect] = [aspect for aspect in aspects.TERMS if aspect.term == term]
        values = [slate.beside.term(aspect, curves).values for slate in self.slates.values()]
        return np.asarray(np.clip(np.concatenate([np.empty(0), *values]), 0.0, 1.0))

    def _scores(self, weights: WeightSet) -> Ints:
        """Scores in hundredths for all slates one after another."""
        most = np.array(
            [most_points(weights, slate.asked) for slate in self.slates.values()]
        ).reshape(-1, len(TERM_LABELS))
        total = np.zeros(int(self._sizes.sum()))
        for unknown, value, known, each in zip(
            weights.unknown.values(), self._of_curves(weights), self._known, most.T, strict=True
        ):
            total += np.rint(np.where(known, value, unknown) * np.repeat(each, self._sizes))
        return total.astype(np.int64)


def first_page_varied(scores: Ints, org_codes: Ints, variety: Mapping[str, float]) -> Ints:
    """Positions from best to worst with a varied first page; equal scores by position."""
    return diversify(np.argsort(-scores, kind="stable"), scores, org_codes, variety)
