"""The addresses of pages, with what they are to show."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from matching.screens.look import pages


def page_link(name: str, **query: str) -> str:
    """Return the address of a page of `pages.PAGES`.

    Examples
    --------
    >>> page_link("role", role_id="ship--dentist"), page_link("my_roles"), page_link("find")
    ('/role?role_id=ship--dentist', '/my-roles', '/')
    """
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    path = pages.page(name).path
    start = f"/{base}{path}" if base else path
    return f"{start}?{urlencode(query)}" if query else start


def role_link(role_id: str) -> str:
    """Return the address of a role's page.

    Examples
    --------
    >>> role_link("ship--dentist")
    '/role?role_id=ship--dentist'
    """
    return page_link("role", role_id=role_id)


def organization_link(org_id: str) -> str:
    """Return the address of an organization on the page of organizations."""
    return page_link("organizations", org_id=org_id)


def article_link(article_id: str) -> str:
    """Return the address of an article on the page of articles."""
    return page_link("articles", article_id=article_id)


def home_link() -> str:
    """Return the address of the first page."""
    return page_link("find")


def search_link(query: str = "") -> str:
    """Return the address of the search over everything."""
    return page_link("search", **({"q": query} if query else {}))


def interests_link() -> str:
    """Return the address of the page of a professional's interests."""
    return page_link("interests")


def candidates_link(role_id: str) -> str:
    """Return the address of the candidates of a role.

    Examples
    --------
    >>> candidates_link("ship--dentist")
    '/candidates?role_id=ship--dentist'
    """
    return page_link("candidates", role_id=role_id)


def candidate_link(role_id: str, account_id: str) -> str:
    """Return the address of one person beside a role."""
    return page_link("candidate", role_id=role_id, person=account_id)


def sorting_link(role_id: str) -> str:
    """Return the address where the candidates of a role are sorted."""
    return page_link("sorting", role_id=role_id)


def edit_role_link(role_id: str) -> str:
    """Return the address of the form of a role."""
    return page_link("edit_role", role_id=role_id)


def exposure_link() -> str:
    """Return the address of the page of exposure."""
    return page_link("exposure")


def my_roles_link() -> str:
    """Return the address of the list of a recruiter's roles."""
    return page_link("my_roles")


def accounts_link() -> str:
    """Return the address of the list of accounts."""
    return page_link("accounts")


def account_link(account_id: str) -> str:
    """Return the address of one account, for staff."""
    return page_link("accounts", account_id=account_id)


def all_roles_link(search: str = "") -> str:
    """Return the address of the list of all roles, for staff."""
    return page_link("all_roles", **({"staff_role_search": search} if search else {}))


def all_organizations_link(org_id: str = "") -> str:
    """Return the address of the form of an organization, or of the list of all of them."""
    return page_link("all_organizations", **({"org_id": org_id} if org_id else {}))


def audit_link(**search: str) -> str:
    """Return the address of the audit log, with what its search boxes hold."""
    return page_link("audit", **search)
