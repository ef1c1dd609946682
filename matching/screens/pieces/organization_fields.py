"""The fields of an organization, as forms show them: for staff, its own people, and who asks."""

from __future__ import annotations

from typing import Any, Final

from matching import Catalog, columns
from matching.screens.pieces import cells_form
from matching.screens.pieces.cells_form import COUNTRY, DATE_HINT, Field
from matching.services.shared.organizations import OF_THE_SOURCE

FIELDS: Final = {
    columns.NAME: Field("Name", is_needed=True),
    columns.SUMMARY: Field("What it does", is_long=True),
    columns.WEBSITE: Field("Website"),
    columns.KIND: Field("Kind of organization", "organization_kind", is_needed=True),
    columns.HQ_COUNTRY: Field("Country of its head office", COUNTRY, is_named=True),
    columns.FOUNDED: Field("Founded in the year"),
    columns.FAITH: Field("Faith", "faith"),
    columns.FAITH_REQUIREMENT: Field(
        "What it asks of those who serve, as to faith", "faith_requirement"
    ),
    columns.FOCUS_AREAS: Field("What it cares about", "focus_area", is_list=True, is_named=True),
    columns.COUNTRIES: Field("Countries in which it works", COUNTRY, is_list=True, is_named=True),
    columns.SOURCE_URL: Field("Web page that says this", is_needed=True),
    columns.SOURCE_DATE: Field("Date of that page", hint=DATE_HINT),
    columns.READ_ON: Field("Last compared with that page", hint=DATE_HINT),
}
LABELS: Final = {name: field.label for name, field in FIELDS.items()}
ITS_OWN: Final = tuple(name for name in FIELDS if name not in OF_THE_SOURCE)
"""What an organization says of itself; the others say where we read it."""


def draw(catalog: Catalog, name: str, key: str) -> None:
    """Draw the field of a column."""
    cells_form.draw_field(catalog, FIELDS[name], key)


def value_of(name: str, cell: str) -> str | list[str] | None:
    """Return what the widget of a column shows for a cell."""
    return cells_form.value_of(FIELDS[name], cell)


def cell_of(name: str, value: Any) -> str:  # noqa: ANN401
    """Return the cell for what the widget of a column shows."""
    return cells_form.cell_of(FIELDS[name], value)


def in_words(catalog: Catalog, name: str, cell: str) -> str:
    """Return a cell as people read it; `""` if nothing is stated."""
    return cells_form.in_words(catalog, FIELDS[name], cell)
