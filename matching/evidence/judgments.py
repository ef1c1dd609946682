"""Judgments: how well a role fits a profile, graded 0 to 3 by people; read from a CSV file."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from matching import columns as c
from matching.errors import DataError, FewHints, HeaderError, Problem, did_you_mean
from matching.phrases import with_article
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

BESIDE = (c.AUTHOR, c.RANK, c.SCORE, c.TITLE, c.ORGANIZATION)
"""Columns that a file of judgments may have besides; nothing is read from them."""
PROFILES_FILE, JUDGMENTS_FILE = "profiles.csv", "judgments.csv"
GIVEN = "given"
"""Name of the set that files of people and of judgments make."""
_ORDER = {name: at for at, name in enumerate(("first", "second", "third", "fourth", "fifth"))}
_CellFault = tuple[str, str, str]  # column, found, expected


class JudgedSet(NamedTuple):
    """People who were judged together, and the judgments about them.

    Attributes
    ----------
    name : str
        Such as `first`: the name of its folder.
    profiles : list of Profile
    judgments : DataFrame
        As from `read_judgments`.
    """

    name: str
    profiles: list[Profile]
    judgments: pd.DataFrame


def set_folders(folder: str | Path) -> list[Path]:
    """Folders of a data folder's judged sets, in the order in which they were judged.

    Raises
    ------
    DataError
        There is none.
    """
    judged = Path(folder) / "judgments"
    found = [path for path in judged.glob("*") if (path / JUDGMENTS_FILE).is_file()]
    if not found:
        raise DataError(
            f"{judged} holds no judged set: expected folders such as first, each with "
            f"{PROFILES_FILE} and {JUDGMENTS_FILE}."
        )
    return sorted(found, key=lambda path: (_ORDER.get(path.name, len(_ORDER)), path.name))


@functools.cache
def shipped_sets() -> tuple[JudgedSet, ...]:
    """Read the judged sets that ship with the project, which are not to be changed."""
    return tuple(
        JudgedSet(
            folder.name,
            read_profiles(folder / PROFILES_FILE)[0],
            read_judgments(folder / JUDGMENTS_FILE)[0],
        )
        for folder in set_folders(DATA_FOLDER)
    )


def set_of(sets: Iterable[JudgedSet]) -> dict[str, str]:
    """The name of each person's judged set, by profile id."""
    return {profile.profile_id: name for name, profiles, _ in sets for profile in profiles}


def shipped_judgments() -> tuple[list[Profile], pd.DataFrame]:
    """All judged profiles that ship with the project, and the judgments about them."""
    return all_judged(shipped_sets())


def all_judged(sets: Sequence[JudgedSet]) -> tuple[list[Profile], pd.DataFrame]:
    """The people of all sets, and the judgments about them."""
    people = [profile for judged in sets for profile in judged.profiles]
    return people, pd.concat([judged.judgments for judged in sets], ignore_index=True)


def read_judgments(
    path: str | Path,
    *,
    profile_ids: Collection[str] | None = None,
    role_ids: Collection[str] | None = None,
    of: str = c.ROLE_ID,
    about: str = c.PROFILE_ID,
) -> tuple[pd.DataFrame, list[Problem]]:
    """Read graded matches, or graded articles; a faulty row is reported and left out.

    Parameters
    ----------
    path : path
        CSV with the header `profile_id,role_id,grade,reason`; `reason` may be missing. Columns
        of `BESIDE` may be there and are passed over: they help those who grade.
    profile_ids, role_ids : collection of str, optional
        The ids that there are. A judgment about another one is reported; None: not checked.
    of : str
        The column of what is graded: `role_id` or `article_id`; `role_ids` are ids of it.
    about : str
        The column of that for which it is graded: `profile_id`, or the article that was read
        before; `profile_ids` are ids of it.

    Returns
    -------
    judgments : DataFrame
        `profile_id` (or `about`), `role_id` (or `of`), `grade` (int, 0 to 3), `reason` (`""`: not
        said), in the order of the file. Of two judgments of the same match the first is kept, the
        second reported.
    problems : list of Problem
        In the order of the file.

    Raises
    ------
    DataError
        The file is missing, is no table, or has another header.
    """
    path = Path(path)
    names = _table(of, about)
    rows, problems = _rows(path, names)
    few = FewHints(MOST_HINTS)
    good: list[tuple[str, str, int, str]] = []
    line_of: dict[tuple[str, str], int] = {}
    for row in rows:
        profile_id, role_id = row.cells[about], row.cells[of]
        with few:
            faults = [
                *_id_faults(about, profile_id, profile_ids),
                *_id_faults(of, role_id, role_ids),
                *_grade_faults(row.cells[c.GRADE]),
            ]
        seen = line_of.setdefault((profile_id, role_id), row.line)
        if seen != row.line and not faults:
            faults.append((of, role_id, f"a match judged once; line {seen} has it too"))
        problems += [Problem(path.name, row.line, *fault) for fault in faults]
        if not faults:
            grade = GRADES[row.cells[c.GRADE]]
            good.append((profile_id, role_id, grade, row.cells.get(c.REASON, "")))
    judgments = pd.DataFrame(good, columns=list(names)).astype(
        {about: "str", of: "str", c.GRADE: "int64", c.REASON: "str"}
    )
    return judgments, sorted(problems, key=lambda problem: problem.row or 0)


def grades_by_profile(judgments: pd.DataFrame, of: str = c.ROLE_ID) -> dict[str, dict[str, int]]:
    """The grade of each judged role, or article, by profile id and its id."""
    return {
        str(profile_id): {
            str(graded): int(grade) for graded, grade in zip(rows[of], rows[c.GRADE], strict=True)
        }
        for profile_id, rows in judgments.groupby(c.PROFILE_ID)
    }


def _table(of: str, about: str) -> tuple[str, ...]:
    named = {c.ROLE_ID: of, c.PROFILE_ID: about}
    return tuple(named.get(name, name) for name in c.JUDGMENTS_TABLE)


def _rows(path: Path, expected: tuple[str, ...]) -> tuple[list[Row], list[Problem]]:
    table = Table(path)
    beside = tuple(name for name in BESIDE if name in table.names)
    try:
        table.check(expected + beside)
    except HeaderError as error:
        try:
            table.check(expected[:-1] + beside)
        except HeaderError:
            raise error from None
    return rows_of(table)


def _id_faults(column: str, id_: str, known: Iterable[str] | None) -> list[_CellFault]:
    what = column.removesuffix("_id")
    if not id_:
        return [(column, "", f"the id of {with_article(what)}; this cell is never empty")]
    if known is None or id_ in known:
        return []
    hint = did_you_mean(id_, known)
    return [(column, id_, f"the id of {with_article(what)} that there is{hint}")]


def _grade_faults(text: str) -> list[_CellFault]:
    return [] if text in GRADES else [(c.GRADE, text, f"a grade from 0 to {BEST_GRADE}")]
