"""A CV: profession, specialties, years, languages and licence, as parts of a profile.

A CV states what somebody did and no wishes, so nothing else is read of it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml

from matching.names import PERSON, Name, Names
from matching.reading.parts import Part, Reading
from matching.reading.sentence import read_sentence
from matching.reference.shipped import DATA_FOLDER, shipped_names, shipped_vocabulary

HEAD, WORK, LANGUAGES, LICENCE, ABOUT, OTHER = (
    "head", "work", "languages", "licence", "about", "other",
)  # fmt: skip
_HEADINGS = (
    (WORK, r"work|employment|career history|experience|appointments|posts?|practice|professional history"),
    (LANGUAGES, r"languages?|language skills|idiomas|langues|línguas"),
    (LICENCE, r"licen[cs]\w*|registrations?|regulation"),
    (ABOUT, r"summary|profile|objective|about|career summary|personal statement|overview"),
    (
        OTHER,
        r"education|training|qualifications?|memberships?|references?|referees?|courses?|skills?|research"
        r"|publications?|volunteer\w*|interests?|hobbies|awards?|teaching|contact|personal|rotations?"
        r"|certifications?|certificates?|missions?|conferences?",
    ),
)
_BULLET = re.compile(r"^\s*[•\-–*·]\s+")
_MONTH = r"(?:[A-Za-zçéû]{3,9}\.?|\d{1,2})"
_MOMENT = rf"(?:{_MONTH}[\s./-]+)?(?:19|20)\d\d"
_NOW = r"present|current|now|to ?date|today|ongoing|heute|atual|actual|date"
_SPAN = re.compile(rf"({_MOMENT})\s*(?:-|–|—|to|until|bis|a|à)?\s*({_MOMENT}|{_NOW})", re.IGNORECASE)
_IN_TRAINING = re.compile(
    r"\b(residen(?:t|cy)|intern(?:ship)?|foundation|house officer|student|pre-?registration"
    r"|trainee|clerkship|rotation|registrar|youth service|assistenz\w*|fellow(?:ship)?)\b",
    re.IGNORECASE,
)
_LAPSED = re.compile(r"\b(lapsed|expired|former|inactive|not renewed|until 20[01]\d|surrendered)\b", re.I)
_CANDIDATE = re.compile(r"\b(candidate|expected|anticipated)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Job:
    """A post: months from the year 0 on, the last one included, and what it was."""

    first: int
    last: int
    title: str
    start: int
    end: int
    readings: tuple[Name, ...]

    @property
    def is_training(self) -> bool:
        """Whether it is a time of training, which counts as no experience."""
        return _IN_TRAINING.search(self.title) is not None


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
        Whose words are lines of the CV, never those of its head or of references.
    """
    known = names or shipped_names()
    sections = list(_sections(text))
    jobs = list(_jobs(text, sections, today, known))
    parts = [*_person(text, sections, jobs, known), *_languages(text, sections, today)]
    parts += [*_licence(text, sections, known)]
    return Reading(text, "en", tuple(dict.fromkeys(parts)))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, line.rstrip("\r\n")
        at += len(line)


def _sections(text: str) -> Iterator[tuple[str, int, str]]:
    """Each line with its section and its place; headings themselves are left out."""
    section = HEAD
    for at, line in _lines(text):
        if (found := _heading(line)) is not None:
            section = found
        elif line.strip():
            yield section, at, line


def _heading(line: str) -> str | None:
    words = re.split(r"\s{3,}|\t", line.strip())[0].strip(" :")
    if not words or len(words) > 45 or any(letter.isdigit() for letter in words):
        return None
    is_loud = words == words.upper() or line.strip().endswith(":") or len(words.split()) <= 3
    if not is_loud:
        return None
    for section, pattern in _HEADINGS:
        if re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE) and words == words.upper():
            return section
        if re.fullmatch(rf"(?:{pattern})(?: (?:and|&) \w+)?", words, re.IGNORECASE):
            return section
    return None


def _jobs(
    text: str, sections: list[tuple[str, int, str]], today: dt.date, names: Names
) -> Iterator[Job]:
    for number, (section, at, line) in enumerate(sections):
        span = _SPAN.search(line) if section == WORK else None
        if span is None or _BULLET.match(line):
            continue
        first, last = _month(span[1], 1), _month(span[2], 12, today)
        if first is None or last is None or last < first:
            continue
        for back in (0, 2, 1, -1):
            near = number - back
            if not 0 <= near < len(sections) or sections[near][0] != WORK:
                continue
            start, title = sections[near][1], sections[near][2]
            if near == number:
                title = title.replace(span[0], " " * len(span[0]))
            elif _BULLET.match(title) or _SPAN.search(title):
                continue
            mentions = names.mentions(title, PERSON)
            if mentions:
                best = max(mentions, key=lambda found: found.end - found.start)
                yield Job(
                    first, last, title, start + best.start, start + best.end, best.readings
                )
                break


def _month(written: str, otherwise: int, today: dt.date | None = None) -> int | None:
    """Months since the year 0, `otherwise` where only a year is given."""
    year = re.search(r"(?:19|20)\d\d", written)
    if year is None:
        return None if today is None else today.year * 12 + today.month
    before = written[: year.start()].strip(" ./-")
    if before.isdigit():
        month = int(before)
    else:
        month = _number_of_month(before) or otherwise
    return int(year[0]) * 12 + month if 1 <= month <= 12 else None


_SHORT_MONTHS = tuple(name.casefold() for name in calendar.month_abbr)


def _number_of_month(word: str) -> int | None:
    """The number of an English month by its first three letters."""
    short = word.casefold()[:3]
    return _SHORT_MONTHS.index(short) if short in _SHORT_MONTHS[1:] else None


def _profession(name: Name) -> str:
    return shipped_vocabulary().profession_of[name.id] if name.kind == "specialty" else name.id


def _person(
    text: str, sections: list[tuple[str, int, str]], jobs: list[Job], names: Names
) -> Iterator[Part]:
    """Profession by the latest post, its specialties, and the years in it."""
    said = [
        (section, at + found.start, at + found.end, found.readings)
        for section, at, line in sections
        if section in (HEAD, ABOUT, WORK) and not _BULLET.match(line)
        for found in names.mentions(line, PERSON)
    ]
    student = next(
        (at for section, at, line in sections if section == OTHER and _CANDIDATE.search(line)), None
    )
    own = [job for job in jobs if not job.is_training] or jobs
    if student is not None and not [job for job in own if _is_present(job, own)]:
        yield Part("profession", "student", student, _end_of_line(text, student))
        yield Part("trainee", "yes", student, _end_of_line(text, student))
        return
    latest = max(own, key=lambda job: (job.last, job.last - job.first), default=None)
    if latest is not None:
        profession, start, end = _profession(latest.readings[0]), latest.start, latest.end
    elif said:
        votes = Counter(_profession(readings[0]) for *_, readings in said)
        profession = votes.most_common(1)[0][0]
        _, start, end, _ = next(one for one in said if _profession(one[3][0]) == profession)
    else:
        return
    yield Part("profession", profession, start, end)
    yield from _specialties(profession, said, latest)
    months = _months([job for job in own if _profession(job.readings[0]) == profession])
    if months >= 12 and latest is not None:
        yield Part("years_experience", float(months // 12), latest.start, latest.end)


def _is_present(job: Job, jobs: Iterable[Job]) -> bool:
    return job.last == max(other.last for other in jobs) and job.last - job.first > 24


def _specialties(
    profession: str, said: list[tuple[str, int, int, tuple[Name, ...]]], latest: Job | None
) -> Iterator[Part]:
    """Specialties of the latest post, or else of how people present themselves."""
    mentioned = [
        (start, end, readings[0])
        for section, start, end, readings in said
        if readings[0].kind == "specialty" and _profession(readings[0]) == profession
    ]
    of_latest = [
        one for one in mentioned if latest is not None and latest.start <= one[0] < latest.end + 120
    ]
    first = [one for one in mentioned if not of_latest][:1]
    for start, end, name in of_latest or first:
        yield Part("specialties", name.id, start, end)


def _months(jobs: Iterable[Job]) -> int:
    """Months in which there was any of these posts."""
    worked: set[int] = set()
    for job in jobs:
        worked |= set(range(job.first, job.last + 1))
    return len(worked)


def _languages(text: str, sections: list[tuple[str, int, str]], today: dt.date) -> Iterator[Part]:
    lines = [(at, line) for section, at, line in sections if section == LANGUAGES]
    for at, line in lines:
        spoken = re.sub(r"[:\t]+", " ", line)
        for part in read_sentence(f"I speak {spoken}", today).parts:
            if part.field == "languages" and part.start >= len("I speak "):
                shift = at - len("I speak ")
                yield Part("languages", part.value, part.start + shift, part.end + shift)


@functools.cache
def _regulators() -> dict[str, str]:
    path = DATA_FOLDER / "names" / "regulators.yaml"
    by_country = yaml.safe_load(path.read_text("utf-8"))
    return {words: iso2 for iso2, listed in by_country.items() for words in listed}


def _licence(text: str, sections: list[tuple[str, int, str]], names: Names) -> Iterator[Part]:
    found: dict[str, Part] = {}
    for section, at, line in sections:
        if section != LICENCE and not re.search(r"\blicen[cs]e\b|approbation", line, re.IGNORECASE):
            continue
        if _LAPSED.search(line) or section in (HEAD, LANGUAGES) or "driving" in line.lower():
            continue
        for words, iso2 in _regulators().items():
            place = re.search(rf"\b{re.escape(words)}\b", line)
            if place is not None:
                found.setdefault(iso2, Part("licensed_in", iso2, at + place.start(), at + place.end()))
        for mention in names.mentions(line, ("country",)):
            if len(mention.readings) == 1:
                iso2 = mention.readings[0].id
                part = Part("licensed_in", iso2, at + mention.start, at + mention.end)
                found.setdefault(iso2, part)
    yield from found.values()


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


