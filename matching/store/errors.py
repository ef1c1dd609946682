"""Errors of the store.

::

    MatchingError
    └── DatabaseError          a database that cannot be used as it is
        ├── UnusableError      it does not answer, cannot be written, or is another one now
        ├── SchemaVersionError its tables are of another version, or there are none
        ├── ConstraintError    a row that a rule of the tables forbids
        └── ConflictError      someone else changed the row in the meantime
"""

from __future__ import annotations

from matching.errors import MatchingError

__all__ = [
    "NOT_NOW",
    "NOT_SAVED",
    "PERHAPS_SAVED",
    "ConflictError",
    "ConstraintError",
    "DatabaseError",
    "SchemaVersionError",
    "UnusableError",
]

NOT_NOW = "What is stored here cannot be reached just now. Try again in a moment."
NOT_SAVED = "This could not be saved just now, and nothing was changed. Try again in a moment."
PERHAPS_SAVED = (
    "It is not certain that this was saved. Look again in a moment, before you repeat it."
)


class DatabaseError(MatchingError):
    """A database cannot be used: a wrong address, no answer, something that is no database.

    Parameters
    ----------
    message : str
        For everybody who may see the error, visitors of a page included: no address, no path,
        nothing that the driver said.
    detail : str
        For who runs the program: what is wrong, where, and what to do; without a password. It is
        part of a traceback. By default there is no more to say than the message.
    """

    def __init__(self, message: str, detail: str = "") -> None:
        self._detail = detail
        super().__init__(message)
        if detail:
            self.add_note(detail)

    @property
    def detail(self) -> str:
        """What is wrong, where, and what to do, for who runs the program."""
        return self._detail or str(self)


class UnusableError(DatabaseError):
    """A database does not answer, cannot be written, is damaged, or another one took its place."""


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
