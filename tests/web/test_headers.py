"""What every answer carries, and which addresses search engines may list."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from matching.profile import Profile
from matching.web import SafeHeaders, app_policy, pages
from matching.web.headers import EXTRA, HTTPS_ONLY, MEDIA_POLICY, is_indexed
from matching.web.robots import BEGINS, robots_text

INDEXED = {"/": frozenset(), "/role": frozenset({"role_id"})}
POLICY = app_policy(["sha256-x"])
PATHS = ["/", "/role", "/me", "/static/a.js", "/media/a.svg"]


def plain(request):
    return PlainTextResponse("here")


def own(request):
    return pages.draw("fault.html", text="own", notice="", problems={})


def broken(request):
    raise ZeroDivisionError


@pytest.fixture(params=["http", "https"])
def scheme(request):
    return request.param


@pytest.fixture
def browser(scheme):
    settings = {"policy": POLICY, "indexed": INDEXED, "files": "/static/", "media": "/media/"}
    app = Starlette(
        routes=[
            *(Route(path, plain) for path in PATHS),
            Route("/own", own),
            Route("/broken", broken),
        ],
        middleware=[Middleware(SafeHeaders, **settings)],
        exception_handlers={Exception: pages.failed},
    )
    base = f"{scheme}://missions.example"
    return TestClient(app, base_url=base, raise_server_exceptions=False)


@pytest.mark.parametrize("path", [*PATHS, "/own", "/nowhere", "/broken"])
def test_every_answer_carries_the_headers(browser, path):
    headers = browser.get(path).headers
    assert {name: headers[name] for name in EXTRA} == dict(EXTRA)
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_answer_keeps_a_policy_of_its_own(browser):
    assert (
        browser.get("/own").headers["content-security-policy"].startswith("default-src 'none'; st")
    )
    assert browser.get("/media/a.svg").headers["content-security-policy"] == MEDIA_POLICY
    assert browser.get("/me").headers["content-security-policy"] == POLICY


def test_only_https_is_told_to_stay_https(browser, scheme):
    said = browser.get("/me").headers.get("strict-transport-security")
    assert said == (HTTPS_ONLY if scheme == "https" else None)


def test_failure_is_said_kindly(browser):
    answer = browser.get("/broken")
    assert answer.status_code == 500
    assert "This went wrong on our side" in answer.text
    assert "ZeroDivision" not in answer.text


def test_policy_names_no_other_host_and_allows_no_text_as_code():
    directives = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert directives["script-src"] == "'self' 'sha256-x' blob:"
    assert "unsafe-eval" not in POLICY
    assert "http" not in POLICY
    assert "*" not in POLICY
    for name in ("default-src", "object-src", "frame-src", "frame-ancestors", "base-uri"):
        assert directives[name] == "'none'"


@pytest.mark.parametrize(
    ("address", "is_listed"),
    [
        ("/", True),
        ("/role", True),
        ("/role?role_id=ship--dentist", True),
        ("/?profession=dentist", False),
        ("/?role_id=ship--dentist", False),
        ("/role?role_id=ship--dentist&profession=dentist", False),
        ("/role?profession=dentist", False),
        ("/role?" + "&".join(["role_id=a"] * 50), False),
        ("/role?%", False),
        ("/me", False),
        ("/nowhere", False),
        ("/media/a.svg", False),
        ("/static/a.js?profession=dentist", True),
    ],
)
def test_search_engines_may_list_plain_pages_and_no_profile(browser, address, is_listed):
    assert browser.get(address).headers.get("x-robots-tag") == (None if is_listed else "noindex")


def test_broken_query_is_not_listed():
    assert not is_indexed(INDEXED, "/role", "role_id=a;" * 500 + "&" * 500)


def test_profile_in_an_address_begins_as_the_robots_are_told():
    profile = Profile(profession="dentist", regions=["Central America"], max_weeks=2)
    assert next(iter(profile.to_query())) == BEGINS


def test_robots_text_in_full():
    assert robots_text(["/", "/role", "/me"], INDEXED) == (
        "User-agent: *\n"
        "Disallow: /?*\n"
        "Disallow: /?profession=\n"
        "Disallow: /role?role_id=*&\n"
        "Allow: /role?role_id=\n"
        "Disallow: /role?*\n"
        "Disallow: /role?profession=\n"
        "Disallow: /me\n"
        "Disallow: /account/\n"
        "Disallow: /calendar/\n"
        "Disallow: /media/\n"
    )
