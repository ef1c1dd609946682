"""What happens next with a role and by when; after a decline, other roles and what was missing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

import streamlit as st

from matching import Catalog, phrases
from matching.recommending.declined import ABOUT, AfterDecline, after_decline
from matching.screens.look import html
from matching.screens.pieces import record_cards
from matching.screens.professional import role_interest
from matching.screens.visit import resources, saved, session
from matching.services import recruiter
from matching.services.professional import MyInterest
from matching.services.recruiter import ResponseTime

_KEPT: Final = "after_declines"


def by_when(mine: MyInterest, time: ResponseTime, now: datetime) -> str:
    """Say how fast an organization usually answers, and until when that would be; `""` if unknown.

    Examples
    --------
    >>> from datetime import UTC
    >>> now = datetime(2026, 12, 1, tzinfo=UTC)
    >>> mine = MyInterest(
    ...     "r", "Nurse", "Mercy", "", "new", "none", "", shown_at=now, days_waiting=0
    ... )
    >>> by_when(mine, ResponseTime(3.2, answered=12, waiting=1), now)
    'Mercy usually answers within 4 days; 12 were answered. For you that is until 5 December 2026.'
    >>> by_when(mine, ResponseTime(None, answered=0, waiting=1), now)
    'Mercy has not answered anybody here yet.'
    """
    if mine.shown_at is None or mine.days_waiting is None or not mine.is_here:
        return ""
    said = role_interest.answers_in_words(mine.org_name, time)
    if time.median_days is None:
        return said
    until = mine.shown_at + timedelta(days=role_interest.whole_days(time.median_days))
    day = phrases.day_in_words(until)
    return f"{said} For you that {'is' if until >= now else 'was'} until {day}."


def pace(mine: MyInterest) -> str:
    """Say the same of an interest that waits, from what is stored."""
    if mine.days_waiting is None or not mine.org_id:
        return ""
    return by_when(mine, session.ask(recruiter.response_time, mine.org_id), session.now())


def draw_after_decline(catalog: Catalog, mine: MyInterest, begun: Collection[str]) -> None:
    """Show what would have opened a role that declined, and roles where its reason is no matter.

    Parameters
    ----------
    begun : collection of str
        Roles with which the person has begun; they are not proposed.
    """
    if mine.stage != "declined" or mine.reason_code not in ABOUT:
        return
    found = _found(catalog, mine, frozenset(begun))
    if found is None:
        return
    with st.container(key=f"after_{mine.role_id}", gap="small"):
        html.show(
            html.paragraph(lever(found, mine.reason_code), "mm-flush"),
            html.heading(_title(found, mine), level=3),
            html.grid(record_cards.role_card(catalog, role_id) for role_id in found.role_ids),
        )


def lever(found: AfterDecline, reason_code: str) -> str:
    """Say what would have opened a role that declined.

    Examples
    --------
    >>> lever(AfterDecline((), True, "", ()), "filled")
    'Nothing that you said stood in the way.'
    >>> lever(AfterDecline((), True, "", ()), "language")
    'By what you and the role say, nothing that it asks for was missing; something else decided.'
    >>> lever(AfterDecline((), False, "Two more weeks", ("It asks for 4 weeks.",)), "length")
    'One change of your profile would have opened this role: two more weeks.'
    >>> lever(AfterDecline((), False, "", ("It asks for a nurse.", "And French.")), "language")
    'No single change would have opened this role. It asks for a nurse. And French.'
    """
    if found.was_open:
        if not ABOUT[reason_code]:
            return "Nothing that you said stood in the way."
        return (
            "By what you and the role say, nothing that it asks for was missing; something else "
            "decided."
        )
    if found.change:
        change = phrases.inside(found.change)
        return f"One change of your profile would have opened this role: {change}."
    return f"No single change would have opened this role. {' '.join(found.missing)}"


def _title(found: AfterDecline, mine: MyInterest) -> str:
    if not found.role_ids:
        return "No other role on your list is free of this reason now"
    n = len(found.role_ids)
    roles = "One role" if n == 1 else f"{phrases.number_word(n)} roles"
    if not ABOUT[mine.reason_code]:
        return f"{roles} open to you"
    return f"{roles} where this reason does not matter: {phrases.inside(mine.reason)}"


def _found(catalog: Catalog, mine: MyInterest, begun: frozenset[str]) -> AfterDecline | None:
    """Work it out from the saved profile, which is what the organization saw; once a session."""
    my = saved.mine()
    if my is None or mine.role_id not in catalog.roles.index:
        return None
    recommender = resources.recommender()
    key = (mine.role_id, mine.reason_code)
    about = (resources.catalog_key(), recommender.weights, my.profile, begun)
    kept = st.session_state.setdefault(_KEPT, {})
    if key not in kept or kept[key][0] != about:
        said = after_decline(recommender, my.profile, *key, without=begun)
        kept[key] = (about, said)
    answer: AfterDecline = kept[key][1]
    return answer
