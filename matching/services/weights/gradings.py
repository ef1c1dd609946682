"""Teaching by sorting: cards sorted into yes, maybe and no, kept as grades with who gave them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import pandas as pd
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from matching import columns as c
from matching import written
from matching.authorization import PROFESSIONAL, RECRUITER, Actor, NotAllowedError
from matching.browsing.shortlist_files import safe_cell
from matching.errors import ProfileError
from matching.profile import Profile
from matching.services.shared.consents import has_agreed
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import candidate_subject, require_now, stored, stored_role
from matching.services.shared.texts import word_of
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import GradingRow, ProfileRow
from matching.store.words import SIDES

ANSWERS: Final = {"yes": "Yes", "maybe": "Maybe", "no": "No"}
GRADE_OF: Final = {"yes": 3, "maybe": 1, "no": 0}
"""Answer to grade, as of judgments: a strong option, a possible one, none."""
ANSWER_OF: Final = {grade: answer for answer, grade in GRADE_OF.items()}
COLUMNS: Final = (
    "side", "profile_key", "account_id", "profile", "role_id", "answer", "grade", "graded_at",
)  # fmt: skip


def grade_match(
    database: Database,
    actor: Actor,
    profile: Profile,
    role_id: str,
    answer: str,
    *,
    side: str = PROFESSIONAL,
    now: datetime,
) -> None:
    """Sort the card of a role for a profile of nobody real, or of such a profile for a role.

    Parameters
    ----------
    profile : Profile
        Kept as it is now, under its id or else under a digest.
    answer : str
        One of `ANSWERS`, in place of what one answered before; `""` takes that back.
    side : str
        `professional` if roles are sorted for the profile, `recruiter` if profiles for the role.

    Raises
    ------
    RequestError
        There is no such answer or side, or another profile was sorted under the same id.
    """
    with changing(database) as session:
        require_now(session, actor, "match.grade")
        word_of(side, SIDES, "a side")
        stored_role(session, role_id)
        body = profile.to_mapping()
        key = profile.profile_id or f"profile-{_digest(body)}"
        of_key = select(GradingRow).where(GradingRow.profile_key == key)
        known = session.scalar(of_key.limit(1))
        if known is not None and known.body != body:
            raise RequestError(f"Another profile was sorted as '{key}'; give this one its own id.")
        same = _mine(actor, side).where(GradingRow.profile_key == key)
        row = GradingRow(side=side, profile_key=key, role_id=role_id, body=body)
        _answer(session, actor, same, row, answer, now)
        audit(session, actor, "match.grade", ("role", role_id), now, profile=key, answer=answer)


def grade_candidate(
    database: Database, actor: Actor, role_id: str, account_id: str, answer: str, *, now: datetime
) -> None:
    """Sort the card of a candidate for a role.

    The profile is kept as it is now, without the statement.

    Parameters
    ----------
    answer : str
        One of `ANSWERS`, in place of what one answered before; `""` takes that back.

    Raises
    ------
    RequestError
        There is no such answer.
    """
    with changing(database) as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "candidate.grade", subject)
        profile = stored(session.get(ProfileRow, account_id))
        body = {name: value for name, value in profile.body.items() if name != c.STATEMENT}
        row = GradingRow(
            side=RECRUITER,
            profile_key=f"person-{_digest({**body, 'account_id': account_id})}",
            account_id=account_id,
            role_id=role_id,
            body=body,
        )
        same = _mine(actor, RECRUITER).where(GradingRow.account_id == account_id)
        _answer(session, actor, same, row, answer, now)
        # Neither person nor answer: staff read this, and must not learn who is in the exports.
        audit(session, actor, "candidate.grade", ("role", role_id), now)


def my_gradings(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """List what one sorted, the oldest first; only people whom one may still see.

    Returns
    -------
    DataFrame
        `side`, `profile_key` (the same for the same profile), `account_id` (of a candidate, or
        `""`), `profile`, `role_id`, `answer`, `grade`, `graded_at`. A profile that this program
        cannot read any more is left out.
    """
    with database.reading() as session:
        require_now(session, actor, "gradings.mine")
        found = session.scalars(
            select(GradingRow)
            .where(GradingRow.author == actor.account_id)
            .order_by(GradingRow.graded_at, GradingRow.grading_id)
        )
        rows = [
            (
                row.side,
                row.profile_key,
                row.account_id or "",
                profile,
                row.role_id,
                ANSWER_OF[row.grade],
                row.grade,
                row.graded_at,
            )  # fmt: skip
            for row in found
            if _may_see(session, actor, row) and (profile := _profile(row)) is not None
        ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def export_judgments_csv(
    database: Database, actor: Actor, *, side: str = PROFESSIONAL, now: datetime
) -> bytes:
    """Write what everybody sorted as judgments that `read_judgments` reads.

    Of real people only those who agreed to measurement are in it, under names that mean nothing.

    Returns
    -------
    bytes
        UTF-8 CSV, one row a profile and role: `profile_id`, `role_id`, `grade` (of several people
        the mean, rounded down), `reason` (their answers), `author` (ids of their accounts; of a
        deleted one nothing), both separated by `|`.
    """
    with changing(database) as session:
        require_now(session, actor, "gradings.export")
        matches: dict[tuple[str, str], list[GradingRow]] = {}
        for row in _exported(session, side):
            matches.setdefault((row.profile_key, row.role_id), []).append(row)
        lines = [
            {
                c.PROFILE_ID: key,
                c.ROLE_ID: role_id,
                c.GRADE: sum(row.grade for row in rows) // len(rows),
                c.REASON: [ANSWER_OF[row.grade] for row in rows],
                c.AUTHOR: [row.author or "" for row in rows],
            }
            for (key, role_id), rows in matches.items()
        ]
        audit(session, actor, "gradings.export", ("gradings", side), now, rows=len(lines))
    return _csv((*c.JUDGMENTS_TABLE, c.AUTHOR), lines)


def export_graded_profiles_csv(
    database: Database, actor: Actor, *, side: str = PROFESSIONAL, now: datetime
) -> bytes:
    """Write the profiles of `export_judgments_csv`, as `read_profiles` reads them.

    Returns
    -------
    bytes
        UTF-8 CSV with the columns of profiles.csv; lists are separated by `|`.
    """
    with changing(database) as session:
        require_now(session, actor, "gradings.export")
        bodies = {row.profile_key: row.body for row in _exported(session, side)}
        audit(session, actor, "gradings.export", ("profiles", side), now, rows=len(bodies))
    lines = [{**body, c.PROFILE_ID: key} for key, body in bodies.items()]
    return _csv(c.PROFILES_TABLE, lines)


def _mine(actor: Actor, side: str) -> Select[GradingRow]:
    return select(GradingRow).where(GradingRow.author == actor.account_id, GradingRow.side == side)


def _answer(
    session: Session,
    actor: Actor,
    same: Select[GradingRow],
    row: GradingRow,
    answer: str,
    now: datetime,
) -> None:
    """Put a grading in place of the one of the same profile and role, or take that away."""
    if answer:
        word_of(answer, ANSWERS, "an answer")
    before = session.scalar(same.where(GradingRow.role_id == row.role_id))
    if before is not None:
        session.delete(before)
        session.flush()
    if answer:
        row.grade, row.author, row.graded_at = GRADE_OF[answer], actor.account_id, now
        session.add(row)


def _may_see(session: Session, actor: Actor, row: GradingRow) -> bool:
    if row.account_id is None:
        return True
    try:
        subject = candidate_subject(session, row.role_id, row.account_id)
        require_now(session, actor, "candidate.read", subject)
    except NotAllowedError:
        return False
    return True


def _profile(row: GradingRow) -> Profile | None:
    try:
        return Profile.from_mapping({**written.mended(row.body), c.PROFILE_ID: row.profile_key})
    except ProfileError:
        return None


def _exported(session: Session, side: str) -> Iterable[GradingRow]:
    word_of(side, SIDES, "a side")
    rows: Sequence[GradingRow] = session.scalars(
        select(GradingRow)
        .where(GradingRow.side == side)
        .order_by(
            GradingRow.profile_key, GradingRow.role_id, GradingRow.graded_at, GradingRow.grading_id
        )
    ).all()
    people = {row.account_id for row in rows if row.account_id is not None}
    agreed = {account_id for account_id in people if has_agreed(session, account_id)}
    return [row for row in rows if row.account_id is None or row.account_id in agreed]


def _digest(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:16]


def _csv(columns: Sequence[str], lines: Sequence[dict[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for line in lines:
        values = (line.get(name, "") for name in columns)
        writer.writerow([safe_cell("|".join(v) if isinstance(v, list) else str(v)) for v in values])
    return text.getvalue().encode("utf-8-sig")
