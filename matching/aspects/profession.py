"""Profession: who the role asks for, and who may act for them."""

from __future__ import annotations

import numpy as np

from matching.arrays import SmallInts
from matching.aspects import work_fit
from matching.aspects.aspect import MET, MISSING, MustHave, Words, said, select
from matching.aspects.beside import Beside
from matching.aspects.pair import Pair
from matching.aspects.specialty import SPECIALTY
from matching.reference.adjacency import LEAST_DEGREE


class Profession(MustHave):
    """The professions that a role names, against the person's."""

    name = "profession"
    role_columns = work_fit.ROLE_COLUMNS
    profile_fields = work_fit.PROFILE_FIELDS
    profile_flags = work_fit.PROFILE_FLAGS
    label = "Profession"
    said_by = SPECIALTY.term

    def status(self, beside: Beside) -> SmallInts:
        """Met from the least degree on at which one profession acts for another."""
        return select([(can_act(beside), MET)], MISSING)

    def says(self, pair: Pair) -> Words:
        """Say that the profession can serve."""
        return said(f"{pair.voice.your} profession can serve in {pair.voice.it}")

    def missing(self, pair: Pair) -> str:
        """Say whom the role asks for instead."""
        return SPECIALTY.says(pair).text


def can_act(beside: Beside) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether the person's profession may act for one that each role names."""
    return np.asarray(beside.work.profession >= LEAST_DEGREE)


PROFESSION = Profession()
