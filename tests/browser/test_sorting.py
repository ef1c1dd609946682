"""Staff sort cards by the keyboard alone, and see what their answers say of the weights."""

import re
import statistics
import time
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from matching import accounts
from matching.accounts import passwords
from matching.store import open_database

PASSWORD = "kettle moss eleven"
EMAIL = "sorter@example.org"


@pytest.fixture
def staff_account(app_store):
    with open_database(app_store) as database, database.writing() as session:
        accounts.new_account(
            session,
            email=EMAIL,
            kind="staff",
            now=datetime.now(UTC),
            actor="console",
            name="Sorter (fictional)",
            password_hash=passwords.hashed(PASSWORD),
        )


def test_cards_are_sorted_by_keys_and_weights_are_proposed(
    page, settled, sign_in, screenshot, staff_account
):
    sign_in(page, EMAIL, PASSWORD, "/sorting")
    title, times, seen = page.locator(".mx-card h3"), [], []

    def press(key):
        seen.append(title.inner_text())
        started = time.perf_counter()
        page.keyboard.press(key)
        expect(title).not_to_have_text(seen[-1])
        times.append(1000 * (time.perf_counter() - started))
        settled(page)

    for key in "ynmyn":
        press(key)
    expect(page.get_by_text("5 sorted: 2 yes, 1 maybe, 2 no.")).to_be_visible()
    press("u")
    expect(title).to_have_text(seen[4])
    press("m")
    expect(page.get_by_text("5 sorted: 2 yes, 2 maybe, 1 no.")).to_be_visible()
    expect(page.get_by_role("button", name="Yes")).to_be_in_viewport()
    print(f"\nFrom a key to the next card: {statistics.median(times):.0f} ms in the median")
    screenshot(page, "sorting")

    page.get_by_role("button", name="See what they say").focus()
    page.keyboard.press("Enter")
    pairs = 2 * 2 + 2 * 1 + 2 * 1
    expect(page.get_by_text(re.compile(f"Of {pairs} pairs of cards"))).to_be_visible()
    expect(page.locator(".mt-verdict")).to_be_visible()
    expect(page.locator(".mx-drawn")).to_have_count(18)
    settled(page)
    screenshot(page, "sorting-proposal")
