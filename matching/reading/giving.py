"""What kind of time the writer gives: hours a week, a day, at short notice, from home, all."""

from __future__ import annotations

import re

from matching.reading.numbers import number_pattern
from matching.reading.page import Page

_EVERY = (
    r"(?:an?|per|each|every|al?|a la|por|par|/|most|cada|chaque)\s?(?:week|month|wk|mo\b"
    r"|semana|mes|semaine|mois|fortnight|quinzaine)"
)
_SO_LONG = r"(?:\w+|[0-9]+)[ -]?(?:hours?|hrs?|h|days?|weeks?)"
_NOTICE = (
    rf"(?:at|with|on|given|need) {_SO_LONG}'?s? notice|(?:at|on) short notice|short[- ]notice"
    r"|at (?:a )?(?:moment's|few days'?|days'?|a week's|very short) notice"
    r"|with (?:little|short|\w+ days'?) notice"
    rf"|{_SO_LONG}'?s? notice (?:is|would be|will be|suits?|works?|suffices?)"
)
"""`at 72 hours notice`."""
_READY = (
    r"on[- ]?call|on standby|stand[- ]?by|24/7(?= for|,|\.|;|$)|drop everything"
    rf"|ready (?:to \w+ )?(?:with)?in {_SO_LONG}|ready to go at any|leave within {_SO_LONG}"
    rf"|on a plane (?:with)?in {_SO_LONG}|deploy (?:quickly|fast|within)"
    r"|bags? (?:is |are )?(?:always )?packed|can leave tomorrow|(?:leave|deploy|go|travel"
    r"|available) (?:the )?same day"
    r"|(?:on|catch) the (?:next|first) (?:plane|flight)|emergency deployments?|rapid[- ]response"
    r"|be (?:there|on site|anywhere) (?:with)?in \w+ ?(?:hours?|hrs?|h|days?)"
    r"|deployed (?:again )?within (?:days|hours)|call me (?:when|if|any)|on (?:a|the|your) roster"
)
"""`can leave tomorrow`."""
_READY_ELSEWHERE = (
    r"preavis de \d+ jours?|con poco aviso|de un dia para otro|sin mucho aviso|a corto aviso"
    r"|em cima da hora"
    r"|de ultima hora|com pouco aviso|a qualquer momento|au pied leve|a la derniere minute"
    r"|dans l'urgence|en urgence|(?:sous|en|em|dentro de) \d+ ?h(?:oras|eures)?"
    r"|\d+ ?h(?:eures|oras)? (?:apres|despues|depois|tras)"
)
"""The same in Spanish, Portuguese and French."""
_ON_CALL = re.compile(rf"\b(?:{_NOTICE}|{_READY}|{_READY_ELSEWHERE})\b")
_ONLINE = re.compile(
    r"\b(?:(?:only |just |work |working )?(?:online|remotely|virtual(?:ly)?|from home(?: online)?"
    r"|(?:over|on|by|via) (?:an? )?(?:zoom|video|skype|phone|teams)(?: calls?)?"
    r"|remote (?:work|volunteering|support|help|teaching|consult\w*|mentoring|only)"
    r"|tele ?(?:health|medicine)|from my (?:desk|home|sofa|house)"
    r"|by phone|over the phone|phone support|tele[a-z]{4,}|en linea|a distancia|en remoto"
    r"|desde (?:casa|mi casa)|por internet|(?<!perto )"
    r"(?<!cerca )(?<!fora )de casa|on-?line|a distance|en ligne|depuis chez moi|par visio"
    r"|en visio|remote))\b(?!\s+(?:\w+\s+)?(?:villages?|areas?|communit|regions?|clinics?|places?"
    r"|hospitals?|islands?))"
)
_FAR = re.compile(
    r"\b(?:somewhere|anywhere|place|areas?|very|really|truly|quite) (?:very |really )?remote\b"
    r"(?! work)"
)
"""`somewhere remote` is far away, and not from home."""
_NO_TRAVEL = re.compile(
    r"\b(?:can'?t|cannot|can not|won'?t|not able to|unable to|don'?t want to|not going to"
    r"|no longer|no puedo|nao posso|ne peux pas|peux pas|not looking to"
    r"|no passport to)\b[^.;,]{0,25}\b(?:fly|travel|leave (?:home|town|my)|go (?:abroad"
    r"|overseas)|be away|get away|viajar|salir|voyager|partir)\b"
    r"|\bno travel(?:l?ing)?\b"
)
_NEAR = re.compile(
    r"\b(?:near(?: my)? (?:home|me|by|house)|nearby|close to (?:home|my home|where i live)"
    r"|local(?:ly)?(?! (?:nurse|doctor|staff|midwi|health|team|clinician|partner|people"
    r"|colleague|hospital|surgeon|therap|train))|in my (?:own )?(?:town|city|county|area"
    r"|neighbou?rhood|community)|around here|here in|in town|free clinic|at home in"
    r"|cerca de (?:casa|mi casa)|en mi (?:ciudad|pueblo|barrio)|perto de casa|na minha cidade"
    r"|pres de chez moi|dans ma ville|proche de chez moi)\b"
)
_FULL = re.compile(
    r"\b(?:full[- ]?time|tiempo completo|jornada completa|tempo integral|temps plein"
    r"|plein temps)\b"
)
_PART = re.compile(
    r"\b(?:part[- ]?time|medio tiempo|tiempo parcial|media jornada|meio periodo|tempo parcial"
    r"|temps partiel|mi-temps)\b"
)
_WORKS = re.compile(
    r"\b(?:i (?:now |currently |still )?work|still [a-z]+ing|operating|practi[sc]ing|working|work"
    r"|my|job|currently|employed|trabajo"
    r"|trabalho|je travaille)\s+(?:\w+ )?$"
)
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|lunes"
    r"|martes"
    r"|miercoles|jueves|viernes|lundi|mardi|mercredi|jeudi|vendredi|segunda|terca|quarta|quinta"
    r"|sexta)s?"
)
_AND_WEEKDAY = rf"(?:\s*(?:and|&|\+|,|/|y|e|et|or)\s*{_WEEKDAY}\b)"
_ON_WEEKDAYS = re.compile(
    rf"\b(?:(?:every|each|most|on|cada|os|los|le|les|tous les|toda|todas as) {_WEEKDAY}\b"
    rf"{_AND_WEEKDAY}*|{_WEEKDAY}\b{_AND_WEEKDAY}+|(?:mon|tues|wednes|thurs|fri)days"
    r"|weekdays?(?: (?:mornings?|afternoons?|evenings?))?)\b(?! (?:off to|thru|through|to)\b)"
)
"""`every Thurs + Fri`, `weekday mornings`."""
_ONE_OR_TWO = re.compile(
    rf"\b(?:an?|one) (?:shift|day|evening|morning|afternoon|hour|session|clinic) or (?:two|so)"
    rf" {_EVERY}"
)
_DAYS = (
    r"(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|sabados?"
    r"|domingos?|samedis?|dimanches?)"
)
_SATURDAY = re.compile(
    r"\b(?:(?:an?|one|the odd|some|occasional|every other|two|a couple of|most|algun(?:os)?|un"
    r"|um|alguns|un|quelques|le|on|free on) )?(?:saturdays?|sundays?|sabados?|domingos?"
    rf"|samedis?|dimanches?)(?: (?:mornings?|afternoons?|evenings?))?(?: {_EVERY}| now and then"
    r"| here and there| off)?"
)
_ONE_DAY = re.compile(
    r"\b(?:(?:for )?(?:just |only )?(?:a|one|1) (?:single )?day(?:'s)? (?:event|camp|clinic"
    r"|outreach|at a time|here and there)|one[- ]day (?:events?|clinics?|camps?|outreach\w*)"
    r"|(?<![-0-9])(?<![0-9] )day (?:events?|trips?|camps?)|a day here and there"
    r"|jornadas? de salud|mutiroes"
    r"|mutirao)\b"
)
REMOTE_PERHAPS = "You may also go there yourself."


def giving(page: Page) -> None:
    """Read `commitment`, and `settings: remote`, before lengths: `4 hours a week` is none.

    Parameters
    ----------
    page : Page
    """
    for hit in page.find(_ON_CALL):
        if not re.search(
            r"\b(?:not|no|can'?t|hate|sick of|tired of)\b[^,.;]{0,15}$",
            page.before(hit.start(), pause=True),
        ):
            page.say("commitment", "on-call", *hit.span())
    for hit in page.find(_FAR):
        page.say("focus_areas", "rural-health", *hit.span())
    online = [
        hit
        for hit in page.find(_ONLINE)
        if not re.search(
            r"\b(?:not|no|nothing|never|without)\s+(?:\w+ )?$"
            r"|\b(?:husband|wife|partner|hubby|he|she)(?:'s|'d|'ll)?\b(?![^,.;]*\b(?:i"
            r"|we)\b)[^,.;]*$",
            page.before(hit.start(), pause=True),
        )
    ]
    home_bound = page.has(_NO_TRAVEL)
    for hit in page.find(_NO_TRAVEL):
        page.take(*hit.span())
    hours = _hours(page)
    near = page.has(_NEAR)
    if online:
        only = (
            home_bound
            or any(hit[0].startswith(("only", "just")) for hit in online)
            or _only(page, online[0])
        )
        doubt = "" if only or not _else(page) else REMOTE_PERHAPS
        start, end = online[0].span()
        page.say("settings", "remote", start, end, doubt)
        page.say("commitment", "remote-hours", *(hours[0] if hours else (start, end)), doubt)
        for span in (*hours, *(hit.span() for hit in online)):
            page.take(*span)
    for start, end in hours:
        if not online and page.free(start, end):
            doubt = "" if near or home_bound else "Read as hours near home."
            page.say("commitment", "part-time", start, end, doubt)
    _days(page)
    _full_or_part(page)


def near_home(page: Page) -> bool:
    """Whether service near home is meant, so that the home counts."""
    return "part-time" in page.said("commitment") or page.has(_NEAR)


def _only(page: Page, hit: re.Match[str]) -> bool:
    if re.match(r",? (?:only|solo|apenas|uniquement|seulement)\b", page.plain[hit.end() :]):
        return True
    return bool(
        re.search(
            r"\b(?:only|just|solo|so|apenas|uniquement|seulement|que)"
            r"\s+(?:work |help |volunteer |trabalho |trabajo )?$",
            page.before(hit.start()),
        )
    )


def _else(page: Page) -> bool:
    """Whether a place to travel to or a length is named beside the work from home."""
    return any(
        name.kind in ("country", "region") for m in page.mentions for name in m.readings
    ) or bool(re.search(r"\b(?:either|or in person|as well as)\b", page.plain))


def _hours(page: Page) -> list[tuple[int, int]]:
    """Where so many hours, evenings or days a week stand."""
    number = number_pattern(page.language)
    pattern = re.compile(
        rf"(?:{number}(?:\s*(?:-|to|or|a|o|ou)\s*{number})?\s*)?(?:\b|(?<=[0-9]))(?:hours?|hrs?|h"
        rf"|horas?"
        r"|heures?|evenings?|afternoons?|mornings?|nights?|tardes?|noites?|noches?|soirs?"
        r"|matins?|(?:half )?days?|dias?|jours?|jornadas?|shifts?|times?|once|twice"
        rf"|{_DAYS})\s*{_EVERY}"
        rf"|\b(?:once|twice|weekly|una vez|uma vez|une fois)\s*{_EVERY}|\b(?:a few|some"
        r"|couple of) hours\b(?! (?:away|from|drive))|\bon my days off\b|\b"
        r"(?:in the )?evenings(?: and weekends)?\b(?=\s*(?:,|\.|$|or|and|near|close))"
    )
    found = []
    for hit in page.find(pattern):
        if _WORKS.search(page.before(hit.start(), pause=True)[-20:]) and not re.search(
            r"\bcan|could|would|want", page.before(hit.start(), pause=True)
        ):
            page.take(*hit.span())
            continue
        if (
            re.search(r"\b(?:saturday|sunday|sabado|domingo|samedi|dimanche)", hit[0])
            and "mo" in hit[0][-6:]
        ):
            continue
        found.append(hit.span())
    for hit in (*page.find(_ONE_OR_TWO), *page.find(_ON_WEEKDAYS)):
        if not _WORKS.search(page.before(hit.start(), pause=True)[-20:]):
            found.append(hit.span())
    return found


def _days(page: Page) -> None:
    for hit in (*page.find(_SATURDAY), *page.find(_ONE_DAY)):
        page.say("commitment", "event", *hit.span())


def _full_or_part(page: Page) -> None:
    for kind, words in (("full-time", _FULL), ("part-time", _PART)):
        for hit in page.find(words):
            if _WORKS.search(page.before(hit.start(), pause=True)) or re.match(
                r"\s*(?:job|at|in the (?:nhs|icu|er))\b", page.plain[hit.end() :]
            ):
                page.take(*hit.span())
            else:
                page.say("commitment", kind, *hit.span())
