"""The printed simulations, in small."""

import io
import re

import pytest
from rich.console import Console

from matching.cli.experiment_report import (
    simulate_experiments,
    simulate_learning,
    simulate_sorting,
)
from matching.evidence import judgments
from tests.builders import shipped_profiles


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


def test_simulated_sorting_is_printed(console, monkeypatch):
    few = shipped_profiles()[:5]
    _, all_judgments = judgments.shipped_judgments()
    monkeypatch.setattr(judgments, "shipped_judgments", lambda: (few, all_judgments))
    simulate_sorting(console, repeats=1, cards=[1, 3])
    text = console.file.getvalue()
    assert "1 made-up people a row sort cards of 5 people" in text
    rows = re.findall(r"(best card|by chance) +(\d) +-?[01]\.\d{3} ", text)
    assert rows == [(chosen, n) for chosen in ("best card", "by chance") for n in "13"] * 6


FITS = ["prior", "naive", "corrected", "known"]
