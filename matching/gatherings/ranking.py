"""Events and sessions for a person, ordered as articles are, and for the same reasons."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from matching import columns as c
from matching.articles.article_index import ArticleIndex
from matching.articles.ranking import rank_articles
from matching.aspects.encoded_profile import EncodedProfile
from matching.gatherings.gathering import Gathering, GatheringSession

TOPICS = (c.PROFESSIONS, c.SPECIALTIES, c.FOCUS_AREAS, c.COUNTRIES, c.OBSTACLES)


def rank_gatherings(
    person: EncodedProfile,
    gatherings: Mapping[str, Gathering | GatheringSession],
    numbers: Mapping[str, float],
    today: dt.date,
) -> pd.DataFrame:
    """Rank events, or sessions, best first.

    An event counts with what its sessions are about, too. When it is counts nothing.

    Parameters
    ----------
    gatherings : mapping
        By their ids.
    numbers : mapping of name to number
        As `WeightSet.articles`.

    Returns
    -------
    DataFrame
        As from `articles.ranking.rank_articles`, with the ids as `article_id`.
    """
    rows = [_row(id_, one) for id_, one in gatherings.items()]
    frame = pd.DataFrame(rows, columns=list(c.ARTICLES_TABLE))
    frame = frame.set_index(c.ARTICLE_ID, drop=False)
    catalog = dataclasses.replace(person.catalog, articles=frame)
    return rank_articles(person, ArticleIndex(catalog, today), numbers)


def _row(id_: str, one: Gathering | GatheringSession) -> dict[str, object]:
    """One of them as an article of no kind that would count for it or against it."""
    sessions: Sequence[GatheringSession] = one.sessions if isinstance(one, Gathering) else ()
    said = {
        topic: tuple(
            dict.fromkeys(id_ for part in (one, *sessions) for id_ in getattr(part, topic))
        )
        for topic in TOPICS
    }
    return dict.fromkeys(c.ARTICLES_TABLE, "") | {
        c.ARTICLE_ID: id_,
        c.TITLE: one.title,
        c.SUMMARY: " ".join((one.summary, *(session.title for session in sessions))),
        c.PUBLISHER: one.organizer if isinstance(one, Gathering) else "",
        c.KIND: "article",
        c.STAGE: "any",
        **said,
    }
