"""World maps that need no internet: land from a file of the project, a circle for each country."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Final

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from matching import Catalog, columns
from matching.reference.shipped import DATA_FOLDER

LAND_FILE: Final = DATA_FOLDER / "reference" / "world_land.json"
"""Coarse borders as TopoJSON, drawn as they are; `data/README.md` says how they were made."""

CIRCLE: Final = "#c2571a"
LAND: Final = "#8b968f"
HEIGHT: Final = 320
"""Height in pixels where a chart is drawn by itself; `show` makes it follow the width."""

CLICKED: Final = "country"
"""Name of what a click on a circle of `results_map` selects."""

MANY: Final = 6
"""The largest circle stands for at least so many."""

MARGIN: Final = 8.0
"""Degrees around the middles of the countries that are shown."""
LEAST_SPAN: Final = 24.0
WIDEST_SPAN: Final = 200.0
"""Degrees of longitude from which on the whole world is shown."""

SHAPE: Final = "2.1"
"""Width of the map by its height."""


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


def results_map(
    catalog: Catalog,
    role_ids: Iterable[str],
    wished: Collection[str] = (),
    chosen: Collection[str] = (),
) -> alt.LayerChart:
    """Draw where roles are: a circle for each country, its area the number of roles.

    Parameters
    ----------
    wished : collection of ISO2
        Countries that the map shows as large as it can; the whole world if empty.
    chosen : collection of ISO2
        Countries that stand out; none in particular if empty.
    """
    counts = counts_by_country(catalog, role_ids)
    world = _world(catalog, counts, _around(catalog, wished), chosen)
    dots = world.layer[-1]
    dots.mark.cursor = "pointer"
    clicked = alt.selection_point(name=CLICKED, fields=["iso2"], toggle=False)
    world.layer[-1] = dots.add_params(clicked)
    return world


def organizations_map(catalog: Catalog, org_ids: Iterable[str]) -> alt.LayerChart:
    """Draw where organizations work: a circle for each country, its area their number."""
    return _world(catalog, organizations_by_country(catalog, org_ids))


def show(
    world_map: alt.LayerChart,
    key: str,
    said: str,
    chart_key: str = "",
    on_select: Callable[[], None] | None = None,
) -> None:
    """Draw a map as wide as there is room; `said` is what it shows in words.

    Parameters
    ----------
    world_map : LayerChart
        From `results_map` or `organizations_map`.
    key : str
    said : str
        Read out in place of the map; it stands beside the map too.
    chart_key : str
        Under which the session has what was clicked; `key` if empty.
    on_select : callable or None
        Called after a click on a circle of `results_map`.
    """
    shape = f"aspect-ratio:{SHAPE};max-height:30rem;min-height:9rem"
    st.html(f"<style>.st-key-{key}_box{{{shape}}}</style>")
    with st.container(key=f"{key}_box", height="stretch"):
        st.altair_chart(
            world_map.properties(height="container"),
            height="stretch",
            key=chart_key or key,
            alt=said,
            on_select=on_select or "ignore",
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


def _around(catalog: Catalog, wished: Collection[str]) -> alt.Projection:
    """A view of some countries, or of the world where these lie all around it."""
    centres = catalog.countries.loc[list(wished), [columns.LON, columns.LAT]].astype(float)
    least, most = centres.min(), centres.max()
    span = np.maximum(most - least + 2 * MARGIN, LEAST_SPAN)
    if centres.empty or span[columns.LON] > WIDEST_SPAN:
        return alt.Projection(type="equalEarth")
    width, height = np.radians(span)
    middle = (least + most) / 2
    return alt.Projection(
        type="equirectangular",
        center=middle.round(1).tolist(),
        scale=alt.ExprRef(f"min(width / {width:.4f}, height / {height:.4f})"),
        translate=alt.ExprRef("[width / 2, height / 2]"),
    )


def _world(
    catalog: Catalog,
    counts: pd.DataFrame,
    projection: alt.Projection | None = None,
    chosen: Collection[str] = (),
) -> alt.LayerChart:
    what = counts.columns[-1]
    circles = counts.join(catalog.countries[[columns.LAT, columns.LON]].round(1), on="iso2")
    circles["faint"] = ~circles["iso2"].isin(chosen) if chosen else False
    told = ["iso2", "country", what, "lat", "lon", *(["faint"] if chosen else [])]
    land = alt.Chart(
        alt.Data(values=_land(), format=alt.TopoDataFormat(type="topojson", feature="land"))
    ).mark_geoshape(
        fill=LAND,
        fillOpacity=0.35,
        stroke=LAND,
        strokeOpacity=0.7,
        strokeWidth=0.5,
        aria=False,
        clip=True,
    )
    dots = (
        alt.Chart(alt.Data(values=circles[told].to_dict("records")))
        .mark_circle(color=CIRCLE, stroke="#ffffff", strokeWidth=0.8, clip=True)
        .encode(
            longitude="lon:Q",
            latitude="lat:Q",
            size=alt.Size(f"{what}:Q", legend=None, scale=_areas(max(counts[what], default=0))),
            order=alt.Order(f"{what}:Q", sort="descending"),
            opacity=alt.condition("datum.faint", alt.value(0.3), alt.value(0.8)),
            tooltip=[
                alt.Tooltip("country:N", title="Country"),
                alt.Tooltip(f"{what}:Q", title=what.capitalize()),
            ],
        )
    )
    layers = alt.layer(land, dots).properties(height=HEIGHT).configure_view(stroke=None)
    layers.projection = projection or alt.Projection(type="equalEarth")
    return layers


def _areas(most: int) -> alt.Scale:
    """Scale of the areas of circles: smaller on a small screen, but never too small to see."""
    return alt.Scale(
        domain=[0, max(most, MANY)],
        range=[alt.ExprRef("max(22, width * 0.05)"), alt.ExprRef("max(200, width * 0.8)")],
    )


@functools.cache
def _land() -> str:
    """Return the land as text, which Altair does not look through on every draw."""
    return LAND_FILE.read_text(encoding="utf-8")
