"""Five people, each from the first page to a role: what they read is what the library says."""

import re
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from matching import Catalog, Profile
from matching.reference.shipped import DATA_FOLDER
from tests.browser.windows import unfold

EAST_AFRICA = {"KE", "BI", "ET", "TZ", "UG", "RW", "MG", "MZ", "MW", "ZM", "SO", "SS"}
CENTRAL_AMERICA = {"GT", "HN", "NI", "CR", "PA", "BZ", "SV", "MX"}


def may_be_in(role, countries):
    """Whether a role is in one of these countries, or its source names no place of its own."""
    return (
        bool(countries & set(role["where"])) or role["where_is_organizations"] or not role["where"]
    )


PEOPLE = {
    "surgeon": (
        Profile(
            profession="physician",
            specialties=["general-surgery"],
            regions=["Eastern Africa"],
            focus_areas=["surgery"],
            min_weeks=2,
            max_weeks=4,
        ),
        lambda role: may_be_in(role, EAST_AFRICA) and not role["min_weeks"] > 4,
    ),
    "dentist": (
        Profile(
            profession="dentist",
            specialties=["general-dentistry"],
            regions=["Central America"],
            min_weeks=1,
            max_weeks=1,
        ),
        lambda role: may_be_in(role, CENTRAL_AMERICA) and not role["min_weeks"] > 1,
    ),
    "optometry student": (
        Profile(profession="optometrist", trainee="yes", focus_areas=["eye-care"], max_weeks=2),
        lambda role: "eye-care" in role["focus_areas"] and role["trainees"] != "no",
    ),
    "physical therapist for six months": (
        Profile(profession="physical-therapist", min_weeks=26, max_weeks=26),
        lambda role: "physical-therapist" in role["professions"] and not role["min_weeks"] > 26,
    ),
    "counselor": (
        Profile(
            profession="mental-health-counselor",
            focus_areas=["human-trafficking", "trauma-informed-care"],
        ),
        lambda role: bool(
            {"human-trafficking", "trauma-informed-care", "mental-health"}
            & set(role["focus_areas"])
        ),
    ),
}


@pytest.fixture(scope="module")
def roles():
    return Catalog.from_folder(DATA_FOLDER).roles


@pytest.mark.parametrize("name", PEOPLE)
def test_person_reads_roles_that_fit_their_reasons_their_points_and_what_to_read(
    page, settled, roles, name
):
    profile, suits = PEOPLE[name]
    page.goto("/?" + urlencode(profile.to_query()))
    settled(page)
    links = page.locator(".mm-card h3 a").all()[:5]
    ids = [link.get_attribute("href").partition("role_id=")[2].partition("&")[0] for link in links]
    assert len(ids) == 5
    assert all(suits(roles.loc[role_id]) for role_id in ids)
    reason = page.locator(".mm-card").first.locator(".mm-fits-line").first.inner_text()
    reason = reason.splitlines()[-1]  # the line before it is the name of the symbol
    assert reason.endswith(".")

    page.get_by_role("tab", name="Worth reading").click()
    settled(page)
    expect(
        page.get_by_role("article").first.or_(page.locator(".mm-small-card").first)
    ).to_be_visible()
    expect(page.get_by_text("Shares ").first).to_be_visible()

    page.get_by_role("tab", name="Roles").click()
    expect(page.get_by_role("tab", name="Roles")).to_have_attribute("aria-selected", "true")
    settled(page)
    page.locator(".mm-card h3 a").first.click()
    expect(page.get_by_role("heading", name="You and this role")).to_be_visible()
    settled(page)
    expect(page.get_by_text(reason).first).to_be_visible()
    unfold(page, "The same as a table")
    table = page.get_by_role("table").last
    expect(table.get_by_text("What counts")).to_be_visible()
    rows = table.get_by_role("row").all()[1:]
    points = [Decimal(row.locator("td").nth(1).inner_text()) for row in rows]
    assert sum(points[:-1]) == points[-1]
    assert 0 < points[-1] <= 100


def roles_in(head_count):
    """How many roles the sentence above the list speaks of, in all bands."""
    return sum(int(number) for number in re.findall(r"\d+", head_count))


def test_one_change_is_tried_applied_and_taken_back(page, settled, screenshot):
    page.goto("/?" + urlencode(PEOPLE["dentist"][0].to_query()))
    settled(page)
    before = page.locator(".mm-lead").first.inner_text()
    page.get_by_text("One change away", exact=True).click()
    settled(page)
    change = page.get_by_role("button", name="Two more weeks").first
    opens = int(change.inner_text().split(" opens ")[1].split()[0])
    change.click()
    expect(page.get_by_role("heading", name="Two more weeks")).to_be_visible()
    page.get_by_role("button", name="Make this change to my profile").click()
    expect(page.locator(".mm-lead").first).not_to_have_text(before)
    after = page.locator(".mm-lead").first.inner_text()
    assert roles_in(after) == roles_in(before) + opens
    page.get_by_role("button", name="Undo").first.click()
    settled(page)
    expect(page.locator(".mm-lead").first).to_have_text(before)


def test_form_filled_by_hand_gives_the_list(page, settled, screenshot):
    page.goto("/")
    settled(page)
    page.get_by_role("combobox", name="I am a").first.click()
    page.get_by_role("option", name="Physician", exact=True).click()
    settled(page)
    page.get_by_role("combobox", name="Specialty").first.click()
    page.get_by_role("option", name="General surgery", exact=True).click()
    page.keyboard.press("Escape")
    settled(page)
    page.get_by_role("combobox", name="Where I would like to go").first.fill("Eastern Africa")
    page.get_by_role("option", name="Eastern Africa").first.click()
    page.keyboard.press("Escape")
    settled(page)
    page.wait_for_url(lambda url: "general-surgery" in url and "Eastern" in url)
    expect(page.locator(".mm-card").first).to_be_visible()
    screenshot(page, "find-1280")


def test_phone_shows_the_same_list(phone_page, settled, screenshot):
    phone_page.goto("/?" + urlencode(PEOPLE["surgeon"][0].to_query()))
    settled(phone_page)
    expect(phone_page.locator(".mm-card").first).to_be_visible()
    screenshot(phone_page, "find-390")
