"""Signing in through a real OpenID provider, which this test runs, as a person does it."""

import time
from datetime import UTC, datetime

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import expect
from sqlalchemy import select

from matching.accounts import new_account
from matching.store import open_database, schema
from matching.store.preparing import prepare_store
from tests.browser.provider import CLIENT_ID, CLIENT_SECRET, running_provider
from tests.browser.running import free_port, running_app
from tests.browser.windows import SECONDS_TO_DRAW

ZOLA = {
    "sub": "17",
    "email": "zola@clinic.example",
    "email_verified": True,
    "name": "Zola <b>Ndlovu",
}
SECRETS = """
[auth]
redirect_uri = "{address}/oauth2callback"
cookie_secret = "{secret}"
label = "Clinic"

[auth.clinic]
client_id = "{client_id}"
client_secret = "{client_secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
ROLE = "/role?role_id=mercy-ships--general-surgeon"
MILLISECONDS = SECONDS_TO_DRAW * 1000
START = ("-c", "from matching.screens.server.asgi import run; run('127.0.0.1', {port})")


@pytest.fixture(scope="module")
def port():
    return free_port()


@pytest.fixture(scope="module")
def the_provider(port):
    with running_provider(free_port(), f"http://127.0.0.1:{port}/oauth2callback") as provider:
        yield provider


@pytest.fixture
def provider(the_provider):
    """The provider, vouching for Zola."""
    the_provider.says, the_provider.token_claims = ZOLA, {}
    the_provider.signing_key, the_provider.is_down = the_provider.key, False
    the_provider.visits.clear()
    return the_provider


@pytest.fixture(scope="module")
def store_url(tmp_path_factory, data_folder):
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'store.db'}"
    prepare_store(data_folder, url)
    return url


@pytest.fixture
def store(store_url):
    """The store of the app, without accounts in the beginning."""
    with open_database(store_url) as database:
        yield database
        with database.writing() as session:
            for account in session.scalars(select(schema.AccountRow)):
                session.delete(account)


@pytest.fixture(scope="module")
def app_server(tmp_path_factory, port, the_provider, store_url):
    """Start the app with secrets of its own; give its address."""
    folder = tmp_path_factory.mktemp("app")
    address = f"http://127.0.0.1:{port}"
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(
        SECRETS.format(
            address=address,
            secret="0123456789abcdef" * 2,
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
            provider=the_provider.address,
        )
    )
    settings = {"command": START, "cwd": folder, "MISSIONMATCH_DATABASE_URL": store_url}
    with running_app(folder / "streamlit.log", port=port, **settings) as running:
        yield running


def accounts(store):
    with store.reading() as session:
        return session.scalars(select(schema.AccountRow)).all()


@pytest.fixture
def press_sign_in(page, settled):
    def press():
        page.goto("/sign-in")
        settled(page).get_by_role("button", name="Sign in with Clinic").click()

    return press


def expect_corner(page, text):
    """Expect the corner of a page that says who is signed in to say this."""
    corner = page.get_by_role("navigation", name="Account")
    expect(corner).to_contain_text(text, timeout=MILLISECONDS)


def expect_to_see(page_or_part, text):
    expect(page_or_part.get_by_text(text)).to_be_visible(timeout=MILLISECONDS)


def cookie(page):
    return {found["name"]: found for found in page.context.cookies()}.get("_streamlit_user")


def test_person_comes_in_through_their_organization_stays_and_signs_out(
    page, provider, store, settled
):
    page.goto(f"/account/sign-in?next={ROLE}")
    page.get_by_role("link", name="Sign in with Clinic").click()
    page.wait_for_url("/sign-in?next=**")
    settled(page)
    assert not provider.visits  # nobody is sent away without a press

    page.get_by_role("button", name="Sign in with Clinic").click()
    expect_corner(page, "Zola <b>Ndlovu")
    page.wait_for_url(f"**{ROLE}")  # what they left to sign in
    title = page.get_by_role("heading", name="General surgeon on a hospital ship")
    expect(title).to_be_visible(timeout=MILLISECONDS)
    assert provider.visits == ["authorize", "token"]
    [account] = accounts(store)
    assert (account.email, account.kind) == ("zola@clinic.example", "professional")
    assert (account.oidc_issuer, account.oidc_subject) == (provider.address, "17")

    kept = cookie(page)
    assert (kept["httpOnly"], kept["sameSite"], kept["path"]) == (True, "Lax", "/")
    assert kept["expires"] - time.time() == pytest.approx(30 * 24 * 3600, abs=300)
    page.reload()
    expect_corner(page, "Zola")
    other_tab = page.context.new_page()
    other_tab.goto("/")
    expect_corner(other_tab, "Zola")
    assert len(accounts(store)) == 1

    settled(page).get_by_role("link", name="Sign out").click()
    expect_to_see(page, "As Zola <b>Ndlovu.")
    settled(page).get_by_role("button", name="Sign out").click()
    page.wait_for_url("/")
    expect_corner(page, "Sign up")
    assert provider.visits[2:] == ["leave"]
    assert cookie(page) is None
    other_tab.reload()
    expect_corner(other_tab, "Sign up")


def test_person_with_a_password_is_told_to_use_it(page, provider, store, press_sign_in):
    with store.writing() as session:
        new_account(
            session,
            email=ZOLA["email"],
            kind="professional",
            now=datetime.now(UTC),
            actor="",
            name="Zola",
        )
    press_sign_in()
    page.wait_for_url("/")
    page.goto("/sign-in")
    expect_to_see(page.get_by_role("alert"), "Sign in with your password, or ask the staff")
    page.get_by_role("link", name="Sign in with e-mail and password").click()
    expect(page.get_by_label("Password")).to_be_visible()


@pytest.mark.parametrize(
    "forged",
    [
        {"nonce": "of somebody else"},
        {"aud": "another app"},
        "another key",
    ],
    ids=str,
)
def test_forged_token_lets_nobody_in(page, provider, store, press_sign_in, forged):
    if forged == "another key":
        provider.signing_key = RSAKey.generate_key(2048, {"kid": "1"})
    else:
        provider.token_claims = forged
    press_sign_in()
    page.wait_for_url("/")
    expect_corner(page, "Sign up")
    assert provider.visits == ["authorize", "token"]
    assert cookie(page) is None
    assert not accounts(store)


def test_provider_that_does_not_answer_is_told_in_a_sentence(page, provider, press_sign_in):
    provider.is_down = True
    press_sign_in()
    expect_to_see(page.get_by_role("alert"), "does not answer just now")
    assert page.url.endswith("/sign-in")
