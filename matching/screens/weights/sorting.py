"""Screen: cards sorted into yes, maybe and no, and what that says of the weights."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import streamlit as st

from matching import columns, phrases
from matching.authorization import PROFESSIONAL, RECRUITER, STAFF, Actor
from matching.screens import look
from matching.screens.look import addresses, html, sheets
from matching.screens.pieces import row_pages
from matching.screens.visit import resources, session
from matching.screens.weights import sorting_cards, sorting_proposal, sorting_table
from matching.screens.weights.sorting_proposal import ENOUGH, GOOD
from matching.screens.weights.sorting_table import Table
from matching.services import recruiter
from matching.services.weights.gradings import ANSWERS
from matching.store.words import SIDES
from matching.weights.sorting import Card

SORT, SAYS, SORTED = "Sort", "What this says of the weights", "What you sorted"
TAB: Final = "sorting_tab"
ROLE: Final = "sorting_role"
PILES: Final = {
    "no": ("N", ":material/close:"),
    "maybe": ("M", ":material/remove:"),
    "yes": ("Y", ":material/check:"),
}
"""Key and icon of each answer, in the order of the buttons."""
ON_A_PAGE: Final = 8
TAKE_BACK: Final = "Take back"
_KEYS: Final = "sorting_keys"


# ---- what is sorted -------------------------------------------------------------------------


def lay_for_staff(who: Actor) -> Table | None:
    """Show what staff can sort; return the table that is chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="sorting_choice"):
        side = st.segmented_control(
            "What is sorted",
            [PROFESSIONAL, RECRUITER],
            default=PROFESSIONAL,
            required=True,
            format_func=lambda side: SIDES[side],
            key="sorting_side",
            bind="query-params",
            label_visibility="collapsed",
            width="content",
        )
        place = st.container(width="stretch")
    with place:
        if side == PROFESSIONAL:
            return sorting_table.of_roles(who, choose_person())
        catalog, ids = resources.catalog(), sorting_table.roles_worth_sorting()
        role_id = choose_role(ids, "For which role")
    if not role_id:
        look.empty("People for which role?", "Please choose a role; type a part of its title.")
    elif role_id not in catalog.roles.index:
        look.empty("There is no such role", "It may be gone. Please choose another above.")
    elif catalog.role(role_id)[columns.STATUS] == "past":
        look.empty("This role is past", "Nobody is ranked for it. Please choose another above.")
    elif role_id not in ids:
        show_too_few("It is open to fewer than three of the made-up people.")
    else:
        return sorting_table.of_people(who, role_id)
    return None


def lay_for_recruiter(who: Actor) -> Table | None:
    """Show the roles of a recruiter's organizations; return the table of the one chosen."""
    mine = session.show(recruiter.my_roles).set_index("role_id")
    is_listed = mine["is_open"].astype(bool) & mine.index.isin(resources.catalog().roles.index)
    ids = mine.index[is_listed].tolist()
    if not ids:
        look.empty("You have no open role", "Cards are people who fit one of your open roles.")
        html.show(f"<p>{html.link(addresses.my_roles_link(), 'My roles')}</p>")
        return None
    role_id = choose_role(ids, "For which of your roles")
    if not role_id:
        look.empty("People for which role?", "Please choose one of your roles.")
    elif role_id in mine.index and role_id not in ids:
        look.empty(
            "This role is closed or past",
            "Nobody is ranked for it now. Please choose another above.",
            "Under My roles, a closed role can be opened again.",
        )
    else:
        table = sorting_table.of_people(who, role_id)
        link = html.link(addresses.candidates_link(role_id), "Candidates of this role")
        html.show(f'<p class="mb-back">{link}</p>')
        if len(table.deck) >= sorting_table.LEAST_PEOPLE:
            return table
        people = phrases.counted(len(table.deck), "person", "people")
        show_too_few(f"So far it is open to {people} whom you may see.")
    return None


def choose_person() -> str | None:
    """Show the choice of a judged profile; None for all of them."""
    people, catalog = sorting_table.judged(), resources.catalog()
    chosen = st.selectbox(
        "Whose cards",
        ["", *people],
        format_func=lambda name: (
            sorting_cards.called(catalog, people[name]) if name else "The ones that say most"
        ),
        key="sorting_whose",
        filter_mode="contains",
        persist_state="session",
    )
    return chosen or None


def choose_role(role_ids: Iterable[str], label: str) -> str:
    """Show the choice of a role, which stands in the address; return its id, or an unknown one."""
    catalog = resources.catalog()
    names = {role_id: sorting_cards.role_called(catalog, role_id) for role_id in role_ids}
    wanted = st.query_params.get("role_id", "")
    ids = sorted(names, key=lambda role_id: names[role_id].casefold())
    known = wanted if wanted in names else None
    if st.session_state.get(ROLE) != known:
        st.session_state[ROLE] = known
    st.selectbox(
        label,
        ids,
        index=ids.index(known) if known else None,
        format_func=lambda role_id: names[role_id],
        placeholder="Type a part of its title",
        filter_mode="contains",
        key=ROLE,
        on_change=_to_address,
    )
    return wanted


def _to_address() -> None:
    st.query_params["role_id"] = st.session_state[ROLE] or ""


def show_too_few(why: str) -> None:
    """Say that a role has too few people to be sorted."""
    look.empty("Too few people to sort", why, "Please choose another role.")


# ---- sorting --------------------------------------------------------------------------------


@st.fragment
def show_table(table: Table) -> None:
    """Show the card, or what the answers say; an answer runs this alone, not the whole page."""
    session.need(STAFF, RECRUITER)
    if table.state != sorting_table.state_now(table.side):
        table.visit.note = sorting_table.CHANGED
        st.rerun()
    sort, says, done = st.tabs([SORT, SAYS, SORTED], key=TAB, on_change="rerun")
    if sort.open:
        with sort:
            show_next(table)
    if says.open:
        with says:
            sorting_proposal.show(table)
            if not table.is_of_candidates:
                sorting_proposal.show_files(table.side)
    if done.open:
        with done:
            show_sorted(table)


def show_next(table: Table) -> None:
    """Show the next card with its buttons, or that there is none."""
    before = table.last()
    found = table.next()
    show_note(table)
    if found is None:
        show_end(table)
        return
    card, seen = found
    catalog = resources.catalog()
    if table.side == PROFESSIONAL:
        is_new = before is not None and before[0] != card[0]
        head = sorting_cards.person_head(catalog, seen)
        body = sorting_cards.role_card(catalog, card[1], seen, is_new=is_new)
    else:
        head = sorting_cards.role_head(catalog, card[1])
        body = sorting_cards.person_card(catalog, seen)
    left, right = st.columns([4, 8], gap="medium")
    with left:
        html.show(head)
    with right:
        html.show(body)
    with st.container(key="sorting_bar", gap="xsmall"):
        show_buttons(table, card)


def show_note(table: Table) -> None:
    """Say once what did not go as expected."""
    if table.visit.note:
        st.warning(look.plain(table.visit.note), icon=":material/info:")
        table.visit.note = ""


def show_buttons(table: Table, card: Card) -> None:
    """Show the three answers, and below them skipping, undoing, how far one is, and the switch.

    Keys of one letter must be possible to switch off: who speaks to the computer presses them by
    chance.
    """
    keys = st.session_state.get(_KEYS, True)
    with st.container(horizontal=True, key="sorting_answers", gap="small"):
        for said, (key, icon) in PILES.items():
            st.button(
                ANSWERS[said],
                icon=icon,
                width="stretch",
                shortcut=key if keys else None,
                key=f"sorting_{said}",
                on_click=table.answer,
                args=(card, said),
            )
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="sorting_more"
    ):
        st.button(
            "I cannot say",
            icon=":material/redo:",
            type="tertiary",
            shortcut="S" if keys else None,
            key="sorting_skip",
            on_click=table.skip,
            args=(card,),
        )
        show_undo(table)
        show_progress(table)
        st.toggle(
            "Keys",
            value=keys,
            key=_KEYS,
            help="Answer by the keys named on the buttons",
            persist_state="session",
        )


def show_undo(table: Table) -> None:
    """Show the button that takes the last step back."""
    st.button(
        "Undo",
        icon=":material/undo:",
        type="tertiary",
        shortcut="U" if st.session_state.get(_KEYS, True) else None,
        disabled=table.last() is None,
        key="sorting_undo",
        on_click=table.undo,
    )


def show_progress(table: Table) -> None:
    """Say how many are sorted and how many are enough, with the way to the proposal."""
    said = look.escape(progress(table))
    st.html(f'<p class="mm-quiet mm-flush" role="status">{said}</p>')
    if sorting_proposal.to_go(table) <= 0:
        show_way_to_proposal()


def show_way_to_proposal(*, is_next: bool = False) -> None:
    """Show the button that opens the proposal; whether it is the next thing to do."""
    st.button(
        "See what they say",
        type="primary" if is_next else "tertiary",
        icon=":material/insights:",
        key="sorting_see",
        on_click=_open_proposal,
    )


def _open_proposal() -> None:
    st.session_state[TAB] = SAYS


def progress(table: Table) -> str:
    """Say how many cards are in which pile, and how many more are worth the while."""
    n, every = len(table.sorted), len(table.deck)
    piles = ", ".join(
        f"{list(table.sorted.values()).count(said)} {said}" for said in ("yes", "maybe", "no")
    )
    if every <= GOOD:
        return f"{n} of {every} sorted: {piles}."
    more = (
        f"About {ENOUGH} are enough to try."
        if n < ENOUGH
        else f"Enough to try; {GOOD} give a good proposal."
        if n < GOOD
        else "Enough for a good proposal."
    )
    return f"{n} sorted: {piles}. {more}"


def show_end(table: Table) -> None:
    """Say that there is no card left, and what can be done now."""
    n_skipped = sum(card in table.deck for card in table.visit.skipped)
    look.empty(
        "All cards are sorted" if not n_skipped else "No card is left for now",
        progress(table),
        f"{phrases.counted(n_skipped, 'card')} that you left out will be here on your next visit."
        if n_skipped
        else "",
    )
    with st.container(horizontal=True, gap="small"):
        show_way_to_proposal(is_next=True)
        show_undo(table)


# ---- what was sorted ------------------------------------------------------------------------


def show_sorted(table: Table) -> None:
    """Show each sorted card with its answer, the latest first, to be changed or taken back."""
    show_note(table)
    mine = list(table.sorted.items())[::-1]
    if not mine:
        look.empty("Nothing is sorted yet", "Your answers will stand here, each to be changed.")
        return
    row_pages.count_line(len(mine), "card", "The latest comes first", many="cards")
    elsewhere = len(table.answers) - len(mine)
    if elsewhere:
        said = f"{phrases.counted(elsewhere, 'more answer')} of yours are about other cards."
        html.show(html.paragraph(said, "mm-quiet mm-flush"))
    place = st.container(gap="small")
    n_pages = -(-len(mine) // ON_A_PAGE)
    page = st.pagination(n_pages, key="sorting_page") if n_pages > 1 else 1
    with place:
        for card, said in mine[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]:
            show_answer(table, card, said)


def show_answer(table: Table, card: Card, said: str) -> None:
    """Show one sorted card in a line."""
    name, role_id = card
    title, below = sorting_cards.in_a_line(table, card)
    with st.container(
        border=True,
        key=f"card_{name}_{role_id}",
        horizontal=True,
        vertical_alignment="center",
        gap="small",
    ):
        html.show(
            html.paragraph(title, "mm-flush"), html.paragraph(below, "mm-quiet mm-small mm-flush")
        )
        key = f"sorting_of_{name}_{role_id}_{said}"
        st.segmented_control(
            f"Answer: {title}",
            [*PILES, ""],
            default=said,
            required=True,
            format_func=lambda one: ANSWERS.get(one, TAKE_BACK),
            key=key,
            label_visibility="collapsed",
            on_change=_change,
            args=(table, card, key),
            width="content",
        )


def _change(table: Table, card: Card, key: str) -> None:
    table.put(card, st.session_state[key])


# ---- the page -------------------------------------------------------------------------------

account = session.need(STAFF, RECRUITER)
sheets.put("parts", "recruiter", "staff")
sheets.put("candidates")
sheets.put("tuning", "sorting")
look.page_header(
    "Teach by sorting",
    "Answer yes, maybe or no. Weights that explain your answers are proposed, no more.",
)
the_table = lay_for_staff(account) if account.kind == STAFF else lay_for_recruiter(account)
if the_table is not None:
    show_table(the_table)
