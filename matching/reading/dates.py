"""When the writer can come: the window of days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from matching.reading.durations import Stretch
from matching.reading.moments import AMBIGUOUS, BREAK, Moment, moments
from matching.reading.page import Page

_JOIN = re.compile(
    r"\s*[,?]?\s*(?P<word>to|through|thru|till|until|and|or|-|/|,|&|a|al|y|o|e|ou|et|ate|au|hasta"
    r"|jusqu'a)"
    r"\s*(?:in |the |en |em |o |le |la |le mois de |el |d')*"
)
_SPANS = frozenset("to through thru till until - a al ate au hasta jusqu'a".split())
_FROM = re.compile(
    r"\b(?:from|starting|start(?:s|ing)?(?: in| on| from| around)?|begin\w*(?: in| on)?|as of|since"
    r"|leav(?:e|ing)(?: in| on)?|as from|desde|a partir (?:de|du|do|d'|del)|des(?: le)?|depuis"
    r"|empezando en|commenc\w+ en)\s*(?:about |around |the |mid |early |le |el |next |any time )*$"
)
_AFTER = re.compile(
    r"\b(?:after|apres|despues (?:de|del)|depois (?:d[aeo])?|tras)\s*(?:the |la |el |le |a "
    r"|o )?$"
)
_UNTIL = re.compile(
    r"\b(?:until|till|til|by|no later than|up to|hasta|antes del? |ate|jusqu'(?:a|en|au))\s*"
    r"(?:the |end of |early |mid |late )*$"
)
_UNTIL_EVENT = re.compile(r"\b(?:until|till|til) [^,.;]{3,30}\b(?:in|on|at)\s*(?:the )?$")
"""`till residency starts in`."""
_BEFORE = re.compile(r"\b(?:before|antes d[eo]l?|avant)\s*(?:the |le |el )?$")
_NOT_BEFORE = re.compile(
    r"\b(?:(?:not|never|nothing|n'?t|only)\b[^,.;]{0,20}\b(?:before|until|till|earlier than)"
    r"|no (?:earlier|sooner) than|earliest(?: is)?:?"
    r"|(?:no|nao|nunca)\b[^,.;]{0,20}\bantes d(?:e|el|o|a)"
    r"|pas\b[^,.;]{0,20}\bavant)\s*(?:the |mid |early |le |la |el )*$"
)
"""`not before March` is a first day, and no last one."""
_VAGUE_BEFORE = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|might be|i think|i guess|i'd guess|not sure"
    r"|quiza|quizas|tal vez|talvez|creo que|acho que|peut-etre|je pense)\b[^.;]{0,25}$"
)
_VAGUE_AFTER = re.compile(
    r"-?\s?ish\b|,?\s+(?:or so|or thereabouts|or wait|or maybe|or perhaps|maybe|perhaps|i think"
    r"|i guess|probably|possibly|o asi|ou por ai|a peu pres|peut-etre|talvez|quiza)\b"
    r"|\s*\?|(?:\.\.+|[^.;]){0,40}?\b(?:either one|idk|not sure|don'?t know yet|no se aun)\b"
)
_BUSY = re.compile(
    r"\b(?:busy|not (?:free|available)|can'?t (?:leave|go|travel|start|come)[\w ]*|working"
    r"|tied up|studying|contract (?:ends|runs)|ocupad[oa]|pris[e]?)\s+(?:until|till|til|before"
    r"|hasta|ate|jusqu'a)\s*(?:the |en )?$"
)
_OTHER = re.compile(
    r"\b(?:born|expecting|pregnant|graduat\w+|qualif\w+|married|wedding|exams?|due|retired"
    r"|expires?|trained"
    r"|since (?:in )?|moved|sick of|tired of|hate|escap\w+"
    r"|baby|finish\w*|pass(?:ed)?|retir\w*|was|were|went|had been|did)\b[^,.;]{0,25}$"
)
"""What happened or will happen at that time is no wish to leave then."""
_STARTS_THEN = re.compile(
    r"\b(?:service|residency|school|term|semester|job|course|contract|training|internship|studies"
    r"|fellowship|uni|work)(?: year)? (?:starts?|begins?|resumes?)\b[^,.;]{0,12}$"
)
"""`residency starts in`: what somebody does from then on."""
_FREED = re.compile(
    r"\b(?:retir(?:e|es|ing)|graduat(?:e|es|ing)|finish(?:es|ing)?|qualify(?:ing)?|me jubilo"
    r"|me aposento|contract (?:ends|runs out|is up)"
    r"|get(?:s|ting)? out|leav(?:e|es|ing) (?:my job|the (?:army|navy|military|nhs)|work"
    r"|my post))\b[^,.;]{0,25}$"
)
"""What ends then, after which somebody is free."""
_ONWARDS = re.compile(
    r"\s*(?:onwards?|on\b(?!\s+(?:a|the|board|my))|\+|or later|en adelante|em diante|and after"
    r"|ou apres|start\b|if (?:needed|possible) longer)"
)
_NOW = re.compile(
    r"\b(?:immediately|right away|straight away|(?:available|free|can (?:go|leave|start)) now|asap"
    r"|as soon as possible|from now|de inmediato|disponibilidad inmediata"
    r"|disponibilidade imediata|disponibilite immediate|inmediatamente|imediatamente|ya mismo"
    r"|desde ya|a partir de agora"
    r"|tout de suite|immediatement|des maintenant)\b"
)
_IN_SO_LONG = re.compile(
    r"\b(?:available|free|start\w*|leave|ready|finish\w*|done|qualif\w*|graduat\w*|retir\w*"
    r"|off)\b[^,.;]{0,20}\bin\s*$"
)
_NOT_IN = re.compile(
    r"\b(?:not|except|but not|(?:any ?time|whenever|always|any \w+) (?:but|outside|besides)"
    r"|other than|apart from|excluding|avoid|no|can'?t|n'?t|sauf|menos|excepto|exceto|salvo"
    r"|nao)\s+(?:do |be |go |come |travel |free |available )*(?:in|during|over|en|em)?\s*"
    r"(?:the )?$"
)


THEN_FREE = "Read as when you are free."


def starts_in(page: Page, stretches: list[Stretch]) -> list[Stretch]:
    """Read `free in three weeks` as a first day, and give the other stretches."""
    rest = []
    for one in stretches:
        after = page.plain[one.end :]
        if _IN_SO_LONG.search(page.before(one.start)) or re.match(
            r"'?s?'? from now|'s? time|' time", after
        ):
            page.say(
                "available_from",
                page.today + timedelta(days=round(one.low * 7)),
                one.start,
                one.end,
            )
        else:
            rest.append(one)
    return rest


def dates(page: Page) -> None:
    """Read `available_from` and `available_to`."""
    groups = _groups(page, moments(page))
    freed = []
    for group in groups:
        if _FREED.search(page.before(group[0].start, pause=True)) and (
            span := group[-1].after(page.today)
        ):
            page.take(group[0].start, group[-1].end)
            freed.append((group, span))
        else:
            _window(page, group)
    if not page.said("available_from") and not page.said("available_to"):
        for group, span in freed:
            day = span[1] + timedelta(days=1)
            page.say("available_from", day, group[0].start, group[-1].end, THEN_FREE)
            break
    if not page.said("available_from"):
        for hit in page.find(_NOW):
            page.say("available_from", page.today, *hit.span())
            break


def _groups(page: Page, found: list[Moment]) -> list[list[Moment]]:
    """Times that belong together: `July and August`, `between Christmas and mid January`."""
    groups: list[list[Moment]] = []
    for one in found:
        if groups:
            gap = page.plain[groups[-1][-1].end : one.start]
            named_first = re.fullmatch(r"\s*[(:]\s*", gap) or _BREAK.fullmatch(gap)
            is_break = groups[-1][-1].doubtful == BREAK
            if not is_break and (_JOIN.fullmatch(gap) or _JOIN.fullmatch(gap + " ")):
                groups[-1].append(one)
                continue
            if named_first and (is_break or one.one_day or gap.strip(" ") in ("(", ":")):
                page.take(groups[-1][0].start, groups[-1][-1].end)
                groups[-1] = [one]
                continue
        groups.append([one])
    return groups


_BREAK = re.compile(
    r"\s*,?\s*(?:hols?|holidays?|break|vacation|leave|school|is)?\s*[(:,=-]?\s*(?:from )?"
)
"""What stands between the name of a holiday and its days."""


def _window(page: Page, group: list[Moment]) -> None:
    start, end = group[0].start, group[-1].end
    before, after = page.before(start), page.plain[end:]
    if _NOT_IN.search(before) and not re.search(r"\bonly\b", before[-20:]):
        page.take(start, end)
        if not page.said("available_from"):
            page.ask(("available_from", "available_to"), "When can you come?")
        return
    other = _OTHER.search(page.before(start, pause=True)) or _STARTS_THEN.search(before)
    if other and not _AFTER.search(before) and not _UNTIL_EVENT.search(before):
        page.take(start, end)
        return
    spans = _spans(page, group)
    if not spans or page.said("available_from") or page.said("available_to"):
        if spans:
            _second(page, group, spans)
        return
    first, last = spans[0][0], max(span[1] for span in spans)
    _say(page, group, first, last, before, after, _doubt(page, group, spans))


def _spans(page: Page, group: list[Moment]) -> list[tuple[date, date]]:
    """The days of each time, each after the one before it where they are a span."""
    spans: list[tuple[date, date]] = []
    years = {one.year for one in group} - {None}
    for one in group:
        if one.year is None and len(years) == 1 and one is not group[-1] and len(group) > 1:
            span: tuple[date, date] | None = one.span(min(y for y in years if y))
            if span and span[1] < page.today:
                span = one.after(page.today)
        else:
            span = one.after(spans[-1][0] if spans else page.today)
        if span is None:
            page.take(one.start, one.end)
            return []
        spans.append(span)
    if len(group) > 1 and spans[0][0] > spans[-1][0]:
        earlier = group[0].span(spans[-1][0].year - 1)
        if earlier[1] >= page.today:
            spans[0] = earlier
    return spans


def _doubt(page: Page, group: list[Moment], spans: list[tuple[date, date]]) -> str:
    doubts = [one.doubtful for one in group if one.doubtful]
    if doubts:
        return doubts[0]
    words = {
        hit["word"]
        for a, b in pairwise(group)
        if (hit := _JOIN.fullmatch(page.plain[a.end : b.start] + " "))
    }
    if _VAGUE_BEFORE.search(page.before(group[0].start)) or _VAGUE_AFTER.match(
        page.plain, group[-1].end
    ):
        return "You are not sure when."
    if re.search(
        r"\b(?:around|about|near|roughly|vers|hacia|por volta de)\s*$", page.before(group[0].start)
    ):
        return "About then is read as just then."
    if any("?" in page.plain[a.end : b.start] for a, b in pairwise(group)):
        return "You are not sure when."
    apart = any(b[0] - a[1] > timedelta(days=2) for a, b in pairwise(spans))
    between = re.search(r"\b(?:between|entre)\s*(?:the )?$", page.before(group[0].start))
    if apart and not words & _SPANS and not between:
        return "You name times with a gap between them."
    return ""


def _say(
    page: Page, group: list[Moment], first: date, last: date, before: str, after: str, doubt: str
) -> None:
    start, end = group[0].start, group[-1].end
    if len(group) == 1 and doubt != AMBIGUOUS:
        if hit := _NOT_BEFORE.search(before) or _BUSY.search(before):
            day = _begins(group[0], first)
            page.say("available_from", day, start - len(hit[0]), end, doubt)
            return
        if hit := _AFTER.search(before):
            day = _after(group[0], last)
            page.say("available_from", day, start - len(hit[0]), end, doubt)
            return
        if hit := _BEFORE.search(before):
            page.say("available_to", first - timedelta(days=1), start - len(hit[0]), end, doubt)
            return
        if hit := _UNTIL_EVENT.search(before):
            page.say("available_to", first - timedelta(days=1), start - len(hit[0]), end, doubt)
            return
        if hit := _UNTIL.search(before):
            middle = group[0].middle
            day = middle(last.year) if middle else last
            page.say("available_to", day, start - len(hit[0]), end, doubt)
            return
    if len(group) == 1 and (
        (lead := _FROM.search(before)) or _ONWARDS.match(after) or group[0].one_day
    ):
        start -= len(lead[0]) if lead else 0
        day = _begins(group[0], first)
        page.say("available_from", day, start, end, doubt)
        if doubt == AMBIGUOUS:
            _ask_day(page, first)
        return
    if len(group) > 1:
        first, last = _begins(group[0], first), _ends(group[-1], last)
    if first <= last:
        page.say("available_from", max(first, page.today), start, end, doubt)
        page.say("available_to", last, start, end, doubt)
    if doubt == AMBIGUOUS:
        _ask_day(page, first)


def _after(one: Moment, last: date) -> date:
    """The day after a time; after `mid February` it is the day after the middle."""
    middle = one.middle(last.year) if one.middle else last
    return (middle if middle.day > 1 else last) + timedelta(days=1)


def _begins(one: Moment, first: date) -> date:
    return one.middle(first.year) if one.middle and one.middle(first.year) >= first else first


def _ends(one: Moment, last: date) -> date:
    return one.middle(last.year) if one.middle and one.middle(last.year) <= last else last


def _second(page: Page, group: list[Moment], spans: list[tuple[date, date]]) -> None:
    """A second time: an end to a window without one, or the other end of it."""
    before = page.before(group[0].start)
    until_then = _BEFORE.search(before) or _UNTIL_EVENT.search(before)
    ends = until_then or _UNTIL.search(before)
    last = spans[0][0] - timedelta(days=1) if until_then else spans[-1][1]
    if ends and not page.said("available_to") and last >= page.said("available_from")[0]:
        page.say("available_to", last, group[0].start - len(ends[0]), group[-1].end)
    elif (
        _FROM.search(before)
        and not page.said("available_from")
        and spans[0][0] <= page.said("available_to")[0]
    ):
        page.say("available_from", spans[0][0], group[0].start, group[-1].end)
    else:
        page.take(group[0].start, group[-1].end)
        page.ask(
            ("available_from", "available_to"), "You name more than one time. Which suits you best?"
        )


def _ask_day(page: Page, day: date) -> None:
    """Which of two readings of 03/02 is meant."""
    other = date(day.year, day.day, day.month)
    page.ask(
        ("available_from",),
        "Which day do you mean?",
        *((f"{d.day} {d:%B} {d.year}", {"available_from": d.isoformat()}) for d in (day, other)),
    )
