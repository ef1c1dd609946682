"""Whether what stands at a place of a sentence is wished for, or ruled out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from matching.reading.page import Page

Stand = Literal["yes", "no", "perhaps not"]
_NO = re.compile(
    r"\b(?:any(?:where|thing|place|one)?(?:(?! but| except) \w+){0,4}"
    r" (?:but|except|besides|other than)"
    r"|(?:everywhere|everything|all(?: of \w+)?) (?:but|except|besides)"
    r"|but not|not|cannot|can'?t|don'?t|do ?n[o']t|won'?t|wouldn'?t|isn'?t|aren'?t|no|nor|never"
    r"|except(?:ing| for)?|rather than|instead of|excluding|exclude|avoid(?:ing)?|other than"
    r"|apart from|aside from"
    r"|without|nothing|neither|outside(?: of)?|rather not|stay(?:ing)? away from|anti"
    r"|sin|menos|excepto|salvo|nunca|evitar|tampoco|ni|fuera de"
    r"|nao|exceto|sem|nem|fora|evitando"
    r"|sauf|pas|hors|sans|jamais|excepte|eviter|hormis)\b|\w(?:n't|nt)\b(?<=[sdoae]n't)"
)
"""Words that rule out what follows."""
_AFTER_ALL = re.compile(
    r"\b(?:not only|not just|not necessarily|no matter|don'?t mind|do not mind|not bothered"
    r"|no problem|no issue|why not|not afraid|not against|not fussy|no preference|not picky"
    r"|(?:am|'m|i) not sure|not the first|no (?:solo|importa)|nao (?:so|importa)|pas seulement"
    r"|wouldn'?t mind|can'?t wait|if not|no kids|no children|not religious|sin problema"
    r"|no limits?|no rush|whether or not|or not)\b"
)
"""Words that look like ruling out and are not."""
_TURNS = re.compile(
    r"\b(?:but|though|however|instead|want|wants|would love|love|ideally|prefer|rather|happy|open"
    r"|pero|sino|quiero|prefiero|busco|mas|quero|prefiro|busca|procuro|mais|je veux|plutot"
    r"|i'm|i am|i can|i could|i speak|only|just|solo|apenas|so|seulement|looking)\b"
)
"""Words with which something new starts."""
_WISH_DENIED = re.compile(
    r"^\s*(?:really |particularly |especially )?(?:want|wish|like|love|need|prefer|looking|open"
    r"|quiero|quero|veux)\b(?: (?:to|for))?"
)
_LIST = re.compile(r"^[\s,/&]*(?:(?:or|nor|and|y|o|e|ou|ni|nem|et|the|los|las|el|la|le|les|os|as"
                   r"|a|au|aux|en|in|of|de|du|to|anywhere in|either)\b[\s,/&]*)*$")  # fmt: skip
"""What stands between the items of a list."""
_JOINED = re.compile(r"\b(?:or|nor|and|y|o|e|ou|ni|nem|et)\b|[&/]")
_WELCOME = re.compile(
    r"^[\s,]*(?:(?:or|and|y|e|et|ou|o)?\s*)(?:would|wd|'d|sounds?|looks?|is|are|seria|serait"
    r"|estaria|por favor)?\s*(?:be |muy |really |all |both |bem |tres )?(?:perfect|great|good|fine"
    r"|ideal|plutot|mejor|melhor|preferably|amazing|nice|lovely|ok|okay|wonderful|best|cool"
    r"|brilliant|preferred|welcome|instead"
    r"|possible|perfecto|ideal|genial|bien|otimo|bom|parfait|yes|si|sim|oui)\b"
)
"""What follows a place that is wished for."""
_OUT = re.compile(
    r"^\s*(?:is|are|'s|would be|es|esta|e|est)?\s*(?:\bout\b(?! of)|off the|off limits"
    r"|(?<=s )not(?=\s*(?:[,.;!]|$))|not (?:for me|an option|possible|ok|my)|excluded"
    r"|\b(?:no|nao|non)(?=\s*(?:[,.;!]|$))|no (?:gracias|thanks)|no way"
    r"|too (?:hot|far|dangerous|risky)"
    r"|isn'?t (?:for me|an option|possible)|doesn'?t|scares?|impossible"
    r"|excluid[oa]|exclus?)"
)
"""What follows a place that is ruled out."""
FAR = 8
"""Words between a `not` and what it is about, at most."""


def stand(page: Page, start: int, end: int, others: Sequence[tuple[int, int]] = ()) -> Stand:
    """Whether words are ruled out by what stands around them.

    Parameters
    ----------
    page : Page
    start, end : int
        Where the words stand.
    others : sequence of (start, end)
        Words of the same kind; a `not` before a list of them is about all.
    """
    after = page.after(end)
    joined = re.match(r"\s*(?:[/&]|,?\s*\b(?:or|and|nor)\b)\s*(?:the )?[\w'-]+", after)
    if _OUT.match(after) or (joined and _OUT.match(after[joined.end() :])):
        return "no"
    before = page.before(start)
    if re.search(r"\bprefer\w*\b[^,.;]*\b(?:over|than)\s+(?:an? |the )?$", before):
        return "no"
    spared = [hit.span() for hit in _AFTER_ALL.finditer(before)]
    said = [
        hit
        for hit in _NO.finditer(before)
        if not (page.language == "pt" and hit[0] == "no")  # `in the`
        and not any(low <= hit.start() < high for low, high in spared)
    ]
    if not said:
        return "yes"
    offset = start - len(before)
    since = offset + said[-1].end()
    listed = [one for one in others if since <= one[0] and one[1] <= start]
    if listed:
        return _in_list(page, since, start, end, listed)
    between = _WISH_DENIED.sub("", page.plain[since:start])
    if _TURNS.search(between) or re.search(r"[,:(]|\s-\s", between):
        return "yes"
    return "no" if len(between.split()) <= FAR else "yes"


def _in_list(page: Page, since: int, start: int, end: int, listed: list[tuple[int, int]]) -> Stand:
    """How a later item of a list stands, of which the first has a `not` before it."""
    first = listed[0]
    lead = _WISH_DENIED.sub("", page.plain[since : first[0]])
    if _TURNS.search(lead) or re.search(r"[,:(]", lead) or len(lead.split()) > FAR:
        return "yes"
    gaps = [
        page.plain[a[1] : b[0]] for a, b in zip(listed, [*listed[1:], (start, end)], strict=True)
    ]
    if not all(_LIST.match(gap) for gap in gaps):
        return "yes"
    comma = any("," in gap and not _JOINED.search(gap) for gap in gaps)
    after = page.after(end)
    if comma and (_WELCOME.match(after) or _welcome_later(after)):
        return "yes"
    if comma and not any(_JOINED.search(gap) for gap in gaps) and not _more_joined(after):
        return "perhaps not"
    return "no"


def _welcome_later(after: str) -> bool:
    """Whether `, Uganda or Rwanda would be perfect` goes on after Uganda."""
    tail = re.match(
        r"^[\s,]*(?:or|and|y|o|e|ou|et)\s+(?:the\s+)?[\w'-]+(?: [\w'-]+)??(?P<rest>.*)", after
    )
    return bool(tail and _WELCOME.match(tail["rest"]))


def _more_joined(after: str) -> bool:
    """Whether `, Sudan or Yemen` goes on after Sudan."""
    return bool(re.match(r"^,?\s*(?:or|nor|and|y|o|e|ou|ni|nem|et)\s+\w+", after))
