"""What a score means, on seven roles by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from matching.studies.calibration import SCORE_FROM, calibration

LISTED = [
    # set, profile_id, score, grade
    ("one", "ann", 100.0, 3),
    ("one", "ann", 90.0, 2),
    ("one", "ann", 89.99, 0),
    ("one", "ann", 84.0, np.nan),  # nobody judged it
    ("two", "bo", 85.0, 3),
    ("two", "bo", 50.0, 1),
    ("two", "cy", 49.99, 0),
    ("two", "cy", 0.0, 0),
]


@pytest.fixture
def found():
    listed = pd.DataFrame(LISTED, columns=["set", "profile_id", "score", "grade"])
    return calibration(listed).set_index(["set", "from", "metric"]).sort_index()


def test_every_step_of_each_set_and_of_all(found):
    assert len(found) == 3 * len(SCORE_FROM) * 2


def test_a_score_belongs_to_the_step_that_it_reaches(found):
    assert found.loc["all", "pairs"].groupby("from").first().to_dict() == {
        90: 2, 80: 2, 70: 0, 60: 0, 50: 1, 0: 2,
    }  # fmt: skip


def test_shares_of_the_eighties_by_hand(found):
    """One 0 and one 3 of two people."""
    good, bad = found.loc[("all", 80, "good")], found.loc[("all", 80, "bad")]
    assert (good["mean"], bad["mean"]) == (0.5, 0.5)
    assert good["profiles"] == 2
    assert (good["low"], good["high"]) == (0, 1)


def test_one_person_has_no_interval_and_no_role_no_share(found):
    alone = found.loc[("all", 90, "good")]
    assert alone["mean"] == 1
    assert math.isnan(alone["low"])
    assert math.isnan(found.loc[("all", 70, "good"), "mean"])


def test_each_set_by_itself(found):
    assert found.loc[("two", 80, "good"), "mean"] == 1
    assert found.loc[("one", 80, "good"), "mean"] == 0
    assert found.loc[("two", 0, "bad"), "pairs"] == 2


def test_nothing_judged_has_no_share():
    listed = pd.DataFrame(LISTED[3:4], columns=["set", "profile_id", "score", "grade"])
    found = calibration(listed)
    assert set(found["set"]) == {"all"}
    assert found["mean"].isna().all()
    assert (found["pairs"] == 0).all()
