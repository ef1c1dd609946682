"""Teaching by sorting: cards sorted into yes, maybe and no, and the weights that explain them."""

from __future__ import annotations

from matching.weights.sorting.deck import ANSWERS, Card, Deck, candidates_deck, roles_deck
from matching.weights.sorting.next_card import next_card
from matching.weights.sorting.ordinal import Posterior, posterior
from matching.weights.sorting.proposal import Proposal, propose

__all__ = [
    "ANSWERS", "Card", "Deck", "Posterior", "Proposal", "candidates_deck", "next_card",
    "posterior", "propose", "roles_deck",
]  # fmt: skip
