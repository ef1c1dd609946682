"""What a run is made from, so that another can tell whether it would make the same."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

import pyarrow.parquet as pq

SOURCE = Path(__file__).resolve().parents[1]
PIECE = 1_000_000


def checksum(paths: Iterable[Path]) -> str:
    """Give the SHA-256 of the names and bytes of some files."""
    found = hashlib.sha256()
    for path in paths:
        found.update(path.name.encode() + b"\0")
        with path.open("rb") as file:
            found.update(hashlib.file_digest(file, "sha256").digest())
    return found.hexdigest()


@functools.cache
def program() -> str:
    """Give the version of the program, and the beginning of the checksum of its source."""
    source = checksum(sorted(SOURCE.rglob("*.py")))
    return f"{version('missionmatch')} {source[:12]}"


def of_input(path: Path) -> str:
    """Give the checksum of a file; what cannot be read twice, such as a pipe, is never the same."""
    if not path.is_file():
        return f"a pipe, never the same: {uuid4().hex}"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def of_catalog(folder: Path, active: Iterable[str]) -> str:
    """Give the checksum of the tables of a data folder and of the roles that are active."""
    tables = [
        path
        for place in (folder, folder / "reference")
        for path in sorted(place.glob("*"))
        if path.suffix in (".csv", ".yaml")
    ]
    roles = "\n".join(active).encode()
    return hashlib.sha256(checksum(tables).encode() + roles).hexdigest()


def rows_about(path: Path) -> int | None:
    """Say about how many rows a table has; None where only reading it would tell."""
    if not path.is_file():
        return None
    if path.suffix.lower() == ".parquet":
        return int(pq.read_metadata(path).num_rows)
    with path.open("rb") as file:
        lines = sum(piece.count(b"\n") for piece in iter(lambda: file.read(PIECE), b""))
    return max(lines - 1, 0)


def differences(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Say in what two runs differ; a checksum is not shown.

    Examples
    --------
    >>> differences({"--n": "10", "--data": "0" * 64}, {"--n": "50", "--data": "1" * 64})
    ['--data', '--n (10 then, 50 now)']
    """
    found = []
    for name in sorted(then.keys() | now.keys()):
        before, after = then.get(name, "not said"), now.get(name, "not said")
        if before != after:
            is_short = max(len(before), len(after)) < 40
            found.append(f"{name} ({before} then, {after} now)" if is_short else name)
    return found
