"""Who licenses health professionals, by country, as people write it: bodies, and states."""

from __future__ import annotations

import functools
from typing import Final

import yaml

from matching.reference.shipped import DATA_FOLDER

STATES_LICENSE: Final = frozenset({"US", "CA"})
"""Countries in which states or provinces license; what stands for them are these."""


@functools.cache
def regulators() -> dict[str, str]:
    """Bodies and states, each with the ISO2 of its country, the longest first."""
    path = DATA_FOLDER / "names" / "regulators.yaml"
    by_country = yaml.safe_load(path.read_text("utf-8"))
    found = {words: iso2 for iso2, listed in by_country.items() for words in listed}
    return {words: found[words] for words in sorted(found, key=len, reverse=True)}
