"""Where the command line writes: terminal, notes to the user, files that are never half written."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from matching.errors import Problem

LEFT_OUT = 1
"""Exit code when some rows were left out, or something is wrong with what was checked."""
FAILED = 2
"""Exit code when nothing was done."""
PAGE_WIDTH = 100
MOST_PROBLEMS = 200


def note(text: str) -> None:
    """Tell the user something that is no part of the result."""
    typer.echo(text, err=True)


def fail(message: str) -> NoReturn:
    """End the program with a message."""
    note(message)
    raise typer.Exit(FAILED)


def note_unknown_settings() -> None:
    """Name variables of the environment that look like settings and are none."""
    from matching.environment import unknown_variables

    for sentence in unknown_variables(os.environ):
        note(sentence)


class Faults:
    """Names the first faults as they are found, and counts the others.

    Attributes
    ----------
    n : int
        How many faults there were.
    n_rows : int
        In how many rows; the faults of a row come one after the other.
    """

    def __init__(self) -> None:
        self.n = 0
        self.n_rows = 0
        self._row: tuple[str, int | None] | None = None

    def add(self, problem: Problem) -> None:
        """Name a fault: file, line, column, what was found and what was expected."""
        self.n += 1
        row = (problem.file, problem.row)
        self.n_rows += row != self._row
        self._row = row
        if self.n <= MOST_PROBLEMS:
            note(str(problem))

    def end(self) -> None:
        """Say how many were not named."""
        if self.n > MOST_PROBLEMS:
            note(f"and {self.n - MOST_PROBLEMS:,} more problems")


def report(problems: Iterable[Problem]) -> None:
    """Name faulty rows: file, line, column, what was found and what was expected."""
    faults = Faults()
    for problem in problems:
        faults.add(problem)
    faults.end()


def console(*, stderr: bool = False) -> Console:
    """The terminal; without colours if `NO_COLOR` is set, as wide as `COLUMNS` if that is set."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


@contextlib.contextmanager
def telling_progress() -> Iterator[Callable[[str], None]]:
    """Say on standard error what is going on: in one line of a terminal, or one line a stage."""
    terminal = console(stderr=True)
    if terminal.is_terminal:
        with terminal.status("learning") as status:
            yield status.update
        return
    seen: set[str] = set()

    def told(text: str) -> None:
        stage = text.partition(":")[0]
        if stage not in seen:
            seen.add(stage)
            note(stage)

    yield told


@contextlib.contextmanager
def page(out: Path | None = None) -> Iterator[Console]:
    """Give a console to print to; what goes to a file or pipe is plain text, written at the end."""
    terminal = console()
    if out is None and terminal.is_terminal:
        yield terminal
        return
    from rich.console import Console

    text = io.StringIO()
    width = terminal.width if out is None else PAGE_WIDTH
    yield Console(file=text, width=width, highlight=False, markup=False, emoji=False)
    write("".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines()), out)


def check_file(path: Path) -> None:
    """End the program if there is no such file."""
    if not path.exists():
        fail(f"There is no file {path}.")
    if path.is_dir():
        fail(f"{path} is a folder, not a file.")


def check_folder(path: Path) -> None:
    """End the program if there is no such folder."""
    if not path.is_dir():
        fail(f"There is no folder {path}.")


def check_writable(out: Path) -> None:
    """End the program at once if a file cannot be written, before any work is done."""
    if out.is_dir():
        fail(f"{out} is a folder; give the name of a file.")
    if not out.absolute().parent.is_dir():
        fail(f"There is no folder {out.absolute().parent} to write {out.name} into.")


def check_new(out: Path) -> None:
    """End the program at once if a file is there already or cannot be written."""
    check_writable(out)
    if out.exists():
        fail(f"There is already a file {out}, which may hold somebody's work; give another name.")


def write(text: str, out: Path | None) -> None:
    """Write to the terminal or to a file, which is replaced only when all of it is written."""
    with writing(out) as file:
        file.write(text)


@contextlib.contextmanager
def writing(out: Path | None) -> Iterator[TextIO]:
    """Give the terminal or a file to write to; the file is replaced when all of it is written."""
    if out is None:
        yield sys.stdout
        return
    target = out.resolve()  # a link stays a link
    if target.exists() and not target.is_file():  # such as /dev/null
        with target.open("w", encoding="utf-8") as file:
            yield file
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
        _give_usual_mode(target, Path(name))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _give_usual_mode(target: Path, temporary: Path) -> None:
    """Give a temporary file, which is for its owner only, the mode that the target would have."""
    if target.exists():
        shutil.copymode(target, temporary)
    else:
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
