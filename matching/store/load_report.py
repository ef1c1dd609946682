"""What loading the reference data did, and what it left for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from matching.errors import shown

MOST_SHOWN = 200


@dataclass(frozen=True)
class Difference:
    """A column in which a row changed by hand and its row in the file differ."""

    column: str
    by_hand: str
    in_file: str

    def __str__(self) -> str:
        """Give the difference as one line."""
        by_hand, in_file = (
            f"'{shown(text, MOST_SHOWN)}'" if text else "nothing"
            for text in (self.by_hand, self.in_file)
        )
        return f"{self.column}: {by_hand} by hand, {in_file} in the file"


@dataclass(frozen=True)
class Conflict:
    """A row that was changed by hand and in the file as well; the change by hand was kept.

    Parameters
    ----------
    file : str
        Such as `roles.csv`.
    row_id : str
    differences : tuple of Difference
        In the order of the columns; empty if the file no longer has the row.
    """

    file: str
    row_id: str
    differences: tuple[Difference, ...]

    def __str__(self) -> str:
        """Give the conflict as lines."""
        if not self.differences:
            return f"{self.row_id}: changed by hand, and no longer in the file; left as it is"
        lines = [f"{self.row_id}: kept as changed by hand, and the file changed too"]
        return "\n".join([*lines, *(f"  {difference}" for difference in self.differences)])


@dataclass
class TableReport:
    """What happened to the rows of one file, by id.

    Parameters
    ----------
    added, updated, unchanged : list of str
        Rows that are now as in the file.
    kept : list of str
        Rows changed by hand and not in the file since, or by decision.
    conflicts : list of Conflict
        Rows changed by hand and in the file: kept, for a person to decide.
    past, deleted : list of str
        Rows no longer in the file: roles are past now, others were deleted.
    notes : list of str
        What else is worth knowing, in sentences.
    """

    file: str
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    past: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Give the report as lines."""
        counts: dict[str, Sequence[object]] = {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "kept as changed by hand": self.kept,
            "in conflict": self.conflicts,
            "past now": self.past,
            "deleted": self.deleted,
        }
        said = [f"{len(rows):,} {what}" for what, rows in counts.items() if rows]
        lines = [f"{self.file}: {', '.join(said) or 'no rows'}"]
        lines += [f"  {line}" for conflict in self.conflicts for line in str(conflict).split("\n")]
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)])


@dataclass(frozen=True)
class LoadReport:
    """What loading the reference data did, file by file."""

    tables: tuple[TableReport, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """All rows for a person to decide."""
        return tuple(conflict for table in self.tables for conflict in table.conflicts)

    @property
    def is_news(self) -> bool:
        """Whether rows changed, or wait for a person to decide."""
        return any(
            rows
            for table in self.tables
            for rows in (table.added, table.updated, table.conflicts, table.past, table.deleted)
        )

    def __str__(self) -> str:
        """Give the report as plain text."""
        return "\n".join(map(str, self.tables))
