"""The shipped data: loads without a problem, fits together, and is described column by column."""

import csv
import json
import re

import pytest

from matching import columns
from matching.names.table import SOURCES_TABLE
from matching.reference.places import EVERYDAY_COLUMNS
from matching.reference.reading import read_reference

TABLES = {
    "organizations.csv": columns.ORGANIZATIONS_TABLE,
    "roles.csv": columns.ROLES_TABLE,
    "articles.csv": columns.ARTICLES_TABLE,
    "reference/countries.csv": columns.COUNTRIES_TABLE,
    "reference/country_health_need.csv": columns.HEALTH_NEED_TABLE,
    "reference/languages.csv": columns.LANGUAGES_TABLE,
    "reference/everyday_regions.csv": EVERYDAY_COLUMNS,
    "names/sources.csv": SOURCES_TABLE,
}
JUDGED_SETS = ("first", "second", "fourth")
JUDGED = {"profiles.csv": columns.PROFILES_TABLE, "judgments.csv": columns.JUDGMENTS_TABLE}
for judged in JUDGED_SETS:
    TABLES |= {f"judgments/{judged}/{name}": table for name, table in JUDGED.items()}
OF_ARTICLES = tuple(
    columns.ARTICLE_ID if name == columns.ROLE_ID else name for name in columns.JUDGMENTS_TABLE
)
for judged in ("first", "first-more", "second"):
    TABLES[f"judgments/articles/{judged}.csv"] = OF_ARTICLES
for reader in (1, 2):
    TABLES[f"judgments/related/reader-{reader}.csv"] = ("read_id", *OF_ARTICLES[1:])


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
    assert len(reference.organizations) == 528
    assert len(reference.roles) == 1459
    assert len(reference.articles) == 660


def test_every_csv_file_is_known(data_folder):
    found = {path.relative_to(data_folder).as_posix() for path in data_folder.rglob("*.csv")}
    assert found == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_header_is_as_declared(data_folder, name):
    assert tuple(rows_of(data_folder / name)[0]) == TABLES[name]


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described(readme, name):
    heading = re.sub(r"^judgments/(?!articles|related)\w+/", "judgments/", name)
    heading = re.sub(r"^(judgments/(?:articles|related))/.*", r"\1", heading)
    section = readme.split(f"\n## {heading}\n")[1].split("\n## ")[0]
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


@pytest.mark.parametrize("judged", JUDGED_SETS)
def test_judgments_point_to_profiles_and_roles(data_folder, reference, judged):
    folder = data_folder / "judgments" / judged
    profiles = {row["profile_id"] for row in rows_of(folder / "profiles.csv")}
    judgments = rows_of(folder / "judgments.csv")
    assert {row["profile_id"] for row in judgments} == profiles
    assert {row["role_id"] for row in judgments} <= set(reference.roles.index)
    assert {row["grade"] for row in judgments} == {"0", "1", "2", "3"}
    assert len({(row["profile_id"], row["role_id"]) for row in judgments}) == len(judgments)


def test_people_of_the_judged_sets_are_others_each(data_folder):
    ids = [
        row["profile_id"]
        for judged in JUDGED_SETS
        for row in rows_of(data_folder / "judgments" / judged / "profiles.csv")
    ]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("judged", JUDGED_SETS)
def test_regions_of_the_profiles_are_understood(data_folder, reference, judged):
    names = {
        name
        for row in rows_of(data_folder / "judgments" / judged / "profiles.csv")
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
        of_role = {*role.professions, *role.students_of}
        strangers = {s for s in role.specialties if profession_of[s] not in of_role}
        assert not strangers, f"{role.role_id}: {strangers}"


def test_cells_with_a_source_of_their_own_say_something(reference):
    for role in reference.roles.itertuples():
        named = [source.partition(" ")[0] for source in role.cell_sources]
        assert len(set(named)) == len(named), role.role_id
        empty = [name for name in named if getattr(role, name) in ("", ()) or _is_nan(role, name)]
        assert not empty, f"{role.role_id}: {empty}"


def test_words_stand_in_only_where_no_figure_does(reference):
    """A length or a region in words is said where weeks or countries are not."""
    roles = reference.roles
    has_weeks = roles["min_weeks"].notna() | roles["max_weeks"].notna()
    assert list(roles.index[has_weeks & (roles["stay_hint"] != "")]) == []
    has_both = (roles["countries"].map(len) > 0) & (roles["regions"].map(len) > 0)
    assert list(roles.index[has_both]) == []


def _is_nan(role, name):
    value = getattr(role, name)
    return value != value


def test_map_has_the_shapes_of_most_countries(data_folder, reference):
    world = json.loads((data_folder / "reference/world_countries_110m.json").read_text())
    shapes = {shape.get("id") for shape in world["objects"]["countries"]["geometries"]} - {None}
    assert len(shapes) == 174
    assert shapes <= set(reference.places.countries["m49"])


def test_codes_of_the_taxonomy_have_ten_characters(reference):
    assert all(re.fullmatch(r"[0-9A-Z]{9}X", code) for code in reference.vocabulary.nucc.values())
