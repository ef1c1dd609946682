"""Which obstacles of which professions have articles enough, and which have too few."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping

import numpy as np

from matching.articles.article_index import ArticleIndex
from matching.reference.vocabulary import OBSTACLES

ENOUGH = 3
"""So many good articles are enough: more than one view, and one may be gone tomorrow."""

Pair = tuple[str, str]
"""An obstacle, and the profession of those who meet it."""


@dataclasses.dataclass(frozen=True)
class Gap:
    """An obstacle that people of a profession meet and that too few good articles help with.

    Parameters
    ----------
    people : int
        How many meet it.
    article_ids : tuple of str
        The good articles that there are.
    """

    obstacle: str
    profession: str
    people: int
    article_ids: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many good articles are missing."""
        return ENOUGH - len(self.article_ids)


def good_articles(
    index: ArticleIndex, obstacle: str, profession: str, without: Collection[str] = ()
) -> tuple[str, ...]:
    """Ids of the articles that help with an obstacle and are for a profession or for everybody.

    The line is the ranking's own (`terms.profession`): what is for others alone counts little for
    them. Events that are over, and articles of students for others, are none.

    Parameters
    ----------
    without : collection of str
        Ids of articles that do not count, such as those whose page is gone.
    """
    helps = index.obstacles[:, list(OBSTACLES).index(obstacle)]
    own = index.professions[:, index.catalog.profession_ids.index(profession)]
    is_for_it = own | ~index.professions.any(axis=1)
    if profession != "student":
        is_for_it &= ~index.of_students
    counts = ~np.isin(index.ids, list(without)) if without else np.ones(len(index), dtype=bool)
    return tuple(index.ids[helps & is_for_it & ~index.over & counts].tolist())


def gaps(index: ArticleIndex, met: Mapping[Pair, int], without: Collection[str] = ()) -> list[Gap]:
    """Give what has too few good articles, that first of which most people miss most.

    Parameters
    ----------
    met : mapping of pair to number
        How many people of a profession meet an obstacle.
    """
    found = [
        Gap(obstacle, profession, people, good_articles(index, obstacle, profession, without))
        for (obstacle, profession), people in met.items()
    ]
    few = [gap for gap in found if gap.missing > 0]
    return sorted(few, key=lambda gap: (-gap.people * gap.missing, gap.obstacle, gap.profession))
