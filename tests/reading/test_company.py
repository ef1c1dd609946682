"""Who comes along, and whose profession is whose."""

import pytest

from tests.reading.read import fields, reading


def company(text):
    found = fields(text)
    return found.get("family"), found.get("people"), found.get("children_ages", ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nurse, wife comes too", ("yes", 2, ())), ("nurse with my husband", ("yes", 2, ())),
        ("nurse, my husband and two kids aged 4 and 7 with us", ("yes", 4, ("4", "7"))),
        ("nurse, my daughter (11) would come with me", ("yes", 2, ("11",))),
        ("nurse, with my 3 year old", ("yes", 2, ("3",))),
        ("nurse, family of five", ("yes", 5, ())),
        ("nurse, with wife & baby", ("yes", 3, ())), ("dentist couple, Kenya", ("yes", 2, ())),
        ("nurse, on my own", ("no", 1, ())), ("nurse, no family", ("no", 1, ())),
        ("nurse, with two friends", (None, 3, ())), ("nurse, team of 8 friends", (None, 8, ())),
        ("nurse, 3 kids stay home", (None, None, ())), ("nurse, wife stays home", (None, None, ())),
        ("nurse, without my husband", (None, None, ())),
        ("nurse, mostly disabled kids", (None, None, ())),
        ("nurse, couple of weeks", (None, None, ())),
        ("nurse, I can't pay everything alone", (None, None, ())),
        ("nurse, my wife is a midwife", (None, None, ())),
        ("enfermera, con mi marido y dos hijos (5 y 8 años)", ("yes", 4, ("5", "8"))),
        ("enfermera, voy sola", ("no", 1, ())), ("parteira, vou sozinha", ("no", 1, ())),
        ("infirmière, avec mon mari et nos deux enfants de 4 et 7 ans", ("yes", 4, ("4", "7"))),
        ("sage-femme, santé des femmes", (None, None, ())),
    ],
)  # fmt: skip
def test_who_comes(text, expected):
    assert company(text) == expected


def test_who_may_come_is_doubtful():
    assert {"family", "people"} <= reading("nurse, boyfriend might tag along").marked
    assert "people" in reading("nurse, with my family").marked


@pytest.mark.parametrize(
    ("text", "profession"),
    [
        ("my wife is a nurse, I'm a dentist", "dentist"),
        ("Dentist, my wife's a hygienist", "dentist"),
        ("dentist, hubby is a biomed engineer", "dentist"),
        ("dentist, my mum is a nurse", "dentist"),
        ("my husband teaches and I'm a midwife", "midwife"),
        ("my wife and I are both GPs", "physician"), ("dentista, mi marido es médico", "dentist"),
        ("dentiste, mon mari est médecin", "dentist"), ("my son is a doctor", None),
    ],
)  # fmt: skip
def test_a_relative_has_their_own_profession(text, profession):
    found = fields(text)
    assert found.get("profession") == profession
    assert "other_professions" not in found
    assert "focus_areas" not in found


def test_children_who_stay_are_no_work_with_children():
    for text in ("Kids are both in college", "Husband stays home with the kids", "kids are grown"):
        assert "focus_areas" not in fields(f"Nurse. {text}")


@pytest.mark.parametrize(
    ("text", "people", "ages"),
    [
        ("my sister and I", 2, ()), ("my mum would come along", 2, ()),
        ("voy con mi hermano", 2, ()), ("eu e minha irmã", 2, ()),
        ("family of 6, kids 2 5 8 13", 6, ("2", "5", "8", "13")),
        ("my wife and our girls, who'll be 5 and 8, come too", 4, ("5", "8")),
        ("with my partner and our 14 month old", 3, ("1",)),
        ("with my 3 yr old + partner", 3, ("3",)),
        ("husband and twin girls (4) come along", 4, ("4",)),
        ("family housing (wife, 2 kids 3 and 6)", 4, ("3", "6")),
        ("family of four (kids 7+10)", 4, ("7", "10")),
        ("my daughter (17) would assist", 2, ("17",)),
        ("bringing my two assistants and a hygienist", 4, ()), ("our team of six", 6, ()),
        ("6 years with kids, on my own", 1, ()),
    ],
)  # fmt: skip
def test_how_many_come(text, people, ages):
    found = fields(f"nurse, {text}")
    assert (found.get("people"), found.get("children_ages", ())) == (people, ages)


def test_who_is_brought_is_counted_and_marked():
    found = reading("surgeon, bringing my scrub nurse and an anesthetist")
    assert "people" in found.marked
    assert found.fields()["profession"] == "physician"
    assert "anesthesiology" not in found.fields().get("specialties", ())


@pytest.mark.parametrize(
    ("text", "people", "ages"),
    [
        ("my wife (a teacher) and I", 2, ()),
        ("want to take my kids (14, 16)", 3, ("14", "16")),
        ("Spanish like a 5 yr old", None, ()),
        ("with my wife, 4 kids ages 2-11", 6, ()),
        ("tenho filha de 2 anos que iria comigo", 2, ("2",)),
    ],
)
def test_more_of_who_comes(text, people, ages):
    found = fields(f"nurse, {text}")
    assert (found.get("people"), found.get("children_ages", ())) == (people, ages)


@pytest.mark.parametrize(
    ("text", "profession"),
    [
        ("can I come with my cousin who's a PA?", None),
        ("me RN, him pastor", "nurse"),
        ("veterinary nurse", None),
        ("anaesthetist's secretary", None),
    ],
)
def test_professions_of_others(text, profession):
    found = fields(text)
    assert found.get("profession") == profession
    assert "other_professions" not in found


def test_what_a_partner_speaks_and_does_is_theirs():
    found = fields("Mechanic. My wife is the doctor. She speaks French")
    assert "languages" not in found
    assert "settings" not in fields("Nurse, my husband's in IT and could work remotely")


def test_who_stays_with_grandparents_does_not_come():
    found = fields("nurse, with my husband, 2 teenagers who'd stay w grandparents")
    assert found["people"] == 2
    assert "family" in reading("nurse, and my husband drives trucks. We can help").marked
