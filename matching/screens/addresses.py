"""The addresses of the pages of recruiters and staff."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st


def candidates_link(role_id: str) -> str:
    """Return the address of the candidates of a role.

    Examples
    --------
    >>> candidates_link("ship--dentist")
    '/candidates?role_id=ship--dentist'
    """
    return _address("candidates", role_id=role_id)


def candidate_link(role_id: str, account_id: str) -> str:
    """Return the address of one person beside a role."""
    return _address("candidate", role_id=role_id, person=account_id)


def sorting_link(role_id: str) -> str:
    """Return the address where the candidates of a role are sorted."""
    return _address("sorting", role_id=role_id)


def edit_role_link(role_id: str) -> str:
    """Return the address of the form of a role."""
    return _address("edit-role", role_id=role_id)


def exposure_link() -> str:
    """Return the address of the page of exposure."""
    return _address("exposure")


def my_roles_link() -> str:
    """Return the address of the list of a recruiter's roles."""
    return _address("my-roles")


def accounts_link() -> str:
    """Return the address of the list of accounts."""
    return _address("accounts")


def account_link(account_id: str) -> str:
    """Return the address of one account, for staff."""
    return _address("accounts", account_id=account_id)


def all_roles_link(search: str = "") -> str:
    """Return the address of the list of all roles, for staff."""
    return _address("all-roles", **({"staff_role_search": search} if search else {}))


def all_organizations_link(org_id: str = "") -> str:
    """Return the address of the form of an organization, or of the list of all of them."""
    return _address("all-organizations", **({"org_id": org_id} if org_id else {}))


def audit_link(**search: str) -> str:
    """Return the address of the audit log, with what its search boxes hold."""
    return _address("audit", **search)


def _address(page: str, **query: str) -> str:
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    start = f"/{base}/{page}" if base else f"/{page}"
    return f"{start}?{urlencode(query)}" if query else start
