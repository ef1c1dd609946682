"""Place: where the role is, against where the person wishes to go and what they avoid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from matching.arrays import Bools, Floats, SmallInts, any_column, best_column, flags_of
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
from matching.aspects.pair import Pair
from matching.phrases import counted, listed, sentences

NEAR_COUNTRY = (0.3, 0.4, 0.6)
"""What a country counts that shares the continent, the group or the region of a wished one."""
IN_REGION = 0.9
"""What a country in a named region counts where a country was named too; from here on it is met."""

ELSEWHERE = 0.75
"""Below this value a role is not where the person asked."""
FAR_IN_REGION = 0.6
"""What a country in a named region counts that is far from the countries named in it."""


class Place(MustHave, Weighed):
    """The countries of a role, or of its organization, against a person's wishes and avoidances."""

    name = "place"
    role_columns = ("where", "where_is_organizations", "in_regions", "settings", "focus_areas")
    profile_fields = ("countries", "regions", "avoid", "settings", "focus_areas")
    label = "Place"
    ask = "Where would I serve?"
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
        """Missing where every country is avoided, or on site for who cannot travel."""
        person, roles = beside.person, beside.roles
        avoided, remote = _avoided(person), _remote(beside)
        placed, settled = any_column(roles.where), any_column(roles.settings)
        only_avoided = placed & ~any_column(roles.where & ~avoided) & ~remote
        missing = only_avoided & ~roles.where_is_organizations
        unknown = only_avoided | (avoided.any() & ~placed & ~remote)
        if person.remote_only:
            missing, unknown = missing | (~remote & settled), unknown | ~settled
        if person.follows("home-service"):
            missing = missing | (_domestic(beside) & _elsewhere(beside) & ~remote)
        met = MET if avoided.any() or person.remote_only else NOT_ASKED
        return select([(missing, MISSING), (unknown, NOT_STATED)], met)

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Best country of the role; for home service and remote work the wish is read anew."""
        person, roles = beside.person, beside.roles
        ids, profile = person.catalog.setting_ids, person.profile
        value, known = best_column(roles.where * answers(person)), any_column(roles.where)
        if person.follows("regions"):
            regional = roles.in_regions.any(axis=1)
            value = np.where(regional, roles.in_regions @ answers(person), value)
            known = known | regional
        if profile.countries or profile.regions:
            if person.wishes_home:
                away = value * curves["away_from_home"]
                value = np.where(value < IN_REGION, away, value)
            # The role itself names no country: where its organization works is a hint, no more.
            off, on = curves["place_hint_off"], curves["place_hint"]
            value = np.where(roles.where_is_organizations, off + (on - off) * value, value)
        if not person.wishes_home:
            # Service in one's own country is for those who live there, unless the person names it.
            own = flags_of(profile.countries, person.catalog.country_ids)
            unnamed = _domestic(beside) & ~any_column(roles.where & own)
            value = np.where(unnamed, value * curves["home_service"], value)
        if person.settings[ids.index("remote")]:
            remote = _remote(beside)
            value, known = np.where(remote, 1.0, value), known | remote
        return Term(value, known, True)

    def wish(self, beside: Beside, values: Floats, known: Bools) -> Wish:
        """Broken elsewhere; where only the organization names a place, nothing is broken."""
        profile = beside.person.profile
        stated = bool(profile.countries or profile.regions)
        own = known & ~beside.roles.where_is_organizations
        return Wish(stated & own & (values < ELSEWHERE), np.zeros(len(beside), dtype=bool))

    def says(self, pair: Pair) -> Words:
        """Say what the person asked for and where the role is."""
        v, where = pair.voice, pair.role["where"]
        wishes = _names(pair, (*pair.profile.countries, *pair.profile.regions))
        ids = pair.catalog.setting_ids
        if pair.person.settings[ids.index("remote")] and "remote" in pair.role["setting"]:
            return said(f"{v.you} wish to serve from home; {v.this} can be done remotely")
        if not where:
            asked = f"{v.you} asked for {listed(wishes)}; " if wishes else ""
            return said(f"{asked}{v.source} does not say where", is_wish=bool(wishes))
        if not wishes:
            home = "domestic" in pair.role["focus_areas"] and not pair.person.wishes_home
            tail = ", service within that country" if home else ""
            here = f"{v.this} is in {pair.countries(where)}{tail}"
            return said(f"{here}; {v.you} named no place", is_wish=home)
        return said(_wish_and_place(pair, wishes))

    def met(self, pair: Pair) -> str:
        """Say that nothing of it is avoided."""
        return sentences(f"{pair.voice.it} is in no place that {pair.voice.you} avoid")

    def missing(self, pair: Pair) -> str:
        """Say what is avoided, or that the person cannot travel."""
        v = pair.voice
        if pair.person.remote_only:
            return sentences(f"{v.you} cannot travel; {v.this} is served on site")
        where = pair.countries(pair.role["where"])
        if not any_column(pair.roles.where & _avoided(pair.person))[pair.row]:
            wishes = _names(pair, (*pair.profile.countries, *pair.profile.regions))
            serves = f"{v.it} is service at home for those who live in {where}"
            return sentences(f"{serves}; {v.you} asked for {listed(wishes)}")
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


@once_a_person
def answers(person: EncodedProfile) -> Floats:
    """How well each country answers the wish for places, 0 to 1; all 1 without a wish.

    A named country counts 1; one in a named region 0.9, or 1 when no country was named; one in the
    subregion of a named country 0.6, on its continent 0.3; any other 0.
    """
    profile, catalog = person.profile, person.catalog
    value = np.zeros(len(catalog.country_ids))
    if not profile.countries and not profile.regions:
        return np.ones(len(value))
    own = flags_of(profile.countries, catalog.country_ids)
    for regions, near in zip(catalog.country_regions, NEAR_COUNTRY, strict=True):
        value[np.isin(regions, regions[own]) & (regions != "")] = near
    near = value.copy()
    for region in profile.regions:
        codes = catalog.places.countries_in(region)
        inside = np.array([code in codes for code in catalog.country_ids])
        value[inside] = IN_REGION if profile.countries else 1.0
        if (inside & own).any() and person.follows("named-countries"):
            far = inside & (near < NEAR_COUNTRY[-1])
            value[far] = FAR_IN_REGION
    value[own] = 1.0
    return value


@once_a_person
def _avoided(person: EncodedProfile) -> Bools:
    """Countries the person avoids."""
    codes: set[str] = set()
    for place in person.profile.avoid:
        codes |= {place} if len(place) == 2 else person.catalog.places.countries_in(place)
    return np.array([code in codes for code in person.catalog.country_ids], dtype=bool)


def _remote(beside: Beside) -> Bools:
    column = beside.person.catalog.setting_ids.index("remote")
    return np.asarray(beside.roles.settings[:, column])


def _domestic(beside: Beside) -> Bools:
    column = beside.person.catalog.focus_ids.index("domestic")
    return np.asarray(beside.roles.focus_areas[:, column])


def _elsewhere(beside: Beside) -> Bools:
    """Whether each role is in no country that the person wishes, where they wish for any."""
    person, roles = beside.person, beside.roles
    if person.wishes_home or not (person.profile.countries or person.profile.regions):
        return np.zeros(len(beside), dtype=bool)
    wished = answers(person) >= IN_REGION
    placed = any_column(roles.where) & ~roles.where_is_organizations
    return np.asarray(placed & ~any_column(roles.where & wished))


def _names(pair: Pair, places: tuple[str, ...]) -> list[str]:
    return [pair.catalog.places.phrase(place) for place in places]


def _wish_and_place(pair: Pair, wishes: list[str]) -> str:
    v, where, ids = pair.voice, pair.role["where"], pair.catalog.country_ids
    value = answers(pair.person)
    good = [code for code in where if value[ids.index(code)] >= IN_REGION]
    asked = f"{v.you} asked for {listed(_wishes_met(pair, good) if good else wishes)}"
    if pair.role["where_is_organizations"]:
        also = "also " if good else ""
        here = f"{also}works in {pair.countries(good or list(where))}"
        return f"{asked}; the role names no country, and the organization {here}"
    others = len(where) - len(good)
    more = f" (and {counted(others, 'other country', 'other countries')})"
    tail = more if others and good else ""
    return f"{asked}; {v.this} is in {pair.countries(good or where)}{tail}"


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
