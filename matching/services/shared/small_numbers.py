"""Numbers of people as they may be told: nobody is to be found by one, or by what it changed by."""

from __future__ import annotations

from typing import Final

FEWEST_TOLD: Final = 5
"""People below whom no number is told, and the steps in which larger ones are."""


def told(number: int) -> int | None:
    """Round a number of people down to fives; None for fewer than five, none of them, too.

    Examples
    --------
    >>> [told(number) for number in (0, 4, 5, 9, 10)]
    [None, None, 5, 5, 10]
    """
    return number - number % FEWEST_TOLD or None
