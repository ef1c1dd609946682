"""What the words of an article's record say: of faith, of length, for whom, and when."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pandas as pd

from matching import columns as c
from matching.catalog import Catalog
from matching.folding import fold
from matching.words.facts import TableRow
from matching.words.labels import labels_of_record

CHRISTIAN = re.compile(
    r"\b(?:christ\w*|gospel|jesus|god(?:'s|ly)?|lord|prayers?|pray\w*|church\w*|missionar\w+|bibl\w+"
    r"|scriptur\w*|kingdom of god|evangel\w+|disciple\w*|ministr\w+|pastor\w*|catholic\w*|lutheran"
    r"|baptist|adventist|presbyterian|methodist|mennonite|jesuit\w*|worship|faith\w*|cmda|icmda|cmf"
    r"|medicalmissions|samaritan'?s purse|mercy ships|christlike)\b"
)
"""Words of a title, a summary, a publisher or an address that make a text one of faith."""
OF_FAITH = ("evangelism-discipleship", "spiritual-care")
LONG = re.compile(
    r"\b(?:long[- ]term|career missionar\w+|lifelong|full[- ]time mission\w*|years abroad"
    r"|years of service"
    r"|two[- ]year|move[ds]? (?:overseas|abroad|her|his|their)|relocat\w+|furlough|expat\w*)\b"
)
SHORT = re.compile(
    r"\b(?:short[- ]term|mission trips?|brigades?|(?:one|two|1|2)[- ]weeks?|weekend|spring break"
    r"|a week|ten days|surgical camp)\b"
)
STUDENTS = re.compile(
    r"\b(?:students?|electives?|undergraduates?|residents?|residency|pre-med\w*)\b"
)
RETIRING = re.compile(r"\bretir\w+")
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
HELPFUL_KINDS = {"guide": 1.0, "article": 0.6, "research": 0.6, "podcast": 0.5, "video": 0.4}
TELLS = 0.2
"""How far a kind of text says how something is done; a story or an event least."""


AHEAD, OVER, UNDATED = "ahead", "over", "undated"


def is_of_students(row: TableRow) -> bool:
    """Whether the title names students, or they stand first, or it helps them to go."""
    professions = tuple(row[c.PROFESSIONS])
    helps = "trainee" in row[c.OBSTACLES] and "student" in professions
    return professions[:1] == ("student",) or helps or bool(STUDENTS.search(fold(row[c.TITLE])))


def worded(catalog: Catalog, row: TableRow) -> str:
    """Title, twice as the summary, summary, and the labels of what it is about."""
    labels = labels_of_record(catalog, row)
    return " ".join((row[c.TITLE], row[c.TITLE], row[c.SUMMARY], *labels))


def standing_of_event(article: TableRow, today: dt.date) -> str:
    """Whether an event is `AHEAD`, `OVER` or `UNDATED`; what is no event is `AHEAD`.

    It lasts until its date, or until the end of a later year that its title or summary names.
    """
    if article[c.KIND] != "event":
        return AHEAD
    words = f"{article[c.TITLE]} {article[c.SUMMARY]}"
    last_year = max((int(year) for year in YEAR.findall(words)), default=0)
    last: Any = article[c.last_day(c.PUBLISHED)]
    if pd.isna(last):
        return UNDATED if not last_year else AHEAD if last_year >= today.year else OVER
    day = pd.Timestamp(last).date()
    is_past = last_year < today.year if last_year > day.year else day < today
    return OVER if is_past else AHEAD
