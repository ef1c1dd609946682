"""The cards that can be sorted: matches of people and roles, with what the terms say of each."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from matching.arrays import Bools, Floats, Ints, Texts
from matching.aspects import TERM_LABELS
from matching.comparison.points import earned_points
from matching.comparison.terms import Terms
from matching.comparison.weight_set import WeightSet
from matching.errors import UnknownIdError
from matching.profile import Profile
from matching.profile.profile import without_statement
from matching.weights.tuning.workspace import Workspace

if TYPE_CHECKING:
    from matching.recommending.recommender import Recommender

ANSWERS: Final = ("no", "maybe", "yes")
"""What a card can be, the worst first."""
Card = tuple[str, str]
"""Profile id and role id."""


@dataclasses.dataclass(frozen=True, eq=False)
class Deck:
    """Matches that are open to the person, and what does not change while they are sorted.

    Attributes
    ----------
    weights : WeightSet
        The current set: its curves and values of unknown are in `values`.
    profile_ids, role_ids : array of str (cards,)
    values : array of float (cards, terms)
        In [0, 1], as `terms.Terms` has them.
    asked : array of bool (cards, terms)
        Whether the person of the card asks for the term.
    """

    weights: WeightSet
    profile_ids: Texts
    role_ids: Texts
    values: Floats
    asked: Bools

    def __len__(self) -> int:
        return len(self.role_ids)

    @cached_property
    def positions(self) -> dict[Card, int]:
        """Card to its position."""
        cards = zip(self.profile_ids.tolist(), self.role_ids.tolist(), strict=True)
        return {card: at for at, card in enumerate(cards)}

    def card(self, position: int) -> Card:
        """The card at a position."""
        return str(self.profile_ids[position]), str(self.role_ids[position])

    def piles(self, answers: Mapping[Card, str]) -> tuple[Ints, Ints]:
        """Positions of the sorted cards that are in the deck, and their answers as numbers."""
        mine = [(self.positions[card], said) for card, said in answers.items() if card in self]
        rows = np.array([at for at, _ in mine], dtype=np.int64)
        return rows, np.array([ANSWERS.index(said) for _, said in mine], dtype=np.int64)

    def __contains__(self, card: object) -> bool:
        return card in self.positions

    def scores(self, weights: WeightSet) -> Ints:
        """Score of each card in hundredths, with the curves and unknown values of this deck."""
        scores = np.zeros(len(self), dtype=np.int64)
        kinds, of = np.unique(self.asked, axis=0, return_inverse=True)
        for kind, asked in enumerate(kinds):
            rows = np.flatnonzero(of.ravel() == kind)
            every = np.ones_like(self.asked[rows])
            values = Terms(self.values[rows], every, asked, every)
            scores[rows] = earned_points(values, weights).sum(axis=1)
        return scores


def roles_deck(
    workspace: Workspace, weights: WeightSet, profile_ids: Iterable[str] | None = None
) -> Deck:
    """Lay out the open roles of profiles.

    Parameters
    ----------
    profile_ids : iterable of str, optional
        Of the workspace; all of them when not given.

    Raises
    ------
    UnknownIdError
        A profile is not in the workspace.
    """
    chosen = list(workspace.slates if profile_ids is None else profile_ids)
    found = [(name, workspace.slate(name), workspace.terms(weights, name)) for name in chosen]
    return _deck(
        weights,
        [name for name, slate, _ in found for _ in slate.role_ids],
        [role_id for _, slate, _ in found for role_id in slate.role_ids.tolist()],
        [terms for _, _, terms in found],
    )


def candidates_deck(recommender: Recommender, role_id: str, profiles: Sequence[Profile]) -> Deck:
    """Lay out the people to whom a role is open.

    Parameters
    ----------
    recommender : Recommender
        Its weights are the current ones.
    profiles : sequence of Profile
        Each with an id of its own.

    Raises
    ------
    UnknownIdError
        There is no such role.
    """
    every = recommender.catalog.roles.index
    if role_id not in every:
        raise UnknownIdError("role", role_id, every)
    one = recommender.catalog.index.take(np.array([every.get_loc(role_id)]))
    found = []
    for profile in profiles:
        at_gates = recommender.gates(without_statement(profile), one)
        if at_gates.is_open[0]:
            compared = at_gates.compared(recommender.weights, "recruiter")
            found.append((profile.profile_id, compared.terms))
    return _deck(
        recommender.weights,
        [name for name, _ in found],
        [role_id] * len(found),
        [terms for _, terms in found],
    )


def _deck(
    weights: WeightSet, profile_ids: list[str], role_ids: list[str], found: list[Terms]
) -> Deck:
    nothing = np.empty((0, len(TERM_LABELS)))
    return Deck(
        weights,
        np.array(profile_ids, dtype=str),
        np.array(role_ids, dtype=str),
        np.concatenate([nothing, *(terms.values for terms in found)]),
        np.concatenate(
            [nothing.astype(bool), *(np.tile(t.asked, (len(t.values), 1)) for t in found)]
        ),
    )
