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
    ("training", role(kind="post"), {"trainee": "yes"},
     "It is a post for the qualified as a rule, and names no students or residents; you are in "
     "training.",
     "They are in training; the role is a post for the qualified as a rule, and names no students "
     "or residents."),
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
    ("near_home", role(site="Wise, Virginia", commitment="part-time"),
     {"commitment": ["part-time"], "home": "Tucson, Arizona", "focus_areas": ["domestic"]},
     "This is in Wise, Virginia; you live in Tucson, Arizona.",
     "This role is in Wise, Virginia; they live in Tucson, Arizona."),
    ("place", role(countries="KE"), {"avoid": ["KE"]},
     "It is in Kenya, which you want to avoid.",
     "The role is in Kenya, which they want to avoid."),
    ("place", role(countries="KE", setting="hospital"), {"settings": ["remote"]},
     "You named remote work alone; this is served on site.",
     "They named remote work alone; this role is served on site."),
    ("place", role(regions="Southern Asia"), {"avoid": ["Asia"]},
     "It is in Southern Asia, which you want to avoid.",
     "The role is in Southern Asia, which they want to avoid."),
    ("stay", role(summary="A stay of two years."), {"max_weeks": 2},
     "No length is stated, its description suggests about 2 years; you can give 2 weeks.",
     "No length is stated, the role's description suggests about 2 years; they can give 2 weeks."),
    ("stay", role(stay_hint="years"), {"max_weeks": 2},
     "No length is stated, the description speaks of years; you can give 2 weeks.",
     "No length is stated, the description speaks of years; they can give 2 weeks."),
    ("stay", role(min_weeks="1", max_weeks="2"), {"min_weeks": 26},
     "It takes 2 weeks at most; you want at least 6 months.",
     "The role takes 2 weeks at most; they want at least 6 months."),
    ("stay", role(kind="trip", min_weeks="1"), {"min_weeks": 26},
     "This is a trip that begins at 1 week; you want at least 6 months.",
     "This role is a trip that begins at 1 week; they want at least 6 months."),
    ("stay", role(kind="trip"), {"min_weeks": 26},
     "No length is stated, and trips take about 2 weeks as a rule; you want at least 6 months.",
     "No length is stated, and trips take about 2 weeks as a rule; they want at least 6 months."),
    ("stay", role(start_date="2027-01-10", end_date="2027-01-24"), {"max_weeks": 1},
     "From its first to its last day it takes 15 days; you can give 1 week.",
     "From its first to its last day the role takes 15 days; they can give 1 week."),
    ("dates", role(start_date="2027-01-10", end_date="2027-01-24"),
     {"available_from": "2027-01-22", "available_to": "2027-03-31"},
     "It takes place from 10 January 2027 to 24 January 2027; you are free on 3 of its 15 days.",
     "The role takes place from 10 January 2027 to 24 January 2027; they are free on 3 of its 15 "
     "days."),
    ("dates", role(end_date="2026-11-24"), {},
     "It ended on 24 November 2026.",
     "The role ended on 24 November 2026."),
    ("dates", role(), {"available_from": "2025-06-01", "available_to": "2025-08-31"},
     "Your dates are past.",
     "Their dates are past."),
    ("training", role(license_required="yes"), {"trainee": "yes"},
     "It needs a licence; you are in training.",
     "They are in training; the role needs a licence."),
    ("training", role(min_years_experience="2"), {"trainee": "yes"},
     "It asks for years of practice; you are in training.",
     "They are in training; the role asks for years of practice."),
    ("funding", role(pay="unpaid"), {"funding": "salaried"},
     "Its description says that it is unpaid; you need a salary.",
     "The role's description says that it is unpaid; they need a salary."),
    ("funding", role(kind="trip"), {"funding": "salaried"},
     "No pay is named, and roles of this kind (trip or team) pay no salary as a rule; you need a "
     "salary.",
     "No pay is named, and roles of this kind (trip or team) pay no salary as a rule; they need a "
     "salary."),
    ("funding", role(commitment="event"), {"funding": "salaried"},
     "No pay is named, and hours beside other work are unpaid as a rule; you need a salary.",
     "No pay is named, and hours beside other work are unpaid as a rule; they need a salary."),
    ("commitment", role(commitment="full-time"), {"commitment": ["part-time"]},
     "You can give some hours a week; it takes full time.",
     "They can give some hours a week; the role takes full time."),
    ("commitment", role(commitment="event"), {"min_weeks": 8},
     "You want a stay of at least 8 weeks; it takes a day or a weekend.",
     "They want a stay of at least 8 weeks; the role takes a day or a weekend."),
    ("commitment", role(min_weeks="2"), {"commitment": ["part-time"]},
     "You can give some hours a week; this is a stay away from home.",
     "They can give some hours a week; this role is a stay away from home."),
    ("commitment", role(min_weeks="52"), {"commitment": ["on-call"]},
     "You want to be called at short notice; this is a post of at least 1 year.",
     "They want to be called at short notice; this role is a post of at least 1 year."),
    ("for_whom", role(party="team"), {"people": 1},
     "It is for whole teams; you come alone.",
     "The role is for whole teams; they come alone."),
    ("for_whom", role(only_for="own-students"), {"trainee": "no"},
     "It is for the organization's own students; you are not in training.",
     "The role is for the organization's own students; they are not in training."),
    ("eligibility", role(eligible_countries="US|CA"), {"licensed_in": ["KE"]},
     "It is for those licensed, resident or citizens in the United States of America or Canada; "
     "you named Kenya.",
     "The role is for those licensed, resident or citizens in the United States of America or "
     "Canada; they named Kenya."),
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
