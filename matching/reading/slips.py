"""Names with a slip of the finger: `opthalmologist`, `Hondurus`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from matching.names import PERSON, PLACE, Mention
from matching.names.table import folded_name
from matching.reading.nationalities import CITIZENS
from matching.reading.page import Page
from matching.reading.stop_words import is_everyday

SHORTEST = {
    "profession": 5,
    "specialty": 6,
    "country": 6,
    "region": 6,
    "language": 6,
    "focus_area": 8,
}
"""Letters from which on a word may be one of such a kind with a slip."""
_WORD = re.compile(r"[^\W\d_][\w'-]{4,}")
LONG_ENOUGH = 8
"""Letters from which on a place with a slip needs no capital."""
PLAIN = 6
"""Letters from which on one slip is plain."""
DOUBT = "Read despite its spelling."


def slips(page: Page) -> Iterator[tuple[Mention, str]]:
    """Names that stand in words nobody knows, and why they are doubtful.

    Parameters
    ----------
    page : Page
    """
    known = bytearray(len(page.plain))
    for one in page.mentions:
        known[one.start : one.end] = b"\1" * (one.end - one.start)
    words = [
        hit
        for hit in _WORD.finditer(page.written)
        if not any(known[hit.start() : hit.end()]) and page.free(*hit.span())
    ]
    for hit in words:
        if CITIZENS.pattern.match(page.plain, hit.start()) or is_everyday(
            page.plain[hit.start() : hit.end()]
        ):
            continue
        start = _with_known(page, hit)
        for begin in dict.fromkeys((start, hit.start())):
            found = _near(page, begin, hit.end())
            if _in_a_name(page, hit) and not (found and _is_long_place(found[0], begin, hit)):
                continue
            if found and not _known_already(page, found[0]):
                yield found
                break


def _is_long_place(found: Mention, start: int, hit: re.Match[str]) -> bool:
    """`Latin Amercia`: two words with capitals that are a place and no person."""
    return start < hit.start() and found.readings[0].kind in PLACE


def _known_already(page: Page, found: Mention) -> bool:
    """Whether a part of the words says the same without a slip: `dentist living`."""
    first = page.plain[found.start : found.end].split()[0]
    if all(" " in n.name and folded_name(n.name).startswith(first) for n in found.readings):
        return False  # `nurse anesthesist` is more than a nurse
    kinds = {"person" if n.kind in PERSON else n.kind for n in found.readings}
    return any(
        one.start < found.end
        and found.start < one.end
        and kinds & {"person" if n.kind in PERSON else n.kind for n in one.readings}
        for one in page.mentions
    )


def _with_known(page: Page, hit: re.Match[str]) -> int:
    """Where the words start of which this may be the second: `dental hygenist`."""
    led = re.search(r"[a-z]{4,} $", page.plain[: hit.start()])
    kinds = PLACE if hit[0][0].isupper() else (*PLACE, "language")
    if led is None or any(
        one.start <= led.start() < one.end and one.readings[0].kind in kinds
        for one in page.mentions
    ):
        return hit.start()
    return led.start()


def _in_a_name(page: Page, hit: re.Match[str]) -> bool:
    """Whether a capital stands before and the word before has one too: `Marcelin Faucheret`."""
    before = page.written[: hit.start()].rstrip()
    led = re.search(r"([^\W\d_][\w'-]*)$", before)
    return hit[0][0].isupper() and bool(
        led and led[1][0].isupper() and before != page.written[: hit.start()] and led.start() > 0
    )


def _near(page: Page, start: int, end: int) -> tuple[Mention, str] | None:
    typed = page.written[start:end]
    kinds = tuple(kind for kind, least in SHORTEST.items() if end - start >= least)
    if end - start < PLAIN and any(one.readings[0].kind == "profession" for one in page.mentions):
        return None
    names = page.names.nearest(typed, kinds)
    names = tuple(
        n
        for n in names
        if len(n.name) >= SHORTEST[n.kind] and " " not in n.name.strip() or " " in typed
    )
    if not names or len({n.what for n in names if n.kind == names[0].kind}) > 1:
        return None
    if names[0].kind == "language" and page.language != "en":
        return None
    if (
        names[0].kind in ("country", "region")
        and not typed[0].isupper()
        and end - start < LONG_ENOUGH
    ):
        return None
    slips_made = OSA.distance(folded_name(typed), folded_name(names[0].name))
    if slips_made > 1 and end - start < 9:
        return None
    same = tuple(n for n in names if n.kind == names[0].kind)
    is_plain = slips_made <= 1 and end - start >= PLAIN
    return Mention(start, end, same), "" if is_plain else DOUBT
