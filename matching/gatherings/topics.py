"""What a title and a summary are about, as the table of names finds it in their words."""

from __future__ import annotations

from matching import columns as c
from matching.names import Names
from matching.reference.shipped import shipped_names

LONGEST_READ = 2_000
MOST = 6
"""Ids of a kind; a text that names more names everything."""
KINDS = {
    "profession": c.PROFESSIONS, "specialty": c.SPECIALTIES, "focus_area": c.FOCUS_AREAS,
    "country": c.COUNTRIES,
}  # fmt: skip


def topics_in(title: str, summary: str, names: Names | None = None) -> dict[str, tuple[str, ...]]:
    """Read professions, specialties, work and countries; what may mean two things means none.

    Examples
    --------
    >>> topics_in("Safe anaesthesia for nurses", "In Kenya")["countries"]
    ('KE',)
    """
    known = names or shipped_names()
    found: dict[str, dict[str, None]] = {column: {} for column in KINDS.values()}
    text = f"{title}\n{summary}"[:LONGEST_READ]
    for mention in known.mentions(text, tuple(KINDS)):
        by_kind = {name.kind: name for name in mention.readings}
        if len(by_kind) == len(mention.readings):
            for name in by_kind.values():
                found[KINDS[name.kind]].setdefault(name.id)
    for specialty in found[c.SPECIALTIES]:
        if profession := known.profession_of.get(specialty):
            found[c.PROFESSIONS].setdefault(profession)
    return {column: tuple(ids)[:MOST] for column, ids in found.items()}
