"""Matches as a table for learning: a row a profile and role, a column a term or a part of one."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import pandas as pd

from matching import columns as c
from matching.arrays import Ints, Texts
from matching.aspects import TERM_LABELS
from matching.aspects.beside import Beside
from matching.comparison.terms import Terms, terms
from matching.comparison.weight_set import WeightSet
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.weights.learning.score_form import COLUMNS, PARTS, POWERS


@dataclasses.dataclass(frozen=True, eq=False)
class GradedMatches:
    """Judged matches that are open to the person, with what the terms say of them.

    Attributes
    ----------
    X : DataFrame
        The columns of `form.COLUMNS`; NaN where a term is unknown or not asked for.
    y : array of int
        Grades.
    groups : array of str
        Profile ids.
    role_ids : array of str
    """

    X: pd.DataFrame
    y: Ints
    groups: Texts
    role_ids: Texts

    def of(self, profile_ids: Sequence[str]) -> GradedMatches:
        """Only the matches of some profiles."""
        kept = np.isin(self.groups, list(profile_ids))
        return GradedMatches(self.X[kept], self.y[kept], self.groups[kept], self.role_ids[kept])


def match_table(beside: Beside, weights: WeightSet) -> pd.DataFrame:
    """What a ranker needs of a person and each role beside them.

    Curves that are a share of a part (`form.PARTS`) or a power (`form.POWERS`) are taken out, so
    that they can be learned; the others are those of the weight set.

    Returns
    -------
    DataFrame
        Indexed by role id: a column per term, NaN where it is unknown or not asked for, and one
        per part, 0 where the term is unknown.
    """

    def with_curves(**curves: float) -> Terms:
        fields = weights.model_dump()
        straight = dict.fromkeys(POWERS.values(), 1.0) | dict.fromkeys(PARTS, 0.0)
        changed = WeightSet(**{**fields, "curves": {**fields["curves"], **straight, **curves}})
        return terms(beside, changed)

    bare = with_curves()
    usable = bare.known & bare.asked
    table = np.empty((len(beside), len(COLUMNS)))
    table[:, : len(TERM_LABELS)] = np.where(usable, bare.values, np.nan)
    for part, (curve, term) in enumerate(PARTS.items(), start=len(TERM_LABELS)):
        column = list(TERM_LABELS).index(term)
        added = with_curves(**{curve: 1.0}).values[:, column] - bare.values[:, column]
        table[:, part] = np.where(usable[:, column], added, 0.0)
    return pd.DataFrame(table, columns=list(COLUMNS), index=pd.Index(beside.roles.role_ids))


def graded_matches(
    recommender: Recommender, profiles: Sequence[Profile], judgments: pd.DataFrame
) -> GradedMatches:
    """Compute the terms of judged matches; those with a missing must-have are left out.

    Parameters
    ----------
    judgments : DataFrame
        As from `judgments.read_judgments`.
    """
    index, roles = recommender.catalog.index, recommender.catalog.roles
    tables, grades, groups = [pd.DataFrame(columns=list(COLUMNS), dtype=float)], [], []
    for profile in profiles:
        judged = judgments[judgments[c.PROFILE_ID] == profile.profile_id]
        rows = index.take(
            np.asarray(roles.index.get_indexer(pd.Index(judged[c.ROLE_ID])), dtype=np.int64)
        )
        at_gates = recommender.gates(profile, rows)
        is_open = at_gates.is_open & ~rows.past
        tables.append(match_table(at_gates.beside.take(is_open), recommender.weights))
        grades += judged.loc[is_open, c.GRADE].tolist()
        groups += [profile.profile_id] * int(is_open.sum())
    table = pd.concat(tables[1:] or tables)
    return GradedMatches(
        X=table.reset_index(drop=True),
        y=np.array(grades, dtype=np.int64),
        groups=np.array(groups, dtype=str),
        role_ids=table.index.to_numpy(dtype=str),
    )
