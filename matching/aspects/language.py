"""Language: what a role requires, uses or finds helpful, against what the person speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from matching.arrays import Bools, Ints, SmallInts, any_column
from matching.aspects.aspect import (
    MET,
    MISSING,
    NOT_ASKED,
    NOT_STATED,
    MustHave,
    ProfileChange,
    Term,
    Weighed,
    Words,
    said,
    select,
)
from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile, once_a_person
from matching.aspects.pair import Pair
from matching.catalog.role_index import LANGUAGE_NEEDS
from matching.phrases import listed, sentences
from matching.reference.cells import by_language

NOT_SAID, NOT_SPOKEN = -1, 0
LEVELS = {"": NOT_SAID, "basic": 1, "good": 2, "native": 3}
"""Level of a spoken language as a number, above that of one that is not spoken."""
NEEDED_LEVEL = LEVELS["good"]
"""A required language is met from this level on."""
NOT_NAMED, HELPFUL, EITHER, REQUIRED = (
    LANGUAGE_NEEDS.index(need) for need in ("", "helpful", "either", "required")
)
WORTH = {LEVELS["native"]: 1.0, LEVELS["good"]: 0.9, LEVELS["basic"]: 0.5}
"""What a language in common counts, by the person's level."""
HELPFUL_LACKING = 0.3
"""What a language counts that would help and that the person does not speak."""


class Language(MustHave, Weighed):
    """Languages that a role requires, uses or finds helpful, against those that a person speaks."""

    name = "language"
    role_columns = ("languages", "elsewhere")
    profile_fields = ("languages",)
    cells = ("languages",)
    label = "Language"
    field = "languages"
    unsaid = "{v.you} have not named {v.your} languages"
    not_asked = "{v.source} requires no language"
    term = "language"
    term_label = "Language"
    must_be_stated = True

    def status(self, beside: Beside) -> SmallInts:
        """Missing where a required language is spoken too little, or others and not this one.

        Of languages one of which is enough, none is spoken well enough.
        """
        level, lacks = _levels(beside.person), _lacks(beside.person)
        required = beside.roles.languages == REQUIRED
        either = beside.roles.languages == EITHER
        none_of_them = any_column(either) & ~any_column(either & ~lacks)
        asked = any_column(required | either)
        too_low = any_column(required & lacks & (level != NOT_SAID))
        too_low |= none_of_them & ~any_column(either & (level == NOT_SAID))
        unknown = any_column(required & (level == NOT_SAID)) | none_of_them
        return select([(~asked, NOT_ASKED), (too_low, MISSING), (unknown, NOT_STATED)], MET)

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Best language in common; a helpful one that is lacking counts a little."""
        needs, level = beside.roles.languages, _levels(beside.person)
        named = needs != NOT_NAMED
        worth = np.select([level == number for number in WORTH], list(WORTH.values()))
        lacking = np.where(needs == HELPFUL, HELPFUL_LACKING, 0.0)
        value = np.where(named, np.maximum(worth, lacking), 0.0).max(axis=1)
        # A language whose level is not said may be spoken well.
        open_level = any_column(named & (level == NOT_SAID)) & (value < WORTH[LEVELS["good"]])
        says = bool(beside.person.profile.languages)
        return Term(value, any_column(named) & ~open_level, says, said=says)

    def says(self, pair: Pair) -> Words:
        """Name the languages in common, or what is needed."""
        v, spoken = pair.voice, pair.profile.spoken
        asked = by_language(pair.role["languages"])
        if not asked:
            return said(f"{v.source} names no language")
        shared = [code for code in asked if code in spoken]
        if shared:
            used = "is used there" if len(shared) == 1 else "are used there"
            level = "" if any(spoken[code] for code in shared) else "; the level is not said"
            speak = f"{v.you} speak {_names(pair, shared)}"
            return said(f"{speak}, which {used}{level}")
        needs = {need for need in asked.values() if need in ("required", "either")}
        need = "is required" if needs else "helps" if "helpful" in asked.values() else "is used"
        word = "or" if len(asked) > 1 else "and"
        return said(f"{_names(pair, list(asked), word)} {need}; {v.you} did not name it")

    def missing(self, pair: Pair) -> str:
        """Name the required languages that the person lacks, and why they do not count."""
        v, lacking = pair.voice, _lacking(pair)
        word, spoken = "or" if _is_a_choice(pair) else "and", pair.profile.spoken
        lacking = [code for code in lacking if spoken.get(code) != ""]
        requires = f"{v.it} requires {_names(pair, lacking, word)} at a good level"
        if all(code in pair.profile.spoken for code in lacking):
            return sentences(f"{requires}; {v.yours} is basic")
        return sentences(f"{requires}, which {v.you} did not name")

    def question(self, pair: Pair) -> str:
        """Ask for languages, or for the levels that this role needs to know."""
        if pair.role["languages"] and not pair.profile.spoken:
            return "Which languages do they speak, and how well?"
        if pair.status(self.name) != NOT_STATED:
            return ""
        word = "or" if _is_a_choice(pair) else "and"
        return f"How well do they speak {_names(pair, _lacking(pair), word)}?"

    def is_unsaid(self, pair: Pair) -> bool:
        """Whether a language is required, and the person names none, or not its level."""
        return pair.status(self.name) == NOT_STATED

    def not_said(self, pair: Pair) -> str:
        """Say which level is not said, or that no language is."""
        v, spoken = pair.voice, pair.profile.spoken
        if not spoken:
            return super().not_said(pair)
        word = "or" if _is_a_choice(pair) else "and"
        names = _names(pair, _lacking(pair), word)
        return sentences(f"{v.you} have not said how well {v.you} speak {names}")

    def unlocks(self, lacking: Beside) -> Iterator[ProfileChange]:
        """Each required language, spoken well enough."""
        person = lacking.person
        required = np.isin(lacking.roles.languages, (EITHER, REQUIRED)).any(axis=0)
        for column in np.flatnonzero(required & _lacks(person)):
            code = person.catalog.language_ids[column]
            others = [text for text in person.profile.languages if code not in by_language([text])]
            yield ProfileChange(
                f"language-{code}",
                self.name,
                f"Conversational {person.catalog.languages[code]}",
                {"languages": (*others, f"{code}:good")},
            )


@once_a_person
def _levels(person: EncodedProfile) -> Ints:
    """Level in each language of the catalog; who names others does not speak it."""
    spoken = person.profile.spoken
    unnamed = NOT_SPOKEN if spoken else NOT_SAID
    ids = person.catalog.language_ids
    return np.array([LEVELS[spoken[code]] if code in spoken else unnamed for code in ids])


def _lacks(person: EncodedProfile) -> Bools:
    """Which languages of the catalog the person is not known to speak well enough."""
    return np.asarray(_levels(person) < NEEDED_LEVEL)


def _lacking(pair: Pair) -> list[str]:
    """The required languages that the person lacks."""
    lacks, ids = _lacks(pair.person), pair.catalog.language_ids
    needs = by_language(pair.role["languages"]).items()
    asked = ("either",) if _is_a_choice(pair) else ("required",)
    return [code for code, need in needs if need in asked and lacks[ids.index(code)]]


def _is_a_choice(pair: Pair) -> bool:
    """Whether what the person lacks is one of several languages, none of which they speak."""
    needs, ids = by_language(pair.role["languages"]), pair.catalog.language_ids
    lacks = _lacks(pair.person)
    alone = any(lacks[ids.index(code)] for code, need in needs.items() if need == "required")
    return "either" in needs.values() and not alone


def _names(pair: Pair, codes: list[str], word: str = "and") -> str:
    return listed([pair.catalog.languages[code] for code in codes], last_word=word)


LANGUAGE = Language()
