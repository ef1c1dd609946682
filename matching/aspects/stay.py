"""Stay: how long the role takes, against how long the person can give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from matching.arrays import Bools, Floats, SmallInts
from matching.aspects.aspect import (
    MET,
    MISSING,
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
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.pair import Pair
from matching.catalog.role_index import TRIP
from matching.catalog.spans import TRIP_AT_LEAST
from matching.phrases import length, number_word, sentences, span_in_words, weeks_in_words

LONGER_STAYS = (1, 1.4, 2, 3, 4, 6, 8, 13, 26, 52, 104)
"""Stays in weeks that a person may be asked to consider; longer ones only open-ended."""
LONG_STAY = 13
"""From this many weeks a stay is named as a whole, not by what is added."""
HINT_ABOVE, HINT_BELOW = 1.5, 0.5
"""A hint is rough: it counts as off only beyond these multiples of what the person can give."""
FAR_ABOVE = 6.0
"""From this multiple on a length in words is longer than the person can give, rough as it is."""
FAR_SHORT = 0.3
"""Below this share of the least that a person wants, a stay is another thing than they look for."""
VISITS = ((4.0, 0.7), (12.0, 0.4))
"""Where a person wants at least so many times the shortest stay of a role without a longest one, it
is likely to be meant for visitors; what it counts then."""
FEW_DAYS = 1.0
"""Who can give less than so many weeks needs to be told that so few days are taken."""
TRIP_LONGER = 1.5
"""A trip without a longest stay ends by this multiple of its shortest, or after `TRIP_AT_LEAST`."""


class Stay(MustHave, Weighed):
    """The shortest and longest stay of a role, or what hints at it, against the person's."""

    name = "stay"
    role_columns = (
        "min_weeks",
        "max_weeks",
        "words_weeks",
        "habit_weeks",
        "hinted_weeks",
        "suggested_weeks",
        "kind",
        "elsewhere",
    )
    profile_fields = ("min_weeks", "max_weeks")
    cells = ("min_weeks", "max_weeks")
    label = "Length of stay"
    role_field = "min_weeks"
    ask = "How long is the shortest stay?"
    left_open = "the role does not say how long the shortest stay is"
    field = "max_weeks"
    unsaid = "{v.you} have not said how long {v.you} can stay"
    term = "length"
    term_label = "Length of stay"
    broken_below = 0.7
    curves = {
        "length_short": "Value at most of a stay shorter than the person wants.",
        "length_hint": "Value of a length that is not stated but that hints say fits.",
        "length_hint_off": "Value of a length that is not stated and that hints say does not fit.",
    }

    def status(self, beside: Beside) -> SmallInts:
        """Missing where the stay is longer than the person can give, or far shorter than wanted."""
        person, shortest = beside.person, beside.roles.min_weeks
        missing = shortest > _most_weeks(person)
        if person.follows("length-in-words"):
            unstated = np.isnan(shortest) & np.isnan(beside.roles.max_weeks)
            missing |= unstated & (in_words(beside) > FAR_ABOVE * _most_weeks(person))
        if person.follows("short-trips"):
            missing |= longest(beside) < FAR_SHORT * (person.profile.min_weeks or 0.0)
        silent = person.profile.min_weeks is None and person.profile.max_weeks is None
        return select([(missing, MISSING), (np.isnan(shortest) | silent, NOT_STATED)], MET)

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Whether a stay exists that suits both; hints stand in for a length not stated."""
        least, most = beside.person.profile.min_weeks or 0.0, _most_weeks(beside.person)
        shortest = beside.roles.min_weeks
        stated = ~np.isnan(shortest) | ~np.isnan(beside.roles.max_weeks)
        high = longest(beside)
        value = np.where(beside.status(self) == MISSING, 0.0, 1.0)
        if least > 0:
            short = high < least
            share = np.where(short, high, 0.0) / least
            value = np.where(short, curves["length_short"] * share, value)
            if beside.person.follows("visiting-programs"):
                visit = ~short & ~np.isnan(shortest) & np.isinf(high)
                for times, worth in VISITS:
                    value = np.where(visit & (shortest * times <= least), worth, value)
        words = in_words(beside)
        hint = np.where(np.isnan(words), beside.roles.habit_weeks, words)
        hinted = ~stated & ~np.isnan(hint)
        off = (hint > most * HINT_ABOVE) | (hint < least * HINT_BELOW)
        by_hint = np.where(off, curves["length_hint_off"], curves["length_hint"])
        asked = least > 0 or bool(np.isfinite(most))
        return Term(np.where(hinted, by_hint, value), stated | hinted, asked, said=asked)

    def wish(self, beside: Beside, values: Floats, known: Bools) -> Wish:
        """Left open where nothing says how long, for who has only some days."""
        days_only = _most_weeks(beside.person) < FEW_DAYS
        silent = np.isnan(beside.roles.min_weeks) & ~known & days_only
        return Wish(known & (values < self.broken_below), silent)

    def says(self, pair: Pair) -> Words:
        """Say what the person can give and what the role takes or hints at."""
        v, row = pair.voice, pair.row
        can = span_in_words(pair.profile.min_weeks, pair.profile.max_weeks)
        gives = f"{v.you} can give {can}" if can else f"{v.you} named no length"
        takes = length(pair.role)
        if takes:
            return said(f"{gives}; {v.it} takes {takes}")
        if not np.isnan(pair.roles.min_weeks[row]):
            dated = weeks_in_words(float(pair.roles.min_weeks[row]))
            return said(f"{gives}; from its first to its last day {v.it} takes {dated}")
        if hint := _hint(pair):
            return said(f"{gives}; no length is stated, {hint}")
        habit = float(pair.roles.habit_weeks[row])
        if not np.isnan(habit):
            others = f"other roles of {pair.role['org_name']} start at about"
            return said(f"{gives}; no length is stated, but {others} {weeks_in_words(habit)}")
        return said(f"{gives}; {v.source} does not say how long it takes")

    def missing(self, pair: Pair) -> str:
        """Say what makes the stay too long, or far too short."""
        v, row, most = pair.voice, pair.row, _most_weeks(pair.person)
        can = f"{v.you} can give {weeks_in_words(most)}" if np.isfinite(most) else ""
        shortest = float(pair.roles.min_weeks[row])
        if shortest > most:
            if np.isnan(pair.role["min_weeks"]):
                span = f"from its first to its last day {v.it} takes {weeks_in_words(shortest)}"
                return sentences(f"{span}; {can}")
            return sentences(f"{v.it} takes at least {weeks_in_words(shortest)}; {can}")
        wants = f"{v.you} want at least {weeks_in_words(pair.profile.min_weeks or 0)}"
        ends = float(pair.roles.max_weeks[row])
        if not np.isnan(ends):
            ended = f"{v.it} takes {weeks_in_words(ends)}" + (" at most" if ends > shortest else "")
            if longest(pair.beside)[row] < FAR_SHORT * (pair.profile.min_weeks or 0.0):
                return sentences(f"{ended}; {wants}")
        if not np.isnan(shortest):
            trip = f"{v.this} is a trip that begins at {weeks_in_words(shortest)}"
            return sentences(f"{trip}; {wants}")
        is_long = in_words(pair.beside)[row] > most
        return sentences(f"no length is stated, {_hint(pair)}; {can if is_long else wants}")

    def is_unsaid(self, pair: Pair) -> bool:
        """Whether the role says how long, and the person does not."""
        return _says_no_length(pair) and not np.isnan(pair.roles.min_weeks[pair.row])

    def question(self, pair: Pair) -> str:
        """Ask whoever says no length: every placement needs to know it."""
        return "How long can they stay?" if _says_no_length(pair) else ""

    def unlocks(self, lacking: Beside) -> Iterator[ProfileChange]:
        """Longer stays, and one without a fixed end."""
        now, needed = _most_weeks(lacking.person), lacking.roles.min_weeks
        for weeks in LONGER_STAYS:
            if weeks > now and (needed <= weeks).any():
                spans = f"{weeks_in_words(weeks)} instead of {weeks_in_words(now)}"
                yield ProfileChange(
                    f"stay-{weeks:g}",
                    self.name,
                    f"{_longer(now, weeks)} ({spans})",
                    {"max_weeks": float(weeks)},
                    is_far=weeks > 2 * now + 2,
                )
        if (needed > LONGER_STAYS[-1]).any():
            label = "A stay without a fixed end"
            yield ProfileChange("stay-open", self.name, label, {"max_weeks": None}, is_far=True)


def in_words(beside: Beside) -> Floats:
    """Weeks of each stay as the words of the role suggest, NaN where they suggest none."""
    follows = beside.person.follows("length-in-words")
    return beside.roles.suggested_weeks if follows else beside.roles.words_weeks


def longest(beside: Beside) -> Floats:
    """Longest stay in weeks, infinite where nothing limits it."""
    roles = beside.roles
    stated = np.where(np.isnan(roles.max_weeks), np.inf, roles.max_weeks)
    if not beside.person.follows("short-trips"):
        return stated
    words = in_words(beside)
    shortest = np.where(np.isnan(roles.min_weeks), np.nan_to_num(words), roles.min_weeks)
    ends = np.maximum(TRIP_AT_LEAST, TRIP_LONGER * shortest)
    return np.where((roles.kind == TRIP) & np.isinf(stated), ends, stated)


def _says_no_length(pair: Pair) -> bool:
    return pair.profile.min_weeks is None and pair.profile.max_weeks is None


def _hint(pair: Pair) -> str:
    """Say what the words or the kind of a role suggest of its length; `""` if nothing does."""
    v, row, roles = pair.voice, pair.row, pair.roles
    words, weeks = float(roles.words_weeks[row]), float(in_words(pair.beside)[row])
    if np.isnan(weeks):
        return ""
    if weeks == words:
        its = v.either("its", "the role's")
        return f"{its} description suggests about {weeks_in_words(words)}"
    if weeks == roles.hinted_weeks[row]:
        return f"the description speaks of {pair.role['stay_hint']}"
    return f"and trips take about {weeks_in_words(weeks)} as a rule"


def _most_weeks(person: EncodedProfile) -> float:
    """Longest stay in weeks, infinite when open-ended."""
    return np.inf if person.profile.max_weeks is None else person.profile.max_weeks


def _longer(now: float, weeks: float) -> str:
    if weeks >= LONG_STAY:
        return f"Up to {weeks_in_words(weeks)}"
    if any(span != round(span) for span in (weeks, now)):
        return f"{number_word(round(weeks * 7) - round(now * 7))} more days"
    extra = weeks - now
    return f"{number_word(extra)} more {'week' if extra == 1 else 'weeks'}"


STAY = Stay()
