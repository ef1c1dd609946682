"""What the sentences about a match are made from: one role beside one person, with labels."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

from matching.must_haves import CARE_FOCUS_AREAS
from matching.weights import TERMS
from matching.wording import listed, sentences

if TYPE_CHECKING:
    from matching.comparison import Comparison
    from matching.voice import Voice

TERM_NAMES = list(TERMS)
TERM_OF = {"stay": "length", "profession": "specialty"}
"""Terms that speak of a must-have under another name."""


@dataclasses.dataclass(frozen=True)
class Words:
    """A sentence, and whether the person wished for what it says."""

    text: str
    is_wish: bool = True


def said(*parts: str, is_wish: bool = True) -> Words:
    """Make sentences of parts, without those that are empty."""
    return Words(sentences(*parts), is_wish)


def inside(label: str) -> str:
    """A label as it stands inside a sentence: first letter small unless it is an abbreviation.

    Examples
    --------
    >>> inside("Oral health"), inside("HIV"), inside("Otolaryngology (ENT)")
    ('oral health', 'HIV', 'otolaryngology (ENT)')
    """
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def with_article(word: str) -> str:
    """A noun with `a` or `an`.

    Examples
    --------
    >>> with_article("optometrist"), with_article("nurse")
    ('an optometrist', 'a nurse')
    """
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


class TermView:
    """One role beside one person, with labels at hand.

    Attributes
    ----------
    row : int
        Position of the role in `compared.index`.
    role : mapping
        The columns of the role.
    voice : Voice
        What sentences call the person and the role.
    """

    def __init__(self, compared: Comparison, row: int, voice: Voice) -> None:
        self.compared = compared
        self.row = row
        self.voice = voice
        self.person = compared.person
        self.profile = compared.person.profile
        self.catalog = compared.person.catalog
        self.index = compared.index
        self.role = self.catalog.record(str(compared.index.role_ids[row]))

    def value(self, term: str) -> float:
        """Value of a term in [0, 1]."""
        return float(self.compared.terms.values[self.row, TERM_NAMES.index(term)])

    def known(self, term: str) -> bool:
        """Whether the source said enough for a term."""
        return bool(self.compared.terms.known[self.row, TERM_NAMES.index(term)])

    def status(self, must_have: str) -> int:
        """Whether a must-have is met, missing, not stated or not asked."""
        return int(self.compared.must_haves.column(must_have)[self.row])

    def labels(self, kind: str, ids: Iterable[str], most: int = 3, word: str = "and") -> str:
        """Ids as a list inside a sentence."""
        labels = self.catalog.vocabulary.labels(kind)
        names = [inside(labels[name]) for name in ids]
        if len(names) > 1 and any(" and " in name for name in names):
            more = [f"{len(names) - most} more"] if len(names) > most else []
            return "; ".join([*names[:most], *more])
        return listed(names, most, word)

    def countries(self, codes: Iterable[str], most: int = 3) -> str:
        """Country codes as a list of names."""
        return listed([self.catalog.places.phrase(code) for code in codes], most)

    @property
    def profession(self) -> str:
        """The person's profession inside a sentence."""
        return inside(self.catalog.vocabulary.professions[self.profile.profession])

    @property
    def in_care(self) -> str:
        """The people whom the work concerns and who need special care."""
        work = self.role["focus_areas"]
        return listed([whom for area, whom in CARE_FOCUS_AREAS.items() if area in work])
