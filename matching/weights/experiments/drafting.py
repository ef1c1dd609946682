"""Team-draft interleaving: two rankings choose in turn, and each role has a team.

Radlinski, Kurup and Joachims, "How does clickthrough data reflect retrieval quality?", CIKM 2008.
One change: what both rankings begin with stands first and has no team, since a team by chance for
a role that both would have put there tells nothing and blurs the rest.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np

from matching.arrays import Bools, Floats, Ints

FIRST, SECOND, NOBODY = "first", "second", ""
TEAMS: Final = {-1: FIRST, 1: SECOND, 0: NOBODY}
ABSENT: Final = np.inf


@dataclasses.dataclass(frozen=True)
class Drafted:
    """One list made of two.

    Parameters
    ----------
    role_ids : tuple of str
        All roles of both, each once.
    teams : tuple of str
        For each role `FIRST` or `SECOND`, who chose it; `NOBODY` where it tells nothing.
    """

    role_ids: tuple[str, ...]
    teams: tuple[str, ...]


def team_draft(first: Sequence[str], second: Sequence[str], n: int, seed: str) -> Drafted:
    """Let two rankings choose in turn until `n` places are filled; the rest follow as in `first`.

    Parameters
    ----------
    first, second : sequence of str
        Role ids, best first, without repeats.
    n : int
        How many places are drafted.
    seed : str
        The same seed always gives the same list: the coin before each round is a bit of its
        SHA-256. Take one that differs from person to person and from day to day.

    Examples
    --------
    >>> team_draft(["a", "b", "c"], ["a", "c", "b"], 3, "amina, Monday")
    Drafted(role_ids=('a', 'b', 'c'), teams=('', 'first', 'second'))
    """
    names = list(dict.fromkeys([*first, *second]))
    number = {name: at for at, name in enumerate(names)}
    ranks = np.full((2, 1, len(names)), ABSENT)
    for side, ranking in enumerate((first, second)):
        ranks[side, 0, [number[name] for name in ranking]] = np.arange(len(ranking))
    places = min(n, len(names))
    order, team = draft(ranks[0], ranks[1], _coins(seed, places))
    chosen = [names[at] for at in order[0] if at >= 0]
    taken = set(chosen)
    rest = [name for name in names if name not in taken]
    teams = [TEAMS[int(side)] for side in team[0, : len(chosen)]]
    return Drafted((*chosen, *rest), (*teams, *[NOBODY] * len(rest)))


def draft(first: Floats, second: Floats, coins: Bools) -> tuple[Ints, Ints]:
    """Draft many lists at once.

    Parameters
    ----------
    first, second : array of float (lists, roles)
        Rank of each role, smaller is better, `ABSENT` where a ranking lacks it.
    coins : array of bool (lists, places)
        Whether the first ranking chooses at this place, if both have chosen equally often.

    Returns
    -------
    order : array of int (lists, places)
        Number of the role at each place; -1 where the ranking whose turn it was had none left.
    team : array of int (lists, places)
        -1 first, 1 second, 0 nobody.
    """
    lists, places = coins.shape
    row = np.arange(lists)
    left = np.stack([first, second])
    order = np.full((lists, places), -1, dtype=np.int64)
    team = np.zeros((lists, places), dtype=np.int64)
    lead = np.zeros(lists, dtype=np.int64)  # how often the second chose more than the first
    alike = np.ones(lists, dtype=bool)
    ended = np.zeros(lists, dtype=bool)
    for place in range(places):
        best = left.argmin(axis=2)
        alike &= best[0] == best[1]
        is_second = np.where(lead == 0, ~coins[:, place], lead < 0).astype(np.int64)
        pick = best[is_second, row]
        ended |= left[is_second, row, pick] == ABSENT
        order[:, place] = np.where(ended, -1, pick)
        team[:, place] = np.where(ended | alike, 0, 2 * is_second - 1)
        lead += team[:, place]
        left[:, row, pick] = ABSENT
    return order, team


def _coins(seed: str, places: int) -> Bools:
    blocks = range(places // 256 + 1)
    digests = b"".join(hashlib.sha256(f"{block}:{seed}".encode()).digest() for block in blocks)
    bits = np.unpackbits(np.frombuffer(digests, dtype=np.uint8))
    return bits[np.newaxis, :places].astype(bool)
