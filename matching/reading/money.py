"""What the writer can pay, and what they need."""

from __future__ import annotations

import re

from matching.reading.numbers import number_of
from matching.reading.page import Page

_NUMBER = (
    r"(?P<{0}>[0-9]{{1,3}}(?:[.,' ][0-9]{{3}})+|[0-9]{{2,7}}|[0-9]{{1,3}}(?:[.,][0-9])?(?=\s?"
    r"(?:k|thousand|grand|mil)\b))(?:[.,][0-9]{{2}}(?![0-9]))?(?P<k{0}>\s?(?:k|thousand|grand"
    r"|mil)\b)?"
)
_FOREIGN = (
    r"(?:€|£|¥|₹|r\$|a\$|c\$|ca\$|au\$|nz\$|eur(?:os?)?|gbp|pounds?|quid|chf|cad|aud|nzd"
    r"|f?cfa|xof|xaf|ksh|kes|naira|ngn|php|sgd|hkd|pln|zloty|czk|huf|try|krona|baht|ringgit"
    r"|francs?|reais|brl|pesos?|mxn|soles|libras|livres|rand|rupees|inr|zar|sek|nok|dkk|kronor"
    r"|kroner|yen|shillings?"
    r"|(?:canadian|australian|nz|new zealand) dollars?)"
)
_SUM = re.compile(
    rf"(?:(?P<foreign>{_FOREIGN})\s?|(?P<dollar>(?:us|usd)?\s?\$|usd\s?|us\$\s?))?"
    rf"(?<![0-9]){_NUMBER.format('sum')}"
    rf"(?:\s?(?:-|to|a)\s?\$?{_NUMBER.format('most')})?"
    rf"\s?(?:(?P<foreign2>{_FOREIGN})|(?P<dollar2>usd|us\$|\$|us dollars?|dollars?|bucks"
    r"|dolares|dollars us|us))?(?![a-z0-9])"
)
"""`$4,000`, `3k usd`, `€2.000`, `2-3k`."""
_SUM_IN_WORDS = re.compile(
    r"\b(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\s+"
    r"(?P<of>thousand|hundred)(?P<dollars>\s+(?:us )?(?:dollars|bucks|usd))?\b"
)
_OWN_WORDS = re.compile(
    r"\b(?:pay|budget|afford|saved?|savings|spend|cover|have|contribute|up to|max|presupuesto"
    r"|ahorr\w+|tengo|pagar|orcamento|tenho|economizei|budget|j'ai|payer|fund|bring|raised?"
    r"|put in|chip in)\b"
)
_TIME_AFTER = re.compile(
    r"\s*(?:-|to)?\s*(?:hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?|beds?|patients"
    r"|people|km|miles|%|st\b|nd\b|rd\b|th\b|dias|semanas|meses|anos|ans|mois|jours|semaines"
    r"|horas|heures|kids|children|/)"
)
_EACH = re.compile(
    r"\s*(?:a|per|each|/|every|al|por|par)\s?(?:month|mes|mois|week|year|day|mo\b|semana|ano)"
)
_PAID_TO = re.compile(
    r"\b(?:salary|stipend|wage|paid|pay me|earn|income|sueldo|salario|salaire|need at least"
    r"|loans?|debts?|owe|owing|mortgage|deudas?|debo|dividas?|devo|dettes?|je dois)\b[^,;.]{0,25}$"
)
_OWED_OR_EARNED = re.compile(
    r"\s*(?:worth )?(?:of |in |de |en |em )?(?:my |our |mi |mis |minhas? |mes )?(?:[a-z]+ ){0,2}?"
    r"(?:debts?|loans?|mortgage|salary|income|deudas?|prestamos?|hipoteca|dividas?|emprestimos?"
    r"|dettes?|prets?)\b"
)
"""`of student debt`, `in dental school loans`: no money to spend on a trip."""
_FUNDING = (
    ("salaried",
        r"(?:(?:need|want|require|looking for|must have|only|with|do need"
        r"|for)\b[^,.;]{0,15}\b)?(?<!no )(?<!without a )(?:(?<!don't need a )salar(?:y"
        r"|ied)(?: re?q'?u?i?r?e?d)?"
        r"|wages?)(?: posts?| position| job| only)*|paid (?:posts?|position|job|work|role"
        r"|contract)s?(?: only)?"
        r"|(?:contract|job|position|posts?) with (?:good |fair |some )?pay"
        r"|paid,? please|(?:consultan(?:t|cy)|proper|decent|fair|professional)(?:'s)? (?:fees?"
        r"|wage|pay)"
        r"|(?:need|have|has) to (?:be paid|earn)|must be paid"
        r"|need to get paid"
     r"|(?:necesito|con|busco|preciso de|com|um|un|il (?:me|nous) faut un|avec|besoin d'un)\s*"
     r"(?:un |um |de )*(?:sueldo|salario|salaire)|\bsueldo\b|\bsalario\b|\bsalaire\b"
     r"|remunerad[oa]|remunere"
     r"|postes? salaries?|salariee?"),
    ("stipend",
        r"(?<!no )(?:stipend|(?:living|monthly|small) allowance|pocket money|bolsa|beca"
        r"|estipendio|indemnite|allowance|ayuda economica|ajuda de custo)"),
    ("support-raised",
        r"(?:can |could |will |am |happy to |willing to |able to |i'?ll |would |to |have to )*"
        r"(?:rais(?:e|ing) (?:my |our |the |some |own |full )*(?:own )?(?:support|funds?|money"
        r"|funding|donations)|fund-?rais(?:e|ing)|support[- ]rais(?:e|ed|ing)"
     r"|(?:my |our |home )?church(?:es)? (?:in \w+ )?(?:(?:and|\+|&) (?:our |my )?\w+ )?"
     r"(?:would |will |can |could |is )?(?:support|sponsor"
     r"|fund|pay|cover|help|back)\w*|recaudar fondos|(?:sustento|apoio) d[ae]"
     r" (?:minha )?igreja|apoyo de "
     r"(?:mi|la) iglesia|soutien de mon eglise|levant(?:ar|o|amos) (?:sustento|fundos|recursos"
     r"|apoio)|"
     r"(?:collecter|lever) des fonds|sponsors?(?:ed|hip)? (?:from|by)|donors)"),
    ("self-funded",
        r"(?:can |could |will |happy to |we |i |i'?ll |i'?d |able to |willing to |fully )*"
        r"(?:self[- ]?(?:fund(?:ed|ing)?|financ(?:ed|ing)|pay(?:ing)?|support(?:ed|ing)?)|"
        r"(?:pay|paying|cover|covering|fund|funding|finance)(?:ing)? (?:for )?(?:(?:my|our|all"
        r"|the|everything)\b(?! (?:student |own )?(?:loans?|debts?|mortgage|rent|bills|surgery"
        r"|practice"
        r"|shifts?|job|clinic|work))(?: own| my| of| whole)*(?: way| costs?| expenses| flights?"
        r"| travel| trip| ticket| thing)?(?:(?:,| and| &) (?:own )?(?:costs?|expenses|flights?"
        r"|travel))?)(?: myself| ourselves)?|at my own (?:cost|expense)|pay everything"
        r"|money is no (?:issue|object|problem))"
     r"|(?:can|could|will|i'll|able to|happy to|willing to) (?:pay|cover)(?: for)? (?:my |own "
     r"|the |our )*(?:flights?|airfare|travel|costs?|expenses|ticket)|pay(?:ing)? for "
     r"(?:myself|ourselves|everything|it myself|my \w+)|(?:don'?t|do not) need (?:any )?"
     r"(?:money|pay|salary|paying|a salary)|no (?:salary|pay|stipend) (?:needed|necessary"
     r"|required)|me (?:lo )?pago (?:todo|mis gastos|el viaje|yo)(?: yo)?|pago (?:yo )?(?:todo"
     r"|mis gastos|mis propios gastos|mi viaje)|me autofinancio|por mi cuenta"
     r"|autofinanciad[oa]"
     r"|(?:bancamos|pagamos|custeamos|cubrimos|financiamos|nos pagamos)(?: nosotros| nos)? (?:tudo"
     r"|todo"
     r"|(?:as |los )?(?:nossas?|nossos|nuestros?|nuestras?)) ?\w*"
     r"|pago (?:tudo|(?:todas )?as minhas despesas|(?:os )?meus gastos|minhas despesas"
     r"|a minha passagem|meus custos|minha passagem)|(?:banco"
     r"|custeio) (?:tudo|minhas|meus|a minha)|por conta propria|je (?:me )?(?:paie|finance"
     r"|prends)(?: en charge)? (?:tout|mes frais|mon voyage|tous mes frais|moi-meme)"
     r"(?: moi-meme)?|a (?:mes|nos) (?:propres )?frais|autofinance(?:e)?|(?:on|nous) pai(?:e"
     r"|ons) (?:tout|nos [a-z]+)"),
    ("expenses-paid",
        r"(?:need |needs |want |with |must have |have |only if |as long as |if |at least )*"
        r"(?:my |our |the |all |some |i'd need )*(?:flights?|airfare|travel|costs?|expenses"
        r"|accommodation|accomodation|housing|lodging|food|room(?:,? (?:and |& )?board)?|board"
        r"|tickets?|transport|insurance)(?:(?:,| and| &|/| plus| \+)+ ?(?:flights?|airfare"
        r"|travel|costs?|insurance"
        r"|expenses|accommodation|housing|food|board|lodging))*"
     r"(?: must| should| would| need| needs| have| has| is| are| to| be| being| get| all"
     r"| at least)*\s+(?:to be )?(?:paid(?: for)?|covered|reimbursed|provided|included"
     r"|taken care of)"
     r"|(?:cover|pay|paying|reimburse)(?:s|ed)?(?: for)? (?:my|the|our|all) (?:flights?"
     r"|airfare|travel|costs?|expenses|ticket|accommodation)|paid (?:flights?|airfare|travel"
     r"|accommodation|housing|lodging)|expenses?[- ](?:paid|only"
     r"|covered)|all[- ]expenses"
     r"|(?:gastos|pasajes?|vuelos?|billetes?|alojamiento|costos|costes|hospedaje|viaje)"
     r"(?: y [a-z]+)*(?: esten| sean| estan)? (?:pagad[oa]s?|cubiert[oa]s?|pagos)|(?:que )?"
     r"(?:me |nos )?(?:paguen|cubran) (?:(?:el|la|los|las|mi|mis) )?[a-z]+|(?:hospedagem"
     r"|passage(?:m|ns)|custos|despesas|alojamento|viagem)(?: e [a-z]+)* (?:pag[ao]s?"
     r"|cobert[ao]s?)|(?:que )?(?:me )?(?:paguem|cubram) (?:a|as|o|os) [a-z]+"
     r"|(?:frais|billets?|voyage|vols?|logement|hebergement)(?: et [a-z]+)*(?: soient| sont"
     r"| est| soit)? (?:pris en charge|payes?|rembourses?|couverts?|defrayes?)|"
     r"(?:prise en charge|remboursement) des frais|nourri(?:e)?,? (?:et )?loge(?:e)?"),
)  # fmt: skip
_FUNDINGS = [(kind, re.compile(rf"\b(?:{words})(?![a-z])")) for kind, words in _FUNDING]
_BY_OTHERS = re.compile(
    r"\b(?:you|they|them|organi[sz]ation|somebody|someone|employer|that|who)"
    r"(?: to| can| must| should| will| would| could)?\s*$"
)
"""Others pay."""
_BY_FAMILY = re.compile(
    r"\b(?:dad|mom|mum|mother|father|parents|grandma|grandpa|uncle|aunt|husband|wife|boss|employer"
    r"|university|school|college|hospital|company|program(?:me)?|fellowship|grant)"
    r"(?:'s| is| are| will| would| can|'ll)?\s*$"
)
_DENIED = re.compile(
    r"\b(?:can'?t|cannot|couldn'?t|unable to|not able to|don'?t want to|won'?t|not|no puedo"
    r"|nao posso|nao consigo|ne peux pas|peux pas)\s+(?:to )?$"
)
_NOT_NEEDED = re.compile(
    r"\b(?:don'?t|do not|dont|no|without(?: an?)?|not|never|nao|ne|n'ai|pas|ni|nem|sin|sem|sans"
    r"|nao preciso de|no necesito)\s+(?:(?:pas )?besoin d'?e? ?|(?:hace falta|quiero|quero|busco"
    r"|pido"
    r"|exijo|peco|requiero|demande|veux|cherche) (?:pas )?)?(?:need |want |require |expect "
    r"|looking for |necesito |preciso )?(?:an? "
    r"|any |un |um )?$"
)
IN_DOLLARS = "Read as US dollars."
OTHER_MONEY = "How much is that in US dollars?"


def money(page: Page) -> None:
    """Read `funding` and `budget_usd`.

    Parameters
    ----------
    page : Page
    """
    _sums(page)
    _funding(page)


def _sums(page: Page) -> None:
    for hit in page.find(_SUM_IN_WORDS):
        factor = 1000 if hit["of"].startswith("th") else 100
        amount = float(number_of(hit["n"], "en")) * factor
        if hit["dollars"] or _OWN_WORDS.search(page.before(hit.start())[-30:]):
            page.say("budget_usd", amount, *hit.span(), "" if hit["dollars"] else IN_DOLLARS)
    for hit in page.find(_SUM):
        foreign = hit["foreign"] or hit["foreign2"]
        dollars = hit["dollar"] or hit["dollar2"]
        before, after = page.before(hit.start()), page.plain[hit.end() :]
        if not foreign and not dollars:
            in_k = (
                hit["ksum"]
                and "mil" not in hit["ksum"]
                and not re.search(r"\b(?:town|city|population|of)\s*$", before)
            )
            if (
                not (in_k or _OWN_WORDS.search(before[-30:]))
                or _TIME_AFTER.match(after)
                or not _is_sum(hit)
            ):
                continue
            if re.search(r"\b(?:in|since|of|until|by|from)\s*$", before):
                continue
        amount = _amount(hit["most"] or hit["sum"], bool(hit["kmost"] or hit["ksum"]))
        span = hit.start() + len(hit[0]) - len(hit[0].lstrip()), hit.end()
        beside = _EACH.match(after) or _OWED_OR_EARNED.match(after)
        if beside or _PAID_TO.search(before):
            page.take(span[0], span[1] + (beside.end() if beside else 0))
            continue
        if foreign:
            page.take(*span)
            page.ask(("budget_usd",), OTHER_MONEY)
            continue
        if amount <= 1_000_000:
            doubt = "" if dollars else IN_DOLLARS
            if page.said("budget_usd"):
                doubt = "You name more than one sum."
            page.say("budget_usd", amount, *span, doubt)


def _is_sum(hit: re.Match[str]) -> bool:
    amount = _amount(hit["sum"], bool(hit["ksum"]))
    return amount >= 100 and not (
        not hit["ksum"] and 1990 <= amount <= 2100 and not re.search(r"[,.']", hit["sum"])
    )


def _amount(said: str, thousands: bool) -> float:
    if thousands:
        return float(said.replace(",", ".").replace("'", "").replace(" ", "")) * 1000
    return float(re.sub(r"[.,' ]", "", said))


_PAYS_A_PART = re.compile(
    r"\b(?:pay|cover|buy|pagar|pago|podemos pagar|puedo pagar|posso pagar|payer|paie|swing|afford"
    r"|manage)\b"
    r"[^.;]{0,30}\b(?:flights?|airfare|travel|tickets?|viaje|vuelos?|pasaje|passagem|billets?"
    r"|avion|part)\b"
    r"[^.;]{0,15}\b(?:but|pero|mas|mais)\b"
)
"""`can pay airfare but would need room and board`."""
_PAYS_FLIGHTS = re.compile(
    r"\b(?:pay|cover|buy|book|pagar|pago|payer|paie)\b[^.;]{0,20}\b(?:flights?|airfare|tickets?"
    r"|travel"
    r"|viaje|vuelos?|pasaje|passagem|billets?)\b"
)
_NEEDS_A_BED = re.compile(
    r"\b(?:need|want|require|necesito|preciso|besoin)\b[^.;]{0,25}\b(?:accommodation|housing"
    r"|lodging|room"
    r"|bed|somewhere to (?:stay|sleep)|place to (?:stay|sleep)|alojamiento|hospedagem|logement"
    r"|board)\b"
)
_NO_MONEY = re.compile(
    r"\b(?:no (?:money|savings|funds|budget)|broke|can'?t (?:pay|afford)|cannot (?:pay|afford)"
    r"|money is tight|no tengo (?:dinero|plata)|sin dinero|nao tenho dinheiro|sem dinheiro"
    r"|pas d'argent|sans argent|fauche)\b"
)


def _open_funding(page: Page) -> str:
    """Ask what is needed by who pays a part or has no money; why the kind of money is doubtful."""
    part = page.has(_PAYS_FLIGHTS) and page.has(_NEEDS_A_BED)
    for pattern, text in ((_PAYS_A_PART, PART), (_NO_MONEY, WITHOUT)):
        if page.has(pattern) or (part and text == PART):
            page.ask(("funding",), text, *NEEDS)
            return text
    return ""


def _funding(page: Page) -> None:
    """The kinds of money that are named and not denied; several are doubtful."""
    is_open = _open_funding(page)
    found: list[tuple[int, int, str, str]] = []
    for kind, words in _FUNDINGS:
        for hit in words.finditer(page.plain):
            if any(hit.start() < end and start < hit.end() for start, end, *_ in found):
                continue
            meant = _meant(page, kind, hit)
            if meant:
                found.append((*hit.span(), *meant))
            else:
                page.take(*hit.span())
    found.sort()
    if len(found) == 2 and _OR.fullmatch(page.plain[found[0][1] : found[1][0]]):
        found = _lesser(page, found)
    found = _greater(found)
    several = len({kind for *_, kind, _ in found}) > 1
    for start, end, kind, doubt in found:
        page.say("funding", kind, start, end, SEVERAL if several else is_open or doubt)


_OR = re.compile(r"\s*,?\s*(?:or|o|ou|/)\s*(?:at least )?(?:an? |un |une |um )?")
_DEMANDS = ("self-funded", "support-raised", "expenses-paid", "stipend", "salaried")


def _greater(found: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    """`flights covered and a small stipend`: who is given more has what is less too."""
    needs = ("expenses-paid", "stipend", "salaried")
    if not all(kind in needs for *_, kind, _ in found):
        return found
    most = max((kind for *_, kind, _ in found), key=_DEMANDS.index, default="")
    return [one for one in found if one[2] == most]


def _lesser(page: Page, found: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    """`a salary or a stipend`: the lesser is enough."""
    least = min(found, key=lambda one: _DEMANDS.index(one[2]))
    start, end = found[0][0], found[1][1]
    page.take(start, end)
    return [(start, end, least[2], "You name two; the lesser is kept.")]


def _meant(page: Page, kind: str, hit: re.Match[str]) -> tuple[str, str] | None:
    """The kind of money that words mean, and why it is doubtful; None where they deny it."""
    before, after = page.before(hit.start()), page.plain[hit.end() :]
    if kind == "self-funded":
        if _DENIED.search(before):
            page.ask(("funding",), "You cannot pay your own way. What do you need?", *NEEDS)
            return None
        if _BY_OTHERS.search(before):
            return "expenses-paid", ""
        if _BY_FAMILY.search(before):
            return kind, "You say that somebody else pays."
        return kind, NO_PAY if _NO_PAY.match(hit[0]) else ""
    if _NOT_REQUIRED.match(after) or (kind == "support-raised" and _DENIED.search(before)):
        return None
    if kind != "support-raised" and _NOT_NEEDED.search(before):
        return "self-funded", NO_PAY
    return kind, ""


PART = "You pay a part. What do you need for the rest?"
WITHOUT = "You have no money for it. What do you need?"
SEVERAL = "You name more than one kind of money."
NO_PAY = "You need no pay; can you cover your own costs?"
_NO_PAY = re.compile(r"no |(?:don'?t|do not) need (?:any )?(?:pay|salary|paying|a salary)")
_NOT_REQUIRED = re.compile(
    r"\s*(?:is |are )?(?:not|isn'?t|un)\s?"
    r"(?:required|needed|necessary|important|essential|expected)"
    r"|\s*(?:is |are )?(?:secondary|optional|irrelevant|no issue|unimportant|doesn'?t matter)"
)
NEEDS = (
    ("My costs covered", {"funding": "expenses-paid"}),
    ("A stipend", {"funding": "stipend"}),
    ("A salary", {"funding": "salaried"}),
    ("I can raise support", {"funding": "support-raised"}),
)
