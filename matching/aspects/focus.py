"""Focus: what the work is about, against what the person cares about."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from matching.arrays import Bools, any_column, flags_of
from matching.aspects.aspect import Term, Weighed, Words, not_wished, said
from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile, once_a_person
from matching.aspects.own_words import wishes_to_teach
from matching.aspects.pair import Pair

MOST_SERVED = 0.6
"""Below this value a role serves only some of the person's interests, and the sentence says so."""


TEACHING = "medical-education"


class Focus(Weighed):
    """The focus areas of a role, against those that the person cares about."""

    name = "focus"
    role_columns = ("focus_areas",)
    profile_fields = ("focus_areas", "statement", "trainee", "profession")
    term = "focus"
    term_label = "Interests"
    field = "focus_areas"
    unsaid = "{v.you} have named no interests"
    broken_below = 0.25
    curves = {
        "focus_best": "Share of the interest points that the best-served interest alone can earn."
    }

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Rare interests count more, related ones in part, and the best-served one on its own."""
        wished, catalog = _wished(beside.person), beside.person.catalog
        if not wished.any():
            return not_wished(beside)
        areas = beside.roles.focus_areas
        rarity = catalog.focus_rarity[wished]
        related = catalog.adjacency.related[wished]
        served = (areas[:, None, :] * related[None, :, :]).max(axis=2)
        coverage = served @ rarity / rarity.sum()
        best = (served * np.sqrt(rarity)).max(axis=1) / np.sqrt(rarity.max())
        share = curves["focus_best"]
        return Term(share * best + (1 - share) * coverage, any_column(areas), True)

    def says(self, pair: Pair) -> Words:
        """Name the interests that the role serves, or the nearest."""
        v, wished, offered = pair.voice, pair.profile.focus_areas, pair.role["focus_areas"]
        teaches = f"{v.your} own words suggest that {v.you} wish to teach"
        if _teaches_in_words(pair.person) and (not wished or TEACHING in offered):
            about = pair.labels("focus_area", offered)
            here = f"{v.it} is about {about}" if about else f"{v.it} does not say what the work is"
            return said(f"{here}; {teaches}", is_wish=TEACHING in offered)
        shared = [name for name in wished if name in offered]
        about = pair.labels("focus_area", shared or offered)
        if shared and pair.value(self.term) < MOST_SERVED:
            return said(f"of {v.your} {len(wished)} interests {v.it} serves {len(shared)}: {about}")
        if shared:
            few = f" ({len(shared)} of {v.your} {len(wished)} interests)" if wished[1:] else ""
            return said(f"{v.it} is about {about}, which {v.you} care about{few}")
        degree, mine, its = _nearest(pair)
        if degree > 0:
            return said(
                f"{v.it} is about {pair.labels('focus_area', [its])}, close to {v.your} interest "
                f"in {pair.labels('focus_area', [mine])}"
            )
        if not offered:
            return said(f"{v.it} does not say what the work is about")
        return said(f"{v.it} is about {about}; {v.you} named {pair.labels('focus_area', wished)}")


@once_a_person
def _wished(person: EncodedProfile) -> Bools:
    """Interests of the person; a wish to teach counts that only their own words tell."""
    ids = person.catalog.focus_ids
    wished = flags_of(person.profile.focus_areas, ids)
    wished[ids.index(TEACHING)] |= _teaches_in_words(person)
    return wished


def _teaches_in_words(person: EncodedProfile) -> bool:
    """Whether only the person's own words tell that they wish to teach."""
    if TEACHING in person.profile.focus_areas or person.is_trainee:
        return False
    follows = person.follows("teaching-in-own-words")
    return follows and wishes_to_teach(person.profile.statement)


def _nearest(pair: Pair) -> tuple[float, str, str]:
    """Degree and ids of the interest and the focus area that are most alike."""
    ids, related = pair.catalog.focus_ids, pair.catalog.adjacency.related
    near = [
        (related[ids.index(mine), ids.index(its)], mine, its)
        for mine in pair.profile.focus_areas
        for its in pair.role["focus_areas"]
    ]
    return max(near, default=(0.0, "", ""))


FOCUS = Focus()
