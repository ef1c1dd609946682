"""Answers that a role names as the source of a cell."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.services.shared.role_cells import cells_of
from matching.store.schema import AnswerFactRow, CommentRow, RoleRow


def source_of(page: str, comment_id: str) -> str:
    """Give the address of an answer on the public page of its role."""
    return f"{page}#{comment_id}"


def named_answers(session: Session, role: RoleRow) -> set[tuple[str, str]]:
    """Give the cells of a role that rest on an answer, each with the id of that.

    Members write the sources of cells too, so an answer counts only where staff accepted it for
    that very cell, and as long as the cell says what they accepted.
    """
    sources = [source.partition(" ") for source in role.cell_sources if "#" in source]
    named = {(cell, address.rpartition("#")[2]) for cell, _, address in sources}
    if not named:
        return set()
    accepted = session.execute(
        select(AnswerFactRow.cell, AnswerFactRow.comment_id, AnswerFactRow.value)
        .join(CommentRow, CommentRow.comment_id == AnswerFactRow.comment_id)
        .where(
            CommentRow.role_id == role.role_id,
            AnswerFactRow.outcome == "accepted",
            AnswerFactRow.comment_id.in_({id_ for _, id_ in named}),
        )
    )
    cells = cells_of(role)
    standing = {(cell, id_) for cell, id_, value in accepted if cells.get(cell) == value}
    return named & standing


def is_source(session: Session, comment: CommentRow) -> bool:
    """Whether a cell of a role rests on this answer now."""
    role = session.get(RoleRow, comment.role_id) if comment.role_id else None
    if role is None:
        return False
    return any(id_ == comment.comment_id for _, id_ in named_answers(session, role))
