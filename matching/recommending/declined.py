"""What a person who was declined reads: roles where the reason does not matter, and the lever.

Both are computed from what the person said and what the roles say, by the rules that rank them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from matching import aspects, columns
from matching.aspects.statuses import MET, NOT_ASKED, STATUS_NAMES
from matching.comparison.must_haves import MUST_HAVES
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.recommending.unlocking import unlocking_changes
from matching.words.explanation import Explanation

MOST_ROLES: Final = 3
LOOKED_AT: Final = 60
"""Roles at the head of the person's list that are looked through at a time."""
ABOUT: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "profession": ("profession",),
        "specialty": ("specialty",),
        "experience": ("experience", "training"),
        "license": ("licence", "eligibility"),
        "language": ("language",),
        "place": ("place", "near_home"),
        "dates": ("dates",),
        "length": ("stay", "commitment"),
        "setting": ("setting", "focus"),
        "faith": ("faith",),
        "funding": ("funding",),
        "family": ("family",),
        "references": ("care",),
        "filled": (),
        "closed": (),
        "no-answer": (),
        "other-plans": (),
        "other": (),
    }
)
"""Code of a reason to the aspects it is about; those of no aspect are about no other role."""
OF_THE_WORK: Final = ("profession", "specialty")
"""Every role asks for them; what is met by the same words elsewhere is met there."""
_TERMS: Final = {
    aspect.name: aspect.term
    for aspect in aspects.TERMS
    if aspect.name not in (*OF_THE_WORK, "eligibility")
}
"""Terms whose sentence tells roles apart; that of the others is alike in most."""


_MET: Final = STATUS_NAMES[MET]


@dataclasses.dataclass(frozen=True)
class AfterDecline:
    """What is left to a person after a role declined them.

    Parameters
    ----------
    role_ids : tuple of str
        At most three, best first, where the reason does not stand in the way.
    was_open : bool
        Nothing that the role asks for was missing.
    change : str
        The smallest single change of what the person says that would have opened the role; `""`
        if it was open, or if none does.
    missing : tuple of str
        Sentences: what is missing for the role.
    """

    role_ids: tuple[str, ...]
    was_open: bool
    change: str
    missing: tuple[str, ...]


def after_decline(
    recommender: Recommender,
    profile: Profile,
    role_id: str,
    reason_code: str,
    *,
    without: Collection[str] = (),
) -> AfterDecline:
    """Find roles where the reason of a decline does not matter, and what would have opened it.

    Parameters
    ----------
    reason_code : str
        One of the keys of `ABOUT`.
    without : collection of str
        Roles that are not proposed, such as those with which the person has begun.

    Raises
    ------
    UnknownIdError
        There is no such role.
    """
    declined = recommender.explain(profile, role_id)
    about = ABOUT[reason_code]
    ranked = recommender.recommend(profile, n=None)["role_id"]
    open_ids = [id_ for id_ in ranked if id_ != role_id and id_ not in without]
    free = _free_by_rule(recommender, profile, open_ids, about)
    found: list[str] = []
    for start in range(0, len(free), LOOKED_AT):
        some = free[start : start + LOOKED_AT]
        found += _unhindered(recommender, profile, declined, about, some)
        if len(found) >= MOST_ROLES:
            break
    return AfterDecline(
        tuple(found[:MOST_ROLES]),
        declined.is_match,
        "" if declined.is_match else _smallest_change(recommender, profile, role_id, about),
        declined.missing,
    )


def says_the_same(role: Explanation, declined: Explanation, about: Collection[str]) -> bool:
    """Whether the very same is said of a role as of the one that declined in spite of it."""
    there = {one.name: one.text for one in declined.requirements if one.status == _MET}
    terms = {_TERMS[name] for name in about if name in _TERMS}
    said = {point.term: point.text for point in declined.points if point.known}
    by_rule = any(
        one.status == _MET and there.get(one.name) == one.text
        for one in role.requirements
        if one.name in about and one.name not in OF_THE_WORK
    )
    return by_rule or any(
        point.known and said.get(point.term) == point.text
        for point in role.points
        if point.term in terms
    )


def _free_by_rule(
    recommender: Recommender, profile: Profile, role_ids: list[str], about: Collection[str]
) -> list[str]:
    """Keep the roles of which no must-have of these is missing or left open, in their order.

    Dates that a role does not name are free to be agreed on.
    """
    musts = recommender.must_haves(profile, role_ids)
    if musts is None:
        return []
    roles = recommender.catalog.roles.loc[role_ids]
    is_undated = (
        (roles[columns.START_DATE] == "")
        & (roles[columns.END_DATE] == "")
        & (roles[columns.MONTHS].map(len) == 0)
    ).to_numpy()
    free = np.ones(len(role_ids), dtype=bool)
    for name in about:
        if name not in MUST_HAVES:
            continue
        status = musts.column(name)
        is_free = (status == MET) | (status == NOT_ASKED)
        free &= is_free | is_undated if name == "dates" else is_free
    return [role_id for role_id, keep in zip(role_ids, free.tolist(), strict=True) if keep]


def _unhindered(
    recommender: Recommender,
    profile: Profile,
    declined: Explanation,
    about: Collection[str],
    role_ids: list[str],
) -> list[str]:
    """Keep the roles in which no wish of these is broken, and of which other things are said."""
    if not about:
        return role_ids
    terms = {aspect.term for aspect in aspects.TERMS if aspect.name in about}
    broken = recommender.wishes(profile, role_ids)["broken"]
    explained = recommender.explain_many(profile, role_ids)
    return [
        role.role_id
        for role, off in zip(explained, broken, strict=True)
        if not terms.intersection(off) and not says_the_same(role, declined, about)
    ]


def _smallest_change(
    recommender: Recommender, profile: Profile, role_id: str, about: Collection[str]
) -> str:
    """Name the smallest single change that opens a role; one the reason is about comes first."""
    gates = recommender.gates(profile, recommender.role_index(role_id))
    changes = unlocking_changes(gates, recommender.weights)
    if changes.empty:
        return ""
    named = changes[changes["kind"].isin(list(about))]
    return str((changes if named.empty else named)["label"].iloc[0])
