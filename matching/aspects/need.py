"""Need: how few health workers there are where the role is."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from matching.aspects.aspect import Term, Weighed, Words, said
from matching.aspects.beside import Beside
from matching.aspects.pair import Pair

FEWER = ("somewhat fewer", "fewer", "far fewer")
FEWER_FROM = (0.3, 0.6)
"""Need above which the second and the third word are said."""


class Need(Weighed):
    """Need of a role's countries, for people who do not ask to serve at home."""

    name = "need"
    role_columns = ("need",)
    profile_fields = ("focus_areas",)
    profile_flags = {"focus_areas": ("domestic",)}
    term = "need"
    term_label = "Need of the country"
    is_concern = False

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Mean need of the countries."""
        need = beside.roles.need
        return Term(np.nan_to_num(need), ~np.isnan(need), not beside.person.wishes_home)

    def says(self, pair: Pair) -> Words:
        """Compare the countries with the world norm."""
        if not pair.known(self.term):
            return said("there is no figure for the health workforce there", is_wish=False)
        need, where = pair.value(self.term), pair.role["where"]
        has, meets = ("have", "meet") if len(where) > 1 else ("has", "meets")
        fewer = FEWER[sum(need > limit for limit in FEWER_FROM)]
        count = f"{has} {fewer} health workers per person than" if need > 0 else meets
        return said(f"{pair.countries(where, most=2)} {count} the world norm", is_wish=False)


NEED = Need()
