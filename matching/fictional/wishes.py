"""What a fictional person wishes for: work, places, length, dates, money."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from matching.fictional.spreads import (
    UNSAID,
    Corner,
    Length,
    Spreads,
    falling,
    pick,
    pick_several,
)
from matching.fictional.who import Who
from matching.reference.shipped import shipped_places

HORIZON_MONTHS = 24
AVOIDS = 0.2
"""Chance to name a place to avoid, where one could come up."""
OWN_TONGUE = 4.0
"""How much likelier a corner of the world is for who grew up with one of its languages."""
LEVELS = {"basic": 55, "good": 45}
MEANS = {"trainee": 0.75, "early": 0.85, "mid": 1.0, "late": 1.15, "retired": 1.2}
"""What people can spend, by stage."""
MORE_SETTINGS = {0: 20, 1: 45, 2: 28, 3: 7}
OF_CHRISTIANS = frozenset({"evangelism-discipleship", "spiritual-care"})
NOT_OF_TRAINEES = frozenset({"medical-education", "health-systems"})
MORE_FOCUS = {0: 25, 1: 45, 2: 30}
DATES_SAID = {"both": 68, "from": 12, "to": 6, "none": 14}
SUMMER = (5, 6)
"""Months in which a summer free of lectures begins; it ends with August."""


@dataclasses.dataclass(frozen=True)
class Wishes:
    """Fields of a profile, and the kind of stay they are about."""

    length: str
    fields: Mapping[str, Any]


def draw_wishes(spreads: Spreads, rng: Random, who: Who, today: dt.date) -> Wishes:
    """Draw wishes that suit a person and each other."""
    kind = _kind(spreads, rng, who)
    corner = _corner(spreads, rng, who.tongue)
    length = _length(spreads, rng, who, kind)
    weeks = rng.choice(spreads.lengths[length].weeks)
    first_day, last_day = _window(rng, today, length, weeks, summer=who.is_student)
    funding, budget = _money(rng, spreads.lengths[length], who, spreads, kind)
    places = _places(spreads, rng, corner, kind)
    fields: dict[str, Any] = {
        **places,
        "focus_areas": _focus(spreads, rng, who, kind),
        "settings": _settings(rng, who, kind),
        "languages": _languages(spreads, rng, who, corner, kind),
        "min_weeks": None if length == "short" and rng.random() < 0.12 else weeks[0],
        "max_weeks": weeks[1],
        "available_from": first_day,
        "available_to": last_day,
        "funding": funding,
        "budget_usd": budget,
        "family": _family(rng, spreads.lengths[length], who, kind),
        "avoid": () if kind == "remote" else _avoid(spreads, rng, **places),
    }
    return Wishes(length, fields)


def _kind(spreads: Spreads, rng: Random, who: Who) -> str:
    kinds = dict(spreads.wishes)
    if "remote" not in who.settings or who.stage == "trainee":
        del kinds["remote"]
    return pick(rng, kinds)


def _corner(spreads: Spreads, rng: Random, tongue: str) -> Corner:
    shares = {
        name: corner.share * (OWN_TONGUE if tongue in corner.languages else 1)
        for name, corner in spreads.places.items()
    }
    return spreads.places[pick(rng, shares)]


def _places(spreads: Spreads, rng: Random, corner: Corner, kind: str) -> dict[str, Any]:
    if kind == "home":
        return {"countries": (spreads.home.country,), "regions": (spreads.home.region,)}
    n_countries = {"country": 1, "countries": rng.randint(2, 4), "both": rng.randint(1, 3)}
    countries = pick_several(rng, falling(tuple(corner.countries)), n_countries.get(kind, 0))
    regions = pick_several(
        rng, falling(tuple(corner.regions)), 1 if kind in ("region", "regions", "both") else 0
    )
    if kind == "regions":
        regions.append(pick(rng, _regions_apart(spreads, regions[0])))
    return {"countries": tuple(countries), "regions": tuple(regions)}


def _regions_apart(spreads: Spreads, region: str) -> dict[str, float]:
    """Main regions that share no country with a region, with their weights."""
    inside = shipped_places().countries_in
    main = {next(iter(corner.regions)): corner.share for corner in spreads.places.values()}
    return {name: share for name, share in main.items() if not inside(name) & inside(region)}


def _avoid(
    spreads: Spreads, rng: Random, countries: Sequence[str], regions: Sequence[str]
) -> tuple[str, ...]:
    """Now and then a place that the wish would include, or any where nothing is wished."""
    if countries or rng.random() > AVOIDS:
        return ()
    inside = shipped_places().countries_in
    codes = frozenset[str]().union(*(inside(region) for region in regions))
    places = [place for place in spreads.avoided if place in codes or not regions]
    return (rng.choice(places),) if places else ()


def _length(spreads: Spreads, rng: Random, who: Who, kind: str) -> str:
    favoured = spreads.stages[who.stage].lengths
    shares = {name: length.share * favoured[name] for name, length in spreads.lengths.items()}
    if kind == "home":  # some hours or weeks beside everything else
        shares |= {"year": 0, "open": 0}
    return pick(rng, shares)


def _window(
    rng: Random,
    today: dt.date,
    length: str,
    weeks: tuple[int, int | None],
    *,
    summer: bool,
) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of availability; the longest stay fits in between."""
    said = pick(rng, DATES_SAID)
    longest = weeks[1]
    if longest is not None and longest <= 9 and summer and rng.random() < 0.8:
        months = [
            month
            for month in range(1, HORIZON_MONTHS - 4)
            if _first_of(today, month).month in SUMMER
        ]
        first = rng.choice(months)
        last = first + 8 - _first_of(today, first).month
    else:
        slack = rng.randint(1, 10) if length in ("short", "weeks") else rng.randint(0, 5)
        needed = HORIZON_MONTHS if longest is None else math.ceil(longest / 4) + 1 + slack
        first = rng.randint(1, max(1, min(17, HORIZON_MONTHS - needed)))
        last = first + needed - 1
    starts = _first_of(today, first)
    if last - first > 1 and rng.random() < 0.3:
        starts = starts.replace(day=15)
    ends = None if last >= HORIZON_MONTHS else _last_of(today, last)
    return (
        starts if said in ("both", "from") else None,
        ends if said in ("both", "to") else None,
    )


def _first_of(today: dt.date, months_later: int) -> dt.date:
    years, month = divmod(today.month - 1 + months_later, 12)
    return dt.date(today.year + years, month + 1, 1)


def _last_of(today: dt.date, months_later: int) -> dt.date:
    first = _first_of(today, months_later)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _money(
    rng: Random, length: Length, who: Who, spreads: Spreads, kind: str
) -> tuple[str, int | None]:
    """Funding and budget; the longer the stay and the further the career, the more is there."""
    if kind == "remote":
        return "self-funded", 0
    kinds = dict(length.funding)
    if not _is_christian(spreads, who):
        kinds.pop("support-raised", None)
    if who.stage == "trainee":
        kinds.pop("salaried", None)
    funding = pick(rng, kinds)
    least, most = length.cost
    cost = rng.triangular(least, most) * MEANS[who.stage] * (0.3 if kind == "home" else 1)
    own = {"self-funded": 1.0, UNSAID: 1.0, "support-raised": 0.4, "expenses-paid": 0.15}
    if funding in ("stipend", "salaried"):
        budget = rng.choice((0, None))
    else:
        budget = None if rng.random() < 0.12 else _rounded(cost * own[funding])
    return ("" if funding == UNSAID else funding), budget


def _rounded(usd: float) -> int:
    step = 100 if usd < 3000 else 500
    return int(round(usd / step)) * step


def _family(rng: Random, length: Length, who: Who, kind: str) -> str:
    if kind in ("home", "remote") or rng.random() < 0.3:
        return ""
    likely = length.family * (0.25 if who.stage == "trainee" else 1.4)
    return "yes" if rng.random() < likely else "no"


def _focus(spreads: Spreads, rng: Random, who: Who, kind: str) -> tuple[str, ...]:
    focus = pick_several(rng, falling(who.focus), 1 + pick(rng, MORE_FOCUS))
    if kind == "home":
        focus += ["domestic", *pick_several(rng, falling(spreads.home.focus), 1)]
    if kind == "remote":
        focus.append("telehealth")
    focus += [name for name, chance in spreads.also_cares_about.items() if rng.random() < chance]
    unfit = set() if _is_christian(spreads, who) and who.accepts != "secular" else OF_CHRISTIANS
    if who.stage == "trainee":
        unfit = unfit | (NOT_OF_TRAINEES - set(who.focus))
    return tuple(name for name in dict.fromkeys(focus) if name not in unfit)


def _is_christian(spreads: Spreads, who: Who) -> bool:
    return bool(who.faith) and spreads.faiths[who.faith].christian


def _settings(rng: Random, who: Who, kind: str) -> tuple[str, ...]:
    if kind == "remote":
        return ("remote",)
    weights = {name: weight for name, weight in who.settings.items() if name != "remote"}
    if kind == "home":
        weights = {name: weight for name, weight in weights.items() if name != "ship"}
    return tuple(pick_several(rng, weights, pick(rng, MORE_SETTINGS)))


def _languages(
    spreads: Spreads, rng: Random, who: Who, corner: Corner, kind: str
) -> tuple[str, ...]:
    """First language, English, and what was learned; now and then nothing is said."""
    if who.tongue == "en" and rng.random() < 0.07:
        return ()
    levels = {who.tongue: "native"}
    if who.tongue != "en":
        levels["en"] = "native" if rng.random() < 0.25 else "good"
    goes_there = kind not in ("none", "home", "remote")
    chances = dict(spreads.picked_up) | (dict(corner.languages) if goes_there else {})
    for code, chance in chances.items():
        if code not in levels and rng.random() < chance:
            levels[code] = pick(rng, LEVELS)
    return tuple(f"{code}:{level}" for code, level in levels.items())
