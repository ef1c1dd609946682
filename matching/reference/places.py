"""Countries, M49 regions and how much health workers are needed where."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from matching import columns as c
from matching.errors import DataError, UnknownIdError
from matching.reference.csv_rows import read_table

# WHO's threshold of the Sustainable Development Goals: physicians, nurses and midwives per
# 10,000 people. The split is the median share of physicians (26 %) over the countries.
ENOUGH = 44.5
ENOUGH_PHYSICIANS = 11.5
ENOUGH_NURSES_MIDWIVES = 33.0
ENOUGH_DENTISTS = 5.0  # one dentist for 2,000 people
HIGHEST_NEED_AT = 1 / 20
HIGHEST_DENTIST_NEED_AT = 1 / 100  # dentists are spread far more unevenly

DENTAL = frozenset({"dentist", "dental-hygienist", "dental-assistant"})

CONTINENTS = ("Africa", "Americas", "Asia", "Europe", "Oceania")
EVERYDAY_COLUMNS = ("name", "parts")
LONG_FORMS = {"north": "northern", "south": "southern", "east": "eastern", "west": "western"}
WITH_ARTICLE = frozenset(
    "AE BS CD CF CG CK CZ DO FK FM FO GB GM IO KM KP KR KY LA MD MH MP MV NL PH PS RU SB SY TC TF "
    "TZ UM US VA VG VI Caribbean Americas".split()
)
"""Countries and regions whose name takes `the` inside a sentence."""
FEWEST_COUNTRIES = 3  # of a region that the form offers; leaves out the Channel Islands


def need_of(density: pd.Series, enough: float, highest_at: float) -> pd.Series:
    """Turn a density of health workers into a need from 0 to 1.

    need = log(enough / density) / log(1 / highest_at), cut off at 0 and 1: none where the
    density is `enough` or more, 1 where it is `highest_at` of that or less. The logarithm
    makes each halving of the density count the same.

    Parameters
    ----------
    density : Series
        Health workers per 10,000 people, NaN where unknown.
    enough : float
        The density from which on there is no need.
    highest_at : float
        The share of `enough` at which the need is highest.

    Returns
    -------
    Series
        Same index; NaN where the density is NaN.

    Examples
    --------
    >>> need_of(pd.Series([44.5, 44.5 / 20, None]), 44.5, 1 / 20).tolist()
    [0.0, 1.0, nan]
    """
    share = (density / enough).clip(lower=highest_at, upper=1.0)
    return share.map(np.log).div(np.log(highest_at)).abs()  # abs: no negative zero


@dataclass(frozen=True, eq=False)
class Places:
    """The countries of the world and their regions.

    Parameters
    ----------
    countries : DataFrame, one row per country, indexed by ISO2
        Columns `iso2`, `iso3`, `m49` (three digits as text), `name`, `region` (continent),
        `subregion` (finest M49 region), `subregion_group` (the M49 subregion above it, the same
        if there is none), `income`, `lat`, `lon`, `physicians_per_10k`,
        `nurses_midwives_per_10k`, `dentists_per_10k`, `uhc_index_2021`, `spar_2022_average`,
        `need` and `need_dentists` (0 to 1, see `need_of`; NaN: unknown) and `need_basis` (the
        densities behind `need`: "physicians, nurses and midwives", "physicians",
        "nurses and midwives" or "").
    everyday_regions : mapping of str to tuple of str
        What people call regions: name to one or more M49 regions and single countries.
    """

    countries: pd.DataFrame
    everyday_regions: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """ISO2 code to name."""
        return dict(zip(self.countries.index, self.countries[c.NAME], strict=True))

    def name(self, iso2: str) -> str:
        """Give the name of a country.

        Raises
        ------
        UnknownIdError
            If no country has this code.
        """
        if iso2 not in self.names:
            raise UnknownIdError("country", iso2, self.names)
        return self.names[iso2]

    def phrase(self, place: str) -> str:
        """Give a country (by its code) or a region as it stands inside a sentence.

        Raises
        ------
        UnknownIdError
            If a code of two letters is no country's.
        """
        name = self.name(place) if len(place) == 2 else place
        return f"the {name}" if place in WITH_ARTICLE else name

    @cached_property
    def regions(self) -> Mapping[str, frozenset[str]]:
        """Every continent, M49 subregion and intermediate region: name to its ISO2 codes."""
        found: dict[str, frozenset[str]] = {}
        for column in (c.REGION, c.SUBREGION_GROUP, c.SUBREGION):
            named = self.countries[self.countries[column] != ""]
            for name, rows in named.groupby(column):
                found[str(name)] = frozenset(rows.index)
        return found

    @cached_property
    def regions_by_continent(self) -> Mapping[str, tuple[str, ...]]:
        """The regions of each continent for a form: each group, then the regions in it."""
        pairs = self.countries[[c.REGION, c.SUBREGION_GROUP, c.SUBREGION]].drop_duplicates()
        grouped: dict[str, tuple[str, ...]] = {}
        for continent in CONTINENTS:
            inside = pairs[pairs[c.REGION] == continent]
            names: list[str] = []
            for group in sorted(set(inside[c.SUBREGION_GROUP])):
                finest = inside.loc[inside[c.SUBREGION_GROUP] == group, c.SUBREGION]
                names += [group, *sorted(set(finest) - {group})]
            grouped[continent] = tuple(
                name for name in names if len(self.regions[name]) >= FEWEST_COUNTRIES
            )
        return grouped

    @cached_property
    def region_names(self) -> list[str]:
        """Region names for a form: each continent followed by its regions."""
        return [
            name
            for continent, names in self.regions_by_continent.items()
            for name in (continent, *names)
        ]

    @cached_property
    def _by_folded_name(self) -> Mapping[str, frozenset[str]]:
        folded = {_folded(name): codes for name, codes in self.regions.items()}
        for alias, parts in self.everyday_regions.items():
            codes = (self.regions.get(part, frozenset({part})) for part in parts)
            folded.setdefault(_folded(alias), frozenset().union(*codes))
        return folded

    def countries_in(self, region_name: str) -> frozenset[str]:
        """Give the ISO2 codes of the countries of a region.

        Parameters
        ----------
        region_name : str
            A continent, an M49 subregion or intermediate region, or an everyday name such as
            "Latin America", "West Africa" or "Middle East", in any case. "North America" is
            read as M49's Northern America (Canada, the United States and three islands).

        Raises
        ------
        UnknownIdError
            If no region has this name; the message names the closest ones.
        """
        folded = _folded(region_name)
        first, _, rest = folded.partition(" ")
        for candidate in (folded, f"{LONG_FORMS.get(first, first)} {rest}"):
            if candidate in self._by_folded_name:
                return self._by_folded_name[candidate]
        raise UnknownIdError("region", region_name, self.regions)

    def need_for(self, profession: str = "") -> pd.Series:
        """Give the need of every country, indexed by ISO2, for a profession.

        Dentistry has its own need (`need_dentists`); all others share `need`.
        """
        return self.countries[c.NEED_DENTISTS if profession in DENTAL else c.NEED]

    @classmethod
    def from_folder(cls, folder: str | Path) -> Places:
        """Read `countries.csv`, `country_health_need.csv` and `everyday_regions.csv`.

        Raises
        ------
        DataError
            If one of them is missing or faulty.
        """
        folder = Path(folder)
        countries = _frame(folder / "countries.csv", c.COUNTRIES_TABLE, (c.LAT, c.LON))
        health = _frame(
            folder / "country_health_need.csv", c.HEALTH_NEED_TABLE, c.HEALTH_NEED_TABLE[1:]
        )
        health = health.drop(columns=[c.ISO2]).reindex(countries.index)
        group = countries[c.SUBREGION]
        finest = countries[c.INTERMEDIATE].where(countries[c.INTERMEDIATE] != "", group)
        placed = countries.assign(**{c.SUBREGION: finest, c.SUBREGION_GROUP: group})
        frame = pd.concat([placed.drop(columns=[c.INTERMEDIATE]), with_need(health)], axis=1)
        return cls(frame, _everyday_regions(folder / "everyday_regions.csv", cls(frame)))


def with_need(health: pd.DataFrame) -> pd.DataFrame:
    """Add `need`, `need_basis` and `need_dentists` to the densities of each country.

    The need rests on physicians and nurses and midwives together; where only one of the two is
    known, on that one against its share of the threshold.
    """
    physicians, nurses = health[c.PHYSICIANS_PER_10K], health[c.NURSES_MIDWIVES_PER_10K]
    both = need_of(physicians + nurses, ENOUGH, HIGHEST_NEED_AT)
    by_physicians = need_of(physicians, ENOUGH_PHYSICIANS, HIGHEST_NEED_AT)
    by_nurses = need_of(nurses, ENOUGH_NURSES_MIDWIVES, HIGHEST_NEED_AT)
    basis = np.select(
        [both.notna(), physicians.notna(), nurses.notna()],
        ["physicians, nurses and midwives", "physicians", "nurses and midwives"],
        default="",
    )
    return health.assign(
        **{
            c.NEED: both.fillna(by_physicians).fillna(by_nurses),
            c.NEED_BASIS: pd.Series(basis, index=health.index, dtype="str"),
            c.NEED_DENTISTS: need_of(
                health[c.DENTISTS_PER_10K], ENOUGH_DENTISTS, HIGHEST_DENTIST_NEED_AT
            ),
        }
    )


def _frame(path: Path, columns: tuple[str, ...], numbers: tuple[str, ...]) -> pd.DataFrame:
    """Read a table indexed by ISO2; `numbers` become float, NaN where empty."""
    rows, problems = read_table(path, columns)
    if problems:
        raise DataError(str(problems[0]))
    frame = pd.DataFrame([row.cells for row in rows], columns=list(columns), dtype="str")
    if frame.empty or frame[c.ISO2].duplicated().any() or (frame[c.ISO2].str.len() != 2).any():
        raise DataError(f"{path.name}: expected one row for each country, with its ISO2 code.")
    try:
        as_numbers = {name: pd.to_numeric(frame[name].replace("", None)) for name in numbers}
    except ValueError as error:
        raise DataError(f"{path.name}: {error}; expected a number.") from error
    frame = frame.assign(**{name: v.astype("float64") for name, v in as_numbers.items()})
    return frame.set_index(pd.Index(frame[c.ISO2].tolist()))


def _everyday_regions(path: Path, places: Places) -> dict[str, tuple[str, ...]]:
    """Read what people call regions, each with the regions and countries that it is made of."""
    rows, problems = read_table(path, EVERYDAY_COLUMNS)
    if problems:
        raise DataError(str(problems[0]))
    found = {row.cells["name"]: tuple(row.cells["parts"].split("|")) for row in rows}
    for name, parts in found.items():
        for part in parts:
            if part not in places.regions and part not in places.names:
                raise DataError(f"{path.name}: '{name}' has the unknown part '{part}'.")
    return found


def _folded(name: str) -> str:
    words = name.casefold().replace("-", " ").replace("&", " and ").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
