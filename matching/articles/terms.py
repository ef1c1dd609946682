"""How far each article suits a person in one respect: terms in [0, 1] over all articles."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from matching.arrays import Bools, Floats
from matching.articles.article_index import ArticleIndex
from matching.articles.hindrances import LONG_STAY, SHORT_STAY, Hindrance
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.place import answers
from matching.reference.vocabulary import OBSTACLES
from matching.words.labels import labels_of

OPEN = 0.5
"""What an article counts that does not speak of it."""
FEW = 4
"""Up to so many professions an article is about them; beyond, it is for everyone."""
STAGE = {"exploring": 0.8, "preparing": 1.0, "any": 0.7, "serving": 0.5, "returning": 0.1}
OF_SOME = frozenset(("trainee", "debt", "re-entry", "loneliness", "family"))
"""Obstacles that are nothing to most people."""
LEAST_LIKE = 0.1
"""Likeness of words below which nothing is called alike."""
IN_A_REGION = 0.8
"""What a country counts that lies in a wished region and was not named itself."""
OTHER_FAITHS = frozenset(("none", "secular", "jewish", "muslim", "hindu", "buddhist"))
NEAR_FIELD = 0.3
"""Degree from which on one specialty is near another."""
MORE, TOLD = 0.25, 0.4
"""What each further obstacle counts, and what a help counts in a text that only tells."""
NEAR_RETIRING = 25.0
"""Years of experience from which on retirement is near; nobody is taken for young unsaid."""
SHARED_WORK, OWN_WORK = 0.7, 0.3


def profession(person: EncodedProfile, index: ArticleIndex) -> Floats:
    """1 for the person's own profession, less for one that may act for it, little for others."""
    catalog = person.catalog
    student = catalog.profession_ids.index("student")
    named = index.professions.copy()
    named[:, student] = False
    many = np.where(named.sum(axis=1) > FEW, 0.8, 1.0)
    nobody = ~index.professions.any(axis=1)
    if person.is_trainee:
        of_students = index.professions[:, student]
        own = (named & person.study).any(axis=1)
        open_field = ~named.any(axis=1) | ~person.study.any()
        value = np.where(
            of_students, np.where(own | open_field, 1.0, 0.15), np.where(own, 0.6, 0.1)
        )
        return np.where(nobody, OPEN, value)
    own_column = person.profession
    acting = catalog.adjacency.professions[own_column]
    near = np.where(named, acting[None, :], 0.0).max(axis=1)
    value = np.where(named[:, own_column], many, 0.5 * near * (near >= 0.5) + 0.08)
    return np.where(nobody, OPEN, value)


def specialty(person: EncodedProfile, index: ArticleIndex) -> Floats:
    """1 for the person's own specialty, less for a near one, 0 for others."""
    said = person.specialties
    theirs = person.catalog.specialties_of[person.profession] | said
    some = (index.specialties & theirs).any(axis=1)
    if not said.any():
        return np.where(some, 0.35, OPEN)
    near = _nearness(person, index)
    own = (index.specialties & said).any(axis=1)
    crowd = np.where(index.specialties.sum(axis=1) > FEW, 0.8, 1.0)
    return np.where(some, np.where(own, crowd, 0.6 * near), OPEN)


def work(person: EncodedProfile, index: ArticleIndex, wished: Mapping[str, float]) -> Floats:
    """What of the wished work the article is about, and how much of it is that; rare work first."""
    ids = person.catalog.focus_ids
    wish = np.array([wished.get(name, 0.0) for name in ids])
    if not wish.any():
        return np.full(len(index), OPEN)
    worth = index.rarity * wish
    full = (index.rarity * (wish >= 1.0)).sum() or worth.sum() or 1.0
    covered = np.minimum(1.0, (index.focus_areas * worth).sum(axis=1) / full) ** 0.7
    related = person.catalog.adjacency.related
    nearness = (related * np.minimum(1.0, wish)[:, None]).max(axis=0)
    weight = index.focus_areas * index.rarity
    own = (weight * nearness[None, :]).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-9)
    found: Floats = SHARED_WORK * covered + OWN_WORK * own
    return found


def place(person: EncodedProfile, index: ArticleIndex) -> Floats:
    """1 for a wished country, half where the article names none, 0 for others."""
    profile = person.profile
    some = index.countries.any(axis=1)
    if not (profile.countries or profile.regions):
        return np.full(len(index), OPEN)
    degrees = answers(person)
    own = np.array([code in profile.countries for code in person.catalog.country_ids])
    degrees = np.where(own, degrees, IN_A_REGION * degrees)
    best = np.where(index.countries, degrees[None, :], 0.0).max(axis=1)
    crowd = np.where(index.countries.sum(axis=1) > FEW, 0.8, 1.0)
    return np.where(some, best * crowd, OPEN)


def obstacle(index: ArticleIndex, in_the_way: Mapping[str, Hindrance]) -> Floats:
    """How much of what stands in the person's way the article helps with."""
    weights = np.array([in_the_way[o].weight if o in in_the_way else 0.0 for o in OBSTACLES])
    if not weights.any():
        return np.zeros(len(index))
    helped = (index.obstacles * weights).max(axis=1)
    more = (index.obstacles * weights).sum(axis=1) - helped
    value: Floats = np.minimum(1.0, helped + MORE * more)
    return value * (TOLD + (1 - TOLD) * index.helpful)


def text(person: EncodedProfile, index: ArticleIndex) -> Floats:
    """Likeness of the words of a profile and an article, 1 for the most alike of all."""
    profile, catalog = person.profile, person.catalog
    said = [
        profile.statement,
        *labels_of(catalog, "profession", [profile.profession]),
        *labels_of(catalog, "specialty", profile.specialties),
        *labels_of(catalog, "focus_area", profile.focus_areas),
    ]
    if not len(index):
        return np.zeros(0)
    words = index.vectorizer.transform([" ".join(said)])
    likeness: Floats = np.asarray((index.words @ words.T).todense()).ravel()
    return likeness / max(float(likeness.max()), LEAST_LIKE)


def stage(index: ArticleIndex) -> Floats:
    """Nearest is what prepares for going."""
    return np.array([STAGE.get(name, OPEN) for name in index.stages])


def other_field(person: EncodedProfile, index: ArticleIndex) -> Bools:
    """Of specialties of the person's profession alone that are not near their own."""
    if not person.specialties.any():
        return np.zeros(len(index), dtype=bool)
    theirs = person.catalog.specialties_of[person.profession]
    some: Bools = (index.specialties & theirs).any(axis=1)
    return some & (_nearness(person, index) < NEAR_FIELD)


def _nearness(person: EncodedProfile, index: ArticleIndex) -> Floats:
    """Degree to which each article's nearest specialty is near one of the person's."""
    degrees = person.catalog.adjacency.specialties[person.specialties].max(axis=0)
    near: Floats = np.where(index.specialties, degrees[None, :], 0.0).max(axis=1)
    return near


def unfit(
    person: EncodedProfile, index: ArticleIndex, in_the_way: Mapping[str, Hindrance]
) -> dict[str, Bools]:
    """What speaks against an article: the name of the reason, and where it holds."""
    profile = person.profile
    names = list(OBSTACLES)
    own = np.array([name in in_the_way for name in names])
    none = np.zeros(len(index), dtype=bool)
    at_home = index.focus_areas[:, person.catalog.focus_ids.index("domestic")]
    other_faith = profile.faith in OTHER_FAITHS
    long_stay = (profile.min_weeks or 0) >= LONG_STAY
    short_stay = profile.max_weeks is not None and profile.max_weeks <= SHORT_STAY * 4
    is_helped, some_place = index.obstacles.any(axis=1), index.countries.any(axis=1)
    of_others = (index.obstacles & np.array([name in OF_SOME for name in names])).any(axis=1)
    home_wished = person.wishes_home or (
        bool(profile.countries) and set(profile.countries) <= set(profile.licensed_in)
    )
    return {
        "faith": index.christian & (profile.accepts == "secular"),
        "another_faith": index.christian & other_faith & (profile.accepts != "secular"),
        "avoided": some_place & ~(index.countries & (answers(person) > 0)).any(axis=1)
        if profile.avoid
        else none,
        "another_specialty": other_field(person, index),
        "students": none if person.is_trainee else index.of_students,
        "others": (is_helped & ~(index.obstacles & own).any(axis=1) & of_others)
        | (index.retiring & ((profile.years_experience or NEAR_RETIRING) < NEAR_RETIRING)),
        "at_home": none if home_wished else at_home,
        "abroad": ~at_home if home_wished else none,
        "length": (index.long & short_stay) | (index.short & long_stay),
        "undated": index.undated,
    }
