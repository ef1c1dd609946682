import json

import numpy as np
import pytest

from matching.catalog import Catalog
from matching.screens.look import maps

NOTHING = 1e-9
"""Square degrees: an island of one line, and what rounding leaves of it."""


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
    assert land["values"] == maps.LAND_FILE.read_text(encoding="utf-8")
    assert len(json.dumps(spec)) < 50_000


def test_map_shows_where_one_asked_as_large_as_it_can(catalog, role_ids):
    around = maps.results_map(catalog, role_ids, ["GT", "HN", "PA"]).to_dict()["projection"]
    west, east = catalog.countries.loc[["GT", "PA"], "lon"].astype(float)
    assert around["center"][0] == pytest.approx((west + east) / 2, abs=0.1)
    assert around["type"] == "equirectangular"


def test_a_circle_can_be_pressed_and_those_not_chosen_are_faint(catalog, role_ids):
    spec = maps.results_map(catalog, role_ids, chosen=["KE"]).to_dict()
    (pressed,) = spec["params"]
    assert (pressed["name"], pressed["select"]["fields"]) == (maps.CLICKED, ["iso2"])
    circles = spec["layer"][-1]["data"]["values"]
    assert [circle["iso2"] for circle in circles if not circle["faint"]] == ["KE"]
    assert spec["layer"][-1]["encoding"]["opacity"]["condition"]["test"] == "datum.faint"


def test_map_of_places_all_around_the_world_is_the_world(catalog, role_ids):
    for wished in ([], ["NZ", "US"], list(catalog.countries.index)):
        world = maps.results_map(catalog, role_ids, wished).to_dict()
        assert world["projection"] == {"type": "equalEarth"}


@pytest.fixture(scope="module")
def land():
    return json.loads(maps.LAND_FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def borders(data_folder):
    text = (data_folder / "reference/world_countries_110m.json").read_text(encoding="utf-8")
    return json.loads(text)


def polygons_of(world, name):
    """Each polygon as its rings, each ring as the ends of its lines in degrees."""
    scale, start = (np.array(world["transform"][part]) for part in ("scale", "translate"))
    lines = [np.cumsum(np.array(arc), axis=0) * scale + start for arc in world["arcs"]]
    object_ = world["objects"][name]
    for shape in object_.get("geometries", [object_]):
        of_shape = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in of_shape:
            yield [[lines[at] if at >= 0 else lines[~at][::-1] for at in ring] for ring in polygon]


def area(ring):
    """Square degrees; positive if the ring runs clockwise, as borders do, negative as of a hole."""
    x, y = np.vstack(ring).T
    x = np.unwrap(x, period=360)  # a ring may cross the line of dates
    return (np.dot(y, np.roll(x, -1)) - np.dot(x, np.roll(y, -1))) / 2


def test_land_lies_on_the_globe_and_ends_before_antarctica(land):
    points = np.vstack(
        [line for polygon in polygons_of(land, "land") for ring in polygon for line in ring]
    )
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    assert -180 <= west < -170 < 170 < east <= 180
    assert -60 < south < -50 < 80 < north < 90


def test_rings_are_closed_after_simplifying(land):
    for polygon in polygons_of(land, "land"):
        for ring in polygon:
            for one, following in zip(ring, [*ring[1:], ring[0]], strict=True):
                assert one[-1].tolist() == following[0].tolist()


def test_borders_run_clockwise_so_that_what_is_within_is_land(land):
    """The other way around, an island would be all of the globe but itself."""
    for border, *holes in polygons_of(land, "land"):
        assert area(border) > -NOTHING
        assert [hole for hole in holes if area(hole) > NOTHING] == []


def test_coarse_land_is_as_large_as_the_countries_it_was_made_of(land, borders):
    shapes = borders["objects"]["countries"]["geometries"]
    there = [shape for shape in shapes if shape["properties"]["name"] != "Antarctica"]
    borders = {**borders, "objects": {"there": {"geometries": there}}}
    of_countries, of_land = (
        sum(area(ring) for polygon in polygons_of(world, name) for ring in polygon)
        for world, name in ((borders, "there"), (land, "land"))
    )
    assert of_land == pytest.approx(of_countries, rel=0.02)
