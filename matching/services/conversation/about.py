"""What a comment is about: one article, organization or role."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy.orm import InstrumentedAttribute, Session

from matching.authorization import NOTHING, NotAllowedError, Subject
from matching.services.shared.role_standing import listed_role
from matching.services.shared.subjects import stored, stored_role
from matching.store.schema import ArticleRow, CommentRow, OrganizationRow

ARTICLE, ORGANIZATION, ROLE = "article", "organization", "role"
COLUMNS: Final[Mapping[str, InstrumentedAttribute[Any]]] = MappingProxyType(
    {
        ARTICLE: CommentRow.article_id,
        ORGANIZATION: CommentRow.org_id,
        ROLE: CommentRow.role_id,
    }
)


@dataclasses.dataclass(frozen=True)
class About:
    """What a comment is about.

    Parameters
    ----------
    kind : str
        `article`, `organization` or `role`.
    id : str
        Its id in the catalog.
    """

    kind: str
    id: str


def about_of(comment: CommentRow) -> About:
    """Say what a comment is about."""
    return next(
        About(kind, id_)
        for kind, column in COLUMNS.items()
        if (id_ := getattr(comment, column.key)) is not None
    )


def organization_of(session: Session, about: About) -> str:
    """Give the organization that something belongs to, `""` for an article.

    Raises
    ------
    NotAllowedError
        There is none such, or its organization was taken out of the catalog.
    """
    if about.kind == ARTICLE:
        stored(session.get(ArticleRow, about.id))
        return ""
    if about.kind not in COLUMNS:
        raise NotAllowedError
    if about.kind == ROLE:
        return listed_role(session, about.id).org_id
    organization = stored(session.get(OrganizationRow, about.id))
    if organization.taken_out_at is not None:
        raise NotAllowedError
    return organization.org_id


def comment_subject(session: Session, comment_id: str) -> Subject:
    """Give the subject of a comment: who wrote it, and whose organization it is about."""
    comment = session.get(CommentRow, comment_id)
    if comment is None:
        return NOTHING
    about = about_of(comment)
    org_id = stored_role(session, about.id).org_id if about.kind == ROLE else comment.org_id
    return Subject(account_id=comment.account_id or "", org_id=org_id or "")


def stored_comment(session: Session, comment_id: str) -> CommentRow:
    """Give a comment.

    Raises
    ------
    NotAllowedError
        There is none; it reads as if it were forbidden.
    """
    return stored(session.get(CommentRow, comment_id))


def locked_comment(session: Session, comment_id: str) -> CommentRow:
    """Give a comment as it is now; who else would change it, or answer it, waits.

    Raises
    ------
    NotAllowedError
        There is none; it reads as if it were forbidden.
    """
    lock = {"key_share": True}
    return stored(session.get(CommentRow, comment_id, with_for_update=lock, populate_existing=True))
