"""Worries of a sentence that are no field: debts, being alone, doing harm, coming home."""

from __future__ import annotations

import re

from matching.reading.page import Page

CONCERNS = {
    "debt": r"(?:(?:dental |medical )?(?:school|student|education(?:al)?|college|university) )"
    r"(?:debts?|loans?)"
    r"|(?:my|our|in|of|have) (?:debts?|loans?)|debts?"
    r"|deudas?|prestamos? (?:estudiantil(?:es)?|universitarios?)"
    r"|dividas?|dettes?|prets? (?:etudiants?|d'etudes)",
    "fear-of-harm": r"(?:doing|do|cause|causing) (?:more )?harm|voluntourism|white savio(?:u)?r"
    r"|ethic(?:s|al(?:ly)?)|sustainab(?:le|ly|ility)",
    "loneliness": r"(?:afraid of |fear )?being (?:alone|lonely)|lonel(?:y|iness)|all by myself",
    "safety": r"(?:is it |be |feel )(?:un)?safe|safe enough"
    r"|worr(?:y|ied) about (?:my |our )?safety",
    "re-entry": r"burn(?:ed|t)? ?-?out|(?:just |recently )?(?:came|come|coming|got) (?:back )?home"
    r"|debrief(?:ing)?",
}
"""Words for each obstacle, in folded text."""
_CONCERNS = {name: re.compile(rf"\b(?:{words})\b") for name, words in CONCERNS.items()}
_NONE = re.compile(r"\b(?:no|not|without|free of|paid off|sin|sem|sans|pas de)\s+(?:\w+ )?$")


def concerns(page: Page) -> None:
    """Keep the words of worries as the person's own words, which no page's address holds.

    Parameters
    ----------
    page : Page
    """
    hits = [
        hit
        for pattern in _CONCERNS.values()
        if (hit := pattern.search(page.plain)) and not _NONE.search(page.before(hit.start()))
    ]
    if hits:
        hits.sort(key=lambda hit: hit.start())
        first = hits[0]
        words = "; ".join(page.written[slice(*hit.span())] for hit in hits)
        page.say("statement", words, *first.span())
        for hit in hits[1:]:
            page.take(*hit.span())
