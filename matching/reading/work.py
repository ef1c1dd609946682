"""Who the writer is by profession, and in what they are specialized."""

from __future__ import annotations

import re

from matching.names import PERSON, Mention, Name
from matching.reading.company import relatives_end
from matching.reading.page import Page
from matching.reading.training import in_training, is_person, studies
from matching.reference.shipped import shipped_vocabulary

_OTHERS = re.compile(
    r"\b(?:train(?:ing)?|teach(?:ing)?|mentor(?:ing)?|support(?:ing)?|help(?:ing)?|work"
    r"(?:ing)? (?:with|alongside)|alongside|supervis\w+|educat\w+|tutor\w*|local|for|by|meet"
    r"|join|led by|under|like|formar(?: a)?|ensenar a|apoyar|capacitar(?: a)?|treinar|ensinar"
    r"|former d?es|former)\s+(?:\w+ ){0,2}?$"
)
"""What comes before the profession of other people."""
_NOT_ME = re.compile(
    r"\b(?:not an?|isn'?t an?|not yet an?|no soy|nao sou|ne suis pas|no longer an?"
    r"|daughter of an?)\s+$"
)
_WAS_ONCE = re.compile(
    r"\b(?:(?:used to be|was|trained as|started (?:out )?as|began as|worked as|qualified as"
    r"|fui|era|j'etais|trabajaba de|trabalhava como) (?:an? |une? |um |uma )?"
    r"|previously |formerly |former |ex-)"
    r"(?:[\w-]+ ){0,2}$"
)
"""What the writer was before they were something else."""
_OF_ANIMALS = re.compile(r"\b(?:vet|veterinary|animal)\s+$")
_BRINGS = re.compile(r"\b(?:bring(?:s|ing)?|with my|along with)\b[^.;]*$")
_NEAREST = re.compile(
    r"audiolog\w*|ocularist|(?:dispensing |ophthalmic )?optician|oculista|optico|optica"
    r"|kinesiologist"
    r"|(?:[a-z]+ )+(?:technician|tech|assistant|aide)|(?:auxiliar|tecnic[oa]|preparat\w+) .*"
    r"|dispenser|doula|lactation .*|exercise .*|pharmacologist"
)
"""Professions for which only one beside them is known."""
IS_NEAREST = "Read as the nearest profession that is known here."
IS_PAST = "You say that you were that."
_WANTS = re.compile(
    r"\b(?:want(?:s|ing)?(?: to)?|would (?:love|like)(?: to)?|'d (?:love|like)(?: to)?"
    r"|looking (?:for|to)|interested in|hope to|hoping to|like to|love to|wish to|could|can"
    r"|happy to|willing to|quiero|quisiera|busco|quero|gostaria|procuro|veux|voudrais|aimerais"
    r"|cherche)\b[^,.;]*$"
)
_AND = re.compile(
    r"\s*(?:,|and|&|/|\+|y|e|et|also an?|and also an?|and an?|cum|turned|y tambien|plus)\s*"
    r"(?:also |a |an |un |una |um |uma |une )?(?:[a-z]+ )?"
)
_IN_THAT_FIELD = re.compile(
    r"\s+(?:technicians?|techs?|assistants?|managers?|secretary|rep|sales|equipment|company"
    r"|engineer)\b"
)
"""Who works in a field without being what the field is called after."""
_HELPER_OF = re.compile(r"(?:'s)?\s+(?:assistants?|technicians?|techs?|secretary|aides?|turned)\b")
"""`dentist's assistant`."""
_MY_TEAM = re.compile(r"\b(?:team|colleagues?|friends?|group)\b[^,;.)]*\([^)]*$")
_RETIRED = re.compile(r"\b(?:retired|semi-retired|jubilad[oa]|aposentad[oa]|retraite[e]?|ex)\b")
_PLURAL = re.compile(
    r"(?:nurses|doctors|midwives|therapists|dentists|surgeons|physicians|physios|pharmacists"
    r"|paramedics|medics|psychologists|counsell?ors|technicians|chaplains|pastors"
    r"|enfermer[ao]s|medic[ao]s|infirmiere?s|medecins|residents|social workers|hygienists)$"
)
_WE_ARE = re.compile(
    r"\b(?:we'?re|we are|both|two|somos|nous sommes|team of|ambos|couple of)\b[^.;]*$"
)
_OPEN_PHYSICIAN = "In what are you specialized?"
NEAR_PROFESSIONS = {
    "nurse": (
        "{} nurse", "{} rn", "enfermera de {}", "enfermeira de {}", "infirmière de {}",
        "infirmière en {}",
    ),
    "physician": (
        "{} doctor", "{} physician", "{} surgeon", "{} doc", "{} medicine", "médico de {}",
    ),
    "physical-therapist": ("{} physio", "{} pt", "{} physical therapist"),
    "dentist": ("{} dentist",),
    "optometrist": ("{} optometrist",),
}  # fmt: skip
"""Words with which a specialty that stands apart is tried: `RN, ICU mostly` is an ICU nurse."""
SAME_FIELD = {
    "nurse": {
        "pediatrics": "pediatric-nursing", "emergency-medicine": "emergency-nursing",
        "critical-care": "critical-care-nursing", "psychiatry": "mental-health-nursing",
        "neonatology": "neonatal-nursing", "palliative-care": "hospice-nursing",
        "obstetrics-gynecology": "labor-delivery-nursing",
    },
    "physical-therapist": {
        "pediatrics": "pediatric-pt", "orthopedic-surgery": "orthopedic-pt",
        "neurology": "neurologic-pt", "orthopedics": "orthopedic-pt",
    },
    "dentist": {
        "pediatrics": "pediatric-dentistry", "maxillofacial-surgery": "oral-surgery",
    },
    "optometrist": {"pediatrics": "pediatric-optometry"},
}  # fmt: skip
"""A specialty of physicians, by what another profession calls the same field."""
_DEGREE = re.compile(r"mph|mha|mba|phd|msc|bsn|msn|dnp")
NEVER_SECOND = ("student", "physician", "non-clinical")
SURGEON = re.compile(
    r"surgeons?|cirujan[oa]|cirurgia[o]?|chirurgien(?:ne)?|surgery|cirugia|chirurgie"
)


def profession(page: Page) -> None:
    """Read `profession`, `specialties`, `other_professions` and `trainee`.

    Parameters
    ----------
    page : Page
    """
    student = studies(page)
    found = [m for m in page.mentions if is_person(page, m)]
    mine = _now([m for m in found if _is_mine(page, m)], page) or _asked_for(page, found)
    if not student:
        for one in found:
            if one not in mine and all(name.kind in PERSON for name in one.readings):
                page.take(one.start, one.end)
        _professions(page, mine)
    else:
        for one in found:
            page.take(one.start, one.end)
    if not student and in_training(page):
        _apart(page, "physician")
    if not page.said("profession"):
        page.ask(("profession",), "What is your profession?")
    elif page.said("profession") == ["physician"] and not page.said("specialties"):
        page.ask(("specialties",), _OPEN_PHYSICIAN)
    for hit in page.find(_RETIRED):
        page.take(*hit.span())


def _now(mine: list[Mention], page: Page) -> list[Mention]:
    """What somebody is, without what they were if they are something else by now."""
    now = [one for one in mine if not _WAS_ONCE.search(page.before(one.start, pause=True))]
    return now if any(_is_agent(page.plain[one.start : one.end]) for one in now) else mine


_AGENT = re.compile(r"(?:ist|or|er|ian|eon|nurse|doc|rn|gp|ist[ae]|log[oa]|logue)$")


def _asked_for(page: Page, found: list[Mention]) -> list[Mention]:
    """`Do you take retired dentists?`: whoever asks is one."""
    return [
        one
        for one in found
        if re.match(r"(?: too| as well)?\s*\?", page.plain[one.end :])
        and (_PLURAL.search(page.plain[one.start : one.end]) or _is_plural(page, one))
    ][:1]


def _is_mine(page: Page, one: Mention) -> bool:
    before = page.before(one.start, pause=True)
    plain = page.plain[one.start : one.end]
    if relatives_end(page, one.start) or _NOT_ME.search(page.before(one.start)):
        return False
    if _OF_ANIMALS.search(page.plain[: one.start]):
        return False
    if _MY_TEAM.search(page.before(one.start)) or _BRINGS.search(before):
        return False
    if (_PLURAL.search(plain) or _is_plural(page, one)) and not _WE_ARE.search(
        page.before(one.start)
    ):
        return False
    if re.search(r"\b(?:as|como|comme|en tant que)\s+(?:an? |un |una |um |uma )?$", before):
        return True
    if _HELPER_OF.match(page.plain, one.end):
        return False
    if _IN_THAT_FIELD.match(page.plain, one.end) and not _names_person(page, one):
        return False
    kinds = {name.kind for name in one.readings}
    if _OTHERS.search(before) and not re.search(r"\b(?:i'?m|i am|soy|sou|je suis)\b", before):
        return False
    return not (_WANTS.search(before) and ("focus_area" in kinds or not _is_agent(plain)))


def _is_plural(page: Page, one: Mention) -> bool:
    """`GPs`, `dentists`: more than one person, whose plural is no name of its own."""
    plain = page.plain[one.start : one.end]
    return (
        plain.endswith("s") and not plain.endswith("ss") and bool(page.names.of(plain[:-1], PERSON))
    )


def _is_agent(plain: str) -> bool:
    """Whether a word names a person rather than a field: `surgeon`, not `surgery`."""
    return not re.search(r"(?:y|ics|care|ing|medicine|repair|rehab|cirugia|work|medicina)$", plain)


def _names_person(page: Page, one: Mention) -> bool:
    """Whether a mention is of a person, or else stands first, or before `resident`."""
    plain = page.plain[one.start : one.end]
    first = not re.search(r"\w{3}", page.plain[: one.start])
    trained = re.match(
        r"\s*\(?(?:resident|registrar|trainee|fellow|intern|consultant|specialist)",
        page.plain[one.end :],
    )
    return _is_agent(plain) or first or bool(trained)


def _professions(page: Page, mine: list[Mention]) -> None:
    vocabulary = shipped_vocabulary()
    owner = {s: p for p, named in vocabulary.specialties.items() for s in named}
    main = _main(mine, owner, english=page.language == "en")
    if main is None:
        return
    said = _profession_of(main[1], owner)
    page.say("profession", said, main[0].start, main[0].end, _guess(page, main[0], said))
    specialties = []
    statement_end = main[0].end + len(page.after(main[0].end))
    previous = main[0]
    for one in mine:
        names = _ordered(one)
        fits = [n for n in names if n.kind == "specialty" and owner.get(n.id) == said]
        crossed = [SAME_FIELD.get(said, {}).get(n.id, "") for n in names]
        if fits:
            specialties.append((one, fits[0].id))
        elif any(crossed):
            specialties.append((one, next(filter(None, crossed))))
        elif one is not main[0]:
            _another(page, one, names, said, previous)
        if one.end > previous.end:
            previous = one
    elsewhere = [
        one
        for one, _ in specialties[1:]
        if one.start > statement_end and not _AGENT.search(page.plain[one.start : one.end])
    ]
    _specialties(page, specialties, elsewhere)
    if not page.said("specialties"):
        _apart(page, said)


def _guess(page: Page, one: Mention, said: str) -> str:
    """Why a profession may not be the writer's."""
    if re.search(r"\b(?:was|used to be) (?:an? )?(?:\w+ )?$", page.before(one.start, pause=True)):
        return IS_PAST
    plain = page.plain[one.start : one.end]
    is_assistant = re.search(r"assistant|tech|radiograph|laborator", said)
    if _NEAREST.fullmatch(plain) and not is_assistant:
        return IS_NEAREST
    return "" if _names_person(page, one) else "Read from the field that you name."


def _main(
    mine: list[Mention], owner: dict[str, str], *, english: bool
) -> tuple[Mention, Name] | None:
    """The mention that says what somebody is: one of a person before one of a field."""
    if not mine:
        return None
    first = mine[0]
    professions = [(m, n) for m in mine for n in _ordered(m) if n.kind == "profession"]
    name = _ordered(first)[0]
    for number, (m, n) in enumerate(professions[1:], 1):
        if m.start - professions[number - 1][0].end == 1 and english and m.start - first.end == 1:
            return m, n
    if name.kind == "profession" or not professions:
        return first, name
    other, profession_name = professions[0]
    if _is_agent(first.readings[0].name.casefold()) and owner.get(name.id) != "physician":
        return first, name
    close = other.start - first.end < 4
    if close or not _agentive(first):
        return other, profession_name
    return first, name


def _agentive(one: Mention) -> bool:
    return bool(
        re.search(
            r"(?:ist|or|er|ian|ist[ae]|eon|GP|ologue|ologo|ologa|iste|iatra|iatre|ecin|ien"
            r"|ien+e|doc|nurse|edico|edica)$",
            one.readings[0].name,
        )
    )


def _ordered(one: Mention) -> list[Name]:
    """The readings as a person, professions first unless the specialty is of another."""
    return [name for name in one.readings if name.kind in PERSON]


def _profession_of(name: Name, owner: dict[str, str]) -> str:
    return name.id if name.kind == "profession" else owner[name.id]


def _another(page: Page, one: Mention, names: list[Name], said: str, previous: Mention) -> None:
    """`nurse and midwife`: a further profession, right after the one before."""
    ids = [n.id for n in names if n.kind == "profession" and n.id not in (said, *NEVER_SECOND)]
    if _DEGREE.fullmatch(page.plain[one.start : one.end]):
        ids = []
    gap = page.plain[previous.end : one.start]
    if ids and _AND.fullmatch(gap) and said != "student":
        nearest = _NEAREST.fullmatch(page.plain[one.start : one.end])
        page.say("other_professions", ids[0], one.start, one.end, IS_NEAREST if nearest else "")
    else:
        page.take(one.start, one.end)


def _specialties(page: Page, found: list[tuple[Mention, str]], elsewhere: list[Mention]) -> None:
    """The specialties; a bare `surgeon` beside another kind of surgeon is no general surgeon."""
    found = [
        one
        for number, one in enumerate(found)
        if page.language != "en"
        or not any(later[0].start - one[0].end == 1 for later in found[number + 1 :])
    ]
    ids = [id_ for _, id_ in found] + page.said("specialties")
    for one, id_ in found:
        plain = page.plain[one.start : one.end]
        bare = id_ == "general-surgery" and SURGEON.fullmatch(plain)
        if bare and len(set(ids)) > 1:
            continue
        if id_ not in page.said("specialties"):
            doubt = "Read as general surgery." if bare else ""
            if one in elsewhere:
                doubt = "You may say what you would work on."
            page.say("specialties", id_, one.start, one.end, doubt)


_TOKEN = re.compile(r"[\w&/-]+")


def _may_be_ward(page: Page, start: int, end: int) -> bool:
    """Whether free words that are part of no longer name may say where somebody works."""
    if end - start < 2 or not page.free(start, end) or _SMALL.fullmatch(page.plain[start:end]):
        return False
    if end - start == 2 and not page.written[start:end].isupper():
        return False  # `or` is no operating room
    if any(m.start <= start and m.end > end for m in page.mentions):
        return False
    before = page.before(start, pause=True)
    return not (_OTHERS.search(before) or _WANTS.search(before))


def _apart(page: Page, said: str) -> None:
    """A ward that stands apart from the profession: `RN here, ICU mostly`, `EM resident`."""
    allowed = shipped_vocabulary().specialties.get(said, ())
    tokens = [hit.span() for hit in _TOKEN.finditer(page.plain)]
    for number, (start, end) in enumerate(tokens):
        ends = [end]
        for after, last in tokens[number + 1 : number + 3]:
            if after == ends[0] + 1:
                ends.insert(0, last)
        for last in ends:
            if page.said("specialties") or not _may_be_ward(page, start, last):
                continue
            tried = (noun.format(page.plain[start:last]) for noun in NEAR_PROFESSIONS.get(said, ()))
            ids = [n.id for typed in tried for n in page.names.of(typed, ("specialty",))]
            if fitting := [id_ for id_ in ids if id_ in allowed]:
                page.say("specialties", fitting[0], start, last)
    for one in page.mentions:
        crossed = [SAME_FIELD.get(said, {}).get(n.id, "") for n in one.readings]
        if (
            any(crossed)
            and page.free(one.start, one.end)
            and not page.said("specialties")
            and not _WANTS.search(page.before(one.start, pause=True))
        ):
            page.say("specialties", next(filter(None, crossed)), one.start, one.end)


_SMALL = re.compile(
    r"(?:rural|family|charge|staff|school|travel|my|the|an?|eye|child|hospital|heart|lung"
    r"|brain|general|travelling|community|med|kids?|women'?s|skin|bone|tropical|chest"
    r"|children'?s|street|public|cancer|kidney|sports|hand|burns?|home|cleft|spine|head"
    r"|diabetes|hiv|tb|malaria|wound)"
)
"""Words that make a specialty only right before the profession."""
