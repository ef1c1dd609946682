"""Names of persons, telephone numbers and addresses are blotted out before anything is read."""

from __future__ import annotations

import re

from matching.names import Names
from matching.reading.nationalities import CITIZENS

_ADDRESS = re.compile(
    r"[^\s,;:<>()\[\]]+@[^\s,;<>()\[\]]*[^\s,;.<>()\[\]!?]"  # an e-mail address
    r"|(?<!\w)@\w[\w.]*"  # a name on a network
    r"|\bhttps?:\S+|\bwww\.\S+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|info|io|me|co|uk|es|br|fr|pt|mx|ar)\b(?:/\S*)?",
    re.IGNORECASE,
)
"""E-mail addresses, names on networks and links."""
_DIGITS = re.compile(r"(?<![\w$.,/])[+(]{0,2}[0-9](?:[ .()/-]{0,2}[0-9]){5,}(?![\w/])")
"""Many digits with little between them."""
_CALLED = re.compile(
    r"\b(?:tel|telef\w*|phone|mobile|cell|whats ?app|zap|movil|celular|portable|call me|ring me"
    r"|text me)\b[^0-9a-z]{0,4}(?:(?:on|at|is|me|al|no|au)\b[^0-9a-z]{0,3})?"
    r"(?P<number>[+(]{0,2}[0-9][0-9 .()/-]{4,}[0-9])"
)
"""A number after the word for a telephone."""
_NO_NUMBER = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:20)?[0-9]{2}"
    r"|(?:(?:19|20)[0-9]{2}\D{0,3}){2}"
)
"""Dates, and years beside each other."""
_NAMED = re.compile(
    r"\b(?:my (?:full )?name(?:'s| is)|name is|names|name:|call me|i'?m called|me llamo"
    r"|mi nombre es|nombre:|(?:o )?meu nome e|me chamo|chamo-me|nome:|je m'appelle|mon nom est"
    r"|nom:|signed|regards|best wishes|cheers|thanks|thank you|gracias|saludos|obrigad[oa]"
    r"|abracos?|merci|cordialement)\b[,:!.]?\s*"
)
"""Words that a name follows, however it is written."""
_PERHAPS_NAMED = re.compile(
    r"\b(?:i'?m|i am|it'?s|this is|here is|here's|(?:hi|hello),?|soy|sou|aqui e|je suis|ici|c'est"
    r"|(?:my|our|mi|meu|minha|mon|ma) (?:\w+ )?(?:wife|husband|hubby|partner|son|daughter|friend"
    r"|colleague|fiancee?|girlfriend|boyfriend|brother|sister|mum|mom|dad|mother|father|marido"
    r"|esposa|esposo|mujer|hij[oa]|filh[oa]|amig[oa]|mari|femme|fils|fille|ami|amie)(?!\.)"
    r"|dr|dra|prof|mr|mrs|ms|miss|sr|sra|mme|mlle|sister)(?:\b|(?<=,))\.?\s+(?!congo\b)(?!Congo\b)"
)
"""Words that a name with capitals may follow."""
_CAPITAL = re.compile(
    r"[^\W\d_a-z][\w'’.-]*(?:\s+(?:(?:d[aeo]s?|del|de la|van|von|bin|al|el|le|la)\s+)?"
    r"[^\W\d_a-z][\w'’-]*){0,3}"
)
_SMALL = re.compile(r"[^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w'’-]*){0,2}")
_ENDS_NAME = re.compile(
    r"\s(?:and|an?|i|i'?m|here|from|with|the|y|soy|e|sou|et|je|tel|phone|my|who|un|una|uma|une"
    r"|in|is|for)\b"
)
_ALSO_PEOPLE = re.compile(
    r"(?:a|an|not|no|non|also|just|now|free|available|retired|christian|catholic|protestant"
    r"|evangelical|baptist|methodist|lutheran|anglican|muslim|jewish|hindu|buddhist|orthodox"
    r"|adventist|atheist|agnostic|secular|quaker|mormon|british|american|canadian|australian"
    r"|irish|scottish|english|welsh|i|we|with|she|he|is|works?|who|and|too|single|married|in|the"
    r"|pentecostal|presbyterian|mennonite|episcopalian|cristian[oa]|catolic[oa]|evangelic[oa]"
    r"|catholique|chretien(?:ne)?|protestante?|ate[oau]|athee|musulman[oae]?|[a-z]+(?:ish|ese|ian)"
    r"|[a-z]+logist|consultant|senior|junior|registered|qualified|trained|newly|final|experienced)"
)
"""Words with a capital that may follow `I'm` and are no names."""


def masked(written: str, plain: str, names: Names) -> str:
    """The text with blanks where a person, a number or an address stands; as long as before.

    Parameters
    ----------
    written, plain : str
        The text, and the same folded, as long.
    names : Names
        What is known: `I'm Jenny` is a name, and `I'm Catholic` and `I'm French` are none.

    Examples
    --------
    >>> from matching.reference.shipped import shipped_names
    >>> text = "its Jenny Albrecht 07700 900123, nurse"
    >>> masked(text, text.lower(), shipped_names()).split()
    ['its', ',', 'nurse']
    """
    letters = list(written)
    for start, end in (*_addresses(written), *_numbers(plain), *_persons(written, plain, names)):
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _addresses(written: str) -> list[tuple[int, int]]:
    return [hit.span() for hit in _ADDRESS.finditer(written)]


def _numbers(plain: str) -> list[tuple[int, int]]:
    called = [hit.span("number") for hit in _CALLED.finditer(plain)]
    return called + [
        hit.span()
        for hit in _DIGITS.finditer(plain)
        if sum(letter.isdigit() for letter in hit[0]) >= 7 and not _NO_NUMBER.search(hit[0])
    ]


def _persons(written: str, plain: str, names: Names) -> list[tuple[int, int]]:
    found = []
    for hit in _NAMED.finditer(plain):
        name = _CAPITAL.match(written, hit.end()) or _SMALL.match(written, hit.end())
        if name and (end := _end_of_name(plain, written, name, names)) > name.start():
            found.append((name.start(), end))
    for hit in _PERHAPS_NAMED.finditer(plain):
        name = _CAPITAL.match(written, hit.end())
        if name and (end := _end_of_name(plain, written, name, names, sure=False)) > name.start():
            found.append((name.start(), end))
    return found


def _end_of_name(
    plain: str, written: str, name: re.Match[str], names: Names, *, sure: bool = True
) -> int:
    """Where the name ends; where it starts if it is none.

    After `my name is` every word is a name but one that names work; after `I'm` only words that
    name no more than a country.
    """
    end = name.end()
    if stop := _ENDS_NAME.search(plain, name.start(), end):
        end = stop.start()
    first = re.match(r"[\w'’-]+", written[name.start() : end])
    word = first[0] if first else ""
    first_word = plain[name.start() : name.start() + len(word)]
    if not sure and (
        _ALSO_PEOPLE.fullmatch(first_word) or CITIZENS.pattern.match(plain, name.start())
    ):
        return name.start()
    for mention in names.mentions(written[name.start() : end]):
        kinds = {one.kind for one in mention.readings}
        if kinds <= {"country", "region"}:
            continue
        if sure and kinds <= {"language", "focus_area", "setting"}:
            continue
        end = name.start() + mention.start
        break
    if not sure and len(word) > 1 and word.isupper():
        return name.start()
    return len(plain[:end].rstrip(" ,-"))
