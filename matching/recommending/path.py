"""The way from "could I?" to coming home: for each step what to read, what is known, what to ask.

What is said of a step comes from an article or from the roles at the head of the person's list; the
rest are questions.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import yaml

from matching import columns as c
from matching import phrases
from matching.articles.article_index import ArticleIndex
from matching.aspects.aspect import MISSING, NOT_STATED
from matching.comparison.must_haves import MUST_HAVES, MustHaves
from matching.errors import DataError
from matching.profile import Profile
from matching.recommending.reading_in_context import all_articles, those_that_help
from matching.recommending.recommender import Recommender
from matching.reference.shipped import DATA_FOLDER
from matching.reference.vocabulary import OBSTACLES, STAGES

FILE: Final = DATA_FOLDER / "path.yaml"
READING: Final = 2
"""Articles of a step."""
MANY: Final = 3
"""Professions from which on an article is for everyone."""
WEEK: Final = 7
OPEN_TO_LICENCE: Final = ("licence", "eligibility")
STAGE_FIRST: Final = {
    "curious": "could-i", "deciding": "ask", "preparing": "licence", "there": "there",
    "home": "home",
}  # fmt: skip
"""The step with which one begins, by where one is."""
WHERE: Final = {
    "curious": "Only curious", "deciding": "Deciding", "preparing": "Getting ready",
    "there": "There now", "home": "Home again",
}  # fmt: skip

Fact = tuple[str, tuple[str, ...]]
"""What is known, in words, and the ids of the roles from which."""


@dataclasses.dataclass(frozen=True)
class Step:
    """A step of the path as `data/path.yaml` has it."""

    id: str
    title: str
    obstacles: tuple[str, ...]
    questions: tuple[str, ...]
    stages: tuple[str, ...] = tuple(STAGES)
    with_family: bool = False


@dataclasses.dataclass(frozen=True)
class StepForYou:
    """A step for a person.

    Attributes
    ----------
    facts : tuple of Fact
        What is known from the roles at the head of the list.
    articles : DataFrame
        `article_id` and `why`, best first.
    """

    step: Step
    facts: tuple[Fact, ...]
    articles: pd.DataFrame


def read_steps(path: Path = FILE) -> tuple[Step, ...]:
    """Read the steps and check every word of them.

    Raises
    ------
    DataError
        The file cannot be read, or a step has an unknown obstacle or stage, or none.
    """
    try:
        table = yaml.safe_load(path.read_text("utf-8"))
        steps = tuple(_step(id_, said) for id_, said in table.items())
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, TypeError) as error:
        raise DataError(f"{path.name} cannot be read: {error}") from error
    for step in steps:
        unknown = [*set(step.obstacles) - set(OBSTACLES), *set(step.stages) - set(STAGES)]
        if unknown or not step.obstacles:
            raise DataError(f"{path.name}, {step.id}: found {unknown}, expected known obstacles.")
    return steps


@functools.cache
def shipped_steps() -> tuple[Step, ...]:
    """The steps that ship with the project."""
    return read_steps()


def path_for(
    recommender: Recommender,
    profile: Profile | None,
    role_ids: Sequence[str] = (),
    today: dt.date | None = None,
) -> list[StepForYou]:
    """The steps for a person, in their order; without a profile with what is for everyone.

    Parameters
    ----------
    role_ids : sequence of str
        The first roles of the person's list.
    """
    index = recommender.article_index
    ranked = all_articles(recommender, profile, role_ids) if profile else None
    facts = _facts(recommender, profile, role_ids, today) if profile else {}
    found = []
    read: set[str] = set()
    for step in shipped_steps():
        if step.with_family and profile is not None and profile.family == "no":
            continue
        articles = _reading(index, ranked, step, read)
        read |= set(articles["article_id"])
        found.append(StepForYou(step, facts.get(step.id, ()), articles))
    return found


def _reading(
    index: ArticleIndex, ranked: pd.DataFrame | None, step: Step, read: set[str]
) -> pd.DataFrame:
    """The first articles that help with the step and stand in no step before it."""
    if ranked is None:
        found = for_everyone(index, step)
    else:
        found = those_that_help(index, ranked, step.obstacles)
    stage_of = dict(zip(index.ids, index.stages, strict=True))
    fits = [id_ not in read and stage_of[id_] in step.stages for id_ in found["article_id"]]
    return found[np.array(fits, dtype=bool)].head(READING)[["article_id", "why"]]


def for_everyone(index: ArticleIndex, step: Step) -> pd.DataFrame:
    """Articles that help with a step and are for many professions, guides first."""
    helps = index.obstacles[:, [list(OBSTACLES).index(name) for name in step.obstacles]]
    n_professions = index.professions.sum(axis=1)
    fits = helps.any(axis=1) & ~index.over & ~index.specialties.any(axis=1)
    fits &= (n_professions >= MANY) | (n_professions == 0)
    worth = helps.sum(axis=1) + index.helpful
    order = [row for row in np.lexsort((index.ids, -worth)) if fits[row]]
    return pd.DataFrame({"article_id": index.ids[order], "why": ""})


def _facts(
    recommender: Recommender,
    profile: Profile,
    role_ids: Sequence[str],
    today: dt.date | None,
) -> dict[str, tuple[Fact, ...]]:
    """What the first roles tell of a step, by its id."""
    musts = recommender.must_haves(profile, role_ids)
    roles = [recommender.catalog.record(role_id) for role_id in role_ids]
    licence = _open_in(musts, role_ids, OPEN_TO_LICENCE)
    return {
        "could-i": tuple(_open_in(musts, role_ids, MUST_HAVES)),
        "licence": (*licence, *_days_left(profile, today)),
        "money": tuple(_prices(profile, roles)),
        "language": tuple(_open_in(musts, role_ids, ("language", "training"))),
    }


def _open_in(
    musts: MustHaves | None, role_ids: Sequence[str], names: Iterable[str]
) -> Iterator[Fact]:
    """What the first roles ask for and is open: neither met nor plainly missing."""
    if musts is None:
        return
    for name in names:
        status = musts.column(name)
        open_ = np.isin(status, (MISSING, NOT_STATED))
        if open_.any():
            which = tuple(np.array(role_ids)[open_].tolist())
            of_roles = f"{int(open_.sum())} of the first {phrases.counted(len(role_ids), 'role')}"
            yield f"{MUST_HAVES[name]}: {of_roles} of your list leave it open.", which


def _days_left(profile: Profile, today: dt.date | None) -> Iterator[Fact]:
    """How long it is until the person is free."""
    if profile.available_from is None or today is None or profile.available_from <= today:
        return
    weeks = (profile.available_from - today).days // WEEK
    day = phrases.day_in_words(profile.available_from)
    left = phrases.counted(weeks, "week")
    yield f"You are free from {day}: {left} from today for all that takes time.", ()


def _prices(profile: Profile, roles: Sequence[dict[str, Any]]) -> Iterator[Fact]:
    """What the first roles cost for all who come, and which give something."""
    priced = [role for role in roles if role[c.COST_USD] > 0]
    people = int(profile.people or (2 if profile.family == "yes" else 1))
    if priced:
        prices = [float(role[c.COST_USD]) * people for role in priced]
        low, high = f"${min(prices):,.0f}", f"${max(prices):,.0f}"
        of_all = phrases.counted(len(roles), "role")
        span = low if low == high else f"{low} to {high}"
        for_whom = "for you" if people == 1 else f"for the {people} of you"
        ids = tuple(role[c.ROLE_ID] for role in priced)
        yield f"{len(priced)} of the first {of_all} name a price: {span} {for_whom}.", ids
        if profile.budget_usd:
            rest = profile.budget_usd - min(prices)
            said = "remain" if rest >= 0 else "are missing"
            own = f"${profile.budget_usd:,.0f}"
            yield f"Of your {own}, ${abs(rest):,.0f} {said} at the lowest of them.", ids
    giving = [
        role for role in roles if set(role[c.FUNDING]) & {"salaried", "stipend", "expenses-paid"}
    ]
    if giving:
        ids = tuple(role[c.ROLE_ID] for role in giving)
        number = phrases.counted(len(giving), "role")
        yield f"{number} of them pay something or cover costs.", ids


def _step(id_: str, said: dict[str, Any]) -> Step:
    kept: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
    return Step(id_, **kept)
