"""The writer's faith, and which organizations they would go with."""

import pytest

from tests.reading.read import fields, reading


@pytest.mark.parametrize(
    ("text", "faith", "accepts"),
    [
        ("nurse, I'm Catholic", "catholic", None), ("nurse, methodist", "protestant", None),
        ("nurse - lutheran", "protestant", None), ("Christian nurse", "christian", None),
        ("nurse, Im adventist", "adventist", None),
        ("nurse, we're evangelical", "evangelical", None),
        ("I'm a Muslim pharmacist", "muslim", None), ("nurse. Atheist.", "none", None),
        ("nurse, not religious", "none", None),
        ("nurse, secular organisation please", None, "secular"),
        ("nurse, no religious groups pls", None, "secular"),
        ("nurse, nothing religious", None, "secular"),
        ("nurse, no mission groups", None, "secular"),
        ("nurse, Christian mission", None, "christian"),
        ("nurse, Christian organisations only", None, "christian"),
        ("nurse, I'm Methodist but any organisation is fine", "protestant", "any"),
        ("nurse, don't mind if its a church thing or not", None, "any"),
        ("nurse, church group ok", None, "any"), ("nurse, open to any organization", None, "any"),
        ("nurse, support through my church", None, None),
        ("nurse in a Catholic hospital", None, None),
        ("enfermera, no soy creyente", "none", None), ("enfermera, soy católica", "catholic", None),
        ("parteira, só organização cristã", None, "christian"),
        ("parteira, não tenho religião", "none", None),
        ("infirmière, organisation laïque", None, "secular"),
        ("infirmière, sans organisation religieuse", None, "secular"),
        ("médecin, association protestante", None, "christian"),
    ],
)  # fmt: skip
def test_faith_and_organization(text, faith, accepts):
    found = fields(text)
    assert (found.get("faith"), found.get("accepts")) == (faith, accepts)


def test_what_one_is_not_states_no_faith():
    found = reading("Dentista, não sou evangélico")
    assert "faith" not in found.fields()
    assert "faith" in found.marked


def test_who_is_not_religious_is_asked_which_organizations():
    assert "accepts" in reading("nurse, not religious").marked
    assert "accepts" not in reading("nurse, not religious, any organisation is fine").marked


@pytest.mark.parametrize(
    ("text", "accepts"),
    [
        ("a place that isn't run by a church", "secular"),
        ("pas de structure religieuse", "secular"),
        ("fine working with anyone", "any"),
        ("me da igual quién organice", "any"),
        ("our church trip fell through", None),
    ],
)
def test_which_organizations_are_welcome_in_other_words(text, accepts):
    assert fields(f"Nurse, {text}").get("accepts") == accepts


def test_nothing_churchy_and_what_must_be_non_religious():
    assert fields("Nurse, nothing churchy")["accepts"] == "secular"
    found = fields("Nurse. It must be non-religious")
    assert found.get("accepts") == "secular"
    assert "faith" not in found


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Jewish, not really observant", "faith"), ("Catholic family", "faith"),
        ("a faith based org", "accepts"),
        ("any organisation as long as nobody preaches", "accepts"),
    ],
)  # fmt: skip
def test_faith_that_is_open_is_marked(text, field):
    assert field in reading(f"Nurse. {text}").marked


def test_the_narrower_of_two_faiths_and_whose_it_is():
    assert fields("Enfermera cristiana evangélica, Perú")["faith"] == "evangelical"
    assert "faith" not in fields("Nursing student, Adventist uni")


def test_any_christian_mission_is_christian():
    assert fields("Enfermeira, qualquer missão cristã em Angola")["accepts"] == "christian"
    assert fields("Enfermera, cualquier organización")["accepts"] == "any"
