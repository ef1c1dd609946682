"""Numbers in digits and in the words of four languages."""

from __future__ import annotations

import functools
import re

_UNITS = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciseis diecisiete dieciocho diecinueve veinte",
    "pt": "um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze "
    "dezesseis dezessete dezoito dezenove vinte",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf vingt",
}
_MORE = {
    "en": {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "a couple of": 2,
           "couple of": 2, "a couple": 2, "couple": 2, "half a": 0.5, "half an": 0.5, "half": 0.5,
           "a single": 1, "a dozen": 12, "one or two": 2, "a good": 1, "a full": 1, "a whole": 1},
    "es": {"un": 1, "una": 1, "veinticinco": 25, "treinta": 30, "cuarenta": 40, "un par de": 2,
           "medio": 0.5, "media": 0.5, "cincuenta": 50},
    "pt": {"uma": 1, "duas": 2, "dezasseis": 16, "trinta": 30, "quarenta": 40, "umas duas": 2,
           "um par de": 2, "meio": 0.5, "meia": 0.5, "cinquenta": 50},
    "fr": {"une": 1, "trente": 30, "quarante": 40, "une demi": 0.5, "une demie": 0.5, "demi": 0.5,
           "cinquante": 50, "une dizaine de": 10, "une douzaine de": 12, "une quinzaine de": 15},
}  # fmt: skip
VAGUE = {
    "en": {"a few": 3, "few": 3, "several": 3, "some": 3},
    "es": {"unos pocos": 3, "unas pocas": 3, "varias": 3, "varios": 3, "algunas": 3, "algunos": 3},
    "pt": {"alguns": 3, "algumas": 3, "varios": 3, "varias": 3},
    "fr": {"quelques": 3, "plusieurs": 3},
}
"""What may be three and may be more."""


@functools.cache
def number_words(language: str) -> dict[str, float]:
    """The words of a language for numbers, English ones too."""
    found: dict[str, float] = {}
    for one in dict.fromkeys(("en", language)):
        found |= {word: n for n, word in enumerate(_UNITS[one].split(), 1)} | _MORE[one]
        found |= VAGUE[one]
    if language == "en":
        for tens in ("twenty", "thirty", "forty"):
            for n, word in enumerate(_UNITS["en"].split()[:9], 1):
                found[f"{tens}-{word}"] = found[f"{tens} {word}"] = found[tens] + n
    return found


@functools.cache
def number_pattern(language: str) -> str:
    """A pattern, without groups, for a number in digits or words."""
    words = sorted(number_words(language), key=len, reverse=True)
    said = "|".join(rf"{re.escape(word)}\b" for word in words)
    return rf"(?:(?<![\w.,/$-])[0-9]{{1,3}}(?:[.,][0-9])?(?![0-9]|[.,][0-9])|\b(?:{said}))"


def number_of(said: str, language: str) -> float:
    """The number that `number_pattern` has found.

    Examples
    --------
    >>> number_of("2,5", "es"), number_of("a couple of", "en"), number_of("quinze", "fr")
    (2.5, 2.0, 15.0)
    """
    said = re.sub(r"\s+", " ", said.strip())
    if said[:1].isdigit():
        return float(said.replace(",", "."))
    return float(number_words(language)[said])


def is_vague(said: str, language: str) -> bool:
    """Whether a number is `a few`."""
    said = said.strip()
    return any(said in VAGUE[one] for one in ("en", language))
