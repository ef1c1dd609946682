"""The verbs that screens and the command line call."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from matching.arrays import Ints
from matching.articles.article_index import ArticleIndex
from matching.articles.ranking import rank_articles
from matching.aspects import TERM_LABELS
from matching.aspects.aspect import MISSING
from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.rules import RULES
from matching.aspects.tables import CodedBeside
from matching.aspects.voice import Reader
from matching.catalog import Catalog
from matching.catalog.role_index import RoleIndex
from matching.comparison.bands import bands_of, met, wishes
from matching.comparison.compare import Comparison, Gates, gates
from matching.comparison.exposure_floor import GOOD, NO_FLOOR, ExposureFloor, lift
from matching.comparison.must_haves import MUST_HAVES, MustHaves
from matching.comparison.points import PAGE, best_varied
from matching.comparison.role_ranking import Scored, role_ranking
from matching.comparison.weight_set import WeightSet
from matching.environment import today as present_day
from matching.errors import UnknownIdError
from matching.profile import Profile
from matching.profile.profile import without_statement
from matching.recommending.people import People, ranked_people, sentences_about
from matching.recommending.similar_roles import similar_roles
from matching.recommending.unlocking import unlocking_changes
from matching.words.explanation import Explanation, explain


class Recommender:
    """Ranks the roles of a catalog for a professional, and professionals for a role.

    Parameters
    ----------
    catalog : Catalog
    weights : WeightSet, optional
        The shipped default when not given.
    today : date, optional
        The day from which the age of sources is counted; the present day when not given.
    floor : ExposureFloor
        Of the lists of `recommend`; none when not given.
    without : collection of str
        Rules that are switched off, to measure them (see `matching.aspects.rules.RULES`).

    Raises
    ------
    UnknownIdError
        There is no rule of such a name.
    """

    def __init__(
        self,
        catalog: Catalog,
        weights: WeightSet | None = None,
        today: dt.date | None = None,
        floor: ExposureFloor = NO_FLOOR,
        without: Collection[str] = (),
    ) -> None:
        for rule in without:
            if rule not in RULES:
                raise UnknownIdError("rule", rule, RULES)
        self.catalog = catalog
        self.weights = weights or WeightSet.default()
        self.today = np.datetime64(today or present_day(), "D")
        self.floor = floor
        self.without = frozenset(without)
        self._to_be_seen = np.isin(catalog.index.role_ids, floor.role_ids)
        self._ranking = role_ranking(catalog, self.today.item(), self.without)
        self.tables = self._ranking.tables

    def person(self, profile: Profile) -> EncodedProfile:
        """A profile beside this catalog, on this day."""
        return EncodedProfile(profile, self.catalog, self.today.item(), self.without)

    def beside(self, profile: Profile, index: RoleIndex | None = None) -> Beside:
        """A profile beside the roles of an index, on this day; all of the catalog by default."""
        if index is None:
            return self.tables.beside(profile)
        return Beside(self.person(profile), index, self.today)

    def gates(self, profile: Profile, index: RoleIndex | None = None) -> Gates:
        """Must-haves of a profile for every role of an index."""
        return gates(self.beside(profile, index))

    def compare(self, profile: Profile, index: RoleIndex | None = None) -> Comparison:
        """Must-haves, terms and points of a profile for every role of an index."""
        return self.gates(profile, index).compared(self.weights)

    def recommend(
        self, profile: Profile, n: int | None = 50, *, include_past: bool = False
    ) -> pd.DataFrame:
        """Rank the roles that are open to a professional, best first.

        Parameters
        ----------
        n : int or None
            Most rows to return; None for all.
        include_past : bool
            Also rank roles whose status is `past`.

        Returns
        -------
        DataFrame
            `role_id`, `rank` (1 is best), `score` (0 to 100), `moved_from` (rank by score alone,
            before one organization was kept from filling the first page and before the floor; NaN
            where it is the same), `lifted` (whether it stands above that rank by the floor),
            `band` (see `comparison.bands.BANDS`: 1 meets all that was asked, 2 comes near, 3 is
            for who is flexible), then a column of points per term of `weights.terms`, which add up
            to the score.

        Raises
        ------
        ValueError
            If `n` is below 1.
        """
        if n is not None and n < 1:
            raise ValueError(f"n must be at least 1, got {n}.")
        beside, ranking = self.tables.beside(profile), self._ranking
        found = self.scored(beside, include_past=include_past)
        scores, rows = found.scores, found.rows
        # A floor may lift a role from anywhere.
        by_score, varied = best_varied(
            found.keys,
            scores,
            ranking.org_codes[found.places],
            self.weights.variety,
            None if self.floor.places else n,
        )
        before = dict(zip(by_score.tolist(), range(1, len(by_score) + 1), strict=True))
        wanted = self._to_be_seen[rows] & (scores >= GOOD)
        listed = lift(varied, wanted, self.floor.places)[:n]
        rank = np.arange(1, len(listed) + 1)
        stood = np.array([before[at] for at in listed.tolist()], dtype=float)
        lifted = rank < stood
        lifted[:PAGE] &= ~np.isin(listed[:PAGE], varied[:PAGE])
        lifted[PAGE:] = False
        points = dict(zip(TERM_LABELS, (found.points(listed) / 100).T, strict=True))
        first = {
            "role_id": self.catalog.index.role_ids[rows[listed]],
            "rank": rank,
            "score": scores[listed] / 100,
            "moved_from": np.where(stood == rank, np.nan, stood),
            "lifted": lifted,
            "band": bands_of(beside.take(rows[listed]), scores[listed], self.weights),
        }
        return pd.DataFrame(first | points)

    def scored(self, beside: CodedBeside, *, include_past: bool = False) -> Scored:
        """What the roles that are open to a person earn, in no order."""
        lookup = self._ranking.look_up(beside, self.weights)
        return lookup.scored(lookup.open_places(with_past=include_past))

    def wishes(self, profile: Profile, role_ids: Sequence[str]) -> pd.DataFrame:
        """Say which wishes and conditions keep roles from meeting all that was asked.

        Returns
        -------
        DataFrame, one row per role, in the order given
            `role_id`, `broken` (tuple of terms: the role is plainly otherwise), `left_open` (tuple
            of terms: the role, or the person, does not say), `met` (tuple of terms: both say
            enough, and it is neither).

        Raises
        ------
        UnknownIdError
            There is no such role.
        """
        beside = self.tables.beside(profile).take(self._rows(role_ids))
        compared = gates(beside).compared(self.weights)
        names = np.array(list(TERM_LABELS))
        kinds = zip(("broken", "left_open", "met"), (*wishes(compared), met(compared)), strict=True)
        found = {kind: [tuple(names[row].tolist()) for row in flags] for kind, flags in kinds}
        return pd.DataFrame({"role_id": list(role_ids), **found})

    def explain(
        self, profile: Profile, role_id: str, *, reader: Reader = "professional"
    ) -> Explanation:
        """Say exactly why a role fits a professional and what stands in the way.

        Parameters
        ----------
        reader : {"professional", "recruiter"}
            Whom the texts speak to: the person, or a recruiter about the person. The same facts,
            the points of that reader's list, and what to ask the organization, or the person.

        Raises
        ------
        UnknownIdError
            There is no such role.
        """
        return self.explain_many(profile, [role_id], reader=reader)[0]

    def explain_many(
        self, profile: Profile, role_ids: Sequence[str], *, reader: Reader = "professional"
    ) -> list[Explanation]:
        """Explain several roles at once, in the order given."""
        rows = self._rows(role_ids)
        if reader == "recruiter":  # often of people who were compared with nothing else
            index = self.catalog.index.take(rows)
            beside = self.beside(without_statement(profile), index)
        else:
            beside = self.tables.beside(profile).take(rows)
        return explain(gates(beside).compared(self.weights, reader), reader)

    def almost(self, profile: Profile, n: int = 20) -> pd.DataFrame:
        """Changes of the profile that would open roles, those that open most first.

        Returns
        -------
        DataFrame
            `change_id`, `kind` (a must-have), `label` ("Two more weeks"), `opens` (how many roles),
            `role_ids` (tuple, best first), `changes` (for `profile.changed(**changes)`).
        """
        if n < 1:
            raise ValueError(f"n must be at least 1, got {n}.")
        return unlocking_changes(self.gates(profile), self.weights).head(n).reset_index(drop=True)

    def closed_by(self, profile: Profile) -> dict[str, int]:
        """Count the active roles of the person's profession that each must-have closes.

        Returns
        -------
        dict
            Must-have to number of roles of which it is missing, most first; a role of which two
            are missing counts for both.
        """
        musts = self.gates(profile).must_haves
        asked = ~self.catalog.index.past & (musts.column("profession") != MISSING)
        counts = (musts.status[asked] == MISSING).sum(axis=0)
        named = {name: int(count) for name, count in zip(MUST_HAVES, counts, strict=True) if count}
        return dict(sorted(named.items(), key=lambda item: (-item[1], item[0])))

    @functools.cached_property
    def article_index(self) -> ArticleIndex:
        """What ranking reads of every article."""
        return ArticleIndex(self.catalog, self.today.item())

    def articles(
        self,
        profile: Profile,
        n: int = 10,
        *,
        role_ids: Sequence[str] = (),
        done: Collection[str] = (),
    ) -> pd.DataFrame:
        """Articles for a professional, and for the roles in view.

        Parameters
        ----------
        role_ids : sequence of str
            Roles in view, best first: their work counts in part, and what is missing or open in
            them stands in the person's way.
        done : collection of str
            Articles that were read or dismissed; they come last.

        Returns
        -------
        DataFrame
            As from `articles.ranking.rank_articles`, at most `n` rows.

        Raises
        ------
        ValueError
            If `n` is below 1.
        UnknownIdError
            There is no such role.
        """
        if n < 1:
            raise ValueError(f"n must be at least 1, got {n}.")
        person, numbers = self.person(profile), self.weights.articles
        best = self.must_haves(profile, role_ids)
        roles = [self.catalog.record(role_id) for role_id in role_ids]
        found = rank_articles(person, self.article_index, numbers, roles, best, frozenset(done))
        return found.head(n)

    def must_haves(self, profile: Profile, role_ids: Sequence[str]) -> MustHaves | None:
        """Must-haves of a profile for some roles; None for no roles.

        Raises
        ------
        UnknownIdError
            There is no such role.
        """
        rows = self._rows(role_ids)
        if not len(rows):
            return None
        return self.gates(profile, self.catalog.index.take(rows)).must_haves

    def similar_roles(
        self, role_id: str, n: int = 5, profile: Profile | None = None
    ) -> pd.DataFrame:
        """Active roles most like a role: `role_id`, `similarity` in [0, 1], `why`.

        With a profile, only those of which no must-have is missing.
        """
        row = self.row(role_id)
        every = np.ones(len(self.catalog.index), dtype=bool)
        is_open = every if profile is None else self.gates(profile).is_open
        return similar_roles(self.catalog, row, n, is_open)

    def candidates(
        self,
        role_id: str,
        profiles: Sequence[Profile],
        n: int | None = 50,
        *,
        keep: Collection[str] = (),
    ) -> pd.DataFrame:
        """Rank professionals for one role, best first; those with a missing must-have are left out.

        All are measured by one scale, and what a person leaves unsaid counts at most the value of
        unknown. Their own words are not read: they may be hidden, and that must change nothing.

        Parameters
        ----------
        keep : collection of str
            Profile ids that are listed also with a missing must-have: after the others, without a
            rank and beyond `n`.

        Returns
        -------
        DataFrame
            `profile_id`, `rank` (NaN where a must-have is missing), `score`, `band` (that of the
            role for this person; NaN as the rank), `n_known` of `n_terms` (how many terms both
            sides said enough for, and how many count), `reasons`, `missing`
            and `questions` to ask the person (tuples of sentences for a recruiter, at most three
            reasons), and a column of points per term.
        """
        if n is not None and n < 1:
            raise ValueError(f"n must be at least 1, got {n}.")
        people = People(profiles)
        table = self.ranked_people(role_id, people, keep)
        if n is not None:
            table = table[~(table["rank"] > n)].reset_index(drop=True)
        of_id = dict(zip(people.profile_ids.tolist(), people.profiles, strict=True))
        shown = [of_id[name] for name in table["profile_id"]]
        said = self.sentences_about(role_id, shown, people)
        terms = list(TERM_LABELS)
        said = said.drop(columns="profile_id")
        return pd.concat([table.drop(columns=terms), said, table[terms]], axis=1)

    def ranked_people(
        self, role_id: str, people: People, keep: Collection[str] = ()
    ) -> pd.DataFrame:
        """As `candidates`, for people who are kept encoded, without a sentence."""
        return ranked_people(self, role_id, people, keep)

    def sentences_about(
        self, role_id: str, profiles: Sequence[Profile], people: People | None = None
    ) -> pd.DataFrame:
        """The sentences of `candidates` about some people, in the order given."""
        return sentences_about(self, role_id, profiles, people)

    def role_index(self, role_id: str) -> RoleIndex:
        """The arrays of one role.

        Raises
        ------
        UnknownIdError
            There is no such role.
        """
        return self.catalog.index.take(self._rows([role_id]))

    def row(self, role_id: str) -> int:
        """The position of a role in the catalog; errors as of `role_index`."""
        return int(self._rows([role_id])[0])

    def _rows(self, role_ids: Sequence[str]) -> Ints:
        rows = self.catalog.roles.index.get_indexer(pd.Index(list(role_ids)))
        for role_id, row in zip(role_ids, rows, strict=True):
            if row < 0:
                raise UnknownIdError("role", role_id, self.catalog.roles.index)
        return np.asarray(rows, dtype=np.int64)
