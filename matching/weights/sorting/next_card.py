"""Which card to show next: the one whose answer is expected to say most about the weights.

The measure is the mutual information of answer and weights (Houlsby and others, "Bayesian active
learning for classification and preference learning", 2011), over draws from what is known so far.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

import numpy as np
from scipy.special import entr, expit

from matching.arrays import Floats
from matching.weights.sorting.deck import Card, Deck
from matching.weights.sorting.ordinal import Posterior, posterior

CARDS_IN_A_ROW: Final = 10
"""So many cards of one person, or of one role, are sorted before another takes its place."""
DRAWS: Final = 64


def next_card(
    deck: Deck,
    answers: Mapping[Card, str],
    skipped: Collection[Card] = (),
    known: Posterior | None = None,
) -> Card | None:
    """Choose the next card; None if all were sorted or skipped.

    Up to `CARDS_IN_A_ROW` cards in a row are of the same person, as it takes time to think oneself
    into another. The same answers always give the same card.

    Parameters
    ----------
    answers : mapping of card to str
        In the order in which they were given.
    known : Posterior, optional
        What `posterior(deck, answers)` gave.
    """
    left = np.array(
        [card not in answers and card not in skipped for card in deck.positions], dtype=bool
    )
    mine = [card for card in answers if card in deck]
    if mine:
        person = mine[-1][0]
        row = next((n for n, card in enumerate(reversed(mine)) if card[0] != person), len(mine))
        of_person = left & (deck.profile_ids == person)
        if row % CARDS_IN_A_ROW and of_person.any():
            left = of_person
    if not left.any():
        return None
    rows = np.flatnonzero(left)
    known = posterior(deck, answers) if known is None else known
    rng = np.random.default_rng(len(mine))
    return deck.card(int(rows[np.argmax(information(deck, known, rng)[rows])]))


def information(deck: Deck, known: Posterior, rng: np.random.Generator) -> Floats:
    """What the answer to each card is expected to say of weights and bars, in nats."""
    drawn = known.draws(DRAWS, rng)
    weights = np.exp(drawn[:, :-2])
    most = deck.asked @ weights.T
    scores = 100 * ((deck.asked * deck.values) @ weights.T) / most
    half = np.exp(drawn[:, -1]) / 2
    no = expit((drawn[:, -2] - half - scores) / known.error)
    yes = expit((scores - drawn[:, -2] - half) / known.error)
    chances = np.stack([no, np.maximum(1 - no - yes, 0), yes])
    expected = entr(chances.mean(axis=2)).sum(axis=0)
    return np.asarray(expected - entr(chances).sum(axis=0).mean(axis=1), dtype=float)
