"""Signing in through another provider (OpenID Connect), with Streamlit's own `st.login`.

The operator sets it up as `[auth]` in .streamlit/secrets.toml; docs/signing-in.md says how. Two
keys there are ours: `label` and `trust_emails`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.request import urlopen

import streamlit as st
from streamlit.errors import StreamlitAuthError

from matching import phrases
from matching.accounts import NOBODY, AccountError, Identity, federated_identity
from matching.screens import look
from matching.store import Database

SHORTEST_SECRET: Final = 32
SECONDS_TO_ANSWER: Final = 5
NOT_NOW: Final = (
    "Your organization's sign-in does not answer just now. Try again in a moment; if that does "
    "not help, tell whoever runs Missionmatch."
)
_log = logging.getLogger(__name__)


def is_configured() -> bool:
    """Tell whether people can sign in through another provider."""
    return bool(_auth())


def check() -> None:
    """Refuse settings with which nobody could sign in, or anybody as somebody else.

    Raises
    ------
    AccountError
        What is wrong with `[auth]`, for the operator.
    """
    auth = _auth()
    if not auth:
        return
    provider, section = _provider()
    lacking = [key for key in ("redirect_uri", "cookie_secret") if not auth.get(key)]
    lacking += [
        key for key in ("client_id", "client_secret", "server_metadata_url") if not section.get(key)
    ]
    if lacking:
        problem = f"lacks {phrases.listed(lacking, most=5)}"
    elif len(_named()) + ("client_id" in auth) > 1:
        problem = "has more than one provider, and there can be one"
    elif "_" in (provider or ""):
        problem = "has a provider with an underscore in its name"
    elif len(str(auth["cookie_secret"])) < SHORTEST_SECRET:
        problem = f"has a cookie_secret of fewer than {SHORTEST_SECRET} characters"
    elif not str(auth["redirect_uri"]).endswith("/oauth2callback"):
        problem = "has a redirect_uri that does not end with /oauth2callback"
    else:
        return
    raise AccountError(f"[auth] in .streamlit/secrets.toml {problem}. See docs/signing-in.md.")


def label() -> str:
    """Return the text of the button, such as "Sign in with Clinic"; `""` if not configured."""
    if not is_configured():
        return ""
    provider, _ = _provider()
    name = _auth().get("label") or (provider or "").capitalize() or "your organization's account"
    return f"Sign in with {name}"


def claims() -> dict[str, Any] | None:
    """Return what the provider's verified token says of the visitor, or None."""
    if not is_configured() or not st.user.get("is_logged_in"):
        return None
    said: dict[str, Any] = dict(st.user.to_dict())
    if _auth().get("trust_emails") is True:
        said.setdefault("email_verified", True)
    return said


def who(database: Database, now: datetime) -> tuple[Identity, str]:
    """Return who came in through the provider, and why they cannot have an account, or `""`."""
    said = claims()
    if said is None:
        return NOBODY, ""
    try:
        return federated_identity(database, said, now), ""
    except AccountError as error:
        return NOBODY, str(error)


def sign_in_button() -> None:
    """Draw the button that leads to the provider, and say so if that does not answer."""
    if not st.button(
        look.plain(label()), icon=":material/login:", type="primary", key="federated_sign_in"
    ):
        return
    provider, section = _provider()
    try:
        urlopen(str(section.get("server_metadata_url")), timeout=SECONDS_TO_ANSWER).close()
        st.login(provider)
    except (OSError, ValueError, StreamlitAuthError) as error:
        _log.error("Nobody can sign in through the provider: %s", error)
        st.error(NOT_NOW, icon=":material/error:")


def sign_out_button() -> None:
    """Draw the button that signs out here and, where the provider offers it, there."""
    if st.button("Sign out", icon=":material/logout:", key="federated_sign_out"):
        sign_out()


def sign_out() -> None:
    """Let the browser forget who came in through the provider, if somebody did."""
    if claims() is not None:
        st.logout()


def _auth() -> Mapping[str, Any]:
    found = st.secrets.get("auth") if st.secrets.load_if_toml_exists() else None
    return found if isinstance(found, Mapping) else {}


def _named() -> dict[str, Mapping[str, Any]]:
    """Find the providers that have a section of their own, such as `[auth.clinic]`."""
    sections = {name: part for name, part in _auth().items() if isinstance(part, Mapping)}
    return {name: part for name, part in sections.items() if name != "client_kwargs"}


def _provider() -> tuple[str | None, Mapping[str, Any]]:
    """Return the name of the provider for `st.login`, and its settings."""
    named = _named()
    if "client_id" in _auth() or not named:
        return None, _auth()
    return next(iter(named.items()))
