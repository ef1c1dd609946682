"""What simulations with a known answer say: of experiments, of use, and of sorted cards."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["simulate_experiments", "simulate_learning", "simulate_sorting"]

NUMBERS_OF_LISTS = (100, 300, 1_000, 4_000)
NUMBERS_OF_CARDS = (10, 20, 40, 60)


def simulate_experiments(
    console: Console, experiments: int = 1_000, planned: int = 200, seed: int = 0
) -> None:
    """Print how often experiments between two weight sets end wrongly, and how often rightly.

    Parameters
    ----------
    experiments : int
        How many of each scenario; a thousand take about twenty seconds.
    planned : int
        Votes after which each ends at the latest.
    """
    from matching.studies.simulated_experiments import simulated_experiments

    figures = simulated_experiments(experiments, planned, seed)
    table = _table(
        "two rankings", "NDCG@10", "votes for second", "people", "one look", "stopping rule",
        "after votes", "any time", "peeking",
    )  # fmt: skip
    for row in figures.to_dict("records"):
        table.add_row(
            str(row["scenario"]),
            f"{row['ndcg_first']:.2f} {row['ndcg_second']:.2f}",
            f"{row['share']:.1%}",
            f"{row['people']:.0f}",
            *(f"{row[name]:.1%}" for name in ("once", "rule")),
            f"{row['rule_votes']:.0f}",
            *(f"{row[name]:.1%}" for name in ("any_time", "peeking")),
        )
    console.print(
        Text(f"{experiments:,} simulated experiments of {planned} votes each", "bold"),
        table,
        "",
        "How often a difference was told at the 5 % level. Of equally good rankings that is wrong; "
        "of others it is the power. People: who have to look at a list for that many votes. One "
        "look: at the end. Stopping rule: five planned looks. Any time: the interval that may be "
        "watched. Peeking: the interval of one look, watched all the time, which nobody should do.",
        sep="\n",
    )


def simulate_learning(
    console: Console,
    numbers_of_lists: Sequence[int] = NUMBERS_OF_LISTS,
    repeats: int = 3,
    seed: int = 0,
) -> None:
    """Print how well weights are found from what simulated people do, with and without correction.

    Parameters
    ----------
    repeats : int
        Simulations of each number of lists; the figures are their means.
    """
    from matching.studies.simulated_use import World, recovery

    figures = recovery(World.usual(), numbers_of_lists, repeats=repeats, seed=seed)
    table = _table("lists", "fit", "correlation", "same order", "seen at 5", "seen at 10")
    for row in figures.to_dict("records"):
        numbers = (row[n] for n in ("correlation", "same_order", "seen_at_5", "seen_at_10"))
        table.add_row(f"{row['lists']:,}", str(row["fit"]), *(f"{n:.2f}" for n in numbers))
    console.print(
        Text("Weights learned from simulated use, against the true ones", "bold"),
        table,
        "",
        "Prior: the weights that ranked. Naive: as if every position were seen alike. Corrected: "
        "by the curve estimated from roles that changed places. Known: by the true curve (0.20 at "
        "5, 0.10 at 10). Same order: share of pairs of new roles ordered as the truth does.",
        sep="\n",
    )


def simulate_sorting(
    console: Console,
    repeats: int = 20,
    seed: int = 0,
    cards: Sequence[int] = NUMBERS_OF_CARDS,
) -> None:
    """Print how well weights are found from cards that made-up people sorted by them.

    Parameters
    ----------
    repeats : int
        Made-up people of each kind.
    cards : sequence of int
        After how many cards to look.
    """
    from matching.catalog import Catalog
    from matching.comparison.weight_set import WeightSet
    from matching.environment import today
    from matching.evidence.judgments import shipped_judgments
    from matching.reference.shipped import DATA_FOLDER
    from matching.studies.simulated_sorting import simulated_sorting
    from matching.weights.sorting import roles_deck
    from matching.weights.tuning import Workspace

    people, judgments = shipped_judgments()
    workspace = Workspace(Catalog.from_folder(DATA_FOLDER), people, judgments, today())
    deck = roles_deck(workspace, WeightSet.default())
    figures = simulated_sorting(deck, repeats=repeats, cards=cards, seed=seed)
    table = _table(
        "who sorts", "chosen", "cards", "correlation", "9 in 10", "today", "inside", "order"
    )
    for row in figures.to_dict("records"):
        numbers = (f"{row[name]:.3f}" for name in ("median", "tenth", "now"))
        shares = (f"{row[name]:.0%}" for name in ("inside", "agree"))
        table.add_row(row["sorter"], row["chosen"], str(row["cards"]), *numbers, *shares)
    console.print(
        Text(
            f"{repeats} made-up people a row sort cards of {len(people)} people and {len(deck):,} "
            "open roles",
            "bold",
        ),
        table,
        "",
        "Weights of those who sort are off the current ones by a factor of 2 in the usual case; "
        "anew: they are the current ones, dealt out anew among the terms. Who wavers misjudges a "
        "card by 5 points; who slips gives 1 answer in 20 by chance. Haphazard: all answers are by "
        "chance, so the current weights should stay. Correlation: of the proposed weights with the "
        "hidden ones, median; 9 in 10 reach at least the next figure. Today: of "
        "the current weights with the hidden ones. Inside: hidden weights within their 95 % "
        "interval. Order: pairs of unsorted cards of a person that the proposed weights put into "
        "the order of the hidden ones.",
        sep="\n",
    )


def _table(*names: str) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0),
        header_style="none",
    )  # fmt: skip
    for at, name in enumerate(names):
        table.add_column(name, justify="left" if at == 0 else "right")
    return table
