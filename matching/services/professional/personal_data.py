"""All that is kept about a person: to take along, and to delete."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Table, func, or_, select
from sqlalchemy.orm import Session

from matching.authorization import STAFF, Actor
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import own, require_now
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.erasure import erase_account
from matching.store.schema import AccountRow, AuditEntryRow, Base

SECRETS: Final = frozenset({"password_hash", "token_digest", "form_digest"})
# What an organization wrote for itself, and which of its people did what, is not the person's.
OF_OTHERS: Final = {
    "gradings": frozenset({"grade", "author"}),
    "notes": frozenset({"text", "author"}),
    "candidate_plans": frozenset({"owner", "follow_up_on"}),
    "interviews": frozenset({"changed_by"}),
    "ratings": frozenset({"points", "reason", "author"}),
    "received_papers": frozenset({"noted_by"}),
    "messages": frozenset({"author", "reported_by", "resolved_by"}),
    "stage_changes": frozenset({"changed_by"}),
    "triage_steps": frozenset({"made_by"}),
    "role_reports": frozenset({"resolved_by"}),
    "comments": frozenset({"hidden_by"}),
    "comment_reports": frozenset({"resolved_by"}),
    "writer_blocks": frozenset({"blocked_id"}),
    "answer_facts": frozenset({"decided_by"}),
    "article_tags": frozenset({"decided_by"}),
    "writing_bans": frozenset({"banned_by"}),
    "account_rights": frozenset({"given_by"}),
    "organization_claims": frozenset({"decided_by"}),
}
PROPOSED_BY: Final = {"answer_facts": "proposed_by"}
"""Tables whose rows are of who proposed them, by the column that says who."""
WHY_KEPT: Final = {
    "stage_changes": "The coded reasons and times tell what roles ask for; without you and texts.",
    "events": "What was shown and done measures the ranking; without you.",
    "comments": "Others may have answered; without you and without your text.",
    "comment_reports": "The comment still has to be looked at; without you and your text.",
    "answer_facts": "A change of the role stays, without you as the one who made it.",
    "article_tags": "The tag belongs to the article; without you as the one who proposed it.",
    "organization_claims": "What was decided about a page stays, without you and your text.",
    "gatherings": "A change of them stays, without you as the one who made it.",
    "writing_bans": "They hold for others, without you as the one who decided.",
    "account_rights": "They hold for others, without you as the one who gave them.",
    "role_reports": "The role still has to be looked at; without you and without your text.",
    "audit_log": "It must be complete to be trusted; it has the random id of your account only.",
    "gradings": "What you sorted teaches the ranking; without you as the one who did.",
    "notes": "They belong to the organization; without you as their author.",
    "messages": "They belong to the people you wrote to; without you as the one who wrote.",
    "candidate_plans": "The candidate stays with the organization; without you as its owner.",
    "interviews": "They hold for the person; without you as the one who set them.",
    "ratings": "They belong to the organization; without you as their author.",
    "received_papers": "They belong to the person; without you as the one who saw them.",
    "message_templates": "They belong to the organization; without you as the one who wrote them.",
    "organizations": "A change of them stays, without you as the one who made it.",
    "role_imports": "What a file changed stays, without you as the one who brought it in.",
    "roles": "A change of them stays, without you as the one who made it.",
    "articles": "A change of them stays, without you as the one who made it.",
}
"""Table to why its rows outlive the person; docs/store.md says more."""
OF_THE_ROLE: Final = "It does not say any more that it had to do with you."


@dataclasses.dataclass(frozen=True)
class Remains:
    """Rows of a table that stay, and why."""

    table: str
    rows: int
    why: str


@dataclasses.dataclass(frozen=True)
class Deletion:
    """What became of a person's data: rows deleted by table, and what remains."""

    deleted: dict[str, int]
    remains: tuple[Remains, ...]


def export_my_data(database: Database, actor: Actor, *, now: datetime) -> dict[str, Any]:
    """Give everything that is kept about oneself, as plain values for JSON.

    Left out are passwords and tokens, and the texts that organizations noted for themselves: of
    these there are role, organization and time.

    Returns
    -------
    dict
        `exported_at`, then the name of each table with a list of its rows.
    """
    with database.reading() as session:
        require_now(session, actor, "account.export", own(actor))
        data: dict[str, Any] = {"exported_at": now.isoformat()}
        for table in Base.metadata.sorted_tables:
            if rows := _rows_about(session, table, actor.account_id):
                data[table.name] = rows
        return data


def delete_my_account(database: Database, actor: Actor, *, now: datetime) -> Deletion:
    """Delete one's own account with all that is about oneself.

    Raises
    ------
    RequestError
        It is the last account of staff.
    """
    with changing(database) as session:
        require_now(session, actor, "account.delete", own(actor))
        if actor.kind == STAFF and not _has_other_staff(session, actor.account_id):
            raise RequestError("This is the last account of staff; make another one first.")
        audit(session, actor, "account.delete", ("account", actor.account_id), now)
        erasure = erase_account(session, actor.account_id)
        entries = select(func.count()).where(_is_in_audit(actor.account_id))
        kept = {**erasure.kept, AuditEntryRow.__tablename__: session.scalar(entries) or 0}
    remains = [Remains(name, n, WHY_KEPT.get(name, OF_THE_ROLE)) for name, n in kept.items() if n]
    return Deletion(dict(erasure.deleted), tuple(remains))


def _has_other_staff(session: Session, account_id: str) -> bool:
    others = select(AccountRow.account_id).where(
        AccountRow.kind == STAFF,
        AccountRow.disabled_at.is_(None),
        AccountRow.account_id != account_id,
    )
    return session.scalar(others.limit(1)) is not None


def _is_in_audit(account_id: str) -> Any:  # noqa: ANN401
    return or_(AuditEntryRow.actor == account_id, AuditEntryRow.target_id == account_id)


def _rows_about(session: Session, table: Table, account_id: str) -> list[dict[str, Any]]:
    """Give the rows of a table that are about a person, those the person wrote included."""
    if table.name == AuditEntryRow.__tablename__:
        condition = AuditEntryRow.actor == account_id
    elif (by := PROPOSED_BY.get(table.name, "account_id")) in table.columns:
        condition = table.c[by] == account_id
    else:
        return []
    order = list(table.primary_key.columns)
    found = session.execute(select(table).where(condition).order_by(*order)).mappings()
    left_out = SECRETS | OF_OTHERS.get(table.name, frozenset())
    return [
        {name: _plain(value) for name, value in row.items() if name not in left_out}
        for row in found
    ]


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Turn a value of a column into what JSON has."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
