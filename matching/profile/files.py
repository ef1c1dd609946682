"""Profiles from files: one from YAML or JSON, many from CSV or Parquet."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from matching.errors import (
    DataError,
    FewHints,
    FewProblems,
    HeaderError,
    Problem,
    ProfileError,
    did_you_mean,
    shown,
)
from matching.profile import Profile
from matching.reference.csv_rows import Table, check_number_of_columns

if TYPE_CHECKING:
    from matching.reference.parquet_rows import ParquetTable

MAX_FILE_BYTES = 1_000_000
MOST_PROFILES = 100_000
"""Of one file at once: in memory, a profile is about 2 KB."""
MOST_HEADER_FAULTS = 8
MOST_HINTS = 200
"""Faults of a file that say what was probably meant."""


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
    """Read profiles from a CSV or Parquet file; faulty rows are reported and left out.

    Parameters
    ----------
    path : path
        CSV with a header, or Parquet if it is called `.parquet`; `profession` is needed, other
        columns of profiles.csv may be missing.

    Returns
    -------
    profiles : list of Profile
        Those without `profile_id` are named by their line: `row-2`.
    problems : list of Problem
        File, line, column, value and what would be right; after 2,000 of them, how many more.

    Raises
    ------
    DataError
        The file cannot be read, its header is faulty, or it has more than 100,000 profiles.
    """
    profiles: list[Profile] = []
    problems = FewProblems()
    for each in profiles_in(path):
        if isinstance(each, Problem):
            problems.add(each)
        elif len(profiles) == MOST_PROFILES:
            raise DataError(
                f"{Path(path).name} has more than {MOST_PROFILES:,} profiles; split it. "
                "(`missionmatch rank --profiles` takes any number, one after the other.)"
            )
        else:
            profiles.append(each)
    return profiles, problems.kept()


def profiles_in(path: str | Path) -> Iterator[Profile | Problem]:
    """Read profiles one after the other: CSV in the room of the file's bytes, Parquet in less.

    Like `read_profiles`, which gathers what this gives; the header is checked at once.

    Yields
    ------
    Profile or Problem
        In the order of the file.
    """
    table = _table(Path(path))
    place = f"{table.name}, line 1"
    check_number_of_columns(place, table.names)
    _check_header(place, table.names)
    return _profiles(table)


def _table(path: Path) -> Table | ParquetTable:
    if path.suffix.lower() != ".parquet":
        return Table(path)
    from matching.reference.parquet_rows import ParquetTable

    return ParquetTable(path)


def _profiles(table: Table | ParquetTable) -> Iterator[Profile | Problem]:
    """Give the profile of each row, or say why there is none; few of many faults have a hint."""
    taken: set[str] = set()
    may_repeat = "profile_id" in table.names
    few = FewHints(MOST_HINTS)
    for row in table.rows():
        if isinstance(row, Problem):
            yield row
            continue
        name = row.cells.get("profile_id") or f"row-{row.line}"
        if name in taken:
            yield Problem(table.name, row.line, "profile_id", name, "an id used only once")
            continue
        try:
            with few:
                profile = Profile(**{**row.cells, "profile_id": name})
        except ProfileError as error:
            for found in error.problems:
                yield Problem(table.name, row.line, found.column, found.value, found.expected)
        else:
            if may_repeat:
                taken.add(name)
            yield profile


def _check_header(place: str, header: list[str]) -> None:
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        faults = ["the columns are separated by semicolons or tabs instead of commas"]
    else:
        # Only those that are named are looked for: each hint compares a name with every column.
        faults = list(itertools.islice(_header_faults(header), MOST_HEADER_FAULTS))
    if faults:
        raise HeaderError(
            f"{place}: {'; '.join(faults)}. A table of profiles has the column "
            f"profession, separated by commas from any of: {', '.join(Profile.model_fields)}."
        )


def _header_faults(header: list[str]) -> Iterator[str]:
    known = list(Profile.model_fields)
    for name in header:
        if name not in known:
            yield f"unknown column '{shown(name)}'{did_you_mean(name, known)}"
    for name, count in Counter(header).items():
        if count > 1 and name in known:
            yield f"column '{name}' is given {count} times"
    if "profession" not in header:
        yield "column 'profession' is missing"
