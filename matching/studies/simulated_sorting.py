"""Made-up people who sort by weights that are known: how well those are found again."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from matching.arrays import Floats
from matching.aspects import TERM_LABELS
from matching.comparison.weight_set import MOST_POINTS, WeightSet
from matching.weights.sorting.deck import ANSWERS, Card, Deck
from matching.weights.sorting.next_card import next_card
from matching.weights.sorting.ordinal import posterior
from matching.weights.sorting.proposal import propose

PILES: Final = ((0.2, 0.5), (0.6, 0.9))
"""Between which shares of all cards the bar of a maybe and that of a yes are drawn."""


@dataclasses.dataclass(frozen=True)
class Sorter:
    """Somebody made up who sorts by weights of their own.

    Parameters
    ----------
    spread : float or None
        Standard deviation of the logarithms of their weights around the current ones; None:
        the current weights, dealt out anew among the terms.
    wavers : float
        Standard deviation, in points, by which they misjudge a card.
    slips : float
        Share of the answers that are any of the three by chance.
    """

    name: str
    spread: float | None
    wavers: float = 0.0
    slips: float = 0.0

    def hidden_weights(self, weights: WeightSet, rng: np.random.Generator) -> WeightSet:
        """Draw the weights by which they sort."""
        now = np.array([weights.weights[term] for term in TERM_LABELS])
        drawn = (
            rng.permutation(now)
            if self.spread is None
            else now * np.exp(rng.normal(0.0, self.spread, len(now)))
        )
        drawn = np.minimum(drawn, MOST_POINTS)
        return weights.changed(**dict(zip(TERM_LABELS, drawn.tolist(), strict=True)))


SORTERS: Final = (
    Sorter("sure", 0.7),
    Sorter("wavers", 0.7, wavers=5.0),
    Sorter("wavers and slips", 0.7, wavers=5.0, slips=0.05),
    Sorter("anew, sure", None),
    Sorter("anew, wavers", None, wavers=5.0),
    Sorter("haphazard", 0.0, slips=1.0),
)
BEST_CARD: Final = "best card"
BY_CHANCE: Final = "by chance"


def simulated_sorting(
    deck: Deck,
    sorters: Sequence[Sorter] = SORTERS,
    repeats: int = 20,
    cards: Sequence[int] = (10, 20, 40, 60),
    seed: int = 0,
) -> pd.DataFrame:
    """Let made-up people sort, and compare what is proposed with the weights they sorted by.

    Parameters
    ----------
    repeats : int
        People of each kind, each with hidden weights and bars of their own.
    cards : sequence of int
        After how many cards to look.

    Returns
    -------
    DataFrame
        A row per sorter, way of choosing cards and number of cards: `sorter`, `chosen`
        (`BEST_CARD`, as `next_card` does, or `BY_CHANCE`), `cards`, `median` and `tenth` (median
        and tenth percentile of the correlation of proposed and hidden weights), `now` (median of
        that of the current weights), `inside` (share of hidden weights that lie in their 95 %
        interval) and `agree` (share of pairs of unsorted cards of one person that differ by their
        true score and that the proposed weights put into the same order).
    """
    rows = []
    for at, sorter in enumerate(sorters):
        for repeat in range(repeats):
            for chosen in (BEST_CARD, BY_CHANCE):
                rng = np.random.default_rng([seed, at, repeat])
                found = _sort(deck, sorter, cards, rng, is_by_chance=chosen == BY_CHANCE)
                rows += [{"sorter": sorter.name, "chosen": chosen, **row} for row in found]
    table = pd.DataFrame(rows)
    return table.groupby(["sorter", "chosen", "cards"], as_index=False, sort=False).agg(
        median=("correlation", "median"),
        tenth=("correlation", lambda values: values.quantile(0.1)),
        now=("now", "median"),
        inside=("inside", "mean"),
        agree=("agree", "mean"),
    )


def _sort(
    deck: Deck,
    sorter: Sorter,
    cards: Sequence[int],
    rng: np.random.Generator,
    *,
    is_by_chance: bool,
) -> list[dict[str, float]]:
    """Let one person sort; give a row for each number of cards."""
    hidden = sorter.hidden_weights(deck.weights, rng)
    truth = deck.scores(hidden) / 100
    bars = np.quantile(truth, [rng.uniform(*shares) for shares in PILES])
    by_chance = [deck.card(int(at)) for at in rng.permutation(len(deck))]
    answers: dict[Card, str] = {}
    rows = []
    while len(answers) < min(max(cards), len(deck)):
        card = by_chance[len(answers)] if is_by_chance else next_card(deck, answers)
        if card is None:
            break
        seen = truth[deck.positions[card]] + rng.normal(0.0, 1.0) * sorter.wavers
        by_bar = int(np.searchsorted(bars, seen, side="right"))
        slip = int(rng.integers(len(ANSWERS)))
        answers[card] = ANSWERS[slip if rng.random() < sorter.slips else by_bar]
        if len(answers) in cards:
            rows.append({"cards": len(answers), **_found(deck, answers, hidden)})
    return rows


def _found(deck: Deck, answers: dict[Card, str], hidden: WeightSet) -> dict[str, float]:
    proposal = propose(deck, answers, posterior(deck, answers))
    table = proposal.table
    true = np.array([hidden.weights[term] for term in TERM_LABELS])
    asked = table["is_asked"].to_numpy(dtype=bool)
    scaled = true * (table["now"][asked].sum() / true[asked].sum())
    inside = (table["low"] <= scaled) & (scaled <= table["high"])
    return {
        "correlation": _correlation(table["proposed"].to_numpy(dtype=float), true),
        "now": _correlation(table["now"].to_numpy(dtype=float), true),
        "inside": float(inside[asked].mean()),
        "agree": _same_order(deck, answers, proposal.weights, hidden),
    }


def _correlation(one: Floats, other: Floats) -> float:
    return float(np.corrcoef(one, other)[0, 1])


def _same_order(
    deck: Deck, answers: dict[Card, str], proposed: WeightSet, hidden: WeightSet
) -> float:
    """Share of pairs of unsorted cards of a person that both weight sets put into one order."""
    left = np.array([card not in answers for card in deck.positions])
    ours, true = deck.scores(proposed), deck.scores(hidden)
    same = pairs = 0.0
    for person in np.unique(deck.profile_ids):
        rows = left & (deck.profile_ids == person)
        better, worse = np.nonzero(true[rows][:, None] > true[rows][None, :])
        gap = np.sign(ours[rows][better] - ours[rows][worse])
        same += float(((gap + 1) / 2).sum())
        pairs += better.size
    return same / pairs if pairs else float("nan")
