"""A demo store: fictional people only, and what they did keeps every rule."""

import shutil
from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from sqlalchemy import select

from matching.catalog import Catalog
from matching.demo import DemoError, demo_people, fill_demo
from matching.errors import MatchingError
from matching.profile import Profile
from matching.recommending.recommender import Recommender
from matching.reference.reading import read_reference
from matching.services.professional import STORAGE_TEXT, VISIBILITY_TEXTS, introduction_text
from matching.services.recruiter.candidate_steps import NEED_INTRODUCTION, NEXT_STAGES
from matching.services.shared.answer_times import REMINDER_DAYS
from matching.store import open_database, schema
from matching.store.reference_rows import load_reference
from matching.store.words import CANDIDATE_STAGES
from tests.databases import KINDS, own_of_postgres
from tests.store import rows
from tests.store.rows import NOW

N = 40


@pytest.fixture(scope="module")
def recommender(data_folder):
    return Recommender(Catalog.from_folder(data_folder), today=NOW.date())


@pytest.fixture(scope="module", params=KINDS)
def filled(request, recommender, data_folder, tmp_path_factory):
    """A demo of forty, made once on each database; tests only look at it."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("demo") / "demo.db"
        shutil.copy(request.getfixturevalue("sqlite_with_tables"), path)
        urls = iter([f"sqlite:///{path}"])
    else:
        template = request.getfixturevalue("postgres_with_tables")
        urls = own_of_postgres(request.getfixturevalue("postgres"), template)
    with open_database(next(urls)) as store:
        load_reference(store, read_reference(data_folder))
        fill_demo(store, recommender, now=NOW, n=N)
        yield store
    next(urls, None)


def every(store, row):
    with store.reading() as session:
        return list(session.scalars(select(row)))


def everything(store, *, but=()):
    """All rows of all tables."""
    with store.reading() as session:
        return {
            table.name: sorted(
                str(tuple(row))
                for row in session.execute(select(*[c for c in table.c if c.name not in but]))
            )
            for table in schema.Base.metadata.sorted_tables
        }


# ---- laws of what was filled in -----------------------------------------------------------------


def test_nobody_is_real(filled):
    accounts = every(filled, schema.AccountRow)
    assert Counter(a.kind for a in accounts) == {"professional": N, "recruiter": 5, "staff": 1}
    for account in accounts:
        assert account.is_fictional
        assert account.name.startswith("Fictional ")
        assert account.email.endswith(("@example.org", "@example.com"))
        assert account.password_hash is None
    assert {p.display_name.split()[0] for p in every(filled, schema.ProfileRow)} == {"Fictional"}


def test_every_interest_is_in_an_open_role_that_is_a_match(filled, recommender):
    bodies = {row.account_id: row.body for row in every(filled, schema.ProfileRow)}
    interests = every(filled, schema.InterestRow)
    assert len(interests) >= N / 2
    for interest in interests:
        profile = Profile.from_mapping(bodies[interest.account_id])
        assert recommender.explain(profile, interest.role_id).is_match
        assert recommender.catalog.roles.loc[interest.role_id, "status"] != "past"


def test_everybody_agreed_to_what_organizations_see(filled):
    profiles = every(filled, schema.ProfileRow)
    assert {p.visibility for p in profiles} == set(VISIBILITY_TEXTS)
    agreed = {(c.account_id, c.kind, c.text) for c in every(filled, schema.ConsentRow) if c.given}
    for profile in profiles:
        assert (profile.account_id, "storage", STORAGE_TEXT) in agreed
        seen = (profile.account_id, "visibility", VISIBILITY_TEXTS[profile.visibility])
        assert (seen in agreed) == (profile.visibility != "hidden")


def test_everybody_who_is_introduced_agreed_to_it(filled):
    org_of = {role.role_id: role.org_id for role in every(filled, schema.RoleRow)}
    names = {org.org_id: org.name for org in every(filled, schema.OrganizationRow)}
    agreed = {
        (c.account_id, c.role_id, c.text) for c in every(filled, schema.ConsentRow) if c.given
    }
    candidates = every(filled, schema.CandidacyRow)
    assert {c.introduction for c in candidates} == {"none", "asked", "agreed", "refused"}
    for c in candidates:
        text = introduction_text(names[org_of[c.role_id]])
        if c.introduction == "agreed":
            assert (c.account_id, c.role_id, text) in agreed
        assert c.introduction == "agreed" or c.stage not in NEED_INTRODUCTION


def test_every_stage_is_there_and_was_reached_step_by_step(filled):
    candidates = every(filled, schema.CandidacyRow)
    assert {c.stage for c in candidates} == set(CANDIDATE_STAGES)
    steps = defaultdict(list)
    for change in every(filled, schema.StageChangeRow):
        steps[change.role_id, change.account_id].append(change)
    assert len(steps) == len(candidates)
    for c in candidates:
        # An organization that finds somebody makes two steps in one moment.
        history = sorted(
            steps[c.role_id, c.account_id], key=lambda s: (s.changed_at, s.from_stage != "")
        )
        assert (history[0].from_stage, history[0].to_stage) == ("", "new")
        assert history[-1].to_stage == c.stage
        for before, after in zip(history, history[1:], strict=False):
            assert before.to_stage == after.from_stage
            assert after.to_stage in (*NEXT_STAGES[after.from_stage], "withdrawn")


def test_interest_is_shown_where_somebody_is_there_and_others_are_written_to(filled):
    org_of = {role.role_id: role.org_id for role in every(filled, schema.RoleRow)}
    here = {m.org_id for m in every(filled, schema.MembershipRow)}
    assert {org_of[i.role_id] for i in every(filled, schema.InterestRow)} <= here
    wrote = every(filled, schema.PursuitRow)
    assert len(wrote) >= N / 5
    assert not {org_of[one.role_id] for one in wrote} & here
    assert {one.outcome for one in wrote} >= {"", "went", "nothing"}
    assert all(one.wrote_on <= one.changed_at.date() <= NOW.date() for one in wrote)
    assert any(one.wrote_on < NOW.date() - timedelta(days=14) for one in wrote if not one.outcome)


def test_recruiters_act_for_their_own_organization_only(filled):
    org_of = {role.role_id: role.org_id for role in every(filled, schema.RoleRow)}
    members = {(m.account_id, m.org_id) for m in every(filled, schema.MembershipRow)}
    works_for = Counter(account_id for account_id, _ in members)
    assert sorted(works_for.values()) == [1, 1, 1, 1, 2]
    for step in every(filled, schema.StageChangeRow):
        is_own = step.changed_by == step.account_id
        assert is_own or (step.changed_by, org_of[step.role_id]) in members
    notes = every(filled, schema.NoteRow)
    assert notes
    assert all((note.author, org_of[note.role_id]) in members for note in notes)


def test_organizations_have_candidates_and_some_wait_longer_than_a_week(filled):
    org_of = {role.role_id: role.org_id for role in every(filled, schema.RoleRow)}
    theirs = {m.org_id for m in every(filled, schema.MembershipRow)}
    candidates = every(filled, schema.CandidacyRow)
    found = Counter(org_of[c.role_id] for c in candidates)
    assert len(theirs & set(found)) >= 4
    assert sum(found[org_id] for org_id in theirs) > len(candidates) / 2
    long_ago = NOW - timedelta(days=REMINDER_DAYS)
    assert any(c.stage == "new" and c.stage_since < long_ago for c in candidates)


def test_it_all_happened_in_the_last_months_and_was_written_down_in_order(filled):
    entries = sorted(every(filled, schema.AuditEntryRow), key=lambda entry: entry.entry_id)
    moments = [entry.at for entry in entries]
    assert moments == sorted(moments)
    assert NOW - timedelta(days=61) <= moments[0] < moments[-1] <= NOW
    made = {e.target_id for e in entries if e.action == "account.made"}
    assert made == {account.account_id for account in every(filled, schema.AccountRow)}
    done = Counter(entry.action for entry in entries)
    assert done["interest.show"] == len(every(filled, schema.InterestRow))
    assert done["shortlist.change"] == len(every(filled, schema.ShortlistRow)) > 0
    assert done["pursuit.change"] >= len(every(filled, schema.PursuitRow))
    assert done["role.report"] == len(every(filled, schema.RoleReportRow)) == 3


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_the_same_seed_gives_the_same_demo(filled, recommender, database, data_folder):
    load_reference(database, read_reference(data_folder))
    fill_demo(database, recommender, now=NOW, n=N)
    ids = {
        "interest_id", "change_id", "note_id", "consent_id", "report_id", "entry_id", "message_id",
    }  # fmt: skip
    assert everything(database, but=ids) == everything(filled, but=ids)


# ---- filling ----------------------------------------------------------------------------------


def test_filling_again_changes_nothing(filled, recommender):
    before = everything(filled)
    report = fill_demo(filled, recommender, now=NOW + timedelta(days=9), n=2 * N, seed=8)
    assert everything(filled) == before
    assert (report.is_new, report.professionals, report.recruiters) == (False, N, 5)
    assert report.candidates == len(before["candidacies"])


@pytest.mark.parametrize("is_filled", [False, True])
def test_store_with_a_real_account_is_refused(database, recommender, is_filled):
    with database.writing() as session:
        session.add_all([rows.organization(), rows.role(), rows.account("amina")])
        session.add_all([rows.account("fay", is_fictional=True)] if is_filled else [])
    before = everything(database)
    with pytest.raises(DemoError, match="holds accounts that are not fictional"):
        fill_demo(database, recommender, now=NOW, n=1)
    assert everything(database) == before


def test_store_without_roles_is_told_so(database, recommender):
    with pytest.raises(DemoError, match="has no roles; load the data first"):
        fill_demo(database, recommender, now=NOW, n=1)


def test_what_fails_on_the_way_leaves_nobody(database, recommender):
    with database.writing() as session:
        session.add(rows.organization())
        session.flush()
        session.add(rows.role())  # the recommender knows others, which the store lacks
    with pytest.raises(MatchingError):
        fill_demo(database, recommender, now=NOW, n=N)
    assert every(database, schema.AccountRow) == []


# ---- whom to be -------------------------------------------------------------------------------


def test_people_to_be_stand_in_different_places(filled):
    people = demo_people(filled)
    assert len(people.recruiters) == 5
    assert sum(" and " in person.about for person in people.recruiters) >= 1
    assert [person.name for person in people.staff] == ["Fictional Staff"]
    stage = defaultdict(set)
    for candidacy in every(filled, schema.CandidacyRow):
        stage[candidacy.account_id].add(candidacy.stage)
    by_sentence = {p.about.rsplit(". ", 1)[1]: stage[p.account_id] for p in people.professionals}
    assert len(by_sentence) == len(people.professionals) == 7
    assert "accepted" in by_sentence["Is accepted."]
    assert "declined" in by_sentence["Was declined."]
    assert by_sentence["Has shown no interest yet."] == set()
    assert by_sentence["Wrote to an organization by themselves."] == set()
    assert all("looking for" in person.about for person in people.professionals)
