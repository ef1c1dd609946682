"""Place: where the role is, against where the person wishes to go and what they avoid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
    all_roles,
    said,
    select,
)
from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile, once_a_person
from matching.aspects.near_home import ANOTHER_TOWN, AWAY, NEAR_HOME, NOT_KNOWN, closeness
from matching.aspects.pair import Pair
from matching.catalog import Catalog
from matching.catalog.role_codes import ANY
from matching.catalog.role_index import RoleIndex
from matching.phrases import counted, listed, sentences

NEAR_COUNTRY = (0.3, 0.4, 0.6)
"""What a country counts that shares the continent, the group or the region of a wished one."""
IN_REGION = 0.9
"""What a country in a named region counts where a country was named too; from here on it is met."""

ELSEWHERE = 0.75
"""Below this value a role is not where the person asked."""
TINY = 1e-9
HINT_ELSEWHERE = 0.5
"""Up to this value the places of an organization, in place of a role's own, leave a wish open."""
NEAR = np.array([1.0, 0.1, 0.3, 0.8, 1.0])
"""What a role counts at most by how near it is to the home of who serves near home."""
FAR_IN_REGION = 0.6
"""What a country in a named region counts that is far from the countries named in it."""


class Place(MustHave, Weighed):
    """The countries of a role, or of its organization, against a person's wishes and avoidances."""

    name = "place"
    role_columns = (
        "where", "where_is_organizations", "in_regions", "settings", "focus_areas", "site",
    )  # fmt: skip
    role_flags = {"settings": ("remote", ANY), "focus_areas": ("domestic",)}
    profile_fields = (
        "countries", "regions", "avoid", "settings", "focus_areas", *NEAR_HOME.profile_fields,
    )  # fmt: skip
    profile_flags = {"focus_areas": ("domestic",)}
    label = "Place"
    role_field = "countries"
    ask = "Where would I serve?"
    field = "countries"
    unsaid = "{v.you} have not said where {v.you} would go"
    left_open = "the role does not say where one serves"
    not_asked = "{v.you} avoid no place"
    term = "place"
    term_label = "Place"
    curves = {
        "place_hint": (
            "Value of a place that only the organization names and that answers the wish."
        ),
        "place_hint_off": "Value of a place that only the organization names and that does not.",
        "away_from_home": (
            "Value of a place outside the wish for a person who asks to serve at home."
        ),
        "home_service": (
            "Value of service in one's own country for a person who did not ask for it."
        ),
    }

    def status(self, beside: Beside) -> SmallInts:
        """Missing where every place is avoided, or on site for who cannot travel.

        A role that is in another place as well is a match. Where an organization works besides is
        no place of the role: it is asked.
        """
        person, roles = beside.person, beside.roles
        avoided, remote = _avoided(person), beside.is_in("remote")
        settled = any_column(roles.settings)
        missing = _is_named(roles) & ~_has_other(roles, avoided) & ~remote
        unknown = avoided.any() & ~_is_named(roles) & ~remote
        if person.remote_only:
            missing, unknown = missing | (~remote & settled), unknown | ~settled
        met = MET if avoided.any() or person.remote_only else NOT_ASKED
        return select([(missing, MISSING), (unknown, NOT_STATED)], met)

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Best country of the role; for home service and remote work the wish is read anew."""
        person, roles = beside.person, beside.roles
        ids, profile = person.catalog.setting_ids, person.profile
        value = roles.places.best(answers(person))
        known = roles.places.is_placed
        if person.follows("regions"):
            regional = roles.places.is_regional
            share = np.minimum(1.0, roles.places.share(answers(person)))
            value = np.where(regional, share, value)
            known = known | regional
        wishes = bool(profile.countries or profile.regions)
        if not wishes:
            # Who wishes for nothing loses nothing where the role is silent too.
            value = np.where(_is_named(roles), value, 1.0)
            known = all_roles(beside)
        if wishes:
            if person.wishes_home:
                away = value * curves["away_from_home"]
                value = np.where(value < IN_REGION, away, value)
            # The role itself names no country: where its organization works is a hint, no more.
            off, on = curves["place_hint_off"], curves["place_hint"]
            value = np.where(roles.where_is_organizations, off + (on - off) * value, value)
        if not person.wishes_home:
            # Service in one's own country is for those who live there, unless the person names it.
            own = flags_of(profile.countries, person.catalog.country_ids)
            unnamed = beside.is_about("domestic") & (roles.places.best(own) == 0)
            value = np.where(unnamed, value * curves["home_service"], value)
        told = wishes | np.zeros(len(beside), dtype=bool)
        if person.settings[ids.index("remote")]:
            remote = beside.is_in("remote")
            value, known, told = np.where(remote, 1.0, value), known | remote, told | remote
        near = closeness(beside)
        compared = near >= AWAY
        value = np.where(compared, np.minimum(value, NEAR[near]), value)
        return Term(value, known, True, said=told | compared)

    def wish(self, beside: Beside, values: Floats, known: Bools) -> Wish:
        """Broken elsewhere; where only the organization names a place, it is left open at most.

        Service at home in a country that was not asked for is further off: left open as well.
        """
        person, profile = beside.person, beside.person.profile
        stated = bool(profile.countries or profile.regions)
        own = known & ~beside.roles.where_is_organizations
        at_home = beside.is_about("domestic") & _elsewhere(beside) & ~beside.is_in("remote")
        at_home &= person.follows("home-service")
        elsewhere = stated & known & ~own & (values <= HINT_ELSEWHERE)
        near = closeness(beside)
        at_home |= (near == AWAY) | (near == ANOTHER_TOWN)
        broken = (stated & own & (values < ELSEWHERE)) | at_home
        return Wish(broken, at_home | elsewhere | (near == NOT_KNOWN))

    def says(self, pair: Pair) -> Words:
        """Say what the person asked for and where the role is."""
        v, where = pair.voice, pair.role["where"]
        wishes = _names(pair, (*pair.profile.countries, *pair.profile.regions))
        ids = pair.catalog.setting_ids
        if pair.person.settings[ids.index("remote")] and "remote" in pair.role["setting"]:
            return said(f"{v.you} wish to serve from home; {v.this} can be done remotely")
        if _is_regional(pair):
            return _wish_and_region(pair, wishes)
        if not where:
            asked = f"{v.you} asked for {listed(wishes)}; " if wishes else ""
            return said(f"{asked}{v.source} does not say where", is_wish=False)
        if wishes:
            return _wish_and_place(pair, wishes)
        if pair.role["where_is_organizations"]:
            return said(f"{_only_organization(pair, where)}; {v.you} named no place", is_wish=False)
        home = "domestic" in pair.role["focus_areas"] and not pair.person.wishes_home
        tail = ", service within that country" if home else ""
        here = f"{v.this} is in {pair.countries(where)}{tail}"
        return said(f"{here}; {v.you} named no place", is_wish=False)

    def asks(self, pair: Pair) -> str:
        """Ask where one serves, or of who cannot travel whether it can be done from home."""
        return "Can this be done remotely?" if pair.person.remote_only else self.ask

    def met(self, pair: Pair) -> str:
        """Say that nothing of it is avoided, if that is so."""
        v = pair.voice
        if _is_remote(pair):
            return sentences(f"{v.this} can be done remotely")
        return self.to_weigh(pair) or sentences(f"{v.it} is in no place that {v.you} avoid")

    def to_weigh(self, pair: Pair) -> str:
        """Say which part of it is avoided."""
        v, ids = pair.voice, pair.catalog.country_ids
        avoided = _avoided(pair.person)
        if _is_remote(pair) or not avoided.any():
            return ""
        if _is_regional(pair):
            share = float(pair.roles.in_regions[pair.row] @ avoided)
            region = listed(_names(pair, pair.role["regions"]))
            part = f"{v.it} is in {region}, part of which {v.you} want to avoid"
            return sentences(part) if 0 < share < 1 else ""
        some = [code for code in pair.role["where"] if avoided[ids.index(code)]]
        others = len(some) < len(pair.role["where"])
        if not some or not others or pair.role["where_is_organizations"]:
            return ""
        return sentences(f"part of it is in {pair.countries(some)}, which {v.you} want to avoid")

    def missing(self, pair: Pair) -> str:
        """Say what is avoided, or that the person cannot travel."""
        v = pair.voice
        if pair.person.remote_only:
            return sentences(f"{v.you} named remote work alone; {v.this} is served on site")
        where = pair.countries(pair.role["where"])
        if _is_regional(pair):
            where = listed(_names(pair, pair.role["regions"]))
        return sentences(f"{v.it} is in {where}, which {v.you} want to avoid")

    def unlocks(self, lacking: Beside) -> Iterator[ProfileChange]:
        """Travelling, and each avoided place after all."""
        profile, places = lacking.person.profile, lacking.person.catalog.places
        if lacking.person.remote_only:
            yield ProfileChange("place-travel", self.name, "Travelling to serve", {"settings": ()})
        for place in profile.avoid:
            name = places.name(place) if len(place) == 2 else place
            kept = tuple(other for other in profile.avoid if other != place)
            yield ProfileChange(f"place-{place}", self.name, f"{name} after all", {"avoid": kept})


def nearness(catalog: Catalog, own: Bools) -> Floats:
    """How near each country is to the closest of some: 1 for these, others by `NEAR_COUNTRY`."""
    value: Floats = np.zeros(len(catalog.country_ids))
    for regions, near in zip(catalog.country_regions, NEAR_COUNTRY, strict=True):
        value[np.isin(regions, regions[own]) & (regions != "")] = near
    value[own] = 1.0
    return value


@once_a_person
def answers(person: EncodedProfile) -> Floats:
    """How well each country answers the wish for places, 0 to 1; all 1 without a wish.

    A named country counts 1; one in a named region 0.9, or 1 when no country was named; one in the
    subregion of a named country 0.6, on its continent 0.3; any other 0, and so does one that is
    avoided.
    """
    profile, catalog = person.profile, person.catalog
    if not profile.countries and not profile.regions:
        return np.where(_avoided(person), 0.0, 1.0)
    own = flags_of(profile.countries, catalog.country_ids)
    near = nearness(catalog, own)
    value = near.copy()
    for region in profile.regions:
        codes = catalog.places.countries_in(region)
        inside = np.array([code in codes for code in catalog.country_ids])
        value[inside] = IN_REGION if profile.countries else 1.0
        if (inside & own).any() and person.follows("named-countries"):
            far = inside & (near < NEAR_COUNTRY[-1])
            value[far] = FAR_IN_REGION
    value[own] = 1.0
    value[_avoided(person)] = 0.0
    return value


@once_a_person
def _avoided(person: EncodedProfile) -> Bools:
    """Countries the person avoids."""
    codes: set[str] = set()
    for place in person.profile.avoid:
        codes |= {place} if len(place) == 2 else person.catalog.places.countries_in(place)
    return np.array([code in codes for code in person.catalog.country_ids], dtype=bool)


def _elsewhere(beside: Beside) -> Bools:
    """Whether each role is in no country that the person wishes, where they wish for any."""
    person, roles = beside.person, beside.roles
    if person.wishes_home or not (person.profile.countries or person.profile.regions):
        return np.zeros(len(beside), dtype=bool)
    wished = answers(person) >= IN_REGION
    placed = roles.places.is_placed & ~roles.where_is_organizations
    return np.asarray(placed & (roles.places.best(wished) == 0))


def _names(pair: Pair, places: tuple[str, ...]) -> list[str]:
    return [pair.catalog.places.phrase(place) for place in places]


def _wish_and_place(pair: Pair, wishes: list[str]) -> Words:
    """Say which wish the role's own countries answer; where none does, that it is elsewhere.

    Where the organization works besides is told, and is no reason.
    """
    v, where = pair.voice, pair.role["where"]
    good = [code for code in where if code in _wished(pair)]
    if pair.role["where_is_organizations"]:
        here = _only_organization(pair, good or where)
        asked = f"{v.you} asked for {listed(_wishes_met(pair, good) if good else wishes)}"
        return said(f"{asked}; {here}", is_wish=False)
    if not good:
        home = ", service at home for those who live there"
        tail = home if "domestic" in pair.role["focus_areas"] else ""
        elsewhere = f"not in {listed(wishes, last_word='or')}: {pair.countries(where)}{tail}"
        return said(elsewhere, is_off=True)
    others = len(where) - len(good)
    more = f" (and {counted(others, 'other country', 'other countries')})" if others else ""
    asked = f"{v.you} asked for {listed(_wishes_met(pair, good))}"
    return said(f"{asked}; {v.this} is in {pair.countries(good)}{more}")


def _wish_and_region(pair: Pair, wishes: list[str]) -> Words:
    """Say how a region that the role names stands to the wish."""
    v, region = pair.voice, listed(_names(pair, pair.role["regions"]))
    if not wishes:
        return said(f"{v.this} is in {region}; {v.you} named no place", is_wish=False)
    ids = pair.catalog.country_ids
    wished = np.array([code in _wished(pair) for code in ids])
    share = float(pair.roles.in_regions[pair.row] @ wished)
    if share <= 0:
        return said(f"not in {listed(wishes, last_word='or')}: {region}", is_off=True)
    here = f"{v.this} is in {region}"
    if share < 1 - TINY:
        return said(f"{v.you} asked for {listed(wishes)}; {here}, no country is named", is_off=True)
    return said(f"{v.you} asked for {listed(wishes)}; {here}")


def _only_organization(pair: Pair, where: Sequence[str]) -> str:
    return f"the role names no country, and its organization works in {pair.countries(where)}"


def _wished(pair: Pair) -> frozenset[str]:
    """The countries that the person named, or that lie in a region that they named."""
    profile, places, ids = pair.profile, pair.catalog.places, pair.catalog.country_ids
    named = {code for region in profile.regions for code in places.countries_in(region)}
    avoided = _avoided(pair.person)
    return frozenset(
        code for code in ({*profile.countries} | named) if not avoided[ids.index(code)]
    )


def _is_regional(pair: Pair) -> bool:
    """Whether the role names regions and no country."""
    return bool(pair.roles.in_regions[pair.row].any()) and pair.person.follows("regions")


def _is_remote(pair: Pair) -> bool:
    return "remote" in pair.role["setting"]


def _is_named(roles: RoleIndex) -> Bools:
    """Whether each role itself names where it is: a country or a region."""
    own = roles.places.is_placed & ~roles.where_is_organizations
    return np.asarray(own | roles.places.is_regional)


def _has_other(roles: RoleIndex, avoided: Bools) -> Bools:
    """Whether each role is in some place that is not avoided."""
    other_region = roles.places.share(~avoided) > TINY
    return np.where(roles.places.is_regional, other_region, roles.places.best(~avoided) > 0)


def _wishes_met(pair: Pair, good: list[str]) -> list[str]:
    """The wishes that countries answer: a country by its name, else the region it lies in."""
    places, profile = pair.catalog.places, pair.profile
    named = tuple(code for code in profile.countries if code in good)
    rest = [code for code in good if code not in profile.countries]
    regions = tuple(
        region
        for region in profile.regions
        if any(code in places.countries_in(region) for code in rest)
    )
    return _names(pair, named + regions)


PLACE = Place()
