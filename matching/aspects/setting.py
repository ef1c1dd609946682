"""Setting: hospital, clinic, ship, remote work and the like."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from matching.arrays import any_column, best_column
from matching.aspects.aspect import Term, Weighed, Words, said
from matching.aspects.beside import Beside
from matching.aspects.pair import Pair

NEAR_SETTINGS = {
    ("clinic", "mobile-clinic"): 0.6,
    ("clinic", "hospital"): 0.5,
    ("clinic", "community"): 0.5,
    ("mobile-clinic", "community"): 0.6,
    ("mobile-clinic", "field-base"): 0.5,
    ("hospital", "ship"): 0.6,
    ("hospital", "field-base"): 0.4,
    ("hospital", "classroom"): 0.5,
    ("camp", "field-base"): 0.7,
    ("camp", "community"): 0.4,
    ("community", "field-base"): 0.5,
    ("classroom", "community"): 0.4,
}
"""How much of a wished setting another one gives, both ways."""
REMOTE_UNWISHED = 0.3
"""What remote work counts for a person who names no setting."""


class Setting(Weighed):
    """The setting of a role, against those that the person wishes for."""

    name = "setting"
    role_columns = ("settings",)
    profile_fields = ("settings",)
    term = "setting"
    term_label = "Setting"
    field = "settings"
    unsaid = "{v.you} have named no setting"
    broken_below = 0.35

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Nearest setting of the role; without a wish, on site before remote."""
        person, settings = beside.person, beside.roles.settings
        ids, known = person.catalog.setting_ids, any_column(beside.roles.settings)
        if not person.settings.any():
            # Who wishes for nothing loses nothing where the role is silent too.
            remote = settings[:, ids.index("remote")]
            every = np.ones(len(beside), dtype=bool)
            return Term(np.where(remote, REMOTE_UNWISHED, 1.0), every, True, said=False)
        nearness = np.eye(len(ids))
        for (one, other), degree in NEAR_SETTINGS.items():
            i, j = ids.index(one), ids.index(other)
            nearness[i, j] = nearness[j, i] = degree
        worth = nearness[person.settings].max(axis=0)
        return Term(best_column(settings * worth), known, True)

    def says(self, pair: Pair) -> Words:
        """Name the wished setting and the role's."""
        v = pair.voice
        if not pair.role["setting"]:
            return said(f"{v.source} does not say in what setting")
        wished = pair.labels("setting", pair.profile.settings, word="or")
        place = pair.labels("setting", pair.role["setting"], word="or")
        here = f"{v.either('this is', 'the setting here is')}: {place}"
        if not wished:
            is_remote = "remote" in pair.role["setting"]
            return said(f"{v.you} named no setting; {here}", is_wish=is_remote)
        both = [name for name in pair.profile.settings if name in pair.role["setting"]]
        if both:
            return said(f"{v.you} wished for this setting: {pair.labels('setting', both)}")
        return said(f"{v.you} wished for {wished}; {here}")


SETTING = Setting()
