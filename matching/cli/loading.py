"""What the commands read: data folder, weight set, people and judgments."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from matching import columns as c
from matching.catalog import Catalog
from matching.cli import output
from matching.comparison.weight_set import LONGEST_JSON, WeightSet
from matching.errors import DataError, Problem, ProfileError, UnknownIdError, WeightSetError
from matching.evidence.judgments import (
    GIVEN,
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
    if path.suffix.lower() in (".csv", ".parquet"):
        output.fail(f"{path.name} is a table; give it with --profiles.")
    try:
        read = read_profile(path)
    except ProfileError as error:
        named = [dataclasses.replace(problem, file=path.name) for problem in error.problems]
        raise ProfileError(named) from error
    return read if read.profile_id else read.changed(profile_id=path.stem)


def people(path: Path) -> tuple[list[Profile], list[Problem]]:
    """Read profiles from CSV or Parquet, with what is wrong with the rows that are left out."""
    _check_table(path)
    return read_profiles(path)


def people_one_by_one(path: Path) -> Iterator[Profile | Problem]:
    """Read profiles from CSV or Parquet as they are asked for, and what is wrong with others."""
    _check_table(path)
    return profiles_in(path)


def _check_table(path: Path) -> None:
    output.check_file(path)
    if path.suffix.lower() in (".yaml", ".yml", ".json"):
        output.fail(f"{path.name} is no table; give one person with --profile.")


def judged_sets(
    catalog: Catalog,
    data: Path,
    profiles: Path | None,
    judgments: Path | None,
    names: Sequence[str] = (),
) -> tuple[list[JudgedSet], list[Problem]]:
    """Read people and the judgments about them, with what is wrong with rows of either.

    A fault of the data folder is named with the folder of its set: `second/judgments.csv`. Of two
    sets that have a person of the same id the second is read without that person.

    Parameters
    ----------
    data : path
        The data folder; its judged sets are read if no file is given.
    profiles, judgments : path, optional
        Files of one set. One without the other stands beside what the data folder has.
    names : sequence of str
        Read only these sets of the data folder; all when empty.

    Raises
    ------
    UnknownIdError
        The data folder has no set of such a name.
    """
    if profiles is None and judgments is None:
        chosen = _chosen(data, names)
        read = [
            _judged(catalog, folder.name, _files([folder], PROFILES_FILE, None),
                    _files([folder], JUDGMENTS_FILE, None))
            for folder in chosen
        ]  # fmt: skip
    else:
        chosen = [] if profiles and judgments else _chosen(data, names)
        people_files = _files(chosen, PROFILES_FILE, profiles)
        grade_files = _files(chosen, JUDGMENTS_FILE, judgments)
        read = [_judged(catalog, GIVEN, people_files, grade_files)]
    sets = [found for found, _ in read]
    problems = [problem for _, faults in read for problem in faults]
    return _each_person_once(sets, problems), problems


def _chosen(data: Path, names: Sequence[str]) -> list[Path]:
    folders = {folder.name: folder for folder in set_folders(data)}
    for name in names:
        if name not in folders:
            raise UnknownIdError("judged set", name, folders)
    return [folder for name, folder in folders.items() if not names or name in names]


def _each_person_once(sets: Sequence[JudgedSet], problems: list[Problem]) -> list[JudgedSet]:
    """Leave out people whose id an earlier set has, with their judgments, and say so."""
    seen: dict[str, str] = {}
    kept = []
    for name, people, graded in sets:
        twice = {one.profile_id for one in people} & seen.keys()
        problems += [
            Problem(
                f"{name}/{PROFILES_FILE}", None, c.PROFILE_ID, id_,
                f"an id that no other judged set has; {seen[id_]} has it too",
            )
            for id_ in sorted(twice)
        ]  # fmt: skip
        own = [one for one in people if one.profile_id not in twice]
        kept.append(JudgedSet(name, own, graded[~graded[c.PROFILE_ID].isin(twice)]))
        seen |= {one.profile_id: name for one in own}
    return kept


def _files(folders: Sequence[Path], name: str, given: Path | None) -> dict[str, Path]:
    """The file that was given, or that of each set, by what it is called in messages."""
    if given is not None:
        return {given.name: given}
    return {f"{folder.name}/{name}": folder / name for folder in folders}


def _judged(
    catalog: Catalog, name: str, profiles: Mapping[str, Path], judgments: Mapping[str, Path]
) -> tuple[JudgedSet, list[Problem]]:
    found: list[Profile] = []
    graded: list[pd.DataFrame] = []
    problems: list[Problem] = []
    for label, path in profiles.items():
        with _called(label, path):
            read, faults = people(path)
        found += read
        problems += [dataclasses.replace(fault, file=label) for fault in faults]
    ids, role_ids = {profile.profile_id for profile in found}, set(catalog.roles.index)
    for label, path in judgments.items():
        output.check_file(path)
        with _called(label, path):
            rows, faults = read_judgments(path, profile_ids=ids, role_ids=role_ids)
        graded.append(rows)
        problems += [dataclasses.replace(fault, file=label) for fault in faults]
    return JudgedSet(name, found, pd.concat(graded, ignore_index=True)), problems


@contextlib.contextmanager
def _called(label: str, path: Path) -> Iterator[None]:
    """Say of which set a file is that cannot be read at all."""
    try:
        yield
    except DataError as error:
        folder = label.removesuffix(path.name)
        raise DataError(f"{folder}{error}" if folder else str(error)) from error
