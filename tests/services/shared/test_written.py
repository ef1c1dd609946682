"""What people write into the store: the same answer on both databases, old rows included."""

import pytest
from sqlalchemy import update

from matching.errors import ProfileError
from matching.services import professional, recruiter, staff
from matching.services.shared.errors import RequestError, RoleError
from matching.store import schema
from tests.services.conftest import ROLE
from tests.store import rows
from tests.store.rows import NOW

HALF = "I come \ud83d"
TURNED = "I \u202ecome\u2069.\r\nSoon\u2028and gladly"
CLEAN = "I come.\nSoon\nand gladly"
IN_A_LINE = "I come. Soon and gladly"


@pytest.fixture
def interested(store, actors):
    """Amina saved a profile that all may see, and showed interest."""
    fields = {"profession": "physician", "statement": TURNED}
    seen = {"visibility": "visible", "agreed": True, "display_name": "Amina", "contact": "+254 1"}
    professional.save_profile(store, actors.amina, fields, **seen, now=NOW)
    professional.show_interest(store, actors.amina, ROLE, TURNED, now=NOW)
    return store


WAYS_IN = {
    "note with an interest": lambda store, actors, text: professional.show_interest(
        store, actors.amina, ROLE, text, now=NOW
    ),
    "note on a saved role": lambda store, actors, text: professional.add_to_shortlist(
        store, actors.amina, ROLE, text, now=NOW
    ),
    "notes brought along": lambda store, actors, text: professional.bring_shortlist(
        store, actors.amina, {ROLE: text}, now=NOW
    ),
    "name": lambda store, actors, text: professional.save_profile(
        store, actors.amina, {"profession": "nurse"}, display_name=text, now=NOW
    ),
    "contact": lambda store, actors, text: professional.save_profile(
        store, actors.amina, {"profession": "nurse"}, contact=text, now=NOW
    ),
    "report": lambda store, actors, text: professional.report_role(
        store, actors.amina, ROLE, "closed", text, now=NOW
    ),
    "title of a new role": lambda store, actors, text: recruiter.new_role(
        store, actors.ben, "mercy", text, now=NOW
    ),
}


@pytest.mark.parametrize("way_in", WAYS_IN)
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (HALF, r"half a character \(U\+D83D\)"),
        ("a\0b", r"characters that cannot be printed \(U\+0000\)"),
        ("a\ufffe", r"codes that are no characters \(U\+FFFE\)"),
    ],
)
def test_what_no_text_has_is_refused_in_plain_words(store, actors, way_in, text, fault):
    with pytest.raises(RequestError, match=f"Please take {fault} out of "):
        WAYS_IN[way_in](store, actors, text)


def test_what_turns_the_direction_is_kept_nowhere(interested, actors, recommender):
    mine = professional.my_interest(interested, actors.amina, ROLE, now=NOW)
    assert mine.note == CLEAN
    recruiter.write_note(interested, actors.ben, ROLE, "amina", TURNED, now=NOW)
    (note,) = recruiter.notes(interested, actors.ben, ROLE, "amina", now=NOW)
    assert note.text == CLEAN
    seen = recruiter.candidate(interested, actors.ben, ROLE, "amina", recommender, now=NOW)
    assert seen.profile.statement == CLEAN


def test_cells_of_a_role_have_one_line_and_its_summary_several(store, actors):
    changes = {"title": TURNED, "summary": TURNED}
    recruiter.change_role(store, actors.ben, ROLE, changes, version=1, now=NOW)
    cells, _ = recruiter.role_form(store, actors.ben, ROLE, now=NOW)
    assert (cells["title"], cells["summary"]) == (IN_A_LINE, CLEAN)


@pytest.mark.parametrize("name", ["title", "site", "summary", "countries", "source_url"])
def test_cell_with_half_a_character_is_named(store, actors, name):
    with pytest.raises(RoleError, match=r"text without half a character") as refused:
        recruiter.change_role(store, actors.ben, ROLE, {name: HALF}, version=1, now=NOW)
    assert [problem.column for problem in refused.value.problems] == [name]
    assert str(refused.value).encode()


def test_file_of_roles_loses_what_turns_the_direction(store, actors):
    content = f"role_id,title\n{ROLE},Sur\u202egeon\u2069 in Niger\n".encode()
    recruiter.import_roles(store, actors.ben, "mercy", "a.csv", content, dry_run=False, now=NOW)
    assert recruiter.role_form(store, actors.ben, ROLE, now=NOW)[0]["title"] == "Surgeon in Niger"


def test_old_rows_are_read_without_what_is_refused_today(interested, actors, recommender):
    body = {"profession": "physician", "statement": f"{HALF}\0 \u202e" + "Z" + "\u0323" * 90}
    with interested.writing() as session:
        session.execute(update(schema.ProfileRow).values(body=body, display_name="Ami\u202ena"))
        session.execute(update(schema.InterestRow).values(note="Hi\u2067"))
    mine = professional.my_profile(interested, actors.amina, now=NOW)
    assert mine.display_name == "Amina"
    assert mine.profile.statement == "I come \ufffd\ufffd \u1e92" + "\u0323" * 9
    seen = recruiter.candidate(interested, actors.ben, ROLE, "amina", recommender, now=NOW)
    assert (seen.profile.statement, seen.note) == (mine.profile.statement, "Hi")
    with pytest.raises(ProfileError):
        professional.save_profile(interested, actors.amina, body, version=mine.version, now=NOW)


@pytest.mark.parametrize("text", ["\0", HALF, "a\ufffe"])
def test_search_for_what_no_text_has_finds_what_an_empty_search_finds(store, actors, text):
    people = staff.accounts(store, actors.sam, text=text, now=NOW)
    assert len(people) == len(staff.accounts(store, actors.sam, now=NOW)) == 5
    assert len(staff.find_roles(store, actors.sam, text=text, now=NOW)) == 2
    assert staff.audit_entries(store, actors.sam, who=text, now=NOW).empty


def test_search_finds_a_name_however_its_accents_are_typed(store, actors):
    with store.writing() as session:
        session.add(rows.account("amélie"))
    found = staff.accounts(store, actors.sam, text="ame\u0301lie\u200f", now=NOW)
    assert found["name"].tolist() == ["Amélie"]
