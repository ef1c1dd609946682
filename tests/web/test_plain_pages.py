"""Plain pages: what others read of an article, an organization, an opening and an event."""

import json
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from starlette.applications import Starlette
from starlette.testclient import TestClient

from matching.web import plain_routes
from tests.builders import article, catalog_of, organization, role

SITE = "https://missions.example"
HOSTILE = "</script><script>alert(1)</script>"


def reader(public_url=SITE):
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
    return TestClient(Starlette(routes=plain_routes(lambda: catalog, public_url)))


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
