"""A visitor writes to an organization that is not here: the note stays through a reload."""

from playwright.sync_api import expect

from tests.browser.windows import unfold

ROLE = "samaritans-purse--kapsowar-dentist"


def test_a_visitor_notes_that_they_wrote_and_what_became_of_it(new_page, settled, screenshot):
    page = new_page()
    page.goto(f"/role?role_id={ROLE}")
    settled(page)
    expect(page.get_by_text("is on Missionmatch yet")).to_be_visible()
    unfold(page, "A message to copy")
    mail = page.get_by_role("link", name="Open it in my mail program")
    assert mail.get_attribute("href").startswith("mailto:?subject=")
    page.get_by_role("button", name="I wrote to them").click()
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("You wrote on")).to_be_visible()
    expect(page.get_by_role("button", name="Note it")).to_have_count(0)  # it closed
    screenshot(page, "role-wrote-1280")

    page.get_by_role("link", name="All that I wrote").click()
    expect(page.get_by_text("You wrote about 1 role")).to_be_visible()
    page.get_by_role("button", name="What became of it?").click()
    page.get_by_text("It came to nothing").click()
    page.get_by_role("combobox").click()
    page.get_by_role("option", name="They did not answer").click()
    page.get_by_role("button", name="Keep", exact=True).click()
    said = page.get_by_text("It came to nothing: they did not answer.")
    expect(said).to_be_visible()
    settled(page)
    page.reload()
    settled(page)
    expect(said).to_be_visible()
    expect(page.get_by_text("This stays in this browser tab")).to_be_visible()
    screenshot(page, "written-list-1280")
