"""Texts and words of people, checked before they are kept."""

from __future__ import annotations

from typing import Final

from matching import written
from matching.errors import TextError
from matching.services.shared.errors import RequestError

LONGEST_NOTE: Final = 2_000
LONGEST_NAME: Final = 120
LONGEST_CONTACT: Final = 300
LONGEST_LOOKED_AT: Final = 20_000


def text_of(
    value: str,
    what: str,
    longest: int = LONGEST_NOTE,
    *,
    needed: bool = False,
    lines: bool = False,
) -> str:
    """Check text of a person, and give it as `written.taken` takes it.

    Parameters
    ----------
    lines : bool
        Whether it may have several lines.

    Raises
    ------
    RequestError
        It is too long, empty though needed, or holds characters that are not taken.

    Examples
    --------
    >>> text_of(" <b>me</b> ", "a note")
    '<b>me</b>'
    """
    if len(value) > LONGEST_LOOKED_AT:
        raise RequestError(f"At most {longest:,} characters for {what}; these are {len(value):,}.")
    try:
        text = written.taken(value, lines=lines)
    except TextError as error:
        raise RequestError(f"Please take {error.fault} out of {what}.") from error
    if needed and not text:
        raise RequestError(f"Please write {what}.")
    if len(text) > longest:
        raise RequestError(f"At most {longest:,} characters for {what}; these are {len(text):,}.")
    return text


def searched(text: str) -> str:
    """Give what a person looks for, as `text_of` takes what is found; `""` if nothing can be."""
    try:
        return written.taken(text[:LONGEST_NAME])
    except TextError:
        return ""


def word_of(value: str, words: dict[str, str], what: str) -> str:
    """Check that a value is one of the controlled words.

    Raises
    ------
    RequestError
        It is none of them.
    """
    if value not in words:
        raise RequestError(f"Please choose {what}: {', '.join(words)}.")
    return value
