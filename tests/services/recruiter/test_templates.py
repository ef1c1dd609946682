"""Words that an organization keeps, and the fields in them."""

import pytest

from matching.authorization import NotAllowedError
from matching.services import professional, recruiter
from matching.services.recruiter import templates
from matching.services.shared.errors import RequestError
from matching.store import ConflictError, schema
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW

WORDS = "Dear colleague, {organization} needs you for {role}, from {start}. {recruiter}"


def kept(store, actor, org_id="mercy"):
    found = recruiter.message_templates(store, actor, org_id, now=NOW)
    return {one.name: one.text for one in found}


def test_members_make_change_and_delete_templates(store, actors):
    mine = (store, actors.ben)
    id_ = recruiter.new_template(*mine, "mercy", "Asking", WORDS, now=NOW)
    recruiter.change_template(*mine, id_, "Asking kindly", "For {role}", now=NOW)
    assert kept(*mine) == {"Asking kindly": "For {role}"}
    recruiter.delete_template(*mine, id_, now=NOW)
    assert kept(*mine) == {}


def test_they_are_nobody_else_s(store, actors):
    id_ = recruiter.new_template(store, actors.ben, "mercy", "Asking", WORDS, now=NOW)
    for actor in (actors.eve, actors.sam, actors.amina):
        for attempt in (
            lambda who: recruiter.message_templates(store, who, "mercy", now=NOW),
            lambda who: recruiter.new_template(store, who, "mercy", "A", "b", now=NOW),
            lambda who: recruiter.change_template(store, who, id_, "A", "b", now=NOW),
            lambda who: recruiter.delete_template(store, who, id_, now=NOW),
            lambda who: recruiter.filled_words(store, who, ROLE, "b", now=NOW),
        ):
            with pytest.raises(NotAllowedError):
                attempt(actor)
    assert kept(store, actors.ben) == {"Asking": WORDS}


def test_fields_become_what_they_stand_for(store, actors):
    with store.writing() as session:
        session.get(schema.RoleRow, ROLE).start_date = "2027-03"
    filled = recruiter.filled_words(store, actors.ben, ROLE, WORDS, now=NOW)
    assert filled == "Dear colleague, Mercy needs you for Surgeon, from March 2027. Ben"
    open_start = recruiter.filled_words(store, actors.eve, OTHER_ROLE, "From {start}", now=NOW)
    assert open_start == "From a date that is still open"


@pytest.mark.parametrize("text", ["Dear {name}", "{Role}", "{}", "{role }"])
def test_an_unknown_field_is_named_with_those_that_exist(store, actors, text):
    field = text[text.index("{") :]
    says = f"There is no field {field}. There are {{role}}, {{organization}}, {{start}} and"
    with pytest.raises(RequestError) as caught:
        recruiter.new_template(store, actors.ben, "mercy", "Asking", text, now=NOW)
    assert str(caught.value).startswith(says)
    with pytest.raises(RequestError, match="There is no field"):
        recruiter.filled_words(store, actors.ben, ROLE, text, now=NOW)


def test_nothing_goes_out_with_a_field_that_is_not_filled(store, actors):
    professional.save_profile(
        store, actors.amina, {"profession": "physician"}, visibility="anonymous", agreed=True,
        now=NOW,
    )  # fmt: skip
    about = (store, actors.ben, ROLE, "amina")
    with pytest.raises(RequestError, match="{role} is not filled in"):
        recruiter.ask_introduction(*about, message="For {role}", now=NOW)
    with pytest.raises(RequestError, match="{start} is not filled in"):
        recruiter.move_stage(
            *about, "declined", version=0, reason_code="dates", reason_text="{start}", now=NOW
        )
    recruiter.ask_introduction(*about, message="For you", now=NOW)
    with pytest.raises(RequestError, match="{role} is not filled in"):
        recruiter.write_to_candidate(*about, "For {role}", now=NOW)


def test_names_are_once_and_their_number_is_limited(store, actors, monkeypatch):
    mine = (store, actors.ben, "mercy")
    recruiter.new_template(*mine, "Asking", "a", now=NOW)
    other = recruiter.new_template(*mine, "Declining", "b", now=NOW)
    with pytest.raises(ConflictError, match="“Asking” already"):
        recruiter.new_template(*mine, " Asking ", "c", now=NOW)
    with pytest.raises(ConflictError, match="“Asking” already"):
        recruiter.change_template(store, actors.ben, other, "Asking", "c", now=NOW)
    recruiter.change_template(store, actors.ben, other, "Declining", "c", now=NOW)
    monkeypatch.setattr(templates, "MOST_TEMPLATES", 2)
    with pytest.raises(RequestError, match="At most 2 templates"):
        recruiter.new_template(*mine, "Third", "c", now=NOW)
