"""Eligibility: a licence, citizenship or residence of named countries that a role asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from matching.arrays import Bools, SmallInts, any_column, flags_of
from matching.aspects.aspect import (
    MET,
    MISSING,
    NOT_ASKED,
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
from matching.aspects.encoded_profile import EncodedProfile, once_a_person
from matching.aspects.pair import Pair
from matching.phrases import sentences


class Eligibility(MustHave, Weighed):
    """Countries whose licence, citizenship or residence a role asks for, against the person's."""

    name = "eligibility"
    role_columns = ("eligible",)
    profile_fields = ("licensed_in", "countries", "focus_areas")
    label = "Licence or citizenship"
    ask = "Do I need a licence or citizenship of your country?"
    left_open = "the role asks for a licence or citizenship of named countries"
    not_asked = "{v.it} asks for no licence or citizenship of a named country"
    term = "eligibility"
    term_label = "Licence or citizenship"
    must_be_stated = True

    def status(self, beside: Beside) -> SmallInts:
        """Missing where the person says which ones they have, and none is asked for."""
        if not beside.person.follows("eligibility"):
            return np.full(len(beside), NOT_ASKED, dtype=np.int8)
        eligible, mine = beside.roles.eligible, _countries(beside.person)
        asked, met = any_column(eligible), any_column(eligible & mine)
        says = bool(beside.person.profile.licensed_in)
        return select(
            [(~asked, NOT_ASKED), (met, MET), (np.full(len(beside), says), MISSING)], NOT_STATED
        )

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """1 where nothing is asked or the person has it."""
        status = beside.status(self)
        return Term((status != MISSING).astype(float), status != NOT_STATED, True)

    def says(self, pair: Pair) -> Words:
        """Say of which countries a licence or citizenship is asked."""
        v, asked = pair.voice, pair.role["eligible_countries"]
        if not asked:
            nothing = f"{v.it} asks for no licence or citizenship of a named country"
            return said(nothing, is_wish=False)
        named = f"{v.it} is for those licensed, resident or citizens in {pair.countries(asked)}"
        if pair.status(self.name) == MET:
            return said(f"{named}, as {v.you} are")
        return said(f"{named}; {v.you} have not said where {v.you} are")

    def missing(self, pair: Pair) -> str:
        """Say what is asked."""
        v, asked = pair.voice, pair.countries(pair.role["eligible_countries"])
        mine = pair.countries(pair.profile.licensed_in)
        return sentences(
            f"{v.it} is for those licensed, resident or citizens in {asked}; {v.you} named {mine}"
        )

    def question(self, pair: Pair) -> str:
        """Ask for the country of licence or citizenship."""
        if pair.status(self.name) != NOT_STATED:
            return ""
        asked = pair.countries(pair.role["eligible_countries"])
        return f"Have they a licence, residence or citizenship of {asked}?"

    def unlocks(self, lacking: Beside) -> Iterator[ProfileChange]:
        """Nothing that a person could change for a role."""
        yield from ()


@once_a_person
def _countries(person: EncodedProfile) -> Bools:
    """Countries of the person's licence; who asks to serve at home has that of home."""
    ids, profile = person.catalog.country_ids, person.profile
    at_home = profile.countries if person.wishes_home else ()
    return flags_of(profile.licensed_in or at_home, ids)


ELIGIBILITY = Eligibility()
