"""Which rows of the reference data are others than before, and these rows alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pandas as pd
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matching import columns as c
from matching.catalog import Catalog
from matching.catalog.changing import ChangedRows, Changes
from matching.reference.ended import PAST
from matching.reference.reading import Reference, frame_of_rows
from matching.store.database import Database
from matching.store.file_rows import (
    ARTICLES,
    FILE_TABLES,
    ORGANIZATIONS,
    ROLES,
    FileTable,
    Values,
)
from matching.store.reference_rows import listed, listed_roles, reference_of_rows

__all__ = ["Stamps", "read_changes", "read_reference_with_stamps", "roles_over"]

Stamp: TypeAlias = tuple[int, int | None]
"""The version of a row and its place in the file."""


@dataclass(frozen=True)
class Stamps:
    """Version and place of every row, by its id, of organizations, roles and articles."""

    organizations: Mapping[str, Stamp]
    roles: Mapping[str, Stamp]
    articles: Mapping[str, Stamp]

    @property
    def state(self) -> str:
        """What `reference_state` gives for these rows."""
        tables = (self.organizations, self.roles, self.articles)
        return "/".join(
            f"{len(rows)}-{sum(version for version, _ in rows.values())}-{sum(map(len, rows))}"
            for rows in tables
        )


def read_reference_with_stamps(database: Database) -> tuple[Reference, Stamps]:
    """Read everything, as `read_reference_from`, and what tells later which rows changed."""
    with database.reading() as session:
        rows = [table.kept_rows(session) for table in FILE_TABLES]
    stamps = [
        {row[table.id_column]: (row["version"], row["position"]) for row in of_table}
        for table, of_table in zip(FILE_TABLES, rows, strict=True)
    ]
    return reference_of_rows(*rows), Stamps(*stamps)


def read_changes(
    database: Database, before: Stamps, catalog: Catalog, most: int
) -> tuple[Stamps, Changes | None]:
    """Read the rows that are new or others since, and no more.

    Parameters
    ----------
    before : Stamps
        Of the rows that `catalog` holds.
    most : int
        So many rows may have changed.

    Returns
    -------
    Stamps, Changes or None
        As they are now; no changes where more rows changed.
    """
    with database.reading() as session:
        now = Stamps(*(_stamps(session, table) for table in FILE_TABLES))
        org_ids = _others(before.organizations, now.organizations)
        role_ids = _others(before.roles, now.roles)
        article_ids = _others(before.articles, now.articles)
        if len(org_ids) + len(role_ids) + len(article_ids) > most:
            return now, None
        organizations = listed(_rows(session, ORGANIZATIONS, org_ids))
        there = set(catalog.organizations.index.tolist()) - org_ids
        there |= {row[c.ORG_ID] for row in organizations}
        of_them = _rows(session, ROLES, role_ids, org_ids)
        articles = listed(_rows(session, ARTICLES, article_ids))
    if len(of_them) > most:
        return now, None
    role_ids |= {row[c.ROLE_ID] for row in of_them}
    tables = (
        (catalog.organizations, c.ORGANIZATIONS_TABLE, organizations, org_ids),
        (catalog.roles, c.ROLES_TABLE, listed_roles(of_them, there), role_ids),
        (catalog.articles, c.ARTICLES_TABLE, articles, article_ids),
    )
    stamps = (
        (before.organizations, now.organizations),
        (before.roles, now.roles),
        (before.articles, now.articles),
    )
    changed = [_changed(*table, *both) for table, both in zip(tables, stamps, strict=True)]
    return now, Changes(*changed)


def roles_over(database: Database, role_ids: Collection[str]) -> set[str]:
    """Give those of some roles that are no longer offered by what the store says of them."""
    roles, organizations = ROLES.table.c, ORGANIZATIONS.table.c
    still = (
        select(roles.role_id)
        .join(ORGANIZATIONS.table)
        .where(organizations.taken_out_at.is_(None))
        .where(roles.closed_at.is_(None), roles.status != PAST)
    )
    with database.reading() as session:
        return set(role_ids) - set(session.scalars(still))


def _stamps(session: Session, table: FileTable) -> dict[str, Stamp]:
    of = table.table.c
    rows = session.execute(select(of[table.id_column], of.version, of.position)).all()
    return {id_: (version, position) for id_, version, position in rows}


def _others(before: Mapping[str, Stamp], now: Mapping[str, Stamp]) -> set[str]:
    """Give the rows that are new, gone or of another version."""
    differ = {id_ for id_, _ in before.items() ^ now.items()}
    return {id_ for id_ in differ if before.get(id_, (0,))[0] != now.get(id_, (0,))[0]}


def _rows(
    session: Session, table: FileTable, ids: Collection[str], org_ids: Collection[str] = ()
) -> list[Values]:
    if not ids and not org_ids:
        return []
    of = table.table.c
    wanted = [of[table.id_column].in_(sorted(ids))]
    if org_ids:
        wanted.append(of[c.ORG_ID].in_(sorted(org_ids)))
    return [
        dict(row) for row in session.execute(select(table.table).where(or_(*wanted))).mappings()
    ]


def _changed(
    table: pd.DataFrame,
    columns: Sequence[str],
    rows: Sequence[Values],
    others: set[str],
    before: Mapping[str, Stamp],
    now: Mapping[str, Stamp],
) -> ChangedRows:
    """Put rows into a frame, and say which rows the table then has if it is not the same ones."""
    frame = frame_of_rows(rows, columns) if rows else table.iloc[:0]
    there = set(table.index.tolist())
    then = (there - others) | set(frame.index.tolist())
    are_moved = any(before[id_][1] != now[id_][1] for id_ in there & then)
    if then == there and not are_moved:
        return ChangedRows(frame)
    places = {id_: (now[id_][1] is None, now[id_][1] or 0, id_) for id_ in then}
    return ChangedRows(frame, sorted(then, key=places.__getitem__))
