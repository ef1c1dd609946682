"""A role's candidates as a CSV file."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

import pandas as pd

from matching.authorization import Actor
from matching.browsing.shortlist_files import safe_cell
from matching.recommending.recommender import Recommender
from matching.services.recruiter.listing import listed, sentences
from matching.services.shared.subjects import require_now, role_subject
from matching.services.shared.transaction import audit, changing
from matching.store import Database

LEFT_OUT = ("version",)
SENTENCES = ("reasons", "missing", "questions")


def export_candidates_csv(
    database: Database,
    actor: Actor,
    role_id: str,
    recommender: Recommender,
    *,
    now: datetime,
) -> bytes:
    """Write the frame of `candidates`, with the sentences of each, as a CSV file.

    Who took it along is in the audit log.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, lines ended by CRLF. A cell that a spreadsheet program would
        run as a formula begins with an apostrophe. Name and contact of introduced people only.
    """
    with database.reading() as session:
        require_now(session, actor, "candidates.export", role_subject(session, role_id))
        table = listed(session, database, role_id, recommender, now).drop(columns=list(LEFT_OUT))
        said = sentences(session, database, role_id, table["account_id"].tolist(), recommender)
    of_each = table[["account_id"]].merge(said, on="account_id", how="left")
    place = table.columns.get_loc("stage")
    shown = pd.concat(
        [table.iloc[:, :place], of_each[list(SENTENCES)], table.iloc[:, place:]], axis=1
    )
    with changing(database) as session:
        require_now(session, actor, "candidates.export", role_subject(session, role_id))
        audit(session, actor, "candidates.export", ("role", role_id), now, rows=len(shown))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(shown.columns)
    for row in shown.itertuples(index=False):
        writer.writerow([safe_cell(_cell(value)) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, tuple):
        return "|".join(map(str, value))
    if value is None or pd.isna(value):
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)
