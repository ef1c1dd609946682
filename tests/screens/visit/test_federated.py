from datetime import UTC, datetime, timedelta

import pytest
import streamlit as st
from sqlalchemy import select
from streamlit.runtime.secrets import Secrets
from streamlit.testing.v1 import AppTest

from matching.accounts import AccountError
from matching.authorization import Actor
from matching.screens.visit import federated
from matching.store.schema import AccountRow
from tests.screens.pages import checked, html_of, path_of

CLINIC = {
    "client_id": "missionmatch",
    "client_secret": "a secret of the two",
    "server_metadata_url": "http://localhost:1/.well-known/openid-configuration",
}
SHARED = {
    "redirect_uri": "https://missions.example/oauth2callback",
    "cookie_secret": "0123456789abcdef" * 2,
}
AUTH = SHARED | {"clinic": CLINIC}


@pytest.fixture
def set_up(monkeypatch):
    """Let `[auth]` of the secrets be this."""

    def set_up(auth):
        secrets = Secrets()
        secrets._secrets = {"auth": auth} if auth is not None else {}
        monkeypatch.setattr(st, "secrets", secrets)

    set_up(None)
    return set_up


def open_page(repository, **claims):
    app = AppTest.from_file(str(repository / path_of("sign_in")), default_timeout=120)
    if claims:
        iat = (datetime.now(UTC) - claims.pop("age", timedelta())).timestamp()
        app.user = {"is_logged_in": True, "iss": "https://i", "sub": "17", "iat": iat} | claims
    return checked(app.run())


def made(database):
    with database.reading() as session:
        return [account.email for account in session.scalars(select(AccountRow))]


# ---- settings ---------------------------------------------------------------------------------


def test_without_a_file_of_secrets_nothing_is_configured(monkeypatch, tmp_path):
    files = [str(tmp_path / "secrets.toml")]
    monkeypatch.setattr("streamlit.runtime.secrets.config.get_option", lambda name: files)
    monkeypatch.setattr(st, "secrets", Secrets())
    assert not federated.is_configured()
    assert federated.label() == ""
    federated.check()


@pytest.mark.parametrize(
    ("auth", "label"),
    [
        (AUTH, "Sign in with Clinic"),
        (AUTH | {"label": "St. Mary's"}, "Sign in with St. Mary's"),
        (SHARED | CLINIC, "Sign in with your organization's account"),
        (SHARED | CLINIC | {"client_kwargs": {"prompt": "login"}, "label": "X"}, "Sign in with X"),
    ],
)
def test_label_is_said_or_the_name_of_the_provider(set_up, auth, label):
    set_up(auth)
    federated.check()
    assert federated.label() == label


@pytest.mark.parametrize(
    ("auth", "problem"),
    [
        (SHARED, "lacks client_id, client_secret and server_metadata_url"),
        ({"clinic": CLINIC}, "lacks redirect_uri and cookie_secret"),
        (AUTH | {"other": CLINIC}, "more than one provider"),
        (AUTH | CLINIC, "more than one provider"),
        (SHARED | {"our_clinic": CLINIC}, "underscore in its name"),
        (AUTH | {"cookie_secret": "x" * 31}, "cookie_secret of fewer than 32 characters"),
        (AUTH | {"redirect_uri": "https://missions.example/"}, "end with /oauth2callback"),
    ],
)
def test_settings_that_cannot_work_are_refused_without_showing_them(set_up, auth, problem):
    set_up(auth)
    with pytest.raises(AccountError, match=rf"^\[auth\] in .* {problem}") as error:
        federated.check()
    assert "a secret of the two" not in str(error.value)


# ---- the page ---------------------------------------------------------------------------------


def test_page_leads_to_passwords_where_there_is_no_provider(set_up, repository):
    app = open_page(repository)
    assert not app.button
    assert 'href="/account/sign-in"' in html_of(app)


def test_provider_that_does_not_answer_is_told_in_a_sentence(set_up, repository):
    set_up(AUTH)
    app = open_page(repository)
    assert not app.error
    checked(app.button(key="federated_sign_in").click().run())
    assert "does not answer just now" in app.error[0].value


def test_e_mails_of_a_provider_that_does_not_say_are_trusted_where_the_operator_does(
    set_up, repository, own_database
):
    set_up(AUTH)
    app = open_page(repository, email="zola@clinic.example", name="<b>Zola")
    assert "has not confirmed your" in app.error[0].value
    set_up(AUTH | {"trust_emails": True})
    app = open_page(repository, email="zola@clinic.example", email_verified=False)
    assert "has not confirmed your" in app.error[0].value
    assert not made(own_database)
    app = open_page(repository, email="zola@clinic.example", name="<b>Zola")
    assert made(own_database) == ["zola@clinic.example"]
    assert "As &lt;b&gt;Zola." in html_of(app)


def test_who_came_in_long_ago_is_asked_to_do_so_again(set_up, repository):
    set_up(AUTH)
    app = open_page(repository, age=timedelta(days=15))
    assert "Please sign in again" in app.error[0].value
    assert app.button(key="federated_sign_in").label == "Sign in with Clinic"


def test_who_has_a_session_of_their_own_signs_out_of_that(
    set_up, repository, own_database, sign_in
):
    set_up(AUTH)
    sign_in(Actor("amina", "professional"), name="Amina")
    app = open_page(repository, email="zola@clinic.example", email_verified=True)
    assert "As Amina." in html_of(app)
    assert 'href="/account/sign-out"' in html_of(app)
    assert not app.button
