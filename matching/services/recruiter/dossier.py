"""Candidates of a role as a page to print: what they say, what fits, where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

import jinja2

from matching import phrases, written
from matching.aspects.aspect import MET, STATUS_NAMES
from matching.authorization import Actor
from matching.catalog import Catalog
from matching.recommending.recommender import Recommender
from matching.services.recruiter.candidate_steps import Note, notes
from matching.services.recruiter.candidates import Candidate, Step, candidate
from matching.services.shared.errors import RequestError
from matching.services.shared.subjects import require_now, role_subject
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.words import CANDIDATE_STAGES, INTRODUCTIONS, REASON_CODES
from matching.words.explanation import Explanation
from matching.words.profile_facts import facts_of_profile

MOST_CANDIDATES: Final = 4


def candidate_dossier_html(
    database: Database,
    actor: Actor,
    role_id: str,
    account_ids: Sequence[str],
    recommender: Recommender,
    *,
    with_notes: bool = False,
    now: datetime,
) -> str:
    """Write one to four candidates of a role as HTML to print, each on a page of its own.

    It has no scripts, no pictures and nothing from elsewhere; what people wrote is text in it.
    Name and contact are those of introduced people only. Who took it along is in the audit log.

    Parameters
    ----------
    with_notes : bool
        Also print what the organization noted.

    Raises
    ------
    RequestError
        Nobody was chosen, or more than four.
    """
    chosen = tuple(dict.fromkeys(account_ids))
    with database.reading() as session:
        require_now(session, actor, "candidates.export", role_subject(session, role_id))
    if not 1 <= len(chosen) <= MOST_CANDIDATES:
        raise RequestError(f"Please choose one to {MOST_CANDIDATES} candidates to print.")
    role = recommender.catalog.role(role_id)
    people = []
    for account_id in chosen:
        found = candidate(database, actor, role_id, account_id, recommender, now=now)
        noted = notes(database, actor, role_id, account_id, now=now) if with_notes else ()
        people.append(_person(recommender.catalog, found, noted))
    with changing(database) as session:
        require_now(session, actor, "candidates.export", role_subject(session, role_id))
        chose = list(chosen)
        details = {"what": "dossier", "rows": len(chose), "candidates": chose}
        details |= {"with_notes": with_notes}
        audit(session, actor, "candidates.export", ("role", role_id), now, **details)
    return _template().render(role=role, people=people, printed_on=phrases.day_in_words(now))


def _person(catalog: Catalog, found: Candidate, noted: Sequence[Note]) -> dict[str, Any]:
    said = found.explanation
    return {
        "candidate": found,
        "score": f"{said.score:.2f}",
        "facts": facts_of_profile(catalog, found.profile),
        "requirements": [
            ("Met", _met(said)),
            ("Missing", said.missing),
            ("To ask", said.questions),
        ],
        "points": [
            (term.label, f"{term.points:.2f}", f"{term.most:.2f}", term.text)
            for term in said.points
        ],
        "stage": CANDIDATE_STAGES[found.stage],
        "introduction": INTRODUCTIONS[found.introduction],
        "history": [_step(step) for step in found.history],
        "notes": [(phrases.day_in_words(note.written_at), note.by, note.text) for note in noted],
    }


def _met(said: Explanation) -> list[str]:
    return [item.text for item in said.requirements if item.status == STATUS_NAMES[MET]]


def _step(step: Step) -> tuple[str, str, str, str]:
    reason = [REASON_CODES.get(step.reason_code, ""), step.reason_text]
    return (
        phrases.day_in_words(step.at),
        CANDIDATE_STAGES[step.to_stage],
        ": ".join(filter(None, reason)),
        step.by,
    )


@cache
def _template() -> jinja2.Template:
    surroundings = jinja2.Environment(
        loader=jinja2.PackageLoader("matching.services.recruiter", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    surroundings.filters["isolated"] = written.isolated
    return surroundings.get_template("dossier.html")
