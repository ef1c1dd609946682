"""Screen: the form of one role, with a preview of how a change would change its candidates."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from matching import Catalog, columns, phrases
from matching.authorization import RECRUITER, STAFF, Actor
from matching.screens import look
from matching.screens.look import addresses, html, pages, sheets
from matching.screens.pieces import role_fields, role_opening
from matching.screens.pieces.save_bar import save_bar
from matching.screens.recruiter import role_draft, role_form, role_preview
from matching.screens.recruiter.role_draft import Draft
from matching.screens.visit import resources, session
from matching.services import recruiter
from matching.services.shared.errors import RoleError
from matching.store import ConflictError, Database


def show_head(catalog: Catalog, draft: Draft, is_recruiter: bool) -> None:
    """Show the role's title, where to go from here, and the button that opens a closed role."""
    role_id = draft.role_id
    is_public = role_id in catalog.roles.index
    links = [
        html.link(addresses.my_roles_link(), "← My roles")
        if is_recruiter
        else html.link(addresses.all_roles_link(), "← All roles"),
        html.link(addresses.candidates_link(role_id), "Candidates")
        if is_recruiter and is_public
        else "",
        html.link(addresses.role_link(role_id), "Its page for professionals") if is_public else "",
    ]
    html.show(f'<p class="mb-back">{" · ".join(filter(None, links))}</p>')
    look.page_header(draft.before[columns.TITLE])
    session.show_outcome()
    if draft.before[columns.STATUS] == "past":
        return
    if not is_public or catalog.roles.loc[role_id, columns.STATUS] == "past":
        show_closed(draft)


def show_closed(draft: Draft) -> None:
    """Say that the role is closed, and offer to open it."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="card_closed"):
        st.html(
            '<p class="mm-gone">This role is closed: nobody can show interest in it.</p>',
            width="stretch",
        )
        st.button(
            "Open it",
            icon=":material/lock_open:",
            key="open_role",
            disabled=bool(draft.changes),
            help="Save your changes first." if draft.changes else None,
            on_click=_open,
            args=(draft,),
        )


def _open(draft: Draft) -> None:
    verb, done = role_opening.open_role, "The role is open."
    session.attempt(verb, draft.role_id, version=draft.version, done=done)


def show_conflict(catalog: Catalog, draft: Draft, now: dict[str, str], version: int) -> None:
    """Say that someone else changed the role meanwhile, and offer both ways out."""
    changed = [name for name in role_fields.FIELDS if now[name] != draft.before[name]]
    html.show(
        '<section class="mr-note" role="alert"><h2>Someone else changed this role meanwhile</h2>',
        "<p>Nothing of yours is saved yet, and nothing is lost. Choose how to go on; after that "
        "you can still change everything before you save.</p>",
        _compared(catalog, [*dict.fromkeys([*changed, *draft.changes])], now, draft.typed),
        "</section>",
    )
    with st.container(horizontal=True):
        st.button(
            "Load the new state",
            key="load_new",
            help="What you typed stays visible above the form.",
            on_click=_load_new,
            args=(draft, now, version),
        )
        st.button(
            "Keep what I changed on top of it",
            key="keep_mine",
            on_click=draft.rebase,
            args=(now, version, draft.changes),
        )


def _load_new(draft: Draft, now: dict[str, str], version: int) -> None:
    draft.left = draft.changes
    draft.rebase(now, version, {})


def show_left(catalog: Catalog, draft: Draft) -> None:
    """Show what was typed before the newer state was loaded."""
    html.show(
        '<section class="mr-note"><h2>What you had typed</h2>',
        _compared(catalog, list(draft.left), draft.typed, draft.left),
        "</section>",
    )
    st.button("I do not need this any more", key="forget_left", on_click=draft.left.clear)


def _compared(
    catalog: Catalog, names: list[str], now: dict[str, str], typed: dict[str, str]
) -> str:
    return html.table(
        ["Field", "As it is now", "As you have it"],
        [
            [
                look.escape(role_fields.FIELDS[name].label),
                *(
                    look.words(role_fields.in_words(catalog, name, cells[name]))
                    for cells in (now, typed)
                ),
            ]
            for name in names
        ],
    )


def show_bar(draft: Draft, who: Actor, said: str) -> None:
    """Show at the bottom edge what is not saved, and the buttons to save, preview and cancel."""
    with save_bar(said, "save_role_form", session.attempt, _save, draft.role_id):
        if who.kind == RECRUITER and st.button(
            "Preview",
            icon=":material/groups:",
            key="preview_role",
            help="How your changes would change the candidates",
        ):
            role_preview.show(draft)
        if st.button("Cancel", type="tertiary", key="cancel_role"):
            role_draft.drop(draft.role_id)
            st.switch_page(pages.file("my_roles" if who.kind == RECRUITER else "all_roles"))


def standing(draft: Draft, *, is_behind: bool) -> str:
    """Say whether everything is saved; `is_behind`: someone else changed the role meanwhile."""
    if is_behind:
        return "Not saved: someone else changed this role. Choose above how to go on."
    if draft.faulty:
        labels = [role_fields.FIELDS[name].label for name in draft.faulty]
        return f"Not saved. Please correct: {phrases.listed(labels)}."
    if draft.changes:
        return f"{phrases.counted(len(draft.changes), 'change')} not saved yet."
    return "Everything is saved."


def _save(database: Database, actor: Actor, role_id: str, *, now: datetime) -> None:
    """Save; faults go to their fields, and of a newer state of the role the next run tells."""
    draft = role_draft.opened(role_id, *recruiter.role_form(database, actor, role_id, now=now))
    try:
        recruiter.change_role(
            database, actor, role_id, draft.changes, version=draft.version, now=now
        )
    except RoleError as error:
        draft.blame(error.problems)
    except ConflictError:
        return
    else:
        role_draft.drop(role_id)
        st.toast("Saved.", icon=":material/check:")


def show_form(role_id: str, who: Actor) -> None:
    """Show the form of a role."""
    cells, version = session.show(recruiter.role_form, role_id)
    catalog = resources.catalog()
    draft = role_draft.opened(role_id, cells, version)
    show_head(catalog, draft, who.kind == RECRUITER)
    is_behind = draft.version != version
    if is_behind:
        show_conflict(catalog, draft, role_draft.as_shown(cells), version)
    elif draft.left:
        show_left(catalog, draft)
    role_form.draw(catalog, draft)
    show_bar(draft, who, standing(draft, is_behind=is_behind))


the_actor = session.need(RECRUITER, STAFF)
sheets.put("parts", "recruiter")
if wanted := st.query_params.get("role_id", ""):
    show_form(wanted, the_actor)
else:
    look.empty("Which role?", "Choose Edit beside one of your roles.")
    html.show(f"<p>{html.link(addresses.my_roles_link(), 'My roles')}</p>")
