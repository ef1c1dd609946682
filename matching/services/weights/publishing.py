"""Publishing weight sets with proof, and rolling back; what is published serves at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.authorization import PROFESSIONAL, Actor
from matching.comparison.weight_set import WeightSet
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now
from matching.services.shared.texts import text_of, word_of
from matching.services.shared.transaction import audit, changing
from matching.services.weights.golden_profiles import (
    CANNOT_BE_CHECKED,
    FAILS,
    GoldenReport,
    golden_state,
)
from matching.services.weights.weight_sets import fault_of, stored_weight_set, weights_of
from matching.store import ConflictError, Database
from matching.store.reference_rows import reference_state
from matching.store.schema import AccountRow, PublicationRow, WeightSetRow
from matching.store.words import SIDES

COLUMNS: Final = (
    "published_at", "side", "weight_set_id", "name", "version", "published_by", "how", "reason",
    "golden",
)  # fmt: skip
ALL_THE_SAME: Final = "To publish all the same, say why; the reason is kept."


def publish(
    database: Database,
    actor: Actor,
    weight_set_id: str,
    *,
    replaces: str | None,
    golden: GoldenReport | None,
    override_reason: str = "",
    now: datetime,
) -> None:
    """Let a weight set serve its side from now on, in every running process.

    Parameters
    ----------
    replaces : str or None
        Id of the set that it was compared with, as `active_weight_set` gave it.
    golden : GoldenReport or None
        What `check_golden` gave for these weights just now.
    override_reason : str
        Why it is published although not all golden profiles pass; kept.

    Raises
    ------
    RequestError
        It serves already, or without a reason: a golden profile fails or cannot be checked, there
        is none, or the report is of other weights, golden profiles or roles.
    ConflictError
        Another set was published since it was compared.
    UnknownIdError, WeightSetError
        There is none of this id; this program cannot read it any more.
    """
    reference = reference_state(database)
    with changing(database) as session:
        require_now(session, actor, "weights.manage")
        row = stored_weight_set(session, weight_set_id)
        weights = weights_of(row)
        active = _active_alone(session, row.side)
        if row is active:
            raise RequestError("This weight set serves already.")
        if replaces != (None if active is None or fault_of(active) else active.weight_set_id):
            raise ConflictError(
                "Another weight set was published in the meantime. Compare with it, then publish."
            )
        lack, counts = "The golden profiles were not checked.", None
        if golden is not None:
            lack = _why_of_others(weights, golden, golden_state(session, reference))
            counts = None if lack else golden.counts
            lack = lack or _why_not_proven(golden)
        reason = text_of(override_reason, "why it is published all the same") if lack else ""
        if lack and not reason:
            raise RequestError(f"{lack} {ALL_THE_SAME}")
        publication = PublicationRow(
            how="overridden" if lack else "proven",
            reason=reason,
            golden=counts,
        )
        _serve(session, row.side, active, row, publication, actor, now)


def roll_back(
    database: Database,
    actor: Actor,
    weight_set_id: str | None,
    reason: str,
    *,
    side: str = PROFESSIONAL,
    now: datetime,
) -> None:
    """Let a set serve again that served before; needs no proof but a reason.

    Parameters
    ----------
    weight_set_id : str or None
        None is the set that ships with the program.
    side : str
        Of the set that ships with the program; another set has its own.

    Raises
    ------
    RequestError
        There is no reason, it serves already, or it never served.
    UnknownIdError, WeightSetError
        There is none of this id; this program cannot read it any more.
    """
    with changing(database) as session:
        require_now(session, actor, "weights.manage")
        row = None if weight_set_id is None else stored_weight_set(session, weight_set_id)
        if row is not None:
            side = row.side
            weights_of(row)
        word_of(side, SIDES, "a side")
        reason = text_of(reason, "why it serves again", needed=True)
        active = _active_alone(session, side)
        if row is active:
            raise RequestError("This weight set serves already.")
        if row is not None and not _has_served(session, row):
            raise RequestError("This weight set never served; publish it.")
        publication = PublicationRow(how="rolled-back", reason=reason)
        _serve(session, side, active, row, publication, actor, now)


def publications(database: Database, actor: Actor, *, now: datetime) -> pd.DataFrame:
    """List what was published for both sides, the newest first.

    Returns
    -------
    DataFrame
        `published_at`, `side`, `weight_set_id` (`""`: the one that ships with the program),
        `name`, `version`, `published_by` (a name, or `""`), `how` (one of
        `words.PUBLICATION_KINDS`), `reason` (of an override or a return), `golden` (outcome to
        number of checks, or None).
    """
    shipped = WeightSet.default()
    with database.reading() as session:
        require_now(session, actor, "weights.manage")
        found = session.execute(
            select(PublicationRow, WeightSetRow, AccountRow.name)
            .outerjoin(WeightSetRow, WeightSetRow.weight_set_id == PublicationRow.weight_set_id)
            .outerjoin(AccountRow, AccountRow.account_id == PublicationRow.published_by)
            .order_by(PublicationRow.publication_id.desc())
        )
        rows = [
            (
                row.published_at,
                row.side,
                row.weight_set_id or "",
                (of or shipped).name,
                (of or shipped).version,
                name or "",
                row.how,
                row.reason,
                row.golden,
            )  # fmt: skip
            for row, of, name in found
        ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _serve(
    session: Session,
    side: str,
    active: WeightSetRow | None,
    row: WeightSetRow | None,
    publication: PublicationRow,
    actor: Actor,
    now: datetime,
) -> None:
    if active is not None:
        active.is_active = False
        session.flush()  # before the other, or for a moment two would be active
    if row is not None:
        row.is_active = True
    publication.side = side
    publication.weight_set_id = None if row is None else row.weight_set_id
    publication.published_at, publication.published_by = now, actor.account_id
    session.add(publication)
    target = ("weight set", publication.weight_set_id or "shipped")
    details = {"side": side, "how": publication.how, "golden": publication.golden}
    audit(session, actor, "weights.publish", target, now, **details)


def _active_alone(session: Session, side: str) -> WeightSetRow | None:
    """Give the active set of a side; whoever else publishes for it waits until this is done."""
    rows: Sequence[WeightSetRow] = session.scalars(
        select(WeightSetRow)
        .where(WeightSetRow.side == side)
        .order_by(WeightSetRow.weight_set_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    return next((row for row in rows if row.is_active), None)


def _has_served(session: Session, row: WeightSetRow) -> bool:
    found = select(PublicationRow.publication_id).where(
        PublicationRow.weight_set_id == row.weight_set_id
    )
    return session.scalar(found.limit(1)) is not None


def _why_of_others(weights: WeightSet, golden: GoldenReport, state: str) -> str:
    """Say why a report tells nothing about these weights now; `""` if it does."""
    if golden.weights.numbers != weights.numbers:
        return "Please check the golden profiles again: the last check was of other weights."
    if golden.state != state:
        return "Please check the golden profiles again: they, or the roles, were changed since."
    return ""


def _why_not_proven(golden: GoldenReport) -> str:
    if golden.checks.empty:
        return "No golden profile was chosen yet."
    counts = golden.counts
    lacking = {"fail": counts[FAILS], CANNOT_BE_CHECKED: counts[CANNOT_BE_CHECKED]}
    told = ", ".join(f"{n} {what}" for what, n in lacking.items() if n)
    return f"Not all {len(golden.checks)} checks of golden profiles pass: {told}." if told else ""
