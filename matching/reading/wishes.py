"""What the writer would like to work on, and in what surroundings."""

from __future__ import annotations

import re

from matching.aspects.own_words import wishes_to_teach
from matching.names import Mention
from matching.reading.company import relatives_end
from matching.reading.negation import stand
from matching.reading.page import Page

_WEAK_FOCUS = frozenset(
    "education studies training formation prevention birth recovery formacion treinamento".split()
) | {"at home", "locally", "in training"}
"""Words that name a focus area only beside others."""
_TEACHES = re.compile(
    r"\b(?:do|doing|give|giving|provide|providing|some|help with|love|enjoy|like)\s+(?:the "
    r"|some )?$"
)
_TRAINS = re.compile(
    r"\b(?:train|training|teach|teaching|mentor|mentoring|coach|upskill|capacitar|formar"
    r"|ensenar|treinar|ensinar|capacitacao|capacitacion|former|formation)\s+(?:up\s+)?"
    r"(?:for\s+|d[eo]s?\s+|a\s+|aux?\s+|les\s+|los\s+|las\s+|os\s+|as\s+)?(?:\w+ ){0,2}?"
    r"(?:staff|nurses|doctors|midwives|therapists|physios|technicians|surgeons|residents"
    r"|students|colleagues|workers|crews|health workers|others|clinicians|pharmacists|assistants"
    r"|professionals|teams?|personal|enfermer[ao]s|matronas|medic[ao]s|parteiras|estudiantes"
    r"|estudantes|profissionais|soignants|infirmiere?s|sages-femmes|medecins|equipes?)\b"
)
_PAST = re.compile(
    r"\b(?:background in|experience (?:in|with)|worked (?:in|at|on|with)|used to|i did"
    r"|trained in|have done|years (?:in|of|at)|yrs (?:in|of|at)|been (?:in|at))\s+(?:an? "
    r"|the )?(?:\w+ )?$"
)
_WORKPLACE = re.compile(
    r"\b(?:(?<!to )(?<!can )(?<!could )work(?:ing|ed|s)? (?:now )?(?:at|in|for|on)|employed "
    r"(?:at|by|in)|currently (?:at|in)|job (?:at|in)|my(?: own)?|our(?: own)?|i run|i own"
    r"|running|years (?:in|at)|yrs (?:in|at)|manager of|head of|director of|matron (?:at|of)"
    r"|based (?:at|in)|trabajo en(?: un| el)?|trabalho (?:num|em|no)|je travaille (?:dans|en"
    r"|a)|from an?|at the)\s+(?:an? |the |un |una |um |uma |une )?(?:\w+ ){0,2}?$"
)
_WISHES = re.compile(
    r"\b(?:want|would|'d|like to|love|hope|looking|could|can|prefer|happy|willing|keen|quiero"
    r"|busco|quisiera|quero|procuro|gostaria|veux|cherche|voudrais|aimerais|interested)\b"
)
_EVENT_CAMP = re.compile(
    r"\b(?:eye|cataract|medical|health|surgical|surgery|dental|cleft|summer|kids|screening"
    r"|training)\s+$"
)
"""`cataract camps` are days of work, and no camp of refugees."""
_WEAK_SETTING = frozenset(
    "van campo community comunidad comunidade communaute terreno field universidad boat".split()
) | {"virtual", "in the field"}
"""Words that name a setting only in a wish."""


def wishes(page: Page) -> None:
    """Read `focus_areas` and `settings`.

    Parameters
    ----------
    page : Page
    """
    for hit in _TRAINS.finditer(page.plain):
        if not relatives_end(page, hit.start()) and stand(page, *hit.span()) == "yes":
            page.say("focus_areas", "medical-education", *hit.span())
    areas = [m for m in page.mentions if any(n.kind == "focus_area" for n in m.readings)]
    spots = [(m.start, m.end) for m in areas]
    for one in areas:
        if page.free(one.start, one.end):
            _area(page, one, spots)
    for one in page.mentions:
        if any(n.kind == "setting" for n in one.readings):
            _setting(page, one)
    teaches = re.search(r"\b(?:teach(?!er)|lectur(?!er)|mentoring)\w*", page.plain)
    if (
        teaches
        and "medical-education" not in page.said("focus_areas")
        and wishes_to_teach(page.plain)
    ):
        start, end = teaches.span()
        if (
            page.free(start, end)
            and not relatives_end(page, start)
            and stand(page, start, end) == "yes"
        ):
            page.say("focus_areas", "medical-education", start, end)


def _area(page: Page, one: Mention, spots: list[tuple[int, int]]) -> None:
    plain = page.plain[one.start : one.end]
    before = page.before(one.start, pause=True)
    names = [n for n in one.readings if n.kind == "focus_area"]
    if plain in ("wash", "aids") and not page.written[one.start : one.end].isupper():
        return
    if plain in _WEAK_FOCUS and not (
        names[0].id == "medical-education" and _TEACHES.search(before)
    ):
        return
    if names[0].id == "medical-education" and re.match(
        r"\s*(?:hospital|elective|post at|job)", page.plain[one.end :]
    ):
        return
    if relatives_end(page, one.start) and not re.search(r"\bwith\b", before):
        return
    if _PAST.search(before):
        page.take(one.start, one.end)
        return
    stands = stand(page, one.start, one.end, spots)
    if stands == "no":
        page.take(one.start, one.end)
        return
    page.say(
        "focus_areas",
        names[0].id,
        one.start,
        one.end,
        "" if stands == "yes" else "It is not clear whether this is ruled out too.",
    )
    if names[0].id == "refugees" or len(names) < 2:
        return


def _setting(page: Page, one: Mention) -> None:
    plain = page.plain[one.start : one.end]
    name = next(n for n in one.readings if n.kind == "setting")
    before = page.before(one.start)
    if name.id == "remote" or not page.free(one.start, one.end):
        return
    if plain in _WEAK_SETTING and not (
        name.id in ("community", "field-base")
        and re.search(r"\bin (?:the |an? )\w*$", before + plain[:8])
        and _WISHES.search(before)
    ):
        return
    if name.id == "camp" and _EVENT_CAMP.search(before):
        return
    if name.id == "classroom" and page.said("profession") == ["student"]:
        return
    if stand(page, one.start, one.end) == "no":
        page.take(one.start, one.end)
        return
    work = _WORKPLACE.search(before)
    if work and not _WISHES.search(before[: work.start()]):
        page.take(one.start, one.end)
        return
    if name.id == "clinic" and re.match(
        r"\s+(?:manager|director|nurse|at home)", page.plain[one.end :]
    ):
        return
    page.say("settings", name.id, one.start, one.end)
    if name.id == "camp" and re.search(r"refugee|refugiad|refugies|idp", plain):
        page.say("focus_areas", "refugees", one.start, one.end)
