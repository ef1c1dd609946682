"""What a file of roles would do, or did, in words and tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matching import phrases
from matching.errors import Problem, shown
from matching.reference.role_sheet import MOST_READ_AS
from matching.screens import look
from matching.screens.look import html
from matching.services.recruiter import ImportUndone, PeopleBefore, RoleImport
from matching.services.shared.problem_groups import ProblemGroup, grouped

MOST_SHOWN: Final = 30
LONGEST: Final = 80
MOST_WHOLE: Final = 22
MOST_TITLES: Final = 10


def in_words(found: RoleImport, added: str, changed: str) -> str:
    """Say what an import did or would do; `added` and `changed` are the verbs."""
    left_out = len({problem.row for problem in found.problems})
    rows = phrases.counted(left_out, "row with errors is", "rows with errors are")
    roles = phrases.counted(len(found.added), "role")
    done = f"{added} {roles} and {changed} {len(found.changed)}; {len(found.unchanged)} stay as is"
    return phrases.sentences(done, f"{rows} left out" if left_out else "")


def cautions(found: RoleImport) -> str:
    """Say what is not as one would think: roles that stay closed, cells that stay."""
    said = []
    if found.held:
        said.append(
            f"{len(found.held):,} roles would open at once, so they stay closed until our staff "
            "have looked; you need not do anything."
        )
    if found.drafts:
        drafts = phrases.counted(len(found.drafts), "new role begins", "new roles begin")
        said.append(
            f"{drafts} closed, as a draft, since the file does not say a status. Open each when "
            "it is ready."
        )
    if found.kept:
        cells = phrases.counted(found.kept, "cell was", "cells were")
        said.append(
            f"{cells} changed here since your export, and not by your file: what stands here stays."
        )
    return html.bullets(said)


def problems(found: RoleImport) -> str:
    """Show what is to be corrected in the file, equal faults as one."""
    if not found.problems:
        return ""
    groups = grouped(found.problems)
    rows = [_problem(group) for group in groups[:MOST_SHOWN]]
    return (
        html.heading("To correct in the file", 3)
        + html.table(["Where", "Column", "Found", "Expected"], rows)
        + more(len(groups), "kinds of faults", of_what=True)
    )


def _problem(group: ProblemGroup) -> list[str]:
    first: Problem = group.problem
    return [
        look.escape(f"{'Row' if group.n_rows == 1 else 'Rows'} {group.rows}"),
        _whole(first.column or "the whole row"),
        _whole(first.value or "nothing"),
        look.escape(first.expected),
    ]


def changes(found: RoleImport) -> str:
    """Show what stands in each cell that changes, and what it would be."""
    if not found.changes:
        return ""
    parts = []
    for one in found.changes[:MOST_SHOWN]:
        rows = [[look.escape(cell.column), _cell(cell.old), _cell(cell.new)] for cell in one.cells]
        edited = (
            f"Somebody else last changed it on {phrases.moment_in_words(one.edited_at)}."
            if one.edited_at
            else ""
        )
        parts.append(
            f"<h4>{look.words(one.title)}</h4>"
            + html.paragraph(edited, "mm-quiet")
            + html.table(["Column", "Now", "Then"], rows)
        )
    return (
        html.heading("Would be changed", 3)
        + "".join(parts)
        + more(len(found.changes), "roles", of_what=True)
    )


def new_roles(title: str, found: RoleImport) -> str:
    """List the titles of new roles."""
    titles = [found.titles[role_id] for role_id in found.added]
    if not titles:
        return ""
    return (
        html.heading(title, 3)
        + html.bullets(titles[:MOST_TITLES])
        + more(len(titles), "", first=MOST_TITLES)
    )


def how_read(found: RoleImport) -> str:
    """Show how the file was read, and each cell that was written in other words."""
    if not found.notes:
        return ""
    rows = [
        [look.escape(one.column), _cell(one.written), _cell(one.taken), f"{one.rows:,}"]
        for one in found.read_as
    ]
    table = html.table(["Column", "Written", "Read as", "Rows"], rows) if rows else ""
    said = html.bullets(found.notes)
    summary = (
        f"Cells in other words: {'the first ' if len(rows) == MOST_READ_AS else ''}{len(rows)}"
    )
    if not table:
        return html.heading("How your file was read", 3) + said
    return (
        html.heading("How your file was read", 3)
        + said
        + f"<details><summary>{summary}</summary>{table}</details>"
    )


def people(counted: Sequence[PeopleBefore]) -> str:
    """Show how many people fit each role before and after."""
    rows = [
        [
            look.words(one.title),
            f"{one.before:,}",
            f"{one.after:,}",
            f"{one.comes:,} would come, {one.goes:,} would go",
        ]
        for one in counted
    ]
    left = "Counted for the first roles that change; new roles are not counted."
    return (
        '<div role="status">'
        + html.table(["Role", "Fit now", "Fit then", "Who"], rows)
        + html.paragraph(left, "mm-quiet")
        + "</div>"
    )


def undo(would: ImportUndone) -> str:
    """Say what the undo of an import would do, and which roles it leaves."""
    restored = phrases.counted(would.restored, "role")
    said = f"{restored} would be as before, and {would.removed} that were added would go"
    left = [f"{one.title}: {one.why}" for one in would.left]
    stays = f"{phrases.counted(len(left), 'role stays', 'roles stay')} as now" if left else ""
    return (
        html.paragraph(phrases.sentences(said, stays))
        + html.bullets(left[:MOST_SHOWN])
        + more(len(left), "")
    )


def more(number: int, what: str, *, of_what: bool = False, first: int = MOST_SHOWN) -> str:
    """Say how many more there are than are shown."""
    if number <= first:
        return ""
    rest = f"And {number - first:,} more {what}".rstrip()
    if what and not of_what:
        rest = f"And {number - first:,} more, which {what}"
    return html.paragraph(f"{rest}.", "mm-quiet")


def short(text: str) -> str:
    """Shorten a cell to what fits a line."""
    return shown(text, LONGEST)


def _whole(text: str) -> str:
    """Keep a few words in one line; longer ones break anywhere."""
    words = look.escape(text)
    return f'<span class="mr-whole">{words}</span>' if len(text) <= MOST_WHOLE else words


def _cell(text: str) -> str:
    return look.words(short(text)) if text else '<span class="mm-quiet">nothing</span>'
