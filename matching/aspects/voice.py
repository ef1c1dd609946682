"""Whom the sentences about a match speak to: the professional, or a recruiter about a person."""

from __future__ import annotations

import dataclasses
from typing import Literal, TypeAlias

Reader: TypeAlias = Literal["professional", "recruiter"]


@dataclasses.dataclass(frozen=True)
class Voice:
    """What sentences call the person and the role. `you` and `they` take the same verbs.

    Attributes
    ----------
    you, your, yours, them : str
        The person.
    it, this : str
        The role.
    source : str
        What says something about the role or does not.
    """

    reader: Reader
    you: str
    your: str
    yours: str
    them: str
    it: str
    this: str
    source: str

    def either(self, to_person: str, about_person: str) -> str:
        """One of two wordings, where other pronouns alone would not read well."""
        return to_person if self.reader == "professional" else about_person


VOICES: dict[str, Voice] = {
    voice.reader: voice
    for voice in (
        Voice("professional", "you", "your", "yours", "you", "it", "this", "the source"),
        Voice("recruiter", "they", "their", "theirs", "them", "the role", "this role", "the role"),
    )
}


def voice_for(reader: Reader) -> Voice:
    """Give the voice for a reader.

    Raises
    ------
    ValueError
        There is no such reader.

    Examples
    --------
    >>> voice_for("professional").your, voice_for("recruiter").your
    ('your', 'their')
    """
    if reader not in VOICES:
        raise ValueError(f"reader must be one of {list(VOICES)}, got {reader!r}.")
    return VOICES[reader]
