"""What a recruiter has to do over all roles, everybody they know, and a role that is filled."""

from datetime import timedelta

import pytest

from matching.authorization import NotAllowedError
from matching.services import professional, recruiter
from matching.services.shared.errors import RequestError
from matching.store import schema
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store import rows
from tests.store.rows import NOW

NIGHT = "mercy--night"


def day(n):
    return NOW + timedelta(days=n)


@pytest.fixture(autouse=True)
def people(store, actors):
    """Mercy has a second role; Amina and Omar have profiles."""
    with store.writing() as session:
        session.add(rows.role(NIGHT, title="Night nurse", professions=("nurse",)))
    for actor, profession in ((actors.amina, "physician"), (actors.omar, "nurse")):
        professional.save_profile(
            store, actor, {"profession": profession}, visibility="anonymous", agreed=True,
            display_name=actor.account_id.title(), contact="+1", now=NOW,
        )  # fmt: skip


def show(store, actor, at=0, role_id=ROLE):
    professional.show_interest(store, actor, role_id, now=day(at))


def ask(store, actors, at, account_id="amina"):
    recruiter.ask_introduction(store, actors.ben, ROLE, account_id, now=day(at))


def answer(store, actor, agree, at):
    professional.answer_introduction(store, actor, ROLE, agree, now=day(at))


def found(store, actors, at):
    return recruiter.to_do(store, actors.ben, now=day(at))


def news(store, actors, at):
    return [(one.kind, one.called, one.is_new) for one in found(store, actors, at).news]


def test_who_waits_longest_comes_first_over_all_roles(store, actors):
    show(store, actors.amina, 1)
    show(store, actors.omar, 0, NIGHT)
    show(store, actors.omar, 2)
    waiting = found(store, actors, 9).waiting
    assert [(one.account_id, one.role_id) for one in waiting] == [
        ("omar", NIGHT), ("amina", ROLE), ("omar", ROLE)
    ]  # fmt: skip
    ask(store, actors, 9)
    assert [one.account_id for one in found(store, actors, 9).waiting] == ["omar", "omar"]
    assert recruiter.to_do(store, actors.eve, now=day(9)).waiting == []


def test_who_agreed_is_news_until_somebody_goes_on(store, actors):
    show(store, actors.amina)
    recruiter.begin_visit(store, actors.ben, now=day(1))
    ask(store, actors, 1)
    answer(store, actors.amina, True, 2)
    assert news(store, actors, 3) == [("agreed", "Amina", True)]
    recruiter.begin_visit(store, actors.ben, now=day(3))
    assert news(store, actors, 3) == [("agreed", "Amina", True)]  # the same visit goes on
    assert news(store, actors, 4) == [("agreed", "Amina", False)]
    version = found(store, actors, 4).news[0].person.version
    recruiter.move_stage(store, actors.ben, ROLE, "amina", "contacted", version=version, now=day(4))
    assert news(store, actors, 4) == []


def test_who_refused_or_withdrew_is_news_of_one_visit(store, actors):
    for actor in (actors.amina, actors.omar):
        show(store, actor)
    ask(store, actors, 1)
    answer(store, actors.amina, False, 2)
    professional.withdraw_interest(store, actors.omar, ROLE, now=day(2))
    labels = {name: recruiter.candidate_label(name) for name in ("amina", "omar")}
    assert sorted(news(store, actors, 3)) == [
        ("refused", labels["amina"], True), ("withdrew", labels["omar"], True)
    ]  # fmt: skip
    recruiter.begin_visit(store, actors.ben, now=day(3))
    assert news(store, actors, 4) == []


def test_what_somebody_wrote_is_news_until_it_is_read(store, actors):
    show(store, actors.amina)
    ask(store, actors, 1)
    professional.write_to_organization(store, actors.amina, ROLE, "When would it be?", now=day(2))
    assert [kind for kind, _, _ in news(store, actors, 3)] == ["wrote"]
    recruiter.see_candidate_thread(store, actors.ben, ROLE, "amina", now=day(3))
    assert news(store, actors, 3) == []


def test_who_stands_still_is_told_after_two_weeks_once(store, actors):
    show(store, actors.amina)
    ask(store, actors, 1)
    recruiter.move_stage(store, actors.ben, ROLE, "omar", "reviewing", version=0, now=day(2))
    assert found(store, actors, 14).still == []
    still = [(s.person.account_id, s.days, s.is_asked) for s in found(store, actors, 20).still]
    assert still == [("amina", 19, True), ("omar", 18, False)]
    show(store, actors.omar, 20)  # from now on he waits, and stands there
    assert [s.person.account_id for s in found(store, actors, 40).still] == ["amina"]


def test_roles_without_anybody_and_to_confirm(store, actors):
    show(store, actors.amina)
    recruiter.confirm_role_open(store, actors.ben, ROLE, now=day(0))
    todo = found(store, actors, 29)
    assert todo.empty["role_id"].tolist() == [NIGHT]
    assert todo.unconfirmed["role_id"].tolist() == [NIGHT]
    assert found(store, actors, 30).unconfirmed["role_id"].tolist() == [NIGHT, ROLE]
    recruiter.close_role(store, actors.ben, NIGHT, version=1, now=day(30))
    assert found(store, actors, 30).empty.empty


def test_nothing_is_to_do_without_an_organization(store, actors):
    show(store, actors.amina)
    with store.writing() as session:
        session.delete(session.get(schema.MembershipRow, ("ben", "mercy")))
    todo = found(store, actors, 30)
    assert (todo.waiting, todo.news, todo.still, len(todo.empty)) == ([], [], [], 0)
    assert recruiter.my_people(store, actors.ben, now=day(30)).empty
    with pytest.raises(NotAllowedError):
        recruiter.to_do(store, actors.amina, now=day(30))


def test_my_people_stand_there_once_a_role_with_their_name_once_introduced(store, actors):
    show(store, actors.amina)
    show(store, actors.amina, 1, NIGHT)
    show(store, actors.amina, 1, OTHER_ROLE)  # of another organization
    show(store, actors.omar, 2)
    professional.withdraw_interest(store, actors.omar, ROLE, now=day(3))
    ask(store, actors, 4)
    answer(store, actors.amina, True, 5)
    mine = recruiter.my_people(store, actors.ben, now=day(6))
    assert mine[["called", "role_id", "stage"]].to_numpy().tolist() == [
        ["Amina", NIGHT, "new"], ["Amina", ROLE, "reviewing"]
    ]  # fmt: skip
    assert mine["days_waiting"].fillna(-1).tolist() == [5, -1]


def test_points_are_those_of_the_list_and_of_own_roles_only(store, actors, recommender):
    show(store, actors.amina)
    show(store, actors.amina, 0, OTHER_ROLE)
    pairs = [(ROLE, "amina"), (OTHER_ROLE, "amina"), (ROLE, "nobody")]
    points = recruiter.points_of(store, actors.ben, pairs, recommender, now=NOW)
    (row,) = recruiter.candidates(store, actors.ben, ROLE, recommender, now=NOW).to_dict("records")
    assert points == {(ROLE, "amina"): (row["score"], True)}
    with pytest.raises(RequestError):
        recruiter.points_of(store, actors.ben, pairs * 200, recommender, now=NOW)


def test_closing_tells_those_who_wait_and_can_be_undone(store, actors):
    show(store, actors.amina)
    show(store, actors.omar)
    ask(store, actors, 1)
    answer(store, actors.amina, True, 2)
    version = found(store, actors, 2).news[0].person.version
    recruiter.move_stage(store, actors.ben, ROLE, "amina", "contacted", version=version, now=day(2))
    mine = recruiter.my_roles(store, actors.ben, now=day(3)).set_index("role_id").loc[ROLE]
    assert (mine["stages"], mine["to_tell"]) == ({"contacted": 1, "new": 1}, 1)
    about = (store, actors.ben, ROLE)
    reason = {"reason_code": "filled", "reason_text": "Thank you."}
    with pytest.raises(NotAllowedError):  # staff close roles, and decline nobody
        recruiter.close_and_tell(store, actors.sam, ROLE, version=1, **reason, now=day(3))
    closed = recruiter.close_and_tell(*about, version=1, **reason, now=day(3))
    assert closed.told == ("omar",)
    (his,) = professional.my_interests(store, actors.omar, now=day(3))
    assert (his.stage, his.reason, his.reason_text) == (
        "declined", "The role is filled", "Thank you."
    )  # fmt: skip
    (hers,) = professional.my_interests(store, actors.amina, now=day(3))
    assert hers.stage == "contacted"
    recruiter.reopen_role(*about, version=closed.version, now=day(3))
    assert recruiter.undo_triage(*about, closed.triage_id, now=day(3)).done == ("omar",)
    (his,) = professional.my_interests(store, actors.omar, now=day(3))
    assert (his.stage, his.days_waiting) == ("new", 3)


def test_my_roles_count_who_agreed(store, actors):
    show(store, actors.amina)
    ask(store, actors, 1)
    answer(store, actors.amina, True, 2)
    mine = recruiter.my_roles(store, actors.ben, now=day(3)).set_index("role_id")
    assert mine.loc[ROLE, ["agreed", "waiting", "interested"]].tolist() == [1, 0, 1]


def test_who_hides_from_the_organization_is_nowhere(store, actors):
    show(store, actors.amina)
    show(store, actors.omar)
    professional.withdraw_interest(store, actors.omar, ROLE, now=day(1))
    assert found(store, actors, 2).news
    with store.writing() as session:
        for account_id in ("amina", "omar"):
            hidden = {"account_id": account_id, "org_id": "mercy", "since": day(1)}
            session.add(schema.HiddenFromRow(**hidden))
    todo = found(store, actors, 2)
    assert (todo.waiting, todo.news) == ([], [])
    assert recruiter.my_people(store, actors.ben, now=day(2)).empty
    assert recruiter.reminders(store, actors.ben, "mercy", now=day(9)).empty


def test_whom_one_wants_to_come_back_to_stands_there_when_it_is_due(store, actors):
    show(store, actors.amina)
    plan = {"role_id": ROLE, "account_id": "amina", "owner": "ben"}
    with store.writing() as session:
        session.add(schema.CandidatePlanRow(**plan, follow_up_on=day(3).date()))
    assert found(store, actors, 2).follow_ups == ()
    (due,) = found(store, actors, 3).follow_ups
    assert (due.account_id, due.is_mine) == ("amina", True)
