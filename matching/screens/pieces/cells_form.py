"""A form over the cells of a row of a file: what each column is, and what was typed into it.

What is typed is kept in the visit, also when another page is looked at in between, and counts
once it is saved.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import streamlit as st

from matching import Catalog, phrases
from matching.errors import Problem
from matching.reference.cells import SEPARATOR
from matching.screens import look
from matching.screens.look import html
from matching.screens.pieces import named_box
from matching.services.shared.errors import CellsError
from matching.store import ConflictError

DATE_HINT: Final = "2026-11-23, or 2026-11, or 2026"
COUNTRY: Final = "country"
_FORMS: Final = "cells_forms"


class Field(NamedTuple):
    """A column as a field of a form.

    Parameters
    ----------
    of : str
        The list of the vocabulary, or `country`, that it is chosen from; `""` for a text.
    choices : callable, optional
        Gives the options of a list that is of neither; `of` then is its name.
    is_list : bool
        Whether several can be chosen.
    is_named : bool
        Whether its choices are found under other names, too.
    """

    label: str
    of: str = ""
    is_list: bool = False
    is_named: bool = False
    is_needed: bool = False
    is_long: bool = False
    hint: str | None = None
    help: str | None = None
    choices: Callable[[Catalog], Mapping[str, str]] | None = None


Fields = Mapping[str, Field]


@dataclasses.dataclass
class CellsForm:
    """What stands in the form of one row.

    Parameters
    ----------
    name : str
        Of the row and its kind; the keys of the fields begin with it.
    fields : mapping of column to Field
    version : int
        That of the row when the form was filled from it.
    before, typed : dict of column to text
        The cells then, and as they are in the form.
    faults : dict of column to (text, sentence)
        What was wrong when it was last checked; it counts as long as the text is the same.
    """

    name: str
    fields: Fields
    version: int
    before: dict[str, str]
    typed: dict[str, str]
    faults: dict[str, tuple[str, str]] = dataclasses.field(default_factory=dict)

    @property
    def changes(self) -> dict[str, str]:
        """The cells that are other ones than before."""
        return {name: cell for name, cell in self.typed.items() if cell != self.before[name]}

    def fault(self, name: str) -> str:
        """Return what is wrong with a field, `""` if nothing is or it was changed since."""
        text, sentence = self.faults.get(name, ("", ""))
        return sentence if sentence and self.typed[name] == text else ""

    def key(self, name: str) -> str:
        """Return the key of the widget of a column."""
        return f"{self.name}_{name}"

    def blame(self, problems: Sequence[Problem]) -> None:
        """Take over what a check found wrong."""
        self.faults = {
            one.column: (self.typed[one.column], sentence(one))
            for one in problems
            if one.column in self.typed
        }

    def rebase(self, cells: Mapping[str, str], version: int, keep: Mapping[str, str]) -> None:
        """Begin anew from a newer state of the row, with some cells as they were typed."""
        self.version, self.before = version, {name: cells[name] for name in self.fields}
        self.typed, self.faults = {**self.before, **keep}, {}
        for name in self.fields:
            st.session_state.pop(self.key(name), None)

    def read(self) -> None:
        """Take over what the fields show, where they are drawn."""
        for name, field in self.fields.items():
            if (key := self.key(name)) in st.session_state:
                self.typed[name] = cell_of(field, st.session_state[key])

    def drop(self) -> None:
        """Forget what was typed."""
        st.session_state.get(_FORMS, {}).pop(self.name, None)
        for name in self.fields:
            st.session_state.pop(self.key(name), None)


def opened(
    name: str,
    fields: Fields,
    cells: Mapping[str, str],
    version: int,
    typed: Mapping[str, str] | None = None,
) -> CellsForm:
    """Return the form of a row, as it was left or else from the row as it is stored.

    A newer state of the row is taken over where nothing typed is lost by that.

    Parameters
    ----------
    typed : mapping of column to text, optional
        What stands in a form that is new as if it had been typed.
    """
    forms: dict[str, CellsForm] = st.session_state.setdefault(_FORMS, {})
    if (form := forms.get(name)) is None:
        before = {column: cells[column] for column in fields}
        form = forms[name] = CellsForm(name, fields, version, before, {**before, **(typed or {})})
    form.read()
    if form.version != version and not form.changes:
        form.rebase(cells, version, {})
    return form


def draw(
    catalog: Catalog, form: CellsForm, below: Callable[[str], None] = lambda name: None
) -> None:
    """Draw all fields, each with what is wrong with it.

    Parameters
    ----------
    below : callable
        Called with each column after its field, to draw more there.
    """
    for name, field in form.fields.items():
        st.session_state.setdefault(form.key(name), value_of(field, form.typed[name]))
        draw_field(catalog, field, form.key(name))
        if fault := form.fault(name):
            st.html(f'<p class="mr-fault" role="alert">{look.escape(fault)}</p>')
        below(name)


def show_conflict(form: CellsForm, what: str, cells: Mapping[str, str], version: int) -> None:
    """Say that someone else changed the row, and offer both ways out; `what` names it."""
    changed = [field.label for name, field in form.fields.items()
               if cells[name] != form.before[name]]  # fmt: skip
    html.show(
        f'<section class="mb-note mb-note-weigh" role="alert"><h2>Someone else changed this {what} '
        "meanwhile</h2><p>Nothing of yours is saved yet, and nothing is lost: it stands in the "
        f"form. They changed: {look.escape(', '.join(changed) or 'nothing here')}.</p></section>"
    )
    with st.container(horizontal=True):
        for label, key, keep in (
            ("Take what is stored now", "take_stored", {}),
            ("Keep what I changed on top of it", "keep_mine", form.changes),
        ):
            st.button(label, key=key, on_click=form.rebase, args=(cells, version, keep))


def standing(form: CellsForm, *, is_behind: bool) -> str:
    """Say whether everything is saved; `is_behind`: someone else changed the row meanwhile."""
    if is_behind:
        return "Not saved: someone else changed it meanwhile. Choose above how to go on."
    if wrong := [field.label for name, field in form.fields.items() if form.fault(name)]:
        return f"Not saved. Please correct: {phrases.listed(wrong)}."
    if form.changes:
        return f"{phrases.counted(len(form.changes), 'change')} not saved yet."
    return "Everything is saved."


def keep(form: CellsForm, write: Callable[[], Any], done: str = "Saved.") -> bool:
    """Save with a verb: faults go to their fields, and of a newer row the next run tells.

    Returns
    -------
    bool
        Whether it was saved; what was typed is forgotten then.
    """
    try:
        write()
    except CellsError as error:
        form.blame(error.problems)
        return False
    except ConflictError:
        return False
    form.drop()
    st.toast(done, icon=":material/check:")
    return True


# ---- one field --------------------------------------------------------------------------------


def draw_field(catalog: Catalog, field: Field, key: str) -> None:
    """Draw a field; it is given its value also as default, as in the form of the profile."""
    value = st.session_state[key]
    label = f"{field.label} (needed)" if field.is_needed else field.label
    common: dict[str, Any] = {"key": key, "help": field.help}
    if field.is_long:
        st.text_area(label, value, height=140, placeholder=field.hint, **common)
        return
    if not field.of:
        st.text_input(label, value, placeholder=field.hint, **common)
        return
    options = _options(catalog, field)
    kinds = (field.of,) if field.is_named else ()
    if field.is_list:
        common["placeholder"] = "None, or choose"
        named_box.several(label, options, kinds, default=value, **common)
    else:
        common["placeholder"] = "Please say" if field.is_needed else "Not stated"
        index = list(options).index(value) if value in options else None
        named_box.one(label, options, kinds, index=index, **common)


def value_of(field: Field, cell: str) -> str | list[str] | None:
    """Return what the widget of a field shows for a cell."""
    if field.is_list:
        return cell.split(SEPARATOR) if cell else []
    return cell or None if field.of else cell


def cell_of(field: Field, value: Any) -> str:  # noqa: ANN401
    """Return the cell for what the widget of a field shows."""
    return SEPARATOR.join(value) if field.is_list else value or ""


def in_words(catalog: Catalog, field: Field, cell: str) -> str:
    """Return a cell as people read it; `""` if nothing is stated."""
    options = _options(catalog, field)
    parts = cell.split(SEPARATOR) if field.is_list else [cell]
    return ", ".join(options.get(part, part) for part in parts)


def sentence(problem: Problem) -> str:
    """Say what is wrong with a cell."""
    if not problem.value:
        return "Please fill this in."
    return f"“{problem.value}” does not fit here. Expected: {problem.expected}."


def _options(catalog: Catalog, field: Field) -> dict[str, str]:
    if field.choices is not None:
        return dict(field.choices(catalog))
    if field.of == COUNTRY:
        return dict(sorted(catalog.places.names.items(), key=lambda pair: pair[1]))
    return dict(catalog.vocabulary.labels(field.of)) if field.of else {}
