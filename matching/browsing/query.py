"""What is meant by words in a search box: names of things, slips, other spellings."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from matching.folding import fold, words_of
from matching.names.table import Name, Names, slips_forgiven

What = tuple[str, str]
"""A kind of `names.table.KINDS`, and an id."""

FILLER_WORDS: Final = frozenset(
    "a an and at by for from i in job jobs near of on or the to with".split()
)
"""Words that say nothing about a record; they need not be found."""

LONGEST_QUERY: Final = 200
"""Characters of a search that are read; what comes after them is as if it were not there."""

LONGEST_WITH_TYPO: Final = 40
"""Words of more letters are taken as typed, and so is whatever holds a digit."""

SHORTEST_BEGINNING: Final = 3
"""Letters from which on the beginning of a word is enough to find it."""

SAID_OFTEN: Final = 10
"""A word that so many records hold is English, and no name of another language such as `island`."""

NO_NAMES: Final = Names(())

SPELLINGS: Final = (
    ("anaesth", "anesth"), ("paed", "ped"), ("gynae", "gyne"), ("haem", "hem"), ("kaem", "kem"),
    ("oesoph", "esoph"), ("foet", "fet"), ("rrhoea", "rrhea"), ("oedem", "edem"),
    ("caesar", "cesar"), ("labour", "labor"), ("tumour", "tumor"), ("centre", "center"),
    ("theatre", "theater"), ("programme", "program"), ("counsell", "counsel"),
    ("isation", "ization"), ("behaviour", "behavior"),
)  # fmt: skip
"""British letters in the middle of words, and American ones; both are one word here."""

_TOKEN = re.compile(r"\w+(?:[.'’ʼ]\w+)*")


@functools.lru_cache(maxsize=50_000)
def spelled(word: str) -> str:
    """Spell a folded word the American way.

    Examples
    --------
    >>> spelled("orthopaedics"), spelled("gynaecologist"), spelled("israel")
    ('orthopedics', 'gynecologist', 'israel')
    """
    for british, american in SPELLINGS:
        word = word.replace(british, american)
    return word


def search_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are searched: folded, in one spelling."""
    return tuple(map(spelled, words_of(text)))


@dataclass(frozen=True)
class Part:
    """A word that was typed, or the words of one name.

    Attributes
    ----------
    typed : str
    words : tuple of str
        As they are searched.
    named : tuple of Name
        What it is a name of; empty for a word that is none.
    labels : tuple of str
        What that is called.
    others : tuple of tuple of str
        The words of its other names.
    """

    typed: str
    words: tuple[str, ...]
    named: tuple[Name, ...] = ()
    labels: tuple[str, ...] = ()
    others: tuple[tuple[str, ...], ...] = ()

    @property
    def telling(self) -> tuple[str, ...]:
        """The words without filler words at both ends, as texts are searched for them."""
        at = [at for at, word in enumerate(self.words) if word not in FILLER_WORDS]
        telling = self.words[at[0] : at[-1] + 1] if at else ()
        return telling if any(len(w) >= SHORTEST_BEGINNING for w in telling) else self.words

    @property
    def also(self) -> tuple[str, ...]:
        """What it is looked for as beside what was typed, one or many."""
        typed = {" ".join(self.words), " ".join(self.words).removesuffix("s")}
        return tuple(
            label
            for label in dict.fromkeys(self.labels)
            if " ".join(search_words(label)) not in typed
        )


@dataclass(frozen=True)
class Reading:
    """How a query is read.

    Attributes
    ----------
    parts : tuple of Part
        All of them must be found.
    read_as : tuple of (str, str)
        What occurs nowhere, each with what it was taken for.
    also : tuple of (str, tuple of str)
        Names that occur, each with what else is looked for.
    nowhere : str
        A word that occurs nowhere and is near to nothing; after it, no more is read.
    """

    parts: tuple[Part, ...]
    read_as: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
    nowhere: str = ""


class Reader:
    """Reads what is typed.

    Parameters
    ----------
    counts : mapping of str to int
        The words that are known, as they are searched, and how many records hold each.
    carried : mapping of (kind, id) to int
        How many records carry each thing; a slip is read as a name only if some do.
    names : Names
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        carried: Mapping[What, int] | None = None,
        names: Names = NO_NAMES,
    ) -> None:
        self._counts = counts
        self._sorted = sorted(counts)
        self._names = names
        self._named: dict[str, list[Name]] = {}
        self._others: dict[What, dict[tuple[str, ...], None]] = {}
        near = dict(counts)
        for name, words in _in_words(names):
            if name.language != "en" and counts.get(" ".join(words), 0) >= SAID_OFTEN:
                continue
            self._named.setdefault(" ".join(words), []).append(name)
            if name.language == "en":
                self._others.setdefault(name.what, {})[words] = None
            n_carry = (carried or {}).get(name.what, 0)
            if n_carry and len(words) == 1 and name.language == "en":
                near.setdefault(words[0], n_carry)
        self._named.pop("", None)
        self._most_words = max((name.count(" ") + 1 for name in self._named), default=1)
        self._near = {word: n for word, n in near.items() if word.isalpha() or not _has_digit(word)}
        self._to_compare = list(self._near)

    def read(self, query: str) -> Reading:
        """Read a query: the longest names first, and slips where a word occurs nowhere."""
        query = query[:LONGEST_QUERY]
        parts = self._parts(query)
        slips: dict[str, str] = {}
        for part in parts:
            if self._is_known(part):
                continue
            meant = self._nearest(part.words[0])
            if meant:
                slips[fold(part.typed)] = meant
            elif slips_forgiven(part.words[0]):
                return Reading((part,), tuple(slips.items()), nowhere=part.typed)
        if slips:
            query = _TOKEN.sub(lambda found: slips.get(fold(found[0]), found[0]), query)
            parts = self._parts(query)
        for part in parts:
            if not self._is_known(part):
                return Reading((part,), tuple(slips.items()), nowhere=part.typed)
        told = [part for part in parts if part.also]
        unknown = [part for part in told if not self._holds(part.words)]
        read_as = [*slips.items(), *((part.typed, " or ".join(part.also)) for part in unknown)]
        also = tuple((part.typed, part.also) for part in told if part not in unknown)
        return Reading(parts, tuple(read_as), also)

    def _parts(self, query: str) -> tuple[Part, ...]:
        """Take a query apart into the longest names and the other words, each once."""
        tokens = [
            (found.start(), found.end(), spelled(word))
            for found in _TOKEN.finditer(query)
            for word in words_of(found[0])
        ]
        parts: dict[tuple[str, ...], Part] = {}
        at = 0
        while at < len(tokens):
            words, named = self._name_at([word for *_, word in tokens[at : at + self._most_words]])
            typed = query[tokens[at][0] : tokens[at + len(words) - 1][1]]
            labels = tuple(self._names.label(*name.what) for name in named)
            others = tuple(other for name in named for other in self._others.get(name.what, ()))
            parts.setdefault(words, Part(typed, words, named, labels, others))
            at += len(words)
        said = tuple(p for p in parts.values() if p.named or p.words[0] not in FILLER_WORDS)
        return said or tuple(parts.values())

    def _name_at(self, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[Name, ...]]:
        """Return the longest name that begins here, else one word; no filler word is a name."""
        for count in range(len(words), 0, -1):
            taken = tuple(words[:count])
            named = self._of(taken)
            if named and not (count == 1 and taken[0] in FILLER_WORDS):
                return taken, named
        return tuple(words[:1]), ()

    def _of(self, words: Sequence[str]) -> tuple[Name, ...]:
        """Return what these words are a name of, or what they are the plural of."""
        phrase = " ".join(words)
        found = self._named.get(phrase, ())
        if not found and len(words[-1]) > SHORTEST_BEGINNING and phrase.endswith("s"):
            found = self._named.get(phrase[:-1], ())
        return tuple({name.what: name for name in reversed(found)}.values())[::-1]

    def _holds(self, words: Iterable[str]) -> bool:
        """Whether each of the words stands in some record."""
        return all(word in self._counts for word in words)

    def _is_known(self, part: Part) -> bool:
        return bool(part.named) or self._occurs(part.words[0])

    def _occurs(self, word: str) -> bool:
        """Whether some record holds the word or one that begins so; so do numbers, always."""
        if word in self._counts or _has_digit(word):
            return True
        if len(word) < SHORTEST_BEGINNING:
            return False
        at = bisect_left(self._sorted, word)
        return at < len(self._sorted) and self._sorted[at].startswith(word)

    def _nearest(self, word: str) -> str:
        """Return the known word with the fewest slips, of those the one most records hold."""
        allowed = slips_forgiven(word) if len(word) <= LONGEST_WITH_TYPO else 0
        if not allowed:
            return ""
        near = process.extract(
            word, self._to_compare, scorer=OSA.distance, score_cutoff=allowed, limit=None
        )
        good = [
            (slips, -self._near[known], known)
            for known, slips, _ in near
            if slips <= 1 or known[:1] == word[:1]
        ]
        return min(good, default=(0, 0, ""))[2]


@functools.lru_cache(maxsize=4)
def _in_words(names: Names) -> list[tuple[Name, tuple[str, ...]]]:
    """Give each name with its words as they are searched."""
    return [(name, search_words(name.name)) for name in names.all]


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
