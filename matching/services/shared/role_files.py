"""An organization's roles as a CSV file, taken out, and the ids of those brought in."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching import columns as c
from matching.authorization import Actor, Subject
from matching.browsing.shortlist_files import safe_cell
from matching.reference.role_sheet import MARK
from matching.services.shared.ids import free_id, words_of_id
from matching.services.shared.role_cells import FORM_COLUMNS, cells_of
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import OrganizationRow, RoleRow

_MARK: Final = "v1."
_DIGEST: Final = 4  # letters


def export_roles_csv(database: Database, actor: Actor, org_id: str, *, now: datetime) -> bytes:
    """Write all roles of an organization, closed ones too, as a file like roles.csv.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, lines ended by CRLF. A cell that a spreadsheet program would
        run as a formula begins with an apostrophe, which `import_roles` takes off again. The last
        column says what each cell was, so that the import can tell what changed since.
    """
    with changing(database) as session:
        require_now(session, actor, "role.export", Subject(org_id=org_id))
        roles = roles_of(session, org_id)
        audit(session, actor, "role.export", ("organization", org_id), now, rows=len(roles))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow((*c.ROLES_TABLE, MARK))
    for role_id, role in roles.items():
        cells = cells_of(role)
        writer.writerow([*map(safe_cell, cells.values()), mark_of(role_id, cells)])
    return text.getvalue().encode("utf-8-sig")


def free_role_id(
    org_id: str, title: str, taken: Collection[str], tried: dict[str, int] | None = None
) -> str:
    """Make an id that is not taken from an organization and a title.

    Parameters
    ----------
    tried : dict, optional
        Remembers from call to call which numbers are taken, where many ids are made.

    Examples
    --------
    >>> free_role_id("mercy", "Chirurgien général (3)", {"mercy--chirurgien-general-3"})
    'mercy--chirurgien-general-3-2'
    """
    return free_id(f"{org_id}--{words_of_id(title) or 'role'}", taken, tried)


def role_ids_below(session: Session, org_id: str) -> set[str]:
    """Give the ids of roles, of whichever organization, that begin as those of this one do."""
    beginning = RoleRow.role_id.startswith(f"{org_id}--", autoescape=True)
    return set(session.scalars(select(RoleRow.role_id).where(beginning)))


def roles_of(session: Session, org_id: str) -> dict[str, RoleRow]:
    """Give the roles of an organization by their ids.

    Raises
    ------
    NotAllowedError
        There is no such organization; it reads as if it were forbidden.
    """
    stored(session.get(OrganizationRow, org_id))
    found = select(RoleRow).where(RoleRow.org_id == org_id).order_by(RoleRow.role_id)
    return {role.role_id: role for role in session.scalars(found)}


def mark_of(role_id: str, cells: Mapping[str, str]) -> str:
    """Write digests of a role's id and of its cells, to tell later which of them changed since."""
    texts = (role_id, *(cells[name] for name in FORM_COLUMNS))
    return _MARK + "".join(map(digest_of, texts))


def marked(role_id: str, mark: str) -> dict[str, str]:
    """Give the digest of each cell from a mark; nothing if it is none, or of another role."""
    parts = [mark[at : at + _DIGEST] for at in range(len(_MARK), len(mark), _DIGEST)]
    is_one = mark.startswith(_MARK) and len(parts) == len(FORM_COLUMNS) + 1
    if not is_one or parts[0] != digest_of(role_id):
        return {}
    return dict(zip(FORM_COLUMNS, parts[1:], strict=True))


def digest_of(cell: str) -> str:
    """Give four letters that another cell hardly has; gaps and line ends do not count."""
    text = " ".join(cell.split())
    return base64.urlsafe_b64encode(hashlib.blake2b(text.encode(), digest_size=3).digest()).decode()
