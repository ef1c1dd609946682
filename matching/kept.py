"""What is costly to make, kept for whoever asks for the same next."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

Owner = TypeVar("Owner")
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """The values that were asked for last; each is made once, while others who ask for it wait.

    Parameters
    ----------
    most : int
        How many are kept.

    Examples
    --------
    >>> kept = Kept(2)
    >>> [kept.get(key, lambda: print("made")) for key in "aab"]
    made
    made
    [None, None, None]
    """

    def __init__(self, most: int) -> None:
        self._most: Final = most
        self._places: dict[Key, _Place[Value]] = {}
        self._lock = threading.Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Give the value of a key; where making it fails, the next one who asks tries again."""
        with self._lock:
            place = self._places.pop(key, None) or _Place()
            self._places[key] = place
            if len(self._places) > self._most:
                del self._places[next(iter(self._places))]
        with place.lock:
            if not place.made:
                place.made.append(make())
            return place.made[0]


class KeptBeside(Generic[Owner, Key, Value]):
    """The same for each of several owners, as long as these live.

    Parameters
    ----------
    most : int
        How many are kept of one owner.
    """

    def __init__(self, most: int) -> None:
        self._most: Final = most
        self._of: weakref.WeakKeyDictionary[Owner, Kept[Key, Value]] = weakref.WeakKeyDictionary()
        self._lock = threading.Lock()

    def get(self, owner: Owner, key: Key, make: Callable[[], Value]) -> Value:
        """Give the value of a key beside an owner."""
        with self._lock:
            kept = self._of.setdefault(owner, Kept(self._most))
        return kept.get(key, make)


class _Place(Generic[Value]):
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.made: list[Value] = []
