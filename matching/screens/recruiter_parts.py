"""Pieces that the recruiter's pages of roles share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from matching import phrases
from matching.authorization import Actor
from matching.screens import look, role_fields, session
from matching.services import recruiter
from matching.services.errors import RequestError, RoleError
from matching.services.recruiter import ResponseTime
from matching.store import Database


def style() -> None:
    """Put the style sheet of these pages on the page."""
    st.html(f"<style>{_style_sheet()}</style>")


@cache
def _style_sheet() -> str:
    return Path(__file__).with_name("recruiter.css").read_text(encoding="utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the HTML of a table whose cells are HTML; on a phone each row is a block.

    Parameters
    ----------
    head : sequence of str
        Texts, which are escaped.
    rows : iterable of sequence of str
        HTML; the first cell names the row.
    """
    names = "".join(f'<th scope="col">{look.escape(name)}</th>' for name in head)
    body = "".join(
        f'<tr><th scope="row">{first}</th>'
        + "".join(
            f'<td data-of="{look.escape(name)}">{cell}</td>'
            for name, cell in zip(head[1:], cells, strict=True)
        )
        + "</tr>"
        for first, *cells in rows
    )
    return f'<table class="mr-table"><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>'


def pace(found: ResponseTime) -> str:
    """Say how fast an organization answers.

    Examples
    --------
    >>> pace(ResponseTime(2.5, 4, 1))
    'Half of the 4 answers came within 2.5 days; 1 person waits for an answer now.'
    """
    waiting = phrases.counted(found.waiting, "person waits", "people wait")
    now = f"{waiting} for an answer now." if found.waiting else "nobody waits for an answer now."
    if found.median_days is None:
        return f"No interest was answered so far; {now}"
    days = "1 day" if found.median_days == 1 else f"{found.median_days:g} days"
    if found.answered == 1:
        return f"The one answer so far came within {days}; {now}"
    return f"Half of the {found.answered} answers came within {days}; {now}"


def do(verb: Callable[..., Any], *args: Any, done: str = "", **more: Any) -> None:
    """Do something in the store, as `session.attempt` does; for the click of a button."""
    session.attempt(verb, *args, done=done, **more)


def open_role(
    database: Database, actor: Actor, role_id: str, *, version: int, now: datetime
) -> int:
    """Open a closed role as `reopen_role` does, and say in words what it still lacks.

    Raises
    ------
    RequestError
        It is past, or lacks something.
    """
    try:
        return recruiter.reopen_role(database, actor, role_id, version=version, now=now)
    except RoleError as error:
        lacks = role_fields.faults_in_words(error.problems)
        raise RequestError(
            f"Before it can be opened, this role has to be edited. {lacks}"
        ) from error
