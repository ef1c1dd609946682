"""pandas, Polars and DuckDB finding the first roles of a person, or the people of a role.

Each holds the codes as columns of the smallest whole numbers, in the order in which our index keeps
the rows. What the rules say is handed over before the clock runs, in the form that each reads best.
A peer has several ways; the fastest counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final, Protocol

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import polars as pl

from matching.arrays import Ints
from matching.studies.benchmark.work import TERM_NAMES, Coded, Found, Said

Query = Callable[[], Any]
"""Gives what was found in the peer's own form: a frame, or a mapping of column to array."""
POINTS: Final = "points_"
"""Before the name of a term, as columns of codes have the names of aspects."""


class Peer(Protocol):
    """A library that holds rows by code."""

    ways: ClassVar[tuple[str, ...]]

    def __init__(self, coded: Coded, threads: int) -> None:
        """Take the rows over."""

    def query(self, way: str, slot: int, said: Said, n: int) -> Query:
        """Prepare one query: the first `n` by points, ties by id, with the points of each term.

        Parameters
        ----------
        slot : int
            What is prepared takes the place of what was prepared in this slot before.
        """


def found_in(answer: Any, said: Said) -> Found:  # noqa: ANN401 - each peer has a form of its own
    """Read what a peer found."""
    ids = np.asarray(answer["id"]).astype(np.int64)
    points = np.zeros((len(ids), len(TERM_NAMES)), dtype=np.int64)
    for term in said.points:
        points[:, TERM_NAMES.index(term)] = np.asarray(answer[POINTS + term])
    return Found(ids, points)


class Pandas:
    """Boolean masks that narrow a frame gate by gate, or its columns."""

    ways: ClassVar[tuple[str, ...]] = ("frame", "columns")

    def __init__(self, coded: Coded, threads: int) -> None:  # noqa: ARG002 - pandas has one
        self._frame = pd.DataFrame({**coded.columns, "id": coded.ids})

    def query(self, way: str, slot: int, said: Said, n: int) -> Query:  # noqa: ARG002
        """Prepare one query."""
        gates = {name: pd.Series(flags) for name, flags in said.gates.items()}
        points = {
            POINTS + term: (name, pd.Series(earned)) for term, (name, earned) in said.points.items()
        }
        narrow = self._narrow_frame if way == "frame" else self._narrow_columns
        return lambda: self._best(narrow(gates), points, n)

    def _narrow_frame(self, gates: Mapping[str, pd.Series]) -> pd.DataFrame:
        kept = self._frame
        for name, is_open in gates.items():
            kept = kept[is_open.take(kept[name].to_numpy()).to_numpy()]
        return kept

    def _narrow_columns(self, gates: Mapping[str, pd.Series]) -> pd.DataFrame:
        rows: Ints = np.arange(len(self._frame))
        for name, is_open in gates.items():
            rows = rows[is_open.take(self._frame[name].take(rows).to_numpy()).to_numpy()]
        return self._frame.take(rows)

    def _best(
        self, kept: pd.DataFrame, points: Mapping[str, tuple[str, pd.Series]], n: int
    ) -> pd.DataFrame:
        found = pd.DataFrame(
            {
                name: earned.take(kept[code].to_numpy()).to_numpy()
                for name, (code, earned) in points.items()
            },
            index=kept.index,
        )
        key = found.sum(axis=1) * len(self._frame) - kept["id"]
        best = key.nlargest(n).index
        return found.loc[best].assign(id=kept["id"].loc[best])


class Polars:
    """Filters by values that are gathered from small series, and the highest keys.

    `lazy` hands all gates to one query, `gate by gate` filters a frame once a gate, `two first`
    does so for the two gates that leave the fewest rows, and hands it the others.
    """

    ways: ClassVar[tuple[str, ...]] = ("lazy", "gate by gate", "two first", "joins")

    def __init__(self, coded: Coded, threads: int) -> None:
        if pl.thread_pool_size() != threads:
            raise ValueError(f"Polars has {pl.thread_pool_size()} threads, not {threads}.")
        self._frame = pl.DataFrame({**coded.columns, "id": coded.ids})

    def query(self, way: str, slot: int, said: Said, n: int) -> Query:  # noqa: ARG002
        """Prepare one query."""
        gates = {name: pl.Series(flags) for name, flags in said.gates.items()}
        points = {
            POINTS + term: (name, pl.Series(earned.astype(np.int16)))
            for term, (name, earned) in said.points.items()
        }
        if way == "joins":
            return self._joined(said, n)
        eager = {"lazy": 0, "two first": 2}.get(way, len(gates))
        frame = self._frame.select([*said.columns, "id"])
        return lambda: self._best(_filtered(frame, gates, eager), points, n)

    def _best(
        self, kept: pl.LazyFrame, points: Mapping[str, tuple[str, pl.Series]], n: int
    ) -> pl.DataFrame:
        earned = {
            name: pl.lit(series).gather(pl.col(code)) for name, (code, series) in points.items()
        }
        return (
            kept.with_columns(key=self._key(pl.sum_horizontal(*earned.values())))
            .top_k(n, by="key")
            .sort("key", descending=True)
            .select("id", **earned)
            .collect()
        )

    def _key(self, score: pl.Expr) -> pl.Expr:
        return score.cast(pl.Int64) * len(self._frame) - pl.col("id").cast(pl.Int64)

    def _joined(self, said: Said, n: int) -> Query:
        tables = {
            name: pl.DataFrame(table).lazy()
            for name, table in _open_values(said, self._frame).items()
        }
        names = [POINTS + term for term in said.points]

        def joined() -> pl.DataFrame:
            kept = self._frame.lazy()
            for name, table in tables.items():
                kept = kept.join(table, left_on=name, right_on="code")
            return (
                kept.with_columns(key=self._key(pl.sum_horizontal(*names)))
                .top_k(n, by="key")
                .sort("key", descending=True)
                .select("id", *names)
                .collect()
            )

        return joined


def _filtered(frame: pl.DataFrame, gates: Mapping[str, pl.Series], eager: int) -> pl.LazyFrame:
    """Filter, by so many gates at once and by the others when all is collected."""
    for name, is_open in list(gates.items())[:eager]:
        frame = frame.filter(is_open.gather(frame[name]))
    rest = [pl.lit(is_open).gather(pl.col(name)) for name, is_open in list(gates.items())[eager:]]
    return frame.lazy().filter(*rest) if rest else frame.lazy()


def _open_values(said: Said, frame: Any) -> dict[str, dict[str, npt.NDArray[Any]]]:  # noqa: ANN401
    """A small table for each column: the codes that are open, and their points."""
    tables = {}
    for name in said.columns:
        points = {
            POINTS + term: earned.astype(np.int16)
            for term, (code, earned) in said.points.items()
            if code == name
        }
        is_open = said.gates.get(name)
        size = len(next(iter(points.values()))) if is_open is None else len(is_open)
        kept = np.arange(size) if is_open is None else np.flatnonzero(is_open)
        code = kept.astype(np.asarray(frame[name][:1]).dtype)
        tables[name] = {"code": code} | {term: earned[kept] for term, earned in points.items()}
    return tables


class DuckDB:
    """Prepared statements over a table of its own.

    `lists` looks values up in lists that are variables, `joins` in small tables of open values.
    """

    ways: ClassVar[tuple[str, ...]] = ("lists", "joins")

    def __init__(self, coded: Coded, threads: int) -> None:
        self._connection = duckdb.connect(config={"threads": threads})
        self._size = len(coded)
        rows = pd.DataFrame({**coded.columns, "id": coded.ids})
        self._kinds = rows[:1]
        self._connection.register("handed", rows)
        self._connection.execute("CREATE TABLE rows AS SELECT * FROM handed")
        self._connection.unregister("handed")

    def query(self, way: str, slot: int, said: Said, n: int) -> Query:
        """Prepare one query."""
        named = f"{way}_{slot}"
        statement = self._lists(named, said) if way == "lists" else self._joins(named, said)
        score = " + ".join(f"{POINTS}{term}::INTEGER" for term in said.points)
        self._connection.execute(
            f"PREPARE {named} AS SELECT * FROM ({statement}) ORDER BY {score} DESC, id LIMIT {n}"
        )
        return lambda: self._connection.execute(f"EXECUTE {named}").fetchnumpy()

    def _lists(self, named: str, said: Said) -> str:
        lists: dict[str, npt.NDArray[Any]] = {
            f"{named}_{name}": flags for name, flags in said.gates.items()
        }
        lists |= {f"{named}_{POINTS}{term}": earned for term, (_, earned) in said.points.items()}
        for name, values in lists.items():
            kind = "BOOLEAN[]" if values.dtype == np.bool_ else "SMALLINT[]"
            self._connection.execute(f"SET VARIABLE {name} = $1::{kind}", [values.tolist()])

        def looked_up(name: str, code: str) -> str:
            return f"list_extract(getvariable('{named}_{name}'), {code} + 1)"

        points = [
            f"{looked_up(POINTS + term, name)} AS {POINTS}{term}"
            for term, (name, _) in said.points.items()
        ]
        gates = [looked_up(name, name) for name in said.gates]
        where = f"WHERE {' AND '.join(gates)}" if gates else ""
        return f"SELECT id, {', '.join(points)} FROM rows {where}"

    def _joins(self, named: str, said: Said) -> str:
        joins = []
        for name, table in _open_values(said, self._kinds).items():
            self._connection.register("handed", pd.DataFrame(table))
            self._connection.execute(
                f"CREATE OR REPLACE TABLE {named}_{name} AS SELECT * FROM handed"
            )
            self._connection.unregister("handed")
            joins.append(f"JOIN {named}_{name} ON rows.{name} = {named}_{name}.code")
        points = ", ".join(POINTS + term for term in said.points)
        return f"SELECT id, {points} FROM rows {' '.join(joins)}"


PEERS: Final[Mapping[str, type[Peer]]] = {"pandas": Pandas, "Polars": Polars, "DuckDB": DuckDB}
