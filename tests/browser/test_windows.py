"""The windows of these tests themselves: each is of a stranger, and asks nobody but the app."""

import pytest
from playwright.sync_api import Error

SMALL = {"viewport": {"width": 640, "height": 480}}  # which no other test asks for
KEEP = """async () => {
    localStorage.me = sessionStorage.me = "Amina";
    document.cookie = "me=Amina; max-age=3600; path=/";
    await (await caches.open("me")).put("/me", new Response("Amina"));
    await new Promise((done) => { indexedDB.open("me").onsuccess = done; });
}"""
WHAT_IS_KEPT = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie,
    ...await caches.keys(), ...(await indexedDB.databases()).map((one) => one.name),
].filter((one) => one)"""


def test_a_window_that_was_used_before_knows_nothing_of_it(windows, app_server):
    with windows.open(app_server, **SMALL) as page:
        before = page.context
        page.goto("/account/sign-in")
        page.evaluate(KEEP)
        assert page.evaluate(WHAT_IS_KEPT) == ["me", "me", "me=Amina", "me", "me"]
        page.context.new_page().goto("/livez")
    with windows.open(app_server, **SMALL) as page:
        assert page.context is before
        assert (page.context.pages, page.context.cookies()) == ([page], [])
        page.goto("/account/sign-in")
        assert page.evaluate(WHAT_IS_KEPT) == []


def test_windows_that_are_open_at_once_share_nothing(windows, app_server):
    with windows.open(app_server, **SMALL) as page, windows.open(app_server, **SMALL) as other:
        page.goto("/account/sign-in")
        page.evaluate(KEEP)
        other.goto("/account/sign-in")
        assert other.evaluate(WHAT_IS_KEPT) == []


@pytest.mark.parametrize("address", ["http://example.org/", "https://192.0.2.1/"])
def test_other_machines_are_not_asked(page, address):
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto(address)
