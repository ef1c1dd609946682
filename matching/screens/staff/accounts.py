"""Screen: who has an account, how it is made, and for which organizations a recruiter works."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import streamlit as st

from matching import phrases
from matching.authorization import PROFESSIONAL, RECRUITER, STAFF, Actor
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import listing, row_pages
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.pieces.row_pages import Record
from matching.screens.staff import account_rights, one_time_link, organization_choice
from matching.screens.visit import session
from matching.services import staff
from matching.services.shared.errors import RequestError
from matching.store import Database
from matching.store.words import ACCOUNT_KINDS

SEARCH: Final = "account_search"
KIND: Final = "account_kind"
PAGE: Final = "account_page"
MOST_FOUND: Final = 1_000
_REMOVED: Final = "removed_memberships"
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


# ---- a link to choose a password ------------------------------------------------------------


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


def _enable(
    database: Database, actor: Actor, account_id: str, email: str, *, now: datetime
) -> None:
    if token := staff.enable_account(database, actor, account_id, now=now):
        one_time_link.keep(email, token, now)


# ---- a new account --------------------------------------------------------------------------


def show_maker() -> None:
    """Show the form of a new account, folded."""
    with st.expander("Make an account", icon=":material/person_add:", key="make_account"):
        kind = st.segmented_control(
            "For",
            [RECRUITER, STAFF],
            default=RECRUITER,
            required=True,
            format_func={RECRUITER: "A recruiter", STAFF: "Someone of staff"}.__getitem__,
            key="new_kind",
        )
        st.text_input("Name", key="new_name", max_chars=100)
        st.text_input("E-mail", key="new_email", type="email", max_chars=254)
        if kind == RECRUITER:
            organization_choice.choose_organization("Organization", "new_org")
        st.button(
            "Make the account",
            type="primary",
            key="make",
            on_click=_make,
            args=(kind,),
        )
        html.show(
            html.paragraph("Professionals make their accounts themselves.", "mm-quiet mm-small")
        )


def _make(kind: str) -> None:
    session.attempt(_make_account, kind)


def _make_account(database: Database, actor: Actor, kind: str, *, now: datetime) -> None:
    said = {name: st.session_state[f"new_{name}"] for name in ("name", "email")}
    if kind == STAFF:
        token = staff.create_staff_account(database, actor, **said, now=now)
    elif org_id := st.session_state["new_org"]:
        token = staff.create_recruiter(database, actor, **said, org_id=org_id, now=now)
    else:
        raise RequestError("Please choose the organization that the recruiter works for.")
    one_time_link.keep(said["email"].strip(), token, now)
    st.session_state.update({"new_name": "", "new_email": "", "new_org": None})


# ---- the list -------------------------------------------------------------------------------


def show_list() -> None:
    """Show search, the accounts found, and the form of a new one."""
    look.page_header(
        "Accounts",
        "Who can sign in. What professionals say about themselves, and where they show interest, "
        "is theirs and not shown here.",
    )
    session.show_outcome()
    one_time_link.show()
    show_maker()
    text = listing.search_box("Search accounts", SEARCH, PAGE, "A part of a name or an e-mail")
    kind = st.segmented_control(
        "Kind of account",
        list(ACCOUNT_KINDS),
        format_func=ACCOUNT_KINDS.__getitem__,
        key=KIND,
        bind="query-params",
        on_change=_to_first_page,
    )
    found = session.show(staff.accounts, text=text, kind=kind or "").to_dict("records")
    if not found:
        look.empty(
            "No account fits this",
            "Neither a name nor an e-mail has this in it.",
            "Try a shorter part, or another kind of account.",
        )
        return
    most = "More may fit; search for a part of the name" if len(found) >= MOST_FOUND else ""
    row_pages.count_line(len(found), "account", most)
    row_pages.show_rows(found, PAGE, _show_table)


def _to_first_page() -> None:
    st.session_state[PAGE] = 1


def _show_table(found: Sequence[Record]) -> None:
    names = organization_choice.organization_names()
    html.show(
        html.table(
            ["Name", "E-mail", "Kind", "Organizations", "Since"],
            [
                [
                    html.link(addresses.account_link(row["account_id"]), row["name"] or "–"),
                    look.escape(row["email"]),
                    _kind_chips(row),
                    look.escape(", ".join(names.get(one, one) for one in row["org_ids"]) or "–"),
                    look.escape(row_pages.day(row["created_at"])),
                ]
                for row in found
            ],
        )
    )


def _kind_chips(row: Record) -> str:
    shut = row_pages.day(row["disabled_at"])
    return look.chip(ACCOUNT_KINDS[row["kind"]]) + (look.chip("Disabled", "weigh") if shut else "")


# ---- one account ----------------------------------------------------------------------------


def show_account(account_id: str, me: Actor) -> None:
    """Show one account and what can be done with it."""
    found = session.show(staff.accounts, account_id=account_id).to_dict("records")
    html.show(f'<p class="mb-back">{html.link(addresses.accounts_link(), "← All accounts")}</p>')
    if not found:
        look.empty(
            "There is no such account",
            "It may have been deleted by the person it belonged to.",
            "What was done with it is still in the audit log.",
        )
        return
    account = found[0]
    look.page_header(account["name"] or account["email"])
    session.show_outcome()
    one_time_link.show()
    show_facts(account)
    if account["kind"] == RECRUITER:
        show_memberships(account)
    account_rights.draw(account_id)
    show_access(account, is_me=account_id == me.account_id)


def show_facts(account: Record) -> None:
    """Show what staff know about an account, and links to its part of the audit log."""
    facts = {
        "E-mail": account["email"],
        "Kind": ACCOUNT_KINDS[account["kind"]],
        "Since": phrases.moment_in_words(account["created_at"]),
    }
    if row_pages.day(account["disabled_at"]):
        facts["Disabled"] = phrases.moment_in_words(account["disabled_at"])
    rows = "".join(
        f"<div><dt>{look.escape(label)}</dt><dd>{look.words(text)}</dd></div>"
        for label, text in facts.items()
    )
    account_id = account["account_id"]
    did = html.link(addresses.audit_link(audit_who=account_id), "What they did")
    to_it = addresses.audit_link(audit_target=account_id)
    was_done = html.link(to_it, "What was done to this account")
    html.show(f'<dl class="mb-facts">{rows}</dl><p class="ms-line">{did} · {was_done}</p>')
    if account["kind"] == PROFESSIONAL:
        html.show(
            html.paragraph(
                "The profile, the shortlist and the interests of this person are theirs; they are "
                "not shown to staff.",
                "mm-quiet",
            )
        )


def show_memberships(account: Record) -> None:
    """Show the organizations of a recruiter, with undo for those taken off, and a way to add."""
    account_id, names = account["account_id"], organization_choice.organization_names()
    html.show(html.heading("Organizations"))
    gone = [
        org_id
        for owner, org_id in st.session_state.get(_REMOVED, ())
        if owner == account_id and org_id not in account["org_ids"]
    ]
    if not account["org_ids"]:
        html.show(
            html.paragraph("None: this recruiter sees no roles and no candidates.", "mm-quiet")
        )
    for org_id in (*account["org_ids"], *gone):
        is_gone = org_id in gone
        name = names.get(org_id, org_id)
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"card_{org_id}"
        ):
            st.html(f'<p class="ms-line">{"Taken off: " if is_gone else ""}{look.words(name)}</p>')
            if is_gone:
                again = (session.attempt, staff.add_membership, account_id, org_id)
                quiet_button("Undo", ":material/undo:", f"undo_{org_id}", *again)
            else:
                off = (_remove, account_id, org_id)
                quiet_button("Take off", ":material/group_remove:", f"remove_{org_id}", *off)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        organization_choice.choose_organization(
            "Add an organization", "add_org", without=account["org_ids"]
        )
        st.button("Add", icon=":material/group_add:", key="add", on_click=_add, args=(account_id,))


def _remove(account_id: str, org_id: str) -> None:
    if session.attempt(staff.remove_membership, account_id, org_id):
        removed = st.session_state.get(_REMOVED, ())
        st.session_state[_REMOVED] = (*removed, (account_id, org_id))


def _add(account_id: str) -> None:
    org_id = st.session_state["add_org"]
    if org_id and session.attempt(staff.add_membership, account_id, org_id, done="Added."):
        st.session_state["add_org"] = None


def show_access(account: Record, *, is_me: bool) -> None:
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
    with st.container(horizontal=True, key="access"):
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
    if is_me:
        html.show(
            html.paragraph(
                "This is your own account. If somebody else may be in it, sign out on all "
                "devices and choose a new password, or ask another of staff to secure it.",
                "mm-quiet",
            )
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


the_actor = session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
if wanted := st.query_params.get("account_id", ""):
    show_account(wanted, the_actor)
else:
    show_list()
