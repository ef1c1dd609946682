import pytest
from sqlalchemy import select

from matching.errors import UnknownIdError
from matching.store import ConstraintError, schema
from matching.store.erasure import Erasure, erase_account
from tests.store.rows import counts, fill

ABOUT_AMINA = {
    "account_rights": 1,
    "accounts": 1,
    "answer_offers": 1,
    "article_marks": 1,
    "article_tag_votes": 1,
    "article_tags": 1,
    "calendar_feeds": 1,
    "candidacies": 1,
    "candidate_plans": 1,
    "consents": 1,
    "filter_sets": 1,
    "follows": 1,
    "gradings": 1,
    "hidden_from": 1,
    "interests": 1,
    "interviews": 1,
    "invitations": 1,
    "known_browsers": 1,
    "messages": 1,
    "notes": 1,
    "organization_blocks": 1,
    "path_steps": 1,
    "profiles": 1,
    "pursuits": 1,
    "ratings": 1,
    "received_papers": 1,
    "reset_links": 1,
    "sessions": 1,
    "shortlist": 1,
    "triage_steps": 1,
    "visits": 1,
    "writer_blocks": 1,
    "writing_bans": 1,
}


@pytest.fixture
def filled(database):
    with database.writing() as session:
        fill(session)
    return database


def erase(database, account_id):
    with database.writing() as session:
        return erase_account(session, account_id)


def test_what_is_about_a_person_goes_and_the_rest_stays_without_them(filled):
    with filled.reading() as session:
        before = counts(session)
    erasure = erase(filled, "amina")
    assert erasure == Erasure(
        deleted=ABOUT_AMINA,
        kept={
            "answer_facts": 1,
            "comment_reports": 1,
            "comments": 1,
            "events": 1,
            "organization_claims": 1,
            "role_imports": 1,
            "role_reports": 1,
            "stage_changes": 1,
        },
    )
    with filled.reading() as session:
        after = counts(session)
    assert after == {
        table: n - ABOUT_AMINA.get(table, 0)
        for table, n in before.items()
        if n > ABOUT_AMINA.get(table, 0)
    }


def test_nothing_that_stays_names_the_person(filled):
    erase(filled, "amina")
    with filled.reading() as session:
        left = [
            (table.name, dict(row))
            for table in schema.Base.metadata.sorted_tables
            for row in session.execute(table.select()).mappings()
        ]
    # The audit log keeps the id of the account, which is random (here it is a name).
    naming = [table for table, row in left if "amina" in str(row).lower()]
    assert naming == ["audit_log"]


def test_the_reason_for_a_decision_stays_as_a_code(filled):
    erase(filled, "amina")
    with filled.reading() as session:
        change = session.scalars(select(schema.StageChangeRow)).one()
        report = session.scalars(select(schema.RoleReportRow)).one()
        event = session.scalars(select(schema.EventRow)).one()
    assert (change.account_id, change.reason_code, change.reason_text) == (None, "language", "")
    assert change.changed_by == "ben"
    assert (report.account_id, report.reason, report.text) == (None, "closed", "")
    assert (event.account_id, event.position, event.score) == (None, 1, 90.0)


def test_what_a_recruiter_did_stays_without_their_name(filled):
    with filled.writing() as session:
        session.get(schema.RoleRow, "mercy--surgeon").edited_by = "ben"
        session.get(schema.RoleRow, "mercy--surgeon").confirmed_by = "ben"
    erasure = erase(filled, "ben")
    assert erasure == Erasure(
        deleted={"accounts": 1, "memberships": 1},
        kept={
            "candidate_plans": 1,
            "interviews": 1,
            "messages": 1,
            "notes": 1,
            "ratings": 1,
            "received_papers": 1,
            "roles": 1,
            "stage_changes": 1,
        },
    )
    with filled.reading() as session:
        change = session.scalars(select(schema.StageChangeRow)).one()
        note = session.scalars(select(schema.NoteRow)).one()
        role = session.scalars(select(schema.RoleRow)).one()
    assert (change.changed_by, change.reason_text) == (None, "Amina speaks no French")
    assert (note.author, note.text) == (None, "Kind")
    assert (role.edited_by, role.confirmed_by) == (None, None)


def test_the_database_refuses_to_forget_a_person_and_keep_text_about_them(filled):
    with pytest.raises(ConstraintError) as caught:
        delete_plainly(filled)
    assert caught.value.constraint.endswith("_forgotten")


def delete_plainly(database):
    with database.writing() as session:
        session.delete(session.get(schema.AccountRow, "amina"))


def test_nobody_cannot_be_erased(database):
    with pytest.raises(UnknownIdError, match="There is no account 'nobody'"):
        erase(database, "nobody")


def test_nobody_is_told_how_many_do_not_want_to_see_what_they_write(filled):
    with filled.writing() as session:
        block = session.scalars(select(schema.WriterBlockRow)).one()
        block.account_id, block.blocked_id = "sam", "amina"
    assert "writer_blocks" not in erase(filled, "amina").deleted
    with filled.reading() as session:
        assert "writer_blocks" not in counts(session)


def test_every_row_that_goes_with_an_account_is_counted_by_whose_it_is():
    by = {
        (table.name, key.parent.name)
        for table in schema.Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "accounts" and key.ondelete == "CASCADE"
    }
    assert {one for one in by if one[1] != "account_id"} == {
        ("triage_steps", "made_by"),  # without them nobody can undo the step
        ("writer_blocks", "blocked_id"),
    }


def test_what_somebody_sorted_of_nobody_is_told_as_kept(filled):
    with filled.writing() as session:
        grading = session.scalars(select(schema.GradingRow)).first()
        grading.account_id, grading.author = None, "ben"
    assert erase(filled, "ben").kept["gradings"] == 1


def test_comment_of_somebody_who_is_gone_does_not_tell_when_they_served(filled):
    with filled.writing() as session:
        comment = session.get(schema.CommentRow, "c")
        comment.signature, comment.served_in = "served", 2024
    erase(filled, "amina")
    with filled.reading() as session:
        comment = session.get(schema.CommentRow, "c")
        assert (comment.signature, comment.served_in, comment.text) == ("profession", None, "")
