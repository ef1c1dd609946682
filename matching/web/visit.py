"""One request for a page of accounts: who asks, what was sent, and how it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from matching import accounts
from matching.accounts import Identity
from matching.authorization import RECRUITER, STAFF
from matching.web import cookies, pages
from matching.web.redirects import HOME, safe_next
from matching.web.settings import Settings

__all__ = ["LOCKED", "Visit"]

HOMES = MappingProxyType({RECRUITER: "/to-do", STAFF: "/start"})
"""Where the work of each kind of account begins."""
LOCKED = 429
Fields = Mapping[str, str]


@dataclass(frozen=True)
class Visit:
    """One request with what every page of it needs."""

    request: Request
    settings: Settings
    fields: Fields
    form_key: str

    @property
    def token(self) -> str:
        """The token of the session that the browser has."""
        return cookies.session_token(self.request)

    @property
    def browser(self) -> tuple[str, ...]:
        """The tokens that make the browser known to accounts."""
        return cookies.browser_tokens(self.request)

    @property
    def address(self) -> str:
        """The network address of the person's machine."""
        return self.request.client.host if self.request.client else ""

    @property
    def base(self) -> str:
        """What links in mails begin with: never what a request says, which strangers write."""
        return self.settings.public_url or _listening(self.request.scope)

    @property
    def next(self) -> str:
        """The page to go to afterwards."""
        return safe_next(self.fields.get("next") or self.request.query_params.get("next", ""))

    def identity(self) -> Identity:
        """Say who is signed in."""
        return accounts.identify(self.settings.open_store(), self.token, self.settings.now())

    def page(
        self,
        template: str,
        status: int = 200,
        *,
        problems: Mapping[str, str] = MappingProxyType({}),
        **values: object,
    ) -> Response:
        """Draw a page with a form."""
        common = {
            "seal": cookies.seal(self.settings.secret, self.form_key, self.token),
            "next": self.next,
            "next_query": "" if self.next == HOME else "?" + urlencode({"next": self.next}),
            "fields": self.fields,
            "problems": problems,
            "notice": "",
            "is_locked": status == LOCKED,
            "reaches_people": self.settings.mailer.reaches_people,
            "is_demo": self.settings.is_demo,
            "federated_label": self.settings.federated_label,
            "contact": self.settings.contact,
            "contact_link": self.settings.contact_link,
        }
        return pages.draw(template, status, **(common | values))

    def signed_in(self, token: str) -> Response:
        """Go on as the account of a new token."""
        database, now = self.settings.open_store(), self.settings.now()
        who = accounts.actor_of(database, token, now)
        home = HOMES.get(who.kind, HOME)
        response = pages.redirect(self.next if self.next != HOME else home)
        cookies.keep_session(self.request, response, token)
        self.keep_browser(response, who.account_id)
        return response

    def keep_browser(self, response: Response, account_id: str) -> None:
        """Know this browser from now on: guesses of strangers do not keep it waiting."""
        database, now = self.settings.open_store(), self.settings.now()
        tokens = accounts.remember_browser(database, account_id, self.browser, now)
        cookies.keep_browser(self.request, response, tokens)


def _listening(scope: Scope) -> str:
    """Give the address of this machine on which a request arrived; `""` if it has none."""
    host, port = scope.get("server") or ("", None)
    if not host or port is None:
        return ""
    return f"{scope['scheme']}://{f'[{host}]' if ':' in host else host}:{port}"
