"""The table of names: what each is a name of, found exactly, by its beginning, or despite a slip.

Sources are the labels of the vocabulary, ISO 3166 and ISO 639, Unicode CLDR, ESCO, and words of
our own (data/names, described in data/README.md).
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from matching.errors import DataError
from matching.folding import fold, words_of

PERSON = ("profession", "specialty")
PLACE = ("country", "region")
KINDS = (*PERSON, "focus_area", "setting", *PLACE, "language")
LONGEST_TYPED = 80
"""Characters of what was typed that are looked at."""
SHORTEST_WITH_SLIP, SHORTEST_WITH_TWO = 4, 8
"""Letters from which on one slip, and two, are forgiven."""
ONE_LANGUAGE = {"nb": "no", "nn": "no"}
"""Codes of languages that are one language here."""
EITHER = {"sh": ("sr", "hr", "bs")}
"""Codes that stand for one of several: whoever writes them is asked."""
_TOKEN = re.compile(r"\w+(?:[.'’]\w+)*")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SOURCES_TABLE = ("kind", "id", "lang", "name", "source")
"""The columns of `data/names/sources.csv`."""
LABEL, OWN = "vocabulary", "own"
TITLE_WORDS = frozenset(
    "a an and for in of the specialist specialists expert practitioner senior junior chief lead"
    " licensed registered certified chartered qualified advanced consultant adviser advisor general"
    " de del da do du des la el en e y et le experto experta especialista especializado"
    " especializada specialiste".split()
)
"""Words of a title that do not say which profession it is, as they are compared."""


class Name(NamedTuple):
    """One name of one thing.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    id : str
        The id of the vocabulary, an ISO code, or the name of a region.
    name : str
    language : str
        ISO 639-1 code of the language of the name.
    source : str
    """

    kind: str
    id: str
    name: str
    language: str = "en"
    source: str = LABEL

    @property
    def what(self) -> tuple[str, str]:
        """The kind and the id of what it is a name of."""
        return self.kind, self.id


class Mention(NamedTuple):
    """A name that stands in a text.

    Attributes
    ----------
    start, end : int
        Where, so that `text[start:end]` is what was written.
    readings : tuple of Name
        What it may be a name of, one where it is plain.
    """

    start: int
    end: int
    readings: tuple[Name, ...]


class Names:
    """All names, by how they are typed.

    Parameters
    ----------
    names : iterable of Name
        The first name of a thing is what it is called; a name that stands there twice counts once.
    profession_of : mapping of str to str
        The profession of each specialty; without it a title is read by its longest name alone.
    """

    def __init__(
        self, names: Iterable[Name], profession_of: Mapping[str, str] | None = None
    ) -> None:
        self.profession_of = dict(profession_of or {})
        self.all: tuple[Name, ...] = tuple(dict.fromkeys(names))
        self._labels: dict[tuple[str, str], str] = {}
        self._by_folded: dict[str, list[Name]] = {}
        for name in self.all:
            self._labels.setdefault(name.what, name.name)
            folded = folded_name(name.name)
            named = self._by_folded.setdefault(folded, [])
            if (*name.what, name.language) not in {(*n.what, n.language) for n in named}:
                named.append(name)
        self._by_folded.pop("", None)
        self._by_words: dict[frozenset[str], list[Name]] = {}
        for folded, named in self._by_folded.items():
            self._by_words.setdefault(_telling_words(folded), []).extend(named)
        self._by_words.pop(frozenset(), None)
        self.most_words = max((len(folded.split()) for folded in self._by_folded), default=0)

    def label(self, kind: str, id_: str) -> str:
        """What a thing is called, its id if it has no name."""
        return self._labels.get((kind, id_), id_)

    def others(self, kind: str, id_: str) -> tuple[str, ...]:
        """Every name of a thing but its label."""
        label = self.label(kind, id_)
        return tuple(n.name for n in self.all if n.what == (kind, id_) and n.name != label)

    def of(self, typed: str, kinds: Sequence[str] = KINDS) -> tuple[Name, ...]:
        """What exactly this is a name of; several readings are several names, each thing once.

        Examples
        --------
        >>> from matching.reference.shipped import shipped_names
        >>> [name.id for name in shipped_names().of("congo", PLACE)]
        ['CD', 'CG']
        >>> [name.what for name in shipped_names().of("Paediatrics", PERSON)]
        [('specialty', 'pediatrics')]
        """
        found: dict[tuple[str, str], Name] = {}
        for name in self._by_folded.get(folded_name(typed[:LONGEST_TYPED]), ()):
            if name.kind in kinds:
                found.setdefault(name.what, name)
        return tuple(found.values())

    def find(self, typed: str, kinds: Sequence[str] = KINDS, most: int = 8) -> tuple[Name, ...]:
        """What somebody may mean who types this, the nearest first, each thing once.

        A name that is exactly this comes first, then one that begins so, one of which a word begins
        so, one that has it inside, one with a slip of the finger, and last a name inside what was
        typed; of equals the shortest.

        Examples
        --------
        >>> from matching.reference.shipped import shipped_names
        >>> [name.id for name in shipped_names().find("uk", PLACE)][:2]
        ['GB', 'UA']
        >>> shipped_names().find("surgoen", PERSON)[0].id
        'general-surgery'
        """
        text = folded_name(typed[:LONGEST_TYPED])
        if not text:
            return ()
        ranked = sorted(
            (place, len(folded), order, name)
            for order, (folded, names) in enumerate(self._by_folded.items())
            if (place := _place(text, folded)) is not None
            for name in names
            if name.kind in kinds
        )
        found: dict[tuple[str, str], Name] = {}
        for *_, name in ranked:
            found.setdefault(name.what, name)
        if len(found) < most:
            near = (name for _, name in self._slips(text, kinds))
            for name in (*near, *self._reordered(text, kinds), *self._inside(typed, kinds)):
                found.setdefault(name.what, name)
        return tuple(found.values())[:most]

    def nearest(self, typed: str, kinds: Sequence[str] = KINDS) -> tuple[Name, ...]:
        """The exact readings, else those with the fewest slips, else of a name inside, else none.

        Examples
        --------
        >>> from matching.reference.shipped import shipped_names
        >>> [name.id for name in shipped_names().nearest("phisiotherapist", PERSON)]
        ['physical-therapist']
        """
        exact = self.of(typed, kinds)
        if exact:
            return exact
        found: dict[tuple[str, str], Name] = {}
        least = None
        for slips, name in self._slips(folded_name(typed[:LONGEST_TYPED]), kinds):
            if least is not None and slips > least:
                break
            least = slips
            found.setdefault(name.what, name)
        if found:
            return tuple(found.values())
        text = folded_name(typed[:LONGEST_TYPED])
        return self._reordered(text, kinds) or self._inside(typed, kinds)

    def mentions(self, text: str, kinds: Sequence[str] = KINDS) -> list[Mention]:
        """Names that stand in a running text, the longest ones, in their order.

        Examples
        --------
        >>> from matching.reference.shipped import shipped_names
        >>> [text[m.start:m.end] for text in ["An ICU nurse for East Africa"]
        ...  for m in shipped_names().mentions(text)]
        ['ICU nurse', 'East Africa']
        """
        tokens = [
            (found.start(), found.end(), word)
            for found in _TOKEN.finditer(text)
            for word in (folded_name(found[0]),)
            if word
        ]
        mentions: list[Mention] = []
        at = 0
        while at < len(tokens):
            for count in range(min(self.most_words, len(tokens) - at), 0, -1):
                words = tokens[at : at + count]
                named = self._by_folded.get(" ".join(word for *_, word in words), ())
                readings = {name.what: name for name in reversed(named) if name.kind in kinds}
                if readings:
                    ordered = tuple(reversed(readings.values()))
                    mentions.append(Mention(words[0][0], words[-1][1], ordered))
                    at += count
                    break
            else:
                at += 1
        return mentions

    def _reordered(self, text: str, kinds: Sequence[str]) -> tuple[Name, ...]:
        """The names with the same telling words: a "specialist in orthoptics"."""
        found: dict[tuple[str, str], Name] = {}
        for name in self._by_words.get(_telling_words(text), ()):
            if name.kind in kinds:
                found.setdefault(name.what, name)
        return tuple(found.values())

    def _inside(self, typed: str, kinds: Sequence[str]) -> tuple[Name, ...]:
        """The readings of the longest name that stands in what was typed: a "senior midwife".

        A profession that stands beside specialties of others alone is what the title says: a
        "social worker for palliative care".
        """
        mentions = self.mentions(typed[:LONGEST_TYPED], kinds)
        by_length = sorted(mentions, key=lambda found: found.start - found.end)
        fields = {
            self.profession_of.get(name.id) for found in mentions for name in found.readings
        } - {None}
        for found in by_length if fields else ():
            professions = {name.id for name in found.readings if name.kind == "profession"}
            if professions and not professions & fields:
                return found.readings
        return by_length[0].readings if by_length else ()

    def _slips(self, text: str, kinds: Sequence[str]) -> Iterator[tuple[int, Name]]:
        allowed = slips_forgiven(text)
        if not allowed:
            return
        near = process.extract(
            text, list(self._by_folded), scorer=OSA.distance, score_cutoff=allowed, limit=None
        )
        for folded, slips, _ in sorted(near, key=lambda item: (item[1], len(item[0]), item[0])):
            if slips <= slips_forgiven(folded) and folded[:1] == text[:1]:
                yield from ((int(slips), n) for n in self._by_folded[folded] if n.kind in kinds)


def slips_forgiven(text: str) -> int:
    """How many slips of the finger are forgiven in a name of so many letters."""
    return (len(text) >= SHORTEST_WITH_SLIP) + (len(text) >= SHORTEST_WITH_TWO)


@functools.lru_cache(maxsize=20_000)
def folded_name(text: str) -> str:
    """A name as it is compared: small letters, no accents, words with single blanks between.

    Examples
    --------
    >>> folded_name("Côte d’Ivoire"), folded_name("OB/GYN"), folded_name("A&E")
    ('cote divoire', 'ob gyn', 'a e')
    """
    return " ".join(words_of(fold(text.replace("’", "'").replace("'", ""))))


def _telling_words(folded: str) -> frozenset[str]:
    return frozenset(folded.split()) - TITLE_WORDS


def _place(text: str, folded: str) -> int | None:
    """How well a name answers what was typed, 0 is best; None where it does not."""
    if folded == text:
        return 0
    if folded.startswith(text):
        return 1
    if f" {text}" in folded:
        return 2
    return 3 if len(text) > 2 and text in folded else None


def read_names(
    folder: Path,
    labels: Mapping[str, Mapping[str, str]],
    everyday_regions: Mapping[str, tuple[str, ...]],
    profession_of: Mapping[str, str],
) -> Names:
    """Put all names together: labels, what people call regions, and those of a folder, if any.

    Parameters
    ----------
    folder : Path
        With `own.yaml` and `sources.csv`; without it there are the labels alone.
    labels : mapping of kind to mapping of id to label
    everyday_regions : mapping of str to tuple of str
        As `Places.everyday_regions`.
    profession_of : mapping of str to str
        As `Vocabulary.profession_of`.

    Raises
    ------
    DataError
        A file cannot be read.
    """
    more = (
        (*_own(folder / "own.yaml"), *_sources(folder / "sources.csv")) if folder.is_dir() else ()
    )
    return Names((*_labels(labels), *_regions(everyday_regions), *more), profession_of)


def _labels(labels: Mapping[str, Mapping[str, str]]) -> Iterator[Name]:
    for kind, by_id in labels.items():
        for id_, label in by_id.items():
            if kind != "language" or id_ not in (*ONE_LANGUAGE, *EITHER):
                yield Name(kind, id_, label)


def _regions(everyday_regions: Mapping[str, tuple[str, ...]]) -> Iterator[Name]:
    """What is made of several regions is a region of its own; else it is another name of one."""
    first = {parts: name for name, parts in reversed([*everyday_regions.items()])}
    for name, parts in everyday_regions.items():
        yield Name("region", parts[0] if len(parts) == 1 else first[parts], name)


def _own(path: Path) -> Iterator[Name]:
    """Names of our own; see the head of the file."""
    try:
        kinds = yaml.load(path.read_text("utf-8"), Loader=LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"{path.name} cannot be read: {error}") from error
    for kind, things in kinds.items():
        for id_, by_language in things.items():
            for language, names in by_language.items():
                for name in names:
                    yield Name(kind, id_, name, language, OWN)


def _sources(path: Path) -> Iterator[Name]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path.name} cannot be read: {error}") from error
    for row in rows:
        ids: tuple[str, ...] = (row["id"],)
        if row["kind"] == "language":
            one = ONE_LANGUAGE.get(row["id"], row["id"])
            ids = EITHER.get(one, (one,))
        yield from (Name(row["kind"], id_, row["name"], row["lang"], row["source"]) for id_ in ids)
