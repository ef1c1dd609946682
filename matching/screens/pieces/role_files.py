"""An organization's roles out as a file and in again, with a look before anything is taken."""

from __future__ import annotations

import dataclasses
from typing import Final

import streamlit as st

from matching import phrases
from matching.errors import MatchingError
from matching.reference.role_template import role_template
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import role_file_look
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.visit import downloads, resources, session
from matching.services import recruiter
from matching.services.recruiter import PastImport, RoleImport

KINDS: Final = ("csv", "txt", "tsv", "xlsx")
MOST_MEGABYTES: Final = 5
_ROUND: Final = "import_round"
_LOOK: Final = "import_look"
_REPORT: Final = "import_report"
_UNDO: Final = "import_undo"
_MINE: Final = "import_mine_"
_ALIKE: Final = "import_alike_"
_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclasses.dataclass(frozen=True)
class _File:
    """A file in the upload, and what was chosen for it."""

    org_id: str
    file_id: str
    name: str
    content: bytes
    take_mine: frozenset[tuple[str, str]] = frozenset()
    add_alike: frozenset[int] = frozenset()


def show_export(org_id: str) -> None:
    """Show the button that takes the roles out; the file is written when it is pressed."""
    downloads.button(
        "Export (CSV)",
        session.later(recruiter.export_roles_csv, org_id),
        file_name=f"{org_id}-roles.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="export_roles",
    )


def show_import(org_id: str, *, counts_people: bool = True) -> None:
    """Show, folded, the upload of a file, what it would do, and what was brought in before.

    Parameters
    ----------
    counts_people : bool
        Whether who looks may see what it does to the candidates of the organization.
    """
    with st.expander("Bring roles in from a spreadsheet", icon=":material/upload:"):
        st.html(
            "<p>Bring your spreadsheet as it is: CSV or text from any spreadsheet program, or "
            "Excel (.xlsx). A row with the id of one of your roles changes that role; a row "
            "without an id adds one. Nothing is taken before you have seen what would happen.</p>"
        )
        downloads.button(
            "Template (.xlsx)",
            role_template,
            file_name="roles-template.xlsx",
            mime=_WORKBOOK,
            icon=":material/table:",
            on_click="ignore",
            key="role_template",
        )
        upload = st.file_uploader(
            f"A spreadsheet, at most {MOST_MEGABYTES} MB",
            type=KINDS,
            max_upload_size=MOST_MEGABYTES,
            key=f"import_file_{st.session_state.get(_ROUND, 0)}",
            on_change=_forget,
        )
        if upload is not None:
            file = _File(org_id, upload.file_id, upload.name, upload.getvalue())
            _show_what_would_happen(_chosen(file), counts_people=counts_people)
        elif report := st.session_state.get(_REPORT):
            _show_report(report)
        _show_past(org_id)


def _chosen(file: _File) -> _File:
    """Put what was ticked below the last look to the file."""
    seen: tuple[_File, RoleImport] | None = st.session_state.get(_LOOK)
    if seen is None or seen[0].file_id != file.file_id:
        return file
    mine = [
        one.place
        for at, one in enumerate(seen[1].edited)
        if st.session_state.get(f"{_MINE}{at}", False)
    ]
    rows = [one for one in file_rows(seen[1]) if st.session_state.get(f"{_ALIKE}{one}", False)]
    taken = [row for row in seen[0].add_alike if st.session_state.get(f"{_ALIKE}{row}", False)]
    return dataclasses.replace(
        file, take_mine=frozenset(mine), add_alike=frozenset([*rows, *taken])
    )


def file_rows(found: RoleImport) -> list[int]:
    """List the rows of a file that look like another role."""
    return [one.row for one in found.alike]


def _look(file: _File) -> RoleImport:
    """Look at a file; the last look is kept, since most runs of the page change nothing."""
    seen: tuple[_File, RoleImport] | None = st.session_state.get(_LOOK)
    if seen is not None and seen[0] == file:
        return seen[1]
    with st.spinner(f"Reading {file.name} …"):
        found = session.ask(
            recruiter.import_roles,
            file.org_id,
            file.name,
            file.content,
            take_mine=file.take_mine,
            add_alike=file.add_alike,
            dry_run=True,
        )
    st.session_state[_LOOK] = file, found
    return found


def _show_what_would_happen(file: _File, *, counts_people: bool) -> None:
    try:
        found = _look(file)
    except MatchingError as error:
        st.error(look.plain(str(error)), icon=":material/error:")
        return
    html.show(
        html.paragraph(role_file_look.in_words(found, "This would add", "change")),
        role_file_look.cautions(found),
        role_file_look.problems(found),
    )
    _show_edited(found)
    _show_alike(file, found)
    html.show(
        role_file_look.changes(found),
        role_file_look.new_roles("Would be added", found),
        role_file_look.how_read(found),
    )
    if counts_people and found.changes:
        _show_people(file)
    if n_good := len(found.added) + len(found.changed):
        st.button(
            f"Take the {phrases.counted(n_good, 'good row')}",
            type="primary",
            icon=":material/check:",
            key="take_rows",
            on_click=_take,
            args=(file,),
        )


def _show_edited(found: RoleImport) -> None:
    """Show cells that somebody else changed since the export, each with the choice to take one."""
    if not found.edited:
        return
    html.show(
        html.heading("Changed since your export", 3),
        html.paragraph("What stands here now is kept, unless you tick it."),
    )
    for at, one in enumerate(found.edited[: role_file_look.MOST_SHOWN]):
        st.checkbox(
            look.plain(
                f"{one.title}, {one.column}: take “{role_file_look.short(one.yours)}” instead of "
                f"“{role_file_look.short(one.here)}”"
            ),
            key=f"{_MINE}{at}",
        )
    html.show(role_file_look.more(len(found.edited), "stay as they are"))


def _show_alike(file: _File, found: RoleImport) -> None:
    """Show rows that look like another role, each with the choice to add it all the same."""
    taken = sorted(file.add_alike)
    if not found.alike and not taken:
        return
    html.show(
        html.heading("Looks like another role", 3),
        html.paragraph("These rows are left out, unless you tick them."),
    )
    said = {
        one.row: f"Row {one.row}, “{role_file_look.short(one.title)}”, looks like "
        + (f"row {one.like_row}, " if one.like_row else "your role ")
        + f"“{role_file_look.short(one.like)}”: add it all the same"
        for one in found.alike
    }
    said |= {row: f"Row {row}: added all the same" for row in taken}
    for row in sorted(said)[: role_file_look.MOST_SHOWN]:
        st.checkbox(look.plain(said[row]), key=f"{_ALIKE}{row}")
    html.show(role_file_look.more(len(said), "are left out"))


def _show_people(file: _File) -> None:
    """Show the button that counts candidates before and after, and what was counted."""
    if not st.button(
        "What this does to your candidates", icon=":material/groups:", key="import_people"
    ):
        return
    with st.spinner("Counting who fits, before and after …"):
        counted = session.ask(
            recruiter.preview_import,
            file.org_id,
            file.name,
            file.content,
            resources.candidate_recommender(),
            take_mine=file.take_mine,
            add_alike=file.add_alike,
        )
    html.show(role_file_look.people(counted))


def _take(file: _File) -> None:
    """Take the good rows; the report of what was done takes the place of the upload."""
    report: RoleImport | str
    try:
        report = session.ask(
            recruiter.import_roles,
            file.org_id,
            file.name,
            file.content,
            take_mine=file.take_mine,
            add_alike=file.add_alike,
            dry_run=False,
        )
    except MatchingError as error:
        report = str(error)
    _forget()
    st.session_state[_REPORT] = report
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _show_report(report: RoleImport | str) -> None:
    if isinstance(report, str):
        st.error(look.plain(report), icon=":material/error:")
        return
    said = look.escape(role_file_look.in_words(report, "We added", "changed"))
    html.show(
        '<section class="mr-note mr-done" role="status"><h2>The file was taken in</h2>',
        f"<p>{said}</p></section>",
        role_file_look.cautions(report),
        role_file_look.new_roles("Added", report),
        role_file_look.problems(report),
    )


def _show_past(org_id: str) -> None:
    """Show what was brought in within 30 days, each with its undo."""
    past = session.ask(recruiter.past_imports, org_id)
    if not past:
        return
    html.show(html.heading("Brought in before", 3))
    for one in past:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(f'<p class="mm-flush">{look.escape(_past_in_words(one))}</p>', width="content")
            if not one.is_undone:
                quiet_button(
                    "Undo …", ":material/undo:", f"undo_{one.import_id}", _ask_undo, one.import_id
                )
        if st.session_state.get(_UNDO) == one.import_id and not one.is_undone:
            _show_undo(one.import_id)


def _past_in_words(one: PastImport) -> str:
    by = "you" if one.is_mine else "somebody else"
    what = f"{one.added:,} added, {one.changed:,} changed"
    said = f"{phrases.moment_in_words(one.made_at)}, by {by}: {what}"
    waiting = f"{phrases.counted(one.waiting, 'role waits', 'roles wait')} for our staff"
    return phrases.sentences(
        said, waiting if one.waiting else "", "undone" if one.is_undone else ""
    )


def _show_undo(import_id: str) -> None:
    """Show what the undo would do, and the buttons to do it or not."""
    try:
        would = session.ask(recruiter.undo_import, import_id, dry_run=True)
    except MatchingError as error:
        st.error(look.plain(str(error)), icon=":material/error:")
        return
    html.show(role_file_look.undo(would))
    with st.container(horizontal=True):
        if would.restored or would.removed:
            st.button("Undo it", type="primary", key="undo_it", on_click=_undo, args=(import_id,))
        st.button("Leave it", key="undo_not", on_click=_ask_undo, args=("",))


def _ask_undo(import_id: str) -> None:
    st.session_state[_UNDO] = import_id


def _undo(import_id: str) -> None:
    if session.attempt(recruiter.undo_import, import_id, dry_run=False, done="Undone."):
        _ask_undo("")
        st.session_state.pop(_REPORT, None)


def _forget() -> None:
    for key in [*st.session_state]:
        if key in (_REPORT, _LOOK) or str(key).startswith((_MINE, _ALIKE)):
            del st.session_state[key]
