"""Deleting a person, and what remains without them."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Table, case, delete, false, func, or_, select, update
from sqlalchemy.orm import Session

from matching.errors import UnknownIdError
from matching.store.schema import (
    AccountRow,
    ArticleTagRow,
    ArticleTagVoteRow,
    Base,
    CommentReportRow,
    CommentRow,
    OrganizationClaimRow,
    RoleReportRow,
    StageChangeRow,
)

__all__ = ["Erasure", "erase_account"]

# Rows that outlive the person, and what in them may be about the person, as it is afterwards.
EMPTIED_IN_KEPT_ROWS = (
    (StageChangeRow, {"reason_text": ""}),
    (RoleReportRow, {"text": ""}),
    (
        CommentRow,
        {
            "text": "",
            "served_in": None,
            # Who signs so has served in a year, which goes.
            "signature": case(
                (CommentRow.signature == "served", "profession"), else_=CommentRow.signature
            ),
        },
    ),
    (CommentReportRow, {"text": ""}),
    (OrganizationClaimRow, {"name": "", "email": "", "text": ""}),
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
    for row, emptied in EMPTIED_IN_KEPT_ROWS:
        session.execute(update(row).where(row.account_id == account_id).values(emptied))
    session.execute(delete(ArticleTagRow).where(_of_nobody_else(account_id)))
    session.execute(delete(AccountRow).where(AccountRow.account_id == account_id))
    session.expire_all()
    return erasure


def _count(session: Session, account_id: str) -> Erasure:
    erasure = Erasure(deleted={AccountRow.__tablename__: 1})
    for table in Base.metadata.sorted_tables:
        goes = _goes(table, account_id)
        # Of a row without a person, that it goes is neither true nor false.
        stays = _refers(table, "SET NULL", account_id) & ~func.coalesce(goes, false())
        for rows, which in ((erasure.deleted, goes), (erasure.kept, stays)):
            if n := session.scalar(select(func.count()).select_from(table).where(which)):
                rows[table.name] = n
    return erasure


def _goes(table: Table, account_id: str) -> ColumnElement[bool]:
    """Whether a row is the person's own and is deleted with them.

    What others kept about the person, as that they do not want to see what the person writes, goes
    as well, but the person is not told how many did.
    """
    if table is ArticleTagRow.__table__:
        return _of_nobody_else(account_id)
    return _refers(table, "CASCADE", account_id, ("account_id",))


def _of_nobody_else(account_id: str) -> ColumnElement[bool]:
    """Whether a proposed tag is the person's alone: its words may be about the person.

    Staff did not decide about it, nobody else agrees, and who proposed it is the person or is gone.
    """
    votes = select(ArticleTagVoteRow.tag_id)
    agreed = votes.where(ArticleTagVoteRow.account_id == account_id)
    others = votes.where(ArticleTagVoteRow.account_id != account_id)
    return (
        (ArticleTagRow.state == "proposed")
        & ArticleTagRow.tag_id.not_in(others)
        & or_(
            ArticleTagRow.account_id == account_id,
            ArticleTagRow.account_id.is_(None) & ArticleTagRow.tag_id.in_(agreed),
        )
    )


def _refers(
    table: Table, on_delete: str, account_id: str, names: tuple[str, ...] = ()
) -> ColumnElement[bool]:
    """Whether a row refers to the account by a foreign key of this kind, in one of some columns."""
    accounts = AccountRow.__tablename__
    columns = [
        key.parent
        for key in table.foreign_keys
        if key.column.table.name == accounts
        and key.ondelete == on_delete
        and (not names or key.parent.name in names)
    ]
    return or_(false(), *(column == account_id for column in columns))
