"""Who else comes along: friends, a sister, a team; or nobody."""

from __future__ import annotations

import re

from matching.reading.numbers import number_of, number_pattern
from matching.reading.page import Page

STAYS = re.compile(
    r"\b(?:stays?|staying|stay|remain\w*|left|leave|leaving|leaves) (?:\w+ ){0,2}?(?:grand\w+|home"
    r"|behind|here|put)|\bwithout (?:my|the)\b|\bsin mi\b|\bsem (?:meu|minha)\b|\bsans m(?:on"
    r"|a)\b|\bwon'?t (?:be )?com(?:e|ing)|\bisn'?t coming|\bnot coming|\bse queda"
    r"|\bfica em casa|\breste a la maison"
)
_RELATIVE = (
    r"(?:best )?(?:friend|colleague|co-?worker|roommate|classmate|sister|brother|mum|mom|mother"
    r"|father|dad|cousin|aunt|uncle|niece|nephew|sis|bro|hermana?o?|amig[oa]|madre|padre|prima?o?"
    r"|irma|irmao|mae|pai|soeur|frere|mere|pere|collegue|colega)"
)
_WITH_RELATIVE = re.compile(
    rf"\b(?:my|mi|minha|meu|mon|ma) (?P<who>{_RELATIVE}) (?:and|y|e|et) (?:i|me|yo|eu|moi)\b"
    rf"|\b(?:me|i|yo|eu|moi) (?:and|y|e|et) (?:my|mi|minha|meu|mon|ma) {_RELATIVE}\b"
    rf"|(?:\bwith|w/|\bcon|\bcom|\bavec) (?:my|mi|minha|meu|mon|ma) {_RELATIVE}\b"
    rf"|\b(?:my|mi|minha|meu|mon|ma) {_RELATIVE}(?:'s)?\b(?: \([^)]*\))?(?=[^.;]{{0,60}}"
    r"\b(?:com(?:es?|ing)|join\w*|(?:go|travel|serve|come) together|along|go with me|juntas|juntos"
    r"|viene|vem|vient|ensemble|(?:is|are) both|we both|we(?:'d| would| want)))"
)
"""`my sister and I`, `my mom wants to come along`."""
_TEAM = re.compile(
    r"\bbring(?:ing)?(?: along)? (?:my own team\W+(?:me,? )?|my |our |an? |two |three )"
    r"(?P<all>[^.;()]{3,60})"
)
"""`bringing my scrub nurse and an anesthetist`."""
_MEMBER = re.compile(
    r"\b(?P<n>two|three|four|five|[2-9])\s+(?:[a-z]+\s)?[a-z]+s\b"
    r"|(?<!own )(?:nurse|anesthetist|anaesthetist|assistant|technician|tech|hygienist|resident"
    r"|registrar|student|surgeon|doctor|physician|midwife|therapist|colleague|translator)\b"
)
_GROUP = re.compile(
    r"\b(?:team|group|party) of (?P<n>[2-9]|1[0-9]|two|three|four|five|six|seven|eight|ten)"
    r" (?:friends|people|colleagues|of us)\b"
)
_OUR_TEAM = re.compile(
    r"\b(?:our|my|we're a|we are a) (?:own |whole |little )?(?:team|group) of "
    r"(?P<n>[2-9]|1[0-9]|two|three|four|five|six|seven|eight|ten)\b"
)
_FRIENDS = re.compile(
    r"(?:\bwith|w/|\bplus|\band|\bcon|\bcom|\bavec|\bbring(?:ing)?) (?P<n>{number})?\s*"
    r"(?:of )?(?:my |mis "
    r"|meus |mes |other |close )*(?P<who>friends?|colleagues?|coworkers?|amig[oa]s?|colegas?"
    r"|companer[oa]s?|amie?s?|collegues?|mates?)\b"
)
_ALONE = re.compile(
    r"\b(?:on my own|by myself|alone|solo|just me|only me|coming single|unaccompanied|without "
    r"(?:my |any )?family|no family(?: with me)?"
    r"|voy sol[oa]|viajo sol[oa]|ir sol[oa]|sol[oa] yo|vou sozinh[oa]|sozinh[oa]|(?:je "
    r"(?:viens|pars|voyage|suis) )?(?:tout )?(?:seule?)(?= |,|\.|$)|toute seule)\b"
)


def companions(page: Page) -> None:
    """Read `people` of who is no family, and `family` of who comes alone.

    Parameters
    ----------
    page : Page
    """
    friends = re.compile(_FRIENDS.pattern.replace("{number}", number_pattern(page.language)))
    for hit in page.find(friends):
        if hit["n"] or not hit["who"].endswith("s"):
            n = number_of(hit["n"], page.language) if hit["n"] else 1
            page.say("people", float(int(n) + 1), *hit.span())
            return
    for hit in page.find(_WITH_RELATIVE):
        around = page.before(hit.start(), pause=True) + hit[0] + page.after(hit.end(), pause=True)
        if not STAYS.search(around):
            page.say("people", 2.0, hit.start(), hit.start() + len(hit[0]))
            return
    for hit in page.find(_TEAM):
        members = list(_MEMBER.finditer(hit[0]))
        if members:
            count = sum(number_of(one["n"], "en") if one["n"] else 1 for one in members)
            end = hit.start() + members[-1].end()
            page.say("people", 1.0 + count, hit.start(), end, "Counted from those you bring.")
            return
    for hit in page.find(_GROUP):
        page.say("people", float(number_of(hit["n"], page.language)), *hit.span())
        return
    for hit in page.find(_OUR_TEAM):
        page.say("people", float(number_of(hit["n"], "en")), *hit.span(), "Would all of them come?")
        return
    for hit in page.find(_ALONE):
        if (
            hit[0] in ("solo", "seul", "seule", "sola")
            and page.language in ("es", "fr", "pt")
            and not re.search(
                r"\b(?:voy|viajo|ir|viajaria|pars|viens|voyage)\s*$", page.plain[: hit.start()]
            )
        ):
            continue
        before = page.before(hit.start(), pause=True)
        if re.search(r"\b(?:not|don'?t|never|leave me)\b[^,]{0,15}$", before):
            continue
        if re.search(r"\b(?:pay\w*|fund\w*|everything|tout)\b[^,]{0,20}$", before):
            continue
        page.say("family", "no", *hit.span())
        page.say("people", 1.0, *hit.span())
        return
