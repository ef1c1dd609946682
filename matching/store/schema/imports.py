"""Files of roles that were brought in, with what each role was before, so that it can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from matching.store.schema.base import Base, list_column, new_id
from matching.store.schema.candidates import once_of_account


class RoleImportRow(Base):
    """A file of roles that was brought in.

    Parameters
    ----------
    added, changed : int
        How many roles.
    opened : int
        How many roles were open after it that were not before, those that wait included.
    held : tuple of str
        Roles that stay closed until staff have looked, since so many would open at once.
    settled_at : datetime or None
        When staff looked.
    undone_at : datetime or None
        When it was undone.
    """

    __tablename__ = "role_imports"

    import_id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    org_id: Mapped[str] = mapped_column(
        ForeignKey("organizations.org_id", ondelete="RESTRICT"), index=True
    )
    made_by: Mapped[str | None] = once_of_account()
    made_at: Mapped[datetime]
    added: Mapped[int]
    changed: Mapped[int]
    opened: Mapped[int]
    held: Mapped[tuple[str, ...]] = list_column()
    settled_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]


class RoleImportStepRow(Base):
    """What a file did to one role.

    Parameters
    ----------
    before : dict or None
        The values that were changed, by column, as they were; None for a role that was added.
    version : int
        That of the role after the file; another one now means that it was changed since.
    """

    __tablename__ = "role_import_steps"

    import_id: Mapped[str] = mapped_column(
        ForeignKey("role_imports.import_id", ondelete="CASCADE"), primary_key=True
    )
    role_id: Mapped[str] = mapped_column(
        ForeignKey("roles.role_id", ondelete="CASCADE"), primary_key=True, index=True
    )
    before: Mapped[dict[str, Any] | None]
    version: Mapped[int]
