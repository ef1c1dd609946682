"""`missionmatch check-links`: whether the pages that the catalog names can be opened."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from matching.cli import output
from matching.cli.options import Url

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matching.links.asking import Answer
    from matching.store import Database

FINE, BROKEN, REFUSED = "can be opened", "cannot be opened", "let no program look"


class Kind(StrEnum):
    """Whose addresses are looked at."""

    ARTICLES = "articles"
    ORGANIZATIONS = "organizations"
    ROLES = "roles"


def check_links(
    only: Annotated[
        Kind | None, typer.Option(help="Those of articles, organizations or open roles alone.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Most pages; those looked at longest ago come first.")
    ] = None,
    older_than: Annotated[
        int, typer.Option(min=0, metavar="DAYS", help="Leave out those looked at since.")
    ] = 0,
    at_once: Annotated[int, typer.Option(min=1, max=50, help="Sites asked at once.")] = 8,
    pause: Annotated[
        float, typer.Option(min=0, help="Seconds between two pages of one site.")
    ] = 1.0,
    seconds: Annotated[float, typer.Option(min=0.1, help="How long a page may take.")] = 20.0,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Look at private networks, too.")
    ] = False,
    contact: Annotated[
        str,
        typer.Option(
            envvar=["MISSIONMATCH_CONTACT", "MISSIONMATCH_PUBLIC_URL"],
            help="Whom sites may ask about this; they read it with each question.",
        ),
    ] = "",
    url: Url = None,
) -> None:
    """Look whether the pages of articles, organizations and open roles can be opened.

    Staff see on the page Links which cannot. It can be stopped at any time: each answer is kept
    at once, and the next round begins with those looked at longest ago. Exit code 2: no site
    answered at all, so nothing was kept.
    """
    from matching.services.staff import links
    from matching.store import open_database

    now = dt.datetime.now(dt.UTC)
    with open_database(url) as database:
        pages = links.addresses_to_look_at(
            database,
            only=[only.value] if only else links.KINDS,
            older_than=dt.timedelta(days=older_than),
            limit=limit,
            now=now,
        )
        round_ = _Round(database, len(pages))
        asker = {"agent": _agent(contact), "seconds": seconds, "allow_private": allow_private}
        if not asyncio.run(round_.look_at(pages, asker, at_once=at_once, pause=pause)):
            output.fail(
                "No site answered. Is this machine connected to the Internet, without a proxy? "
                "Nothing was kept."
            )
        forgotten = links.forget_addresses(database, now=now)
    typer.echo(f"{round_.summary()} {forgotten} that the catalog has no more forgotten.")


class _Round:
    """Keeps and prints answers as they come, and counts them."""

    def __init__(self, database: Database, planned: int) -> None:
        self.database = database
        self.planned = planned
        self.counts: Counter[str] = Counter()

    async def look_at(
        self, pages: Sequence[str], asker: Mapping[str, Any], *, at_once: int, pause: float
    ) -> bool:
        from matching.links.asking import Asker
        from matching.links.rounds import look_at

        async with Asker(**asker) as asking:
            return await look_at(pages, asking.ask, self.keep, at_once=at_once, pause=pause)

    def keep(self, address: str, answer: Answer) -> None:
        from matching.services.staff.links import keep_answer

        keep_answer(self.database, address, answer, now=dt.datetime.now(dt.UTC))
        self.counts[BROKEN if answer.is_broken else REFUSED if answer.fault else FINE] += 1
        place = f"{self.counts.total():>{len(str(self.planned))}}/{self.planned}"
        said = f"{answer.status or '---'} {address}"
        typer.echo(f"{place} {said}{f' {answer.fault}' if answer.fault else ''}")

    def summary(self) -> str:
        """Say how many there were of each, and how many are left for the next round."""
        each = ", ".join(f"{self.counts[name]:,} {name}" for name in (FINE, BROKEN, REFUSED))
        left = self.planned - self.counts.total()
        later = f" {left:,} left for the next round." if left else ""
        return f"{self.counts.total():,} pages looked at: {each}.{later}"


def _agent(contact: str) -> str:
    """Say who asks, and whom to ask about it, as a header can hold it."""
    who = "".join(char for char in contact if char.isascii() and char.isprintable())
    return f"Missionmatch-links{f' (+{who})' if who else ''}"
