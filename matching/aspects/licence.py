"""Licence: whether a role needs one."""

from __future__ import annotations

from matching.arrays import SmallInts
from matching.aspects.aspect import MET, NOT_ASKED, NOT_STATED, MustHave, Words, said, select
from matching.aspects.beside import Beside
from matching.aspects.pair import Pair
from matching.catalog.role_index import NO, YES


class Licence(MustHave):
    """A licence to practise. Nobody says theirs yet, so a role that needs one is a question."""

    name = "licence"
    role_columns = ("license_required", "elsewhere")
    profile_fields = ()
    cells = ("license_required",)
    label = "Licence"
    role_field = "license_required"
    ask = "Which licence do I need, and how long does registration in the country take?"
    not_asked = "{v.source} asks for none"

    def status(self, beside: Beside) -> SmallInts:
        """Never missing: not stated where a licence is needed, met where none is."""
        needed = beside.roles.license_required
        return select([(needed == YES, NOT_STATED), (needed == NO, MET)], NOT_ASKED)

    def says(self, pair: Pair) -> Words:
        """Say that none is needed."""
        return said(f"{pair.voice.it} needs no licence")

    def asks(self, pair: Pair) -> str:
        """Ask which one; where the role names its countries, only how long it takes."""
        named = pair.role["eligible_countries"]
        return "How long does registration take?" if named else self.ask

    def question(self, pair: Pair) -> str:
        """Ask whether they have one."""
        is_open = pair.status(self.name) == NOT_STATED
        return "Do they have a current licence to practise?" if is_open else ""


LICENCE = Licence()
