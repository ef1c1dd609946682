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
from matching.catalog.role_codes import ANY
from matching.catalog.role_index import COMMITMENTS, TRIP
from matching.phrases import listed, sentences, weeks_in_words

FULL_TIME, PART_TIME, EVENT, AT_CALL, REMOTE = (
    COMMITMENTS.index(kind)
    for kind in ("full-time", "part-time", "event", "on-call", "remote-hours")
)
BY_THE_HOUR = (PART_TIME, EVENT, REMOTE)
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


TIME_FIELDS = ("commitment", "statement")
"""The fields of `Profile` that say what time a person gives."""


class Commitment(MustHave, Weighed):
    """What a role takes of a person's time, against what the person can give."""

    name = "commitment"
    role_columns = ("commitments", "kind", "min_weeks", "settings", "focus_areas")
    role_flags = {"settings": ("remote",), "focus_areas": ("domestic", "disaster-relief")}
    profile_fields = (*TIME_FIELDS, "min_weeks", "settings")
    profile_flags = {"settings": ("remote", ANY)}
    label = "Time it takes"
    role_field = "commitment"
    ask = "Is this full time, or some hours a week?"
    left_open = "the role does not say whether it is full time"
    field = "commitment"
    unsaid = "{v.you} have not said how much time {v.you} can give"
    not_asked = "{v.you} have not said that {v.you} can give hours only"
    term = "commitment"
    term_label = "Time it takes"
    broken_below = 0.5

    def status(self, beside: Beside) -> SmallInts:
        """Missing where the role takes another kind of time than all that the person can give."""
        gives, roles = time_given(beside.person), beside.roles
        takes, stated = roles.commitments, any_column(roles.commitments)
        if _is_on_call(beside.person):
            long = np.nan_to_num(roles.min_weeks) >= LONG_POST
            return select([(long, MISSING), (takes[:, AT_CALL], MET)], NOT_STATED)
        if gives.any():
            other = stated & ~any_column(takes & gives)
            away = ~gives[FULL_TIME] & (_is_away(beside) | ~_may_be_near(beside))
            missing = other | away
            return select([(missing, MISSING), (~stated, NOT_STATED)], MET)
        person = beside.person
        leaves_home = (person.profile.min_weeks or 0.0) >= WEEKS_AWAY
        if not (leaves_home and person.follows("hours-are-no-stay")):
            return np.full(len(beside), NOT_ASKED, dtype=np.int8)
        hours_only = stated & ~any_column(takes & ~flags_of(_HOURLY, list(COMMITMENTS)))
        hours_only &= ~(np.nan_to_num(roles.min_weeks) >= A_STAY)
        if "remote" in person.profile.settings or not person.settings.any():
            hours_only &= ~takes[:, REMOTE]
        return select([(hours_only, MISSING), (~stated, NOT_ASKED)], MET)

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """1 where the role takes what the person can give."""
        gives = time_given(beside.person)
        fits = any_column(beside.roles.commitments & gives)
        stated = any_column(beside.roles.commitments)
        if _is_on_call(beside.person):
            relief = beside.is_about("disaster-relief")
            value = np.select([fits, relief], [1.0, NEAR], 0.0)
            return Term(value, np.ones(len(beside), dtype=bool), True)
        gives_some = bool(gives.any())
        return Term(np.where(fits, 1.0, 0.0), stated, gives_some, said=gives_some)

    def wish(self, beside: Beside, values: Floats, known: Bools) -> Wish:
        """Left open where the role does not say what it takes, for who can give only some kinds."""
        asked = bool(time_given(beside.person).any())
        return Wish(known & (values < self.broken_below), asked & ~known)

    def says(self, pair: Pair) -> Words:
        """Say what the person can give and what the role takes."""
        can, takes = _can(pair), _takes(pair)
        if not takes:
            return said(f"{can}; {pair.voice.source} does not say whether it is full time")
        return said(f"{can}; {takes}")

    def missing(self, pair: Pair) -> str:
        """Say what the role takes instead."""
        v, can, takes, row = pair.voice, _can(pair), _takes(pair), pair.row
        if _is_on_call(pair.person):
            least = weeks_in_words(float(pair.roles.min_weeks[row]))
            return sentences(f"{can}; {v.this} is a post of at least {least}")
        if not takes or any_column(pair.roles.commitments & time_given(pair.person))[row]:
            is_away = _is_away(pair.beside)[row]
            where = (
                "is a stay away from home" if is_away else "is not said to be near anybody's home"
            )
            return sentences(f"{can}; {v.this} {where}")
        return sentences(f"{can}; {takes}")

    def is_unsaid(self, pair: Pair) -> bool:
        """Whether the role says what it takes, and the person gives no sign of what they give."""
        return bool(pair.role["commitment"]) and not time_given(pair.person).any()

    def is_role_silent(self, pair: Pair) -> bool:
        """Whether nothing is said of the time, or not whether it takes people at short notice."""
        return pair.status(self.name) == NOT_STATED

    def asks(self, pair: Pair) -> str:
        """Ask for what the role does not say of its time."""
        at_call = "Do you call people at short notice?"
        return at_call if _is_on_call(pair.person) else self.ask

    def question(self, pair: Pair) -> str:
        """Ask who says nothing of their time what they can give."""
        return "How much time can they give?" if self.is_unsaid(pair) else ""

    def unlocks(self, lacking: Beside) -> Iterator[ProfileChange]:
        """Weeks of full-time service after all."""
        gives = time_given(lacking.person)
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
def time_given(person: EncodedProfile) -> Bools:
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


def _can(pair: Pair) -> str:
    """Say what the person can give, and where only their own words suggest it."""
    v, gives = pair.voice, time_given(pair.person)
    kinds = listed(_kinds(gives), last_word="or")
    if not gives.any():
        least = weeks_in_words(pair.profile.min_weeks or 0)
        return f"{v.you} want a stay of at least {least}"
    if pair.profile.commitment:
        return f"{v.you} {'want' if _is_on_call(pair.person) else 'can give'} {kinds}"
    hint = "readiness at short notice" if _is_on_call(pair.person) else "hours near home"
    return f"{v.your} own words suggest {hint}"


def _takes(pair: Pair) -> str:
    """Say what the role takes; `""` where it does not say."""
    v, kinds = pair.voice, pair.role["commitment"]
    takes = [IN_WORDS[kind] for kind in kinds if kind != "on-call"]
    parts = [f"{v.it} takes {listed(takes)}"] if takes else []
    if "on-call" in kinds:
        parts.append(f"{'' if takes else v.it + ' '}calls people at short notice")
    return " and ".join(parts)


def _is_on_call(person: EncodedProfile) -> bool:
    """Whether the person waits to be called, and offers nothing else."""
    gives = time_given(person)
    return bool(gives[AT_CALL] and gives.sum() == 1)


def _kinds(gives: Bools) -> list[str]:
    return [IN_WORDS[kind] for kind, given in zip(COMMITMENTS, gives, strict=True) if given]


def _is_away(beside: Beside) -> Bools:
    """Whether a role is plainly a stay away from home: weeks at least, or a trip."""
    roles = beside.roles
    stay = (np.nan_to_num(roles.min_weeks) >= 1.0) & ~beside.is_in("remote")
    return np.asarray(
        (stay | (roles.kind == TRIP)) & ~any_column(roles.commitments[:, BY_THE_HOUR])
    )


def _may_be_near(beside: Beside) -> Bools:
    """Whether a role is in somebody's own country, from home, or takes hours."""
    near = beside.is_about("domestic") | beside.is_in("remote")
    return np.asarray(near | any_column(beside.roles.commitments[:, BY_THE_HOUR]))


COMMITMENT = Commitment()
