"""What is written down of what people see and do: only with consent, cheaply, and for learning."""

from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import event, func, select

from matching.authorization import NotAllowedError
from matching.evidence.use_log import UseLog
from matching.profile import Profile
from matching.services import professional, staff, weights
from matching.services.professional.events import Shown, shown_roles
from matching.services.shared.errors import RequestError
from matching.store import ConflictError, schema
from matching.weights.experiments import team_draft
from matching.weights.learning.from_use import evidence_of_decisions, evidence_of_use
from matching.weights.learning.score_form import COLUMNS
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW, role

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
LIST = [
    Shown(ROLE, 1, {"specialty": 60.0, "need": 0.0}, 60.0, {"specialty": 1.0, "place": np.nan}),
    Shown(OTHER_ROLE, 2, {"specialty": 40.0}, 40.0, {"specialty": 0.5}),
]


def agree(store, *people, given=True, now=NOW - DAY):
    for person in people:
        professional.set_measurement_consent(store, person, given, now=now)


def kinds(store):
    with store.reading() as session:
        rows = session.execute(select(schema.EventRow.kind).order_by(schema.EventRow.event_id))
        return [kind for (kind,) in rows]


@pytest.fixture
def weight_sets(store):
    with store.writing() as session:
        for name, side in (("v", "professional"), ("w", "professional"), ("r", "recruiter")):
            session.add(
                schema.WeightSetRow(
                    weight_set_id=name, name=name, version=1, side=side, created_at=NOW, body={}
                )
            )


def test_nothing_is_written_without_consent(store, actors):
    assert not professional.has_measurement_consent(store, actors.amina, now=NOW)
    assert professional.log_list(store, actors.amina, LIST, None, now=NOW) is None
    professional.log_action(store, actors.amina, ROLE, "opened", now=NOW)
    for actor in (actors.visitor, actors.ben, actors.sam):
        with pytest.raises(NotAllowedError):
            professional.log_list(store, actor, LIST, None, now=NOW)
        with pytest.raises(NotAllowedError):
            agree(store, actor)
    assert kinds(store) == []


def test_taking_consent_back_deletes_what_was_written_of_oneself(store, actors):
    agree(store, actors.amina, actors.omar)
    agree(store, actors.amina)  # again: nothing new
    for actor in (actors.amina, actors.omar):
        professional.log_list(store, actor, LIST, None, now=NOW)
    agree(store, actors.amina, given=False, now=NOW)
    assert kinds(store) == ["shown", "shown"]
    assert professional.log_list(store, actors.amina, LIST, None, now=NOW) is None
    found = professional.my_consents(store, actors.amina, now=NOW)
    assert [(c.kind, c.given) for c in found] == [("measurement", False), ("measurement", True)]
    entries = staff.audit_entries(store, actors.sam, action="measurement.", now=NOW)
    assert entries["details"].tolist() == [{"given": given} for given in (False, True, True)]


def test_a_list_is_written_once_with_what_counted_then(store, actors, weight_sets):
    agree(store, actors.amina)
    first = professional.log_list(store, actors.amina, LIST, "v", now=NOW)
    again = professional.log_list(store, actors.amina, LIST, "v", now=NOW + 9 * MINUTE)
    assert again == first
    assert professional.log_list(store, actors.amina, LIST, "w", now=NOW) != first
    assert professional.log_list(store, actors.amina, LIST[:1], "v", now=NOW) != first
    assert professional.log_list(store, actors.amina, LIST, "v", now=NOW + 11 * MINUTE) != first
    assert len(kinds(store)) == 7
    with store.reading() as session:
        row = session.scalars(select(schema.EventRow).order_by(schema.EventRow.event_id)).first()
    assert (row.account_id, row.role_id, row.position, row.score) == ("amina", ROLE, 1, 60.0)
    assert row.terms == {"points": {"specialty": 60.0}, "values": {"specialty": 1.0}}


def test_an_action_belongs_to_the_newest_list_that_showed_the_role(store, actors, weight_sets):
    agree(store, actors.amina)
    professional.log_list(store, actors.amina, LIST, "v", now=NOW)
    newest = professional.log_list(
        store, actors.amina, [Shown(ROLE, 5, {}, 50.0, {})], "w", now=NOW + MINUTE
    )
    for minutes in (2, 3, 20):
        professional.log_action(store, actors.amina, ROLE, "opened", now=NOW + minutes * MINUTE)
    professional.log_action(
        store, actors.amina, OTHER_ROLE, "dismissed", reason="place", now=NOW + 2 * MINUTE
    )
    professional.log_action(store, actors.amina, ROLE, "interested", now=NOW + 9 * DAY)
    with store.reading() as session:
        done = session.execute(
            select(
                schema.EventRow.kind,
                schema.EventRow.position,
                schema.EventRow.weight_set_id,
                schema.EventRow.reason,
                schema.EventRow.list_id == newest,
            )
            .where(schema.EventRow.kind != "shown")
            .order_by(schema.EventRow.event_id)
        ).all()
    assert done == [
        ("opened", 5, "w", None, True),
        ("opened", 5, "w", None, True),  # 20 minutes later, no longer the same
        ("dismissed", 2, "v", "place", False),
        ("interested", None, None, None, None),  # nine days later, no list's doing
    ]


def test_a_dismissal_can_be_taken_back_for_an_hour_and_by_oneself(store, actors):
    agree(store, actors.amina, actors.omar)
    for actor in (actors.amina, actors.omar):
        for role_id in (ROLE, OTHER_ROLE):
            professional.log_action(store, actor, role_id, "dismissed", now=NOW)
    professional.take_back_dismissal(store, actors.amina, ROLE, now=NOW + 59 * MINUTE)
    professional.take_back_dismissal(store, actors.amina, OTHER_ROLE, now=NOW + 61 * MINUTE)
    with store.reading() as session:
        left = session.execute(select(schema.EventRow.account_id, schema.EventRow.role_id)).all()
    assert sorted(left) == [("amina", OTHER_ROLE), ("omar", OTHER_ROLE), ("omar", ROLE)]
    with pytest.raises(NotAllowedError):
        professional.take_back_dismissal(store, actors.sam, ROLE, now=NOW)


def test_words_and_roles_that_there_are_not_are_refused(store, actors):
    agree(store, actors.amina)
    for kind, reason in (("shown", ""), ("loved", ""), ("dismissed", "ugly"), ("opened", "place")):
        with pytest.raises(RequestError):
            professional.log_action(store, actors.amina, ROLE, kind, reason=reason, now=NOW)
    with pytest.raises(NotAllowedError):
        professional.log_action(store, actors.amina, "mercy--nothing", "opened", now=NOW)
    assert kinds(store) == []


def test_the_log_comes_back_as_learning_takes_it(store, actors, recommender):
    agree(store, actors.amina, actors.omar)
    profile = Profile(profile_id="amina", profession="physician", countries=["KE"])
    matches = recommender.recommend(profile)
    shown = shown_roles(recommender, profile, matches)
    assert [r.role_id for r in shown] == [ROLE]
    assert sum(shown[0].points.values()) == pytest.approx(shown[0].score)
    for actor in (actors.amina, actors.omar):
        professional.log_list(store, actor, [*shown, LIST[1]], None, now=NOW)
    professional.log_action(store, actors.amina, ROLE, "shortlisted", now=NOW)
    professional.log_action(store, actors.omar, ROLE, "opened", now=NOW + DAY)
    frame = weights.use_log(store, actors.sam, now=NOW)
    assert frame["person"].tolist() == [0, 0, 1, 1]
    assert frame["kinds"].map(set).tolist() == [{"shortlisted"}, set(), {"opened"}, set()]
    assert frame.loc[0, list(COLUMNS)].to_dict() == pytest.approx(
        {**shown[0].values}, nan_ok=True, abs=1e-4
    )
    found = evidence_of_use(UseLog.from_frame(frame, COLUMNS))
    assert (found.preferences, found.sample_weight.tolist()) == (2, [2, 1, 1, 1])
    soon = weights.use_log(store, actors.sam, within=DAY / 2, since=NOW, now=NOW)
    assert soon["kinds"].map(len).tolist() == [1, 0, 0, 0]
    with pytest.raises(NotAllowedError):
        weights.use_log(store, actors.amina, now=NOW)


def test_lists_of_a_deleted_person_stay_but_no_longer_belong_together(store, actors):
    agree(store, actors.amina)
    for minutes in (0, 20):
        professional.log_list(store, actors.amina, LIST, None, now=NOW + minutes * MINUTE)
    professional.log_action(store, actors.amina, ROLE, "opened", now=NOW + 21 * MINUTE)
    professional.delete_my_account(store, actors.amina, now=NOW)
    frame = weights.use_log(store, actors.sam, now=NOW)
    assert frame["person"].tolist() == [0, 0, 1, 1]
    assert frame["kinds"].map(len).tolist() == [0, 0, 1, 0]


def test_decisions_about_people_who_agreed_become_evidence(store, actors, recommender):
    agree(store, actors.amina, actors.omar)
    with store.writing() as session:
        session.add(schema.AccountRow(account_id="zoe", email="z@x.org", kind="professional",
                                      created_at=NOW))  # fmt: skip
        session.flush()
        for who in ("amina", "omar", "zoe"):
            session.add(schema.ProfileRow(account_id=who, updated_at=NOW,
                                          body={"profession": "physician"}))  # fmt: skip
        steps = [
            ("amina", "new", ""), ("amina", "interview", ""), ("amina", "contacted", ""),
            ("omar", "interview", ""), ("omar", "declined", "other"),
            ("zoe", "declined", "language"),
        ]  # fmt: skip
        for at, (who, stage, reason) in enumerate(steps):
            session.add(
                schema.StageChangeRow(
                    role_id=ROLE, account_id=who, to_stage=stage, reason_code=reason,
                    changed_at=NOW + at * MINUTE,
                )
            )  # fmt: skip
    found = weights.candidate_decisions(store, actors.sam, recommender, now=NOW)
    ended = found[["role_id", "stage", "reason_code"]].to_numpy().tolist()
    assert sorted(ended) == [[ROLE, "declined", "other"], [ROLE, "interview", ""]]
    assert evidence_of_decisions(found, COLUMNS).preferences == 1
    with store.writing() as session:  # a profile that cannot be read any more is passed over
        session.get(schema.ProfileRow, "omar").body = {"profession": "astronaut"}
    found = weights.candidate_decisions(store, actors.sam, recommender, now=NOW)
    assert found["stage"].tolist() == ["interview"]


# ---- experiments -----------------------------------------------------------------------------


def test_one_experiment_at_a_time_and_only_for_those_who_agreed(store, actors, weight_sets):
    begin = (store, actors.sam)
    wrong = (("v", "v", 200), ("v", "x", 200), ("v", "r", 200), (None, "v", 5))
    for first, second, planned in wrong:
        with pytest.raises(RequestError):
            weights.start_experiment(*begin, first, second, planned=planned, now=NOW)
    with pytest.raises(NotAllowedError):
        weights.start_experiment(store, actors.amina, "v", "w", now=NOW)
    running = weights.start_experiment(*begin, None, "w", now=NOW)
    with pytest.raises(ConflictError):
        weights.start_experiment(*begin, "v", "w", now=NOW)
    agree(store, actors.amina)
    assert weights.my_experiment(store, actors.amina, now=NOW) == running
    assert weights.my_experiment(store, actors.omar, now=NOW) is None
    assert running.seed("amina", NOW) != running.seed("amina", NOW + DAY)
    weights.stop_experiment(*begin, running.experiment_id, now=NOW + DAY)
    with pytest.raises(RequestError):
        weights.stop_experiment(*begin, running.experiment_id, now=NOW)
    assert weights.my_experiment(store, actors.amina, now=NOW) is None
    weights.start_experiment(*begin, "v", "w", now=NOW + 2 * DAY)
    assert [e.stopped_at for e in weights.experiments(*begin, now=NOW)] == [None, NOW + DAY]


def test_the_verdict_counts_votes_of_days_that_are_over(store, actors, weight_sets):
    agree(store, actors.amina, actors.omar)
    running = weights.start_experiment(store, actors.sam, "v", "w", planned=50, now=NOW)
    for actor, kind in ((actors.amina, "opened"), (actors.omar, "dismissed")):
        drafted = team_draft([ROLE, OTHER_ROLE], [OTHER_ROLE, ROLE], 2, running.seed("", NOW))
        sets = {"first": "v", "second": "w"}
        shown = [
            Shown(role_id, at, {}, 1.0, {}, team, sets[team])
            for at, (role_id, team) in enumerate(zip(drafted.role_ids, drafted.teams, strict=True))
        ]
        professional.log_list(store, actor, shown, "v", now=NOW + MINUTE)
        of_second = drafted.role_ids[drafted.teams.index("second")]
        professional.log_action(store, actor, of_second, kind, now=NOW + 2 * MINUTE)
    ask = (store, actors.sam, running.experiment_id)
    assert weights.experiment_verdict(*ask, now=NOW + DAY / 2).votes == 0
    verdict = weights.experiment_verdict(*ask, now=NOW + 2 * DAY)
    assert (verdict.votes, verdict.for_second, verdict.outcome) == (2, 1, "not known yet")
    with pytest.raises(RequestError):
        weights.experiment_verdict(store, actors.sam, "nothing", now=NOW)


def test_ten_roles_are_written_in_few_statements(store, actors):
    with store.writing() as session:
        session.add_all([role(f"mercy--post-{n}") for n in range(10)])
    agree(store, actors.amina)
    shown = [Shown(f"mercy--post-{n}", n + 1, {}, 1.0, {}) for n in range(10)]
    sent = []
    event.listen(store._engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    professional.log_list(store, actors.amina, shown, None, now=NOW)
    assert sum("events" in text and text.startswith("INSERT") for text in sent) == 1
    assert len([text for text in sent if not text.startswith(("PRAGMA", "BEGIN", "SET"))]) <= 7
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(schema.EventRow)) == 10
