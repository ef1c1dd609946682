import re

import pytest

from matching.accounts import AccountError, actor_of, identify
from matching.authorization import VISITOR
from matching.store import DatabaseError, schema
from matching.web import SESSION_COOKIE, Settings, settings_from_environment
from tests.web.conftest import EMAIL, PASSWORD, Postbox, hidden

PAGES = ["sign-in", "sign-up", "sign-out", "forgot", "reset"]


def sign_in(browser, password=PASSWORD, *, email=EMAIL, query=""):
    return browser.send_form(f"/account/sign-in{query}", email=email, password=password)


def sign_up(browser, **changed):
    fields = {"name": "Amina", "email": EMAIL, "password": PASSWORD} | changed
    return browser.send_form("/account/sign-up", **fields)


def whole_problem(page):
    return re.search(r'<p class="problem whole" role="alert">(.*?)</p>', page.text)[1]


def session_cookie(response):
    cookies = response.headers.get_list("set-cookie")
    return next(cookie for cookie in cookies if cookie.startswith(SESSION_COOKIE))


# ---- signing up, in and out -------------------------------------------------------------------


def test_signing_up_signs_in(browser, database, clock):
    answer = sign_up(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    someone = identify(database, browser.cookies[SESSION_COOKIE], clock())
    assert (someone.actor.kind, someone.name, someone.email) == ("professional", "Amina", EMAIL)


def test_problem_stands_beside_its_field_and_what_was_typed_stays(browser):
    page = sign_up(browser, password="short", email="amina@")
    assert page.status_code == 400
    for name in ["email", "password"]:
        assert f'id="{name}-problem"' in page.text
        tag = re.search(rf'<input id="{name}".*?>', page.text, re.DOTALL)[0]
        assert 'aria-invalid="true"' in tag
        assert re.search(rf'aria-describedby="[\w -]*{name}-problem"', tag)
    assert 'value="amina@"' in page.text
    assert "short" not in page.text
    assert "<title>Error: " in page.text


def test_email_that_has_an_account_is_not_told(browser, account_id):
    page = sign_up(browser, password="another good password")
    assert page.status_code == 400
    assert "No account could be made with these details" in whole_problem(page)


def test_signing_in_goes_to_the_page_that_was_asked_for(browser, database, account_id, clock):
    answer = sign_in(browser, query="?next=/role%3Frole_id%3Dmercy--surgeon")
    assert answer.headers["location"] == "/role?role_id=mercy--surgeon"
    assert actor_of(database, browser.cookies[SESSION_COOKIE], clock()).account_id == account_id


@pytest.mark.parametrize("there", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(browser, account_id, there):
    fields = hidden(browser.get("/account/sign-in", params={"next": there}))
    assert fields["next"] == "/"
    fields |= {"email": EMAIL, "password": PASSWORD, "next": there}
    assert browser.post("/account/sign-in", data=fields).headers["location"] == "/"


def test_wrong_password_and_unknown_email_give_the_same_page(open_browser, account_id):
    wrong = sign_in(open_browser(), "wrong password")
    unknown = sign_in(open_browser(), "wrong password", email="nobody@example.org")
    assert wrong.status_code == unknown.status_code == 400
    plain = [
        re.sub(r"[0-9a-f]{64}", "", page.text).replace(email, "")
        for page, email in [(wrong, EMAIL), (unknown, "nobody@example.org")]
    ]
    assert plain[0] == plain[1]
    assert whole_problem(wrong) == "This e-mail and password do not go together."


def test_sixth_wrong_password_is_told_how_long_to_wait(browser, account_id, clock):
    for _ in range(5):
        assert sign_in(browser, "wrong password").status_code == 400
    page = sign_in(browser, "wrong password")
    assert page.status_code == 429
    assert whole_problem(page) == "Too many attempts. Try again in 1 minute."
    assert sign_in(browser).status_code == 429
    clock.forward(minutes=1)
    assert sign_in(browser).status_code == 303


def test_cookie_is_out_of_reach_of_scripts_and_of_other_sites(open_browser, account_id):
    plain = session_cookie(sign_in(open_browser()))
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=1209600"} <= set(plain.split("; "))
    assert "Secure" not in plain
    assert "Secure" in session_cookie(sign_in(open_browser(https=True))).split("; ")


def test_signing_in_never_keeps_a_token_that_the_browser_brought(browser, database, account_id):
    browser.cookies.set(SESSION_COOKIE, "chosen by somebody else", domain="missions.example")
    assert "chosen by somebody else" not in session_cookie(sign_in(browser))


def test_signing_out_ends_the_session_and_takes_the_cookie(browser, database, account_id, clock):
    sign_in(browser)
    token = browser.cookies[SESSION_COOKIE]
    assert "You are signed in as Amina." in browser.get("/account/sign-out").text
    answer = browser.send_form("/account/sign-out", where="here")
    assert answer.headers["location"] == "/account/sign-in?notice=signed-out"
    assert "Max-Age=0" in session_cookie(answer)
    assert actor_of(database, token, clock()) == VISITOR
    assert "You are signed out." in browser.get(answer.headers["location"]).text


def test_signing_out_on_all_devices(browser, open_browser, database, account_id, clock):
    other = open_browser()
    sign_in(other)
    sign_in(browser)
    browser.send_form("/account/sign-out", where="everywhere")
    assert actor_of(database, other.cookies[SESSION_COOKIE], clock()) == VISITOR


def test_looking_at_the_page_signs_nobody_out(browser, database, account_id, clock):
    sign_in(browser)
    browser.get("/account/sign-out")
    assert actor_of(database, browser.cookies[SESSION_COOKIE], clock()).account_id == account_id


def test_session_that_expired_is_nobody(browser, account_id, clock):
    sign_in(browser)
    clock.forward(days=1)
    assert "You are not signed in." in browser.get("/account/sign-out").text


def test_way_through_another_provider_is_shown_where_there_is_one(open_browser):
    assert 'href="/sign-in"' not in open_browser().get("/account/sign-in").text
    page = open_browser(federated_label="Sign in with <Clinic>").get("/account/sign-in")
    assert '<a href="/sign-in">Sign in with &lt;Clinic&gt;</a>' in page.text


def test_way_through_another_provider_keeps_the_page_that_was_left(open_browser):
    browser = open_browser(federated_label="Sign in with Clinic")
    page = browser.get("/account/sign-in?next=/role?role_id=ship--dentist")
    assert '<a href="/sign-in?next=%2Frole%3Frole_id%3Dship--dentist">' in page.text


# ---- new passwords ----------------------------------------------------------------------------


def test_link_works_once(browser, account_id, box):
    browser.send_form("/account/forgot", email=EMAIL)
    answer = browser.send_form(box.path(), password="seven green umbrellas")
    assert answer.headers["location"] == "/account/sign-in?notice=password-changed"
    again = browser.get(box.path())
    assert again.status_code == 410
    assert "does not work any more" in whole_problem(again)
    assert sign_in(browser).status_code == 400
    assert sign_in(browser, "seven green umbrellas").status_code == 303


def test_looking_at_the_link_does_not_use_it_up(browser, account_id, box):
    browser.send_form("/account/forgot", email=EMAIL)
    for _ in range(3):
        assert browser.get(box.path()).status_code == 200
    faulty = browser.send_form(box.path(), password="short")
    assert faulty.status_code == 400
    assert hidden(faulty)["token"] in box.path()


def test_form_of_a_link_that_another_browser_used_meanwhile_is_refused(
    browser, open_browser, account_id, box
):
    browser.send_form("/account/forgot", email=EMAIL)
    other = open_browser()
    fields = hidden(other.get(box.path())) | {"password": "seven green umbrellas"}
    browser.send_form(box.path(), password="seven green umbrellas")
    assert other.post("/account/reset", data=fields).status_code == 410


@pytest.mark.parametrize("page", ["forgot", "sign-up"])
def test_host_that_a_stranger_names_never_gets_into_a_link(open_browser, account_id, page):
    evil = {"host": "evil.example", "x-forwarded-host": "evil.example", "forwarded": "host=evil"}
    for box, public_url, expected in (
        (Postbox(), "", "http://missions.example:80/account/"),
        (Postbox(reaches_people=True), "https://real.example", "https://real.example/account/"),
    ):
        browser = open_browser(mailer=box, public_url=public_url)
        fields = hidden(browser.get(f"/account/{page}")) | {"email": EMAIL, "name": "A"}
        cookies = {name: browser.cookies[name] for name in browser.cookies}
        header = "; ".join(f"{name}={value}" for name, value in cookies.items())
        headers = evil | {"cookie": header}
        browser.post(f"/account/{page}", data=fields, headers=headers)
        said = "".join(mail.text for mail in box.mails)
        assert "evil" not in said
        assert box.mails == [] or expected in said
        assert box.mails or (page, public_url) == ("sign-up", "")  # where no mails are sent


# ---- known browsers ---------------------------------------------------------------------------


def lock(open_browser, clock):
    """Strangers guess at Amina's password, and everybody's network is the same."""
    for _ in range(6):
        answer = sign_in(open_browser(), "wrong password")
    return answer


def test_browser_that_signed_in_before_gets_in_while_strangers_guess(
    browser, open_browser, account_id, clock
):
    answer = sign_in(browser)
    cookie = next(
        c for c in answer.headers.get_list("set-cookie") if c.startswith("missionmatch_browser=")
    )
    assert {"HttpOnly", "SameSite=lax", "Max-Age=15552000"} <= set(cookie.split("; "))
    browser.send_form("/account/sign-out", where="here")
    page = lock(open_browser, clock)
    assert page.status_code == 429
    assert "use a browser in which you signed in before" in page.text
    assert sign_in(open_browser()).status_code == 429
    # A restart changes what seals forms, and not which browsers are known.
    restarted = open_browser(secret=b"x" * 32)
    restarted.cookies.set(
        "missionmatch_browser", browser.cookies["missionmatch_browser"], domain="missions.example"
    )
    assert sign_in(restarted, "wrong password").status_code == 400
    assert sign_in(restarted).status_code == 303
    assert sign_in(browser).status_code == 303


def test_browser_in_which_a_password_was_chosen_gets_in_although_the_account_is_locked(
    browser, open_browser, account_id, box, clock
):
    browser.send_form("/account/forgot", email=EMAIL)
    lock(open_browser, clock)
    browser.send_form(box.path(), password="seven green umbrellas")
    lock(open_browser, clock)
    assert sign_in(open_browser(), "seven green umbrellas").status_code == 429
    assert sign_in(browser, "seven green umbrellas").status_code == 303


def test_known_browser_gets_a_link_when_its_network_has_asked_for_too_many(
    browser, open_browser, account_id, box
):
    sign_in(browser)
    for n in range(30):
        open_browser().send_form("/account/forgot", email=f"n{n}@example.org")
    assert open_browser().send_form("/account/forgot", email=EMAIL).status_code == 429
    assert browser.send_form("/account/forgot", email="omar@example.org").status_code == 429
    assert browser.send_form("/account/forgot", email=EMAIL).status_code == 200
    assert box.mails[-1].to == EMAIL


def test_signing_out_on_all_devices_knows_only_this_browser_still(
    browser, open_browser, account_id, clock
):
    other = open_browser()
    sign_in(other)
    sign_in(browser)
    browser.send_form("/account/sign-out", where="everywhere")
    lock(open_browser, clock)
    assert sign_in(other).status_code == 429
    assert sign_in(browser).status_code == 303


@pytest.mark.parametrize(
    "cookie", ["", "...", "x" * 43, "x" * 4000, "ä.ö", ".".join(["y" * 43] * 99)]
)
def test_cookie_that_we_never_gave_changes_nothing(open_browser, account_id, clock, cookie):
    lock(open_browser, clock)
    browser = open_browser()
    page = browser.get("/account/sign-in")
    fields = hidden(page) | {"email": EMAIL, "password": PASSWORD}
    value = cookie.encode("latin-1", "replace").decode("latin-1")
    form = browser.cookies["missionmatch_form"]
    header = f"missionmatch_form={form}; missionmatch_browser={value}".encode("latin-1")
    answer = browser.post("/account/sign-in", data=fields, headers={"cookie": header})
    assert answer.status_code == 429


def test_asking_for_a_link_has_the_same_answer_for_every_email(browser, account_id, box):
    pages = [
        browser.send_form("/account/forgot", email=email).text.replace(email, "")
        for email in [EMAIL, "nobody@example.org"]
    ]
    plain = [re.sub(r"[0-9a-f]{64}", "", page) for page in pages]
    assert plain[0] == plain[1]
    assert len(box.mails) == 1


def test_signing_up_has_the_same_answer_for_every_email_where_mails_are_sent(
    open_browser, account_id
):
    box = Postbox(reaches_people=True)
    browser = open_browser(mailer=box, public_url="https://real.example")
    assert 'name="password"' not in browser.get("/account/sign-up").text
    pages = [
        browser.send_form("/account/sign-up", email=email, name="A").text.replace(email, "")
        for email in [EMAIL, "new@example.org"]
    ]
    assert pages[0] == pages[1]
    assert box.mails[1].text.count("https://real.example/account/reset?token=") == 1
    browser.send_form(box.path(), password=PASSWORD)
    assert sign_in(browser, email="new@example.org").status_code == 303


def test_mails_need_an_address_that_no_request_can_choose(database):
    with pytest.raises(AccountError, match="MISSIONMATCH_PUBLIC_URL must say"):
        Settings(lambda: database, Postbox(reaches_people=True))


# ---- forms ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_form_without_its_seal_is_refused(browser, account_id, name):
    fields = {"email": EMAIL, "password": PASSWORD, "name": "A", "token": "x"}
    browser.get("/account/sign-in")
    answer = browser.post(f"/account/{name}", data=fields)
    assert answer.status_code == 403
    assert SESSION_COOKIE not in browser.cookies


def test_seal_of_another_browser_or_another_session_is_refused(browser, open_browser, account_id):
    fields = {"email": EMAIL, "password": PASSWORD}
    theirs = hidden(open_browser().get("/account/sign-in"))
    browser.get("/account/sign-in")
    assert browser.post("/account/sign-in", data=theirs | fields).status_code == 403
    before = hidden(browser.get("/account/sign-in"))
    sign_in(browser)
    assert browser.post("/account/sign-out", data=before).status_code == 403


def test_form_sent_from_another_site_is_refused(browser, account_id):
    fields = hidden(browser.get("/account/sign-in")) | {"email": EMAIL, "password": PASSWORD}
    headers = {"sec-fetch-site": "cross-site"}
    assert browser.post("/account/sign-in", data=fields, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"content": b"a=" + b"x" * 20_000}, 413),
        ({"content": b"&".join([b"a=1"] * 30)}, 400),
        ({"content": "a=é".encode()}, 400),
        ({"json": {"email": EMAIL}}, 415),
    ],
)
def test_what_is_no_small_form_is_refused(browser, sent, status):
    headers = {} if "json" in sent else {"content-type": "application/x-www-form-urlencoded"}
    assert browser.post("/account/sign-in", headers=headers, **sent).status_code == status


def test_text_of_people_is_shown_as_text(browser):
    evil = '"><script>alert(1)</script>'
    page = sign_up(browser, name=evil, password="short")
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text
    sign_up(browser, name=evil)
    page = browser.get("/account/sign-out")
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text


@pytest.mark.parametrize("name", ["山田\u3000花子", "علی\u200cرضا کریمی", "ශ\u0dca\u200dරියානි පෙරේරා"])
def test_names_of_all_scripts_sign_up_and_are_shown(browser, database, clock, name):
    page = sign_up(browser, name=name, password="short")
    assert f'value="{name}" dir="auto"' in page.text
    assert "Write your name" not in page.text
    assert sign_up(browser, name=f"\u2068{name}\u2069").status_code == 303
    assert identify(database, browser.cookies[SESSION_COOKIE], clock()).name == name


# ---- whom to ask ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("help@missions.example", "mailto:help@missions.example"),
        ("https://missions.example/help", "https://missions.example/help"),
    ],
)
def test_where_no_mails_are_sent_the_page_says_whom_to_ask(open_browser, contact, link):
    browser = open_browser(contact=contact)
    said = f'<a href="{link}">{contact}</a>, who runs it,'
    assert said in browser.get("/account/forgot").text
    assert said in browser.send_form("/account/forgot", email="amina@example.org").text


def test_without_a_contact_the_page_names_nobody(browser):
    assert "whoever runs it gives you the link." in browser.get("/account/forgot").text


def test_contact_that_leads_nowhere_is_refused_at_the_start(database):
    for wrong in ("ask Ben", "javascript:alert(1)", "a b@example.org"):
        with pytest.raises(AccountError, match="MISSIONMATCH_CONTACT is an e-mail address"):
            Settings(lambda: database, Postbox(), contact=wrong)


def test_the_environment_says_whom_to_ask(monkeypatch):
    monkeypatch.setenv("MISSIONMATCH_CONTACT", " Help@missions.example ")
    assert settings_from_environment(lambda: None).contact_link == "mailto:Help@missions.example"


# ---- every page -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_its_headers_and_no_script(browser, name):
    page = browser.get(f"/account/{name}")
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["referrer-policy"] == "no-referrer"
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert not re.search(r"<script|<style|\son\w+=|\sstyle=", page.text)


@pytest.mark.parametrize("name", PAGES)
def test_every_field_has_a_label_and_helps_password_managers(browser, name):
    page = browser.get(f"/account/{name}")
    for tag in re.findall(r"<input (?!type=.hidden)[^>]*>", page.text):
        name = re.search(r'id="(\w+)"', tag)[1]
        assert f'<label for="{name}">' in page.text
        assert re.search(r'autocomplete="(username|name|(new|current)-password)"', tag)


def test_store_that_does_not_answer_is_told_without_details(open_browser):
    def broken():
        raise DatabaseError("The store at postgresql://secret-host/x cannot be used.")

    page = open_browser(open_store=broken).get("/account/sign-out")
    assert page.status_code == 503
    assert "secret-host" not in page.text


def test_disabled_account_is_nobody(browser, database, account_id, clock):
    sign_in(browser)
    with database.writing() as session:
        session.get(schema.AccountRow, account_id).disabled_at = clock()
    assert "You are not signed in." in browser.get("/account/sign-out").text


def test_letters_are_those_of_the_app(open_browser):
    fonts = {"Source Sans": "/static/media/sans.woff2"}
    style = open_browser(fonts=fonts).get("/account/account.css").text
    assert '@font-face { font-family: "Source Sans"; src: url("/static/media/sans.woff2")' in style
    policy = open_browser().get("/account/sign-in").headers["content-security-policy"]
    assert "font-src 'self';" in policy


# ---- look -------------------------------------------------------------------------------------


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def schemes(style):
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_can_be_read_on_its_background(browser, scheme):
    colours = schemes(browser.get("/account/account.css").text)[scheme]
    for background in ("page", "card"):
        for text in ("text", "quiet", "primary", "problem", "good"):
            assert contrast(colours[text], colours[background]) >= 4.5, (text, background)
        assert contrast(colours["input-line"], colours[background]) >= 3
    assert contrast(colours["on-primary"], colours["primary"]) >= 4.5
