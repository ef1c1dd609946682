"""The catalog of one moment, with everything that pages read of it."""

from __future__ import annotations

import datetime as dt
import functools
import threading
from collections.abc import Callable, Collection, Hashable
from typing import Any, Final, cast

from matching.articles.article_index import ArticleIndex
from matching.browsing.browser import Browser
from matching.browsing.narrowing import counts
from matching.browsing.related_articles import RelatedArticles
from matching.catalog import Catalog
from matching.catalog.changing import Changed, without
from matching.kept import Kept
from matching.recommending.recommender import Recommender
from matching.store.reference_changes import Stamps

MOST_RECOMMENDERS: Final = 6
"""Kept of a snapshot: those that serve now, those of an experiment, and the ones before them."""
_PARTS: Final = ("browser", "article_index", "related")


class Snapshot:
    """A catalog on a day, and what is made of it; each part when it is first asked for.

    Parameters
    ----------
    catalog : Catalog
    stamps : Stamps
        Of the rows that it was made of.
    day : date
    before : Snapshot, optional
        The one from which it was made by `changed`; what that has made already is taken over.
    """

    def __init__(
        self,
        catalog: Catalog,
        stamps: Stamps,
        day: dt.date,
        before: Snapshot | None = None,
        changed: Changed | None = None,
    ) -> None:
        self.catalog = catalog
        self.stamps = stamps
        self.day = day
        self.state = stamps.state
        self.instead_of: Snapshot | None = None
        self.is_warm = False
        self._recommenders: Kept[Hashable, Recommender] = Kept(MOST_RECOMMENDERS)
        self._made: dict[str, Any] = {}
        self._waiting: dict[str, Callable[[], Any]] = {}
        self._making = {name: threading.Lock() for name in _PARTS}
        if before and changed:
            self._take_over(before, changed)

    @property
    def key(self) -> str:
        """A text that is another one when the catalog is another one."""
        return f"{self.day} {'until ready ' if self.instead_of else ''}{self.state}"

    def changed(self, changed: Changed, stamps: Stamps, day: dt.date) -> Snapshot:
        """Give the snapshot after changes."""
        return Snapshot(changed.catalog, stamps, day, self, changed)

    def closing(self, role_ids: Collection[str], state: str) -> Snapshot:
        """Give this one for as long as another is made: these roles are past, all else is as here.

        Parameters
        ----------
        state : str
            Of the store for which it stands in.
        """
        catalog, none = without(self.catalog, role_ids), frozenset[str]()
        changed = Changed(catalog, none, none, none)
        other = Snapshot(catalog, self.stamps, self.day, self, changed)
        other.state, other.instead_of = state, self
        return other

    def recommender(self, key: Hashable, make: Callable[[], Recommender]) -> Recommender:
        """Give the recommender that is kept under a key; the last few that were asked for are."""
        return self._recommenders.get(key, lambda: self._with_articles(make()))

    def _with_articles(self, recommender: Recommender) -> Recommender:
        recommender.article_index = self.article_index  # one for all weights
        return recommender

    @property
    def browser(self) -> Browser:
        """Search and filters."""
        return cast(Browser, self._part("browser", lambda: Browser(self.catalog)))

    @property
    def article_index(self) -> ArticleIndex:
        """What ranking reads of articles."""
        make = functools.partial(ArticleIndex, self.catalog, self.day)
        return cast(ArticleIndex, self._part("article_index", make))

    @property
    def related(self) -> RelatedArticles:
        """What finds articles that belong together."""

        def make() -> RelatedArticles:
            return RelatedArticles(self.catalog, self.day, self.article_index)

        return cast(RelatedArticles, self._part("related", make))

    def prepare(self) -> None:
        """Make now what every list of roles begins with."""
        Recommender(self.catalog, today=self.day)
        counts(self.catalog, (), self.day)

    def warm(self) -> None:
        """Make now what visitors would wait for."""
        self.prepare()
        for part in (self.catalog, self.browser, self.article_index, self.related):
            _make_all(part)
        self.catalog.index.text.matrix, self.catalog.role_words.counts  # noqa: B018
        self.is_warm = True

    def _part(self, name: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        if name not in self._made:
            with self._making[name]:
                if name not in self._made:
                    self._made[name] = self._waiting.get(name, make)()
                    self._waiting.pop(name, None)
        return self._made[name]

    def _take_over(self, before: Snapshot, changed: Changed) -> None:
        for name in tuple(before._waiting):  # so that changes that nobody read do not queue up
            getattr(before, name)
        made = before._made
        if "browser" in made:
            self._waiting["browser"] = functools.partial(made["browser"].changed, changed)
        if changed.article_ids or self.day != before.day:
            return
        for name in ("article_index", "related"):
            if name in made:
                self._waiting[name] = functools.partial(made[name].within, changed.catalog)


def _make_all(part: object) -> None:
    """Ask for all that a part keeps once it is made."""
    for kind in type(part).__mro__:
        for name, found in vars(kind).items():
            if isinstance(found, functools.cached_property):
                getattr(part, name)
