"""One step with many candidates: looked at before, taken at once, and undone."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matching.authorization import Actor
from matching.recommending.recommender import Recommender
from matching.services.recruiter.candidate_steps import (
    ASK,
    hindrance,
    message_of,
    reason_of,
    take_ask,
    take_move,
)
from matching.services.recruiter.listing import (
    Standing,
    as_standing,
    beside_role,
    listed,
    people_seen,
)
from matching.services.shared.candidacies import begun_candidacy
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now, role_subject, stored_role
from matching.services.shared.texts import word_of
from matching.services.shared.threads import TAKES_NO_WORDS, blocking, take_words_back
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import (
    CandidacyRow,
    ProfileRow,
    StageChangeRow,
    TriageStepRow,
    new_id,
)
from matching.store.words import CANDIDATE_STAGES

MOST_AT_ONCE: Final = 200
"""People who take one step together."""
MOST_LACKING: Final = 500
"""People of whom it is worked out what they lack."""
UNDO_MINUTES: Final = 10
GONE: Final = "They withdrew, or are not to be found any more."
THERE: Final = "They are there already."
CHANGED: Final = "Somebody else moved them a moment ago; this is how it stands now."


@dataclasses.dataclass(frozen=True)
class TriagePreview:
    """Whom a step would apply to.

    Parameters
    ----------
    fits : tuple of account id
        In the order in which they were chosen.
    left_out : dict of str to tuple of account id
        Why not, in a sentence, to whom.
    """

    fits: tuple[str, ...]
    left_out: dict[str, tuple[str, ...]]


@dataclasses.dataclass(frozen=True)
class Triaged:
    """What became of a step: with `triage_id` it can be undone."""

    triage_id: str
    done: tuple[str, ...]
    left_out: dict[str, tuple[str, ...]]


@dataclasses.dataclass(frozen=True)
class Undone:
    """Who stands again where they stood, and who does not since something happened after it."""

    done: tuple[str, ...]
    left: tuple[str, ...]


def triage_preview(
    database: Database,
    actor: Actor,
    role_id: str,
    versions: Mapping[str, int],
    to_step: str,
    *,
    now: datetime,
) -> TriagePreview:
    """Say whom a step would apply to, and who would be left out.

    Parameters
    ----------
    versions : mapping of account id to int
        Who is chosen, with `version` of each as it was shown.
    to_step : str
        A stage, or `ASK`.

    Raises
    ------
    RequestError
        Nobody is chosen, too many are, or there is no such step.
    """
    with database.reading() as session:
        require_now(session, actor, "candidates.triage", role_subject(session, role_id))
        _check(versions, to_step)
        return _preview(session, role_id, versions, to_step)


def triage(
    database: Database,
    actor: Actor,
    role_id: str,
    versions: Mapping[str, int],
    to_step: str,
    *,
    reason_code: str = "",
    reason_text: str = "",
    message: str = "",
    now: datetime,
) -> Triaged:
    """Take one step with many candidates, all at once or none; who cannot take it is left out.

    Parameters
    ----------
    versions, to_step
        As in `triage_preview`.
    reason_code, reason_text : str
        Only for `declined`, which needs a code. Who knows of it reads both.
    message : str
        Only for `ASK`: words that each of them reads with it.

    Raises
    ------
    RequestError
        As in `triage_preview`; the reason is missing, the words cannot be sent so, or nobody can
        take the step.
    TooOftenError
        There were too many words within a day.
    """
    with changing(database) as session:
        require_now(session, actor, "candidates.triage", role_subject(session, role_id))
        _check(versions, to_step)
        reason, words = reason_of(to_step, reason_code, reason_text), message_of(message)
        if words and to_step != ASK:
            raise RequestError("Words go with an ask; a decline has its reason.")
        seen = _preview(session, role_id, versions, to_step)
        if not seen.fits:
            raise RequestError("Nobody was moved. " + " ".join(seen.left_out))
        triage_id = new_id()
        session.execute(delete(TriageStepRow).where(TriageStepRow.made_at < _oldest(now)))
        for account_id in seen.fits:
            about = (triage_id, role_id, account_id)
            take_undoably(session, actor, about, to_step, reason, words, now)
        return Triaged(triage_id, seen.fits, seen.left_out)


def take_undoably(
    session: Session,
    actor: Actor,
    about: tuple[str, str, str],
    to_step: str,
    reason: tuple[str, str],
    words: str,
    now: datetime,
) -> None:
    """Take a step with somebody whom nothing hinders, and keep where they stood before.

    Parameters
    ----------
    about : tuple of str
        Ids: of all that is done together, of the role and of the account.
    """
    triage_id, role_id, account_id = about
    before = session.get(CandidacyRow, (role_id, account_id))
    kept = _before(before, triage_id, role_id, account_id)
    candidacy = begun_candidacy(session, role_id, account_id, actor.account_id, now)
    if to_step == ASK:
        take_ask(session, actor, candidacy, now, words)
    else:
        take_move(session, actor, candidacy, to_step, reason, now)
    session.flush()
    kept.made_by, kept.made_at, kept.version = actor.account_id, now, candidacy.version
    session.add(kept)


def undo_triage(
    database: Database, actor: Actor, role_id: str, triage_id: str, *, now: datetime
) -> Undone:
    """Put back who took a step, where nothing happened since; people do not read of it any more.

    Raises
    ------
    RequestError
        It is longer ago than `UNDO_MINUTES`, was undone, or was not the actor's own.
    """
    with changing(database) as session:
        require_now(session, actor, "candidates.triage", role_subject(session, role_id))
        rows = session.scalars(
            select(TriageStepRow)
            .where(
                TriageStepRow.triage_id == triage_id,
                TriageStepRow.role_id == role_id,
                TriageStepRow.made_by == actor.account_id,
                TriageStepRow.made_at >= _oldest(now),
            )
            .order_by(TriageStepRow.account_id)
        ).all()
        if not rows:
            raise RequestError("This cannot be undone any more; move the people back instead.")
        done: list[str] = []
        left: list[str] = []
        for row in rows:
            is_back = _put_back(session, actor, row, now)
            (done if is_back else left).append(row.account_id)
            session.delete(row)
        return Undone(tuple(done), tuple(left))


def candidates_lacking(
    database: Database, actor: Actor, role_id: str, recommender: Recommender, *, now: datetime
) -> dict[str, tuple[str, ...]]:
    """Group the listed candidates who lack a must-have by what they lack, the largest first.

    Returns
    -------
    dict of str to tuple of account id
        Label of the must-have; somebody who lacks several is in several groups. Who was declined
        is in none.
    """
    with database.reading() as session:
        require_now(session, actor, "candidates.triage", role_subject(session, role_id))
        table = listed(session, database, role_id, recommender, now)
        lacks = table.loc[~table["is_match"] & (table["stage"] != "declined"), "account_id"]
        people = people_seen(session, database, role_id, lacks.head(MOST_LACKING).tolist())
    groups: dict[str, list[str]] = {}
    for stamp, profile in people.items():
        said = recommender.explain(profile, role_id, reader="recruiter")
        for need in said.requirements:
            if need.status == "missing":
                groups.setdefault(need.label, []).append(stamp.account_id)
    largest_first = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return {label: tuple(ids) for label, ids in largest_first}


def _check(versions: Mapping[str, int], to_step: str) -> None:
    word_of(to_step, {ASK: "", **CANDIDATE_STAGES}, "a step")
    if not versions:
        raise RequestError("Please choose at least one person.")
    if len(versions) > MOST_AT_ONCE:
        raise RequestError(
            f"At most {MOST_AT_ONCE} people at once; these are {len(versions):,}. Choose fewer."
        )


def _standings(session: Session, role_id: str, account_ids: Sequence[str]) -> dict[str, Standing]:
    """Say where people stand who may be seen for a role; who may not is left out."""
    asked = session.execute(
        beside_role(role_id).where(ProfileRow.account_id.in_(list(account_ids)))
    )
    found = map(as_standing, asked)
    return {one.stamp.account_id: one for one in found if one.is_listed}


def _preview(
    session: Session, role_id: str, versions: Mapping[str, int], to_step: str
) -> TriagePreview:
    standings = _standings(session, role_id, list(versions))
    org_id = stored_role(session, role_id).org_id
    silent = blocking(session, org_id, list(versions)) if to_step == ASK else frozenset()
    fits: list[str] = []
    left_out: dict[str, list[str]] = {}
    for account_id, version in versions.items():
        standing = standings.get(account_id)
        if standing is None:
            why = GONE
        elif standing.version != version:
            why = CHANGED
        elif standing.stage == to_step:
            why = THERE
        elif account_id in silent:
            why = TAKES_NO_WORDS
        else:
            why = hindrance(standing.stage, standing.introduction, to_step)
        (left_out.setdefault(why, []) if why else fits).append(account_id)
    return TriagePreview(tuple(fits), {why: tuple(ids) for why, ids in left_out.items()})


def _oldest(now: datetime) -> datetime:
    """Give the moment before which a step cannot be undone any more."""
    return now - timedelta(minutes=UNDO_MINUTES)


def _before(
    candidacy: CandidacyRow | None, triage_id: str, role_id: str, account_id: str
) -> TriageStepRow:
    """Note where somebody stands before a step."""
    row = TriageStepRow(triage_id=triage_id, role_id=role_id, account_id=account_id)
    row.stage = candidacy.stage if candidacy else ""
    row.stage_since = candidacy.stage_since if candidacy else None
    row.introduction = candidacy.introduction if candidacy else "none"
    row.introduction_asked_at = candidacy.introduction_asked_at if candidacy else None
    return row


def _put_back(session: Session, actor: Actor, row: TriageStepRow, now: datetime) -> bool:
    """Let somebody stand where they stood before a step; not if something happened since."""
    candidacy = session.get(CandidacyRow, (row.role_id, row.account_id))
    if candidacy is None or candidacy.version != row.version:
        return False
    details = {"role_id": row.role_id, "from": candidacy.stage, "to": row.stage or "new"}
    session.execute(
        delete(StageChangeRow).where(
            StageChangeRow.role_id == row.role_id,
            StageChangeRow.account_id == row.account_id,
            StageChangeRow.changed_by == actor.account_id,
            StageChangeRow.changed_at == row.made_at,
        )
    )
    take_words_back(session, row.role_id, row.account_id, row.made_at)
    if row.stage and row.stage_since:
        candidacy.stage, candidacy.stage_since = row.stage, row.stage_since
        candidacy.introduction = row.introduction
        candidacy.introduction_asked_at = row.introduction_asked_at
    else:
        session.delete(candidacy)
    audit(session, actor, "candidate.undo", ("candidate", row.account_id), now, **details)
    return True
