r"""What people write: which characters are taken from them, and how their words stand among ours.

`taken` decides for every way in. What cannot be seen is taken out without a word: marks that only
turn the direction of what follows, characters of no width, spaces around a text. Spaces of other
scripts and the joiners that names in Persian or Sinhala need stay. What no text has (half of a
character, a control character, a code that is no character) and piles of marks are refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from matching.errors import TextError

MOST_MARKS: Final = 10
"""Marks on one letter; the fullest Tibetan stack has eight."""
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"

_NO_TEXT: Final = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
# The tags after a black flag stay: they make the flags of England, Scotland and Wales.
_UNSEEN: Final = re.compile(
    "(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f)"
    "|[\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f]"
)
_BLANK: Final = re.compile(
    r"[\s\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u200d\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]*"
)
_LINE_END: Final = re.compile("\r\n|[\r\u2028\u2029]")
_LOOSE_JOINER: Final = re.compile(r"(^|\s)[\u200c\u200d]+")
_MAY_BE_PILE: Final = re.compile(rf"[^\w\s\0-\u02ff]{{{MOST_MARKS + 1}}}")
_GAP: Final = re.compile(r"\s{2,}|[\t\n]")

_RIGHT: Final = (
    "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BETWEEN: Final = r"(?:[^\w\n]|[\d_])"
_RIGHT_RUN: Final = re.compile(rf"({_RIGHT}+(?:{_BETWEEN}+{_RIGHT}+)*)([)\]}}»]?)")
_OPENS: Final = {")": "(", "]": "[", "}": "{", "»": "«"}


def taken(text: str, *, lines: bool = False) -> str:
    r"""Take what a person wrote: the one rule for names, notes, cells, files and search boxes.

    Parameters
    ----------
    lines : bool
        Whether line ends and tabs stay, as in a note or a statement; in one line, such as a name,
        a title or a reason, they become a space, and so do several spaces in a row.

    Returns
    -------
    str
        Composed (NFC), without what cannot be seen and without space around it; `""` where
        nothing can be seen. Taken again, it stays the same.

    Raises
    ------
    TextError
        Its `fault` names what has to be taken out.

    Examples
    --------
    >>> taken(" Ame\u0301lie\u202e\tDubois "), taken("\u2066\u3000\u200d")
    ('Amélie Dubois', '')
    >>> taken("cut \ud83d")
    Traceback (most recent call last):
    matching.errors.TextError: Please take out half a character (U+D83D).
    """
    if text.isascii() and text.isprintable():
        text = text.strip()
    else:
        if (at := first_fault(text)) is not None:
            raise TextError(f"{_kind(text[at])} (U+{ord(text[at]):04X})")
        text = _LINE_END.sub("\n", _UNSEEN.sub(r"\1", text))
        if _without_piles(text) != text:  # composing would sort a pile in the square of its height
            raise TextError(f"piles of more than {MOST_MARKS} marks on one letter")
        text = unicodedata.normalize("NFC", _LOOSE_JOINER.sub(r"\1", text).strip())
        if _BLANK.fullmatch(text):
            return ""
    return text if lines else _GAP.sub(" ", text)


def first_fault(text: str) -> int | None:
    """Position of the first character that no text has, None if there is none."""
    if text.isprintable():
        return None
    found = _NO_TEXT.search(text)
    return found.start() if found else None


def displayed(text: str) -> str:
    r"""Give text that stands on a page or in a file whatever older rows still hold.

    What `taken` would take out is left out, piles of marks are cut, and for what else it refuses
    stands a replacement.

    Examples
    --------
    >>> displayed("Otieno\u202e \ud800")
    'Otieno \ufffd'
    """
    if not text.isprintable():
        text = _NO_TEXT.sub("\ufffd", _UNSEEN.sub(r"\1", text))
    return text if text.isascii() else _without_piles(text)


def mended(value: Any) -> Any:  # noqa: ANN401
    """Give a stored object with all its texts as `displayed` gives them."""
    if isinstance(value, str):
        return displayed(value)
    if isinstance(value, Mapping):
        return {mended(name): mended(item) for name, item in value.items()}
    return [mended(item) for item in value] if isinstance(value, list | tuple) else value


def isolated(text: str) -> str:
    r"""Give a sentence in which words that run from right to left turn nothing around them.

    Such words get the marks of an isolate around them, which a browser obeys in elements,
    attributes and labels alike.

    Examples
    --------
    >>> isolated("שרה כהן, 3 weeks")
    '\u2068שרה כהן\u2069, 3 weeks'
    """
    text = displayed(text)
    return text if text.isascii() else _RIGHT_RUN.sub(_as_isolate, text)


def _as_isolate(found: re.Match[str]) -> str:
    """Put a run into an isolate, with the bracket that closes one inside it."""
    run, closing = found.groups()
    is_inside = bool(closing) and run.count(_OPENS[closing]) > run.count(closing)
    inside, outside = (run + closing, "") if is_inside else (run, closing)
    return f"{FIRST_STRONG_ISOLATE}{inside}{POP_ISOLATE}{outside}"


def _without_piles(text: str) -> str:
    """Leave out the marks on a letter that are too many; joiners between them do not count."""
    if not _MAY_BE_PILE.search(text):
        return text
    kept, in_a_row = [], 0
    for char in text:
        if unicodedata.category(char) in ("Mn", "Me"):
            in_a_row += 1
        elif char not in "\u200c\u200d":
            in_a_row = 0
        if in_a_row <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def _kind(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return "half a character"
    is_control = unicodedata.category(char) == "Cc"
    return "characters that cannot be printed" if is_control else "codes that are no characters"
