"""Tags of articles: those of the vocabulary and those of people, and which match a profile."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from matching import columns as c
from matching.articles.hindrances import hindrances
from matching.aspects.encoded_profile import EncodedProfile, once_a_person
from matching.aspects.place import IN_REGION, answers
from matching.folding import words_of
from matching.names import Names
from matching.phrases import capital, counted
from matching.reference.places import Places
from matching.reference.vocabulary import OBSTACLES, Vocabulary

if TYPE_CHECKING:
    import pandas as pd

    from matching.catalog import Catalog

WORK, SPECIALTY, PROFESSION, COUNTRY, OBSTACLE = (
    "work", "specialty", "profession", "country", "obstacle",
)  # fmt: skip
COMMUNITY: Final = "community"
KINDS: Final[Mapping[str, str]] = {
    WORK: c.FOCUS_AREAS,
    SPECIALTY: c.SPECIALTIES,
    PROFESSION: c.PROFESSIONS,
    COUNTRY: c.COUNTRIES,
    OBSTACLE: c.OBSTACLES,
}
"""Kinds of tags of the vocabulary, in the order in which they stand, with the column of each."""
OF_NAMES: Final = {
    "focus_area": WORK,
    "specialty": SPECIALTY,
    "profession": PROFESSION,
    "country": COUNTRY,
}
"""Kinds of tags by what the table of names calls them."""
NEAR_SPECIALTY: Final = 0.5
"""Degree from which on a specialty is so near to the person's that its tag matches."""

_JOINER: Final = re.compile("[\u200c\u200d]")


class Tag(NamedTuple):
    """One tag; two with the same address are the same, however they are written.

    Attributes
    ----------
    kind : str
        One of `KINDS`, or `COMMUNITY`.
    id : str
        Of the vocabulary, the code of a country, or the folded words of a tag of people.
    label : str
    """

    kind: str
    id: str
    label: str

    @property
    def address(self) -> str:
        """What it is called in addresses, and what decides whether two are the same.

        Examples
        --------
        >>> Tag("country", "MW", "Malawi").address, Tag("community", "visa runs", "Visa").address
        ('country-mw', 'community-visa-runs')
        """
        return f"{self.kind}-{self.id}".lower().replace(" ", "-")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tag) and self.address == other.address

    def __ne__(self, other: object) -> bool:  # that of a tuple would look at the label
        return not self == other

    def __hash__(self) -> int:
        return hash(self.address)


Known = Mapping[str, Tag]
"""Tags by their address."""


@functools.lru_cache(maxsize=4)
def known_tags(vocabulary: Vocabulary, places: Places) -> Known:
    """Every tag that the vocabulary and the countries give, by its address."""
    labels = {
        WORK: vocabulary.focus_areas,
        SPECIALTY: vocabulary.specialty_labels,
        PROFESSION: vocabulary.professions,
        COUNTRY: places.names,
        OBSTACLE: OBSTACLES,
    }
    tags = (Tag(kind, id_, label) for kind in KINDS for id_, label in labels[kind].items())
    return {tag.address: tag for tag in tags}


def tags_of(known: Known, row: Mapping[Any, Any]) -> tuple[Tag, ...]:
    """Give the tags of an article's record, in the order of `KINDS`."""
    addresses = (Tag(kind, id_, "").address for kind in KINDS for id_ in row[KINDS[kind]])
    return tuple(known[address] for address in addresses if address in known)


def tag_from_words(known: Known, names: Names, words: str) -> Tag | None:
    """Give what somebody means who writes a tag; None where it has no letters.

    What a label of the vocabulary says, or any name of one country, is that tag; all else is a tag
    of its own.

    Examples
    --------
    >>> from matching.reference.shipped import shipped_names, shipped_places, shipped_vocabulary
    >>> known = known_tags(shipped_vocabulary(), shipped_places())
    >>> [tag_from_words(known, shipped_names(), words).address
    ...  for words in ("SURGERY", "Tanzania", "visa  Runs")]
    ['work-surgery', 'country-tz', 'community-visa-runs']
    """
    folded = " ".join(words_of(_JOINER.sub("", words)))
    if not any(letter.isalpha() for letter in folded):
        return None
    countries = names.of(words, ("country",))
    if len(countries) == 1:
        return known.get(Tag(COUNTRY, countries[0].id, "").address)
    by_label = _by_label(tuple(known.values()))
    return by_label.get(folded) or Tag(COMMUNITY, folded, capital(" ".join(words.split())))


@functools.lru_cache(maxsize=4)
def _by_label(tags: tuple[Tag, ...]) -> Mapping[str, Tag]:
    """Tags by their folded label; of two with the same the first."""
    return {" ".join(words_of(tag.label)): tag for tag in reversed(tags)}


def tag_at(known: Known, address: str, label: str) -> Tag:
    """Give the tag that the store keeps by its address, and its label where it is of people."""
    words = address.removeprefix(f"{COMMUNITY}-").replace("-", " ")
    return known.get(address) or Tag(COMMUNITY, words, label)


@once_a_person
def wanted_by(person: EncodedProfile) -> frozenset[str]:
    """Addresses of the tags of the vocabulary that match a profile, as the ranking reads it.

    The person's interests and professions; their specialties and those near them; the countries
    that answer a wish for places, if there is one; and what stands in their way.
    """
    profile, catalog = person.profile, person.catalog
    wanted = {WORK: [*profile.focus_areas], OBSTACLE: [*hindrances(person)]}
    wanted[PROFESSION] = [profile.profession, *profile.other_professions]
    if person.is_trainee:
        wanted[PROFESSION] += ["student", *np.array(catalog.profession_ids)[person.study]]
    if profile.specialties:
        near = catalog.adjacency.specialties[person.specialties].max(axis=0) >= NEAR_SPECIALTY
        wanted[SPECIALTY] = [*np.array(catalog.specialty_ids)[near]]
    if profile.countries or profile.regions:
        wanted[COUNTRY] = [*np.array(catalog.country_ids)[answers(person) >= IN_REGION]]
    return frozenset(Tag(kind, str(id_), "").address for kind in wanted for id_ in wanted[kind])


def matching_tags(tags: Iterable[Tag], person: EncodedProfile, names: Names) -> tuple[Tag, ...]:
    """Give those of some tags that match a profile, in their order.

    A tag of people matches where a name in it is that of something that matches, or of a region
    that the person wishes.
    """
    wanted, regions = wanted_by(person), person.profile.regions
    return tuple(
        tag
        for tag in tags
        if tag.address in wanted
        or (tag.kind == COMMUNITY and _names_any(tag.label, wanted, regions, names))
    )


def _names_any(label: str, wanted: Collection[str], regions: Collection[str], names: Names) -> bool:
    kinds = (*OF_NAMES, "region")
    readings = [one for found in names.mentions(label, kinds) for one in found.readings]
    return any(
        one.id in regions
        if one.kind == "region"
        else Tag(OF_NAMES[one.kind], one.id, "").address in wanted
        for one in readings
    )


def match_in_words(tags: Collection[Tag], matching: Collection[Tag]) -> str:
    """Say how many of an article's tags match a profile, and which; `""` where none does.

    Examples
    --------
    >>> tags = [Tag("work", "surgery", "Surgery"), Tag("country", "MW", "Malawi")]
    >>> match_in_words(tags, tags[1:])
    '1 of its 2 tags matches your profile: Malawi.'
    """
    if not matching:
        return ""
    labels = ", ".join(tag.label for tag in matching)
    return f"{match_count(tags, matching)}: {labels}."


def match_count(tags: Collection[Tag], matching: Collection[Tag]) -> str:
    """Say how many of an article's tags match a profile.

    Examples
    --------
    >>> tags = [Tag("work", "surgery", "Surgery"), Tag("country", "MW", "Malawi")]
    >>> match_count(tags, tags)
    '2 of its 2 tags match your profile'
    """
    verb = "matches" if len(matching) == 1 else "match"
    return f"{len(matching)} of its {counted(len(tags), 'tag')} {verb} your profile"


def having(table: pd.DataFrame, tag: Tag) -> tuple[str, ...]:
    """Give the rows of a table that have a tag of the vocabulary; none where it has no such."""
    column = KINDS.get(tag.kind, "")
    if column not in table:
        return ()
    return tuple(str(id_) for id_, ids in table[column].items() if tag.id in ids)


def frequent(catalog: Catalog, least: int = 1) -> Mapping[Tag, int]:
    """Give the tags of the vocabulary that so many articles have, the most frequent first."""
    known, articles = known_tags(catalog.vocabulary, catalog.places), catalog.articles
    counts = Counter(
        (kind, id_) for kind, column in KINDS.items() for ids in articles[column] for id_ in ids
    )
    tags = ((known[Tag(*what, "").address], n) for what, n in counts.most_common() if n >= least)
    return dict(tags)
