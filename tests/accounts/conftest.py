"""An account with a password, on SQLite and on PostgreSQL."""

from datetime import UTC, datetime

import pytest

from matching.accounts import new_account, passwords, sign_in

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
EMAIL = "amina@example.org"
PASSWORD = "kettle moss eleven"
PASSWORD_HASH = passwords.hashed(PASSWORD)


@pytest.fixture
def account_id(database):
    """Amina, a professional with the password above."""
    with database.writing() as session:
        return new_account(
            session,
            email=EMAIL,
            kind="professional",
            now=NOW,
            actor="",
            name="Amina",
            password_hash=PASSWORD_HASH,
        )


@pytest.fixture
def enter(database):
    """Sign in as Amina, or as somebody else, or wrongly."""

    def enter(password=PASSWORD, *, email=EMAIL, now=NOW, address="192.0.2.1", **more):
        return sign_in(database, email, password, address=address, now=now, **more)

    return enter
