"""Articles that belong together, to a role or to an organization, and why."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pandas as pd

from matching import columns
from matching.browsing.browser import newest_first
from matching.browsing.text_search import words_of
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

Tags = Mapping[tuple[str, str], float]


class RelatedArticles:
    """Finds articles by what they share; built once for a catalog, then fast.

    Parameters
    ----------
    catalog : Catalog
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def to_article(self, article_id: str, n: int = 4) -> pd.DataFrame:
        """Return the articles most like one article.

        Returns
        -------
        DataFrame, at most `n` rows, best first
            Columns `article_id`, `score` (0 to 1) and `shared` (labels of what both are about).
        """
        articles = self.catalog.articles
        same_page = articles.index[articles[columns.URL] == articles.at[article_id, columns.URL]]
        return self._closest(self._tags[article_id], set(same_page), n)

    def to_role(self, role_id: str, n: int = 4) -> pd.DataFrame:
        """Return the articles that go with a role; columns as in `to_article`."""
        return self._closest(self._weighed(table_row(self.catalog.roles, role_id)), set(), n)

    def to_organization(self, org_id: str, n: int = 6) -> pd.DataFrame:
        """Return articles on the work and the countries of an organization that do not name it."""
        organization = table_row(self.catalog.organizations, org_id)
        return self._closest(self._weighed(organization), set(self.naming(org_id)), n)

    def naming(self, org_id: str) -> tuple[str, ...]:
        """Return the articles by or about an organization, newest first.

        Its name stands in the title, the summary or as the publisher, or the article is on its
        website. A name of one ordinary word counts only as the publisher.
        """
        organization = table_row(self.catalog.organizations, org_id)
        names = names_of(organization[columns.NAME])
        phrases = [_phrase(name) for name in names]
        marks = [re.compile(rf"\b{re.escape(name)}\b") for name in names if _is_coined(name)]
        site = _address(organization[columns.WEBSITE])
        naming = [
            article_id
            for article_id, (address, publisher, text, phrase) in self._names_in.items()
            if (site and f"{address}/".startswith(f"{site}/"))
            or publisher in phrases
            or any(" " in name and f" {name} " in phrase for name in phrases)
            or any(mark.search(text) for mark in marks)
        ]
        return newest_first(self.catalog.articles.loc[naming])

    @cached_property
    def _names_in(self) -> Mapping[str, tuple[str, str, str, str]]:
        """Where names may stand in each article: address, publisher, text and folded text."""
        articles = self.catalog.articles
        texts = articles[columns.TITLE] + " . " + articles[columns.SUMMARY]
        return {
            article_id: (_address(url), _phrase(publisher), text, f" {_phrase(text)} ")
            for article_id, url, publisher, text in zip(
                articles.index,
                articles[columns.URL],
                articles[columns.PUBLISHER],
                texts,
                strict=True,
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
    def _tags(self) -> Mapping[str, Tags]:
        articles = table_rows(self.catalog.articles)
        return {article_id: self._weighed(row) for article_id, row in articles.items()}

    def _weighed(self, row: TableRow) -> Tags:
        """Return the tags of a row, each with its worth; tags that no article has are left out."""
        return {
            (column, tag): self._rarity[column, tag]
            for column in TAG_WORTH
            for tag in row.get(column, ())
            if (column, tag) in self._rarity
        }

    def _closest(self, tags: Tags, left_out: set[str], n: int) -> pd.DataFrame:
        rows = []
        for article_id, others in self._tags.items():
            shared = sorted(tags.keys() & others.keys(), key=lambda tag: (-tags[tag], tag))
            telling = [tag for tag in shared if tag[0] != columns.PROFESSIONS]
            if telling and article_id not in left_out:
                score = sum(tags[tag] ** 2 for tag in shared) / (_length(tags) * _length(others))
                rows.append((article_id, score, tuple(self._label(tag) for tag in telling)))
        rows.sort(key=lambda row: (-row[1], row[0]))
        return pd.DataFrame(rows[:n], columns=[columns.ARTICLE_ID, columns.SCORE, "shared"])

    def _label(self, tag: tuple[str, str]) -> str:
        column, one = tag
        if column == columns.COUNTRIES:
            return str(self.catalog.countries.at[one, columns.NAME])
        kind = "specialty" if column == columns.SPECIALTIES else "focus_area"
        return self.catalog.vocabulary.label(kind, one)


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
