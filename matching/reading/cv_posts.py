"""The posts of a CV: from when to when, and which profession and specialty their title names."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from matching.names import PERSON, Name, Names
from matching.reading.cv_sections import WORK, Line
from matching.reference.shipped import shipped_vocabulary

BULLET: Final = re.compile(r"^\s*[•\-–*·▪]\s+")
_MONTH: Final = r"(?:[A-Za-zçéûä]{3,9}\.?|\d{1,2})"
_MOMENT: Final = rf"(?:{_MONTH}[\s./-]+)?(?:19|20)\d\d"
_NOW: Final = (
    r"present|current|now|to ?date|till ?date|today|ongoing|heute|actual(?:idad)?|atual|date"
)
SPAN: Final = re.compile(
    rf"({_MOMENT})\s*(?:-|–|—|to|until|till|bis|a|à)?\s*({_MOMENT}|\b(?:{_NOW})\b)", re.IGNORECASE
)
_IN_TRAINING: Final = re.compile(
    r"\b(residen(?:t|cy)|intern(?:ship)?|foundation|house officer|student|pre-?registration"
    r"|trainee|training|clerkship|rotation|registrar|youth service|assistenz\w*|fellow(?:ship)?)\b",
    re.IGNORECASE,
)
_NO_WORK: Final = re.compile(
    r"\b(break|at home|maternity|paternity|parental|sabbatical|travel\w*|unemployed)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_PART: Final = re.compile(r"[^,;:(|\t]+")
_AND: Final = frozenset({"and", "&", "e", "y", "et"})
_MOST_WORDS: Final = 5
_MONTHS: Final = tuple(name.casefold() for name in calendar.month_abbr)


@dataclass(frozen=True)
class Title:
    """What the title of a post names, and where: `text[start:end]`."""

    profession: str
    specialties: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Post:
    """A post.

    Attributes
    ----------
    first, last : int
        Months since the year 0, both included.
    title : Title or None
        None if it names no profession that is known.
    is_training : bool
        Whether it is a time of training, which counts as no experience.
    """

    first: int
    last: int
    title: Title | None
    is_training: bool


def posts_of(lines: Sequence[Line], today: dt.date, names: Names) -> list[Post]:
    """The posts of a CV, in its order; breaks are none."""
    dated = [
        (number, span, months)
        for number, line in enumerate(lines)
        if _may_name(line) and (span := SPAN.search(line.text)) is not None
        if (months := months_of(span, today)) is not None
    ]
    alone = [number for number, span, _ in dated if not any(_beside(lines[number].text, span))]
    above, below = (
        sum(any(title_of(*near, names) for near in around(lines, number)) for number in alone)
        for around in (_above, _below)
    )
    found = []
    for number, span, months in dated:
        near = list(_near(lines, number, span, is_above=above >= below))
        title, told = None, near[0][0]
        for text, start in near:
            title, told = title_of(text, start, names), text
            if title is not None or _NO_WORK.search(text):
                break
        if not _NO_WORK.search(told):
            found.append(Post(*months, title, _is_training(told)))
    return found


def _is_training(told: str) -> bool:
    """Whether a post is one of training by its title; whom somebody trains stands after that."""
    head = re.split(r"\.\s|\t| {2,}", SPAN.sub(" ", told).strip())[0]
    return _IN_TRAINING.search(head) is not None


def _may_name(line: Line) -> bool:
    return line.section == WORK and not BULLET.match(line.text)


def _beside(text: str, span: re.Match[str]) -> tuple[bool, bool]:
    """Whether words stand before a date in its line, and after it."""
    before, after = text[: span.start()], text[span.end() :]
    return len(_WORD.findall(before)) > 1, len(_WORD.findall(after)) > 1


def _near(
    lines: Sequence[Line], number: int, span: re.Match[str], *, is_above: bool
) -> Iterator[tuple[str, int]]:
    """The texts in which the title of a post may stand, with their places, the likeliest first.

    What follows a date in its line is all about that post; a date at the end of a line may
    stand below the title, one in a line of its own where titles of this CV stand.
    """
    text = lines[number].text
    yield f"{text[: span.start()]:<{span.end()}}{text[span.end() :]}", lines[number].start
    has_before, has_after = _beside(text, span)
    if has_before or (not has_after and is_above):
        yield from _above(lines, number)
    elif not has_after:
        yield from _below(lines, number)


def _above(lines: Sequence[Line], number: int) -> Iterator[tuple[str, int]]:
    for line in reversed(lines[max(0, number - 2) : number]):
        if not _may_name(line) or SPAN.search(line.text):
            return
        yield line.text, line.start


def _below(lines: Sequence[Line], number: int) -> Iterator[tuple[str, int]]:
    for line in lines[number + 1 : number + 2]:
        if _may_name(line):
            yield line.text, line.start


def months_of(span: re.Match[str], today: dt.date) -> tuple[int, int] | None:
    """First and last month of a span, since the year 0; None if it is none."""
    first, last = _month(span[1], 1), _month(span[2], 12, today)
    return None if first is None or last is None or last < first else (first, last)


def month_of(day: dt.date) -> int:
    """The month of a day, since the year 0."""
    return day.year * 12 + day.month


def months_worked(posts: Iterable[Post]) -> int:
    """Months in which there was any of these posts; those that overlap count once."""
    return len(set().union(*(range(post.first, post.last + 1) for post in posts)))


def _month(written: str, otherwise: int, today: dt.date | None = None) -> int | None:
    """A month since the year 0, `otherwise` where only a year is given."""
    year = re.search(r"(?:19|20)\d\d", written)
    if year is None:
        return None if today is None else month_of(today)
    before = written[: year.start()].strip(" ./-")
    month = int(before) if before.isdigit() else _number_of_month(before) or otherwise
    return int(year[0]) * 12 + month if 1 <= month <= 12 else None


def _number_of_month(word: str) -> int | None:
    """The number of an English month by its first three letters."""
    short = word.casefold()[:3]
    return _MONTHS.index(short) if short in _MONTHS[1:] else None


def profession_of(name: Name) -> str:
    """The profession that a name of a profession or of a specialty stands for."""
    return shipped_vocabulary().profession_of[name.id] if name.kind == "specialty" else name.id


def title_of(text: str, start: int, names: Names) -> Title | None:
    """What a title names: the longest name in its first part that has one, the last of equals.

    A specialty may stand beside the profession: "Staff Nurse, Theatres" is a theatre nurse.

    Parameters
    ----------
    start : int
        Where the text begins in the CV.

    Examples
    --------
    >>> from matching.reference.shipped import shipped_names
    >>> title = title_of("Staff Nurse, Theatres and Recovery", 0, shipped_names())
    >>> title.profession, title.specialties
    ('nurse', ('perioperative-nursing',))
    """
    for part in _PART.finditer(text):
        words = list(_WORD.finditer(text, part.start(), part.end()))
        found = [
            (len(taken), is_whole, taken[0].start(), taken[-1].end(), readings[0])
            for is_whole, said in ((True, words), (False, _without_second(words)))
            for taken in _windows(said)
            if (readings := names.of(_joined(taken), PERSON))
        ]
        if not found:
            continue
        *_, begin, end, name = min(found, key=lambda one: (-one[0], one[1], -one[2]))
        profession = profession_of(name)
        own = [name.id] if name.kind == "specialty" else []
        own = own or list(_specialties_beside(text, (begin, end), profession, names))
        return Title(profession, tuple(own[:1]), start + begin, start + end)
    return None


def _without_second(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The words of "orthopaedic and trauma surgeon" as those of "orthopaedic surgeon"."""
    ands = [at for at, word in enumerate(words) if word[0].casefold() in _AND]
    if len(ands) != 1 or not 0 < ands[0] < len(words) - 2:
        return []
    return [*words[: ands[0]], *words[ands[0] + 2 :]]


def _windows(words: list[re.Match[str]]) -> Iterator[tuple[re.Match[str], ...]]:
    for first in range(len(words)):
        for last in range(first + 1, min(len(words), first + _MOST_WORDS) + 1):
            yield tuple(words[first:last])


def _joined(words: tuple[re.Match[str], ...]) -> str:
    return " ".join(word[0] for word in words)


def _specialties_beside(
    text: str, named: tuple[int, int], profession: str, names: Names
) -> Iterator[str]:
    """Specialties of a profession that words beside its name stand for, with it or alone."""
    label = names.label("profession", profession)
    nouns = (text[named[0] : named[1]], text[named[0] : named[1]].split()[-1], label)
    for part in _PART.finditer(text):
        words = list(_WORD.finditer(text, part.start(), part.end()))
        for taken in sorted(_windows(words), key=lambda taken: -len(taken)):
            if taken[0].start() < named[1] and named[0] < taken[-1].end():
                continue
            said = _joined(taken)
            for one in (said, said.removesuffix("s")):
                for written in (*(f"{one} {noun}" for noun in nouns), one):
                    for name in names.of(written, ("specialty",)):
                        if profession_of(name) == profession:
                            yield name.id
