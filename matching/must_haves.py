"""Must-haves: each requirement of a role is met, missing, not stated or not asked.

A role with a missing must-have is no match. What is not stated is never held against a role or a
person: it becomes a question to ask.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

import numpy as np

from matching.adjacency import LEAST_DEGREE
from matching.arrays import Bools, Floats, SmallInts, Texts, any_column
from matching.person import (
    NEEDED_LEVEL,
    OWN_COMMUNION,
    SHARED_STATEMENT,
    Person,
)
from matching.role_index import FAITH_REQUIREMENTS, FUNDINGS, OWN_POCKET, RoleIndex
from matching.seasons import longest_stretch
from matching.vocabulary import CHRISTIAN_FAITHS
from matching.work_fit import WorkFit

MISSING, NOT_STATED, MET, NOT_ASKED = -1, 0, 1, 2
STATUS_NAMES = {MISSING: "missing", NOT_STATED: "not stated", MET: "met", NOT_ASKED: "not asked"}
MUST_HAVES = {
    "profession": "Profession",
    "specialty": "Specialty",
    "stay": "Length of stay",
    "dates": "Dates",
    "training": "Training stage",
    "licence": "Licence",
    "experience": "Experience",
    "language": "Language",
    "faith": "Faith and character",
    "funding": "Funding",
    "family": "Family",
    "place": "Place",
    "care": "Duty of care",
}
CARE_FOCUS_AREAS = {
    "human-trafficking": "survivors of trafficking",
    "trauma-informed-care": "survivors of violence",
    "orphans": "children without parental care",
    "child-health": "children",
    "prison-health": "people in prison",
    "conflict": "people in conflict",
    "refugees": "refugees",
}
"""Work that carries a duty of care, and for whom."""


@dataclasses.dataclass(frozen=True)
class MustHaves:
    """SmallInts of every must-have of every role.

    Attributes
    ----------
    status : array of int8 (roles, must-haves)
        `MISSING`, `NOT_STATED`, `MET` or `NOT_ASKED`; columns in the order of `MUST_HAVES`.
    """

    status: SmallInts

    @property
    def is_open(self) -> Bools:
        """Roles of which nothing is missing, shape (roles,)."""
        return ~any_column(self.status == MISSING)

    def column(self, name: str) -> SmallInts:
        """SmallInts of one must-have for every role."""
        return self.status[:, list(MUST_HAVES).index(name)]


def must_haves(person: Person, index: RoleIndex, work: WorkFit) -> MustHaves:
    """Compare a person with what every role of an index demands."""
    columns = {
        "profession": np.where(work.profession >= LEAST_DEGREE, MET, MISSING),
        "specialty": np.where(work.profession >= LEAST_DEGREE, _specialty(person, work), NOT_ASKED),
        "stay": _stay(person, index),
        "dates": _dates(person, index),
        "training": _training(person, index),
        "licence": _three(index.license_required == 1, index.license_required == 0),
        "experience": _experience(person, index),
        "language": _language(person, index),
        "faith": _faith(person, index),
        "funding": _funding(person, index),
        "family": _family(person, index),
        "place": _place(person, index),
        "care": _care(person, index),
    }
    return MustHaves(np.column_stack([columns[name] for name in MUST_HAVES]).astype(np.int8))


def _three(not_stated: Bools, met: Bools) -> SmallInts:
    """Not stated where the first mask holds, met where the second does, else not asked."""
    return np.select([not_stated, met], [NOT_STATED, MET], NOT_ASKED).astype(np.int8)


def _specialty(person: Person, work: WorkFit) -> SmallInts:
    if not person.specialties.any():
        return np.where(work.specialty_named, NOT_STATED, NOT_ASKED).astype(np.int8)
    compared = work.specialty_named | work.work_described
    enough = work.specialty >= LEAST_DEGREE
    return np.select([~compared, enough], [NOT_ASKED, MET], MISSING).astype(np.int8)


def _stay(person: Person, index: RoleIndex) -> SmallInts:
    too_long = index.min_weeks > person.most_weeks
    return np.select([too_long, np.isnan(index.min_weeks)], [MISSING, NOT_STATED], MET).astype(
        np.int8
    )


def _dates(person: Person, index: RoleIndex) -> SmallInts:
    """Missing when no stretch of the window is long enough for the role's shortest stay."""
    first, last = person.window
    dated = ~np.isnat(index.start) | ~np.isnat(index.end)
    seasonal = index.season >= 0
    stretch = np.full(len(index), np.inf)
    if first and last:
        stretch[:] = (last - first).days + 1
    for code in np.unique(index.season[seasonal]):
        same = index.season == code
        mask = tuple(index.months[same][0].tolist())
        stretch[same] = np.minimum(stretch[same], longest_stretch(mask, first, last))
    if dated.any():
        stretch[dated] = np.minimum(stretch[dated], _dated_stretch(index, dated, first, last))
    status = np.where(stretch >= index.days_needed, MET, MISSING)
    open_question = (status == MET) & ~dated & ~seasonal
    status[open_question] = NOT_STATED
    return status.astype(np.int8)


def _dated_stretch(
    index: RoleIndex, dated: Bools, first: dt.date | None, last: dt.date | None
) -> Floats:
    far_past, far_future = np.datetime64("1900-01-01"), np.datetime64("2200-01-01")
    start = np.where(np.isnat(index.start), far_past, index.start)[dated]
    end = np.where(np.isnat(index.end), far_future, index.end)[dated]
    start = np.maximum(start, np.datetime64(first) if first else far_past)
    end = np.minimum(end, np.datetime64(last) if last else far_future)
    return np.asarray((end - start).astype("timedelta64[D]").astype(float) + 1)


def _training(person: Person, index: RoleIndex) -> SmallInts:
    if not person.is_trainee:
        # Who says neither that they are in training nor how long they practise may be either.
        silent = person.profile.trainee == "" and person.profile.years_experience is None
        status = NOT_STATED if silent else MISSING
        return np.where(index.for_learners, status, NOT_ASKED).astype(np.int8)
    student = person.catalog.profession_ids.index("student")
    welcome = (index.trainees == 1) | index.professions[:, student] | index.for_learners
    excluded = (index.trainees == 0) | (index.license_required == 1) | (index.min_years > 0)
    return np.select([welcome, excluded], [MET, MISSING], NOT_STATED).astype(np.int8)


def _experience(person: Person, index: RoleIndex) -> SmallInts:
    asked = ~np.isnan(index.min_years)
    years = person.profile.years_experience
    if years is None:
        return np.where(asked, NOT_STATED, NOT_ASKED).astype(np.int8)
    enough = np.nan_to_num(index.min_years) <= years
    return np.select([~asked, enough], [NOT_ASKED, MET], MISSING).astype(np.int8)


def _language(person: Person, index: RoleIndex) -> SmallInts:
    required = index.languages == 3
    asked = any_column(required)
    too_low = any_column(required & (person.levels >= 0) & (person.levels < NEEDED_LEVEL))
    unknown = any_column(required & (person.levels < 0))
    return np.select([~asked, too_low, unknown], [NOT_ASKED, MISSING, NOT_STATED], MET).astype(
        np.int8
    )


def may_sign(person_faith: str, faith: Texts) -> Bools:
    """Whether a person of a faith would sign the statement of organizations of these faiths.

    An organization whose narrower faith is not known (`christian` or nothing) takes any Christian.
    """
    if person_faith not in CHRISTIAN_FAITHS:
        return np.asarray(faith == person_faith, dtype=bool)
    broad = np.isin(faith, ["", "christian"])
    same = faith == person_faith
    if person_faith in SHARED_STATEMENT:
        same = same | np.isin(faith, list(SHARED_STATEMENT))
    return np.asarray(same | broad)


def may_serve(person_faith: str, faith: Texts) -> Bools:
    """Whether a person fits organizations of these faiths that ask for a Christian.

    A Catholic, Adventist, Latter-day Saint or Orthodox organization means its own; a person who
    says no more than `christian` may be one of them.
    """
    if person_faith not in CHRISTIAN_FAITHS:
        return np.zeros(len(faith), dtype=bool)
    own = np.isin(faith, list(OWN_COMMUNION))
    return np.asarray(~own | (faith == person_faith) | (person_faith == "christian"))


def _faith(person: Person, index: RoleIndex) -> SmallInts:
    faith, accepts = person.profile.faith, person.profile.accepts
    asks_christian = index.faith_required == FAITH_REQUIREMENTS.index("christian")
    asks_statement = index.faith_required == FAITH_REQUIREMENTS.index("statement-of-faith")
    asks = asks_christian | asks_statement
    missing = np.zeros(len(index), dtype=bool)
    unknown = asks & (faith == "")
    if faith:
        missing |= asks_christian & ~may_serve(faith, index.faith)
        missing |= asks_statement & ~may_sign(faith, index.faith)
    christian = np.isin(index.faith, list(CHRISTIAN_FAITHS)) | (asks & (index.faith == ""))
    character_known = (index.faith != "") | asks
    if accepts == "secular":
        missing |= character_known & (index.faith != "secular")
        unknown |= ~character_known
    elif accepts == "christian":
        missing |= character_known & ~christian
        unknown |= ~character_known
    asked = asks | (accepts in ("secular", "christian"))
    return np.select([missing, unknown, asked], [MISSING, NOT_STATED, MET], NOT_ASKED).astype(
        np.int8
    )


def _funding(person: Person, index: RoleIndex) -> SmallInts:
    needs = person.funding >= FUNDINGS.index("expenses-paid")
    stated = any_column(index.fundings)
    if not needs:
        return np.full(len(index), NOT_ASKED, dtype=np.int8)
    gives = any_column(index.fundings[:, len(OWN_POCKET) :])
    return np.select([~stated, gives], [NOT_STATED, MET], MISSING).astype(np.int8)


def _family(person: Person, index: RoleIndex) -> SmallInts:
    if person.profile.family != "yes":
        return np.full(len(index), NOT_ASKED, dtype=np.int8)
    return np.select([index.family == 0, index.family == 1], [MISSING, MET], NOT_STATED).astype(
        np.int8
    )


def _place(person: Person, index: RoleIndex) -> SmallInts:
    remote = index.settings[:, person.catalog.setting_ids.index("remote")]
    elsewhere = any_column(index.where & ~person.avoided)
    only_avoided = any_column(index.where) & ~elsewhere & ~remote
    asked = bool(person.avoided.any()) or person.remote_only
    settings_known = any_column(index.settings)
    missing = (only_avoided & ~index.where_is_organizations) | (
        person.remote_only & ~remote & settings_known
    )
    unknown = (
        only_avoided
        | (person.avoided.any() & ~any_column(index.where) & ~remote)
        | (person.remote_only & ~settings_known)
    )
    return np.select(
        [missing, unknown, np.full(len(index), asked)], [MISSING, NOT_STATED, MET], NOT_ASKED
    ).astype(np.int8)


def _care(person: Person, index: RoleIndex) -> SmallInts:
    sensitive = [name in CARE_FOCUS_AREAS for name in person.catalog.focus_ids]
    concerned = any_column(index.focus_areas & np.array(sensitive))
    return np.where(concerned, NOT_STATED, NOT_ASKED).astype(np.int8)
