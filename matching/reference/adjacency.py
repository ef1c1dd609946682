"""Who may act for whom, and what work a specialty covers: `data/adjacency.yaml` as matrices."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from matching.arrays import Bools, Floats
from matching.errors import DataError
from matching.folding import fold
from matching.reference.vocabulary import Vocabulary

LEAST_DEGREE = 0.25
"""Below this degree a person cannot act for what the role asks."""


@dataclasses.dataclass(frozen=True)
class Adjacency:
    """Degrees in [0, 1] from what a person is (rows) to what a role asks for (columns).

    Attributes
    ----------
    professions : array (professions, professions)
    specialties : array (specialties, specialties)
    work : array (specialties, focus areas)
        How much of the work in a focus area a specialist can do.
    related : array (focus areas, focus areas)
        Symmetric, 1 on the diagonal.
    trainees : array (professions, professions)
        What a student of the row's profession may help with, besides roles for students.
    bounding, broad, narrow : boolean arrays (focus areas,)
        Focus areas that say what kind of clinician the work needs; those that say little beside
        a narrow one; the narrow ones.
    owners : boolean array (professions, focus areas)
        The professions to which a narrow focus area belongs.
    """

    professions: Floats
    specialties: Floats
    work: Floats
    related: Floats
    trainees: Floats
    bounding: Bools
    broad: Bools
    narrow: Bools
    owners: Bools
    beside_narrow: float
    any_field: float
    trainee_acts_for_student: float
    trainee_learns_specialty: float
    fields_of_study: dict[str, tuple[str, ...]]

    def field_studied(self, text: str) -> str:
        """The profession whose study a few words name most fully, `""` where they name none.

        Examples
        --------
        >>> from matching.reference.shipped import shipped_adjacency
        >>> shipped_adjacency().field_studied("2nd year dental hygiene student")
        'dental-hygienist'
        """
        plain = fold(text)
        found = (
            (len(word), profession)
            for profession, spoken in self.fields_of_study.items()
            for word in map(fold, spoken)
            if re.search(rf"\b{re.escape(word)}\b", plain)
        )
        return max(found, default=(0, ""))[1]

    @classmethod
    def from_file(cls, path: str | Path, vocabulary: Vocabulary) -> Adjacency:
        """Read the table and check every id and degree.

        Raises
        ------
        DataError
            The file is no YAML, lacks a section, or names an unknown id or a degree outside 0..1.
        """
        path = Path(path)
        try:
            table = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
            raise DataError(f"{path.name} cannot be read as YAML: {error}") from error
        try:
            return _adjacency(table, vocabulary)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise DataError(
                f"{path.name}: {error}. Each section maps ids of vocabulary.yaml to degrees 0..1."
            ) from error


def _adjacency(table: Mapping[str, Any], vocabulary: Vocabulary) -> Adjacency:
    professions = list(vocabulary.professions)
    specialties = list(vocabulary.specialty_labels)
    focus_areas = list(vocabulary.focus_areas)
    related = np.eye(len(focus_areas))
    position = _positions(focus_areas)
    for one, other, degree in table["related_focus_areas"]:
        i, j = position(one), position(other)
        related[i, j] = related[j, i] = _degree(degree)
    return Adjacency(
        professions=np.maximum(
            _matrix(table["professions"], professions, professions), np.eye(len(professions))
        ),
        specialties=np.maximum(
            _matrix(table["specialties"], specialties, specialties), np.eye(len(specialties))
        ),
        work=_matrix(table["work"], specialties, focus_areas),
        related=related,
        trainees=_matrix(table["trainees"], professions, professions),
        bounding=_mask(table["bounding_work"], focus_areas),
        broad=_mask(table["broad_work"], focus_areas),
        narrow=_mask(list(table["narrow_work"]), focus_areas),
        owners=_matrix(_inverted(table["narrow_work"]), professions, focus_areas).astype(bool),
        beside_narrow=_degree(table["beside_narrow"]),
        any_field=_degree(table["any_field"]),
        trainee_acts_for_student=_degree(table["trainee_acts_for_student"]),
        trainee_learns_specialty=_degree(table["trainee_learns_specialty"]),
        fields_of_study={
            vocabulary_id: tuple(words) for vocabulary_id, words in table["fields_of_study"].items()
        },
    )


def _matrix(
    rows: Mapping[str, Mapping[str, float]], names: Sequence[str], columns: Sequence[str]
) -> Floats:
    row_of, column_of = _positions(names), _positions(columns)
    matrix = np.zeros((len(names), len(columns)))
    for name, degrees in rows.items():
        for column, degree in degrees.items():
            matrix[row_of(name), column_of(column)] = _degree(degree)
    return matrix


def _inverted(owned: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    rows: dict[str, dict[str, float]] = {}
    for focus_area, professions in owned.items():
        for profession in professions:
            rows.setdefault(profession, {})[focus_area] = 1.0
    return rows


def _mask(names: Sequence[str], columns: Sequence[str]) -> Bools:
    position = _positions(columns)
    mask = np.zeros(len(columns), dtype=bool)
    mask[[position(name) for name in names]] = True
    return mask


def _positions(names: Sequence[str]) -> Callable[[str], int]:
    positions = {name: position for position, name in enumerate(names)}

    def position(name: str) -> int:
        if name not in positions:
            raise ValueError(f"unknown id `{name}`")
        return positions[name]

    return position


def _degree(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"degree `{value}` is not a number from 0 to 1")
    return float(value)
