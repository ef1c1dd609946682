"""Whether the writer is still in training: a student, a resident, a registrar."""

from __future__ import annotations

import re

from matching.names import PERSON, Mention
from matching.reading.company import relatives_end
from matching.reading.page import Page
from matching.reference.shipped import shipped_adjacency

_TRAINEE = re.compile(
    r"\b(?P<word>(?:chief |senior |specialist )?residents?|registrar|house officer|interns?"
    r"|internship|junior doctor|foundation (?:year )?doctor|pgy-? ?[0-9]|f[12]|fy[12]|st[1-8]"
    r"|ct[1-3]|fy ?[12]|sho|trainee|in training|residency|residente|interno|"
    r"(?<!medicina )interna|mir|r[1-5]"
    r"|(?<!medecine )interne|externe)\b"
    r"(?!\s+(?:of|in (?!(?:ob|em|im|peds?|paeds|surg|anes|fam|emerg|psych|orth|neuro|gen|int"
    r"|ped|med|rad|path|der|ur|ent|card|onc))|permit|visa))"
)
_FELLOW = re.compile(
    r"(?<!research )(?<!visiting )(?<!my )\b(?P<word>fellow)(?! of\b| (?:nurse|doctor|worker"
    r"|travel))\b"
)
_IN_A_FIELD = re.compile(r"\s*(?:,|-|in)?\s*(?:family|internal|emergency|ob|peds?|surg|anes|psych)")
"""What a resident's year stands before: `R3 in family medicine`."""
_NOT_TRAINEE = re.compile(
    r"\b(?:train\w*|teach\w*|supervis\w*|mentor\w*|former|finished|completed?|after|out of"
    r"|previous|educat\w+|bring\w*|with|our|two|local|post|since|did)[\s-]+(?:\w+ )?$"
)
_STUDENT = re.compile(
    r"\b(?P<word>(?:(?:med(?:ical)?|nursing|dental|pharmacy|midwifery|paramedic|optometry|pt"
    r"|ot|pa|physio|vet|health|psychology|nutrition|veterinary|grad(?:uate)?"
    r"|phd)\s+)?students?(?: (?:nurse|midwife|doctor|paramedic|physio(?:therapist)?|pharmacist"
    r"|dentist|nutritionist|radiographer|optometrist))?|pre-?med|undergrad(?:uate)?"
    r"|estudiantes?|estudante|academic[oa] de \w+|etudiante?s?(?: infirmiere?)?"
    r"|eleve infirmiere?|interno de medicina|(?:at|in) (?:med(?:ical)?|nursing|dental|pharmacy"
    r"|pa|pt) school|studying (?:to be(?:come)? an? |medicine|nursing|dentistry|pharmacy"
    r"|midwifery|physio\w*|to become an? )|estudio (?:medicina|enfermeria|odontologia"
    r"|fisioterapia)|(?:estudo|curso) (?:medicina|enfermagem|odontologia)|etudie la medecine)"
    r"(?P<of>\s+(?:of|in|de|em|en|d')\s*[a-z]+(?:\s+(?:dental|general|therapy))?)?"
)
_MEDICAL_YEAR = re.compile(r"\b(?:MS?-?[1-4]|MS ?I{1,3}V?)\b(?! ?(?:,0|km|%))")
"""`M4`: the fourth year of medical school."""
_NOT_STUDENT = re.compile(
    r"\b(?:train\w*|teach\w*|supervis\w*|mentor\w*|help\w*|with|for|of|examin\w*|tutor\w*"
    r"|lectur\w*|and|local|nursing and medical|ensenar a|formar|ensinar)\s+(?:\w+ ){0,2}?$"
)


def is_person(page: Page, one: Mention) -> bool:
    """Whether a mention names a profession or a specialty, and no other short word."""
    if not page.free(one.start, one.end):
        return False
    plain, written = page.plain[one.start : one.end], page.written[one.start : one.end]
    if (
        plain in ("od", "pa", "rt", "ot", "pt", "ide", "or", "cst", "id", "ent", "md", "dr")
        and not written.isupper()
        and (one.start > 3 or plain == "or")
    ):
        return False
    return any(name.kind in PERSON for name in one.readings)


def studies(page: Page) -> bool:
    """Whether the writer studies; what they study is no profession yet."""
    for hit in page.find(_STUDENT):
        before = page.before(hit.start(), pause=True)
        if _NOT_STUDENT.search(before) or relatives_end(page, hit.start()):
            continue
        if re.match(
            r"\s*(?:health|clinic|body|s\b|exchange|teaching|loans?)", page.plain[hit.end("word") :]
        ) or hit["word"].endswith("students"):
            continue
        graduate = re.search(
            r"\b(?:phd|grad(?:uate)?|master'?s?|mph|part[- ]time)\s*(?:\w+ )?$",
            before + hit["word"].split("student")[0],
        )
        if graduate and any(is_person(page, m) and m.end <= hit.start() for m in page.mentions):
            continue
        page.say("profession", "student", hit.start(), hit.end())
        page.say("trainee", "yes", hit.start(), hit.end())
        _field(page, hit)
        return True
    for hit in _MEDICAL_YEAR.finditer(page.written):
        for name, value in (("profession", "student"), ("trainee", "yes")):
            page.say(name, value, *hit.span())
        page.say("field_of_study", "physician", *hit.span())
        return True
    return False


def _field(page: Page, hit: re.Match[str]) -> None:
    """Read what is studied: beside the word, or the profession that somebody studies to have."""
    words = page.before(hit.start(), pause=True).split()[-3:]
    more = page.plain[hit.end() :].split()[:2] if hit["of"] else ()
    studied = shipped_adjacency().field_studied(" ".join((*words, hit[0], *more)))
    end = hit.end()
    if not studied and hit["word"].startswith("studying"):
        named = next((m for m in page.mentions if 0 <= m.start - hit.end() <= 1), None)
        professions = [n.id for n in named.readings if n.kind == "profession"] if named else []
        studied, end = (professions[0], named.end) if named and professions else ("", end)
    if studied:
        page.say("field_of_study", studied, hit.start(), end)


def in_training(page: Page) -> bool:
    """Read `trainee`; True where it is all that says that the writer is a physician."""
    alone = False
    for hit in (*_TRAINEE.finditer(page.plain), *_FELLOW.finditer(page.plain)):
        word, before = hit["word"], page.before(hit.start(), pause=True)
        if (
            _NOT_TRAINEE.search(before)
            or relatives_end(page, hit.start())
            or word.endswith("residents")
        ):
            continue
        if (
            re.fullmatch(r"f[12]|fy[12]|r[1-5]|mir|st[1-8]", word)
            and not page.written[hit.start() : hit.end()].isupper()
        ):
            continue
        if (
            word
            in (
                "r1",
                "r2",
                "r3",
                "r4",
                "r5",
                "mir",
                "interna",
                "interno",
                "residente",
                "externe",
                "interne",
            )
            and page.language == "en"
            and not (word[0] == "r" and _IN_A_FIELD.match(page.plain, hit.end()))
        ):
            continue
        if not page.said("profession"):
            if word in ("internship", "in training", "trainee", "residency", "fellow"):
                continue
            page.say("profession", "physician", *hit.span())
            alone = True
        page.say("trainee", "yes", *hit.span())
        return alone
    return False
