"""Record: how much the source states and how old it is."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from matching.aspects.aspect import Term, Weighed, Words, all_roles, said
from matching.aspects.beside import Beside
from matching.aspects.pair import Pair
from matching.phrases import date_in_words

DAYS_A_YEAR = 365.25
COMPLETE, FRESH = 0.6, 0.4
"""What completeness and age count."""
UNDATED = 0.5
"""Freshness of a source without a date."""


class Record(Weighed):
    """Quality of a role's record; the same for everybody."""

    name = "record"
    role_columns = ("quality", "source_date")
    profile_fields = ()
    term = "record"
    term_label = "How well we know it"
    curves = {"freshness_years": "Years after which the date of a source counts half."}
    is_concern = False

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Share of deciding facts that are stated, and the age of the source where it is dated."""
        dated = beside.roles.source_date
        age = (beside.today - dated).astype("timedelta64[D]").astype(float) / DAYS_A_YEAR
        age = np.where(np.isnat(dated), np.nan, np.maximum(0.0, age))
        halves = age / max(curves["freshness_years"], 0.1)
        fresh = np.where(np.isnan(age), UNDATED, 0.5**halves)
        return Term(COMPLETE * beside.roles.quality + FRESH * fresh, all_roles(beside), True)

    def says(self, pair: Pair) -> Words:
        """Say when the source was read and how old its page is."""
        read, dated = pair.role["read_on"], pair.role["source_date"]
        page = f", from a page of {date_in_words(dated)}" if dated else ""
        return said(
            f"read on {date_in_words(read)}{page}" if read else "",
            "complete, recent records count more",
            is_wish=False,
        )


RECORD = Record()
