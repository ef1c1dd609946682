"""What a person does about a role by themselves, what became of it, and who is here to answer."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from matching.authorization import NotAllowedError
from matching.services import professional, recruiter
from matching.services.professional import Pursuit, pursuits
from matching.services.shared.errors import RequestError
from matching.store import schema
from matching.store.words import PURSUIT_REASONS
from tests.examples import examples
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store import rows
from tests.store.rows import NOW

TODAY = NOW.date()
WROTE = Pursuit(TODAY)
NO_ANSWER = Pursuit(TODAY, "nothing", "no-answer", "Two mails,\nno word")
NOTED = st.builds(
    Pursuit, st.none() | st.dates(date(2020, 1, 1), TODAY), st.sampled_from(["", "went", "refused"])
) | st.builds(
    Pursuit,
    st.none() | st.just(TODAY),
    st.just("nothing"),
    st.sampled_from(sorted(PURSUIT_REASONS)),
    st.text("ab c", max_size=5).map(str.strip),
)


def note(store, actor, noted, role_id=ROLE, now=NOW):
    professional.note_pursuit(store, actor, role_id, noted, now=now)


def noted(store, actor):
    mine = professional.my_pursuits(store, actor, now=NOW)
    return {one.role_id: one.noted for one in mine}


def test_what_one_wrote_and_what_became_of_it_is_kept_for_oneself(store, actors):
    note(store, actors.amina, WROTE)
    note(store, actors.amina, NO_ANSWER)
    assert noted(store, actors.amina) == {ROLE: NO_ANSWER}
    assert noted(store, actors.omar) == {}
    for actor in (actors.ben, actors.sam, actors.visitor):
        with pytest.raises(NotAllowedError):
            note(store, actor, WROTE)
        with pytest.raises(NotAllowedError):
            professional.my_pursuits(store, actor, now=NOW)
    with pytest.raises(NotAllowedError):
        note(store, actors.amina, WROTE, "mercy--gone")


def test_the_last_one_written_to_comes_first_and_a_closed_role_stays_readable(store, actors):
    note(store, actors.amina, Pursuit(TODAY - timedelta(days=3)))
    note(store, actors.amina, WROTE, OTHER_ROLE)
    with store.writing() as session:
        session.get(schema.RoleRow, ROLE).status = "past"
    first, second = professional.my_pursuits(store, actors.amina, now=NOW)
    assert (first.role_id, first.title, first.org_name, first.is_open) == (
        OTHER_ROLE, "Nurse", "Hope", True,
    )  # fmt: skip
    assert (second.role_id, second.is_open) == (ROLE, False)


def test_what_is_only_over_comes_after_what_was_written(store, actors):
    note(store, actors.amina, Pursuit(outcome="went"))
    note(store, actors.amina, WROTE, OTHER_ROLE)
    assert list(noted(store, actors.amina)) == [OTHER_ROLE, ROLE]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Pursuit(TODAY + timedelta(days=2)), "still to come"),
        (Pursuit(TODAY, "flew"), "what became of it"),
        (Pursuit(TODAY, "nothing"), "why it came to nothing"),
        (Pursuit(TODAY, "nothing", "rain"), "why it came to nothing"),
        (Pursuit(TODAY, "went", "cost"), "Only what came to nothing"),
        (Pursuit(TODAY, text="words"), "choose what became of it"),
        (Pursuit(TODAY, "went", text="x" * 2001), "At most 2,000"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(store, actors, wrong, said):
    with pytest.raises(RequestError, match=said):
        note(store, actors.amina, wrong)
    assert noted(store, actors.amina) == {}


def test_a_day_that_has_begun_somewhere_on_earth_is_not_to_come(store, actors):
    on_kiritimati = NOW.replace(hour=10, minute=0)
    note(store, actors.amina, Pursuit(TODAY + timedelta(days=1)), now=on_kiritimati)
    with pytest.raises(RequestError, match="still to come"):
        note(
            store, actors.amina, Pursuit(TODAY + timedelta(days=1)),
            now=on_kiritimati - timedelta(minutes=1),
        )  # fmt: skip


@examples(15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([ROLE, OTHER_ROLE]), NOTED), max_size=5))
def test_undoing_gives_back_exactly_what_was(store, actors, changes):
    before = noted(store, actors.amina)
    undone = []
    for role_id, new in changes:
        undone.append((role_id, noted(store, actors.amina).get(role_id, Pursuit())))
        note(store, actors.amina, new, role_id)
        assert noted(store, actors.amina).get(role_id, Pursuit()) == new
    for role_id, old in reversed(undone):
        note(store, actors.amina, old, role_id)
    assert noted(store, actors.amina) == before


@given(NOTED)
def test_the_tab_of_a_browser_keeps_it_as_it_is(kept):
    assert Pursuit.from_mapping(json.loads(json.dumps(kept.to_mapping()))) == kept
    assert pursuits.checked(kept, now=NOW) == kept


def test_a_day_that_is_none_is_refused():
    with pytest.raises(RequestError, match="choose a day"):
        Pursuit.from_mapping({"wrote_on": "yesterday"})


def test_what_a_visitor_noted_is_brought_whole_and_the_account_goes_first(
    store, actors, monkeypatch
):
    note(store, actors.amina, NO_ANSWER)
    brought = {ROLE: WROTE, "mercy--gone": WROTE, OTHER_ROLE: Pursuit(outcome="went")}
    for _ in range(2):
        professional.bring_pursuits(store, actors.amina, brought, now=NOW)
    assert noted(store, actors.amina) == {ROLE: NO_ANSWER, OTHER_ROLE: Pursuit(outcome="went")}
    monkeypatch.setattr(pursuits, "MOST_PURSUITS", 1)
    with pytest.raises(RequestError, match="At most 1 roles"):
        professional.bring_pursuits(store, actors.omar, {OTHER_ROLE: WROTE, ROLE: WROTE}, now=NOW)
    assert noted(store, actors.omar) == {}


def test_it_is_taken_along_and_goes_with_the_account(store, actors):
    note(store, actors.amina, NO_ANSWER)
    (row,) = professional.export_my_data(store, actors.amina, now=NOW)["pursuits"]
    assert (row["role_id"], row["wrote_on"], row["text"]) == (
        ROLE, TODAY.isoformat(), NO_ANSWER.text,
    )  # fmt: skip
    assert professional.delete_my_account(store, actors.amina, now=NOW).deleted["pursuits"] == 1


# ---- who is here to answer ------------------------------------------------------------------


def is_here(store, actors, role_id=ROLE):
    return professional.role_standing(store, actors.visitor, role_id, now=NOW).is_here


def disable(store, account_id):
    with store.writing() as session:
        session.get(schema.AccountRow, account_id).disabled_at = NOW


def test_an_organization_is_here_as_long_as_a_member_can_sign_in(store, actors):
    assert is_here(store, actors)
    disable(store, "ben")
    assert not is_here(store, actors)
    assert is_here(store, actors, OTHER_ROLE)
    with store.writing() as session:
        session.add(rows.account("cy", "recruiter"))
        session.flush()
        session.add(schema.MembershipRow(account_id="cy", org_id="mercy", since=NOW))
    assert is_here(store, actors)


def test_interest_that_nobody_would_see_is_refused(store, actors):
    professional.save_profile(store, actors.amina, {"profession": "physician"}, now=NOW)
    disable(store, "ben")
    with pytest.raises(RequestError, match="write to it yourself"):
        professional.show_interest(store, actors.amina, ROLE, now=NOW)
    assert professional.my_interests(store, actors.amina, now=NOW) == ()


def test_interest_says_that_nobody_is_there_any_more(store, actors):
    professional.save_profile(store, actors.amina, {"profession": "physician"}, now=NOW)
    professional.show_interest(store, actors.amina, ROLE, now=NOW)
    (mine,) = professional.my_interests(store, actors.amina, now=NOW)
    assert (mine.is_here, mine.state) == (True, "waiting for the organization")
    disable(store, "ben")
    (mine,) = professional.my_interests(store, actors.amina, now=NOW)
    assert (mine.is_here, mine.state) == (False, "nobody of the organization is here")


def test_the_organization_says_that_somebody_went_and_can_take_it_back(store, actors):
    fields = {"display_name": "A", "contact": "+1"}
    professional.save_profile(store, actors.amina, {"profession": "physician"}, **fields, now=NOW)
    professional.show_interest(store, actors.amina, ROLE, now=NOW)
    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=NOW)
    professional.answer_introduction(store, actors.amina, ROLE, True, now=NOW)
    version = 3
    for stage in ("contacted", "interview", "accepted", "went", "accepted", "went"):
        version = recruiter.move_stage(
            store, actors.ben, ROLE, "amina", stage, version=version, now=NOW
        )
    assert professional.my_interest(store, actors.amina, ROLE, now=NOW).stage == "went"
