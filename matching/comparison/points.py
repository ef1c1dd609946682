"""From terms to points, an exact score, a stable order and a varied first page."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping

import numpy as np

from matching.arrays import Bools, Ints, Texts
from matching.aspects import TERM_LABELS
from matching.comparison.terms import Terms
from matching.comparison.weight_set import WeightSet

HUNDREDTHS = 10_000
"""A score of 100 in hundredths of a point. Points are whole hundredths, so that they add up."""
PAGE = 10


def most_points(weights: WeightSet, asked: Bools) -> Ints:
    """Most hundredths of a point that each term can give, adding up to exactly 100 points.

    Terms that the profile does not ask for give none; the others are scaled. What rounding leaves
    over goes to the terms with the largest remainder (Hamilton's method), ties by term order.

    Returns
    -------
    array of int, shape (terms,)
    """
    weight = np.array([weights.weights[name] for name in TERM_LABELS]) * asked
    if weight.sum() <= 0:
        weight = np.where(asked, 1.0, 0.0)
    exact = HUNDREDTHS * weight / weight.sum()
    whole: Ints = np.floor(exact).astype(np.int64)
    left = HUNDREDTHS - int(whole.sum())
    whole[np.argsort(-(exact - whole), kind="stable")[:left]] += 1
    return whole


def earned_points(terms: Terms, weights: WeightSet) -> Ints:
    """Hundredths of a point per role and term.

    Returns
    -------
    array of int, shape (roles, terms)
        Each row adds up to that role's score in hundredths, between 0 and 10,000.
    """
    return np.rint(terms.values * most_points(weights, terms.asked)).astype(np.int64)


def order(scores: Ints, role_ids: Texts) -> Ints:
    """Positions from best to worst; equal scores by role id, so that the order is always the same.

    Examples
    --------
    >>> order(np.array([5, 9, 5]), np.array(["c", "b", "a"])).tolist()
    [1, 2, 0]
    """
    return np.lexsort((role_ids, -scores))


def diversify(ordered: Ints, scores: Ints, org_codes: Ints, variety: Mapping[str, float]) -> Ints:
    """Keep one organization from filling the first page.

    Of one organization at most `most_of_one` roles stay among the first ten as long as another
    organization's role trails by no more than `widest_gap` points; roles pushed down keep their
    order.

    Parameters
    ----------
    ordered : array of int
        Positions of roles, best first.
    scores, org_codes : arrays of int
        By position of the role: score in hundredths, and a number for its organization.
    variety : mapping of name to number
        That of a weight set.

    Returns
    -------
    array of int
        The same positions in their new order.
    """
    most, gap = variety["most_of_one"], round(100 * variety["widest_gap"])
    score, code = scores[ordered], org_codes[ordered]
    page: list[int] = []
    held: deque[int] = deque()
    count: Counter[int] = Counter()
    at = 0
    while len(page) < min(PAGE, len(ordered)):
        lowest = score[held[0] if held else at] - gap
        while at < len(ordered) and score[at] >= lowest and count[code[at]] >= most:
            held.append(at)
            at += 1
        if at < len(ordered) and score[at] >= lowest:
            page.append(at)
            at += 1
        else:
            page.append(held.popleft())
        count[code[page[-1]]] += 1
    return np.concatenate([ordered[[*page, *held]], ordered[at:]])
