"""What people write into cells of roles to ids, where it has one reading: labels, other names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from matching import columns as c
from matching.folding import fold, words_of
from matching.names import Names
from matching.names.table import LONGEST_TYPED
from matching.reference.cells import MOST_ITEMS, SEPARATOR
from matching.reference.places import Places
from matching.reference.sheet_dates import folded_month
from matching.reference.vocabulary import Vocabulary

YES: Final = frozenset("yes y true ja wahr oui vrai si verdadero sim verdadeiro".split())
NO: Final = frozenset("no n false nein falsch non faux falso nao".split())
_LISTS_BETWEEN: Final = re.compile(r"[;,\n]")
_NEED: Final = re.compile(r"(.*?)\s*(?::\s*([^()]*)|\(([^()]*)\))")

Meanings = Mapping[str, str]
"""What a text may mean, each id with what it is called."""
Meaning = Callable[[str], Meanings]


class PlainCells:
    """Reads cells of roles whose words come from lists.

    Parameters
    ----------
    vocabulary, places, languages, names
        Of the data folder.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        places: Places,
        languages: Mapping[str, str],
        names: Names,
    ) -> None:
        self._names = names
        known = vocabulary.labels
        self._iso3 = {str(code3): str(code) for code, code3 in places.countries[c.ISO3].items()}
        country = self._of("country", places.names, upper=True)
        self._language = self._of("language", languages)
        self._needs = self._of("", known("language_need"))
        region = self._of("region", {name: name for name in places.regions})
        listed = {
            c.PROFESSIONS: self._of("profession", known("profession")),
            c.STUDENTS_OF: self._of("profession", known("profession")),
            c.SPECIALTIES: self._of("specialty", known("specialty")),
            c.FOCUS_AREAS: self._of("focus_area", known("focus_area")),
            c.SETTING: self._of("setting", known("setting")),
            c.COUNTRIES: country,
            c.ELIGIBLE_COUNTRIES: country,
            c.REGIONS: region,
            c.FUNDING: self._of("", known("funding")),
            c.PARTY: self._of("", known("party")),
            c.COMMITMENT: self._of("", known("commitment")),
            c.ONLY_FOR: self._of("", known("only_for")),
            c.LANGUAGES: self._spoken,
            c.MONTHS: _month,
        }
        single = {
            c.STATUS: self._of("", known("status")),
            c.FAITH_REQUIREMENT: self._of("", known("faith_requirement")),
            c.PAY: self._of("", known("pay")),
            c.STAY_HINT: self._of("", known("stay_hint")),
            c.KIND: self._of("", known("role_kind")),
            **dict.fromkeys((c.LICENSE_REQUIRED, c.TRAINEES, c.FAMILY), _yes_no),
        }
        self._meaning: Mapping[str, Meaning] = listed | single
        self._lists = frozenset(listed)

    @property
    def columns(self) -> frozenset[str]:
        """The columns that are read here."""
        return frozenset(self._meaning)

    def read(self, column: str, text: str) -> tuple[str, str, str]:
        """Give a cell in the words of the files.

        Returns
        -------
        str
            The cell; what nothing is known of stays as it is, for the check of the column.
        str, str
            What has several readings, and which they are; `""` if nothing has.
        """
        meaning = self._meaning[column]
        if column not in self._lists:
            return _one(text, meaning(text))
        if not text or text.count(SEPARATOR) >= MOST_ITEMS:
            return text, "", ""
        items = _items(text, meaning)
        taken: list[str] = []
        for item in items:
            id_, found, expected = _one(item, meaning(item))
            if expected:
                return text, found, expected
            taken.append(id_)
        return SEPARATOR.join(taken), "", ""

    def _of(self, kind: str, labels: Mapping[str, str], *, upper: bool = False) -> Meaning:
        """Make what finds ids of a list: by the id, however written, the label, another name."""
        by_fold: dict[str, str] = {}
        for id_, label in labels.items():
            by_fold.setdefault(_folded(label), id_)
        for id_ in labels:
            by_fold[_folded(id_)] = id_
        found: dict[str, Meanings] = {}

        def meaning(text: str) -> Meanings:
            if not text or text in labels:
                return {text: ""}
            if len(text) > LONGEST_TYPED:
                return {}
            if text not in found:
                found[text] = look_up(text)
            return found[text]

        def look_up(text: str) -> Meanings:
            if upper and text.upper() in labels:
                return {text.upper(): ""}
            if upper and text.upper() in self._iso3:
                return {self._iso3[text.upper()]: ""}
            if id_ := by_fold.get(_folded(text)):
                return {id_: ""}
            if not kind:
                return {}
            return {name.id: self._names.label(*name.what) for name in self._names.of(text, [kind])}

        return meaning

    def _spoken(self, text: str) -> Meanings:
        """Read a language with what it is needed for: `French: helpful`, `French (required)`."""
        language, need = text, ""
        if found := _NEED.fullmatch(text):
            language, need = found[1], (found[2] or found[3] or "").strip()
            needs = self._needs(need) if need else {"": ""}
            if len(needs) != 1:
                return {}
            (need,) = needs
        end = f":{need}" if need else ""
        return {f"{code}{end}": called for code, called in self._language(language).items()}


def _items(text: str, meaning: Meaning) -> list[str]:
    """Split a list: by `|`, or by commas and the like, which may also belong to a name."""
    if SEPARATOR in text or not _LISTS_BETWEEN.search(text):
        return [item.strip() for item in text.split(SEPARATOR)]
    items = [item for item in map(str.strip, _LISTS_BETWEEN.split(text)) if item]
    if len(items) > MOST_ITEMS or (len(meaning(text)) == 1 and not all(map(meaning, items))):
        return [text]
    return items


def _one(text: str, meanings: Meanings) -> tuple[str, str, str]:
    if len(meanings) == 1:
        return next(iter(meanings)), "", ""
    if meanings:
        may_be = " or ".join(f"{id_} ({called})" for id_, called in meanings.items())
        return text, text, f"a name with one reading: this may be {may_be}"
    return text, "", ""


def _month(text: str) -> Meanings:
    number = folded_month(text)
    return {str(number): ""} if number else {text: ""} if text.isdigit() else {}


def _yes_no(text: str) -> Meanings:
    folded = fold(text)
    if folded in YES:
        return {"yes": ""}
    return {"no": ""} if folded in NO else {}


def _folded(text: str) -> str:
    return " ".join(words_of(text.replace("-", " ")))


def columns_called(columns: Sequence[str]) -> Callable[[str], str]:
    """Make what finds a column by how somebody writes its name; `""` for none.

    Examples
    --------
    >>> [columns_called(["role_id", "countries"])(name) for name in ("Role ID", "Country", "x")]
    ['role_id', 'countries', '']
    """
    known = set(columns)

    def column(name: str) -> str:
        if name in known:
            return name
        plain = "_".join(words_of(name[:LONGEST_TYPED].replace("_", " ")))
        for one in (plain, f"{plain}s", f"{plain.removesuffix('y')}ies"):
            if one in known:
                return one
        return ""

    return column
