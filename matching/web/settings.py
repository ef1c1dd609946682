"""What the pages of accounts need to know."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from matching.accounts import AccountError, Mailer, mailer_from_environment
from matching.accounts.emails import is_email
from matching.store import Database

__all__ = ["DEMO_VARIABLE", "Settings", "settings_from_environment"]

PUBLIC_URL_VARIABLE = "MISSIONMATCH_PUBLIC_URL"
SECRET_VARIABLE = "MISSIONMATCH_SECRET"
DEMO_VARIABLE = "MISSIONMATCH_DEMO"
CONTACT_VARIABLE = "MISSIONMATCH_CONTACT"
METRICS_VARIABLE = "MISSIONMATCH_METRICS_TOKEN"
SHORTEST_SECRET = 32
SHORTEST_TOKEN = 16


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
    contact : str
        How people reach whoever runs Missionmatch: an e-mail address or the address of a page;
        pages do not say so if `""`.
    fonts : mapping
        The families of letters of the app, each with the address of its file.
    metrics_token : str
        What who reads the figures of the server has to show; nobody can read them if `""`.
    """

    open_store: Callable[[], Database]
    mailer: Mailer
    public_url: str = ""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    now: Callable[[], datetime] = _now
    is_demo: bool = False
    federated_label: str = ""
    contact: str = ""
    fonts: Mapping[str, str] = field(default_factory=dict)
    metrics_token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Refuse what would put an address that a stranger chose into a mail."""
        if self.mailer.reaches_people and not self.public_url:
            raise AccountError(
                f"Mails are sent, so {PUBLIC_URL_VARIABLE} must say where people reach the app, "
                "such as https://missions.example."
            )
        if self.public_url and not _is_address(self.public_url):
            raise AccountError(f"{PUBLIC_URL_VARIABLE} is like https://missions.example.")
        if self.contact and not (is_email(self.contact.lower()) or _is_address(self.contact)):
            raise AccountError(
                f"{CONTACT_VARIABLE} is an e-mail address, or like https://missions.example/help."
            )

    @property
    def contact_link(self) -> str:
        """The address that a link to the contact leads to; `""` if there is none."""
        return f"mailto:{self.contact}" if is_email(self.contact.lower()) else self.contact


def settings_from_environment(open_store: Callable[[], Database]) -> Settings:
    """Read what docs/settings.md lists, but for the address of the database.

    Raises
    ------
    AccountError
        One of them cannot be used.
    """
    secret = os.environ.get(SECRET_VARIABLE, "").encode()
    if secret and len(secret) < SHORTEST_SECRET:
        raise AccountError(f"{SECRET_VARIABLE} has at least {SHORTEST_SECRET} characters.")
    demo = os.environ.get(DEMO_VARIABLE, "")
    if demo not in ("", "0", "1"):
        raise AccountError(f"{DEMO_VARIABLE} is 1 for a demo, or else it is not set.")
    token = os.environ.get(METRICS_VARIABLE, "")
    if token and not (token.isascii() and token.isprintable() and len(token) >= SHORTEST_TOKEN):
        raise AccountError(
            f"{METRICS_VARIABLE} has at least {SHORTEST_TOKEN} characters, letters and digits."
        )
    return Settings(
        open_store,
        mailer_from_environment(),
        public_url=os.environ.get(PUBLIC_URL_VARIABLE, "").rstrip("/"),
        secret=secret or secrets.token_bytes(SHORTEST_SECRET),
        is_demo=demo == "1",
        contact=os.environ.get(CONTACT_VARIABLE, "").strip(),
        metrics_token=token,
    )


def _is_address(text: str) -> bool:
    """Tell whether links in mails can begin with it."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    is_plain = text.isascii() and text.isprintable() and not set("?#@ ") & set(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and is_plain
