"""Staff: searching the audit log, and taking what was found along.

What of an entry staff may see, and what a search may find, `audit_view` decides.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from typing import Any, Final

import pandas as pd
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from matching.accounts.emails import normalised
from matching.authorization import Actor
from matching.browsing.shortlist_files import safe_cell
from matching.services.shared.subjects import require_now
from matching.services.shared.texts import searched
from matching.services.staff.audit_view import is_about, seen_by_staff, shows_actor
from matching.store import Database
from matching.store.schema import AccountRow, AuditEntryRow

MOST_ENTRIES: Final = 1_000
COLUMNS: Final = (
    "at", "actor", "actor_email", "action", "target_kind", "target_id", "target_email", "details"
)  # fmt: skip
_Shown = tuple[datetime, str, str, str, str, str, str, dict[str, Any]]  # one cell a column


def audit_entries(
    database: Database,
    actor: Actor,
    *,
    who: str = "",
    action: str = "",
    target_id: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    n: int = 200,
    now: datetime,
) -> pd.DataFrame:
    """Search the audit log, the newest first.

    Parameters
    ----------
    who : str
        The whole id or e-mail of an account, or a word such as `console`; `""` for any.
    target_id : str
        A whole id; `""` for any.
    action : str
        The beginning of an action, such as `candidate.`.
    since, until : datetime or None
        The first and the last moment.

    Returns
    -------
    DataFrame
        `at`, `actor`, `actor_email`, `action`, `target_kind`, `target_id`, `target_email`,
        `details` (dict); at most 1,000 rows. An e-mail is `""` where there is no such account
        (any more). What is not for staff is `""`, or left out of `details`; no `who` and no
        `target_id` finds an entry by it.
    """
    with database.reading() as session:
        require_now(session, actor, "audit.read")
        by, of = aliased(AccountRow), aliased(AccountRow)
        found = (
            select(AuditEntryRow, by.email, of.email)
            .outerjoin(by, by.account_id == AuditEntryRow.actor)
            .outerjoin(of, of.account_id == AuditEntryRow.target_id)
            .order_by(AuditEntryRow.entry_id.desc())
        )
        who, action, target_id = searched(who), searched(action), searched(target_id)
        if who:
            did = or_(AuditEntryRow.actor == who, by.email == normalised(who))
            found = found.where(and_(shows_actor(), did))
        if action:
            found = found.where(AuditEntryRow.action.startswith(action, autoescape=True))
        if target_id:
            found = found.where(is_about(target_id))
        if since is not None:
            found = found.where(AuditEntryRow.at >= since)
        if until is not None:
            found = found.where(AuditEntryRow.at <= until)
        found = found.limit(max(1, min(n, MOST_ENTRIES)))
        rows = [_shown(*row) for row in session.execute(found)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def audit_csv(entries: pd.DataFrame) -> bytes:
    """Write what `audit_entries` found as a CSV file.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, lines ended by CRLF; times in UTC, details as JSON. A cell
        that a spreadsheet program would run as a formula begins with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for at, *cells, details in entries[list(COLUMNS)].itertuples(index=False):
        said = json.dumps(details, ensure_ascii=False) if details else ""
        writer.writerow([safe_cell(cell) for cell in (at.isoformat(), *cells, said)])
    return text.getvalue().encode("utf-8-sig")


def _shown(entry: AuditEntryRow, actor_email: str | None, target_email: str | None) -> _Shown:
    seen = seen_by_staff(entry)
    return (
        seen.at,
        seen.actor,
        (actor_email or "") if seen.actor else "",
        seen.action,
        seen.target_kind,
        seen.target_id,
        (target_email or "") if seen.target_id == entry.target_id else "",
        dict(seen.details),
    )
