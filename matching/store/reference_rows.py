"""The reference data into the tables and back, without losing what was changed by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, insert, select, text, update
from sqlalchemy.orm import Session

from matching import columns as c
from matching.reference.cells import SEPARATOR
from matching.reference.ended import PAST
from matching.reference.reading import Reference, frame_of_rows, with_organizations_columns
from matching.reference.shipped import shipped_languages, shipped_places, shipped_vocabulary
from matching.store.database import Database
from matching.store.file_rows import FILE_TABLES, ROLES, FileTable, Values
from matching.store.load_report import Conflict, Difference, LoadReport, TableReport
from matching.store.schema import Base

__all__ = ["load_reference", "read_reference_from", "reference_state"]

REFERENCE = "reference"
UNEDITED = {"edited_at": None, "edited_by": None}
ONE_LOAD_AT_A_TIME = "LOCK TABLE organizations, roles, articles IN SHARE ROW EXCLUSIVE MODE"


def load_reference(
    database: Database,
    reference: Reference,
    *,
    keep_hand: Collection[str] = (),
    take_file: Collection[str] = (),
) -> LoadReport:
    """Load the reference data, or bring it up to date; all of it or, on an error, nothing.

    New rows are added and rows that nobody changed by hand are updated. A row that was changed
    by hand is kept; if the file changed it as well, it is reported as a conflict each time until
    a person decides. A role that the file no longer has becomes past; another row is deleted if
    nothing refers to it.

    Parameters
    ----------
    reference : Reference
        As read from the files. If rows of a file were faulty, no row is taken for gone.
    keep_hand, take_file : collection of ids
        Decisions about rows in conflict: the change by hand stays, or the file's row replaces it.
    """
    frames = (reference.organizations, reference.roles, reference.articles)
    faulty = {problem.file for problem in reference.problems}
    with database.writing() as session:
        if not database.is_sqlite:
            session.execute(text(ONE_LOAD_AT_A_TIME))
        loads = [_Load(session, table, keep_hand, take_file) for table in FILE_TABLES]
        for load, frame in zip(loads, frames, strict=True):
            load.settle(load.table.values_of(frame))
        for load in loads:
            load.settle_gone(is_file_complete=load.table.file not in faulty)
    return LoadReport(tuple(load.report for load in loads))


def read_reference_from(database: Database) -> Reference:
    """Read organizations, roles and articles, as `read_reference` reads them from files.

    A role that its organization closed is past; one that was made by hand and never opened is left
    out, and so are an organization that was taken out, with its roles, and an article that was
    taken off. Vocabulary, places and languages are those that ship with the project.
    """
    with database.reading() as session:
        organizations, roles, articles = (table.kept_rows(session) for table in FILE_TABLES)
    return reference_of_rows(organizations, roles, articles)


def reference_of_rows(
    organizations: list[Values], roles: list[Values], articles: list[Values]
) -> Reference:
    """Give all rows of the three tables as `read_reference_from` does."""
    organizations, articles = listed(organizations), listed(articles)
    roles = listed_roles(roles, {row[c.ORG_ID] for row in organizations})
    organization_frame = frame_of_rows(organizations, c.ORGANIZATIONS_TABLE)
    return Reference(
        organizations=organization_frame,
        roles=with_organizations_columns(frame_of_rows(roles, c.ROLES_TABLE), organization_frame),
        articles=frame_of_rows(articles, c.ARTICLES_TABLE),
        vocabulary=shipped_vocabulary(),
        places=shipped_places(),
        languages=shipped_languages(),
    )


def listed(rows: Sequence[Values]) -> list[Values]:
    """Give the organizations, or articles, that nobody took out."""
    return [row for row in rows if not (row.get("taken_out_at") or row.get("taken_off_at"))]


def listed_roles(rows: Sequence[Values], org_ids: Collection[str]) -> list[Values]:
    """Give the roles of these organizations that are no drafts, past where they are closed."""
    return [
        {**row, c.STATUS: row[c.STATUS] if row["closed_at"] is None else PAST}
        for row in rows
        if row[c.ORG_ID] in org_ids and not _is_draft(row)
    ]


def reference_state(database: Database) -> str:
    """Give a short text that is another one after any change of the reference data.

    It counts rows and their versions and the letters of their ids, so that asking is cheap enough
    for every request.
    """
    with database.reading() as session:
        counts = [
            session.execute(
                select(
                    func.count(),
                    func.sum(table.table.c.version),
                    func.sum(func.length(table.table.c[table.id_column])),
                )
            ).one()
            for table in FILE_TABLES
        ]
    return "/".join("-".join(str(number or 0) for number in row) for row in counts)


def _is_draft(role: Values) -> bool:
    """Whether a role was made by hand and not opened since, which confirms it."""
    return (
        role["origin"] != REFERENCE
        and role["closed_at"] is not None
        and role["confirmed_at"] is None
    )


class _Load:
    """The rows of one file on their way into its table."""

    def __init__(
        self,
        session: Session,
        table: FileTable,
        keep_hand: Collection[str],
        take_file: Collection[str],
    ) -> None:
        self.session = session
        self.table = table
        self.keep_hand = keep_hand
        self.take_file = take_file
        self.gone: list[Values] = []
        self.report = TableReport(table.file)

    def settle(self, rows: Mapping[str, Values]) -> None:
        """Bring the table to what the file says, except for rows that it does not have."""
        there = {row[self.table.id_column]: row for row in self.table.kept_rows(self.session)}
        added, moved = [], []
        for position, (row_id, row) in enumerate(rows.items()):
            if row_id not in there:
                loaded = {"origin": REFERENCE, "loaded_digest": self.table.digest(row)}
                added.append({**row, **loaded, "position": position, "version": 1})
                continue
            self._settle_row(row_id, row, there[row_id])
            if there[row_id]["position"] != position:
                moved.append({"_id": row_id, "position": position})
        if added:
            self.session.execute(insert(self.table.table), added)
        self.report.added += [row[self.table.id_column] for row in added]
        self._update(moved)
        self.gone = [
            row
            for row_id, row in there.items()
            if row_id not in rows and row["origin"] == REFERENCE
        ]

    def _settle_row(self, row_id: str, row: Values, there: Values) -> None:
        digest, digest_there = self.table.digest(row), self.table.digest(there)
        is_file_as_loaded = there["origin"] == REFERENCE and there["loaded_digest"] == digest
        seen = {"_id": row_id, "origin": REFERENCE, "loaded_digest": digest}
        if digest_there == digest:
            self.report.unchanged.append(row_id)
            if not is_file_as_loaded:  # the file took over what was changed by hand
                self._update([seen])
        elif digest_there == there["loaded_digest"] or row_id in self.take_file:
            self.report.updated.append(row_id)
            self._update([{**row, **seen, **UNEDITED, "version": there["version"] + 1}])
        elif is_file_as_loaded:
            self.report.kept.append(row_id)
        elif row_id in self.keep_hand:
            self.report.kept.append(row_id)
            self._update([seen])
        else:
            self.report.conflicts.append(self._conflict(row_id, there, row))

    def _conflict(self, row_id: str, there: Values, row: Values) -> Conflict:
        differences = tuple(
            Difference(name, _as_in_file(there[name]), _as_in_file(row[name]))
            for name in self.table.columns
            if there[name] != row[name]
        )
        return Conflict(self.table.file, row_id, differences)

    def settle_gone(self, *, is_file_complete: bool) -> None:
        """Mark or delete the rows that the file no longer has."""
        if self.gone and not is_file_complete:
            rows = "1 row that is" if len(self.gone) == 1 else f"{len(self.gone)} rows that are"
            were = "was left as it is" if len(self.gone) == 1 else "were left as they are"
            self.report.notes.append(
                f"{rows} not in the file {were}, because rows of the file are faulty."
            )
            return
        for row in self.gone:
            row_id = row[self.table.id_column]
            is_as_loaded = self.table.digest(row) == row["loaded_digest"]
            if is_as_loaded or row_id in self.take_file:
                self._let_go(row_id, row)
            elif row_id in self.keep_hand:
                self.report.kept.append(row_id)
                self._update([{"_id": row_id, "origin": "hand", "loaded_digest": None}])
            else:
                self.report.conflicts.append(Conflict(self.table.file, row_id, ()))

    def _let_go(self, row_id: str, row: Values) -> None:
        if self.table is ROLES:
            self._make_past(row_id, row)
        elif row.get("taken_out_at") or row.get("taken_off_at") or self._is_referred_to(row_id):
            self.report.notes.append(
                f"{row_id} is no longer in the file; it stays, because other rows refer to it."
            )
        else:
            id_column = self.table.table.c[self.table.id_column]
            self.session.execute(delete(self.table.table).where(id_column == row_id))
            self.report.deleted.append(row_id)

    def _make_past(self, role_id: str, role: Values) -> None:
        if role[c.STATUS] == PAST:
            return
        digest = self.table.digest({**role, c.STATUS: PAST})
        marked = {c.STATUS: PAST, "loaded_digest": digest, "version": role["version"] + 1}
        self._update([{"_id": role_id, **marked}])
        self.report.past.append(role_id)
        self.report.notes.append(f"{role_id} is no longer in the file; it is past now.")

    def _is_referred_to(self, row_id: str) -> bool:
        referring = [
            key.parent
            for table in Base.metadata.tables.values()
            for key in table.foreign_keys
            if key.references(self.table.table)
        ]
        return any(
            self.session.scalar(select(exists().where(column == row_id))) for column in referring
        )

    def _update(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Update rows that all name the same columns; `_id` says which row."""
        if rows:
            id_column = self.table.table.c[self.table.id_column]
            names = [name for name in rows[0] if name not in ("_id", self.table.id_column)]
            change = update(self.table.table).where(id_column == bindparam("_id"))
            self.session.connection().execute(
                change.values({name: bindparam(name) for name in names}), list(rows)
            )


def _as_in_file(value: Any) -> str:  # noqa: ANN401
    """Write a value as the files do."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return SEPARATOR.join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
