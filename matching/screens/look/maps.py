"""World maps that need no internet: land from a file of the project, a circle for each country."""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import altair as alt
import pandas as pd
import streamlit as st

from matching import Catalog, columns

WORLD_FILE: Final = (
    Path(__file__).resolve().parents[2] / "data" / "reference" / "world_countries_110m.json"
)
"""Borders of Natural Earth as TopoJSON, with the M49 number of each country as its id."""

GRID: Final = 1440
"""Steps around the world to which points are rounded: a quarter of a degree each."""

TOLERANCE: Final = 2.0
"""How many steps a border may stray from the truth; about one pixel on a wide screen."""

CIRCLE: Final = "#c2571a"
LAND: Final = "#8b968f"
HEIGHT: Final = 320
"""Height in pixels where a chart is drawn by itself; `show` makes it follow the width."""

MANY: Final = 6
"""The largest circle stands for at least so many."""

SHAPE: Final = "2.1"
"""Width of the map by its height."""

_ANTARCTICA: Final = "010"

Point = tuple[int, int]


def counts_by_country(catalog: Catalog, role_ids: Iterable[str]) -> pd.DataFrame:
    """Count the roles in each country, most first.

    Returns
    -------
    DataFrame, one row per country
        Columns `iso2`, `country` (its name), `region` (its continent) and `roles`. A role in
        several countries counts in each of them, one without a country in none. Equal counts
        are in order of name.
    """
    return _counts(catalog, catalog.roles.loc[list(role_ids), columns.WHERE], "roles")


def organizations_by_country(catalog: Catalog, org_ids: Iterable[str]) -> pd.DataFrame:
    """Count the organizations in each country where they or their roles are, most first.

    The columns are those of `counts_by_country`, the last one `organizations`.
    """
    own = catalog.organizations[columns.COUNTRIES].to_dict()
    works_in = {org_id: set(own[org_id]) for org_id in org_ids}
    for org_id, where in zip(
        catalog.roles[columns.ORG_ID], catalog.roles[columns.WHERE], strict=True
    ):
        if org_id in works_in:
            works_in[org_id].update(where)
    return _counts(catalog, works_in.values(), "organizations")


def results_map(catalog: Catalog, role_ids: Iterable[str]) -> alt.LayerChart:
    """Draw where roles are: a circle for each country, its area the number of roles."""
    return _world(catalog, counts_by_country(catalog, role_ids))


def organizations_map(catalog: Catalog, org_ids: Iterable[str]) -> alt.LayerChart:
    """Draw where organizations work: a circle for each country, its area their number."""
    return _world(catalog, organizations_by_country(catalog, org_ids))


def show(world_map: alt.LayerChart, key: str, said: str) -> None:
    """Draw a map as wide as there is room; `said` is what it shows in words.

    Parameters
    ----------
    world_map : LayerChart
        From `results_map` or `organizations_map`.
    key : str
    said : str
        Read out in place of the map; it stands beside the map too.
    """
    shape = f"aspect-ratio:{SHAPE};max-height:30rem;min-height:9rem"
    st.html(f"<style>.st-key-{key}_box{{{shape}}}</style>")
    with st.container(key=f"{key}_box", height="stretch"):
        st.altair_chart(
            world_map.properties(height="container"), height="stretch", key=key, alt=said
        )


def sentence(counts: pd.DataFrame, most: int = 5) -> str:
    """Say what the map of `counts` shows in words.

    Examples
    --------
    >>> sentence(pd.DataFrame({"country": ["Kenya", "Haiti"], "roles": [12, 3]}))
    '2 countries. Most roles: Kenya (12), Haiti (3).'
    """
    what = counts.columns[-1]
    if counts.empty:
        return f"The sources name no country for these {what}."
    listed = ", ".join(
        f"{country} ({number})"
        for country, number in zip(counts["country"].head(most), counts[what], strict=False)
    )
    if len(counts) == 1:
        return f"One country: {listed}."
    return f"{len(counts)} countries. Most {what}: {listed}."


def _counts(catalog: Catalog, places: Iterable[Iterable[str]], what: str) -> pd.DataFrame:
    tally = Counter(iso2 for countries in places for iso2 in set(countries))
    named = catalog.countries.loc[catalog.countries.index.isin(list(tally))]
    counted = pd.DataFrame(
        {
            "iso2": named.index,
            "country": named[columns.NAME].to_list(),
            "region": named[columns.REGION].to_list(),
            what: [tally[iso2] for iso2 in named.index],
        }
    )
    return counted.sort_values([what, "country"], ascending=[False, True], ignore_index=True)


def _world(catalog: Catalog, counts: pd.DataFrame) -> alt.LayerChart:
    what = counts.columns[-1]
    circles = counts.join(catalog.countries[[columns.LAT, columns.LON]].round(1), on="iso2")
    land = alt.Chart(
        alt.Data(values=_world_text(), format=alt.TopoDataFormat(type="topojson", feature="land"))
    ).mark_geoshape(
        fill=LAND, fillOpacity=0.35, stroke=LAND, strokeOpacity=0.7, strokeWidth=0.5, aria=False
    )
    dots = (
        alt.Chart(alt.Data(values=circles[["country", what, "lat", "lon"]].to_dict("records")))
        .mark_circle(color=CIRCLE, opacity=0.8, stroke="#ffffff", strokeWidth=0.8)
        .encode(
            longitude="lon:Q",
            latitude="lat:Q",
            size=alt.Size(f"{what}:Q", legend=None, scale=_areas(max(counts[what], default=0))),
            order=alt.Order(f"{what}:Q", sort="descending"),
            tooltip=[
                alt.Tooltip("country:N", title="Country"),
                alt.Tooltip(f"{what}:Q", title=what.capitalize()),
            ],
        )
    )
    return (
        alt.layer(land, dots)
        .project("equalEarth")
        .properties(height=HEIGHT)
        .configure_view(stroke=None)
    )


def _areas(most: int) -> alt.Scale:
    """Scale of the areas of circles: smaller on a small screen, but never too small to see."""
    return alt.Scale(
        domain=[0, max(most, MANY)],
        range=[alt.ExprRef("max(22, width * 0.05)"), alt.ExprRef("max(200, width * 0.8)")],
    )


@functools.cache
def _world_text() -> str:
    """Return the land as text, which Altair does not look through on every draw."""
    return json.dumps(world(), separators=(",", ":"))


def world(path: Path = WORLD_FILE) -> dict[str, Any]:
    """Return the land of the world as small TopoJSON: one shape, coarse, without Antarctica."""
    source = json.loads(path.read_text(encoding="utf-8"))
    polygons = [
        polygon
        for country in source["objects"]["countries"]["geometries"]
        if country.get("id") != _ANTARCTICA
        for polygon in ([country["arcs"]] if country["type"] == "Polygon" else country["arcs"])
    ]
    used = sorted({_arc(at) for polygon in polygons for ring in polygon for at in ring})
    renumbered = {old: new for new, old in enumerate(used)}
    return {
        "type": "Topology",
        "transform": {"scale": [360 / GRID] * 2, "translate": [-180, -90]},
        "objects": {
            "land": {
                "type": "MultiPolygon",
                "arcs": [
                    [
                        [renumbered[at] if at >= 0 else ~renumbered[~at] for at in ring]
                        for ring in polygon
                    ]
                    for polygon in polygons
                ],
            }
        },
        "arcs": [
            _steps(_simplified(_on_grid(source["arcs"][at], source["transform"]))) for at in used
        ],
    }


def _arc(at: int) -> int:
    """The number of an arc; TopoJSON writes one that is walked backwards as its complement."""
    return at if at >= 0 else ~at


def _on_grid(steps: Sequence[Sequence[int]], transform: dict[str, list[float]]) -> list[Point]:
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in steps:
        x, y = x + step_x, y + step_y
        points.append(
            (
                round((x * scale_x + left + 180) * GRID / 360),
                round((y * scale_y + bottom + 90) * GRID / 360),
            )
        )
    return points


def _simplified(points: list[Point]) -> list[Point]:
    """Leave out points that lie within `TOLERANCE` of the line without them (Douglas-Peucker)."""
    if len(points) < 3:
        return points
    (start_x, start_y), (end_x, end_y) = points[0], points[-1]
    along_x, along_y = end_x - start_x, end_y - start_y
    length = (along_x**2 + along_y**2) ** 0.5

    def away(point: Point) -> float:
        x, y = point[0] - start_x, point[1] - start_y
        return abs(along_x * y - along_y * x) / length if length else (x**2 + y**2) ** 0.5

    farthest = max(range(1, len(points) - 1), key=lambda at: away(points[at]))
    if away(points[farthest]) <= TOLERANCE:
        return [points[0], points[-1]]
    return _simplified(points[: farthest + 1])[:-1] + _simplified(points[farthest:])


def _steps(points: list[Point]) -> list[list[int]]:
    """Each point as the step from the one before, as TopoJSON keeps them."""
    before = [(0, 0), *points[:-1]]
    return [[x - old_x, y - old_y] for (x, y), (old_x, old_y) in zip(points, before, strict=True)]
