"""An organization's own roles: seeing, changing, closing and confirming them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from matching.authorization import Actor, Subject
from matching.services.shared.errors import RequestError
from matching.services.shared.role_cells import LONGEST, cells_of, change_cells, checked_role
from matching.services.shared.role_files import free_role_id, role_ids_below
from matching.services.shared.role_standing import is_open
from matching.services.shared.subjects import require_now, role_subject, stored, stored_role
from matching.services.shared.texts import text_of
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.database import require_version
from matching.store.schema import OrganizationRow, RoleRow


def role_form(
    database: Database, actor: Actor, role_id: str, *, now: datetime
) -> tuple[dict[str, str], int]:
    """Give a role as the texts of a form, and the version that goes back with the change."""
    with database.reading() as session:
        require_now(session, actor, "role.change", role_subject(session, role_id))
        role = stored_role(session, role_id)
        return cells_of(role), role.version


def change_role(
    database: Database,
    actor: Actor,
    role_id: str,
    changes: Mapping[str, str],
    *,
    version: int,
    now: datetime,
) -> int:
    """Change cells of a role; they are checked as the reader checks a row of roles.csv.

    Parameters
    ----------
    changes : mapping of column to text
        Columns of `FORM_COLUMNS`; lists are written `a|b`.
    version : int
        That of the role as it was shown.

    Returns
    -------
    int
        The new version.

    Raises
    ------
    RoleError
        Its `problems` name each faulty column.
    ConflictError
        The role was changed by someone else in the meantime.
    """
    with changing(database) as session:
        require_now(session, actor, "role.change", role_subject(session, role_id))
        role = stored_role(session, role_id)
        require_version(role, version)
        if changed := change_cells(role, changes, actor, now):
            audit(session, actor, "role.change", ("role", role_id), now, columns=changed)
        session.flush()
        return role.version


def close_role(
    database: Database, actor: Actor, role_id: str, *, version: int, now: datetime
) -> int:
    """Close a role: interest can no longer be shown, candidates stay; gives the new version."""
    return _set_closed(database, actor, role_id, version, now, close=True)


def reopen_role(
    database: Database, actor: Actor, role_id: str, *, version: int, now: datetime
) -> int:
    """Open a closed role again; gives the new version.

    Raises
    ------
    RequestError
        Its status is `past`, which has to be changed first.
    RoleError
        A cell that is needed is still empty, as in a draft, or is faulty.
    """
    return _set_closed(database, actor, role_id, version, now, close=False)


def confirm_role_open(database: Database, actor: Actor, role_id: str, *, now: datetime) -> None:
    """Say that a role is still open today.

    Raises
    ------
    RequestError
        It is closed or past.
    """
    with changing(database) as session:
        require_now(session, actor, "role.confirm", role_subject(session, role_id))
        role = stored_role(session, role_id)
        if not is_open(role, now):
            raise RequestError("This role is closed; open it again first.")
        role.confirmed_at, role.confirmed_by = now, actor.account_id
        audit(session, actor, "role.confirm", ("role", role_id), now)


def new_role(database: Database, actor: Actor, org_id: str, title: str, *, now: datetime) -> str:
    """Begin a role: a closed draft that says its title only, to be edited and then opened.

    Returns
    -------
    str
        The id of the new role.

    Raises
    ------
    RequestError
        The title is empty or too long.
    """
    with changing(database) as session:
        require_now(session, actor, "role.change", Subject(org_id=org_id))
        organization = stored(session.get(OrganizationRow, org_id))
        title = text_of(title, "a title", LONGEST["title"], needed=True)
        role_id = free_role_id(org_id, title, role_ids_below(session, org_id))
        says = {"title": title, "status": "ongoing", "source_url": organization.source_url}
        made = {"closed_at": now, "edited_at": now, "edited_by": actor.account_id}
        session.add(RoleRow(role_id=role_id, org_id=org_id, **says, **made))
        audit(session, actor, "role.change", ("role", role_id), now, what="drafted")
        return role_id


def _set_closed(
    database: Database, actor: Actor, role_id: str, version: int, now: datetime, *, close: bool
) -> int:
    with changing(database) as session:
        require_now(session, actor, "role.change", role_subject(session, role_id))
        return turn(session, actor, role_id, version, now, close=close)


def turn(
    session: Session, actor: Actor, role_id: str, version: int, now: datetime, *, close: bool
) -> int:
    """Close a role or open it again, by who may; gives the new version."""
    role = stored_role(session, role_id)
    require_version(role, version)
    if not close and role.status == "past":
        raise RequestError("The status of this role is past; change it first.")
    if not close:
        checked_role(cells_of(role))
    if close != (role.closed_at is not None):
        role.closed_at = now if close else None
        if not close:
            role.confirmed_at, role.confirmed_by = now, actor.account_id
        what = "closed" if close else "reopened"
        audit(session, actor, "role.change", ("role", role_id), now, what=what)
    session.flush()
    return role.version
