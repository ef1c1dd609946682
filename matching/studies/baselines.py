"""Rankers to compare with: what other tools do, chance, and our own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import bm25s
import numpy as np
import pandas as pd

from matching import columns as c
from matching.catalog import Catalog
from matching.comparison.weight_set import WeightSet
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.reference.cells import by_language
from matching.words.labels import labels_of, labels_of_record

OURS = "Missionmatch"
NO_LIMIT = float("inf")


class Ranker(Protocol):
    """Anything that puts the roles of a catalog in order for a profile."""

    def rank(self, profile: Profile) -> list[str]:
        """Role ids, best first, each once; roles may be missing."""
        ...


class Ours:
    """The project's own ranking, all roles that are open to the person."""

    def __init__(self, recommender: Recommender) -> None:
        self.recommender = recommender

    def rank(self, profile: Profile) -> list[str]:
        """Role ids, best first."""
        matches = self.recommender.recommend(profile, n=None)
        return [str(role_id) for role_id in matches[c.ROLE_ID]]


class SharedTags:
    """All active roles by the number of ids they share with the profile; ties by role id.

    Professions, specialties, focus areas, countries, settings and languages count one each.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.tags = {
            str(role[c.ROLE_ID]): role_tags(role) for role in _active(catalog).to_dict("records")
        }

    def rank(self, profile: Profile) -> list[str]:
        """Role ids, best first."""
        return by_shared_tags(self.tags, profile_tags(profile))


class Bm25Index:
    """Texts in the order of Okapi BM25 for the words of a query; ties by id.

    Parameters
    ----------
    texts : mapping of id to text
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.ids = list(texts)
        self.retriever = bm25s.BM25()
        if texts:
            self.retriever.index(words_of_texts(list(texts.values())), show_progress=False)

    def rank(self, query: str) -> list[str]:
        """Ids of the texts, best first."""
        if not self.ids:
            return []
        scores = self.retriever.get_scores(words_of_texts([query])[0])
        return ordered(dict(zip(self.ids, scores.tolist(), strict=True)))


class Bm25:
    """All active roles by Okapi BM25 of their text and labels; ties by role id."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.index = Bm25Index(
            {str(id_): _document(catalog, role) for id_, role in _active(catalog).iterrows()}
        )

    def rank(self, profile: Profile) -> list[str]:
        """Role ids, best first."""
        return self.index.rank(query_of(self.catalog, profile))


class ProfessionAtRandom:
    """The active roles that name the person's profession, in an order of chance.

    Parameters
    ----------
    seed : int
        Together with the profile's id it fixes the order.
    """

    def __init__(self, catalog: Catalog, seed: int = 0) -> None:
        self.roles = _active(catalog)
        self.seed = seed

    def rank(self, profile: Profile) -> list[str]:
        """Role ids, best first."""
        named = self.roles[c.PROFESSIONS].map(lambda names: profile.profession in names)
        return at_random(
            self.roles.index[named.to_numpy(dtype=bool)], profile.profile_id, self.seed
        )


class CrudeRule:
    """What a careful person would do with a spreadsheet: filter, then count shared interests.

    Kept are active roles that name the profession (or students, for a person in training), that
    name no specialty or one of the person's, and whose length, where stated, can suit both. A
    shared focus area gives one point, a stated length half a point. Ties by role id.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.roles = _active(catalog).to_dict("records")

    def rank(self, profile: Profile) -> list[str]:
        """Role ids, best first."""
        interests = set(profile.focus_areas)
        return ordered(
            {
                str(role[c.ROLE_ID]): len(interests & set(role[c.FOCUS_AREAS]))
                + (0.5 if role[c.MIN_WEEKS] > 0 or role[c.MAX_WEEKS] > 0 else 0.0)
                for role in self.roles
                if self._is_kept(profile, role)
            }
        )

    def _is_kept(self, profile: Profile, role: Mapping[Any, Any]) -> bool:
        professions = {profile.profession} | ({"student"} if profile.trainee == "yes" else set())
        specialties = set(role[c.SPECIALTIES])
        return (
            bool(professions & set(role[c.PROFESSIONS]))
            and (
                not specialties
                or not profile.specialties
                or bool(specialties & set(profile.specialties))
            )
            and not role[c.MIN_WEEKS]
            > (NO_LIMIT if profile.max_weeks is None else profile.max_weeks)
            and not role[c.MAX_WEEKS] < (profile.min_weeks or 0)
        )


def all_rankers(catalog: Catalog, recommender: Recommender, seed: int = 0) -> dict[str, Ranker]:
    """Our ranking and everything it is compared with, by name, ours first."""
    return {
        OURS: Ours(recommender),
        "crude rule": CrudeRule(catalog),
        "BM25": Bm25(catalog),
        "shared tags": SharedTags(catalog),
        "random": ProfessionAtRandom(catalog, seed),
        "equal weights": Ours(
            Recommender(catalog, equal_weights(recommender.weights), recommender.today.item())
        ),
    }


def equal_weights(weights: WeightSet) -> WeightSet:
    """The same curves and values of unknown with one point for every term."""
    return weights.changed(**dict.fromkeys(weights.terms, 1.0))


def profile_tags(profile: Profile) -> frozenset[tuple[str, str]]:
    """The ids of a profile, each with its kind."""
    return _tags(
        professions=(profile.profession,),
        specialties=profile.specialties,
        focus_areas=profile.focus_areas,
        countries=profile.countries,
        settings=profile.settings,
        languages=by_language(profile.languages),
    )


def role_tags(role: Mapping[Any, Any] | pd.Series) -> frozenset[tuple[str, str]]:
    """The ids of a role, each with its kind."""
    return _tags(
        professions=role[c.PROFESSIONS],
        specialties=role[c.SPECIALTIES],
        focus_areas=role[c.FOCUS_AREAS],
        countries=role[c.COUNTRIES],
        settings=role[c.SETTING],
        languages=by_language(role[c.LANGUAGES]),
    )


def _tags(**ids: Iterable[str]) -> frozenset[tuple[str, str]]:
    return frozenset((kind, id_) for kind, many in ids.items() for id_ in many)


def _active(catalog: Catalog) -> pd.DataFrame:
    return catalog.roles[catalog.roles[c.STATUS] != "past"]


def by_shared_tags(tags: Mapping[str, frozenset[Any]], wanted: frozenset[Any]) -> list[str]:
    """Ids by how many of the wanted tags they have, most first; ties by id."""
    return ordered({id_: len(own & wanted) for id_, own in tags.items()})


def at_random(ids: Iterable[str], of: str, seed: int = 0) -> list[str]:
    """Ids in an order of chance, the same for the id of a person or an article and a seed."""
    rng = np.random.default_rng([seed, *of.encode()])
    return [str(id_) for id_ in rng.permutation(np.array(sorted(map(str, ids)), dtype=str))]


def ordered(scores: Mapping[str, float]) -> list[str]:
    """Ids by their score, best first; ties by id."""
    return sorted(scores, key=lambda id_: (-scores[id_], id_))


def _document(catalog: Catalog, role: pd.Series) -> str:
    return " ".join(
        [
            role[c.TITLE],
            role[c.SUMMARY],
            *labels_of_record(catalog, role),
            *labels_of(catalog, "setting", role[c.SETTING]),
        ]
    )


def query_of(catalog: Catalog, profile: Profile) -> str:
    """The words of a profile: what it says, and the labels of its ids."""
    return " ".join(
        [
            profile.statement,
            *labels_of(catalog, "profession", [profile.profession]),
            *labels_of(catalog, "specialty", profile.specialties),
            *labels_of(catalog, "focus_area", profile.focus_areas),
            *labels_of(catalog, "setting", profile.settings),
            *(catalog.places.name(code) for code in profile.countries),
        ]
    )


def words_of_texts(texts: list[str]) -> list[list[str]]:
    """The words of each text, as BM25 takes them."""
    words = bm25s.tokenize(texts, return_ids=False, show_progress=False)
    return [list(each) for each in words]
