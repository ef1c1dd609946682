"""What a file of roles does, or would do."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime

from matching.errors import Problem
from matching.reference.role_sheet import ReadAs


@dataclasses.dataclass(frozen=True)
class CellChange:
    """A cell that a file changes: what stands there, what it would be."""

    column: str
    old: str
    new: str


@dataclasses.dataclass(frozen=True)
class RoleChange:
    """What a file changes in a role.

    Parameters
    ----------
    cells : tuple of CellChange
        In the order of the columns.
    edited_at : datetime or None
        When somebody else last changed it, where the file does not say when it was exported.
    """

    role_id: str
    title: str
    row: int
    cells: tuple[CellChange, ...]
    edited_at: datetime | None = None


@dataclasses.dataclass(frozen=True)
class Edited:
    """A cell that somebody else changed since the export, and that stays so unless chosen.

    Parameters
    ----------
    here, yours : str
        What stands there now, and what the file says.
    """

    role_id: str
    title: str
    column: str
    here: str
    yours: str

    @property
    def place(self) -> tuple[str, str]:
        """What is handed back to take the cell of the file."""
        return self.role_id, self.column


@dataclasses.dataclass(frozen=True)
class Alike:
    """A row that looks like a role that stands already, or like an earlier row.

    Parameters
    ----------
    like : str
        The title of the other.
    like_row : int
        The row of the other in the file, 0 for a role that stands already.
    """

    row: int
    title: str
    like: str
    like_row: int


@dataclasses.dataclass(frozen=True)
class RoleImport:
    """What an import did, or would do.

    Parameters
    ----------
    added, changed, unchanged : tuple of str
        Ids of roles, in the order of the file.
    problems : tuple of Problem
        What is wrong with the rows that were left out, in the order of the file.
    titles : mapping of role id to str
        Of the roles that are added or changed.
    notes : tuple of str
        How the file was read, and what was passed over.
    read_as : tuple of ReadAs
        Cells that say it in other words than the files have.
    changes : tuple of RoleChange
        Cell by cell.
    edited : tuple of Edited
        Cells that were changed since the export and by the file; those that were chosen are taken.
    kept : int
        How many other cells were changed since the export; they stay.
    alike : tuple of Alike
        Rows that are not added since they look like another role, unless chosen.
    drafts : tuple of str
        New roles that begin closed, since the file does not say their status.
    held : tuple of str
        Roles that stay closed until staff have looked, since so many would open at once.
    import_id : str
        To undo it; `""` where nothing was taken.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    titles: Mapping[str, str] = dataclasses.field(default_factory=dict)
    notes: tuple[str, ...] = ()
    read_as: tuple[ReadAs, ...] = ()
    changes: tuple[RoleChange, ...] = ()
    edited: tuple[Edited, ...] = ()
    kept: int = 0
    alike: tuple[Alike, ...] = ()
    drafts: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    import_id: str = ""
