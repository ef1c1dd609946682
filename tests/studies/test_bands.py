"""Bands of four people by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from matching.comparison.bands import BANDS
from matching.evidence.judgments import JudgedSet
from matching.studies.bands import as_shown, bands
from tests.builders import person

LISTED = [
    # set, profile_id, rank, place, role_id, band, grade
    ("one", "ann", 1, 1, "a", 1, 3),
    ("one", "ann", 2, 2, "b", 1, 2),
    ("one", "ann", 3, np.nan, "f", 3, 3),
    ("one", "ann", 4, 3, "c", 1, 0),
    ("one", "ann", 5, 4, "d", 2, np.nan),
    ("one", "ann", 6, 5, "e", 2, 1),
    ("two", "bo", 1, 1, "a", 2, 0),
    ("two", "bo", 2, np.nan, "b", 3, np.nan),
    ("two", "new", 1, 1, "a", 1, np.nan),  # about whom there is no judgment
]
GRADES = {
    "one": [
        ("ann", "a", 3), ("ann", "b", 2), ("ann", "c", 0), ("ann", "e", 1), ("ann", "f", 3),
        ("ann", "g", 2),  # not in her list
    ],
    "two": [("bo", "a", 0), ("bo", "h", 3), ("cy", "a", 3)],  # nothing is open to cy
}  # fmt: skip
PEOPLE = {"one": ["ann"], "two": ["bo", "cy", "new"]}


@pytest.fixture
def listed():
    columns = ["set", "profile_id", "rank", "place", "role_id", "band", "grade"]
    return pd.DataFrame(LISTED, columns=columns)


@pytest.fixture
def sets():
    return [
        JudgedSet(
            name,
            [person("nurse", profile_id=id_) for id_ in PEOPLE[name]],
            pd.DataFrame(rows, columns=["profile_id", "role_id", "grade"]),
        )
        for name, rows in GRADES.items()
    ]


@pytest.fixture
def of_bands(listed, sets):
    return bands(listed, sets).set_index(["set", "band", "metric"]).sort_index()


@pytest.fixture
def shown(listed, sets):
    return as_shown(listed, sets).set_index(["set", "metric"]).sort_index()


def means(frame, *key):
    return frame.loc[key, "mean"].round(3).to_dict()


class TestBands:
    def test_band_1_of_all(self, of_bands):
        """Three roles of ann's: 3, 2, 0; bo and cy have none."""
        found = means(of_bands, "all", 1)
        assert found == {"roles": 1.0, "good": 0.667, "bad": 0.333, "unjudged": 0.0}

    def test_band_2_of_all(self, of_bands):
        """Ann's unjudged d and e (1), bo's a (0)."""
        found = means(of_bands, "all", 2)
        assert found == {"roles": 1.0, "good": 0.0, "bad": 0.5, "unjudged": 0.333}

    def test_band_3_of_all(self, of_bands):
        found = means(of_bands, "all", 3)
        assert found == {"roles": 0.667, "good": 1.0, "bad": 0.0, "unjudged": 0.5}

    def test_how_many_a_figure_is_over(self, of_bands):
        sizes = of_bands.loc[("all", 2), ["pairs", "profiles"]]
        assert sizes.loc["roles"].tolist() == [3, 3]  # also cy, who has none
        assert sizes.loc["good"].tolist() == [2, 2]
        assert sizes.loc["unjudged"].tolist() == [3, 2]

    def test_wilson_where_all_are_alike_and_no_interval_of_one_person(self, of_bands):
        good = of_bands.loc[("all", 2, "good")]
        assert (good["low"], round(good["high"], 3)) == (0, 0.658)  # 3.84 / (2 + 3.84)
        assert math.isnan(of_bands.loc[("all", 1, "good"), "low"])

    def test_each_set_by_itself(self, of_bands):
        assert means(of_bands, "one", 1)["roles"] == 3
        assert means(of_bands, "two", 2) == {"roles": 0.5, "good": 0, "bad": 1, "unjudged": 0}

    def test_a_band_that_is_empty_has_no_shares(self, of_bands):
        found = of_bands.loc[("two", 1)]
        assert found.loc["roles", "mean"] == 0
        assert found.loc[["good", "bad", "unjudged"], "mean"].isna().all()

    def test_unjudged_is_of_the_first_ten_of_the_band(self, sets):
        """Ten judged ones, then two that nobody judged."""
        rows = [("one", "ann", n, n, f"r{n}", 1, 2 if n <= 10 else np.nan) for n in range(1, 13)]
        columns = ["set", "profile_id", "rank", "place", "role_id", "band", "grade"]
        found = bands(pd.DataFrame(rows, columns=columns), sets[:1])
        found = found.set_index(["set", "band", "metric"]).sort_index()
        assert found.loc[("one", 1, "unjudged"), "mean"] == 0
        assert found.loc[("one", 1, "roles"), "mean"] == 12

    def test_the_same_seed_gives_the_same(self, listed, sets):
        pd.testing.assert_frame_equal(bands(listed, sets, 3), bands(listed, sets, 3))


class TestAsShown:
    def test_all_together(self, shown):
        """A folded role takes no place: ann's first are 3, 2, 0, unjudged, 1."""
        assert means(shown, "all") == {
            "bad": 0.625,  # ann 1/4, bo 1/1, cy is shown nothing
            "good": 0.25,  # ann 2/4, bo none
            "unjudged": 0.1,  # ann 1/5, bo none
            "kept": 0.25,  # ann 3 of 4, bo none of 1, cy none of 1
            "best_shown": 0.167,  # ann 1 of 2, bo and cy none of 1
            "enough": 0.333,  # ann alone has three in band 1
        }
        assert shown.loc["all", "profiles"].to_dict() == {
            "bad": 2, "good": 2, "unjudged": 2, "kept": 3, "best_shown": 3, "enough": 3,
        }  # fmt: skip

    def test_each_set_by_itself(self, shown):
        assert means(shown, "one")["best_shown"] == 0.5
        assert means(shown, "two")["enough"] == 0

    def test_without_a_role_of_grade_3_there_is_nothing_to_show(self, listed, sets):
        graded = sets[1].judgments.assign(grade=0)
        found = as_shown(listed, [sets[1]._replace(judgments=graded)])
        found = found.set_index(["set", "metric"]).sort_index()
        assert found.loc[("two", "enough"), "profiles"] == 0
        assert math.isnan(found.loc[("two", "best_shown"), "mean"])

    def test_a_set_without_judged_people_has_no_rows(self, listed, sets):
        nobody = sets[1]._replace(judgments=sets[1].judgments.head(0))
        assert set(as_shown(listed, [sets[0], nobody])["set"]) == {"one", "all"}
        assert set(bands(listed, [sets[0], nobody])["set"]) == {"one", "all"}
        assert set(bands(listed, [sets[0], nobody])["band"]) == set(BANDS)
