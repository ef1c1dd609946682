"""Writing comments, questions and answers, changing them, and taking them back."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Select, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.conversation.about import (
    COLUMNS,
    About,
    about_of,
    comment_subject,
    locked_comment,
    organization_of,
)
from matching.services.conversation.limits import (
    comment_of,
    one_at_a_time,
    require_may_write,
    throttle,
    throttle_changes,
)
from matching.services.conversation.showing import UNDO_FOR, can_be_put_back, state_of
from matching.services.conversation.signing import FOR_ORGANIZATION, NAME, SERVED, signatures
from matching.services.conversation.sources import is_source
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now
from matching.services.shared.texts import word_of
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import AnswerFactRow, AnswerOfferRow, CommentReportRow, CommentRow
from matching.store.words import COMMENT_KINDS, SIGNATURES

COMMENT, QUESTION, ANSWER = COMMENT_KINDS
GONE: Final = "It was taken back or hidden meanwhile, so it cannot be answered. Load the page anew."
IS_SOURCE: Final = (
    "This answer is the source of a fact of the role, so it stays as it is. Write another answer, "
    "or change the role."
)
IS_PROPOSED: Final = (
    "Staff look whether this answer becomes a fact of the role, so it stays as it is until then. "
    "You can take it back, or write another answer."
)
IS_ANSWERED: Final = (
    "The organization answered this as it stands, so it cannot be changed. Please ask a new "
    "question."
)
SIGNS_NO_MORE: Final = (
    "You can no longer sign here as this is signed, so it can neither be changed nor be put back. "
    "You can take back what stands here, and write it again."
)


def write_comment(
    database: Database,
    actor: Actor,
    about: About,
    text: str,
    *,
    kind: str = COMMENT,
    signature: str,
    parent_id: str = "",
    is_for_returned: bool = False,
    says_served: bool = False,
    now: datetime,
) -> str:
    """Write a comment, a question or an answer.

    Parameters
    ----------
    signature : str
        One of those that `conversation` offers.
    parent_id : str
        What an answer answers; `""` for others.
    is_for_returned : bool
        A question to those who served with the organization.
    says_served : bool
        An answer to such a question that is signed with the name tells the year too, of which one
        offers to be asked. Only what said so to the writer beforehand may ask for it.

    Returns
    -------
    str
        The id of what was written.

    Raises
    ------
    RequestError
        The text cannot be taken, one may not sign or write so, or what is answered is gone.
    TooOftenError
        One wrote too much within an hour or a day.
    """
    with changing(database) as session:
        require_now(session, actor, "comment.write")
        org_id = organization_of(session, about)
        require_may_write(session, actor, now)
        text = comment_of(text)
        word_of(kind, COMMENT_KINDS, "a comment, a question or an answer")
        if signature not in signatures(session, actor, org_id):
            offered = [SIGNATURES[one] for one in signatures(session, actor, org_id)]
            raise RequestError(f"Please choose how you are shown: {', '.join(offered)}.")
        if (kind == ANSWER) != bool(parent_id):
            raise RequestError("Only an answer answers something.")
        if is_for_returned and (kind != QUESTION or not org_id):
            raise RequestError("Only a question about an organization is for who served there.")
        throttle(session, actor, text, now)
        asks_returned = bool(parent_id) and _answered(session, about, parent_id).is_for_returned
        comment = CommentRow(
            kind=kind,
            parent_id=parent_id or None,
            account_id=actor.account_id,
            signature=signature,
            text=text,
            is_for_returned=is_for_returned,
            written_at=now,
        )
        setattr(comment, COLUMNS[about.kind].key, about.id)
        if signature == SERVED or (signature == NAME and asks_returned and says_served):
            offer = session.get(AnswerOfferRow, (actor.account_id, org_id))
            comment.served_in = offer.year if offer else None
        session.add(comment)
        session.flush()
        forget_taken_back(session, now)
        target = ("comment", comment.comment_id)
        audit(session, actor, "comment.write", target, now, kind=kind, signature=signature)
        return comment.comment_id


def change_comment(
    database: Database, actor: Actor, comment_id: str, text: str, *, now: datetime
) -> None:
    """Change what one wrote; that it was changed is shown.

    Raises
    ------
    RequestError
        It is hidden or taken back, it is the source of a fact or proposed as one, its
        organization answered it, one may not sign so any more, or the text cannot be taken.
    TooOftenError
        One changed too much within an hour.
    """
    with changing(database) as session:
        require_now(session, actor, "comment.change", comment_subject(session, comment_id))
        comment = _alone(session, actor, comment_id)
        require_may_write(session, actor, now)
        if state_of(comment):
            raise RequestError("This is hidden or taken back, so it cannot be changed.")
        _require_signature(session, actor, comment)
        _require_no_source(session, comment)
        if session.scalar(_waiting_facts(comment_id)) is not None:
            raise RequestError(IS_PROPOSED)
        if _is_answered_by_organization(session, comment_id, now):
            raise RequestError(IS_ANSWERED)
        text = comment_of(text)
        if text != comment.text:
            throttle_changes(session, actor, comment_id, text, now)
            comment.text, comment.edited_at = text, now
            target = ("comment", comment_id)
            audit(session, actor, "comment.change", target, now, what="changed")
        forget_taken_back(session, now)


def take_back_comment(database: Database, actor: Actor, comment_id: str, *, now: datetime) -> None:
    """Take back what one wrote: its text is shown to nobody, and its proposed facts are withdrawn.

    The text is forgotten when somebody writes, changes or takes back something more than an hour
    later; where it was reported, not before a moderator looked at it.

    Raises
    ------
    RequestError
        It is the source of a fact.
    """
    with changing(database) as session:
        require_now(session, actor, "comment.change", comment_subject(session, comment_id))
        comment = _alone(session, actor, comment_id)
        _require_no_source(session, comment)
        if comment.deleted_at is None:
            comment.deleted_at = now
            proposed = AnswerFactRow.fact_id.in_(_waiting_facts(comment_id))
            session.execute(delete(AnswerFactRow).where(proposed))
            target = ("comment", comment_id)
            audit(session, actor, "comment.change", target, now, what="taken-back")
            forget_taken_back(session, now)


def put_back_comment(database: Database, actor: Actor, comment_id: str, *, now: datetime) -> None:
    """Put back what one took back within the last hour.

    Raises
    ------
    RequestError
        That is longer ago, one may not write or sign so any more, or wrote the same meanwhile.
    TooOftenError
        One changed and put back too much within an hour.
    """
    with changing(database) as session:
        require_now(session, actor, "comment.change", comment_subject(session, comment_id))
        comment = _alone(session, actor, comment_id)
        require_may_write(session, actor, now)
        if not can_be_put_back(comment, now):
            raise RequestError("It was taken back too long ago. Please write it again.")
        _require_signature(session, actor, comment)
        throttle_changes(session, actor, comment_id, comment.text, now)
        comment.deleted_at = None
        target = ("comment", comment_id)
        audit(session, actor, "comment.change", target, now, what="put-back")
        forget_taken_back(session, now)


def forget_taken_back(session: Session, now: datetime) -> None:
    """Forget the texts that can no longer be put back, and that no moderator has to look at."""
    is_reported = exists().where(
        CommentReportRow.comment_id == CommentRow.comment_id,
        CommentReportRow.resolved_at.is_(None),
    )
    session.execute(
        update(CommentRow)
        .where(CommentRow.deleted_at <= now - UNDO_FOR, CommentRow.text != "", ~is_reported)
        .values(text="")
        .execution_options(synchronize_session=False)
    )


def _answered(session: Session, about: About, parent_id: str) -> CommentRow:
    """Give what is answered, as long as it is there.

    Raises
    ------
    RequestError
        It is gone, or an answer itself.
    """
    found = select(CommentRow).where(
        CommentRow.comment_id == parent_id, CommentRow.parent_id.is_(None)
    )
    parent = session.scalars(found.with_for_update(key_share=True)).one_or_none()
    if parent is None or about_of(parent) != about or state_of(parent):
        raise RequestError(GONE)
    return parent


def _alone(session: Session, actor: Actor, comment_id: str) -> CommentRow:
    """Give a comment of the actor, which nobody else decides about or answers meanwhile."""
    one_at_a_time(session, actor)
    return locked_comment(session, comment_id)


def _require_signature(session: Session, actor: Actor, comment: CommentRow) -> None:
    """Refuse what one may not sign so any more, as who left the organization.

    Raises
    ------
    RequestError
        One may not.
    NotAllowedError
        The organization was taken out of the catalog.
    """
    org_id = organization_of(session, about_of(comment))
    if comment.signature not in signatures(session, actor, org_id):
        raise RequestError(SIGNS_NO_MORE)


def _waiting_facts(comment_id: str) -> Select[str]:
    return select(AnswerFactRow.fact_id).where(
        AnswerFactRow.comment_id == comment_id, AnswerFactRow.decided_at.is_(None)
    )


def _is_answered_by_organization(session: Session, comment_id: str, now: datetime) -> bool:
    """Whether an answer of the organization hangs below, or can come back there."""
    found = select(CommentRow.comment_id).where(
        CommentRow.parent_id == comment_id,
        CommentRow.signature == FOR_ORGANIZATION,
        CommentRow.account_id.is_not(None),
        or_(CommentRow.deleted_at.is_(None), CommentRow.deleted_at > now - UNDO_FOR),
    )
    return session.scalar(found.limit(1)) is not None


def _require_no_source(session: Session, comment: CommentRow) -> None:
    if is_source(session, comment):
        raise RequestError(IS_SOURCE)
