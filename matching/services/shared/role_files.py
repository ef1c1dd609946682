"""An organization's roles as a CSV file, taken out and brought in again."""

from __future__ import annotations

import csv
import dataclasses
import io
import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching import columns as c
from matching.authorization import Actor, Subject
from matching.browsing.shortlist_files import plain_cell, safe_cell
from matching.errors import FewHints, HeaderError, Problem, did_you_mean, shown
from matching.reference.column_checks import ROLES_FILE
from matching.reference.csv_rows import Row, Table, check_number_of_columns
from matching.services.shared.errors import RequestError, RoleError
from matching.services.shared.ids import free_id, words_of_id
from matching.services.shared.role_cells import FORM_COLUMNS, cells_of, changed_values, checked_role
from matching.services.shared.role_standing import is_open
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import OrganizationRow, RoleRow

LARGEST_FILE: Final = 1_000_000  # bytes
MOST_ROWS: Final = 1_000
MOST_LINES: Final = 20_000
MOST_HEADER_FAULTS: Final = 8
MOST_FAULTS_OF_A_ROW: Final = 5
MOST_HINTS: Final = 50
"""Faults of a file that say what was probably meant."""


@dataclasses.dataclass(frozen=True)
class RoleImport:
    """What an import did, or would do.

    Parameters
    ----------
    added, changed, unchanged : tuple of str
        Ids of roles, in the order of the file.
    problems : tuple of Problem
        What is wrong with the rows that were left out, in the order of the file.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    problems: tuple[Problem, ...]


def export_roles_csv(database: Database, actor: Actor, org_id: str, *, now: datetime) -> bytes:
    """Write all roles of an organization, closed ones too, as a file like roles.csv.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, lines ended by CRLF. A cell that a spreadsheet program would
        run as a formula begins with an apostrophe, which `import_roles_csv` takes off again.
    """
    with changing(database) as session:
        require_now(session, actor, "role.export", Subject(org_id=org_id))
        roles = _roles(session, org_id)
        audit(session, actor, "role.export", ("organization", org_id), now, rows=len(roles))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(c.ROLES_TABLE)
    for role in roles.values():
        writer.writerow(map(safe_cell, cells_of(role).values()))
    return text.getvalue().encode("utf-8-sig")


def import_roles_csv(
    database: Database, actor: Actor, org_id: str, content: bytes, *, dry_run: bool, now: datetime
) -> RoleImport:
    """Change and add roles of an organization from a file like roles.csv; good rows are taken.

    A row with the id of a role changes that role, whatever was changed in the meantime; cells of
    columns that the file does not have stay as they are. A row with another id or none adds a
    role, open if its `status` says so. A row without an id that says the same as a role of the
    organization is that role, so that the same file can be given twice.

    Parameters
    ----------
    content : bytes
        UTF-8, at most 1 MB, 20,000 lines and 1,000 rows, with any columns of roles.csv, among
        them `role_id` or `title`.
    dry_run : bool
        Only say what would happen.

    Raises
    ------
    DataError
        It is no CSV file, or its header is faulty.
    RequestError
        It is too large.
    """
    with database.reading() as session:
        require_now(session, actor, "role.import", Subject(org_id=org_id))
    rows, problems = _read(content)
    with database.reading() if dry_run else changing(database) as session:
        require_now(session, actor, "role.import", Subject(org_id=org_id))
        found = _Import(session, org_id, rows)
        if not dry_run:
            found.keep(session, actor, now)
    return RoleImport(
        added=tuple(found.added),
        changed=tuple(found.changed),
        unchanged=tuple(found.unchanged),
        problems=tuple(sorted(problems + found.problems, key=lambda problem: problem.row or 0)),
    )


def free_role_id(
    org_id: str, title: str, taken: Collection[str], tried: dict[str, int] | None = None
) -> str:
    """Make an id that is not taken from an organization and a title.

    Parameters
    ----------
    tried : dict, optional
        Remembers from call to call which numbers are taken, where many ids are made.

    Examples
    --------
    >>> free_role_id("mercy", "Chirurgien général (3)", {"mercy--chirurgien-general-3"})
    'mercy--chirurgien-general-3-2'
    """
    return free_id(f"{org_id}--{words_of_id(title) or 'role'}", taken, tried)


def role_ids_below(session: Session, org_id: str) -> set[str]:
    """Give the ids of roles, of whichever organization, that begin as those of this one do."""
    beginning = RoleRow.role_id.startswith(f"{org_id}--", autoescape=True)
    return set(session.scalars(select(RoleRow.role_id).where(beginning)))


class _Import:
    """The rows of a file on their way into the roles of an organization; only `keep` writes."""

    def __init__(self, session: Session, org_id: str, rows: Sequence[Row]) -> None:
        self.org_id = org_id
        self.roles = _roles(session, org_id)
        below = role_ids_below(session, org_id)
        self.of_others = below - set(self.roles)
        self.taken = below | {row.cells.get(c.ROLE_ID, "") for row in rows}
        self.id_of = {_said(role): role_id for role_id, role in self.roles.items()}
        self.tried: dict[str, int] = {}
        self.line_of: dict[str, int] = {}
        self.added: dict[str, RoleRow] = {}
        self.changed: dict[str, dict[str, Any]] = {}
        self.unchanged: list[str] = []
        self.problems: list[Problem] = []
        with FewHints(MOST_HINTS):
            for row in rows:
                self._take(row)

    def _take(self, row: Row) -> None:
        """Find out what a row does, or what is wrong with it."""
        cells = {name: plain_cell(text) for name, text in row.cells.items()}
        own, role_id = cells.pop(c.ORG_ID, ""), cells.pop(c.ROLE_ID, "")
        try:
            if own not in ("", self.org_id):
                raise _fault(c.ORG_ID, own, f"{self.org_id}, whose roles these are")
            if role_id:
                self._settle(role_id, cells, row.line)
            else:
                self._settle_nameless(cells, row.line)
        except RoleError as error:
            self.problems += [
                dataclasses.replace(problem, file=ROLES_FILE, row=row.line)
                for problem in error.problems[:MOST_FAULTS_OF_A_ROW]
            ]

    def keep(self, session: Session, actor: Actor, now: datetime) -> None:
        """Write everything, and each role into the audit log."""
        for role_id, values in self.changed.items():
            for name, value in values.items():
                setattr(self.roles[role_id], name, value)
            audit(session, actor, "role.import", ("role", role_id), now, columns=list(values))
        for role_id in self.added:
            audit(session, actor, "role.import", ("role", role_id), now, what="added")
        for role in (*(self.roles[role_id] for role_id in self.changed), *self.added.values()):
            role.edited_at, role.edited_by = now, actor.account_id
            if role.role_id in self.added and is_open(role, now):
                role.confirmed_at, role.confirmed_by = now, actor.account_id
        session.add_all(self.added.values())

    def _settle(self, role_id: str, cells: Mapping[str, str], line: int) -> None:
        self._only_once(role_id, line)
        if role_id not in self.roles:
            if not role_id.startswith(f"{self.org_id}--") or role_id in self.of_others:
                expected = f"the id of a role of {self.org_id}, or none for a new role"
                raise _fault(c.ROLE_ID, role_id, expected)
            self._add(self._checked(role_id, cells))
            return
        role = self.roles[role_id]
        there = cells_of(role)
        if all(there[name] == text for name, text in cells.items()):
            self.unchanged.append(role_id)  # even if a check of today would refuse it
        elif values := changed_values(role, cells):
            self.changed[role_id] = values
        else:
            self.unchanged.append(role_id)

    def _settle_nameless(self, cells: Mapping[str, str], line: int) -> None:
        role_id = free_role_id(self.org_id, cells.get(c.TITLE, ""), self.taken, self.tried)
        role = self._checked(role_id, cells)
        same = self.id_of.get(_said(role))
        self._only_once(same or role.role_id, line)
        if same:
            self.unchanged.append(same)
        else:
            self._add(role)

    def _checked(self, role_id: str, cells: Mapping[str, str]) -> RoleRow:
        return RoleRow(**checked_role({**cells, c.ROLE_ID: role_id, c.ORG_ID: self.org_id}))

    def _add(self, role: RoleRow) -> None:
        self.added[role.role_id] = role
        self.taken.add(role.role_id)
        self.id_of[_said(role)] = role.role_id

    def _only_once(self, role_id: str, line: int) -> None:
        if role_id in self.line_of:
            earlier = self.line_of[role_id]
            raise _fault(c.ROLE_ID, role_id, f"a role given once; line {earlier} has it too")
        self.line_of[role_id] = line


def _fault(column: str, found: str, expected: str) -> RoleError:
    return RoleError([Problem(ROLES_FILE, None, column, found, expected)])


def _roles(session: Session, org_id: str) -> dict[str, RoleRow]:
    stored(session.get(OrganizationRow, org_id))
    found = select(RoleRow).where(RoleRow.org_id == org_id).order_by(RoleRow.role_id)
    return {role.role_id: role for role in session.scalars(found)}


def _said(role: RoleRow) -> tuple[Any, ...]:
    """Everything that a role says; two roles that say the same are one."""
    return tuple(getattr(role, name) for name in FORM_COLUMNS)


def _read(content: bytes) -> tuple[list[Row], list[Problem]]:
    if len(content) > LARGEST_FILE:
        raise RequestError("The file is larger than 1 MB; please split it.")
    n_lines = content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n")
    if n_lines > MOST_LINES:
        found = f"this file has {n_lines:,}; please take out blank ones, or split it."
        raise RequestError(f"At most {MOST_LINES:,} lines at once; {found}")
    table = Table(ROLES_FILE, content)
    place = f"{ROLES_FILE}, line 1"
    check_number_of_columns(place, table.names)
    _check_header(place, table.names)
    rows: list[Row] = []
    problems: list[Problem] = []
    lines: set[int | None] = set()
    for each in table.rows():
        if isinstance(each, Problem):
            problems.append(each)
            lines.add(each.row)
        else:
            rows.append(each)
        if len(rows) + len(lines) > MOST_ROWS:
            raise RequestError(f"At most {MOST_ROWS:,} roles at once; please split the file.")
    return rows, problems


def _check_header(place: str, names: list[str]) -> None:
    if not names:
        faults = ["it is empty"]
    elif len(names) == 1 and any(mark in names[0] for mark in ";\t"):
        faults = ["the columns are separated by semicolons or tabs instead of commas"]
    else:
        # Only those that are named are looked for: each hint compares a name with every column.
        faults = list(itertools.islice(_header_faults(names), MOST_HEADER_FAULTS))
    if faults:
        raise HeaderError(
            f"{place}: {'; '.join(faults)}. A file of roles has "
            f"{c.ROLE_ID} or {c.TITLE}, and any of: {', '.join(c.ROLES_TABLE)}."
        )


def _header_faults(names: list[str]) -> Iterator[str]:
    for name in names:
        if name not in c.ROLES_TABLE:
            yield f"unknown column '{shown(name)}'{did_you_mean(name, c.ROLES_TABLE)}"
    for name, count in sorted(Counter(names).items()):
        if name in c.ROLES_TABLE and count > 1:
            yield f"column '{name}' is given {count} times"
    if not {c.ROLE_ID, c.TITLE} & set(names):
        yield f"column '{c.ROLE_ID}' or '{c.TITLE}' is missing"
