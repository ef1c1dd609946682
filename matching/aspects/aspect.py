"""What an aspect is: one thing that a role may demand or a person may wish.

An aspect that closes roles is a `MustHave`; one that earns points is `Weighed`; many are both.
Each is one file, and what walks them knows none by name.
"""

from __future__ import annotations

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, ClassVar

import numpy as np

from matching.arrays import Bools, Floats, SmallInts
from matching.aspects.beside import Beside
from matching.aspects.found import Term, Wish
from matching.aspects.pair import Pair
from matching.aspects.statuses import MET, MISSING, NOT_ASKED, NOT_STATED, STATUS_NAMES
from matching.catalog.role_codes import ANY
from matching.phrases import sentences
from matching.profile import Profile

__all__ = [
    "MET", "MISSING", "NOT_ASKED", "NOT_STATED", "STATUS_NAMES", "Aspect", "MustHave",
    "ProfileChange", "Term", "Weighed", "Wish", "Words", "all_roles", "not_wished", "said",
    "select",
]  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Words:
    """A sentence, and whether the person wished for what it says.

    Attributes
    ----------
    is_off : bool
        It says that a wish is not answered: something to weigh, however much it counts.
    """

    text: str
    is_wish: bool = True
    is_off: bool = False


@dataclasses.dataclass(frozen=True)
class ProfileChange:
    """One change of a profile: what to call it, what to replace, whether it is a large step."""

    change_id: str
    kind: str
    label: str
    changes: dict[str, Any]
    is_far: bool = False


class Aspect(ABC):
    """One thing that a role may demand or a person may wish.

    Attributes
    ----------
    name : str
    role_columns : tuple of str
        The arrays of `RoleIndex` that its rules read. Roles alike in them are alike to it.
    profile_fields : tuple of str
        The fields of `Profile` that its rules read; of the statement only `EncodedProfile.signs`.
    role_flags : mapping of column to tuple of ids
        Of matrices among `role_columns`, the ids whose columns are read, with `ANY` where it is
        also read whether there is any; of a matrix that is not named, all. Of `elsewhere` those of
        `cells` are read.
    profile_flags : mapping of field to tuple of ids
        The same of fields among `profile_fields` that list ids.
    field, unsaid : str
        The field of the profile that it is compared with, and what is said where that is empty;
        `{v.you}` and the like stand for the voice's words.
    """

    name: ClassVar[str]
    role_columns: ClassVar[tuple[str, ...]]
    profile_fields: ClassVar[tuple[str, ...]]
    role_flags: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    profile_flags: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    field: ClassVar[str] = ""
    unsaid: ClassVar[str] = ""

    @property
    def profile_read(self) -> Hashable:
        """Which fields, and ids in them, are read: aspects alike in it read the same of people."""
        return self.profile_fields, tuple(sorted(self.profile_flags.items()))

    def read_of(self, profile: Profile, field: str) -> Hashable:
        """What the rules read of a field: people alike in it are alike to the aspect.

        The statement is left out; see `EncodedProfile.signs`.
        """
        if field == "statement":
            return None
        said: Hashable = getattr(profile, field)
        if field not in self.profile_flags:
            return said
        named, ids = frozenset(getattr(profile, field)), self.profile_flags[field]
        return tuple(bool(named) if name == ANY else name in named for name in ids)

    def not_said(self, pair: Pair) -> str:
        """Say what the person has not said."""
        return sentences(self.unsaid.format(v=pair.voice))

    @abstractmethod
    def says(self, pair: Pair) -> Words:
        """Say what it means for one role and one person, with the words of both."""


class MustHave(Aspect):
    """An aspect that may close a role.

    Attributes
    ----------
    label : str
        What people call it.
    ask : str
        What a professional asks the organization where the role does not state it.
    left_open : str
        What a recruiter reads where the role says too little, and not the person.
    role_field : str
        The column of roles.csv in which a role would say it.
    not_asked : str
        What is said where nothing is asked; `{v.you}` and the like stand for the voice's words.
    cells : tuple of str
        Columns of roles.csv that close nothing where they were read on another page.
    said_by : str
        The term whose sentence says the same; the aspect's own where it is weighed.
    """

    label: ClassVar[str]
    ask: ClassVar[str] = ""
    left_open: ClassVar[str] = ""
    role_field: ClassVar[str] = ""
    not_asked: ClassVar[str] = "nothing is asked"
    cells: ClassVar[tuple[str, ...]] = ()
    said_by: ClassVar[str] = ""

    @abstractmethod
    def status(self, beside: Beside) -> SmallInts:
        """Whether each role's demand is met, missing, not stated or not asked."""

    def met(self, pair: Pair) -> str:
        """Say how it is met."""
        return self.says(pair).text

    def missing(self, pair: Pair) -> str:
        """Say what is missing."""
        return self.says(pair).text

    def to_weigh(self, pair: Pair) -> str:
        """What to weigh although nothing is missing; `""` where there is nothing."""
        return ""

    def is_unsaid(self, pair: Pair) -> bool:
        """Whether the role says what it demands, and the person has not said what it needs."""
        return False

    def is_role_silent(self, pair: Pair) -> bool:
        """Whether the role says too little, so that its organization is to be asked."""
        return pair.status(self.name) == NOT_STATED and not self.is_unsaid(pair)

    def asks(self, pair: Pair) -> str:
        """What a professional asks the organization of a role that says too little."""
        return self.ask

    def question(self, pair: Pair) -> str:
        """What a recruiter asks the person; `""` if they said it or the role need not know."""
        return ""

    def unlocks(self, lacking: Beside) -> Iterator[ProfileChange]:
        """Changes of the profile that might open roles, smallest first.

        Parameters
        ----------
        lacking : Beside
            The person beside the roles of which this alone is missing.
        """
        yield from ()

    def text(self, pair: Pair) -> str:
        """Say in a sentence how it stands; what is not stated becomes a question."""
        status = pair.status(self.name)
        if status == NOT_ASKED:
            return sentences(self.not_asked.format(v=pair.voice))
        if status == MET:
            return self.met(pair)
        if status == MISSING:
            return self.missing(pair)
        if self.is_unsaid(pair):
            return pair.voice.either(self.not_said(pair), self.question(pair))
        return pair.voice.either(self.asks(pair), sentences(self.left_open) or self.question(pair))


class Weighed(Aspect):
    """An aspect that earns points: a term of the score.

    Attributes
    ----------
    term : str
        Name of the term in weight sets.
    term_label, label_about_them : str
        What the professional calls it, and a recruiter if otherwise.
    curves : mapping of name to str
        The numbers of a weight set that shape its values, and what each says.
    is_concern : bool
        Whether a low value is something to weigh.
    broken_below : float
        A known value below this breaks a wish that the person stated.
    must_be_stated : bool
        Whether a wish is left open where the must-have of this aspect is not stated.
    is_of_statement : bool
        Whether it reads the person's own words alone. Lists of people leave it out: not everybody's
        words may be seen, and seeing more of them must never lower anybody.
    """

    term: ClassVar[str]
    term_label: ClassVar[str]
    label_about_them: ClassVar[str] = ""
    curves: ClassVar[Mapping[str, str]] = {}
    is_concern: ClassVar[bool] = True
    broken_below: ClassVar[float] = 0.0
    must_be_stated: ClassVar[bool] = False
    is_of_statement: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if issubclass(cls, MustHave) and not cls.said_by:
            cls.said_by = cls.term

    @abstractmethod
    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Work out the term for each role; only its own curves are read."""

    def wish(self, beside: Beside, values: Floats, known: Bools) -> Wish:
        """What becomes of what the person asked.

        Parameters
        ----------
        values, known : arrays (roles,)
            Of the term; known only where the person said enough for it to count.
        """
        broken = known & (values < self.broken_below)
        left_open = np.zeros(len(beside), dtype=bool)
        if self.must_be_stated and isinstance(self, MustHave):
            left_open = beside.status(self) == NOT_STATED
        return Wish(broken, left_open)


def said(*parts: str, is_wish: bool = True, is_off: bool = False) -> Words:
    """Make sentences of parts, without those that are empty."""
    return Words(sentences(*parts), is_wish, is_off)


def select(cases: list[tuple[Bools, int]], otherwise: int) -> SmallInts:
    """Give the status of the first case that holds, per role."""
    masks, statuses = zip(*cases, strict=True)
    return np.asarray(np.select(list(masks), list(statuses), otherwise), dtype=np.int8)


def all_roles(beside: Beside) -> Bools:
    """True for every role."""
    return np.ones(len(beside), dtype=bool)


def not_wished(beside: Beside) -> Term:
    """Give the term of a person who says nothing about it."""
    return Term(np.zeros(len(beside)), np.zeros(len(beside), dtype=bool), False, said=False)
