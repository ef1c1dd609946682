"""Years in the profession."""

from __future__ import annotations

import re

from matching.names import PERSON
from matching.reading.durations import Stretch, stretches
from matching.reading.page import Page

_CUE_AFTER = re.compile(
    r"^[\s,'’+-]*(?:(?:of|de|d'|of my|of solid|s'? of)\s*)?(?:[\w&-]+\s+){0,3}?"
    r"(?:exp(?:erience|erienced|eriencia|\b)|post[- ]?(?:qual|grad|reg|licen|cct|msc|resid"
    r"|fellow)\w*|qualified"
    r"|(?:in|of) practice|practi[sc]ing|under my belt|on the job|in the (?:profession|job|field|nhs"
    r"|icu|itu|er|ed|or|business|trade)|in (?:icu|itu|er|ed|a&e|theatres?|the theatre)"
    r"|as\b|working|profession|profissao|profesion|carreira|carrera|metier|pratique|practica"
    r"|service|servicio|trabajando|trabalhando|de exercicio|formad[oa]|career|licensed|nursing)"
)
"""What follows years of work."""
_CUE_IN = re.compile(r"^\s*(?:years )?in\b\s*(?=[,.;:!&-]|$|and\b|now\b)")
"""`12 yrs in`."""
_SINCE_SCHOOL = re.compile(
    r"\s*(?:out of|since|past|beyond) (?:my )?(?:[a-z]+ )?(?:school|residency|training|fellowship"
    r"|graduation|graduating|college|university|internship|registration|qualifying)\b"
)
"""`two years out of dental school`; who looks for a year out of training wishes for it."""
_CUE_BEFORE = re.compile(
    r"(?:experience(?: of|:)?|qualified(?: for)?|practi[sc](?:ing|ed)(?: for)?|work(?:ed|ing)"
    r"(?: as [\w ]+)?(?: for)?|(?:i have|i've|have|with|with over|con|com|avec|j'ai|tengo|tenho)"
    r"(?: (?:over|more than|about|around|nearly|almost|some|mas de|mais de|plus de|unos))?"
    r"|been (?:an? )?[\w ]+ for|for (?:over|more than|nearly|almost|the (?:last|past))"
    r"|over the (?:last|past)|desde hace|ha(?:ce)?|depuis|experiencia(?: de)?)\s*$"
)
"""What comes before years of work."""
_NEVER_AFTER = re.compile(
    r"^[\s-]*(?:posts?\b(?!-)|contracts?|placements?|stints?|terms?|minimum|min\b|max|commitment"
    r"|missions?"
    r"|(?:in|at|to) (?:africa|asia|latin)|abroad|overseas|out\b|off\b|or (?:more|longer)"
    r"|leave\b|at a time)"
)
"""What follows the length of a stay."""
_STAY_BEFORE = re.compile(
    r"\b(?:for|up to|at least|minimum(?: of)?|min|max(?:imum)?(?: of)?|por|pour|pendant|durante"
    r"|commit(?: to)?|free|spare|give|spend|stay|away|take|leave for|could do|can do|want|offer"
    r"|looking for|hasta|ate|jusqu'a|available|por lo menos|al menos|pelo menos|au moins|within)"
    r"(?: (?:about|around|roughly|maybe|perhaps|another|unos|uns|environ))?\s*$"
)
"""What comes before the length of a stay."""
_SINCE = re.compile(
    r"\b(?:since|qualified(?: in)?|graduated(?: in)?|class of|practi[sc]ing since|depuis|desde"
    r"|graduad[oa] en|formad[oa] em|diplomee? en|licensed in)\s+(?P<year>(?:19|20)[0-9]{2})\b"
)
"""A year since when."""
_OTHERWISE = re.compile(
    r"\b(?:liv(?:e|ed|ing)|every|each|weeks?|trips?|going|married|member|home|resident|retired"
    r"|together|volunteer\w*|vegan|sober|clean|vivo|moro|habite|based)\b"
)
"""What else somebody may do since a year."""
_QUALIFIED_AGO = re.compile(
    r"\b(?:qualified|graduated|registered|became an? [\w ]+)\s+(?P<years>[0-9]{1,2}) (?:years"
    r"|yrs) ago"
)
_BARE = re.compile(
    r"\b(?P<years>[0-9]{1,2})\+? (?:of |de |d')(?:experience|experiencia|exp\b|profissao|profesion)"
    r"|\band (?P<job>[0-9]{1,2}) (?:on the job|in the (?:field|job)|in practice)"
)
"""`45 años, 18 de experiencia`."""
SURE = 3
"""Years from which on a bare number of years is one of experience."""
MAY_BE_AGE = 20
MOST = 70


_SPENT = re.compile(r"\b(?:spent|did|passe|pase|passei)\s*(?:about |over |almost |nearly )?$")
_BEHIND = re.compile(r"\s*(?:with|w/|at|in|for)\s[^,.;]{1,40}\balready\b")
"""What one has behind: `two years with an agency in Chad already`, neither a wish nor a career."""


def experience(page: Page) -> list[Stretch]:
    """Read years in the profession, and give the stretches that are none."""
    for hit in page.find(_QUALIFIED_AGO):
        page.say("years_experience", float(hit["years"]), *hit.span())
    for hit in page.find(_SINCE):
        if _OTHERWISE.search(page.before(hit.start(), pause=True)):
            page.take(*hit.span())
            continue
        years = page.today.year - int(hit["year"])
        if 0 <= years <= MOST and not page.said("years_experience"):
            there = re.search(
                r"\bwork\w* (?:here |in|at|for)\b", page.before(hit.start(), pause=True)
            )
            doubt = "Is that all of your work in the profession?" if there else ""
            page.say("years_experience", float(years), *hit.span(), doubt)
    for hit in page.find(_BARE):
        page.say("years_experience", float(hit["years"] or hit["job"]), *hit.span())
    rest = []
    told: list[tuple[int, Stretch, str]] = []
    for one in stretches(page):
        behind = one.in_years and _BEHIND.match(page.after(one.end, pause=True))
        if behind:
            page.take(one.start, one.end + behind.end())
            continue
        if _SPENT.search(page.before(one.start)) and not re.match(
            r"\s*(?:as|of it)\b", page.plain[one.end :]
        ):
            page.take(one.start, one.end)
            continue
        kind, doubt = _kind(page, one) if one.in_years else (0, "")
        if kind:
            told.append((kind, one, doubt))
        else:
            rest.append(one)
    if told and not page.said("years_experience"):
        told.sort(key=lambda item: -item[0])
        _, one, doubt = told[0]
        page.say("years_experience", round(one.high / 52, 1), one.start, _cue_end(page, one), doubt)
    for _, one, _ in told:
        page.take(one.start, one.end)
    return rest


def _kind(page: Page, one: Stretch) -> tuple[int, str]:
    """How surely years are years of work, 3 the most and 0 not at all, and why it is doubtful."""
    after, before = page.after(one.end), page.before(one.start, pause=True)
    years = one.high / 52
    if years > MOST:
        return 0, ""
    if _CUE_AFTER.match(after.split(",")[0][:60]) and not re.match(
        r"\s*as an? (?:volunteer|mission)", after
    ):
        return 3, ""
    if _CUE_IN.match(after):
        return 3, ""
    if _SINCE_SCHOOL.match(after) and not _wishes(before) and not _STAY_BEFORE.search(before):
        return 3, ""
    if _NEVER_AFTER.match(after):
        return 0, ""
    if re.search(r"\bdid\s*$", before) or re.match(r"\s+of (?:it|that|this)\b", after):
        return 2, "Is that all of your work in the profession?"
    if re.search(r"\bfor\s*$", before) and years >= SURE and not _wishes(before):
        return 2, ""
    if _STAY_BEFORE.search(before):
        return 0, ""
    if _CUE_BEFORE.search(before):
        return 2, "" if years >= SURE else YEARS_OF_WHAT
    if one.low != one.high:
        return 0, ""
    if years < SURE and _bare_after_profession(page, one, before):
        return 1, YEARS_OF_WHAT
    if page.language != "en" and years >= MAY_BE_AGE:
        return 1, "Are these years of work, or is it your age?"
    return (1, "") if years >= SURE else (0, "")


YEARS_OF_WHAT = "Are these years of work, or how long you can come?"


def _bare_after_profession(page: Page, one: Stretch, before: str) -> bool:
    """`NP, 2 yrs.`: digits alone right after what somebody is."""
    if before.strip() or not page.plain[one.start].isdigit():
        return False
    if not re.match(r"\s*[,.;]", page.plain[one.end :]):
        return False
    led = page.plain[: one.start].rstrip(" ,")
    return any(
        m.end == len(led) and name.kind in PERSON for m in page.mentions for name in m.readings
    )


def _wishes(before: str) -> bool:
    return bool(
        re.search(
            r"\b(?:wants?|likes?|go|come|serve|free|move|leave|available|looking|together)\b",
            before,
        )
    )


def _cue_end(page: Page, one: Stretch) -> int:
    """The words `of experience` belong to the years."""
    hit = re.match(
        r"\+?(?:[' ]*(?:of |de |d')?\s?(?:experience|experiencia|exp\b|profissao|profesion))",
        page.plain[one.end :],
    )
    return one.end + hit.end() if hit else one.end
