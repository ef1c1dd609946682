"""Cells of a role or an organization as a form has them, checked as the CSV reader checks a row."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from matching import columns as c
from matching import written
from matching.authorization import Actor
from matching.errors import Problem, TextError, did_you_mean
from matching.reference.cells import SEPARATOR, Check
from matching.reference.column_checks import (
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
from matching.services.shared.errors import OrganizationError, RequestError, RoleError
from matching.store.schema import OrganizationRow, RoleRow

FORM_COLUMNS: Final = tuple(name for name in c.ROLES_TABLE if name not in (c.ROLE_ID, c.ORG_ID))
"""Columns that may be changed: all but the ids."""
LONGEST: Final = {c.TITLE: 300, c.NAME: 300, c.SITE: 300, c.SUMMARY: 4_000}
LONGEST_OTHER: Final = 2_000
MOST_FAULTS: Final = 12
"""Faults of one role that are named."""
MOST_LINES: Final = 100  # of one cell, so that a row stays one that the reader of files takes

_Fault = tuple[str, str, str]  # column, found, expected


def cells_of(row: RoleRow | OrganizationRow) -> dict[str, str]:
    """Write a role or an organization as texts, as they stand in its file."""
    names = c.ROLES_TABLE if isinstance(row, RoleRow) else c.ORGANIZATIONS_TABLE
    return {name: _text(getattr(row, name)) for name in names}


def changed_values(row: RoleRow | OrganizationRow, changes: Mapping[str, str]) -> dict[str, Any]:
    """Check a row with some cells changed and give the values that are other ones then.

    A cell of a role that was read on another page, and is changed, is not from there any more:
    its entry in `cell_sources` goes.

    Raises
    ------
    RoleError, OrganizationError
        Its `problems` name each faulty column.
    RequestError
        An id would change.
    """
    if {c.ROLE_ID, c.ORG_ID} & set(changes):
        raise RequestError("The ids cannot be changed.")
    check = checked_role if isinstance(row, RoleRow) else checked_organization
    values = check({**cells_of(row), **changes})
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
    row: RoleRow | OrganizationRow, changes: Mapping[str, str], actor: Actor, now: datetime
) -> list[str]:
    """Change cells of a row, which notes who did; gives the columns that are other ones now.

    Raises
    ------
    RoleError, OrganizationError, RequestError
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
    values, faults = _checked(cells, ROLES_FILE, c.ROLES_TABLE, order_faults)
    if faults:
        raise RoleError(_problems(faults))
    return values


def checked_organization(cells: Mapping[str, str]) -> dict[str, Any]:
    """Check all cells of an organization and give their values.

    Raises
    ------
    OrganizationError
        Its `problems` name each faulty column, what was found and what would be right.
    """
    values, faults = _checked(cells, ORGANIZATIONS_FILE, c.ORGANIZATIONS_TABLE)
    if faults:
        raise OrganizationError(_problems(faults))
    return values


def _checked(
    cells: Mapping[str, str],
    file: str,
    columns: Sequence[str],
    cross_checks: Callable[[Row], list[_Fault]] = lambda row: [],
) -> tuple[dict[str, Any], list[_Fault]]:
    faults = [
        (name, cells[name], f"a column of {file}{did_you_mean(name, columns)}")
        for name in cells
        if name not in columns
    ]
    texts, untaken = _taken({name: str(cells.get(name, "")) for name in columns})
    faults += untaken
    if faults:
        return {}, faults
    row = Row(0, texts)
    values, faults = checked_cells(row, _shipped_checks()[file], NEVER_EMPTY[file])
    faults += cross_checks(row)
    return {name: None if value != value else value for name, value in values.items()}, faults


@functools.cache
def _shipped_checks() -> Mapping[str, Mapping[str, Check]]:
    return column_checks(
        shipped_vocabulary(), shipped_places(), shipped_languages(), shipped_names()
    )


def _problems(faults: Sequence[_Fault]) -> list[Problem]:
    return [Problem("", None, *fault) for fault in faults[:MOST_FAULTS]]


def _taken(cells: Mapping[str, str]) -> tuple[dict[str, str], list[_Fault]]:
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


def _text(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return ""
    if isinstance(value, tuple):
        return SEPARATOR.join(map(str, value))
    return f"{value:.10g}" if isinstance(value, float) else str(value)
