"""What the commands read: data folder, weight set, people and judgments."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from matching.catalog import Catalog
from matching.cli import output
from matching.comparison.weight_set import LONGEST_JSON, WeightSet
from matching.errors import DataError, Problem, ProfileError, WeightSetError
from matching.evidence.judgments import (
    JUDGMENTS_FILE,
    PROFILES_FILE,
    JudgedSet,
    read_judgments,
    set_folders,
)
from matching.profile import Profile
from matching.profile.files import profiles_in, read_profile, read_profiles
from matching.recommending.recommender import Recommender


def catalog(folder: Path) -> Catalog:
    """Read the data folder."""
    output.check_folder(folder)
    try:
        return Catalog.from_folder(folder)
    except DataError as error:
        raise DataError(f"{folder}: {error}") from error


def weight_set(path: Path) -> WeightSet:
    """Read a weight set; what is wrong with it is told with the name of the file."""
    output.check_file(path)
    try:
        with path.open(encoding="utf-8-sig") as file:
            return WeightSet.from_json(file.read(LONGEST_JSON + 1))
    except UnicodeDecodeError as error:
        raise WeightSetError(f"{path.name}: the file is no UTF-8 text.") from error
    except WeightSetError as error:
        raise WeightSetError(f"{path.name}: {error}") from error


def recommender(data: Path, weights: Path | None, today: dt.datetime | None) -> Recommender:
    """Make a recommender of a data folder, and say if rows of it are left out."""
    chosen = None if weights is None else weight_set(weights)
    read = catalog(data)
    if rows := len({(problem.file, problem.row) for problem in read.problems}):
        output.note(f"Faulty rows of the data left out: {rows}; see `missionmatch check-data`.")
    return Recommender(read, chosen, today.date() if today else None)


def person(path: Path) -> Profile:
    """Read one profile from YAML or JSON; without an id it is called like the file."""
    output.check_file(path)
    if path.suffix.lower() == ".csv":
        output.fail(f"{path.name} is a table; give it with --profiles.")
    try:
        read = read_profile(path)
    except ProfileError as error:
        named = [dataclasses.replace(problem, file=path.name) for problem in error.problems]
        raise ProfileError(named) from error
    return read if read.profile_id else read.changed(profile_id=path.stem)


def people(path: Path) -> tuple[list[Profile], list[Problem]]:
    """Read profiles from CSV, with what is wrong with the rows that are left out."""
    _check_table(path)
    return read_profiles(path)


def people_one_by_one(path: Path) -> Iterator[Profile | Problem]:
    """Read profiles from CSV as they are asked for, and what is wrong with rows left out."""
    _check_table(path)
    return profiles_in(path)


def _check_table(path: Path) -> None:
    output.check_file(path)
    if path.suffix.lower() in (".yaml", ".yml", ".json"):
        output.fail(f"{path.name} is no table; give one person with --profile.")


def judged_sets(
    catalog: Catalog, data: Path, profiles: Path | None, judgments: Path | None
) -> tuple[list[JudgedSet], list[Problem]]:
    """Read people and the judgments about them, with what is wrong with rows of either.

    Parameters
    ----------
    data : path
        The data folder; its judged sets are read if no file is given.
    profiles, judgments : path, optional
        Files of one set. One without the other stands beside what the data folder has.
    """
    if profiles is None and judgments is None:
        read = [
            _judged(catalog, folder.name, [folder / PROFILES_FILE], [folder / JUDGMENTS_FILE])
            for folder in set_folders(data)
        ]
    else:
        people_files = [profiles] if profiles else [f / PROFILES_FILE for f in set_folders(data)]
        grade_files = [judgments] if judgments else [f / JUDGMENTS_FILE for f in set_folders(data)]
        read = [_judged(catalog, "given", people_files, grade_files)]
    return [found for found, _ in read], [problem for _, faults in read for problem in faults]


def all_judged(sets: Sequence[JudgedSet]) -> tuple[list[Profile], pd.DataFrame]:
    """The people of all sets, and the judgments about them."""
    people = [profile for judged in sets for profile in judged.profiles]
    return people, pd.concat([judged.judgments for judged in sets], ignore_index=True)


def _judged(
    catalog: Catalog, name: str, profiles: Sequence[Path], judgments: Sequence[Path]
) -> tuple[JudgedSet, list[Problem]]:
    found: list[Profile] = []
    graded: list[pd.DataFrame] = []
    problems: list[Problem] = []
    for path in profiles:
        read, faults = people(path)
        found += read
        problems += faults
    ids, role_ids = {profile.profile_id for profile in found}, set(catalog.roles.index)
    for path in judgments:
        output.check_file(path)
        rows, faults = read_judgments(path, profile_ids=ids, role_ids=role_ids)
        graded.append(rows)
        problems += faults
    return JudgedSet(name, found, pd.concat(graded, ignore_index=True)), problems
