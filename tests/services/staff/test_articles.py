"""Articles as staff add, change, take off and delete them."""

import pytest

from matching.authorization import NotAllowedError
from matching.services import staff
from matching.services.shared.errors import ArticleError, RequestError
from matching.store import ConflictError, schema
from matching.store.file_rows import ARTICLES
from matching.store.reference_rows import read_reference_from, reference_state
from tests.store.rows import NOW

GUIDE = {
    "title": "Who pays for a year away?",
    "url": "https://www.guide.example/pay/",
    "kind": "guide",
    "stage": "preparing",
    "obstacles": "funding|debt",
}
ID = "who-pays-for-a-year-away"


def add(store, actor, **changes):
    return staff.add_article(store, actor, {**GUIDE, **changes}, now=NOW)


def form(store, actor, article_id=ID):
    return staff.article_form(store, actor, article_id, now=NOW)


def faulty_columns(error):
    return {problem.column for problem in error.value.problems}


def test_an_article_gets_an_id_from_its_title_and_stands_in_the_catalog(store, actors):
    before = reference_state(store)
    assert add(store, actors.sam) == ID
    assert read_reference_from(store).articles.loc[ID, "obstacles"] == ("funding", "debt")
    assert reference_state(store) != before
    assert add(store, actors.sam, url="https://other.example") == f"{ID}-2"
    assert add(store, actors.sam, url="https://third.example", title="护士") == "article"
    log = staff.audit_entries(store, actors.sam, action="article.", now=NOW)
    assert log["details"].tolist() == [{"what": "added"}] * 3


def test_an_article_is_checked_like_the_file(store, actors):
    with pytest.raises(ArticleError) as caught:
        add(
            store, actors.sam, kind="leaflet", published="soon", url="", obstacles="money", title=""
        )
    assert faulty_columns(caught) == {"kind", "published", "url", "obstacles", "title"}
    assert read_reference_from(store).articles.empty


@pytest.mark.parametrize(
    "address",
    [
        "http://guide.example/pay",
        "https://www.GUIDE.example/pay/?utm_source=mail&fbclid=x",
        "https://guide.example./pay?UTM_Source=mail",
        "https://guide.example/%70ay",
        "https://guide.example:443/pay",
        "http://guide.example:80/pay",
    ],
)
def test_an_address_that_an_article_has_is_refused_and_names_it(store, actors, address):
    add(store, actors.sam)
    with pytest.raises(ArticleError, match="Who pays for a year away") as caught:
        add(store, actors.sam, title="Another", url=address)
    assert faulty_columns(caught) == {"url"}
    there = staff.articles_at(store, actors.sam, address, now=NOW)
    assert there == {ID: GUIDE["title"]}
    assert staff.articles_at(store, actors.sam, address, without=ID, now=NOW) == {}


@pytest.mark.parametrize(
    "address",
    [
        "https://guide.example/pay?page=2",
        "https://guide.example",
        "https://guide.example:8443/pay",
        "https://guide.example/pay%2F",
        "guide",
        "http://[",
        "http://guide.example:x/pay",
    ],
)
def test_another_page_of_the_same_site_is_another_article(store, actors, address):
    add(store, actors.sam)
    assert staff.articles_at(store, actors.sam, address, now=NOW) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://münchen.example/hilfe", "https://xn--mnchen-3ya.example/hilfe"),
        ("https://guide.example/%c3%bcber~uns", "https://guide.example/über%7Euns"),
        ("https://guide.example?page=2", "https://www.guide.example/?page=2"),
    ],
)
def test_an_address_written_in_another_way_is_the_same(store, actors, one, other):
    add(store, actors.sam, url=one)
    assert staff.articles_at(store, actors.sam, other, now=NOW) == {ID: GUIDE["title"]}
    staff.change_article(store, actors.sam, ID, {"url": other}, version=1, now=NOW)
    assert staff.articles_at(store, actors.sam, one, now=NOW) == {ID: GUIDE["title"]}


def test_two_who_change_an_article_at_once_do_not_undo_each_other(store, actors):
    add(store, actors.sam)
    change = {"summary": "First."}
    assert staff.change_article(store, actors.sam, ID, change, version=1, now=NOW) == 2
    with pytest.raises(ConflictError):
        staff.change_article(store, actors.sam, ID, {"summary": "Second."}, version=1, now=NOW)
    add(store, actors.sam, url="https://other.example")
    with pytest.raises(ArticleError):
        staff.change_article(
            store, actors.sam, ID, {"url": "https://other.example/"}, version=2, now=NOW
        )
    with pytest.raises(RequestError, match="ids"):
        staff.change_article(store, actors.sam, ID, {"article_id": "x"}, version=2, now=NOW)
    assert form(store, actors.sam).cells["summary"] == "First."


def test_a_row_of_the_file_says_whether_it_was_changed_by_hand(store, actors):
    add(store, actors.sam)
    assert not form(store, actors.sam).is_of_file
    with store.writing() as session:
        article = session.get(schema.ArticleRow, ID)
        said = {name: getattr(article, name) for name in ARTICLES.columns}
        article.loaded_digest = ARTICLES.digest(said)
    found = form(store, actors.sam)
    assert (found.is_of_file, found.is_as_loaded) == (True, True)
    change = {"stage": "any"}
    staff.change_article(store, actors.sam, ID, change, version=found.version, now=NOW)
    found = form(store, actors.sam)
    assert (found.is_of_file, found.is_as_loaded, found.edited_by) == (True, False, "Sam")


def test_what_is_taken_off_leaves_the_catalog_and_comes_back_with_all_that_rests_on_it(
    store, actors
):
    add(store, actors.sam)
    with store.writing() as session:
        mark = {"account_id": "amina", "article_id": ID, "mark": "saved", "marked_at": NOW}
        session.add(schema.ArticleMarkRow(**mark))
    staff.take_off_article(store, actors.sam, ID, off=True, version=1, now=NOW)
    assert read_reference_from(store).articles.empty
    gone = staff.taken_off_articles(store, actors.sam, now=NOW)
    assert gone["article_id"].tolist() == [ID]
    assert staff.rests_on_article(store, actors.sam, ID, now=NOW) == {"article_marks": 1}
    staff.take_off_article(store, actors.sam, ID, off=False, version=2, now=NOW)
    assert read_reference_from(store).articles.index.tolist() == [ID]
    assert staff.taken_off_articles(store, actors.sam, now=NOW).empty


def test_only_what_was_added_by_hand_and_taken_off_is_deleted(store, actors):
    add(store, actors.sam)
    with store.writing() as session:
        share = {"article_id": ID, "way": "mail", "shared_on": NOW.date(), "number": 2}
        session.add(schema.ArticleSharesRow(**share))
    with pytest.raises(RequestError, match="Take this article off first"):
        staff.delete_article(store, actors.sam, ID, version=1, now=NOW)
    staff.take_off_article(store, actors.sam, ID, off=True, version=1, now=NOW)
    with pytest.raises(ConflictError):
        staff.delete_article(store, actors.sam, ID, version=1, now=NOW)
    staff.delete_article(store, actors.sam, ID, version=2, now=NOW)
    with store.reading() as session:
        assert session.query(schema.ArticleSharesRow).count() == 0
    log = staff.audit_entries(store, actors.sam, action="article.", now=NOW)
    assert log["details"].iloc[0] == {"what": "deleted", "rows": 1}

    add(store, actors.sam)
    with store.writing() as session:
        session.get(schema.ArticleRow, ID).loaded_digest = "of the file"
    staff.take_off_article(store, actors.sam, ID, off=True, version=2, now=NOW)
    with pytest.raises(RequestError, match=r"articles\.csv"):
        staff.delete_article(store, actors.sam, ID, version=3, now=NOW)


@pytest.mark.parametrize("name", ["visitor", "amina", "ben"])
def test_others_change_no_article(store, actors, name):
    add(store, actors.sam)
    actor = getattr(actors, name)
    for attempt in (
        lambda: add(store, actor, url="https://other.example"),
        lambda: form(store, actor),
        lambda: staff.change_article(store, actor, ID, {"stage": "any"}, version=1, now=NOW),
        lambda: staff.take_off_article(store, actor, ID, off=True, version=1, now=NOW),
        lambda: staff.delete_article(store, actor, ID, version=1, now=NOW),
        lambda: staff.articles_at(store, actor, GUIDE["url"], now=NOW),
    ):
        with pytest.raises(NotAllowedError):
            attempt()
