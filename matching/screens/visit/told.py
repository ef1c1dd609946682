"""What was read of a visitor's sentence or CV: kept without the text itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from matching import Profile
from matching.errors import ProfileError
from matching.profile.values import LIST_FIELDS
from matching.reading import Part, Question, Reading
from matching.screens.visit import profile_changes, state

_TOLD: Final = "what_was_told"
MOST_UNREAD: Final = 12
"""Most words that are named as not understood."""


@dataclasses.dataclass(frozen=True)
class Words:
    """One thing that was read, with the words it came from."""

    field: str
    value: Any
    words: str
    doubtful: str = ""

    def taken_back(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The change of a profile's fields that takes it back."""
        if self.field not in LIST_FIELDS:
            default = Profile.model_fields[self.field].default
            return {self.field: default if self.field != "profession" else ""}
        kept = tuple(fields.get(self.field, ()))
        return {self.field: tuple(value for value in kept if value != self.value)}


@dataclasses.dataclass(frozen=True)
class Told:
    """All that was read.

    Attributes
    ----------
    unread : tuple of str
        Words that were not understood; never what may be a name, a number or an address.
    """

    language: str
    parts: tuple[Words, ...]
    questions: tuple[Question, ...]
    unread: tuple[str, ...]
    cut_at: int
    """Characters after which nothing was read; 0 if all was."""


def told() -> Told | None:
    """What was read last, until the visitor puts it away."""
    kept: Told | None = st.session_state.get(_TOLD)
    return kept


def stands(part: Words) -> bool:
    """Whether a part is still among what is said; it may have been taken back since."""
    said = state.draft().get(part.field)
    return part.value in (said or ()) if part.field in LIST_FIELDS else said == part.value


def put_away() -> None:
    """Forget what was read; the profile stays."""
    st.session_state.pop(_TOLD, None)


def take(reading: Reading) -> None:
    """Fill the form with what was read, and keep what each part came from.

    What was said before and is not told anew stays; lists are added to.
    """
    unread = dict.fromkeys(reading.text[start:end] for start, end in reading.unread)
    st.session_state[_TOLD] = Told(
        reading.language,
        tuple(_words(reading.text, part) for part in reading.parts),
        reading.questions,
        tuple(unread)[:MOST_UNREAD],
        reading.longest if reading.cut else 0,
    )
    change(_added(_valid(reading)))


def take_back(part: Words) -> None:
    """Take one part back that was read wrongly."""
    kept = told()
    if kept is not None:
        others = tuple(other for other in kept.parts if other != part)
        st.session_state[_TOLD] = dataclasses.replace(kept, parts=others)
    change(part.taken_back(state.draft()))


def answer(question: Question, changes: Mapping[str, Any]) -> None:
    """Take an answer to what the sentence left open; lists are added to."""
    kept = told()
    if kept is not None:
        others = tuple(other for other in kept.questions if other != question)
        st.session_state[_TOLD] = dataclasses.replace(kept, questions=others)
    change(_added(changes))


def change(fields: Mapping[str, Any]) -> None:
    """Change the profile, so that it can be undone; without a profession it is a draft."""
    merged = {**state.draft(), **fields}
    if not merged.get("profession"):
        state.change_draft(fields)
        state.refill_form()
        return
    try:
        state.replace_profile(Profile(**merged))
    except ProfileError as error:
        state.notify(profile_changes.sentence_about(error.problems))


def _added(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Changes of fields, lists with what they hold already."""
    draft = state.draft()
    return {
        name: tuple(dict.fromkeys((*draft.get(name, ()), *value))) if name in LIST_FIELDS else value
        for name, value in changes.items()
    }


def _words(text: str, part: Part) -> Words:
    return Words(part.field, part.value, text[part.start : part.end], part.doubtful)


def _valid(reading: Reading) -> dict[str, Any]:
    """The fields that a profile takes together; what does not go with the others is left out."""
    fields = reading.fields()
    profile, _ = Profile.of_what_is_right({"profession": "physician"} | fields)
    taken = profile.model_fields_set if profile is not None else set()
    return {name: value for name, value in fields.items() if name in taken}
