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


def test_each_role_says_what_it_breaks_leaves_open_and_meets(recommender):
    rows = recommender.wishes(WISHES, [SILENT, ELSEWHERE, HERE]).set_index("role_id")
    assert rows["broken"].to_dict() == {SILENT: (), ELSEWHERE: ("place",), HERE: ()}
    assert rows["left_open"].to_dict() == {SILENT: ("funding",), ELSEWHERE: (), HERE: ()}
    stated = {"place", "length", "funding"}
    assert rows["met"].map(stated.intersection).to_dict() == {
        SILENT: {"place", "length"},
        ELSEWHERE: {"length", "funding"},
        HERE: stated,
    }


def test_a_role_that_names_no_place_meets_no_wish_for_one():
    nowhere = recommender_of(role(HERE, min_weeks="1"))
    (row,) = nowhere.wishes(WISHES, [HERE]).to_dict("records")
    assert "place" not in (*row["broken"], *row["left_open"], *row["met"])


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
