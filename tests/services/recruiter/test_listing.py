"""The list of candidates is kept, and is at any moment what it would be if it were made anew."""

import weakref

import pandas as pd
import pytest
from sqlalchemy import delete, select

from matching import Profile, Recommender, WeightSet
from matching.authorization import Actor, NotAllowedError
from matching.profile.profile import without_statement
from matching.services import professional, recruiter, staff
from matching.services.recruiter import crowds
from matching.services.shared.subjects import candidate_subject
from matching.store import schema
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store import rows
from tests.store.rows import NOW

PEOPLE = {
    "ada": {"profession": "physician", "max_weeks": 2, "languages": ["fr:good"]},
    "bea": {"profession": "physician", "max_weeks": 52, "focus_areas": ["surgery"]},
    "col": {"profession": "physician", "max_weeks": 52, "focus_areas": ["surgery"]},
    "dan": {"profession": "nurse", "max_weeks": 8, "focus_areas": ["surgery"]},
    "eli": {"profession": "nurse", "statement": "I would learn."},
}
HIDDEN = {"hal": {"profession": "physician"}, "ivy": {"profession": "nurse"}}


@pytest.fixture
def people(store):
    """Five people whom everybody finds, bea and col alike, and two whom nobody finds.

    The nurse's role is about what dan cares for, who cannot stay so long.
    """
    with store.writing() as session:
        nurse = session.get(schema.RoleRow, OTHER_ROLE)
        nurse.focus_areas, nurse.min_weeks = ("surgery",), 20
        session.add_all(rows.account(name) for name in (*PEOPLE, *HIDDEN))
        session.flush()
        for name, fields in (PEOPLE | HIDDEN).items():
            seen = "visible" if name in PEOPLE else "hidden"
            body = Profile(**fields).to_mapping()
            called = {"display_name": name, "contact": "+1"}
            session.add(rows.profile(name, body=body, visibility=seen, **called))
    return store


class Counting(Recommender):
    """Counts of how many people it has ranked, and said something."""

    ranked = told = 0

    def ranked_people(self, role_id, people, keep=()):
        self.ranked += len(people)
        return super().ranked_people(role_id, people, keep)

    def sentences_about(self, role_id, profiles):
        self.told += len(profiles)
        return super().sentences_about(role_id, profiles)


def made_anew(store, recommender, role_id):
    """The list by its rules, row by row: who is reachable, all of them ranked at once."""
    profiles, keep = [], []
    with store.reading() as session:
        for row in session.scalars(select(schema.ProfileRow)):
            subject = candidate_subject(session, role_id, row.account_id)
            if not (subject.is_reachable or subject.is_introduced):
                continue
            fields = {**row.body, "profile_id": row.account_id}
            profiles.append(without_statement(Profile.from_mapping(fields)))
            if subject.is_introduced or not has_no_interest(session, role_id, row.account_id):
                keep.append(row.account_id)
    return recommender.candidates(role_id, profiles, None, keep=keep)


def has_no_interest(session, role_id, account_id):
    interest = select(schema.InterestRow).filter_by(account_id=account_id, role_id=role_id)
    return all(row.withdrawn_at for row in session.scalars(interest))


def save(store, name, visibility, **fields):
    actor = Actor(name, "professional")
    mine = professional.my_profile(store, actor, now=NOW)
    professional.save_profile(
        store, actor, Profile(**fields), visibility=visibility, agreed=True, now=NOW,
        display_name=name, contact="+1", version=mine.version if mine else 0,
    )  # fmt: skip


def steps(store, actors):
    """Each thing that changes who is listed, or how they stand, in an order that tells a story."""
    ben, sam = (store, actors.ben), (store, actors.sam)
    dan, hal, ivy = ((store, Actor(name, "professional")) for name in ("dan", "hal", "ivy"))
    bea, col = ((store, Actor(name, "professional")) for name in ("bea", "col"))

    def moved(name, to_stage, **reason):
        with store.reading() as session:
            version = session.get(schema.CandidacyRow, (ROLE, name)).version
        about = (*ben, ROLE, name, to_stage)
        recruiter.move_stage(*about, version=version, now=NOW, **reason)

    yield "first look", lambda: None
    yield "a hidden one shows interest", lambda: professional.show_interest(*hal, ROLE, now=NOW)
    yield "one who lacks it, too", lambda: professional.show_interest(*dan, ROLE, "Hi", now=NOW)
    yield "a hidden one who lacks it", lambda: professional.show_interest(*ivy, ROLE, now=NOW)
    yield "for another role", lambda: professional.show_interest(*dan, OTHER_ROLE, now=NOW)
    yield "one who fits, and takes it back", lambda: professional.show_interest(*col, ROLE, now=NOW)
    yield "is out", lambda: professional.withdraw_interest(*col, ROLE, now=NOW)
    yield "out of sight, says more", lambda: save(store, "col", "visible", profession="physician")
    yield "asked", lambda: recruiter.ask_introduction(*ben, ROLE, "bea", now=NOW)
    yield "agreed", lambda: professional.answer_introduction(*bea, ROLE, True, now=NOW)
    yield "moved", lambda: moved("dan", "reviewing")
    yield "declined", lambda: moved("hal", "declined", reason_code="dates")
    yield "noted", lambda: recruiter.write_note(*ben, ROLE, "dan", "Kind", now=NOW)
    yield "interest taken back", lambda: professional.withdraw_interest(*dan, ROLE, now=NOW)
    yield "and shown again", lambda: professional.show_interest(*dan, ROLE, now=NOW)
    yield "gone hidden", lambda: save(store, "bea", "hidden", profession="physician")
    yield "refused later", lambda: professional.answer_introduction(*bea, ROLE, False, now=NOW)
    yield "says more", lambda: save(store, "ada", "visible", profession="physician", max_weeks=9)
    yield "fits no more", lambda: save(store, "ada", "anonymous", profession="nurse")
    yield "fits again", lambda: save(store, "ada", "anonymous", profession="physician")
    yield "disabled", lambda: staff.disable_account(*sam, "ada", now=NOW)
    yield "enabled", lambda: staff.enable_account(*sam, "ada", now=NOW)
    yield "found again", lambda: save(store, "ivy", "anonymous", profession="physician")
    yield "new", lambda: save(store, "omar", "visible", profession="physician")
    yield "erased", lambda: professional.delete_my_account(*hal, now=NOW)


@pytest.mark.parametrize("few", [0, 2])
def test_what_is_kept_is_what_would_be_made_anew_after_each_step(
    people, actors, recommender, monkeypatch, few
):
    """Everybody in the large crowd, and some of them beside it."""
    monkeypatch.setattr(crowds, "FEWEST_APART", few)
    others = Recommender(
        recommender.catalog, WeightSet.default().changed(focus=0.0), today=NOW.date()
    )
    for what, do in steps(people, actors):
        do()
        for actor, role_id, ranks in (
            (actors.ben, ROLE, recommender),
            (actors.eve, OTHER_ROLE, recommender),
            (actors.ben, ROLE, others),
        ):
            mine = (people, actor, role_id)
            shown = recruiter.candidates(*mine, ranks, now=NOW)
            anew = made_anew(people, ranks, role_id).rename(columns={"profile_id": "account_id"})
            numbers = ["account_id", "rank", "score", "n_known", "n_terms", *ranks.weights.terms]
            pd.testing.assert_frame_equal(
                shown[numbers], anew[numbers], check_dtype=False, obj=what
            )
            ids = shown["account_id"].tolist()
            said = recruiter.candidate_sentences(*mine, ids, ranks, now=NOW)
            assert said.to_dict("records") == anew[said.columns].to_dict("records"), what


@pytest.mark.usefixtures("people")
def test_standing_and_names_are_those_of_now(store, actors, recommender):
    ben = (store, actors.ben, ROLE)
    assert "name" not in recruiter.candidates(*ben, recommender, now=NOW)
    recruiter.ask_introduction(*ben, "ada", now=NOW)
    save(store, "ada", "visible", profession="physician")
    ada = (store, Actor("ada", "professional"), ROLE)
    professional.answer_introduction(*ada, True, now=NOW)
    professional.show_interest(*ada, now=NOW)
    shown = recruiter.candidates(*ben, recommender, now=NOW).set_index("account_id")
    standing = ["stage", "introduction", "is_interested", "days_since_interest", "name"]
    assert shown.loc["ada", standing].tolist() == ["reviewing", "agreed", True, 0, "ada"]
    assert shown.loc["bea", ["stage", "version", "name"]].tolist() == ["new", 0, ""]
    professional.answer_introduction(*ada, False, now=NOW)
    assert "name" not in recruiter.candidates(*ben, recommender, now=NOW)


def test_only_who_changed_is_ranked_again_and_nobody_after_a_move(
    people, actors, recommender, monkeypatch
):
    monkeypatch.setattr(crowds, "FEWEST_APART", 2)
    counting = Counting(recommender.catalog, today=NOW.date())
    ben = (people, actors.ben, ROLE)

    def ranked():
        before = counting.ranked
        recruiter.candidates(*ben, counting, now=NOW)
        return counting.ranked - before

    recruiter.ask_introduction(*ben, "ada", now=NOW)
    assert [ranked(), ranked()] == [len(PEOPLE), 0]
    recruiter.move_stage(*ben, "ada", "declined", version=1, reason_code="dates", now=NOW)
    recruiter.write_note(*ben, "bea", "Kind", now=NOW)
    assert ranked() == 0
    save(people, "col", "visible", profession="physician", max_weeks=1)
    assert [ranked(), ranked()] == [1, 0]
    assert counting.told == 0
    recruiter.candidate_sentences(*ben, ["bea", "ada"], counting, now=NOW)
    assert counting.told == 2


@pytest.mark.usefixtures("people")
def test_what_is_kept_is_given_to_nobody_else(store, actors, recommender):
    ben = (store, actors.ben, ROLE)
    ids = recruiter.candidates(*ben, recommender, now=NOW)["account_id"].tolist()
    assert ids

    def refused(actor):
        for ask in (
            lambda: recruiter.candidates(store, actor, ROLE, recommender, now=NOW),
            lambda: recruiter.candidate_sentences(store, actor, ROLE, ids, recommender, now=NOW),
            lambda: recruiter.candidates_to_sort(store, actor, ROLE, recommender, now=NOW),
        ):
            with pytest.raises(NotAllowedError):
                ask()

    for actor in (actors.eve, actors.sam, actors.amina, actors.visitor):
        refused(actor)
    with store.writing() as session:
        session.execute(delete(schema.MembershipRow).filter_by(account_id="ben"))
    refused(actors.ben)


@pytest.mark.usefixtures("people")
def test_nothing_is_said_of_who_may_not_be_seen(store, actors, recommender):
    def told():
        ids = ["hal", "bea", "nobody", "ben"]
        found = recruiter.candidate_sentences(store, actors.ben, ROLE, ids, recommender, now=NOW)
        return found["account_id"].tolist()

    hal = (store, Actor("hal", "professional"), ROLE)
    assert told() == ["bea"]
    professional.show_interest(*hal, now=NOW)
    assert told() == ["hal", "bea"]
    professional.withdraw_interest(*hal, now=NOW)
    assert told() == ["bea"]


@pytest.mark.usefixtures("people")
def test_a_deck_is_kept_until_somebody_in_it_changes(store, actors, recommender):
    def deck():
        return recruiter.candidates_to_sort(store, actors.ben, ROLE, recommender, now=NOW)

    first = deck()
    assert first.profile_ids.tolist() == ["ada", "bea", "col"]
    assert deck() is first
    save(store, "bea", "visible", profession="nurse")
    assert deck().profile_ids.tolist() == ["ada", "col"]


@pytest.mark.usefixtures("people")
def test_rankings_go_with_the_recommender(store, actors, recommender):
    passing = Recommender(recommender.catalog, today=NOW.date())
    recruiter.candidates(store, actors.ben, ROLE, passing, now=NOW)
    gone = weakref.ref(passing)
    del passing
    assert gone() is None
