"""Every page that is open to all, by axe, at 200 % and under the policy."""

from playwright.sync_api import expect

from matching.screens.look.pages import VISITOR
from tests.browser.touring import OF_NO_MENU, in_menu
from tests.browser.windows import DESK, unfold, wait_until

PROFILE = "profession=physician&specialties=general-surgery&max_weeks=8&languages=en:native"
ROLE = "mercy-ships--general-surgeon"


def test_pages_of_a_visitor(way, settled):
    page = way.page
    way.open("/", "Find, empty", "Show my roles")
    page.set_viewport_size(DESK)
    unfold(page, "Or open your CV")
    way.judge("Find, a CV to open")
    way.open("/shortlist", "Shortlist, empty")
    page.goto(f"/?{PROFILE}")
    page.set_viewport_size(DESK)
    settled(page)
    way.judge("Find, the list")
    for nth in (1, 2):
        page.get_by_role("button", name="Compare", exact=True).first.click()
        settled(page)
        expect(page.locator(".mm-compared .mm-chip")).to_have_count(nth)
    page.get_by_role("button", name="Compare 2").click()
    expect(page.get_by_role("dialog").get_by_role("table").first).to_be_visible()
    settled(page)
    way.judge("Find, roles side by side")
    way.zoom()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.set_viewport_size(DESK)
    page.get_by_text("One change away", exact=True).click()
    settled(page)
    way.judge("Find, one change away")
    page.get_by_text("Worth reading", exact=True).click()
    expect(page.locator(".mm-small-card").first).to_be_visible()
    settled(page)
    way.judge("Find, worth reading")
    page.get_by_text("Map", exact=True).click()
    world = page.get_by_role("tabpanel", name="Map")
    expect(world.get_by_role("img")).to_be_visible()
    settled(page)
    way.judge("Find, the map")
    with page.expect_download():
        world.get_by_role("button", name="Download as PNG").dispatch_event("click")
    way.zoom("Change what I said")
    way.open(f"/role?role_id={ROLE}", "Role", "Save to shortlist")
    page.get_by_role("button", name="Save to shortlist").click()
    expect(page.get_by_role("button", name="Saved to shortlist")).to_be_visible()
    kept = "role_id => (sessionStorage.getItem('missionmatch') || '').includes(role_id)"
    wait_until(page, kept, ROLE)  # else what was saved may be left behind with the page
    way.open("/search?q=dentist", "Search")
    way.open("/organizations", "Organizations")
    way.open(f"/organizations?org_id={ROLE.partition('--')[0]}", "Organization")
    way.open(f"/claim?org_id={ROLE.partition('--')[0]}&kind=correct", "Claim")
    way.open("/get-started", "Get started")
    way.open("/articles", "Articles")
    first = page.locator('.mm-small-card a[href*="article_id"]').first.get_attribute("href")
    way.open(first, "Article")
    original = page.get_by_test_id("stLinkButton").filter(has_text="Read the original")
    expect(original).to_be_in_viewport(ratio=1)
    way.open("/tag", "All tags")
    way.open("/tag?tag=work-surgery", "Tag")
    way.open("/events", "Events, none to come")
    way.open("/sign-in", "Sign in, at a provider")
    way.open("/shortlist", "Shortlist")
    with page.expect_download() as download:
        page.get_by_role("button", name="Page to print").click()
    assert "<html" in download.value.path().read_text("utf-8")
    for name in ("Sign in", "Sign up"):
        page.goto(f"/account/{name.lower().replace(' ', '-')}")
        page.get_by_role("button", name=name).scroll_into_view_if_needed()
        expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
        overflow = "document.documentElement.scrollWidth - innerWidth"
        assert page.evaluate(overflow) <= 0
        way.judge(name)
    way.end(in_menu(VISITOR), OF_NO_MENU[VISITOR])
