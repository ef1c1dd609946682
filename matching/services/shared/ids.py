"""Ids that are made from titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

LONGEST_ID: Final = 140


def words_of_id(title: str) -> str:
    """Give the words of a title as an id has them; `""` where it has no Latin letter or number.

    Examples
    --------
    >>> words_of_id("Chirurgien général (3)"), words_of_id("护士")
    ('chirurgien-general-3', '')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def free_id(stem: str, taken: Collection[str], tried: dict[str, int] | None = None) -> str:
    """Make an id that is not taken: the stem, shortened, or with a number behind it.

    Parameters
    ----------
    tried : dict, optional
        Remembers from call to call which numbers are taken, where many ids are made.
    """
    stem = stem[:LONGEST_ID].rstrip("-")
    tried = {} if tried is None else tried
    number = tried.get(stem, 1)
    while (id_ := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    tried[stem] = number
    return id_
