"""How a writer is shown, and how an actor may sign; nobody's account is ever shown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
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
HOW_SIGNED: Final[Mapping[str, str]] = MappingProxyType(
    {
        NAME: "with a name",
        PROFESSION: "by profession",
        FOR_ORGANIZATION: "for the organization",
        SERVED: "as somebody who served there",
        AS_STAFF: "as staff",
    }
)
"""Signature in words; beside a name it tells that a name is all it is."""
OF_SEVERAL: Final = frozenset({FOR_ORGANIZATION, AS_STAFF})
"""Signatures that do not tell which of several people wrote."""
OF_ONE_PLACE: Final = frozenset({FOR_ORGANIZATION, SERVED})
"""Signatures that are about one organization: that of another is another writer for readers."""


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

    The year in which somebody served stands beside a name, never in it: anybody can choose a name.

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
    if comment.signature == SERVED:
        return f"Served there in {comment.served_in}"
    if comment.signature == PROFESSION:
        return profession_in_words(profile)
    return name or SOMEBODY


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
