"""A role that ended is over everywhere: one rule of open, one of today."""

import datetime as dt

import pytest

from matching.catalog import Catalog
from matching.recommending.recommender import Recommender
from matching.reference.shipped import shipped_adjacency
from matching.services import professional, recruiter, staff
from matching.services.shared.errors import RequestError
from matching.services.shared.role_standing import is_open
from matching.services.shared.roles import confirm_role_open
from matching.store import schema
from matching.store.reference_rows import read_reference_from
from tests.builders import catalog_of, person, role
from tests.services.conftest import ROLE
from tests.store.rows import NOW

ENDED = ["2026-11-22", "2026-10", "2025"]
NOT_OVER = ["2026-11-23", "2026-11", "2026", "2027-03", ""]


def ends(store, text):
    with store.writing() as session:
        session.get(schema.RoleRow, ROLE).end_date = text


@pytest.mark.parametrize("text", [*ENDED, *NOT_OVER])
def test_every_list_knows_whether_it_is_over(store, actors, text):
    ends(store, text)
    is_over = text in ENDED
    professional.add_to_shortlist(store, actors.amina, ROLE, now=NOW)
    (kept,) = professional.my_shortlist(store, actors.amina, now=NOW)["is_open"]
    (mine,) = recruiter.my_roles(store, actors.ben, now=NOW)["is_open"]
    offered = staff.find_roles(store, actors.sam, now=NOW, only_open=True)["role_id"].tolist()
    every = staff.find_roles(store, actors.sam, now=NOW).set_index("role_id")["is_open"]
    standing = professional.role_standing(store, actors.visitor, ROLE, now=NOW)
    assert {kept, mine, standing.is_open, ROLE in offered, every[ROLE]} == {not is_over}
    catalog = Catalog.from_reference(
        read_reference_from(store), shipped_adjacency(), today=NOW.date()
    )
    assert (catalog.roles["status"][ROLE] == "past") == is_over
    ranked = Recommender(catalog, today=NOW.date()).recommend(person())
    assert (ROLE in set(ranked["role_id"])) == (not is_over)


@pytest.mark.parametrize("text", ENDED)
def test_nobody_shows_interest_in_what_is_over_or_confirms_it(store, actors, text):
    ends(store, text)
    professional.save_profile(store, actors.amina, {"profession": "physician"}, now=NOW)
    with pytest.raises(RequestError, match="no longer open"):
        professional.show_interest(store, actors.amina, ROLE, now=NOW)
    with pytest.raises(RequestError, match="closed"):
        confirm_role_open(store, actors.ben, ROLE, now=NOW)


def test_the_day_after_its_last_it_is_over(store):
    ends(store, "2026-11-23")
    with store.reading() as session:
        row = session.get(schema.RoleRow, ROLE)
        assert is_open(row, NOW.replace(hour=23, minute=59))
        assert not is_open(row, NOW + dt.timedelta(hours=12))


def test_a_folder_is_read_by_the_same_rule():
    ended = role("hope--camp", end_date="2026-11-24")
    catalog = catalog_of(ended, role("hope--post"))
    assert catalog.roles["status"].to_dict() == {"hope--camp": "past", "hope--post": "ongoing"}
