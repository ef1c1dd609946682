"""Stretches of time in a sentence: so many days, weeks, months or years."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from matching.reading.numbers import is_vague, number_of, number_pattern
from matching.reading.page import Page

MONTH = 52 / 12
UNITS = (
    (1 / 7, r"(?:full |working |whole )?days?|dias?|jours?|jornadas?|nights?"),
    (1.0, r"(?:full |whole )?w(?:ee)?ks?(?!-?end)|semanas?|semaines?|w(?![a-z/])"),
    (2.0, r"fortnights?|quincenas?|quinzenas?|quinzaines?"),
    (MONTH, r"(?:full |whole )?mon?ths?|mths?|mnths?|mos?(?![a-z])|mes(?:es)?|mois"),
    (52.0, r"(?:full |whole |gap )?years?|y(?:ea)?rs?|y(?![a-z/])|anos?|ans?|annees?"),
)
"""Weeks in a unit, and the words for it."""
_WEEKS = [(weeks, re.compile(rf"(?:{words})\b")) for weeks, words in UNITS]
_UNIT = rf"(?:{'|'.join(words for _, words in UNITS)})(?![a-z])"
_AND_HALF = r"(?:\s+and a half|\s+y medi[oa]|\s+e mei[oa]|\s+et demie?)"
_TO = (
    r"(?:\s*-\s*|\s*/\s*|\s+(?:to|or|through|up to|and up to|a|o|u|ou|ate|hasta|e|jusqu'a)\s+"
    r"|\s+a\s+)"
)
_KIND = (
    r"(?:elective|vacation|holiday|leave|paid|unpaid|solid|straight|consecutive|spare|free|good"
    r"|calendar|intensive|entire|complete|busy|happy|long)"
)
"""What may stand between a number and its weeks."""
_FORTNIGHT = re.compile(r"quinze\s+jours?")
_BEFORE = re.compile(
    r"\b(?:any|which|many|most|how|first|last|past|next|other|every|each|per|this|ultimos?"
    r"|(?:preavis|aviso|notice|antelacion)(?: of| de)?)\s*$"
)
"""Words before a stretch with which it is none."""
_EVERY = re.compile(
    r"\b(?:once|twice|times?|trips?|weeks?|days?|months?|hours?|shifts?|weekends?|week-ends?"
    r"|sessions?|clinics?"
    r"|lists?|classes|visits?|una vez|uma vez"
    r"|une fois|veces|vezes|fois|or two|[0-9] ?x)\s*$"
)
"""`twice a year`: how often, and not how long."""
_MANY_A_YEAR = re.compile(
    r"\b(?!was|this|plus|less|perhaps|yes|always|unless|has)[a-z]{3,}s(?<!ss)\s*$"
)
"""`2 spots a year`."""
_NOT_MEANT = re.compile(
    r"[- ]?(?:old\b|young\b|ago\b|of age|yo\b|y/o|'?s?'? ?notice|in advance|prior|before(?! "
    r"(?:i|we))"
    r"|(?:more|longer)(?=\s*(?:[.;,!)]|$))|clean\b|sober\b|in recovery|in remission|married\b"
    r"|left\b|to go\b(?! to)|remaining"
    r"|(?:until|till|before) (?:i |we )?(?:graduat|retir|qualif)\w*"
    r"|away from (?:retir|qualif|graduat)|apart|d'age\b|de idade|de edad|de antelacion)"
)
"""Words after a stretch with which it is none: ages, and what is past."""
_DONE_FOR = re.compile(
    r"\b(?:volunteered|worked|stayed|served|lived|spent|was there|were there|went|was (?:in|at) \w+"
    r"|did|trabaje|estuve|pase|trabalhei|fiquei|passei|j'ai (?:travaille|passe))\b[^,.;]{0,25}$"
)
"""`volunteered for a month`: how long somebody was there."""
_OF_OTHERS = re.compile(
    r"\b(?:that|who|which|they|he|she|team|organi[sz]ation|clinic|hospital|husband|wife)\b"
    r"[^,.;]{0,25}\b(?:has|have|had|is|are|was|been|existed|running)\b[^,.;]*$"
)
"""How long others have been there."""
_AGE = re.compile(
    r"\b(?:i am|i'm|im|aged?|tengo|tenho|j'ai|turning|nearly)\s+(?:now |about |just )?[1-9][0-9]"
    r"(?:\s+(?:years? old|yrs? old|anos|ans|yo)\b(?! (?:de|d')\s?(?:exp|prof|carr|prat|trab))"
    r"(?! d'))?"
    r"(?!\s*(?:[-0-9%$k]|years?\b|yrs?\b|months?|weeks?|wks?|days?|hours?|dollars|usd|dolares"
    r"|euros|anos|ans))"
    r"|\b[1-9][0-9][- ](?:years?|yrs?)[- ]olds?\b|\b[1-9][0-9] ?(?:yo|y/o)\b"
    r"|\b(?:tengo|tenho|j'ai)\s+[2-7][0-9]\s+(?:anos|ans)\b(?! d[e'] ?(?:exp|prof|carr|prat"
    r"|trab|serv|met))"
    r"|\b(?:com|con|avec|de|tenemos|temos|avons) [4-9][0-9] (?:anos|ans)\b"
    r"(?! (?:de|d') ?(?:exp|prof|carr|prat|trab|serv|met|vol))"
    r"|\bin (?:my|our|their) (?:early |mid |late )?[1-9]0s\b|,\s*[2-7][0-9](?=\s*,)"
)
"""How old somebody is."""
_LONG_TERM = re.compile(
    r"\blong[- ]term\b|\ba (?:long|good) (?:time|while)\b|\ba largo plazo\b|\blongo prazo\b"
    r"|\b(?:a|sur le) long terme\b|\blargo plazo\b"
)
_OPEN = re.compile(
    r"\bopen[- ]?ended\b|\bindefinit\w+|\bas long as (?:needed|it takes|you need)\b|\bno end date\b"
    r"|\bpermanent(?:ly)?\b|\bsin fecha de (?:vuelta|fin)\b|\bindefinid[oa]\b"
    r"|\bduree indeterminee\b"
)


class Stretch(NamedTuple):
    """So many weeks, from `low` to `high`.

    Attributes
    ----------
    start, end : int
    low, high : float
        Weeks.
    in_years : bool
        Whether it is counted in years.
    vague : bool
        Whether it is `a few`.
    more : bool
        Whether it is `2+`.
    """

    start: int
    end: int
    low: float
    high: float
    in_years: bool
    vague: bool
    more: bool = False


@functools.cache
def _pattern(language: str) -> re.Pattern[str]:
    """`2-3 months`, `a week to ten days`, `a year or two`, `half a year`, `10+ years`."""
    number = number_pattern(language)
    second = number.replace("/$-]", "/$]")
    some = r"(?:(?:about|around|roughly|approx\.?|some|unos|unas|uns|umas|environ)\s+)?"
    plus = r"(?P<plus>\+|\s*plus|-odd)?"
    return re.compile(
        rf"(?P<between>\b(?:between|entre)\s+)?(?P<low>{number}){plus}"
        rf"(?:(?(between)(?:\s+(?:and|y|e|et)\s+|{_TO})"
        rf"|{_TO}){some}(?P<high>{second}))?[\s-]*(?:{_KIND}\s+)?"
        rf"(?P<unit>{_UNIT})"
        rf"(?P<half>{_AND_HALF})?"
        rf"(?:{_TO}{some}(?:(?P<then>{second})[\s-]*(?P<unit2>{_UNIT})(?P<half2>{_AND_HALF})?"
        rf"|(?P<bare>two|three|dos|dois|duas|deux)\b(?!\s*[a-z]*(?:weeks|months)))?)?"
    )


def ages(page: Page) -> None:
    """Take the words that say how old the writer is, so that no one reads a stretch in them."""
    for hit in page.find(_AGE):
        page.take(*hit.span())


def stretches(page: Page) -> Iterator[Stretch]:
    """The stretches of time that stand in free words, in their order."""
    pattern = _pattern(page.language)
    for hit in pattern.finditer(page.plain):
        found = _stretch(page, hit)
        if not page.free(found.start, found.end):
            continue
        if hit["unit"] == "y" and re.match(r"\s*[0-9]", page.plain[hit.end("unit") :]):
            continue  # `2 y 3`
        led = page.plain[: found.start]
        if re.search(r"\b(?:first|last) $", led) and re.match(
            r" (?:of|in)\b", page.plain[found.end :]
        ):
            continue
        often = _EVERY.search(led) or (page.language == "en" and _MANY_A_YEAR.search(led))
        if often and re.match(r"(?:a|an|une?|um|uma)\s", page.plain[found.start :]):
            page.take(found.start, found.end)
            continue
        if not found.in_years and _DONE_FOR.search(page.before(found.start)):
            page.take(found.start, found.end)
            continue
        if _OF_OTHERS.search(page.before(found.start, pause=True)):
            page.take(found.start, found.end)
            continue
        if _BEFORE.search(led) or _NOT_MEANT.match(page.plain, found.end):
            page.take(found.start, found.end)
            continue
        yield found


def _stretch(page: Page, hit: re.Match[str]) -> Stretch:
    def number(name: str) -> float:
        return number_of(hit[name], page.language)

    end = hit.end()
    unit = _weeks(hit["unit"])
    half = 0.5 if hit["half"] else 0.0
    low = number("low")
    high = number("high") if hit["high"] else low
    first, last = (low + half) * unit, (high + half) * unit
    in_years = unit == 52
    if hit["then"]:
        other = _weeks(hit["unit2"])
        last = (number("then") + (0.5 if hit["half2"] else 0)) * other
        in_years = in_years and other == 52
    elif hit["bare"]:
        last = number_of(hit["bare"], page.language) * unit
    else:
        end = hit.end("half") if hit["half"] else hit.end("unit")
    if _FORTNIGHT.match(hit[0]):
        first, last = 2.0, max(2.0, last if hit["then"] else 2.0)
    vague = is_vague(hit["low"], page.language)
    return Stretch(
        hit.start(), end, min(first, last), max(first, last), in_years, vague, bool(hit["plus"])
    )


def _weeks(unit: str) -> float:
    return next(weeks for weeks, words in _WEEKS if words.fullmatch(unit))


def in_weeks(weeks: float) -> float:
    """Weeks as a profile keeps them: `ten days` are 1.4."""
    return round(weeks, 1)


def long_term(page: Page) -> None:
    """Ask how long `long term` is; what has no end has no longest stay."""
    for hit in page.find(_LONG_TERM):
        page.take(*hit.span())
        if not page.said("min_weeks") and not page.said("max_weeks"):
            page.ask(
                ("min_weeks",),
                "How long is long term?",
                ("Three months or more", {"min_weeks": 13.0}),
                ("A year or more", {"min_weeks": 52.0}),
                ("Two years or more", {"min_weeks": 104.0}),
            )
    for hit in page.find(_OPEN):
        page.take(*hit.span())
