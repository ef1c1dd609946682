"""References and documents of a candidate, without files: which have come, which are late."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.services.recruiter.members import names_of
from matching.services.recruiter.role_team import Paper
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import candidate_subject, require_now, stored
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import PaperRow, ReceivedPaperRow

LONGEST_AGO: Final = timedelta(days=10 * 365)
A_DAY: Final = timedelta(days=1)
"""Somewhere it is tomorrow already."""


@dataclasses.dataclass(frozen=True)
class PaperOf:
    """Where a paper of a candidate stands.

    Parameters
    ----------
    due_on : date or None
        The day by which it has to be there; None: nobody knows when they start.
    received_on : date or None
        None: it has not come.
    noted_by : str
        The name of the member who saw it; `""` if it has not come.
    is_late : bool
        It has not come, and its day is past.
    """

    paper: Paper
    due_on: date | None
    received_on: date | None
    noted_by: str
    is_late: bool


def receive_paper(
    database: Database,
    actor: Actor,
    role_id: str,
    account_id: str,
    paper_id: str,
    on: date | None,
    *,
    now: datetime,
) -> None:
    """Note on which day a paper of a candidate came; None: it has not come after all.

    Raises
    ------
    RequestError
        The day is still to come or too long ago.
    """
    with changing(database) as session:
        subject = candidate_subject(session, role_id, account_id)
        require_now(session, actor, "team.change", subject)
        paper = session.get(PaperRow, paper_id)
        stored(paper if paper is not None and paper.role_id == role_id else None)
        if on is not None and on > now.date() + A_DAY:
            raise RequestError("Choose the day on which it came; this day is still to come.")
        if on is not None and on < now.date() - LONGEST_AGO:
            raise RequestError("Choose the day on which it came; this one is over ten years ago.")
        row = session.get(ReceivedPaperRow, (paper_id, account_id))
        if on is None:
            if row is not None:
                session.delete(row)
        elif row is None:
            session.add(
                ReceivedPaperRow(
                    paper_id=paper_id,
                    account_id=account_id,
                    received_on=on,
                    noted_by=actor.account_id,
                )
            )
        else:
            row.received_on, row.noted_by = on, actor.account_id
        what = "paper" if on else "paper taken back"
        target = ("candidate", account_id)
        audit(session, actor, "team.change", target, now, role_id=role_id, what=what)


def papers_of(
    session: Session,
    org_id: str,
    papers: Sequence[Paper],
    account_id: str,
    starts_on: date | None,
    today: date,
) -> tuple[PaperOf, ...]:
    """Give where the papers of a candidate stand, counted back from the day they start."""
    rows = session.scalars(
        select(ReceivedPaperRow).where(
            ReceivedPaperRow.paper_id.in_([paper.paper_id for paper in papers]),
            ReceivedPaperRow.account_id == account_id,
        )
    ).all()
    received = {row.paper_id: row for row in rows}
    names = names_of(session, org_id, [row.noted_by for row in rows])
    said = []
    for paper in papers:
        row = received.get(paper.paper_id)
        due = starts_on - timedelta(days=paper.days_before) if starts_on else None
        said.append(
            PaperOf(
                paper=paper,
                due_on=due,
                received_on=row.received_on if row else None,
                noted_by=names[row.noted_by] if row else "",
                is_late=row is None and due is not None and due < today,
            )
        )
    return tuple(said)
