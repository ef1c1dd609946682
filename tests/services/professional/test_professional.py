"""What a professional reads and brings along: shortlist, consents, interest, a role."""

from datetime import timedelta

import pytest

from matching.authorization import NotAllowedError
from matching.services import professional, recruiter
from matching.services.professional import shortlists
from matching.services.shared.errors import RequestError
from matching.store import schema
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW

FIELDS = {"profession": "physician"}


def notes(store, actor):
    kept = professional.my_shortlist(store, actor, now=NOW)
    return dict(zip(kept["role_id"], kept["note"], strict=True))


def test_a_shortlist_is_brought_once_in_its_order_and_no_note_is_lost(store, actors):
    professional.add_to_shortlist(store, actors.amina, ROLE, "mine", now=NOW - timedelta(days=1))
    brought = {OTHER_ROLE: "a", ROLE: " theirs ", "mercy--gone": "b"}
    for _ in range(2):
        professional.bring_shortlist(store, actors.amina, brought, now=NOW)
    assert notes(store, actors.amina) == {OTHER_ROLE: "a", ROLE: "mine\n\ntheirs"}
    assert notes(store, actors.omar) == {}


def test_a_shortlist_is_brought_whole_or_not_at_all(store, actors, monkeypatch):
    monkeypatch.setattr(shortlists, "MOST_KEPT", 1)
    with pytest.raises(RequestError, match="at most 1"):
        professional.bring_shortlist(store, actors.amina, {ROLE: "", OTHER_ROLE: ""}, now=NOW)
    with pytest.raises(NotAllowedError):
        professional.bring_shortlist(store, actors.ben, {ROLE: ""}, now=NOW)
    assert notes(store, actors.amina) == {}


def test_consents_are_one_s_own_and_the_newest_first(store, actors):
    save = {"visibility": "anonymous", "agreed": True}
    saved = professional.save_profile(store, actors.amina, FIELDS, now=NOW)
    later = NOW + timedelta(days=1)
    professional.save_profile(store, actors.amina, FIELDS, **save, version=saved.version, now=later)
    found = professional.my_consents(store, actors.amina, now=later)
    assert [(consent.kind, consent.at, consent.given, consent.role_id) for consent in found] == [
        ("visibility", later, True, ""),
        ("storage", NOW, True, ""),
    ]
    assert professional.my_consents(store, actors.omar, now=NOW) == ()
    with pytest.raises(NotAllowedError):
        professional.my_consents(store, actors.ben, now=NOW)


def test_one_interest_and_who_waits_for_an_answer(store, actors):
    mine = (store, actors.amina)
    professional.save_profile(*mine, FIELDS, contact="+1", display_name="A", now=NOW)
    assert professional.my_interest(*mine, ROLE, now=NOW) is None
    professional.show_interest(*mine, ROLE, now=NOW)
    assert professional.introductions_waiting(*mine, now=NOW) == 0
    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=NOW)
    assert professional.introductions_waiting(*mine, now=NOW) == 1
    assert professional.introductions_waiting(store, actors.omar, now=NOW) == 0
    (listed,) = professional.my_interests(*mine, now=NOW)
    assert professional.my_interest(*mine, ROLE, now=NOW) == listed
    assert professional.my_interest(store, actors.omar, ROLE, now=NOW) is None
    professional.answer_introduction(*mine, ROLE, True, now=NOW)
    assert professional.introductions_waiting(*mine, now=NOW) == 0


def test_everybody_may_know_how_a_role_stands(store, actors):
    with store.writing() as session:
        session.get(schema.RoleRow, ROLE).confirmed_at = NOW
    standing = professional.role_standing(store, actors.visitor, ROLE, now=NOW)
    assert (standing.is_open, standing.closed_at, standing.confirmed_at) == (True, None, NOW)
    with store.writing() as session:
        session.get(schema.RoleRow, ROLE).closed_at = NOW
    standing = professional.role_standing(store, actors.visitor, ROLE, now=NOW)
    assert (standing.is_open, standing.closed_at) == (False, NOW)
    with pytest.raises(NotAllowedError):
        professional.role_standing(store, actors.visitor, "mercy--gone", now=NOW)
