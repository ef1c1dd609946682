"""Family: whether those who come along can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from matching.arrays import SmallInts
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
    all_roles,
    said,
    select,
)
from matching.aspects.beside import Beside
from matching.aspects.pair import Pair
from matching.catalog.role_index import NO, NOT_SAID, YES


class Family(MustHave, Weighed):
    """Whether a role takes families, for a person who comes with theirs."""

    name = "family"
    role_columns = ("family", "elsewhere")
    profile_fields = ("family",)
    cells = ("family",)
    label = "Family"
    role_field = "family"
    ask = "Can my family come?"
    left_open = "the role does not say whether families can come"
    field = "family"
    unsaid = "{v.you} have not said whether family comes with {v.them}"
    not_asked = "{v.you} have not said that family comes with {v.them}"
    term = "family"
    term_label = "Family"

    def status(self, beside: Beside) -> SmallInts:
        """Asked only of roles for a person who comes with family."""
        if beside.person.profile.family != "yes":
            return np.full(len(beside), NOT_ASKED, dtype=np.int8)
        takes = beside.roles.family
        return select([(takes == NO, MISSING), (takes == YES, MET)], NOT_STATED)

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """1 where families are welcome."""
        takes, comes = beside.roles.family, beside.person.profile.family
        if comes == "no":
            return Term(np.ones(len(beside)), all_roles(beside), False)
        asked = comes == "yes"
        return Term((takes == YES).astype(float), takes != NOT_SAID, asked, said=asked)

    def says(self, pair: Pair) -> Words:
        """Say whether the family can come."""
        v = pair.voice
        if pair.profile.family == "no":
            return said(f"{v.you} come without family")
        comes = f"{v.you} come with family"
        if pair.role["family"] == "yes":
            return said(f"{comes}; families are welcome")
        if pair.role["family"] == "no":
            return said(f"{comes}; {v.it} does not take families")
        return said(f"{comes}; {v.source} does not say if {v.either('they', 'families')} can come")

    def is_unsaid(self, pair: Pair) -> bool:
        """Whether the role takes no families, and the person does not say whether one comes."""
        return pair.role["family"] == "no" and not pair.profile.family

    def question(self, pair: Pair) -> str:
        """Ask where the role takes no families and the person does not say."""
        return "Would they come without family?" if self.is_unsaid(pair) else ""

    def unlocks(self, lacking: Beside) -> Iterator[ProfileChange]:
        """Going alone."""
        yield ProfileChange("family-no", self.name, "Going without family", {"family": "no"})


FAMILY = Family()
