"""Training: whether students and residents are welcome, or nobody else is."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from matching.arrays import Bools, Floats, SmallInts
from matching.aspects.aspect import (
    MET,
    MISSING,
    NOT_ASKED,
    NOT_STATED,
    MustHave,
    Term,
    Weighed,
    Wish,
    Words,
    all_roles,
    said,
    select,
)
from matching.aspects.beside import Beside
from matching.aspects.own_words import calls_resident, calls_student
from matching.aspects.pair import Pair
from matching.catalog.role_index import NO, NOT_SAID, ROLE_KINDS, YES
from matching.phrases import sentences

FOR_THE_QUALIFIED = tuple(ROLE_KINDS.index(kind) for kind in ("post", "pool", "mentoring"))
"""Kinds of role that take nobody in training where no word speaks of any."""


class Training(MustHave, Weighed):
    """Whether a role takes people in training, and whether it takes others at all."""

    name = "training"
    role_columns = (
        "professions",
        "trainees",
        "for_learners",
        "for_residents",
        "license_required",
        "min_years",
        "kind",
        "speaks_of_learners",
        "elsewhere",
    )
    role_flags = {"professions": ("student",)}
    profile_fields = ("profession", "trainee", "years_experience", "statement")
    cells = ("trainees", "license_required")
    label = "Training stage"
    role_field = "trainees"
    ask = "Do you take students or residents, and who supervises them?"
    left_open = "the role does not say whether it takes students or residents"
    field = "trainee"
    unsaid = "{v.you} have not said whether {v.you} are a student or resident"
    not_asked = "nothing special is asked"
    term = "training"
    term_label = "Students and residents"

    def status(self, beside: Beside) -> SmallInts:
        """A post for learners is closed to clinicians; one that excludes learners, to them."""
        roles = beside.roles
        if not beside.person.is_trainee:
            return select([(roles.for_learners, _of_clinician(beside))], NOT_ASKED)
        welcome = _welcomes(beside) | roles.for_learners
        above = roles.for_residents & _is_student(beside)
        licensed, practised = roles.license_required == YES, roles.min_years > 0
        excluded = (roles.trainees == NO) | licensed | practised | _is_silent_post(beside)
        return select([(above, MISSING), (welcome, MET), (excluded, MISSING)], NOT_STATED)

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Whether a student or resident is welcome; nothing is asked of a clinician."""
        if not beside.person.is_trainee:
            profile = beside.person.profile
            says = profile.trainee == "no" or profile.years_experience is not None
            return Term(np.ones(len(beside)), all_roles(beside), False, said=says)
        welcome = _welcomes(beside)
        return Term(welcome.astype(float), welcome | (beside.roles.trainees == NO), True)

    def wish(self, beside: Beside, values: Floats, known: Bools) -> Wish:
        """A post that does not say that it takes learners is meant for the qualified, as a rule."""
        silent = beside.status(self) == NOT_STATED
        silent &= beside.person.is_trainee
        return Wish(silent, silent)

    def says(self, pair: Pair) -> Words:
        """Say whether people in training are taken."""
        v, trains = pair.voice, f"{pair.voice.you} are in training"
        if not pair.person.is_trainee:
            return said(f"{v.you} are not in training", is_wish=False)
        if pair.roles.for_learners[pair.row]:
            its = v.either("its", "the role's")
            return said(f"{trains}; {its} title offers it to students, residents or fellows")
        if not pair.known(self.term):
            return said(f"{trains}; {v.source} does not say whether it takes students or residents")
        takes = "takes" if pair.value(self.term) > 0 else "does not take"
        return said(f"{trains}; {v.it} {takes} students or residents")

    def missing(self, pair: Pair) -> str:
        """Say for whom the role is."""
        if not pair.person.is_trainee:
            return sentences(f"{pair.voice.it} is a post for students, residents or fellows")
        return pair.voice.either(
            f"It {_excludes(pair)}; you are in training.",
            f"They are in training; the role {_excludes(pair)}.",
        )

    def is_unsaid(self, pair: Pair) -> bool:
        """Whether it is a post for learners, and the person may be one."""
        return pair.status(self.name) == NOT_STATED and not pair.person.is_trainee

    def question(self, pair: Pair) -> str:
        """Ask whether they are in training."""
        return "Are they a student, resident or fellow?" if self.is_unsaid(pair) else ""


def _excludes(pair: Pair) -> str:
    """Say what of a role keeps people in training out."""
    row, roles = pair.row, pair.roles
    if roles.for_residents[row] and _is_student(pair.beside):
        return "is for residents or fellows"
    if roles.trainees[row] == NO:
        return "is for qualified clinicians"
    if _is_silent_post(pair.beside)[row]:
        return "is a post for the qualified as a rule, and names no students or residents"
    return "needs a licence" if roles.license_required[row] == YES else "asks for years of practice"


def _of_clinician(beside: Beside) -> int:
    """Who says neither that they are in training nor how long they practise may be either."""
    profile = beside.person.profile
    return NOT_STATED if profile.trainee == "" and profile.years_experience is None else MISSING


def _is_student(beside: Beside) -> bool:
    """Whether the person is plainly a student and no resident."""
    person = beside.person
    words, follows = person.profile.statement, person.follows("own-field-first")
    if person.profile.profession == "student":
        return follows and not calls_resident(words)
    return follows and calls_student(words)


def _is_silent_post(beside: Beside) -> Bools:
    """Whether each role is of a kind for the qualified, with no word of people in training."""
    roles = beside.roles
    silent = (roles.trainees == NOT_SAID) & ~roles.speaks_of_learners
    follows = beside.person.follows("posts-for-the-qualified")
    return np.asarray(silent & np.isin(roles.kind, FOR_THE_QUALIFIED) & follows)


def _welcomes(beside: Beside) -> Bools:
    """Whether people in training are said to be welcome, or students are asked for."""
    student = beside.person.catalog.profession_ids.index("student")
    asked_for = beside.roles.professions[:, student]
    return np.asarray((beside.roles.trainees == YES) | asked_for)


TRAINING = Training()
