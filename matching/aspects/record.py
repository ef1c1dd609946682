"""Record: how much the source states and how old it is."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from matching.arrays import Bools, Floats
from matching.aspects.aspect import Term, Weighed, Wish, Words, all_roles, said
from matching.aspects.beside import Beside
from matching.aspects.pair import Pair
from matching.phrases import date_in_words

DAYS_A_YEAR = 365.25
COMPLETE, FRESH = 0.6, 0.4
"""What completeness and age count."""
OLD_PAGE = 10.0
"""From so many years on a page is asked about before it counts as meeting all."""
UNDATED = 0.5
"""Freshness of a source without a date."""


class Record(Weighed):
    """Quality of a role's record; the same for everybody."""

    name = "record"
    role_columns = ("quality", "source_date")
    profile_fields = ()
    term = "record"
    term_label = "Quality of the record"
    curves = {"freshness_years": "Years after which the date of a source counts half."}
    is_concern = False

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Share of deciding facts that are stated, and the age of the source where it is dated."""
        age = _age(beside)
        halves = age / max(curves["freshness_years"], 0.1)
        fresh = np.where(np.isnan(age), UNDATED, 0.5**halves)
        return Term(COMPLETE * beside.roles.quality + FRESH * fresh, all_roles(beside), True)

    def wish(self, beside: Beside, values: Floats, known: Bools) -> Wish:
        """Left open where the page is so old that what it offers may be over."""
        old = _age(beside) > OLD_PAGE if beside.person.follows("old-pages") else ~known
        return Wish(np.zeros(len(beside), dtype=bool), old & known)

    def says(self, pair: Pair) -> Words:
        """Say how old the page is, and then when it was read."""
        read, dated = pair.role["read_on"], pair.role["source_date"]
        page = f"page of {date_in_words(dated)}" if dated else ""
        was_read = f"read on {date_in_words(read)}" if read else ""
        return said(
            ", ".join(part for part in (page, was_read) if part),
            "complete, recent records count more",
            is_wish=False,
        )


def _age(beside: Beside) -> Floats:
    """Years since the date of each source, NaN where it has none."""
    dated = beside.roles.source_date
    age = (beside.today - dated).astype("timedelta64[D]").astype(float) / DAYS_A_YEAR
    return np.where(np.isnat(dated), np.nan, np.maximum(0.0, age))


RECORD = Record()
