"""People of two professions or specialties: each counts. Expectations were written before."""

import pytest

from tests.builders import person, recommender_of, role

ROLES = [
    role("a--surgeon", professions="physician", specialties="general-surgery"),
    role("b--family", professions="physician", specialties="family-medicine"),
    role("c--dentist", professions="dentist"),
    role("d--nurse", professions="nurse"),
    role("e--midwife", professions="midwife"),
    role("f--public-health", professions="public-health"),
    role("g--oral", professions="dentist", specialties="oral-surgery"),
    role("h--pharmacist", professions="pharmacist"),
    role("i--chaplain", professions="chaplain"),
    role("j--engineer", professions="biomedical-engineer"),
    role("k--obstetrician", professions="physician", specialties="obstetrics-gynecology"),
]
PEOPLE = [
    ("physician", [], ["general-surgery", "family-medicine"], {"a--surgeon", "b--family"}),
    ("physician", ["dentist"], ["general-surgery"], {"a--surgeon", "c--dentist"}),
    ("dentist", ["physician"], ["oral-surgery", "family-medicine"],
     {"b--family", "c--dentist", "g--oral"}),
    ("nurse", ["midwife"], [], {"d--nurse", "e--midwife"}),
    ("midwife", ["public-health"], [], {"e--midwife", "f--public-health"}),
    ("physician", ["public-health"], ["family-medicine"], {"b--family", "f--public-health"}),
    ("pharmacist", ["chaplain"], [], {"h--pharmacist", "i--chaplain"}),
    ("nurse", ["biomedical-engineer"], [], {"d--nurse", "j--engineer"}),
    ("physician", ["chaplain"], ["obstetrics-gynecology"], {"i--chaplain", "k--obstetrician"}),
    ("physician", [], ["obstetrics-gynecology", "general-surgery"],
     {"a--surgeon", "k--obstetrician"}),
    ("chaplain", ["nurse", "midwife"], [], {"d--nurse", "e--midwife", "i--chaplain"}),
    ("biomedical-engineer", ["pharmacist"], [], {"h--pharmacist", "j--engineer"}),
]  # fmt: skip


@pytest.mark.parametrize(("profession", "others", "specialties", "expected"), PEOPLE)
def test_each_of_them_is_a_field_of_ones_own(profession, others, specialties, expected):
    who = person(profession=profession, other_professions=others, specialties=specialties)
    matches = recommender_of(*ROLES).recommend(who)
    full = matches[matches["specialty"] == matches["specialty"].max()]
    assert set(full["role_id"]) == expected


@pytest.mark.parametrize(("profession", "others", "specialties", "expected"), PEOPLE)
def test_the_order_of_two_professions_changes_nothing(profession, others, specialties, expected):
    who = person(profession=profession, other_professions=others, specialties=specialties)
    if not others:
        pytest.skip("one profession alone has no order")
    first, *rest = [*others, profession]
    turned = who.changed(profession=first, other_professions=rest)
    recommender = recommender_of(*ROLES)
    assert set(recommender.recommend(turned)["role_id"]) == set(
        recommender.recommend(who)["role_id"]
    )


def test_the_profession_that_fits_is_named():
    recommender = recommender_of(*ROLES)
    who = person(profession="nurse", other_professions=["midwife"])
    assert "midwife" in recommender.explain(who, "e--midwife").reasons[0].text
