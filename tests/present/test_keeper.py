"""The catalog of a process is that of the store, whatever changed since it was made."""

import datetime as dt
import shutil
import threading
import weakref

import pandas as pd
import pytest
from sqlalchemy import delete, text

from matching import Profile, Recommender
from matching.present import Keeper, keeper
from matching.store import open_database, schema
from tests.same_catalogs import assert_same
from tests.store import rows

DAY = dt.date(2026, 11, 25)
TOMORROW = DAY + dt.timedelta(days=1)
SAID = {"title": "Nurse in Kenya", "summary": "Teach quokka care.", "min_weeks": 3.0}
PERSON = Profile(profession="physician", statement="I teach quokka care and surgery.")
QUERIES = ["surgeon", "quokka", "kenya", "hope", "why"]


def fill(database):
    with database.writing() as session:
        session.add_all([rows.organization(), rows.organization("hope", name="Hope")])
        session.flush()
        session.add_all([rows.role(), rows.role("mercy--b", min_weeks=4.0), rows.role("hope--a")])
        session.add_all([article("why"), article("how", title="A surgeon with Hope of Kenya")])
    return database


def article(article_id, **more):
    fields = {"title": "Why", "url": f"https://{article_id}.example", "kind": "guide"} | more
    return schema.ArticleRow(article_id=article_id, stage="any", **fields)


@pytest.fixture
def store(database):
    return fill(database)


@pytest.fixture
def of_file(sqlite_with_tables, tmp_path):
    path = shutil.copy(sqlite_with_tables, tmp_path / "own.db")
    with open_database(f"sqlite:///{path}") as database:
        yield fill(database)


def change(table, id_, **cells):
    """A step that writes cells of a row."""

    def step(session):
        for name, value in cells.items():
            setattr(session.get_one(table, id_), name, value)

    return step


ROLE, ORGANIZATION, ARTICLE = schema.RoleRow, schema.OrganizationRow, schema.ArticleRow
STEPS = {
    "a role says other things": change(ROLE, "mercy--b", **SAID),
    "a role asks for another language": change(ROLE, "hope--a", languages=("sw:required",)),
    "a role is closed": change(ROLE, rows.ROLE, closed_at=rows.NOW),
    "a role is opened again": change(ROLE, rows.ROLE, closed_at=None),
    "a draft is begun": lambda session: session.add(
        rows.role("hope--z", closed_at=rows.NOW, title="Draft of a vet")
    ),
    "the draft is opened": change(ROLE, "hope--z", closed_at=None, confirmed_at=rows.NOW),
    "an organization says where it is": change(ORGANIZATION, "hope", countries=("KE",)),
    "an organization is named": change(ORGANIZATION, "hope", name="Hope of Kenya"),
    "an organization is taken out": change(ORGANIZATION, "mercy", taken_out_at=rows.NOW),
    "it comes back": change(ORGANIZATION, "mercy", taken_out_at=None),
    "an article is another": change(ARTICLE, "why", title="Why surgeons go to Kenya"),
    "an article is taken off": change(ARTICLE, "how", taken_off_at=rows.NOW),
    "an article is new": lambda session: session.add(article("who", title="Who goes")),
    "a role is deleted": lambda session: session.execute(
        delete(ROLE).where(ROLE.role_id == "hope--z")
    ),
    "the file has another order": change(ROLE, rows.ROLE, position=0),
}


def assert_shows_the_same(found, new):
    """Lists, searches and articles, and all that they rest on."""
    assert_same(found.catalog, new.catalog)
    lists, searches, articles = zip(*(shown(one) for one in (found, new)), strict=True)
    pd.testing.assert_frame_equal(*lists)
    assert searches[0] == searches[1]
    pd.testing.assert_frame_equal(*articles)


def shown(snapshot):
    recommender = snapshot.recommender("shipped", lambda: Recommender(snapshot.catalog, today=DAY))
    browser, related = snapshot.browser, snapshot.related
    searches = [
        (browser.roles(query), browser.organizations(query), browser.articles(query))
        for query in QUERIES
    ]
    naming = [related.naming(org_id) for org_id in snapshot.catalog.organizations.index]
    roles_of = [browser.roles_of(org_id) for org_id in snapshot.catalog.organizations.index]
    made_of = searches, naming, roles_of, browser.organization_choices, browser.article_choices
    return recommender.recommend(PERSON, n=None), made_of, recommender.articles(PERSON)


def test_after_each_change_all_is_as_in_a_new_process(store):
    kept = Keeper()
    kept.prepare(store, DAY)
    for step in STEPS.values():
        before = kept.at(store, DAY)
        with store.writing() as session:
            step(session)
        found = kept.at(store, DAY)
        assert found is not before
        assert found.instead_of is None
        assert_shows_the_same(found, Keeper().at(store, DAY))
    kept.wait()
    assert kept.at(store, DAY) is found
    assert found.is_warm


def test_changes_that_nobody_looked_at_add_up(store):
    kept = Keeper()
    shown(kept.at(store, DAY))
    for step in STEPS.values():
        with store.writing() as session:
            step(session)
        found = kept.at(store, DAY)
    assert_shows_the_same(found, Keeper().at(store, DAY))


def test_the_same_one_serves_for_as_long_as_nothing_changes(store):
    kept = Keeper()
    first = kept.at(store, DAY)
    with store.writing() as session:
        session.add(rows.account("amina"))
    assert kept.at(store, DAY) is first


def test_who_changed_nothing_is_given_what_was_while_somebody_puts_a_change_in(store):
    kept = Keeper()
    first = kept.at(store, DAY)
    with store.writing() as session:
        session.get_one(ROLE, "mercy--b").title = "Nurse"
    with kept._changing:
        assert kept.at(store, DAY, waits=False) is first
    assert kept.at(store, DAY, waits=False).catalog.role("mercy--b")["title"] == "Nurse"


def test_a_new_day_and_one_before_have_their_own(store):
    with store.writing() as session:
        session.get_one(ROLE, "hope--a").end_date = str(DAY)
    kept = Keeper()
    roles = [kept.at(store, day).catalog.roles for day in (DAY, TOMORROW, DAY)]
    assert [of_day.at["hope--a", "status"] for of_day in roles] == ["open", "past", "open"]


class TestManyChanges:
    @pytest.fixture(autouse=True)
    def every_change_is_many(self, monkeypatch):
        monkeypatch.setattr(keeper, "FEW", 0)

    def test_the_one_before_serves_until_another_is_ready(self, store):
        kept = Keeper()
        kept.at(store, DAY)
        with store.writing() as session:
            session.get_one(ROLE, "mercy--b").title = "Nurse"
            session.get_one(ROLE, "hope--a").closed_at = rows.NOW
            session.get_one(ORGANIZATION, "mercy").name = "Mercy Anew"
        meanwhile = kept.at(store, DAY)
        assert meanwhile.catalog.roles["title"].tolist() == ["Surgeon"] * 3
        assert meanwhile.catalog.role("hope--a")["status"] == "past"
        assert meanwhile.browser.roles_of("hope") == ((), ("hope--a",))
        kept.wait()
        found = kept.at(store, DAY)
        assert meanwhile.key != found.key
        assert_shows_the_same(found, Keeper().at(store, DAY))

    def test_a_role_that_is_no_longer_offered_is_never_shown_as_open(self, store):
        kept = Keeper()
        kept.at(store, DAY)
        for step in (
            change(ROLE, "mercy--b", closed_at=rows.NOW),
            change(ROLE, "hope--a", status="past"),
            change(ORGANIZATION, "mercy", taken_out_at=rows.NOW),
        ):
            with store.writing() as session:
                step(session)
        assert set(kept.at(store, DAY).catalog.roles["status"]) == {"past"}
        kept.wait()
        assert kept.at(store, DAY).catalog.roles["status"].to_dict() == {"hope--a": "past"}

    def test_what_changes_meanwhile_is_seen_as_well(self, store, monkeypatch):
        kept = Keeper()
        kept.at(store, DAY)
        with store.writing() as session:
            session.get_one(ROLE, "mercy--b").title = "Nurse"
        kept.at(store, DAY)
        monkeypatch.setattr(keeper, "FEW", 100)
        with store.writing() as session:
            session.get_one(ROLE, "hope--a").title = "Midwife"
        for _ in range(2):  # while it is made, and after that
            assert_shows_the_same(kept.at(store, DAY), Keeper().at(store, DAY))
            kept.wait()

    def test_a_catalog_that_serves_nobody_any_longer_is_freed(self, of_file):
        kept = Keeper()
        kept.prepare(of_file, DAY)
        catalogs = [weakref.ref(kept.at(of_file, DAY).catalog)]
        for title in ("Nurse", "Midwife"):
            with of_file.writing() as session:
                session.get_one(ROLE, "mercy--b").title = title
            kept.at(of_file, DAY)
            kept.wait()
            catalogs.append(weakref.ref(kept.at(of_file, DAY).catalog))
        assert [catalog() is None for catalog in catalogs] == [True, True, False]

    def test_one_is_made_however_many_ask(self, of_file):
        kept, start = Keeper(), threading.Barrier(8)
        kept.at(of_file, DAY)
        with of_file.writing() as session:
            session.get_one(ROLE, "mercy--b").title = "Nurse"
        found = []

        def ask():
            start.wait()
            found.append(kept.at(of_file, DAY))

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        kept.wait()
        whole = kept.at(of_file, DAY)
        assert whole.instead_of is None
        assert len({*found, whole}) <= 2

    def test_one_that_could_not_be_made_is_tried_again_by_who_asks_next(self, of_file, monkeypatch):
        told = []
        monkeypatch.setattr(threading, "excepthook", told.append)
        kept = Keeper()
        kept.at(of_file, DAY)
        write_months(of_file, "no list", version=2)
        kept.at(of_file, DAY)
        kept.wait()
        assert len(told) == 1
        write_months(of_file, "[3]", version=2)
        assert kept.at(of_file, DAY).instead_of is not None
        kept.wait()
        assert kept.at(of_file, DAY).catalog.role("hope--a")["months"] == (3,)


def write_months(database, cell, version):
    """Write into a cell what no verb would, past all types."""
    with database.writing() as session:
        update = "UPDATE roles SET months = :cell, version = :version WHERE role_id = 'hope--a'"
        session.execute(text(update), {"cell": cell, "version": version})
