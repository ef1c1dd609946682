"""For whom: whole teams, couples, closed circles, against who comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from matching.arrays import Bools, SmallInts, any_column
from matching.aspects.aspect import (
    MET,
    MISSING,
    NOT_ASKED,
    NOT_STATED,
    MustHave,
    ProfileChange,
    Term,
    Weighed,
    Words,
    said,
    select,
)
from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile, once_a_person
from matching.aspects.pair import Pair
from matching.catalog.role_index import CIRCLES, PARTIES
from matching.phrases import listed

ONE, COUPLE, FAMILY, TEAM, SCHOOL = (PARTIES.index(party) for party in PARTIES)
SMALLEST_TEAM = 3
OWN_STUDENTS = CIRCLES.index("own-students")
WHOLE = {
    "one": "single people",
    "couple": "couples",
    "family": "families",
    "team": "whole teams",
    "school-group": "groups of a school",
}
CIRCLE = {
    "own-students": "the organization's own students",
    "own-alumni": "its own alumni",
    "own-staff": "its own staff",
    "members": "its members",
    "church": "members of its church",
}


class ForWhom(MustHave, Weighed):
    """Who can take a role: one person, a couple, a team, a closed circle."""

    name = "for_whom"
    role_columns = ("parties", "only_for")
    profile_fields = (
        "people", "children_ages", "family", "trainee", "profession", "years_experience",
    )  # fmt: skip
    label = "For whom"
    role_field = "only_for"
    field = "people"
    unsaid = "{v.you} have not said how many come"
    not_asked = "{v.source} names no limit on who may come"
    term = "for_whom"
    term_label = "For whom"
    must_be_stated = True

    def status(self, beside: Beside) -> SmallInts:
        """Missing where a team, a couple or a circle is asked and the person is none of these."""
        person, parties, circles = beside.person, beside.roles.parties, beside.roles.only_for
        if not person.follows("for-whom"):
            return np.full(len(beside), NOT_ASKED, dtype=np.int8)
        other = any_column(parties) & ~any_column(parties & _come_as(person))
        students_only = circles[:, OWN_STUDENTS] & (circles.sum(axis=1) == 1)
        missing = students_only & _is_qualified(person)
        missing |= other & _is_known(person, parties)
        unknown = any_column(circles) | other
        met = any_column(parties) & ~other
        return select([(missing, MISSING), (unknown, NOT_STATED), (met, MET)], NOT_ASKED)

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """1 where the role is open to all or to those who come as the person does."""
        status = beside.status(self)
        # Who says nothing of who comes is taken to come alone, which is no fact.
        profile = beside.person.profile
        says = profile.people is not None or profile.family != "" or _with_family(beside.person)
        open_to_all = ~any_column(beside.roles.parties)
        value = (status != MISSING).astype(float)
        return Term(value, status != NOT_STATED, True, said=open_to_all | says)

    def says(self, pair: Pair) -> Words:
        """Say for whom the role is, and how the person comes if they said it."""
        v, parties = pair.voice, pair.role["party"]
        whom = [*(WHOLE[party] for party in parties), *_circles(pair)]
        if not whom:
            return said(self.not_asked.format(v=v), is_wish=False)
        come = (_comes(pair) if parties else "") or _trains(pair)
        tail = f"; {come}" if come else ""
        # That a family can come keeps nobody out, and is no reason for who comes without one.
        own = pair.roles.parties[pair.row] & _come_as(pair.person)
        own[FAMILY] &= _with_family(pair.person)
        is_wish = bool(come) and bool(own.any())
        return said(f"{v.it} is for {listed(whom, last_word='or')}{tail}", is_wish=is_wish)

    def asks(self, pair: Pair) -> str:
        """Ask whether others than a closed circle, or people who come alone, are taken."""
        if circles := _circles(pair):
            return f"Do you take others than {listed(circles, last_word='or')}?"
        return "Do you take people who come as I do?"

    def is_unsaid(self, pair: Pair) -> bool:
        """Whether it depends on how many come, and they have not said it."""
        parties = any_column(pair.roles.parties)[pair.row] and not pair.role["only_for"]
        return bool(parties) and pair.status(self.name) == NOT_STATED

    def question(self, pair: Pair) -> str:
        """Ask with whom they come, or whether they belong."""
        if pair.status(self.name) != NOT_STATED:
            return ""
        if circles := _circles(pair):
            return f"Do they belong to {listed(circles, last_word='or')}?"
        return "How many are they?"

    def unlocks(self, lacking: Beside) -> Iterator[ProfileChange]:
        """Coming as a team."""
        if lacking.roles.parties[:, TEAM].any():
            yield ProfileChange(
                "for-whom-team", self.name, "Coming with a team of three or more",
                {"people": float(SMALLEST_TEAM)}, is_far=True,
            )  # fmt: skip


def _is_qualified(person: EncodedProfile) -> bool:
    """Whether the person says that they are in training no more."""
    profile = person.profile
    is_said = profile.trainee == "no" or profile.years_experience is not None
    return is_said and not person.is_trainee


def _with_family(person: EncodedProfile) -> bool:
    return person.profile.family == "yes" or bool(person.profile.children_ages)


def _circles(pair: Pair) -> list[str]:
    return [CIRCLE[circle] for circle in pair.role["only_for"]]


def _comes(pair: Pair) -> str:
    """Say how the person comes, as far as they said it."""
    v, profile = pair.voice, pair.profile
    if _with_family(pair.person):
        return f"{v.you} come with family"
    if profile.people is None:
        return f"{v.you} come without family" if profile.family == "no" else ""
    return f"{v.you} come alone" if profile.people <= 1 else f"{v.you} are {profile.people:g}"


def _trains(pair: Pair) -> str:
    """Say that the person is not in training, of a role for students alone."""
    is_missing = pair.status(ForWhom.name) == MISSING
    return f"{pair.voice.you} are not in training" if is_missing else ""


@once_a_person
def _come_as(person: EncodedProfile) -> Bools:
    """As what the person may come, by how many they are; who says nothing comes alone."""
    people, come = person.profile.people, np.zeros(len(PARTIES), dtype=bool)
    with_family = _with_family(person)
    come[ONE] = not with_family and (people or 1) == 1
    come[COUPLE] = people == 2 or (with_family and not person.profile.children_ages)
    come[FAMILY] = True  # that a family can come does not keep single people out
    come[TEAM] = (people or 0) >= SMALLEST_TEAM and not with_family
    come[SCHOOL] = person.is_trainee
    return come


def _is_known(person: EncodedProfile, parties: Bools) -> Bools:
    """Whether the person has said enough of who comes to be none of these."""
    if person.profile.people is not None:
        return np.ones(len(parties), dtype=bool)
    alone = person.profile.family == "no"
    couples_only = parties[:, COUPLE] & (parties.sum(axis=1) == 1)
    return np.asarray(couples_only & alone)


FOR_WHOM = ForWhom()
