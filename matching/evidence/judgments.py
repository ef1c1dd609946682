"""Judgments: how well a role fits a profile, graded 0 to 3 by people; read from a CSV file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import pandas as pd

from matching import columns as c
from matching.errors import FewHints, HeaderError, Problem, did_you_mean
from matching.profile import Profile
from matching.profile.files import read_profiles
from matching.reference.csv_rows import Row, Table, rows_of
from matching.reference.shipped import DATA_FOLDER

BEST_GRADE = 3
GOOD_GRADE = 2
"""From this grade on a role is a good option."""
MOST_HINTS = 200
"""Faults of a file that say what was probably meant."""
GRADES = {str(grade): grade for grade in range(BEST_GRADE + 1)}

_SHIPPED = DATA_FOLDER / "judgments"
_CellFault = tuple[str, str, str]  # column, found, expected


def shipped_judgments() -> tuple[list[Profile], pd.DataFrame]:
    """Read the judged profiles that ship with the project, and the judgments about them."""
    profiles, _ = read_profiles(_SHIPPED / "profiles.csv")
    judgments, _ = read_judgments(_SHIPPED / "judgments.csv")
    return profiles, judgments


def read_judgments(
    path: str | Path,
    *,
    profile_ids: Collection[str] | None = None,
    role_ids: Collection[str] | None = None,
) -> tuple[pd.DataFrame, list[Problem]]:
    """Read graded matches; a faulty row is reported and left out.

    Parameters
    ----------
    path : path
        CSV with the header `profile_id,role_id,grade,reason`; `reason` may be missing, and a
        column `author` may be there.
    profile_ids, role_ids : collection of str, optional
        The ids that there are. A judgment about another one is reported; None: not checked.

    Returns
    -------
    judgments : DataFrame
        `profile_id`, `role_id`, `grade` (int, 0 to 3), `reason` (`""`: not said), in the order of
        the file. Of two judgments of the same match the first is kept, the second reported.
    problems : list of Problem
        In the order of the file.

    Raises
    ------
    DataError
        The file is missing, is no table, or has another header.
    """
    path = Path(path)
    rows, problems = _rows(path)
    few = FewHints(MOST_HINTS)
    good: list[tuple[str, str, int, str]] = []
    line_of: dict[tuple[str, str], int] = {}
    for row in rows:
        profile_id, role_id = row.cells[c.PROFILE_ID], row.cells[c.ROLE_ID]
        with few:
            faults = [
                *_id_faults(c.PROFILE_ID, profile_id, profile_ids),
                *_id_faults(c.ROLE_ID, role_id, role_ids),
                *_grade_faults(row.cells[c.GRADE]),
            ]
        seen = line_of.setdefault((profile_id, role_id), row.line)
        if seen != row.line and not faults:
            faults.append((c.ROLE_ID, role_id, f"a match judged once; line {seen} has it too"))
        problems += [Problem(path.name, row.line, *fault) for fault in faults]
        if not faults:
            grade = GRADES[row.cells[c.GRADE]]
            good.append((profile_id, role_id, grade, row.cells.get(c.REASON, "")))
    judgments = pd.DataFrame(good, columns=list(c.JUDGMENTS_TABLE)).astype(
        {c.PROFILE_ID: "str", c.ROLE_ID: "str", c.GRADE: "int64", c.REASON: "str"}
    )
    return judgments, sorted(problems, key=lambda problem: problem.row or 0)


def grades_by_profile(judgments: pd.DataFrame) -> dict[str, dict[str, int]]:
    """The grade of each judged role, by profile id and role id."""
    return {
        str(profile_id): {
            str(role_id): int(grade)
            for role_id, grade in zip(rows[c.ROLE_ID], rows[c.GRADE], strict=True)
        }
        for profile_id, rows in judgments.groupby(c.PROFILE_ID)
    }


def _rows(path: Path) -> tuple[list[Row], list[Problem]]:
    table = Table(path)
    authors = (c.AUTHOR,) if c.AUTHOR in table.names else ()
    try:
        table.check(c.JUDGMENTS_TABLE + authors)
    except HeaderError as error:
        try:
            table.check(c.JUDGMENTS_TABLE[:-1] + authors)
        except HeaderError:
            raise error from None
    return rows_of(table)


def _id_faults(column: str, id_: str, known: Iterable[str] | None) -> list[_CellFault]:
    what = "profile" if column == c.PROFILE_ID else "role"
    if not id_:
        return [(column, "", f"the id of a {what}; this cell is never empty")]
    if known is None or id_ in known:
        return []
    hint = did_you_mean(id_, known)
    return [(column, id_, f"the id of a {what} that there is{hint}")]


def _grade_faults(text: str) -> list[_CellFault]:
    return [] if text in GRADES else [(c.GRADE, text, f"a grade from 0 to {BEST_GRADE}")]
