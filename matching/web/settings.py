"""What the pages of accounts need to know."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from matching.accounts import AccountError, Mailer, mailer_from_environment
from matching.store import Database

__all__ = ["DEMO_VARIABLE", "Settings", "settings_from_environment"]

PUBLIC_URL_VARIABLE = "MISSIONMATCH_PUBLIC_URL"
SECRET_VARIABLE = "MISSIONMATCH_SECRET"
DEMO_VARIABLE = "MISSIONMATCH_DEMO"
SHORTEST_SECRET = 32


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Settings:
    """What the pages of accounts need to know.

    Parameters
    ----------
    open_store : callable
        Gives the database; called with each request, so that the store may be opened late.
    public_url : str
        Where people reach the app, such as `https://missions.example`; links in mails begin with
        it. If `""`, they begin with the address of this machine that the request came to: good
        enough for the operator's console. What a request says of its host is never believed.
    secret : bytes
        Seals forms. If it changes, as with each start by default, open forms have to be loaded
        again; nobody is signed out.
    is_demo : bool
        Anybody may sign in as the fictional people of the store.
    federated_label : str
        The text of the link to /sign-in, where people come in through another provider; no link
        if `""`.
    """

    open_store: Callable[[], Database]
    mailer: Mailer
    public_url: str = ""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    now: Callable[[], datetime] = _now
    is_demo: bool = False
    federated_label: str = ""

    def __post_init__(self) -> None:
        """Refuse what would put an address that a stranger chose into a mail."""
        if self.mailer.reaches_people and not self.public_url:
            raise AccountError(
                f"Mails are sent, so {PUBLIC_URL_VARIABLE} must say where people reach the app, "
                "such as https://missions.example."
            )
        if self.public_url and urlsplit(self.public_url).scheme not in ("http", "https"):
            raise AccountError(f"{PUBLIC_URL_VARIABLE} is like https://missions.example.")


def settings_from_environment(open_store: Callable[[], Database]) -> Settings:
    """Read MISSIONMATCH_PUBLIC_URL, _SECRET, _SMTP_URL and _DEMO (`1`: it is a demo).

    Raises
    ------
    AccountError
        One of them cannot be used.
    """
    secret = os.environ.get(SECRET_VARIABLE, "").encode()
    if secret and len(secret) < SHORTEST_SECRET:
        raise AccountError(f"{SECRET_VARIABLE} has at least {SHORTEST_SECRET} characters.")
    return Settings(
        open_store,
        mailer_from_environment(),
        public_url=os.environ.get(PUBLIC_URL_VARIABLE, "").rstrip("/"),
        secret=secret or secrets.token_bytes(SHORTEST_SECRET),
        is_demo=os.environ.get(DEMO_VARIABLE) == "1",
    )
