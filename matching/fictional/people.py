"""Fictional professionals, drawn one by one: the same number and seed give the same person."""

from __future__ import annotations

import dataclasses
import datetime as dt
from random import Random

from matching.fictional.spreads import Spreads, pick, quotas, shipped_spreads
from matching.fictional.statements import statement
from matching.fictional.who import Who, draw_who
from matching.fictional.wishes import draw_wishes
from matching.profile import Profile

RESERVED_DOMAINS = ("example.org", "example.com")
"""Domains that belong to nobody (RFC 2606)."""
IN_WORDS = 0.95
"""Chance of a statement; a student's always says what is studied."""


@dataclasses.dataclass(frozen=True)
class FictionalPerson:
    """Somebody who does not exist.

    Attributes
    ----------
    profile : Profile
        Its `profile_id` is such as `fictional-0001`.
    display_name : str
        Says that the person is fictional, with an invented name.
    email : str
        At a reserved domain, so that no letter arrives anywhere.
    is_fictional : bool
        Always True.
    """

    profile: Profile
    display_name: str
    email: str
    is_fictional: bool = True


def fictional_profiles(n: int, seed: int, *, today: dt.date) -> list[FictionalPerson]:
    """Make up professionals with a realistic spread; see `data/fictional.yaml` for its sources.

    Every profession of the vocabulary is held by at least two of the first 200 and of each 200
    after them.

    Parameters
    ----------
    n : int
        How many.
    seed : int
        The same seed gives the same people; the first 100 of 300 are the same as of 100.
    today : date
        Stays lie in the 24 months after it.

    Raises
    ------
    ValueError
        `n` is negative.

    Examples
    --------
    >>> [person] = fictional_profiles(1, seed=7, today=dt.date(2027, 1, 1))
    >>> person.profile.profile_id, person.is_fictional
    ('fictional-0001', True)
    """
    if n < 0:
        raise ValueError(f"n must not be negative, got {n}.")
    spreads = shipped_spreads()
    professions: list[str] = []
    while len(professions) < n:
        professions += _deck(spreads, seed, len(professions) // spreads.deck)
    return [
        _person(spreads, seed, number, profession, today)
        for number, profession in enumerate(professions[:n], start=1)
    ]


def _deck(spreads: Spreads, seed: int, number: int) -> list[str]:
    """The professions of the next people, each as often as it should be, in random order."""
    deck = [name for name, count in quotas(spreads).items() for _ in range(count)]
    Random(f"{seed} deck {number}").shuffle(deck)
    return deck


def _person(
    spreads: Spreads, seed: int, number: int, profession: str, today: dt.date
) -> FictionalPerson:
    rng = Random(f"{seed} person {number}")
    given, family = _name(spreads, rng)
    who = draw_who(spreads, rng, profession)
    profile = _profile(spreads, rng, who, number, today)
    domain = rng.choice(RESERVED_DOMAINS)
    return FictionalPerson(
        profile=profile,
        display_name=f"Fictional Person {number:04d} ({given} {family})",
        email=f"{given}.{family}.{number:04d}@{domain}".lower(),
    )


def _profile(spreads: Spreads, rng: Random, who: Who, number: int, today: dt.date) -> Profile:
    wishes = draw_wishes(spreads, rng, who, today)
    profile = Profile(
        profile_id=f"fictional-{number:04d}",
        profession=who.profession,
        specialties=who.specialties,
        years_experience=who.years_said,
        trainee=who.trainee,
        faith=who.faith,
        accepts=who.accepts,
        **wishes.fields,
    )
    speaks = who.profession == "student" or rng.random() < IN_WORDS
    words = statement(spreads, rng, who, wishes.length, profile) if speaks else ""
    return profile.changed(statement=words)


def _name(spreads: Spreads, rng: Random) -> tuple[str, str]:
    names = spreads.names
    n_parts = pick(rng, {1: 4, 2: 1})
    parts = [f"{rng.choice(names.fronts)}{rng.choice(names.backs)}" for _ in range(n_parts)]
    return rng.choice(names.given), "-".join(dict.fromkeys(parts))
