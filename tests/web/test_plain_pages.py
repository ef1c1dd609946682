"""Plain pages: what others read of an article, an organization, an opening and an event."""

import json
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from starlette.applications import Starlette
from starlette.testclient import TestClient

from matching.services.conversation import Answered
from matching.web import plain_routes
from tests.builders import article, catalog_of, organization, role
from tests.store.rows import NOW

SITE = "https://missions.example"
HOSTILE = "</script><script>alert(1)</script>"


def reader(public_url=SITE, **more):
    catalog = catalog_of(
        role(
            "mercy--nurse", title="Nurse", professions="nurse", countries="KE", status="open",
            end_date="2027-05-02", setting="hospital", summary="On a ward.",
        ),
        role("mercy--old", title="Old trip", status="past"),
        organizations=[organization("mercy", name="Mercy & Co", website="https://mercy.example",
                                    countries="KE|TZ")],
        articles=[
            article("why", title=f"Why {HOSTILE}", summary="Because.", obstacles="family",
                    publisher="A press", published="2020-02"),
            article("congress", kind="event", title="Congress", published="2099-05-01"),
            article("over", kind="event", title="Long ago", published="2019-05-01"),
        ],
    )  # fmt: skip
    return TestClient(Starlette(routes=plain_routes(lambda: catalog, public_url, **more)))


def soup(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def data_of(page):
    found = page.find("script", type="application/ld+json")
    return json.loads(found.string) if found else None


def og(page):
    return {tag["property"]: tag["content"] for tag in page.select("meta[property^='og:']")}


def test_article_has_title_facts_preview_data_and_the_way_into_the_app():
    page = soup(reader(), "/pages/articles/why")
    assert page.h1.get_text().startswith("Why ")
    assert page.select_one("a.button")["href"] == "/articles?article_id=why"
    assert "Helps with" in [term.get_text() for term in page.find_all("dt")]
    assert og(page)["og:url"] == f"{SITE}/pages/articles/why"
    assert og(page)["og:description"] == "Because."
    data = data_of(page)
    assert (data["@type"], data["datePublished"]) == ("Article", "2020-02")
    assert data["publisher"] == {"@type": "Organization", "name": "A press"}


def test_what_people_wrote_is_text_in_the_page_and_in_its_data():
    answer = reader().get("/pages/articles/why")
    assert HOSTILE not in answer.text
    assert data_of(BeautifulSoup(answer.text, "html.parser"))["name"] == f"Why {HOSTILE}"


def test_opening_is_a_posting_that_says_only_what_is_known():
    data = data_of(soup(reader(), "/pages/openings/mercy--nurse"))
    assert data["@type"] == "JobPosting"
    assert data["validThrough"] == "2027-05-02"
    assert data["employmentType"] == "VOLUNTEER"
    assert data["hiringOrganization"] == {
        "@type": "Organization", "name": "Mercy & Co", "sameAs": "https://mercy.example",
    }  # fmt: skip
    assert data["jobLocation"][0]["address"]["addressCountry"] == "KE"
    assert "baseSalary" not in data


def test_past_role_and_event_that_is_over_say_so_and_have_no_data():
    client = reader()
    for path in ("/pages/openings/mercy--old", "/pages/events/over"):
        page = soup(client, path)
        assert "is over" in page.select_one("p.notice").get_text()
        assert data_of(page) is None
    assert data_of(soup(client, "/pages/events/congress"))["startDate"] == "2099-05-01"


def test_organization_leads_to_its_openings():
    page = soup(reader(), "/pages/organizations/mercy")
    assert [one["href"] for one in page.select("main ul a")] == ["/pages/openings/mercy--nurse"]
    assert [one["name"] for one in data_of(page)["areaServed"]] == [
        "Kenya", "United Republic of Tanzania",
    ]  # fmt: skip


def test_without_a_public_address_no_page_claims_one():
    page = soup(reader(public_url=""), "/pages/articles/why")
    assert "og:url" not in og(page)
    assert page.select_one("link[rel=canonical]") is None
    assert "mainEntityOfPage" not in data_of(page)


@pytest.mark.parametrize("path", ["articles/none", "openings/why", "people/why", "events/"])
def test_what_there_is_not_is_not_found(path):
    assert reader().get(f"/pages/{path}").status_code == 404


def test_what_an_organization_asked_to_be_gone_is_said_to_be_gone():
    catalog = catalog_of(role())
    gone = {("organizations", "mercy"), ("openings", "mercy--nurse"), ("organizations", "hope")}
    routes = plain_routes(lambda: catalog, SITE, is_gone=lambda *page: page in gone)
    client = TestClient(Starlette(routes=routes))
    for path in ("organizations/mercy", "openings/mercy--nurse"):
        answer = client.get(f"/pages/{path}")
        assert answer.status_code == 410
        assert "asked to be taken out" in answer.text
        assert answer.headers["x-robots-tag"] == "noindex"
    assert client.get("/pages/organizations/hope").status_code == 200
    assert client.get("/pages/organizations/none").status_code == 404


def test_opening_shows_what_its_organization_answered_as_text_at_an_address_of_its_own():
    said = Answered("1f0c", f"In what? {HOSTILE}", f"In English {HOSTILE}", NOW)
    unasked = Answered("2a", "", "No family", NOW)
    answers = {"mercy--nurse": (said, unasked)}
    page = soup(
        reader(answered=lambda role_id: answers.get(role_id, ())), "/pages/openings/mercy--nurse"
    )
    section = page.find(id="1f0c")
    assert section.get_text(" ", strip=True) == f"In what? {HOSTILE} In English {HOSTILE}"
    assert page.find(id="2a").get_text(strip=True) == "No family"
    assert [script.get("type") for script in page.find_all("script")] == ["application/ld+json"]
    assert "Asked and answered" not in soup(reader(), "/pages/openings/mercy--nurse").get_text()


def test_sitemap_lists_what_is_worth_finding():
    root = ElementTree.fromstring(reader().get("/sitemap.xml").content)
    found = {one.text.removeprefix(f"{SITE}/pages/") for one in root.findall(".//{*}loc")}
    assert found == {
        "organizations/mercy", "openings/mercy--nurse", "articles/why", "events/congress",
    }  # fmt: skip


def test_search_engines_may_list_them_and_nothing_runs_in_them():
    answer = reader().get("/pages/articles/why")
    assert answer.headers["x-robots-tag"] == "all"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_tag_of_two_articles_has_a_page_with_them_the_newest_first():
    catalog = catalog_of(
        role(),
        articles=[
            article("old", focus_areas="surgery", published="2019", countries="MW"),
            article("new", focus_areas="surgery", published="2024"),
            article("congress", kind="event", focus_areas="surgery", published="2020-05-01"),
        ],
    )
    client = TestClient(Starlette(routes=plain_routes(lambda: catalog, SITE)))
    page = soup(client, "/pages/tags/work-surgery")
    assert page.h1.get_text() == og(page)["og:title"] == "Surgery"
    assert [one["href"] for one in page.select("main ul a")] == [
        "/pages/articles/new", "/pages/events/congress", "/pages/articles/old",
    ]  # fmt: skip
    assert page.select_one("a.button")["href"] == "/tag?tag=work-surgery"
    assert (data_of(page)["@type"], data_of(page)["name"]) == ("CollectionPage", "Surgery")
    article_page = soup(client, "/pages/articles/old")
    assert [one["href"] for one in article_page.select("main ul a")] == ["/pages/tags/work-surgery"]
    sitemap = client.get("/sitemap.xml").text
    assert sitemap.count("/pages/tags/") == sitemap.count("/pages/tags/work-surgery") == 1
    for address in ("country-mw", "work-none", "community-visa-runs"):
        assert client.get(f"/pages/tags/{address}").status_code == 404
