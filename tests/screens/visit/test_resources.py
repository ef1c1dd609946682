from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from matching.authorization import Actor
from matching.comparison.exposure_floor import NO_FLOOR, ExposureFloor
from matching.comparison.weight_set import WeightSet
from matching.present import Keeper
from matching.screens.visit import resources
from matching.services.weights import publish as publish_set
from matching.services.weights import roll_back, save_draft
from matching.services.weights import set_floor as set_floor_as
from matching.store import open_database
from matching.store.schema import RoleRow
from tests.store.rows import account

SAM = Actor("sam", "staff")
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def publish(own_database):
    """`publish(place, side)`: what another process does, with a connection of its own."""
    with open_database(own_database.place) as elsewhere:
        with elsewhere.writing() as session:
            session.add(account("sam", "staff"))

        def as_staff(place, side):
            weights = WeightSet.default().changed(place=place)
            draft = save_draft(elsewhere, SAM, weights, side=side, reason="x", now=NOW)
            fields = {"replaces": None, "golden": None, "override_reason": "x", "now": NOW}
            publish_set(elsewhere, SAM, draft, **fields)

        as_staff.elsewhere = elsewhere
        as_staff.back = lambda: roll_back(elsewhere, SAM, None, "x", now=NOW)
        yield as_staff


def test_weights_that_are_published_serve_their_side_at_once_and_no_longer(publish):
    shipped = WeightSet.default().weights["place"]

    def served():
        both = (resources.recommender(), resources.candidate_recommender())
        assert all(one.catalog is resources.catalog() for one in both)
        return [one.weights.weights["place"] for one in both]

    assert served() == [shipped, shipped]
    publish(31.0, "professional")
    assert served() == [31.0, shipped]
    publish(32.0, "recruiter")
    assert served() == [31.0, 32.0]
    assert resources.recommender() is resources.recommender()
    publish.back()
    assert served() == [shipped, 32.0]


def test_a_floor_that_is_set_serves_professionals_at_once_and_no_longer(publish):
    def set_floor(floor, replaces):
        fields = {"replaces": replaces, "weight_set_id": None, "price": {}, "reason": "x"}
        set_floor_as(publish.elsewhere, SAM, floor, **fields, now=NOW)

    floor = ExposureFloor(2, ("a--role",))
    before = resources.recommender()
    set_floor(floor, 0)
    assert resources.recommender().floor == floor
    assert resources.recommender().weights == before.weights
    assert resources.candidate_recommender().floor == NO_FLOOR
    assert resources.stored_recommender(None).floor == NO_FLOOR  # whose lists experiments share
    set_floor(NO_FLOOR, 1)
    assert resources.recommender().floor == NO_FLOOR


def page():
    """A page that asks for everything, closes a role in the middle, and then asks again."""
    import streamlit as st

    from matching.screens.visit import resources
    from tests.screens.visit.test_resources import close

    def asked():
        return len({id(one.catalog) for one in parts}), resources._keeper.asked

    parts = [resources.browser(), resources.related(), resources.recommender()]
    st.session_state["before"] = asked()
    if st.button("Close a role"):
        close(resources.database())
        parts += [resources.browser(), resources.recommender()]
    st.session_state["after"] = asked()


def close(store):
    with store.writing() as session:
        session.scalars(select(RoleRow).where(RoleRow.closed_at.is_(None))).first().closed_at = NOW


class Asked(Keeper):
    asked = 0

    def at(self, *about, **how):
        self.asked += 1
        return super().at(*about, **how)


def test_a_run_asks_the_store_once_and_again_after_it_changed_something(
    own_database, monkeypatch, snapshot
):
    monkeypatch.setattr(resources, "_keeper", Asked(snapshot))
    app = AppTest.from_function(page).run()
    assert not app.exception
    assert [app.session_state[name] for name in ("before", "after")] == [(1, 1), (1, 1)]
    with open_database(own_database.place) as elsewhere:
        close(elsewhere)
    app.button[0].click().run()
    assert [app.session_state[name] for name in ("before", "after")] == [(1, 2), (2, 3)]
