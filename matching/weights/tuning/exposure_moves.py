"""Which roles and organizations gain or lose exposure by a change of weights."""

from __future__ import annotations

from typing import Final

import pandas as pd

from matching import columns as c
from matching.comparison.points import PAGE
from matching.comparison.weight_set import WeightSet
from matching.weights.tuning.figures import DISCOUNTS
from matching.weights.tuning.workspace import Workspace

EXPOSED: Final = {"organization": c.ORG_ID, "role": c.ROLE_ID}


def exposure_changes(
    workspace: Workspace, draft: WeightSet, base: WeightSet, by: str = "organization"
) -> pd.DataFrame:
    """Compare who is seen on the first pages of all profiles, before and after.

    Exposure is that of `evidence.exposure.exposure_shares`: by place, each profile counting alike.

    Parameters
    ----------
    by : str
        `organization` or `role`.

    Returns
    -------
    DataFrame
        `id`, `name` (or title), `before`, `after` (shares that add up to 1), `change`; only what
        is on a first page before or after, the largest gain first.
    """
    if by not in EXPOSED:
        raise ValueError(f"by must be one of {', '.join(EXPOSED)}, got {by!r}.")
    roles, id_ = workspace.catalog.roles, EXPOSED[by]
    shares = {
        name: _shares(workspace, weights, roles[id_])
        for name, weights in (("before", base), ("after", draft))
    }
    table = pd.DataFrame(shares).fillna(0.0).rename_axis("id").reset_index()
    named = workspace.catalog.organizations[c.NAME] if by == "organization" else roles[c.TITLE]
    table.insert(1, c.NAME, named.reindex(table["id"]).to_numpy())
    table["change"] = table["after"] - table["before"]
    return table.sort_values(["change", "id"], ascending=[False, True], ignore_index=True)


def _shares(workspace: Workspace, weights: WeightSet, groups: pd.Series[str]) -> pd.Series[float]:
    rows = [
        (role_id, worth / DISCOUNTS[: len(ids)].sum())
        for ids in workspace.lists(weights, PAGE).values()
        for role_id, worth in zip(ids, DISCOUNTS, strict=False)
    ]
    seen = pd.DataFrame(rows, columns=[c.ROLE_ID, "share"])
    shares = seen["share"].groupby(groups.reindex(seen[c.ROLE_ID]).to_numpy()).sum()
    return shares / shares.sum()
