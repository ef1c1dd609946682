"""What a role's title and summary say that its columns leave open: whom it is for and how long.

Readings here are hints. They move points and are shown as such; the one that can close a role is
`is_for_learners`, because a post that its own title offers to students is no post for a clinician.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_LEARNER = re.compile(
    r"\b(students?|electives?|interns?|internships?|trainees?|fellow|fellowship|residents?"
    r"|rotations?|shadowing)\b",
    re.IGNORECASE,
)
_STUDENT_AS = re.compile(
    r"\bstudents?\s+(volunteer|midwife|midwives|nurse|helper|intern)s?\b|\bwith a mentor\b"
    r"|\bfaculty-led\b",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(
    r"\b(doctor|physician|clinician|surgeon|dentist|optometrist|optician|nurse|pharmacist"
    r"|therapist|physiotherapist|professional|graduate|technician|practitioner|midwife|specialist"
    r"|psychologist|counselor|anaesthetist|anesthetist|volunteer|mentor|teacher|trainer|faculty for"
    r"|leader|caseworker|assistant)s?\b",
    re.IGNORECASE,
)
_TEACHES_LEARNERS = re.compile(
    r"\b(teach|train|mentor|supervis|educat|faculty|lecturer)\w*", re.IGNORECASE
)
_NUMBERS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0,
    "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0,
    "twelve": 12.0,
}  # fmt: skip
_WEEKS_IN = {"day": 1 / 7, "week": 1.0, "month": 52 / 12, "year": 52.0}
_SPAN = re.compile(
    r"\b(" + "|".join(_NUMBERS) + r"|\d{1,2})(?:\s+to\s+\w+|\s*[-–]\s*\d{1,2})?[\s-]"
    r"(?:full\s)?(day|week|month|year)s?(?:[\s-]long)?\b"
    r"(?!\s*(?:of experience|in |old|ago|after|before|training|course|virtual|workshop|ahead))",
    re.IGNORECASE,
)
_STAY = re.compile(
    r"\b(stay|trip|mission|team|clinic|placement|term|campaign|service|elective|rotation|internship"
    r"|commitment|deploy\w*|assignment|outreach|brigade|project|for|minimum|at least)\b",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"(?<!or )\b(long[- ]term|longer[- ]term|longer term|full[- ]time|career|resident missionary"
    r"|loan repayment|senior missionary|in about a year|for a year|federal post)\b|^staff \w+",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\b(weekends?|one[- ]day|day-long|evening|monthly clinic)\b", re.IGNORECASE)

_SHORTER_TOO = re.compile(r"\bshort(er)?\b", re.IGNORECASE)

_ANY_FIELD = re.compile(
    r"\bany (discipline|specialty|field|kind)\b|\bhealth(care)? professionals?\b", re.IGNORECASE
)
_LEADERSHIP = re.compile(
    r"^(?:[\w-]+ ){0,2}(?:director|superintendent|head|chief)\b", re.IGNORECASE
)
_RESIDENT = re.compile(r"\b(residents?|residency|fellows?|fellowship|registrars?)\b", re.IGNORECASE)
_STUDENT = re.compile(r"\b(students?|interns?|trainees?|clerkships?)\b", re.IGNORECASE)
_TEAM = re.compile(r"\b(team|trip|brigade|campaign|mobile clinic)\b", re.IGNORECASE)

LONG_TERM_WEEKS = 52.0
TEAM_WEEKS = 1.5
"""A visiting team or trip without a stated length takes one to two weeks as a rule."""
WEEKEND_WEEKS = 0.4


def is_for_learners(title: str) -> bool:
    """Whether a title offers the post to students, residents or fellows and to nobody else.

    Examples
    --------
    >>> is_for_learners("Dental student spring-break team")
    True
    >>> is_for_learners("Visiting physician or resident")
    False
    >>> is_for_learners("Board-certified surgeon to train residents")
    False
    """
    if _LEARNER.search(title) is None:
        return False
    title = _STUDENT_AS.sub(" ", title)
    return _QUALIFIED.search(title) is None and _TEACHES_LEARNERS.search(title) is None


def speaks_of_learners(title: str, summary: str) -> bool:
    """Whether the words of a role speak of students, residents or fellows at all.

    Examples
    --------
    >>> speaks_of_learners("Visiting doctor", "From interns to specialists.")
    True
    >>> speaks_of_learners("General surgeon", "Operates on trauma patients.")
    False
    """
    words = f"{title} {summary}"
    return any(found.search(words) is not None for found in (_LEARNER, _RESIDENT, _STUDENT))


def is_for_any_field(title: str) -> bool:
    """Whether a title says that the field does not matter.

    Examples
    --------
    >>> is_for_any_field("Physician, any discipline, North Africa")
    True
    >>> is_for_any_field("Health professional at a companion hospital")
    True
    >>> is_for_any_field("Physician")
    False
    """
    return _ANY_FIELD.search(title) is not None


def is_leadership(title: str) -> bool:
    """Whether a title is that of a director or head.

    Examples
    --------
    >>> is_leadership("Hospital director (Australia)"), is_leadership("Nurse, head injuries")
    (True, False)
    """
    return _LEADERSHIP.search(title) is not None


def is_for_residents(title: str) -> bool:
    """Whether a title offers a post to residents or fellows and to no student.

    Examples
    --------
    >>> is_for_residents("Dermatology resident grant, Gaborone")
    True
    >>> is_for_residents("Student or resident elective"), is_for_residents("Visiting physician")
    (False, False)
    """
    is_learning = is_for_learners(title) or "resident" in title.lower()
    return is_learning and _RESIDENT.search(title) is not None and _STUDENT.search(title) is None


def stay_in_words(title: str, summary: str) -> float | None:
    """Weeks of a stay as the words suggest, None when they say nothing.

    Examples
    --------
    >>> stay_in_words("Nurse on a two-week team", "")
    2.0
    >>> stay_in_words("Long-term doctor", "Helps raise services.")
    52.0
    >>> stay_in_words("Nurse", "Cares for children.") is None
    True
    """
    for text in (title, summary):
        if _LONG.search(text) and not _SHORTER_TOO.search(text):
            return LONG_TERM_WEEKS
        spans = [_weeks(found) for found in _SPAN.finditer(text) if _is_a_stay(text, found)]
        if spans:
            return max(spans)
        if _SHORT.search(text):
            return WEEKEND_WEEKS
    return TEAM_WEEKS if _TEAM.search(title) else None


def fields_of_study(text: str, words: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Professions whose study a text speaks of.

    Parameters
    ----------
    text : str
        A student's statement, or the title of a role for students.
    words : mapping of profession id to words
        As in `Adjacency.fields_of_study`.

    Examples
    --------
    >>> sorted(fields_of_study("Medical or nursing student", {"nurse": ["nursing"]}))
    ['nurse']
    """
    lowered = text.lower()
    return frozenset(
        profession
        for profession, spoken in words.items()
        if any(re.search(rf"\b{re.escape(word)}\b", lowered) for word in spoken)
    )


def _weeks(found: re.Match[str]) -> float:
    count = _NUMBERS.get(found[1].lower())
    return (float(found[1]) if count is None else count) * _WEEKS_IN[found[2].lower()]


def _is_a_stay(text: str, found: re.Match[str]) -> bool:
    """Whether a span of time is about the stay rather than about, say, a hospital's history."""
    if found[2].lower() == "day" and "long" not in found[0]:
        return False
    if "-" in found[0]:
        return True
    if re.search(r"\b(under|less than|within)\s+$", text[: found.start()], re.IGNORECASE):
        return False
    around = text[max(0, found.start() - 30) : found.end() + 25]
    return _STAY.search(around) is not None
