"""Screen: who has an account, how it is made, and for which organizations a recruiter works."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import streamlit as st

from matching import phrases
from matching.authorization import PROFESSIONAL, RECRUITER, STAFF, Actor
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import listing, row_pages
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.pieces.row_pages import Record
from matching.screens.staff import (
    account_access,
    account_rights,
    one_time_link,
    organization_choice,
)
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
    one_time_link.invite(said["email"].strip(), token, now)
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
    chips = look.chip(ACCOUNT_KINDS[row["kind"]]) + (look.chip("Disabled", "weigh") if shut else "")
    state = invitation_state(row, session.now())
    return chips + (look.chip(state, "weigh") if state else "")


def invitation_state(row: Record, now: datetime) -> str:
    """Say since when somebody is invited and has not come; `""` for who came."""
    if not row_pages.day(row["invited_at"]):
        return ""
    if row["invited_until"] <= now:
        return "Invitation ran out"
    days = (now - row["invited_at"]).days
    since = phrases.counted(days, "day") + " ago" if days else "today"
    return f"Invited {since}, not come"


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
    account_access.show(account, is_me=account_id == me.account_id)


def show_facts(account: Record) -> None:
    """Show what staff know about an account, and links to its part of the audit log."""
    facts = {
        "E-mail": account["email"],
        "Kind": ACCOUNT_KINDS[account["kind"]],
        "Since": phrases.moment_in_words(account["created_at"]),
    }
    if state := invitation_state(account, session.now()):
        facts["Invitation"] = f"{state}; until {phrases.moment_in_words(account['invited_until'])}"
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


the_actor = session.need(STAFF)
sheets.put("parts", "recruiter", "staff")
if wanted := st.query_params.get("account_id", ""):
    show_account(wanted, the_actor)
else:
    show_list()
