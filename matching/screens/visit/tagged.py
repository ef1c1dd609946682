"""The tags of articles, and which of them match the visitor's profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matching import Catalog
from matching.articles.tags import Known, Tag, known_tags, matching_tags, tags_of
from matching.aspects.encoded_profile import EncodedProfile
from matching.reference.shipped import shipped_names
from matching.screens.visit import resources, session, state
from matching.services import professional
from matching.words.facts import table_row


@dataclass(frozen=True)
class Tags:
    """All tags, read once for a page.

    Parameters
    ----------
    known : mapping
        Those of the vocabulary, by their address.
    of_people : mapping
        Those of people that are shown, by the id of the article.
    person : EncodedProfile or None
        The visitor, after they said who they are.
    """

    catalog: Catalog
    known: Known
    of_people: Mapping[str, tuple[Tag, ...]]
    person: EncodedProfile | None

    def of(self, article_id: str) -> tuple[Tag, ...]:
        """Give the tags of an article, those of people last."""
        article = table_row(self.catalog.articles, article_id)
        return (*tags_of(self.known, article), *self.of_people.get(article_id, ()))

    def matching(self, tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
        """Give those that match the visitor's profile; none before they say who they are."""
        return matching_tags(tags, self.person, shipped_names()) if self.person else ()


def tags(catalog: Catalog) -> Tags:
    """Read the tags as they are now."""
    profile = state.profile()
    return Tags(
        catalog,
        known_tags(catalog.vocabulary, catalog.places),
        session.show(professional.shown_tags),
        resources.recommender().person(profile) if profile else None,
    )
