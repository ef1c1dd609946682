"""What one open page can do to others, in a real browser: files that are sent and taken along."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from matching import accounts
from matching.accounts import passwords
from matching.screens.server.download_guard import NOT_YOURS
from matching.screens.server.uploads import TOO_FAST
from matching.store import open_database
from matching.store.schema import MembershipRow
from tests.browser.windows import unfold

PASSWORD = "kettle moss eleven"
ORG = "mercy-ships"
ROLES = "/my-roles"
PROFILE = "/?profession=physician&specialties=general-surgery&max_weeks=8&languages=en:native"


@pytest.fixture(scope="module")
def recruiter(app_server, app_store):
    """Noor recruits for an organization."""
    email, now = "noor@example.org", datetime.now(UTC)
    with open_database(app_store) as database, database.writing() as session:
        account_id = accounts.new_account(
            session,
            email=email,
            kind="recruiter",
            now=now,
            actor="console",
            name="Noor (fictional)",
            password_hash=passwords.hashed(PASSWORD),
        )
        session.add(MembershipRow(account_id=account_id, org_id=ORG, since=now))
    return email


def download(page, label):
    """Press the button; give what the file holds and its address on the server."""
    with page.expect_download() as waited:
        page.get_by_role("button", name=label).click()
    found = waited.value
    assert found.failure() is None
    return found.path().read_bytes(), urlsplit(found.url).path


def open_profile(page, settled):
    page.goto(PROFILE)
    settled(page)
    unfold(page, "Keep or share")
    unfold(page, "As a file")


def test_a_file_of_an_account_opens_in_its_session_only(
    page, new_page, settled, sign_in, recruiter
):
    sign_in(page, recruiter, PASSWORD, ROLES)
    content, path = download(page, "Export (CSV)")
    assert content.decode("utf-8-sig").startswith("role_id")
    page.reload()
    settled(page)
    assert download(page, "Export (CSV)") == (content, path)
    mine = page.request.get(path)
    assert (mine.status, mine.body()) == (200, content)
    assert mine.headers["content-type"] == "text/csv; charset=utf-8"
    assert mine.headers["cache-control"] == "no-store"

    visitor = new_page()
    visitor.goto("/account/sign-in")  # no page of Streamlit: it removes files while it draws one
    refused = visitor.request.get(path)
    assert (refused.status, refused.text()) == (403, NOT_YOURS)

    other = page.context.new_page()  # the first page stays open, in the same browser
    other.goto("/account/sign-out")
    other.get_by_role("button", name="Sign out").first.click()
    other.wait_for_url("**/account/sign-in*")
    assert page.request.get(path).status == 403


def test_a_file_of_a_visitor_opens_in_their_browser_only(page, new_page, settled):
    open_profile(page, settled)
    content, path = download(page, "Keep my profile as a file")
    assert b"general-surgery" in content
    assert page.request.get(path).status == 200
    other = new_page()
    other.goto("/account/sign-in")
    assert other.request.get(path).status == 403


def is_sent(response):
    """Tell whether an answer is to a file that was sent."""
    return "upload_file" in response.url and response.request.method == "PUT"


def test_who_sends_many_files_is_asked_to_wait_and_keeps_the_page(page, settled, screenshot):
    open_profile(page, settled)
    files = page.locator(".st-key-profile_upload").get_by_test_id("stFileUploader")
    choose = files.locator("input[type=file]")
    a_file = {"name": "me.yaml", "mimeType": "application/yaml", "buffer": b"profession: dentist\n"}
    told = files.get_by_text(TOO_FAST)
    answers = []
    page.on("response", lambda found: answers.append(found.ok) if is_sent(found) else None)
    for _ in range(30):
        before = len(answers)
        choose.set_input_files(a_file)
        while len(answers) == before and not told.count():  # each is taken or refused
            page.wait_for_timeout(20)
        if told.count() or not answers[-1]:
            break
        settled(page)
    expect(told).to_be_visible()
    screenshot(page, "upload-refused")
    expect(page.get_by_role("button", name="Keep my profile as a file")).to_be_visible()
