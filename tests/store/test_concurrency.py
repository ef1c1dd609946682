"""Twenty people at once, each in a thread with a connection of its own, on both databases."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from matching.store import ConflictError, ConstraintError, DatabaseError, open_database, schema
from matching.store.database import require_version
from tests.store.rows import NOW, ROLE, account, begin, organization, profile, role

PEOPLE = [f"person{n:02}" for n in range(20)]
ROLES = [f"mercy--role{n:02}" for n in range(12)]


@pytest.fixture
def crowd(database):
    with database.writing() as session:
        session.add_all([organization(), *map(role, ROLES), *map(account, PEOPLE)])
        session.flush()
        session.add_all(map(profile, PEOPLE))
    return database


def all_at_once(work, people=PEOPLE):
    """Let everyone begin in the same moment, and give what each came to."""
    barrier = threading.Barrier(len(people))

    def begin_together(person):
        barrier.wait()
        return work(person)

    with ThreadPoolExecutor(len(people)) as threads:
        return list(threads.map(begin_together, people))


def test_nobody_gets_an_error_and_no_write_is_lost(crowd):
    def shortlist_and_save(person):
        for n, role_id in enumerate(ROLES):
            with crowd.writing() as session:
                session.add(schema.ShortlistRow(account_id=person, role_id=role_id, added_at=NOW))
                mine = session.get(schema.ProfileRow, person)
                mine.body = {**mine.body, "statement": f"{person} {n}"}
            with crowd.reading() as session:
                mine = session.get(schema.ProfileRow, person)
                assert mine.body["statement"] == f"{person} {n}"

    all_at_once(shortlist_and_save)
    with crowd.reading() as session:
        rows = session.execute(
            select(schema.ShortlistRow.account_id, schema.ShortlistRow.role_id)
        ).all()
        profiles = session.scalars(select(schema.ProfileRow)).all()
    assert sorted(map(tuple, rows)) == sorted((p, r) for p in PEOPLE for r in ROLES)
    assert {row.version for row in profiles} == {1 + len(ROLES)}
    assert {row.body["statement"] for row in profiles} == {
        f"{person} {len(ROLES) - 1}" for person in PEOPLE
    }


def test_of_changes_that_began_from_the_same_version_one_is_kept(crowd):
    with crowd.reading() as session:
        seen = session.get(schema.RoleRow, ROLES[0]).version

    def change(person):
        try:
            with crowd.writing() as session:
                row = session.get(schema.RoleRow, ROLES[0])
                require_version(row, seen)
                row.title = person
        except ConflictError:
            return "conflict"
        return person

    results = all_at_once(change)
    [winner] = set(results) - {"conflict"}
    assert Counter(results) == {winner: 1, "conflict": len(PEOPLE) - 1}
    with crowd.reading() as session:
        row = session.get(schema.RoleRow, ROLES[0])
    assert (row.title, row.version) == (winner, seen + 1)


def test_who_looks_again_after_a_conflict_gets_through(crowd):
    def add_my_name(person):
        while True:
            try:
                with crowd.writing() as session:
                    row = session.get(schema.RoleRow, ROLES[0])
                    row.languages = (*row.languages, person)
            except ConflictError:
                continue
            return

    all_at_once(add_my_name)
    with crowd.reading() as session:
        row = session.get(schema.RoleRow, ROLES[0])
    assert sorted(row.languages) == PEOPLE
    assert row.version == 1 + len(PEOPLE)


def test_interest_shown_twenty_times_at_once_is_one_interest(database):
    with database.writing() as session:
        begin(session)

    def show_interest(_):
        try:
            with database.writing() as session:
                session.add(schema.InterestRow(account_id="amina", role_id=ROLE, shown_at=NOW))
        except ConstraintError as error:
            return error.constraint
        return "shown"

    results = Counter(all_at_once(show_interest))
    assert results == {"shown": 1, "uq_interests_not_withdrawn": len(PEOPLE) - 1}
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(schema.InterestRow)) == 1


def test_every_program_with_a_store_of_its_own_gets_its_turn(url, crowd):
    """Separate engines share nothing but the database, as separate processes do."""

    def write(person):
        with open_database(url) as database:
            for role_id in ROLES[:4]:
                with database.writing() as session:
                    session.add(
                        schema.ShortlistRow(account_id=person, role_id=role_id, added_at=NOW)
                    )

    all_at_once(write)
    with crowd.reading() as session:
        count = session.scalar(select(func.count()).select_from(schema.ShortlistRow))
    assert count == 4 * len(PEOPLE)


def test_a_writer_that_keeps_others_waiting_too_long_is_told(url, monkeypatch):
    monkeypatch.setattr("matching.store.engines.PATIENCE_SECONDS", 0.2)
    with open_database(url) as database:
        if not database.is_sqlite:
            return  # there two people write at once, as long as they write different rows
        with database.writing() as session:
            session.add(account("amina"))
            session.flush()
            with pytest.raises(DatabaseError, match="busy; try again in a moment"):
                add(database, account("ben"))


def add(database, row):
    with database.writing() as session:
        session.add(row)
