"""Professionals of the page tests, and what their browser tab remembers."""

import json

import streamlit as st

from matching import Profile
from matching.authorization import Actor
from matching.screens.visit import browser_storage, session
from matching.services import professional
from matching.store.schema import MembershipRow
from tests.store import rows

SURGEON = Profile(
    profession="physician", specialties=["general-surgery"], statement="I <b>teach</b>"
)


def account(database, name="amina", kind="professional"):
    """Somebody with an account, as the rules know them."""
    with database.writing() as store:
        store.add(rows.account(name, kind))
    return Actor(name, kind)


def recruiter_of(database, *org_ids, name="ben"):
    """Somebody of these organizations, so that they are here."""
    account(database, name, "recruiter")
    with database.writing() as store:
        for org_id in org_ids:
            store.add(MembershipRow(account_id=name, org_id=org_id, since=rows.NOW))
    return Actor(name, "recruiter", frozenset(org_ids))


def save(database, actor, profile=SURGEON, **more):
    return professional.save_profile(database, actor, profile, now=session.now(), **more)


def saved(database, actor):
    return professional.my_profile(database, actor, now=session.now())


def shortlist(database, actor):
    """Role to note, the newest first."""
    kept = professional.my_shortlist(database, actor, now=session.now())
    return dict(zip(kept["role_id"], kept["note"], strict=True))


def remember(monkeypatch, **kept):
    """Let the tab of the browser have kept this; return the texts that it is given to keep."""
    given = []
    monkeypatch.setattr(
        browser_storage,
        "_found",
        lambda: {"session": st.session_state[browser_storage._SESSION], "kept": json.dumps(kept)},
    )
    monkeypatch.setattr(browser_storage, "_mount", lambda data, **more: given.append(data["kept"]))
    return given
