"""What members settle about a candidate, and who reads what of it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from matching.authorization import Actor, NotAllowedError
from matching.services import professional, recruiter
from matching.services.recruiter.team import follow_ups
from matching.services.shared.errors import RequestError
from matching.services.shared.interviews import interviews_of
from matching.store import ConflictError, schema
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store import rows
from tests.store.rows import NOW

TODAY = NOW.date()
WORDS = ("Calm", "Teaches", "French")
ZOE = Actor("zoe", "recruiter", frozenset({"mercy"}))


@pytest.fixture
def about(store, actors):
    """What Ben of Mercy, where Zoe works too, does about Amina, who shows interest."""
    with store.writing() as session:
        session.add(rows.account("zoe", "recruiter"))
        session.flush()
        session.add(schema.MembershipRow(account_id="zoe", org_id="mercy", since=NOW))
        session.get(schema.RoleRow, ROLE).start_date = "2027-03"
    professional.save_profile(
        store, actors.amina, {"profession": "physician"}, agreed=True, display_name="Amina W",
        contact="+254 1", now=NOW,
    )  # fmt: skip
    professional.show_interest(store, actors.amina, ROLE, now=NOW)
    return (store, actors.ben, ROLE, "amina")


def introduce(store, actors):
    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=NOW)
    professional.answer_introduction(store, actors.amina, ROLE, True, now=NOW)


def set_interview(about, day=date(2026, 12, 3), hour=time(14, 30), zone="Africa/Nairobi", **more):
    more = {"place": "By phone, +254 2", "version": 0, "now": NOW} | more
    recruiter.set_interview(*about, day, hour, zone, **more)


def as_zoe(about):
    return (about[0], ZOE, *about[2:])


def team(about, now=NOW):
    return recruiter.candidate_team(*about, now=now)


def set_words(about, words=WORDS, shown=()):
    recruiter.set_criteria(*about[:3], words, shown=shown, now=NOW)


def rate(about, *points, reason=""):
    ids = [rated.criterion.criterion_id for rated in team(about).ratings]
    opinions = {id_: (n, reason) for id_, n in zip(ids, points, strict=True)}
    recruiter.rate(*about, opinions, now=NOW)


def plan(about, owner="", follow_up_on=None, agreed_start=None, version=0):
    recruiter.plan_candidate(
        *about, owner, follow_up_on, agreed_start, version=version, now=NOW
    )  # fmt: skip


def due(about, member="ben", today=TODAY, org_ids=("mercy",)):
    with about[0].reading() as session:
        found = follow_ups(session, org_ids, member, today)
    return [(one.called, one.is_mine) for one in found]


def test_notes_and_steps_carry_the_name_of_the_member(about, recommender):
    recruiter.write_note(*as_zoe(about), "Kind", now=NOW)
    recruiter.move_stage(*as_zoe(about), "reviewing", version=1, now=NOW)
    (note,) = recruiter.notes(*about, now=NOW)
    steps = recruiter.candidate(*about, recommender, now=NOW).history
    assert (note.by, [(step.to_stage, step.by) for step in steps]) == (
        "Zoe", [("new", ""), ("reviewing", "Zoe")],
    )  # fmt: skip
    page = recruiter.candidate_dossier_html(
        *about[:3], ["amina"], recommender, with_notes=True, now=NOW
    )
    assert "<h3>23 November 2026, Zoe</h3>" in page
    assert "<li>23 November 2026: Reviewing, Zoe</li>" in page


def test_who_left_is_a_former_member(about, recommender):
    recruiter.write_note(*as_zoe(about), "Kind", now=NOW)
    recruiter.move_stage(*as_zoe(about), "reviewing", version=1, now=NOW)
    with about[0].writing() as session:
        session.delete(session.get(schema.MembershipRow, ("zoe", "mercy")))
    assert recruiter.notes(*about, now=NOW)[0].by == "a former member"
    assert recruiter.candidate(*about, recommender, now=NOW).history[-1].by == "a former member"


def test_owner_and_days_are_set_changed_and_cleared(about):
    plan(about, "zoe", TODAY, date(2027, 5, 1))
    found = team(about)
    assert (found.owner, found.owner_name, found.follow_up_on) == ("zoe", "Zoe", TODAY)
    assert found.starts_on == date(2027, 5, 1)
    with pytest.raises(ConflictError):
        plan(as_zoe(about), "zoe")
    plan(as_zoe(about), version=found.version)
    found = team(about)
    assert (found.owner, found.owner_name, found.follow_up_on) == ("", "", None)
    assert found.starts_on == date(2027, 3, 1)


def test_an_owner_works_for_the_organization(about):
    for stranger in ("eve", "sam", "amina", "nobody"):
        with pytest.raises(RequestError, match="Choose an owner who works for"):
            plan(about, stranger)
    with pytest.raises(RequestError, match="the follow-up within three years"):
        plan(about, follow_up_on=date(2036, 1, 1))


def test_follow_ups_of_a_member_are_due_until_the_person_is_settled(about, actors):
    plan(about, "ben", TODAY)
    label = recruiter.candidate_label("amina")
    assert due(about) == [(label, True)]
    assert due(about, today=TODAY - timedelta(days=1)) == due(about, "zoe") == []
    assert due(about, org_ids=["hope"]) == []
    introduce(about[0], actors)
    assert due(about) == [("Amina W", True)]
    plan(about, "", TODAY, version=1)
    assert due(about, "zoe") == [("Amina W", False)]
    recruiter.move_stage(*about, "declined", version=3, reason_code="dates", now=NOW)
    assert due(about) == []


def test_no_follow_up_of_who_is_out_of_sight(about, actors):
    plan(about, "ben", TODAY)
    professional.withdraw_interest(about[0], actors.amina, ROLE, now=NOW)
    assert due(about) == []


def test_interview_is_read_by_the_person_as_it_was_written(about, actors):
    introduce(about[0], actors)
    set_interview(about)
    (mine,) = professional.my_interests(about[0], actors.amina, now=NOW)
    at = datetime(2026, 12, 3, 11, 30, tzinfo=UTC)
    held = mine.interview
    assert (held.at, held.time_zone, held.place) == (at, "Africa/Nairobi", "By phone, +254 2")
    set_interview(about, hour=time(15, 0), version=1)
    with pytest.raises(ConflictError):
        set_interview(about, version=1)
    assert team(about).interview.at == at + timedelta(minutes=30)
    recruiter.clear_interview(*about, version=2, now=NOW)
    assert professional.my_interest(about[0], actors.amina, ROLE, now=NOW).interview is None


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"hour": None}, "Choose a day and an hour"),
        ({"day": date(2026, 11, 1)}, "is past"),
        ({"day": date(2036, 1, 1)}, "within three years"),
        ({"day": date(2027, 3, 28), "hour": time(2, 30), "zone": "Europe/Berlin"}, "skip 02:30"),
        ({"zone": "Mars/Base"}, "Choose a time zone"),
        ({"place": " "}, "Please write where you talk"),
        ({"place": "x" * 201}, "At most 200 characters"),
    ],
)
def test_an_interview_that_cannot_be_is_refused(about, actors, more, says):
    introduce(about[0], actors)
    with pytest.raises(RequestError, match=says):
        set_interview(about, **more)
    assert team(about).interview is None


def test_interviews_are_with_introduced_people_who_take_words(about, actors):
    with pytest.raises(NotAllowedError):
        set_interview(about)
    introduce(about[0], actors)
    with about[0].writing() as session:
        blocked = {"account_id": "amina", "org_id": "mercy"}
        session.add(schema.OrganizationBlockRow(**blocked, blocked_at=NOW))
    with pytest.raises(RequestError, match="They take no messages"):
        set_interview(about)


@pytest.mark.parametrize("ends", ["declined", "refused", "withdrawn"])
def test_an_interview_ends_with_what_led_to_it(about, actors, ends):
    introduce(about[0], actors)
    set_interview(about)
    if ends == "declined":
        recruiter.move_stage(*about, "declined", version=3, reason_code="dates", now=NOW)
    elif ends == "refused":
        professional.answer_introduction(about[0], actors.amina, ROLE, False, now=NOW)
    else:
        professional.withdraw_interest(about[0], actors.amina, ROLE, now=NOW)
    with about[0].reading() as session:
        assert interviews_of(session, "amina") == ()


def test_no_opinion_is_seen_before_one_has_given_one_s_own(about):
    set_words(about)
    rate(about, 5, 2, 3, reason="She sings")
    unread = team(as_zoe(about)).ratings[0]
    assert (unread.mine, unread.others, unread.n_others, unread.spread) == (None, (), 1, 0)
    rate(as_zoe(about), 2, 2, 3)
    read = team(as_zoe(about)).ratings[0]
    assert [(one.by, one.points, one.reason) for one in read.others] == [("Ben", 5, "She sings")]
    assert [rated.spread for rated in team(about).ratings] == [3, 0, 0]
    rate(about, 4, 2, 3, reason="She sings")
    assert [rated.mine.is_changed for rated in team(about).ratings] == [True, False, False]


def test_a_new_criterion_is_blind_again_and_a_lost_one_takes_its_ratings(about):
    set_words(about)
    rate(about, 5, 2, 3)
    rate(as_zoe(about), 2, 2, 3)
    set_words(about, ("French", "Calm", "Humble"), shown=WORDS)
    found = {rated.criterion.word: rated.n_others for rated in team(about).ratings}
    assert list(found.items()) == [("French", 1), ("Calm", 1), ("Humble", 0)]
    assert [bool(rated.mine) for rated in team(about).ratings] == [True, True, False]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("Calm", "Teaches"), "has 3 to 6 criteria, or none; these are 2"),
        (("a", "b", "c", "d", "e", "f", "g"), "At most 6 criteria; these are 7"),
        (("Calm", "Teaches", "calm"), "“Calm” stands there twice"),
        (("Calm", "Teaches", "x" * 81), "At most 80 characters"),
    ],
)
def test_a_role_has_three_to_six_criteria_or_none(about, words, says):
    with pytest.raises(RequestError, match=says):
        set_words(about, words)


def test_what_a_colleague_changed_in_between_is_not_lost(about):
    set_words(about)
    with pytest.raises(ConflictError):
        set_words(as_zoe(about), ("Other", "Words", "Here"))
    papers = [("Licence", 30)]
    recruiter.set_papers(*about[:3], papers, shown=(), now=NOW)
    with pytest.raises(ConflictError):
        recruiter.set_papers(*about[:3], [], shown=[("Licence", 20)], now=NOW)
    recruiter.set_papers(*about[:3], [], shown=papers, now=NOW)
    assert team(about).papers == ()


def test_a_rating_is_one_to_five_for_each_criterion(about):
    set_words(about)
    for points in (0, 6):
        with pytest.raises(RequestError, match="“Teaches”: 1 to 5 points"):
            rate(about, 1, points, 1)
    id_ = team(about).ratings[0].criterion.criterion_id
    with pytest.raises(RequestError, match="“Teaches” has no points yet"):
        recruiter.rate(*about, {id_: (3, "")}, now=NOW)
    with pytest.raises(RequestError, match="were changed"):
        recruiter.rate(*about, {"gone": (3, "")}, now=NOW)


def test_papers_are_counted_back_from_the_start_and_late_ones_are_said(about, actors):
    papers = [("Licence", 98), ("Reference", 97)]
    recruiter.set_papers(*about[:3], papers, shown=(), now=NOW)
    first, second = team(about).papers
    assert (first.due_on, first.is_late) == (date(2026, 11, 23), False)
    later = NOW + timedelta(days=1)
    first, second = team(about, later).papers
    assert (first.is_late, second.is_late) == (True, False)
    recruiter.receive_paper(*as_zoe(about), first.paper.paper_id, TODAY, now=later)
    first, second = team(about, later).papers
    assert (first.received_on, first.noted_by, first.is_late) == (TODAY, "Zoe", False)
    recruiter.receive_paper(*about, first.paper.paper_id, None, now=later)
    plan(about, agreed_start=date(2027, 6, 1))
    first, second = team(about, later).papers
    assert (first.received_on, first.due_on) == (None, date(2027, 2, 23))


def test_without_a_start_no_paper_is_late(about):
    with about[0].writing() as session:
        session.get(schema.RoleRow, ROLE).start_date = ""
    recruiter.set_papers(*about[:3], [("Licence", 98)], shown=(), now=NOW)
    (paper,) = team(about).papers
    assert (paper.due_on, paper.is_late) == (None, False)


def test_a_paper_came_on_a_day_that_was_and_belongs_to_the_role(about, actors):
    recruiter.set_papers(*about[:3], [("Licence", 98)], shown=(), now=NOW)
    recruiter.set_papers(
        about[0], actors.eve, OTHER_ROLE, [("Licence", 98)], shown=(), now=NOW
    )  # fmt: skip
    (paper,) = team(about).papers
    for day in (TODAY + timedelta(days=2), date(2001, 1, 1)):
        with pytest.raises(RequestError, match="Choose the day on which it came"):
            recruiter.receive_paper(*about, paper.paper.paper_id, day, now=NOW)
    (theirs,) = recruiter.role_team(about[0], actors.eve, OTHER_ROLE, now=NOW).papers
    with pytest.raises(NotAllowedError):
        recruiter.receive_paper(*about, theirs.paper_id, TODAY, now=NOW)


def test_nobody_else_reads_or_changes_any_of_it(about, actors):
    for actor in (actors.eve, actors.sam, actors.amina, actors.visitor):
        theirs = (about[0], actor, ROLE, "amina")
        for attempt in (
            lambda theirs: team(theirs),
            lambda theirs: plan(theirs),
            lambda theirs: set_interview(theirs),
            lambda theirs: recruiter.clear_interview(*theirs, version=0, now=NOW),
            lambda theirs: recruiter.rate(*theirs, {}, now=NOW),
            lambda theirs: recruiter.receive_paper(*theirs, "p", TODAY, now=NOW),
            lambda theirs: recruiter.role_team(*theirs[:3], now=NOW),
            lambda theirs: set_words(theirs),
            lambda theirs: recruiter.set_papers(*theirs[:3], [], shown=(), now=NOW),
        ):
            with pytest.raises(NotAllowedError):
                attempt(theirs)


def test_the_person_takes_along_what_is_theirs_and_all_goes_with_them(about, actors):
    introduce(about[0], actors)
    set_interview(about)
    plan(about, "ben", TODAY, date(2027, 5, 1))
    set_words(about)
    rate(about, 1, 2, 3, reason="She sings")
    recruiter.set_papers(*about[:3], [("Licence", 98)], shown=(), now=NOW)
    recruiter.receive_paper(*about, team(about).papers[0].paper.paper_id, TODAY, now=NOW)
    data = professional.export_my_data(about[0], actors.amina, now=NOW)
    assert data["interviews"][0]["place"] == "By phone, +254 2"
    assert data["candidate_plans"][0]["starts_on"] == "2027-05-01"
    assert len(data["ratings"]) == 3
    rows_of = [data[name][0] for name in ("ratings", "candidate_plans", "received_papers")]
    of_others = {"points", "reason", "author", "owner", "follow_up_on", "noted_by"}
    assert [of_others & row.keys() for row in rows_of] == [set(), set(), set()]
    professional.delete_my_account(about[0], actors.amina, now=NOW)
    with about[0].reading() as session:
        left = rows.counts(session)
    gone = {"interviews", "candidate_plans", "ratings", "received_papers"}
    assert not gone & set(left)
    assert (left["criteria"], left["papers"]) == (3, 1)
