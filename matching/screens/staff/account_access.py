"""A part of the page of an account: how its person signs in, and how they are kept out."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import streamlit as st

from matching.authorization import Actor
from matching.screens.look import html
from matching.screens.pieces import row_pages
from matching.screens.pieces.row_pages import Record
from matching.screens.staff import one_time_link
from matching.screens.visit import session
from matching.services import staff
from matching.store import Database

_N_DONE: Final = "n_confirmed"
ENABLING: Final = (
    "This person can sign in again, and finds everything as it was. The password from before stays "
    "void: you get a one-time link to pass on, with which they choose a new one. Who signs in "
    "through another provider needs no link."
)
GIVING_A_LINK: Final = (
    "For somebody who lost their password and whom you know to be this person. Nobody is signed "
    "out until it is used. That you made the link is written into the audit log."
)
INVITING_AGAIN: Final = (
    "This person gets a new link that works for seven days, by mail where mail is set up; the one "
    "before does not work any more."
)
DISABLING: Final = (
    "This person is signed out at once and cannot sign in any more, and no organization finds "
    "them. Nothing is deleted; when you enable the account again, they choose a new password."
)
SECURING: Final = (
    "For an account that somebody else may be in. At once everybody is signed out of it, its "
    "password is void, no browser is known for it any more, and links made before do not work. "
    "You get a one-time link to pass on to the person whom you know to own the account. "
    "Nothing is deleted. Who signs in through another provider gets no link: their password has "
    "to be changed there, and until then it is better to disable the account."
)


def show(account: Record, *, is_me: bool) -> None:
    """Show how to give a link for a new password, and how to disable or enable the account."""
    account_id, email = account["account_id"], account["email"]
    html.show(html.heading("Signing in"))
    if row_pages.day(account["disabled_at"]):
        _confirmed(
            "Enable this account",
            ":material/lock_open:",
            ENABLING,
            _enable,
            account_id,
            email,
            done="The account is enabled.",
        )
        return
    _show_ways(account, is_me=is_me)
    if is_me:
        html.show(
            html.paragraph(
                "This is your own account. If somebody else may be in it, sign out on all "
                "devices and choose a new password, or ask another of staff to secure it.",
                "mm-quiet",
            )
        )


def _show_ways(account: Record, *, is_me: bool) -> None:
    """Show what can be done with an account that is not disabled."""
    account_id, email = account["account_id"], account["email"]
    with st.container(horizontal=True, key="access"):
        if row_pages.day(account["invited_at"]):
            _confirmed(
                "Invite again",
                ":material/forward_to_inbox:",
                INVITING_AGAIN,
                _invite_again,
                account_id,
                email,
            )
        _confirmed(
            "Give a link for a new password",
            ":material/key:",
            GIVING_A_LINK,
            _give_link,
            account_id,
            email,
        )
        if not is_me:
            _confirmed(
                "Secure this account",
                ":material/shield_lock:",
                SECURING,
                _secure,
                account_id,
                email,
                done="The account is secured.",
            )
            _confirmed(
                "Disable this account",
                ":material/block:",
                DISABLING,
                staff.disable_account,
                account_id,
                done="The account is disabled.",
            )


def _confirmed(label: str, icon: str, text: str, *verb: Any, done: str = "") -> None:
    """Show a button that says what will happen before it does; afterwards it is folded again."""
    n = st.session_state.get(_N_DONE, 0)
    with st.popover(label, icon=icon, key=f"ask_{verb[0].__name__}_{n}"):
        html.show(html.paragraph(text))
        st.button(
            "Yes, do it",
            type="primary",
            key=verb[0].__name__,
            on_click=_do,
            args=verb,
            kwargs={"done": done},
        )


def _do(*verb: Any, done: str) -> None:
    st.session_state[_N_DONE] = st.session_state.get(_N_DONE, 0) + 1
    session.attempt(*verb, done=done)


def _give_link(
    database: Database, actor: Actor, account_id: str, email: str, *, now: datetime
) -> None:
    token = staff.new_password_link(database, actor, account_id, now=now)
    one_time_link.keep(email, token, now)


def _secure(
    database: Database, actor: Actor, account_id: str, email: str, *, now: datetime
) -> None:
    if token := staff.secure_account(database, actor, account_id, now=now):
        one_time_link.keep(email, token, now)


def _invite_again(
    database: Database, actor: Actor, account_id: str, email: str, *, now: datetime
) -> None:
    token = staff.invite_again(database, actor, account_id, now=now)
    one_time_link.invite(email, token, now)


def _enable(
    database: Database, actor: Actor, account_id: str, email: str, *, now: datetime
) -> None:
    if token := staff.enable_account(database, actor, account_id, now=now):
        one_time_link.keep(email, token, now)
