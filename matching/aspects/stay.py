"""Stay: how long the role takes, against how long the person can give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from matching.arrays import Floats, SmallInts
from matching.aspects.aspect import (
    MET,
    MISSING,
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
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.pair import Pair
from matching.catalog.role_index import ROLE_KINDS
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
TRIP = ROLE_KINDS.index("trip")
VISITS = ((4.0, 0.7), (12.0, 0.4))
"""Where a person wants at least so many times the shortest stay of a role without a longest one, it
is likely to be meant for visitors; what it counts then."""
LONGEST_TRIP = 26.0
"""A trip of more weeks is none: the words speak of something else."""
TRIP_LONGER, TRIP_AT_LEAST = 1.5, 2.0
"""A trip without a longest stay ends by this multiple of its shortest, or after these weeks."""


class Stay(MustHave, Weighed):
    """The shortest and longest stay of a role, or what hints at it, against the person's."""

    name = "stay"
    role_columns = (
        "min_weeks",
        "max_weeks",
        "words_weeks",
        "habit_weeks",
        "hinted_weeks",
        "kind",
        "elsewhere",
    )
    profile_fields = ("min_weeks", "max_weeks")
    cells = ("min_weeks", "max_weeks")
    label = "Length of stay"
    ask = "How long is the shortest stay?"
    left_open = "the role does not say how long the shortest stay is"
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
        return select([(missing, MISSING), (np.isnan(shortest), NOT_STATED)], MET)

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
        return Term(np.where(hinted, by_hint, value), stated | hinted, asked)

    def says(self, pair: Pair) -> Words:
        """Say what the person can give and what the role takes or hints at."""
        v, row = pair.voice, pair.row
        can = span_in_words(pair.profile.min_weeks, pair.profile.max_weeks)
        gives = f"{v.you} can give {can}" if can else f"{v.you} named no length"
        takes = length(pair.role)
        if takes:
            return said(f"{gives}; {v.it} takes {takes}")
        words, habit = (float(pair.roles.words_weeks[row]), float(pair.roles.habit_weeks[row]))
        if not np.isnan(words):
            its, about = v.either("its", "the role's"), weeks_in_words(words)
            return said(f"{gives}; no length is stated, {its} description suggests about {about}")
        if not np.isnan(habit):
            others = f"other roles of {pair.role['org_name']} start at about"
            return said(f"{gives}; no length is stated, but {others} {weeks_in_words(habit)}")
        return said(f"{gives}; {v.source} does not say how long it takes")

    def missing(self, pair: Pair) -> str:
        """Say how long the role takes at least, or at most, as it states or its words suggest."""
        v, shortest = pair.voice, float(pair.roles.min_weeks[pair.row])
        most = _most_weeks(pair.person)
        if shortest > most:
            takes = f"takes at least {weeks_in_words(shortest)}"
        elif not np.isnan(shortest) or np.isfinite(pair.roles.max_weeks[pair.row]):
            return sentences(f"{v.it} takes {length(pair.role)}; {_wants(pair)}")
        else:
            about = float(in_words(pair.beside)[pair.row])
            takes = f"takes about {weeks_in_words(about)}, as its description suggests"
            if about <= most:
                return sentences(f"{v.it} {takes}; {_wants(pair)}")
        return sentences(f"{v.it} {takes}; {v.you} can give {weeks_in_words(most)}")

    def question(self, pair: Pair) -> str:
        """Ask whoever says no length: every placement needs to know it."""
        silent = pair.profile.min_weeks is None and pair.profile.max_weeks is None
        return "How long can they stay?" if silent else ""

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


def _wants(pair: Pair) -> str:
    least = weeks_in_words(pair.profile.min_weeks or 0)
    return f"{pair.voice.you} want to stay at least {least}"


def in_words(beside: Beside) -> Floats:
    """Weeks of each stay as the words of the role suggest, NaN where they suggest none."""
    roles, words = beside.roles, beside.roles.words_weeks
    if not beside.person.follows("length-in-words"):
        return words
    # A number in the text is finer than "weeks", as long as the two do not contradict each other.
    hinted = roles.hinted_weeks
    agree = np.isnan(hinted) | ((words >= hinted / 4) & (words <= hinted * 4))
    found = np.where(agree & ~np.isnan(words), words, hinted)
    no_trip = np.isnan(found) | (found > LONGEST_TRIP)
    return np.where((roles.kind == TRIP) & no_trip, TRIP_AT_LEAST, found)


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
