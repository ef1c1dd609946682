"""What a run found, as tables, and written into a page."""

import pytest

from matching.studies.benchmark import report

ROWS = [
    ("ours", 1, "", 2.0), ("ours, from the profile", 1, "", 3.0),
    ("ours, never seen", 1, "", 8.0), ("pandas", 1, "frame", 40.0),
    ("Polars", 1, "lazy", 12.0), ("Polars", 2, "lazy", 10.0), ("Polars", 2, "joins", 11.0),
    ("DuckDB", 1, "lists", 30.0),
]  # fmt: skip


def row(who, threads, way, median):
    return {
        "who": who, "threads": threads, "way": way, "median ms": median, "p95 ms": 2 * median,
        "calibration ms": 9.0, "build s": 0.5, "megabytes": 70.0,
    }  # fmt: skip


@pytest.fixture
def found():
    rows = [row(*one) for one in ROWS]
    size = {
        "size": 1_000_000, "distinct": {"stay": 622}, "open share": 0.05, "open shares": [0.0, 0.2],
        "people": 200, "gates": 7.5, "terms": 14.0, "limit bytes": 2_000_000, "rows": rows,
        "slider": [{"open share": 0.051, "median ms": 1.5, "p95 ms": 2.5}],
    }  # fmt: skip
    crowd = {
        "people": 10_000, "open share": 0.05, "encode ms": 60.0, "first role ever ms": 900.0,
        "first of an organization ms": 800.0, "once encoded ms": 12.5, "rows": rows,
    }  # fmt: skip
    pair = {
        "processes": 2, "threads": 1, "way": "lazy", "people": 400, "seconds": 1.0,
        "peak megabytes": 900.0,
    }  # fmt: skip
    return {
        "date": "2026-11-30", "quick": False, "bandwidth": 10e9, "lists": [size],
        "machine": {"cores": 2, "processor": "A Processor", "memory GB": 24.0},
        "versions": {"polars": "1.44.2"}, "crowds": [crowd],
        "shipped": {"roles": 1033, "people": 112, "median ms": 1.4, "p95 ms": 2.0},
        "pairs": {
            "size": 100_000, "people": 10_000, "of each": 10,
            "rules, people a second, one core": 50.0,
            "rows": [pair | {"who": "ours, from the profile", "people a second": 400.0},
                     pair | {"who": "Polars", "people a second": 100.0}],
        },
    }  # fmt: skip


def test_the_fastest_way_and_threads_of_a_peer_stand_beside_ours(found):
    lines = report.figures(found).splitlines()
    assert "| ours | 2.00 / 4.00 (1.0) |" in lines
    assert "| Polars | 10.00 / 20.00 (5.0) |" in lines
    assert "| 1,000,000 | Polars | joins | 2 | 11.00 | 22.00 | 9.0 |" in lines


def test_limit_and_rules_by_hand(found):
    lines = report.figures(found).splitlines()
    # 2 MB at 10 GB/s are 0.2 ms, of 2 ms.
    assert "| 1,000,000 | 2.00 MB | 0.200 ms | 2.00 ms | 10.0 % |" in lines
    # 100 a second, and rules of 2 x 50 a second: half as many.
    assert "| Polars | 2 x 1 | lazy | 400 | 100 | 50 | 900 |" in lines
    assert "| ours, from the profile | 2 x 1 | lazy | 400 | 400 | 400 | 900 |" in lines


def test_figures_are_written_in_place_of_those_before(found, tmp_path):
    page, image = tmp_path / "page.md", tmp_path / "plot.svg"
    page.write_text(f"Before.\n\n{report.BEGIN}\n\nold\n\n{report.END}\nAfter.\n", encoding="utf-8")
    for _ in range(2):
        report.write(found, page, image)
    text = page.read_text(encoding="utf-8")
    assert text == f"Before.\n\n{report.BEGIN}\n\n{report.figures(found)}\n\n{report.END}\nAfter.\n"
    assert "DuckDB" in image.read_text(encoding="utf-8")
