"""An organization's roles out as a CSV file and in again, with a look before anything is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from matching import phrases
from matching.errors import MatchingError, Problem
from matching.screens import look
from matching.screens.look import html
from matching.screens.visit import downloads, session
from matching.services import recruiter
from matching.services.recruiter import RoleImport

MOST_SHOWN: Final = 50
_ROUND: Final = "import_round"
_REPORT: Final = "import_report"


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


def show_import(org_id: str) -> None:
    """Show, folded, the upload of a file, what it would do, and the button to take it."""
    with st.expander("Bring roles in from a CSV file", icon=":material/upload:"):
        st.html(
            "<p>Export first to see how such a file looks. A row with the id of one of your roles "
            "changes that role; a row without an id adds one. Nothing is taken before you have "
            "seen what would happen.</p>"
        )
        file = st.file_uploader(
            "A CSV file, at most 1 MB",
            type="csv",
            max_upload_size=1,
            key=_upload_key(),
            on_change=_forget_report,
        )
        if file is not None:
            _show_what_would_happen(org_id, file.getvalue())
        elif report := st.session_state.get(_REPORT):
            _show_report(report)


def _show_what_would_happen(org_id: str, content: bytes) -> None:
    try:
        found = session.ask(recruiter.import_roles_csv, org_id, content, dry_run=True)
    except MatchingError as error:
        st.error(look.plain(str(error)), icon=":material/error:")
        return
    n_good = len(found.added) + len(found.changed)
    html.show(
        html.paragraph(_in_words(found, "This would add", "change")),
        _ids("Would be added", found.added),
        _ids("Would be changed", found.changed),
        _faults(found.problems),
    )
    if n_good:
        st.button(
            f"Take the {phrases.counted(n_good, 'good row')}",
            type="primary",
            icon=":material/check:",
            key="take_rows",
            on_click=_take,
            args=(org_id, content),
        )


def _take(org_id: str, content: bytes) -> None:
    """Take the good rows; the report of what was done takes the place of the upload."""
    report: RoleImport | str
    try:
        report = session.ask(recruiter.import_roles_csv, org_id, content, dry_run=False)
    except MatchingError as error:
        report = str(error)
    st.session_state[_REPORT] = report
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _show_report(report: RoleImport | str) -> None:
    if isinstance(report, str):
        st.error(look.plain(report), icon=":material/error:")
        return
    html.show(
        '<section class="mr-note mr-done" role="status"><h2>The file was taken in</h2>',
        f"<p>{look.escape(_in_words(report, 'We added', 'changed'))}</p></section>",
        _ids("Added", report.added),
        _ids("Changed", report.changed),
        _faults(report.problems),
    )


def _in_words(found: RoleImport, added: str, changed: str) -> str:
    """Say what an import did or would do; `added` and `changed` are the verbs."""
    left_out = len({problem.row for problem in found.problems})
    rows = phrases.counted(left_out, "row with errors is", "rows with errors are")
    roles = phrases.counted(len(found.added), "role")
    done = f"{added} {roles} and {changed} {len(found.changed)}; {len(found.unchanged)} stay as is"
    return phrases.sentences(done, f"{rows} left out" if left_out else "")


def _ids(title: str, ids: Sequence[str]) -> str:
    if not ids:
        return ""
    more = [f"and {len(ids) - MOST_SHOWN} more"] if len(ids) > MOST_SHOWN else []
    return html.heading(title, 3) + html.bullets([*ids[:MOST_SHOWN], *more])


def _faults(problems: Sequence[Problem]) -> str:
    if not problems:
        return ""
    rows = [
        [
            f"Line {problem.row}",
            look.escape(problem.column or "the whole row"),
            look.escape(problem.value or "nothing"),
            look.escape(problem.expected),
        ]
        for problem in problems[:MOST_SHOWN]
    ]
    n_more = len(problems) - MOST_SHOWN
    return (
        html.heading("To correct in the file", 3)
        + html.table(["Line", "Column", "Found", "Expected"], rows)
        + html.paragraph(f"And {n_more:,} more." if n_more > 0 else "", "mm-quiet")
    )


def _upload_key() -> str:
    """Return the key of the upload, another one after each file that was taken."""
    return f"import_file_{st.session_state.get(_ROUND, 0)}"


def _forget_report() -> None:
    st.session_state.pop(_REPORT, None)
