"""Who licenses health professionals, by country, as people write it: bodies, and states."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final

import yaml

from matching.reference.shipped import DATA_FOLDER

STATES_LICENSE: Final = frozenset({"US", "CA"})
"""Countries in which states or provinces license; what stands for them are these."""


@functools.cache
def _known() -> tuple[dict[str, str], re.Pattern[str]]:
    """Bodies and states, each with the ISO2 of its country, and what finds the longest of them."""
    path = DATA_FOLDER / "names" / "regulators.yaml"
    by_country = yaml.safe_load(path.read_text("utf-8"))
    known = {words: iso2 for iso2, listed in by_country.items() for words in listed}
    longest_first = sorted(known, key=len, reverse=True)
    return known, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def regulators_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text names who licenses: start, end and the ISO2 of the country, in their order.

    Examples
    --------
    >>> list(regulators_in("RN, State of West Virginia"))
    [(13, 26, 'US')]
    """
    known, pattern = _known()
    for hit in pattern.finditer(text):
        yield hit.start(), hit.end(), known[hit[0]]
