"""Specialty: the field of a role, by the specialties it names or the work it describes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from matching.arrays import Bools, Floats, SmallInts, any_column
from matching.aspects import work_fit
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
    said,
    select,
)
from matching.aspects.beside import Beside
from matching.aspects.pair import Pair
from matching.phrases import with_article
from matching.reference.adjacency import LEAST_DEGREE

CLOSE_ENOUGH = 0.5
"""From this degree a field is said to be close to another."""
FAR_FIELD = 0.35
"""Below this degree the work is another's, part of which one can do."""
OWN_FIELD = 0.8
"""From this degree the work that a role describes is said to be the person's field."""


class Specialty(MustHave, Weighed):
    """The specialties that a role names, or the work it describes, against the person's."""

    name = "specialty"
    role_columns = work_fit.ROLE_COLUMNS
    profile_fields = work_fit.PROFILE_FIELDS
    profile_flags = work_fit.PROFILE_FLAGS
    label = "Specialty"
    field = "specialties"
    unsaid = "{v.you} have not named a specialty"
    not_asked = "{v.it} names no specialty"
    term = "specialty"
    term_label = "Profession and specialty"
    broken_below = 0.5
    curves = {
        "specialty_power": "How fast an adjacent specialty loses points: degree to this power.",
        "beside_students": (
            "What a role taken mainly by students counts for a qualified clinician."
        ),
    }

    def status(self, beside: Beside) -> SmallInts:
        """Missing where the field is another; not asked of another profession."""
        work = beside.work
        other_profession = (work.profession < LEAST_DEGREE, NOT_ASKED)
        if not beside.person.specialties.any():
            return select([other_profession, (work.specialty_named, NOT_STATED)], NOT_ASKED)
        silent = ~(work.specialty_named | work.work_described)
        enough = work.specialty >= LEAST_DEGREE
        return select([other_profession, (silent, NOT_ASKED), (enough, MET)], MISSING)

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Degree of profession and specialty; a role that takes students first counts less."""
        work = beside.work
        degree = (work.profession * work.specialty) ** curves["specialty_power"]
        if not beside.person.is_trainee:
            among = degree * curves["beside_students"]
            degree = np.where(beside.roles.students_first, among, degree)
        open_field = work_fit.needs_a_field(beside.person, beside.roles)
        open_field |= any_column(beside.roles.specialties)
        says = ~open_field | beside.person.specialties.any()
        return Term(degree, work.specialty_known, True, said=says)

    def wish(self, beside: Beside, values: Floats, known: Bools) -> Wish:
        """Broken in another field; where that is far off, no other wish makes up for it."""
        return Wish(known & (values < self.broken_below), known & (values < FAR_FIELD))

    def says(self, pair: Pair) -> Words:
        """Say whom the role asks for and how near the person's field is."""
        if pair.work.profession[pair.row] < 1:
            return _another_profession(pair)
        v, own, students = pair.voice, pair.profession, _students_first(pair)
        if pair.work.specialty_named[pair.row]:
            return said(*_named(pair), students)
        if pair.roles.any_field[pair.row]:
            return said(f"{v.it} asks for {v.your} profession, {own}, in any field", students)
        if pair.work.work_described[pair.row] and pair.profile.specialties:
            return said(_described(pair), students)
        open_field = "" if pair.known(self.term) else f"{v.you} have not named a specialty"
        return said(f"{v.it} asks for {v.your} profession, {own}", students, open_field)

    def is_unsaid(self, pair: Pair) -> bool:
        """Whether specialties are named, and the person names none."""
        return pair.status(self.name) == NOT_STATED

    def question(self, pair: Pair) -> str:
        """Ask for the specialty, or of a student what they study."""
        if pair.status(self.name) == NOT_STATED:
            return "What is their specialty?"
        is_student = pair.profile.profession == "student"
        if is_student and pair.roles.study[pair.row].any() and not pair.person.study.any():
            return "What do they study?"
        return ""


def _students_first(pair: Pair) -> str:
    is_clinician = not pair.person.is_trainee
    return "it takes students first" if is_clinician and pair.roles.students_first[pair.row] else ""


def _another_profession(pair: Pair) -> Words:
    v, degree = pair.voice, float(pair.work.profession[pair.row])
    asks = pair.labels("profession", pair.role["professions"], word="or")
    own = with_article(pair.profession)
    if pair.person.is_trainee and "student" in pair.role["professions"]:
        if degree <= 0:
            return said(f"{v.it} takes students, of another field than {v.yours}")
        return said(
            v.either(
                f"it takes students, and you are in training as {own}",
                f"they are in training as {own}, and the role takes students",
            )
        )
    if degree <= 0:
        return said(f"{v.it} asks for: {asks}", f"{v.you} are {own}")
    return said(f"{v.it} asks for: {asks}", f"{own} can do part of that work")


def _named(pair: Pair) -> tuple[str, ...]:
    """Say which of the specialties that the role names is the person's, or how near theirs is."""
    v, work, row = pair.voice, pair.work, pair.row
    mine = [name for name in pair.profile.specialties if name in pair.role["specialties"]]
    if mine:
        return (f"{v.it} asks for {v.your} specialty, {pair.labels('specialty', mine)}",)
    wants = pair.labels("specialty", pair.role["specialties"], word="or")
    named = pair.labels("specialty", pair.profile.specialties)
    if not named:
        asks = f"{v.it} asks for {with_article(pair.profession)} in {wants}"
        return (f"{asks}; {v.you} have not named a specialty",)
    if work.specialty[row] >= CLOSE_ENOUGH:
        near = f"{v.your} field is close to it"
    elif work.specialty[row] > 0:
        near = f"{v.your} field covers part of it"
    else:
        near = "that is another field"
    return (f"{v.it} asks for {wants}; {v.you} work in {named}", near)


def _described(pair: Pair) -> str:
    """Say how much of the work that the role describes is the person's field."""
    v, degree = pair.voice, pair.work.specialty[pair.row]
    ids, bounding = pair.catalog.focus_ids, pair.catalog.adjacency.bounding
    areas = [name for name in pair.role["focus_areas"] if bounding[ids.index(name)]]
    work = pair.labels("focus_area", areas)
    if degree >= OWN_FIELD:
        fits = f"which is {v.your} field"
    elif degree > 0:
        fits = f"part of which is {v.your} field"
    else:
        fits = f"which is not the work of {pair.labels('specialty', pair.profile.specialties)}"
    return f"{v.it} takes any {pair.profession}; the work is {work}, {fits}"


SPECIALTY = Specialty()
