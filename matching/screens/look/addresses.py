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


def about_link(kind: str, id_: str, comment_id: str = "") -> str:
    """Return the address of what comments are about, and there of one of them if it is named.

    Parameters
    ----------
    kind : str
        `article`, `organization` or `role`.

    Examples
    --------
    >>> about_link("role", "ship--dentist"), about_link("article", "why", "1f0c")
    ('/role?role_id=ship--dentist', '/articles?article_id=why&comment=1f0c')
    """
    link = {"article": article_link, "organization": organization_link, "role": role_link}[kind]
    return link(id_) + (f"&comment={comment_id}" if comment_id else "")


def tag_link(tag: str = "") -> str:
    """Return the address of a tag's page, or of the list of all tags."""
    return page_link("tag", **({"tag": tag} if tag else {}))


def claim_link(org_id: str = "", *, code: str = "", kind: str = "") -> str:
    """Return the address where one asks something about an organization, or where it stands."""
    said = {"org_id": org_id, "code": code, "kind": kind}
    return page_link("claim", **{name: value for name, value in said.items() if value})


def my_organization_link() -> str:
    """Return the address of the form of a recruiter's own organization."""
    return page_link("my_organization")


def event_link(gathering_id: str = "") -> str:
    """Return the address of an event, or of the list of all of them."""
    return page_link("events", **({"event": gathering_id} if gathering_id else {}))


def edit_event_link(gathering_id: str = "", session_id: str = "") -> str:
    """Return the address where staff change an event, one of its sessions, or choose one."""
    query = {"event": gathering_id, "session": session_id}
    return page_link("edit_events", **{name: id_ for name, id_ in query.items() if id_})


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


def clinic_link(role_id: str) -> str:
    """Return the address where single changes of a role are tried."""
    return page_link("clinic", role_id=role_id)


def exposure_link() -> str:
    """Return the address of the page of exposure."""
    return page_link("exposure")


def to_do_link() -> str:
    """Return the address of what a recruiter has to do."""
    return page_link("to_do")


def my_people_link() -> str:
    """Return the address of everybody whom a recruiter knows."""
    return page_link("my_people")


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


def edit_articles_link(article_id: str = "", **search: str) -> str:
    """Return the address of the form of an article, of a new one, or of the list of them.

    Parameters
    ----------
    search
        What the search box and the filters of the list hold; or `new="1"` and, for a new one, the
        profession `of` which people meet the obstacle `against`.
    """
    return page_link("edit_articles", **({"article_id": article_id} if article_id else search))


def audit_link(**search: str) -> str:
    """Return the address of the audit log, with what its search boxes hold."""
    return page_link("audit", **search)
