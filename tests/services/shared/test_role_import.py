"""What a file of roles would do before it is taken, what a colleague did meanwhile, and undo."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from matching.authorization import NotAllowedError
from matching.services import recruiter, staff
from matching.services.shared.errors import RequestError
from matching.services.shared.problem_groups import grouped
from matching.services.shared.role_import import MOST_OPENINGS
from matching.store import schema
from tests.reference import dialects
from tests.services.conftest import ROLE
from tests.store import rows
from tests.store.rows import NOW

HEAD = "title,professions,countries,status,source_url\n"
LATER = NOW + timedelta(hours=1)


def bring(store, actor, text, *, dry_run=False, now=NOW, **chosen):
    content = text if isinstance(text, bytes) else text.encode()
    return recruiter.import_roles(
        store, actor, "mercy", "mine.csv", content, dry_run=dry_run, now=now, **chosen
    )


def exported(store, actor):
    file = recruiter.export_roles_csv(store, actor, "mercy", now=NOW).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(file)))


def file_of(records):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(records[0]))
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue()


def change(store, actor, role_id=ROLE, **cells):
    _, version = recruiter.role_form(store, actor, role_id, now=NOW)
    recruiter.change_role(store, actor, role_id, cells, version=version, now=LATER)


def role(store, role_id=ROLE):
    with store.reading() as session:
        return session.get(schema.RoleRow, role_id)


def many(n, **cells):
    said = {"professions": "nurse", "countries": "KE", "status": "open", **cells}
    return file_of([{"title": f"Nurse {i}", **said} for i in range(n)])


# ---- an old export over a colleague's edit ----------------------------------------------------


def test_a_cell_that_only_a_colleague_changed_since_the_export_stays(store, actors):
    [record] = exported(store, actors.ben)
    change(store, actors.ben, summary="By a colleague", min_weeks="6")
    found = bring(store, actors.ben, file_of([{**record, "title": "Eye surgeon"}]))
    assert [(one.title, one.cells) for one in found.changes] == [
        ("Surgeon", (found.changes[0].cells[0],))
    ]
    cell = found.changes[0].cells[0]
    assert (cell.column, cell.old, cell.new) == ("title", "Surgeon", "Eye surgeon")
    assert (found.kept, found.edited) == (2, ())
    assert (role(store).title, role(store).summary) == ("Eye surgeon", "By a colleague")


def test_a_cell_that_both_changed_stays_as_the_colleague_has_it_unless_it_is_chosen(store, actors):
    [record] = exported(store, actors.ben)
    change(store, actors.ben, summary="By a colleague")
    file = file_of([{**record, "summary": "By me", "site": "Ward"}])
    found = bring(store, actors.ben, file, dry_run=True)
    (edited,) = found.edited
    assert (edited.column, edited.here, edited.yours) == ("summary", "By a colleague", "By me")
    assert [cell.column for cell in found.changes[0].cells] == ["site"]
    bring(store, actors.ben, file, take_mine=[edited.place])
    assert (role(store).summary, role(store).site) == ("By me", "Ward")


def test_a_mark_of_another_role_or_a_torn_one_tells_nothing(store, actors):
    [record] = exported(store, actors.ben)
    change(store, actors.ben, summary="By a colleague")
    for mark in ("", "v1.short", record["as_exported"].replace("v1.", "v1.AAAA")[:-4]):
        found = bring(store, actors.ben, file_of([{**record, "as_exported": mark}]), dry_run=True)
        assert [cell.column for cell in found.changes[0].cells] == ["summary"]


def test_without_the_column_of_the_export_it_is_said_and_the_last_change_of_others_told(
    store, actors
):
    change(store, actors.sam, summary="By staff")
    found = bring(store, actors.ben, f"role_id,summary\n{ROLE},Mine\n", dry_run=True)
    assert "does not say when it was exported" in found.notes[-1]
    assert found.changes[0].edited_at == LATER
    change(store, actors.ben, summary="By me")
    found = bring(store, actors.ben, f"role_id,summary\n{ROLE},Mine\n", dry_run=True)
    assert found.changes[0].edited_at is None


def test_an_empty_cell_that_is_never_empty_stays_and_a_day_does_not_narrow_a_month(store, actors):
    change(store, actors.ben, end_date="2027-03")
    before = role(store)
    records = [{"role_id": ROLE, "source_url": "", "end_date": "2027-03-01"}]
    assert bring(store, actors.ben, file_of(records), dry_run=True).changed == (ROLE,)
    with dialects.xlsxwriter.Workbook(made := io.BytesIO(), {"in_memory": True}) as book:
        day, sheet = book.add_format({"num_format": "mmm yy"}), book.add_worksheet()
        sheet.write_row(0, 0, list(records[0]))
        sheet.write_row(1, 0, [ROLE, ""])
        sheet.write_datetime(1, 2, dialects.dt.date(2027, 3, 1), day)
    found = bring(store, actors.ben, made.getvalue())
    assert (found.unchanged, role(store).version) == ((ROLE,), before.version)


# ---- new roles --------------------------------------------------------------------------------


def test_a_new_role_without_a_source_or_status_is_a_draft_with_the_page_of_its_organization(
    store, actors
):
    found = bring(store, actors.ben, "title,professions\nNurse,Registered nurse\n")
    assert found.drafts == found.added == ("mercy--nurse",)
    made = role(store, "mercy--nurse")
    assert (made.status, made.closed_at) == ("ongoing", NOW)
    assert made.source_url == "https://mercy.example"


def test_one_role_written_four_ways_is_one(store, actors):
    lines = [
        "'Midwife, Kumasi',midwife,GH,open,https://jobs.example/role/77",
        "'Midwife, Kumasi',midwife,GH,open,https://jobs.example/role/77?utm_source=feed",
        "'Midwife,  Kumasi ',midwife,GH,open,https://jobs.example/role/77/",
        "MIDWIFE – KUMASI,midwife,GH,open,https://mirror.example/m/77",
        "'Midwife, Kumasi',midwife,KE,open,",
        "'Midwife, Kumasi',nurse,GH,open,",
        "'Midwife, Kumasi 2',midwife,GH,open,",
    ]
    file = HEAD + "\n".join(lines).replace("'", '"')
    found = bring(store, actors.ben, file)
    assert len(found.added) == 4
    assert [(one.row, one.like_row) for one in found.alike] == [(3, 2), (4, 2), (5, 2)]
    again = bring(store, actors.ben, file, add_alike=[5])
    assert [(one.row, one.like, one.like_row) for one in again.alike] == [
        (3, "Midwife, Kumasi", 0),
        (4, "Midwife, Kumasi", 0),
    ]
    assert [again.titles[role_id] for role_id in again.added] == ["MIDWIFE – KUMASI"]


def test_roles_with_other_dates_are_two(store, actors):
    file = "title,professions,start_date\nNurse,nurse,2027-01\nNurse,nurse,2027-06\nNurse,nurse,\n"
    found = bring(store, actors.ben, file, dry_run=True)
    assert (len(found.added), [one.row for one in found.alike]) == (2, [4])


def test_equal_faults_are_one_with_all_its_rows(store, actors):
    file = "title,professions,status\n" + "Nurse,,open\n" * 3 + "Nurse,nurse,opne\n"
    found = bring(store, actors.ben, file, dry_run=True)
    assert [str(group) for group in grouped(found.problems)] == [
        "mine.csv, 3 rows: 2 to 4, professions: found nothing, expected a value; this cell is "
        "never empty",
        "mine.csv, row 5, status: found 'opne', expected the id of a status; did you mean 'open'?",
    ]


# ---- many at once -----------------------------------------------------------------------------


def test_many_openings_of_a_recruiter_wait_for_staff_who_open_them_at_once(store, actors):
    first = bring(store, actors.ben, many(MOST_OPENINGS))
    assert (len(first.added), first.held) == (MOST_OPENINGS, ())
    found = bring(store, actors.ben, many(2, professions="midwife"), now=LATER)
    assert found.held == found.added
    assert {role(store, role_id).closed_at for role_id in found.held} == {LATER}
    (waiting,) = staff.held_imports(store, actors.sam, now=LATER)
    assert (waiting.organization, len(waiting.roles)) == ("Mercy", 2)
    assert staff.settle_import(store, actors.sam, waiting.import_id, opens=True, now=LATER) == 2
    assert {role(store, role_id).closed_at for role_id in found.held} == {None}
    assert staff.held_imports(store, actors.sam, now=LATER) == ()
    with pytest.raises(RequestError, match="Nothing of this file waits"):
        staff.settle_import(store, actors.sam, waiting.import_id, opens=True, now=LATER)
    undone = recruiter.undo_import(store, actors.ben, found.import_id, dry_run=False, now=LATER)
    assert (undone.removed, undone.left) == (2, ())


def test_many_openings_do_not_wait_for_staff_itself_nor_the_next_day(store, actors):
    assert bring(store, actors.sam, many(30), dry_run=True).held == ()
    assert len(bring(store, actors.ben, many(30), dry_run=True).held) == 30
    assert bring(store, actors.ben, many(30, status="past"), dry_run=True).held == ()
    bring(store, actors.ben, many(MOST_OPENINGS))
    tomorrow = NOW + timedelta(days=1, hours=1)
    more = many(2, professions="midwife")
    assert bring(store, actors.ben, more, dry_run=True, now=tomorrow).held == ()


def test_what_staff_leave_closed_waits_no_more(store, actors):
    found = bring(store, actors.ben, many(21))
    staff.settle_import(store, actors.sam, found.import_id, opens=False, now=LATER)
    assert role(store, found.added[0]).closed_at == NOW
    assert staff.held_imports(store, actors.sam, now=LATER) == ()


# ---- undo -------------------------------------------------------------------------------------


def test_an_import_is_undone_as_a_whole_but_for_what_was_changed_since(store, actors):
    with store.writing() as session:
        session.add(rows.role("mercy--night", title="Night", months=(1, 12), min_weeks=2.0))
    before = role(store, "mercy--night")
    head = "role_id,title,professions,months,min_weeks,status\n"
    file = (
        f"{head}mercy--night,Day,nurse,3,,open\n{ROLE},Eye surgeon,physician,,,open\n"
        ",Midwife,midwife,,,open\n,Dentist,dentist,,,open\n,Nurse,nurse,,,open\n"
    )
    found = bring(store, actors.ben, file)
    change(store, actors.ben, summary="Later")
    change(store, actors.ben, "mercy--nurse", summary="Later")
    with store.writing() as session:
        session.add(schema.ShortlistRow(account_id="amina", role_id="mercy--dentist", added_at=NOW))
    (past,) = recruiter.past_imports(store, actors.ben, "mercy", now=LATER)
    assert (past.added, past.changed, past.is_mine, past.is_undone) == (3, 2, True, False)

    would = recruiter.undo_import(store, actors.ben, past.import_id, dry_run=True, now=LATER)
    assert role(store, "mercy--night").title == "Day"
    undone = recruiter.undo_import(store, actors.ben, found.import_id, dry_run=False, now=LATER)

    assert undone == would
    assert (undone.restored, undone.removed) == (1, 1)
    assert {one.role_id: one.why for one in undone.left} == {
        ROLE: "changed since",
        "mercy--nurse": "changed since",
        "mercy--dentist": "people have to do with it; close it instead",
    }
    after = role(store, "mercy--night")
    names = ("title", "professions", "months", "min_weeks")
    assert [getattr(after, name) for name in names] == [getattr(before, name) for name in names]
    assert role(store, "mercy--midwife") is None
    assert role(store).title == "Eye surgeon"
    with pytest.raises(RequestError, match="undone already"):
        recruiter.undo_import(store, actors.ben, found.import_id, dry_run=False, now=LATER)


def test_an_import_is_undone_for_thirty_days_and_then_forgotten(store, actors):
    found = bring(store, actors.ben, many(1))
    late = NOW + timedelta(days=30)
    with pytest.raises(RequestError, match="for 30 days"):
        recruiter.undo_import(store, actors.ben, found.import_id, dry_run=True, now=late)
    bring(store, actors.ben, many(1, professions="midwife"), now=late + timedelta(hours=1))
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(schema.RoleImportRow)) == 1


@pytest.mark.parametrize("name", ["visitor", "amina", "eve"])
def test_imports_of_an_organization_are_its_own(store, actors, name):
    actor, found = getattr(actors, name), bring(store, actors.ben, many(21))
    for attempt in (
        lambda: recruiter.past_imports(store, actor, "mercy", now=NOW),
        lambda: recruiter.undo_import(store, actor, found.import_id, dry_run=True, now=NOW),
        lambda: staff.held_imports(store, actor, now=NOW),
        lambda: staff.settle_import(store, actor, found.import_id, opens=True, now=NOW),
    ):
        with pytest.raises(NotAllowedError):
            attempt()
    with pytest.raises(NotAllowedError):
        recruiter.undo_import(store, actors.ben, "nothing", dry_run=True, now=NOW)


# ---- a dialect through the whole way ----------------------------------------------------------


@pytest.mark.parametrize("name", ["german.csv", "workbook.xlsx"])
def test_a_dialect_is_taken_as_its_roles_are(store, actors, name):
    n = 12
    content = dialects.files(n)[name]
    found = recruiter.import_roles(
        store, actors.ben, "mercy", name, content, dry_run=False, now=NOW
    )
    assert (len(found.added), found.problems, found.alike) == (n, (), ())
    forms = [recruiter.role_form(store, actors.ben, role_id, now=NOW)[0] for role_id in found.added]
    assert [{cell: form[cell] for cell in dialects.CELLS} for form in forms] == dialects.roles(n)


def test_people_are_counted_before_and_after_for_roles_that_change(store, actors, recommender):
    with store.writing() as session:
        session.add(rows.profile("amina", visibility="anonymous"))
    content = f"role_id,professions\n{ROLE},dentist\n".encode()
    (counted,) = recruiter.preview_import(
        store, actors.ben, "mercy", "mine.csv", content, recommender, now=NOW
    )
    assert (counted.title, counted.before, counted.after) == ("Surgeon", 1, 0)
    assert (counted.comes, counted.goes) == (0, 1)
