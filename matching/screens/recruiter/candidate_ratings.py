"""On the page of a candidate: how the members rate them by the role's own criteria."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from matching import phrases
from matching.screens import look
from matching.screens.look import html
from matching.screens.recruiter import far_down
from matching.screens.visit import session
from matching.screens.visit.asking import Asking
from matching.services import recruiter
from matching.services.recruiter import MOST_CRITERIA, Candidate, Opinion, Rated

LONGEST_WORD: Final = 80
LONGEST_REASON: Final = 500
_asking: Final = Asking[tuple[str, Sequence[str]]]("criteria_of_role")
FAR: Final = 2
"""Points that opinions lie apart from which on one should talk about them."""


def draw(found: Candidate, ratings: Sequence[Rated]) -> None:
    """Show one's own rating as a form, and what the others think once one has given it."""
    html.show(html.heading("Rating"), _told(ratings))
    if ratings:
        is_rated = all(rated.mine for rated in ratings)
        if any(rated.mine for rated in ratings):
            rows = [_row(rated) for rated in ratings]
            html.show(html.table(("Criterion", "You", "The others", "Apart"), rows))
        label = "Change my rating" if is_rated else "My rating"
        with st.expander(label, expanded=not is_rated, key=f"rating_open_{found.account_id}"):
            _draw_form(found, ratings)
    words = [rated.criterion.word for rated in ratings]
    st.button(
        "Criteria of this role",
        icon=":material/tune:",
        key="edit_criteria",
        on_click=_asking.begin,
        args=((found.role_id, words),),
    )


def _told(ratings: Sequence[Rated]) -> str:
    if not ratings:
        said = "Set three to six criteria for this role; then each member rates by them."
    elif any(rated.mine is None for rated in ratings):
        most = max(rated.n_others for rated in ratings)
        others = phrases.counted(most, "colleague has", "colleagues have") if most else ""
        said = (
            f"{others} rated. You see how once you have given your own rating."
            if others
            else "Nobody has rated yet. Whoever rates sees what others think only afterwards."
        )
    else:
        far = [rated.criterion.word for rated in ratings if rated.spread >= FAR]
        said = (
            f"Talk about {phrases.listed(far, most=MOST_CRITERIA)}: you lie apart." if far else ""
        )
    return html.paragraph(said, "mm-flush")


def _row(rated: Rated) -> list[str]:
    others = "".join(f"<li>{_opinion(one, one.by)}</li>" for one in rated.others)
    return [
        look.words(rated.criterion.word),
        _opinion(rated.mine, "") if rated.mine else "not yet",
        f'<ul class="mb-list">{others}</ul>' if others else f"{rated.n_others or 'none yet'}",
        phrases.counted(rated.spread, "point") if others else "",
    ]


def _opinion(one: Opinion, by: str) -> str:
    said = f"{look.escape(by)}: {one.points}" if by else str(one.points)
    reason = f", {look.words(one.reason)}" if one.reason else ""
    changed = ' <span class="mm-quiet">(changed later)</span>' if one.is_changed else ""
    return said + reason + changed


def _draw_form(found: Candidate, ratings: Sequence[Rated]) -> None:
    with st.form(f"rating_{found.account_id}", border=False):
        for rated in ratings:
            points, reason = _keys(found, rated)
            left, right = st.columns(2, vertical_alignment="bottom")
            left.radio(
                look.plain(rated.criterion.word),
                range(1, 6),
                index=rated.mine.points - 1 if rated.mine else None,
                horizontal=True,
                key=points,
            )
            right.text_input(
                "Why, if you like",
                rated.mine.reason if rated.mine else "",
                max_chars=LONGEST_REASON,
                key=reason,
            )
        html.show(html.paragraph("1 is weak, 5 is strong.", "mm-quiet mm-flush"))
        st.form_submit_button(
            "Keep my rating", key="keep_rating", on_click=_rate, args=(found, ratings)
        )


def _rate(found: Candidate, ratings: Sequence[Rated]) -> None:
    opinions = {}
    for rated in ratings:
        points, reason = (st.session_state[key] for key in _keys(found, rated))
        if points is not None:
            opinions[rated.criterion.criterion_id] = (points, reason)
    far_down.attempt(
        recruiter.rate, found.role_id, found.account_id, opinions, done="Your rating is kept."
    )


def _keys(found: Candidate, rated: Rated) -> tuple[str, str]:
    of = f"{rated.criterion.criterion_id}_{found.account_id}"
    return f"points_{of}", f"why_{of}"


def dialog_if_begun() -> None:
    """Open the dialog of the criteria, if it is just to be open."""
    if asked := _asking.about():
        _dialog(*asked)


@st.dialog("Criteria of this role", on_dismiss=_asking.close)
def _dialog(role_id: str, words: Sequence[str]) -> None:
    if _asking.about() is None:
        st.rerun()
    session.show_outcome()
    html.show(
        html.paragraph(
            "Three to six words, in the order in which they are shown, for all candidates of this "
            "role. Changing or emptying a word deletes the ratings that were given for it.",
            "mm-flush",
        )
    )
    for place in range(MOST_CRITERIA):
        st.text_input(
            f"Criterion {place + 1}",
            words[place] if place < len(words) else "",
            max_chars=LONGEST_WORD,
            key=f"criterion_{place}",
        )
    st.button(
        "Save the criteria",
        type="primary",
        key="save_criteria",
        on_click=_save,
        args=(role_id, words),
    )


def _save(role_id: str, words: Sequence[str]) -> None:
    said = [st.session_state[f"criterion_{place}"] for place in range(MOST_CRITERIA)]
    if session.attempt(recruiter.set_criteria, role_id, said, shown=words):
        _asking.close()
