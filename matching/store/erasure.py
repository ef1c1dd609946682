"""Deleting a person, and what remains without them."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Table, delete, false, func, or_, select, update
from sqlalchemy.orm import Session

from matching.errors import UnknownIdError
from matching.store.schema import (
    AccountRow,
    Base,
    CommentReportRow,
    CommentRow,
    OrganizationClaimRow,
    RoleReportRow,
    StageChangeRow,
)

__all__ = ["Erasure", "erase_account"]

# Rows that outlive the person, and the texts in them that may be about the person.
TEXTS_OF_KEPT_ROWS = (
    (StageChangeRow, ("reason_text",)),
    (RoleReportRow, ("text",)),
    (CommentRow, ("text",)),
    (CommentReportRow, ("text",)),
    (OrganizationClaimRow, ("name", "email", "text")),
)


@dataclass(frozen=True)
class Erasure:
    """What became of the rows about a person.

    Parameters
    ----------
    deleted, kept : dict of table name to number of rows
        Rows that are gone; rows that remain and no longer refer to the person.
    """

    deleted: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)


def erase_account(session: Session, account_id: str) -> Erasure:
    """Delete an account with all that is about the person; docs/store.md says what is kept.

    Parameters
    ----------
    session : Session
        Of `database.writing()`.

    Raises
    ------
    UnknownIdError
        There is no such account.
    """
    if session.get(AccountRow, account_id) is None:
        raise UnknownIdError("account", account_id)
    erasure = _count(session, account_id)
    for row, texts in TEXTS_OF_KEPT_ROWS:
        emptied = dict.fromkeys(texts, "")
        session.execute(update(row).where(row.account_id == account_id).values(emptied))
    session.execute(delete(AccountRow).where(AccountRow.account_id == account_id))
    session.expire_all()
    return erasure


def _count(session: Session, account_id: str) -> Erasure:
    erasure = Erasure(deleted={AccountRow.__tablename__: 1})
    for table in Base.metadata.sorted_tables:
        goes = _refers(table, "CASCADE", account_id)
        stays = _refers(table, "SET NULL", account_id) & ~goes
        for rows, which in ((erasure.deleted, goes), (erasure.kept, stays)):
            if n := session.scalar(select(func.count()).select_from(table).where(which)):
                rows[table.name] = n
    return erasure


def _refers(table: Table, on_delete: str, account_id: str) -> ColumnElement[bool]:
    """Whether a row refers to the account by a foreign key of this kind."""
    accounts = AccountRow.__tablename__
    columns = [
        key.parent
        for key in table.foreign_keys
        if key.column.table.name == accounts and key.ondelete == on_delete
    ]
    return or_(false(), *(column == account_id for column in columns))
