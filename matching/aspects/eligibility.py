"""Eligibility: a licence, citizenship or residence of named countries that a role asks for."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from matching.arrays import Bools, SmallInts, any_column, flags_of
from matching.aspects.aspect import (
    MET,
    MISSING,
    NOT_ASKED,
    NOT_STATED,
    MustHave,
    Term,
    Weighed,
    Words,
    said,
    select,
)
from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile, once_a_person
from matching.aspects.pair import Pair
from matching.phrases import listed, sentences


class Eligibility(MustHave, Weighed):
    """Countries whose licence, citizenship or residence a role asks for, against the person's."""

    name = "eligibility"
    role_columns = ("eligible",)
    profile_fields = ("licensed_in", "countries", "focus_areas")
    profile_flags = {"focus_areas": ("domestic",)}
    label = "Licence or citizenship"
    field = "licensed_in"
    unsaid = "{v.you} have not said where {v.you} are licensed, resident or a citizen"
    not_asked = "{v.source} names no country whose licence or citizenship is needed"
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
            return said(self.not_asked.format(v=v), is_wish=False)
        named = f"{v.it} is for those licensed, resident or citizens in {_listed(pair)}"
        if pair.status(self.name) == MISSING:
            return Words(self.missing(pair), is_wish=False)
        if pair.status(self.name) != MET:
            return said(f"{named}; {self.unsaid.format(v=v)}")
        if not pair.profile.licensed_in:
            return said(f"{named}; {v.you} ask to serve at home there", is_wish=False)
        mine = [code for code in pair.profile.licensed_in if code in asked]
        return said(f"{named}; {v.you} named {pair.countries(mine)}")

    def missing(self, pair: Pair) -> str:
        """Say what is asked."""
        v, mine = pair.voice, pair.countries(pair.profile.licensed_in)
        named = f"{v.it} is for those licensed, resident or citizens in {_listed(pair)}"
        return sentences(f"{named}; {v.you} named {mine}")

    def is_unsaid(self, pair: Pair) -> bool:
        """Whether countries are named, and the person has not said theirs."""
        return pair.status(self.name) == NOT_STATED

    def question(self, pair: Pair) -> str:
        """Ask for the country of licence or citizenship."""
        if pair.status(self.name) != NOT_STATED:
            return ""
        return f"Are they licensed, resident or citizens in {_listed(pair)}?"


def _listed(pair: Pair) -> str:
    asked = pair.role["eligible_countries"]
    return listed([pair.catalog.places.phrase(code) for code in asked], last_word="or")


@once_a_person
def _countries(person: EncodedProfile) -> Bools:
    """Countries of the person's licence; who asks to serve at home has that of home."""
    ids, profile = person.catalog.country_ids, person.profile
    at_home = profile.countries if person.wishes_home else ()
    return flags_of(profile.licensed_in or at_home, ids)


ELIGIBILITY = Eligibility()
