"""Tags that people give to articles: how many agree, and which are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from matching.articles.tags import COMMUNITY, KINDS, Known, Tag, known_tags, tag_from_words, tags_of
from matching.reference.shipped import shipped_names, shipped_places, shipped_vocabulary
from matching.services.shared.errors import RequestError
from matching.services.shared.texts import text_of
from matching.store.schema import AccountRow, ArticleRow, ArticleTagRow, ArticleTagVoteRow

ENOUGH: Final = 3
"""Accounts that must agree before a tag is shown. One can err, and two may be one person with two
addresses; more than three would seldom be found for an article that few read. What is shown
wrongly is taken down by staff."""
LONGEST_TAG: Final = 40
LONGEST_ADDRESS: Final = 80
"""Of a tag; a character may be folded into a whole line."""
MOST_WORDS: Final = 4
_LOOKS_LIKE_SPACE: Final = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")
_LOOKS_LIKE_NOTHING: Final = re.compile(
    "[\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)


def known() -> Known:
    """The tags of the vocabulary."""
    return known_tags(shipped_vocabulary(), shipped_places())


def tags_of_row(article: ArticleRow) -> tuple[Tag, ...]:
    """The tags of the vocabulary that an article has."""
    return tags_of(known(), {column: getattr(article, column) for column in KINDS.values()})


def read_tag(text: str) -> Tag:
    """Read a tag that somebody writes.

    Raises
    ------
    RequestError
        It is empty, has no letters, or is too long, as it is written or as it is compared.
    """
    seen = _LOOKS_LIKE_NOTHING.sub("", _LOOKS_LIKE_SPACE.sub(" ", text))
    words = text_of(seen, "a tag", LONGEST_TAG, needed=True)
    tag = tag_from_words(known(), shipped_names(), words)
    if tag is None:
        raise RequestError("Please write a tag with letters in it.")
    if tag.kind != COMMUNITY:
        return tag
    if (n := max(len(words.split()), len(tag.id.split()))) > MOST_WORDS:
        raise RequestError(f"A tag has at most {MOST_WORDS} words; these are {n}.")
    if len(tag.address) > LONGEST_ADDRESS:
        raise RequestError("This is too long for a tag in plain letters; please write it shorter.")
    return tag


def is_shown(state: str, agree: int) -> bool:
    """Whether a tag is shown: staff approved it, or enough people agree."""
    return state == "shown" or (state == "proposed" and agree >= ENOUGH)


def tags_with_votes(
    session: Session, *which: ColumnElement[bool]
) -> Iterator[tuple[ArticleTagRow, ArticleRow, int]]:
    """Give tags with their article and how many agree, the oldest first.

    Accounts that are disabled do not count. A tag that nobody agrees with any more, and that staff
    did not decide about, is as if it had not been proposed.
    """
    agree = func.count(AccountRow.account_id)
    voter = and_(
        AccountRow.account_id == ArticleTagVoteRow.account_id, AccountRow.disabled_at.is_(None)
    )
    found = (
        select(ArticleTagRow, ArticleRow, agree)
        .join(ArticleRow, ArticleRow.article_id == ArticleTagRow.article_id)
        .outerjoin(ArticleTagVoteRow, ArticleTagVoteRow.tag_id == ArticleTagRow.tag_id)
        .outerjoin(AccountRow, voter)
        .where(*which)
        .group_by(ArticleTagRow.tag_id, ArticleRow.article_id)
        .order_by(ArticleTagRow.proposed_at, ArticleTagRow.tag_id)
    )
    for tag, article, number in session.execute(found):
        if number or tag.state != "proposed":
            yield tag, article, int(number)
