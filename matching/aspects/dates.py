"""Dates: when the role can be served, against when the person is free."""

from __future__ import annotations

import calendar
import datetime as dt
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
    Words,
    said,
    select,
)
from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.pair import Pair
from matching.catalog.role_index import RoleIndex
from matching.catalog.seasons import longest_stretch
from matching.catalog.spans import ANY_MONTH
from matching.phrases import day_in_words, sentences, weeks_in_words, when

FAR_PAST, FAR_FUTURE = np.datetime64("1900-01-01"), np.datetime64("2200-01-01")
MORE_MONTHS = (1, 2, 3, 6, 12)
"""Months by which a person may be asked to be free earlier or later."""
NEAR_MONTHS = 3
"""Up to here the step is a small one."""


class Dates(MustHave, Weighed):
    """Dates and months of a role, against the window in which the person is free."""

    name = "dates"
    role_columns = ("start", "end", "season", "months", "days_needed")
    profile_fields = ("available_from", "available_to")
    label = "Dates"
    role_field = "start_date"
    ask = "Which dates are open?"
    left_open = "the role does not say which dates are open"
    field = "available_from"
    unsaid = "{v.you} have not said when {v.you} are free"
    term = "dates"
    term_label = "Dates"

    def status(self, beside: Beside) -> SmallInts:
        """Missing when no stretch of the window is long enough for the role's shortest stay.

        Of a role that has begun, what is left of it is needed. Whoever names no dates is asked.
        """
        roles, (first, last) = beside.roles, _window(beside.person)
        dated, seasonal = ~np.isnat(roles.start) | ~np.isnat(roles.end), roles.season != ANY_MONTH
        stretch = np.full(len(beside), np.inf)
        if first and last:
            stretch[:] = (last - first).days + 1
        for code in np.unique(roles.season[seasonal]):
            same = roles.season == code
            mask = tuple(roles.months[same][0].tolist())
            stretch[same] = np.minimum(stretch[same], longest_stretch(mask, first, last))
        if dated.any():
            stretch[dated] = np.minimum(stretch[dated], _dated_stretch(roles, dated, first, last))
        enough = stretch >= np.minimum(roles.days_needed, _days_left(beside))
        open_dates = (~dated & ~seasonal) | (not _names_dates(beside.person))
        return select([(~enough, MISSING), (open_dates, NOT_STATED)], MET)

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """1 where the dates allow it, 0 where they do not."""
        status, asked = beside.status(self), _names_dates(beside.person)
        return Term((status == MET).astype(float), status != NOT_STATED, asked, said=asked)

    def says(self, pair: Pair) -> Words:
        """Say when the role can be served and whether the dates allow it."""
        v, served = pair.voice, when(pair.role)
        if served:
            status = pair.status(self.name)
            fits = {MET: f"; {v.your} dates allow that", MISSING: f"; {v.your} dates do not"}
            return said(f"{v.it} can be served {_during(served)}{fits.get(status, '')}")
        return said(f"{v.source} names no dates{v.either('; ask which ones are open', '')}")

    def missing(self, pair: Pair) -> str:
        """Say what leaves too little time."""
        v, served = pair.voice, when(pair.role)
        row, end = pair.row, pair.roles.end[pair.row]
        if not np.isnat(end) and pair.person.today and end < np.datetime64(pair.person.today):
            return sentences(f"{v.it} ended on {day_in_words(end.item())}")
        needed, free = pair.roles.days_needed[row], _free_days(pair)
        span = pair.roles.end[row] - pair.roles.start[row]
        if free > 0 and not np.isnat(span) and span.astype(float) + 1 == needed:
            when_free = f"{v.you} are free on {free:g} of its {needed:g} days"
            return sentences(f"{v.it} takes place {_during(served)}; {when_free}")
        if served:
            enough = f"{v.your} dates do not leave enough time then"
            return sentences(f"{v.it} can be served {_during(served)}; {enough}")
        first, last = _window(pair.person)
        if last is not None and first is not None and last < first:
            return sentences(f"{v.your} dates are past")
        least = weeks_in_words(float(pair.roles.min_weeks[row]))
        return sentences(f"{v.it} takes at least {least}; {v.your} dates leave less time")

    def is_unsaid(self, pair: Pair) -> bool:
        """Whether the role has dates or months, and the person named none."""
        return bool(when(pair.role)) and not _names_dates(pair.person)

    def question(self, pair: Pair) -> str:
        """Ask whoever says no dates."""
        is_said = pair.profile.available_from or pair.profile.available_to
        return "" if is_said else "When are they free?"

    def unlocks(self, lacking: Beside) -> Iterator[ProfileChange]:
        """A window that begins earlier or ends later."""
        profile = lacking.person.profile
        first, last = profile.available_from, profile.available_to
        if first is None or last is None:
            return
        for months in MORE_MONTHS:
            is_far = months > NEAR_MONTHS
            later, earlier = _shifted(last, months), _shifted(first, -months)
            label = f"Free until {day_in_words(later)}"
            yield ProfileChange(
                f"dates-later-{months}", self.name, label, {"available_to": later}, is_far
            )
            if np.datetime64(earlier) >= lacking.today:
                label = f"Free from {day_in_words(earlier)}"
                yield ProfileChange(
                    f"dates-earlier-{months}", self.name, label, {"available_from": earlier}, is_far
                )


def _window(person: EncodedProfile) -> tuple[dt.date | None, dt.date | None]:
    """First day on which a stay can begin, and last day of availability; None is open."""
    first = person.profile.available_from
    if person.today is not None and (first is None or first < person.today):
        first = person.today
    return first, person.profile.available_to


def _names_dates(person: EncodedProfile) -> bool:
    profile = person.profile
    return profile.available_from is not None or profile.available_to is not None


def _days_left(beside: Beside) -> Floats:
    """Days that are left of each role with an end, at least 1; infinite for the others."""
    end = beside.roles.end
    if beside.person.today is None:
        return np.full(len(beside), np.inf)
    days = (end - np.datetime64(beside.person.today)).astype("timedelta64[D]").astype(float) + 1
    return np.where(np.isnat(end), np.inf, np.maximum(1.0, days))


def _free_days(pair: Pair) -> float:
    """Days of the role on which the person is free."""
    row = np.array([pair.row])
    first, last = _window(pair.person)
    return float(_dated_stretch(pair.roles.take(row), np.array([True]), first, last)[0])


def _dated_stretch(
    roles: RoleIndex, dated: Bools, first: dt.date | None, last: dt.date | None
) -> Floats:
    start = np.where(np.isnat(roles.start), FAR_PAST, roles.start)[dated]
    end = np.where(np.isnat(roles.end), FAR_FUTURE, roles.end)[dated]
    start = np.maximum(start, np.datetime64(first) if first else FAR_PAST)
    end = np.minimum(end, np.datetime64(last) if last else FAR_FUTURE)
    return np.asarray((end - start).astype("timedelta64[D]").astype(float) + 1)


def _during(served: str) -> str:
    """Dates or months after a verb: `in March`, `from 1 May 2027`."""
    if served.startswith(("from ", "until ")):
        return served
    return f"from {served}" if any(letter.isdigit() for letter in served) else f"in {served}"


def _shifted(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


DATES = Dates()
