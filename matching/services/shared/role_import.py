"""Roles of an organization from a spreadsheet: a look at what it would do, then it is taken."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from matching import columns as c
from matching.authorization import STAFF, Actor, Subject
from matching.browsing.shortlist_files import plain_cell
from matching.errors import FewHints, Problem
from matching.reference.column_checks import NEVER_EMPTY, ROLES_FILE
from matching.reference.csv_rows import Row
from matching.reference.ended import PAST, has_ended
from matching.reference.role_sheet import MARK, RoleSheet, read_role_sheet
from matching.services.shared.errors import RequestError, RoleError
from matching.services.shared.role_cells import (
    FORM_COLUMNS,
    cells_of,
    changed_values,
    checked_role,
    shipped_checks,
)
from matching.services.shared.role_files import (
    digest_of,
    free_role_id,
    marked,
    role_ids_below,
    roles_of,
)
from matching.services.shared.role_import_found import (
    Alike,
    CellChange,
    Edited,
    RoleChange,
    RoleImport,
)
from matching.services.shared.role_likeness import Likeness
from matching.services.shared.role_undo import keep_import, opened_lately
from matching.services.shared.subjects import require_now, stored
from matching.services.shared.transaction import audit, changing
from matching.store import Database
from matching.store.schema import OrganizationRow, RoleRow

LARGEST_FILE: Final = 5_000_000  # bytes
MOST_ROWS: Final = 3_000
MOST_LINES: Final = 60_000
MOST_FAULTS_OF_A_ROW: Final = 5
MOST_HINTS: Final = 50
"""Faults of a file that say what was probably meant."""
MOST_OPENINGS: Final = 20
"""So many roles open by files of a day; where more would, they wait for staff."""
NEW_STATUS: Final = "ongoing"
"""What a new role says of itself where nothing is said, as one that is begun in the form."""


def import_roles(
    database: Database,
    actor: Actor,
    org_id: str,
    name: str,
    content: bytes,
    *,
    take_mine: Collection[tuple[str, str]] = (),
    add_alike: Collection[int] = (),
    dry_run: bool,
    now: datetime,
) -> RoleImport:
    """Change and add roles of an organization from a spreadsheet; good rows are taken.

    A row with the id of a role changes that role; cells of columns that the file does not have
    stay as they are, and so do cells that somebody else changed since the file was exported. A
    row with another id or none adds a role. A row without an id that says the same as a role of
    the organization is that role, so that the same file can be given twice.

    Parameters
    ----------
    name : str
        What the file is called.
    content : bytes
        Text as spreadsheets write it, or an .xlsx workbook: at most 5 MB and 3,000 roles, with any
        columns of roles.csv, among them `role_id` or `title`.
    take_mine : collection of (role id, column)
        Cells to take from the file although somebody else changed them, too; see `Edited.place`.
    add_alike : collection of int
        Rows to add although they look like another role.
    dry_run : bool
        Only say what would happen.

    Raises
    ------
    DataError
        It is no table of roles.
    RequestError
        It is too large.
    """
    with database.reading() as session:
        require_now(session, actor, "role.import", Subject(org_id=org_id))
        there = {role_id: cells_of(role) for role_id, role in roles_of(session, org_id).items()}
    _check_size(name, content)
    sheet = read_role_sheet(name, content, shipped_checks()[ROLES_FILE], there, MOST_ROWS)
    with database.reading() if dry_run else changing(database) as session:
        require_now(session, actor, "role.import", Subject(org_id=org_id))
        chosen = frozenset(take_mine), frozenset(add_alike)
        found = _Import(session, actor, org_id, sheet, chosen, now)
        import_id = "" if dry_run else found.keep(session)
        return found.outcome(import_id)


class _Import:
    """The rows of a file on their way into the roles of an organization; only `keep` writes."""

    def __init__(
        self,
        session: Session,
        actor: Actor,
        org_id: str,
        sheet: RoleSheet,
        chosen: tuple[frozenset[tuple[str, str]], frozenset[int]],
        now: datetime,
    ) -> None:
        self.actor, self.org_id, self.sheet, self.now = actor, org_id, sheet, now
        self.take_mine, self.add_alike = chosen
        self.source_url = stored(session.get(OrganizationRow, org_id)).source_url
        self.roles = roles_of(session, org_id)
        below = role_ids_below(session, org_id)
        self.of_others = below - set(self.roles)
        self.taken = below | {row.cells.get(c.ROLE_ID, "") for row in sheet.rows}
        self.id_of = {_said(role): role_id for role_id, role in self.roles.items()}
        self.like: Likeness[tuple[str, int]] = Likeness()
        for role in self.roles.values():
            self.like.add(vars(role), (role.title, 0))
        self.tried: dict[str, int] = {}
        self.line_of: dict[str, int] = {}
        self.added: dict[str, RoleRow] = {}
        self.changed: dict[str, dict[str, Any]] = {}
        self.changes: list[RoleChange] = []
        self.edited: list[Edited] = []
        self.kept = 0
        self.alike: list[Alike] = []
        self.drafts: list[str] = []
        self.unchanged: list[str] = []
        self.problems = list(sheet.problems)
        with FewHints(MOST_HINTS):
            for row in sheet.rows:
                self._take(row)
        opens = self._opening()
        is_many = len(opens) + opened_lately(session, org_id, now) > MOST_OPENINGS
        self.opens = opens
        self.held = opens if opens and is_many and actor.kind != STAFF else []

    def _take(self, row: Row) -> None:
        """Find out what a row does, or what is wrong with it."""
        if found := self.sheet.faults.get(row.line):
            self.problems += found
            return
        cells = {name: plain_cell(text) for name, text in row.cells.items()}
        own, role_id = cells.pop(c.ORG_ID, ""), cells.pop(c.ROLE_ID, "")
        mark = cells.pop(MARK, "")
        try:
            if own not in ("", self.org_id):
                raise _fault(c.ORG_ID, own, f"{self.org_id}, whose roles these are")
            if role_id in self.roles:
                self._change(role_id, cells, marked(role_id, mark), row.line)
            else:
                self._settle_new(role_id, cells, row.line)
        except RoleError as error:
            self.problems += [
                dataclasses.replace(problem, file=self.sheet.name, row=row.line)
                for problem in error.problems[:MOST_FAULTS_OF_A_ROW]
            ]

    def _change(
        self, role_id: str, cells: Mapping[str, str], mark: Mapping[str, str], line: int
    ) -> None:
        self._only_once(role_id, line)
        role = self.roles[role_id]
        there = cells_of(role)
        others: dict[str, str] = {}
        edited: list[Edited] = []
        kept = 0
        for name, text in cells.items():
            new, old = self._meant(line, name, text, there[name]), there[name]
            if digest_of(new) == digest_of(old):
                continue
            was = mark.get(name, digest_of(old))
            if digest_of(new) == was:
                kept += 1
                continue
            if digest_of(old) != was:
                edited.append(Edited(role_id, role.title, name, old, new))
                if (role_id, name) not in self.take_mine:
                    continue
            others[name] = new
        values = changed_values(role, others) if others else {}
        self.kept += kept
        self.edited += edited
        if not values:
            self.unchanged.append(role_id)
            return
        self.changed[role_id] = values
        by_other = role.edited_by != self.actor.account_id and not mark
        changed = (CellChange(name, there[name], others[name]) for name in others)
        self.changes.append(
            RoleChange(
                role_id, role.title, line, tuple(changed), role.edited_at if by_other else None
            )
        )

    def _meant(self, line: int, name: str, text: str, old: str) -> str:
        """Give what a cell says of a role: what is never empty stays, and so does a vague date."""
        if not text and name in NEVER_EMPTY[ROLES_FILE]:
            return old
        is_vague = (line, name) in self.sheet.days and old
        return old if is_vague and text == f"{old}-01-01"[: len(text)] else text

    def _settle_new(self, role_id: str, cells: dict[str, str], line: int) -> None:
        if role_id and (not role_id.startswith(f"{self.org_id}--") or role_id in self.of_others):
            expected = f"the id of a role of {self.org_id}, or none for a new role"
            raise _fault(c.ROLE_ID, role_id, expected)
        is_draft = not cells.get(c.STATUS)
        cells[c.STATUS] = cells.get(c.STATUS) or NEW_STATUS
        cells[c.SOURCE_URL] = cells.get(c.SOURCE_URL) or self.source_url
        title = cells.get(c.TITLE, "")
        new_id = role_id or free_role_id(self.org_id, title, self.taken, self.tried)
        role = self._checked(new_id, cells)
        same = None if role_id else self.id_of.get(_said(role))
        if role_id or same:
            self._only_once(same or role_id, line)
        if same:
            self.unchanged.append(same)
            return
        if line not in self.add_alike and (other := self.like.find(vars(role))):
            self.alike.append(Alike(line, role.title, *other))
            return
        self.line_of[new_id] = line
        if is_draft:
            role.closed_at = self.now
            self.drafts.append(new_id)
        self.added[new_id] = role
        self.taken.add(new_id)
        self.id_of[_said(role)] = new_id
        self.like.add(vars(role), (role.title, line))

    def _checked(self, role_id: str, cells: Mapping[str, str]) -> RoleRow:
        return RoleRow(**checked_role({**cells, c.ROLE_ID: role_id, c.ORG_ID: self.org_id}))

    def _only_once(self, role_id: str, line: int) -> None:
        if role_id in self.line_of:
            earlier = self.line_of[role_id]
            raise _fault(c.ROLE_ID, role_id, f"a role given once; row {earlier} has it too")
        self.line_of[role_id] = line

    def _opening(self) -> list[str]:
        """List the roles that are open after the file and were not before."""
        day = self.now.date()

        def is_open(status: str, end_date: str, closed_at: datetime | None) -> bool:
            return closed_at is None and status != PAST and not has_ended(end_date, day)

        opens = [
            role_id
            for role_id, role in self.added.items()
            if is_open(role.status, role.end_date, role.closed_at)
        ]
        for role_id, values in self.changed.items():
            role = self.roles[role_id]
            status = values.get(c.STATUS, role.status)
            end_date = values.get(c.END_DATE, role.end_date)
            was_open = is_open(role.status, role.end_date, role.closed_at)
            if is_open(status, end_date, role.closed_at) and not was_open:
                opens.append(role_id)
        return opens

    def keep(self, session: Session) -> str:
        """Write everything, and each role into the audit log; gives the id of the import."""
        if not self.added and not self.changed:
            return ""
        before: dict[str, dict[str, Any] | None] = dict.fromkeys(self.added)
        actor, now = self.actor, self.now
        for role_id, values in self.changed.items():
            role = self.roles[role_id]
            before[role_id] = {name: getattr(role, name) for name in values}
            for name, value in values.items():
                setattr(role, name, value)
            audit(session, actor, "role.import", ("role", role_id), now, columns=list(values))
        for role_id in self.added:
            audit(session, actor, "role.import", ("role", role_id), now, what="added")
        changed = {role_id: self.roles[role_id] for role_id in self.changed}
        for role_id, role in {**changed, **self.added}.items():
            role.edited_at, role.edited_by = now, actor.account_id
            if role_id in self.held:
                role.closed_at = now
            elif role_id in self.opens and role_id in self.added:
                role.confirmed_at, role.confirmed_by = now, actor.account_id
        session.add_all(self.added.values())
        session.flush()
        versions = {role_id: role.version for role_id, role in {**changed, **self.added}.items()}
        opened = 0 if self.held else len(self.opens)
        return keep_import(
            session, actor, self.org_id, before, versions, (opened, tuple(self.held)), now
        )

    def outcome(self, import_id: str) -> RoleImport:
        """Say what was found out."""
        titles = {role_id: role.title for role_id, role in self.added.items()}
        titles |= {change.role_id: change.title for change in self.changes}
        has_mark = MARK in self.sheet.columns
        notes = [*self.sheet.notes]
        if self.changed and not has_mark:
            notes.append(
                "The file does not say when it was exported, so what somebody else changed since "
                "cannot be told from what you changed: compare old and new."
            )
        return RoleImport(
            added=tuple(self.added),
            changed=tuple(self.changed),
            unchanged=tuple(self.unchanged),
            problems=tuple(
                dataclasses.replace(
                    problem, column=self.sheet.columns.get(problem.column, problem.column)
                )
                for problem in sorted(self.problems, key=lambda problem: problem.row or 0)
            ),
            titles=titles,
            notes=tuple(notes),
            read_as=self.sheet.read_as,
            changes=tuple(self.changes),
            edited=tuple(self.edited),
            kept=self.kept,
            alike=tuple(self.alike),
            drafts=tuple(self.drafts),
            held=tuple(self.held),
            import_id=import_id,
        )


def _fault(column: str, found: str, expected: str) -> RoleError:
    return RoleError([Problem("", None, column, found, expected)])


def _said(role: RoleRow) -> tuple[Any, ...]:
    """Everything that a role says; two roles that say the same are one."""
    return tuple(getattr(role, name) for name in FORM_COLUMNS)


def _check_size(name: str, content: bytes) -> None:
    if len(content) > LARGEST_FILE:
        raise RequestError(f"{name} is larger than {LARGEST_FILE // 10**6} MB; please split it.")
    n_lines = content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n")
    if n_lines > MOST_LINES and not content.startswith(b"PK"):
        raise RequestError(
            f"{name}: at most {MOST_LINES:,} lines at once; this file has {n_lines:,}; please "
            "take out blank ones, or split it."
        )
