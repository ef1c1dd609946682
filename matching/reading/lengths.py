"""How long the writer wants to be away."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matching.reading.durations import Stretch, in_weeks
from matching.reading.page import Page

_MOST_BEFORE = re.compile(
    r"\b(?:up to|max(?:imum)?(?: of)?|at most|(?:no|not) (?:more|longer) than|less than|under"
    r"|(?:none|nothing|no (?:trips?|stays?)) (?:over|above|beyond|longer than|of more than)"
    r"|within"
    r"|only|hasta|como (?:mucho|maximo)|maximo(?: de)?|ate|no maximo|jusqu'a|au (?:plus"
    r"|maximum)|maximum"
    r"|pas plus de|no mas de|until)\s*(?:about |around |for )?$"
)
_CANNOT = re.compile(
    r"\b(?:can'?t|cannot|won'?t|couldn'?t|don'?t|not|never|no puedo|nao posso|ne peux pas)\b"
    r"[^,.;]{0,25}\b(?:more|longer|mas|mais|plus) (?:than|de)\s*(?:for )?$"
)
"""`can't be away more than`."""
_LEAST_BEFORE = re.compile(
    r"\b(?:at least|min(?:imum)?(?: of)?|no(?:t)? (?:less|shorter) than"
    r"|(?:none|nothing|no (?:trips?|stays?)) (?:under|below|shorter than|of less than)"
    r"|(?:more|longer) than|over"
    r"|al menos|por lo menos|(?:como )?minimo(?: de)?|pelo menos|no minimo|au moins|minimum"
    r"|mas de|mais de|plus de)\s*(?:for |about )?$"
)
_MOST_AFTER = re.compile(
    r"\s*\(?(?:max(?:i(?:mum)?)?\b|tops\b|at (?:the )?(?:very )?most|or (?:less|shorter|so max)"
    r"|(?:como )?maximo|no maximo|au (?:plus|maximum)|(?:is|are) (?:my|the) (?:max|limit))"
)
_LEAST_AFTER = re.compile(
    r"\s*\(?(?:contracts? |stays? )?(?:min(?:i(?:mum)?)?\b|or (?:more|longer)"
    r"|at (?:the )?(?:very )?least|plus\b|\+|and up"
    r"|(?:como )?minimo|no minimo|pelo menos|au (?:moins|minimum)|ou (?:plus|mais)|o mas)"
)
_PERHAPS_BEFORE = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|i think|i guess|might|not sure|quiza|quizas|tal vez"
    r"|talvez|creo que|acho que|peut-etre)\b[^,.;]{0,25}$"
)
_PERHAPS_AFTER = re.compile(
    r"\s*(?:\?|,? ?\(?(?:or )?(?:maybe|perhaps|possibly|probably|i think|i guess|give or take|-?ish"
    r"|quiza|tal vez|talvez|peut-etre)\b)"
)
UNSURE = "You are not sure how long."
_AT_A_TIME = re.compile(r"\s+(?:at a time|each time|or so|o asi|ou so)\b")
_WEEKEND = re.compile(
    r"\b(?:(?P<one>an?|one|1|un|um|une|the odd)\s+)?(?P<long>long |largo )?"
    r"(?:weekends?|wkends?|week-ends?|fin(?:es)? de semana|fins de semana)(?P<long2> largos?"
    r"| prolongados?)?\b"
)
_WEEKS_OF = re.compile(r"\b(?:first|last) (?:(?P<two>two) weeks|(?:one )?week) (?:of|in)\b")
"""`the last two weeks of July` is a time and a length."""
LONG_WEEKEND, WEEKEND = 0.5, 0.3


def lengths(page: Page, rest: Iterable[Stretch]) -> None:
    """Read `min_weeks` and `max_weeks` of the stretches that are no years of experience.

    Parameters
    ----------
    page : Page
    rest : iterable of Stretch
    """
    plain: list[Stretch] = []
    for one in rest:
        if not page.free(one.start, one.end):
            continue
        before, after = page.before(one.start), page.plain[one.end :]
        most = _CANNOT.search(before) or _MOST_BEFORE.search(before) or _MOST_AFTER.match(after)
        least = _LEAST_BEFORE.search(before) or _LEAST_AFTER.match(after)
        if most and least and most.string is before and least.string is before:
            most, least = (most, None) if most.start() <= least.start() else (None, least)
        if one.more and not most and one.low == one.high:
            page.say("min_weeks", in_weeks(one.low), one.start, one.end)
        elif least and one.low == one.high:
            page.say("min_weeks", in_weeks(one.low), *_with_words(page, one, least, before))
        elif most and one.low == one.high:
            page.say("max_weeks", in_weeks(one.high), *_with_words(page, one, most, before))
        else:
            plain.append(one)
    if not page.said("min_weeks") and not page.said("max_weeks"):
        _plain(page, plain)
    else:
        for one in plain:
            _beside(page, one)
    if not page.said("min_weeks") and not page.said("max_weeks"):
        for hit in _WEEKS_OF.finditer(page.plain):
            page.say("max_weeks", 2.0 if hit["two"] else 1.0, *hit.span())
    _weekends(page)


def _with_words(page: Page, one: Stretch, cue: re.Match[str], before: str) -> tuple[int, int]:
    """The stretch with the words that make it the least or the most."""
    if cue.string is before:
        return one.start - (len(before) - cue.start()), one.end
    return one.start, one.end + cue.end()


def _plain(page: Page, found: list[Stretch]) -> None:
    """Lengths without `up to` or `at least`: of several the shortest and the longest."""
    if not found:
        return
    several = len({(one.low, one.high) for one in found}) > 1
    doubt = "You name more than one length." if several else ""
    if any(_perhaps(page, one) for one in found):
        doubt = UNSURE
    low, high = min(found, key=lambda one: one.low), max(found, key=lambda one: one.high)
    if low.low < high.high:
        why = doubt or ("A few may be more than three." if low.vague else "")
        page.say("min_weeks", in_weeks(low.low), low.start, low.end, why)
    elif high.vague:
        doubt = "A few may be more than three."
    page.say("max_weeks", in_weeks(high.high), high.start, _time_end(page, high.end), doubt)
    for one in found:
        page.take(one.start, one.end)


def _perhaps(page: Page, one: Stretch) -> bool:
    return bool(
        _PERHAPS_BEFORE.search(page.before(one.start)) or _PERHAPS_AFTER.match(page.plain, one.end)
    )


def _beside(page: Page, one: Stretch) -> None:
    """A plain length beside a least or a most one fills what is empty, and is doubtful."""
    least, most = page.said("min_weeks"), page.said("max_weeks")
    doubt = "You name more than one length."
    if least and not most and one.high >= least[0]:
        page.say("max_weeks", in_weeks(one.high), one.start, one.end, doubt)
    elif most and not least and one.low <= most[0]:
        page.say("min_weeks", in_weeks(one.low), one.start, one.end, doubt)
    else:
        page.take(one.start, one.end)


def _time_end(page: Page, end: int) -> int:
    hit = _AT_A_TIME.match(page.plain, end)
    return hit.end() if hit else end


def _weekends(page: Page) -> None:
    """A weekend is an event; one weekend is also how long it takes."""
    for hit in page.find(_WEEKEND):
        page.say("commitment", "event", *hit.span())
        long = hit["long"] or hit["long2"]
        if (hit["one"] or long) and not page.said("max_weeks") and not hit[0].endswith("s"):
            page.say("max_weeks", LONG_WEEKEND if long else WEEKEND, *hit.span())
