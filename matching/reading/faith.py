"""The writer's faith, and which organizations they would go with."""

from __future__ import annotations

import re

from matching.names import PERSON
from matching.reading.negation import stand
from matching.reading.page import Page

_FAITHS = (
    ("catholic", r"(?:roman |greek )?catholics?|catolic[oa]s?|catholiques?"),
    ("evangelical",
        r"evangelicals?|evangelic[oa]s?|evangeliques?|pentecostals?|charismatic|born[- ]again"
        r"|assembl(?:y|ies) of god|non-?denominational"),
    ("adventist", r"(?:seventh[- ]day )?adventists?|sda|adventistas?|adventistes?"),
    ("orthodox",
        r"(?:greek |russian |coptic |eastern )orthodox|orthodox \((?:greek|russian|coptic"
        r"|serbian|ethiopian)\)|orthodox(?: christian)?|coptic"
        r"|ortodox[oa]s?|orthodoxes?"),
    ("lds", r"lds|mormon(?:es|s|e)?|latter[- ]day saints?"),
    ("protestant",
        r"protestants?|anglican[oae]?s?|baptists?|methodists?|lutherans?|presbyterians?"
        r"|mennonites?|quakers?|episcopal(?:ian)?s?|nazarene|brethren|congregational(?:ist)?"
        r"|reformed|church of (?:england|scotland|christ)|cofe|c of e"
     r"|bautistas?|batistas?|baptistes?|metodistas?|methodistes?|luteran[oa]s?|lutherien"
     r"(?:ne)?s?|presbiterian[oa]s?|protestantes?"),
    ("jewish", r"jewish|jews?|judi[oa]s?|judeu|judia|juifs?|juives?"),
    ("muslim", r"muslims?|islamic|musulman[oae]?s?|muculman[oa]s?|musulmanes?"),
    ("hindu", r"hindus?|hindou(?:e)?s?"),
    ("buddhist", r"buddhists?|budistas?|bouddhistes?"),
    ("christian",
        r"christians?|cristian[oa]s?|cristao|cristas?|cristaos|chretien(?:ne)?s?"
        r"|follower of jesus|believers?|creyentes?|crentes?|croyant(?:e)?s?"),
)  # fmt: skip
_ANY_FAITH = "|".join(rf"(?P<{faith}>{words})" for faith, words in _FAITHS)
_FAITH = re.compile(rf"\b(?:{_ANY_FAITH})\b")
_ORG = (
    r"(?:organi[sz]ations?|orgs?\b|org\.|ngos?|groups?|missions?|agenc(?:y|ies)|charit(?:y"
    r"|ies)|outfits?|hospitals?|bodies|societ(?:y|ies)|thing|stuff|place|organizacion"
    r"(?:es)?|organizac(?:ao|oes)|ong|ongs|grup[oa]s?|mision(?:es)?|missao|missoes|entidad(?:e"
    r"|es)?|associations?|organisations?|groupes?|trips?|ministr(?:y|ies)|sending)"
)
_BODY = (
    r"(?:organi[sz]ations?|orgs?\b|org\.|ngos?|groups?|missions?|agenc(?:y|ies)|charit(?:y|ies)"
    r"|organizacion(?:es)?|organizac(?:ao|oes)|ongs?|entidad(?:e|es)?|associations?|outfits?)"
)
"""What can only be an organization."""
_CHRISTIAN_ORG = re.compile(
    r"\b(?:(?:a |an |only |solo |so |con |with |for |through |un |una |uma |com )*)"
    r"(?:christian|faith[- ]based|church(?:[- ](?:run|based))?|missionary|catholic"
    r"|evangelical|protestant|adventist|cristian[oa]s?|cristas?|chretien(?:ne)?s?"
    r"|confessional|mission(?= (?:group|org|agenc|board|societ)))\s+(?:medical |health "
    rf"|mission |aid |relief |non-profit )?{_ORG}(?: only)?"
    r"|\b(?:organi[sz]a(?:tion|cion|cao)|organisation|association|ong|mision|missao|grupo"
    r"|mission)\s+(?:cristiana?|crista|cristao|chretienne|confessionnelle|protestante?"
    r"|catolica|catholique|evangelica|evangelique|religiosa|religieuse)\b"
)
_SECULAR_ORG = re.compile(
    r"\b(?:secular|non[- ]?religious|non[- ]?faith(?:[- ]based)?|non[- ]?confessional"
    r"|non[- ]?denominational|not religious|laic[ao]s?|laique|no religios[oa]s?"
    r"|nao religios[oa]s?|no confesional|non confessionnel(?:le)?)\s+(?:medical |health |aid "
    rf"|humanitarian )?{_ORG}(?: only| please| preferred)?"
    r"|\b(?:organi[sz]a(?:tion|cion|cao)(?:es|s)?|organisations?|ongs?|grupos?|missions?"
    r"|mision(?:es)?|association)\s+(?:que (?:no |nao )(?:sea |seja )?)?(?:laic[ao]s?|laiques?"
    r"|seculares?|no religios[oa]s?|nao religios[oa]s?|non religieuse|non confessionnelle)"
    r"|\b(?:no|not? with|nothing|avoid|without|not|rather not|don'?t want(?: to go with)?(?: a"
    r"| any)?|sin|nada|sem|sans|pas d[e'])\s*(?:a |any |an |de |too |very )?(?:religious"
    r"|church(?:[- ]run)?|faith[- ]based|faith|christian|missionary|religios[oa]s?|religieu"
    rf"(?:x|ses?)|iglesias?|igrejas?|confessional)(?:\s+(?:{_ORG}))?(?: please| pls)?"
    rf"|\b(?:no|nothing|not|sin|sem|pas de|sans|avoid)\s+(?:\w+ )?(?:{_ORG})\s+"
    r"(?:religios[oa]s?|religieu(?:x|ses?)|confessionnel(?:le)?s?)"
    r"|\b(?:no|without) (?:proselyti[sz]ing|preaching|evangeli[sz](?:ing|m)"
    r"|(?:organi[sz]ed )?religion)\b|\b"
    r"(?:only|prefer(?:ably|red)?|rather) (?:a )?secular\b|\bsecular (?:only|please|preferred"
    r"|pls)\b|\bpas religieux\b|\bnot (?:through )?a church\b"
    r"|\b(?:isn'?t|is not|not|aren'?t) (?:run|owned|led|funded|organi[sz]ed) by "
    r"(?:a |an |the |any )?"
    r"(?:church(?:es)?|mission|religious (?:body|group|order))\b"
    r"|\brather not (?:work|go|serve|be) (?:for|with) (?:an? |any )?"
    r"(?:church(?:es)?|religious \w+|faith[- ]based \w+)\b"
    r"|\b(?:not|n't|nothing|no)\b[^.;,]{0,20}\b(?:churchy|preachy|missionary-ish|religiousy)\b"
    r"|\b(?:nothing|anything|not) (?:too )?churchy\b"
    r"|\bsecular employers?\b(?: only)?"
    r"|\bnada de organizaciones religiosas\b"
    r"|\b(?:pas de|sans) structures? (?:religieuses?|confessionnelles?)"
)
_ANY_ORG = re.compile(
    rf"\bany (?:kind of |type of |sort of |other )?{_BODY}(?: is| would be| are)?(?: (?:fine|ok"
    r"|okay|good|welcome))?"
    rf"|\b(?:don'?t|do not|dont|wouldn'?t) (?:mind|care)\b[^.;]{{0,30}}\b(?:church|religious"
    rf"|faith|christian|secular|{_BODY})(?:[^.;]{{0,12}}\bor not\b)?"
    r"|\b(?:church|religious|faith[- ]based|christian|secular)(?: thing| ones?| groups?)? or "
    r"(?:not|secular|non-?religious|religious|otherwise|church|christian|faith(?:-based)?)\b"
    r"(?:[^,.;]{0,20}(?:fine|ok|either))?"
    r"|\b(?:open to|happy with|fine with|ok with|okay with|comfortable with"
    r"|no problem with)\s+(?:a |any |all )?(?:faith[- ]based|religious|church|christian|all"
    r"|mission)(?: and secular| or secular)?\s*(?:"
    rf"{_ORG})?|\b(?:christian|religious|church|faith-based) {_ORG}(?: is| are| would be)? "
    r"(?:also )?(?:fine|ok|okay|no problem|good|welcome)(?: too| as well)?"
    r"|\b(?:cualquier|qualquer|n'importe quelle?|toute|toda|quelle que soit l') ?(?:tipo de "
    rf"|type d')?(?:{_ORG}|organisation)"
    r"|\b(?:me da igual|tanto faz|peu importe) (?:si |se |la |a |l')?(?:es |e |que )?"
    r"(?:religios[oa]|organi[sz]a\w+|organisation)"
    r"|\bregardless of (?:faith|religion)\b"
    r"|\b(?:fine|happy|ok|okay|comfortable|glad) (?:working |to work |going |to go )?with "
    r"(?:anyone|anybody|everyone|everybody|whoever|whomever)\b"
    r"|\b(?:don'?t|do not) mind who (?:runs|owns|organi[sz]es|sends|leads)\b"
    r"|\bouverte? a tou(?:t organisme|te organisation)"
    r"|\b(?:me da igual|da igual) quien (?:lo |la )?\w+|\btanto faz quem \w+"
    r"|\bpeu importe qui \w+"
)
_NONE = re.compile(
    r"\b(?:not|n't|isn't|ain't|no|non|nor) (?:at all |very |really |particularly |a "
    r"|especially |muy |tres |soy |sou )*(?:religious|a? ?believer|of any faith|a church ?goer"
    r"|a person of faith|churchy)\b|\b(?:atheist|agnostic|humanist|non-?believer"
    r"|non-?religious|no (?:faith|religion|religious beliefs)|ate[ao]|ateu|ateia|agnostic[oa]"
    r"|athee|agnostique|incroyant(?:e)?|sans religion|nao tenho religiao|no tengo religion"
    r"|pas de religion|sin religion|sem religiao|irreligious"
    r"|i'?m secular)\b"
    r"|\b(?:no soy|nao sou|no somos|je ne suis pas|(?:ne )?suis pas|non) (?:muy |muito "
    r"|tres )?(?:creyente|religios[oa]|crente|croyant(?:e)?|religieu(?:x|se))\b"
    r"|\b(?:non|pas)[- ]croyant(?:e)?\b"
)
_OTHER_FAITH = re.compile(
    r"\b(?:not|n't|no soy|nao sou|ne suis pas|suis pas|no|non)\s+(?:an? |an |very )?"
    rf"(?:{_ANY_FAITH})\b"
)
_I_AM = re.compile(
    r"(?:\b(?:i'?m|i am|im|we'?re|we are|(?:and i|both) are|soy|sou|somos|je suis|nous sommes"
    r"|as an?|faith|raised|ordained|practi[sc]ing|committed|devout|como|un|una|um|uma|une)|[,.;:(-]"
    r"|^)\s*(?:an? |a |also |both |very |practi[sc]ing |committed |devout |lapsed |strong "
    r"|southern |dutch |religion:? |\w+ly |[(])*$"
)
_NOT_SELF = re.compile(
    r"^\s*(?:or (?:any|other|secular|not)|mission\b|country|countries|hospital|university|uni\b"
    r"|school|college|region|community|patients|people|women|refugees|nun|sister|clinic)"
)
_BUT_RELIGIOUS = re.compile(
    r"\s*(?:menos|salvo|excepto|exceto|sauf|except|but|apart from)(?: \w+)?? "
    r"(?:a |las? |los |les )?(?:religio\w*|church\w*|faith\w*|christian\w*|cristian\w*|igreja\w*)"
)
"""`any organization except religious ones`."""
_CHRISTIAN_ONE = re.compile(r"\s+(?:crist|chret|catol|cathol|evangel|protestant)[a-z]*")
"""`qualquer missão cristã`."""
_ANY_FAITHS = re.compile(r"faith|religio|confession")
_AS_LONG_AS = re.compile(
    r"[^.;]{0,20}\b(?:as long as|if|provided|unless|mientras|desde que|tant que)\b"
)
_NOT_PRACTISING = re.compile(
    r"[^.;]{0,20}\b(?:not (?:really |very |so |that )?(?:practi[sc]ing|observant|devout|active)"
    r"|non-?practi[sc]ing|no practicante|nao praticante|non pratiquante?)\b"
)
_BY_FAMILY = re.compile(r"\s+(?:family|background|upbringing|by birth|roots|culture)\b")
_FELL_THROUGH = re.compile(
    r"(?: to [\w ]{3,25}?)?\s*(?:just |has |have |was |got )*(?:fell|fallen|cancell?ed"
    r"|called off)\b"
)
_WANTS = re.compile(r"\b(?:want|prefer|like|love|looking|only|quiero|busco|quero|cherche)\b")
NOT_TODAY = "You may not mean it is your faith today."
WELCOME = "What kind of organization would you go with?"
CHOICES = (
    ("Any organization", {"accepts": "any"}),
    ("Only non-religious organizations", {"accepts": "secular"}),
)


def faith(page: Page) -> None:
    """Read `faith` and `accepts`.

    Parameters
    ----------
    page : Page
    """
    _organizations(page)
    for hit in page.find(_NONE):
        if re.search(
            r"\b(?:must|should|has to|needs to|have to|to) be $", page.before(hit.start())
        ):
            page.say("accepts", "secular", *hit.span())
            continue
        page.say("faith", "none", *hit.span())
        if not page.said("accepts"):
            page.ask(("accepts",), WELCOME, *CHOICES)
    for hit in page.find(_OTHER_FAITH):
        page.take(*hit.span())
        if not page.said("faith"):
            page.ask(
                ("faith",),
                "You say what you are not. What is your faith, if you like to say?",
                ("No faith", {"faith": "none"}),
                ("Leave it open", {}),
            )
    for hit in page.find(_FAITH):
        _own(page, hit)


def _organizations(page: Page) -> None:
    for kind, words in (
        ("any", _ANY_ORG),
        ("secular", _SECULAR_ORG),
        ("christian", _CHRISTIAN_ORG),
    ):
        for hit in page.find(words):
            if kind == "secular" and _is_about_self(page, hit):
                continue
            if kind == "christian" and stand(page, *hit.span()) == "no":
                page.say("accepts", "secular", *hit.span())
                continue
            if kind == "christian" and re.search(
                r"\b(?:raise|through my|my|from (?:a|the)|work\w* (?:in|at|for)|years)\b[^,.;]*$",
                page.before(hit.start(), pause=True),
            ):
                continue
            if kind == "christian" and _FELL_THROUGH.match(page.plain, hit.end()):
                continue
            if (
                kind == "christian"
                and "hospital" in hit[0]
                and not _WANTS.search(page.before(hit.start()))
            ):
                continue
            if kind == "any" and (but := _BUT_RELIGIOUS.match(page.plain, hit.end())):
                page.say("accepts", "secular", hit.start(), but.end())
                continue
            if kind == "any" and (which := _CHRISTIAN_ONE.match(page.plain, hit.end())):
                page.say("accepts", "christian", hit.start(), which.end())
                continue
            if kind in page.said("accepts"):
                page.take(*hit.span())
                continue
            doubt = "You name more than one kind of organization." if page.said("accepts") else ""
            if kind == "christian" and _ANY_FAITHS.search(hit[0]):
                doubt = "Faith-based may be of another faith."
            elif kind == "any" and _AS_LONG_AS.match(page.after(hit.end())):
                doubt = "You name a condition."
            page.say("accepts", kind, *hit.span(), doubt)


def _is_about_self(page: Page, hit: re.Match[str]) -> bool:
    """`not religious` is about the writer, `nothing religious` about the organization."""
    said = hit[0].strip()
    return bool(
        re.fullmatch(
            r"(?:not|no|sin|sem|sans)\s+(?:a |any |very |too )?"
            r"(?:religious|faith|christian|religios[oa]|fe)",
            said,
        )
    ) and not (said.startswith("no ") and not said.endswith(("faith", "religioso", "religiosa")))


def _kind_of(hit: re.Match[str]) -> str:
    return next(name for name, words in hit.groupdict().items() if words)


def _own(page: Page, hit: re.Match[str]) -> None:
    """A faith that the writer says of themselves."""
    kind = _kind_of(hit)
    more = _FAITH.match(page.plain, hit.end() + 1) if kind == "christian" else None
    if more and page.plain[hit.end()] == " ":  # `cristiana evangélica`
        kind = _kind_of(more)
    before, after = page.before(hit.start(), pause=False), page.plain[hit.end() :]
    if re.search(
        r"\b(?:my|our) (?:\w+ )?(?:church|congregation|parish)\s*$", before
    ) or _NOT_SELF.match(after):
        return
    if not (_I_AM.search(before) or _person_beside(page, hit)):
        return
    doubt = "" if _I_AM.search(before) else "Read as your own faith."
    if re.search(r"\b(?:lapsed|ex|raised|former|not|no)[ -](?:an? )?$", before):
        doubt = NOT_TODAY
    if _NOT_PRACTISING.match(after) or _BY_FAMILY.match(after):
        doubt = NOT_TODAY
    known = page.said("faith")
    if kind in known or (known and "christian" in (kind, known[0])):
        page.take(*hit.span())
    else:
        page.say("faith", kind, *hit.span(), doubt)


def _person_beside(page: Page, hit: re.Match[str]) -> bool:
    """`Catholic nurse`, and in other languages `enfermera católica`."""
    return any(
        (m.start >= hit.end() and not page.plain[hit.end() : m.start].strip())
        or (page.language != "en" and m.end == hit.start() - 1)
        for m in page.mentions
        if any(n.kind in PERSON for n in m.readings)
    )
