"""Staff tune the weights in one browser; in another, somebody sees the new order and the old."""

import re
import statistics
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from matching import accounts
from matching.accounts import passwords
from matching.store import open_database

EMAIL = "sam@example.org"
PASSWORD = "kettle moss eleven"
PROFILE = "/?profession=optometrist&max_weeks=2&languages=en:native&countries=GT&family=yes"
WAIT = """() => {
  const last = () => [...document.querySelectorAll(".mt-slope")].at(-1).textContent;
  const [before, started] = [last(), performance.now()];
  window.took = new Promise((done) => {
    const look = () => {
      const time = performance.now() - started;
      if (last() !== before || time > 5000) done(time); else requestAnimationFrame(look);
    };
    look();
  });
}"""
"""Notes when the last of the lists below each other is another one: then all is new."""


@pytest.fixture(scope="module")
def staff_account(app_server, app_store):
    with open_database(app_store) as database, database.writing() as session:
        accounts.new_account(
            session,
            email=EMAIL,
            kind="staff",
            now=datetime.now(UTC),
            actor="console",
            name="Sam (fictional)",
            password_hash=passwords.hashed(PASSWORD),
        )


def first_roles(page, settled):
    page.goto(PROFILE)
    settled(page)
    return page.locator(".mm-card h3").all_inner_texts()


def step(page, slider, settled):
    """Press an arrow on a slider; give the milliseconds until figures and lists are new."""
    slider.focus()
    page.evaluate(WAIT)
    page.keyboard.press("ArrowRight")
    time = page.evaluate("window.took")
    settled(page)
    return time


def test_weights_are_moved_published_seen_and_rolled_back(
    new_page, settled, sign_in, screenshot, staff_account
):
    somebody, sam = new_page(), new_page()
    before = first_roles(somebody, settled)
    sign_in(sam, EMAIL, PASSWORD, "/tuning")

    # Steps faster than the page answers are all taken, and slider and number agree.
    slider = sam.get_by_role("slider", name="Setting").first
    slider.focus()
    for _ in range(30):
        sam.keyboard.press("ArrowRight")
    expect(sam.get_by_text("Moved: Setting from 10 to 25.")).to_be_visible()
    box = sam.get_by_label("Setting, as a number")
    expect(box).to_have_count(1)
    expect(box).to_have_value("25")
    other = sam.get_by_role("slider", name="Profession and specialty").first
    times = [step(sam, other, settled) for _ in range(11)]
    print(
        f"\nFrom a slider's step to new figures and lists: {statistics.median(times):.0f} ms in "
        f"the median of {len(times)}, at most {max(times):.0f} ms"
    )

    sam.get_by_text("Wishes", exact=True).click()
    slider = sam.get_by_role("slider", name="Place").first
    slider.focus()
    sam.keyboard.press("Home")
    expect(sam.get_by_text(re.compile("Moved: .*Place from 18 to 0"))).to_be_visible()
    expect(sam.locator(".mt-verdict")).to_contain_text("Worse by")
    assert sam.locator(".mt-line.mt-up").count()
    screenshot(sam, "tuning")

    sam.get_by_label("Why these weights").fill("To see the order change")
    sam.get_by_role("button", name="Save as a draft").click()
    sam.get_by_role("button", name="Publish …").click()
    dialog = sam.get_by_role("dialog")
    dialog.get_by_label("Why it is published all the same").fill("This is a test")
    dialog.get_by_role("button", name="Publish all the same").click()
    expect(sam.get_by_text("Serves now: default 2")).to_be_visible()
    assert first_roles(somebody, settled) != before

    sam.get_by_role("button", name="Roll back to default 1").click()
    dialog.get_by_label("Why").fill("Seen")
    dialog.get_by_role("button", name="Roll back").click()
    expect(sam.get_by_text("Serves now: default 1, as shipped")).to_be_visible()
    assert first_roles(somebody, settled) == before


def test_tuning_fits_a_phone(phone_page, sign_in, screenshot, staff_account):
    sign_in(phone_page, EMAIL, PASSWORD, "/tuning")
    slider = phone_page.get_by_role("slider", name="Setting").first
    slider.focus()
    phone_page.keyboard.press("End")
    expect(phone_page.get_by_text("Moved: Setting from 10 to 50.")).to_be_visible()
    expect(phone_page.locator(".mt-verdict")).to_be_in_viewport()
    main = phone_page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth")
    screenshot(phone_page, "tuning-phone")
