"""Teaching by sorting: who may sort whom, what is kept of it, and what leaves the store."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from matching.authorization import Actor, NotAllowedError
from matching.evidence.judgments import read_judgments
from matching.profile import Profile
from matching.profile.files import read_profiles
from matching.services import professional, recruiter, staff, weights
from matching.services.professional import set_measurement_consent
from matching.services.shared.errors import RequestError
from matching.store import ConstraintError, schema
from matching.store.schema import GradingRow
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW, account

PANEL = Profile(
    profile_id="dev-01", profession="physician", focus_areas=["oral-health"], statement='=A, "b"'
)


@pytest.fixture
def people(store, actors):
    """Amina and Omar say the same of themselves; Amina is visible, Omar hidden."""
    for actor, visibility in ((actors.amina, "visible"), (actors.omar, "hidden")):
        professional.save_profile(
            store,
            actor,
            Profile(profession="physician", statement=f"I am {actor.account_id}"),
            visibility=visibility,
            display_name=actor.account_id,
            agreed=True,
            now=NOW,
        )
    return store


def grade(store, actor, answer, account_id="amina", role_id=ROLE):
    weights.grade_candidate(store, actor, role_id, account_id, answer, now=NOW)


def sort(store, actor, answer, role_id=ROLE, profile=PANEL, **more):
    weights.grade_match(store, actor, profile, role_id, answer, **{"now": NOW} | more)


def mine(store, actor):
    frame = weights.my_gradings(store, actor, now=NOW)
    return frame[["account_id", "role_id", "answer", "grade"]].values.tolist()


def exported(store, actors, side="professional"):
    made = weights.export_judgments_csv(store, actors.sam, side=side, now=NOW)
    return list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"))))


def test_answers_are_grades_and_another_answer_takes_the_place_of_the_first(store, actors):
    for answer, of_role in (("yes", ROLE), ("maybe", OTHER_ROLE), ("no", ROLE)):
        sort(store, actors.sam, answer, of_role)
    kept = [["", OTHER_ROLE, "maybe", 1], ["", ROLE, "no", 0]]
    assert sorted(mine(store, actors.sam)) == kept
    sort(store, actors.sam, "yes")
    sort(store, actors.sam, "", OTHER_ROLE)
    assert mine(store, actors.sam) == [["", ROLE, "yes", 3]]
    assert weights.my_gradings(store, actors.sam, now=NOW)["profile"].tolist() == [PANEL]


def test_faulty_answers_and_another_profile_under_the_same_id_are_refused(store, actors):
    with pytest.raises(RequestError, match="an answer"):
        sort(store, actors.sam, "perhaps")
    with pytest.raises(RequestError, match="a side"):
        sort(store, actors.sam, "yes", side="staff")
    with pytest.raises(NotAllowedError):
        sort(store, actors.sam, "yes", "mercy--gone")
    sort(store, actors.sam, "yes")
    with pytest.raises(RequestError, match="sorted as 'dev-01'"):
        sort(store, actors.sam, "no", profile=PANEL.changed(trainee="yes"))
    nameless = [PANEL.changed(profile_id="", trainee=trainee) for trainee in ("yes", "no")]
    for profile in nameless:
        sort(store, actors.sam, "no", profile=profile)
    assert weights.my_gradings(store, actors.sam, now=NOW)["profile_key"].nunique() == 3


def test_recruiters_sort_whom_they_may_see_for_their_own_roles(people, actors):
    grade(people, actors.ben, "yes")
    assert mine(people, actors.ben) == [["amina", ROLE, "yes", 3]]
    for actor, account_id in (
        (actors.ben, "omar"), (actors.eve, "amina"), (actors.sam, "amina"), (actors.amina, "amina"),
    ):  # fmt: skip
        with pytest.raises(NotAllowedError):
            grade(people, actor, "no", account_id)
    for actor in (actors.ben, actors.amina, actors.visitor):
        with pytest.raises(NotAllowedError):
            sort(people, actor, "yes")
        with pytest.raises(NotAllowedError):
            weights.export_judgments_csv(people, actor, now=NOW)
    assert mine(people, actors.eve) == []


def test_only_whom_a_recruiter_may_see_and_to_whom_the_role_is_open_is_sorted(
    people, actors, recommender
):
    def cards(actor, role_id=ROLE):
        return recruiter.candidates_to_sort(people, actor, role_id, recommender, now=NOW)

    assert list(cards(actors.ben).positions) == [("amina", ROLE)]
    professional.show_interest(people, actors.omar, ROLE, now=NOW)
    assert set(cards(actors.ben).positions) == {("amina", ROLE), ("omar", ROLE)}
    assert len(cards(actors.eve, OTHER_ROLE)) == 0  # it is for nurses
    for actor in (actors.eve, actors.sam, actors.amina, actors.visitor):
        with pytest.raises(NotAllowedError):
            cards(actor)


def test_what_is_kept_of_a_person_has_no_statement_name_or_id(people, actors):
    professional.show_interest(people, actors.omar, ROLE, now=NOW)
    grade(people, actors.ben, "yes")
    grade(people, actors.ben, "no", "omar")  # whose profile reads the same
    with people.reading() as session:
        rows = session.scalars(select(GradingRow)).all()
    assert [row.body for row in rows] == [{"profession": "physician"}] * 2
    assert len({row.profile_key for row in rows}) == 2
    assert not [row for row in rows if row.account_id in row.profile_key]
    entries = staff.audit_entries(people, actors.sam, action="candidate.grade", now=NOW)
    assert entries[["target_id", "details"]].values.tolist() == [[ROLE, {}]] * 2


def test_a_person_who_hides_or_changes_is_seen_as_they_are(people, actors):
    grade(people, actors.ben, "yes")
    with people.writing() as session:
        session.get(schema.ProfileRow, "amina").body = {"profession": "nurse"}
    grade(people, actors.ben, "no")
    assert mine(people, actors.ben) == [["amina", ROLE, "no", 0]]
    with people.writing() as session:
        session.get(schema.ProfileRow, "amina").visibility = "hidden"
    assert mine(people, actors.ben) == []


def test_judgments_are_attributed_and_read_back_with_their_profiles(store, actors, tmp_path):
    with store.writing() as session:
        session.add(account("pat", "staff"))
    pat = Actor("pat", "staff")
    sort(store, actors.sam, "yes")
    sort(store, pat, "maybe", now=NOW + timedelta(minutes=1))
    sort(store, pat, "no", OTHER_ROLE)
    sort(store, pat, "no", side="recruiter")
    assert exported(store, actors) == [
        {"profile_id": "dev-01", "role_id": OTHER_ROLE, "grade": "0", "reason": "no",
         "author": "pat"},
        {"profile_id": "dev-01", "role_id": ROLE, "grade": "2", "reason": "yes|maybe",
         "author": "sam|pat"},
    ]  # fmt: skip
    judgments, profiles = tmp_path / "judgments.csv", tmp_path / "profiles.csv"
    judgments.write_bytes(weights.export_judgments_csv(store, actors.sam, now=NOW))
    profiles.write_bytes(weights.export_graded_profiles_csv(store, actors.sam, now=NOW))
    read, problems = read_judgments(judgments, profile_ids={"dev-01"}, role_ids={ROLE, OTHER_ROLE})
    assert (problems, read["grade"].tolist()) == ([], [0, 2])
    people, problems = read_profiles(profiles)
    assert (people, problems) == ([PANEL.changed(statement='\'=A, "b"')], [])


def test_only_people_who_agreed_to_measurement_leave_the_store(people, actors):
    grade(people, actors.ben, "yes")
    assert exported(people, actors, "recruiter") == []
    set_measurement_consent(people, actors.amina, True, now=NOW)
    [row] = exported(people, actors, "recruiter")
    assert (row["role_id"], row["grade"], row["author"]) == (ROLE, "3", "ben")
    assert "amina" not in row["profile_id"]
    profiles = weights.export_graded_profiles_csv(people, actors.sam, side="recruiter", now=NOW)
    assert b"amina" not in profiles
    assert row["profile_id"].encode() in profiles


def test_of_a_deleted_person_nothing_stays_and_of_an_author_only_the_grade(people, actors):
    grade(people, actors.ben, "yes")
    sort(people, actors.sam, "yes")
    told = professional.export_my_data(people, actors.amina, now=NOW)["gradings"]
    assert {"author", "grade"}.isdisjoint(told[0])
    assert told[0]["body"] == {"profession": "physician"}
    deletion = professional.delete_my_account(people, actors.amina, now=NOW)
    assert deletion.deleted["gradings"] == 1
    with people.writing() as session:
        session.add(account("pat", "staff"))
    recruiter_gone = weights.export_judgments_csv(people, actors.sam, side="recruiter", now=NOW)
    assert recruiter_gone.count(b"\n") == 1
    professional.delete_my_account(people, actors.sam, now=NOW)
    with people.reading() as session:
        [left] = session.scalars(select(GradingRow)).all()
    assert (left.author, left.grade) == (None, 3)


def test_a_match_is_sorted_once_by_each(store, actors):
    sort(store, actors.sam, "yes")
    double = GradingRow(
        side="professional", profile_key="dev-01", role_id=ROLE, body={}, grade=0, author="sam",
        graded_at=NOW,
    )  # fmt: skip
    with (
        pytest.raises(ConstraintError, match="uq_gradings_author_side_profile_key_role_id"),
        store.writing() as session,
    ):
        session.add(double)
