import functools
import re

import pytest

from matching import Catalog
from tests.screens.pages import html_of, open_screen


@pytest.fixture
def open_organizations(repository, monkeypatch):
    """Open the page of organizations in the app."""
    monkeypatch.chdir(repository)
    return functools.partial(open_screen, repository, "organizations")


def number_found(app):
    sentence = next(
        html for html in map(str, (e.value for e in app.get("html"))) if "status" in html
    )
    return int(sentence.partition('mm-count">')[2].split()[0])


def test_all_organizations_are_shown_in_pages(open_organizations):
    app = open_organizations()
    assert "<h1>Organizations</h1>" in html_of(app)
    assert html_of(app).count("<article") == 12
    first = html_of(app)
    app.pagination(key="org_page").set_value(2).run()
    assert html_of(app).count("<article") == 12
    assert html_of(app) != first


def test_changing_a_filter_goes_back_to_the_first_page(open_organizations):
    app = open_organizations()
    app.pagination(key="org_page").set_value(3).run()
    app.multiselect(key="org_focus").select("surgery").run()
    assert app.pagination(key="org_page").value == 1
    assert not app.warning


def test_search_and_filters_work_from_the_address(open_organizations):
    app = open_organizations()
    app.text_input(key="org_search").set_value("kijabi").run()
    app.multiselect(key="org_country").select("KE").run()
    linked = open_organizations(org_search="kijabi", org_country="Kenya")
    assert html_of(linked) == html_of(app)
    assert number_found(app) > 0
    assert "“kijabi” read as “kijabe”" in html_of(app)
    assert linked.expander[0].label == "Filters (1 set)"


def test_several_values_of_one_filter_work_from_the_address(open_organizations):
    app = open_organizations(org_kind=["Hospital", "Network"])
    assert app.multiselect(key="org_kind").value == ["hospital", "network"]
    assert number_found(app) > number_found(open_organizations(org_kind="Hospital"))


def test_each_filter_narrows_the_list(open_organizations):
    everything = number_found(open_organizations())
    for query in (
        {"org_focus": "Oral health"},
        {"org_wants": "Dentist"},
        {"org_region": "Eastern Africa"},
        {"org_faith": "Secular"},
        {"org_kind": "Hospital"},
    ):
        assert 0 < number_found(open_organizations(**query)) < everything, query


def test_unknown_filter_in_the_address_is_passed_over(open_organizations):
    app = open_organizations(org_country="Atlantis", org_view="Globe", org_page="999")
    assert number_found(app) == number_found(open_organizations())


def test_search_without_result_can_be_cleared(open_organizations):
    app = open_organizations(org_search="zzzzqq", org_kind="Hospital")
    assert "No organization fits all of this" in html_of(app)
    app.button(key="clear_org_search").click().run()
    assert not app.exception
    assert number_found(app) == number_found(open_organizations())


def test_map_has_a_sentence_and_a_table_beside_it(open_organizations):
    app = open_organizations(org_view="Map", org_focus="Oral health")
    assert "countries. Most organizations: " in html_of(app)
    table = app.table[0].value
    assert list(table.columns) == ["Country", "Region", "Organizations"]
    assert len(app.get("vega_lite_chart")) == 1


def test_organization_shows_facts_roles_articles_and_places(open_organizations):
    app = open_organizations(org_id="mercy-ships")
    html = html_of(app)
    assert "<h1>Mercy Ships</h1>" in html
    assert "<dd>1978</dd>" in html
    assert "We read it on 23 November 2026." in html
    assert 'href="/role?role_id=mercy-ships--' in html
    assert "Articles about it" in html
    assert "It works in " in html


def test_past_roles_are_folded(open_organizations):
    app = open_organizations(org_id="mercy-ships")
    assert any(expander.label.startswith("Past roles") for expander in app.expander)


def test_organization_without_roles_says_so(open_organizations, data_folder):
    from matching.catalog import Catalog

    catalog = Catalog.from_folder(data_folder)
    without = sorted(set(catalog.organizations.index) - set(catalog.roles["org_id"]))[0]
    assert "We know of no role that is open now." in html_of(open_organizations(org_id=without))


def test_unknown_organization_is_met_kindly_with_near_ones(open_organizations):
    html = html_of(open_organizations(org_id="mercyships"))
    assert "We do not know this organization" in html
    assert 'href="/organizations?org_id=mercy-ships"' in html
    assert "<script>" not in html_of(open_organizations(org_id="<script>x</script>"))


def test_organizations_without_a_current_role_come_last(open_organizations, data_folder):
    catalog = Catalog.from_folder(data_folder)
    current = set(catalog.roles.loc[catalog.roles["status"] != "past", "org_id"])
    html = html_of(open_organizations())
    rest = len(catalog.organizations) - len(current)
    assert f"{len(current)} organizations with current roles, and {rest} without" in html
    shown = re.findall(r"org_id=([a-z0-9-]+)", html)
    assert shown
    assert set(shown) <= current


def test_a_filter_is_chosen_under_another_name(open_organizations):
    plain = open_organizations()
    plain.multiselect(key="org_country").set_value(["GB"]).run()
    app = open_organizations()
    box = app.multiselect(key="org_country")
    assert "UK" in box.options
    box.set_value(["GB~UK", "GB"]).run()
    assert app.session_state["org_country"] == ["GB"]
    assert number_found(app) == number_found(plain)
    from_address = open_organizations(org_country="UK")
    assert number_found(from_address) == number_found(plain)
