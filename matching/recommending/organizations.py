"""Organizations for a person, by the roles of theirs that fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from matching import columns as c
from matching import phrases
from matching.catalog import Catalog
from matching.comparison.bands import BANDS, FOLDED, MEETS

BEST_COUNTED: Final = 3
"""Roles of an organization whose points count; each counts half of the one before."""
SAYS: Final[Mapping[int, str]] = {1: "meet all you asked", 2: "come near"}


def rank_organizations(catalog: Catalog, matches: pd.DataFrame) -> pd.DataFrame:
    """Rank the organizations that have a role for a person, best first.

    Those with a role that meets all that was asked come first, then those with one that comes near;
    among them by the points of their best roles, of which a second and a third count less.

    Parameters
    ----------
    matches : DataFrame
        As from `Recommender.recommend`, of all roles that are open to the person.

    Returns
    -------
    DataFrame
        `org_id`, `rank`, `role_ids` (tuple, best first), `why` (one sentence).
    """
    org_of = catalog.roles[c.ORG_ID]
    rows = []
    for org_id, own in matches.assign(org_id=matches[c.ROLE_ID].map(org_of)).groupby(c.ORG_ID):
        own = own.sort_values([c.BAND, c.SCORE], ascending=[True, False], kind="stable")
        points = sum(score / 2**at for at, score in enumerate(own[c.SCORE].head(BEST_COUNTED)))
        best = int(own[c.BAND].iloc[0])
        rows.append((best, -points, str(org_id), tuple(own[c.ROLE_ID]), _why(own[c.BAND])))
    rows.sort()
    return pd.DataFrame(
        {
            c.ORG_ID: [row[2] for row in rows],
            c.RANK: range(1, len(rows) + 1),
            "role_ids": pd.Series([row[3] for row in rows], dtype=object),
            "why": [row[4] for row in rows],
        }
    )


def _why(bands: pd.Series) -> str:
    """How many of its roles meet all that was asked, and how many come near."""
    counts = {band: int((bands == band).sum()) for band in BANDS}
    said = [
        f"{phrases.counted(counts[band], 'role')} {SAYS[band] if counts[band] > 1 else _one(band)}"
        for band in BANDS
        if band < FOLDED and counts[band]
    ]
    if not said:
        return f"{phrases.counted(counts[FOLDED], 'role')} if you are flexible."
    return f"{phrases.listed(said)}."


def _one(band: int) -> str:
    return "meets all you asked" if band == MEETS else "comes near"
