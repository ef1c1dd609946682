"""A round over many pages: several sites at once, each site one page after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Final
from urllib.parse import urlsplit

from matching.links.asking import TOO_OFTEN, Answer

AT_ONCE: Final = 8
PAUSE: Final = 1.0
"""Seconds between two pages of one site."""
MOST_SILENT: Final = 20
"""After so many pages without any answer from anybody, it is this machine that is not connected."""


async def look_at(
    addresses: Iterable[str],
    ask: Callable[[str], Awaitable[Answer]],
    found: Callable[[str, Answer], None],
    *,
    at_once: int = AT_ONCE,
    pause: float = PAUSE,
) -> bool:
    """Ask for pages, and hand each answer on as it comes.

    A site that says that it was asked too often is not asked again in this round. As long as
    nobody has answered, what is silent is not handed on: it may be this machine that is not
    connected.

    Parameters
    ----------
    ask : callable
        As `Asker.ask`.
    found : callable
        Called with the address and the answer.
    at_once : int
        How many sites are asked at the same time.
    pause : float
        Seconds between two pages of one site.

    Returns
    -------
    bool
        Whether anybody answered, or there was nobody to ask.
    """
    hears = _Hearing(found)
    gate = asyncio.Semaphore(at_once)

    async def one_site(pages: list[str]) -> None:
        async with gate:
            for place, address in enumerate(pages):
                if hears.is_deaf:
                    return
                if place:
                    await asyncio.sleep(pause)
                answer = await ask(address)
                hears.hear(address, answer)
                if answer.status == TOO_OFTEN:
                    return

    sites: dict[str, list[str]] = {}
    for address in addresses:
        sites.setdefault(_site(address), []).append(address)
    await asyncio.gather(*map(one_site, sites.values()))
    return not hears.waiting


class _Hearing:
    """Hands answers on, those without a voice only once somebody has answered."""

    def __init__(self, found: Callable[[str, Answer], None]) -> None:
        self.found = found
        self.has_heard = False
        self.waiting: list[tuple[str, Answer]] = []

    @property
    def is_deaf(self) -> bool:
        return len(self.waiting) >= MOST_SILENT

    def hear(self, address: str, answer: Answer) -> None:
        self.has_heard = self.has_heard or not answer.is_silent
        self.waiting.append((address, answer))
        if self.has_heard:
            for each in self.waiting:
                self.found(*each)
            self.waiting.clear()


def _site(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
