"""From terms to points, an exact score, a stable order and a varied first page."""

from __future__ import annotations

import numpy as np

from matching.arrays import Bools, Ints, Texts
from matching.terms import Terms
from matching.weights import TERMS, WeightSet

HUNDREDTHS = 10_000
"""A score of 100 in hundredths of a point. Points are whole hundredths, so that they add up."""
PAGE = 10
MOST_OF_ONE_ORGANIZATION = 3
WIDEST_GAP = 600
"""Hundredths that a role may trail the one it overtakes for variety."""


def most_points(weights: WeightSet, asked: Bools) -> Ints:
    """Most hundredths of a point that each term can give, adding up to exactly 100 points.

    Terms that the profile does not ask for give none; the others are scaled. What rounding leaves
    over goes to the terms with the largest remainder (Hamilton's method), ties by term order.

    Returns
    -------
    array of int, shape (terms,)
    """
    weight = np.array([weights.weights[name] for name in TERMS]) * asked
    if weight.sum() <= 0:
        weight = np.where(asked, 1.0, 0.0)
    exact = HUNDREDTHS * weight / weight.sum()
    whole: Ints = np.floor(exact).astype(np.int64)
    left = HUNDREDTHS - int(whole.sum())
    whole[np.argsort(-(exact - whole), kind="stable")[:left]] += 1
    return whole


def points(terms: Terms, weights: WeightSet) -> Ints:
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


def diversify(ordered: Ints, scores: Ints, org_codes: Ints) -> Ints:
    """Keep one organization from filling the first page.

    Of one organization at most three roles stay among the first ten as long as another
    organization's role trails by no more than six points; roles pushed down keep their order.

    Parameters
    ----------
    ordered : array of int
        Positions of roles, best first.
    scores, org_codes : arrays of int
        By position of the role: score in hundredths, and a number for its organization.

    Returns
    -------
    array of int
        The same positions in their new order.
    """
    waiting = list(ordered)
    page: list[int] = []
    count: dict[int, int] = {}
    while waiting and len(page) < PAGE:
        best = waiting[0]
        chosen = next(
            (
                role
                for role in waiting
                if count.get(int(org_codes[role]), 0) < MOST_OF_ONE_ORGANIZATION
                and scores[best] - scores[role] <= WIDEST_GAP
            ),
            best,
        )
        waiting.remove(chosen)
        page.append(chosen)
        count[int(org_codes[chosen])] = count.get(int(org_codes[chosen]), 0) + 1
    return np.array(page + waiting, dtype=np.int64)
