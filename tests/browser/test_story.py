"""A professional and an organization meet, each in a browser of their own; a third sees nothing."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from matching import accounts
from matching.accounts import passwords
from matching.authorization import NotAllowedError
from matching.services import recruiter
from matching.store import open_database
from matching.store.schema import AccountRow, MembershipRow

PASSWORD = "kettle moss eleven"
ORG, ROLE, OTHER_ORG = "mercy-ships", "mercy-ships--general-surgeon", "one-world-surgery"
NOTE = "I would gladly come <b>soon</b>."
PROFILE = "/?profession=physician&specialties=general-surgery&max_weeks=8&languages=en:native"


@pytest.fixture(scope="module")
def recruiters(app_server, app_store):
    """Ben recruits for the organization of the role, Eve for another one."""
    hashed, now = passwords.hashed(PASSWORD), datetime.now(UTC)
    ids = {}
    with open_database(app_store) as database, database.writing() as session:
        for name, org_id in (("ben", ORG), ("eve", OTHER_ORG)):
            ids[name] = accounts.new_account(
                session,
                email=f"{name}@example.org",
                kind="recruiter",
                now=now,
                actor="console",
                name=f"{name.title()} (fictional)",
                password_hash=hashed,
            )
            session.add(MembershipRow(account_id=ids[name], org_id=org_id, since=now))
    return ids


@pytest.fixture
def dora(app_server, app_store):
    """A professional who has an account already."""
    with open_database(app_store) as database, database.writing() as session:
        accounts.new_account(
            session,
            email="dora@example.org",
            kind="professional",
            now=datetime.now(UTC),
            actor="console",
            name="Dora (fictional)",
            password_hash=passwords.hashed(PASSWORD),
        )


def test_three_people_in_three_browsers(
    new_page, settled, sign_in, screenshot, recruiters, app_store
):
    amina, ben, eve = new_page(), new_page(), new_page()

    # Amina says who she is, signs up, saves her profile and shows interest.
    amina.goto(PROFILE)
    settled(amina)
    amina.get_by_role("link", name="Sign up").click()
    amina.get_by_label("Name").fill("Amina Wanjiru")
    amina.get_by_label("E-mail").fill("amina@example.org")
    amina.get_by_label("Password").fill(PASSWORD)
    amina.get_by_role("button", name="Sign up").click()
    amina.wait_for_url("**/?profession=physician**")
    settled(amina)
    amina.get_by_role("button", name="Save to my account").first.click()
    expect(amina.get_by_role("button", name="Save to my account")).to_have_count(0)
    amina.goto(f"/role?role_id={ROLE}")
    settled(amina)
    amina.get_by_role("button", name="Show interest").click()
    amina.get_by_label("A short note").fill(NOTE)
    amina.get_by_role("dialog").get_by_role("button", name="Show interest").click()
    expect(amina.get_by_text("waiting for the organization")).to_be_visible()

    # Ben sees a person without a name and asks for an introduction.
    sign_in(ben, "ben@example.org", PASSWORD, "/my-roles")
    expect(ben.get_by_text("1 interested")).to_be_visible()
    ben.goto(f"/candidates?role_id={ROLE}")
    settled(ben)
    expect(ben.get_by_text("Showed interest").last).to_be_visible()
    assert "Amina" not in ben.content()
    with open_database(app_store) as database, database.reading() as session:
        amina_id = session.query(AccountRow).filter_by(email="amina@example.org").one().account_id
    candidate = f"/candidate?role_id={ROLE}&person={amina_id}"
    ben.goto(candidate)
    settled(ben)
    expect(ben.get_by_text(NOTE)).to_be_visible()  # its <b> is shown as text
    assert "Amina" not in ben.content()
    screenshot(ben, "candidate-unnamed-1280")
    ben.get_by_role("button", name="Ask for an introduction").click()
    ben.get_by_label("Words that go with it").fill("Would you come in May?")
    ben.get_by_role("dialog").get_by_role("button", name="Ask").click()
    expect(ben.get_by_text("They have not answered yet")).to_be_visible()

    # Amina agrees; Ben sees name and contact, moves on, and in the end declines.
    amina.goto("/interests")
    settled(amina)
    expect(amina.get_by_text("Would you come in May?")).to_be_visible()
    screenshot(amina, "interests-asked-1280")
    amina.get_by_role("button", name="Agree", exact=True).click()
    expect(amina.get_by_text("It has your name and contact")).to_be_visible()
    ben.reload()
    settled(ben)
    expect(ben.get_by_text("Amina Wanjiru").first).to_be_visible()
    expect(ben.get_by_text("amina@example.org")).to_be_visible()
    ben.get_by_role("button", name="Move to contacted").click()
    expect(ben.get_by_text("Stage: contacted")).to_be_visible()
    screenshot(ben, "candidate-introduced-1280")
    ben.locator(".st-key-step_declined button").click()
    ben.get_by_role("dialog").get_by_role("combobox", name="Reason").click()
    ben.get_by_role("option", name="Dates").click()
    ben.get_by_label("In your own words").fill("The ship sails in May.")
    ben.get_by_role("dialog").get_by_role("button", name="Decline").click()
    expect(ben.get_by_text("Stage: declined")).to_be_visible()
    amina.reload()
    settled(amina)
    expect(amina.get_by_text("Its reason: Dates.")).to_be_visible()
    expect(amina.get_by_text("The ship sails in May.")).to_be_visible()
    screenshot(amina, "interests-declined-1280")

    # Eve, of another organization, sees none of it: not in her lists, by address, or by service.
    sign_in(eve, "eve@example.org", PASSWORD, "/my-roles")
    assert "interested" not in eve.get_by_test_id("stMain").inner_text()
    for address in (f"/candidates?role_id={ROLE}", candidate, f"/edit-role?role_id={ROLE}"):
        eve.goto(address)
        settled(eve)
        expect(eve.get_by_text("You may not do this, or it does not exist.")).to_be_visible()
        assert not [text for text in ("Amina", "gladly", "sails") if text in eve.content()]
    now = datetime.now(UTC)
    with open_database(app_store) as database:
        token = accounts.sign_in(database, "eve@example.org", PASSWORD, address="::1", now=now)
        actor = accounts.actor_of(database, token, now)
        assert actor.account_id == recruiters["eve"]
        with pytest.raises(NotAllowedError):
            recruiter.notes(database, actor, ROLE, amina_id, now=now)
        with pytest.raises(NotAllowedError):
            recruiter.write_note(database, actor, ROLE, amina_id, "mine", now=now)


def test_a_question_is_answered_by_the_organization_and_reported_by_a_reader(
    new_page, settled, sign_in, screenshot, recruiters, dora
):
    dora_page, ben, visitor = new_page(), new_page(), new_page()
    question = "Is Portuguese needed? <script>alert(1)</script>"

    # Dora asks below the role, with her profession only.
    sign_in(dora_page, "dora@example.org", PASSWORD, f"/role?role_id={ROLE}")
    dora_page.get_by_label("Your question").fill(question)
    dora_page.get_by_role("button", name="Post").click()
    expect(dora_page.get_by_text("1 question or comment")).to_be_visible()
    expect(dora_page.get_by_text(question)).to_be_visible()

    # Ben finds it among the questions and answers for the organization.
    sign_in(ben, "ben@example.org", PASSWORD, "/my-roles")
    ben.goto("/questions")
    settled(ben)
    ben.get_by_label("Your answer").fill("No, the ship speaks English.")
    ben.get_by_role("button", name="Answer", exact=True).last.click()
    expect(ben.get_by_text("No question waits")).to_be_visible()

    # A visitor reads both, without a name and without a form.
    visitor.goto(f"/role?role_id={ROLE}")
    settled(visitor)
    expect(visitor.get_by_text("No, the ship speaks English.")).to_be_visible()
    expect(visitor.get_by_text("The organization", exact=True).first).to_be_visible()
    expect(visitor.get_by_label("Your question")).to_have_count(0)
    assert "Dora" not in visitor.content()
    screenshot(visitor, "question-answered-1280")

    # Ben reports the question; it stays until a moderator looks.
    ben.goto(f"/role?role_id={ROLE}")
    settled(ben)
    ben.get_by_role("button", name="More").first.click()
    ben.get_by_role("menuitem", name="Report").click()
    ben.get_by_role("button", name="Report", exact=True).click()
    expect(ben.get_by_text("you reported this")).to_be_visible()
