"""A browser without scripts in front of the account pages, on a SQLite file."""

import re
import shutil
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from matching.accounts import new_account, passwords
from matching.store import open_database
from matching.web import Settings, account_routes, demo_routes

EMAIL = "amina@example.org"
PASSWORD = "kettle moss eleven"
PASSWORD_HASH = passwords.hashed(PASSWORD)


class Clock:
    """A clock that the test moves."""

    def __init__(self):
        self.time = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)

    def __call__(self):
        return self.time

    def forward(self, **amount):
        self.time += timedelta(**amount)


class Postbox:
    """Keeps mails instead of sending them."""

    def __init__(self, reaches_people=False):
        self.mails = []
        self.reaches_people = reaches_people

    def send(self, mail):
        self.mails.append(mail)

    def path(self):
        """The link of the last mail, without the site."""
        return re.search(r"https?://[^/]+(/account/\S+)", self.mails[-1].text)[1]


class Browser(TestClient):
    """Sends forms as a browser does: with all hidden fields of the page."""

    def send_form(self, path, **fields):
        page = self.get(path)
        return self.post(path.partition("?")[0], data=hidden(page) | fields)


def hidden(page):
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text)
    return {name: unescape(value) for name, value in fields}


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def box():
    return Postbox()


@pytest.fixture
def database(sqlite_with_tables, tmp_path):
    path = shutil.copy(sqlite_with_tables, tmp_path / "store.db")
    with open_database(f"sqlite:///{path}") as database:
        yield database


@pytest.fixture
def open_browser(database, clock, box):
    """Open a browser of somebody else."""

    def open_browser(*, https=False, **settings):
        settings = {"open_store": lambda: database, "mailer": box, "now": clock} | settings
        known = Settings(**settings)
        app = Starlette(routes=[*account_routes(known), *demo_routes(known)])
        base = f"http{'s' if https else ''}://missions.example"
        return Browser(app, base_url=base, follow_redirects=False)

    return open_browser


@pytest.fixture
def browser(open_browser):
    return open_browser()


@pytest.fixture
def account_id(database, clock):
    """Amina, who has an account."""
    with database.writing() as session:
        return new_account(
            session,
            email=EMAIL,
            kind="professional",
            now=clock(),
            actor="",
            name="Amina",
            password_hash=PASSWORD_HASH,
        )
