"""Near home: whether hours beside one's own work are served where the person lives."""

from __future__ import annotations

import functools
import re

import numpy as np

from matching.arrays import SmallInts
from matching.aspects import commitment
from matching.aspects.aspect import (
    MET,
    MISSING,
    NOT_ASKED,
    NOT_STATED,
    MustHave,
    Words,
    said,
    select,
)
from matching.aspects.beside import Beside
from matching.aspects.commitment import AT_CALL, FULL_TIME, REMOTE, time_given
from matching.aspects.encoded_profile import EncodedProfile, once_a_person
from matching.aspects.own_words import home_in
from matching.aspects.pair import Pair

NOT_COMPARED, NOT_KNOWN, AWAY, ANOTHER_TOWN, SAME_AREA, HERE = -1, 0, 1, 2, 3, 4
"""Where a role is, to a person who serves near home: `AWAY` is another state or county by name,
`ANOTHER_TOWN` a place of another name that may still be near."""
_BETWEEN = re.compile(r"[,;()/]|\band\b|\bor\b|\bnear\b", re.IGNORECASE)
_SHORTEST = 3
"""Letters of a name at least: what is shorter says nothing."""


class NearHome(MustHave):
    """The town of a role, against the town of a person who gives only hours or days on site."""

    name = "near_home"
    role_columns = ("site", "settings")
    role_flags = {"settings": ("remote",)}
    profile_fields = ("home", *commitment.TIME_FIELDS)
    label = "Near home"
    role_field = "site"
    ask = "In which town would I serve?"
    left_open = "the role does not say in which town one serves"
    field = "home"
    unsaid = "{v.you} have not said in which town {v.you} live"
    not_asked = "{v.you} have not said that {v.you} serve near home only"
    said_by = "place"

    def status(self, beside: Beside) -> SmallInts:
        """Missing in another state or county than the person's, by their names."""
        near = closeness(beside)
        cases = [
            (near == NOT_COMPARED, NOT_ASKED),
            (near == AWAY, MISSING),
            (near >= SAME_AREA, MET),
        ]
        return select(cases, NOT_STATED)

    def says(self, pair: Pair) -> Words:
        """Say where the role is and where the person lives."""
        v, where, lives = pair.voice, str(pair.role["site"]), _lives(pair)
        if not where:
            return said(f"{v.source} does not say in which town one serves")
        here = f"{v.this} is in {where}"
        return said(f"{here}; {lives}" if lives else here)

    def asks(self, pair: Pair) -> str:
        """Ask for the town, or how far it is."""
        return "How far is it from where I live?" if pair.role["site"] else self.ask

    def is_unsaid(self, pair: Pair) -> bool:
        """Whether the role names its town, and the person has not said theirs."""
        return bool(pair.role["site"]) and not home(pair.person) and _is_asked(pair)

    def question(self, pair: Pair) -> str:
        """Ask where they live."""
        return "In which town do they live?" if self.is_unsaid(pair) else ""


@functools.lru_cache(maxsize=10_000)
def place_names(text: str) -> tuple[str, ...]:
    """The names of places in a text such as a site or an address, in its order.

    Examples
    --------
    >>> place_names("Sioux City, Iowa")
    ('sioux city', 'iowa')
    >>> place_names("Clinica El Ayudante, near Comayagua")
    ('clinica el ayudante', 'comayagua')
    """
    parts = (part.strip(" .").casefold() for part in _BETWEEN.split(text))
    return tuple(part for part in parts if len(part) >= _SHORTEST)


@once_a_person
def serves_near_home(person: EncodedProfile) -> bool:
    """Whether all that a person gives is hours or days on site, beside their life at home."""
    given = time_given(person)
    on_site = np.delete(given, REMOTE).any()
    leaves = given[FULL_TIME] or given[AT_CALL]
    return bool(on_site and not leaves and person.follows("near-home"))


@once_a_person
def home(person: EncodedProfile) -> tuple[str, ...]:
    """Names of the place where a person lives, the town first; by their own words if need be."""
    return place_names(person.profile.home or home_in(person.profile.statement))


def closeness(beside: Beside) -> SmallInts:
    """How near each role is to a person's home, `HERE` to `NOT_COMPARED`.

    Names are compared, not miles. What can be done remotely is near everybody.
    """
    near = np.full(len(beside), NOT_COMPARED, dtype=np.int8)
    if not serves_near_home(beside.person):
        return near
    lives = home(beside.person)
    for row in np.flatnonzero(~beside.is_in("remote")):
        near[row] = _closeness(lives, place_names(str(beside.roles.site[row])))
    return near


def _closeness(lives: tuple[str, ...], site: tuple[str, ...]) -> int:
    if not lives or not site:
        return NOT_KNOWN
    if lives[0] in site:
        return HERE
    if set(lives) & set(site):
        return SAME_AREA
    return AWAY if len(lives) > 1 and len(site) > 1 else ANOTHER_TOWN


def _lives(pair: Pair) -> str:
    """Say where the person lives, and where only their own words tell."""
    v, profile = pair.voice, pair.profile
    if profile.home:
        return f"{v.you} live in {profile.home}"
    own = home_in(profile.statement)
    return f"{v.your} own words suggest that {v.you} live in {own}" if own else ""


def _is_asked(pair: Pair) -> bool:
    return pair.status("near_home") == NOT_STATED


NEAR_HOME = NearHome()
