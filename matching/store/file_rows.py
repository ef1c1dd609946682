"""Rows of the reference data as plain values: from frames, in the tables, as a digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from matching import columns as c
from matching.reference.column_checks import ARTICLES_FILE, ORGANIZATIONS_FILE, ROLES_FILE
from matching.store.schema import ArticleRow, Base, OrganizationRow, RoleRow

Values = dict[str, Any]  # column name to value; text "", number None, list () if not said


@dataclass(frozen=True)
class FileTable:
    """A file of the data folder and the table that keeps its rows.

    Parameters
    ----------
    file : str
        Such as `roles.csv`.
    columns : sequence of str
        The columns of the file; the first is the id.
    table : Table
        Has these columns and those of `KeptRow`.
    """

    file: str
    columns: Sequence[str]
    table: Table

    @property
    def id_column(self) -> str:
        """Name of the column with the id."""
        return self.columns[0]

    def values_of(self, frame: pd.DataFrame) -> dict[str, Values]:
        """Give the rows of a frame by id, in their order."""
        records = frame[list(self.columns)].to_dict("records")
        return {
            record[self.id_column]: {
                str(name): None if value != value else value for name, value in record.items()
            }
            for record in records
        }

    def kept_rows(self, session: Session) -> list[Values]:
        """Give all rows of the table, in the order of the file; rows by hand come last."""
        result = session.execute(select(self.table))
        rows = [dict(row) for row in result.mappings()]
        return sorted(rows, key=self._place)

    def _place(self, row: Values) -> tuple[bool, int, str]:
        return row["position"] is None, row["position"] or 0, row[self.id_column]

    def digest(self, row: Mapping[str, Any]) -> str:
        """Digest what the file says of a row.

        What is not said is left out, so that a column that comes later changes no digest.
        """
        said = {name: row[name] for name in sorted(self.columns) if row[name] not in ("", (), None)}
        return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()


def _table(row: type[Base]) -> Table:
    return Base.metadata.tables[row.__tablename__]


ORGANIZATIONS = FileTable(ORGANIZATIONS_FILE, c.ORGANIZATIONS_TABLE, _table(OrganizationRow))
ROLES = FileTable(ROLES_FILE, c.ROLES_TABLE, _table(RoleRow))
ARTICLES = FileTable(ARTICLES_FILE, c.ARTICLES_TABLE, _table(ArticleRow))
FILE_TABLES = (ORGANIZATIONS, ROLES, ARTICLES)  # a row refers to earlier tables only
