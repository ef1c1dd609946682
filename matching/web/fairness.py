"""Sharing what is scarce: who comes too fast, and who gives way when everything is taken.

One place of the network never shuts out the others: when all is taken, the place that holds the
most gives way, with what it has left alone for the longest time. So a hospital behind one address
has all that nobody else needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Protocol, TypeVar

from starlette.types import Scope

from matching.accounts.throttle import networks

__all__ = ["Holding", "Pace", "Paces", "gives_way", "network_of"]

MOST_PACES = 10_000


class Holding(Protocol):
    """Something that a place of the network holds: a file or an open page."""

    network: str
    size: int
    used_at: float


Held = TypeVar("Held", bound=Holding)


class Pace:
    """How fast something may happen: a number of times at once, after that so often a second.

    Parameters
    ----------
    at_once : int
        At least 1.
    per_second : float
        More than 0.

    Examples
    --------
    >>> pace = Pace(at_once=2, per_second=1)
    >>> [pace.take(now=100.0) for _ in range(4)]  # seconds to wait
    [0.0, 0.0, 1.0, 2.0]
    >>> pace.wait(now=103.0), pace.wait(now=105.0)
    (0.0, 0.0)
    """

    def __init__(self, at_once: int, per_second: float) -> None:
        self._step = 1 / per_second
        self._slack = (at_once - 1) * self._step
        self._rested_at = 0.0

    def wait(self, now: float) -> float:
        """Return how many seconds one who comes now would have to wait."""
        return max(0.0, self._rested_at - self._slack - now)

    def take(self, now: float) -> float:
        """Take a turn, and return how many seconds it has to wait."""
        seconds = self.wait(now)
        self._rested_at = max(self._rested_at, now) + self._step
        return seconds

    def is_rested(self, now: float) -> bool:
        """Tell whether nothing is remembered any more."""
        return self._rested_at <= now


class Paces:
    """A pace for each place; those that have rested are forgotten."""

    def __init__(self, at_once: int, per_second: float) -> None:
        self._at_once, self._per_second = at_once, per_second
        self._paces: dict[str, Pace] = {}

    def __len__(self) -> int:
        return len(self._paces)

    def of(self, place: str, now: float) -> Pace:
        """Return the pace of a place."""
        if place not in self._paces and len(self._paces) >= MOST_PACES:
            self._paces = {
                known: pace for known, pace in self._paces.items() if not pace.is_rested(now)
            }
        return self._paces.setdefault(place, Pace(self._at_once, self._per_second))


def gives_way(held: Collection[Held]) -> Held:
    """Choose what is given up when there is no room left.

    Returns
    -------
    Held
        Of the network that holds the most (in `size`), what was used longest ago. Where several
        hold the same, the one of them with the oldest.

    Examples
    --------
    >>> from types import SimpleNamespace as Thing
    >>> one, two, other = (
    ...     Thing(network=n, size=1, used_at=t) for n, t in [("a", 7.0), ("a", 5.0), ("b", 1.0)])
    >>> gives_way([one, two, other]) is two
    True
    """
    sizes: Counter[str] = Counter()
    for holding in held:
        sizes[holding.network] += holding.size
    most = max(sizes.values())
    return min(
        (holding for holding in held if sizes[holding.network] == most),
        key=lambda holding: holding.used_at,
    )


def network_of(scope: Scope) -> str:
    """Return the place of the network that a request comes from: of IPv6, the /64 network."""
    client = scope.get("client")
    return next(iter(networks(client[0], 1))) if client else ""
