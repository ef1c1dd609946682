"""What scores and rules are worth, and the worst lists: printed, or as records for JSON."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from rich.padding import Padding
from rich.text import Text

from matching import columns as c
from matching import phrases
from matching.aspects.rules import RULES
from matching.cli.answer import marked_rows
from matching.cli.evaluation_report import in_thousandths, plain_table, spread
from matching.comparison.bands import BANDS
from matching.evidence import metrics as m
from matching.studies.bands import BEST_SHOWN, ENOUGH, OF_THE_SHOWN, ROLES
from matching.studies.calibration import FROM, PAIRS, SCORE_FROM
from matching.studies.our_lists import ALL
from matching.studies.rules_study import BAD_SHOWN, CHANGED, ON, RULE

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

BAND_COLUMNS = {
    ROLES: "roles a person", m.GOOD: "good", m.BAD: "grade 0", m.UNJUDGED: "unjudged",
}  # fmt: skip
OF_BANDS_NOTE = (
    "Good and grade 0: of the judged roles of the band. Unjudged: of the band's first 10 for each "
    "person. Intervals as above."
)
SHOWN_NAMES = {
    m.BAD: "grade 0", m.GOOD: "good", m.UNJUDGED: "unjudged", m.KEPT: "good kept",
    BEST_SHOWN: "grade 3 shown", ENOUGH: "enough",
}  # fmt: skip
OVER_ROLES = (
    "Of judged roles in our lists. In brackets: 95 % intervals, whole people resampled; where all "
    "roles are alike, Wilson's with each person counted as one role."
)
OF_RULES = {
    m.NDCG: "What each rule adds to NDCG@10, in thousandths",
    m.BAD: "What it adds to the share of grade 0 among the first 10, in thousandths",
    BAD_SHOWN: "The same as shown, folded roles left out",
    m.KEPT: "What it adds to the share of good roles that are kept, in thousandths",
}
OF_RULES_NOTE = (
    "With the rule minus without it alone, on the same people. In brackets: 95 % bootstrap "
    "intervals over people; of twenty such intervals one misses by chance."
)


def print_list_figures(figures: Mapping[str, pd.DataFrame], console: Console) -> None:
    """Print what is known of our lists role by role, by its name in JSON."""
    for name, frame in figures.items():
        PRINTED[name](frame, console)


def _sets(frame: pd.DataFrame) -> list[str]:
    """Names of the sets and `ALL`, or of one alone."""
    names = list(dict.fromkeys(frame[c.JUDGED_SET]))
    return names if len(names) > 2 else names[:1]


def print_calibration(calibration: pd.DataFrame, console: Console) -> None:
    """What a score means, over all sets together."""
    of_all = calibration[calibration[c.JUDGED_SET] == ALL]
    found = of_all.set_index([FROM, m.METRIC]).to_dict("index")
    table = plain_table("score", "roles", "people", "good", "grade 0")
    for least in SCORE_FROM:
        cells = [spread(found[least, metric], "{:4.0%}") for metric in (m.GOOD, m.BAD)]
        row = found[least, m.GOOD]
        table.add_row(_step(least), f"{row[PAIRS]:,}", f"{row[m.PROFILES]}", *cells)
    _print("What a score means", table, OVER_ROLES, console)


def _step(least: int) -> str:
    if least == max(SCORE_FROM):
        return f"{least} and more"
    return f"{least}s" if least else f"below {min(step for step in SCORE_FROM if step)}"


def print_bands(found: pd.DataFrame, console: Console) -> None:
    """Size and worth of each band, over all sets together."""
    of_all = found[found[c.JUDGED_SET] == ALL].set_index([c.BAND, m.METRIC]).to_dict("index")
    table = plain_table("band", *BAND_COLUMNS.values())
    for band, name in BANDS.items():
        cells = [
            spread(of_all[band, metric], "{:.1f}" if metric == ROLES else "{:.0%}")
            for metric in BAND_COLUMNS
        ]
        table.add_row(f"{band} {name}", *cells)
    _print("Bands of our lists", table, OF_BANDS_NOTE, console)


def print_shown(found: pd.DataFrame, console: Console) -> None:
    """Figures of our lists as people see them, on each set."""
    sets = _sets(found)
    cells = found.set_index([m.METRIC, c.JUDGED_SET]).to_dict("index")
    table, legend = plain_table("as shown", *sets), marked_rows()
    for metric, name in SHOWN_NAMES.items():
        table.add_row(name, *(spread(cells[metric, one], "{:.0%}") for one in sets))
        legend.add_row(name, f"{OF_THE_SHOWN[metric]}.", style="dim")
    console.print(Text("Our lists as they are shown", "bold"), table, sep="\n")
    console.print(Padding(legend, (1, 0, 1, 0)))


def print_rules(rules: pd.DataFrame, console: Console) -> None:
    """One row a rule in a table for each figure that rules are measured by, then what they say."""
    sets, names = _sets(rules), list(dict.fromkeys(rules[RULE]))
    cells = rules.set_index([m.METRIC, RULE, c.JUDGED_SET]).to_dict("index")
    measured = set(rules[m.METRIC])
    for metric, title in OF_RULES.items():
        if metric in measured:
            table = plain_table("rule", *sets)
            whole = (cells[metric, names[0], one][ON] for one in sets)
            table.add_row("(with all)", *(_thousandths(value) for value in whole))
            for rule in names:
                table.add_row(rule, *(_gained(cells[metric, rule, one]) for one in sets))
            console.print(Text(title, "bold"), table, "", sep="\n")
    legend = marked_rows()
    for rule in names:
        lists = phrases.counted(cells[m.NDCG, rule, ALL][CHANGED], "list")
        legend.add_row(rule, f"{RULES[rule]} Changes {lists}.", style="dim")
    console.print(Text(OF_RULES_NOTE, "dim"), Padding(legend, (1, 0, 1, 0)), sep="\n")


def _gained(row: Mapping[Any, Any]) -> str:
    """What a rule adds, in room for four columns beside long names; 0: it changes nothing."""
    if row[m.MEAN] == row[m.LOW] == row[m.HIGH] == 0:
        return "0"
    return in_thousandths(row, "{:+.0f}").replace(", ", ",")


def print_worst(worst: pd.DataFrame, console: Console) -> None:
    """The lists with the lowest NDCG, to be read."""
    console.print(Text("Our lists with the lowest NDCG@10", "bold"))
    if worst.empty:
        console.print(" none\n")
    for profile_id, rows in worst.groupby(c.PROFILE_ID, sort=False):
        first = rows.iloc[0]
        judged = phrases.counted(int(first[m.JUDGED]), "judged role")
        console.print(f"{profile_id}: {first[m.NDCG]:.2f}, {judged}")
        if math.isnan(first[c.RANK]):
            console.print(" no role is open\n")
            continue
        table = plain_table("rank", "grade", "role", "reason")
        for row in rows.to_dict("records"):
            grade = "-" if math.isnan(row[c.GRADE]) else f"{row[c.GRADE]:.0f}"
            table.add_row(f"{row[c.RANK]:.0f}", grade, Text(row[c.ROLE_ID]), Text(row[c.REASON]))
        console.print(Padding(table, (0, 0, 1, 0)))


PRINTED: Final[Mapping[str, Callable[[pd.DataFrame, Console], None]]] = {
    "calibration": print_calibration,
    "bands": print_bands,
    "as_shown": print_shown,
    "rules": print_rules,
    "worst": print_worst,
}


def _thousandths(mean: float) -> str:
    return "not defined" if math.isnan(mean) else f"{1000 * mean:.0f}"


def _print(title: str, table: Table, note: str, console: Console) -> None:
    console.print(Text(title, "bold"), table, Text(note, "dim"), "", sep="\n")
