"""Which languages the writer speaks, and how well."""

from __future__ import annotations

import re

from matching.names import PERSON, Mention
from matching.reading.page import Page

_LEVELS = (
    ("native",
        r"mother[- ]tongue|native(?:ly)?|first language|grew up (?:speaking|with)|bilingual"
        r"|nati(?:v[oa]|fs?|ves?)|lengua materna"
     r"|lingua materna|langue maternelle|bilingue|natal|heritage(?= speaker)"),
    ("basic",
        r"a (?:little|bit)(?: bit)?(?: of)?|little|small small|some|basic|beginner'?s?|elementary"
        r"|rusty"
        r"|weak|bad|terrible|awful|shaky|minimal|rudimentary|poor|broken|limited|survival|frac[oa]"
        r"|flojo|faible"
     r"|school|a1|a2|only understand|understand(?: a (?:little|bit)(?: of)?)?|bits of"
     r"|very basic|not (?:very )?(?:good|fluent|great|well)"
     r"|un poco(?: de)?|algo de|basic[oa]|principiante|um pouco(?: de)?|pouco|nocoes de"
     r"|iniciante|un peu(?: de| d')?|notions(?: de| d')?"
     r"|debutant|scolaire|moyen|chapurreo|arranho|me defiendo en|learning|ok(?:ay)?(?:-?ish)?"
     r"|just (?:hello|hi|a few words|the basics|basics|greetings|enough)"
        r"|hello and thank\w*|a few (?:[a-z]+ )?(?:words|phrases|sentences)"
    r"|few words|phrasebook|tourist|duolingo|get(?:ting)? by(?: in)?|debrouill\w*|me debrouille en"
    r"|se defend\w*|defend\w*|nivel bajo|bits and pieces of|enough \w+ to get by"
     r"|passable|so-? ?so|smattering of"
     r"|not much|hardly any|barely any"),
    ("good",
        r"fluent(?:ly)?|good|well|advanced|excellent|great|strong|decent|solid|proficient"
        r"(?:ly)?|proficiency|working|conversational|intermediate"
     r"|b1|b2|c1|c2|full professional|very good|pretty good|upper[- ]intermediate|comfortable"
     r"|confident|near[- ]native|fluid[oa]|fluente(?:mente)?"
     r"|con fluidez|alt[oa]s?|bien|bueno|buen|avanzad[oa]|intermedi[oa]|intermediari[oa]"
     r"|perfectamente"
     r"|bom|boa|bem|razoavel|avancad[oa]|couramment|courant"
     r"|avance|bon(?:ne)?|intermediaire|parfait(?:ement)?|usable|functional|dominio|domino"
     r"|maitrise"),
)  # fmt: skip
_LEVEL = {
    level: re.compile(rf"(?<![\w']){'(?:' + words + ')'}(?![\w])") for level, words in _LEVELS
}
_LEFT_GAP = (
    r"(?:[- ]level)?:?(?:\s+(?:in|at|of|level|en|em|d[eo]|speaker of|spoken|speak(?:ing)?|both|with"
    r"|conversation(?:al)?|medical|nivel|my|at least)|\s*d')*\s*"
)
_LEFT = re.compile(
    r"(?P<level>"
    rf"(?:{'|'.join(words for _, words in (_LEVELS[1], _LEVELS[0], _LEVELS[2]))})){_LEFT_GAP}$"
)
_RIGHT = re.compile(
    r"^(?:'s| \([a-z]+\)(?= [a-z]))?(?:-?speaking(?= ?\())?[\s,:(=-]*(?:(?:is|are|all|todos|tous"
    r"|toutes|just|at|my|level"
    r"|nivel|to|speaker|language|pretty|very|quite|really"
    r"|as|es|e|est|mi|minha|ma|en|em|au|niveau|a|the|both"
    r"|medical|speak|i)\s+)*(?P<level>"
    + "|".join(words for _, words in (_LEVELS[0], _LEVELS[1], _LEVELS[2]))
    + r")(?!\w)"
)
_NONE = re.compile(
    r"\b(?:don'?t|do not|dont|can'?t|cannot|doesn'?t|never|not|no|no hablo|nao falo|nao"
    r"|ne parle pas|parle pas|pas(?: d[eu]| d'| le)?"
    r"|zero|without|sin|sem|sans|ni|nem|nor|no se|any|neither)\s+(?:\w+ ){0,2}?(?:d')?$"
)
_NO_LEVEL = re.compile(
    r"\b(?:don'?t|do not|dont|can'?t|no|nao|ne|not)\b[^,.;]*\b(?:much|fluent|fluently|well"
    r"|good|very|bien|mucho|muito|beaucoup)\b"
)
_SPEAKS = re.compile(
    r"\b(?:speak\w*|spoken|fluent|languages?|know|hablo|hablar|idiomas?|falo|falar|j?parle"
    r"|langues?|linguas?|bilingual|understand|communicate|use|also|teach in|conversational"
    r"|plus|have|with|and)\b"
)
_LEARN = re.compile(
    r"\b(?:want(?:ing)? to (?:learn|improve|practi[sc]e)|willing to learn|to learn|would learn"
    r"|improve my|brush up|aprender|apprendre)\s+(?:\w+ )?$"
)
_THEIRS = re.compile(
    r"\b(?:she|he|wife|husband|partner|daughter|son|boyfriend|girlfriend)(?:'s)?\b"
    r"(?![^,.;]*\b(?:i|we|and me)\b)[^,.;]{0,20}\b(?:speaks?|fluent|is|knows?)\b[^,.;]*$"
)
"""What somebody else speaks."""
_OTHER = re.compile(
    r"^\s?(?:-?\s?speaking|food|culture|team|border|hospital|clinic|guiana|polynesia|islands"
    r"|church|heritage(?! speaker)|roots|background|descent|wife|husband|government|passport"
    r"|citizen|licen|lessons"
    r"|classes|colony|people|patients|army"
    r"|red cross)"
)
_SPEAKING_ONE = re.compile(r"\s?-?\s?speaking\s+(?!ok\b|fine\b|well\b|too\b)(?=[a-z])")
_SPEAKING = re.compile(r"\s?-?\s?speak(?:ing|er)\s*(?:[,.;!()]|$|ok\b|fine\b|well\b|too\b)")
"""`Spanish speaking` by itself."""
_BOTH = re.compile(r"[\s,:(=-]*(?:are )?(?:both|all|ambos|os dois|les deux)\b")
_I_AM = re.compile(r"\b(?:i'?m|i am|we'?re|we are)\s+(?:an? |both )?$")
_GAP = re.compile(r"^[\s,/&+]*(?:(?:and|y|e|et|or|plus|also|in|my|de|en|em|d'|some)\b[\s,]*)*$")


def spoken(page: Page) -> None:
    """Read `languages`.

    Parameters
    ----------
    page : Page
    """
    found = [m for m in page.mentions if _is_language(page, m)]
    own = [_own_level(page, m, found) for m in found]
    levels = [level for level, *_ in own]
    _share(page, found, levels)
    for one, level, (_, start, end) in zip(found, levels, own, strict=True):
        if not page.free(one.start, one.end):
            continue
        before = page.before(one.start, pause=True)
        if _LEARN.search(before) or _THEIRS.search(before):
            page.take(one.start, one.end)
            continue
        weak = _NO_LEVEL.search(
            before + page.plain[one.start : one.end] + page.after(one.end, pause=True)
        )
        if _denied(page, one, found) and not weak:
            page.take(one.start, one.end)
            continue
        doubt = "You say not well." if weak else _nationality(page, one, found, level)
        place = (start, end) if page.free(start, end) else (one.start, one.end)
        _say(page, one, place, "basic" if weak else level, doubt)


def _nationality(page: Page, one: Mention, found: list[Mention], level: str) -> str:
    """Why `Nurse, Dutch, 40` may be no language."""
    alone = not page.before(one.start, pause=True).strip()
    alone = alone and not page.after(one.end, pause=True).strip() and not level
    others = any(_beside(page, one, other) for other in found if other is not one)
    if alone and not others and not page.plain.startswith("english", one.start):
        return "You may say where you are from."
    return ""


def _say(page: Page, one: Mention, place: tuple[int, int], level: str, doubt: str) -> None:
    names = [name for name in one.readings if name.kind == "language"]
    if len({name.id for name in names}) > 1:
        page.ask(
            ("languages",),
            "Which language do you mean?",
            *(
                (
                    page.names.label("language", n.id),
                    {"languages": (f"{n.id}:{level}" if level else n.id,)},
                )
                for n in names
            ),
        )
        page.take(one.start, one.end)
        return
    page.say("languages", f"{names[0].id}:{level}" if level else names[0].id, *place, doubt)


def _is_language(page: Page, one: Mention) -> bool:
    """Whether it is a language somebody speaks: no nationality, no `French-speaking`."""
    if not any(name.kind == "language" for name in one.readings) or not page.free(
        one.start, one.end
    ):
        return False
    after = page.plain[one.end :]
    if speaks := _SPEAKING_ONE.match(after):
        there = one.end + speaks.end()
        return any(
            m.start == there and name.kind in PERSON for m in page.mentions for name in m.readings
        )
    before = page.before(one.start, pause=True)
    bare = (not before.strip() or _I_AM.search(before)) and _SPEAKING.match(after)
    if (
        _OTHER.match(after)
        and not bare
        and not re.match(r"\s?-?\s?speaking\s+(?:nurse|doctor|midwife|physician|dentist)", after)
    ):
        return False
    for other in page.mentions:
        person = any(name.kind in ("profession", "specialty") for name in other.readings)
        if person and other.start >= one.end and not page.plain[one.end : other.start].strip(" -"):
            return bool(_SPEAKS.search(page.before(one.start, pause=True)))
    before = page.before(one.start, pause=True)
    if re.search(r"\b(?:i'?m|i am|soy|sou|je suis|half|am)\s+(?:an? |half )?$", before):
        return bool(re.match(r"[\s-]*(?:mother|native|speak)", after))
    if bare:
        return True
    alone = not before.strip() and not page.after(one.end, pause=True).strip()
    return bool(
        alone
        or _SPEAKS.search(page.before(one.start))
        or _LEFT.search(before)
        or _RIGHT.match(page.after(one.end))
        or _denies(before)
        or re.match(r"\s+(?:would|is|speaker|too|as well|and|only|or)\b", after)
        or any(_beside(page, one, other) for other in page.mentions if other is not one)
    )


def _beside(page: Page, one: Mention, other: Mention) -> bool:
    """Whether another language stands right beside."""
    gap = page.plain[min(other.end, one.end) : max(other.start, one.start)]
    return any(n.kind == "language" for n in other.readings) and bool(_GAP.match(gap))


def _denies(before: str) -> bool:
    return bool(_NONE.search(before))


def _denied(page: Page, one: Mention, found: list[Mention]) -> bool:
    """`don't speak French`, `no French or Spanish`; a list after one `no` is denied as a whole."""
    before = page.before(one.start, pause=True)
    if _denies(before):
        return True
    previous = [other for other in found if other.end <= one.start]
    if previous and re.fullmatch(
        r"\s*(?:or|nor|ni|nem|o|ou)\s*(?:d')?", page.plain[previous[-1].end : one.start]
    ):
        return _denied(page, previous[-1], found)
    return False


def _left_of(page: Page, one: Mention) -> str:
    """The words before a language, a colon among them: `Fluent: Spanish`."""
    return re.split(r"[,.;!?()]|\bbut\b", page.before(one.start))[-1]


def _own_level(page: Page, one: Mention, found: list[Mention]) -> tuple[str, int, int]:
    """The level right before a language, or else right after it, and where both stand."""
    left = _LEFT.search(_left_of(page, one))
    if left and page.plain[one.start - 1 : one.start] in (" ", "'", "(", "-"):
        return level_of(left["level"]), one.start - len(left[0]), one.end
    nexts = [other.start for other in found if other.start >= one.end]
    after = page.plain[one.end : nexts[0] if nexts else len(page.plain)]
    after = re.split(r"[.;!?]\s|[;!?]", after)[0]
    right = _RIGHT.match(after)
    if right and nexts and "," in after[: right.start("level")]:
        right = None
    if (
        right
        and nexts
        and not re.match(
            r"\s*(?:[,;)/&]|and\b|y\b|e\b|et\b|$|-|but\b|plus\b)", after[right.end() :]
        )
    ):
        right = None  # it belongs to the next: `Spanish, good French`
    if not right:
        return "", one.start, one.end
    return level_of(right["level"]), one.start, one.end + right.end("level")


def level_of(words: str) -> str:
    """The level that words say."""
    return next(
        (level for level, known in _LEVEL.items() if known.fullmatch(words.strip())), "good"
    )


def _share(page: Page, found: list[Mention], levels: list[str]) -> None:
    """`fluent in French and Spanish`, `English and Spanish (both fluent)`: one level for a list."""
    for number in range(1, len(found)):
        gap = page.plain[found[number - 1].end : found[number].start]
        left = _LEFT.search(_left_of(page, found[number - 1]))
        if not levels[number] and left and _GAP.match(gap):
            levels[number] = levels[number - 1]
    for number in reversed(range(len(found) - 1)):
        gap = page.plain[found[number].end : found[number + 1].start]
        own_left = _LEFT.search(_left_of(page, found[number + 1]))
        after = page.plain[found[number + 1].end :]
        if levels[number + 1] == "basic" and not _BOTH.match(after):
            continue  # of `Spanish and basic English` in the order of Spanish: `e inglés básico`
        if (
            not levels[number]
            and not own_left
            and re.fullmatch(r"\s*(?:,? ?and|&|/|\+|y|e|et|,)\s*", gap)
        ):
            levels[number] = levels[number + 1]
