"""Names as people type them: exact, begun, inside, with a slip; two readings stay two."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.names import KINDS, PERSON, PLACE, Name, Names
from matching.names.table import folded_name
from matching.reference.shipped import (
    shipped_languages,
    shipped_names,
    shipped_places,
    shipped_vocabulary,
)

NAMES = shipped_names()
LANGUAGE = ("language",)
FIRST = [
    ("UK", PLACE, "GB"), ("uk", PLACE, "GB"), ("Vietnam", PLACE, "VN"), ("Turkey", PLACE, "TR"),
    ("Turkiye", PLACE, "TR"), ("USA", PLACE, "US"), ("U.S.A.", PLACE, "US"),
    ("Ivory Coast", PLACE, "CI"), ("Cote d'Ivoire", PLACE, "CI"), ("DRC", PLACE, "CD"),
    ("Middle East", PLACE, "Middle East"), ("West Africa", PLACE, "Western Africa"),
    ("MENA", PLACE, "Middle East and North Africa"), ("Kosovo", PLACE, "XK"),
    ("Allemagne", PLACE, "DE"), ("Perú", PLACE, "PE"), ("Etiopía", PLACE, "ET"),
    ("doctor", PERSON, "physician"), ("surgeon", PERSON, "general-surgery"),
    ("RN", PERSON, "nurse"), ("physio", PERSON, "physical-therapist"),
    ("GP", PERSON, "family-medicine"), ("pediatrician", PERSON, "pediatrics"),
    ("dentista", PERSON, "dentist"), ("fisioterapeuta", PERSON, "physical-therapist"),
    ("paediatrics", PERSON, "pediatrics"), ("anaesthesia", PERSON, "anesthesiology"),
    ("OB/GYN", PERSON, "obstetrics-gynecology"), ("obgyn", PERSON, "obstetrics-gynecology"),
    ("A&E", PERSON, "emergency-medicine"), ("midwive", PERSON, "midwife"),
    ("surgoen", PERSON, "general-surgery"), ("optometry", PERSON, "optometrist"),
    ("Filipino", LANGUAGE, "tl"), ("Mandarin", LANGUAGE, "zh"), ("Farsi", LANGUAGE, "fa"),
    ("specialist in orthoptics", PERSON, "optometrist"),
    ("practitioner of psychotherapy", PERSON, "mental-health-counselor"),
    ("social worker for palliative care", PERSON, "social-worker"),
    ("trabajadora social en el ámbito de los cuidados paliativos", PERSON, "social-worker"),
    ("senior doctor, paediatrics", PERSON, "pediatrics"),
    ("allergist", PERSON, "internal-medicine"), ("MRI tech", PERSON, "radiographer"),
    ("técnica en radiología", PERSON, "radiographer"), ("CNA", PERSON, "nurse"),
    ("Haitian Creole", LANGUAGE, "ht"), ("Bokmål", LANGUAGE, "no"), ("Nynorsk", LANGUAGE, "no"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "kinds", "id_"), FIRST)
def test_everyday_name_is_found_first(typed, kinds, id_):
    assert NAMES.find(typed, kinds)[0].id == id_


@pytest.mark.parametrize(
    ("typed", "kinds", "ids"),
    [
        ("Congo", PLACE, {"CD", "CG"}),
        ("Serbo-Croatian", LANGUAGE, {"sr", "hr", "bs"}),
        ("nurse", PERSON, {"nurse"}),
        ("Atlantis", PLACE, set()),
        ("", KINDS, set()),
    ],
)
def test_every_reading_is_given(typed, kinds, ids):
    assert {name.id for name in NAMES.of(typed, kinds)} == ids


class TestOrder:
    NAMES = Names(
        Name("country", id_, name)
        for id_, name in [
            ("UA", "Ukraine"), ("GB", "UK"), ("LU", "Luxuk"), ("NK", "New Ukonia"),
        ]
    )  # fmt: skip

    def test_exact_then_begun_then_a_word_begun(self):
        assert [name.id for name in self.NAMES.find("uk")] == ["GB", "UA", "NK"]

    def test_inside_a_name_from_three_letters_on(self):
        assert [name.id for name in self.NAMES.find("xuk")] == ["LU"]

    def test_slip_of_the_finger_comes_last(self):
        assert [name.id for name in self.NAMES.find("Ukriane")] == ["UA"]

    def test_first_letter_is_no_slip(self):
        assert self.NAMES.find("Ikraine") == ()

    def test_most(self):
        assert len(self.NAMES.find("uk", most=2)) == 2


class TestMentions:
    def said(self, text, kinds=KINDS):
        return [(text[m.start : m.end], m.readings[0].id) for m in NAMES.mentions(text, kinds)]

    def test_longest_name_counts_and_its_place_is_given(self):
        assert self.said("An ICU nurse, for Côte d’Ivoire!") == [
            ("ICU nurse", "critical-care-nursing"), ("Côte d’Ivoire", "CI"),
        ]  # fmt: skip

    def test_only_the_kinds_that_are_asked_for(self):
        assert self.said("nurse in Kenya", PLACE) == [("Kenya", "KE")]

    @given(st.text(max_size=60))
    def test_any_text_is_taken(self, text):
        spans = [(m.start, m.end) for m in NAMES.mentions(text)]
        assert spans == sorted(spans)
        assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))


class TestEveryId:
    def test_has_its_label_and_no_name_is_of_something_else(self):
        known = {
            "profession": shipped_vocabulary().professions,
            "specialty": shipped_vocabulary().specialty_labels,
            "focus_area": shipped_vocabulary().focus_areas,
            "setting": shipped_vocabulary().labels("setting"),
            "country": shipped_places().countries.index,
            "language": shipped_languages(),
        }
        for name in NAMES.all:
            if name.kind == "region":
                assert shipped_places().countries_in(name.id), name
            else:
                assert name.id in known[name.kind], name

    def test_is_found_by_its_own_label(self):
        for name in NAMES.all:
            if name.source == "vocabulary" and name.kind != "region":
                found = NAMES.of(name.name, PERSON if name.kind in PERSON else (name.kind,))
                assert name.what in {other.what for other in found}, name

    def test_no_name_is_empty_once_folded(self):
        assert all(folded_name(name.name) for name in NAMES.all)


@given(st.text(max_size=100))
def test_any_typing_is_answered(text):
    assert len(NAMES.find(text)) <= 8
    assert len({name.what for name in NAMES.nearest(text)}) == len(NAMES.nearest(text))


SAME = {"nb": {"no"}, "nn": {"no"}, "sh": {"sr", "hr", "bs"}}


def first(kind, name):
    """The id that is found first, of a specialty the profession."""
    kinds = PERSON if kind == "profession" else PLACE if kind in PLACE else (kind,)
    found = NAMES.find(name, kinds)
    if not found:
        return None
    best = found[0]
    return shipped_vocabulary().profession_of[best.id] if best.kind == "specialty" else best.id


class TestEverydayNames:
    """300 names drawn with a seed from CLDR and ESCO, those too that were left out of the table.

    The labels of ESCO are often no everyday words: see docs/reading.md for what is found of them.
    """

    def found(self, kind):
        path = Path(__file__).with_name("everyday.csv")
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
        right = [
            first(kind, row["name"]) in SAME.get(row["id"], {row["id"]})
            if kind == "language"
            else first(kind, row["name"]) == row["id"]
            for row in rows
        ]
        return sum(right) / len(right)

    @pytest.mark.parametrize("kind", ["country", "region", "language"])
    def test_places_and_languages_are_all_found_first(self, kind):
        assert self.found(kind) == 1

    def test_professions_by_labels_of_esco(self):
        assert self.found("profession") >= 0.9
