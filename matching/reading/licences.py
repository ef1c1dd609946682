"""Where the writer may practise: countries of licences, passports and of who registers them."""

from __future__ import annotations

import re

from matching.names import Mention
from matching.reading.nationalities import CITIZENS
from matching.reading.page import Page
from matching.reading.regulators import STATES_LICENSE, regulators_in

_LICENSED = re.compile(
    r"\b(?:licen[sc]e[ds]?|licensed and registered|registered(?: nurse)?|registration"
    r"|board[- ]certified|certified"
    r"|accredited|passport|citizen(?:ship)?|gmc|nmc|permit|cedula(?: profesional)?"
    r"|colegiad[oa]|licencia|titulo"
    r"|matricula(?:da|do)?|nacionalidad|ciudadan[oa]|registro|crm|coren|licenca|cidada[o]?"
    r"|nacionalidade|inscrit[e]?"
    r"|diplome[e]?|autorise[e]?|nationalite)(?: [\w'-]+){0,2}?\s+(?:(?:in|of|with|for|by|from"
    r"|both|en|em|no|na|au|de|du|a|d')\s*)+(?:the )?$"
)
"""Words after which a country is one of the licence."""
_LICENCE_AFTER = re.compile(
    r"^[\s-]*(?:board[- ])?(?:licen[sc]ed?|licen[sc]e|registered|registration|certified"
    r"|passport|citizen|board[- ]certified"
    r"|trained and licensed|citizenship|reg\b|nationality|nationalite|nacionalidad"
    r"|state licen[sc]e|rn\b)"
)
_LAPSED = re.compile(
    r"\b(?:lapsed|expired|old|former|no longer|used to|not|never|vencida|caducada"
    r"|expiree)\b[\w ]*$"
)
WHY_CITIZEN = "A nationality; is your licence from there?"
_I_AM = re.compile(r"\b(?:i'?m|i am|we are|we're|soy|sou|je suis)\s+(?:an? |half )?$|\bhalf[- ]$")
_PASSPORT = re.compile(
    r"\b(?:passports?|citizenship|nationality|nationalite|nacionalidade?|pasaporte|passaporte)"
    r"(?: is|:| es)?\s*$"
)
_OTHERS = re.compile(r"\b(?:train|teach|help|with|for|support)\w*\s+(?:\w+ )?$")
_OVER = re.compile(r"[^,.;]{0,20}\b(?:lapsed|expired)\b")
_ANOTHER_STATE = re.compile(r"\s*(?:,|\+|&|and|/)+\s*(?:and )?")


def bodies(page: Page) -> None:
    """Read `licensed_in` of who licenses: `GMC register`, `licensed in Ohio + New Mexico`."""
    states_end = None
    hits = list(regulators_in(page.written))
    hits += [
        (hit.start(), hit.end(), "US")
        for hit in re.finditer(r"(?<!\w)Georgia(?!\w)", page.written)
        if any(
            iso2 == "US"
            and _ANOTHER_STATE.fullmatch(page.plain[min(end, hit.end()) : max(start, hit.start())])
            for start, end, iso2 in hits
        )
    ]
    for start, end, iso2 in sorted(hits):
        is_over = _LAPSED.search(page.before(start)) or _OVER.match(page.plain, end)
        if not page.free(start, end) or is_over:
            continue
        if iso2 in STATES_LICENSE:
            goes_on = states_end is not None and _ANOTHER_STATE.fullmatch(
                page.plain[states_end:start]
            )
            if not goes_on and not _LICENSED.search(page.before(start)):
                if page.plain[start:end].startswith("new "):
                    page.take(start, end)  # `New Mexico` is not Mexico
                continue
            states_end = end
        if iso2 in page.said("licensed_in"):
            page.take(start, end)
        else:
            page.say("licensed_in", iso2, start, end)


def licence(page: Page, one: Mention) -> bool:
    """Read the country of a licence or a passport; True where it is one, in force or not."""
    code = next((name.id for name in one.readings if name.kind == "country"), "")
    before, after = page.before(one.start), page.plain[one.end :]
    led = _LICENSED.search(before)
    if not led and page.said("licensed_in") and (page.parts[-1].field == "licensed_in"):
        led = re.search(
            r"\b(?:licen|regist|citizen)[\w ]*\b.*\b(?:and|&|y|e|et)\s+(?:the )?$", before
        )
    tail = _LICENCE_AFTER.match(after)
    if not code or not (led or tail):
        return False
    lapsed = _LAPSED.search(before[: led.start()] if led else before)
    if not lapsed and not _OVER.match(page.plain, one.end):
        page.say("licensed_in", code, one.start, one.end + (tail.end() if tail and not led else 0))
    return True


def citizens(page: Page) -> None:
    """`I'm Brazilian`, `a British passport`; where only the profession follows it is doubtful."""
    for hit in page.find(CITIZENS.pattern):
        code = CITIZENS.country(hit["who"])
        before, after = page.before(hit.start()), page.plain[hit.end() :]
        if _PASSPORT.search(before):
            page.say("licensed_in", code, *hit.span())
        elif (tail := _LICENCE_AFTER.match(after)) and not _LAPSED.search(before):
            page.say("licensed_in", code, hit.start(), hit.end() + tail.end())
        elif _I_AM.search(before) or (
            _before_person(page, hit.end()) and not _OTHERS.search(before)
        ):
            page.say("licensed_in", code, *hit.span(), WHY_CITIZEN)


def _before_person(page: Page, at: int) -> bool:
    return any(
        m.start >= at
        and not page.plain[at : m.start].strip(" -")
        and page.plain[m.end - 1 : m.end] != "s"
        for m in page.mentions
        if any(name.kind in ("profession", "specialty") for name in m.readings)
    )
