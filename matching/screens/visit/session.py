"""Who looks at the page, and what they do with the store: asked anew in every run.

A page that is for one kind of account begins with `need`. What a person does goes through
`attempt`, which says in a sentence why something could not be done.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypeVar
from urllib.parse import urlencode, urlsplit

import streamlit as st

from matching.accounts import NOBODY, Identity, identify
from matching.authorization import (
    PROFESSIONAL,
    RECRUITER,
    REFUSED,
    STAFF,
    Actor,
    NotAllowedError,
)
from matching.errors import MatchingError, UnknownIdError
from matching.screens import look
from matching.screens.visit import federated, resources
from matching.store import ConstraintError, DatabaseError
from matching.web import SESSION_COOKIE
from matching.web.redirects import LONGEST as LONGEST_NEXT

Value = TypeVar("Value")

WHO: Final = {
    PROFESSIONAL: "professionals",
    RECRUITER: "recruiters of an organization",
    STAFF: "staff",
}
_OUTCOME: Final = "outcome"
_FARTHEST: Final = 14 * 60  # minutes between any clock on earth and UTC


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day that it is where the visitor is, as far as the browser says."""
    behind = st.context.timezone_offset or 0
    return (now() - timedelta(minutes=max(-_FARTHEST, min(behind, _FARTHEST)))).date()


def identity() -> Identity:
    """Return who is signed in in this browser; nobody if no one is."""
    token = _token()
    who = identify(resources.database(), token, now()) if token else NOBODY
    return who if who != NOBODY else federated.who(resources.database(), now())[0]


def refusal() -> str:
    """Say why who came in through another provider has no account here; `""` if nobody did."""
    return federated.who(resources.database(), now())[1]


def _token() -> str:
    return st.context.cookies.get(SESSION_COOKIE, "")


def actor() -> Actor:
    """Return who is signed in, as the rules know them."""
    return identity().actor


def is_professional() -> bool:
    """Tell whether a professional is signed in."""
    return actor().kind == PROFESSIONAL


def account_link(name: str) -> str:
    """Return the address of a page of accounts that leads back to where the visitor is.

    Parameters
    ----------
    name : str
        Such as `sign-in`.
    """
    here = urlsplit(st.context.url or "").path or "/"
    said = f"?{urlencode(st.query_params.to_dict())}" if st.query_params else ""
    if len(here) + len(said) <= LONGEST_NEXT:  # the pages of accounts lead to no longer address
        here += said
    return f"/account/{name}?" + urlencode({"next": here})


def need(*kinds: str) -> Actor:
    """Return who is signed in if they are of one of these kinds; else say so and end the run."""
    who = actor()
    if not who.account_id:
        look.empty("Please sign in", f"This page is for {_kinds(kinds)}.")
        sign_in = look.address(account_link("sign-in"))
        st.html(f'<p><a class="mm-button" href="{sign_in}">Sign in</a></p>')
        st.stop()
    if who.kind not in kinds:
        look.empty(
            "This page is not for your account",
            f"It is for {_kinds(kinds)}. If you think you should see it, ask the staff.",
        )
        st.stop()
    return who


def _kinds(kinds: tuple[str, ...]) -> str:
    return " and ".join(WHO[kind] for kind in kinds)


def ask(verb: Callable[..., Value], *args: Any, **more: Any) -> Value:
    """Call a verb of the services as who is signed in, now, and give what it gives.

    Raises
    ------
    MatchingError
        What the verb raises.
    """
    database = resources.database()
    before = database.changes_here
    answer = verb(database, actor(), *args, **more, now=now())
    if database.changes_here != before:
        with contextlib.suppress(DatabaseError):  # the change is made; the page will say the rest
            resources.see_changes()
    return answer


def show(verb: Callable[..., Value], *args: Any, **more: Any) -> Value:
    """Ask for what a page shows; where it may not be shown or does not exist, the run ends."""
    try:
        return ask(verb, *args, **more)
    except (NotAllowedError, UnknownIdError, ConstraintError):  # no id has what cannot be stored
        look.empty("There is nothing to see here", REFUSED, "Go back, or choose from the menu.")
        st.stop()


def attempt(verb: Callable[..., Any], *args: Any, done: str = "", **more: Any) -> bool:
    """Do something in the store; what went wrong is told by `show_outcome` in the next run.

    Parameters
    ----------
    done : str
        Shown for a moment if it went well.

    Returns
    -------
    bool
        Whether it went well.
    """
    try:
        ask(verb, *args, **more)
    except MatchingError as error:
        st.session_state[_OUTCOME] = str(error)
        return False
    if done:
        st.toast(look.plain(done), icon=":material/check:")
    return True


def later(verb: Callable[..., Value], *args: Any, **more: Any) -> Callable[[], Value]:
    """Return the call of a verb that makes a file when it is downloaded, which no run does.

    Who has signed out by then is refused.
    """
    database, who, token = resources.database(), actor(), _token()

    def call() -> Value:
        still = identify(database, token, now()).actor if token else who
        return verb(database, still, *args, **more, now=now())

    return call


def show_outcome() -> None:
    """Show once why the last attempt failed, if it did; pages call it below their heading."""
    if message := st.session_state.pop(_OUTCOME, ""):
        st.error(look.plain(message), icon=":material/error:")
