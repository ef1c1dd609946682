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
SPARE = 100
"""Roles beyond those asked for that are sorted with them: a varied first page needs some."""


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
    page, held, at = _first_page(scores[ordered], org_codes[ordered], variety)
    return np.concatenate([ordered[[*page, *held]], ordered[at:]])


def best_varied(
    keys: Ints, scores: Ints, org_codes: Ints, variety: Mapping[str, float], n: int | None
) -> tuple[Ints, Ints]:
    """Find the first `n` at least of many roles: by their key alone, and with a varied first page.

    Only so many roles are sorted as the first page looks at.

    Parameters
    ----------
    keys : array of int
        By position of the role, each another one: the highest comes first.
    scores, org_codes, variety
        As for `diversify`.

    Returns
    -------
    by_key, varied : arrays of int
        Positions, of the same roles.
    """
    size = len(keys) if n is None else max(n, PAGE) + SPARE
    while True:
        by_key = highest(keys, size)
        page, held, at = _first_page(scores[by_key], org_codes[by_key], variety)
        if len(by_key) == len(keys) or at < len(by_key):
            return by_key, np.concatenate([by_key[[*page, *held]], by_key[at:]])
        size *= 8


def highest(keys: Ints, n: int) -> Ints:
    """Positions of the `n` highest keys, from high to low."""
    if n >= len(keys):
        return np.argsort(-keys)
    some = np.argpartition(keys, len(keys) - n)[len(keys) - n :]
    return some[np.argsort(-keys[some])]


def _first_page(
    score: Ints, code: Ints, variety: Mapping[str, float]
) -> tuple[list[int], list[int], int]:
    """Choose places of a list for the first page.

    Returns
    -------
    page, held : lists of int
        Places on the page, and before it ends those that are pushed down.
    at : int
        The first place that was not looked at.
    """
    most, gap = variety["most_of_one"], round(100 * variety["widest_gap"])
    page: list[int] = []
    held: deque[int] = deque()
    count: Counter[int] = Counter()
    at = 0
    while len(page) < min(PAGE, len(score)):
        lowest = score[held[0] if held else at] - gap
        while at < len(score) and score[at] >= lowest and count[code[at]] >= most:
            held.append(at)
            at += 1
        if at < len(score) and score[at] >= lowest:
            page.append(at)
            at += 1
        else:
            page.append(held.popleft())
        count[code[page[-1]]] += 1
    return page, list(held), at
