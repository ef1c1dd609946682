"""Looking around: search and filters over organizations, roles and articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pandas as pd

from matching import columns
from matching.browsing.narrowing import LENGTH_LABELS, LENGTHS, shortest_stay
from matching.browsing.query import LONGEST_QUERY, Reader, Reading, What
from matching.browsing.search_index import (
    said_of_articles,
    said_of_organizations,
    said_of_roles,
)
from matching.browsing.text_search import Found, TextIndex
from matching.errors import close_matches
from matching.folding import fold, words_of
from matching.reference.shipped import shipped_names
from matching.reference.vocabulary import CHRISTIAN_FAITHS

if TYPE_CHECKING:
    from matching.catalog import Catalog
    from matching.catalog.changing import Changed

_INDEXES: Final = {"_index_of_organizations", "_index_of_roles", "_index_of_articles"}
ROLE_STATUSES: Final = ("open", "ongoing", "past")


class Browser:
    """Search and filters over one catalog; built once, then fast.

    Parameters
    ----------
    catalog : Catalog
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def changed(self, changed: Changed) -> Browser:
        """Give what looks around in a catalog after changes; only what changed is read."""
        other, catalog = Browser(changed.catalog), changed.catalog
        if not vars(self).keys() >= _INDEXES:
            return other
        of_orgs = pd.concat([self.catalog.roles, catalog.roles])[columns.ORG_ID]
        org_ids = changed.org_ids.union(of_orgs[of_orgs.index.isin(list(changed.role_ids))])
        organizations = _only_those(catalog.organizations, org_ids)
        roles, articles = catalog.roles, catalog.articles
        kept = vars(other)  # where cached_property keeps
        kept["_index_of_organizations"] = self._index_of_organizations.changed(
            *said_of_organizations(catalog, organizations, other.countries_of), org_ids
        )
        kept["_index_of_roles"] = self._index_of_roles.changed(
            *said_of_roles(catalog, _only_those(roles, changed.role_ids)), changed.role_ids
        )
        kept["_index_of_articles"] = self._index_of_articles.changed(
            *said_of_articles(catalog, _only_those(articles, changed.article_ids)),
            changed.article_ids,
        )
        return other

    def read(self, query: str) -> Reading:
        """Read a query, the same for roles, organizations and articles."""
        return self._reader.read(query)

    def organizations(
        self,
        query: str = "",
        *,
        focus_areas: Iterable[str] = (),
        professions: Iterable[str] = (),
        countries: Iterable[str] = (),
        regions: Iterable[str] = (),
        faiths: Iterable[str] = (),
        kinds: Iterable[str] = (),
        lengths: Iterable[str] = (),
        fundings: Iterable[str] = (),
    ) -> Found:
        """Find organizations by words and filters.

        Parameters
        ----------
        query : str
            Words of the name, the summary, the places and the roles' sites, or of one role that
            is not past; all must be found.
        focus_areas, professions, countries, regions, faiths, kinds, lengths, fundings : ids
            Any one of a filter's ids is enough, but each filter that has ids must be met.
            `professions` are those its roles ask for; `christian` among the `faiths` takes in
            every Christian tradition; `lengths` (keys of `narrowing.LENGTHS`) and `fundings` are
            those of its roles that are not past; an organization whose faith is not known meets
            none.

        Returns
        -------
        Found
            Ids of organizations, best first.
        """
        reading = self.read(query)
        found = self._index_of_organizations.found(reading)
        if reading.parts:
            found = replace(found, ids=tuple(dict.fromkeys([*found.ids, *self._offering(reading)])))
        table = self.catalog.organizations
        faiths = set(faiths)
        if "christian" in faiths:
            faiths |= CHRISTIAN_FAITHS
        allowed = (
            self._having(self.focus_areas_of, focus_areas)
            & self._having(self.professions_of, professions)
            & self._having(self.countries_of, self._places(countries, regions))
            & self._having(_values(table[columns.FAITH]), faiths)
            & self._having(_values(table[columns.KIND]), kinds)
            & self._having(self.lengths_of, lengths)
            & self._having(self.fundings_of, fundings)
        )
        return _only(found, allowed)

    def roles_of(self, org_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the roles of an organization: those of now, open ones first, and the past ones."""
        of_status = {status: self._roles.get((org_id, status), ()) for status in ROLE_STATUSES}
        return (*of_status["open"], *of_status["ongoing"]), of_status["past"]

    @cached_property
    def _roles(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Roles of each organization and status, in order of title."""
        ordered = self.catalog.roles.sort_index().sort_values(columns.TITLE, kind="stable")
        grouped: dict[tuple[str, str], list[str]] = {}
        for role_id, org_id, status in zip(
            ordered.index, ordered[columns.ORG_ID], ordered[columns.STATUS], strict=True
        ):
            grouped.setdefault((org_id, status), []).append(role_id)
        return {key: tuple(role_ids) for key, role_ids in grouped.items()}

    def _offering(self, reading: Reading) -> list[str]:
        """List the organizations of the roles that answer a query and are not past."""
        found = self._index_of_roles.found(reading).ids
        return [self._org_of[role_id] for role_id in found if role_id not in self._past]

    @cached_property
    def _org_of(self) -> Mapping[str, str]:
        roles = self.catalog.roles
        return dict(zip(roles.index, roles[columns.ORG_ID], strict=True))

    def near_organizations(self, org_id: str, n: int = 6) -> tuple[str, ...]:
        """Return the organizations that an unknown `org_id` may have meant, best first."""
        close = close_matches(org_id, self.catalog.organizations.index, n)
        similar = self.organizations(org_id.replace("-", " ")).ids
        return tuple(dict.fromkeys([*close, *similar]))[:n]

    def near_articles(self, article_id: str, n: int = 6) -> tuple[str, ...]:
        """Return the articles that an unknown `article_id` may have meant, best first."""
        close = close_matches(article_id, self.catalog.articles.index, n)
        similar = self.articles(article_id.replace("-", " ")).ids
        return tuple(dict.fromkeys([*close, *similar]))[:n]

    def roles(self, query: str) -> Found:
        """Find roles by words of the title, organization, site, places, work and summary.

        Past roles come after all others.
        """
        found = self._index_of_roles.found(self.read(query))
        return replace(found, ids=tuple(sorted(found.ids, key=self._past.__contains__)))

    @cached_property
    def _past(self) -> frozenset[str]:
        status = self.catalog.roles[columns.STATUS]
        return frozenset(status.index[status == "past"])

    def near_roles(self, role_id: str, n: int = 6) -> tuple[str, ...]:
        """Return the roles that an unknown `role_id` may have meant, best first."""
        close = close_matches(role_id, self.catalog.roles.index, n)
        org_id, _, rest = role_id.partition("--")
        same_organization = [
            role for role in self.catalog.roles.index if role.startswith(f"{org_id}--")
        ]
        similar = (
            self.roles(" ".join(words_of(rest[:LONGEST_QUERY].replace("-", " "))[:4])).ids
            if rest
            else ()
        )
        return tuple(dict.fromkeys([*close, *same_organization, *similar]))[:n]

    def articles(
        self,
        query: str = "",
        *,
        kinds: Iterable[str] = (),
        stages: Iterable[str] = (),
        professions: Iterable[str] = (),
        focus_areas: Iterable[str] = (),
        countries: Iterable[str] = (),
        publishers: Iterable[str] = (),
        obstacles: Iterable[str] = (),
    ) -> Found:
        """Find articles by words and filters, as `organizations` does.

        An article for any stage is found whichever stage is asked for.
        """
        found = self._index_of_articles.found(self.read(query))
        table = self.catalog.articles
        stages = set(stages)
        if stages:
            stages.add("any")
        allowed = (
            self._having(_values(table[columns.KIND]), kinds)
            & self._having(_values(table[columns.STAGE]), stages)
            & self._having(_values(table[columns.PROFESSIONS]), professions)
            & self._having(_values(table[columns.FOCUS_AREAS]), focus_areas)
            & self._having(_values(table[columns.COUNTRIES]), countries)
            & self._having(_values(table[columns.PUBLISHER]), publishers)
            & self._having(_values(table[columns.OBSTACLES]), obstacles)
        )
        return _only(found, allowed)

    @cached_property
    def focus_areas_of(self) -> Mapping[str, set[str]]:
        """What each organization does: its focus areas and those of its roles."""
        return self._with_roles(columns.FOCUS_AREAS, columns.FOCUS_AREAS)

    @cached_property
    def professions_of(self) -> Mapping[str, set[str]]:
        """The professions that each organization's roles ask for."""
        return self._with_roles(None, columns.PROFESSIONS)

    @cached_property
    def countries_of(self) -> Mapping[str, set[str]]:
        """The countries of each organization and of its roles."""
        return self._with_roles(columns.COUNTRIES, columns.WHERE)

    @cached_property
    def fundings_of(self) -> Mapping[str, set[str]]:
        """How the roles of each organization that are not past are paid."""
        active = self.catalog.roles[self.catalog.roles[columns.STATUS] != "past"]
        return self._gathered(active[columns.ORG_ID], active[columns.FUNDING])

    @cached_property
    def lengths_of(self) -> Mapping[str, set[str]]:
        """How long the roles of each organization are that are not past: keys of `LENGTHS`."""
        active = self.catalog.roles[self.catalog.roles[columns.STATUS] != "past"]
        lengths = [
            [name for name, (above, up_to) in LENGTHS.items() if above < weeks <= up_to]
            for weeks in shortest_stay(active)
        ]
        return self._gathered(active[columns.ORG_ID], lengths)

    def _gathered(
        self, org_ids: Iterable[str], values: Iterable[Iterable[str]]
    ) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {str(id_): set() for id_ in self.catalog.organizations.index}
        for org_id, some in zip(org_ids, values, strict=True):
            found[org_id].update(some)
        return found

    @cached_property
    def organization_choices(self) -> Mapping[str, Mapping[str, str]]:
        """What each filter of `organizations` can be set to: id to label, in order of label."""
        table = self.catalog.organizations
        faiths = self._labels("faith", table[columns.FAITH])
        lengths = set[str]().union(*self.lengths_of.values())
        return {
            "focus_areas": self._labels("focus_area", *self.focus_areas_of.values()),
            "professions": self._labels("profession", *self.professions_of.values()),
            "countries": self._country_names(*self.countries_of.values()),
            "regions": self._region_names(*self.countries_of.values()),
            "faiths": _by_label({**faiths, "christian": "Christian (any tradition)"}),
            "kinds": self._labels("organization_kind", table[columns.KIND]),
            "lengths": {name: LENGTH_LABELS[name] for name in LENGTHS if name in lengths},
            "fundings": self._labels("funding", *self.fundings_of.values()),
        }

    @cached_property
    def article_choices(self) -> Mapping[str, Mapping[str, str]]:
        """What each filter of `articles` can be set to: id to label, in order of label."""
        table = self.catalog.articles
        return {
            "kinds": self._labels("article_kind", table[columns.KIND]),
            "stages": self._labels("stage", set(table[columns.STAGE]) - {"any"}),
            "professions": self._labels("profession", *table[columns.PROFESSIONS]),
            "focus_areas": self._labels("focus_area", *table[columns.FOCUS_AREAS]),
            "countries": self._country_names(*table[columns.COUNTRIES]),
            "publishers": _by_label({name: name for name in table[columns.PUBLISHER] if name}),
            "obstacles": self._labels("obstacle", *table[columns.OBSTACLES]),
        }

    def _labels(self, kind: str, *ids: Iterable[str]) -> Mapping[str, str]:
        labels = self.catalog.vocabulary.labels(kind)
        return _by_label({one: labels[one] for many in ids for one in many if one})

    def _country_names(self, *countries: Iterable[str]) -> Mapping[str, str]:
        names = self.catalog.places.names
        return _by_label({iso2: names[iso2] for many in countries for iso2 in many})

    def _region_names(self, *countries: Iterable[str]) -> Mapping[str, str]:
        used = set().union(*countries)
        regions = self.catalog.places.regions
        return _by_label({name: name for name, inside in regions.items() if inside & used})

    def _with_roles(self, own: str | None, of_roles: str) -> Mapping[str, set[str]]:
        table, roles = self.catalog.organizations, self.catalog.roles
        gathered = {
            org_id: set(values)
            for org_id, values in zip(
                table.index, table[own] if own else [()] * len(table), strict=True
            )
        }
        for org_id, values in zip(roles[columns.ORG_ID], roles[of_roles], strict=True):
            gathered[org_id].update(values)
        return gathered

    def _places(self, countries: Iterable[str], regions: Iterable[str]) -> set[str]:
        """Gather the countries and those of the regions; in an unknown region nobody works."""
        known = self.catalog.places.regions
        return set(countries).union(*(known.get(region, {region}) for region in regions))

    @cached_property
    def _index_of_organizations(self) -> TextIndex:
        said = said_of_organizations(self.catalog, self.catalog.organizations, self.countries_of)
        return TextIndex(*said, shipped_names())

    @cached_property
    def _index_of_roles(self) -> TextIndex:
        return TextIndex(*said_of_roles(self.catalog, self.catalog.roles), shipped_names())

    @cached_property
    def _index_of_articles(self) -> TextIndex:
        return TextIndex(*said_of_articles(self.catalog, self.catalog.articles), shipped_names())

    @cached_property
    def _reader(self) -> Reader:
        indexes = self._index_of_organizations, self._index_of_roles, self._index_of_articles
        counts, carried = Counter[str](), Counter[What]()
        for index in indexes:
            counts.update(index.counts)
            carried.update(index.carried)
        return Reader(counts, carried, shipped_names())

    def _having(self, values: Mapping[str, set[str]], wanted: Iterable[str]) -> set[str]:
        """Return ids whose values hold one of `wanted`; all of them when nothing is wanted."""
        wanted = set(wanted)
        return {row for row, has in values.items() if not wanted or has & wanted}


def _only_those(table: pd.DataFrame, ids: Iterable[str]) -> pd.DataFrame:
    return table[table.index.isin(list(ids))]


def _values(column: pd.Series) -> dict[str, set[str]]:
    """Return the values of each row, of which a text is one."""
    return {
        str(row): {value} if isinstance(value, str) else set(value) for row, value in column.items()
    }


def _only(found: Found, allowed: set[str]) -> Found:
    return replace(found, ids=tuple(record for record in found.ids if record in allowed))


def newest_first(articles: pd.DataFrame) -> tuple[str, ...]:
    """Order articles by the day they were published; those without a date come last."""
    dates = articles[columns.last_day(columns.PUBLISHED)]
    return tuple(dates.sort_values(ascending=False, na_position="last", kind="stable").index)


def _by_label(labels: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(labels.items(), key=lambda item: fold(item[1])))


def put_first(ids: Iterable[str], first: Iterable[str]) -> tuple[str, ...]:
    """Order `ids`: those among `first` in its order, then the others as they were.

    Examples
    --------
    >>> put_first(["a", "b", "c"], ["c", "x", "b"])
    ('c', 'b', 'a')
    """
    wanted = dict.fromkeys(ids)
    return tuple(dict.fromkeys([*(one for one in first if one in wanted), *wanted]))
