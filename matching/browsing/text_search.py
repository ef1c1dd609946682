"""Finding records by what a person types: words, and names of what the records carry."""

from __future__ import annotations

import copy
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from matching.browsing.query import (
    NO_NAMES,
    SHORTEST_BEGINNING,
    Part,
    Reader,
    Reading,
    What,
    search_words,
)
from matching.names.table import Names

SHORTEST_BEGINNING_OF_NAME: Final = 5
"""A name that was typed in full is found as a longer word only from so many letters on."""

_EXACT_IN_NAME, _EXACT, _START_IN_NAME, _START = 8, 4, 3, 1
_CARRIED, _CARRIED_IN_NAME = 3, 5
_WHOLE_QUERY_IN_NAME = 10


@dataclass(frozen=True)
class Found:
    """What a search found.

    Parameters
    ----------
    ids : tuple of str
        Records in which every word occurs, best first.
    read_as : tuple of (str, str)
        Words that occur nowhere, each with what it was taken for.
    also : tuple of (str, tuple of str)
        Names that were typed, each with what else was looked for.
    """

    ids: tuple[str, ...]
    read_as: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()


class TextIndex:
    """The words of many records and what they carry, ready to be searched.

    Parameters
    ----------
    texts : mapping of str to (str, str)
        For each id the name of the record, which counts more, and all other text about it.
    carried : mapping of str to (kind, id)s
        What each record is about, by the kinds and ids of `names`.
    names : Names

    Examples
    --------
    >>> index = TextIndex({"k": ("Kijabe Hospital", "Kenya"), "m": ("Mercy Ships", "Kenya, Benin")})
    >>> index.search("KENYA").ids
    ('k', 'm')
    >>> index.search("benni ships").read_as
    (('benni', 'benin'),)
    """

    def __init__(
        self,
        texts: Mapping[str, tuple[str, str]],
        carried: Mapping[str, Iterable[What]] | None = None,
        names: Names = NO_NAMES,
    ) -> None:
        self._all_names = names
        self._names = {record: search_words(name) for record, (name, _) in texts.items()}
        self._name_texts = {record: _padded(words) for record, words in self._names.items()}
        self._other_texts: dict[str, str] = {}
        self._holders: dict[str, dict[str, bool]] = {}
        for record, (_, other) in texts.items():
            words = search_words(other)
            self._other_texts[record] = _padded(words)
            for word in words:
                self._holders.setdefault(word, {})[record] = False
            for word in self._names[record]:
                self._holders.setdefault(word, {})[record] = True
        self._words = sorted(self._holders)
        self._carriers: dict[What, set[str]] = {}
        for record, things in (carried or {}).items():
            for thing in things:
                self._carriers.setdefault(thing, set()).add(record)

    def changed(
        self,
        texts: Mapping[str, tuple[str, str]],
        carried: Mapping[str, Iterable[What]],
        gone: Iterable[str] = (),
    ) -> TextIndex:
        """Give the index in which some records are new or others, and some are gone.

        Only these are read; `texts` and `carried` are as for a new index.
        """
        gone = tuple(gone)
        if not texts and not gone:
            return self
        changed = TextIndex(texts, carried, self._all_names)
        out = {record for record in (*texts, *gone) if record in self._names}
        other = copy.copy(self)
        other.__dict__.pop("reader", None)
        for name in ("_names", "_name_texts", "_other_texts"):
            kept = {id_: said for id_, said in getattr(self, name).items() if id_ not in out}
            setattr(other, name, kept | getattr(changed, name))
        words = {
            word for id_ in out for word in (*self._names[id_], *self._other_texts[id_].split())
        }
        other._holders = _changed(self._holders, changed._holders, words, out)
        new = [word for word in changed._holders if word not in self._holders]
        other._words = sorted([*filter(other._holders.__contains__, self._words), *new])
        other._carriers = {
            thing: left
            for thing in {**self._carriers, **changed._carriers}
            if (
                left := (self._carriers.get(thing, set()) - out)
                | changed._carriers.get(thing, set())
            )
        }
        return other

    @property
    def counts(self) -> Counter[str]:
        """How many records hold each word."""
        return Counter({word: len(holders) for word, holders in self._holders.items()})

    @property
    def carried(self) -> Counter[What]:
        """How many records carry each thing."""
        return Counter({thing: len(records) for thing, records in self._carriers.items()})

    @cached_property
    def reader(self) -> Reader:
        """What reads a query that is asked of these records alone."""
        return Reader(self.counts, self.carried, self._all_names)

    def search(self, query: str) -> Found:
        """Return the records that answer every part of `query`, best first.

        A word is found where it is a word or the beginning of one. A word that is found nowhere
        is read as the known word a slip or two away; numbers never are. An empty query finds
        everything, in order of name.

        What is a name finds, beside its own words, the records that carry what it is a name of.
        Records that hold the words in their name come first; ties are in order of name, then id.
        """
        return self.found(self.reader.read(query))

    def found(self, reading: Reading) -> Found:
        """Return the records that answer a query that was read already."""
        return Found(self._ids(reading), reading.read_as, reading.also)

    def _ids(self, reading: Reading) -> tuple[str, ...]:
        points = dict.fromkeys(self._names, 0)
        if reading.nowhere:
            return ()
        for part in reading.parts:
            gained = self._of_name(part) if part.named else self._of_word(part.words[0])
            points = {
                record: points[record] + more for record, more in gained.items() if record in points
            }
            if not points:
                return ()
        words = [word for part in reading.parts for word in part.words]
        return self._ordered(points, words)

    def _of_word(self, word: str, shortest: int = SHORTEST_BEGINNING) -> dict[str, int]:
        """Give points to each record that holds `word` or a word that begins with it."""
        gained = {
            record: _EXACT_IN_NAME if in_name else _EXACT
            for record, in_name in self._holders.get(word, {}).items()
        }
        if len(word) < shortest or word.isdigit():
            return gained
        for known in self._beginning(word):
            for record, in_name in self._holders[known].items():
                worth = _START_IN_NAME if in_name else _START
                gained[record] = max(worth, gained.get(record, 0))
        return gained

    def _beginning(self, start: str) -> Iterator[str]:
        """Give the longer words that begin so."""
        at = bisect_left(self._words, start)
        while at < len(self._words) and self._words[at].startswith(start):
            if self._words[at] != start:
                yield self._words[at]
            at += 1

    def _of_name(self, part: Part) -> dict[str, int]:
        """Give points to the records that hold a name, its label, or what it is a name of."""
        gained = self._of_phrase(part.telling)
        carriers = set[str]().union(*(self._carriers.get(name.what, ()) for name in part.named))
        meant = dict.fromkeys(carriers, _CARRIED)
        for label in part.labels:
            meant |= dict.fromkeys(self._of_phrase(search_words(label)), _CARRIED)
        for other in part.others:
            called = (id_ for id_ in self._of_phrase(other) if self._is_called(id_, other))
            meant |= dict.fromkeys(carriers.intersection(called), _CARRIED_IN_NAME)
        for record, worth in meant.items():
            gained[record] = gained.get(record, 0) + worth * len(part.telling)
        return gained

    def _is_called(self, record: str, words: tuple[str, ...]) -> bool:
        return f" {' '.join(words)}" in self._name_texts[record]

    def _of_phrase(self, words: tuple[str, ...]) -> dict[str, int]:
        """Give points to the records that hold these words beside each other."""
        if len(words) == 1:
            return self._of_word(words[0], SHORTEST_BEGINNING_OF_NAME)
        holding = [self._holders.get(word, {}) for word in words]
        rarest = min(holding, key=len, default={})
        phrase = _padded(words)
        gained = {}
        for record in rarest:
            if all(record in holders for holders in holding):
                if phrase in self._name_texts[record]:
                    gained[record] = _EXACT_IN_NAME * len(words)
                elif phrase in self._other_texts[record]:
                    gained[record] = _EXACT * len(words)
        return gained

    def _ordered(self, points: Mapping[str, int], words: Iterable[str]) -> tuple[str, ...]:
        whole = " ".join(words)

        def place(record: str) -> tuple[int, tuple[str, ...], str]:
            in_name = bool(whole) and whole in self._name_texts[record]
            return (
                -points[record] - (_WHOLE_QUERY_IN_NAME if in_name else 0),
                self._names[record],
                record,
            )

        return tuple(sorted(points, key=place))


def _changed(
    before: Mapping[str, dict[str, bool]],
    more: Mapping[str, dict[str, bool]],
    words: set[str],
    out: set[str],
) -> dict[str, dict[str, bool]]:
    """Give who holds each word, when some records that held some of the words are out or others."""
    then = dict(before)
    for word in words | more.keys():
        left = {id_: in_name for id_, in_name in then.pop(word, {}).items() if id_ not in out}
        if holders := left | more.get(word, {}):
            then[word] = holders
    return then


def _padded(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "
