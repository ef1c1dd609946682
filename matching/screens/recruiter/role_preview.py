"""How an unsaved change of a role would change its candidates, over the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from matching import Catalog, phrases
from matching.errors import MatchingError
from matching.screens import look
from matching.screens.look import addresses, html
from matching.screens.recruiter.role_draft import Draft
from matching.screens.visit import resources, session
from matching.services import recruiter
from matching.services.recruiter import RolePreview
from matching.services.shared.errors import RoleError
from matching.words import wording

MOST: Final = 10
"""How many of those who come, who go, and of the others are named."""


def show(draft: Draft) -> None:
    """Open the preview over the page; where a field is faulty, the form says so instead."""
    try:
        found = session.ask(
            recruiter.preview_change,
            draft.role_id,
            draft.changes,
            resources.candidate_recommender(),
        )
    except RoleError as error:
        draft.blame(error.problems)
        st.rerun()
    except MatchingError as error:
        _failed(str(error))
    else:
        _dialog(draft.role_id, found)


@st.dialog("No preview for now")
def _failed(message: str) -> None:
    st.html(f"<p>{look.escape(message)}</p>")


@st.dialog("How your candidates would change", width="medium")
def _dialog(role_id: str, found: RolePreview) -> None:
    catalog = resources.catalog()
    others = _moved(found)
    html.show(
        f"<p>{look.escape(sentence(found))} Nothing is saved by looking at this.</p>",
        _named(
            catalog, role_id, "Would fit", "What keeps them away now", found.comes, found.n_comes
        ),
        _named(
            catalog,
            role_id,
            "Would no longer fit",
            "What would be missing",
            found.goes,
            found.n_goes,
        ),
        _places(catalog, role_id, others) if len(others) else "",
    )


def sentence(found: RolePreview) -> str:
    """Say how many people fit before and after."""
    if not found.n_comes and not found.n_goes:
        return f"The same {phrases.counted(found.before, 'person', 'people')} would fit."
    return (
        f"People who fit: {found.before:,} → {found.after:,}. "
        f"{found.n_comes:,} would come, {found.n_goes:,} would go."
    )


def _moved(found: RolePreview) -> pd.DataFrame:
    """Give the first of those who fit before and after, if any of them has another place."""
    stay = found.moves.dropna(subset=["rank_before", "rank_after"]).head(MOST)
    same = (stay["rank_before"] == stay["rank_after"]) & (
        stay["score_before"] == stay["score_after"]
    )
    return stay[~same]


def _named(
    catalog: Catalog,
    role_id: str,
    title: str,
    why: str,
    people: Mapping[str, tuple[str, ...]],
    n_people: int,
) -> str:
    if not people:
        return ""
    rows = [
        [_person(catalog, role_id, id_), look.escape(phrases.listed(list(missing), most=5))]
        for id_, missing in list(people.items())[:MOST]
    ]
    more = f"And {n_people - MOST:,} more." if n_people > MOST else ""
    return (
        html.heading(title, 3)
        + html.table(["Person", why], rows)
        + html.paragraph(more, "mm-quiet")
    )


def _places(catalog: Catalog, role_id: str, moves: pd.DataFrame) -> str:
    rows = [
        [
            _person(catalog, role_id, row["account_id"]),
            f"{row['rank_before']:.0f} ({row['score_before']:.1f} points)",
            f"{row['rank_after']:.0f} ({row['score_after']:.1f} points)",
        ]
        for row in moves.to_dict("records")
    ]
    return html.heading("The first of the others", 3) + html.table(
        ["Person", "Place now", "Place then"], rows
    )


def _person(catalog: Catalog, role_id: str, account_id: str) -> str:
    """Return a link to a person, named by what they do."""
    seen = session.ask(recruiter.candidate, role_id, account_id, resources.candidate_recommender())
    words: Sequence[str] = wording.profile_in_words(catalog, seen.profile)[:2]
    if seen.identity is not None and seen.identity.name:
        words = (seen.identity.name, words[0])
    return html.link(addresses.candidate_link(role_id, account_id), ", ".join(words))
