"""A CV: profession, specialties, years, languages and licence, as parts of a profile.

A CV states what somebody did and no wishes, so nothing else is read of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from matching.names import Names
from matching.reading.cv_files import LONGEST_CV
from matching.reading.cv_posts import (
    BULLET,
    SPAN,
    Post,
    Title,
    month_of,
    months_of,
    months_worked,
    posts_of,
    title_of,
)
from matching.reading.cv_sections import (
    ABOUT,
    HEAD,
    LANGUAGES,
    LICENCE,
    NATIVE_LANGUAGE,
    OTHER,
    STUDIES,
    WORK,
    Line,
    lines_of,
)
from matching.reading.parts import Part, Reading
from matching.reading.regulators import regulators_in
from matching.reading.sentence import read_sentence
from matching.reference.shipped import shipped_names

YEARS_OPEN: Final = "Some posts name no profession that is known: see whether the years are right."
LAPSED: Final = re.compile(
    r"\b(lapsed|expired|former(?:ly)?|inactive|not renewed|surrendered|relinquished|retired)\b",
    re.IGNORECASE,
)
_LICENCE: Final = re.compile(r"\b(licen[cs]ed?|registered with|approbation)\b", re.IGNORECASE)
_CANDIDATE: Final = re.compile(r"\b(candidate|expected|anticipated)\b|\bstudent\b", re.IGNORECASE)
_SPECIALIZED: Final = re.compile(
    r"\bspeciali[sz]\w+|\bspecialty\b|\bresiden(?:t|cy)\b|\bfellowship\b|\bMD\b|\bmaster\b"
    r"|\bM\.?S\b|\bdiplomate\b|\bboard[- ]certif",
    re.IGNORECASE,
)
SPEAK: Final = "I speak "
"""Makes a sentence of what stands in a list of languages."""
_LONGEST_PIECE: Final = 80


def read_cv(text: str, today: dt.date, names: Names | None = None) -> Reading:
    """Read a CV.

    Parameters
    ----------
    text : str
        As from `cv_files.text_of_cv`.
    today : date
        The last month of a post that goes on.

    Returns
    -------
    Reading
        Whose words are titles of posts, languages and bodies that license, never names of people.
    """
    known = names or shipped_names()
    lines = list(lines_of(text[:LONGEST_CV]))
    parts = [
        *_person(lines, today, known),
        *_languages(lines, today),
        *_licence(lines, today, known),
    ]
    return Reading(text, "en", tuple(dict.fromkeys(parts)), longest=LONGEST_CV)


def _person(lines: Sequence[Line], today: dt.date, names: Names) -> Iterator[Part]:
    """Profession by the latest post, else as people present themselves; specialties and years."""
    posts = posts_of(lines, today, names)
    worked = [post for post in posts if not post.is_training]
    titled = [(post, post.title) for post in worked if post.title is not None]
    is_at_work = any(post.last == month_of(today) for post, _ in titled)
    candidate = next(
        (line for line in lines if line.section in (STUDIES, HEAD, ABOUT) and _is_studying(line)),
        None,
    )
    if candidate is not None and not is_at_work:
        end = candidate.start + len(candidate.text)
        yield Part("profession", "student", candidate.start, end)
        yield Part("trainee", "yes", candidate.start, end)
        return
    presented = [
        title
        for line in lines
        if line.section in (HEAD, ABOUT)
        if (title := title_of(line.text, line.start, names)) is not None
    ]
    latest = max(titled, key=lambda one: (one[0].last, one[0].last - one[0].first), default=None)
    if latest is None and not presented:
        return
    own = latest[1] if latest is not None else _commonest(presented)
    yield Part("profession", own.profession, own.start, own.end)
    yield from _specialty(lines, own, presented, [title for _, title in titled], names)
    yield from _years(worked, own)


def _is_studying(line: Line) -> bool:
    return _CANDIDATE.search(line.text) is not None and not BULLET.match(line.text)


def _commonest(titles: Sequence[Title]) -> Title:
    votes = Counter(title.profession for title in titles)
    return max(titles, key=lambda title: votes[title.profession])


def _specialty(
    lines: Sequence[Line],
    own: Title,
    presented: Sequence[Title],
    titles: Sequence[Title],
    names: Names,
) -> Iterator[Part]:
    """The specialty of the latest post, else of how people present themselves, else of studies."""
    studied = [
        title
        for line in lines
        if line.section == STUDIES and _SPECIALIZED.search(line.text)
        if (title := title_of(line.text, line.start, names)) is not None
    ]
    for title in (own, *presented, *titles, *studied):
        if title.profession == own.profession and title.specialties:
            for specialty in title.specialties:
                yield Part("specialties", specialty, title.start, title.end)
            return


def _years(worked: Sequence[Post], own: Title) -> Iterator[Part]:
    """Whole years in the profession; later posts that name none count, and are told."""
    mine = [post for post in worked if post.title and post.title.profession == own.profession]
    if not mine:
        return
    began = min(post.first for post in mine)
    untitled = [post for post in worked if post.title is None and post.first >= began]
    months = months_worked([*mine, *untitled])
    if months >= 12:
        doubt = YEARS_OPEN if months // 12 != months_worked(mine) // 12 else ""
        yield Part("years_experience", float(months // 12), own.start, own.end, doubt)


def _languages(lines: Sequence[Line], today: dt.date) -> Iterator[Part]:
    """The languages of their section, each with the level that stands beside it."""
    for line in lines:
        if line.section not in (LANGUAGES, NATIVE_LANGUAGE):
            continue
        for piece in re.finditer(r"(?:\([^)]*\)|[^,;.•|])+", line.text):
            begin = line.start + piece.start() + len(piece[0]) - len(piece[0].lstrip())
            words = " ".join(re.sub(r"[()\t:–—-]", " ", piece[0]).split())[:_LONGEST_PIECE]
            words += " native" if line.section == NATIVE_LANGUAGE else ""
            found = [
                part
                for part in read_sentence(f"{SPEAK}{words}", today).parts
                if part.field == "languages" and part.start >= len(SPEAK)
            ]
            levels = {part.value.partition(":")[0]: part for part in found if ":" in part.value}
            for part in found:
                best = levels.get(part.value, part)
                start, end = (begin + at - len(SPEAK) for at in (part.start, part.end))
                yield Part("languages", best.value, start, min(end, line.start + piece.end()))


def _licence(lines: Sequence[Line], today: dt.date, names: Names) -> Iterator[Part]:
    """Countries that license, by their names or else by that of the body; lapsed ones are none."""
    found: dict[str, Part] = {}
    for line in lines:
        may_say = line.section == LICENCE or _LICENCE.search(line.text)
        if (
            not may_say
            or line.section in (HEAD, LANGUAGES, NATIVE_LANGUAGE, OTHER, WORK)
            or _is_over(line, today)
        ):
            continue
        if "driving" in line.text.lower():
            continue
        named = [
            (mention.start, mention.end, mention.readings[0].id)
            for mention in names.mentions(line.text, ("country",))
            if len(mention.readings) == 1
        ]
        for start, end, iso2 in named or regulators_in(line.text):
            part = Part("licensed_in", iso2, line.start + start, line.start + end)
            found.setdefault(iso2, part)
    yield from found.values()


def _is_over(line: Line, today: dt.date) -> bool:
    span = SPAN.search(line.text)
    months = None if span is None else months_of(span, today)
    return LAPSED.search(line.text) is not None or (
        months is not None and months[1] < month_of(today)
    )
