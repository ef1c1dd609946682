"""What a worker does: it is given a setting once, and ranks one block after the other by it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import pickle
import threading
from abc import ABC, abstractmethod
from typing import Any, Generic, NamedTuple, Self, TypeVar

from matching import columns as c
from matching.bulk.errors import BulkError
from matching.bulk.origin import program
from matching.bulk.tables import PEOPLE_COLUMNS, ROLES_COLUMNS, Form, Rows, written
from matching.catalog import Catalog
from matching.comparison.weight_set import WeightSet
from matching.profile import Profile
from matching.recommending.people import People
from matching.recommending.recommender import Recommender

MOST_NAMED = 10
"""Of those for whom nothing was found."""

Item = TypeVar("Item")


class Block(NamedTuple, Generic[Item]):
    """Some people or roles, numbered in the order of the whole."""

    number: int
    items: tuple[Item, ...]


class Piece(NamedTuple):
    """What became of a block.

    Attributes
    ----------
    content : bytes
        As from `tables.written`.
    n, n_without : int
        How many people or roles were ranked for, and for how many of them nothing was found.
    without : tuple of str
        The first of these, by id.
    """

    number: int
    content: bytes
    n: int
    n_without: int
    without: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Setting(ABC, Generic[Item]):
    """All that a worker must know to rank a block: what it does to it, and by what."""

    catalog: Catalog
    weights: WeightSet
    day: dt.date
    n: int
    form: Form

    @classmethod
    def of(cls, recommender: Recommender, n: int, form: Form, *more: object) -> Self:
        """Give the setting by which a worker ranks as a recommender does."""
        catalog, weights, day = recommender.catalog, recommender.weights, recommender.today.item()
        return cls(catalog, weights, day, n, form, *more)

    @functools.cached_property
    def recommender(self) -> Recommender:
        """The recommender of this worker."""
        return Recommender(self.catalog, self.weights, self.day)

    @property
    @abstractmethod
    def columns(self) -> tuple[str, ...]:
        """Columns of the table, of which the first names whom the others are ranked for."""

    @abstractmethod
    def best(self, item: Item) -> tuple[str, Rows]:
        """The id of a person or role, and the other columns of the best for it."""

    def piece(self, block: Block[Item]) -> Piece:
        """Rank for each of a block."""
        rows: dict[str, list[Any]] = {name: [] for name in self.columns}
        without = []
        for item in block.items:
            id_, best = self.best(item)
            n_found = len(best[c.RANK])
            if not n_found:
                without.append(id_)
            for name, values in best.items():
                rows[name] += values
            rows[self.columns[0]] += [id_] * n_found
        content = written(rows, self.columns, self.form)
        named = tuple(without[:MOST_NAMED])
        return Piece(block.number, content, len(block.items), len(without), named)

    def pickled(self) -> bytes:
        """Give it as bytes, without what a worker makes of it."""
        plain = dataclasses.replace(self, catalog=dataclasses.replace(self.catalog))
        return pickle.dumps((program(), pickle.dumps(plain)))


@dataclasses.dataclass(frozen=True)
class RolesForPeople(Setting[Profile]):
    """The first `n` roles of each person."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the table."""
        return ROLES_COLUMNS

    def best(self, item: Profile) -> tuple[str, Rows]:
        """The person's id and the roles that are open to them, best first."""
        matches = self.recommender.recommend(item, self.n)
        return item.profile_id, {name: matches[name].tolist() for name in self.columns[1:]}


@dataclasses.dataclass(frozen=True)
class PeopleForRoles(Setting[str]):
    """The first `n` people of each role."""

    profiles: tuple[Profile, ...]

    @functools.cached_property
    def people(self) -> People:
        """The people as this worker keeps them."""
        return People(self.profiles)

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the table."""
        return PEOPLE_COLUMNS

    def best(self, item: str) -> tuple[str, Rows]:
        """The role's id and the people who fit it, best first."""
        fits = self.recommender.ranked_people(item, self.people).head(self.n)
        whole = fits.astype({c.RANK: int, c.BAND: int})
        return item, {name: whole[name].tolist() for name in self.columns[1:]}


# ---- in a worker of its own -------------------------------------------------------------------

_GIVEN: dict[str, bytes] = {}
_SETTINGS: dict[str, Setting[Any]] = {}
_LOCK = threading.Lock()


def prepare(key: str, pickled: bytes) -> None:
    """Take a setting; what is dear is made with the first block.

    Raises
    ------
    BulkError
        The setting is of another version of the program.
    """
    theirs, setting = pickle.loads(pickled)
    if theirs != program():
        raise BulkError(
            f"A worker has another version of Missionmatch ({program()}) than the command "
            f"({theirs}). Give the command again when all have the same."
        )
    _GIVEN[key] = setting


def forget(key: str) -> None:
    """Let a setting go."""
    _GIVEN.pop(key, None)
    _SETTINGS.pop(key, None)


def done(key: str, block: Block[Any]) -> Piece:
    """Rank a block by the setting of this name."""
    with _LOCK:
        if key not in _SETTINGS:
            _SETTINGS[key] = pickle.loads(_GIVEN[key])
    return _SETTINGS[key].piece(block)
