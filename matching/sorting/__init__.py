"""Teaching by sorting: cards sorted into yes, maybe and no, and the weights that explain them."""

from __future__ import annotations

from matching.sorting.choosing import next_card
from matching.sorting.deck import ANSWERS, Card, Deck, candidates_deck, roles_deck
from matching.sorting.ordinal import Posterior, posterior
from matching.sorting.proposal import Proposal, propose

__all__ = [
    "ANSWERS", "Card", "Deck", "Posterior", "Proposal", "candidates_deck", "next_card",
    "posterior", "propose", "roles_deck",
]  # fmt: skip
