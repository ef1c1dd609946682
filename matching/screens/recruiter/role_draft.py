"""What a recruiter has typed into the form of a role and not yet saved, kept in the session."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from matching.errors import Problem
from matching.screens.pieces import role_fields

_DRAFTS: Final = "role_drafts"
_SHOWN: Final = "role_in_the_form"


@dataclasses.dataclass
class Draft:
    """The form of a role.

    Parameters
    ----------
    version : int
        That of the role when the form was filled from it.
    before, typed : dict of column to text
        The cells then, and as they are in the form.
    faults : dict of column to (text, sentence)
        What was wrong when it was last checked; it counts as long as the text is the same.
    left : dict of column to text
        What was typed before the newer state of the role was loaded instead.
    """

    role_id: str
    version: int
    before: dict[str, str]
    typed: dict[str, str]
    faults: dict[str, tuple[str, str]] = dataclasses.field(default_factory=dict)
    left: dict[str, str] = dataclasses.field(default_factory=dict)
    is_to_fill: bool = True
    is_to_unfold: bool = False

    @property
    def changes(self) -> dict[str, str]:
        """The cells that are other ones than before."""
        return {name: cell for name, cell in self.typed.items() if cell != self.before[name]}

    def fault(self, name: str) -> str:
        """Return what is wrong with a field, `""` if nothing is or it was changed since."""
        text, sentence = self.faults.get(name, ("", ""))
        return sentence if sentence and self.typed[name] == text else ""

    @property
    def faulty(self) -> list[str]:
        """The columns that are wrong, in the order of the form."""
        return [name for name in role_fields.FIELDS if self.fault(name)]

    def blame(self, problems: Sequence[Problem]) -> None:
        """Take over what a check found wrong, and unfold the sections that hold it."""
        self.faults = {
            problem.column: (self.typed[problem.column], role_fields.fault_in_words(problem))
            for problem in reversed(problems)
            if problem.column in self.typed
        }
        self.is_to_unfold = True

    def rebase(self, cells: Mapping[str, str], version: int, keep: Mapping[str, str]) -> None:
        """Begin anew from a newer state of the role, with some cells as they were typed."""
        self.version, self.before = version, as_shown(cells)
        self.typed = {**self.before, **keep}
        self.faults = {}
        self.is_to_fill = True

    def put(self, cells: Mapping[str, str]) -> None:
        """Fill in some cells, as if they were typed."""
        self.typed = {**self.typed, **cells}
        self.is_to_fill = True

    def read(self) -> None:
        """Take over what the widgets show, if they show this role."""
        if not self.is_to_fill and _is_shown(self.role_id):
            self.typed = role_fields.cells_of_widgets(st.session_state)

    def fill(self) -> dict[str, Any]:
        """Give the widgets what they show, unless they have it; return it by their keys.

        As long as nothing was typed they are given it in every run: of two runs that follow each
        other fast, the browser may never see the first.
        """
        values = role_fields.widget_values(self.typed)
        if self.is_to_fill or not self.changes or not _is_shown(self.role_id):
            st.session_state.update(values)
        st.session_state[_SHOWN] = self.role_id
        self.is_to_fill = False
        return values


def opened(role_id: str, cells: Mapping[str, str], version: int) -> Draft:
    """Return the form of a role, as it was left or else from the role as it is stored.

    A newer state of the role is taken over where nothing typed is lost by that; otherwise the
    draft keeps its older version.
    """
    draft = of(role_id)
    if draft is None:
        before = as_shown(cells)
        draft = Draft(role_id, version, before, dict(before))
        _drafts()[role_id] = draft
    draft.read()
    if draft.version != version:
        if not draft.changes:
            draft.rebase(cells, version, {})
        elif draft.before == as_shown(cells):
            draft.version = version
    return draft


def of(role_id: str) -> Draft | None:
    """Return what was typed for a role, None if its form was not opened."""
    return _drafts().get(role_id)


def has_changes(role_id: str) -> bool:
    """Tell whether something typed for a role is not saved."""
    draft = of(role_id)
    return draft is not None and bool(draft.changes)


def drop(role_id: str) -> None:
    """Forget what was typed for a role."""
    _drafts().pop(role_id, None)


def as_shown(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a role as the form would give them back."""
    return role_fields.cells_of_widgets(role_fields.widget_values(cells))


def _drafts() -> dict[str, Draft]:
    drafts: dict[str, Draft] = st.session_state.setdefault(_DRAFTS, {})
    return drafts


def _is_shown(role_id: str) -> bool:
    title = role_fields.key("title")
    return st.session_state.get(_SHOWN) == role_id and title in st.session_state
