"""Roles and people in any number, drawn from those that there are.

What one statement of a source decides is drawn together, from one role or one person, so that
nothing comes out that could not be. The groups are drawn independently of each other, so there are
far more distinct values than roles that ship: what an index by distinct values finds hardest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from matching.arrays import first_of_each
from matching.catalog import Catalog
from matching.catalog.role_codes import RoleCodes, smallest
from matching.catalog.word_weights import WordWeights
from matching.profile import Profile

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

ROLE_GROUPS: Final = {
    "whom it asks for": (
        "professions", "specialties", "focus_areas", "study", "any_field", "leads",
        "students_first", "for_learners", "for_residents", "speaks_of_learners", "trainees",
    ),
    "kind, length and dates": (
        "kind", "months", "season", "days_needed", "min_weeks", "max_weeks", "words_weeks",
        "habit_weeks", "hinted_weeks", "suggested_weeks", "start", "end",
    ),
    "time given": ("commitments", "hours"),
    "place": ("where", "where_is_organizations", "in_regions", "site", "need"),
    "settings": ("settings",),
    "organization and faith": ("org_codes", "faith", "faith_required"),
    "money": ("fundings", "cost_usd", "pay"),
    "languages": ("languages",),
    "family": ("family",),
    "parties and circles": ("parties", "only_for"),
    "licence and years": ("license_required", "min_years", "eligible"),
    "record": ("quality", "source_date"),
    "read elsewhere": ("elsewhere",),
    "status": ("past",),
}  # fmt: skip
"""Columns of `RoleIndex` that are drawn together; ids are made, and texts left empty."""
PROFILE_GROUPS: Final = {
    "work": (
        "profession", "other_professions", "specialties", "years_experience", "trainee",
        "field_of_study",
    ),
    "interests": ("focus_areas",),
    "place": ("countries", "regions", "avoid", "home", "licensed_in"),
    "languages": ("languages",),
    "stay": ("min_weeks", "max_weeks", "available_from", "available_to", "commitment"),
    "faith": ("faith", "accepts"),
    "money": ("funding", "budget_usd"),
    "family": ("family", "people", "children_ages"),
    "settings": ("settings",),
}  # fmt: skip
"""Fields of `Profile` that are drawn together; ids are made, and statements left empty."""


def drawn_roles(catalog: Catalog, count: int, rng: np.random.Generator) -> RoleCodes:
    """Draw active roles by code, with ids of their own in an order of their own."""
    index = catalog.index.take(~catalog.index.past)
    shipped = RoleCodes.of(index)
    columns = {}
    for names in ROLE_GROUPS.values():
        rows = rng.integers(len(index), size=count)
        for name in names:
            codes = shipped.code_of(name)
            columns[name] = shipped.column(name, first_of_each(codes)), codes[rows]
    ids = np.array([f"role-{number:07}" for number in range(count)])
    columns["role_ids"] = ids, smallest(rng.permutation(count), count)
    return RoleCodes(columns, WordWeights(lambda: _no_words(catalog, count)))


def _no_words(catalog: Catalog, count: int) -> csr_matrix:
    from scipy.sparse import csr_matrix

    return csr_matrix((count, len(catalog.words)))


def drawn_people(
    profiles: Sequence[Profile], count: int, rng: np.random.Generator
) -> list[Profile]:
    """Draw people who have no words of their own."""
    rows = {name: rng.integers(len(profiles), size=count) for name in PROFILE_GROUPS}
    return [
        profiles[0].model_copy(
            update={
                field: getattr(profiles[rows[name][number]], field)
                for name, fields in PROFILE_GROUPS.items()
                for field in fields
            }
            | {"profile_id": f"person-{number:06}", "statement": ""}
        )
        for number in range(count)
    ]
