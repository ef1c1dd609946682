"""Steps of the path that a professional has ticked off: theirs, and brought along."""

import pytest

from matching.authorization import NotAllowedError
from matching.services import professional
from matching.services.shared.errors import RequestError
from tests.store.rows import NOW


def done(store, actor):
    return professional.my_path(store, actor, now=NOW)


def test_steps_are_ticked_off_and_taken_back(store, actors):
    for step in ("money", "ask", "money"):
        professional.tick_step(store, actors.amina, step, on=True, now=NOW)
    assert done(store, actors.amina) == ("ask", "money")
    professional.tick_step(store, actors.amina, "ask", on=False, now=NOW)
    assert done(store, actors.amina) == ("money",)
    assert done(store, actors.omar) == ()
    exported = professional.export_my_data(store, actors.amina, now=NOW)
    assert len(exported["audit_log"]) == 3  # what changed nothing is not written down
    with pytest.raises(RequestError, match="no such step"):
        professional.tick_step(store, actors.amina, "heaven", on=True, now=NOW)


def test_only_professionals_keep_steps(store, actors):
    for actor in (actors.ben, actors.sam, actors.visitor):
        with pytest.raises(NotAllowedError):
            done(store, actor)
        with pytest.raises(NotAllowedError):
            professional.tick_step(store, actor, "money", on=True, now=NOW)


def test_what_a_visitor_ticked_off_goes_with_them(store, actors):
    professional.tick_step(store, actors.amina, "home", on=True, now=NOW)
    professional.bring_path(store, actors.amina, ["home", "ask", "heaven"], now=NOW)
    assert done(store, actors.amina) == ("ask", "home")
    (first, *_) = professional.export_my_data(store, actors.amina, now=NOW)["path_steps"]
    assert first["step"] == "ask"
