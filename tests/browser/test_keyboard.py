"""What one does without a mouse."""

from playwright.sync_api import expect

FOCUSED = """() => {
    const focused = document.activeElement;
    return focused.getAttribute("aria-label") || focused.innerText || "";
}"""
OUTLINE = (
    "element => getComputedStyle(element).outlineStyle + getComputedStyle(element).outlineWidth"
)


def tab_to(page, name, key="Tab"):
    """Press Tab until something of this name has the focus."""
    seen = []
    while name not in (now := page.evaluate(FOCUSED)):
        seen.append(now.replace("\n", " ")[:40])
        assert len(seen) < 60, seen
        page.keyboard.press(key)


def test_from_the_first_page_to_the_shortlist_by_keyboard(page, settled, screenshot):
    page.goto("/")
    settled(page)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Skip to main content"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    tab_to(page, "I am a …", "Shift+Tab")
    box = page.get_by_role("combobox", name="I am a …").locator("xpath=..")
    assert box.evaluate(OUTLINE) == "solid3px"
    screenshot(page, "focus-combobox-1280")
    page.keyboard.type("Physician")
    page.keyboard.press("Enter")
    expect(page.locator(".mm-card").first).to_be_visible()
    settled(page)
    tab_to(page, "I am a student")
    label = page.locator("label").filter(has_text="I am a student")
    assert label.evaluate(OUTLINE) == "solid3px"
    screenshot(page, "focus-tick-box-1280")
    tab_to(page, "When I am free")
    page.keyboard.type("Exact")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Free from")).to_be_visible()
    settled(page)
    tab_to(page, "Free from")
    expect(page.get_by_test_id("stDateInputCalendar")).to_be_hidden()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_role("dialog", name="Choose date")).to_be_visible()
    page.keyboard.press("Escape")
    tab_to(page, "Skip to main content", "Shift+Tab")
    page.keyboard.press("Enter")
    title = page.locator(".mm-card h3 a").first.inner_text()
    tab_to(page, title)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=title, level=1)).to_be_focused()
    settled(page)
    screenshot(page, "focus-role-1280")
    tab_to(page, "Save to shortlist")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Saved to shortlist")).to_be_focused()
    settled(page)
    tab_to(page, "Shortlist", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/shortlist")
    expect(page.get_by_role("link", name=title)).to_be_visible()


def test_escape_closes_the_choices_and_keeps_what_was_chosen(page, settled):
    page.goto("/?profession=physician")
    settled(page)
    profession = page.get_by_role("combobox", name="I am a")
    profession.focus()
    for key in ("ArrowDown", "D"):
        page.keyboard.press(key)
        expect(profession).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(profession).to_have_attribute("aria-expanded", "false")
        expect(profession).to_be_focused()
        expect(profession).to_have_value("Physician")
        page.keyboard.press("Escape")
    settled(page)
    expect(profession).to_have_value("Physician")
    assert "profession=physician" in page.url
