"""Experience: the years that a role asks for, against the person's."""

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
    said,
    select,
)
from matching.aspects.beside import Beside
from matching.aspects.pair import Pair
from matching.phrases import number_word


class Experience(MustHave, Weighed):
    """Years in the profession that a role asks for."""

    name = "experience"
    role_columns = ("min_years",)
    profile_fields = ("years_experience",)
    label = "Experience"
    field = "years_experience"
    unsaid = "{v.you} have not said how many years {v.you} have practised"
    not_asked = "{v.source} asks for no number of years"
    term = "experience"
    term_label = "Experience"

    def status(self, beside: Beside) -> SmallInts:
        """Missing where the person has fewer years; not stated where they do not say."""
        years, needed = beside.person.profile.years_experience, beside.roles.min_years
        not_asked = (np.isnan(needed), NOT_ASKED)
        if years is None:
            return select([not_asked], NOT_STATED)
        return select([not_asked, (needed <= years, MET)], MISSING)

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """1 with enough years, else 0."""
        status, years = beside.status(self), beside.person.profile.years_experience
        says = years is not None
        return Term((status == MET).astype(float), status != NOT_ASKED, says, said=says)

    def says(self, pair: Pair) -> Words:
        """Say how many years are asked for and how many the person has."""
        v, asked = pair.voice, float(pair.role["min_years_experience"])
        if np.isnan(asked):
            return said(f"{v.source} asks for no number of years")
        have = f"{pair.profile.years_experience or 0:g}"
        return said(f"{v.it} asks for {_years(asked)} of experience; {v.you} have {have}")

    def is_unsaid(self, pair: Pair) -> bool:
        """Whether years are asked for, and the person names none."""
        return pair.status(self.name) == NOT_STATED

    def question(self, pair: Pair) -> str:
        """Ask for the years that this role needs to know."""
        return "How many years have they practised?" if self.is_unsaid(pair) else ""

    def unlocks(self, lacking: Beside) -> Iterator[ProfileChange]:
        """More years, which only time gives."""
        years = lacking.person.profile.years_experience or 0.0
        for needed in sorted({float(value) for value in lacking.roles.min_years if value > years}):
            extra = needed - years
            unit = "year" if extra == 1 else "years"
            yield ProfileChange(
                f"experience-{needed:g}",
                self.name,
                f"{number_word(extra)} more {unit} of experience",
                {"years_experience": needed},
                is_far=True,
            )


def _years(number: float) -> str:
    return f"{number:g} {'year' if number == 1 else 'years'}"


EXPERIENCE = Experience()
