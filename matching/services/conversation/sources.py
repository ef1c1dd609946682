"""Answers that a role names as the source of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sqlalchemy.orm import Session

from matching.store.schema import CommentRow, RoleRow

_ANSWER: Final = re.compile(r"/pages/openings/[^#]+#[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


def source_of(page: str, comment_id: str) -> str:
    """Give the address of an answer on the public page of its role."""
    return f"{page}#{comment_id}"


def is_answer(address: str) -> bool:
    """Tell whether the source of a cell is an answer that an organization gave here.

    Examples
    --------
    >>> page = "https://missions.example/pages/openings/mercy--surgeon"
    >>> is_answer(f"{page}#1f0c27a5-3c1f-4d53-b7b3-6f3d5f0f8b11"), is_answer(f"{page}#languages")
    (True, False)
    """
    return _ANSWER.search(address) is not None


def named_answers(cell_sources: Iterable[str]) -> set[str]:
    """Give what may be ids of answers among the sources of a role's cells.

    Examples
    --------
    >>> named_answers(["cost_usd https://missions.example/pages/openings/mercy--x#1f0c"])
    {'1f0c'}
    """
    return {source.rpartition("#")[2] for source in cell_sources if "#" in source}


def is_source(session: Session, comment: CommentRow) -> bool:
    """Whether a role names this answer as the source of a cell now."""
    role = session.get(RoleRow, comment.role_id) if comment.role_id else None
    return role is not None and comment.comment_id in named_answers(role.cell_sources)
