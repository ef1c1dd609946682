"""Somebody named in Arabic and a note in Hebrew, on a page in English: nothing else turns."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from matching import accounts
from matching.accounts import passwords
from matching.authorization import Actor
from matching.services import professional, recruiter
from matching.store import open_database
from matching.store.schema import MembershipRow

PASSWORD = "kettle moss eleven"
ORG, ROLE = "esperanca", "esperanca--plastic-surgeon"
NAME, NOTE = "علی\u200cرضا کریمی", "שלום! אני מנתח, I speak English.\nאשמח לבוא."
EDGES = """element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const {left, right} = range.getBoundingClientRect();
    return {left, right};
}"""


@pytest.fixture(scope="module")
def person(app_server, app_store):
    """Dana recruits; who is named in Arabic showed interest with a note and was introduced."""
    hashed, now = passwords.hashed(PASSWORD), datetime.now(UTC)
    with open_database(app_store) as database:
        ids = {}
        with database.writing() as session:
            for name, kind in (("Dana", "recruiter"), (NAME, "professional")):
                ids[kind] = accounts.new_account(
                    session,
                    email=f"directions-{kind}@example.org",
                    kind=kind,
                    now=now,
                    actor="console",
                    name=name,
                    password_hash=hashed,
                )
            session.add(MembershipRow(account_id=ids["recruiter"], org_id=ORG, since=now))
        me, dana = (
            Actor(ids["professional"], "professional"),
            Actor(ids["recruiter"], "recruiter", frozenset({ORG})),
        )
        fields = {"profession": "physician", "specialties": ["plastic-surgery"]}
        identity = {"display_name": NAME, "contact": "+254 700"}
        professional.save_profile(database, me, fields, **identity, now=now)
        professional.show_interest(database, me, ROLE, NOTE, now=now)
        recruiter.ask_introduction(database, dana, ROLE, me.account_id, now=now)
        professional.answer_introduction(database, me, ROLE, True, now=now)
    return me.account_id


@pytest.mark.parametrize("width", ["1280", "390"])
def test_arabic_name_and_hebrew_note_turn_nothing(
    width, page, phone_page, sign_in, settled, screenshot, person
):
    window = page if width == "1280" else phone_page
    sign_in(window, "directions-recruiter@example.org", PASSWORD, "/my-roles")
    window.goto(f"/candidate?role_id={ROLE}&person={person}")
    settled(window)
    name, note = window.locator("h1 bdi"), window.locator(".mc-words > div").first
    expect(name).to_have_text(NAME)
    expect(note).to_contain_text("אשמח לבוא")
    assert name.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert note.evaluate("element => getComputedStyle(element).direction") == "rtl"
    # The heading begins at the left like those around it; the note at the right, as it is read.
    header, quote = window.locator(".mm-header"), window.locator(".mc-words").first
    assert name.evaluate(EDGES)["left"] == pytest.approx(header.evaluate(EDGES)["left"], abs=2)
    inside = quote.evaluate("element => element.getBoundingClientRect().right")
    assert note.evaluate(EDGES)["right"] == pytest.approx(inside, abs=2)
    screenshot(window, f"candidate-directions-{width}")

    # The account's own bar, and what is asked when somebody is declined: names within sentences.
    window.locator(".st-key-step_declined button").click()
    asked = window.get_by_role("dialog").get_by_text("Why does it not work out with")
    expect(asked).to_have_text(f"Why does it not work out with {NAME}?")
    assert asked.evaluate("element => getComputedStyle(element).direction") == "ltr"
    screenshot(window, f"candidate-directions-asked-{width}")

    # What is typed runs in its own direction, too.
    words = window.get_by_label("In your own words")
    words.fill(NOTE)
    assert words.evaluate("element => getComputedStyle(element).unicodeBidi") == "plaintext"
