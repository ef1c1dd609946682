"""The store: accounts, profiles, roles and what happens between people and organizations.

On SQLite (default) or PostgreSQL, from the same code; see docs/store.md.
"""

from matching.store.database import Database
from matching.store.engines import database_url
from matching.store.errors import (
    ConflictError,
    ConstraintError,
    DatabaseError,
    SchemaVersionError,
    UnusableError,
)
from matching.store.opening import open_database

__all__ = [
    "ConflictError",
    "ConstraintError",
    "Database",
    "DatabaseError",
    "SchemaVersionError",
    "UnusableError",
    "database_url",
    "open_database",
]
