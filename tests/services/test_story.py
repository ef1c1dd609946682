"""A professional and an organization meet, and nobody else sees any of it."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from matching.authorization import REFUSED, NotAllowedError
from matching.profile import Profile
from matching.services import professional, recruiter
from matching.services.shared.errors import RequestError
from matching.store import ConflictError, schema
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW

SURGEON = Profile(
    profession="physician", specialties=["general-surgery"], statement="I am Amina Wanjiru"
)
PERSONAL = (
    "Amina",
    "Wanjiru",
    "amina@example.org",
    "+254 700",
    "I would love",
    "No French",
    "Kind",
)


def days(n):
    return NOW + timedelta(days=n)


def save(store, actor, visibility="anonymous", **more):
    texts = {"display_name": "Amina Wanjiru", "contact": "+254 700"} | more
    return professional.save_profile(
        store, actor, SURGEON, visibility=visibility, agreed=True, now=NOW, **texts
    )


def listed(store, actor, recommender, role_id=ROLE, n=0):
    return recruiter.candidates(store, actor, role_id, recommender, now=days(n))


def looked_at(store, actors, recommender, n=3):
    return recruiter.candidate(store, actors.ben, ROLE, "amina", recommender, now=days(n))


def every_text(store):
    with store.reading() as session:
        return {
            table.name: json.dumps(
                [list(row) for row in session.execute(select(table))], default=str
            )
            for table in schema.Base.metadata.sorted_tables
        }


@pytest.fixture
def interested(store, actors):
    save(store, actors.amina)
    professional.show_interest(store, actors.amina, ROLE, "I would love to come", now=NOW)


@pytest.fixture
def introduced(store, actors, interested):
    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=days(3))
    professional.answer_introduction(store, actors.amina, ROLE, True, now=days(4))


@pytest.mark.usefixtures("interested")
def test_the_whole_story(store, actors, recommender):
    (mine,) = professional.my_interests(store, actors.amina, now=days(3))
    assert (mine.state, mine.days_waiting) == ("waiting for the organization", 3)

    before = listed(store, actors.ben, recommender, n=3)
    assert before["account_id"].tolist() == ["amina"]
    assert not {"name", "contact"} & set(before.columns)
    seen = looked_at(store, actors, recommender)
    assert (seen.identity, seen.profile.statement) == (None, "")
    assert seen.note == "I would love to come"
    assert not any(text in repr(seen) for text in PERSONAL[:4])

    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=days(3))
    (mine,) = professional.my_interests(store, actors.amina, now=days(3))
    assert mine.state == "the organization asks for an introduction"
    assert looked_at(store, actors, recommender).identity is None

    professional.answer_introduction(store, actors.amina, ROLE, True, now=days(4))
    seen = looked_at(store, actors, recommender)
    assert seen.identity == recruiter.Identity("Amina Wanjiru", "+254 700")
    assert listed(store, actors.ben, recommender)["contact"].tolist() == ["+254 700"]

    version = recruiter.move_stage(
        store, actors.ben, ROLE, "amina", "contacted", version=seen.version, now=days(5)
    )
    recruiter.move_stage(
        store, actors.ben, ROLE, "amina", "declined", version=version,
        reason_code="language", reason_text="No French", now=days(6),
    )  # fmt: skip
    (mine,) = professional.my_interests(store, actors.amina, now=days(7))
    assert (mine.state, mine.reason, mine.reason_text) == ("declined", "Language", "No French")
    steps = [step.to_stage for step in looked_at(store, actors, recommender).history]
    assert steps == ["new", "reviewing", "contacted", "declined"]
    answered = recruiter.response_time(store, actors.visitor, "mercy", now=days(7))
    assert answered == recruiter.ResponseTime(3.0, 1, 0)


@pytest.mark.usefixtures("introduced")
@pytest.mark.parametrize("name", ["eve", "omar", "sam", "visitor"])
def test_nobody_else_sees_or_does_any_of_it(store, actors, recommender, name):
    actor = getattr(actors, name)
    person = (store, actor, ROLE, "amina")
    attempts = [
        lambda: listed(store, actor, recommender),
        lambda: recruiter.candidate(*person, recommender, now=NOW),
        lambda: recruiter.ask_introduction(*person, now=NOW),
        lambda: recruiter.move_stage(*person, "reviewing", version=1, now=NOW),
        lambda: recruiter.notes(*person, now=NOW),
        lambda: recruiter.write_note(*person, "Kind", now=NOW),
        lambda: recruiter.reminders(store, actor, "mercy", now=NOW),
        lambda: recruiter.export_candidates_csv(store, actor, ROLE, recommender, now=NOW),
    ]
    if name != "sam":  # staff may change roles, but see no candidates
        attempts += [
            lambda: recruiter.role_form(store, actor, ROLE, now=NOW),
            lambda: recruiter.change_role(store, actor, ROLE, {}, version=1, now=NOW),
            lambda: recruiter.close_role(store, actor, ROLE, version=1, now=NOW),
            lambda: recruiter.reopen_role(store, actor, ROLE, version=1, now=NOW),
            lambda: recruiter.duplicate_role(store, actor, ROLE, "Mine", now=NOW),
            lambda: recruiter.confirm_role_open(store, actor, ROLE, now=NOW),
        ]
    before = every_text(store)
    for attempt in attempts:
        with pytest.raises(NotAllowedError, match=REFUSED):
            attempt()
    assert every_text(store) == before


def test_what_does_not_exist_reads_like_what_is_forbidden(store, actors, recommender):
    for actor, role_id, account_id in (
        (actors.ben, "mercy--nothing", "amina"),
        (actors.ben, ROLE, "nobody"),
        (actors.ben, OTHER_ROLE, "amina"),
    ):
        with pytest.raises(NotAllowedError, match=REFUSED):
            recruiter.candidate(store, actor, role_id, account_id, recommender, now=NOW)
    with pytest.raises(NotAllowedError, match=REFUSED):
        recruiter.change_role(store, actors.sam, "mercy--nothing", {}, version=1, now=NOW)


def test_hidden_people_never_appear(store, actors, recommender):
    save(store, actors.amina, "hidden")
    assert listed(store, actors.ben, recommender).empty
    with pytest.raises(NotAllowedError):
        looked_at(store, actors, recommender)


def test_a_hidden_person_appears_only_for_the_role_they_chose(store, actors, recommender):
    save(store, actors.amina, "hidden")
    professional.show_interest(store, actors.amina, ROLE, now=NOW)
    assert listed(store, actors.ben, recommender)["account_id"].tolist() == ["amina"]
    assert listed(store, actors.eve, recommender, OTHER_ROLE).empty


@pytest.mark.usefixtures("introduced")
@pytest.mark.parametrize("visibility", ["hidden", "anonymous", "visible"])
def test_withdrawn_interest_disappears_with_the_introduction(
    store, actors, recommender, visibility
):
    save(store, actors.amina, visibility, version=1)
    professional.withdraw_interest(store, actors.amina, ROLE, now=days(5))
    assert listed(store, actors.ben, recommender).empty
    with pytest.raises(NotAllowedError):
        looked_at(store, actors, recommender)
    assert professional.my_interests(store, actors.amina, now=days(5)) == ()
    assert "I would love" not in "".join(every_text(store).values())

    professional.show_interest(store, actors.amina, ROLE, now=days(6))
    seen = looked_at(store, actors, recommender)
    assert (seen.stage, seen.introduction, seen.identity) == ("new", "none", None)


@pytest.mark.usefixtures("introduced")
def test_consent_is_kept_with_its_words_and_time(store, actors):
    professional.answer_introduction(store, actors.amina, ROLE, False, now=days(5))
    with store.reading() as session:
        found = session.scalars(select(schema.ConsentRow).order_by(schema.ConsentRow.at)).all()
    given = [(row.kind, row.given, row.at) for row in found if row.kind == "introduction"]
    assert given == [("introduction", True, days(4)), ("introduction", False, days(5))]
    texts = {row.kind: row.text for row in found}
    assert texts["visibility"] == professional.VISIBILITY_TEXTS["anonymous"]
    assert texts["introduction"].startswith("Mercy sees my name")


@pytest.mark.usefixtures("introduced")
def test_a_refusal_later_takes_name_and_contact_back(store, actors, recommender):
    professional.answer_introduction(store, actors.amina, ROLE, False, now=days(5))
    assert looked_at(store, actors, recommender).identity is None
    with pytest.raises(RequestError, match="refused"):
        recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=days(5))


@pytest.mark.usefixtures("introduced")
def test_deletion_leaves_nothing_personal(store, actors, recommender):
    recruiter.write_note(store, actors.ben, ROLE, "amina", "Kind on the phone", now=days(5))
    version = looked_at(store, actors, recommender).version
    recruiter.move_stage(
        store, actors.ben, ROLE, "amina", "declined", version=version,
        reason_code="language", reason_text="No French", now=days(6),
    )  # fmt: skip
    there = "".join(every_text(store).values())
    assert [text for text in PERSONAL if text not in there] == []

    deletion = professional.delete_my_account(store, actors.amina, now=days(7))

    left = every_text(store)
    assert [(table, p) for table, text in left.items() for p in PERSONAL if p in text] == []
    assert {table for table, text in left.items() if '"amina"' in text} == {"audit_log"}
    assert {r.table: r.rows for r in deletion.remains}["stage_changes"] == 3
    assert all(r.why and r.rows for r in deletion.remains)
    assert deletion.deleted["profiles"] == 1
    with pytest.raises(NotAllowedError):  # a session that is still open is worth nothing
        professional.my_profile(store, actors.amina, now=days(7))


@pytest.mark.usefixtures("introduced")
def test_my_data_are_all_there_without_secrets_and_others_notes(store, actors):
    recruiter.write_note(store, actors.ben, ROLE, "amina", "Kind on the phone", now=days(5))
    with store.writing() as session:
        session.get(schema.AccountRow, "amina").password_hash = "argon2-secret"
    data = json.dumps(professional.export_my_data(store, actors.amina, now=days(6)))
    assert [
        t for t in (*PERSONAL[:5], "general-surgery", "introduction.answer") if t not in data
    ] == []
    assert "argon2-secret" not in data
    assert "Kind on the phone" not in data
    assert '"ben"' not in data
    assert {"notes", "consents", "candidacies"} <= set(json.loads(data))


@pytest.mark.usefixtures("interested")
def test_two_who_move_the_same_candidate_do_not_overwrite_each_other(store, actors, recommender):
    version = looked_at(store, actors, recommender).version
    move = (store, actors.ben, ROLE, "amina")
    recruiter.move_stage(*move, "reviewing", version=version, now=days(1))
    with pytest.raises(ConflictError, match="someone else"):
        recruiter.move_stage(*move, "declined", version=version, reason_code="filled", now=days(1))


@pytest.mark.usefixtures("interested")
@pytest.mark.parametrize(
    ("to_stage", "reason", "message"),
    [
        ("declined", "", "Please choose a reason"),
        ("reviewing", "filled", "Only declining"),
        ("contacted", "", "Ask for an introduction first"),
        ("accepted", "", "After new comes"),
        ("dancing", "", "Please choose a stage"),
        ("withdrawn", "", "After new comes"),
    ],
)
def test_a_step_that_cannot_be_says_why(store, actors, recommender, to_stage, reason, message):
    version = looked_at(store, actors, recommender).version
    with pytest.raises(RequestError, match=message):
        recruiter.move_stage(
            store, actors.ben, ROLE, "amina", to_stage,
            version=version, reason_code=reason, now=days(1),
        )  # fmt: skip
