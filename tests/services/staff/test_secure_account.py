"""An account that was stolen: what staff can do in one action, and what disabling leaves open."""

from types import SimpleNamespace

import pytest

from matching.accounts import (
    LinkError,
    LockedError,
    SignInError,
    actor_of,
    choose_password,
    federated_identity,
    passwords,
    remember_browser,
    sign_in,
)
from matching.authorization import VISITOR, NotAllowedError
from matching.services import staff
from matching.services.shared.errors import RequestError
from matching.store import schema
from tests.store.rows import NOW

OLD, NEW = "kettle moss eleven", "seven green umbrellas"
EMAIL = "amina@example.org"
CLAIMS = {"iss": "https://id.example", "sub": "7"}


@pytest.fixture
def stolen(store, actors):
    """Amina's account, with all that a thief may have of it."""
    with store.writing() as session:
        session.get(schema.AccountRow, "amina").password_hash = passwords.hashed(OLD)
    enter = {"email": EMAIL, "address": "192.0.2.1", "now": NOW}
    return SimpleNamespace(
        session=sign_in(store, password=OLD, **enter),
        browser=remember_browser(store, "amina", (), NOW),
        link=staff.new_password_link(store, actors.sam, "amina", now=NOW),
        enter=lambda password, **more: sign_in(store, password=password, **enter | more),
    )


@pytest.fixture
def through_provider(store):
    with store.writing() as session:
        account = session.get(schema.AccountRow, "amina")
        account.oidc_issuer, account.oidc_subject = CLAIMS["iss"], CLAIMS["sub"]

    def who(seconds):
        claims = CLAIMS | {"iat": NOW.timestamp() + seconds}
        return federated_identity(store, claims, NOW).actor.account_id

    return who


def is_shut_out(store, stolen):
    """Whether nothing that the thief had is of use."""
    for n in range(4):
        with pytest.raises(SignInError):
            stolen.enter(OLD, address=f"198.51.100.{n}")
    with pytest.raises(SignInError):
        stolen.enter(OLD, browser=stolen.browser)  # the fifth failure, and not one of its own
    with pytest.raises(LockedError):
        stolen.enter(OLD, browser=stolen.browser)
    with pytest.raises(LinkError):
        choose_password(store, stolen.link, NEW, NOW)
    return actor_of(store, stolen.session, NOW) == VISITOR


def test_securing_shuts_everybody_out_and_gives_the_owner_a_way_in(store, actors, stolen):
    token = staff.secure_account(store, actors.sam, "amina", now=NOW)
    assert is_shut_out(store, stolen)
    choose_password(store, token, NEW, NOW)
    assert stolen.enter(NEW)
    entries = staff.audit_entries(store, actors.sam, action="accounts.", now=NOW)
    assert entries[["actor", "target_id", "details"]].to_numpy().tolist() == [
        ["sam", "amina", {"sessions": 1, "browsers": 1, "links": 1}]
    ]


def test_old_password_does_not_work_after_disabling_and_enabling(store, actors, stolen):
    staff.disable_account(store, actors.sam, "amina", now=NOW)
    token = staff.enable_account(store, actors.sam, "amina", now=NOW)
    assert is_shut_out(store, stolen)
    choose_password(store, token, NEW, NOW)
    assert stolen.enter(NEW)
    assert staff.enable_account(store, actors.sam, "amina", now=NOW) == ""


def test_what_an_older_version_disabled_is_shut_when_it_is_enabled(store, actors, stolen):
    with store.writing() as session:
        session.get(schema.AccountRow, "amina").disabled_at = NOW
    staff.enable_account(store, actors.sam, "amina", now=NOW)
    assert is_shut_out(store, stolen)


def test_choosing_a_password_leaves_a_thief_nothing(store, stolen, actors):
    token = staff.new_password_link(store, actors.sam, "amina", now=NOW)
    choose_password(store, token, NEW, NOW)
    assert is_shut_out(store, stolen)


def test_who_came_through_another_provider_is_signed_out_and_can_come_back(
    store, actors, through_provider
):
    assert through_provider(-5) == "amina"
    assert staff.secure_account(store, actors.sam, "amina", now=NOW) == ""
    assert through_provider(-5) == through_provider(0) == ""
    assert through_provider(1) == "amina"
    staff.disable_account(store, actors.sam, "amina", now=NOW)
    assert staff.enable_account(store, actors.sam, "amina", now=NOW) == ""
    assert through_provider(-5) == ""


def test_ones_own_account_or_a_disabled_one_is_not_secured(store, actors):
    with pytest.raises(RequestError, match="your own account"):
        staff.secure_account(store, actors.sam, "sam", now=NOW)
    staff.disable_account(store, actors.sam, "omar", now=NOW)
    with pytest.raises(RequestError, match="disabled"):
        staff.secure_account(store, actors.sam, "omar", now=NOW)


@pytest.mark.parametrize("name", ["visitor", "amina", "ben"])
def test_only_staff_secure_accounts(store, actors, stolen, name):
    with pytest.raises(NotAllowedError):
        staff.secure_account(store, getattr(actors, name), "eve", now=NOW)
    assert actor_of(store, stolen.session, NOW).account_id == "amina"
