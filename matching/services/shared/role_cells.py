"""Cells of a row of a file as a form has them, checked as the CSV reader checks a row."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from matching import columns as c
from matching import written
from matching.authorization import Actor
from matching.errors import Problem, TextError, did_you_mean
from matching.reference.cells import SEPARATOR, Check
from matching.reference.column_checks import (
    ARTICLES_FILE,
    NEVER_EMPTY,
    ORGANIZATIONS_FILE,
    ROLES_FILE,
    column_checks,
)
from matching.reference.csv_records import LONGEST_CELL
from matching.reference.csv_rows import Row
from matching.reference.reading import checked_cells, order_faults
from matching.reference.shipped import (
    shipped_languages,
    shipped_names,
    shipped_places,
    shipped_vocabulary,
)
from matching.services.shared.errors import (
    ArticleError,
    CellsError,
    OrganizationError,
    RequestError,
    RoleError,
)
from matching.store.schema import ArticleRow, OrganizationRow, RoleRow

FORM_COLUMNS: Final = tuple(name for name in c.ROLES_TABLE if name not in (c.ROLE_ID, c.ORG_ID))
"""Columns that may be changed: all but the ids."""
LONGEST: Final = {c.TITLE: 300, c.NAME: 300, c.SITE: 300, c.SUMMARY: 4_000}
LONGEST_OTHER: Final = 2_000
MOST_FAULTS: Final = 12
"""Faults of one row that are named."""
MOST_LINES: Final = 100  # of one cell, so that a row stays one that the reader of files takes

_Fault = tuple[str, str, str]  # column, found, expected
FileRow = RoleRow | OrganizationRow | ArticleRow
"""A row that has the columns of a file."""


def cells_of(row: FileRow) -> dict[str, str]:
    """Write a row as texts, as they stand in its file."""
    return {name: text_of_cell(getattr(row, name)) for name in _KINDS[type(row)].columns}


def changed_values(row: FileRow, changes: Mapping[str, str]) -> dict[str, Any]:
    """Check a row with some cells changed and give the values that are other ones then.

    A cell of a role that was read on another page, and is changed, is not from there any more:
    its entry in `cell_sources` goes.

    Raises
    ------
    RoleError, OrganizationError, ArticleError
        Its `problems` name each faulty column.
    RequestError
        An id would change.
    """
    if {c.ROLE_ID, c.ORG_ID, c.ARTICLE_ID} & set(changes):
        raise RequestError("The ids cannot be changed.")
    values = _checked({**cells_of(row), **changes}, _KINDS[type(row)])
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if isinstance(row, RoleRow) and (left := _sources_left(row, values, changed)) is not None:
        changed[c.CELL_SOURCES] = left
    return changed


def _sources_left(
    role: RoleRow, values: Mapping[str, Any], changed: Mapping[str, Any]
) -> tuple[str, ...] | None:
    """Give the sources of single cells without those of changed ones, None if all stay."""
    sources: tuple[str, ...] = values[c.CELL_SOURCES]
    left = tuple(
        source
        for source in sources
        if source.partition(" ")[0] not in changed or source not in role.cell_sources
    )
    return None if left == sources else left


def change_cells(
    row: FileRow, changes: Mapping[str, str], actor: Actor, now: datetime
) -> list[str]:
    """Change cells of a row, which notes who did; gives the columns that are other ones now.

    Raises
    ------
    RoleError, OrganizationError, ArticleError, RequestError
        As `changed_values`; nothing was changed.
    """
    changed = changed_values(row, changes)
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.edited_at, row.edited_by = now, actor.account_id
    return list(changed)


def checked_role(cells: Mapping[str, str]) -> dict[str, Any]:
    """Check all cells of a role and give their values.

    Raises
    ------
    RoleError
        Its `problems` name each faulty column, what was found and what would be right.
    """
    return _checked(cells, _KINDS[RoleRow])


def checked_organization(cells: Mapping[str, str]) -> dict[str, Any]:
    """Check all cells of an organization and give their values.

    Raises
    ------
    OrganizationError
        Its `problems` name each faulty column, what was found and what would be right.
    """
    return _checked(cells, _KINDS[OrganizationRow])


def checked_article(cells: Mapping[str, str]) -> dict[str, Any]:
    """Check all cells of an article and give their values.

    Raises
    ------
    ArticleError
        Its `problems` name each faulty column, what was found and what would be right.
    """
    return _checked(cells, _KINDS[ArticleRow])


class _Kind(NamedTuple):
    """What is known of the rows of one file, and the error that a faulty one is."""

    file: str
    columns: Sequence[str]
    error: type[CellsError]
    cross_checks: Callable[[Row], list[_Fault]] = lambda row: []


_KINDS: Final[Mapping[type[FileRow], _Kind]] = {
    RoleRow: _Kind(ROLES_FILE, c.ROLES_TABLE, RoleError, order_faults),
    OrganizationRow: _Kind(ORGANIZATIONS_FILE, c.ORGANIZATIONS_TABLE, OrganizationError),
    ArticleRow: _Kind(ARTICLES_FILE, c.ARTICLES_TABLE, ArticleError),
}


def _checked(cells: Mapping[str, str], kind: _Kind) -> dict[str, Any]:
    faults = [
        (name, cells[name], f"a column of {kind.file}{did_you_mean(name, kind.columns)}")
        for name in cells
        if name not in kind.columns
    ]
    texts, untaken = taken_cells({name: str(cells.get(name, "")) for name in kind.columns})
    faults += untaken
    if faults:
        raise kind.error(_problems(faults))
    row = Row(0, texts)
    values, faults = checked_cells(row, shipped_checks()[kind.file], NEVER_EMPTY[kind.file])
    faults += kind.cross_checks(row)
    if faults:
        raise kind.error(_problems(faults))
    return {name: None if value != value else value for name, value in values.items()}


@functools.cache
def shipped_checks() -> Mapping[str, Mapping[str, Check]]:
    """Give the check of each column of each file, with the words that ship."""
    return column_checks(
        shipped_vocabulary(), shipped_places(), shipped_languages(), shipped_names()
    )


def _problems(faults: Sequence[_Fault]) -> list[Problem]:
    return [Problem("", None, *fault) for fault in faults[:MOST_FAULTS]]


def taken_cells(cells: Mapping[str, str]) -> tuple[dict[str, str], list[_Fault]]:
    """Take the cells as texts of people; only a summary has lines."""
    texts: dict[str, str] = {}
    faults: list[_Fault] = []
    for name, cell in cells.items():
        if not cell:
            texts[name] = ""
            continue
        longest, has_lines = LONGEST.get(name, LONGEST_OTHER), name == c.SUMMARY
        try:
            text = cell if len(cell) > LONGEST_CELL else written.taken(cell, lines=has_lines)
        except TextError as error:
            faults.append((name, cell, f"text without {error.fault}"))
            continue
        texts[name] = text
        if len(text) > longest:
            faults.append((name, text, f"at most {longest:,} characters instead of {len(text):,}"))
        elif (lines := len(text.splitlines())) > MOST_LINES:
            faults.append((name, text, f"at most {MOST_LINES} lines instead of {lines}"))
    return texts, faults


def text_of_cell(value: Any) -> str:  # noqa: ANN401
    """Write a value as it stands in a file."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return SEPARATOR.join(map(str, value))
    return f"{value:.10g}" if isinstance(value, float) else str(value)
