"""The reader of one sentence: who somebody is, in their own words, as parts of a profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from matching.names import Names
from matching.reading.company import company
from matching.reading.concerns import concerns
from matching.reading.dates import dates, starts_in
from matching.reading.durations import ages, long_term
from matching.reading.experience import experience
from matching.reading.faith import faith
from matching.reading.giving import giving, near_home
from matching.reading.lengths import lengths
from matching.reading.money import money
from matching.reading.page import Page
from matching.reading.parts import LONGEST, Reading, with_doubts
from matching.reading.places import home, places
from matching.reading.slips import slips
from matching.reading.spoken import spoken
from matching.reading.stop_words import is_everyday
from matching.reading.wishes import wishes
from matching.reading.work import profession
from matching.reference.shipped import shipped_names

ASKED_IF_EMPTY = {"profession", "specialties", "accepts"}
_WORD = re.compile(r"[^\W_][\w'’-]*")


def read_sentence(text: str, today: date, names: Names | None = None) -> Reading:
    """Read what a professional writes of themselves.

    Nothing is invented and nothing is kept that is no field: names of persons, telephone numbers
    and addresses are blotted out before anything else is read.

    Parameters
    ----------
    text : str
        A sentence or a few, of which the first `LONGEST` characters are read.
    today : date
        Times without a year are the next such times.
    names : Names, optional
        Names to know; by default those that ship.

    Returns
    -------
    Reading

    Examples
    --------
    >>> reading = read_sentence("ICU nurse, 3 weeks in Kenya, not religious", date(2026, 11, 30))
    >>> reading.fields()["profession"], reading.fields()["countries"], reading.fields()["faith"]
    ('nurse', ('KE',), 'none')
    """
    page = Page(text, today, names or shipped_names())
    ages(page)
    giving(page)
    money(page)
    faith(page)
    company(page)
    doubts = _mistyped(page)
    places(page)
    profession(page)
    spoken(page)
    rest = experience(page)
    dates(page)
    lengths(page, starts_in(page, [one for one in rest if page.free(one.start, one.end)]))
    long_term(page)
    wishes(page)
    concerns(page)
    if near_home(page):
        home(page)
    parts = with_doubts(
        replace(part, doubtful=part.doubtful or doubts.get((part.start, part.end), ""))
        for part in page.parts
    )
    answered = {part.field for part in parts}
    questions = tuple(
        one for one in page.questions if not set(one.fields) <= answered & ASKED_IF_EMPTY
    )
    parts = tuple(sorted(parts, key=lambda part: part.start))
    return Reading(text, page.language, parts, questions, (*_unread(page), *_cut(text)))


def _mistyped(page: Page) -> dict[tuple[int, int], str]:
    """Add names with a slip to those of the page; give why each is doubtful."""
    doubts = {}
    for mention, doubt in list(slips(page)):
        page.mentions = [
            m for m in page.mentions if m.end <= mention.start or m.start >= mention.end
        ]
        page.mentions.append(mention)
        doubts[page.outside(mention.start, mention.end)] = doubt
    page.mentions.sort(key=lambda m: m.start)
    return doubts


def _unread(page: Page) -> Iterator[tuple[int, int]]:
    """Words that nobody has taken and that are not everyday ones; those side by side as one."""
    start = end = -1
    for hit in _WORD.finditer(page.written):
        if not page.free(*hit.span()) or is_everyday(page.plain[hit.start() : hit.end()]):
            continue
        if start >= 0 and not page.written[end : hit.start()].strip():
            end = hit.end()
            continue
        if start >= 0:
            yield page.outside(start, end)
        start, end = hit.span()
    if start >= 0:
        yield page.outside(start, end)


def _cut(text: str) -> Iterator[tuple[int, int]]:
    if len(text) > LONGEST:
        yield LONGEST, len(text)
