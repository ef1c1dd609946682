"""What the writer would like to work on, and in what surroundings."""

from __future__ import annotations

import re

from matching.aspects.own_words import wishes_to_teach
from matching.names import PERSON, Mention
from matching.reading.backgrounds import is_background
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
    r"(?:staff|people(?= (?:on|in|to|how))|nurses|doctors|techs|medics|trainers|interns"
    r"|clinical officers|helpers|midwives"
    r"|therapists|physios|technicians|surgeons|residents"
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
    r"\b(?:eye|cataract|medical|health|surgical|surgery|dental|cleft|summer|kids|screening|week"
    r"|day|weekend|outreach|mobile|teaching"
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
    if "medical-education" not in page.said("focus_areas"):
        _courses(page)
    for one in page.mentions:
        if any(n.kind == "setting" for n in one.readings):
            _setting(page, one)
    lectures = "|lectur(?!er)" if page.language == "en" else ""
    teaches = re.search(
        rf"\b(?:teach(?!er){lectures}|mentoring|curricul|simulation|preceptor)\w*", page.plain
    )
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


def _courses(page: Page) -> None:
    """`endoscopy training in Mongolia`: somebody gives it who has a profession."""
    for hit in page.find(_TRAINING):
        before = page.before(hit.start(), pause=True)
        if (
            not _HAD.search(before)
            and not _HAD.match(hit[0])
            and not _WARD.match(page.plain, hit.end())
        ):
            page.say(
                "focus_areas", "medical-education", *hit.span(), "Read as training that you give."
            )
            return


_TRAINING = re.compile(
    r"\b[a-z]{4,} (?:training|courses?|workshops?|teaching)\b(?! hospital| post| job)"
)
_HAD = re.compile(
    r"\b(?:no|my|had|have|did|done|completed?|finish\w*|with|of|in|medical|residency|further"
    r"|formal|any|some"
    r"|special\w*|prior|previous|need|want|get|getting|receive|after|during|their|language"
    r"|of course|this)\b"
    r"[^,.;]{0,20}$|(?:medical|formal|special\w*|language|residency|further|some|more|have|need) "
)


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
    gains = re.search(r"\b(?:want|gain|get|need|looking for|some) (?:\w+ )?experience in ", before)
    if (_PAST.search(before) and not gains) or _is_work(page, one):
        page.take(one.start, one.end)
        return
    stands = stand(page, one.start, one.end, spots)
    if stands == "no":
        page.take(one.start, one.end)
        return
    doubt = "" if stands == "yes" else "It is not clear whether this is ruled out too."
    if names[0].id == "hearing" and plain == "deaf" and _OWN.match(page.plain, one.end):
        doubt = "You may say that of yourself."
    elif plain == "trauma" and not _WISHES.search(before):
        doubt = "You may say what you have done."
    elif plain == "feeding":
        doubt = "Feeding may be therapy."
    elif re.search(r"\b(?:maybe|perhaps|possibly|talvez|quiza|peut-etre)\b[^,.;]{0,20}$", before):
        doubt = "You say perhaps."
    chosen = names[0]
    if len(names) > 1 and COUNSELS & set(page.said("profession") + page.said("specialties")):
        chosen = next((n for n in names if n.id == "trauma-informed-care"), chosen)
    page.say("focus_areas", chosen.id, one.start, one.end, doubt)


COUNSELS = {
    "psychologist", "mental-health-counselor", "social-worker", "chaplain", "psychiatry",
    "mental-health-nursing",
}  # fmt: skip
"""Those for whom `trauma` is no injury."""
_OWN = re.compile(r"\s*(?:[(,.;]|myself|but|and i\b|$)")


_LED = re.compile(r"\b(?:at|in|of|for|from|with) (?:an? |the )?(?:[\w'-]+ ){0,3}$")


def _is_workplace(page: Page, one: Mention) -> bool:
    """`a paediatric surgeon at a children's hospital`: somebody's own, where nothing is wished."""
    before = page.before(one.start)
    if _WISHES.search(before) or not _LED.search(before):
        return False
    offset = one.start - len(before)
    people = any(
        offset <= m.start < one.start and n.kind in PERSON
        for m in page.mentions
        for n in m.readings
    )
    return people and not _GOES.search(before)


_GOES = re.compile(r"\b(?:to|weeks?|months?|days?|for)\b")


_WARD = re.compile(
    r"\s+(?:cent(?:er|re)s?|units?|wards?|dep(?:artmen)?t|floor|bay|icu|team lead)\b"
)
_PRACTICE = re.compile(r"\b(?:my|our|his|her|gp|dental|the|own|doctor'?s) (?:own )?$")


def _is_work(page: Page, one: Mention) -> bool:
    """Words that name where somebody works or what they have: `trauma unit`, `my surgery`."""
    plain, before = page.plain[one.start : one.end], page.before(one.start)
    wished = _WISHES.search(before)
    if plain == "surgery" and _PRACTICE.search(before):
        return not re.search(r"\b(?:have|need)\b", before[-20:])
    if plain in ("operate", "operating") and not wished:
        return True
    if _WARD.match(page.plain, one.end) and not wished:
        return True
    if plain == "rural" and re.match(r" [A-Z]", page.written[one.end :]) and not wished:
        return True  # `rural Montana`
    return not wished and is_background(page, one.start, one.end)


def _setting(page: Page, one: Mention) -> None:
    plain = page.plain[one.start : one.end]
    name = next(n for n in one.readings if n.kind == "setting")
    before = page.before(one.start)
    both = any(n.kind == "focus_area" for n in one.readings)
    if name.id == "remote" or not (both or page.free(one.start, one.end)):
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
    told = is_background(page, one.start, one.end) and not _WISHES.search(before)
    if (work and not _WISHES.search(before[: work.start()])) or told:
        page.take(one.start, one.end)
        return
    if re.match(
        r"'s\b|\s+(?:engineer|administrator|job|porter|ceo|manager|director|nurse|at home"
        r"|an? (?:week|month)|per (?:week|month)|every)\b",
        page.plain[one.end :],
    ) or any(
        m.start == one.end + 1 and n.kind in PERSON for m in page.mentions for n in m.readings
    ):
        return
    doubt = "You may say where you work now." if _is_workplace(page, one) else ""
    page.say("settings", name.id, one.start, one.end, doubt)
    if name.id == "camp" and re.search(r"refugee|refugiad|refugies|idp", plain):
        page.say("focus_areas", "refugees", one.start, one.end)
