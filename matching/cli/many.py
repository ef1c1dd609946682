"""What `rank --profiles` and `candidates` share: blocks, workers, the file, and what is told."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import typer

from matching.bulk import tables
from matching.bulk.origin import of_catalog, of_input, program
from matching.bulk.parts import Kept, Parts, taken_up
from matching.bulk.work import MOST_NAMED, Block, Setting
from matching.bulk.workers import Workers
from matching.cli import output
from matching.cli.progress import counting
from matching.errors import DataError, Problem
from matching.phrases import listed
from matching.recommending.recommender import Recommender

Item = TypeVar("Item")


class Source(Generic[Item]):
    """People or roles in blocks, and what is wrong with the rows that are none.

    Attributes
    ----------
    faults : Faults
        Named as they are found.
    n_blocks : int
        How many blocks there were until now.
    """

    def __init__(self, items: Iterable[Item | Problem], size: int) -> None:
        self._items, self._size = items, size
        self._ended = False
        self._failure: DataError | OSError | None = None
        self.faults = output.Faults()
        self.n_blocks = 0

    def blocks(self, finished: Collection[int] = ()) -> Iterator[Block[Item]]:
        """Give each block that is not finished; `check` tells of an end before the end."""
        good = self._good()
        try:
            for number in itertools.count():
                items = tuple(itertools.islice(good, self._size))
                if not items:
                    break
                self.n_blocks = number + 1
                if number not in finished:
                    yield Block(number, items)
            self._ended = True
        except (DataError, OSError) as error:
            self._failure = error  # a thread of joblib may read this, where it would be lost

    def check(self) -> None:
        """Raise what kept the items from being read to their end."""
        if self._failure is not None:
            raise self._failure
        if not self._ended:
            raise DataError("Not all could be read; give the same command again.")

    def _good(self) -> Iterator[Item]:
        for item in self._items:
            if isinstance(item, Problem):
                self.faults.add(item)
            else:
                yield item


@dataclass(frozen=True)
class Asked:
    """What a command was asked.

    Parameters
    ----------
    n : int
        The most of each.
    block : int
        How many people or roles a block has.
    """

    data: Path
    profiles: Path
    n: int
    out: Path | None
    block: int
    workers: Workers

    @property
    def resumable(self) -> Path | None:
        """The file that can wait until all of it is there; none for the terminal and for pipes."""
        out = self.out
        return out if out is not None and (out.is_file() or not out.exists()) else None

    @property
    def form(self) -> tables.Form:
        """What is written: CSV, or Parquet into a file of such a name."""
        return tables.form_of(self.resumable)

    def made_from(self, command: str, recommender: Recommender) -> dict[str, str]:
        """Say what a run is made from: another goes on with its blocks if all is the same."""
        return {
            "the command": command,
            "the program": program(),
            "--profiles": of_input(self.profiles),
            "--data": of_catalog(self.data, active_roles(recommender)),
            "--weights": recommender.weights.to_json(),
            "--today": str(recommender.today),
            "--n": str(self.n),
            "--block": str(self.block),
        }


class Run:
    """One run over many, of which little is kept.

    Parameters
    ----------
    made_from : mapping
        See `Asked.made_from`.
    unit : str
        What is counted: "people".
    total : int or None
        About how many there are.
    """

    def __init__(
        self,
        asked: Asked,
        setting: Setting[Any],
        made_from: Mapping[str, str],
        unit: str,
        total: int | None,
    ) -> None:
        self.asked, self.setting, self.made_from = asked, setting, made_from
        self.unit, self.total = unit, total
        self._kept: dict[int, Kept] = {}

    def over(self, source: Source[Any], sentence: str) -> None:
        """Rank all of a source into the file, or onto the terminal, and end the command.

        Parameters
        ----------
        sentence : str
            Of those for whom nothing was found, who are put into `{}`.
        """
        if (out := self.asked.resumable) is not None:
            self._into_file(out, source)
        else:
            self._into_stream(source)
        source.faults.end()
        kept = [self._kept[number] for number in sorted(self._kept)]
        without = list(itertools.islice((id_ for one in kept for id_ in one.without), MOST_NAMED))
        if without:
            n_more = sum(one.n_without for one in kept) - len(without)
            more = [f"{n_more:,} more"] if n_more else []
            output.note(sentence.format(listed([*without, *more], most=MOST_NAMED + 1)))
        if source.faults.n:
            n_ranked = sum(one.n for one in kept)
            output.note(f"{n_ranked} ranked, {source.faults.n_rows} left out.")
            raise typer.Exit(output.LEFT_OUT)

    def _into_file(self, out: Path, source: Source[Any]) -> None:
        with taken_up(out, self.made_from) as parts, _kept_is_told(parts):
            _say_what_is_there(parts)
            before = sum(one.n for one in parts.finished.values())
            with counting("Ranking", self.unit, self.total, before) as advance:
                blocks = source.blocks(frozenset(parts.finished))
                for piece in self.asked.workers.pieces(self.setting, blocks, in_order=False):
                    parts.keep(piece)
                    advance(piece.n)
            source.check()
            parts.become(source.n_blocks, self.setting.columns, self.setting.form)
            self._kept = parts.finished

    def _into_stream(self, source: Source[Any]) -> None:
        with (
            output.writing(self.asked.out) as file,
            counting("Ranking", self.unit, self.total, 0) as advance,
        ):
            file.write(tables.header(self.setting.columns).decode())
            blocks = source.blocks()
            for piece in self.asked.workers.pieces(self.setting, blocks, in_order=True):
                file.write(piece.content.decode())
                self._kept[piece.number] = Kept(piece.n, piece.n_without, piece.without)
                advance(piece.n)
            source.check()


def workers_of(jobs: int, scheduler: str) -> Workers:
    """Who does the work, by the options of a command."""
    if scheduler and jobs != 1:
        raise typer.BadParameter("Give either --jobs or --scheduler.")
    return Workers(jobs, scheduler)


def active_roles(recommender: Recommender) -> list[str]:
    """Roles of the catalog that are not past, by id."""
    index = recommender.catalog.index
    return sorted(str(role_id) for role_id in index.role_ids[~index.past])


def _say_what_is_there(parts: Parts) -> None:
    if parts.finished:
        n = len(parts.finished)
        blocks = "1 finished block is" if n == 1 else f"{n:,} finished blocks are"
        output.note(f"{blocks} there already, in {parts.folder}.")
    if parts.n_damaged:
        output.note(f"Damaged, and done again: {parts.n_damaged:,}.")


@contextlib.contextmanager
def _kept_is_told(parts: Parts) -> Iterator[None]:
    """Say to somebody who stops a run that it can go on."""
    try:
        yield
    except KeyboardInterrupt:
        if parts.finished:
            output.note(
                f"Stopped. Finished blocks are kept in {parts.folder}: give the same command "
                "again to go on."
            )
        raise
