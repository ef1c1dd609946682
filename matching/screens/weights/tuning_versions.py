"""Drafts and what was published: saving, the versions of a side, and the history."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import pandas as pd
import streamlit as st

from matching import phrases
from matching.authorization import PROFESSIONAL, Actor
from matching.evidence.metrics import NDCG
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.pieces import row_pages
from matching.screens.pieces.quiet_button import quiet_button
from matching.screens.pieces.row_pages import Record
from matching.screens.visit import resources, session
from matching.screens.weights import tuning_publishing
from matching.screens.weights.tuning_bench import Bench, Versions
from matching.screens.weights.tuning_proof import in_words
from matching.services import weights
from matching.services.shared.errors import RequestError
from matching.services.weights.weight_sets import read_weight_set
from matching.store import Database
from matching.store.words import PUBLICATION_KINDS
from matching.weights.tuning import FigureChanges, Workspace, compare_figures

REASON: Final = "tuning_reason"
ON_A_PAGE: Final = 5


# ---- saving ---------------------------------------------------------------------------------


def show_saving(bench: Bench, workspace: Workspace, versions: Versions) -> None:
    """Show the box for the reason, and the button that saves the sliders as a draft."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="tuning_save_bar"):
        st.text_input(
            "Why these weights",
            key=REASON,
            placeholder="What they are to make better",
        )
        st.button(
            "Save as a draft",
            icon=":material/save:",
            key="tuning_save",
            on_click=_save,
            args=(bench, workspace, versions.name(bench.base_id)),
        )


def _save(bench: Bench, workspace: Workspace, against: str) -> None:
    done = "Saved as a draft; it serves nobody yet."
    if session.attempt(_save_moves, bench, workspace, against, done=done):
        st.session_state[REASON] = ""


def _save_moves(
    database: Database,
    actor: Actor,
    bench: Bench,
    workspace: Workspace,
    against: str,
    *,
    now: datetime,
) -> None:
    """Save a draft with its figures; sliders that were not moved are not saved."""
    if not bench.moves():
        raise RequestError(f"Nothing to save: the sliders stand as in {against}.")
    figures = figures_to_keep(compare_figures(workspace, bench.weights, bench.base), against)
    reason = st.session_state[REASON]
    weights.save_draft(
        database,
        actor,
        bench.weights,
        side=bench.side,
        reason=reason,
        figures=figures,
        now=now,
    )


def figures_to_keep(change: FigureChanges, against: str) -> dict[str, Any]:
    """Return what a draft keeps of its comparison: NDCG with interval, and the verdict.

    Parameters
    ----------
    against : str
        What the set is called that it was compared with.
    """
    row = change.summary.set_index("metric").to_dict("index")[NDCG]
    names = {"ndcg": "after", "ndcg_low": "after_low", "ndcg_high": "after_high"}
    kept = {name: float(row[of]) for name, of in names.items() if not math.isnan(row[of])}
    return {**kept, "against": against, "verdict": in_words(change.verdict)}


def figures_in_words(figures: Mapping[str, Any] | None) -> str:
    """Say what a version reached when it was saved, as far as it is kept.

    Examples
    --------
    >>> figures_in_words({"ndcg": 0.92, "verdict": "Better by 0.02", "against": "default 1"})
    'NDCG 0.920. Better by 0.02, against default 1.'
    >>> figures_in_words(None)
    ''
    """
    kept = figures or {}
    return phrases.sentences(
        f"NDCG {kept['ndcg']:.3f}" if isinstance(kept.get("ndcg"), float) else "",
        f"{kept['verdict']}, against {kept['against']}"
        if {"verdict", "against"} <= {*kept}
        else "",
    )


# ---- the versions ---------------------------------------------------------------------------


def show_versions(bench: Bench, versions: Versions, published: pd.DataFrame) -> None:
    """Show what serves now, the way back, all versions, and what was published when.

    Parameters
    ----------
    published : DataFrame
        Rows of `weights.publications` of this side.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="tuning_now"):
        called = versions.name(versions.active_id)
        st.html(
            f'<p class="mm-flush">Serves now: <strong>{look.escape(called)}</strong>'
            f"{look.escape(_since(published))}.</p>",
            width="content",
        )
        if len(published):
            before = _before(published)
            st.button(
                f"Roll back to {look.plain(versions.name(before))}",
                icon=":material/history:",
                key="tuning_back",
                on_click=tuning_publishing.ask,
                args=(tuning_publishing.Asked("roll back", bench.side, before),),
            )
    if bench.side == PROFESSIONAL and _floor_is_of_others(versions.active_id):
        link = html.link(addresses.exposure_link(), "Look at it under Exposure")
        html.show(
            f'<p class="mm-flush">The floor for good roles was set under other weights. {link}.</p>'
        )
    if versions.table.empty:
        html.show(html.paragraph("No draft was saved yet.", "mm-quiet mm-flush"))
    rows = versions.table.to_dict("records")
    row_pages.show_rows(
        rows, "tuning_page", lambda some: _show_some(bench, versions, some), n=ON_A_PAGE
    )
    if len(published):
        with st.expander("What was published, and when", icon=":material/history:"):
            html.show(published_table(versions, published))


def _floor_is_of_others(active_id: str | None) -> bool:
    """Return whether a floor serves that was set while other weights served."""
    history = session.show(weights.floors)
    if history.empty:
        return False
    newest = history.iloc[0]
    return bool(newest["places"]) and newest["weight_set_id"] != (active_id or "")


def _since(published: pd.DataFrame) -> str:
    if published.empty:
        return ", as nothing was published"
    newest = published.iloc[0]
    by = f" by {newest['published_by']}" if newest["published_by"] else ""
    return f", since {phrases.moment_in_words(newest['published_at'])}{by}"


def _before(published: pd.DataFrame) -> str | None:
    """Return the id of what served before the set that serves now."""
    before = published["weight_set_id"].iloc[1] if len(published) > 1 else ""
    return before or None


def _show_some(bench: Bench, versions: Versions, rows: Sequence[Record]) -> None:
    for row in rows:
        show_version(bench, versions, row)


def show_version(bench: Bench, versions: Versions, row: Record) -> None:
    """Show one version and what can be done with it."""
    id_ = row["weight_set_id"]
    has_served = not pd.isna(row["published_at"])
    if id_ == versions.active_id:
        chip = look.chip("serves now", "fits")
    else:
        chip = look.chip("served before" if has_served else "draft", "ask")
    by = f" by {row['author']}" if row["author"] else ""
    with st.container(border=True, key=f"card_version_{id_}", gap="small"):
        html.show(
            '<article class="mm-small-card"><div class="mm-top">',
            f"<h3>{look.escape(row['name'])} {row['version']}</h3>{look.chips([chip])}</div>",
            html.paragraph(row["reason"], "ms-line"),
            html.paragraph(figures_in_words(row["figures"]), "mm-small"),
            html.paragraph(
                f"{phrases.moment_in_words(row['created_at'])}{by}.", "mm-quiet mm-small"
            ),
            html.paragraph(row["fault"], "mr-fault"),
            "</article>",
        )
        if not row["fault"]:
            _buttons(bench, id_, is_active=id_ == versions.active_id, has_served=has_served)


def _buttons(bench: Bench, id_: str, *, is_active: bool, has_served: bool) -> None:
    with st.container(horizontal=True, gap="small"):
        quiet_button(
            "Put on the sliders", ":material/tune:", f"tuning_take_{id_}", _take, bench, id_
        )
        if is_active:
            return
        quiet_button(
            "Publish …",
            ":material/publish:",
            f"tuning_publish_{id_}",
            tuning_publishing.ask,
            tuning_publishing.Asked("publish", bench.side, id_),
        )
        if has_served:
            quiet_button(
                "Roll back to this …",
                ":material/history:",
                f"tuning_back_{id_}",
                tuning_publishing.ask,
                tuning_publishing.Asked("roll back", bench.side, id_),
            )


def _take(bench: Bench, weight_set_id: str) -> None:
    bench.put(read_weight_set(resources.database(), weight_set_id))


def published_table(versions: Versions, published: pd.DataFrame) -> str:
    """Return the HTML of what was published for a side, the newest first."""
    return html.table(
        ["When", "Version", "By", "How", "Golden profiles"],
        [
            [
                look.escape(phrases.moment_in_words(row["published_at"])),
                look.escape(f"{row['name']} {row['version']}"),
                look.escape(row["published_by"]) or "–",
                look.escape(
                    PUBLICATION_KINDS[row["how"]] + (f": {row['reason']}" if row["reason"] else "")
                ),
                look.escape(
                    ", ".join(f"{n} {outcome}" for outcome, n in (row["golden"] or {}).items() if n)
                )
                or "not checked",
            ]
            for row in published.to_dict("records")
        ],
    )
