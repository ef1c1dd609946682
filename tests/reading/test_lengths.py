"""How long: numbers in digits and words, ranges, least and most, and what is no length."""

import pytest

from tests.reading.read import TODAY, fields, reading, words


def stay(text):
    found = fields(f"nurse, {text}")
    return found.get("min_weeks"), found.get("max_weeks")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3 weeks", None, 3), ("a fortnight", None, 2), ("a couple of weeks", None, 2),
        ("couple weeks", None, 2), ("ten days", None, 1.4), ("10-day trip", None, 1.4),
        ("2-3 months", 8.7, 13), ("two to three months", 8.7, 13), ("half a year", None, 26),
        ("a year", None, 52), ("a year or two", 52, 104), ("1-2 yrs, for 1-2 yrs", 52, 104),
        ("a week to ten days", 1, 1.4), ("six months to a year", 26, 52),
        ("up to 6 weeks", None, 6), ("max 10 days", None, 1.4), ("2 weeks max", None, 2),
        ("not more than 10 days", None, 1.4), ("at least 3 months", 13, None),
        ("3 months minimum", 13, None), ("6+ months", 26, None), ("a year or more", 52, None),
        ("a month and a half", None, 6.5), ("2.5 weeks", None, 2.5), ("six weeks or so", None, 6),
        ("a long weekend", None, 0.5), ("a weekend", None, 0.3), ("90 days", None, 12.9),
        ("the last two weeks of July", None, 2), ("one week at a time", None, 1),
        ("twice a year", None, None), ("once a month", None, None), ("4 hours a week", None, None),
        ("3 weeks ago", None, None), ("aged 30 years", None, None), ("70 yrs young", None, None),
        ("every other week", None, None), ("two weeks' notice", None, None),
    ],
)  # fmt: skip
def test_english(text, low, high):
    assert stay(text) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("enfermera, dos semanas", None, 2), ("enfermera, de 6 meses a un año", 26, 52),
        ("enfermera, 15 días", None, 2.1), ("enfermera, un mes como máximo", None, 4.3),
        ("enfermera, un año mínimo", 52, None), ("enfermera, mes y medio", None, None),
        ("parteira, por uns 3 meses", None, 13), ("parteira, até 15 dias", None, 2.1),
        ("infirmière, quinze jours", None, 2), ("infirmière, 2 à 3 mois", 8.7, 13),
        ("infirmière, un an ou deux", 52, 104), ("infirmière, au moins un an", 52, None),
        ("infirmière, 2 semaines maxi", None, 2), ("infirmière, quelques semaines", None, 3),
    ],
)  # fmt: skip
def test_other_languages(text, low, high):
    found = fields(text)
    assert (found.get("min_weeks"), found.get("max_weeks")) == (low, high)


def test_a_few_is_doubtful():
    assert "max_weeks" in reading("nurse, a few weeks in Kenya").marked


def test_two_lengths_are_doubtful():
    found = reading("nurse, two weeks in Kenya or a month in India")
    assert found.fields()["max_weeks"] == 4.3
    assert {"min_weeks", "max_weeks"} <= found.marked


def test_long_term_is_asked_about():
    assert "min_weeks" in reading("nurse, long term, Kenya").marked
    assert fields("nurse, open-ended").keys() == {"profession"}


def test_the_words_that_make_it_the_most_belong_to_it():
    assert words("nurse, up to 6 weeks", "max_weeks") == ["up to 6 weeks"]
    assert words("nurse, 3 months minimum", "min_weeks") == ["3 months minimum"]


# ---- years of work ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("nurse, 12 yrs in", 12), ("CRNA 15y", 15), ("nurse, 6 years, Kenya", 6),
        ("nurse for 10 yrs", 10), ("nurse with 2 years of experience", 2), ("10+ years nurse", 10),
        ("nurse, qualified 8 years", 8), ("nurse since 2009", TODAY.year - 2009),
        ("nurse, 35 years in the NHS", 35), ("nurse, qualified 20 years ago", 20),
        ("enfermera, 9 años de experiencia", 9), ("infirmière, 7 ans d'expérience", 7),
        ("farmacêutica, 3 anos de profissão", 3),
        ("nurse, I want to go to Kenya for 5 years", None), ("nurse, 45 years old", None),
        ("nurse, at least 5 years", None), ("nurse, a year in Kenya", None), ("nurse, 31", None),
        ("2nd year med student", None), ("nurse, I'm 52", None),
    ],
)  # fmt: skip
def test_years_of_work(text, years):
    assert fields(text).get("years_experience") == years


def test_years_of_something_are_doubtful():
    assert "years_experience" in reading("nurse, did 5 years of it in Peru").marked


def test_no_trips_under_and_a_contract_at_least():
    assert fields("Dentist. No trips under a week")["min_weeks"] == 1
    assert fields("Nurse, 12 month contract at least")["min_weeks"] == 52


def test_what_is_behind_somebody_is_no_length():
    assert "max_weeks" not in fields("Dietitian, two yrs with an agency in Chad already")
    assert "years_experience" not in fields("NP, my first 4 years were urgent care")


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("60 days per year", 8.6), ("two weeks a year", 2), ("3 slots a year, a week each", 1),
        ("two vacation weeks", 2), ("4 elective wks", 4), ("2 mnths", 8.7),
        ("9 weeks, not a day more", 9), ("between 2 and 3 weeks", 3),
        ("a shift or two a week", None), ("1 yr left of school", None),
        ("a team that has been there for more than a year", None),
        ("after the flood I volunteered for a month", None),
    ],
)  # fmt: skip
def test_what_is_a_length_and_what_is_none(text, weeks):
    assert fields(f"nurse, {text}").get("max_weeks") == weeks


@pytest.mark.parametrize("text", ["3 weeks, maybe 4", "a month, I think", "a week?"])
def test_a_length_that_is_open_is_marked(text):
    assert "max_weeks" in reading(f"nurse, {text}").marked


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("9 years sober, 4 years as a nurse", 4),
        ("6 years clean and 3 on the job", 3),
        ("nurse, living in Berlin since 2015", None),
        ("MD, spent 4 yrs at CDC", None),
        ("nurse, 3 years post-op recovery", 3),
    ],
)
def test_years_of_something_else(text, years):
    assert fields(text).get("years_experience") == years


def test_notice_and_times_a_year_are_no_lengths():
    assert "min_weeks" not in fields("médecin, préavis de 10 jours")
    assert "max_weeks" not in fields("nurse, 2x a year")
    assert "max_weeks" not in fields("nurse, 5h a week near home")
