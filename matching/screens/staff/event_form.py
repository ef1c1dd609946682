"""The forms of an event and of a session: their fields, and what happens when they are saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from matching import Catalog, columns
from matching.authorization import Actor
from matching.gatherings.gathering import zone_names
from matching.screens.pieces import cells_form
from matching.screens.pieces.cells_form import COUNTRY, CellsForm, Field, Fields
from matching.screens.pieces.save_bar import save_bar
from matching.screens.visit import resources, session
from matching.store import Database
from matching.store.words import GATHERING_FORMS
from matching.words.facts import table_rows

Save = Callable[..., Any]
"""Called with database, actor, cells, version and the moment."""


def zones() -> dict[str, str]:
    """Return the time zones to choose from."""
    return {zone: zone.replace("_", " ") for zone in sorted(zone_names())}


def _organizations(catalog: Catalog) -> dict[str, str]:
    names = {id_: str(row[columns.NAME]) for id_, row in table_rows(catalog.organizations).items()}
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))


_TIMES: Final = {
    "starts": Field("Begins on", is_needed=True, hint="2027-05-12, or 2027-05-12 09:00"),
    "ends": Field("Ends on", hint="2027-05-12, or 2027-05-12 09:00"),
}
_TOPICS: Final = {
    columns.PROFESSIONS: Field("For", "profession", is_list=True, is_named=True),
    columns.SPECIALTIES: Field("Specialties", "specialty", is_list=True, is_named=True),
    columns.FOCUS_AREAS: Field("The work", "focus_area", is_list=True, is_named=True),
    columns.COUNTRIES: Field("Places it is about", COUNTRY, is_list=True, is_named=True),
    columns.OBSTACLES: Field("Helps with", "obstacle", is_list=True),
}
EVENT: Final[Fields] = {
    columns.TITLE: Field("Title", is_needed=True),
    **_TIMES,
    "time_zone": Field("Time zone", "time_zone", is_needed=True, choices=lambda _: zones()),
    "form": Field("On site or online", "form", is_needed=True, choices=lambda _: GATHERING_FORMS),
    "place": Field("Place"),
    "country": Field("Country of that place", COUNTRY, is_named=True),
    "organizer": Field("Who organizes it"),
    columns.ORG_ID: Field(
        "The same, where it is an organization of the catalog", "organization",
        choices=_organizations,
    ),
    columns.URL: Field("Its web page", hint="https://…"),
    columns.SUMMARY: Field("What it is", is_long=True),
    **_TOPICS,
}  # fmt: skip
SESSION: Final[Fields] = {
    columns.TITLE: Field("Title", is_needed=True),
    **_TIMES,
    "room": Field("Room, or address to join"),
    "speakers": Field("Who speaks"),
    "cancelled": Field(
        "Is it cancelled?", "cancelled", choices=lambda _: {"no": "No", "yes": "Yes"}
    ),
    columns.SUMMARY: Field("What it is about", is_long=True),
    **_TOPICS,
}


def draw(
    name: str, fields: Fields, cells: Mapping[str, str], version: int, save: Save, *, is_new: bool
) -> None:
    """Draw a form, and at the bottom edge the button to save.

    Parameters
    ----------
    name : str
        Of what is changed, another one for each.
    cells : mapping of name to text
        As they are stored, or to begin with.
    version : int
        That of the event.
    is_new : bool
        It is stored nowhere yet: all cells are saved, not only those that were changed.
    """
    stored = {field: cells.get(field, "") for field in fields}
    form = cells_form.opened(name, fields, stored, version)
    is_behind = form.version != version
    if is_behind:
        cells_form.show_conflict(form, "event", stored, version)
    cells_form.draw(resources.catalog(), form)
    said = cells_form.standing(form, is_behind=is_behind)
    said = said if form.faults or not is_new else "Not saved yet."
    with save_bar(said, "save_event", _save, form, save, is_new):
        pass


def _save(form: CellsForm, save: Save, is_new: bool) -> None:
    form.read()
    session.attempt(_keep, form, save, is_new)


def _keep(
    database: Database, actor: Actor, form: CellsForm, save: Save, is_new: bool, *, now: datetime
) -> None:
    cells = form.typed if is_new else form.changes
    cells_form.keep(form, lambda: save(database, actor, cells, version=form.version, now=now))
