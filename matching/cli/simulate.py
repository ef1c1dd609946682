"""`missionmatch simulate`: what the methods are worth where the truth is known."""

from __future__ import annotations

from typing import Annotated

import typer

from matching.cli import output
from matching.cli.options import Seed


def experiments(
    n: Annotated[int, typer.Option("--n", min=10, help="Simulated experiments a row.")] = 1000,
    planned: Annotated[int, typer.Option(min=10, help="Votes after which one ends.")] = 200,
    seed: Seed = 0,
) -> None:
    """Say how often an experiment errs, and how often it finds a difference (about a minute)."""
    from matching.cli import experiment_report

    experiment_report.simulate_experiments(output.console(), n, planned, seed)


def use(seed: Seed = 0) -> None:
    """Say what learning from use recovers of known weights, with and without correction."""
    from matching.cli import experiment_report

    experiment_report.simulate_learning(output.console(), seed=seed)


def sorting(
    n: Annotated[int, typer.Option("--n", min=1, help="Made-up people a row.")] = 20,
    seed: Seed = 0,
) -> None:
    """Say how well sorted cards give the weights of who sorted them (some minutes)."""
    from matching.cli import experiment_report

    experiment_report.simulate_sorting(output.console(), n, seed)
