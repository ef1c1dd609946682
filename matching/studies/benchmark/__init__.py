"""Our index beside pandas, Polars and DuckDB doing the same: `make bench`, docs/performance.md.

`drawn` makes larger catalogs and crowds, `work` says what is done and does it our way, `peers` do
the same their way, `turns` lets each work in a process of its own, `lists`, `crowds` and `pairs`
measure, `report` writes what was found.
"""
