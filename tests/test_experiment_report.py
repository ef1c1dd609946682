"""The printed simulations, in small."""

import io

import pytest
from rich.console import Console

from matching.cli.experiment_report import simulate_experiments, simulate_learning


@pytest.fixture
def console():
    return Console(file=io.StringIO(), width=140)


def test_simulated_experiments_are_printed(console):
    simulate_experiments(console, experiments=20, planned=60)
    text = console.file.getvalue()
    assert "20 simulated experiments of 60 votes each" in text
    for name in ("equally good, quite different", "second much better", "peeking"):
        assert name in text


def test_simulated_learning_is_printed(console):
    simulate_learning(console, [20], repeats=1)
    rows = [line.split()[1:2] for line in console.file.getvalue().splitlines()]
    assert [row[0] for row in rows if row and row[0] in FITS] == FITS


FITS = ["prior", "naive", "corrected", "known"]
