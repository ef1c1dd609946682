"""Short words for the steps in `versions/`. Steps that were released rely on them: only add."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

TEXT = sa.Text()
JSON = sa.JSON()
INTEGER = sa.Integer()
NUMBER: sa.Double[float] = sa.Double()
BOOLEAN = sa.Boolean()
MOMENT = sa.DateTime(timezone=True)
DAY = sa.Date()


def required(kind: sa.types.TypeEngine[Any], names: str) -> list[sa.Column[Any]]:
    """Make columns that always have a value; names are separated by blanks."""
    return [sa.Column(name, kind, nullable=False) for name in names.split()]


def optional(kind: sa.types.TypeEngine[Any], names: str) -> list[sa.Column[Any]]:
    """Make columns that may be NULL."""
    return [sa.Column(name, kind, nullable=True) for name in names.split()]


def primary_key(names: str) -> sa.PrimaryKeyConstraint:
    """Make the primary key."""
    return sa.PrimaryKeyConstraint(*names.split())


def unique(names: str) -> sa.UniqueConstraint:
    """Make columns unique together."""
    return sa.UniqueConstraint(*names.split())


def check(name: str, rule: str) -> sa.CheckConstraint:
    """Make a check; its name gets `ck_` and the table in front."""
    return sa.CheckConstraint(rule, name=name)


def words(column: str, allowed: str, *, blank: bool = False) -> sa.CheckConstraint:
    """Make the check that a column holds one of these words, or `""` if that is allowed."""
    choices = ([""] if blank else []) + allowed.split()
    return check(column, f"{column} IN ({', '.join(map(repr, choices))})")


def yes_no(columns: str) -> list[sa.CheckConstraint]:
    """Make the check for columns that hold `yes`, `no` or nothing."""
    return [words(column, "yes no", blank=True) for column in columns.split()]


def refers(column: str, to: str, on_delete: str) -> sa.ForeignKeyConstraint:
    """Make a foreign key to `table.column`."""
    return sa.ForeignKeyConstraint([column], [to], ondelete=on_delete)


def of_account(columns: str, on_delete: str) -> list[sa.ForeignKeyConstraint]:
    """Make foreign keys to the accounts."""
    return [refers(column, "accounts.account_id", on_delete) for column in columns.split()]


def of_role() -> sa.ForeignKeyConstraint:
    """Make `role_id` a foreign key; a role that is referred to cannot be deleted."""
    return refers("role_id", "roles.role_id", "RESTRICT")


def of_organization() -> sa.ForeignKeyConstraint:
    """Make `org_id` a foreign key; an organization that is referred to cannot be deleted."""
    return refers("org_id", "organizations.org_id", "RESTRICT")


def index(table: str, *columns: str) -> None:
    """Create an index for each text of column names."""
    for names in columns:
        op.create_index(None, table, names.split())


def unique_where(name: str, table: str, columns: str, condition: str) -> None:
    """Create an index that lets a value occur once among the rows that meet a condition."""
    where = sa.text(condition)
    op.create_index(
        name, table, columns.split(), unique=True, sqlite_where=where, postgresql_where=where
    )


def kept() -> list[sa.schema.SchemaItem]:
    """Make what organizations, roles and articles have besides the columns of their file."""
    return [
        *optional(INTEGER, "position"),
        *required(TEXT, "origin"),
        *optional(TEXT, "loaded_digest edited_by"),
        *optional(MOMENT, "edited_at"),
        *required(INTEGER, "version"),
        words("origin", "reference hand"),
        *of_account("edited_by", "SET NULL"),
    ]
