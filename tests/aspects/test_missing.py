"""What closes a role is told in one sentence: to the person, and to a recruiter about them."""

import pytest

from matching import aspects
from tests.builders import organization, person, recommender_of, role

OF_CATHOLICS, OF_NO_FAITH = "catholics--post", "secular--post"
ORGANIZATIONS = [
    organization("catholics", faith="catholic"),
    organization("secular", faith="secular"),
]
MISSING = [
    ("profession", role(professions="nurse"), {},
     "It asks for: registered nurse. You are a physician.",
     "The role asks for: registered nurse. They are a physician."),
    ("specialty", role(specialties="general-surgery"), {"specialties": ["psychiatry"]},
     "It asks for general surgery; you work in psychiatry. That is another field.",
     "The role asks for general surgery; they work in psychiatry. That is another field."),
    ("stay", role(min_weeks="8"), {"max_weeks": 2},
     "It takes at least 8 weeks; you can give 2 weeks.",
     "The role takes at least 8 weeks; they can give 2 weeks."),
    ("dates", role(start_date="2027-02-01", end_date="2027-02-14"),
     {"available_from": "2027-03-01", "available_to": "2027-03-31"},
     "It can be served from 1 February 2027 to 14 February 2027; your dates do not leave enough "
     "time then.",
     "The role can be served from 1 February 2027 to 14 February 2027; their dates do not leave "
     "enough time then."),
    ("training", role(trainees="no"), {"trainee": "yes"},
     "It is for qualified clinicians; you are in training.",
     "They are in training; the role is for qualified clinicians."),
    ("experience", role(min_years_experience="5"), {"years_experience": 1},
     "It asks for 5 years of experience; you have 1.",
     "The role asks for 5 years of experience; they have 1."),
    ("language", role(languages="fr:required"), {"languages": ["en"]},
     "It requires French at a good level, which you did not name.",
     "The role requires French at a good level, which they did not name."),
    ("language", role(languages="fr:required"), {"languages": ["fr:basic"]},
     "It requires French at a good level; yours is basic.",
     "The role requires French at a good level; theirs is basic."),
    ("faith", role(OF_CATHOLICS, faith_requirement="statement-of-faith"), {"faith": "none"},
     "It asks for a statement of faith (Catholic) that you would not sign.",
     "The role asks for a statement of faith (Catholic) that they would not sign."),
    ("faith", role(faith_requirement="christian"), {"faith": "none"},
     "It is for Christians.",
     "The role is for Christians."),
    ("faith", role(OF_CATHOLICS), {"accepts": "secular"},
     "You want a non-religious organization; this one is Catholic.",
     "They want a non-religious organization; this one is Catholic."),
    ("faith", role(OF_NO_FAITH), {"accepts": "christian"},
     "You want a Christian organization; this one is not religious.",
     "They want a Christian organization; this one is not religious."),
    ("funding", role(funding="self-funded"), {"funding": "salaried"},
     "You pay your own way; you need a salary.",
     "Those who serve pay their own way; they need a salary."),
    ("family", role(family="no"), {"family": "yes"},
     "You come with family; it does not take families.",
     "They come with family; the role does not take families."),
    ("place", role(countries="KE"), {"avoid": ["KE"]},
     "It is in Kenya, which you want to avoid.",
     "The role is in Kenya, which they want to avoid."),
    ("place", role(countries="KE", setting="hospital"), {"settings": ["remote"]},
     "You cannot travel; this is served on site.",
     "They cannot travel; this role is served on site."),
    ("stay", role(kind="trip", min_weeks="1", max_weeks="1"), {"min_weeks": 26},
     "It takes 1 week; you want to stay at least 6 months.",
     "The role takes 1 week; they want to stay at least 6 months."),
    ("stay", role(kind="trip"), {"min_weeks": 26},
     "It takes about 2 weeks, as its description suggests; you want to stay at least 6 months.",
     "The role takes about 2 weeks, as its description suggests; they want to stay at least 6 "
     "months."),
    ("stay", role(stay_hint="years"), {"max_weeks": 2},
     "It takes about 2 years, as its description suggests; you can give 2 weeks.",
     "The role takes about 2 years, as its description suggests; they can give 2 weeks."),
    ("funding", role(pay="unpaid"), {"funding": "salaried"},
     "It is unpaid; you need a salary.",
     "The role is unpaid; they need a salary."),
    ("funding", role(kind="trip"), {"funding": "salaried"},
     "A trip is unpaid as a rule, and it states no pay; you need a salary.",
     "A trip is unpaid as a rule, and the role states no pay; they need a salary."),
    ("commitment", role(commitment="part-time"), {"min_weeks": 26},
     "You want a stay of weeks; it takes some hours a week.",
     "They want a stay of weeks; the role takes some hours a week."),
    ("commitment", role(commitment="full-time"), {"commitment": ["part-time"]},
     "You can give some hours a week; it takes full time.",
     "They can give some hours a week; the role takes full time."),
    ("eligibility", role(eligible_countries="KE"), {"licensed_in": ["UG"]},
     "It is for those licensed, resident or citizens in Kenya; you named Uganda.",
     "The role is for those licensed, resident or citizens in Kenya; they named Uganda."),
    ("for_whom", role(party="team"), {"people": 1},
     "It is for whole teams.",
     "The role is for whole teams."),
    ("for_whom", role(only_for="own-students"), {"trainee": "no"},
     "It is for the organization's own students.",
     "The role is for the organization's own students."),
    ("place", role(countries="UG", focus_areas="domestic"), {"countries": ["KE"]},
     "It is service at home for those who live in Uganda; you asked for Kenya.",
     "The role is service at home for those who live in Uganda; they asked for Kenya."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "one_role", "fields", "to_them", "about_them"), MISSING)
def test_what_is_missing_is_said_to_both_readers(name, one_role, fields, to_them, about_them):
    recommender = recommender_of(one_role, organizations=ORGANIZATIONS)
    for reader, sentence in (("professional", to_them), ("recruiter", about_them)):
        found = recommender.explain(person(**fields), one_role["role_id"], reader=reader)
        assert found.missing == (sentence,)
        closing = [item.name for item in found.requirements if item.status == "missing"]
        assert closing == [name]


NEVER_MISSING = {"licence", "care"}  # nobody says them of themselves yet: they are questions


def test_every_must_have_that_can_close_a_role_is_among_them():
    names = {aspect.name for aspect in aspects.MUST_HAVES}
    assert {name for name, *_ in MISSING} == names - NEVER_MISSING
