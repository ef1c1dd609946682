"""Times that a sentence names: days, months, seasons, feasts, with or without a year."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from matching.reading.feasts import FEASTS, NAMES_OF_FEASTS, last_of
from matching.reading.page import Page

MONTHS = {
    "en": "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,"
    "september sept sep,october oct,november nov,december dec",
    "es": "enero ene,febrero feb,marzo mar,abril abr,mayo may,junio jun,julio jul,agosto ago,"
    "septiembre setiembre sept sep,octubre oct,noviembre nov,diciembre dic",
    "pt": "janeiro jan,fevereiro fev,marco mar,abril abr,maio mai,junho jun,julho jul,agosto ago,"
    "setembro set,outubro out,novembro nov,dezembro dez",
    "fr": "janvier janv,fevrier fevr fev,mars,avril avr,mai,juin,juillet juil,aout,septembre sept,"
    "octobre oct,novembre nov,decembre dec",
}
SEASONS = {
    "spring": (3, 5), "primavera": (3, 5), "printemps": (3, 5),
    "summer": (6, 8), "summertime": (6, 8), "verano": (6, 8), "verao": (6, 8), "ete": (6, 8),
    "autumn": (9, 11), "fall": (9, 11), "otono": (9, 11), "outono": (9, 11), "automne": (9, 11),
    "winter": (12, 2), "invierno": (12, 2), "inverno": (12, 2), "hiver": (12, 2),
}  # fmt: skip
"""First and last month of a season, in the north."""
SOUTHERN = frozenset({"AR", "AU", "BO", "BR", "CL", "NZ", "PE", "PY", "UY", "ZA", "ZW"})
"""Countries whose summer is in January."""
ROLLS = timedelta(days=7)
"""What ends sooner than this is meant of the next year."""


@dataclass(frozen=True)
class Moment:
    """A time of the year.

    Attributes
    ----------
    start, end : int
        Where it stands on the page.
    span : callable
        First and last day of it in a year.
    year : int or None
        The year, if it is named.
    one_day : bool
    doubtful : str
        Why it may be another time.
    middle : callable or None
        The day of a year that `early June` or `mid June` means where it begins or ends a span.
    """

    start: int
    end: int
    span: Callable[[int], tuple[date, date]]
    year: int | None = None
    one_day: bool = False
    doubtful: str = ""
    middle: Callable[[int], date] | None = None

    def after(self, day: date) -> tuple[date, date] | None:
        """The first and the last day of the next such time, None if a named year is over."""
        if self.year is not None:
            found = self.span(self.year)
            return found if found[1] >= day else None
        wait = timedelta(0) if self.one_day else ROLLS
        years = range(day.year - 1, day.year + 3)
        return next((self.span(y) for y in years if self.span(y)[1] >= day + wait), None)


@functools.cache
def _months(language: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in (language, "en"):
        for number, words in enumerate(MONTHS[one].split(","), 1):
            for word in words.split():
                found.setdefault(word, number)
    return found


_YEAR = r"(?:[\s,]+(?:of |de |del |do )?(?P<year>20[0-9]{2}|'[23][0-9])\b)?"
_DAY = r"(?:the )?(?P<day>[0-3]?[0-9])(?:st|nd|rd|th|er|o)?"
_PART = (
    r"(?:(?P<part>early|mid|middle of|late|end(?: of)?|(?:the )?beginning of|(?:the )?start of"
    r"|first half of|second half of|(?:2nd|second|3rd|third|4th|fourth) w(?:ee)?k (?:of|in)"
    r"|(?:first|1st) (?:two )?w(?:ee)?ks? (?:of|in)|last (?:two )?weeks? (?:of|in)"
    r"|principios de|mediados de|finales de|fines de|inicio de|comeco de|meados de|fim de|final de"
    r"|debut|mi|fin|fin de|milieu)[\s-]*(?:the )?)?"
)
EARLY = re.compile(r"early|beginning|start|first|principios|inicio|comeco|debut")
MID = re.compile(r"mid|mediados|meados|mi\b|milieu")


@functools.cache
def _month_pattern(language: str) -> tuple[re.Pattern[str], ...]:
    words = "|".join(sorted(_months(language), key=len, reverse=True))
    month = rf"(?P<month>{words})\b\.?"
    return (
        # 15-30 March, 1st to 15th of May
        re.compile(rf"\b{_DAY}\s*(?:-|to|a|au|ate|al|and|y|e|et)\s*(?:the )?(?P<last>[0-3]?[0-9])"
                   rf"(?:st|nd|rd|th)?\s+(?:of |de )?{month}{_YEAR}"),
        # March 15-30
        re.compile(rf"\b{month} (?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\s*(?:-|to)\s*"
                   rf"(?P<last>[0-3]?[0-9])(?:st|nd|rd|th)?\b(?!\s*(?:weeks|days|months|wks))"
                   rf"{_YEAR}"),
        # 12 April 2027, 12th of April
        re.compile(rf"\b{_DAY}(?:\s+|-)(?:of |de )?{month}{_YEAR}"),
        # April 12, 2027
        re.compile(rf"\b{month} (?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\b"
                   rf"(?![\s-]*(?:weeks?|days?|months?|wks?|hours?|years?|jours?|semaines?|dias?"
                   rf"|semanas?"
                   rf"|mois|meses|anos?|ans?|[0-9]|to [0-9]+ [wmd]))"
                   rf"{_YEAR}"),
        # mid January, May 2027
        re.compile(rf"\b{_PART}{month}{_YEAR}"),
    )  # fmt: skip


def _year(said: str | None) -> int | None:
    """2027 of `2027` and of `'27`."""
    return 2000 + int(said[-2:]) if said else None


def moments(page: Page) -> list[Moment]:
    """All times that stand in free words, in their order; of those that overlap the longest."""
    found: list[Moment] = []
    for one in (*_numeric(page), *_by_month(page), *_seasons(page), *_feasts(page), *_years(page)):
        if page.free(one.start, one.end) and not any(
            one.start < other.end and other.start < one.end for other in found
        ):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _by_month(page: Page) -> Iterator[Moment]:
    for pattern in _month_pattern(page.language):
        for hit in pattern.finditer(page.plain):
            groups = hit.groupdict()
            month = _months(page.language)[hit["month"]]
            if not _is_month(page, hit) or _is_of_the_month_before(page, hit):
                continue
            year = _year(hit["year"])
            if groups.get("day"):
                if (said := _is_year(page, hit)) is not None:
                    yield _part_of_month(hit, month, said)
                    continue
                first = int(hit["day"])
                last = int(groups.get("last") or first)
                if not 1 <= first <= last <= last_of(2028, month).day:
                    continue
                yield Moment(*hit.span(), _days(month, first, last), year, first == last)
            else:
                yield _part_of_month(hit, month, year)


def _is_of_the_month_before(page: Page, hit: re.Match[str]) -> bool:
    """`27-feb` in `aug 27-feb 28`."""
    months = "|".join(_months(page.language))
    return (
        re.match(r"[0-9]+-[a-z]", hit[0]) is not None
        and re.search(rf"\b(?:{months}) $", page.plain[: hit.start()]) is not None
    )


def _is_year(page: Page, hit: re.Match[str]) -> int | None:
    """2027 of `April-May 27` and of `Sept 27 - Aug 28`, where 27 is no day."""
    groups = hit.groupdict()
    said = int(hit["day"])
    soon = range(page.today.year % 100 + 1, page.today.year % 100 + 4)
    if hit["year"] or groups.get("last") or said not in soon or not hit[0].endswith(hit["day"]):
        return None
    month = "|".join(_months(page.language))
    months_before = rf"\b(?:{month})(?: [23][0-9])?\s*(?:-|/|to|until|or)\s*$"
    months_after = rf"\s*(?:-|/|to|until)\s*(?:{month}) [23][0-9]\b"
    if re.search(months_before, page.plain[: hit.start()]) or re.match(
        months_after, page.plain[hit.end() :]
    ):
        return 2000 + said
    return None


def _is_month(page: Page, hit: re.Match[str]) -> bool:
    """`may`, `march`, `mar`, `out` and `set` are also other words."""
    word, groups = hit["month"], hit.groupdict()
    if groups.get("day") or hit["year"] or groups.get("part"):
        return word not in ("may", "mar", "set", "out") or page.free(*hit.span())
    before, after = page.plain[: hit.start("month")], page.plain[hit.end() :]
    led = re.search(
        r"\b(?:in|of|from|until|till|by|before|after|next|this|and|or|to|thru|through|around|about"
        r"|since"
        r"|during|over|late|early|mid|maybe|perhaps|probably|sometime|talvez|quiza"
        r"|en|de|desde|hasta|em|ate|entre|between|a partir de|any"
        r"|all|for"
        r"|au mois de|des|free|starting|start|week in|weeks in|libre|livre|apres|avant|y|e|et|ou|o)"
        r"\W+$|[,/(&+-]\s*$", before)  # fmt: skip
    if page.language != "en":
        led = led or re.search(r"\ba\s+$", before)
    listed = re.match(r"\s*(?:or|and|to|thru|through|until|till|-|/|&|,)\s*[a-z]{3,9}\b", after)
    if word == "may":
        if listed and listed[0].split()[-1].strip("-/&,") in _months(page.language):
            return listed[0].split()[-1] != "may"
        return bool(led) and not re.match(
            r"\s+(?:be|have|not|need|also|want|consider|i|we)\b", after
        )
    if word in ("mar", "out", "set", "march", "mai", "ago"):
        return bool(led or hit.start() == 0) or bool(
            listed and listed[0].split()[-1].strip("-/&,") in _months(page.language)
        )
    return True


def _days(month: int, first: int, last: int) -> Callable[[int], tuple[date, date]]:
    def span(year: int) -> tuple[date, date]:
        most = last_of(year, month).day
        return date(year, month, min(first, most)), date(year, month, min(last, most))

    return span


def _part_of_month(hit: re.Match[str], month: int, year: int | None) -> Moment:
    part = hit.groupdict().get("part") or ""
    first, last, middle = 1, 31, 0
    if "first half" in part:
        last = 15
    elif "second half" in part:
        first = 16
    elif nth := re.match(r"(?:2nd|second|(?P<third>3rd|third)|(?P<fourth>4th|fourth)) w", part):
        first = 15 if nth["third"] else 22 if nth["fourth"] else 8
        last = first + 6
    elif re.search(r"(?:first|1st) (?:two )?w", part):
        last = 14 if "two" in part else 7
    elif re.search(r"last (?:two )?week", part):
        first = 18 if "two" in part else 24
    elif EARLY.match(part.removeprefix("the ")):
        last, middle = 10, 1
    elif MID.match(part):
        first, last, middle = 10, 20, 15
    elif part:
        first = 21
    days = _days(month, first, last)
    day = (lambda y: date(y, month, middle)) if middle else None
    return Moment(*hit.span(), days, year, middle=day)


_ISO = re.compile(r"\b(?P<y>20[0-9]{2})-(?P<m>[01]?[0-9])(?:-(?P<d>[0-3]?[0-9]))?\b")
_SLASHED = re.compile(
    r"\b(?P<a>[0-3]?[0-9])(?P<sep>[/.-])(?P<b>[0-3]?[0-9])(?P=sep)(?P<y>(?:20)?[0-9]{2})\b"
)
AMBIGUOUS = "This day can be read in two ways."


def _numeric(page: Page) -> Iterator[Moment]:
    for hit in _ISO.finditer(page.plain):
        year, month = int(hit["y"]), int(hit["m"])
        day = int(hit["d"]) if hit["d"] else 0
        if 1 <= month <= 12 and day <= last_of(year, month).day:
            yield Moment(*hit.span(), _days(month, day or 1, day or 31), year, bool(day))
    for hit in _SLASHED.finditer(page.plain):
        a, b, year = int(hit["a"]), int(hit["b"]), int(hit["y"]) % 100 + 2000
        valid = [
            (d, m) for d, m in ((a, b), (b, a)) if 1 <= m <= 12 and 1 <= d <= last_of(year, m).day
        ]
        if not valid:
            continue
        if len(set(valid)) > 1 and (known := _day_first(page)) is not None:
            valid = valid[:1] if known else valid[1:]
        day, month = valid[0]
        doubt = AMBIGUOUS if len(set(valid)) > 1 else ""
        yield Moment(*hit.span(), _days(month, day, day), year, True, doubt)


def _day_first(page: Page) -> bool | None:
    """Whether the writer puts the day first, None if nothing says so."""
    others = [(int(h["a"]), int(h["b"])) for h in _SLASHED.finditer(page.plain)]
    if any(a > 12 for a, _ in others) or page.language != "en":
        return True
    if any(b > 12 for _, b in others):
        return False
    licensed = page.said("licensed_in")
    return licensed != ["US"] if len(licensed) == 1 else None


_SEASON = re.compile(
    r"\b(?:(?P<lead>next|this|coming|the|in|over|for|during|or|and|early|late|el|este|proximo"
    r"|no|na|cet|l|en|cette"
    r"|d|au|y|e|ou|o|del|prochain|proxim[oa])[\s']+)?(?P<season>"
    + "|".join(SEASONS)
    + r")\b(?P<next> prochain| que viene| proximo)?(?:\s+(?:break|holidays?|vacation))?"
    r"(?:\s+(?:of |de )?(?P<year>20[0-9]{2}|'?[23][0-9](?=\s*(?:[,.;)]|$))))?"
)


BREAK = "A break is shorter than its season."
_SCHOOL = re.compile(r"\s+(?:school |uni )?(?:break|hols?|holidays?|vacation)\b")


def _seasons(page: Page) -> Iterator[Moment]:
    for hit in _SEASON.finditer(page.plain):
        word, lead = hit["season"], hit["lead"]
        sure = lead or hit["year"] or hit["next"]
        listed = re.match(r"\s*(?:or|and|/|,|&)", page.plain[hit.end() :])
        if word in ("fall", "ete", "spring") and not (
            sure or listed or re.search(r"[,/]\s*$", page.plain[: hit.start()])
        ):
            continue
        if word == "ete" and lead in (None, "e", "y", "the", "no"):
            continue
        first, last = SEASONS[word]
        doubt = ""
        if page.language == "pt" or _is_southern(page):
            doubt = "Seasons are read as in the north."
        elif _SCHOOL.match(page.plain, hit.end("season")):
            doubt = BREAK
        start = hit.start("season") if lead in ("or", "and", "y", "e", "ou", "o") else hit.start()
        year = _year(hit["year"])
        if lead in ("early", "late"):
            first, last = (first, first) if lead == "early" else (last, last)
            doubt = doubt or "Read as a month of it."
        yield Moment(start, hit.end(), _season(first, last), year, doubtful=doubt)


def _is_southern(page: Page) -> bool:
    """Whether the writer may live where winter is in July."""
    named = {name.id for one in page.mentions for name in one.readings if name.kind == "country"}
    return bool(SOUTHERN & (named | set(page.said("licensed_in"))))


def _season(first: int, last: int) -> Callable[[int], tuple[date, date]]:
    def span(year: int) -> tuple[date, date]:
        return date(year, first, 1), last_of(year + (last < first), last)

    return span


def _feasts(page: Page) -> Iterator[Moment]:
    for name, words in NAMES_OF_FEASTS:
        for hit in re.finditer(rf"\b(?:{words})\b(?:\s+(?P<year>20[0-9]{{2}})\b)?", page.plain):
            if (
                name == "new year"
                and "'" not in hit[0]
                and re.search(r"\ba $", page.plain[: hit.start()])
            ):
                continue
            year = _year(hit["year"])
            yield Moment(
                *hit.span(), FEASTS[name], year, FEASTS[name](2027)[0] == FEASTS[name](2027)[1]
            )


_WHOLE_YEAR = re.compile(
    r"\b(?:(?:all|the whole|whole|throughout|during|any ?time|sometime|somewhere|in|en|em|todo"
    r"|durante|pour|for)\s+"
    r"(?:of |in |el |o |de |during )?)+(?P<year>20[0-9]{2})\b(?![-/.][0-9])"
)
_END_OF_YEAR = re.compile(
    r"\b(?:the )?(?:end of|final de|finales de|fim de|fin) (?:the )?(?:year )?"
    r"(?P<year>20[0-9]{2}|(?:the |this |next )?year)\b"
)
_FROM_YEAR = re.compile(
    r"\b(?:from|starting(?: in)?|beginning(?: in)?|a partir d[eu]|desde|des)\s+"
    r"(?P<year>20[0-9]{2})\b(?![-/.][0-9])"
)
_YEAR_ANY_TIME = re.compile(r"\b(?P<year>20[0-9]{2}),? (?:any ?time|whenever)\b")
_RELATIVE = re.compile(
    r"\b(?:(?:all )?(?P<year>next year|ano que viene|proximo ano|ano que vem|l'annee prochaine"
    r"|annee prochaine)"
    r"|(?P<month>next month|(?:el )?mes que viene|proximo mes|mes que vem|(?:le )?mois prochain))\b"
)


def _whole_year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _years(page: Page) -> Iterator[Moment]:
    for hit in _WHOLE_YEAR.finditer(page.plain):
        yield Moment(*hit.span(), _whole_year, int(hit["year"]))
    for hit in _FROM_YEAR.finditer(page.plain):
        if int(hit["year"]) >= page.today.year:
            yield Moment(*hit.span("year"), _whole_year, int(hit["year"]))
    for hit in _END_OF_YEAR.finditer(page.plain):
        said = hit["year"]
        year = int(said) if said.isdigit() else page.today.year + said.startswith("next")
        yield Moment(*hit.span(), _days(12, 1, 31), year)
    for hit in _YEAR_ANY_TIME.finditer(page.plain):
        yield Moment(*hit.span(), _whole_year, int(hit["year"]))
    for hit in _RELATIVE.finditer(page.plain):
        if hit["year"]:
            year = page.today.year + 1
            yield Moment(*hit.span(), _whole_year, year)
        else:
            first = last_of(page.today.year, page.today.month) + timedelta(days=1)
            yield Moment(*hit.span(), _days(first.month, 1, 31), first.year)
