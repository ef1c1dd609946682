"""People as they are ranked, kept in this process as long as they say the same.

What is kept holds no name, no contact and no statement. It says nothing of who may be seen: whom a
list may name, and who may read it, is asked of the store each time.
"""

from __future__ import annotations

import dataclasses
import threading
import weakref
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd
from sqlalchemy import select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from matching.kept import Kept, KeptBeside
from matching.profile import Profile
from matching.recommending.people import People
from matching.recommending.recommender import Recommender
from matching.services.recruiter.labels import candidate_label
from matching.services.shared.kept_profiles import readable
from matching.store import Database
from matching.store.schema import ProfileRow
from matching.weights.sorting import Deck, candidates_deck

_NUMBERS: Final = ("years_experience", "min_weeks", "max_weeks")
_WORDS: Final = ("account_id", "label", "profession")
FACTS: Final = (
    "profession", "specialties", "years_experience", "languages", "countries", "regions",
    "min_weeks", "max_weeks", "available_from", "available_to",
)  # fmt: skip
"""Fields of the profile that stand in the list."""
MOST_ROLES: Final = 32
"""Rankings of one crowd that are kept."""
MOST_APART: Final = 32
"""Small crowds that are kept: who changed since the large one was made, or is seen for one role."""
MOST_DECKS: Final = 8
"""Decks of cards that are kept."""
MOST_READ: Final = 5_000
"""Profiles of people outside the large crowd that are kept."""
FEWEST_APART: Final = 50
SHARE_APART: Final = 0.02
"""Where more people than both say have changed, the large crowd is made anew."""
AT_ONCE: Final = 1_000
"""People whom the store is asked for in one step; a database takes only so many values."""


class Stamp(NamedTuple):
    """A profile as it was saved; the next saving gives another stamp.

    Parameters
    ----------
    saved_at : object
        The moment as the database gives it; it tells a profile from one of a restored backup.
    """

    account_id: str
    version: int
    saved_at: object


STAMP: Final = (
    type_coerce(ProfileRow.account_id, NullType()),
    ProfileRow.version,
    type_coerce(ProfileRow.updated_at, NullType()),
)
"""What is read for a stamp, as the database gives it: it is read of everybody each time."""


class Crowd:
    """People who are ranked together, and their rankings.

    Parameters
    ----------
    read : dict of Stamp to Profile
        Without statements; None for a profile that cannot be read any more, which is not ranked.
    """

    def __init__(self, read: Mapping[Stamp, Profile | None]) -> None:
        self.read: Final = dict(read)
        profiles = [profile for profile in read.values() if profile is not None]
        self._people = People(profiles)
        self._facts = _facts(profiles)
        self._rankings: KeptBeside[Recommender, tuple[str, frozenset[str]], pd.DataFrame]
        self._rankings = KeptBeside(MOST_ROLES)

    @property
    def people(self) -> People:
        """They as they are ranked, without the profiles that cannot be read."""
        return self._people

    def ranked(
        self, recommender: Recommender, role_id: str, keep: frozenset[str] = frozenset()
    ) -> pd.DataFrame:
        """Rank them for a role, as `Recommender.ranked_people` does.

        Returns
        -------
        DataFrame
            `account_id`, `label`, `rank`, `score`, `n_known`, `n_terms`, `FACTS`, points per term.
        """
        return self._rankings.get(
            recommender, (role_id, keep), lambda: self._ranked(recommender, role_id, keep)
        )

    def _ranked(self, recommender: Recommender, role_id: str, keep: frozenset[str]) -> pd.DataFrame:
        table = recommender.ranked_people(role_id, self._people, keep)
        facts = self._facts.loc[table["profile_id"]].reset_index(drop=True)
        numbers = table[["rank", "score", "n_known", "n_terms"]]
        points = table[list(recommender.weights.terms)]
        who = facts[["account_id", "label"]]
        return pd.concat([who, numbers, facts[list(FACTS)], points], axis=1)


@dataclasses.dataclass(frozen=True, eq=False)
class Found:
    """The people whom organizations find, as they are now, beside the large crowd.

    Parameters
    ----------
    stamps : sequence of Stamp
        Of all of them.
    changed : sequence of Stamp
        Whom the crowd lacks, or has as they were before.
    gone : frozenset of account id
        Whom the crowd has and who are not found any more, or not as they were.
    """

    stamps: Sequence[Stamp]
    crowd: Crowd
    changed: Sequence[Stamp]
    gone: frozenset[str]


class Crowds:
    """The people of one store: most of them in one large crowd, the others in small ones."""

    def __init__(self) -> None:
        self._found = Found([], Crowd({}), (), frozenset())
        self._apart: Kept[tuple[Stamp, ...], Crowd] = Kept(MOST_APART)
        self._decks: KeptBeside[Recommender, tuple[str, tuple[Stamp, ...]], Deck]
        self._decks = KeptBeside(MOST_DECKS)
        self._read_apart: dict[Stamp, Profile | None] = {}
        self._finding, self._reading = threading.Lock(), threading.Lock()

    def found(self, session: Session, stamps: list[Stamp]) -> Found:
        """Give the large crowd, and who is otherwise now; it is made anew if those are many.

        Parameters
        ----------
        stamps : list of Stamp
            Of everybody whom organizations find.
        """
        with self._finding:
            if stamps != self._found.stamps:
                self._found = self._compared(session, stamps)
            return self._found

    def _compared(self, session: Session, stamps: list[Stamp]) -> Found:
        crowd, now = self._found.crowd, set(stamps)
        changed = [stamp for stamp in stamps if stamp not in crowd.read]
        gone = [stamp.account_id for stamp in crowd.read if stamp not in now]
        if max(len(changed), len(gone)) > max(FEWEST_APART, SHARE_APART * len(stamps)):
            return Found(stamps, Crowd(self._profiles(session, stamps)), (), frozenset())
        return Found(stamps, crowd, changed, frozenset(gone))

    def apart(self, session: Session, stamps: Iterable[Stamp]) -> Crowd:
        """Give a crowd of few people."""
        these = tuple(stamps)
        return self._apart.get(these, lambda: Crowd(self.profiles(session, these)))

    def deck(self, recommender: Recommender, role_id: str, people: Mapping[Stamp, Profile]) -> Deck:
        """Give the cards of some people for a role, who all fit it."""
        return self._decks.get(
            recommender,
            (role_id, tuple(people)),
            lambda: candidates_deck(recommender, role_id, list(people.values())),
        )

    def profiles(self, session: Session, stamps: Sequence[Stamp]) -> dict[Stamp, Profile | None]:
        """Give profiles without statements; None for one that cannot be read any more."""
        read = self._profiles(session, stamps)
        large = self._found.crowd.read
        with self._reading:
            self._read_apart |= {at: profile for at, profile in read.items() if at not in large}
            for stamp in list(self._read_apart)[: max(0, len(self._read_apart) - MOST_READ)]:
                del self._read_apart[stamp]
        return read

    def _profiles(self, session: Session, stamps: Sequence[Stamp]) -> dict[Stamp, Profile | None]:
        """Give profiles; only those that are not kept are read."""
        large = self._found.crowd.read
        with self._reading:
            apart = {at: self._read_apart[at] for at in stamps if at in self._read_apart}
        known = apart | {at: large[at] for at in stamps if at in large}
        new = [at for at in stamps if at not in known]
        for first in range(0, len(new), AT_ONCE):
            known |= _read(session, [at.account_id for at in new[first : first + AT_ONCE]])
        return {at: known.get(at) for at in stamps}


_crowds: Final[weakref.WeakKeyDictionary[Database, Crowds]] = weakref.WeakKeyDictionary()
_opening: Final = threading.Lock()


def crowds_of(database: Database) -> Crowds:
    """Give the crowds of a store, which every page of this process shares."""
    with _opening:
        if database not in _crowds:
            _crowds[database] = Crowds()
        return _crowds[database]


def _read(session: Session, account_ids: Sequence[str]) -> dict[Stamp, Profile | None]:
    wanted = select(*STAMP, ProfileRow.body).where(ProfileRow.account_id.in_(account_ids))
    return {
        Stamp(*stamp): as_seen(body, stamp[0], with_statement=False)
        for *stamp, body in session.execute(wanted)
    }


def as_seen(body: Mapping[str, Any], account_id: str, *, with_statement: bool) -> Profile | None:
    """Read a saved profile as an organization sees it; None for one that is none any more."""
    without = {} if with_statement else {"statement": ""}
    return readable(body, profile_id=account_id, **without)


def _facts(profiles: Sequence[Profile]) -> pd.DataFrame:
    """Give what a list says of people, by the id of their account."""
    ids = [profile.profile_id for profile in profiles]
    said: dict[str, list[Any]] = {
        "account_id": ids,
        "label": [candidate_label(account_id) for account_id in ids],
        **{name: [getattr(profile, name) for profile in profiles] for name in FACTS},
    }
    kinds = dict.fromkeys(_NUMBERS, "float") | dict.fromkeys(_WORDS, "str")
    columns = {
        name: pd.Series(values, index=ids, dtype=kinds.get(name, "object"))
        for name, values in said.items()
    }
    return pd.DataFrame(columns)
