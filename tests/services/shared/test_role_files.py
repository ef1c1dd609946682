"""An organization's roles out as a CSV file and in again."""

import csv
import io

import pytest
from sqlalchemy import select

from matching.authorization import NotAllowedError
from matching.columns import LATER_ROLE_COLUMNS
from matching.errors import DataError, HeaderError
from matching.services import recruiter, staff
from matching.services.shared import role_files
from matching.services.shared.errors import RequestError, RoleError
from matching.store import schema
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store import rows
from tests.store.rows import NOW

STRANGE = {
    "mercy--formula": {"title": "=1+1", "summary": "'=HYPERLINK(1)", "site": "''@home"},
    "mercy--quotes": {"title": '\'t Hart "cardio", Ü', "summary": "one\r\ntwo\n\nthree; |"},
    "mercy--numbers": {"title": "-", "min_weeks": 0.5, "max_weeks": 104.0, "months": (1, 12)},
    "mercy--draft": {"title": "+", "professions": (), "summary": "x" * 5_000},
}
NEW = {
    "title": "Nurse",
    "professions": "nurse",
    "status": "open",
    "source_url": "https://mercy.example/nurse",
}


def file_of(*records, **more):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(records[0]), restval="", **more)
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode()


def bring(store, actor, content, *, dry_run=False, org_id="mercy", **chosen):
    return recruiter.import_roles(
        store, actor, org_id, "mine.csv", content, dry_run=dry_run, now=NOW, **chosen
    )


def took(outcome):
    """The ids of the roles that were added, changed and left as they were, and the problems."""
    return outcome.added, outcome.changed, outcome.unchanged, outcome.problems


def form_of(store, actor, role_id=ROLE):
    return recruiter.role_form(store, actor, role_id, now=NOW)[0]


def audited(store, action):
    with store.reading() as session:
        found = select(schema.AuditEntryRow).where(schema.AuditEntryRow.action == action)
        return {row.target_id: row.details for row in session.scalars(found)}


def every_role(store):
    with store.reading() as session:
        return session.execute(
            select(schema.RoleRow.__table__).order_by(schema.RoleRow.role_id)
        ).all()


def test_what_was_exported_is_imported_without_change(store, actors):
    with store.writing() as session:
        session.add_all(rows.role(role_id, **cells) for role_id, cells in STRANGE.items())
        session.flush()
        session.get(schema.RoleRow, ROLE).closed_at = NOW
    before = every_role(store)
    file = recruiter.export_roles_csv(store, actors.ben, "mercy", now=NOW)
    assert file.startswith(b"\xef\xbb\xbfrole_id,org_id,title,")
    cells = [cell for row in csv.reader(io.StringIO(file.decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert audited(store, "role.export") == {"mercy": {"rows": 5}}

    outcome = bring(store, actors.ben, file)

    assert took(outcome) == ((), (), tuple(sorted([ROLE, *STRANGE])), ())
    assert outcome.import_id == ""
    assert every_role(store) == before
    assert audited(store, "role.import") == {}


def test_cells_come_back_as_they_were_after_a_change_elsewhere(store, actors):
    with store.writing() as session:
        session.add(rows.role("mercy--formula", **STRANGE["mercy--formula"]))
    file = recruiter.export_roles_csv(store, actors.ben, "mercy", now=NOW)
    for version, name in enumerate(("title", "summary", "site"), start=1):
        recruiter.change_role(
            store, actors.ben, "mercy--formula", {name: "other"}, version=version, now=NOW
        )
    [record, _] = csv.DictReader(io.StringIO(file.decode("utf-8-sig")))
    unmarked = file_of({name: cell for name, cell in record.items() if name != "as_exported"})
    assert bring(store, actors.ben, unmarked).changed == ("mercy--formula",)
    form = form_of(store, actors.ben, "mercy--formula")
    assert {name: form[name] for name in STRANGE["mercy--formula"]} == STRANGE["mercy--formula"]


def test_rows_change_and_add_roles_and_the_log_says_what(store, actors):
    file = file_of(
        {"role_id": ROLE, "min_weeks": "2", **NEW, "title": "=Surgeon"},
        {"role_id": "", **NEW},
        {"role_id": "mercy--night", **NEW, "title": "Night nurse", "status": "past"},
    )
    foreseen = bring(store, actors.ben, file, dry_run=True)
    assert every_role(store)[-1].title == "Surgeon"
    outcome = bring(store, actors.ben, file)
    assert took(outcome) == took(foreseen)
    added = ("mercy--nurse", "mercy--night")
    assert took(outcome) == (added, (ROLE,), (), ())
    assert audited(store, "role.import") == {
        ROLE: {"columns": ["title", "professions", "min_weeks", "source_url"]},
        **{role_id: {"what": "added"} for role_id in added},
    }
    assert form_of(store, actors.ben)["title"] == "=Surgeon"
    mine = recruiter.my_roles(store, actors.ben, now=NOW).set_index("role_id")
    assert mine["is_open"].to_dict() == {ROLE: True, "mercy--nurse": True, "mercy--night": False}
    again = bring(store, actors.ben, file)
    assert (again.added, again.changed, set(again.unchanged)) == ((), (), {ROLE, *added})


def test_a_file_from_before_the_later_columns_is_taken_and_leaves_them_as_they_are(store, actors):
    said = {"party": ("team",), "pay": "unpaid", "kind": "trip", "hours_per_week": 4.0}
    with store.writing() as session:
        session.add(rows.role("mercy--team", **said))
    file = recruiter.export_roles_csv(store, actors.ben, "mercy", now=NOW)
    records = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
    assert {name: records[1][name] for name in ("party", "hours_per_week")} == {
        "party": "team",
        "hours_per_week": "4",
    }
    older = [
        {name: cell for name, cell in record.items() if name not in LATER_ROLE_COLUMNS}
        for record in records
    ]
    older[1]["title"] = "Team of surgeons"
    assert bring(store, actors.ben, file_of(*older)).changed == ("mercy--team",)
    with store.reading() as session:
        team = session.get(schema.RoleRow, "mercy--team")
        assert {name: getattr(team, name) for name in said} == said


def test_a_cell_that_a_file_changes_is_not_from_another_page_any_more(store, actors):
    sources = ("pay https://mercy.example/faq", "family https://mercy.example/faq")
    with store.writing() as session:
        session.add(rows.role("mercy--team", pay="unpaid", family="no", cell_sources=sources))
    file = recruiter.export_roles_csv(store, actors.ben, "mercy", now=NOW)
    [_, team] = csv.DictReader(io.StringIO(file.decode("utf-8-sig")))
    assert bring(store, actors.ben, file_of({**team, "family": "yes"})).changed == ("mercy--team",)
    assert audited(store, "role.import") == {"mercy--team": {"columns": ["family", "cell_sources"]}}
    assert form_of(store, actors.ben, "mercy--team")["cell_sources"] == sources[0]


def test_cells_of_columns_that_are_not_there_stay(store, actors):
    before = form_of(store, actors.ben)
    outcome = bring(store, actors.ben, file_of({"role_id": ROLE, "cost_usd": "100"}))
    assert outcome.changed == (ROLE,)
    assert form_of(store, actors.ben) == {**before, "cost_usd": "100"}


def test_faulty_rows_are_named_while_good_ones_are_taken(store, actors):
    file = file_of(
        {"role_id": ROLE, **NEW, "org_id": "", "countries": "XX", "min_weeks": "many"},
        {"role_id": "", **NEW, "countries": "KE"},
        {"role_id": "", **NEW, "professions": ""},
        {"role_id": "mercy--nurse", **NEW},
        {"role_id": OTHER_ROLE, **NEW},
        {"role_id": "mercy--mine", **NEW, "org_id": "hope"},
        {"role_id": "mercy--Mine", **NEW},
        {"role_id": "", **NEW, "countries": "KE"},
    )
    hope = every_role(store)[0]
    foreseen = bring(store, actors.ben, file, dry_run=True)
    outcome = bring(store, actors.ben, file)
    assert took(outcome) == took(foreseen)
    assert {problem.file for problem in outcome.problems} == {"mine.csv"}
    found = [(problem.row, problem.column, problem.value) for problem in outcome.problems]
    assert found == [
        (2, "countries", "XX"),
        (2, "min_weeks", "many"),
        (4, "professions", ""),
        (6, "role_id", OTHER_ROLE),
        (7, "org_id", "hope"),
        (8, "role_id", "mercy--Mine"),
        (9, "role_id", "mercy--nurse-2"),
    ]
    assert outcome.added == ("mercy--nurse-2", "mercy--nurse")
    assert outcome.changed == outcome.unchanged == ()
    assert every_role(store)[0] == hope


def test_a_cell_of_too_many_lines_is_refused_as_its_row_could_not_be_read_again(store, actors):
    with pytest.raises(RoleError, match="at most 100 lines instead of 101"):
        recruiter.change_role(
            store, actors.ben, ROLE, {"summary": "a" + "\n" * 100 + "b"}, version=1, now=NOW
        )


def test_an_id_is_never_taken_from_another_organization(store, actors):
    with store.writing() as session:
        session.add(rows.organization("mercy--ships"))
        session.flush()
        session.add(rows.role("mercy--ships--nurse", org_id="mercy--ships"))
    file = file_of({"role_id": "mercy--ships--nurse", **NEW}, {"role_id": "", **NEW})
    outcome = bring(store, actors.ben, file)
    assert [problem.row for problem in outcome.problems] == [2]
    assert outcome.added == ("mercy--nurse",)


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (b"", HeaderError, "it is empty"),
        (b"summary\nx\n", HeaderError, "'role_id' or 'title' is missing"),
        (b"titel,status\n1,2\n", HeaderError, "mine.csv, row 1: .*'titel'; did you mean 'title'"),
        (b"title,Title\n1,2\n", HeaderError, "column 'title' is given 2 times"),
        (b"PK\x03\x04", DataError, "mine.csv is damaged"),
        (b"title\n" + b"x" * 5_000_000, RequestError, "mine.csv is larger than 5 MB"),
        (b"title," * 25_000 + b"x\n", HeaderError, "found 25,001 columns, expected at most 200"),
        (b"title\n" + b"\n" * 60_000, RequestError, "at most 60,000 lines at once; .* 60,001"),
        (b"title,status\n" + b"x\n" * 3_001, DataError, "at most 3,000 roles"),
        (b"title\n" + b"x\n" * 3_001, DataError, "at most 3,000 roles"),
    ],
)
def test_a_file_that_cannot_be_used_stops_with_one_message(store, actors, content, error, message):
    with pytest.raises(error, match=message):
        bring(store, actors.ben, content)


def test_another_encoding_is_named_for_its_row_where_both_are_in_a_file(store, actors):
    lines = [
        ",".join(NEW).encode(),
        ",".join({**NEW, "title": "Infirmière"}.values()).encode("cp1252"),
        ",".join({**NEW, "title": "Sage-femme à Dakar"}.values()).encode(),
    ]
    outcome = bring(store, actors.ben, b"\n".join(lines))
    (problem,) = outcome.problems
    assert (problem.row, problem.column, problem.value) == (2, "title", "Infirmière")
    assert "Windows-1252" in problem.expected
    assert outcome.added == ("mercy--sage-femme-a-dakar",)


@pytest.mark.parametrize("name", ["visitor", "amina", "eve"])
def test_only_members_and_staff_take_roles_out_or_in(store, actors, name):
    actor, before = getattr(actors, name), every_role(store)
    for attempt in (
        lambda: recruiter.export_roles_csv(store, actor, "mercy", now=NOW),
        lambda: bring(store, actor, file_of(NEW)),
        lambda: bring(store, actor, file_of(NEW), dry_run=True),
    ):
        with pytest.raises(NotAllowedError):
            attempt()
    assert every_role(store) == before
    assert bring(store, actors.sam, file_of(NEW)).added == ("mercy--nurse",)
    with pytest.raises(NotAllowedError):
        staff.export_roles_csv(store, actors.sam, "nothing", now=NOW)


def test_file_full_of_faults_names_the_first_of_each_row_and_few_hints(store, actors):
    items = "|".join(f"surgry{i}" for i in range(200))
    content = "title,focus_areas,professions,countries\n"
    content += f"Surgeon,{items},{items},{items}\n" * 150
    found = bring(store, actors.ben, content.encode(), dry_run=True)
    assert found.added == ()
    assert len(found.problems) == 150 * 5
    hinted = [problem for problem in found.problems if "did you mean" in problem.expected]
    assert len(hinted) <= 50


def test_roles_of_the_same_title_are_numbered_one_after_the_other(store, actors):
    records = [{**NEW, "site": f"Ward {i}"} for i in range(4)]
    found = bring(store, actors.ben, file_of(*records), dry_run=True)
    assert found.added == tuple(f"mercy--nurse{end}" for end in ("", "-2", "-3", "-4"))


def test_number_of_an_id_is_not_tried_again():
    class Taken(set):
        asked = 0

        def __contains__(self, one):
            self.asked += 1
            return super().__contains__(one)

    taken, tried = Taken(), {}
    for _ in range(200):
        taken.add(role_files.free_role_id("mercy", "Nurse", taken, tried))
    assert len(taken) == 200
    assert taken.asked <= 400
