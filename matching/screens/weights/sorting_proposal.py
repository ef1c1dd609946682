"""What sorted cards say of the weights: a proposal with intervals, and what it would move."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd
import streamlit as st

from matching import WeightSet, columns, phrases
from matching.aspects import TERM_LABELS
from matching.authorization import PROFESSIONAL
from matching.comparison.points import PAGE, order
from matching.screens import look
from matching.screens.look import addresses, html, pages
from matching.screens.pieces.row_pages import Record
from matching.screens.visit import downloads, resources, session
from matching.screens.weights import sorting_cards, sorting_table, tuning_lists
from matching.screens.weights.sorting_table import Table
from matching.screens.weights.tuning_bench import bench_of, workspace
from matching.screens.weights.tuning_proof import show_verdict
from matching.services import recruiter, weights
from matching.store.words import SIDES
from matching.weights.sorting import Deck, Proposal, propose
from matching.weights.tuning import compare_figures, compare_lists
from matching.weights.tuning.lists import ranks

LEAST: Final = 5
"""Answers from which on weights are proposed."""
ENOUGH: Final = 20
"""Answers that give a fair proposal."""
GOOD: Final = 60
HEAD: Final = ("Weight", "Now", "Proposed", "95 % interval", "Drawn", "Your cards say")
LEGEND: Final = (
    "Ring: the weight now. Dot: what is proposed. Line: where the weight that you mean lies with "
    "95 % certainty; few answers give long lines."
)
OF_RECRUITERS: Final = (
    "Staff decide about weights, and nothing changes by your sorting alone. Your answers reach "
    "them as judgments without names, and only about people who agreed to measurement."
)
_TUNING: Final = pages.file("tuning")


def show(table: Table) -> None:
    """Show the proposal; with too few answers, what is lacking."""
    left = to_go(table)
    if left > 0:
        look.empty(
            f"{phrases.counted(left, 'more card')} to go",
            f"Then weights are proposed. About {ENOUGH} sorted cards give a first idea.",
        )
        return
    proposal = propose(table.deck, table.answers)
    if not proposal.pairs:
        look.empty(
            "All your cards are in one pile",
            "Weights say what makes one card better than another; that takes two piles at least.",
        )
        return
    n = len(table.sorted)
    little = f" {n} cards say little yet: about {ENOUGH} give a first idea." if n < ENOUGH else ""
    html.show(html.paragraph(agreement(proposal) + little, "mm-flush"))
    if table.is_of_candidates:
        html.show(html.paragraph(OF_RECRUITERS, "mm-flush"))
    else:
        _show_take(table, proposal)
    html.show(
        '<div class="mx-weights">',
        html.table(HEAD, rows(proposal)),
        "</div>",
        html.paragraph(LEGEND, "mm-quiet mm-small mm-flush"),
    )
    _show_moves(table, proposal.weights)


def to_go(table: Table) -> int:
    """Return how many cards are to be sorted before weights are proposed, at most 0 if none."""
    return min(LEAST, len(table.deck)) - len(table.sorted)


def agreement(proposal: Proposal) -> str:
    """Say how well the weights of now, and the proposed ones, give the piles."""
    return (
        f"Of {phrases.counted(proposal.pairs, 'pair')} of cards that you sorted differently, "
        f"today's weights put {100 * proposal.agree_now:.0f} % in your order, the proposed ones "
        f"{100 * proposal.agree_proposed:.0f} %. The second figure flatters, as they were fitted "
        "to these cards."
    )


def verdict(row: Record) -> str:
    """Say what the cards say of a weight, as a chip.

    Parameters
    ----------
    row : dict
        Of `Proposal.table`.
    """
    if not row["is_asked"]:
        return look.chip("not asked for by these cards", "ask")
    if not row["moves"]:
        return look.chip("cannot say", "plain")
    more = row["low"] > row["now"]
    return look.chip("clearly more", "fits") if more else look.chip("clearly less", "weigh")


def rows(proposal: Proposal) -> list[list[str]]:
    """Return the rows of the table as HTML; those where the cards say something come first."""
    found = proposal.table.sort_values(
        ["moves", "is_asked"], ascending=False, kind="stable"
    ).to_dict("records")
    most = proposal.table[["now", "proposed", "high"]].max().max()
    return [
        [
            look.escape(TERM_LABELS[row["term"]]),
            f"{row['now']:g}",
            f"{row['proposed']:g}",
            f"{row['low']:.1f} to {row['high']:.1f}" if row["is_asked"] else "–",
            _drawn(row, float(most)),
            verdict(row),
        ]
        for row in found
    ]


def _drawn(row: Record, most: float) -> str:
    """Return the HTML of the interval as a line with the weight now and the proposed one on it."""
    now, new = (f"left:{100 * row[name] / most:.1f}%" for name in ("now", "proposed"))
    if not row["is_asked"]:
        return f'<div class="mx-drawn" aria-hidden="true"><b style="{now}"></b></div>'
    low, high = (100 * row[name] / most for name in ("low", "high"))
    return (
        f'<div class="mx-drawn" aria-hidden="true"><i style="left:{low:.1f}%;'
        f'width:{high - low:.1f}%"></i><b style="{now}"></b><em style="{new}"></em></div>'
    )


# ---- what staff do with it ------------------------------------------------------------------


def _show_take(table: Table, proposal: Proposal) -> None:
    if table.side == PROFESSIONAL:
        html.show(html.paragraph("What the judgments say of the proposed weights:", "mm-flush"))
        show_verdict(compare_figures(workspace(), proposal.weights, table.deck.weights).verdict)
    if st.button(
        "Take to tuning",
        type="primary",
        icon=":material/tune:",
        key="sorting_take",
        help="Puts the proposed weights on the sliders, where they can be undone, saved and "
        "published.",
    ):
        bench_of(table.side).put(proposal.weights)
        st.switch_page(_TUNING, query_params={"tuning_side": SIDES[table.side]})


def show_files(side: str) -> None:
    """Show the buttons that make the files of what everybody sorted."""
    html.show(
        html.heading("To take along"),
        html.paragraph(
            "What everybody sorted on this side, each grade with the ids of who gave it; of real "
            "people only those who agreed to measurement, under names that mean nothing.",
            "mm-quiet mm-flush",
        ),
    )
    files = {
        "Judgments (CSV)": weights.export_judgments_csv,
        "Profiles (CSV)": weights.export_graded_profiles_csv,
    }
    with st.container(horizontal=True, gap="small"):
        for label, verb in files.items():
            name = label.partition(" ")[0].lower()
            downloads.button(
                label,
                session.later(verb, side=side),
                file_name=f"{name}.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
                key=f"sorting_{name}",
            )


# ---- what would move ------------------------------------------------------------------------


def _show_moves(table: Table, proposed: WeightSet) -> None:
    html.show(
        html.heading("What would move"),
        html.paragraph(
            "On the left the places by today's weights, beside them those by the proposed ones.",
            "mm-quiet mm-flush",
        ),
    )
    if table.side == PROFESSIONAL:
        _show_roles(table, proposed)
    else:
        _show_people(table, proposed)


def _show_roles(table: Table, proposed: WeightSet) -> None:
    catalog, people = resources.catalog(), sorting_table.judged()
    latest = list(table.sorted)[-1][0]
    person = st.selectbox(
        "Whose first ten",
        list(people),
        index=list(people).index(latest),
        format_func=lambda name: sorting_cards.called(catalog, people[name]),
        key="sorting_person",
        filter_mode="contains",
    )
    moves = compare_lists(workspace(), proposed, table.deck.weights, [person])
    html.show(
        tuning_lists.compared(moves, catalog)
        if len(moves)
        else html.paragraph("No role is open to this person.")
    )


def _show_people(table: Table, proposed: WeightSet) -> None:
    catalog = resources.catalog()

    def named(name: str, role_id: str) -> str:
        if not table.is_of_candidates:
            return look.escape(sorting_cards.called(catalog, sorting_table.judged()[name]))
        link = addresses.candidate_link(role_id, name)
        return html.link(link, recruiter.candidate_label(name))

    html.show(people_compared(people_moves(table.deck, proposed), named))


def people_moves(deck: Deck, proposed: WeightSet) -> pd.DataFrame:
    """Return the first ten people of a role before and after, in the new order.

    Returns
    -------
    DataFrame
        `profile_id`, `role_id`, `before`, `after`, `move`, `by`, `score_before`, `score_after`, as
        `compare_lists` has them of roles.
    """
    scores = [deck.scores(weights) for weights in (deck.weights, proposed)]
    before, after = (ranks(order(score, deck.profile_ids)) for score in scores)
    moves = pd.DataFrame(
        {
            columns.PROFILE_ID: deck.profile_ids,
            columns.ROLE_ID: deck.role_ids,
            "before": before,
            "after": after,
            "move": np.select([after < before, after > before], ["up", "down"], "same"),
            "by": before - after,
            "score_before": scores[0] / 100,
            "score_after": scores[1] / 100,
        }
    )
    shown = moves[(moves["before"] <= PAGE) | (moves["after"] <= PAGE)]
    return shown.sort_values("after").reset_index(drop=True)


def people_compared(moves: pd.DataFrame, named: Callable[[str, str], str]) -> str:
    """Return the HTML of the people of a role: the lines, and the table that says the same.

    Parameters
    ----------
    named : callable
        Given profile id and role id, returns the HTML of who it is.
    """
    found = "".join(_person(row, named) for row in moves.to_dict("records"))
    return (
        f'<div class="mt-slope">{tuning_lists.slope(moves)}<table class="mt-moves">'
        '<caption class="mm-hidden">Places by the proposed weights and now</caption><thead><tr>'
        '<th scope="col">Then</th><th scope="col">Person</th><th scope="col">Move</th>'
        f'<th scope="col">Points</th></tr></thead><tbody>{found}</tbody></table></div>'
    )


def _person(row: Record, named: Callable[[str, str], str]) -> str:
    moved = look.chip(tuning_lists.moved(row["move"], row["by"]), tuning_lists.TONES[row["move"]])
    return (
        f'<tr><td class="mt-place">{row["after"]}</td><th scope="row">'
        f"{named(row[columns.PROFILE_ID], row[columns.ROLE_ID])}</th>"
        f'<td>{moved}<span class="mm-hidden"> from place {row["before"]}</span></td>'
        f'<td class="mt-points">{row["score_before"]:.1f} → {row["score_after"]:.1f}</td></tr>'
    )
