"""The one change of a profile that opens roles: "two more weeks opens 14 roles"."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from matching import ranking
from matching.arrays import Bools, Ints
from matching.comparison import Comparison, open_roles
from matching.errors import ProfileError
from matching.must_haves import MISSING, must_haves
from matching.person import LEVEL_NUMBER, NEEDED_LEVEL
from matching.profile import Profile
from matching.role_index import FUNDINGS, OWN_POCKET, RoleIndex
from matching.wording import weeks_in_words

if TYPE_CHECKING:
    from matching.recommender import Recommender


COLUMNS = ("change_id", "kind", "label", "opens", "role_ids", "changes")
LONGER_STAYS = (1, 1.4, 2, 3, 4, 6, 8, 13, 26, 52, 104)
"""Stays in weeks that a person may be asked to consider; longer ones only open-ended."""

NEAR_MONTHS = 3
LONG_STAY = 13
"""From this many weeks a stay is named as a whole, not by what is added."""


@dataclasses.dataclass(frozen=True)
class Change:
    """One change of a profile: what to call it, what to replace, whether it is a large step."""

    change_id: str
    kind: str
    label: str
    changes: dict[str, Any]
    is_far: bool = False


def unlocking_changes(recommender: Recommender, profile: Profile) -> pd.DataFrame:
    """Find the single changes that open roles, each tried on the whole catalog.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`: changes that are no large step first, of these the ones that open most,
        ties by `change_id`. Every role in
        `role_ids` becomes a match when the profile is changed so, and was none before.
    """
    person, roles = recommender.person(profile), recommender.catalog.index
    status = open_roles(person, roles).status
    # Only roles with one missing must-have can be opened by one change; the rest need no look.
    index = roles.take(~roles.past & ((status == MISSING).sum(axis=1) == 1))
    before = recommender.compare(profile, index)
    rows = []
    for change in _changes(before, recommender.today):
        try:
            changed = recommender.person(profile.changed(**change.changes))
        except ProfileError:
            continue
        # No change is one of profession, specialty or training, so the work fits as before.
        opened = must_haves(changed, index, before.work).is_open
        if opened.any():
            rows.append(_row(change, opened, index, before.scores))
    return _table(rows)


def _row(change: Change, opened: Bools, index: RoleIndex, scores: Ints) -> tuple[Any, ...]:
    role_ids = index.role_ids[opened]
    best = ranking.order(scores[opened], role_ids)
    return (
        change.change_id,
        change.kind,
        change.label,
        int(opened.sum()),
        tuple(str(role_id) for role_id in role_ids[best]),
        change.changes,
        change.is_far,
    )


def _table(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    """Near changes first, then most opened; of one kind with the same roles only the smallest."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    kept = []
    for row in rows:
        key = (row[1], row[4])
        if key not in seen:
            seen.add(key)
            kept.append(row)
    kept.sort(key=lambda row: (row[6], -row[3], row[0]))
    return pd.DataFrame([row[:6] for row in kept], columns=list(COLUMNS))


def _changes(before: Comparison, today: np.datetime64) -> Iterator[Change]:
    """Candidate changes, smallest first within a kind, for what is missing somewhere."""
    profile, index = before.person.profile, before.index
    for name, candidates in (
        ("stay", _longer_stays),
        ("dates", functools.partial(_wider_dates, today=today)),
        ("language", _languages),
        ("faith", _other_characters),
        ("funding", _own_funding),
        ("place", _places),
        ("family", _without_family),
        ("experience", _more_experience),
    ):
        lacking = before.must_haves.column(name) == MISSING
        if lacking.any():
            yield from candidates(before, profile, index.take(lacking))


def _longer_stays(before: Comparison, profile: Profile, lacking: RoleIndex) -> Iterator[Change]:
    now = before.person.most_weeks
    for weeks in LONGER_STAYS:
        if weeks > now and (lacking.min_weeks <= weeks).any():
            extra = weeks - now
            if weeks >= LONG_STAY:
                label = f"Up to {weeks_in_words(weeks)}"
            elif any(length != round(length) for length in (weeks, now)):
                label = f"{_number_word(round(weeks * 7) - round(now * 7))} more days"
            else:
                label = f"{_number_word(extra)} more {'week' if extra == 1 else 'weeks'}"
            yield Change(
                f"stay-{weeks:g}",
                "stay",
                f"{label} ({weeks_in_words(weeks)} instead of {weeks_in_words(now)})",
                {"max_weeks": float(weeks)},
                is_far=weeks > 2 * now + 2,
            )
    if (lacking.min_weeks > LONGER_STAYS[-1]).any():
        yield Change(
            "stay-open", "stay", "A stay without a fixed end", {"max_weeks": None}, is_far=True
        )


def _wider_dates(
    before: Comparison, profile: Profile, lacking: RoleIndex, *, today: np.datetime64
) -> Iterator[Change]:
    first, last = profile.available_from, profile.available_to
    if first is None or last is None:
        return
    for months in (1, 2, 3, 6, 12):
        yield Change(
            f"dates-later-{months}",
            "dates",
            f"Free until {_day_in_words(_shifted(last, months))}",
            {"available_to": _shifted(last, months)},
            is_far=months > NEAR_MONTHS,
        )
        earlier = _shifted(first, -months)
        if np.datetime64(earlier) >= today:
            yield Change(
                f"dates-earlier-{months}",
                "dates",
                f"Free from {_day_in_words(earlier)}",
                {"available_from": earlier},
                is_far=months > NEAR_MONTHS,
            )


def _languages(before: Comparison, profile: Profile, lacking: RoleIndex) -> Iterator[Change]:
    catalog, spoken = before.person.catalog, profile.spoken
    required = (lacking.languages == 3).any(axis=0)
    for column in np.flatnonzero(required):
        code = catalog.language_ids[column]
        if LEVEL_NUMBER[spoken.get(code, "")] < NEEDED_LEVEL:
            languages = [text for text in profile.languages if text.partition(":")[0] != code]
            yield Change(
                f"language-{code}",
                "language",
                f"Conversational {catalog.languages[code]}",
                {"languages": (*languages, f"{code}:good")},
            )


def _other_characters(before: Comparison, profile: Profile, lacking: RoleIndex) -> Iterator[Change]:
    if profile.accepts in ("secular", "christian"):
        other = "Religious" if profile.accepts == "secular" else "Non-religious"
        yield Change(
            "faith-any", "faith", f"{other} organizations are welcome too", {"accepts": "any"}
        )


def _own_funding(before: Comparison, profile: Profile, lacking: RoleIndex) -> Iterator[Change]:
    for kind in reversed(OWN_POCKET):
        words = {
            "support-raised": "Raising support from donors",
            "self-funded": "Paying your own way",
        }
        if before.person.funding > FUNDINGS.index(kind):
            yield Change(f"funding-{kind}", "funding", words[kind], {"funding": kind})


def _places(before: Comparison, profile: Profile, lacking: RoleIndex) -> Iterator[Change]:
    if before.person.remote_only:
        yield Change("place-travel", "place", "Travelling to serve", {"settings": ()})
    for place in profile.avoid:
        name = before.person.catalog.places.name(place) if len(place) == 2 else place
        kept = tuple(other for other in profile.avoid if other != place)
        yield Change(f"place-{place}", "place", f"{name} after all", {"avoid": kept})


def _without_family(before: Comparison, profile: Profile, lacking: RoleIndex) -> Iterator[Change]:
    yield Change("family-no", "family", "Going without family", {"family": "no"})


def _more_experience(before: Comparison, profile: Profile, lacking: RoleIndex) -> Iterator[Change]:
    years = profile.years_experience or 0.0
    for needed in sorted({float(value) for value in lacking.min_years if value > years}):
        extra = needed - years
        yield Change(
            f"experience-{needed:g}",
            "experience",
            f"{_number_word(extra)} more {'year' if extra == 1 else 'years'} of experience",
            {"years_experience": needed},
            is_far=True,
        )


def _number_word(number: float) -> str:
    words = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return words[int(number)] if number in range(1, 11) else f"{number:g}"


def _shifted(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _day_in_words(day: dt.date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
