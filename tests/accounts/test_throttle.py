"""How long who waits, whatever was tried before and whatever the clock did."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from matching.accounts import LockedError, SignInError, choose_password, reset, throttle
from matching.accounts.browsers import MOST_OF_ACCOUNT, remember_browser
from matching.accounts.tokens import digest
from matching.store import schema
from tests.accounts.conftest import EMAIL, NOW
from tests.examples import examples

HOSPITAL = "192.0.2.9"


def minutes(n):
    return NOW + timedelta(minutes=n)


def guess(enter, now, *, address, **more):
    """Try a wrong password; whether it was looked at."""
    try:
        enter("wrong password", now=now, address=address, **more)
    except SignInError:
        return True
    except LockedError:
        return False
    raise AssertionError


def begun_within(database, span, address_of, email_of, start=NOW):
    """Begin an attempt as soon as one may, for a time; how many began."""
    n, now = 0, start
    while now < start + span:
        try:
            throttle.begin(database, email_of(n), address_of(n), now)
            n += 1
        except LockedError as error:
            now = error.until
    return n


@pytest.fixture
def known(database, account_id):
    """The tokens of a browser in which Amina signed in before."""
    return remember_browser(database, account_id, (), NOW)


# ---- the law ----------------------------------------------------------------------------------

offsets = st.one_of(
    st.integers(-3 * 86_400, 3 * 86_400), st.integers(-7_200, 7_200), st.just(0)
).map(lambda seconds: timedelta(seconds=seconds))
histories = st.lists(
    st.tuples(st.sampled_from(["account", "network", "site", "browser"]), offsets, st.booleans()),
    max_size=60,
)


def wait_of(call):
    """How long a refused call says to wait; nothing if it is not refused."""
    try:
        call()
    except LockedError as error:
        return error.until
    return None


@given(history=histories, again=st.integers(1, 40), ahead=offsets)
@examples(15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_tried_and_whatever_the_clock_did_nobody_waits_longer_than_64_minutes(
    database, known, history, again, ahead
):
    keys = {
        "account": [digest(f"email:{EMAIL}"), digest("links:x")],
        "network": [digest("address:2001:db8::/64")],
        "site": [digest("address:2001:db8::/48")],
        "browser": [digest(f"browser:{digest(known[0])}")],
    }
    with database.writing() as session:
        session.execute(delete(schema.SignInAttemptRow))
        session.add_all(
            schema.SignInAttemptRow(key=key, at=NOW + offset, succeeded=succeeded)
            for name, offset, succeeded in history
            for key in keys[name]
            for _ in range(again)
        )
    now = NOW + ahead
    for call in (
        lambda: throttle.begin(database, EMAIL, "2001:db8::7", now),
        lambda: throttle.begin(database, EMAIL, "2001:db8::7", now, tokens=known),
        lambda: throttle.count(database, "links", {"x": 3}, now),
    ):
        until = wait_of(call)
        assert until is None or now < until <= now + throttle.LONGEST_WAIT


@pytest.mark.parametrize("ahead", [timedelta(seconds=1), timedelta(days=1), timedelta(days=900)])
def test_what_a_clock_that_ran_ahead_wrote_down_locks_nobody(database, account_id, enter, ahead):
    for n in range(40):
        guess(enter, NOW + ahead, address=HOSPITAL, email=f"n{n % 8}@example.org")
    for _ in range(6):
        guess(enter, NOW + ahead, address="192.0.2.8")
    throttle.count(database, "links", {"x": 1}, NOW + ahead)
    assert enter(address=HOSPITAL)
    assert throttle.count(database, "links", {"x": 1}, NOW)


def test_what_is_old_or_far_ahead_is_forgotten(database, account_id, enter):
    for at in (NOW - timedelta(days=3), NOW + timedelta(days=3)):
        guess(enter, at, address=HOSPITAL)
    guess(enter, NOW, address=HOSPITAL)
    with database.reading() as session:
        kept = session.scalars(select(schema.SignInAttemptRow.at)).all()
    assert kept == [NOW, NOW]


# ---- a known browser --------------------------------------------------------------------------


def test_known_browser_gets_in_while_strangers_guess_from_everywhere(enter, known):
    for n in range(40):
        guess(enter, minutes(n), address=f"198.51.100.{n}")
        guess(enter, minutes(n), address=HOSPITAL, email=f"n{n}@example.org")
        assert enter(now=minutes(n), address=HOSPITAL, browser=known)
    with pytest.raises(LockedError):
        enter(now=minutes(40), address="192.0.2.1")
    with pytest.raises(LockedError):
        enter(now=minutes(40), address="192.0.2.1", browser=["x" * 43, "", "\ud800"])


def test_known_browser_has_its_own_failures_and_changes_nothing_for_strangers(enter, known):
    for n in range(5):
        assert guess(enter, NOW, address="192.0.2.1", browser=known)
        assert guess(enter, NOW, address=f"198.51.100.{n}")
    assert not guess(enter, NOW, address="192.0.2.1", browser=known)
    assert enter(now=minutes(1), browser=known)
    assert guess(enter, minutes(1), address="198.51.100.7")
    assert enter(now=minutes(1), browser=known)
    assert not guess(enter, minutes(2), address="198.51.100.7")


def test_browser_is_known_for_the_accounts_that_signed_in_there_only(database, enter, known):
    for n in range(5):
        guess(enter, NOW, address=f"198.51.100.{n}", email="omar@example.org")
    with pytest.raises(LockedError):
        enter(email="omar@example.org", browser=known)


def test_browser_is_forgotten_after_180_days_and_alone_it_is_no_way_in(database, enter, known):
    with pytest.raises(SignInError):
        enter("", browser=known)
    later = NOW + timedelta(days=180)
    for n in range(5):
        guess(enter, later, address=f"198.51.100.{n}")
    with pytest.raises(LockedError):
        enter(now=later, browser=known)


def test_only_digests_are_kept_and_of_one_account_at_most_twenty(database, account_id):
    seen = [remember_browser(database, account_id, (), minutes(n)) for n in range(25)]
    again = remember_browser(database, account_id, seen[-1], minutes(30))
    assert again == seen[-1]
    with database.reading() as session:
        kept = set(session.scalars(select(schema.KnownBrowserRow.token_digest)))
    assert kept == {digest(token) for (token,) in seen[-MOST_OF_ACCOUNT:]}


def test_token_of_one_account_is_not_shared_with_the_next_in_the_same_browser(database, known):
    with database.writing() as session:
        session.add(
            schema.AccountRow(account_id="o", email="o@e.org", kind="staff", created_at=NOW)
        )
    both = remember_browser(database, "o", known, NOW)
    assert both[1:] == known
    with database.reading() as session:
        row = session.get(schema.KnownBrowserRow, digest(both[0]))
    assert row.account_id == "o"


def test_link_passes_while_the_account_and_the_network_are_locked(database, account_id, enter):
    with database.writing() as session:
        token = reset.new_link(session, account_id, NOW, actor=account_id)
    for n in range(35):
        guess(enter, NOW, address=HOSPITAL, email=f"n{n}@example.org")
        guess(enter, NOW, address=f"198.51.100.{n}")
    assert choose_password(database, token, "seven green umbrellas", NOW) == account_id
    browser = remember_browser(database, account_id, (), NOW)
    for n in range(10):
        guess(enter, NOW, address=f"198.51.100.{n}")
    assert enter("seven green umbrellas", address=HOSPITAL, browser=browser)


# ---- strangers stay slow ----------------------------------------------------------------------


def test_one_account_gets_32_guesses_on_the_first_day_and_23_on_each_after(database):
    def of_day(day):
        start = NOW + timedelta(days=day)
        many = lambda n: f"198.51.{100 + day}.{n}"  # noqa: E731
        return begun_within(database, timedelta(days=1), many, lambda n: EMAIL, start)

    assert of_day(0) == 32
    assert of_day(1) <= 23


def test_one_network_gets_about_36_guesses_an_hour_on_all_accounts(database):
    begun = begun_within(
        database, timedelta(hours=3), lambda n: HOSPITAL, lambda n: f"n{n}@example.org"
    )
    assert 90 < begun <= 3 * 37


def test_machine_that_wanders_through_its_ipv6_networks_is_slowed_down(database):
    site = digest("address:2001:db8::/48")
    with database.writing() as session:
        session.add_all(
            schema.SignInAttemptRow(key=site, at=NOW, succeeded=False) for _ in range(299)
        )
    throttle.begin(database, "a@example.org", "2001:db8:0:1::1", NOW)
    with pytest.raises(LockedError):
        throttle.begin(database, "b@example.org", "2001:db8:0:2::1", NOW)
    throttle.begin(database, "b@example.org", "2001:db8:1::1", NOW)


def test_networks_and_accounts_are_counted_apart(enter, account_id):
    for n in range(30):
        guess(enter, NOW, address=HOSPITAL, email=f"n{n}@example.org")
    assert enter(address="192.0.2.1")
    for n in range(5):
        guess(enter, NOW, address=f"198.51.100.{n}", email="omar@example.org")
    assert enter(address="198.51.100.1")


# ---- what an attack leaves in the store -------------------------------------------------------


def test_refused_attempts_write_nothing_and_do_not_wait_for_a_writer(database, account_id, enter):
    for n in range(5):
        guess(enter, NOW, address=f"198.51.100.{n}")
    throttle.count(database, "links", {"x": 1}, NOW)

    def rows():
        with database.reading() as session:
            return session.scalar(select(func.count()).select_from(schema.SignInAttemptRow))

    before = rows()
    with database.writing(), ThreadPoolExecutor(1) as other:  # it would wait for up to a minute
        for call in (
            lambda: guess(enter, NOW, address="198.51.100.9"),
            lambda: wait_of(lambda: throttle.count(database, "links", {"x": 1}, NOW)) is None,
        ):
            assert other.submit(call).result(timeout=30) is False
    assert rows() == before


def test_guess_leaves_two_rows_or_three_with_ipv6_and_one_in_a_known_browser(
    database, known, enter
):
    def left_by(**more):
        with database.writing() as session:
            session.execute(delete(schema.SignInAttemptRow))
        guess(enter, NOW, **more)
        with database.reading() as session:
            return session.scalar(select(func.count()).select_from(schema.SignInAttemptRow))

    assert left_by(address="192.0.2.1") == 2
    assert left_by(address="2001:db8::1") == 3
    assert left_by(address="192.0.2.1", browser=known) == 1


def test_same_form_is_counted_once_within_a_minute(database):
    def asked(form, now=NOW):
        return throttle.count(database, "links", {"x": 2}, now, form=form)

    assert asked("a")
    assert not asked("a")
    assert asked("b")
    assert not asked("b")
    with pytest.raises(LockedError):
        asked("c")
    with pytest.raises(LockedError):
        asked("a", minutes(1))
