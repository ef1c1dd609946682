"""Where the writer wants to go, where not, and where they live."""

from __future__ import annotations

import re

from matching.names import PERSON, PLACE, Mention, Name
from matching.reading.backgrounds import WISHES, backgrounds, is_often_home
from matching.reading.licences import bodies, citizens, licence
from matching.reading.negation import stand
from matching.reading.page import Page

_IN_CAPITALS = frozenset(("us", "car", "dr", "states", "fsm", "anz"))
"""Names of places that are other words in small letters."""
_BEEN = re.compile(
    r"\b(?:been (?:to|in)|already (?:been|did|served)|went to|done|estuve en|ja fui|fui"
    r"|deja alle?)\s+(?:the )?$"
)
_NEW = re.compile(
    r"\b(?:somewhere (?:new|else|different)|another country|algo nuevo|otro pais|outro pais"
    r"|ailleurs|lugar novo)\b"
)
_HOME = re.compile(
    r"\b(?P<sure>[Nn]ear|[Aa]round|[Hh]ere in|[Ll]iv(?:e|ing) in|[Bb]ased in|[Hh]ome is"
    r"|[Ii]n and around|[Cc]lose to|[Hh]ome:"
    r"|[Vv]ivo en|[Mm]oro em|[Jj]'habite (?:à|a))\s+"
    r"(?P<town>(?:(?:St\.|[A-Z][\w'’-]+)[ ]?){1,3}(?:,?\s*(?:[A-Z][\w'’-]+[ ]?){1,2})?)"
)
"""A town, and perhaps its state, after words that say it is home."""
_PERHAPS_HOME = re.compile(
    r"\b(?:in|at|en|em|à)\s+(?P<town>(?:[A-Z][\w'’-]+[ ]?){1,3}(?:,\s*"
    r"(?:[A-Z][\w'’-]+[ ]?){1,2})?)"
)
AMBIGUOUS = {"congo": "Which Congo do you mean?"}
WHY_HOME = "Read as your home, since you want to serve near it."
WHY_IN = "You may live there, and not wish to go there."


def places(page: Page) -> None:
    """Read `countries`, `regions`, `avoid` and `licensed_in`.

    Parameters
    ----------
    page : Page
    """
    citizens(page)
    bodies(page)
    found = sorted(
        [*_shortened(page), *(m for m in page.mentions if _is_place(page, m))],
        key=lambda m: m.start,
    )
    for hit in page.find(_SOMEWHERE):
        page.take(*hit.span())
        page.ask(("countries", "regions"), "Where would that be?")
    spans = [(m.start, m.end) for m in found]
    back = backgrounds(page, found)
    for one in found:
        if not page.free(one.start, one.end):
            continue
        before = page.before(one.start)
        if (been := _BEEN.search(before)) and not WISHES.search(before[: been.start()]):
            _been(page, one)
            continue
        if licence(page, one) or one in back:
            page.take(one.start, one.end)
            continue
        stands = stand(page, one.start, one.end, spans)
        if stands == "no" and _other_kind(page, one, found):
            stands = "perhaps not"
        _wish(page, one, stands, spans)


_SOMEWHERE = re.compile(
    r"\b(?:some ?where|any ?where|some ?place|any ?place|a (?:place|country))(?: (?:that(?:'s| is)"
    r"|nice and|nice|really"
    r"|very))?,? (?:warm|hot|sunny|tropical|cheap|safe|safeish|quiet|exotic|by the sea|on the coast"
    r"|near the equator|mountainous|spanish is spoken|french is spoken|portuguese is spoken)\b"
    r"|\b(?:the )?(?:sahel|horn of africa|great lakes region|amazon(?:as)?|amazonia|andes"
    r"|himalayas?"
    r"|balkans|sahara|mekong|arctic|gulf (?:countries|states))\b(?! fistula)"
)
"""Places that are no country and no region: `somewhere warm`, `the Sahel`."""


def _other_kind(page: Page, one: Mention, found: list[Mention]) -> bool:
    """Whether a comma stands before a country and a region there: `not Africa, Peru or Bolivia`."""
    kind = one.readings[0].kind
    for number in range(found.index(one), 0, -1):
        previous, this = found[number - 1], found[number]
        gap = page.plain[previous.end : this.start]
        if not re.fullmatch(r"\s*(?:,|(?:or|and|nor|y|o|e|ou|et|ni|nem)\b|[&/]|\s)+(?:the )?", gap):
            return False
        if previous.readings[0].kind != kind:
            return "," in gap
    return False


def _is_place(page: Page, one: Mention) -> bool:
    if not any(name.kind in PLACE for name in one.readings):
        return False
    written = page.written[one.start : one.end]
    if page.plain[one.start : one.end] in _IN_CAPITALS and not (
        written.isupper() or (written[0].isupper() and written.casefold() == "states")
    ):
        return False
    if re.match(r" border|-\w+ border", page.plain[one.end :]):
        return False
    speaking = page.plain[one.end : one.end + 9]
    return not speaking.startswith(("-speaking", " speaking"))


_HALVES = re.compile(
    r"\b(?P<one>central|south(?:ern)?|north(?:ern)?|east(?:ern)?|west(?:ern)?|southeast"
    r"|latin)\s*(?:,|or|and|/|&)\s*(?:(?:or|and) )?"
    r"(?:central|south(?:ern)?|north(?:ern)?|east(?:ern)?|west(?:ern)?|southeast)\s+"
    r"(?P<of>africa|america|asia|europe)\b"
)


def _shortened(page: Page) -> list[Mention]:
    """`Central` in `Central or South America`."""
    found = []
    for hit in _HALVES.finditer(page.plain):
        names = page.names.of(f"{hit['one']} {hit['of']}", ("region",))
        if names:
            found.append(Mention(*hit.span("one"), names))
    return found


def _been(page: Page, one: Mention) -> None:
    """A place one has been to; whoever wants somewhere new may not want it again."""
    page.take(one.start, one.end)
    if page.has(_NEW):
        name = next(n for n in one.readings if n.kind in PLACE)
        page.say(
            "avoid", name.id, one.start, one.end, "You have been there, and look for somewhere new."
        )


def _wish(page: Page, one: Mention, stands: str, spans: list[tuple[int, int]]) -> None:
    readings = [name for name in one.readings if name.kind in PLACE]
    if len(readings) > 1:
        text = AMBIGUOUS.get(
            page.plain[one.start : one.end].removeprefix("the "), "Which country do you mean?"
        )
        page.ask(
            (_field(readings[0], stands),),
            text,
            *((page.names.label(n.kind, n.id), {_field(n, stands): (n.id,)}) for n in readings),
        )
        page.take(one.start, one.end)
        return
    name = readings[0]
    if stands != "yes":
        doubt = "" if stands == "no" else "It is not clear whether this is ruled out too."
        page.say("avoid", name.id, one.start, one.end, doubt)
        return
    doubt = ""
    is_address = _is_address(page, one)
    if len(spans) > 1 and (is_address or _after_profession(page, one, spans)):
        page.take(one.start, one.end)
        return
    if (
        is_address
        or _years_follow(page, one, spans)
        or _may_be_from(page, one, spans)
        or _may_be_home(page, one, spans)
    ):
        doubt = WHY_IN
    elif re.match(
        r"\s+(?:i think|i guess|maybe|perhaps|probably|possibly|quiza|talvez)\b"
        r"(?!\s*(?:or|and|o|ou)\b)",
        page.plain[one.end :],
    ) or re.search(
        r"\b(?:maybe|perhaps|possibly|quiza|talvez|peut-etre)\s+(?:in )?$", page.before(one.start)
    ):
        doubt = "You say perhaps."
    elif _profession_in(page, one):
        doubt = WHY_IN
        if len(spans) > 1:
            page.take(one.start, one.end)
            return
    page.say(
        "countries" if name.kind == "country" else "regions", name.id, one.start, one.end, doubt
    )


def _years_follow(page: Page, one: Mention, spans: list[tuple[int, int]]) -> bool:
    """`Clinical officer, Malawi, 7 yrs`: what follows is of what was."""
    years = re.match(
        r",\s*[0-9]{1,2}\+? ?(?:y|yrs?|years?|anos|ans)\b(?! (?:min|max|stay|contract))",
        page.plain[one.end :],
    )
    return years is not None and _after_profession(page, one, spans)


def _may_be_from(page: Page, one: Mention, spans: list[tuple[int, int]]) -> bool:
    """`Nurse, 15 years ICU, Venezuela. I'd like Haiti`: last of what somebody is."""
    before = page.before(one.start)
    offset = one.start - len(before)
    return (
        len(spans) > 1
        and re.match(r"\s*\.", page.plain[one.end :]) is not None
        and before.endswith(", ")
        and not _GOES.search(before)
        and not any(offset <= start < one.start for start, _ in spans)
        and any(m.start == offset + len(before) - len(before.lstrip()) for m in _person_runs(page))
    )


def _after_profession(page: Page, one: Mention, spans: list[tuple[int, int]]) -> bool:
    """`Doctor, Portugal, 18 years`: a country alone between commas after what somebody is."""
    next_to = any(
        not page.plain[one.end : start].strip(" ,/") or _OR.fullmatch(page.plain[one.end : start])
        for start, _ in spans
        if start > one.end
    )
    if next_to or not re.match(r"\s*[,.;]", page.plain[one.end :]):
        return False
    before = page.before(one.start)
    offset = one.start - len(before)
    led = re.fullmatch(r"[^,]*?(?P<comma>\s*,\s*(?:now )?)", before)
    return led is not None and any(
        offset <= m.start and _DEPARTMENT.fullmatch(page.plain, m.end, offset + led.start("comma"))
        for m in _person_runs(page)
    )


def _person_runs(page: Page) -> list[Mention]:
    """Names of professions and specialties that stand side by side, each run as one."""
    runs: list[Mention] = []
    for one in page.mentions:
        if not any(name.kind in PERSON for name in one.readings):
            continue
        if runs and not page.plain[runs[-1].end : one.start].strip():
            runs[-1] = Mention(runs[-1].start, one.end, one.readings)
        else:
            runs.append(one)
    return runs


_OR = re.compile(r"\s*,?\s*(?:or|and|&)\s+(?:the )?")
_DEPARTMENT = re.compile(r"(?: (?:in|at) [\w&'/-]+| \([^)]*\))?\s*")
"""What may stand between a profession and a comma: `in A&E`."""


def _may_be_home(page: Page, one: Mention, spans: list[tuple[int, int]]) -> bool:
    """Whether a country from which most volunteers come stands by itself: `RN, Canada.`."""
    code = one.readings[0].id
    if not is_often_home(code) or len(spans) > 1:
        return False
    before = re.split(r"[,(]|\s-\s", page.before(one.start))[-1]
    return not before.strip(" -") or _profession_in(page, one)


_TOWN = re.compile(r"(?<=[,(])\s*[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?,?\s*$")
_GOES = re.compile(r"\b(?:for|to|in|weeks?|months?|days?|want|go|looking|hope|love|need)\b")


def _is_address(page: Page, one: Mention) -> bool:
    """`Lab scientist, Lagos, Nigeria.`: a town and its country after what somebody is."""
    start = max(page.plain.rfind(mark, 0, one.start) for mark in ".;\n") + 1
    town = _TOWN.search(page.written, start, one.start)
    if town is None or any(m.start < town.end() and town.start() < m.end for m in page.mentions):
        return False
    if not re.match(r"\s*(?:[.;)]|$)", page.plain[one.end :]):
        return False
    return not _GOES.search(page.plain[start : one.start]) and any(
        start <= m.start < one.start and any(n.kind in PERSON for n in m.readings)
        for m in page.mentions
    )


def _field(name: Name, stands: str) -> str:
    if stands == "no":
        return "avoid"
    return "countries" if name.kind == "country" else "regions"


_AT_TOWN = re.compile(
    r"\b(?:in|at|en|em|au)\s+(?:the )?(?:(?:[A-Z][\w'’.&-]*\s+){0,3}[A-Z][\w'’.&-]*\s?,\s*)?$"
)
_TITLE = re.compile(
    r"\s*(?:(?:partner|consultant|trainee|manager|registrar|lecturer|intern)\s)?\s*"
)


def _profession_in(page: Page, one: Mention) -> bool:
    """`Nurse in Kenya,`: the place stands right after the profession, and nothing wishes for it."""
    if WISHES.search(page.before(one.start)):
        return False
    lead = _AT_TOWN.search(page.written[: one.start])
    if not lead or not re.match(r"\s*(?:[,.;(]|$|and\b)", page.plain[one.end :]):
        return False
    return any(
        name.kind in ("profession", "specialty")
        for m in page.mentions
        if m.end <= lead.start() and _TITLE.fullmatch(page.plain[m.end : lead.start()])
        for name in m.readings
    )


def home(page: Page) -> None:
    """Read the town of one who wants to serve near home; of others it is nobody's business."""
    sure = _HOME.search(page.written)
    hit = sure or _PERHAPS_HOME.search(page.written)
    if not hit:
        return
    town = re.sub(r"\s+", " ", hit["town"]).strip(" ,")
    town = re.sub(r",? (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|[Ww]e|I)$", "", town)
    if any(
        name.kind in (*PLACE, "setting", "focus_area", "language")
        for name in page.names.of(town)
    ) or page.names.of(town.split(",")[0].split(" ")[0], ("profession", "specialty")):  # fmt: skip
        return
    town = re.sub(r"^([\w .'’-]+?),? ([A-Z]{2})$", r"\1, \2", town)
    end = hit.start("town") + len(hit["town"].rstrip(" ,"))
    page.say("home", town, hit.start("town"), end, "" if sure else WHY_HOME)
