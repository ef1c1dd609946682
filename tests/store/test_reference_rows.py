import dataclasses
import io

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from sqlalchemy import select

from matching.errors import Problem
from matching.reference.reading import read_reference
from matching.store import ConstraintError, schema
from matching.store.file_rows import FILE_TABLES, ROLES
from matching.store.reference_rows import load_reference, read_reference_from
from tests.builders import reference_of
from tests.store.rows import NOW, account, organization, role

ORGANIZATIONS = """org_id,name,kind,countries,founded,faith_requirement,source_url
mercy,Mercy,ngo,KE|UG,1978,respect,https://mercy.example
hope,Hope,hospital,,,,https://hope.example
idle,Idle,network,,,,https://idle.example
"""
ROLES_FILE = """role_id,org_id,title,professions,months,min_weeks,status,source_url
mercy--surgeon,mercy,Surgeon,physician,1|12,1.4,open,https://mercy.example/1
mercy--nurse,mercy,Nurse,nurse|midwife,,,ongoing,https://mercy.example/2
hope--dentist,hope,Dentist,dentist,,,past,https://hope.example/1
"""
ARTICLES = """article_id,title,url,kind,stage
why,Why go,https://why.example,guide,any
how,How to go,https://how.example,video,preparing
"""


@pytest.fixture
def folder(tmp_path):
    """A small data folder: three organizations, one of them without roles."""
    folder = tmp_path / "data"
    folder.mkdir()
    write(folder, "organizations.csv", ORGANIZATIONS)
    write(folder, "roles.csv", ROLES_FILE)
    write(folder, "articles.csv", ARTICLES)
    return folder


def write(folder, file, text):
    """Write a file of the data folder; columns that are not given are empty."""
    [columns] = [table.columns for table in FILE_TABLES if table.file == file]
    rows = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    rows.reindex(columns=list(columns), fill_value="").to_csv(folder / file, index=False)


def change(folder, file, old, new):
    """Change the text of a file of the data folder."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def load(database, folder, **decisions):
    return load_reference(database, reference_of(folder), **decisions)


def edit(database, row, row_id, **changes):
    """Change a row by hand, as a recruiter or staff does."""
    with database.writing() as session:
        there = session.get(row, row_id)
        for name, value in changes.items():
            setattr(there, name, value)
        there.edited_at = NOW


def row_of(database, row_id, row=schema.RoleRow):
    with database.reading() as session:
        return session.get(row, row_id)


@pytest.fixture
def loaded(database, folder):
    load(database, folder)
    return database


# ---- there and back -------------------------------------------------------------------------


def assert_same_frames(reference, expected):
    for name in ("organizations", "roles", "articles"):
        assert_frame_equal(getattr(reference, name), getattr(expected, name))


def test_the_shipped_data_comes_back_as_it_was(database, data_folder):
    reference = read_reference(data_folder)
    report = load_reference(database, reference)
    back = read_reference_from(database)
    assert_same_frames(back, reference)
    assert (back.vocabulary.labels("status"), back.languages) == (
        reference.vocabulary.labels("status"),
        reference.languages,
    )
    added = {table.file: len(table.added) for table in report.tables}
    assert added == {
        "organizations.csv": len(reference.organizations),
        "roles.csv": len(reference.roles),
        "articles.csv": len(reference.articles),
    }


def test_rows_come_back_in_the_order_of_the_file(loaded, folder):
    assert_same_frames(read_reference_from(loaded), reference_of(folder))
    lines = ROLES_FILE.splitlines(keepends=True)
    write(folder, "roles.csv", "".join([lines[0], lines[3], lines[1], lines[2]]))
    load(loaded, folder)
    assert_same_frames(read_reference_from(loaded), reference_of(folder))
    assert row_of(loaded, "mercy--nurse").version == 1


def test_an_empty_store_gives_empty_frames(database):
    reference = read_reference_from(database)
    assert (len(reference.organizations), len(reference.roles), len(reference.articles)) == (0,) * 3


def test_a_row_made_by_hand_comes_last_and_is_left_alone(loaded, folder):
    with loaded.writing() as session:
        session.add(role("mercy--anesthetist", specialties=("anesthesiology",)))
    report = load(loaded, folder)
    roles = read_reference_from(loaded).roles
    assert list(roles.index)[-1] == "mercy--anesthetist"
    assert roles.loc["mercy--anesthetist", "where"] == ("KE", "UG")
    assert not report.conflicts
    assert row_of(loaded, "mercy--anesthetist").status == "open"


def test_a_closed_role_is_past_until_it_is_opened_again(loaded, folder):
    edit(loaded, schema.RoleRow, "mercy--surgeon", closed_at=NOW)
    assert read_reference_from(loaded).roles.loc["mercy--surgeon", "status"] == "past"
    report = load(loaded, folder)
    assert not report.conflicts
    edit(loaded, schema.RoleRow, "mercy--surgeon", closed_at=None)
    assert read_reference_from(loaded).roles.loc["mercy--surgeon", "status"] == "open"


# ---- a refresh ------------------------------------------------------------------------------


def test_an_organization_that_was_taken_out_is_gone_with_its_roles_whatever_the_file_says(
    loaded, folder
):
    for org_id in ("mercy", "idle"):
        edit(loaded, schema.OrganizationRow, org_id, taken_out_at=NOW)
    assert list(read_reference_from(loaded).organizations.index) == ["hope"]
    change(folder, "organizations.csv", "1978", "1979")
    change(folder, "roles.csv", "Nurse", "Ward nurse")
    load(loaded, folder)
    write(folder, "organizations.csv", "".join(ORGANIZATIONS.splitlines(keepends=True)[:3]))
    load(loaded, folder)
    write(folder, "organizations.csv", ORGANIZATIONS)
    load(loaded, folder)
    found = read_reference_from(loaded)
    assert list(found.organizations.index) == ["hope"]
    assert list(found.roles.index) == ["hope--dentist"]


def test_an_article_that_was_taken_off_stays_so_whatever_the_file_says(loaded, folder):
    edit(loaded, schema.ArticleRow, "why", taken_off_at=NOW)
    assert list(read_reference_from(loaded).articles.index) == ["how"]
    change(folder, "articles.csv", "Why go", "Why one goes")
    load(loaded, folder)
    assert row_of(loaded, "why", schema.ArticleRow).title == "Why one goes"
    write(folder, "articles.csv", "".join(ARTICLES.splitlines(keepends=True)[::2]))
    load(loaded, folder)
    write(folder, "articles.csv", ARTICLES)
    load(loaded, folder)
    assert list(read_reference_from(loaded).articles.index) == ["how"]


def test_a_second_load_changes_nothing(loaded, folder):
    before = row_of(loaded, "mercy--surgeon")
    report = load(loaded, folder)
    assert [len(table.unchanged) for table in report.tables] == [3, 3, 2]
    assert str(report) == (
        "organizations.csv: 3 unchanged\nroles.csv: 3 unchanged\narticles.csv: 2 unchanged"
    )
    assert row_of(loaded, "mercy--surgeon").version == before.version


def test_new_and_changed_rows_of_the_file_are_taken(loaded, folder):
    change(folder, "roles.csv", "Surgeon", "General surgeon")
    change(folder, "organizations.csv", "1978", "1979")
    write(folder, "articles.csv", ARTICLES + "when,When to go,https://when.example,guide,any\n")
    report = load(loaded, folder)
    assert [(table.added, table.updated) for table in report.tables] == [
        ([], ["mercy"]),
        ([], ["mercy--surgeon"]),
        (["when"], []),
    ]
    assert_same_frames(read_reference_from(loaded), reference_of(folder))
    assert row_of(loaded, "mercy--surgeon").version == 2


def test_a_change_by_hand_is_kept_while_the_file_stays(loaded, folder):
    edit(loaded, schema.RoleRow, "mercy--surgeon", title="Orthopedic surgeon")
    for _ in range(2):
        report = load(loaded, folder)
        assert (report.tables[1].kept, report.conflicts) == (["mercy--surgeon"], ())
    assert row_of(loaded, "mercy--surgeon").title == "Orthopedic surgeon"


def test_a_change_by_hand_and_in_the_file_is_a_conflict_and_the_hand_is_kept(loaded, folder):
    edit(
        loaded,
        schema.RoleRow,
        "mercy--surgeon",
        title="Orthopedic surgeon",
        months=(2,),
        min_weeks=None,
        edited_at=NOW,
    )
    change(folder, "roles.csv", "Surgeon", "General surgeon")
    for _ in range(2):
        report = load(loaded, folder)
        assert str(report.tables[1]) == (
            "roles.csv: 2 unchanged, 1 in conflict\n"
            "  mercy--surgeon: kept as changed by hand, and the file changed too\n"
            "    title: 'Orthopedic surgeon' by hand, 'General surgeon' in the file\n"
            "    min_weeks: nothing by hand, '1.4' in the file\n"
            "    months: '2' by hand, '1|12' in the file"
        )
    kept = row_of(loaded, "mercy--surgeon")
    assert (kept.title, kept.months, kept.edited_at) == ("Orthopedic surgeon", (2,), NOW)


@pytest.fixture
def in_conflict(loaded, folder):
    edit(loaded, schema.RoleRow, "mercy--surgeon", title="Orthopedic surgeon")
    change(folder, "roles.csv", "Surgeon", "General surgeon")
    return loaded


def test_a_conflict_can_be_decided_for_the_hand(in_conflict, folder):
    load(in_conflict, folder, keep_hand={"mercy--surgeon"})
    assert not load(in_conflict, folder).conflicts
    assert row_of(in_conflict, "mercy--surgeon").title == "Orthopedic surgeon"
    change(folder, "roles.csv", "General surgeon", "Any surgeon")
    assert len(load(in_conflict, folder).conflicts) == 1


def test_a_conflict_can_be_decided_for_the_file(in_conflict, folder):
    load(in_conflict, folder, take_file={"mercy--surgeon"})
    row = row_of(in_conflict, "mercy--surgeon")
    assert (row.title, row.edited_at) == ("General surgeon", None)
    change(folder, "roles.csv", "General surgeon", "Any surgeon")
    assert load(in_conflict, folder).tables[1].updated == ["mercy--surgeon"]


def test_a_file_that_takes_over_the_change_by_hand_ends_the_conflict(in_conflict, folder):
    change(folder, "roles.csv", "General surgeon", "Orthopedic surgeon")
    assert load(in_conflict, folder).tables[1].unchanged[0] == "mercy--surgeon"
    change(folder, "roles.csv", "Orthopedic surgeon", "Any surgeon")
    assert load(in_conflict, folder).tables[1].updated == ["mercy--surgeon"]


def test_a_row_made_by_hand_with_the_id_of_a_row_of_the_file_is_a_conflict(database, folder):
    with database.writing() as session:
        session.add(organization("hope", name="Hope, by hand"))
    report = load(database, folder)
    [conflict] = report.conflicts
    assert (conflict.row_id, [d.column for d in conflict.differences]) == (
        "hope",
        ["name", "kind", "source_url"],
    )
    assert row_of(database, "hope", schema.OrganizationRow).name == "Hope, by hand"
    load(database, folder, take_file={"hope"})
    assert row_of(database, "hope", schema.OrganizationRow).name == "Hope"


# ---- what the file no longer has ------------------------------------------------------------


def without(folder, file, text, row_id):
    write(folder, file, "".join(x for x in text.splitlines(True) if not x.startswith(row_id)))


def test_a_role_that_is_gone_from_the_file_is_past_once(loaded, folder):
    without(folder, "roles.csv", ROLES_FILE, "mercy--surgeon")
    report = load(loaded, folder)
    assert report.tables[1].notes == ["mercy--surgeon is no longer in the file; it is past now."]
    assert row_of(loaded, "mercy--surgeon").status == "past"
    assert load(loaded, folder).tables[1].notes == []
    write(folder, "roles.csv", ROLES_FILE)
    assert load(loaded, folder).tables[1].updated == ["mercy--surgeon"]
    assert row_of(loaded, "mercy--surgeon").status == "open"


def test_a_role_that_was_past_already_stays_as_it_is(loaded, folder):
    without(folder, "roles.csv", ROLES_FILE, "hope--dentist")
    assert load(loaded, folder).tables[1].past == []
    assert row_of(loaded, "hope--dentist").version == 1


def test_a_role_changed_by_hand_and_gone_from_the_file_is_left_to_a_person(loaded, folder):
    edit(loaded, schema.RoleRow, "mercy--surgeon", title="Orthopedic surgeon")
    without(folder, "roles.csv", ROLES_FILE, "mercy--surgeon")
    report = load(loaded, folder)
    assert str(report.conflicts[0]) == (
        "mercy--surgeon: changed by hand, and no longer in the file; left as it is"
    )
    assert row_of(loaded, "mercy--surgeon").status == "open"
    load(loaded, folder, keep_hand={"mercy--surgeon"})
    assert not load(loaded, folder).conflicts
    assert row_of(loaded, "mercy--surgeon").origin == "hand"


def test_such_a_role_can_be_let_go(loaded, folder):
    edit(loaded, schema.RoleRow, "mercy--surgeon", title="Orthopedic surgeon")
    without(folder, "roles.csv", ROLES_FILE, "mercy--surgeon")
    report = load(loaded, folder, take_file={"mercy--surgeon"})
    assert report.tables[1].past == ["mercy--surgeon"]
    assert not load(loaded, folder).conflicts


def test_an_article_or_organization_that_is_gone_is_deleted_if_nothing_refers_to_it(loaded, folder):
    without(folder, "articles.csv", ARTICLES, "why")
    without(folder, "organizations.csv", ORGANIZATIONS, "idle")
    report = load(loaded, folder)
    assert [table.deleted for table in report.tables] == [["idle"], [], ["why"]]
    assert_same_frames(read_reference_from(loaded), reference_of(folder))


def test_an_organization_with_roles_or_people_stays(loaded, folder):
    with loaded.writing() as session:
        session.add(account("ben", "recruiter"))
        session.flush()
        session.add(schema.MembershipRow(account_id="ben", org_id="idle", since=NOW))
    write(folder, "organizations.csv", "\n".join(ORGANIZATIONS.splitlines()[:2]))
    write(folder, "roles.csv", "\n".join(ROLES_FILE.splitlines()[:3]))
    report = load(loaded, folder)
    assert report.tables[0].notes == [
        "hope is no longer in the file; it stays, because other rows refer to it.",
        "idle is no longer in the file; it stays, because other rows refer to it.",
    ]
    assert row_of(loaded, "hope--dentist").status == "past"


def test_a_faulty_row_is_not_taken_for_gone(loaded, folder):
    change(folder, "roles.csv", "nurse|midwife", "nurze")
    report = load(loaded, folder)
    assert report.tables[1].notes == [
        "1 row that is not in the file was left as it is, because rows of the file are faulty."
    ]
    assert row_of(loaded, "mercy--nurse").status == "ongoing"


# ---- all or nothing, digests ----------------------------------------------------------------


def test_a_load_that_fails_changes_nothing(loaded, folder):
    change(folder, "organizations.csv", "1978", "1979")
    reference = reference_of(folder)
    roles = reference.roles.assign(status="nonsense")
    with pytest.raises(ConstraintError):
        load_reference(loaded, dataclasses.replace(reference, roles=roles))
    assert row_of(loaded, "mercy", schema.OrganizationRow).founded == 1978


def test_loading_leaves_the_frames_as_they_were(database, folder):
    reference = reference_of(folder)
    load_reference(database, reference)
    assert_same_frames(reference, reference_of(folder))


def test_a_digest_does_not_change_when_a_column_is_added(folder):
    [row, *_] = ROLES.values_of(reference_of(folder).roles).values()
    wider = dataclasses.replace(ROLES, columns=[*ROLES.columns, "mentor"])
    assert wider.digest({**row, "mentor": ""}) == ROLES.digest(row)
    assert wider.digest({**row, "mentor": "yes"}) != ROLES.digest(row)


def test_the_digest_in_the_table_is_the_digest_of_the_file(loaded, folder):
    rows = ROLES.values_of(reference_of(folder).roles)
    with loaded.reading() as session:
        digests = dict(
            session.execute(select(schema.RoleRow.role_id, schema.RoleRow.loaded_digest)).all()
        )
    assert digests == {row_id: ROLES.digest(row) for row_id, row in rows.items()}


def test_problems_of_files_are_not_part_of_the_store(loaded, folder):
    reference = reference_of(folder)
    faulty = dataclasses.replace(reference, problems=[Problem("roles.csv", 2, "", "", "x")])
    load_reference(loaded, faulty)
    assert read_reference_from(loaded).problems == []
