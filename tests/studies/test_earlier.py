"""A catalog as it was on an earlier day."""

import datetime as dt

import pandas as pd
import pytest

from matching.evidence.judgments import JudgedSet
from matching.studies.earlier import about, with_roles_read_until
from tests.builders import person, recommender_of, role


@pytest.fixture
def recommender():
    return recommender_of(
        role("hope--day", professions="nurse", read_on="2026-11-23"),
        role("hope--later", professions="nurse", read_on="2026-11-24"),
        role("hope--month", professions="nurse", read_on="2026-11"),
    )


def test_what_was_read_later_is_left_out(recommender):
    """A month has a day that is early enough."""
    earlier = with_roles_read_until(recommender, dt.date(2026, 11, 23))
    assert set(earlier.catalog.roles.index) == {"hope--day", "hope--month"}
    assert set(earlier.recommend(person("nurse"))["role_id"]) == {"hope--day", "hope--month"}


def test_the_rest_of_the_recommender_is_the_same(recommender):
    earlier = with_roles_read_until(recommender, dt.date(2026, 11, 24))
    assert len(earlier.catalog.roles) == 3
    assert earlier.weights is recommender.weights
    assert earlier.today == recommender.today
    assert earlier.without == recommender.without


def test_judgments_about_what_is_left_out_are_left_out(recommender):
    judgments = pd.DataFrame(
        [("ann", "hope--day", 3), ("ann", "hope--later", 0)],
        columns=["profile_id", "role_id", "grade"],
    )
    judged = JudgedSet("one", [person("nurse", profile_id="ann")], judgments)
    earlier = with_roles_read_until(recommender, dt.date(2026, 11, 23))
    (kept,) = about(earlier.catalog, [judged])
    assert kept.judgments["role_id"].tolist() == ["hope--day"]
    assert kept.profiles == judged.profiles
