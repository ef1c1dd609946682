"""The lines of a CV, each with what its section is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

HEAD, WORK, LANGUAGES, NATIVE_LANGUAGE, LICENCE, ABOUT, STUDIES, OTHER = (
    "head", "work", "languages", "native", "licence", "about", "studies", "other",
)  # fmt: skip
_HEADINGS: Final = (
    (LANGUAGES, r"languages?|idiomas|langues|línguas|sprachen"),
    (LICENCE, r"licen[cs]\w*|registrations?|regulation|professional bod(?:y|ies)"),
    (STUDIES, r"education|training|qualifications?|studies|residenc(?:y|ies)|specialt(?:y|ies)"),
    (
        OTHER,
        r"memberships?|references?|referees?|courses?|skills?|research|publications?|volunteer\w*"
        r"|interests?|hobbies|awards?|teaching|contact|personal (?:data|details|information)"
        r"|rotations?|certifications?|certificates?|missions?|conferences?|seminars?|trainings",
    ),
    (ABOUT, r"summary|profile|objective|about(?: me)?|personal statement|overview"),
    (WORK, r"work|employment|experience|appointments|posts|practice|career history"),
)
_LONGEST_HEADING: Final = 45
_OFTEN: Final = 3
"""Times from which on a label is one of a form, which has a line for each post."""
_GAP: Final = re.compile(r"\s{3,}|\t")


class Line(NamedTuple):
    """A line that is no heading: what its section is about, where it begins, and its text."""

    section: str
    start: int
    text: str


_IN_ONE_LINE: Final = re.compile(
    r"(?P<heading>(?:mother|native|first) (?:tongue|language)(?:\(?s\)?)?"
    r"|(?:other )?languages?|(?:professional )?registrations?|licen[cs]es?)"
    r"\s*(?::\s*| {2,}|\t)(?=\S)",
    re.IGNORECASE,
)
"""A heading with what it is about in the same line: `Languages: English (native)`."""
NATIVE: Final = re.compile(r"(?:mother|native|first) ", re.IGNORECASE)
_LABELLED: Final = re.compile(
    r"^[ \t]*(?P<label>dates?(?: \(from[^)]*\))?|from|period)[ \t]*(?::|\t| {2,})[ \t]*"
    r"(?P<dates>.+)\n(?:.*\n)?[ \t]*"
    r"(?:(?:occupation or )?position(?:s)? held|job title|position|post|role|function)"
    r"[ \t]*(?::|\t| {2,})[ \t]*(?P<title>.+)$",
    re.IGNORECASE | re.MULTILINE,
)
"""The lines of a form: `Dates  10/2018 - present`, `Position held  Senior physiotherapist`."""


def without_labels(text: str) -> str:
    """The text of a CV in which the dates and the title of a post on a form stand in one line."""
    return _LABELLED.sub(lambda hit: f"{hit['dates'].strip()}: {hit['title'].strip()}", text)


def lines_of(text: str) -> Iterator[Line]:
    r"""The lines of a CV but headings and empty ones; those before the first heading are its head.

    Examples
    --------
    >>> [line.section for line in lines_of("Ana Example, RN\n\nLANGUAGES\nEnglish: native")]
    ['head', 'languages']
    """
    section, start = HEAD, 0
    for written in text.splitlines(keepends=True):
        line = written.rstrip("\r\n")
        if (found := section_of(line)) is not None:
            section = found
        elif (inline := _IN_ONE_LINE.match(line.strip())) is not None:
            at = line.index(line.strip()) + inline.end()
            is_native = NATIVE.match(inline["heading"]) is not None
            of_licence = section_of(inline["heading"]) == LICENCE
            own = NATIVE_LANGUAGE if is_native else LICENCE if of_licence else LANGUAGES
            if is_native or inline["heading"].casefold().startswith("other"):
                section = LANGUAGES
            yield Line(own, start + at, line[at:])
        elif line.strip():
            yield Line(section, start, line)
        start += len(written)


def section_of(line: str) -> str | None:
    """What the section below a heading is about; None if the line is no heading.

    Examples
    --------
    >>> section_of("EMPLOYMENT HISTORY"), section_of("Languages:"), section_of("Work with refugees")
    ('work', 'languages', None)
    """
    words = _GAP.split(line.strip())[0].strip(" :")
    if not words or len(words) > _LONGEST_HEADING or any(letter.isdigit() for letter in words):
        return None
    is_loud = words == words.upper()
    for section, names in _HEADINGS:
        whole = rf"(?:\w+ )?(?:{names})(?: (?:and|&) \w+| history| record| skills| known)?"
        if re.fullmatch(whole, words, re.IGNORECASE):
            return section
        if is_loud and re.search(rf"\b(?:{names})\b", words, re.IGNORECASE):
            return section
    return None


def in_one_column(text: str) -> str:
    """The text of a page, one column after the other where two stand side by side.

    Only columns that each have a heading of their own count: dates often stand by themselves on
    the right.
    """
    lines = text.splitlines()
    for place in _gaps(lines):
        left, right = [line[:place].rstrip() for line in lines], [line[place:] for line in lines]
        if _is_of_labels(left):
            continue
        if all(any(section_of(part) for part in side if part.strip()) for side in (left, right)):
            return "\n".join([*left, *right])
    return text


def _is_of_labels(column: list[str]) -> bool:
    """Whether a column says again and again what stands beside it, as that of a form does."""
    said = Counter(part.strip() for part in column if part.strip())
    return max(said.values(), default=0) >= _OFTEN


def _gaps(lines: list[str]) -> list[int]:
    """Places where many lines go on after blanks, and none has a letter just before."""
    begins: dict[int, int] = {}
    for line in lines:
        for gap in re.finditer(r"(?<=\S) {3,}(?=\S)|^ {12,}(?=\S)", line):
            begins[gap.end()] = begins.get(gap.end(), 0) + 1
    return [
        place
        for place, number in sorted(begins.items(), key=lambda found: -found[1])
        if number >= 5 and all(not line[place - 2 : place].strip() for line in lines)
    ]
