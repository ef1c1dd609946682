"""What the database driver reports, as errors of our own in plain words."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
from matching.store.errors import (
    NOT_NOW,
    NOT_SAVED,
    PERHAPS_SAVED,
    ConflictError,
    ConstraintError,
    DatabaseError,
    UnusableError,
)
from matching.store.schema import Base

CHANGED_MEANWHILE = (
    "This was changed by someone else in the meantime. Look at it as it is now, then repeat "
    "your change."
)
BUSY = "The store is busy; try again in a moment."
IN_THE_WAY = (
    "The store at {place} is busy: others have kept it waiting for too long. Try again in a moment."
)
# Of PostgreSQL: two writers waited for each other, or one for a lock.
WAITED = ("40001", "40P01", "55P03")
# What SQLite (by its own names) and PostgreSQL (by SQLSTATE) report, and what may help.
ADVICE = {
    "SQLITE_FULL": "Make room on the disk; it then goes on by itself.",
    "SQLITE_READONLY": "Let the program write the file and its folder.",
    "SQLITE_CANTOPEN": "The file must be there, and the program must be allowed to write it "
    "and its folder.",
    "SQLITE_CORRUPT": "The file is damaged. Stop the program and restore a backup.",
    "SQLITE_NOTADB": "The file is no database of SQLite.",
    "53100": "Make room on the disk of the server; it then goes on by itself.",
    "25006": "The server or the role only reads, as a standby does.",
    "42501": "The role lacks a right; it should own the tables.",
    "42P01": "Tables are missing. Run: missionmatch store check",
}


@contextmanager
def in_plain_words(place: str, said: str = NOT_NOW) -> Iterator[None]:
    """Turn the driver's errors into ours.

    Parameters
    ----------
    place : str
        The database, without a password, for who runs the program.
    said : str
        What everybody reads if the database cannot be used.
    """
    try:
        yield
    except StaleDataError as error:
        raise ConflictError(CHANGED_MEANWHILE) from error
    except IntegrityError as error:
        raise _constraint_error(error) from error
    except TimeoutError as error:
        raise DatabaseError(BUSY, IN_THE_WAY.format(place=place)) from error
    except DriverError as error:
        if _waited_too_long(error):
            raise DatabaseError(BUSY, IN_THE_WAY.format(place=place)) from error
        if not _is_of_the_database(error):
            raise
        raise _unusable(place, error.orig, said) from error
    except StatementError as error:
        if isinstance(error.orig, MatchingError):
            raise error.orig from error
        raise


def cannot_be_opened(path: Path, place: str, error: Exception) -> UnusableError:
    """Make the error of a SQLite file that cannot be opened; say so if it may not be written."""
    folder = path.absolute().parent
    as_now = os.access in os.supports_effective_ids
    faults = [
        f"{what} cannot be written by this program"
        for what, there in ((path.name, path), (f"its folder {folder}", folder))
        if there.exists() and not os.access(there, os.W_OK, effective_ids=as_now)
    ]
    reason = " and ".join(faults) or getattr(error, "strerror", None) or str(error)
    advice = "" if faults else _advice(error)
    return UnusableError(NOT_NOW, f"The store at {place} cannot be opened: {reason}.{advice}")


def _unusable(place: str, fault: BaseException | None, said: str) -> UnusableError:
    if said == PERHAPS_SAVED and _code(fault) == "SQLITE_FULL":
        said = NOT_SAVED
    reason = _reason(fault)
    return UnusableError(said, f"The store at {place} cannot be used: {reason}.{_advice(fault)}")


def _advice(fault: BaseException | None) -> str:
    return f" {ADVICE[_code(fault)]}" if _code(fault) in ADVICE else ""


def _code(fault: BaseException | None) -> str:
    """Give the code of a fault; of SQLite without what follows the second word."""
    if name := getattr(fault, "sqlite_errorname", None):
        return "_".join(str(name).split("_")[:2])
    return str(getattr(fault, "sqlstate", None) or "")


def _is_of_the_database(error: DriverError) -> bool:
    """Whether the database is in trouble, and not what was asked of it wrong."""
    return isinstance(error, (OperationalError, InterfaceError)) or _code(error.orig) in ADVICE


def _waited_too_long(error: DriverError) -> bool:
    if "database is locked" in str(error.orig):
        return True
    return getattr(error.orig, "sqlstate", None) in WAITED


def _reason(fault: BaseException | None) -> str:
    lines = str(fault).strip().splitlines() or [type(fault).__name__]
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
