"""Articles that belong together, to a role or to an organization, and why."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import itertools
import math
import re
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pandas as pd

from matching import columns
from matching.arrays import Floats
from matching.articles.article_index import ArticleIndex
from matching.articles.article_text import AHEAD, standing_of_event
from matching.browsing.browser import newest_first
from matching.folding import words_of
from matching.phrases import inside, listed, with_article
from matching.words.facts import TableRow, table_row, table_rows

if TYPE_CHECKING:
    from matching.catalog import Catalog

TAG_WORTH: Final[Mapping[str, float]] = {
    columns.SPECIALTIES: 1.2,
    columns.FOCUS_AREAS: 1.0,
    columns.COUNTRIES: 0.8,
    columns.PROFESSIONS: 0.7,
}
"""How much a shared tag of each kind says about two texts being related."""

WORK: Final = (columns.SPECIALTIES, columns.FOCUS_AREAS)
"""Kinds of tags that are a reason by themselves; a country or a profession alone is none."""
AT_HOME: Final = "domestic"
"""A focus area that says where one serves, and nothing of the work."""
TEXT: Final = 0.4
"""What likeness in words counts beside shared tags, of two articles."""
FOR_OTHERS: Final = 0.5
"""How much less an article counts that is for other professions than the role; and elsewhere."""

Tags = Mapping[tuple[str, str], float]


@dataclasses.dataclass(frozen=True)
class Likeness:
    """What an article shares with a text.

    Attributes
    ----------
    score : float
        0 to 1.
    shared : mapping of kind to ids
        Of `TAG_WORTH`, the most telling first; kinds of which nothing is shared are left out.
    """

    article_id: str
    score: float
    shared: Mapping[str, tuple[str, ...]]

    @property
    def is_on_the_work(self) -> bool:
        """Whether both are about the same specialty or focus area."""
        return any(set(self.shared.get(kind, ())) - {AT_HOME} for kind in WORK)


class RelatedArticles:
    """Finds articles by what they share; built once for a catalog and a day, then fast.

    A shared country alone is no reason, and events that are over are never found.

    Parameters
    ----------
    catalog : Catalog
    today : date
        The day on which an event is over or still to come.
    index : ArticleIndex, optional
        Of the same catalog and day, where there is one already.
    """

    def __init__(self, catalog: Catalog, today: dt.date, index: ArticleIndex | None = None) -> None:
        self.catalog = catalog
        self.today = today
        self._index = ArticleIndex(catalog, today) if index is None else index

    def within(self, catalog: Catalog) -> RelatedArticles:
        """Give what finds the same articles in a catalog with other roles or organizations."""
        other = copy.copy(self)
        other.catalog, other._index = catalog, self._index.within(catalog)
        if catalog.organizations is not self.catalog.organizations:
            vars(other).pop("_names_of", None)
        return other

    def to_article(self, article_id: str, n: int = 4) -> pd.DataFrame:
        """Return the articles most like one article, by what both are about and by their words.

        Only what shares work is found; its order is that of `TEXT` of likeness in words, and the
        rest of shared tags, rare ones first.

        Returns
        -------
        DataFrame, at most `n` rows, best first
            Columns `article_id`, `score` (0 to 1), `shared` (labels of what both are about, the
            work first) and `why` (one phrase).
        """
        articles = self.catalog.articles
        same_page = articles.index[articles[columns.URL] == articles.at[article_id, columns.URL]]
        found = self._on_the_work(self._tags[article_id], set(same_page))
        alike = self._words_like(article_id)
        blended = [
            dataclasses.replace(
                one, score=(1 - TEXT) * one.score + TEXT * alike[self._place[one.article_id]]
            )
            for one in found
        ]
        return self._table(sorted(blended, key=_best_first)[:n])

    def to_role(self, role_id: str, n: int = 4) -> pd.DataFrame:
        """Return the articles that go with a role; columns as in `to_article`.

        First guides on preparing that share its work, or its profession and country; where there
        is none, the closest one for its professions that speaks of no specialty and no country.
        Then what else shares its work, best first, for which half of the list is kept.
        """
        role = table_row(self.catalog.roles, role_id)
        guides, general, others = [], [], []
        for found in self._closest(self._weighed(role), set()):
            article = self._articles[found.article_id]
            is_for_others = _is_of_others(article, role, columns.PROFESSIONS)
            is_elsewhere = _is_of_others(article, role, columns.COUNTRIES)
            worth = found.score * FOR_OTHERS ** (is_for_others + is_elsewhere)
            likeness = dataclasses.replace(found, score=worth)
            if _prepares(article):
                if is_for_others:
                    continue
                if found.is_on_the_work or _is_for_there(article, found):
                    guides.append(likeness)
                elif _is_general(article, found):
                    general.append(likeness)
            elif found.is_on_the_work or _is_of_any_work(article, role, found):
                others.append(likeness)
        first = sorted(guides, key=_best_first) or general[:1]
        most = max((n + 1) // 2, n - len(others))
        return self._table([*first[:most], *sorted(others, key=_best_first)][:n])

    def to_organization(self, org_id: str, n: int = 6) -> pd.DataFrame:
        """Return articles on the work and the countries of an organization that do not name it."""
        organization = table_row(self.catalog.organizations, org_id)
        found = self._on_the_work(self._weighed(organization), set(self.naming(org_id)))
        return self._table(found[:n])

    def naming(self, org_id: str) -> tuple[str, ...]:
        """Return the articles by or about an organization, newest first.

        Its name stands in the title, the summary or as the publisher, or the article is on its
        website. A name of one ordinary word counts only as the publisher.
        """
        naming = [
            article_id
            for article_id, words in self._names_in.items()
            if self._is_naming(org_id, *words)
        ]
        return newest_first(self.catalog.articles.loc[naming])

    def _is_naming(self, org_id: str, address: str, publisher: str, text: str, phrase: str) -> bool:
        """Tell whether the words of an article (see `_names_in`) name an organization."""
        site, phrases, marks = self._names_of[org_id]
        return (
            bool(site and f"{address}/".startswith(f"{site}/"))
            or publisher in phrases
            or any(" " in name and f" {name} " in phrase for name in phrases)
            or any(mark.search(text) for mark in marks)
        )

    @cached_property
    def _names_of(self) -> Mapping[str, tuple[str, list[str], list[re.Pattern[str]]]]:
        """The website of each organization, its names as phrases, and those of coined words."""
        found = {}
        for org_id, organization in table_rows(self.catalog.organizations).items():
            names = names_of(organization[columns.NAME])
            marks = [re.compile(rf"\b{re.escape(name)}\b") for name in names if _is_coined(name)]
            site = _address(organization[columns.WEBSITE])
            found[org_id] = (site, [_phrase(name) for name in names], marks)
        return found

    def organizations_in(self, article_id: str, n: int = 3) -> tuple[str, ...]:
        """Return the organizations that an article is by or about, as far as their names tell."""
        found = (
            str(org_id)
            for org_id in self.catalog.organizations.index
            if self._is_naming(str(org_id), *self._names_in[article_id])
        )
        return tuple(itertools.islice(found, n))

    def roles_for(
        self, article_id: str, n: int = 3, *, among: Collection[str] | None = None
    ) -> tuple[str, ...]:
        """Return the roles that an article leads to: on its work, for its professions.

        Parameters
        ----------
        among : collection of str, optional
            Roles that may be given; all that are not past when not given.
        """
        article, tags = self._articles[article_id], self._tags[article_id]
        professions = set(article[columns.PROFESSIONS])
        scored = []
        for role_id, role in table_rows(self.catalog.roles).items():
            if role[columns.STATUS] == "past" or (among is not None and role_id not in among):
                continue
            if professions and not professions & set(role[columns.PROFESSIONS]):
                continue
            others = self._weighed(role)
            shared = tags.keys() & others.keys()
            if any(column in WORK and tag != AT_HOME for column, tag in shared):
                worth = sum(tags[tag] ** 2 for tag in shared)
                scored.append((-worth / (_length(tags) * _length(others)), role_id))
        return tuple(role_id for _, role_id in sorted(scored)[:n])

    def _words_like(self, article_id: str) -> Floats:
        words = self._index.words
        likeness: Floats = (words @ words[self._place[article_id]].T).toarray().ravel()
        return likeness

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {str(id_): at for at, id_ in enumerate(self.catalog.articles.index)}

    @cached_property
    def _names_in(self) -> Mapping[str, tuple[str, str, str, str]]:
        """Where names may stand in each article: address, publisher, text and folded text."""
        articles = self.catalog.articles
        texts = articles[columns.TITLE] + " . " + articles[columns.SUMMARY]
        by_column = articles[columns.URL], articles[columns.PUBLISHER]
        return {
            article_id: (_address(url), _phrase(publisher), text, f" {_phrase(text)} ")
            for article_id, url, publisher, text in zip(
                articles.index, *by_column, texts, strict=True
            )
        }

    @cached_property
    def _rarity(self) -> Tags:
        """Say what sharing a tag is worth: more when few articles have it."""
        articles = self.catalog.articles
        return {
            (column, tag): worth * math.log((1 + len(articles)) / (1 + number))
            for column, worth in TAG_WORTH.items()
            for tag, number in Counter(tag for tags in articles[column] for tag in tags).items()
        }

    @cached_property
    def _articles(self) -> Mapping[str, TableRow]:
        return table_rows(self.catalog.articles)

    @cached_property
    def _tags(self) -> Mapping[str, Tags]:
        return {article_id: self._weighed(row) for article_id, row in self._articles.items()}

    @cached_property
    def _offered(self) -> Mapping[str, Tags]:
        """Tags of all articles but events that are over."""
        return {
            article_id: tags
            for article_id, tags in self._tags.items()
            if not is_over(self._articles[article_id], self.today)
        }

    def _weighed(self, row: TableRow) -> Tags:
        """Return the tags of a row, each with its worth; tags that no article has are left out."""
        return {
            (column, tag): self._rarity[column, tag]
            for column in TAG_WORTH
            for tag in row.get(column, ())
            if (column, tag) in self._rarity
        }

    def _on_the_work(self, tags: Tags, left_out: set[str]) -> list[Likeness]:
        return [found for found in self._closest(tags, left_out) if found.is_on_the_work]

    def _closest(self, tags: Tags, left_out: set[str]) -> list[Likeness]:
        """Return all articles that share anything, best first."""
        found = []
        for article_id, others in self._offered.items():
            shared = sorted(tags.keys() & others.keys(), key=lambda tag: (-tags[tag], tag))
            if shared and article_id not in left_out:
                score = sum(tags[tag] ** 2 for tag in shared) / (_length(tags) * _length(others))
                of_kind = {
                    kind: tuple(one for column, one in shared if column == kind)
                    for kind in TAG_WORTH
                }
                shares = {kind: ids for kind, ids in of_kind.items() if ids}
                found.append(Likeness(article_id, score, shares))
        return sorted(found, key=_best_first)

    def _table(self, found: list[Likeness]) -> pd.DataFrame:
        rows = [(one.article_id, one.score, self._labels(one), self._why(one)) for one in found]
        return pd.DataFrame(rows, columns=[columns.ARTICLE_ID, columns.SCORE, "shared", "why"])

    def _labels(self, found: Likeness) -> tuple[str, ...]:
        """Return what both are about, the work before the countries."""
        label, shared = self.catalog.vocabulary.label, found.shared
        return (
            *(label("specialty", one) for one in shared.get(columns.SPECIALTIES, ())),
            *(label("focus_area", one) for one in shared.get(columns.FOCUS_AREAS, ())),
            *(self.catalog.places.name(one) for one in shared.get(columns.COUNTRIES, ())),
        )

    def _why(self, found: Likeness) -> str:
        places = [self.catalog.places.phrase(one) for one in found.shared.get("countries", ())]
        if found.is_on_the_work:
            labels = self._labels(found)
            work = [inside(label) for label in labels[: len(labels) - len(places)]]
            return f"Also about {listed([*work, *places], most=4)}"
        names = self.catalog.vocabulary.labels("profession")
        professions = [with_article(inside(names[one])) for one in found.shared["professions"]]
        who = " in ".join(filter(None, [listed(professions, last_word="or"), listed(places)]))
        if _prepares(self._articles[found.article_id]):
            return f"On preparing to serve as {who}"
        return f"Also for {who}"


def _best_first(found: Likeness) -> tuple[float, str]:
    return -found.score, found.article_id


def _prepares(article: TableRow) -> bool:
    """Tell whether an article is a guide on preparing."""
    is_guide: bool = article[columns.KIND] == "guide"
    return is_guide and bool(article[columns.STAGE] == "preparing")


def _is_of_others(article: TableRow, role: TableRow, kind: str) -> bool:
    """Tell whether both name professions (or countries), and none of them is the same."""
    named = set(article[kind])
    return bool(named and role[kind]) and named.isdisjoint(role[kind])


def _is_for_there(article: TableRow, found: Likeness) -> bool:
    """Tell whether an article is for the same profession, of any specialty, in the same country."""
    here = columns.PROFESSIONS in found.shared and columns.COUNTRIES in found.shared
    return here and not article[columns.SPECIALTIES]


def _is_general(article: TableRow, found: Likeness) -> bool:
    """Tell whether an article is for the same profession, and of any specialty and country."""
    is_open = not article[columns.SPECIALTIES] and not article[columns.COUNTRIES]
    return is_open and columns.PROFESSIONS in found.shared


def _is_of_any_work(article: TableRow, role: TableRow, found: Likeness) -> bool:
    """Tell whether the profession is all that both can share, since one of them names no work."""
    names_work = [any(row[kind] for kind in WORK) for row in (article, role)]
    return columns.PROFESSIONS in found.shared and not all(names_work)


def is_over(article: TableRow, today: dt.date) -> bool:
    """Tell whether an event is over, or says of no day or year that is still to come."""
    return standing_of_event(article, today) != AHEAD


def names_of(name: str) -> tuple[str, ...]:
    """Return the names that an organization's name holds.

    Examples
    --------
    >>> names_of("The Samaritan Women")
    ('Samaritan Women',)
    >>> names_of("SIM (Serving in Mission)")
    ('SIM', 'Serving in Mission')
    """
    parts = [part.strip(" )") for part in name.split("(")]
    return tuple(part.removeprefix("The ") for part in parts if part)


def _is_coined(name: str) -> bool:
    """Tell whether one word is a name by its look: capitals or a digit inside (PAACS, MedSend)."""
    return " " not in name and sum(letter.isupper() or letter.isdigit() for letter in name) > 1


def _phrase(text: str) -> str:
    return " ".join(word for word in words_of(text) if word not in {"and", "the"})


def _address(url: str) -> str:
    """Return host and path, by which two addresses are compared."""
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/")


def _length(tags: Tags) -> float:
    return math.sqrt(sum(worth**2 for worth in tags.values()))
