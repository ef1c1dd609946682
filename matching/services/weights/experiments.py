"""Staff let two weight sets share the professionals' list, and read which of them is better."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta
from typing import Final

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.authorization import PROFESSIONAL, Actor
from matching.services.shared.consents import has_agreed
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import own, require_now
from matching.services.shared.transaction import audit, changing
from matching.services.weights.use_evidence import use_log
from matching.store import ConflictError, Database
from matching.store.schema import ExperimentRow, WeightSetRow
from matching.weights.experiments import ExperimentVerdict, judge, votes

FEWEST_VOTES, MOST_VOTES = 50, 2_000
USUAL_VOTES: Final = 200
CREDITED_WITHIN: Final = timedelta(days=1)


@dataclasses.dataclass(frozen=True)
class Experiment:
    """Two weight sets that share the professionals' list.

    Parameters
    ----------
    first_set, second_set : str or None
        Ids of weight sets; the first may be None, the one that ships with the program.
    planned : int
        Number of votes after which it ends at the latest.
    stopped_at : datetime or None
        None while it runs.
    """

    experiment_id: str
    first_set: str | None
    second_set: str
    planned: int
    started_at: datetime
    stopped_at: datetime | None

    def seed(self, account_id: str, now: datetime) -> str:
        """Give the seed of a person's list: the same all day, another the next day."""
        return f"{self.experiment_id} {account_id} {now:%Y-%m-%d}"


def start_experiment(
    database: Database,
    actor: Actor,
    first_set: str | None,
    second_set: str,
    *,
    planned: int = USUAL_VOTES,
    now: datetime,
) -> Experiment:
    """Let people who agreed to measurement see lists that two weight sets draft in turn.

    Raises
    ------
    RequestError
        The sets are the same, not stored or of the recruiter's side, or `planned` is out of range.
    ConflictError
        Another experiment is running.
    """
    with changing(database) as session:
        require_now(session, actor, "experiments.manage")
        if not FEWEST_VOTES <= planned <= MOST_VOTES:
            raise RequestError(f"Please plan {FEWEST_VOTES} to {MOST_VOTES:,} votes.")
        for weight_set_id in filter(None, (first_set, second_set)):
            row = session.get(WeightSetRow, weight_set_id)
            if row is None:
                raise RequestError("One of the two weight sets is not stored.")
            if row.side != PROFESSIONAL:
                raise RequestError("Only weights that rank roles for a person can share a list.")
        if first_set == second_set:
            raise RequestError("Please choose two different weight sets.")
        if _running(session) is not None:
            raise ConflictError("Another experiment is running; stop it first.")
        started = ExperimentRow(
            first_set=first_set,
            second_set=second_set,
            planned=planned,
            started_at=now,
            started_by=actor.account_id,
        )
        session.add(started)
        session.flush()
        target = ("experiment", started.experiment_id)
        audit(session, actor, "experiment.start", target, now, planned=planned)
        return _as_stored(started)


def stop_experiment(database: Database, actor: Actor, experiment_id: str, *, now: datetime) -> None:
    """End an experiment; everybody sees the list of one weight set again.

    Raises
    ------
    RequestError
        It does not run.
    """
    with changing(database) as session:
        require_now(session, actor, "experiments.manage")
        row = session.get(ExperimentRow, experiment_id)
        if row is None or not row.is_running:
            raise RequestError("This experiment does not run.")
        row.is_running = False
        row.stopped_at = now
        row.stopped_by = actor.account_id
        audit(session, actor, "experiment.stop", ("experiment", experiment_id), now)


def experiments(database: Database, actor: Actor, *, now: datetime) -> tuple[Experiment, ...]:
    """List all experiments, the newest first."""
    with database.reading() as session:
        require_now(session, actor, "experiments.manage")
        rows = session.scalars(
            select(ExperimentRow).order_by(
                ExperimentRow.started_at.desc(), ExperimentRow.experiment_id
            )
        )
        return tuple(_as_stored(row) for row in rows)


def my_experiment(database: Database, actor: Actor, *, now: datetime) -> Experiment | None:
    """Give the experiment that one's own list takes part in; None if there is none.

    None too for those who did not agree to measurement: what they do could not be counted.
    """
    with database.reading() as session:
        require_now(session, actor, "use.log", own(actor))
        row = _running(session) if has_agreed(session, actor.account_id) else None
        return None if row is None else _as_stored(row)


def experiment_verdict(
    database: Database, actor: Actor, experiment_id: str, *, now: datetime
) -> ExperimentVerdict:
    """Say how an experiment stands.

    A list counts with all that was done about it within a day, once that day is over: a vote that
    was counted does not change any more, which is what the stopping rule rests on.

    Raises
    ------
    RequestError
        There is no such experiment.
    """
    with database.reading() as session:
        require_now(session, actor, "experiments.manage")
        row = session.get(ExperimentRow, experiment_id)
        if row is None:
            raise RequestError("There is no such experiment.")
    shown = use_log(database, actor, since=row.started_at, within=CREDITED_WITHIN, now=now)
    over = pd.Timestamp(now - CREDITED_WITHIN).tz_convert("UTC").floor("D")
    until = min(over, pd.Timestamp(row.stopped_at or now))
    sets = (row.first_set or "", row.second_set)
    taking_part = shown[
        (shown["team"] != "")
        & shown["weight_set_id"].isin(sets)
        & (pd.to_datetime(shown["shown_at"], utc=True) < until)
    ]
    return judge(votes(taking_part), row.planned)


def _running(session: Session) -> ExperimentRow | None:
    return session.scalar(select(ExperimentRow).where(ExperimentRow.is_running))


def _as_stored(row: ExperimentRow) -> Experiment:
    names = (field.name for field in dataclasses.fields(Experiment))
    return Experiment(**{name: getattr(row, name) for name in names})
