"""The shipped data: loads without a problem, fits together, and is described column by column."""

import csv
import json
import re

import pytest

from matching import columns
from matching.reference.reading import read_reference

TABLES = {
    "organizations.csv": columns.ORGANIZATIONS_TABLE,
    "roles.csv": columns.ROLES_TABLE,
    "articles.csv": columns.ARTICLES_TABLE,
    "judgments/profiles.csv": columns.PROFILES_TABLE,
    "judgments/judgments.csv": columns.JUDGMENTS_TABLE,
    "reference/countries.csv": columns.COUNTRIES_TABLE,
    "reference/country_health_need.csv": columns.HEALTH_NEED_TABLE,
    "reference/languages.csv": columns.LANGUAGES_TABLE,
}


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def reference(data_folder):
    return read_reference(data_folder)


@pytest.fixture(scope="module")
def readme(data_folder):
    return (data_folder / "README.md").read_text(encoding="utf-8")


def test_every_row_is_good(reference):
    assert [str(problem) for problem in reference.problems] == []
    assert len(reference.organizations) == 324
    assert len(reference.roles) == 1040
    assert len(reference.articles) == 438


def test_every_csv_file_is_known(data_folder):
    found = {path.relative_to(data_folder).as_posix() for path in data_folder.rglob("*.csv")}
    assert found == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_header_is_as_declared(data_folder, name):
    assert tuple(rows_of(data_folder / name)[0]) == TABLES[name]


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described(readme, name):
    section = readme.split(f"\n## {name}\n")[1].split("\n## ")[0]
    described = re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)
    assert described == list(TABLES[name])


@pytest.mark.parametrize("name", TABLES)
def test_number_of_rows_is_as_described(data_folder, readme, name):
    (stated,) = re.findall(rf"^\| \[{name}\][^|]*\| ([\d,]+) \|", readme, flags=re.MULTILINE)
    assert len(rows_of(data_folder / name)) == int(stated.replace(",", ""))


def test_every_file_is_named_in_the_readme(data_folder, readme):
    for path in data_folder.rglob("*.*"):
        if path.name != "README.md":
            assert path.relative_to(data_folder).as_posix() in readme


def test_judgments_point_to_profiles_and_roles(data_folder, reference):
    profiles = {row["profile_id"] for row in rows_of(data_folder / "judgments/profiles.csv")}
    judgments = rows_of(data_folder / "judgments/judgments.csv")
    assert {row["profile_id"] for row in judgments} == profiles
    assert {row["role_id"] for row in judgments} <= set(reference.roles.index)
    assert {row["grade"] for row in judgments} == {"0", "1", "2", "3"}
    assert len({(row["profile_id"], row["role_id"]) for row in judgments}) == len(judgments)


def test_regions_of_the_profiles_are_understood(data_folder, reference):
    names = {
        name
        for row in rows_of(data_folder / "judgments/profiles.csv")
        for name in row["regions"].split("|")
        if name
    }
    assert names
    assert all(reference.places.countries_in(name) for name in names)


def test_densities_are_densities(reference):
    countries = reference.places.countries
    assert countries["physicians_per_10k"].max() < 100
    assert countries["nurses_midwives_per_10k"].max() < 300
    assert countries["dentists_per_10k"].max() < 20


def test_where_roles_are_the_need_is_known(reference):
    """Only territories, Taiwan and Hong Kong have no figures."""
    codes = {code for where in reference.roles["where"] for code in where}
    need = reference.places.countries["need"]
    assert need[sorted(codes)].isna().mean() < 0.06


def test_specialties_belong_to_the_professions_of_their_role(reference):
    profession_of = reference.vocabulary.profession_of
    for role in reference.roles.itertuples():
        strangers = {s for s in role.specialties if profession_of[s] not in role.professions}
        assert not strangers, f"{role.role_id}: {strangers}"


def test_map_has_the_shapes_of_most_countries(data_folder, reference):
    world = json.loads((data_folder / "reference/world_countries_110m.json").read_text())
    shapes = {shape.get("id") for shape in world["objects"]["countries"]["geometries"]} - {None}
    assert len(shapes) == 174
    assert shapes <= set(reference.places.countries["m49"])


def test_codes_of_the_taxonomy_have_ten_characters(reference):
    assert all(re.fullmatch(r"[0-9A-Z]{9}X", code) for code in reference.vocabulary.nucc.values())
