"""What staff move on the page of tuning: weights that serve nobody yet, each move with its undo.

The sliders hold nothing themselves: they show what is on the bench, and tell it what was moved.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from matching import Profile, WeightSet, columns
from matching.errors import WeightSetError
from matching.evidence.judgments import shipped_judgments
from matching.screens.visit import resources, session
from matching.services import weights
from matching.services.weights.weight_sets import read_weight_set
from matching.weights.tuning import Workspace
from matching.words import wording

NOTHING_COUNTS: Final = "Nothing would count any more: at least one weight must be above 0."
NOT_WHOLE: Final = "A number of roles is whole, such as 2 or 3, so it stays as it was."
MOST_UNDONE: Final = 200
FIRST_SHOWN: Final = 3
_BENCHES: Final = "tuning_benches"


# ---- the weights that are moved -------------------------------------------------------------


@dataclasses.dataclass
class Bench:
    """The weights of one side as the sliders show them, and what they are compared with.

    Parameters
    ----------
    side : str
        `professional` or `recruiter`.
    base_id : str or None
        None is the set that ships with the program.
    fault : str
        Why the last move was not taken; shown once.
    shown : dict
        See `key`.
    """

    side: str
    base_id: str | None
    base: WeightSet
    weights: WeightSet
    past: list[WeightSet] = dataclasses.field(default_factory=list)
    future: list[WeightSet] = dataclasses.field(default_factory=list)
    fault: str = ""
    shown: dict[str, tuple[float, int]] = dataclasses.field(default_factory=dict)

    def key(self, widget: str, number: float) -> str:
        """Return the key of a widget that shows a number: a new one if it showed another number.

        Each number has two widgets. Would one be filled when the other is moved, then a browser
        that moves on before it hears of that would send back what the first had before.
        """
        shown, times = self.shown.get(widget, (number, 0))
        self.shown[widget] = number, times + (shown != number)
        return f"{widget}_{self.shown[widget][1]}"

    def take(self, widget: str, part: str, name: str) -> None:
        """Take over to what somebody has moved a widget; that it was drawn anew is no move."""
        before, times = self.shown[widget]
        number = float(st.session_state[f"{widget}_{times}"])
        if number != before:
            self.shown[widget] = number, times
            self.move(part, name, number)

    def move(self, part: str, name: str, number: float) -> None:
        """Give a number of a part (see `weights.PARTS`) another value."""
        fields = self.weights.model_dump()
        try:
            self.put(WeightSet(**{**fields, part: {**fields[part], name: number}}))
        except WeightSetError:
            self.fault = NOTHING_COUNTS if part == "weights" else NOT_WHOLE

    def put(self, weights: WeightSet) -> None:
        """Put other weights on the sliders, which can be undone."""
        if weights.numbers != self.weights.numbers:
            self.past = [*self.past[-MOST_UNDONE:], self.weights]
            self.future = []
        self.weights = weights

    def undo(self) -> None:
        """Take the last move back, if there is one."""
        if self.past:
            self.future.append(self.weights)
            self.weights = self.past.pop()

    def redo(self) -> None:
        """Make the move again that was taken back last, if there is one."""
        if self.future:
            self.past.append(self.weights)
            self.weights = self.future.pop()

    def compare_with(self, weight_set_id: str | None) -> None:
        """Compare with another version from now on."""
        self.base = read_weight_set(resources.database(), weight_set_id)
        self.base_id = weight_set_id

    def moves(self) -> list[tuple[str, str, float, float]]:
        """Return part, name, number in the base and number now of all that differs."""
        return [
            (part, name, self.base.numbers[part][name], number)
            for part, numbers in self.weights.numbers.items()
            for name, number in numbers.items()
            if number != self.base.numbers[part][name]
        ]


def bench_of(side: str) -> Bench:
    """Return the bench of a side; when it is first opened, with the weights that serve."""
    benches: dict[str, Bench] = st.session_state.setdefault(_BENCHES, {})
    if side not in benches:
        active_id, active = resources.active_weights(side)
        benches[side] = Bench(side, active_id, active, active)
    return benches[side]


# ---- the versions of a side -----------------------------------------------------------------


@dataclasses.dataclass(frozen=True, eq=False)
class Versions:
    """The weight sets of one side as they are stored now.

    Parameters
    ----------
    table : DataFrame
        Rows of `weights.weight_sets`.
    active_id : str or None
        None is the set that ships with the program.
    """

    table: pd.DataFrame
    active_id: str | None

    @property
    def readable_ids(self) -> list[str | None]:
        """Ids that can be compared with: the one that serves, then the newest first."""
        fine = self.table.loc[self.table["fault"] == "", "weight_set_id"]
        return sorted([*fine, None], key=lambda id_: id_ != self.active_id)

    def name(self, weight_set_id: str | None) -> str:
        """Return what a version is called."""
        if weight_set_id is None:
            shipped = WeightSet.default()
            return f"{shipped.name} {shipped.version}, as shipped"
        row = self.table.loc[self.table["weight_set_id"] == weight_set_id].iloc[0]
        return f"{row['name']} {row['version']}"

    def called(self, weight_set_id: str | None) -> str:
        """Return what a version is called, and whether it serves now."""
        now = " (serves now)" if weight_set_id == self.active_id else ""
        return self.name(weight_set_id) + now


def versions_of(side: str) -> Versions:
    """Read the versions of a side."""
    table = session.show(weights.weight_sets)
    active_id, _ = resources.active_weights(side)
    return Versions(table[table["side"] == side], active_id)


# ---- the people whose lists are looked at ---------------------------------------------------


@dataclasses.dataclass(frozen=True, eq=False)
class Listed:
    """Somebody who does not exist, whose list can be looked at, and the workspace that ranks it."""

    called: str
    words: str
    workspace: Workspace


def judged_profiles() -> tuple[list[Profile], pd.DataFrame]:
    """Return the judged profiles that ship with the program, and the judgments on roles there are.

    Roles of an organization that was taken out are left out.
    """
    judged, judgments = _judged_profiles()
    is_there = judgments[columns.ROLE_ID].isin(resources.catalog().roles.index)
    return judged, judgments[is_there]


@st.cache_resource(show_spinner=False)
def _judged_profiles() -> tuple[list[Profile], pd.DataFrame]:
    return shipped_judgments()


def workspace() -> Workspace:
    """Return the workspace of the judged profiles, made once for everyone."""
    return _workspace(resources.catalog_key(), session.now().date())


@st.cache_resource(show_spinner="Ranking for the judged profiles …", max_entries=2)
def _workspace(key: str, today: date) -> Workspace:
    return Workspace(resources.catalog(), *judged_profiles(), today)


@st.cache_resource(show_spinner=False, max_entries=2)
def _golden_workspace(
    key: str, today: date, state: tuple[tuple[str, int], ...], _profiles: list[Profile]
) -> Workspace:
    return Workspace(resources.catalog(), _profiles, judged_profiles()[1].head(0), today)


def people(golden: pd.DataFrame) -> dict[str, Listed]:
    """Return whose lists can be looked at, by an id: golden profiles come after judged ones.

    Parameters
    ----------
    golden : DataFrame
        From `weights.golden_profiles`.
    """
    catalog = resources.catalog()
    judged, found = workspace(), {}
    for profile_id, slate in judged.slates.items():
        first, *more = wording.profile_in_words(catalog, slate.beside.person.profile)
        found[profile_id] = Listed(f"{profile_id}: {first}", "; ".join(more), judged)
    readable = golden[golden["profile"].notna()].to_dict("records")
    if readable:
        state = tuple((row["golden_id"], row["version"]) for row in readable)
        profiles = [
            row["profile"].model_copy(update={columns.PROFILE_ID: row["golden_id"]})
            for row in readable
        ]
        ranked = _golden_workspace(resources.catalog_key(), session.now().date(), state, profiles)
        for row in readable:
            words = "; ".join(wording.profile_in_words(catalog, row["profile"]))
            found[row["golden_id"]] = Listed(f"Golden: {row['name']}", words, ranked)
    return found


def first_people() -> list[str]:
    """Return three judged profiles of different professions, whose lists are shown at first."""
    of_profession = {profile.profession: profile for profile in reversed(judged_profiles()[0])}
    ids = {profile.profile_id for profile in of_profession.values()}
    return [p.profile_id for p in judged_profiles()[0] if p.profile_id in ids][:FIRST_SHOWN]
