"""Profiles from files: one from YAML or JSON, many from CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from matching.errors import Problem, ProfileError
from matching.profile import Profile

MAX_FILE_BYTES = 50_000_000


def read_profile(path: str | Path) -> Profile:
    """Read one profile from a YAML or JSON file."""
    return Profile.from_yaml(_text_of(Path(path)))


def read_profiles(path: str | Path) -> tuple[list[Profile], list[Problem]]:
    """Read profiles from a CSV file; faulty rows are reported and left out.

    Parameters
    ----------
    path : path
        CSV with a header; `profession` is needed, other columns of profiles.csv may be missing.

    Returns
    -------
    profiles : list of Profile
    problems : list of Problem
        File, line, column, value and what would be right.

    Raises
    ------
    ProfileError
        The header is faulty, or the file is no UTF-8 text.
    """
    path = Path(path)
    rows = csv.DictReader(io.StringIO(_text_of(path), newline=""), strict=True)
    try:
        header = rows.fieldnames or []
        _check_header(path.name, list(header))
        return _read_rows(path.name, rows)
    except csv.Error as error:
        problem = Problem(path.name, rows.line_num, "", str(error), "CSV with a header row")
        raise ProfileError([problem]) from error


def _read_rows(file: str, rows: csv.DictReader[str]) -> tuple[list[Profile], list[Problem]]:
    profiles: dict[str, Profile] = {}
    problems: list[Problem] = []
    for row in rows:
        line = rows.line_num
        if None in row or None in row.values():
            problems.append(Problem(file, line, "", "", f"{len(rows.fieldnames or [])} cells"))
            continue
        try:
            profile = Profile(**row)
        except ProfileError as error:
            problems += [
                Problem(file, line, found.column, found.value, found.expected)
                for found in error.problems
            ]
            continue
        name = profile.profile_id or f"row-{line}"
        if name in profiles:
            problems.append(Problem(file, line, "profile_id", name, "an id used only once"))
            continue
        profiles[name] = profile if profile.profile_id else profile.changed(profile_id=name)
    return list(profiles.values()), problems


def _check_header(file: str, header: list[str]) -> None:
    unknown = [name for name in header if name not in Profile.model_fields]
    repeated = [name for name in header if header.count(name) > 1]
    if "profession" not in header or unknown or repeated:
        found = ", ".join(map(str, header))[:200]
        expected = "a header with `profession` and any of: " + ", ".join(Profile.model_fields)
        raise ProfileError([Problem(file, 1, ",".join(unknown or repeated), found, expected)])


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ProfileError([Problem(path.name, None, "", "", "a file of at most 50 MB")])
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProfileError(
            [Problem(path.name, None, "", "", "UTF-8 text; save the file as UTF-8")]
        ) from error
    except OSError as error:
        reason = error.strerror or "not readable"
        raise ProfileError([Problem(path.name, None, "", reason, "a file to read")]) from error
