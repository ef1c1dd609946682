"""The path from "could I?" to coming home as one page to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from matching import columns as c
from matching import phrases
from matching.browsing.shortlist_files import template
from matching.words.facts import table_row

if TYPE_CHECKING:
    from matching.catalog import Catalog
    from matching.recommending.path import StepForYou


def path_html(
    catalog: Catalog,
    steps: Sequence[StepForYou],
    done: Collection[str],
    *,
    printed_on: dt.date | None = None,
) -> str:
    """Write the steps as one page to print: no scripts, no pictures, nothing from elsewhere.

    Parameters
    ----------
    done : collection of str
        Ids of the steps that are ticked off.
    """
    told = [
        {
            "title": one.step.title,
            "is_done": one.step.id in done,
            "facts": [text for text, _ in one.facts],
            "articles": [table_row(catalog.articles, id_) for id_ in one.articles[c.ARTICLE_ID]],
            "questions": one.step.questions,
        }
        for one in steps
    ]
    day = phrases.day_in_words(printed_on) if printed_on else ""
    return template("path.html").render(steps=told, day=day)
