"""Which wishes keep roles from meeting all that was asked."""

import pytest

from matching.comparison.bands import MEETS, NEAR
from matching.errors import UnknownIdError
from tests.builders import person, recommender_of, role

HERE, ELSEWHERE, SILENT = "hope--here", "hope--elsewhere", "hope--silent"


@pytest.fixture
def recommender():
    """A role as wished, one in another place that is plainly unpaid, and one that says nothing."""
    kenya = {"countries": "KE", "min_weeks": "1", "max_weeks": "4", "funding": "stipend"}
    return recommender_of(
        role(HERE, **kenya),
        role(ELSEWHERE, **kenya | {"countries": "PE"}),
        role(SILENT, countries="KE", min_weeks="1", max_weeks="4"),
    )


WISHES = person(countries=["KE"], max_weeks=4, funding="stipend")


def test_each_role_says_what_it_breaks_and_what_it_leaves_open(recommender):
    rows = recommender.wishes(WISHES, [SILENT, ELSEWHERE, HERE]).to_dict("records")
    assert rows == [
        {"role_id": SILENT, "broken": (), "left_open": ("funding",)},
        {"role_id": ELSEWHERE, "broken": ("place",), "left_open": ()},
        {"role_id": HERE, "broken": (), "left_open": ()},
    ]


def test_what_meets_all_breaks_nothing_and_what_comes_near_one_thing(recommender):
    bands = recommender.recommend(WISHES).set_index("role_id")["band"]
    wishes = recommender.wishes(WISHES, bands.index).set_index("role_id")
    strains = wishes["broken"].map(len) + wishes["left_open"].map(len)
    assert (strains[bands == MEETS] == 0).all()
    assert (strains[bands == NEAR] <= 1).all()


def test_an_unknown_role_is_an_error(recommender):
    with pytest.raises(UnknownIdError):
        recommender.wishes(WISHES, ["hope--gone"])


def test_no_roles_give_no_rows(recommender):
    assert recommender.wishes(WISHES, []).empty
