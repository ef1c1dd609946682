"""What the database driver reports, as errors of our own in plain words."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Index, PrimaryKeyConstraint, Table, UniqueConstraint
from sqlalchemy.exc import DatabaseError as DriverError
from sqlalchemy.exc import (
    IntegrityError,
    InterfaceError,
    OperationalError,
    StatementError,
    TimeoutError,
)
from sqlalchemy.orm.exc import StaleDataError

from matching.errors import MatchingError, shown
from matching.store.errors import ConflictError, ConstraintError, DatabaseError
from matching.store.schema import Base

CHANGED_MEANWHILE = (
    "This was changed by someone else in the meantime. Look at it as it is now, then repeat "
    "your change."
)
BUSY = "The store at {place} is busy; try again in a moment."
# Of PostgreSQL: two writers waited for each other, or one for a lock.
WAITED = ("40001", "40P01", "55P03")


@contextmanager
def in_plain_words(place: str) -> Iterator[None]:
    """Turn the driver's errors into ours; `place` is the database, without a password."""
    try:
        yield
    except StaleDataError as error:
        raise ConflictError(CHANGED_MEANWHILE) from error
    except IntegrityError as error:
        raise _constraint_error(error) from error
    except (OperationalError, InterfaceError) as error:
        if _waited_too_long(error):
            raise DatabaseError(BUSY.format(place=place)) from error
        raise DatabaseError(f"The store at {place} cannot be used: {_reason(error)}.") from error
    except TimeoutError as error:
        raise DatabaseError(BUSY.format(place=place)) from error
    except DriverError as error:
        if "not a database" not in str(error.orig):
            raise
        raise DatabaseError(f"{place} is no database of SQLite.") from error
    except StatementError as error:
        if isinstance(error.orig, MatchingError):
            raise error.orig from error
        raise


def _waited_too_long(error: OperationalError | InterfaceError) -> bool:
    if "database is locked" in str(error.orig):
        return True
    return getattr(error.orig, "sqlstate", None) in WAITED


def _reason(error: StatementError) -> str:
    lines = str(error.orig).strip().splitlines() or [type(error.orig).__name__]
    return shown(lines[0].rstrip(". "), 300)


def _constraint_error(error: IntegrityError) -> ConstraintError:
    name = _violated(error)
    return ConstraintError(f"That cannot be saved: it breaks the rule {name or 'of a key'}.", name)


def _violated(error: IntegrityError) -> str:
    """Name the constraint; the driver's own message may hold values of the row."""
    if (diagnosis := getattr(error.orig, "diag", None)) is not None:
        if diagnosis.column_name:
            return f"{diagnosis.table_name}.{diagnosis.column_name}"
        return str(diagnosis.constraint_name or "")
    kind, _, what = str(error.orig).partition(" constraint failed")
    what = what.removeprefix(": ")
    return _names_of_unique().get(what, what) if kind == "UNIQUE" else what


@functools.cache
def _names_of_unique() -> dict[str, str]:
    """Name each unique constraint by its columns as SQLite lists them: `a.x, a.y`."""
    names: dict[str, str] = {}
    for table in Base.metadata.tables.values():
        for rule in _unique_rules(table):
            columns = ", ".join(f"{table.name}.{column.name}" for column in rule.columns)
            names[columns] = str(rule.name)
    return names


def _unique_rules(table: Table) -> list[PrimaryKeyConstraint | UniqueConstraint | Index]:
    rules = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    return [table.primary_key, *rules, *(index for index in table.indexes if index.unique)]
