"""Many people or roles at once: in blocks, by several workers, into one file that can be resumed.

`tables` turns rows into CSV and Parquet, `work` is what a worker does with a block, `workers` and
`cluster` hand blocks out, `parts` keeps finished ones beside the file until all are there, and
`origin` says what a run was made from.
"""
