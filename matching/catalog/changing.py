"""A catalog of which some rows are others: they alone are encoded and put in their place."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from matching import columns as c
from matching.arrays import Ints, SmallInts
from matching.catalog.axes import role_texts
from matching.catalog.catalog import Catalog
from matching.catalog.role_index import RoleIndex, build_index
from matching.catalog.word_weights import WordWeights
from matching.reference.ended import PAST
from matching.reference.reading import with_organizations_columns


@dataclasses.dataclass(frozen=True)
class ChangedRows:
    """Rows of a table that are new or others, and which rows it has then.

    Parameters
    ----------
    rows : DataFrame
        As of `Reference`; of roles without what they take from their organization.
    ids : sequence of str or None
        The ids of all rows in their order; None if they are those of before.
    """

    rows: pd.DataFrame
    ids: Sequence[str] | None = None

    def put_into(self, table: pd.DataFrame) -> pd.DataFrame:
        """Give the table with these rows; the same one if nothing changes."""
        if self.rows.empty and self.ids is None:
            return table
        places = self.places(table.index)
        return pd.concat([table, self.rows[list(table.columns)]]).take(places)

    def places(self, before: pd.Index) -> Ints:
        """Where each row then is: by its number before, and after those by its number in `rows`."""
        return _places(before, self.rows.index, None if self.ids is None else pd.Index(self.ids))


def _places(before: pd.Index, instead: pd.Index, then: pd.Index | None) -> Ints:
    """Where each row of `then`, or of `before`, is among both; rather in `instead`."""
    if then is None:
        places = np.arange(len(before))
        places[before.get_indexer(instead)] = len(before) + np.arange(len(instead))
        return places
    at = instead.get_indexer(then)
    return np.where(at >= 0, len(before) + at, before.get_indexer(then))


@dataclasses.dataclass(frozen=True)
class Changes:
    """What differs from a catalog. Roles of an organization that changes are among the roles."""

    organizations: ChangedRows
    roles: ChangedRows
    articles: ChangedRows


@dataclasses.dataclass(frozen=True)
class Changed:
    """A catalog after changes, and whose rows are others in it: new, changed or gone."""

    catalog: Catalog
    org_ids: frozenset[str]
    role_ids: frozenset[str]
    article_ids: frozenset[str]


def changed(catalog: Catalog, changes: Changes, day: dt.date) -> Changed:
    """Give the catalog after changes, on that day or a later one; `catalog` stays as it is.

    All of it is as if it were built anew.

    Parameters
    ----------
    day : date
        A role that ended before it is past.
    """
    organizations = changes.organizations.put_into(catalog.organizations)
    borrowing = with_organizations_columns(changes.roles.rows, organizations)
    of_roles = dataclasses.replace(changes.roles, rows=borrowing)
    roles = of_roles.put_into(catalog.roles)
    ended = (roles[c.last_day(c.END_DATE)] < pd.Timestamp(day)) & (roles[c.STATUS] != PAST)
    if ended.any():
        roles = roles.assign(**{c.STATUS: roles[c.STATUS].mask(ended, PAST)})
    articles = changes.articles.put_into(catalog.articles)
    later = dataclasses.replace(
        catalog, organizations=organizations, roles=roles, articles=articles
    )
    role_ids = _of(catalog.roles, roles, of_roles) | set(roles.index[ended])
    _take_over(catalog, later, of_roles, role_ids)
    return Changed(
        later,
        frozenset(_of(catalog.organizations, organizations, changes.organizations)),
        frozenset(role_ids),
        frozenset(_of(catalog.articles, articles, changes.articles)),
    )


def without(catalog: Catalog, role_ids: Iterable[str]) -> Catalog:
    """Give the catalog in which some roles are past, and nothing else is another."""
    is_over = catalog.roles.index.isin(list(role_ids))
    roles = catalog.roles.assign(**{c.STATUS: catalog.roles[c.STATUS].mask(is_over, PAST)})
    later = dataclasses.replace(catalog, roles=roles)
    kept = {name: vars(catalog)[name] for name in _OF_WORDS if name in vars(catalog)}
    index = dataclasses.replace(catalog.index, past=catalog.index.past | is_over)
    vars(later).update(kept, **_indexed(catalog, index))  # where cached_property keeps
    return later


def _indexed(before: Catalog, index: RoleIndex) -> dict[str, Any]:
    """Give an index to keep, and its codes if those of before were made."""
    if "codes" not in vars(before):
        return {"index": index}
    return {"index": index, "codes": before.codes.changed(index)}


_OF_WORDS = ("role_words", "vectorizer", "words")


def _of(before: pd.DataFrame, then: pd.DataFrame, rows: ChangedRows) -> set[str]:
    gone = [] if rows.ids is None else before.index[~before.index.isin(then.index)].tolist()
    return {*gone, *rows.rows.index.tolist()}


def _take_over(before: Catalog, later: Catalog, changes: ChangedRows, role_ids: set[str]) -> None:
    """Put what was worked out of the roles before into the catalog, with the changed ones."""
    kept = vars(later)  # where cached_property keeps
    if not role_ids and changes.ids is None:
        kept.update({name: vars(before)[name] for name in _KEPT if name in vars(before)})
        return
    texts = role_texts(changes.rows)
    if changes.ids is None and texts == role_texts(before.roles.loc[changes.rows.index]):
        kept.update({name: vars(before)[name] for name in _OF_WORDS if name in vars(before)})
    elif words := vars(before).get("role_words"):
        kept["role_words"] = words.changed(texts, changes.places(before.roles.index))
    if "index" in vars(before):
        index = _index(before, later, role_ids, is_same_roles=changes.ids is None)
        kept.update(_indexed(before, index))


_KEPT = (*_OF_WORDS, "index", "codes", "focus_rarity", "language_ids", "_records")


def _index(
    before: Catalog, later: Catalog, role_ids: set[str], *, is_same_roles: bool
) -> RoleIndex:
    """Encode the changed roles alone, with others of their organizations: they share habits."""
    roles, index = later.roles, before.index
    org_ids = _org_ids(before, role_ids) | _org_ids(later, role_ids)
    some = dataclasses.replace(later, roles=roles[roles[c.ORG_ID].isin(org_ids).to_numpy()])
    fresh = build_index(some)
    then = None if is_same_roles else roles.index
    places = _places(before.roles.index, some.roles.index, then)
    whole: dict[str, Any] = {
        "org_codes": pd.factorize(roles[c.ORG_ID])[0].astype(np.int64),
        "text": WordWeights(lambda: later.role_words.weights),
        "languages": np.concatenate(
            [
                _spread(index.languages, before.language_ids, later.language_ids),
                _spread(fresh.languages, some.language_ids, later.language_ids),
            ]
        )[places],
    }
    for field in dataclasses.fields(RoleIndex):
        if field.name not in whole:
            both = [getattr(of, field.name) for of in (index, fresh)]
            filled = [column for column in both if len(column)]  # of no roles, types are a guess
            whole[field.name] = np.concatenate(filled or both)[places]
    same = {name for name, column in whole.items() if _are_same(getattr(index, name), column)}
    later_index = RoleIndex(**whole | {name: getattr(index, name) for name in same})
    if "places" in vars(index) and {"where", "in_regions"} <= same:
        vars(later_index)["places"] = index.places
    return later_index


def _are_same(before: object, then: object) -> bool:
    """Whether two arrays hold the same: then the one of before goes on serving, and its codes."""
    if not isinstance(before, np.ndarray) or not isinstance(then, np.ndarray):
        return False
    can_be_nan = before.dtype.kind in "fM"
    return before.dtype == then.dtype and np.array_equal(before, then, equal_nan=can_be_nan)


def _org_ids(catalog: Catalog, role_ids: set[str]) -> set[str]:
    """Give the organizations of those of some roles that there are."""
    rows = catalog.roles.index.get_indexer(pd.Index(sorted(role_ids), dtype="str"))
    return set(catalog.roles[c.ORG_ID].array[rows[rows >= 0]].tolist())


def _spread(needs: SmallInts, ids: Sequence[str], to: Sequence[str]) -> SmallInts:
    """Give the columns their places among other ids; those that no role names any more go."""
    column = {name: at for at, name in enumerate(to)}
    wide = np.zeros((len(needs), len(to)), dtype=needs.dtype)
    still = [at for at, name in enumerate(ids) if name in column]
    wide[:, [column[ids[at]] for at in still]] = needs[:, still]
    return wide
