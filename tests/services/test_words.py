"""What an organization and a person write to each other, who may, and what each reads."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from matching.authorization import NotAllowedError
from matching.services import professional, recruiter, staff
from matching.services.shared.errors import RequestError, TooOftenError
from matching.services.shared.threads import NOT_IN_TOUCH, TAKES_NO_WORDS
from matching.store import ConflictError, schema
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW


def later(hours):
    return NOW + timedelta(hours=hours)


@pytest.fixture
def amina_is_found(store, actors):
    professional.save_profile(
        store, actors.amina, {"profession": "physician"}, visibility="anonymous", agreed=True,
        display_name="Amina W", contact="+254 1", now=NOW,
    )  # fmt: skip


@pytest.fixture
def interested(store, actors, amina_is_found):
    professional.show_interest(store, actors.amina, ROLE, now=NOW)


def mine(store, actors, now=NOW):
    return professional.my_thread(store, actors.amina, ROLE, now=now)


def theirs(store, actors, now=NOW):
    return recruiter.candidate_thread(store, actors.ben, ROLE, "amina", now=now)


def write(store, actors, text="Dear colleague", now=NOW):
    recruiter.write_to_candidate(store, actors.ben, ROLE, "amina", text, now=now)


def answer(store, actors, text="Gladly", now=NOW):
    professional.write_to_organization(store, actors.amina, ROLE, text, now=now)


def decline(store, actors, text="", now=NOW, code="language"):
    with store.reading() as session:
        row = session.get(schema.CandidacyRow, (ROLE, "amina"))
        version = row.version if row else 0
    recruiter.move_stage(
        store, actors.ben, ROLE, "amina", "declined", version=version,
        reason_code=code, reason_text=text, now=now,
    )  # fmt: skip


def test_both_sides_read_the_thread_in_its_order_and_what_is_new_to_them(store, actors, interested):
    write(store, actors, now=later(1))
    answer(store, actors, now=later(2))
    said = [(one.side, one.text, one.is_new, one.writer) for one in mine(store, actors).messages]
    assert said == [
        ("organization", "Dear colleague", True, ""), ("person", "Gladly", False, ""),
    ]  # fmt: skip
    found = theirs(store, actors)
    assert [(one.writer, one.is_new) for one in found.messages] == [("Ben", False), ("", True)]
    assert (found.n_new, professional.new_messages(store, actors.amina, now=NOW)) == (1, 1)
    recruiter.see_candidate_thread(store, actors.ben, ROLE, "amina", now=later(3))
    professional.see_thread(store, actors.amina, ROLE, now=later(3))
    assert (theirs(store, actors).n_new, mine(store, actors).n_new) == (0, 0)
    assert professional.new_messages(store, actors.amina, now=NOW) == 0


def test_an_organization_writes_only_to_whom_shows_interest_or_was_asked(
    store, actors, amina_is_found
):
    assert theirs(store, actors).why_not == NOT_IN_TOUCH
    with pytest.raises(RequestError, match="Ask for one first"):
        write(store, actors)
    with pytest.raises(RequestError, match="when you show interest"):
        answer(store, actors)
    recruiter.ask_introduction(
        store, actors.ben, ROLE, "amina", message="We need you.", now=later(1)
    )
    (asked,) = mine(store, actors).messages
    assert (asked.came_with, asked.text) == ("ask", "We need you.")
    answer(store, actors, now=later(2))
    write(store, actors, now=later(3))
    assert len(theirs(store, actors).messages) == 3


def test_nobody_else_reads_or_writes(store, actors, interested):
    for actor in (actors.eve, actors.sam, actors.visitor, actors.amina):
        with pytest.raises(NotAllowedError):
            recruiter.candidate_thread(store, actor, ROLE, "amina", now=NOW)
        with pytest.raises(NotAllowedError):
            recruiter.write_to_candidate(store, actor, ROLE, "amina", "x", now=NOW)
    write(store, actors)
    assert professional.my_thread(store, actors.omar, ROLE, now=NOW).messages == ()
    with pytest.raises(NotAllowedError):
        professional.my_thread(store, actors.ben, ROLE, now=NOW)


def test_who_withdrew_is_out_of_reach_and_reads_no_more_of_the_role(store, actors, interested):
    write(store, actors)
    professional.withdraw_interest(store, actors.amina, ROLE, now=later(1))
    with pytest.raises(NotAllowedError):
        theirs(store, actors)
    with pytest.raises(RequestError, match="show interest"):
        answer(store, actors)
    assert professional.my_interests(store, actors.amina, now=NOW) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [("  ", "write a message"), ("x" * 2001, "At most 2,000"), ("\n".join("a" * 41), "40 lines")],
)
def test_messages_have_limits(store, actors, interested, text, says):
    for send in (write, answer):
        with pytest.raises(RequestError, match=says):
            send(store, actors, text)


def test_an_organization_waits_for_an_answer_after_three_messages(store, actors, interested):
    for hour in range(3):
        write(store, actors, f"{hour}", now=later(hour))
    with pytest.raises(TooOftenError, match="have not answered your last 3"):
        write(store, actors, now=later(100))
    answer(store, actors, now=later(101))
    write(store, actors, now=later(102))


def test_each_side_writes_so_often_a_day(store, actors, interested):
    for hour in range(6):
        answer(store, actors, f"{hour}", now=later(hour))
    with pytest.raises(TooOftenError, match="At most 6 messages"):
        answer(store, actors, now=later(7))
    answer(store, actors, now=later(25))


def test_who_blocks_an_organization_hears_no_more_and_it_learns_nothing(store, actors, interested):
    professional.block_organization(store, actors.amina, "mercy", now=NOW)
    assert mine(store, actors).is_blocked
    assert theirs(store, actors).why_not == TAKES_NO_WORDS
    with pytest.raises(RequestError, match=TAKES_NO_WORDS):
        write(store, actors)
    with pytest.raises(RequestError, match=TAKES_NO_WORDS):
        recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=NOW)
    reach = recruiter.reach(store, actors.ben, ROLE, ["amina"], now=NOW)
    assert (reach.told, reach.takes_words) == (frozenset({"amina"}), frozenset())
    decline(store, actors, "Words that she takes no more")
    (told,) = mine(store, actors).messages
    assert (told.came_with, told.text) == ("declined", "")
    (stands,) = professional.my_interests(store, actors.amina, now=NOW)
    assert (stands.reason, stands.reason_text) == ("Language", "")
    professional.unblock_organization(store, actors.amina, "mercy", now=later(1))
    write(store, actors, now=later(2))


def test_a_decline_with_words_is_read_by_who_knows_of_it(store, actors, interested):
    assert recruiter.reach(store, actors.ben, ROLE, ["amina"], now=NOW).told == {"amina"}
    decline(store, actors, "We leave\nin May")
    (told,) = mine(store, actors).messages
    assert (told.came_with, told.text) == ("declined", "We leave\nin May")
    (stands,) = professional.my_interests(store, actors.amina, now=NOW)
    assert (stands.reason_code, stands.n_new, stands.org_id) == ("language", 1, "mercy")


def test_who_never_showed_interest_reads_nothing_of_a_decline_and_begins_anew(
    store, actors, amina_is_found
):
    assert recruiter.reach(store, actors.ben, ROLE, ["amina"], now=NOW).told == frozenset()
    decline(store, actors, "For us alone")
    assert mine(store, actors).messages == ()
    assert professional.my_interests(store, actors.amina, now=NOW) == ()
    professional.show_interest(store, actors.amina, ROLE, now=later(1))
    (stands,) = professional.my_interests(store, actors.amina, now=later(1))
    assert (stands.stage, stands.reason, stands.reason_text) == ("new", "", "")


def test_a_decline_ends_an_ask_and_who_was_asked_reads_it(store, actors, amina_is_found):
    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=NOW)
    decline(store, actors, "It is filled", now=later(1), code="filled")
    (stands,) = professional.my_interests(store, actors.amina, now=later(1))
    assert (stands.state, stands.introduction, stands.reason_code) == ("declined", "none", "filled")
    assert professional.introductions_waiting(store, actors.amina, now=later(1)) == 0
    assert [one.came_with for one in mine(store, actors).messages] == ["ask", "declined"]


@pytest.mark.parametrize("is_read", [True, False])
def test_an_ask_is_taken_back_until_it_is_answered_with_words_nobody_read(
    store, actors, amina_is_found, is_read
):
    ask = (store, actors.ben, ROLE, "amina")
    recruiter.ask_introduction(*ask, message="We need you.", now=NOW)
    if is_read:
        professional.see_thread(store, actors.amina, ROLE, now=later(1))
    recruiter.take_back_ask(*ask, now=later(2))
    assert [one.text for one in mine(store, actors).messages] == ["We need you."] * is_read
    assert len(professional.my_interests(store, actors.amina, now=NOW)) == is_read
    with pytest.raises(RequestError, match="No answer is waited for"):
        recruiter.take_back_ask(*ask, now=later(3))
    recruiter.ask_introduction(*ask, now=later(4))
    professional.answer_introduction(store, actors.amina, ROLE, True, now=later(5))
    with pytest.raises(RequestError, match="they answered"):
        recruiter.take_back_ask(*ask, now=later(6))


def test_staff_see_a_reported_message_alone_and_hide_it_from_who_reported(
    store, actors, interested
):
    write(store, actors, "Send money", now=later(1))
    write(store, actors, "Kind words", now=later(2))
    first = mine(store, actors).messages[0].message_id
    with pytest.raises(NotAllowedError):
        professional.report_message(store, actors.omar, first, "advertising", now=NOW)
    professional.report_message(store, actors.amina, first, "advertising", now=later(3))
    with pytest.raises(ConflictError):
        professional.report_message(store, actors.amina, first, "other", now=later(3))
    (seen,) = staff.reported_messages(store, actors.sam, now=later(4))
    assert (seen.text, seen.org_name, seen.side) == ("Send money", "Mercy", "organization")
    assert "amina" not in repr(seen)
    assert ROLE not in repr(seen)
    with pytest.raises(NotAllowedError):
        staff.settle_message(store, actors.ben, first, "hidden", now=later(4))
    staff.settle_message(store, actors.sam, first, "hidden", now=later(4))
    assert staff.reported_messages(store, actors.sam, now=later(4)) == ()
    assert [(m.text, m.is_hidden) for m in mine(store, actors).messages] == [
        ("", True), ("Kind words", False),
    ]  # fmt: skip
    assert theirs(store, actors).messages[0].text == "Send money"
    with pytest.raises(ConflictError):
        staff.settle_message(store, actors.sam, first, "kept", now=later(5))


def test_an_organization_reports_what_a_candidate_of_its_role_wrote(store, actors, interested):
    answer(store, actors, "Unkind")
    write(store, actors, now=later(1))
    written, own = (one.message_id for one in theirs(store, actors).messages)
    for role_id, id_ in ((ROLE, own), (OTHER_ROLE, written)):
        with pytest.raises(NotAllowedError):
            recruiter.report_candidate_message(
                store, actors.ben, role_id, "amina", id_, "unkind", now=NOW
            )
    recruiter.report_candidate_message(store, actors.ben, ROLE, "amina", written, "unkind", now=NOW)
    (seen,) = staff.reported_messages(store, actors.sam, now=NOW)
    assert (seen.side, seen.text) == ("person", "Unkind")


def test_threads_are_in_the_export_without_who_of_the_organization_wrote_and_go_with_the_person(
    store, actors, interested
):
    write(store, actors)
    answer(store, actors, now=later(1))
    professional.block_organization(store, actors.amina, "mercy", now=later(2))
    exported = professional.export_my_data(store, actors.amina, now=later(2))
    assert sorted(row["text"] for row in exported["messages"]) == ["Dear colleague", "Gladly"]
    assert all("author" not in row for row in exported["messages"])
    assert exported["organization_blocks"][0]["org_id"] == "mercy"
    deleted = professional.delete_my_account(store, actors.amina, now=later(3)).deleted
    assert (deleted["messages"], deleted["organization_blocks"]) == (2, 1)
    with store.reading() as session:
        assert session.scalars(select(schema.MessageRow)).all() == []


def test_what_a_member_wrote_stays_without_them(store, actors, interested):
    write(store, actors)
    gone = professional.delete_my_account(store, actors.ben, now=later(1))
    assert "messages" in {one.table for one in gone.remains}
    (message,) = mine(store, actors).messages
    assert message.text == "Dear colleague"
