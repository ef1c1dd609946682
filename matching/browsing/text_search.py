"""Finding records by the words a person types: accents, capitals and one typo do not matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from matching.folding import words_of

FILLER_WORDS: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "near",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    ]
)
"""Words that say nothing about a record; they need not be found."""

LONGEST_QUERY: Final = 200
"""Characters of a search that are read; what comes after them is as if it were not there."""

LONGEST_WITH_TYPO: Final = 40
SHORTEST_WITH_TYPO: Final = 4
"""Words of fewer letters, or of more than `LONGEST_WITH_TYPO`, are taken as typed."""

_EXACT_IN_NAME, _EXACT, _START_IN_NAME, _START = 8, 4, 3, 1
_WHOLE_QUERY_IN_NAME = 10


@dataclass(frozen=True)
class Found:
    """What a search found.

    Parameters
    ----------
    ids : tuple of str
        Records in which every word occurs, best first.
    read_as : tuple of (str, str)
        Words that occur nowhere, each with the word it was taken for.
    """

    ids: tuple[str, ...]
    read_as: tuple[tuple[str, str], ...] = ()


class TextIndex:
    """The words of many records, ready to be searched.

    Parameters
    ----------
    texts : mapping of str to (str, str)
        For each id the name of the record, which counts more, and all other text about it.

    Examples
    --------
    >>> index = TextIndex({"k": ("Kijabe Hospital", "Kenya"), "m": ("Mercy Ships", "Kenya, Benin")})
    >>> index.search("KENYA").ids
    ('k', 'm')
    >>> index.search("benni ships")
    Found(ids=('m',), read_as=(('benni', 'benin'),))
    """

    def __init__(self, texts: Mapping[str, tuple[str, str]]) -> None:
        self._names = {record: words_of(name) for record, (name, _) in texts.items()}
        self._holders: dict[str, dict[str, bool]] = {}
        for record, (_, other) in texts.items():
            for word in words_of(other):
                self._holders.setdefault(word, {})[record] = False
            for word in self._names[record]:
                self._holders.setdefault(word, {})[record] = True
        self._near: dict[str, list[str]] = {}
        for word in self._holders:
            for rest in _with_one_letter_less(word):
                self._near.setdefault(rest, []).append(word)

    def search(self, query: str) -> Found:
        """Return the records that hold every word of `query`, best first.

        A word is found where it is a word or the beginning of one. A word that is found nowhere
        is read as the known word one typo away (a letter too many, too few, wrong, or two
        letters swapped). An empty query finds everything, in order of name. Records that hold
        the words in their name come first; ties are in order of name, then id.
        """
        words = tuple(dict.fromkeys(words_of(query[:LONGEST_QUERY])))
        words = tuple(word for word in words if word not in FILLER_WORDS) or words
        points = dict.fromkeys(self._names, 0)
        read_as: list[tuple[str, str]] = []
        for word in words:
            gained = self._points(word)
            if not gained and (meant := self._one_typo_away(word)):
                read_as.append((word, meant))
                gained = self._points(meant)
            points = {
                record: points[record] + more for record, more in gained.items() if record in points
            }
            if not points:
                return Found(())
        return Found(self._ordered(points, words), tuple(read_as))

    def _points(self, word: str) -> dict[str, int]:
        """Give points to each record that holds `word` or a word that begins with it."""
        gained: dict[str, int] = {}
        for known, holders in self._holders.items():
            if not known.startswith(word):
                continue
            exact = known == word
            for record, in_name in holders.items():
                if in_name:
                    worth = _EXACT_IN_NAME if exact else _START_IN_NAME
                else:
                    worth = _EXACT if exact else _START
                gained[record] = max(worth, gained.get(record, 0))
        return gained

    def _one_typo_away(self, word: str) -> str:
        """Return the known word one typo away that most records hold, or nothing."""
        if not SHORTEST_WITH_TYPO <= len(word) <= LONGEST_WITH_TYPO:
            return ""
        near = {known for rest in _with_one_letter_less(word) for known in self._near.get(rest, ())}
        return min(near, key=lambda known: (-len(self._holders[known]), known), default="")

    def _ordered(self, points: Mapping[str, int], words: tuple[str, ...]) -> tuple[str, ...]:
        whole = " ".join(words)

        def place(record: str) -> tuple[int, tuple[str, ...], str]:
            in_name = bool(whole) and whole in " ".join(self._names[record])
            return (
                -points[record] - (_WHOLE_QUERY_IN_NAME if in_name else 0),
                self._names[record],
                record,
            )

        return tuple(sorted(points, key=place))


def _with_one_letter_less(word: str) -> set[str]:
    """List `word` and what is left without any one letter; one typo apart, two words share one."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
