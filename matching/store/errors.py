"""Errors of the store.

::

    MatchingError
    └── DatabaseError          a database that cannot be used as it is
        ├── SchemaVersionError its tables are of another version, or there are none
        ├── ConstraintError    a row that a rule of the tables forbids
        └── ConflictError      someone else changed the row in the meantime
"""

from __future__ import annotations

from matching.errors import MatchingError

__all__ = ["ConflictError", "ConstraintError", "DatabaseError", "SchemaVersionError"]


class DatabaseError(MatchingError):
    """A database cannot be used: a wrong address, no answer, something that is no database."""


class SchemaVersionError(DatabaseError):
    """The tables of a database are of another version than this program needs."""


class ConstraintError(DatabaseError):
    """A row was not written because a rule of the tables forbids it.

    Parameters
    ----------
    message : str
        What was forbidden; never a value of the row.
    constraint : str
        Name of the constraint or index, such as `uq_accounts_email`, the same on both
        databases; `table.column` where a value is missing. `""` if the database does not say
        (SQLite never names a foreign key).
    """

    def __init__(self, message: str, constraint: str = "") -> None:
        self.constraint = constraint
        super().__init__(message)


class ConflictError(DatabaseError):
    """A row was changed by someone else after it was read; nothing was written."""
