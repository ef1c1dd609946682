"""The catalog as it was on an earlier day, so that figures of two deliveries can be compared."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

import numpy as np

from matching import columns as c
from matching.catalog import Catalog
from matching.evidence.judgments import JudgedSet
from matching.recommending.recommender import Recommender


def with_roles_read_until(recommender: Recommender, day: dt.date) -> Recommender:
    """The same recommender over a catalog without the roles that were read after a day.

    A role of which it is not said when it was read stays.
    """
    catalog = recommender.catalog
    later = catalog.roles[c.first_day(c.READ_ON)] > np.datetime64(day, "s")
    return Recommender(
        dataclasses.replace(catalog, roles=catalog.roles[~later]),
        recommender.weights,
        recommender.today.item(),
        recommender.floor,
        recommender.without,
    )


def about(catalog: Catalog, sets: Sequence[JudgedSet]) -> list[JudgedSet]:
    """The judged sets without judgments about roles that the catalog does not have."""
    return [
        judged._replace(
            judgments=judged.judgments[judged.judgments[c.ROLE_ID].isin(catalog.roles.index)]
        )
        for judged in sets
    ]
