import json

import pytest

from matching.catalog import Catalog
from matching.screens.look import maps


@pytest.fixture(scope="module")
def catalog(data_folder):
    return Catalog.from_folder(data_folder)


@pytest.fixture(scope="module")
def role_ids(catalog):
    return list(catalog.roles.index)


def test_role_in_two_countries_counts_in_both_and_largest_come_first(catalog):
    where = catalog.roles["where"]
    two = where.index[where.map(len) == 2][0]
    none = where.index[where.map(len) == 0][0]
    counts = maps.counts_by_country(catalog, [two, none])
    assert set(counts["iso2"]) == set(where[two])
    assert counts["roles"].tolist() == [1, 1]
    assert list(counts.columns) == ["iso2", "country", "region", "roles"]


def test_counts_are_sorted_and_complete(catalog, role_ids):
    counts = maps.counts_by_country(catalog, role_ids)
    assert counts["roles"].is_monotonic_decreasing
    assert counts["roles"].sum() == catalog.roles["where"].map(lambda where: len(set(where))).sum()


def test_no_roles_give_an_empty_table_a_sentence_and_a_map(catalog):
    counts = maps.counts_by_country(catalog, [])
    assert counts.empty
    assert maps.sentence(counts) == "The sources name no country for these roles."
    assert maps.results_map(catalog, []).to_dict()


def test_organization_is_counted_where_it_works_and_where_its_roles_are(catalog):
    org_id = "mercy-ships"
    own = set(catalog.organizations.at[org_id, "countries"])
    of_roles = {
        iso2 for where in catalog.roles.query("org_id == @org_id")["where"] for iso2 in where
    }
    counts = maps.organizations_by_country(catalog, [org_id])
    assert set(counts["iso2"]) == own | of_roles
    assert set(counts["organizations"]) == {1}


def test_sentence_names_the_one_country(catalog):
    kenya = catalog.roles.index[catalog.roles["where"].map(lambda where: where == ("KE",))][:2]
    counts = maps.counts_by_country(catalog, kenya)
    assert maps.sentence(counts) == "One country: Kenya (2)."


def test_map_is_small_and_asks_nothing_of_the_internet(catalog, role_ids):
    spec = maps.results_map(catalog, role_ids).to_dict()
    land, circles = (layer["data"] for layer in spec["layer"])
    assert "url" not in land
    assert "url" not in circles
    assert len(circles["values"]) == len(maps.counts_by_country(catalog, role_ids))
    assert json.loads(land["values"]) == maps.world()
    assert len(json.dumps(spec)) < 50_000


def test_land_is_valid_topojson_without_antarctica():
    world = maps.world()
    n_arcs = len(world["arcs"])
    scale, (left, bottom) = world["transform"]["scale"][0], world["transform"]["translate"]
    used = {
        at if at >= 0 else ~at
        for polygon in world["objects"]["land"]["arcs"]
        for ring in polygon
        for at in ring
    }
    assert used == set(range(n_arcs))
    south = 90.0
    for arc in world["arcs"]:
        x = y = 0
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            assert -180 <= x * scale + left <= 180
            south = min(south, y * scale + bottom)
        assert len(arc) >= 2
    assert -60 < south < -50


def test_rings_are_closed_after_simplifying():
    world = maps.world()
    points = [[(0, 0)] for _ in world["arcs"]]
    for found, arc in zip(points, world["arcs"], strict=True):
        for step_x, step_y in arc:
            found.append((found[-1][0] + step_x, found[-1][1] + step_y))
    lines = [found[1:] for found in points]
    for polygon in world["objects"]["land"]["arcs"]:
        for ring in polygon:
            walked = [lines[at] if at >= 0 else lines[~at][::-1] for at in ring]
            for one, following in zip(walked, [*walked[1:], walked[0]], strict=True):
                assert one[-1] == following[0]
