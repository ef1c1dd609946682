"""Text as it is compared: small letters, no accents, words."""

from __future__ import annotations

import re
import unicodedata

_UNFOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "ʼ": "'"}
)
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Return text in small letters without accents.

    Examples
    --------
    >>> fold("Hôpital Čhankú Wašté")
    'hopital chanku waste'
    """
    small = unicodedata.normalize("NFKD", text.casefold()).translate(_UNFOLDED)
    return "".join(letter for letter in small if not unicodedata.combining(letter))


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text in order; `Samaritan's` and `G.O.T.` are one word each.

    Examples
    --------
    >>> words_of("Samaritan's Purse & G.O.T. Orphans")
    ('samaritans', 'purse', 'got', 'orphans')
    """
    folded = _APOSTROPHE.sub("", _DOTTED.sub("", fold(text)))
    return tuple(_WORD.findall(folded))
