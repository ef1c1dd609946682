"""Whom a step with candidates would apply to, shown before it is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from matching import phrases
from matching.screens.look import html
from matching.screens.visit import session
from matching.services import recruiter
from matching.services.recruiter import TriagePreview

MOST_NAMED: Final = 6


def show(
    role_id: str, versions: Mapping[str, int], to_step: str, names: Mapping[str, str]
) -> TriagePreview:
    """Show whom a step applies to, and who is left out and why.

    Parameters
    ----------
    versions : mapping of account id to int
        Who is chosen, each as shown.
    names : mapping of account id to str
        What each is called.
    """
    preview = session.show(recruiter.triage_preview, role_id, versions, to_step)
    applies = f"{_people(preview.fits)}: {_named(preview.fits, names)}." if preview.fits else ""
    left_out = [
        f"{_people(ids)} left out: {_named(ids, names)}. {why}"
        for why, ids in preview.left_out.items()
    ]
    html.show(
        html.paragraph(applies or "Nobody of those chosen can take this step.", "mm-flush"),
        html.bullets(left_out, "mm-quiet"),
    )
    return preview


def _people(ids: Sequence[str]) -> str:
    return phrases.counted(len(ids), "person", "people")


def _named(ids: Sequence[str], names: Mapping[str, str]) -> str:
    return phrases.listed([names.get(id_, "") for id_ in ids], most=MOST_NAMED)
