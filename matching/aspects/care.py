"""Care: work with people who need special protection."""

from __future__ import annotations

import numpy as np

from matching.arrays import SmallInts, any_column
from matching.aspects.aspect import NOT_ASKED, NOT_STATED, MustHave, Words, said, select
from matching.aspects.beside import Beside
from matching.aspects.pair import Pair
from matching.phrases import listed

CARE_FOCUS_AREAS = {
    "human-trafficking": "survivors of trafficking",
    "trauma-informed-care": "survivors of violence",
    "orphans": "children without parental care",
    "child-health": "children",
    "prison-health": "people in prison",
    "conflict": "people in conflict",
    "refugees": "refugees",
}
"""Work that carries a duty of care, and for whom."""


class Care(MustHave):
    """A duty of care: what such work asks for is a question every time."""

    name = "care"
    role_columns = ("focus_areas",)
    role_flags = {"focus_areas": tuple(CARE_FOCUS_AREAS)}
    profile_fields = ()
    label = "Duty of care"
    not_asked = "nothing beyond the usual"

    def status(self, beside: Beside) -> SmallInts:
        """Not stated where the work carries a duty of care, else not asked."""
        sensitive = [name in CARE_FOCUS_AREAS for name in beside.person.catalog.focus_ids]
        concerned = any_column(beside.roles.focus_areas & np.array(sensitive))
        return select([(concerned, NOT_STATED)], NOT_ASKED)

    def says(self, pair: Pair) -> Words:
        """Say whom the work concerns."""
        return said(f"this work concerns {_people(pair)}")

    def asks(self, pair: Pair) -> str:
        """Ask the organization what it asks for."""
        return (
            f"This work concerns {_people(pair)}: which background check, training, supervision "
            "and local licence do you ask for?"
        )

    def question(self, pair: Pair) -> str:
        """Ask the person what they have."""
        if pair.status(self.name) != NOT_STATED:
            return ""
        return (
            f"This work concerns {_people(pair)}: which background check, training and experience "
            "do they have for it?"
        )


def _people(pair: Pair) -> str:
    """The people whom the work concerns and who need special care."""
    work = pair.role["focus_areas"]
    return listed([whom for area, whom in CARE_FOCUS_AREAS.items() if area in work])


CARE = Care()
