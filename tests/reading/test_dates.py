"""When: months, seasons, feasts, parts of months, days; past ones are the next such time."""

from datetime import date

import pytest

from matching.reading.feasts import easter
from tests.reading.read import fields, reading


def window(text, today=date(2026, 11, 30)):
    found = fields(f"nurse, {text}", today)
    return tuple(str(found[name])[2:] if name in found else "" for name in
                 ("available_from", "available_to"))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in Feb", "27-02-01", "27-02-28"), ("in may", "27-05-01", "27-05-31"),
        ("I may go", "", ""), ("two weeks march or april", "27-03-01", "27-04-30"),
        ("July and August", "27-07-01", "27-08-31"), ("Dec-Feb", "26-12-01", "27-02-28"),
        ("from September for a year", "27-09-01", ""), ("starting in March", "27-03-01", ""),
        ("March onwards", "27-03-01", ""), ("before June", "", "27-05-31"),
        ("until June", "", "27-06-30"), ("after Easter", "27-03-29", ""),
        ("between Christmas and mid January", "26-12-25", "27-01-15"),
        ("15-30 March", "27-03-15", "27-03-30"), ("March 15-30", "27-03-15", "27-03-30"),
        ("1st to 15th of May", "27-05-01", "27-05-15"), ("12 April 2027", "27-04-12", ""),
        ("April 12, 2028", "28-04-12", ""), ("early April", "27-04-01", "27-04-10"),
        ("mid-June to end of August", "27-06-15", "27-08-31"), ("late May", "27-05-21", "27-05-31"),
        ("second half of May", "27-05-16", "27-05-31"), ("next summer", "27-06-01", "27-08-31"),
        ("spring or summer", "27-03-01", "27-08-31"), ("in the fall", "27-09-01", "27-11-30"),
        ("I fall ill", "", ""), ("winter", "26-12-01", "27-02-28"),
        ("all of 2027", "27-01-01", "27-12-31"),
        ("2027-02-15 to 2027-03-01", "27-02-15", "27-03-01"),
        ("15/02/2027 - 30/03/2027", "27-02-15", "27-03-30"),
        ("next month", "26-12-01", "26-12-31"), ("available now", "26-11-30", ""),
        ("next October", "27-10-01", "27-10-31"), ("Nov 2027", "27-11-01", "27-11-30"),
        ("graduated in May 2020", "", ""), ("born in March", "", ""),
        ("busy until May", "27-05-01", ""),
        ("free in three weeks", "26-12-21", ""), ("31/02/2027", "", ""), ("in 2019", "", ""),
        ("spring break (March 8-15)", "27-03-08", "27-03-15"), ("Ramadan", "", ""),
    ],
)  # fmt: skip
def test_english(text, first, last):
    assert window(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("enfermera, en agosto", "2027-08-01", "2027-08-31"),
        ("enfermera, después de Semana Santa", "2027-03-29", None),
        ("enfermera, julio y agosto", "2027-07-01", "2027-08-31"),
        ("enfermera, entre enero y junio", "2027-01-01", "2027-06-30"),
        ("enfermera, a partir de mayo", "2027-05-01", None),
        ("parteira, em janeiro", "2027-01-01", "2027-01-31"),
        ("parteira, a partir de setembro", "2027-09-01", None),
        ("infirmière, de juin à août", "2027-06-01", "2027-08-31"),
        ("infirmière, cet été", "2027-06-01", "2027-08-31"),
        ("infirmière, j'ai été au Togo", None, None),
        ("infirmière, à partir de mars", "2027-03-01", None),
    ],
)
def test_other_languages(text, first, last):
    found = {name: str(value) for name, value in fields(text).items()}
    assert (found.get("available_from"), found.get("available_to")) == (first, last)


def test_a_day_that_can_be_two_is_asked_about():
    found = reading("nurse, free 02/03/2027")
    (question,) = [one for one in found.questions if one.fields == ("available_from",)]
    days = [changes["available_from"] for _, changes in question.choices]
    assert sorted(days) == ["2027-02-03", "2027-03-02"]
    assert "available_from" in found.marked
    assert not reading("nurse, free 15/03/2027").marked


def test_the_licence_says_which_day_is_meant():
    assert str(fields("nurse, US license, 02/03/2027")["available_from"]) == "2027-02-03"
    assert str(fields("nurse, UK licence, 02/03/2027")["available_from"]) == "2027-03-02"


def test_times_with_a_gap_are_doubtful():
    assert "available_from" in reading("nurse, Feb or October").marked
    assert "available_from" not in reading("nurse, June or July").marked
    assert "available_from" in reading("nurse, a week in May or a week in October").marked


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 5, 3), "26-05-03"),
        (date(2026, 5, 30), "27-05-01"),
        (date(2026, 6, 1), "27-05-01"),
    ],
)
def test_a_month_that_is_over_is_the_next(today, first):
    assert window("in May", today)[0] == first


@pytest.mark.parametrize(
    "day", ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2049-04-18"]
)
def test_easter(day):
    assert str(easter(int(day[:4]))) == day


def test_a_year_alone():
    start = fields("two years from 2028")
    assert start["available_from"] == date(2028, 1, 1)
    assert "available_to" not in start
    whole = fields("2027 any time, six months")
    assert (whole["available_from"], whole["available_to"]) == (
        date(2027, 1, 1),
        date(2027, 12, 31),
    )
    assert "available_from" not in fields("enfermera desde 2009")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("no earlier than June", "2027-06-01", None),
        ("can't come before mid April", "2027-04-15", None),
        ("não antes de maio", "2027-05-01", None), ("ne peux pas avant mai", "2027-05-01", None),
        ("after mid-May", "2027-05-16", None), ("summer '28", "2028-06-01", "2028-08-31"),
        ("October start", "2027-10-01", None), ("Sept 27 - Aug 28", "2027-09-01", "2028-08-31"),
        ("april-may 27", "2027-04-01", "2027-05-31"),
        ("mid Jan - end Feb", "2027-01-15", "2027-02-28"),
        ("xmas hols 18 dec-3 jan", "2026-12-18", "2027-01-03"),
        ("free till school starts in August", None, "2027-07-31"),
    ],
)  # fmt: skip
def test_windows_that_are_said_in_other_words(text, first, last):
    found = fields(f"nurse, {text}")
    said = [found.get("available_from"), found.get("available_to")]
    assert said == [one and date.fromisoformat(one) for one in (first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "spring break",
        "June? July?",
        "around May, not sure yet",
        "in June, maybe",
        "March-ish",
        "summer. I live in New Zealand",
        "I retire next June",
        "any time except August",
    ],
)
def test_a_time_that_is_open_is_marked(text):
    assert "available_from" in reading(f"nurse, {text}").marked


def test_who_passed_or_gets_out_then_does_not_leave_then():
    assert "available_from" not in fields("nurse, passed my boards in June")
    assert str(fields("medic, getting out in March")["available_from"]) == "2027-04-01"


def test_what_starts_then_is_no_first_day():
    found = fields("nurse, residency starts Jan 2028 so free Sep-Dec 2027")
    assert str(found["available_from"]) == "2027-09-01"


def test_a_week_of_a_month_and_a_part_of_a_season():
    found = fields("nurse, spring break, 3rd week of March")
    assert (str(found["available_from"]), str(found["available_to"])) == (
        "2027-03-15",
        "2027-03-21",
    )
    late = reading("nurse, late summer")
    assert str(late.fields()["available_from"]) == "2027-08-01"
    assert "available_from" in late.marked
    assert "available_from" not in fields("infirmière, avant novembre. 15 jours au Togo")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("aug 27-feb 28", "2027-08-01", "2028-02-29"),
        ("I work winters so May to Nov only", "2027-05-01", "2027-11-30"),
        ("27-feb to 5-mar", "2027-02-27", "2027-03-05"),
        ("spring break is march 6-14", "2027-03-06", "2027-03-14"),
    ],
)
def test_months_with_a_number_between_them(text, first, last):
    found = fields(f"nurse, {text}")
    assert (str(found["available_from"]), str(found["available_to"])) == (first, last)
