"""Cells of a role as a form has them, checked as the CSV reader checks a row of roles.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from matching import columns as c
from matching.cells import SEPARATOR
from matching.column_checks import NEVER_EMPTY, ROLES_FILE, column_checks
from matching.errors import Problem, did_you_mean
from matching.reference import checked_cells, order_faults
from matching.services.errors import RoleError
from matching.shipped import shipped_languages, shipped_places, shipped_vocabulary
from matching.store.schema import RoleRow
from matching.tables import EDGES, Row, control_character

__all__ = ["FORM_COLUMNS", "cells_of", "checked_role"]

FORM_COLUMNS: Final = tuple(name for name in c.ROLES_TABLE if name not in (c.ROLE_ID, c.ORG_ID))
"""Columns that may be changed: all but the ids."""
LONGEST: Final = {c.TITLE: 300, c.SITE: 300, c.SUMMARY: 4_000}
LONGEST_OTHER: Final = 2_000


def cells_of(role: RoleRow) -> dict[str, str]:
    """Write a role as texts, as they stand in roles.csv."""
    return {name: _text(getattr(role, name)) for name in c.ROLES_TABLE}


def checked_role(cells: Mapping[str, str]) -> dict[str, Any]:
    """Check all cells of a role and give their values.

    Raises
    ------
    RoleError
        Its `problems` name each faulty column, what was found and what would be right.
    """
    strange = [name for name in cells if name not in c.ROLES_TABLE]
    faults = [
        (name, cells[name], f"a column of {ROLES_FILE}{did_you_mean(name, c.ROLES_TABLE)}")
        for name in strange
    ]
    texts = {name: str(cells.get(name, "")).strip(EDGES) for name in c.ROLES_TABLE}
    faults += _text_faults(texts.items())
    values: dict[str, Any] = {}
    if not faults:
        row = Row(0, texts)
        checks = column_checks(shipped_vocabulary(), shipped_places().names, shipped_languages())
        values, faults = checked_cells(row, checks[ROLES_FILE], NEVER_EMPTY[ROLES_FILE])
        faults += order_faults(row)
    if faults:
        raise RoleError([Problem("", None, *fault) for fault in faults])
    return {name: None if value != value else value for name, value in values.items()}


def _text_faults(texts: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    faults = []
    for name, text in texts:
        longest = LONGEST.get(name, LONGEST_OTHER)
        if len(text) > longest:
            faults.append((name, text, f"at most {longest:,} characters instead of {len(text):,}"))
        elif control_character(text) is not None:
            faults.append((name, text, "text without control characters"))
    return faults


def _text(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return ""
    if isinstance(value, tuple):
        return SEPARATOR.join(map(str, value))
    return f"{value:.10g}" if isinstance(value, float) else str(value)
