"""What a search of the shipped records finds, by the names that people type."""

import pytest

from matching.browsing.browser import Browser
from tests.builders import catalog_of, organization, role, shipped_catalog


@pytest.fixture(scope="module")
def browser():
    return Browser(shipped_catalog())


@pytest.fixture(scope="module")
def roles():
    return shipped_catalog().roles


def carriers(roles, column, *ids):
    return set(roles.index[roles[column].map(lambda has: bool(set(ids) & set(has)))])


def test_a_and_e_is_emergency_medicine(browser, roles):
    found = set(browser.roles("A&E").ids)
    emergency = carriers(roles, "specialties", "emergency-medicine")
    assert emergency <= found
    assert len(found) < len(emergency) + 5


@pytest.mark.parametrize("typed", ["OBGYN", "OB/GYN", "ob-gyn", "gynaecologist", "gynecologst"])
def test_obgyn_is_found_however_it_is_written(browser, roles, typed):
    assert carriers(roles, "specialties", "obstetrics-gynecology") <= set(browser.roles(typed).ids)


@pytest.mark.parametrize("kind", ["roles", "organizations", "articles"])
def test_orthopaedic_kenya_finds_what_orthopedic_kenya_finds(browser, kind):
    find = getattr(browser, kind)
    assert find("orthopaedic kenya").ids == find("orthopedic kenya").ids != ()


@pytest.mark.parametrize("query", ["2027 dentist", "dentist 2027"])
def test_no_year_is_read_as_another(browser, query):
    for found in (browser.roles(query), browser.articles(query)):
        assert found.ids == found.read_as == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("surgen", "surgeon"), ("shps", "ships"), ("fistla", "fistula"), ("Tenwik", "tenwek")],
)
def test_slips_are_forgiven_and_told(browser, typed, meant):
    found = browser.roles(typed)
    assert found.read_as == ((typed.lower(), meant),)
    assert found.ids == browser.roles(meant).ids != ()


def test_a_region_finds_the_countries_inside(browser, roles):
    found = set(browser.roles("east africa").ids)
    assert carriers(roles, "countries", "KE", "UG", "TZ") <= found
    only_west = carriers(roles, "countries", "GH") - carriers(roles, "countries", "KE", "UG", "MG")
    assert found & only_west < only_west


@pytest.mark.parametrize("name", ["DRC", "Zaire", "DR Congo"])
def test_countries_are_found_by_other_names(browser, roles, name):
    assert carriers(roles, "where", "CD") <= set(browser.roles(name).ids)


def test_a_language_finds_the_roles_that_ask_for_it(browser, roles):
    wanted = carriers(roles, "languages", "es", "es:required", "es:helpful")
    assert wanted <= set(browser.roles("Spanish").ids)


def test_organizations_are_found_by_one_role_that_has_it_all_and_is_not_past():
    catalog = catalog_of(
        role("ship--a", org_id="ship", title="Dentist", countries="KE"),
        role("ship--b", org_id="ship", title="Cook", countries="HT"),
        role("old--a", org_id="old", title="Dentist", countries="KE", status="past"),
        organizations=[organization("ship"), organization("old")],
    )
    browser = Browser(catalog)
    assert browser.organizations("dentist kenya").ids == ("ship",)
    assert browser.organizations("dentist haiti").ids == ()
    assert browser.roles("dentist kenya").ids == ("ship--a", "old--a")


def test_months_and_years_of_a_role_are_words_but_its_days_are_not():
    catalog = catalog_of(role(start_date="2027-03-04", end_date="2027-04"))
    browser = Browser(catalog)
    for query in ("2027", "march 2027", "april"):
        assert len(browser.roles(query).ids) == 1, query
    assert browser.roles("4").ids == ()


def test_a_role_that_names_a_region_alone_is_in_all_that_holds_it():
    browser = Browser(catalog_of(role(countries="", regions="Eastern Africa")))
    for query in ("East Africa", "sub-saharan africa", "Afrique"):
        assert len(browser.roles(query).ids) == 1, query
    assert browser.roles("West Africa").ids == ()
