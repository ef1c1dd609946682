"""Templates of an organization: words for an ask, a decline or a message, with fields."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.authorization import NOTHING, Actor, Subject
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now, role_subject, stored
from matching.services.shared.templates import check_fields, filled, values_of
from matching.services.shared.texts import LONGEST_NAME, text_of
from matching.services.shared.threads import words_of
from matching.services.shared.transaction import audit, changing
from matching.store import ConflictError, Database
from matching.store.schema import MessageTemplateRow, new_id

MOST_TEMPLATES: Final = 30


@dataclasses.dataclass(frozen=True)
class Template:
    """Words that an organization keeps; fields such as `{role}` stand in them."""

    template_id: str
    name: str
    text: str
    changed_at: datetime


def message_templates(
    database: Database, actor: Actor, org_id: str, *, now: datetime
) -> tuple[Template, ...]:
    """List the templates of an organization by name."""
    with database.reading() as session:
        require_now(session, actor, "templates.read", Subject(org_id=org_id))
        rows = session.scalars(
            select(MessageTemplateRow)
            .where(MessageTemplateRow.org_id == org_id)
            .order_by(MessageTemplateRow.name, MessageTemplateRow.template_id)
        )
        return tuple(Template(row.template_id, row.name, row.text, row.changed_at) for row in rows)


def new_template(
    database: Database, actor: Actor, org_id: str, name: str, text: str, *, now: datetime
) -> str:
    """Keep words for an organization, and give their id.

    Raises
    ------
    RequestError
        Name or text is empty or too long, a field does not exist, or there are too many.
    ConflictError
        There is one of this name.
    """
    with changing(database) as session:
        require_now(session, actor, "templates.change", Subject(org_id=org_id))
        kept = select(func.count()).where(MessageTemplateRow.org_id == org_id)
        if (session.scalar(kept) or 0) >= MOST_TEMPLATES:
            raise RequestError(f"At most {MOST_TEMPLATES} templates; delete one of them first.")
        row = MessageTemplateRow(template_id=new_id(), org_id=org_id)
        _write(session, row, actor, name, text, now)
        session.add(row)
        target = ("template", row.template_id)
        audit(session, actor, "templates.change", target, now, what="made")
        return row.template_id


def change_template(
    database: Database, actor: Actor, template_id: str, name: str, text: str, *, now: datetime
) -> None:
    """Change kept words; errors as of `new_template`."""
    with changing(database) as session:
        require_now(session, actor, "templates.change", _subject(session, template_id))
        row = stored(session.get(MessageTemplateRow, template_id))
        _write(session, row, actor, name, text, now)
        target = ("template", template_id)
        audit(session, actor, "templates.change", target, now, what="changed")


def delete_template(database: Database, actor: Actor, template_id: str, *, now: datetime) -> None:
    """Forget kept words; what was sent stays."""
    with changing(database) as session:
        require_now(session, actor, "templates.change", _subject(session, template_id))
        session.delete(stored(session.get(MessageTemplateRow, template_id)))
        target = ("template", template_id)
        audit(session, actor, "templates.change", target, now, what="deleted")


def filled_words(
    database: Database, actor: Actor, role_id: str, text: str, *, now: datetime
) -> str:
    """Give a text with its fields filled for a role, as somebody would read it.

    Raises
    ------
    RequestError
        It is too long, or a field does not exist.
    """
    with database.reading() as session:
        require_now(session, actor, "templates.read", role_subject(session, role_id))
        return words_of(filled(text, values_of(session, actor, role_id)), needed=False)


def _subject(session: Session, template_id: str) -> Subject:
    row = session.get(MessageTemplateRow, template_id)
    return Subject(org_id=row.org_id) if row else NOTHING


def _write(
    session: Session, row: MessageTemplateRow, actor: Actor, name: str, text: str, now: datetime
) -> None:
    name = text_of(name, "a name of the template", LONGEST_NAME, needed=True)
    said = words_of(text)
    check_fields(said)
    same = select(MessageTemplateRow.template_id).where(
        MessageTemplateRow.org_id == row.org_id,
        MessageTemplateRow.name == name,
        MessageTemplateRow.template_id != row.template_id,
    )
    if session.scalar(same) is not None:
        raise ConflictError(f"There is a template “{name}” already. Choose another name.")
    row.name, row.text = name, said
    row.changed_by, row.changed_at = actor.account_id, now
