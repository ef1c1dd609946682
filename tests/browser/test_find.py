"""What only a real browser shows of the first page: memory, history, links, phones, keys."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from matching.screens.professional.examples import EXAMPLES
from tests.browser.windows import unfold, wait_until

SURGEON = EXAMPLES[0].profile


@pytest.fixture
def address():
    """Give the address of the list for a surgeon."""
    return "/?" + "&".join(f"{name}={value}" for name, value in SURGEON.to_query().items())


def saved_of(page):
    return page.get_by_role("button", name="Saved", exact=True)


def kept(page, text):
    """Wait until the tab remembers a text; the page counts as settled before that begins."""
    wait_until(page, "text => JSON.stringify({...sessionStorage}).includes(text)", text)


def lead_of(page):
    return page.locator(".mm-lead").first


def test_words_and_saved_roles_survive_a_reload(page, settled, address):
    page.goto(address)
    settled(page)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(saved_of(page)).to_have_count(1)
    unfold(page, "More about you")
    page.get_by_role("textbox", name="In my own words").fill("I love to teach")
    page.get_by_role("textbox", name="In my own words").blur()
    kept(page, "I love to teach")
    assert "teach" not in page.evaluate("location.search")
    page.reload()
    settled(page)
    expect(saved_of(page)).to_have_count(1)
    unfold(page, "More about you")
    expect(page.get_by_role("textbox", name="In my own words")).to_have_value("I love to teach")


def test_shortlist_opens_directly_with_what_was_saved(page, settled, address):
    page.goto(address)
    settled(page)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(saved_of(page)).to_have_count(1)
    settled(page)
    page.goto("/shortlist")
    expect(page.get_by_label("My notes")).to_have_count(1)
    page.get_by_label("My notes").fill("Ask Ana")
    page.get_by_label("My notes").blur()
    kept(page, "Ask Ana")
    page.reload()
    expect(page.get_by_label("My notes")).to_have_value("Ask Ana")
    assert page.evaluate("location.pathname") == "/shortlist"


def test_another_tab_starts_with_nothing(page, settled, address):
    page.goto(address)
    settled(page)
    page.get_by_role("button", name="Save", exact=True).first.click()
    settled(page)
    other = page.context.new_page()
    other.goto("/shortlist")
    expect(other.get_by_text("Nothing saved yet")).to_be_visible()


def test_back_takes_the_last_change_back(page, settled, address):
    page.goto(address)
    settled(page)
    before, sentence = page.evaluate("location.search"), lead_of(page).inner_text()
    page.get_by_text("I am a student or resident").click()
    expect(page).to_have_url(re.compile("trainee=yes"))
    expect(lead_of(page)).not_to_have_text(sentence)
    page.go_back()
    expect(lead_of(page)).to_have_text(sentence)
    expect(page.get_by_label("I am a student or resident")).not_to_be_checked()
    assert page.evaluate("location.search") == before


def test_a_role_opens_within_the_visit_and_back_returns_to_the_list(page, settled, address):
    page.goto(address)
    settled(page)
    page.evaluate("window.sameVisit = true")
    sentence = lead_of(page).inner_text()
    page.locator(".mm-card h3 a").first.click()
    expect(page.get_by_role("heading", name="You and this role")).to_be_visible()
    assert page.evaluate("location.pathname") == "/role"
    page.go_back()
    expect(lead_of(page)).to_have_text(sentence)
    assert page.evaluate("window.sameVisit") is True


def test_the_next_page_starts_at_its_top(page, settled, address):
    page.goto(address)
    settled(page)
    page.locator('[data-testid="stPagination"] button').filter(has_text="2").first.click()
    top = page.locator(".mm-list-top")
    expect(top).to_contain_text("11 to ")
    expect(top).to_be_in_viewport()


def test_a_filter_draws_the_list_alone_and_everything_else_the_page(page, settled, address):
    page.goto(address)
    settled(page)
    before = page.evaluate("location.search")
    form = page.get_by_test_id("stSidebar").locator("[data-stale]").first
    form.evaluate(
        "form => { window.drawnAnew = 0; new MutationObserver("
        "() => { window.drawnAnew += 1; }).observe(form, { attributes: true }); }"
    )
    page.get_by_text("Filters", exact=True).click()
    page.get_by_text(re.compile("^Families welcome")).click()
    taken_off = page.get_by_role("button", name="Families welcome")
    expect(taken_off).to_be_visible()
    expect(page).to_have_url(re.compile("families=1"))
    settled(page)
    assert page.evaluate("window.drawnAnew") == 0
    page.keyboard.press("Escape")
    role_id = page.locator(".mm-card h3 a").first.get_attribute("href").partition("role_id=")[2]
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(saved_of(page)).to_have_count(1)
    kept(page, role_id)
    page.get_by_role("button", name="Not for me").last.click()
    expect(page.get_by_text("Set aside. You can undo it")).to_be_visible()
    settled(page)
    page.go_back()
    expect(taken_off).to_have_count(0)
    assert page.evaluate("location.search") == before


def test_the_link_to_share_is_copied_by_its_button(page, settled, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    settled(page)
    unfold(page, "Keep or share")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert dict(parse_qsl(urlsplit(copied).query)) == SURGEON.to_query()


def test_a_press_on_a_circle_of_the_map_leaves_the_roles_of_its_country(page, settled):
    page.goto("/?profession=physician&countries=KE")
    settled(page)
    page.get_by_text("Map", exact=True).click()
    circle = page.locator('[aria-label*="Country: Kenya"]')
    circle.click()
    expect(page.get_by_text(re.compile("roles in Kenya"))).to_be_visible()
    settled(page)
    circle.click()
    expect(page.get_by_text(re.compile("roles in Kenya"))).to_have_count(0)
    settled(page)
    circle.click()
    page.get_by_role("button", name="Show them in the list").click()
    expect(page.locator(".mm-card").first).to_contain_text("Kenya")


def test_phone_shows_results_first_and_opens_and_closes_the_form_on_demand(
    phone_page, settled, address
):
    page = phone_page
    page.goto(address)
    settled(page)
    expect(page.locator(".mm-card").first).to_be_in_viewport()
    form = page.get_by_text("I am a student or resident")
    expect(form).not_to_be_in_viewport()
    page.get_by_role("button", name="Change what I said").click()
    expect(form).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    expect(page.get_by_role("link", name="Sign up")).to_be_hidden()
    show = page.get_by_role("button", name=re.compile(r"^Show \d+ roles$"))
    expect(show).to_be_in_viewport()
    before = show.inner_text()
    form.click()
    expect(show).not_to_have_text(before)
    show.click()
    expect(form).not_to_be_in_viewport()
    expect(page.locator(".mm-card").first).to_be_in_viewport()
    expect(page.get_by_role("link", name="Sign up")).to_be_visible()


def test_back_from_a_role_leads_to_its_card_on_the_page_with_the_filter(phone_page, settled):
    page = phone_page
    page.goto("/?profession=physician&setting=hospital&page=2")
    settled(page)
    top = page.locator(".mm-list-top")
    expect(top).to_contain_text("11 to 20")
    link = page.locator(".mm-card h3 a").nth(6)
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", name=title, exact=True, level=1)).to_be_visible()
    settled(page)
    page.locator("h1, .mb-summary").evaluate_all(
        "parts => parts.forEach(part => { part.textContent = 'Oto'.repeat(80) })"
    )
    assert page.evaluate(
        "document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth"
    )
    page.go_back()
    expect(top).to_contain_text("11 to 20")
    expect(page.get_by_role("link", name=title, exact=True)).to_be_in_viewport()
    expect(page.get_by_role("button", name="Filters: 1 on")).to_have_count(1)
    assert "page=2" in page.url


def test_what_was_said_can_be_taken_back(page, settled):
    page.goto("/?profession=physician&years_experience=14&available_from=2027-03-01")
    settled(page)
    unfold(page, "More about you")
    years = page.get_by_label("Years in my profession")
    expect(years).to_have_value("14")
    years.fill("")
    years.blur()
    page.wait_for_url(lambda url: "years_experience" not in url)
    expect(years).to_have_value("")
    page.get_by_test_id("stDateInput").first.get_by_role("button", name="Clear").click()
    page.wait_for_url(lambda url: "available_from" not in url)
