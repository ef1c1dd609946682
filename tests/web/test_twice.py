"""Forms that are pressed twice on a slow line, on both databases."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from sqlalchemy import func, select
from starlette.responses import Response

from matching.accounts import actor_of, choose_password, identify, reset, sign_up
from matching.accounts.errors import FieldsError, LinkError
from matching.store import open_database, schema
from matching.web import SESSION_COOKIE
from matching.web.twice import Once
from tests.web.conftest import EMAIL, PASSWORD, Postbox, hidden

NEW = "seven green umbrellas"


@pytest.fixture
def database(url):
    """Both databases here: what happens at the same moment is theirs to settle."""
    with open_database(url) as database:
        yield database


def at_once(*calls):
    """Call in as many threads, together; give what each gave or raised."""
    together = Barrier(len(calls))

    def run(call):
        together.wait()
        try:
            return call()
        except (FieldsError, LinkError) as error:
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def count(database, row):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(row))


def fields_of(browser, path, **more):
    return hidden(browser.get(path)) | more


def post_with_cookies_of_before(browser, path, fields):
    """Press twice: both go out with the cookies of that moment; give both answers."""
    cookies = dict(browser.cookies)
    first = browser.post(path, data=fields)
    after = dict(browser.cookies)
    browser.cookies.clear()
    for name, value in cookies.items():
        browser.cookies.set(name, value, domain="missions.example")
    second = browser.post(path, data=fields)
    return first, second, after


def post_twice(browser, path, fields):
    """Press again while the next page is loading: with the cookies that the first answer set."""
    return browser.post(path, data=fields), browser.post(path, data=fields)


# ---- signing up -------------------------------------------------------------------------------


SIGN_UP = {"name": "Amina", "email": EMAIL, "password": PASSWORD}


def test_signing_up_twice_makes_one_account_and_signs_in_both_times(browser, database, clock):
    fields = fields_of(browser, "/account/sign-up", **SIGN_UP)
    first, second, _ = post_with_cookies_of_before(browser, "/account/sign-up", fields)
    assert (first.status_code, second.status_code) == (303, 303)
    assert identify(database, browser.cookies[SESSION_COOKIE], clock()).email == EMAIL
    third = browser.post("/account/sign-up", data=fields)
    assert third.status_code == 303
    assert identify(database, browser.cookies[SESSION_COOKIE], clock()).email == EMAIL
    assert count(database, schema.AccountRow) == 1


def test_signing_up_twice_at_the_same_moment(database, clock):
    def press():
        return sign_up(
            database, email=EMAIL, name="A", password=PASSWORD, address="", now=clock(), form="f"
        )

    answers = at_once(press, press, press)
    assert {identify(database, token, clock()).email for token in answers} == {EMAIL}
    assert count(database, schema.AccountRow) == 1


@pytest.mark.parametrize(
    ("changed", "later"),
    [({"form": "g"}, 0), ({"form": ""}, 0), ({"password": "another good one"}, 0), ({}, 11)],
)
def test_stranger_another_password_or_much_later_is_not_signed_in(database, clock, changed, later):
    same = {"email": EMAIL, "name": "A", "password": PASSWORD, "address": "", "form": "f"}
    sign_up(database, **same, now=clock())
    clock.forward(minutes=later)
    with pytest.raises(FieldsError, match="No account could be made"):
        sign_up(database, **same | changed, now=clock())


def test_at_the_limit_of_a_network_the_same_form_still_works(database, clock, monkeypatch):
    same = {"email": EMAIL, "name": "A", "password": PASSWORD, "address": "", "form": "f"}
    monkeypatch.setattr("matching.accounts.registering.MOST_SIGN_UPS_AN_HOUR", 1)
    sign_up(database, **same, now=clock())
    assert sign_up(database, **same, now=clock())


# ---- mails ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "fields"), [("sign-up", {"name": "A", "email": EMAIL}), ("forgot", {"email": EMAIL})]
)
def test_asking_twice_gets_the_same_page_and_one_mail(open_browser, database, clock, page, fields):
    box = Postbox(reaches_people=True)
    browser = open_browser(mailer=box, public_url="https://real.example")
    if page == "forgot":
        sign_up(database, email=EMAIL, name="A", password=PASSWORD, address="", now=clock())
    fields = fields_of(browser, f"/account/{page}", **fields)
    first, second = post_twice(browser, f"/account/{page}", fields)
    assert (first.status_code, second.text) == (200, first.text)
    assert len(box.mails) == 1
    clock.forward(minutes=1)
    browser.post(f"/account/{page}", data=fields)
    assert len(box.mails) == 2


def test_somebody_else_who_asks_is_not_taken_for_the_second_press(open_browser, database, clock):
    box = Postbox(reaches_people=True)
    sign_up(database, email=EMAIL, name="A", password=PASSWORD, address="", now=clock())
    for _ in range(2):
        browser = open_browser(mailer=box, public_url="https://real.example")
        browser.send_form("/account/forgot", email=EMAIL)
    assert len(box.mails) == 2


# ---- a new password ---------------------------------------------------------------------------


@pytest.fixture
def link(database, account_id, clock):
    with database.writing() as session:
        return reset.new_link(session, account_id, clock(), actor=account_id)


def test_saving_the_password_twice_is_success_twice(browser, database, link):
    fields = fields_of(browser, f"/account/reset?token={link}", password=NEW)
    for answer in post_twice(browser, "/account/reset", fields):
        assert answer.headers["location"] == "/account/sign-in?notice=password-changed"
    other = browser.post("/account/reset", data=fields | {"password": "another good one"})
    assert other.status_code == 410


def test_saving_the_password_twice_at_the_same_moment(database, link, clock, account_id):
    def press():
        return choose_password(database, link, NEW, clock(), form="f")

    assert at_once(press, press, press) == [account_id] * 3
    with database.reading() as session:
        written = select(func.count()).where(schema.AuditEntryRow.action == "password.changed")
        assert session.scalar(written) == 1


@pytest.mark.parametrize(
    ("form", "password", "later"), [("g", NEW, 0), ("", NEW, 0), ("f", PASSWORD, 0), ("f", NEW, 10)]
)
def test_used_link_tells_nothing_to_another_form_or_much_later(
    database,
    link,
    clock,
    form,
    password,
    later,
):
    choose_password(database, link, NEW, clock(), form="f")
    clock.forward(minutes=later)
    with pytest.raises(LinkError):
        choose_password(database, link, password, clock(), form=form)


# ---- signing in and out -----------------------------------------------------------------------


def test_signing_in_twice_is_success_twice(browser, database, account_id, clock):
    fields = fields_of(browser, "/account/sign-in", email=EMAIL, password=PASSWORD)
    for answer in post_twice(browser, "/account/sign-in", fields):
        assert answer.status_code == 303
    assert actor_of(database, browser.cookies[SESSION_COOKIE], clock()).account_id == account_id


@pytest.mark.parametrize("where", ["here", "everywhere"])
def test_signing_out_twice_is_success_twice(browser, database, account_id, where):
    browser.send_form("/account/sign-in", email=EMAIL, password=PASSWORD)
    fields = fields_of(browser, "/account/sign-out", where=where)
    for answer in post_twice(browser, "/account/sign-out", fields):
        assert answer.headers["location"] == "/account/sign-in?notice=signed-out"
    assert count(database, schema.SessionRow) == 0


def test_form_of_an_earlier_session_signs_nobody_out(browser, database, account_id, clock):
    browser.send_form("/account/sign-in", email=EMAIL, password=PASSWORD)
    before = fields_of(browser, "/account/sign-out", where="everywhere")
    browser.send_form("/account/sign-in", email=EMAIL, password=PASSWORD)
    assert browser.post("/account/sign-out", data=before).status_code == 403
    assert actor_of(database, browser.cookies[SESSION_COOKIE], clock()).account_id == account_id


def test_last_attempt_that_is_allowed_may_be_pressed_twice_at_once(browser, account_id):
    for _ in range(4):
        browser.send_form("/account/sign-in", email=EMAIL, password="wrong password")
    fields = fields_of(browser, "/account/sign-in", email=EMAIL, password=PASSWORD)
    answers = at_once(*[lambda: browser.post("/account/sign-in", data=fields)] * 3)
    assert [answer.status_code for answer in answers] == [303] * 3


# ---- once at a time ---------------------------------------------------------------------------


def test_what_comes_while_the_same_is_at_work_is_not_done_again():
    once, started, go_on = Once(), Event(), Event()
    done = []

    def work():
        done.append(1)
        started.set()
        go_on.wait()
        return Response("answer", background=lambda: None)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(once.do, "page", {"a": "1"}, work)
        started.wait()
        second = pool.submit(once.do, "page", {"a": "1"}, work)
        assert once.do("page", {"a": "2"}, lambda: Response("other")).body == b"other"
        assert once.do("page", {"a1": ""}, lambda: Response("other")).body == b"other"
        go_on.set()
        assert first.result().body == second.result().body == b"answer"
    assert first.result().background is not None
    was_late = len(done) == 2  # it began only when the first was done
    assert (second.result().background is None) is not was_late
    assert once.do("page", {"a": "1"}, lambda: Response("again")).body == b"again"


def test_fault_is_told_to_both_and_not_kept():
    once = Once()

    def broken():
        raise LinkError

    with pytest.raises(LinkError):
        once.do("page", {}, broken)
    assert once.do("page", {}, lambda: Response("well")).body == b"well"


def test_seals_differ_by_browser_and_hold_no_token(open_browser, account_id):
    browser, other = open_browser(), open_browser()
    browser.send_form("/account/sign-in", email=EMAIL, password=PASSWORD)
    seal = hidden(browser.get("/account/sign-in"))["seal"]
    assert re.fullmatch(r"[0-9a-f]{64}\.[0-9a-f]{64}", seal)
    assert seal != hidden(other.get("/account/sign-in"))["seal"]
