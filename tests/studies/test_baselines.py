"""Rankers to compare with, on a handful of roles."""

import csv
import dataclasses
import datetime as dt
import shutil

import pytest

from matching import columns
from matching.catalog import Catalog
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.studies.baselines import (
    Bm25,
    CrudeRule,
    Ours,
    ProfessionAtRandom,
    SharedTags,
    all_rankers,
    equal_weights,
)

ROLES = """\
role_id,professions,specialties,focus_areas,countries,setting,languages,min_weeks,max_weeks,status,\
title,summary
hope--eye,physician,ophthalmology,eye-care,KE,hospital,en,1,2,open,Eye surgeon,Removes lenses.
hope--heart,physician,cardiology,surgery,UG,hospital,,,,ongoing,Heart doctor,Treats hearts.
hope--long,physician,,eye-care|surgery,KE,clinic,,52,,open,Doctor for a year,General medicine.
hope--nurse,nurse,,eye-care,KE,clinic,en|sw:required,1,4,open,Eye nurse,Assists with eyes.
hope--past,physician,ophthalmology,eye-care,KE,hospital,en,1,2,past,Eye surgeon,Removes lenses.
hope--plain,physician,,eye-care,,,,,,open,Doctor,Sees patients.
"""


@pytest.fixture
def catalog(tmp_path, data_folder):
    """Six roles; `hope--past` is like `hope--eye` but past."""
    for name in ("vocabulary.yaml", "adjacency.yaml"):
        shutil.copy(data_folder / name, tmp_path)
    shutil.copytree(data_folder / "reference", tmp_path / "reference")
    rows = {
        "organizations.csv": (
            columns.ORGANIZATIONS_TABLE,
            [{"org_id": "hope", "name": "Hope", "kind": "ngo", "source_url": "https://hope.org"}],
        ),
        "roles.csv": (
            columns.ROLES_TABLE,
            [
                {**row, "org_id": "hope", "source_url": "https://hope.org"}
                for row in csv.DictReader(ROLES.splitlines())
            ],
        ),
        "articles.csv": (columns.ARTICLES_TABLE, []),
    }
    for name, (header, records) in rows.items():
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows(records)
    catalog = Catalog.from_folder(tmp_path)
    assert catalog.problems == ()
    return catalog


@pytest.fixture
def eye_doctor():
    return Profile(
        profile_id="p1",
        profession="physician",
        specialties=["ophthalmology"],
        focus_areas=["eye-care"],
        countries=["KE"],
        settings=["hospital"],
        languages=["en:native"],
        min_weeks=1,
        max_weeks=3,
        statement="I remove lenses.",
    )


@pytest.fixture
def recommender(catalog):
    return Recommender(catalog, today=dt.date(2026, 11, 25))


def test_shared_tags_are_counted_over_all_kinds_and_ties_are_by_role_id(catalog, eye_doctor):
    """eye: 6; long: profession, focus, country; nurse: focus, country, language; the others 2."""
    assert SharedTags(catalog).rank(eye_doctor) == [
        "hope--eye", "hope--long", "hope--nurse", "hope--heart", "hope--plain",
    ]  # fmt: skip


def test_bm25_finds_the_words_of_the_statement_and_labels(catalog, eye_doctor):
    ranked = Bm25(catalog).rank(eye_doctor)
    assert ranked[0] == "hope--eye"
    assert sorted(ranked) == sorted(SharedTags(catalog).rank(eye_doctor))


def test_bm25_without_a_common_word_is_in_order_of_role_id(catalog):
    ranked = Bm25(catalog).rank(Profile(profession="dentist"))
    assert ranked == sorted(ranked)
    assert len(ranked) == 5


def test_random_order_is_of_the_named_profession_and_fixed_by_seed_and_person(catalog, eye_doctor):
    ranker = ProfessionAtRandom(catalog, seed=1)
    ranked = ranker.rank(eye_doctor)
    assert sorted(ranked) == ["hope--eye", "hope--heart", "hope--long", "hope--plain"]
    assert ranked == ProfessionAtRandom(catalog, seed=1).rank(eye_doctor)
    others = [ranker.rank(eye_doctor.changed(profile_id=f"q{n}")) for n in range(9)]
    assert any(other != ranked for other in others)


def test_crude_rule_filters_and_counts_interests(catalog, eye_doctor):
    """heart is another specialty, long too long, nurse another profession; eye states a length."""
    assert CrudeRule(catalog).rank(eye_doctor) == ["hope--eye", "hope--plain"]


def test_crude_rule_without_a_longest_stay_takes_long_roles(catalog, eye_doctor):
    ranked = CrudeRule(catalog).rank(eye_doctor.changed(min_weeks=4, max_weeks=None))
    assert ranked == ["hope--long", "hope--plain"]


def test_our_ranker_is_the_whole_list_of_the_recommender(recommender, eye_doctor):
    matches = recommender.recommend(eye_doctor, n=None)
    assert Ours(recommender).rank(eye_doctor) == matches["role_id"].tolist()
    assert matches["role_id"].iloc[0] == "hope--eye"


def test_equal_weights_change_nothing_but_the_weights(recommender):
    equal = equal_weights(recommender.weights)
    assert set(equal.weights.values()) == {1.0}
    assert equal.curves == recommender.weights.curves
    assert equal.unknown == recommender.weights.unknown
    assert equal.variety == recommender.weights.variety


def test_no_ranker_shows_a_past_role_or_one_twice(catalog, recommender, eye_doctor):
    for name, ranker in all_rankers(catalog, recommender).items():
        ranked = ranker.rank(eye_doctor)
        assert "hope--past" not in ranked, name
        assert len(ranked) == len(set(ranked)), name


def test_ours_is_the_first_of_all_rankers(catalog, recommender):
    assert next(iter(all_rankers(catalog, recommender))) == "Missionmatch"


def test_rankers_of_an_empty_catalog_give_empty_lists(catalog, eye_doctor):
    empty = dataclasses.replace(catalog, roles=catalog.roles.iloc[:0])
    for ranker in (SharedTags(empty), Bm25(empty), ProfessionAtRandom(empty), CrudeRule(empty)):
        assert ranker.rank(eye_doctor) == []
