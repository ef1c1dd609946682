"""The floor of exposure: set with its price, taken off, kept; on both databases."""

import pytest

from matching.authorization import NotAllowedError
from matching.comparison.exposure_floor import NO_FLOOR, ExposureFloor
from matching.comparison.weight_set import WeightSet
from matching.services import staff
from matching.services.shared.errors import RequestError
from matching.services.weights import floors, publish, save_draft
from matching.services.weights import set_floor as set_floor_as
from matching.services.weights.floors import active_floor
from matching.store import ConflictError
from matching.store.erasure import erase_account
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW

FLOOR = ExposureFloor(2, (ROLE, OTHER_ROLE))
PRICE = {"difference": -0.0006, "low": -0.0032, "high": 0.0001, "hidden_before": 2}


def set_floor(store, actor, floor=FLOOR, **more):
    fields = {"replaces": 0, "weight_set_id": None, "price": PRICE, "reason": "To be seen"} | more
    set_floor_as(store, actor, floor, **fields, now=NOW)


def test_a_floor_serves_until_another_is_set_or_it_is_taken_off(store, actors):
    assert active_floor(store) == (0, NO_FLOOR)
    set_floor(store, actors.sam)
    assert active_floor(store) == (1, FLOOR)
    set_floor(store, actors.sam, ExposureFloor(1, (ROLE,)), replaces=1, reason=" <b>Less</b> ")
    set_floor(store, actors.sam, NO_FLOOR, replaces=2, price=None)
    assert active_floor(store) == (3, NO_FLOOR)
    history = floors(store, actors.sam, now=NOW)
    columns = ["number", "places", "role_ids", "set_by", "reason", "price", "set_at"]
    assert history[columns].values.tolist() == [
        [3, 0, (), "Sam", "To be seen", None, NOW],
        [2, 1, (ROLE,), "Sam", "<b>Less</b>", PRICE, NOW],
        [1, 2, (ROLE, OTHER_ROLE), "Sam", "To be seen", PRICE, NOW],
    ]
    entries = staff.audit_entries(store, actors.sam, action="floor.set", now=NOW)
    assert entries["target_id"].tolist() == ["3", "2", "1"]
    assert entries["details"].iloc[1] == {"places": 1, "roles": 1}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"reason": " "}, "Please write why"),
        ({"price": None}, "price of the floor first"),
        ({"floor": NO_FLOOR}, "No floor is set"),
    ],
)
def test_without_reason_price_or_change_nothing_is_set(store, actors, more, told):
    with pytest.raises(RequestError, match=told):
        set_floor(store, actors.sam, **more)
    assert active_floor(store) == (0, NO_FLOOR)


def test_what_was_decided_before_another_floor_or_other_weights_is_refused(store, actors):
    set_floor(store, actors.sam)
    with pytest.raises(ConflictError, match="Another floor was set"):
        set_floor(store, actors.sam, ExposureFloor(1, (ROLE,)))
    with pytest.raises(RequestError, match="serves already"):
        set_floor(store, actors.sam, replaces=1)
    weights = WeightSet.default().changed(place=30.0)
    draft = save_draft(store, actors.sam, weights, reason="x", now=NOW)
    publish(store, actors.sam, draft, replaces=None, golden=None, override_reason="x", now=NOW)
    with pytest.raises(ConflictError, match="Other weights"):
        set_floor(store, actors.sam, ExposureFloor(1, (ROLE,)), replaces=1)
    set_floor(store, actors.sam, ExposureFloor(1, (ROLE,)), replaces=1, weight_set_id=draft)
    assert floors(store, actors.sam, now=NOW)["weight_set_id"].tolist() == [draft, ""]


def test_only_staff_set_it_and_look_and_it_outlives_who_set_it(store, actors):
    set_floor(store, actors.sam)
    for actor in (actors.amina, actors.ben, actors.visitor):
        with pytest.raises(NotAllowedError):
            set_floor(store, actor, NO_FLOOR, replaces=1, price=None)
        with pytest.raises(NotAllowedError):
            floors(store, actor, now=NOW)
    with store.writing() as session:
        erase_account(session, "sam")
    assert active_floor(store) == (1, FLOOR)
