"""Articles that people keep, have read and pass on: theirs alone, and counted without a name."""

from datetime import timedelta

import pytest

from matching.authorization import NotAllowedError
from matching.services import professional
from matching.services.professional import reading
from matching.services.shared.errors import RequestError
from matching.store import schema
from tests.store.rows import NOW

NOTHING = {"saved": (), "read": (), "dismissed": ()}


@pytest.fixture
def articles(store):
    ids = ("first", "second", "third")
    with store.writing() as session:
        session.add_all(
            schema.ArticleRow(
                article_id=id_, title=id_, url="https://a.example", kind="guide", stage="any"
            )
            for id_ in ids
        )
    return ids


def mark(store, actor, article_id, word="saved", *, on=True, now=NOW):
    professional.mark_article(store, actor, article_id, word, on=on, now=now)


def mine(store, actor):
    return professional.my_reading(store, actor, now=NOW)


def counts(store, actor):
    return professional.article_counts(store, actor, now=NOW).to_dict("index")


def test_what_one_marks_is_kept_the_newest_first_and_can_be_taken_back(store, actors, articles):
    mark(store, actors.amina, "first")
    mark(store, actors.amina, "first")
    mark(store, actors.amina, "second", now=NOW + timedelta(hours=1))
    mark(store, actors.amina, "first", "read")
    assert mine(store, actors.amina) == NOTHING | {"saved": ("second", "first"), "read": ("first",)}
    mark(store, actors.amina, "second", on=False)
    mark(store, actors.amina, "third", on=False)
    assert mine(store, actors.amina)["saved"] == ("first",)
    assert mine(store, actors.omar) == NOTHING


def test_nobody_reads_or_changes_what_another_marked(store, actors, articles):
    mark(store, actors.amina, "first")
    for actor in (actors.ben, actors.sam, actors.visitor):
        with pytest.raises(NotAllowedError):
            mine(store, actor)
        with pytest.raises(NotAllowedError):
            mark(store, actor, "first")
    with pytest.raises(NotAllowedError):
        mark(store, actors.amina, "no-such-article")
    with pytest.raises(RequestError, match="Please choose a mark"):
        mark(store, actors.amina, "first", "loved")


def test_list_has_an_end(store, actors, articles, monkeypatch):
    monkeypatch.setattr(reading, "MOST_MARKED", 2)
    mark(store, actors.amina, "first")
    mark(store, actors.amina, "second")
    with pytest.raises(RequestError, match="At most 2 articles are kept"):
        mark(store, actors.amina, "third")


def test_what_a_visitor_marked_goes_with_them_once(store, actors, articles):
    mark(store, actors.amina, "second")
    brought = {"saved": ("third", "second", "gone"), "dismissed": ("first",), "other": ("first",)}
    professional.bring_reading(store, actors.amina, brought, now=NOW + timedelta(hours=1))
    found = mine(store, actors.amina)
    assert found["saved"] == ("third", "second")
    assert found["dismissed"] == ("first",)


def test_saves_and_shares_are_counted_as_they_happened(store, actors, articles):
    assert counts(store, actors.visitor) == {}
    for actor in (actors.amina, actors.omar):
        mark(store, actor, "first")
    mark(store, actors.amina, "second", "dismissed")
    for actor, way in ((actors.visitor, "copy"), (actors.amina, "mail"), (actors.ben, "copy")):
        professional.count_share(store, actor, "first", way, now=NOW)
    professional.count_share(store, actors.visitor, "third", "sheet", now=NOW + timedelta(days=1))
    assert counts(store, actors.visitor) == {
        "first": {"saved": 2, "shared": 3}, "third": {"saved": 0, "shared": 1},
    }  # fmt: skip
    mark(store, actors.omar, "first", on=False)
    assert counts(store, actors.visitor)["first"]["saved"] == 1


def test_a_script_does_not_make_an_article_famous(store, actors, articles, monkeypatch):
    monkeypatch.setattr(reading, "MOST_SHARES_A_DAY", 3)
    for _ in range(5):
        professional.count_share(store, actors.visitor, "first", "copy", now=NOW)
    assert counts(store, actors.visitor)["first"]["shared"] == 3
    with pytest.raises(RequestError, match="Please choose a way of sharing"):
        professional.count_share(store, actors.visitor, "first", "shout", now=NOW)
    with pytest.raises(NotAllowedError):
        professional.count_share(store, actors.visitor, "gone", "copy", now=NOW)


def test_marks_are_exported_and_go_with_the_account_while_shares_stay(store, actors, articles):
    mark(store, actors.amina, "first")
    professional.count_share(store, actors.amina, "first", "mail", now=NOW)
    (row,) = professional.export_my_data(store, actors.amina, now=NOW)["article_marks"]
    assert (row["article_id"], row["mark"]) == ("first", "saved")
    professional.delete_my_account(store, actors.amina, now=NOW)
    assert counts(store, actors.visitor) == {"first": {"saved": 0, "shared": 1}}
