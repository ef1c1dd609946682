"""Which family comes along: a partner, children with their ages; else who else does."""

from __future__ import annotations

import functools
import re

from matching.reading.companions import STAYS, companions
from matching.reading.numbers import number_of, number_pattern
from matching.reading.page import Page

_PARTNER = (
    r"(?:wife|husband|hubby|hubbie|spouse|fiancee?|esposa|esposo|marido|mujer|conjuge|mari"
    r"|femme|epouse?|mulher|conjoint|conjointe)"
)
_UNMARRIED = (
    r"(?:partner|girlfriend|boyfriend|pareja|novi[oa]|companheir[oa]|namorad[oa]|compagne?"
    r"|compagnon|copain|copine)"
)
_OWN = (
    r"(?:my|our|mi|mis|meu|minha|meus|minhas|mon|ma|mes|nos|nuestr[oa]s?|noss[oa]s?|the|w/|los"
    r"|os|les|a|an)"
)
_PARTNERS = re.compile(
    rf"\b(?:(?P<own>{_OWN})\s+)?(?P<who>{_PARTNER})(?:'s)?\b"
    rf"|\b(?:my|mi|meu|minha|mon|ma|with my)\s+(?P<free>{_UNMARRIED})(?:'s)?\b"
    rf"|(?:\band|&|\+|\bplus|\bwith|w/)\s*(?P<beside>{_UNMARRIED})\b"
    r"|\b(?P<bare>partner|boyfriend|girlfriend)(?= (?:joins|may|might|wants|comes|coming"
    r"|is coming|will|would))"
)
_CHILD = (
    r"(?:kids?|children|child|sons?|daughters?|boys?|girls?|toddlers?|baby|babies|teenagers?"
    r"|teens?|twins|hij[oa]s?|filh[oa]s?|nin[oa]s?|menin[oa]s?|enfants?|fils|filles?|bebe|criancas)"
)
_BESIDE_CHILDREN = re.compile(
    rf"\b(?<!ex-)(?<!late )(?P<who>{_PARTNER}|{_UNMARRIED})\s*(?:,|and|&|\+|plus|y|e"
    rf"|et)\s*(?:\w+ )?{_CHILD}\b"
)
"""`wife, 2 kids`."""
_PLUS = re.compile(r"(?:\band|&|\+|\by|\be|\bet|\bplus|\bwith|\bcon|\bcom|\bavec)\s*(?:an? )?$")
_WITH = re.compile(
    r"\b(?:come|comes|coming|with|we|we're|we'd|we'll|us|both|together|as a (?:family|couple)"
    r"|(?:would|will|can) (?:assist|help)|join\w*|along|too|bring\w*|accompan\w+|con|voy con|vamos"
    r"|viaj\w+|llev[oa]r?|lev[oa]r?"
    r"|emmen\w+|acompan\w+|accompagn\w+|a gente|levando|llevando|conmigo|comigo|trayendo|traendo"
    r"|nosotros|nos dos"
    r"|com|vou com|avec|nous"
    r"|ensemble|juntos|iria|viria|viendrait|vient|tambien viene|husband and wife)\b"
)
_FAMILY_OF = re.compile(
    r"\b(?:family of|famil(?:ia|le) de|we(?:'re| are| would be)?(?: a (?:group|party"
    r"|team) of)?|the|all|party of|somos|serions|sommes|seriamos) (?P<n>two|three|four|five"
    r"|six|seven|eight|[2-9]|tres|cuatro|cinco|seis|dois|tres|quatro|trois|quatre|cinq|deux)\b"
    r"(?: of us| people| persons| in all)?"
)
_AS_FAMILY = re.compile(
    r"\b(?:as a family|with (?:my|the|our|his|her) (?:whole )?family|my family (?:comes"
    r"|is coming|would come|will come)|whole family|family (?:comes|coming) (?:too|along|with)"
    r"|en familia|con (?:mi|toda la) familia|em familia|com (?:a )?(?:minha )?familia"
    r"|en famille|avec ma famille|bring(?:ing)? (?:my|our|the) (?:family|kids|children))\b"
)
_GROWN = re.compile(
    r"\b(?:husband|wife|partner|hubby|mum|mom|dad)\b(?!\s*(?:and|&|\+|plus|\())"
    rf"[^.;,]{{0,25}}\b(?:the|our) {_CHILD}\b"
    rf"|\b{_CHILD} (?:are |is |both |all )+(?:in|at) (?:college|university|uni|boarding school)\b"
    rf"|\b{_CHILD} (?:are |is |all |have )*(?:grown|adults?|gone|flown|out of the house"
    r"|left home)\b"
)
_AND_THEY = re.compile(
    r"(?:\b(?:with|con|com|avec|and|plus|bring(?:ing)?)|w/|&|\+)\s*(?:my |our )?$"
)
"""`and my`, before who comes along."""
_AND_I = re.compile(r"(?:\s*\([^)]*\))?\s*(?:and|&|y|e|et) (?:i|me|myself|yo|eu|moi)\b")
"""`and I`, after who comes along."""
_COUPLE = re.compile(
    r"\b(?:couple(?=\s*(?:[,.;(]|$|here|who|from))|(?:we are|we're|as) a (?:married )?couple"
    r"|married couple|husband and wife(?: team)?|somos (?:una )?pareja|somos (?:um )?casal"
    r"|en couple)\b"
)
_NO_CHILD = re.compile(
    rf"\b(?:no|without|without any|sin|sem|sans|not? bring(?:ing)?) (?:\w+ )?{_CHILD}"
    r"(?: with us| with me)?\b"
)
_AGE = r"(?:1[0-9]|2[0-5]|[0-9])"
_AGES = re.compile(
    r"^\s*(?:[(,:-]\s*)?(?:,? ?who(?:'ll| will|'re| is| are|'s)(?: be)?"
    r"|(?:she|he|they)(?:'s| is|'re| are)|is|are|aged|ages?"
    r"|'s|de|d'|of|com|con|tiene|tienen|tem|qui (?:a|ont))?\s*(?:aged? )?"
    rf"(?P<ages>{_AGE}(?:\s*(?:,|and|&|/|\+|y|e|et|,\s*and"
    rf"|\s)\s*{_AGE})*)(?![0-9])(?!\s*-\s*[0-9])(?:\s*(?:years?"
    r"(?: old)?|yrs?(?: old)?|yo\b|y/?o\b|anos|ans))?(?!\s*(?:weeks|months|days|wks|hours|semanas"
    r"|mois|meses))\s*\)?"
)
_YEAR_OLD = re.compile(
    rf"\b(?:my|our|a|an|with)\s+(?P<age>{_AGE})[- ]?(?:(?:year|yr)s?[- ]old|y/?o\b"
    rf"|(?P<months>(?:month|mth|mo)s?[- ]old))s?(?:\s+(?:{_CHILD}))?"
    rf"(?:\s+and (?:a |an |my )?(?P<age2>{_AGE})[- ]?(?:year|yr)s?[- ]old)?"
)


_IS_A = re.compile(
    r"'s\b|\s*\(|\s*,?\s*(?:is|was|who|an?|works?|as|teaches|es|e|est|un|una|um|uma|une|qui|que"
    r"|trabaja|trabalha|travaille|also|tambien|tambem|aussi)\b"
)
"""What stands between a relative and their profession."""


def company(page: Page) -> None:
    """Read `family`, `people` and `children_ages`.

    Parameters
    ----------
    page : Page
    """
    for hit in page.find(_NO_CHILD):
        page.take(*hit.span())
    partner, where = _partner(page)
    for hit in _GROWN.finditer(page.plain):
        page.take(*hit.span())
    children, ages, spot = _children(page, partner or page.has(_FAMILY_OF))
    if children and not partner and (there := _named_partner(page)):
        partner, where = True, there
    total = _total(page, partner or bool(children))
    together = (1 if partner else 0) + children
    if together or total:
        start, end = where or spot or (0, 0)
        if total:
            start, end = (start, end) if where or spot else total[1]
        count = max(together + 1, total[0] if total else 0)
        family = together or (total and total[2])
        may = re.match(
            r"\s*(?:might|may|could|perhaps|possibly|drives?|works?|runs|owns)\b", page.plain[end:]
        )
        doubt = "You say that they may come." if may else ""
        if family:
            page.say("family", "yes", start, end, doubt)
        page.say("people", float(count), start, end, doubt)
        for age in ages:
            page.say("children_ages", age, *(spot or (start, end)))
        return
    for hit in page.find(_AS_FAMILY):
        page.say("family", "yes", *hit.span())
        page.ask(("people",), "How many of you would come?")
        return
    companions(page)


def _partner(page: Page) -> tuple[bool, tuple[int, int] | None]:
    """Whether a partner comes along, and where it stands."""
    for hit in page.find(_COUPLE):
        page.take(*hit.span())
        return True, hit.span()
    for hit in page.find(_PARTNERS):
        before, after = page.before(hit.start(), pause=True), page.after(hit.end())
        around = before + hit[0] + page.after(hit.end(), pause=True)
        if STAYS.search(around) or re.search(
            r"\b(?:ex|late|former|without|sin|sem|sans)[- ](?:\w+ )?$", page.plain[: hit.start()]
        ):
            page.take(*hit.span())
            continue
        own = hit["own"] or hit["free"] or hit["beside"]
        others = page.plain.replace(hit[0], " ", 1)
        if (
            _AND_THEY.search(before)
            or _AND_I.match(after)
            or _comes(after)
            or _WITH.search(others)
            and own
            or _WITH.search(others)
            and hit["who"]
        ):
            if not own and hit["who"] in ("femme", "mujer", "mulher"):
                continue
            page.take(*hit.span())
            return True, hit.span()
        if own:
            page.take(*hit.span())
    return False, None


def _named_partner(page: Page) -> tuple[int, int] | None:
    """Where a partner is named who does not stay behind; children seldom come without."""
    if beside := _BESIDE_CHILDREN.search(page.plain):
        return beside.span("who")
    for hit in _PARTNERS.finditer(page.plain):
        around = page.before(hit.start(), pause=True) + hit[0] + page.after(hit.end(), pause=True)
        if (
            (hit["own"] or hit["free"])
            and not STAYS.search(around)
            and not re.search(
                r"\bex[- ]?$", page.plain[: hit.start("who") if hit["who"] else hit.start()]
            )
        ):
            return hit.span()
    return None


def _comes(after: str) -> bool:
    return bool(
        re.match(
            r"[^,.;]{0,40}\b(?:com(?:es?|ing)|join\w*|tags?|too|along|also|wants? to come|viene|vem"
            r"|vient|tambien|tambem|aussi)\b",
            after,
        )
    )


def _children(page: Page, partner: bool) -> tuple[int, list[str], tuple[int, int] | None]:
    """How many children come, their ages, and where it stands; own children only."""
    for hit in page.find(_YEAR_OLD):
        if re.search(r"\b(?:like|as|than) $", page.plain[: hit.start()]):
            continue
        first = str(int(hit["age"]) // 12) if hit["months"] else hit["age"]
        ages = [age for age in (first, hit["age2"]) if age]
        page.take(*hit.span())
        return len(ages), ages, hit.span()
    count, spot = 0, None
    found: list[str] = []
    for hit in page.find(_child_words(page.language)):
        tail = _AGES.match(page.plain[hit.end() :])
        comes = _child_comes(page, hit, tail is not None, partner)
        if comes is None:
            continue
        end = hit.end() + (tail.end() if tail and comes else 0)
        page.take(hit.start(), end)
        if comes:
            ages = re.findall(_AGE, tail["ages"]) if tail else []
            known = int(number_of(hit["n"], page.language)) if hit["n"] else 0
            one = not _MANY.search(hit["who"]) or (ages and "twin" not in hit[0])
            count += max(known or (1 if one else 2), len(ages))
            found += ages
            spot = spot or (hit.start(), end)
    return min(count, 20), found, spot


_OURS = frozenset("my our mi mis meu minha meus minhas mon ma mes nos nuestro nuestra".split()) | {
    "nuestros", "nuestras", "nosso", "nossa", "nossos", "nossas",
}  # fmt: skip
_MANY = re.compile(r"^(?!fils$).*(?:s|children|kids)$")


@functools.cache
def _child_words(language: str) -> re.Pattern[str]:
    """`my daughter`, `two small kids`."""
    return re.compile(
        rf"(?:\b(?P<own>{_OWN})\s+)?(?:(?P<n>{number_pattern(language)})\s*)?(?:(?:little|young"
        rf"|small|teenage|twin|adult|grown(?:[- ]up)?|pequen[oa]s|petits)\s+)?(?P<who>\b{_CHILD})\b"
    )


_WORKS_WITH = re.compile(
    r"\b(?:work\w*|experien\w+|years?|yrs|anos|ans|trabaj\w+|trabalh\w+|travaill\w+|love|care)\s+"
    r"(?:\w+ )?(?:with|con|com|avec|for)\s*$"
)
"""What children are that somebody has worked with."""


def _child_comes(page: Page, hit: re.Match[str], aged: bool, partner: bool) -> bool | None:
    """Whether children come along; None where they are not the writer's own."""
    before, after = page.before(hit.start(), pause=True), page.after(hit.end())
    counted = (hit["n"] or _PLUS.search(before)) and (partner or aged)
    has = re.search(r"\b(?:have|got|tengo|tenemos|tenho|temos|j'ai|on a|nous avons)\s*$", before)
    if not (hit["own"] in _OURS or counted or (aged and (partner or has))):
        return False if hit["n"] else None
    if STAYS.search(before + hit[0] + page.after(hit.end(), pause=True)):
        return False
    if re.search(r"\b(?:train|teach|treat|help)\w*\s*$", before) or _WORKS_WITH.search(before):
        return False
    taken = re.search(r"\b(?:tak(?:e|ing)|bring(?:ing)?)\s*$", before)
    return bool(counted or partner or taken or _WITH.search(f"{before} {hit[0]}{after}"))


def _total(page: Page, family: bool) -> tuple[int, tuple[int, int], bool] | None:
    """`a family of four`, `we are 5`: how many, where, and whether it is a family."""
    for hit in page.find(_FAMILY_OF):
        if hit[0].startswith(("the ", "all ")) and not hit[0].endswith("of us"):
            continue
        if re.match(
            r"\s*(?:weeks|months|years|days|nurses|doctors|wks)", page.plain[hit.end() :]
        ) and not hit[0].startswith("we"):
            continue
        if re.match(r"\s*(?:weeks|months|years|days|wks)", page.plain[hit.end() :]):
            continue
        page.take(*hit.span())
        n = int(number_of(hit["n"], page.language))
        return n, hit.span(), hit[0].startswith("fam") or family
    return None


def relatives_end(page: Page, at: int) -> bool:
    """Whether the profession that stands at a place is a relative's: `my wife's a nurse`."""
    before = page.before(at, pause=False)
    hits = list(re.finditer(
        rf"\b(?:{_PARTNER}|{_UNMARRIED}|mum|mom|mother|father|dad|brother|sister|daughter|son"
        r"|cousin|aunt|uncle|niece|nephew|roommate|sister-in-law|brother-in-law|classmate"
        r"|he|she|him|her|parents|friend|hermana?o?|madre|padre|irma|pai|mae|soeur|frere|hij[oa]"
        r"|filh[oa])\b"
        r"(?P<rest>[^.;]*)$",
        before,
    ))  # fmt: skip
    if not hits:
        return False
    rest = hits[-1]["rest"]
    if (
        re.search(r"\b(?:i'?m|i am|and i|we|both|soy|yo|sou|je|ambos|nous)\b", rest)
        or rest.count(",") > 1
    ):
        return False
    if re.fullmatch(r"\s*,\s*", rest):
        return False
    if re.search(r"\bh(?:im|er)\s*$", before):
        return True
    return bool(_IS_A.match(rest)) and len(rest.split()) <= 8
