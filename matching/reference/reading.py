"""The data folder to checked frames, with a list of the rows that were left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from matching import columns as c
from matching.errors import DataError, Problem, did_you_mean
from matching.names import Names
from matching.names.table import read_names
from matching.reference import cells
from matching.reference.cells import Check
from matching.reference.column_checks import (
    ARTICLES_FILE,
    DATES,
    FILES,
    NEVER_EMPTY,
    ORGANIZATIONS_FILE,
    ROLES_FILE,
    column_checks,
)
from matching.reference.csv_rows import Row, read_table
from matching.reference.places import Places
from matching.reference.vocabulary import Vocabulary

VOCABULARY_FILE = "vocabulary.yaml"
REFERENCE_FOLDER, NAMES_FOLDER = "reference", "names"
LANGUAGES_FILE = "languages.csv"
MOST_REPORTED = 500  # problems of one file in the report

LISTS = (
    c.PROFESSIONS, c.SPECIALTIES, c.FOCUS_AREAS, c.COUNTRIES, c.SETTING, c.FUNDING, c.LANGUAGES,
    c.MONTHS, c.PARTY, c.COMMITMENT, c.REGIONS, c.ELIGIBLE_COUNTRIES, c.ONLY_FOR, c.STUDENTS_OF,
    c.CELL_SOURCES, c.OBSTACLES,
)  # fmt: skip
NUMBERS = (
    c.FOUNDED, c.MIN_WEEKS, c.MAX_WEEKS, c.MIN_YEARS_EXPERIENCE, c.COST_USD, c.POSITIONS,
    c.HOURS_PER_WEEK,
)  # fmt: skip

_CellFault = tuple[str, str, str]  # column, found, expected


@dataclass(frozen=True, eq=False)
class Reference:
    """All data that the project ships, checked.

    Parameters
    ----------
    organizations, roles, articles : DataFrame
        The good rows, indexed by their id (the index has no name; the id is a column too), in
        the order of the file. Text that the source did not say is `""`, a number NaN, a list
        the empty tuple. Beside each date text, `<name>_first` and `<name>_last` hold the first
        and last day that it can mean (NaT: not said). `months` are tuples of int.

        Added to `roles`: `org_name`; `faith` of the organization; `faith_required`, the role's
        own or else the organization's; `where`, the role's countries or else the
        organization's, and `where_is_organizations`, true where they are the organization's.
    vocabulary : Vocabulary
    places : Places
    languages : dict of ISO 639-1 code to English name
    problems : list of Problem
        What is wrong with the rows that were left out, in the order of the files.
    """

    organizations: pd.DataFrame
    roles: pd.DataFrame
    articles: pd.DataFrame
    vocabulary: Vocabulary
    places: Places
    languages: dict[str, str]
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Table:
    """The checked rows of one file."""

    rows: list[dict[str, Any]]
    problems: list[Problem]
    line_of: dict[str, int]  # of every id that was seen, kept or not
    kept: frozenset[str]  # ids of `rows`
    has_unreadable_rows: bool


def names_of(
    folder: Path, vocabulary: Vocabulary, places: Places, languages: Mapping[str, str]
) -> Names:
    """What people call the things that a data folder speaks of."""
    labels = {
        **{
            kind: vocabulary.labels(kind)
            for kind in ("profession", "specialty", "focus_area", "setting")
        },
        "country": places.names,
        "region": {name: name for name in places.regions},
        "language": languages,
    }
    return read_names(
        folder / NAMES_FOLDER, labels, places.everyday_regions, vocabulary.profession_of
    )


def read_reference(folder: str | Path) -> Reference:
    """Read and check the data folder.

    A faulty row is left out and everything wrong with it is put on the list of problems; the
    good rows are loaded.

    Raises
    ------
    DataError
        If a file is missing, is no table, or has the wrong header, or if the vocabulary or one
        of the tables in `reference/` is faulty.
    """
    folder = Path(folder)
    return read_tables(
        folder,
        Vocabulary.from_file(folder / VOCABULARY_FILE),
        Places.from_folder(folder / REFERENCE_FOLDER),
        read_languages(folder / REFERENCE_FOLDER / LANGUAGES_FILE),
    )


def read_tables(
    folder: Path, vocabulary: Vocabulary, places: Places, languages: dict[str, str]
) -> Reference:
    """Read organizations, roles and articles of a folder; what they speak of is known already.

    Raises
    ------
    DataError
        If one of the three files is missing, is no table, or has the wrong header.
    """
    names = names_of(folder, vocabulary, places, languages)
    checks = column_checks(vocabulary, places, languages, names)

    organizations = _read(folder, ORGANIZATIONS_FILE, c.ORGANIZATIONS_TABLE, checks)

    def cross_checks(row: Row) -> list[_CellFault]:
        return [*order_faults(row), *_organization_faults(row, organizations)]

    roles = _read(folder, ROLES_FILE, c.ROLES_TABLE, checks, cross_checks)
    articles = _read(folder, ARTICLES_FILE, c.ARTICLES_TABLE, checks)

    organization_frame = frame_of_rows(organizations.rows, c.ORGANIZATIONS_TABLE)
    return Reference(
        organizations=organization_frame,
        roles=with_organizations_columns(
            frame_of_rows(roles.rows, c.ROLES_TABLE), organization_frame
        ),
        articles=frame_of_rows(articles.rows, c.ARTICLES_TABLE),
        vocabulary=vocabulary,
        places=places,
        languages=languages,
        problems=organizations.problems + roles.problems + articles.problems,
    )


def read_languages(path: str | Path) -> dict[str, str]:
    """Read `languages.csv`: ISO 639-1 code to English name.

    Raises
    ------
    DataError
        If the file is missing or faulty.
    """
    path = Path(path)
    rows, problems = read_table(path, c.LANGUAGES_TABLE)
    if problems:
        raise DataError(str(problems[0]))
    names = {row.cells[c.ISO639_1]: row.cells[c.NAME] for row in rows}
    if not names or "" in names or len(names) < len(rows):
        raise DataError(f"{path.name}: expected one row for each language, with its code.")
    return names


def check(folder: str | Path) -> str:
    """Report what is in the data folder and what is wrong with it, as plain text.

    Raises
    ------
    DataError
        As `read_reference`.
    """
    reference = read_reference(folder)
    frames = (reference.organizations, reference.roles, reference.articles)
    lines = []
    for file, frame in zip(FILES, frames, strict=True):
        found = [problem for problem in reference.problems if problem.file == file]
        left_out = len({problem.row for problem in found})
        note = f", {left_out} left out" if found else ""
        lines.append(f"{file}: {len(frame):,} {'row' if len(frame) == 1 else 'rows'} read{note}")
        lines += [f"  {problem.place}: {problem.finding}" for problem in found[:MOST_REPORTED]]
        if len(found) > MOST_REPORTED:
            lines.append(f"  and {len(found) - MOST_REPORTED:,} more problems in this file")
    count = len(reference.problems)
    lines.append(f"{count:,} problem{'' if count == 1 else 's'}." if count else "No problems.")
    return "\n".join(lines)


def _read(
    folder: Path,
    file: str,
    columns: Sequence[str],
    checks: Mapping[str, Mapping[str, Check]],
    cross_checks: Callable[[Row], list[_CellFault]] = lambda row: [],
) -> _Table:
    later = {ROLES_FILE: c.LATER_ROLE_COLUMNS, ARTICLES_FILE: c.LATER_ARTICLE_COLUMNS}
    may_lack = later.get(file, frozenset[str]())
    rows, unreadable = read_table(folder / file, columns, may_lack=may_lack)
    problems = list(unreadable)
    good: list[dict[str, Any]] = []
    line_of: dict[str, int] = {}
    for row in rows:
        values, faults = checked_cells(row, checks[file], NEVER_EMPTY[file])
        faults += cross_checks(row)
        id_ = row.cells[columns[0]]
        if id_ in line_of:
            faults.append((columns[0], id_, f"an id used once; line {line_of[id_]} has it too"))
        elif id_:
            line_of[id_] = row.line
        problems += [Problem(file, row.line, *fault) for fault in faults]
        if not faults:
            good.append(values)
    problems.sort(key=lambda problem: problem.row or 0)
    kept = frozenset(values[columns[0]] for values in good)
    return _Table(good, problems, line_of, kept, bool(unreadable))


def checked_cells(
    row: Row, checks: Mapping[str, Check], never_empty: Iterable[str]
) -> tuple[dict[str, Any], list[_CellFault]]:
    """Give the values of a row and what is wrong with its single cells."""
    values: dict[str, Any] = {}
    faults: list[_CellFault] = []
    for name, text in row.cells.items():
        values[name], wrong = checks.get(name, cells.free_text)(text)
        if not text and name in never_empty:
            wrong = [("", "a value; this cell is never empty")]
        faults += [(name, found, expected) for found, expected in wrong]
    return values, faults


def order_faults(row: Row) -> list[_CellFault]:
    """Find a longest stay below the shortest and an end before the start."""
    faults: list[_CellFault] = []
    least, most = row.cells[c.MIN_WEEKS], row.cells[c.MAX_WEEKS]
    if cells.is_number(least) and cells.is_number(most) and float(least) > float(most):
        faults.append((c.MAX_WEEKS, most, f"no less than min_weeks, which is {least}"))
    start = cells.day_range(row.cells[c.START_DATE])
    end = cells.day_range(row.cells[c.END_DATE])
    if start and end and end[1] < start[0]:
        first = row.cells[c.START_DATE]
        faults.append((c.END_DATE, row.cells[c.END_DATE], f"a date not before start_date, {first}"))
    return faults


def _organization_faults(row: Row, organizations: _Table) -> list[_CellFault]:
    """Find a role of an organization that is not there, or whose id does not begin with it."""
    faults: list[_CellFault] = []
    role_id, org_id = row.cells[c.ROLE_ID], row.cells[c.ORG_ID]
    if not org_id:
        return faults
    if role_id and not role_id.startswith(f"{org_id}--"):
        faults.append((c.ROLE_ID, role_id, "an id that begins with its org_id and two hyphens"))
    if org_id in organizations.kept:
        return faults
    if org_id in organizations.line_of:
        line = organizations.line_of[org_id]
        hint = f"; its row, line {line} of {ORGANIZATIONS_FILE}, was itself left out"
    elif organizations.has_unreadable_rows:
        hint = ", some rows of which could not be read"
    else:
        hint = did_you_mean(org_id, organizations.line_of)
    faults.append((c.ORG_ID, org_id, f"an organization of {ORGANIZATIONS_FILE}{hint}"))
    return faults


def frame_of_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Gather rows into a frame indexed by its first column, with a dtype for each kind."""
    arrays: dict[str, Any] = {}  # a frame of series costs five times as much for a few rows
    for name in columns:
        values = [row[name] for row in rows]
        if name in LISTS:
            arrays[name] = np.fromiter(values, dtype=object, count=len(values))
        elif name in NUMBERS:
            arrays[name] = np.array(values, dtype="float64")
        else:
            arrays[name] = pd.array(values, dtype="str")
        if name in DATES:
            ranges = [cells.day_range(text) or (None, None) for text in values]
            first, last = ([pair[i] for pair in ranges] for i in (0, 1))
            arrays[c.first_day(name)] = np.array(first, dtype="datetime64[s]")
            arrays[c.last_day(name)] = np.array(last, dtype="datetime64[s]")
    return pd.DataFrame(arrays, index=pd.Index(arrays[columns[0]], name=None))


def with_organizations_columns(roles: pd.DataFrame, organizations: pd.DataFrame) -> pd.DataFrame:
    """Add what a role takes from its organization; every `org_id` is known by now."""
    of_role = organizations.reindex(roles[c.ORG_ID]).set_axis(roles.index)
    own_requirement = roles[c.FAITH_REQUIREMENT]
    own_countries = roles[c.COUNTRIES]
    is_placed = (own_countries.map(len) > 0) | (roles[c.REGIONS].map(len) > 0)
    borrowed = ~is_placed & (of_role[c.COUNTRIES].map(len) > 0)
    return roles.assign(
        **{
            c.ORG_NAME: of_role[c.NAME],
            c.FAITH: of_role[c.FAITH],
            c.FAITH_REQUIRED: own_requirement.where(
                own_requirement != "", of_role[c.FAITH_REQUIREMENT]
            ),
            c.WHERE: own_countries.where(~borrowed, of_role[c.COUNTRIES]),
            c.WHERE_IS_ORGANIZATIONS: borrowed.astype(bool),
        }
    )
