"""Who may do what: every action has one rule, and what has no rule is refused.

The services ask here before they read or change anything; pages only ask to hide what would be
refused anyway. A rule looks at the actor and at what the action concerns, never at the database.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from types import MappingProxyType

from matching.errors import MatchingError

PROFESSIONAL, RECRUITER, STAFF = "professional", "recruiter", "staff"
MODERATE = "moderate"


REFUSED = "You may not do this, or it does not exist."


class NotAllowedError(MatchingError):
    """The actor may not do this, or it does not exist; the message does not say which."""

    def __init__(self) -> None:
        super().__init__(REFUSED)


@dataclasses.dataclass(frozen=True)
class Actor:
    """Who acts: a visitor without an account, or an account of one kind.

    Parameters
    ----------
    kind : str
        `professional`, `recruiter`, `staff`, or `""` for a visitor.
    org_ids : frozenset of str
        Organizations of which a recruiter is a member.
    rights : frozenset of str
        Rights besides those of the kind, of `store.words.ACCOUNT_RIGHTS`.
    """

    account_id: str = ""
    kind: str = ""
    org_ids: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()


VISITOR = Actor()


@dataclasses.dataclass(frozen=True)
class Subject:
    """What an action concerns, as far as its rule needs to know.

    Parameters
    ----------
    account_id : str
        The professional (or account) it is about.
    org_id : str
        The organization it belongs to.
    is_reachable : bool
        The professional is not hidden, or shows interest in the role that it is about.
    is_introduced : bool
        The professional agreed to an introduction for the role that it is about.
    """

    account_id: str = ""
    org_id: str = ""
    is_reachable: bool = False
    is_introduced: bool = False


NOTHING = Subject()
Rule = Callable[[Actor, Subject], bool]


def _anyone(actor: Actor, subject: Subject) -> bool:
    return True


def _self(actor: Actor, subject: Subject) -> bool:
    return bool(actor.account_id) and actor.account_id == subject.account_id


def _recruiter(actor: Actor, subject: Subject) -> bool:
    return actor.kind == RECRUITER and bool(actor.account_id)


def _own_professional(actor: Actor, subject: Subject) -> bool:
    return actor.kind == PROFESSIONAL and _self(actor, subject)


def _staff(actor: Actor, subject: Subject) -> bool:
    return actor.kind == STAFF and bool(actor.account_id)


def _member(actor: Actor, subject: Subject) -> bool:
    return _recruiter(actor, subject) and bool(subject.org_id) and subject.org_id in actor.org_ids


def _signed_in(actor: Actor, subject: Subject) -> bool:
    return bool(actor.account_id) and bool(actor.kind)


def _moderator(actor: Actor, subject: Subject) -> bool:
    return _signed_in(actor, subject) and MODERATE in actor.rights


def _member_or_staff(actor: Actor, subject: Subject) -> bool:
    return _member(actor, subject) or _staff(actor, subject)


def _recruiter_or_staff(actor: Actor, subject: Subject) -> bool:
    return _recruiter(actor, subject) or _staff(actor, subject)


def _member_and_reachable(actor: Actor, subject: Subject) -> bool:
    return _member(actor, subject) and (subject.is_reachable or subject.is_introduced)


def _member_and_introduced(actor: Actor, subject: Subject) -> bool:
    return _member(actor, subject) and subject.is_introduced


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        # What is public.
        "catalog.read": _anyone,
        "role.report": _anyone,
        "event.read": _anyone,
        "article.share": _anyone,
        "tags.read": _anyone,
        "tags.propose": _signed_in,
        "conversation.read": _anyone,
        "comment.write": _signed_in,
        "comment.report": _signed_in,
        "writer.block": _signed_in,
        "article.counts": _anyone,  # how often each is kept and was passed on, by nobody's name
        "organization.response": _anyone,  # how fast it answers; stands on each of its roles
        "organization.join": _anyone,  # to ask for a place in the catalog
        "organization.claim": _anyone,  # to ask for a page, a correction, or to be taken out
        # One's own account.
        "account.delete": _self,
        "account.export": _self,
        "comments.mine": _self,
        "comment.change": _self,
        # A professional's own things.
        "profile.read": _own_professional,
        "profile.change": _own_professional,
        "shortlist.read": _own_professional,
        "shortlist.change": _own_professional,
        "reading.read": _own_professional,
        "reading.change": _own_professional,
        "path.read": _own_professional,
        "path.change": _own_professional,
        "interest.read": _own_professional,
        "interest.show": _own_professional,
        "interest.withdraw": _own_professional,
        "introduction.answer": _own_professional,
        "words.read": _own_professional,
        "words.write": _own_professional,
        "words.report": _own_professional,
        "organization.block": _own_professional,
        "hiding.read": _own_professional,
        "hiding.change": _own_professional,
        "calendar.read": _own_professional,
        "calendar.change": _own_professional,
        "pursuit.read": _own_professional,
        "pursuit.change": _own_professional,
        "follow.read": _own_professional,
        "follow.change": _own_professional,
        "answers.read": _own_professional,
        "answers.offer": _own_professional,
        "measurement.change": _own_professional,
        "use.log": _own_professional,
        # A recruiter's side. Notes are the organization's own: staff do not read them.
        "roles.mine": _recruiter,
        "role.change": _member_or_staff,
        "role.import": _member_or_staff,
        "role.export": _member_or_staff,
        "role.confirm": _member_or_staff,
        "organization.change": _member_or_staff,
        "organization.followers": _member_or_staff,  # a number, none of a few
        "questions.read": _member,
        "fact.propose": _member_or_staff,
        "candidates.list": _member,
        "candidates.mine": _recruiter,  # of the organizations they work for
        "candidates.export": _member,
        "candidates.triage": _member,
        "filters.mine": _recruiter,
        "candidate.read": _member_and_reachable,
        "candidate.identify": _member_and_introduced,
        "candidate.move": _member_and_reachable,
        "introduction.ask": _member_and_reachable,
        "thread.read": _member_and_reachable,
        "thread.write": _member_and_reachable,
        "thread.report": _member_and_reachable,
        "templates.read": _member,
        "templates.change": _member,
        "note.read": _member,
        "note.write": _member_and_reachable,
        "team.arrange": _member,  # what it asks of every candidate of a role
        "team.read": _member_and_reachable,
        "team.change": _member_and_reachable,
        "interview.change": _member_and_introduced,
        "candidate.rate": _member_and_reachable,
        "candidate.grade": _member_and_reachable,
        "gradings.mine": _recruiter_or_staff,
        # Whoever has the right to look after comments, of any kind; staff by themselves do not.
        "moderation.read": _moderator,
        "comments.moderate": _moderator,
        # Staff.
        "accounts.manage": _staff,
        "accounts.secure": _staff,
        "memberships.manage": _staff,
        "organization.make": _staff,
        "joining.decide": _staff,
        "start.read": _staff,  # how much waits
        "rights.manage": _staff,
        "facts.read": _staff,
        "facts.decide": _staff,
        "claims.read": _staff,
        "claims.decide": _staff,
        "article.change": _staff,
        "links.read": _staff,
        "links.settle": _staff,
        "gaps.read": _staff,  # how many people meet what, by nobody's name
        "event.change": _staff,
        "roles.find": _staff,
        "imports.settle": _staff,  # whether many roles of one file may open
        "tags.manage": _staff,
        "messages.read": _staff,  # reported ones alone
        "messages.settle": _staff,
        "reports.read": _staff,
        "reports.resolve": _staff,
        "verification.read": _staff,
        "audit.read": _staff,
        "use.read": _staff,  # without names
        "experiments.manage": _staff,
        "weights.manage": _staff,
        "floor.manage": _staff,
        "golden.manage": _staff,
        "match.grade": _staff,  # profiles of nobody real
        "gradings.export": _staff,  # without names
    }
)
"""Action to rule. An action that is not here is refused to everybody."""


def may(actor: Actor, action: str, subject: Subject = NOTHING) -> bool:
    """Whether an actor may do something; an action without a rule is refused.

    Examples
    --------
    >>> may(VISITOR, "catalog.read"), may(VISITOR, "profile.read"), may(VISITOR, "profile.dance")
    (True, False, False)
    """
    rule = RULES.get(action)
    return rule is not None and rule(actor, subject)


def require(actor: Actor, action: str, subject: Subject = NOTHING) -> None:
    """Refuse what an actor may not do.

    Raises
    ------
    NotAllowedError
        There is no rule for the action, or its rule refuses.
    """
    if not may(actor, action, subject):
        raise NotAllowedError
