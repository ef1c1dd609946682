"""Staff move weights and publish; a professional sees the new order, and then the old one."""

import re
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from matching import Catalog, Recommender, WeightSet, accounts
from matching.accounts import passwords
from matching.screens.examples import EXAMPLES
from matching.store import open_database

PASSWORD = "kettle moss eleven"
MOVES = {"Place": ("place", 2.0), "Setting": ("setting", 45.0)}
VERDICT = re.compile(r"(better by|worse by|about the same)", re.IGNORECASE)
SURGEON = EXAMPLES[0].profile


@pytest.fixture
def staff_account(app_store):
    """Pat, of staff, for this test only: another test must meet the shipped weights."""
    with open_database(app_store) as database, database.writing() as session:
        return accounts.new_account(
            session,
            email="pat@example.org",
            kind="staff",
            now=datetime.now(UTC),
            actor="console",
            name="Pat (fictional)",
            password_hash=passwords.hashed(PASSWORD),
        )


def first_ten(page, settled):
    page.goto("/?" + urlencode(SURGEON.to_query()))
    settled(page)
    links = page.locator(".mm-card h3 a").all()
    return [link.get_attribute("href").partition("role_id=")[2] for link in links]


def first_ten_with(app_store, weights):
    found = Recommender(Catalog.from_database(app_store), weights).recommend(SURGEON, n=10)
    return found["role_id"].tolist()


@pytest.mark.usefixtures("staff_account")
def test_weights_are_moved_published_and_rolled_back(new_page, settled, screenshot, app_store):
    surgeon, pat = new_page(), new_page()
    default = WeightSet.default()
    before = first_ten_with(app_store, default)
    assert first_ten(surgeon, settled) == before

    pat.goto("/account/sign-in?next=/tuning")
    pat.get_by_label("E-mail").fill("pat@example.org")
    pat.get_by_label("Password").fill(PASSWORD)
    pat.get_by_role("button", name="Sign in").click()
    pat.wait_for_url("**/tuning")
    settled(pat)
    for label, (_, number) in MOVES.items():
        pat.get_by_label("Search the sliders").fill(label)
        pat.get_by_label("Search the sliders").press("Enter")
        box = pat.get_by_label(f"{label}, as a number", exact=True)
        box.fill(str(number))
        box.press("Enter")
        expect(pat.get_by_text(re.compile(rf"Moved: .*{label} from"))).to_be_visible()
    settled(pat)
    expect(pat.locator(".st-key-tuning_live").get_by_text(VERDICT).first).to_be_visible()
    screenshot(pat, "tuning-moved-1280")
    pat.get_by_label("Why these weights").fill("Setting before place, for a try")
    pat.get_by_label("Why these weights").press("Tab")
    pat.get_by_role("button", name="Save as a draft").click()
    expect(pat.get_by_text("Setting before place, for a try").first).to_be_visible()
    assert first_ten(surgeon, settled) == before

    pat.get_by_role("button", name="Publish …").first.click()
    dialog = pat.get_by_role("dialog")
    dialog.get_by_label("Why it is published all the same").fill("A test")
    dialog.get_by_label("Why it is published all the same").press("Tab")
    dialog.get_by_role("button", name=re.compile("Publish")).last.click()
    expect(pat.get_by_text("serves now").first).to_be_visible()
    moved = default.changed(**dict(MOVES.values()))
    after = first_ten_with(app_store, moved)
    assert after != before
    assert first_ten(surgeon, settled) == after

    pat.get_by_role("button", name=re.compile("^Roll back to")).first.click()
    dialog = pat.get_by_role("dialog")
    dialog.get_by_label("Why").fill("The test is over")
    dialog.get_by_label("Why").press("Tab")
    dialog.get_by_role("button", name=re.compile("Roll back")).last.click()
    expect(dialog).to_have_count(0)
    settled(pat)
    assert first_ten(surgeon, settled) == before
