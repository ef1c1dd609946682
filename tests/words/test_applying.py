"""What an organization asks, over its roles: ranges, and how many of them say so."""

from matching.words.applying import asked_by_roles, how_to_apply
from tests.builders import catalog_of, organization, role


def said(*roles, **of_organization):
    catalog = catalog_of(*roles, organizations=[organization(**of_organization)])
    return {fact.name: fact.text for fact in asked_by_roles(catalog, "hope")}


def test_what_roles_ask_is_counted_and_past_and_foreign_roles_are_not():
    found = said(
        role("hope--a", professions="nurse|physician", license_required="yes",
             languages="fr:required", faith_requirement="christian", family="yes"),
        role("hope--b", professions="nurse", license_required="no", languages="en|fr:required"),
        role("hope--c", professions="nurse", license_required="yes"),
        role("hope--old", professions="dentist", status="past", cost_usd="9"),
        role("ship--d", professions="dentist", cost_usd="9"),
    )  # fmt: skip
    assert found["professions"] == "Registered nurse (all 3), Physician (1 of 3)"
    assert found["license"] == "Needed (2 of 3), Not needed (1 of 3)"
    assert found["languages"] == "French required (2 of 3), English (1 of 3)"
    assert found["faith"] == "For Christians (1 of 3)"
    assert found["family"] == "Can come along (1 of 3)"
    assert found["cost"] == found["pay"] == found["experience"] == ""


def test_ranges_go_from_the_least_to_the_most_that_is_said():
    found = said(
        role("hope--a", min_weeks="2", max_weeks="4", cost_usd="500", min_years_experience="1"),
        role("hope--b", min_weeks="52", cost_usd="1800", min_years_experience="3"),
        role("hope--c"),
    )
    assert found["length"] == "2 weeks to 1 year or longer (2 of 3)"
    assert found["cost"] == "About $500 to $1,800 (2 of 3)"
    assert found["experience"] == "At least 1 to 3 years (2 of 3)"


def test_of_one_role_nothing_is_counted():
    found = said(role("hope--a", min_weeks="1", min_years_experience="1", cost_usd="200"))
    assert (found["length"], found["experience"], found["cost"]) == (
        "1 week or longer", "At least 1 year", "About $200",
    )  # fmt: skip


def test_the_faith_that_the_organization_asks_counts_for_roles_that_say_none():
    assert said(role("hope--a"), faith_requirement="statement-of-faith")["faith"] != ""


def test_many_words_are_cut_and_counted():
    many = "nurse|physician|dentist|midwife|pharmacist|paramedic|optometrist|psychologist"
    assert said(role("hope--a", professions=many))["professions"].endswith("and 2 more")


def test_without_a_current_role_nothing_is_asked():
    assert said(role("hope--old", status="past")) == {}


def test_how_one_applies_depends_on_who_is_here_and_what_is_open():
    texts = [how_to_apply(n, is_here=here) for n in (0, 2) for here in (True, False)]
    assert len(set(texts)) == 4
