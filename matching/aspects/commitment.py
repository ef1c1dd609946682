"""Commitment: weeks away, hours near home, a day, a roster, against what the person can give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from matching.arrays import Bools, Floats, SmallInts, any_column, flags_of
from matching.aspects.aspect import (
    MET,
    MISSING,
    NOT_ASKED,
    NOT_STATED,
    MustHave,
    ProfileChange,
    Term,
    Weighed,
    Wish,
    Words,
    said,
    select,
)
from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile, once_a_person
from matching.aspects.own_words import AT_HOME, HOURS, ON_CALL, time_to_give
from matching.aspects.pair import Pair
from matching.catalog.role_index import COMMITMENTS, ROLE_KINDS
from matching.phrases import listed, sentences

FULL_TIME, PART_TIME, EVENT, AT_CALL, REMOTE = (
    COMMITMENTS.index(kind)
    for kind in ("full-time", "part-time", "event", "on-call", "remote-hours")
)
BY_THE_HOUR = (PART_TIME, EVENT, REMOTE)
TRIP = ROLE_KINDS.index("trip")
WEEKS_AWAY = 8.0
"""Who wants at least so many weeks looks for a stay, and not for hours beside other work."""
A_STAY = 2.0
"""From so many weeks at least, a role with hours is a stay as well."""
NEAR = 0.5
"""What relief work counts that names no roster, for who waits to be called."""
LONG_POST = 26.0
"""A post of so many weeks at least is none to be called to."""
IN_WORDS = {
    "full-time": "full time",
    "part-time": "some hours a week",
    "event": "a day or a weekend",
    "on-call": "to be called at short notice",
    "remote-hours": "hours from home",
}


class Commitment(MustHave, Weighed):
    """What a role takes of a person's time, against what the person can give."""

    name = "commitment"
    role_columns = ("commitments", "kind", "min_weeks", "settings", "focus_areas")
    profile_fields = ("commitment", "statement", "min_weeks", "settings", "focus_areas")
    label = "Time it takes"
    ask = "Is this full time, or some hours a week?"
    left_open = "the role does not say whether it is full time"
    not_asked = "{v.you} have not said that {v.you} can give hours only"
    term = "commitment"
    term_label = "Time it takes"
    broken_below = 0.5

    def status(self, beside: Beside) -> SmallInts:
        """Missing where the role takes another kind of time than all that the person can give."""
        gives, roles = _gives(beside.person), beside.roles
        takes, stated = roles.commitments, any_column(roles.commitments)
        if _is_on_call(beside.person):
            long = np.nan_to_num(roles.min_weeks) >= LONG_POST
            return select([(long, MISSING), (takes[:, AT_CALL], MET)], NOT_STATED)
        if gives.any():
            other = stated & ~any_column(takes & gives)
            away = ~gives[FULL_TIME] & (_is_away(beside) | ~_may_be_near(beside))
            missing = other | away
            return select([(missing, MISSING), (~stated, NOT_STATED)], MET)
        if (beside.person.profile.min_weeks or 0.0) < WEEKS_AWAY or not _follows(beside):
            return np.full(len(beside), NOT_ASKED, dtype=np.int8)
        hours_only = stated & ~any_column(takes & ~flags_of(_HOURLY, list(COMMITMENTS)))
        hours_only &= ~(np.nan_to_num(roles.min_weeks) >= A_STAY)
        if beside.person.settings[_remote_column(beside)]:
            hours_only &= ~takes[:, REMOTE]
        return select([(hours_only, MISSING), (~stated, NOT_ASKED)], MET)

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """1 where the role takes what the person can give."""
        gives = _gives(beside.person)
        fits = any_column(beside.roles.commitments & gives)
        stated = any_column(beside.roles.commitments)
        if _is_on_call(beside.person):
            relief = beside.roles.focus_areas[:, _disaster_column(beside)]
            value = np.select([fits, relief], [1.0, NEAR], 0.0)
            return Term(value, np.ones(len(beside), dtype=bool), True)
        return Term(np.where(fits, 1.0, 0.0), stated, bool(gives.any()))

    def wish(self, beside: Beside, values: Floats, known: Bools) -> Wish:
        """Left open where the role does not say what it takes, for who can give only some kinds."""
        asked = bool(_gives(beside.person).any())
        return Wish(known & (values < self.broken_below), asked & ~known)

    def says(self, pair: Pair) -> Words:
        """Say what the person can give and what the role takes."""
        v, takes = pair.voice, pair.role["commitment"]
        can = f"{v.you} can give {listed(_kinds(_gives(pair.person)), last_word='or')}"
        if not takes:
            return said(f"{can}; {v.source} does not say whether it is full time")
        return said(f"{can}; {v.it} takes {listed([IN_WORDS[kind] for kind in takes])}")

    def missing(self, pair: Pair) -> str:
        """Say what the role takes instead."""
        v, takes = pair.voice, [IN_WORDS[kind] for kind in pair.role["commitment"]]
        gives = _gives(pair.person)
        if not gives.any():
            return sentences(f"{v.you} want a stay of weeks; {v.it} takes {listed(takes)}")
        can = listed(_kinds(gives), last_word="or")
        if not takes or any_column(pair.roles.commitments & gives)[pair.row]:
            return sentences(f"{v.you} can give {can}; {v.this} is served away from home")
        return sentences(f"{v.you} can give {can}; {v.it} takes {listed(takes)}")

    def unlocks(self, lacking: Beside) -> Iterator[ProfileChange]:
        """Weeks of full-time service after all."""
        gives = _gives(lacking.person)
        if gives.any() and not gives[FULL_TIME]:
            kept = tuple(kind for kind, given in zip(COMMITMENTS, gives, strict=True) if given)
            yield ProfileChange(
                "commitment-full-time",
                self.name,
                "Serving full time for some weeks",
                {"commitment": ("full-time", *kept)},
                is_far=True,
            )


_HOURLY = tuple(COMMITMENTS[kind] for kind in BY_THE_HOUR)


@once_a_person
def _gives(person: EncodedProfile) -> Bools:
    """Kinds of commitment that the person can give, none where that is not known."""
    said_so = flags_of(person.profile.commitment, list(COMMITMENTS))
    if said_so.any() or not person.follows("hours-in-own-words"):
        return said_so
    words = time_to_give(person.profile.statement)
    if HOURS in words or AT_HOME in words:
        said_so[list(BY_THE_HOUR)] = True
    elif ON_CALL in words:
        said_so[AT_CALL] = True
    return said_so


def _is_on_call(person: EncodedProfile) -> bool:
    """Whether the person waits to be called, and offers nothing else."""
    gives = _gives(person)
    return bool(gives[AT_CALL] and gives.sum() == 1)


def _disaster_column(beside: Beside) -> int:
    return beside.person.catalog.focus_ids.index("disaster-relief")


def _kinds(gives: Bools) -> list[str]:
    return [IN_WORDS[kind] for kind, given in zip(COMMITMENTS, gives, strict=True) if given]


def _follows(beside: Beside) -> bool:
    return beside.person.follows("hours-are-no-stay")


def _remote_column(beside: Beside) -> int:
    return beside.person.catalog.setting_ids.index("remote")


def _is_away(beside: Beside) -> Bools:
    """Whether a role is plainly a stay away from home: weeks at least, or a trip."""
    roles = beside.roles
    remote = roles.settings[:, _remote_column(beside)]
    stay = (np.nan_to_num(roles.min_weeks) >= 1.0) & ~remote
    return np.asarray((stay | (roles.kind == TRIP)) & ~any_column(roles.commitments[:, BY_THE_HOUR]))


def _may_be_near(beside: Beside) -> Bools:
    """Whether a role is in somebody's own country, from home, or takes hours."""
    person, roles = beside.person, beside.roles
    domestic = roles.focus_areas[:, person.catalog.focus_ids.index("domestic")]
    remote = roles.settings[:, _remote_column(beside)]
    return np.asarray(domestic | remote | any_column(roles.commitments[:, BY_THE_HOUR]))


COMMITMENT = Commitment()
