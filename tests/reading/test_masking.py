"""Persons, numbers and addresses are blotted out; what only looks like them stays."""

import pytest

from tests.reading.read import fields, page


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("nurse, mail me: r.okonkwo.test@example.org", "r.okonkwo.test@example.org"),
        ("nurse, see www.example.org/me or example.com", "www.example.org/me"),
        ("nurse, +44 (0)7700 900-123", "+44 (0)7700 900-123"),
        ("nurse, tel 600 123", "600 123"),
        ("enfermera, zap (11) 90000-1234", "(11) 90000-1234"),
        ("Hi its Jenny Albrecht, nurse", "Jenny Albrecht"),
        ("my name is jenny albrecht and I'm a nurse", "jenny albrecht"),
        ("me llamo Rosalía Quintanar, enfermera", "Rosalía Quintanar"),
        ("Je m'appelle Zoé, infirmière", "Zoé"),
        ("Dr Chad Jordan, dentist", "Chad Jordan"),
        ("dentist, my husband Chad comes too", "Chad"),
        ("nurse, 3 weeks. Thanks, Georgia", "Georgia"),
        ("I'm Jordan, a nurse", "Jordan"),
    ],
)
def test_what_tells_who_it_is_is_gone(text, gone):
    left = page(text).written
    assert len(left) == len(text)
    assert gone not in left
    assert not any(word in left for word in gone.split())


@pytest.mark.parametrize(
    "text",
    [
        "I'm Catholic and a nurse", "I'm French", "I'm Brazilian", "Soy Católica", "I'm GP",
        "free 2027-02-15 to 2027-03-01", "15/02/2027 - 28/02/2027", "2026 2027",
        "I can pay $4,000,000", "I'm Available in May", "I'm Free", "ages 4, 7, 9, 11",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_stays(text):
    assert page(text).written == text


def test_a_name_that_is_also_a_country_is_no_wish():
    assert "countries" not in fields("My name is India Jordan, nurse, two weeks")
    assert fields("I'm Chad, nurse, two weeks in Jordan")["countries"] == ("JO",)
