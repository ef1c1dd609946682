"""What the recommender says to the visitor's profile, computed once for each profile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import pandas as pd
import streamlit as st

from matching import Profile, Recommender, columns
from matching.comparison.bands import FOLDED
from matching.weights.experiments import team_draft
from matching.words.bands import in_the_way, ways
from matching.words.explanation import Explanation

_KEY: Final = "results_of_profile"
_KEPT: Final = 4
MOST_ARTICLES: Final = 40
IN_VIEW: Final = 10


@dataclass(frozen=True)
class Shared:
    """Two recommenders that choose in turn what comes next in one list: an experiment.

    Parameters
    ----------
    first, second : Recommender
    first_set, second_set : str or None
        Ids of their weight sets.
    seed : str
        See `interleaving.team_draft`.
    """

    first: Recommender
    second: Recommender
    first_set: str | None
    second_set: str
    seed: str


@dataclass(eq=False)
class Results:
    """The answers to one profile; what is not asked for is not computed.

    Parameters
    ----------
    recommender : Recommender
        Its scores and reasons are shown.
    profile : Profile
    shared : Shared or None
        Who orders the list; None: the recommender.

    Attributes
    ----------
    matches : DataFrame
        As from `Recommender.recommend`, in the recommender's order.
    scores : dict of role id to score
        In the order of the list: what meets all, what comes near, the rest.
    bands : dict of role id to band
        See `comparison.bands.BANDS`.
    teams : dict of role id to team
        As from `interleaving.team_draft`; empty if the list is not shared.
    lifted : dict of role id to rank
        Roles that the floor lets stand above their rank by points; empty if the list is shared.
    """

    recommender: Recommender
    profile: Profile
    shared: Shared | None = None
    matches: pd.DataFrame = field(init=False)
    scores: dict[str, float] = field(init=False)
    bands: dict[str, int] = field(init=False)
    teams: dict[str, str] = field(init=False, default_factory=dict)
    lifted: dict[str, int] = field(init=False, default_factory=dict)
    _almost: pd.DataFrame | None = field(init=False, default=None)
    _wishes: pd.DataFrame | None = field(init=False, default=None)
    _articles: pd.DataFrame | None = field(init=False, default=None)
    _explanations: dict[str, Explanation] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Rank all roles."""
        self.matches = self.recommender.recommend(self.profile, n=None)
        scores = dict(zip(self.matches["role_id"], self.matches["score"], strict=True))
        self.bands = dict(zip(self.matches["role_id"], self.matches["band"].tolist(), strict=True))
        if self.shared is not None:
            first, second = (
                self._by_band(by.recommend(self.profile, n=None)["role_id"])
                for by in (self.shared.first, self.shared.second)
            )
            drafted = team_draft(first, second, len(scores), self.shared.seed)
            self.teams = dict(zip(drafted.role_ids, drafted.teams, strict=True))
            # The roles are those of all three, unless the catalog has just changed.
            scores = {role_id: scores[role_id] for role_id in self.teams if role_id in scores}
        else:
            rows = self.matches[self.matches[columns.LIFTED]]
            ranks = rows[columns.MOVED_FROM].astype(int)
            self.lifted = dict(zip(rows[columns.ROLE_ID], ranks, strict=True))
        self.scores = {role_id: scores[role_id] for role_id in self._by_band(scores)}

    def _by_band(self, role_ids: Iterable[str]) -> list[str]:
        return sorted(role_ids, key=lambda role_id: self.bands.get(role_id, FOLDED))

    @property
    def counts(self) -> dict[int, int]:
        """How many roles there are in each band."""
        return dict(Counter(self.bands.values()))

    def in_the_way(self, role_id: str) -> str:
        """Which wishes a role breaks or leaves open, in words; `""` if none, or not in the list."""
        if role_id not in self.bands:
            return ""
        row = self._all_wishes.loc[role_id]
        return in_the_way(row["broken"], row["left_open"])

    @property
    def where_asked(self) -> frozenset[str] | None:
        """The roles that are plainly where the profile asks; None if it names no place.

        Where an organization works besides is no place of a role that names none.
        """
        if not (self.profile.countries or self.profile.regions):
            return None
        met = self._all_wishes["met"]
        roles = self.recommender.catalog.roles.loc[met.index]
        own = ~roles[columns.WHERE_IS_ORGANIZATIONS]
        if "remote" in self.profile.settings:
            own |= roles[columns.SETTING].map(lambda settings: "remote" in settings)
        there = own & met.map(lambda terms: "place" in terms)
        return frozenset(met.index[there.astype(bool)])

    def most_in_the_way(self, most: int = 3) -> list[tuple[str, int]]:
        """What keeps most roles from meeting all that was asked, with how many, most first."""
        rows = self._all_wishes.to_dict("records")
        said = Counter(way for row in rows for way in ways(row["broken"], row["left_open"]))
        return said.most_common(most)

    @property
    def _all_wishes(self) -> pd.DataFrame:
        if self._wishes is None:
            found = self.recommender.wishes(self.profile, list(self.scores))
            self._wishes = found.set_index("role_id")
        return self._wishes

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
    def best(self) -> tuple[str, ...]:
        """The first roles of the list, which are in view."""
        return tuple(self.scores)[:IN_VIEW]

    @property
    def articles(self) -> pd.DataFrame:
        """The articles to read next."""
        if self._articles is None:
            self._articles = self.recommender.articles(
                self.profile, n=MOST_ARTICLES, role_ids=self.best
            )
        return self._articles

    def explanations(self, role_ids: Sequence[str]) -> list[Explanation]:
        """Return why each role fits, in the order given."""
        new = [role_id for role_id in role_ids if role_id not in self._explanations]
        if new:
            found = self.recommender.explain_many(self.profile, new)
            self._explanations |= dict(zip(new, found, strict=True))
        return [self._explanations[role_id] for role_id in role_ids]


def of(recommender: Recommender, profile: Profile, shared: Shared | None = None) -> Results:
    """Return the results for a profile; the last few profiles of the visitor are kept."""
    kept: list[Results] = st.session_state.setdefault(_KEY, [])
    for results in kept:
        if (
            results.profile == profile
            and results.recommender is recommender
            and results.shared == shared
        ):
            return results
    results = Results(recommender, profile, shared)
    st.session_state[_KEY] = [results, *kept][:_KEPT]
    return results
