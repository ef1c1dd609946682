"""Where the writer is, was or comes from: places that are told and not wished for."""

from __future__ import annotations

import functools
import re

from matching import columns as c
from matching.names import PERSON, Mention
from matching.reading.nationalities import CITIZENS
from matching.reading.page import Page
from matching.reading.regulators import STATES_LICENSE, regulators_in
from matching.reference.shipped import shipped_places

WISHES = re.compile(
    r"\b(?:want(?:s|ed|ing)?|wanna|would (?:like|love)|'d (?:like|love)|like to|love to"
    r"|hop(?:e|ing)|looking|wish|able|willing|happy|keen|prefer|can|could|seeking|plan(?:ning)?"
    r"|interested"
    r"|quiero|quisiera|gustaria|busco|puedo|quero|gostaria|procuro|posso|veux|voudrais"
    r"|aimerais|cherche|peux|open to)\b"
    r"[^.;]*$"
)
_WAS = (
    r"(?:was|were)(?= in\b)|worked|volunteered|served|lived|been|practi[sc]ed|interned|went"
    r"|travell?ed|done|did|spent"
    r"|ran|led|managed|founded|helped|taught|trained|studied|qualified|graduated|educated"
    r"|deployed|completed|stationed|posted|born|raised|grew up|brought up|had (?:an?|my)|backpacked"
    r"|vivi|trabaje|estudie|estuve|naci|pase|trabalhei|estive|passei|nasci|formad[oa]"
    r"|j'ai (?:travaille|vecu|passe|fait)|nee?(?= (?:en|au|aux|a)\b)|form[e]e?"
)
_IS = (
    r"(?:i'?m|i am|we're|we are) (?:an?|the|now|currently|both)|(?:i|we)(?:'m|'re| am"
    r"| are)? (?:now |currently |both )?(?:live|work|teach|study|run|manage)"
    r"|living|lives?|based|resident|resid(?:e|ing)|practi[sc](?:e|ing)|teaching|set up|studying"
    r"|employed"
    r"|(?<!to )(?<!can )(?<!could )(?<!'d )work(?:ing)?|native|citizen|here|home is"
    r"|(?:my|our) (?:home|family|parents|husband|wife|job|practice|current (?:job|post))"
    r"|(?:parents|family|mother|father|mum|mom|dad) (?:are|is|comes?|lives?)|head|director"
    r"|(?:years|yrs)(?= \w* ?in\b)|(?:now|currently)(?: working)?"
    r"|vivo|vivimos|atiendo|atendo|trabajo|moro|moramos|trabalho|residente|j'habite|habite"
    r"|je (?:vis|travaille)|j'exerce|(?:exercant|vivant|travaillant|viviendo|trabajando|morando)"
)
_MOVED = (
    r"moved|relocated|emigrated|immigrated|fled|came|transferred|returned|returning|originally"
    r"|originaire|de origen|(?:back|home)(?= from\b)|natural"
)
_IN = r"(?:in|on|at|of|to|from|near|around|across|en|em|no|na|nos|nas|de|du|des|da|do|au|aux|a|d')"
_TO_THERE = r"(?:the |my |back |rural |(?:north|south|east|west)ern |both |l'|el |la |o |le )*"
_LIVES = re.compile(
    rf"\b(?P<verb>(?P<past>{_WAS}|{_MOVED})|{_IS})(?P<more>(?: [\w'&-]+){{0,9}}?)"
    rf"\s+{_IN}\s?{_TO_THERE}$"
)
"""Words after which a place is where somebody is, was or comes from."""
_GOES_ON = re.compile(
    r" (?:to|want|would|could|seeking|aiming|dream\w*|and i|free|now"
    r"|for(?! (?:[\w-]+ ){1,3}?(?:years?|months?|weeks?|yrs?)\b))\b"
)
"""Words between with which something else starts."""
_WISHED_AFTER = re.compile(
    r"(?:\s*(?:,|/|or|and|o|ou|y|e|et) ?\w+)*\s+(?:would|is what|is (?:where|my (?:dream|goal|wish"
    r"|aim))|sounds"
    r"|appeals|seria|serait)\b"
)
"""`Working in Kenya would be a dream`."""
_DIRECT = re.compile(
    r"\b(?:visited|left|leave|leaving|toured|fled|seen|done"
    r"|(?:never|not|n't|hardly|nunca)(?: yet| ever)? "
    r"(?:been|worked|travell?ed|lived|gone|volunteered|left)?\s?(?:anywhere )?"
    r"(?:outside(?: of)?|out of|beyond|abroad from))\s+(?:the )?$"
)
"""`left Canada`, `never been outside the US`."""
_TOWN = re.compile(
    r"\b(?P<in>[Ii]n|[Aa]t|[Ff]rom|[Oo]f|[Nn]ear|en|em|de|à|a)\s+(?:the )?"
    r"(?:[A-Z][\w'’.&-]*\s+){0,3}[A-Z][\w'’.&-]*\s?[,(]\s*$"
)
"""A town before its country: `in Accra, Ghana`."""
_SCHOOL = re.compile(
    r"\b(?:univ(?:ersity|ersit[ae]t?|ersidade?|ersite)?\.?|college|uni|school|academy|institute"
    r"|ministry of health|moh|nhs|red cross)(?: (?:of|de|do|da))\s+(?:the )?$"
)
_OF_THERE = re.compile(
    r"\s*(?:university|univ\b|uni\b|college|medical school|central time|eastern time"
    r"|pacific time|time\b(?! to)|army|navy|air force|military|nhs|red cross"
    r"|hospital (?:nurse|doctor|system)"
    r"|grad(?:uate)?\b|embassy|school"
    r"|(?:relief|refugees?|refugee crisis|crisis|response|war) (?:in|at|on)\b)"
    r"|[- ](?:based|trained|educated|qualified|born|raised|expat|consultant|registrar|resident"
    r"|specialist)\b"
)
"""`Makerere University`, `US central time`, `UK-trained`: what is of a country, and not in it."""
_HOURS_OF = re.compile(
    r"\b(?:(?:central|eastern|pacific|mountain)(?: standard)? time|time zone)\W+$"
)
_LONG_AGO = (
    r"(?:(?:from |between |in |back in |since )?\(?(?P<year>(?:19|20)\d\d)(?:\s*(?:-|to|and)\s*"
    r"(?P<until>(?:19|20)\d\d|present|now))?\)?|[\w-]+ (?:years|yrs|months|weeks) ago"
    r"|last (?:year|summer|spring|winter|month|fall|autumn|christmas|week)|already|recently"
    r"|(?:several|many|two|three|four|[2-9]) times|x ?[2-9]"
    r"|previously|twice before|before(?=\s*(?:[,.;!)]|$|and\b|with\b)))"
)
_AFTERWARDS = re.compile(rf",?\s*{_LONG_AGO}(?![\w])")
_EARLIER = re.compile(
    r"\b(?:last (?:year|summer|spring|winter|month|fall|autumn)|the year before|[\w-]+ years ago"
    r"|in (?:19|20)\d\d|previously)\b"
)
_NATIVE_OF = re.compile(
    r"\b(?:i'?m|am|come|comes|originally|here|dr|doc|tech|aide|resident|[a-z]*(?:nurse|doctor|ist"
    r"|er|or|eon|an"
    r"|wife"
    r"|ic|rn|gp|md|pharmacist|physio|student|np|pa|cna|emt))"
    r" from (?:the )?$"
)
"""`nurse from`, `I'm from`."""
_OF_STUDENT = re.compile(
    r"\b(?:students?|residents?)[^().;]{0,15}\((?:[\w' ]{1,20}, )?$"
    r"|\b(?:nativ[oa]|native|fluent|tongue|materna|maternelle)\s*\($"
)
"""`student (final year, Ghana)`, `español nativo (Argentina)`."""
_PEOPLE_FROM = re.compile(
    r"\b(?:refugees?|migrants?|people|patients|famil(?:y|ies)|children|kids|victims|survivors"
    r"|asylum seekers"
    r"|colleagues|friends?|immigrants?|refugiad[oa]s|migrantes|refugies) (?:from|de|of) (?:the )?$"
)
"""`refugees from`: a place; of the work it is what they live through."""
_CALLED_OFF = re.compile(
    r"\s*(?:just |has |have |was |got |were )*(?:fell|fallen|cancell?ed|called off)\b"
)
_EVENT_IN = re.compile(
    r"\b(?:after|during|since) (?:the )?(?:[\w-]+ )?(?:earthquakes?|wars?|hurricanes?|outbreaks?"
    r"|tsunamis?"
    r"|floods?|flooding|ebola|crisis|cyclones?|typhoons?) in (?:the )?$"
)
"""`After the earthquake in`, where somebody helped then."""
_HELPED = re.compile(r"\b(?:volunteered|worked|went|helped|served|was|were|deployed)\b")
_SINCE_IN = re.compile(r"\bsince (?:19|20)\d\d,? (?:in|at) (?:the )?$")
_AND = re.compile(
    r"\s*(?:,|and|&|or|/|\+|y|e|et|then)\s*(?:(?:and|then|later) )?(?:the |in |en |em |to )*"
)


def backgrounds(page: Page, found: list[Mention]) -> list[Mention]:
    """Places where somebody lives, has worked or comes from, with the lists they start.

    Parameters
    ----------
    page : Page
    found : list of Mention
        All places that the page names, in their order.
    """
    back: list[Mention] = []
    for number, one in enumerate(found):
        previous = found[number - 1] if number else None
        listed = (
            previous is not None
            and previous in back
            and _AND.fullmatch(page.plain[previous.end : one.start])
            and not _of_the_person(page, previous)
        )
        of_others = _PEOPLE_FROM.search(_without_town(page, one.start))
        if (
            listed
            or of_others
            or _of_the_person(page, one)
            or is_background(page, one.start, one.end)
        ):
            back.append(one)
    for one, following in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        gap = page.plain[one.end : following.start]
        joined = following in back and re.fullmatch(r"\s*(?:and|&|y|e|et)\s+", gap)
        if joined and one not in back and _is_past(page, following.end, page.before(one.start)):
            back.append(one)
    return back


def is_background(page: Page, start: int, end: int) -> bool:
    """Whether words stand where the writer tells what they do, did or are."""
    before = _without_town(page, start)
    if before.strip() in ("from", "from the"):
        return True  # `Dr. med. from`
    if _NATIVE_OF.search(before) and not WISHES.search(before):
        return True
    if _SINCE_IN.search(before) or _from_town(page, start):
        return True
    if _CALLED_OFF.match(page.plain, end) or (
        _EVENT_IN.search(before) and _HELPED.search(before + page.after(end))
    ):
        return True
    if _DIRECT.search(before) or _SCHOOL.search(before) or _HOURS_OF.search(before):
        return True
    if _is_past(page, end, before):
        return True
    hit = _LIVES.search(before)
    if hit is None or _GOES_ON.search(hit["more"]) or WISHES.search(hit["more"]):
        return False
    led = before[: hit.start()]
    if _WISHED_AFTER.match(page.plain, end) or re.search(r"\bto (?:be )?$", led):
        return False
    return bool(hit["past"] and not re.search(r"\bto be $", led)) or not WISHES.search(led)


def _from_town(page: Page, start: int) -> bool:
    """`Nurse from Cebu, Philippines`: a town from which somebody comes, and its country."""
    before = page.before(start)
    town = _TOWN.search(page.written, start - len(before), start)
    if town is None or town["in"].casefold() not in ("from", "de"):
        return False
    led = page.plain[start - len(before) : town.start()]
    return not WISHES.search(led) and not re.search(r"[0-9]|\bcerca $|\bperto $|\bpres $", led)


def _without_town(page: Page, start: int) -> str:
    """The words before a place without the town of it: `in Accra, ` before Ghana."""
    before = page.before(start)
    town = _TOWN.search(page.written, start - len(before), start)
    if town is None:
        return before
    return page.plain[start - len(before) : town.end("in")] + " "


def _is_past(page: Page, end: int, before: str) -> bool:
    """`in Chad already`, `in Chad in 2011`, `a month in Chad last year`."""
    hit = _AFTERWARDS.match(page.plain, end)
    clause = re.split(r"[,(]|\bbut\b", before)[-1]
    if hit and not WISHES.search(clause):
        year = hit["until"] or hit["year"]
        return not year or not year.isdigit() or int(year) < page.today.year
    return bool(_EARLIER.search(clause)) and not WISHES.search(clause)


def _of_the_person(page: Page, one: Mention) -> bool:
    """`UK nurse`, `UK-based`, `physician associate (UK)`: where somebody is from."""
    if _OF_THERE.match(page.plain, one.end) or _body_beside(page, one):
        return True
    people = [m for m in page.mentions if any(n.kind in PERSON for n in m.readings)]
    bracketed = re.match(r"(?: city)?\)", page.plain[one.end :]) and (
        any(page.plain[m.end : one.start].strip() == "(" for m in people)
        or _OF_STUDENT.search(page.plain[: one.start])
    )
    if any(re.fullmatch(r" from (?:the )?", page.plain[m.end : one.start]) for m in people):
        return True
    homes = any(is_often_home(name.id) for name in one.readings)
    if homes and any(page.plain[m.end : one.start] == " " for m in people):
        return True  # `dental nurse UK`
    if page.language != "en" and (
        any(page.plain[m.end : one.start] == " " for m in people) or _says_from_where(page, one)
    ):
        return True  # `psicóloga argentina`
    beside = any(m.start == one.end + 1 and page.plain[one.end] == " " for m in people)
    return bool(bracketed) or (beside and len(page.before(one.start, pause=True).split()) <= 3)


def _says_from_where(page: Page, one: Mention) -> bool:
    """`Dermatóloga, argentina,`: the word for a woman of a country, which is that for it too."""
    return (
        page.written[one.start].islower()
        and CITIZENS.pattern.match(page.plain, one.start) is not None
        and re.search(r"(?:^|[,.(])\s*$", page.plain[: one.start]) is not None
    )


def _body_beside(page: Page, one: Mention) -> bool:
    """`UK GMC`, `GMC (UK)`: a country beside who licenses there."""
    near = page.written[max(0, one.start - 12) : one.end + 12]
    at = max(0, one.start - 12)
    return any(
        iso2 not in STATES_LICENSE
        and (
            not page.plain[one.end : at + start].strip()
            if at + start >= one.end
            else not page.plain[at + end : one.start].strip(" (,-")
        )
        for start, end, iso2 in regulators_in(near)
    )


@functools.cache
def _wealthy() -> frozenset[str]:
    countries = shipped_places().countries
    return frozenset(countries.index[countries[c.INCOME] == "High"])


def is_often_home(country: str) -> bool:
    """Whether more who volunteer come from a country than go there."""
    return country in _wealthy()
