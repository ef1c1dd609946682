"""The controlled vocabulary: labels, and what a faulty file is told."""

import pickle

import pytest

from matching.errors import UnknownIdError, VocabularyError
from matching.reference.vocabulary import Vocabulary

SMALL = """\
professions:
  physician: {label: Physician}
  nurse: {label: Registered nurse, nucc: 163W00000X}
specialties:
  physician:
    pediatrics: {label: Pediatrics, nucc: 208000000X}
focus_areas:
  hiv: HIV
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "vocabulary.yaml"


@pytest.fixture
def vocabulary(path):
    """Two professions; nurses have no specialties."""
    path.write_text(SMALL)
    return Vocabulary.from_file(path)


def test_ids_map_to_labels_in_the_order_of_the_file(vocabulary):
    assert list(vocabulary.professions.items()) == [
        ("physician", "Physician"),
        ("nurse", "Registered nurse"),
    ]
    assert vocabulary.specialties == {"physician": {"pediatrics": "Pediatrics"}}
    assert vocabulary.specialty_labels == {"pediatrics": "Pediatrics"}
    assert vocabulary.focus_areas == {"hiv": "HIV"}


def test_specialty_knows_its_profession(vocabulary):
    assert vocabulary.profession_of == {"pediatrics": "physician"}
    assert vocabulary.specialties_of("physician") == {"pediatrics": "Pediatrics"}
    assert vocabulary.specialties_of("nurse") == {}


def test_codes_stay_text(vocabulary):
    assert vocabulary.nucc == {"nurse": "163W00000X", "pediatrics": "208000000X"}


@pytest.mark.parametrize(
    ("kind", "id_", "label"),
    [
        ("profession", "nurse", "Registered nurse"),
        ("specialty", "pediatrics", "Pediatrics"),
        ("focus_area", "hiv", "HIV"),
        ("setting", "mobile-clinic", "Mobile clinic"),
        ("funding", "self-funded", "Pay your own way"),
        ("faith", "lds", "Latter-day Saint"),
        ("person_faith", "hindu", "Hindu"),
        ("faith_requirement", "respect", "Open to all who respect its values"),
        ("accepts", "secular", "Non-religious organizations only"),
        ("status", "ongoing", "Ask at any time"),
        ("organization_kind", "ngo", "Non-governmental organization"),
        ("article_kind", "story", "Story"),
        ("stage", "any", "Any stage"),
        ("language_level", "basic", "Basic"),
        ("language_need", "helpful", "Helpful"),
    ],
)
def test_every_list_has_labels(vocabulary, kind, id_, label):
    assert vocabulary.label(kind, id_) == label


def test_unknown_id_is_named_with_the_closest(vocabulary):
    with pytest.raises(UnknownIdError, match=r"^There is no focus area 'hvi'\. Closest: hiv\.$"):
        vocabulary.label("focus_area", "hvi")


def test_unknown_kind_is_a_mistake_of_the_programmer(vocabulary):
    with pytest.raises(ValueError, match=r"^kind must be one of profession, .* got 'colour'\.$"):
        vocabulary.labels("colour")


def test_vocabulary_can_be_stored_and_read_again(vocabulary):
    again = pickle.loads(pickle.dumps(vocabulary))
    assert again.labels("profession") == vocabulary.professions


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("focus_areas:\n  hiv: HIV\n", "", "vocabulary.yaml: the section 'focus_areas' is missing"),
        ("focus_areas:", "focus_area:", "unknown section 'focus_area'; did you mean 'focus_areas'"),
        ("{label: Physician}", "{lable: Physician}", "professions: 'physician' has no label."),
        ("{label: Physician}", "", "professions: 'physician' has no label."),
        ("  nurse:", "  physician:", "vocabulary.yaml, line 3: 'physician' is given a second time"),
        ("specialties:\n  physician:", "specialties:\n  fysician:",
         "specialties of the unknown profession 'fysician'; did you mean 'physician'?"),
        ("focus_areas:", "  nurse:\n    pediatrics: Kids\nfocus_areas:",
         "specialty 'pediatrics' is listed under physician and nurse; a specialty belongs to one"),
        ("hiv: HIV", "- hiv", "line 8: expected lines of the form 'id: label'."),
        ("hiv: HIV", "? [a]\n  : b", "line 8: expected an id before the colon."),
        ("hiv: HIV", "hiv: 'HIV", "vocabulary.yaml is not valid YAML: while scanning"),
        ("hiv: HIV", "hiv: \x00", "vocabulary.yaml is not valid YAML: "),
        ("hiv: HIV", "hiv: " + "{a: " * 8 + "b" + "}" * 8, "nested too deeply."),
        ("hiv: HIV", "hiv: &a {label: *a}", "vocabulary.yaml: nested too deeply."),
        ("hiv: HIV", "hiv: *a", "not valid YAML: found undefined alias"),
        ("hiv: HIV", "[" * 5000, "vocabulary.yaml: nested too deeply."),
    ],
)  # fmt: skip
def test_faulty_file_is_told_what_is_wrong(path, old, new, message):
    assert SMALL.count(old) == 1
    path.write_text(SMALL.replace(old, new))
    with pytest.raises(VocabularyError) as caught:
        Vocabulary.from_file(path)
    assert message in str(caught.value)


def test_missing_file_is_named(path):
    with pytest.raises(VocabularyError, match=r"^vocabulary\.yaml cannot be read: No such file"):
        Vocabulary.from_file(path)


def test_empty_file_is_told_so(path):
    path.write_bytes(b"")
    with pytest.raises(VocabularyError, match=r"line 1: expected lines of the form 'id: label'"):
        Vocabulary.from_file(path)


def test_text_that_is_not_utf_8_is_told_so(path):
    path.write_bytes(SMALL.replace("HIV", "Fiévre").encode("cp1252"))
    with pytest.raises(VocabularyError, match=r"is not UTF-8 text; save it as UTF-8\.$"):
        Vocabulary.from_file(path)


def test_byte_order_mark_is_accepted(path):
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    assert Vocabulary.from_file(path).focus_areas == {"hiv": "HIV"}
