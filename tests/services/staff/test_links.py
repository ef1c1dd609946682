"""Which addresses are looked at, and what staff read of those that fail."""

from datetime import timedelta

import pytest

from matching.authorization import NotAllowedError
from matching.links.asking import Answer
from matching.services import staff
from matching.services.staff import links
from matching.store import schema
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW

FINE, GONE = Answer(200), Answer(404, "There is no such page")
NO_PROGRAM = Answer(403, "Its site lets no program look", is_refusal=True)
PAGE, HOME = "https://mercy.example/surgeon", "https://mercy.example"
GUIDE = "https://guide.example"


@pytest.fixture
def store(store):
    """Both roles stand on one page, both organizations on another; and a guide."""
    with store.writing() as session:
        session.add(
            schema.ArticleRow(
                article_id="guide", title="=Guide", url=GUIDE, kind="guide", stage="any"
            )
        )
    return store


def due(store, **more):
    return links.addresses_to_look_at(store, now=NOW, **more)


def keep(store, url, *answers, day=0):
    for later, answer in enumerate(answers):
        links.keep_answer(store, url, answer, now=NOW + timedelta(days=day + later))


def report(store, actors):
    return staff.broken_links(store, actors.sam, now=NOW)


def test_each_address_is_looked_at_once_the_longest_ago_first(store):
    assert due(store) == [GUIDE, HOME, PAGE]
    keep(store, GUIDE, FINE)
    keep(store, HOME, FINE, day=-9)
    assert due(store) == [PAGE, HOME, GUIDE]
    assert due(store, older_than=timedelta(days=5)) == [PAGE, HOME]
    assert due(store, limit=1) == [PAGE]
    assert due(store, only=["articles"]) == [GUIDE]


def test_what_is_not_in_the_catalog_is_not_looked_at(store):
    with store.writing() as session:
        session.get(schema.ArticleRow, "guide").taken_off_at = NOW
        session.get(schema.RoleRow, ROLE).closed_at = NOW
        session.get(schema.RoleRow, OTHER_ROLE).status = "past"
        session.get(schema.OrganizationRow, "hope").taken_out_at = NOW
        session.get(schema.OrganizationRow, "mercy").website = "https://home.example"
    assert due(store) == ["https://home.example", HOME]


def test_a_page_counts_as_gone_once_it_failed_twice_in_a_row(store, actors):
    keep(store, PAGE, GONE)
    assert report(store, actors).links["standing"].tolist() == ["once", "once"]
    keep(store, PAGE, GONE, day=1)
    found = report(store, actors)
    assert found.links[["id", "kind", "title", "standing", "failures"]].to_numpy().tolist() == [
        [OTHER_ROLE, "roles", "Nurse", "gone", 2],
        [ROLE, "roles", "Surgeon", "gone", 2],
    ]
    assert found.links["failing_since"].tolist() == [NOW, NOW]
    assert (found.addresses, found.never) == (3, 2)
    assert found.last_at == NOW + timedelta(days=1)
    keep(store, PAGE, FINE, GONE, day=2)
    assert report(store, actors).links["failing_since"].tolist() == [NOW + timedelta(days=3)] * 2


def test_a_site_that_lets_no_program_look_changes_nothing_that_was_known(store, actors):
    keep(store, PAGE, GONE, GONE, NO_PROGRAM)
    keep(store, GUIDE, NO_PROGRAM)
    found = report(store, actors)
    assert found.links[["url", "standing", "status"]].drop_duplicates().to_numpy().tolist() == [
        [PAGE, "gone", 404],
        [GUIDE, "refused", 403],
    ]
    assert found.last_at == NOW + timedelta(days=2)


def test_what_fails_longest_comes_first(store, actors):
    keep(store, GUIDE, GONE, day=1)
    keep(store, HOME, GONE)
    assert report(store, actors).links["url"].tolist() == [HOME, HOME, GUIDE]


def test_what_somebody_opened_by_hand_is_fine_until_it_fails_anew(store, actors):
    keep(store, GUIDE, GONE, GONE)
    staff.link_is_fine(store, actors.sam, GUIDE, now=NOW)
    assert report(store, actors).links.empty
    log = staff.audit_entries(store, actors.sam, action="links.", now=NOW)
    assert log[["target_kind", "target_id"]].to_numpy().tolist() == [["article", "guide"]]
    keep(store, GUIDE, GONE, day=3)
    assert report(store, actors).links["standing"].tolist() == ["once"]


def test_addresses_that_the_catalog_has_no_more_are_forgotten(store):
    keep(store, "https://old.example", GONE)
    keep(store, GUIDE, FINE)
    assert links.forget_addresses(store, now=NOW) == 1
    with store.reading() as session:
        assert [check.url for check in session.query(schema.LinkCheckRow)] == [GUIDE]


def test_a_file_of_links_runs_nothing_in_a_spreadsheet(store, actors):
    keep(store, GUIDE, GONE)
    [head, row] = links.links_csv(report(store, actors).links).decode("utf-8-sig").splitlines()
    assert head.split(",")[:4] == ["url", "kind", "id", "title"]
    assert row.startswith("https://guide.example,articles,guide,'=Guide,once,404,There is no")


@pytest.mark.parametrize("name", ["visitor", "amina", "ben"])
def test_links_are_for_staff(store, actors, name):
    keep(store, GUIDE, GONE)
    with pytest.raises(NotAllowedError):
        staff.broken_links(store, getattr(actors, name), now=NOW)
    with pytest.raises(NotAllowedError):
        staff.link_is_fine(store, getattr(actors, name), GUIDE, now=NOW)
