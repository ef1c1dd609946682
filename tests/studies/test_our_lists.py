"""Lists with grades: hand-made people and roles, and a recommender that gives bands."""

import numpy as np
import pandas as pd
import pytest

from matching import Recommender
from matching.evidence.judgments import JudgedSet, read_judgments
from matching.studies.our_lists import (
    ALL,
    Listed,
    each_set,
    is_folded,
    our_lists,
    to_judge,
    worst_lists,
)
from tests.builders import TODAY, catalog_of, organization, person, role


def judgments_of(*rows):
    """Judgments as they are read from a file."""
    columns = ["profile_id", "role_id", "grade", "reason"]
    return pd.DataFrame(rows, columns=columns).astype({"grade": "int64"})


def set_named(name, people, *rows):
    profiles = [person(one.pop("profession", "nurse"), **one) for one in people]
    return JudgedSet(name, profiles, judgments_of(*rows))


class Bandless(Recommender):
    """Gives no bands."""

    def recommend(self, profile, n=50, **options):
        return super().recommend(profile, n, **options).drop(columns="band")


class Banded(Recommender):
    """Gives bands by the title of a role."""

    def recommend(self, profile, n=50, **options):
        matches = super().recommend(profile, n, **options)
        titles = self.catalog.roles.loc[matches["role_id"], "title"].to_numpy()
        return matches.assign(band=[int(title[-1]) for title in titles])


@pytest.fixture
def catalog():
    return catalog_of(
        role("hope--a", professions="nurse", title="Post 1", funding="salaried"),
        role("hope--b", professions="nurse", title="Post 3"),
        role("hope--c", professions="nurse", title="=Post 2"),
        role("hope--d", professions="dentist", title="Post 1"),
        organizations=[organization("hope", name="Hope, and more")],
    )


@pytest.fixture
def sets():
    return [
        set_named("one", [{"profile_id": "ann"}], ("ann", "hope--a", 3, "good")),
        set_named(
            "two",
            [{"profile_id": "bo"}, {"profile_id": "cy", "profession": "pharmacist"}],
            ("cy", "hope--a", 2, "place"),
        ),
    ]


def test_each_role_of_each_list_has_its_set_place_and_grade(catalog, sets):
    listed = our_lists(Bandless(catalog, today=TODAY), sets)
    assert listed["set"].tolist() == ["one"] * 3 + ["two"] * 3  # nothing is open to cy
    assert listed["rank"].tolist() == listed["place"].tolist() == [1, 2, 3, 1, 2, 3]
    grades = listed.set_index(["profile_id", "role_id"])["grade"]
    assert grades["ann", "hope--a"] == 3
    assert grades.isna().sum() == 5
    assert listed.set_index("role_id").loc["hope--b", "reason"].tolist() == ["", ""]
    assert "band" not in listed
    assert not is_folded(listed).any()


def test_a_folded_role_has_a_rank_and_no_place(catalog, sets):
    listed = our_lists(Banded(catalog, today=TODAY), sets)
    ann = listed[listed["profile_id"] == "ann"].set_index("role_id")
    assert ann["rank"].sort_values().tolist() == [1, 2, 3]
    assert np.isnan(ann.loc["hope--b", "place"])
    assert sorted(ann["place"].dropna()) == [1, 2]
    assert is_folded(listed).sum() == 2


def test_the_lists_are_those_of_the_recommender(catalog, sets):
    recommender = Recommender(catalog, today=TODAY)
    ranker = Listed(our_lists(recommender, sets))
    ann, cy = sets[0].profiles[0], sets[1].profiles[1]
    assert ranker.rank(ann) == recommender.recommend(ann)["role_id"].tolist()
    assert ranker.rank(cy) == []


def test_without_sets_or_open_roles_the_columns_are_there(catalog):
    alone = [set_named("one", [{"profile_id": "cy", "profession": "pharmacist"}])]
    listed = our_lists(Recommender(catalog, today=TODAY), alone)
    assert listed.empty
    assert {"set", "place", "grade", "score"} <= set(listed)
    assert worst_lists(listed, alone, 3).empty
    assert to_judge(listed, catalog).empty


def test_rows_of_each_set_and_of_all(catalog, sets):
    listed = our_lists(Recommender(catalog, today=TODAY), sets)
    assert [(name, len(rows)) for name, rows in each_set(listed)] == [
        ("one", 3), ("two", 3), (ALL, 6),
    ]  # fmt: skip


class TestToJudge:
    def test_unjudged_roles_as_shown_of_everybody(self, catalog, sets):
        """Also of bo, about whom nobody judged anything; the folded b is not shown."""
        rows = to_judge(our_lists(Banded(catalog, today=TODAY), sets), catalog)
        assert rows[["profile_id", "role_id"]].to_numpy().tolist() in (
            [["ann", "hope--c"], ["bo", "hope--a"], ["bo", "hope--c"]],
            [["ann", "hope--c"], ["bo", "hope--c"], ["bo", "hope--a"]],
        )
        assert set(rows["organization"]) == {"Hope, and more"}
        assert (rows[["grade", "reason"]] == "").all(axis=None)

    def test_a_title_is_no_formula(self, catalog, sets):
        rows = to_judge(our_lists(Banded(catalog, today=TODAY), sets), catalog)
        assert rows["title"].tolist()[0] == "'=Post 2"

    def test_only_the_first_ten(self, sets):
        catalog = catalog_of(*(role(f"hope--{n}", professions="nurse") for n in range(12)))
        rows = to_judge(our_lists(Bandless(catalog, today=TODAY), sets), catalog)
        assert rows.groupby("profile_id").size().to_dict() == {"ann": 10, "bo": 10}
        assert rows["rank"].max() == 10

    def test_the_file_is_read_back_once_graded(self, catalog, sets, tmp_path):
        rows = to_judge(our_lists(Bandless(catalog, today=TODAY), sets), catalog)
        rows.loc[rows.index[:2], "grade"] = ["2", "0"]
        rows.to_csv(tmp_path / "graded.csv", index=False)
        graded, problems = read_judgments(tmp_path / "graded.csv")
        assert graded["role_id"].tolist() == rows["role_id"].tolist()[:2]
        assert graded["grade"].tolist() == [2, 0]
        assert len(problems) == len(rows) - 2
        assert "grade: found nothing, expected a grade from 0 to 3" in str(problems[0])


class TestWorst:
    @pytest.fixture
    def listed(self):
        """Ann's list begins with a 0, bo's is ideal; cy has no good role; to di nothing is open."""
        return pd.DataFrame(
            [
                ("one", "ann", 1, "a", 0.0, "place"),
                ("one", "ann", 2, "b", np.nan, ""),
                ("one", "ann", 3, "c", 3.0, "good"),
                ("two", "bo", 1, "c", 3.0, "good"),
                ("two", "cy", 1, "c", 0.0, "place"),
            ],
            columns=["set", "profile_id", "rank", "role_id", "grade", "reason"],
        )

    @pytest.fixture
    def sets(self):
        ids = ("ann", "bo", "cy", "di")
        return [
            set_named("one", [{"profile_id": "ann"}], ("ann", "a", 0, ""), ("ann", "c", 3, "")),
            set_named(
                "two",
                [{"profile_id": id_} for id_ in ids[1:]],
                ("bo", "c", 3, ""),
                ("cy", "c", 0, ""),
                ("di", "a", 2, ""),
            ),
        ]

    def test_lowest_first_with_grade_and_reason(self, listed, sets):
        worst = worst_lists(listed, sets, 2)
        assert worst["profile_id"].tolist() == ["di", "ann", "ann", "ann"]
        assert worst["ndcg"].round(3).tolist() == [0, 0.631, 0.631, 0.631]  # 3 in second place
        ann = worst[worst["profile_id"] == "ann"]
        assert ann["role_id"].tolist() == ["a", "b", "c"]
        assert ann["reason"].tolist() == ["place", "", "good"]
        assert ann["judged"].tolist() == [2, 2, 2]

    def test_a_list_without_roles_is_one_row(self, listed, sets):
        first = worst_lists(listed, sets, 1).iloc[0]
        assert (first["profile_id"], first["role_id"]) == ("di", "")
        assert np.isnan(first["rank"])

    def test_who_has_no_ndcg_is_left_out(self, listed, sets):
        assert "cy" not in set(worst_lists(listed, sets, 9)["profile_id"])

    def test_only_the_first_k(self, listed, sets):
        assert len(worst_lists(listed, sets, 9, k=2)) == 1 + 2 + 1
