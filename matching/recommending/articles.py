"""Articles for a professional, and for the roles in view."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from matching.arrays import Floats, Ints
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.place import IN_REGION, answers
from matching.catalog import Catalog
from matching.phrases import inside, listed
from matching.profile import Profile

PARTS = {"profession": 0.22, "specialty": 0.16, "focus": 0.34, "country": 0.16, "stage": 0.12}
"""Weight of what an article and a profile can share; `PARTS` without a wish are left out."""
MANY_PROFESSIONS = 5
"""An article for this many professions is for everyone: sharing one of them says less."""
STAGE_WORTH = {"exploring": 1.0, "preparing": 0.9, "any": 0.7, "serving": 0.5, "returning": 0.2}
"""For a person who looks for a role; one who has served would weigh it the other way."""
SAME_PUBLISHER = 0.85
"""Each further article of a publisher counts this much less, so that the list is varied."""


def rank_articles(
    catalog: Catalog, profile: Profile, n: int = 10, *, role_ids: Sequence[str] = ()
) -> pd.DataFrame:
    """Rank articles by what they share with a profile.

    Parameters
    ----------
    role_ids : sequence of str
        Roles in view (the head of the person's list): their countries and focus areas count in
        part, so that the reading fits the list.

    Returns
    -------
    DataFrame
        `article_id`, `rank`, `score` (0 to 1), `shared` (tuple of phrases), `why`.
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n}.")
    articles = catalog.articles
    person = EncodedProfile(profile, catalog)
    parts = _parts(catalog, person, role_ids)
    total = sum(PARTS[name] for name in parts)
    score = sum(
        (PARTS[name] / total * value for name, value in parts.items()), np.zeros(len(articles))
    )
    ids = articles.index.to_numpy(dtype=str)
    ordered = np.lexsort((ids, -score))
    chosen = _varied(ordered, score, articles["publisher"].tolist(), n)
    shared = [_shared(catalog, person, articles.iloc[row]) for row in chosen]
    return pd.DataFrame(
        {
            "article_id": ids[chosen],
            "rank": np.arange(1, len(chosen) + 1),
            "score": score[chosen],
            "shared": shared,
            "why": [_why(phrases) for phrases in shared],
        }
    )


def _parts(catalog: Catalog, person: EncodedProfile, role_ids: Sequence[str]) -> dict[str, Floats]:
    articles, profile = catalog.articles, person.profile
    parts: dict[str, Floats] = {
        "profession": _profession(catalog, person),
        "stage": np.array([STAGE_WORTH.get(stage, 0.5) for stage in articles["stage"]]),
    }
    if profile.specialties:
        parts["specialty"] = _overlap(articles["specialties"], profile.specialties)
    focus = dict.fromkeys(profile.focus_areas, 1.0)
    where = {
        code: float(value)
        for code, value in zip(catalog.country_ids, answers(person), strict=True)
        if value > 0 and (profile.countries or profile.regions)
    }
    for role_id in role_ids[:5]:
        role = catalog.role(role_id)
        for name in role["focus_areas"]:
            focus.setdefault(name, 0.25)
        for code in role["countries"]:
            where.setdefault(code, 0.5)
    if focus:
        parts["focus"] = _focus(catalog, focus)
    if where:
        parts["country"] = np.array(
            [
                max((where.get(code, 0.0) for code in codes), default=0.0)
                / (1.0 if len(codes) <= 3 else 1.5)
                for codes in articles["countries"]
            ]
        )
    return parts


def _profession(catalog: Catalog, person: EncodedProfile) -> Floats:
    wanted = {person.profile.profession} | ({"student"} if person.is_trainee else set())
    worth = []
    for professions in catalog.articles["professions"]:
        if not professions:
            worth.append(0.4)
        elif wanted & set(professions):
            worth.append(1.0 if len(professions) < MANY_PROFESSIONS else 0.7)
        else:
            worth.append(0.0)
    return np.array(worth, dtype=float)


def _overlap(lists: pd.Series, wanted: Sequence[str]) -> Floats:
    return np.array([1.0 if set(names) & set(wanted) else 0.0 for names in lists])


def _focus(catalog: Catalog, wished: dict[str, float]) -> Floats:
    """Share of the wished focus areas, rare ones counting more, with a bonus for the best one."""
    lists = catalog.articles["focus_areas"]
    counts = catalog.article_counts
    rarity = {name: float(np.log((len(lists) + 1) / (counts.get(name, 0) + 1))) for name in wished}
    most = sum(rarity[name] * worth for name, worth in wished.items() if worth == 1.0)
    most = most or sum(rarity[name] * worth for name, worth in wished.items())
    return np.array(
        [
            min(1.0, sum(rarity[name] * wished[name] for name in names if name in wished) / most)
            ** 0.7
            if most > 0
            else 0.0
            for names in lists
        ]
    )


def _varied(ordered: Ints, score: Floats, publishers: Sequence[str], n: int) -> list[int]:
    """Take the best of what is left n times; articles of a publisher taken before count less."""
    head = [int(row) for row in ordered[: max(40, 3 * n)]]
    taken: dict[str, int] = {}
    chosen: list[int] = []
    while head and len(chosen) < n:
        best = max(
            head,
            key=lambda row: score[row] * SAME_PUBLISHER ** taken.get(publishers[row], 0),
        )
        head.remove(best)
        chosen.append(best)
        if publishers[best]:
            taken[publishers[best]] = taken.get(publishers[best], 0) + 1
    return chosen


def _shared(catalog: Catalog, person: EncodedProfile, article: pd.Series) -> tuple[str, ...]:
    profile, vocabulary = person.profile, catalog.vocabulary
    phrases = []
    interests = [name for name in profile.focus_areas if name in article["focus_areas"]]
    if interests:
        names = listed([inside(vocabulary.focus_areas[name]) for name in interests])
        count = (
            f"{len(interests)} of your interests ({names})"
            if len(interests) > 1
            else f"your interest in {names}"
        )
        phrases.append(count)
    specialties = [name for name in profile.specialties if name in article["specialties"]]
    if specialties:
        names = listed([inside(vocabulary.specialty_labels[name]) for name in specialties])
        phrases.append(f"your specialty, {names}")
    elif profile.profession in article["professions"]:
        phrases.append(f"your profession, {inside(vocabulary.professions[profile.profession])}")
    elif person.is_trainee and "student" in article["professions"]:
        phrases.append("being in training")
    if profile.countries or profile.regions:
        near = [
            code
            for code in article["countries"]
            if answers(person)[catalog.country_ids.index(code)] >= IN_REGION
        ]
        if near:
            phrases.append(
                f"a place you asked for, {listed([catalog.places.phrase(c) for c in near])}"
            )
    return tuple(phrases)


def _why(phrases: Sequence[str]) -> str:
    if not phrases:
        return "For everyone who thinks about serving."
    return f"Shares {listed(phrases, most=4)}."
