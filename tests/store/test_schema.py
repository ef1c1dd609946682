import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import CheckConstraint, select, text, update
from sqlalchemy.exc import StatementError

from matching.store import ConflictError, ConstraintError, schema
from matching.store.schema import Base
from tests.store.rows import NOW, ROLE, account, begin, counts, fill, profile, role

TABLES = Base.metadata.tables
WORD_CHECKS = [
    (table.name, str(check.name), match[1])
    for table in Base.metadata.sorted_tables
    for check in table.constraints
    if isinstance(check, CheckConstraint)
    and (match := re.match(r"(\w+) IN \(", str(check.sqltext)))
]
CONTROLLED = {
    "account_rights.account_right", "accounts.kind", "answer_facts.outcome",
    "article_marks.mark", "article_shares.way", "article_tags.state", "articles.kind",
    "articles.origin", "articles.stage",
    "comment_reports.outcome", "comment_reports.reason", "comments.hidden_reason",
    "comments.kind", "comments.signature", "gatherings.form", "organization_claims.kind",
    "organization_claims.outcome", "organization_claims.proof", "writer_blocks.signature",
    "writing_bans.reason",
    "candidacies.introduction", "candidacies.stage", "consents.kind", "events.kind",
    "events.reason", "events.team", "messages.came_with", "messages.report_outcome",
    "join_requests.outcome", "messages.report_reason", "messages.side", "gradings.side",
    "organizations.faith",
    "organizations.faith_requirement", "organizations.kind", "organizations.origin",
    "profiles.visibility", "publications.how", "publications.side",
    "pursuits.outcome", "pursuits.reason",
    "role_reports.outcome", "role_reports.reason",
    "roles.faith_requirement", "roles.family", "roles.kind", "roles.license_required",
    "roles.origin", "roles.pay", "roles.status", "roles.stay_hint", "roles.trainees",
    "stage_changes.from_stage", "stage_changes.reason_code", "stage_changes.to_stage",
    "triage_steps.introduction", "triage_steps.stage",
    "weight_sets.side",
}  # fmt: skip


@pytest.fixture
def filled(database):
    with database.writing() as session:
        fill(session)
    return database


def refused(database, change, *rows):
    """The error of a change that is refused, or of adding rows."""
    with pytest.raises(ConstraintError) as caught:
        attempt(database, change, rows)
    return caught.value


def attempt(database, change, rows):
    with database.writing() as session:
        session.add_all(rows)
        session.flush()
        if change is not None:
            session.connection().execute(change)


def test_every_table_has_a_row_in_these_tests(filled):
    with filled.reading() as session:
        assert set(counts(session)) == set(TABLES)


def test_every_controlled_word_has_a_check():
    assert {f"{table}.{column}" for table, _, column in WORD_CHECKS} == CONTROLLED


def test_a_word_that_is_not_on_its_list_is_refused(filled):
    for table, name, column in WORD_CHECKS:
        error = refused(filled, update(TABLES[table]).values({column: "nonsense"}))
        assert error.constraint == name


def test_a_reference_to_nothing_is_refused(filled):
    keys = [key for table in TABLES.values() for key in table.foreign_keys]
    assert len(keys) > 30
    for key in keys:
        refused(filled, update(key.parent.table).values({key.parent.name: "nobody"}))


def test_the_two_databases_name_a_broken_rule_alike(database):
    with database.writing() as session:
        begin(session)
    double = account("amina2", email="amina@example.org")
    assert refused(database, None, double).constraint == "uq_accounts_email"
    assert refused(database, None, account("amina", email="x@example.org")).constraint == (
        "pk_accounts"
    )
    nameless = update(TABLES["organizations"]).values(name=None)
    assert refused(database, nameless).constraint == "organizations.name"


def test_the_message_of_a_broken_rule_holds_no_value_of_the_row(database):
    with database.writing() as session:
        begin(session)
    error = refused(database, None, account("other", email="amina@example.org"))
    assert str(error) == "That cannot be saved: it breaks the rule uq_accounts_email."


def test_email_is_kept_in_lower_case(database):
    with database.writing() as session:
        session.add(account("amina", email="  Amina.É@Example.ORG "))
    with database.reading() as session:
        assert session.scalar(select(schema.AccountRow.email)) == "amina.é@example.org"
    shouted = update(TABLES["accounts"]).values(email="AMINA@EXAMPLE.ORG")
    assert refused(database, shouted).constraint == "ck_accounts_email"


def test_many_accounts_have_no_other_provider_and_one_of_a_provider_is_unique(database):
    with database.writing() as session:
        session.add_all([account("amina"), account("ben")])
        session.add(account("cy", oidc_issuer="https://id.example", oidc_subject="1"))
    twin = account("cyra", oidc_issuer="https://id.example", oidc_subject="1")
    assert refused(database, None, twin).constraint == "uq_accounts_oidc_issuer_oidc_subject"
    half = account("dee", oidc_issuer="https://id.example")
    assert refused(database, None, half).constraint == "ck_accounts_oidc"


def interest(**more):
    return schema.InterestRow(account_id="amina", role_id=ROLE, shown_at=NOW, **more)


def test_interest_in_a_role_is_shown_once_until_it_is_withdrawn(database):
    with database.writing() as session:
        begin(session)
        session.add_all([interest(withdrawn_at=NOW), interest(withdrawn_at=NOW), interest()])
    assert refused(database, None, interest()).constraint == "uq_interests_not_withdrawn"


def test_at_most_one_weight_set_of_a_side_is_active(database):
    def weights(version, *, is_active, **more):
        return schema.WeightSetRow(
            name="A", version=version, created_at=NOW, body={}, is_active=is_active, **more
        )

    with database.writing() as session:
        session.add_all([weights(1, is_active=False), weights(2, is_active=False)])
        session.add(weights(3, is_active=True))
        session.add(weights(5, is_active=True, side="recruiter"))
    error = refused(database, None, weights(4, is_active=True))
    assert error.constraint == "uq_weight_sets_active"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"introduction": "asked"}, "introduction_asked"),
        ({"introduction_asked_at": NOW}, "introduction_asked"),
        ({"introduction": "agreed", "introduction_asked_at": NOW}, "introduction_answered"),
    ],
)
def test_an_introduction_has_its_times(filled, change, rule):
    error = refused(filled, update(TABLES["candidacies"]).values(change))
    assert error.constraint == f"ck_candidacies_{rule}"


def test_a_person_is_declined_with_a_reason(filled):
    error = refused(filled, update(TABLES["stage_changes"]).values(reason_code=""))
    assert error.constraint == "ck_stage_changes_declined"


def test_a_resolved_report_has_an_outcome(filled):
    error = refused(filled, update(TABLES["role_reports"]).values(resolved_at=NOW))
    assert error.constraint == "ck_role_reports_resolved"


@pytest.mark.parametrize("table", ["roles", "organizations", "weight_sets"])
def test_what_others_refer_to_cannot_be_deleted(filled, table):
    refused(filled, TABLES[table].delete())


def test_a_moment_comes_back_in_utc(database):
    nairobi = timezone(timedelta(hours=3))
    moment = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=nairobi)
    with database.writing() as session:
        session.add(account("amina", created_at=moment))
    with database.reading() as session:
        read = session.scalar(select(schema.AccountRow.created_at))
        found = session.scalar(
            select(schema.AccountRow).where(schema.AccountRow.created_at == moment)
        )
    assert read == moment
    assert read.tzinfo is UTC
    assert found is not None


def test_a_moment_without_a_time_zone_is_refused(database):
    with (
        pytest.raises(StatementError, match="needs its time zone"),
        database.writing() as session,
    ):
        session.add(account("amina", created_at=datetime(2026, 1, 1)))  # noqa: DTZ001


@pytest.mark.parametrize("text", ["nul \0 character", "half a pair \ud83d"])
def test_text_that_one_database_could_not_keep_is_refused_by_both(database, text):
    error = refused(database, None, account("amina", password_hash=text))
    assert str(error) == "A text has a character that cannot be stored; take it out."


def test_text_lists_and_objects_come_back_as_they_were(database):
    body = {"profession": "nurse", "languages": ["sw:native"], "max_weeks": 1.5, "x": None}
    with database.writing() as session:
        begin(session)
        session.add(profile("amina", body=body, display_name="Åsa 李 🩺 ' \" \\ % :x <b>"))
        session.add(role("mercy--nurse", months=(1, 12), min_weeks=1.4, countries=("KE", "UG")))
    with database.reading() as session:
        kept = session.get(schema.ProfileRow, "amina")
        nurse = session.get(schema.RoleRow, "mercy--nurse")
        assert kept.body == body
        assert kept.display_name == "Åsa 李 🩺 ' \" \\ % :x <b>"
        assert (nurse.months, nurse.countries, nurse.min_weeks) == ((1, 12), ("KE", "UG"), 1.4)
        assert (nurse.max_weeks, nurse.specialties, nurse.site) == (None, (), "")


@pytest.mark.parametrize("text", ["nul \0 character", "half a pair \ud83d"])
def test_an_object_keeps_odd_characters(database, text):
    with database.writing() as session:
        session.add_all([account("amina"), profile("amina", body={"statement": text})])
    with database.reading() as session:
        assert session.scalar(select(schema.ProfileRow.body)) == {"statement": text}


def test_nan_is_null_in_a_column_and_refused_in_an_object(database):
    with database.writing() as session:
        begin(session)
        session.add(role("mercy--nurse", min_weeks=float("nan")))
    with database.reading() as session:
        assert session.get(schema.RoleRow, "mercy--nurse").min_weeks is None
    odd = profile("amina", body={"max_weeks": float("nan")})
    with pytest.raises((StatementError, ValueError), match="not JSON compliant"):
        attempt(database, None, [odd])


def test_what_is_not_said_of_a_weight_set_is_null(filled):
    with filled.reading() as session:
        nulls = text("SELECT count(*) FROM weight_sets WHERE figures IS NULL")
        assert session.scalar(nulls) == 1


VERSIONED = [
    (schema.ProfileRow, "display_name", "mine", "theirs"),
    (schema.CandidacyRow, "stage_since", NOW + timedelta(days=1), NOW + timedelta(days=2)),
    (schema.OrganizationRow, "summary", "mine", "theirs"),
    (schema.RoleRow, "summary", "mine", "theirs"),
    (schema.ArticleRow, "summary", "mine", "theirs"),
]


@pytest.mark.parametrize(("row", "column", "mine", "theirs"), VERSIONED)
def test_versions_count_changes_and_an_older_one_is_refused(filled, row, column, mine, theirs):
    with filled.reading() as session:
        seen = session.scalars(select(row)).one()
    assert seen.version == 1
    with filled.writing() as session:
        setattr(session.scalars(select(row)).one(), column, theirs)
    setattr(seen, column, mine)
    with pytest.raises(ConflictError, match="changed by someone else"):
        attempt(filled, None, [seen])
    with filled.reading() as session:
        kept = session.scalars(select(row)).one()
    assert (kept.version, getattr(kept, column)) == (2, theirs)
