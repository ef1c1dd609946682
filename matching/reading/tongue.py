"""In which of four languages a sentence is written, by its small words, and its names."""

from __future__ import annotations

import functools
import re

from matching.names import PERSON, Names
from matching.names.table import folded_name

SMALL_WORDS = {
    "en": "i im i'm my me a an the and or of for in to with is am are not no would could can want "
    "free from years weeks months week at on any somewhere looking but have need who speak "
    "retired near we our don't since please up as yrs only nurse nurses doctor year then",
    "es": "soy el la los las y o de del en con un una unos mi por para anos semanas meses puedo "
    "quiero tengo busco hablo voy como experiencia libre desde hasta semana pero sin mes algo",
    "pt": "sou o os e ou de da em na com um uma uns umas meu minha nao por para anos "
    "semanas meses perto so fins casa posso quero tenho falo vou "
    "experiencia livre desde ate semana mas sem mes ao "
    "preciso procuro dois duas",
    "fr": "je suis le la les et ou de du des en au aux avec un une mon ma mes ne pas pour ans "
    "semaines mois peux veux cherche parle j'ai d'un d'une libre depuis jusqu'a sans a dispo deux "
    "nous notre nos il faut",
}  # fmt: skip
_SETS = {language: frozenset(words.split()) for language, words in SMALL_WORDS.items()}
OWN_LETTERS = {
    "en": re.compile(r"\b[a-z]+(?:ing|ly|ness|ed)\b|\b(?:th|wh)[a-z]+|[a-z]+'(?:m|d|ll|re|ve|t)\b"),
    "pt": re.compile(
        r"cao\b|coes\b|issao\b|[a-z]agem\b|[ai]vel\b|dade\b|lh[aeo]|\bnao\b|\bmedic[oa] d[ae]\b"
        r"|nh[ao]\b|eir[ao]s?\b|logo\b"
        r"(?<=fonoaudiologo)"
    ),
    "es": re.compile(r"cion\b|\benfermer|\bsoy\b|ll[ao]\b|\bodontolog|\by\b"),
    "fr": re.compile(
        r"\b[dlj]'[a-z]|\bqu'|\bkine|ienne?\b|\bsage-?\s?femme|infirmi|medecin|chirurgien"
        r"|eux\b|logue\b"
    ),
}
"""What marks a language beside its small words, in folded letters."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


@functools.lru_cache(maxsize=8)
def _tongues(names: Names) -> dict[str, frozenset[str]]:
    """Words for professions and specialties that are not English, by their languages."""
    found: dict[str, set[str]] = {}
    for name in names.all:
        if name.kind in PERSON:
            found.setdefault(folded_name(name.name), set()).add(name.language)
    return {word: frozenset(tongues) for word, tongues in found.items() if "en" not in tongues}


def tongue_of(plain: str, names: Names | None = None) -> str:
    """The language of a folded text, English where nothing speaks for another.

    Examples
    --------
    >>> tongue_of("soy enfermera y quiero ir a africa"), tongue_of("nurse, kenya")
    ('es', 'en')
    """
    words = _WORD.findall(plain)
    scores = {language: sum(word in small for word in words) for language, small in _SETS.items()}
    for language, letters in OWN_LETTERS.items():
        scores[language] += (
            len(letters.findall(plain)) if scores[language] or language == "en" else 0
        )
    known = _tongues(names) if names else {}
    for word in words:
        for language in known.get(word, ()):
            if language in scores:
                scores[language] += 2
    best = max(scores.values())
    return next((name for name, score in scores.items() if score == best), "en") if best else "en"


@functools.lru_cache(maxsize=8)
def names_in(names: Names, language: str) -> Names:
    """The names of English and of one more language: a German `Island` is no wish for Iceland."""
    return Names(
        (name for name in names.all if name.language in {"en", language}), names.profession_of
    )
