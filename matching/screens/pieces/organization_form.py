"""The form of an organization, for staff and its own people; what is typed counts once saved."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from datetime import datetime

from matching import Catalog
from matching.authorization import Actor
from matching.screens.pieces import cells_form
from matching.screens.pieces.cells_form import CellsForm
from matching.screens.pieces.organization_fields import FIELDS
from matching.screens.pieces.save_bar import save_bar
from matching.screens.visit import session
from matching.services.shared.organizations import change_organization
from matching.store import Database


def draw(
    catalog: Catalog,
    org_id: str,
    cells: Mapping[str, str],
    version: int,
    names: Sequence[str] = tuple(FIELDS),
) -> None:
    """Draw the form.

    Parameters
    ----------
    cells, version
        As `organization_form` gives.
    names : sequence of str
        The columns that are shown.
    """
    fields = {name: FIELDS[name] for name in names}
    form = cells_form.opened(f"org_{org_id}", fields, cells, version)
    is_behind = form.version != version
    if is_behind:
        cells_form.show_conflict(form, "organization", cells, version)
    cells_form.draw(catalog, form)
    said = cells_form.standing(form, is_behind=is_behind)
    with save_bar(said, "save_organization", _save, form, org_id):
        pass


def _save(form: CellsForm, org_id: str) -> None:
    form.read()
    session.attempt(_change, form, org_id)


def _change(
    database: Database, actor: Actor, form: CellsForm, org_id: str, *, now: datetime
) -> None:
    change = functools.partial(change_organization, database, actor, org_id, form.changes)
    cells_form.keep(form, lambda: change(version=form.version, now=now))
