"""What of an entry of the audit log staff may see: one place that decides.

Nothing that staff see says which person kept, wants, reported or stands with which role. What
people do with roles for themselves shows neither who nor which role, since other pages tell when
something was done with a role; what an organization does with a candidate shows who did it and
the role, and not the candidate. An action that is not listed here shows nothing but itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_

from matching.store.schema import AuditEntryRow

OPEN: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "account.delete": (),
        "account.made": ("kind",),
        "accounts.manage": ("what",),
        "accounts.secure": ("sessions", "browsers", "links"),
        "article.change": ("columns", "what", "rows"),
        "candidate.grade": (),
        "comments.moderate": ("what", "reason", "reports", "length"),
        "candidates.export": ("rows", "what", "with_notes"),
        "claims.decide": ("claim", "kind", "outcome", "proof", "columns", "what"),
        "event.change": ("what", "columns", "rows"),
        "experiment.start": ("planned",),
        "experiment.stop": (),
        "filters.mine": ("what",),
        "fact.propose": ("cell",),
        "facts.decide": ("outcome", "columns"),
        "floor.set": ("places", "roles"),
        "golden.add": ("roles",),
        "golden.change": ("is_active",),
        "golden.remove": (),
        "gradings.export": ("rows",),
        "imports.settle": ("what", "rows"),
        "joining.decide": ("outcome",),
        "links.settle": (),
        "match.grade": ("profile", "answer"),
        "measurement.change": ("given",),
        "memberships.manage": ("org_id", "what"),
        "messages.settle": ("outcome",),
        "organization.change": ("columns",),
        "organization.join": (),
        "organization.make": (),
        "password.changed": (),
        "password.link-made": (),
        "profile.change": ("to",),
        "reports.resolve": ("report", "outcome"),
        "rights.manage": ("right", "what"),
        "role.change": ("columns", "what", "copied_from"),
        "role.confirm": (),
        "role.export": ("rows",),
        "role.import": ("columns", "what"),
        "session.all-ended": ("sessions",),
        "session.ended": (),
        "session.started": (),
        "tags.manage": ("what",),
        "team.arrange": ("criteria", "papers"),
        "templates.change": ("what",),
        "weights.publish": ("side", "how", "golden"),
        "weights.save": ("side", "version"),
    }
)
"""Actions that link no person to a role, with the details that are shown."""
OF_CANDIDATES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "candidate.move": ("from", "to", "reason"),
        "candidate.rate": ("rows",),
        "candidate.undo": ("from", "to"),
        "interview.change": ("what",),
        "introduction.ask": (),
        "introduction.take-back": (),
        "note.write": (),
        "team.change": ("what",),
        "thread.write": (),
    }
)
"""What organizations do with a candidate: shown as done to the role, with these details."""
PRIVATE: Final = frozenset(
    {
        "answers.offer",
        "calendar.change",
        "comment.change",
        "comment.report",
        "comment.write",
        "follow.change",
        "hiding.change",
        "interest.show",
        "interest.withdraw",
        "introduction.answer",
        "message.report",
        "organization.block",
        "organization.claim",
        "path.change",
        "pursuit.change",
        "reading.change",
        "role.report",
        "shortlist.change",
        "tags.agree",
        "tags.propose",
        "words.write",
        "writer.block",
    }
)
"""What people do with roles for themselves: shown without them and without the role."""


@dataclasses.dataclass(frozen=True)
class Seen:
    """What a reader sees of an entry; `""` and no details for what is not shown."""

    at: datetime
    action: str
    actor: str = ""
    target_kind: str = ""
    target_id: str = ""
    details: Mapping[str, Any] = dataclasses.field(default_factory=dict)


def seen_by_staff(entry: AuditEntryRow) -> Seen:
    """Give what staff may see of an entry."""
    at, action, details = entry.at, entry.action, entry.details
    if action in OPEN:
        shown = {name: details[name] for name in OPEN[action] if name in details}
        return Seen(at, action, entry.actor, entry.target_kind, entry.target_id, shown)
    if action in OF_CANDIDATES:
        shown = {name: details[name] for name in OF_CANDIDATES[action] if name in details}
        return Seen(at, action, entry.actor, "role", str(details.get("role_id", "")), shown)
    return Seen(at, action)


def shows_actor() -> ColumnElement[bool]:
    """Whether an entry shows who did it, for a search: one that hides them must not find them."""
    return AuditEntryRow.action.in_([*OPEN, *OF_CANDIDATES])


def is_about(target_id: str) -> ColumnElement[bool]:
    """Whether an entry shows this id as what it was done to."""
    role_id = AuditEntryRow.details["role_id"].as_string()
    return or_(
        and_(AuditEntryRow.action.in_(list(OPEN)), AuditEntryRow.target_id == target_id),
        and_(AuditEntryRow.action.in_(list(OF_CANDIDATES)), role_id == target_id),
    )
