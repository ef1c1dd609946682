"""Boxes that know other names: what they offer beside the labels, and what somebody chose or typed.

An option is an id with its label, or an id with another name of it; whatever is typed and is no
option goes by the table of names as well.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from matching import phrases
from matching.folding import fold
from matching.names import Name
from matching.reference.shipped import shipped_names
from matching.screens.visit.profile_values import REGION

SPECIALTY: Final = "specialty:"
"""Begins the option of a specialty in a box for professions."""
_ALSO: Final = "~"
"""Stands between an id and another name of it."""


def option_of(name: Name) -> str:
    """The option of what a name names."""
    beginning = {"region": REGION, "specialty": SPECIALTY}.get(name.kind, "")
    return f"{beginning}{name.id}"


def plain(option: str) -> str:
    """The option without the name under which it was chosen."""
    return option.partition(_ALSO)[0]


@functools.lru_cache(maxsize=256)
def others(ids: tuple[str, ...], kinds: tuple[str, ...]) -> Mapping[str, str]:
    """Options for the other names of some ids, each with the name as it is shown.

    A name of two things stands there twice, each time with what it is. Only English names are
    offered, for a page to stay light; those of other languages are understood once they are typed.
    """
    names = shipped_names()
    known = frozenset(ids)
    offered: dict[str, str] = {}
    for name in names.all:
        option = option_of(name)
        if name.language != "en" or name.kind not in kinds or option not in known:
            continue
        label = names.label(*name.what)
        for written in dict.fromkeys((name.name, _without_accents(name.name))):
            if written.casefold() == label.casefold() and not option.startswith(SPECIALTY):
                continue
            is_plain = len(names.of(written, kinds)) == 1
            offered[f"{option}{_ALSO}{written}"] = written if is_plain else f"{written}: {label}"
    return offered


def offered(options: Mapping[str, str], kinds: tuple[str, ...]) -> dict[str, str]:
    """Options with their labels, and then those for other names of the same."""
    return {**options, **others(tuple(options), kinds)}


def readings(typed: str, ids: Iterable[str], kinds: Sequence[str]) -> tuple[str, ...]:
    """The options that somebody may mean who chose or typed this; `()` where none is near."""
    known = frozenset(ids)
    if plain(typed) in known:
        return (plain(typed),)
    found = (option_of(name) for name in shipped_names().nearest(typed, kinds))
    return tuple(dict.fromkeys(option for option in found if option in known))


def taken(
    chosen: Iterable[str], ids: Mapping[str, str], kinds: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Options as plain ids, each once, and what to say of those that could not be taken.

    Parameters
    ----------
    ids : mapping of option to label
    """
    kept: dict[str, None] = {}
    said = []
    for typed in chosen:
        meant = readings(typed, ids, kinds)
        if len(meant) == 1:
            kept[meant[0]] = None
        elif meant:
            named = phrases.listed([ids[option] for option in meant], last_word="or", most=4)
            said.append(f"“{typed}” may be {named}: choose one of them.")
        else:
            near = [
                ids[option_of(name)]
                for name in shipped_names().find(typed, kinds, most=3)
                if option_of(name) in ids
            ]
            hint = f" Did you mean {phrases.listed(near, last_word='or')}?" if near else ""
            said.append(f"We do not know “{typed[:40]}”.{hint}")
    return list(kept), said


def _without_accents(text: str) -> str:
    return text if text.isascii() else fold(text)
