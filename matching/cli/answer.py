"""What the command line tells one person: the list with reasons, what would open more, reading."""

from __future__ import annotations

import dataclasses
import json
import math
import operator
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from matching import columns as c
from matching import phrases
from matching.comparison.bands import BANDS, FOLDED
from matching.words import bands, wording

if TYPE_CHECKING:
    from matching.catalog import Catalog
    from matching.profile import Profile
    from matching.words.explanation import Explanation

MOST_REASONS = 4


@dataclasses.dataclass(frozen=True, eq=False)
class Answer:
    """All that is told to one person.

    Parameters
    ----------
    matches : DataFrame
        Every role that is open to the person, as from `Recommender.recommend`.
    explanations : sequence of Explanation
        Of the roles to be shown, in their order.
    wishes : DataFrame
        As from `Recommender.wishes`, of `matches`.
    almost, articles : DataFrame
        As from the recommender.
    variety : mapping of name to number
        That of the weight set by which `matches` are ranked.
    """

    catalog: Catalog
    profile: Profile
    matches: pd.DataFrame
    explanations: Sequence[Explanation]
    wishes: pd.DataFrame
    almost: pd.DataFrame
    articles: pd.DataFrame
    variety: Mapping[str, float]

    def to_json(self) -> str:
        """The answer as JSON text."""
        return to_json_text(
            {
                c.PROFILE_ID: self.profile.profile_id,
                "open_roles": len(self.matches),
                "matches": [self._match(*pair) for pair in self._shown()],
                "almost": [
                    {
                        "label": change["label"],
                        "opens": change["opens"],
                        "role_ids": list(change["role_ids"]),
                    }
                    for change in self.almost.to_dict("records")
                ],
                "articles": [
                    {
                        c.ARTICLE_ID: article[c.ARTICLE_ID],
                        c.TITLE: self.catalog.articles.loc[article[c.ARTICLE_ID], c.TITLE],
                        c.URL: self.catalog.articles.loc[article[c.ARTICLE_ID], c.URL],
                        "why": article["why"],
                    }
                    for article in self.articles.to_dict("records")
                ],
            }
        )

    def _shown(self) -> Iterable[tuple[Mapping[Any, Any], Explanation]]:
        wanted = [explained.role_id for explained in self.explanations]
        rows = self.matches.set_index(c.ROLE_ID, drop=False).loc[wanted].to_dict("records")
        return zip(rows, self.explanations, strict=True)

    def _facts(self, role_id: str) -> dict[str, str]:
        role = self.catalog.role(role_id)
        return {
            c.TITLE: role[c.TITLE],
            c.ORG_NAME: role[c.ORG_NAME],
            c.WHERE: wording.place(self.catalog, role),
            "length": phrases.length(role),
            "when": phrases.when(role),
            c.FUNDING: wording.funding(self.catalog, role),
            c.SOURCE_URL: role[c.SOURCE_URL],
        }

    def _match(self, match: Mapping[Any, Any], explained: Explanation) -> dict[str, Any]:
        return {
            c.RANK: match[c.RANK],
            c.ROLE_ID: match[c.ROLE_ID],
            c.SCORE: explained.score,
            c.BAND: match[c.BAND],
            c.MOVED_FROM: None if math.isnan(match[c.MOVED_FROM]) else int(match[c.MOVED_FROM]),
            **self._facts(match[c.ROLE_ID]),
            "points": {term.term: term.points for term in explained.points},
            "reasons": [term.text for term in explained.reasons],
            "concerns": list(explained.concerns),
            "questions": list(explained.questions),
        }

    def print(self, console: Console) -> None:
        """Print the answer for a person to read."""
        console.print(
            Text(" · ".join(wording.profile_in_words(self.catalog, self.profile)), "bold")
        )
        counts = Counter(self.matches[c.BAND].tolist())
        shown = len(self.explanations)
        is_part = 0 < shown < len(self.matches) - counts[FOLDED]
        first = f" The first {shown}:" if is_part else ""
        console.print(f"{bands.head_count(counts)}{first}\n")
        now = None
        for match, explained in self._shown():
            if match[c.BAND] != now:
                now = match[c.BAND]
                console.print(Text(BANDS[now], "bold underline"), end="\n\n")
            console.print(self._entry(match, explained))
        if folded := counts[FOLDED]:
            console.print(
                f"{phrases.counted(folded, 'role')} for who is flexible: in the table or JSON that "
                "--out writes, band 3.\n"
            )
        if any(not math.isnan(match[c.MOVED_FROM]) for match, _ in self._shown()):
            console.print(Padding(Text(self._why_moved(), "dim"), (0, 0, 1, 0)))
        if len(self.almost):
            console.print(Text("With one change, more roles would open", "bold"))
            changes = marked_rows()
            for change in self.almost.to_dict("records"):
                changes.add_row(f"{change['opens']}", Text(change["label"]))
            console.print(Padding(changes, (0, 0, 1, 0)))
        if len(self.articles):
            console.print(Text("To read", "bold"))
            articles = marked_rows()
            for article in self.articles.to_dict("records"):
                row = self.catalog.articles.loc[article[c.ARTICLE_ID]]
                articles.add_row(
                    f"{article[c.RANK]}",
                    Text.assemble(row[c.TITLE], "\n", article["why"], "\n", (row[c.URL], "dim")),
                )
            console.print(articles)

    def _in_the_way(self, role_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        row: Any = self.wishes.set_index(c.ROLE_ID).loc[role_id]
        return row["broken"], row["left_open"]

    def _why_moved(self) -> str:
        most, gap = self.variety["most_of_one"], self.variety["widest_gap"]
        return (
            f"For variety, at most {phrases.counted(int(most), 'role')} of one organization "
            f"{'is' if most == 1 else 'are'} among the first ten while one of another trails by "
            f"no more than {gap:g} {'point' if gap == 1 else 'points'}."
        )

    def _entry(self, match: Mapping[Any, Any], explained: Explanation) -> RenderableType:
        facts = self._facts(match[c.ROLE_ID])
        named = (facts[name] for name in (c.ORG_NAME, c.WHERE, "length", "when", c.FUNDING))
        lines = marked_rows()
        if in_the_way := bands.in_the_way(*self._in_the_way(match[c.ROLE_ID])):
            lines.add_row(Text("~", "yellow"), Text(f"{in_the_way}."))
        for term in explained.reasons[:MOST_REASONS]:
            lines.add_row(Text("+", "green"), Text(term.text))
        for concern in explained.concerns:
            lines.add_row(Text("!", "yellow"), Text(concern))
        for question in explained.questions:
            lines.add_row(Text("?", "cyan"), Text(question))
        if not math.isnan(match[c.MOVED_FROM]):
            moved = f"Moved from place {match[c.MOVED_FROM]:.0f}, for variety among the first ten."
            lines.add_row(" ", Text(moved, "dim"))
        said = f"{bands.strength(explained.score, match[c.BAND])} · {explained.score:.2f} points"
        entry = marked_rows()
        entry.add_row(
            Text(f"{match[c.RANK]}", "bold"),
            Group(
                Text.assemble((facts[c.TITLE], "bold"), f"  {said}"),
                Text(" · ".join(fact for fact in named if fact)),
                lines,
                Text(f"{match[c.ROLE_ID]}\n{facts[c.SOURCE_URL]}", "dim", overflow="fold"),
            ),
        )
        return Padding(entry, (0, 0, 1, 0))


def by_band(matches: pd.DataFrame) -> pd.DataFrame:
    """The matches as they are read: what meets all first, then what comes near, and no more."""
    shown = matches[matches[c.BAND] < FOLDED]
    return shown.sort_values(c.BAND, kind="stable")


def marked_rows() -> Table:
    """Two columns without lines: a short mark and what belongs to it."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", min_width=2, no_wrap=True)
    grid.add_column(overflow="fold")
    return grid


def to_json_text(content: Mapping[str, Any]) -> str:
    """JSON text for people and programs; numbers of numpy are taken as Python has them."""
    return (
        json.dumps(content, indent=2, ensure_ascii=False, default=operator.methodcaller("item"))
        + "\n"
    )
