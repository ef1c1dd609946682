"""Chips of an article's tags: each leads to the page of its tag, and says if it matches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from matching.articles.tags import COMMUNITY, Tag, match_count
from matching.screens import look
from matching.screens.look import addresses
from matching.screens.visit.tagged import Tags

FIRST: Final = 4
"""Tags on a card."""


def chips(tags: Iterable[Tag], matching: Iterable[Tag] = (), after: str = "") -> str:
    """Return a row of chips; nothing where there are no tags.

    Parameters
    ----------
    after : str
        Said after them.
    """
    fits = frozenset(matching)
    row = "".join(f"<li>{_chip(tag, tag in fits)}</li>" for tag in tags)
    end = f'<li class="mm-quiet mm-small">{look.escape(after)}</li>' if after else ""
    return f'<ul class="mm-chips mm-tags" aria-label="Tags">{row}{end}</ul>' if row else ""


def on_card(tags: Tags, article_id: str) -> str:
    """Return the tags for a card: those that match the visitor, or else the first ones."""
    every = tags.of(article_id)
    matching = tags.matching(every)
    if matching:
        return chips(matching, matching, match_count(every, matching))
    more = len(every) - FIRST
    return chips(every[:FIRST], after=f"and {more} more" if more > 0 else "")


def _chip(tag: Tag, matches: bool) -> str:
    icon = ":material/group:" if tag.kind == COMMUNITY else ""
    said = ["matches your profile"] * matches + ["given by readers"] * (tag.kind == COMMUNITY)
    hidden = f'<span class="mm-hidden"> ({", ".join(said)})</span>' if said else ""
    chip = look.chip(tag.label, "fits" if matches else "plain", icon)
    link = look.address(addresses.tag_link(tag.address))
    return f'<a class="mm-tag" href="{link}">{chip}{hidden}</a>'
