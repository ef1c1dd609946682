"""Screen: everybody with whom a recruiter's organizations have begun anything, once each."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from matching import phrases
from matching.authorization import RECRUITER
from matching.screens import look
from matching.screens.look import addresses, html, pages, sheets
from matching.screens.pieces import candidate_cards, listing
from matching.screens.visit import resources, session, state
from matching.services import recruiter
from matching.store.words import CANDIDATE_STAGES

SEARCH: Final = "people_search"
PAGE: Final = "people_page"
STAGES: Final = "people_stage"
ROLES: Final = "people_role"
ORDER: Final = "people_order"
SETTLED: Final = "people_settled"
ORDERS: Final = {"waiting": "Waits longest", "newest": "Newest first", "stage": "Furthest along"}
FURTHEST: Final = {stage: place for place, stage in enumerate(CANDIDATE_STAGES)}
LATE: Final = 7


def choose(everybody: pd.DataFrame) -> pd.DataFrame:
    """Show search, filters and order; return the rows that are left, in that order."""
    query = listing.search_box("Search my people", SEARCH, PAGE, "A name, a label or a role")
    titles = dict(zip(everybody["role_id"], everybody["title"], strict=True))
    there = set(everybody["stage"])
    at = {stage: label for stage, label in CANDIDATE_STAGES.items() if stage in there}
    first, second, third = st.columns(3)
    with first:
        stages = listing.choose("Stage", STAGES, PAGE, at)
    with second:
        roles = listing.choose("Role", ROLES, PAGE, titles)
    with third:
        order = st.selectbox(
            "Order",
            list(ORDERS),
            format_func=ORDERS.__getitem__,
            key=ORDER,
            bind="query-params",
            on_change=state.show_top,
        )
    with_settled = st.checkbox(
        "Also those about whom nothing is to be done any more", key=SETTLED, bind="query-params"
    )
    keep = pd.Series(True, index=everybody.index)
    if not with_settled and "declined" not in stages and "went" not in stages:
        keep &= ~everybody["is_settled"]
    if stages:
        keep &= everybody["stage"].isin(stages)
    if roles:
        keep &= everybody["role_id"].isin(roles)
    if words := query.casefold().split():
        said = (everybody["called"] + " " + everybody["title"]).str.casefold()
        keep &= said.map(lambda text: all(word in text for word in words))
    return _ordered(everybody[keep], order)


def _ordered(rows: pd.DataFrame, order: str) -> pd.DataFrame:
    keys = {
        "waiting": -rows["days_waiting"],
        "newest": rows["days_at_stage"],
        "stage": -rows["stage"].map(FURTHEST).where(~rows["is_settled"]),
    }
    return rows.loc[keys[order].sort_values(kind="stable", na_position="last").index]


def show_people(chosen: pd.DataFrame) -> None:
    """Show people, a page of them, each with their roles, the best first."""
    ids = chosen["account_id"].drop_duplicates().tolist()
    html.show(html.count_line(phrases.counted(len(ids), "person", "people")))
    if not ids:
        look.empty("Nobody is left", "No person is all of this at once.")
        listing.show_clear(SEARCH, (STAGES, ROLES))
    listing.draw_pages(ids, PAGE, lambda shown: _show_page(chosen, list(shown)))


def _show_page(chosen: pd.DataFrame, ids: list[str]) -> None:
    rows = chosen[chosen["account_id"].isin(ids)]
    pairs = list(zip(rows["role_id"], rows["account_id"], strict=True))
    points = session.show(recruiter.points_of, pairs, resources.candidate_recommender())
    found = [points.get(pair, (float("nan"), False)) for pair in pairs]
    rows = rows.assign(score=[score for score, _ in found], fits=[fits for _, fits in found])
    best_first = rows.sort_values(["fits", "score", "title"], ascending=[False, False, True])
    by_person = dict(list(best_first.groupby("account_id")))
    with st.container(gap="small"):
        for account_id in ids:
            _show_person(account_id, by_person[account_id])


def _show_person(account_id: str, roles: pd.DataFrame) -> None:
    best = roles.iloc[0]
    with st.container(border=True, key=f"person_{account_id}", gap="xsmall"):
        st.page_link(
            pages.file("candidate"),
            label=look.plain(best["called"]),
            query_params={"role_id": best["role_id"], "person": account_id},
        )
        lines = "".join(f"<li>{_role(row)}</li>" for row in roles.to_dict("records"))
        html.show(f'<ul class="mr-people">{lines}</ul>')


def _role(row: dict[Any, Any]) -> str:
    """Return the HTML of where a person stands with one role."""
    link = html.link(addresses.candidate_link(row["role_id"], row["account_id"]), row["title"])
    asked = candidate_cards.INTRODUCTION_CHIPS.get(row["introduction"])
    is_open = row["stage"] != "declined"
    waits, points = row["days_waiting"], row["score"]
    days = phrases.counted(int(waits), "day") if waits >= 1 else "since today"
    return link + look.chips(
        [
            look.chip(
                CANDIDATE_STAGES[row["stage"]],
                candidate_cards.STAGE_TONES.get(row["stage"], "plain"),
            ),
            ""
            if pd.isna(waits)
            else look.chip(f"Waits {days}", "weigh" if waits >= LATE else "plain"),
            look.chip(*asked) if asked and is_open else "",
            "" if pd.isna(points) else look.chip(f"{points:.0f} points"),
            "" if row["fits"] or pd.isna(points) else look.chip("Something is missing", "missing"),
        ]
    )


session.need(RECRUITER)
sheets.put("parts", "recruiter", "candidates")
look.page_header("My people", "Everybody with whom something has begun, over all your roles.")
session.show_outcome()
the_people = session.show(recruiter.my_people)
if the_people.empty:
    look.empty(
        "Nobody yet",
        "People stand here when they show interest in a role of yours, or when you take a step "
        "with them.",
        "Under My roles, Candidates shows who fits a role; ask somebody there.",
    )
else:
    show_people(choose(the_people))
