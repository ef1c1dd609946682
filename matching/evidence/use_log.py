"""What was shown and what people did about it, as arrays."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final, Self

import numpy as np
import pandas as pd

from matching.arrays import Bools, Floats, Ints
from matching.evidence.actions import strongest
from matching.evidence.reasons import OF_DISMISSAL, counts

NO_TERM: Final = -1


@dataclasses.dataclass(frozen=True, eq=False)
class UseLog:
    """Roles that were shown in lists; all arrays have one entry a role and list.

    Attributes
    ----------
    values : array of float (rows, columns)
        As the terms were then, with the columns of `learning.match_table`; NaN for unknown.
    lists, people, roles : arrays of int
        Equal numbers mean the same list, person, role; the numbers themselves mean nothing.
    positions : array of int
        From 1.
    liked : array of float
        0 if nothing was done, else the strongest of `actions.LIKES`; 0 also for what was dismissed.
    disliked : array of float
        0, or what a dismissal counts (`reasons.counts`).
    named : array of int
        Column of the term that a dismissal named, `NO_TERM` if none.
    acted : array of bool
        Whether anything was done, a dismissal that does not count included: it was seen.
    """

    values: Floats
    lists: Ints
    people: Ints
    roles: Ints
    positions: Ints
    liked: Floats
    disliked: Floats
    named: Ints
    acted: Bools

    @classmethod
    def from_frame(cls, shown: pd.DataFrame, columns: Sequence[str]) -> Self:
        """Read what `services.weights.use_log` gives.

        Parameters
        ----------
        shown : DataFrame
            `list_id`, `person`, `role_id`, `position`, `kinds` (frozenset of event kinds),
            `reason`, and the `columns`.
        columns : sequence of str
            `learning.form.COLUMNS`.
        """
        names = list(columns)
        dismissed = np.array(["dismissed" in kinds for kinds in shown["kinds"]], dtype=bool)
        likes = np.array([strongest(kinds) for kinds in shown["kinds"]], dtype=float)
        terms = [OF_DISMISSAL.get(reason) for reason in shown["reason"]]
        says = dismissed & shown["reason"].isin(list(OF_DISMISSAL)).to_numpy(dtype=bool)
        return cls(
            values=shown[names].to_numpy(dtype=float),
            lists=_codes(shown["list_id"]),
            people=_codes(shown["person"]),
            roles=_codes(shown["role_id"]),
            positions=shown["position"].to_numpy(dtype=np.int64),
            liked=np.where(dismissed, 0.0, likes),
            disliked=np.where(says, [counts(term) for term in terms], 0.0),
            named=np.array([NO_TERM if t is None else names.index(t) for t in terms], dtype=int),
            acted=dismissed | (likes > 0),
        )


def _codes(column: pd.Series) -> Ints:
    return np.asarray(pd.factorize(column)[0], dtype=np.int64)
