"""How a writer is shown, and how an actor may sign; nobody's account is ever shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from matching import phrases
from matching.authorization import RECRUITER, STAFF, Actor
from matching.reference.shipped import shipped_vocabulary
from matching.store.schema import AnswerOfferRow, CommentRow, MembershipRow

NAME, PROFESSION, FOR_ORGANIZATION, SERVED, AS_STAFF = (
    "name", "profession", "organization", "served", "staff",
)  # fmt: skip
SOMEBODY: Final = "Somebody"
HAS_LEFT: Final = "Somebody who has left"
UNSAID_PROFESSION: Final = "A health professional"


def signatures(session: Session, actor: Actor, org_id: str) -> tuple[str, ...]:
    """List how an actor may sign what is about an organization; the first is proposed.

    Parameters
    ----------
    org_id : str
        The organization that it is about, `""` for none.
    """
    if not actor.account_id:
        return ()
    if actor.kind == STAFF:
        return (AS_STAFF,)
    key = (actor.account_id, org_id)
    if actor.kind == RECRUITER:
        is_member = session.get(MembershipRow, key) is not None
        return (FOR_ORGANIZATION, NAME) if is_member else (NAME,)
    return (PROFESSION, NAME, SERVED) if session.get(AnswerOfferRow, key) else (PROFESSION, NAME)


def shown_as(
    comment: CommentRow, name: str | None, profile: Mapping[str, Any] | None, org_name: str | None
) -> str:
    """Say who wrote something, as far as they want it known.

    Parameters
    ----------
    name, profile, org_name
        Of the writer's account, of their profile if they have one, and of the organization.
    """
    if comment.account_id is None:
        return HAS_LEFT
    if comment.signature == AS_STAFF:
        return "Staff of Missionmatch"
    if comment.signature == FOR_ORGANIZATION:
        return org_name or SOMEBODY
    served = f"served there in {comment.served_in}" if comment.served_in else ""
    if comment.signature == SERVED:
        return phrases.capital(served)
    if comment.signature == PROFESSION:
        return profession_in_words(profile)
    return ", ".join(filter(None, (name or SOMEBODY, served)))


def profession_in_words(profile: Mapping[str, Any] | None) -> str:
    """Give the profession of a profile with its article.

    Examples
    --------
    >>> profession_in_words({"profession": "nurse"}), profession_in_words(None)
    ('A registered nurse', 'A health professional')
    """
    label = shipped_vocabulary().professions.get((profile or {}).get("profession", ""))
    if label is None:
        return UNSAID_PROFESSION
    return phrases.capital(phrases.with_article(phrases.inside(label)))
