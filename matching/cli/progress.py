"""How far a long command is, and how long it will still take."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

from matching.cli import output

SECONDS_BETWEEN_LINES = 30


@contextlib.contextmanager
def counting(
    verb: str, unit: str, total: int | None, before: int
) -> Iterator[Callable[[int], None]]:
    """Give what is to be told how many more are done.

    On a terminal a bar shows it; elsewhere, a line every half minute.

    Parameters
    ----------
    total : int or None
        About how many there are in all, if that is known.
    before : int
        How many of them were done before.
    """
    terminal = output.console(stderr=True)
    if not terminal.is_terminal:
        yield _in_lines(unit, total, before)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    of_all = "" if total is None else f" of about {total:,}"
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,}" + f"{of_all} {unit}"),
        TimeRemainingColumn(),
        console=terminal,
        transient=True,
    )
    with progress:
        task = progress.add_task(verb, total=total, completed=before)
        yield lambda n: progress.advance(task, n)


def _in_lines(unit: str, total: int | None, before: int) -> Callable[[int], None]:
    begun = said = time.monotonic()
    done = before

    def advance(n: int) -> None:
        nonlocal done, said
        done += n
        now = time.monotonic()
        if now - said < SECONDS_BETWEEN_LINES:
            return
        said = now
        if total is None or done >= total:
            output.note(f"{done:,} {unit}")
            return
        seconds = (now - begun) / (done - before) * (total - done)
        output.note(f"{done:,} of about {total:,} {unit}, {left(seconds)}")

    return advance


def left(seconds: float) -> str:
    """Say how long something will still take.

    Examples
    --------
    >>> left(20), left(100), left(9000)
    ('less than a minute left', 'about 2 minutes left', 'about 2.5 hours left')
    """
    if seconds < 60:
        return "less than a minute left"
    if seconds < 90 * 60:
        minutes = round(seconds / 60)
        return f"about {minutes} minute{'s' if minutes > 1 else ''} left"
    return f"about {seconds / 3600:.1f} hours left"
