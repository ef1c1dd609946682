"""The folder of finished blocks beside the file that they are to become.

A block is written under another name and then given its own, with the checksum of what it holds:
whatever moment a run is killed at, a block is there whole or is done again.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from matching.bulk.errors import BulkError
from matching.bulk.origin import differences
from matching.bulk.tables import Form, join
from matching.bulk.work import Piece

MANIFEST = "manifest.json"
PART, HALF = ".part", ".half"


class Kept(NamedTuple):
    """What is remembered of a finished block."""

    n: int
    n_without: int
    without: tuple[str, ...]


class Parts:
    """Finished blocks of one run; made by `taken_up`.

    Attributes
    ----------
    finished : dict of int to Kept
        The blocks that are there, by number.
    n_damaged : int
        How many were there and could not be read; they are to be done again.
    """

    def __init__(self, folder: Path, target: Path) -> None:
        self.folder, self.target = folder, target
        self.finished: dict[int, Kept] = {}
        self.n_damaged = 0
        for path in sorted(folder.glob(f"*{PART}")):
            if (piece := _read(path)) is None:
                self.n_damaged += 1
                path.unlink()
            else:
                self._remember(piece)

    def keep(self, piece: Piece) -> None:
        """Write a finished block."""
        said = {
            "n": piece.n,
            "n_without": piece.n_without,
            "without": piece.without,
            "sha256": hashlib.sha256(piece.content).hexdigest(),
        }
        _replace(self._path(piece.number), json.dumps(said).encode() + b"\n" + piece.content)
        self._remember(piece)

    def become(self, n_blocks: int, names: tuple[str, ...], form: Form) -> None:
        """Join the blocks into the file, which is replaced at once, and remove the folder.

        Raises
        ------
        BulkError
            A block is not there.
        """
        if set(self.finished) != set(range(n_blocks)):
            raise BulkError(
                f"{self.folder} has {len(self.finished)} finished blocks of {n_blocks}; give the "
                "same command again."
            )
        whole = self.folder / f"whole{HALF}"
        with whole.open("wb") as file:
            join((self._content(number) for number in range(n_blocks)), names, form, file)
        if self.target.exists():
            shutil.copymode(self.target, whole)
        whole.replace(self.target)
        self.remove()

    def remove(self) -> None:
        """Remove the folder, unless somebody put something else into it."""
        for path in self.folder.iterdir():
            if path.suffix in (PART, HALF):
                path.unlink()
        (self.folder / MANIFEST).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self.folder.rmdir()

    def _remember(self, piece: Piece) -> None:
        self.finished[piece.number] = Kept(piece.n, piece.n_without, piece.without)

    def _content(self, number: int) -> bytes:
        piece = _read(self._path(number))
        if piece is None:
            raise BulkError(
                f"{self._path(number)} was damaged while the run went on; give the same command "
                "again."
            )
        return piece.content

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:08d}{PART}"


@contextlib.contextmanager
def taken_up(out: Path, manifest: Mapping[str, str]) -> Iterator[Parts]:
    """Take up what an earlier run of the same kind has finished of a file, or begin.

    Where nothing was finished in the end, the folder is removed again.

    Parameters
    ----------
    manifest : mapping
        What the run is made from; see `origin`.

    Raises
    ------
    BulkError
        Another run writes the file, or the blocks that are there are of another run.
    """
    target = out.resolve()  # a link stays a link
    folder = target.with_name(f"{target.name}.parts")
    with _alone(folder, target):
        _check(folder, manifest)
        parts = Parts(folder, target)
        try:
            yield parts
        finally:
            if not parts.finished and folder.is_dir():
                parts.remove()


@contextlib.contextmanager
def _alone(folder: Path, target: Path) -> Iterator[None]:
    """Make the folder and hold its lock, which goes with the process however that ends."""
    handle = None
    while handle is None:
        handle = _locked(folder, target)
    try:
        yield
    finally:
        os.close(handle)


def _locked(folder: Path, target: Path) -> int | None:
    """Lock the folder; None if the run that had it removed it in between."""
    folder.mkdir(exist_ok=True)
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(folder.stat(), os.fstat(handle)):
            return handle
    except FileNotFoundError:
        pass
    except BlockingIOError as error:
        os.close(handle)
        raise BulkError(
            f"Another run is writing {target} at this moment. Wait until it ends, or give another "
            "--out."
        ) from error
    os.close(handle)
    return None


def _check(folder: Path, manifest: Mapping[str, str]) -> None:
    """Write the manifest of a run that begins, or see that it is the one that is there."""
    path = folder / MANIFEST
    if not path.exists():
        if strangers := _names(folder):
            raise BulkError(
                f"{folder} holds what no run has put there ({strangers[0]}); give another --out."
            )
        _replace(path, json.dumps(dict(manifest), indent=2).encode())
        return
    try:
        then = json.loads(path.read_bytes())
        found = differences(then, manifest)
    except (ValueError, AttributeError, TypeError) as error:
        raise BulkError(
            f"{path} cannot be read; remove the folder {folder} to begin anew."
        ) from error
    if found:
        raise BulkError(
            f"{folder} holds the finished blocks of another run. Different are: "
            f"{'; '.join(found)}. Give the command as it was then to go on with them, remove the "
            "folder to begin anew, or give another --out."
        )


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != HALF)


def _replace(path: Path, content: bytes) -> None:
    half = path.with_suffix(HALF)
    half.write_bytes(content)
    half.replace(path)


def _read(path: Path) -> Piece | None:
    """Read a finished block; None if it is not whole."""
    try:
        said, _, content = path.read_bytes().partition(b"\n")
        fields = json.loads(said)
        if fields["sha256"] != hashlib.sha256(content).hexdigest():
            return None
        without = tuple(fields["without"])
        return Piece(int(path.stem), content, fields["n"], fields["n_without"], without)
    except (ValueError, KeyError, TypeError):
        return None
