"""Profiles from files: one from YAML or JSON, many from CSV."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from matching.errors import DataError, HeaderError, Problem, ProfileError, did_you_mean, shown
from matching.profile import Profile
from matching.tables import Row, header_of, read_table

MAX_FILE_BYTES = 1_000_000


def read_profile(path: str | Path) -> Profile:
    """Read one profile from a YAML or JSON file.

    Raises
    ------
    ProfileError
        The file is no profile; `problems` say where, what was found and what would be right.
    DataError
        The file cannot be read as text.
    """
    path = Path(path)
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise DataError(f"{path.name} is larger than 1 MB; a profile is a few lines.")
        return Profile.from_yaml(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name} is not UTF-8 text; save the file as UTF-8.") from error
    except OSError as error:
        raise DataError(f"{path.name} cannot be read: {error.strerror}.") from error


def read_profiles(path: str | Path) -> tuple[list[Profile], list[Problem]]:
    """Read profiles from a CSV file; faulty rows are reported and left out.

    Parameters
    ----------
    path : path
        CSV with a header; `profession` is needed, other columns of profiles.csv may be missing.

    Returns
    -------
    profiles : list of Profile
        Those without `profile_id` are named by their line: `row-2`.
    problems : list of Problem
        File, line, column, value and what would be right.

    Raises
    ------
    DataError
        The file cannot be read, or its header is faulty.
    """
    path = Path(path)
    header = header_of(path)
    _check_header(path.name, header)
    rows, problems = read_table(path, header)
    profiles: dict[str, Profile] = {}
    for row in rows:
        problems += _add(profiles, path.name, row)
    return list(profiles.values()), sorted(problems, key=lambda problem: problem.row or 0)


def _check_header(file: str, header: list[str]) -> None:
    known = list(Profile.model_fields)
    faults = [
        f"unknown column '{shown(name)}'{did_you_mean(name, known)}"
        for name in header
        if name not in known
    ]
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        faults = ["the columns are separated by semicolons or tabs instead of commas"]
    elif "profession" not in header:
        faults.append("column 'profession' is missing")
    if faults:
        raise HeaderError(
            f"{file}, line 1: {'; '.join(faults[:8])}. A table of profiles has the column "
            f"profession, separated by commas from any of: {', '.join(known)}."
        )


def _add(profiles: dict[str, Profile], file: str, row: Row) -> Iterable[Problem]:
    """Add the profile of a row to those read before it, or say why not."""
    name = row.cells.get("profile_id") or f"row-{row.line}"
    if name in profiles:
        return [Problem(file, row.line, "profile_id", name, "an id used only once")]
    try:
        profiles[name] = Profile(**{**row.cells, "profile_id": name})
    except ProfileError as error:
        return [
            Problem(file, row.line, found.column, found.value, found.expected)
            for found in error.problems
        ]
    return []
