"""What the recommender says to the visitor's profile, computed once for each profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import pandas as pd
import streamlit as st

from matching import Profile, Recommender
from matching.explanation import Explanation

_KEY: Final = "results_of_profile"
_KEPT: Final = 4


@dataclass
class Results:
    """The answers to one profile; what is not asked for is not computed.

    Parameters
    ----------
    recommender : Recommender
    profile : Profile
    """

    recommender: Recommender
    profile: Profile
    scores: dict[str, float] = field(init=False)
    _almost: pd.DataFrame | None = field(init=False, default=None)
    _articles: pd.DataFrame | None = field(init=False, default=None)
    _explanations: dict[str, Explanation] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Rank all roles: `scores` has them best first."""
        matches = self.recommender.recommend(self.profile, n=None)
        self.scores = dict(zip(matches["role_id"], matches["score"], strict=True))

    @property
    def almost(self) -> pd.DataFrame:
        """Every change that would open roles, the one that opens most first."""
        if self._almost is None:
            self._almost = self.recommender.almost(self.profile, n=50)
        return self._almost

    @property
    def n_almost(self) -> int:
        """How many roles some one change would open."""
        return len({role_id for role_ids in self.almost["role_ids"] for role_id in role_ids})

    @property
    def closed_by(self) -> dict[str, int]:
        """Must-haves that close roles of the profession, with how many, most first."""
        return self.recommender.closed_by(self.profile)

    @property
    def articles(self) -> pd.DataFrame:
        """The articles to read next."""
        if self._articles is None:
            best = tuple(self.scores)[:10]
            self._articles = self.recommender.articles(self.profile, n=5, role_ids=best)
        return self._articles

    def explanations(self, role_ids: Sequence[str]) -> list[Explanation]:
        """Return why each role fits, in the order given."""
        new = [role_id for role_id in role_ids if role_id not in self._explanations]
        if new:
            found = self.recommender.explain_many(self.profile, new)
            self._explanations |= dict(zip(new, found, strict=True))
        return [self._explanations[role_id] for role_id in role_ids]


def of(recommender: Recommender, profile: Profile) -> Results:
    """Return the results for a profile; the last few profiles of the visitor are kept."""
    kept: list[Results] = st.session_state.setdefault(_KEY, [])
    for results in kept:
        if results.profile == profile and results.recommender is recommender:
            return results
    results = Results(recommender, profile)
    st.session_state[_KEY] = [results, *kept][:_KEPT]
    return results
