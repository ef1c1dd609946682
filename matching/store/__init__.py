"""The store: accounts, profiles, roles and what happens between people and organizations.

On SQLite (default) or PostgreSQL, from the same code; see docs/store.md.
"""

from matching.store.database import Database, database_url, open_database
from matching.store.errors import (
    ConflictError,
    ConstraintError,
    DatabaseError,
    SchemaVersionError,
    UnusableError,
)

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
