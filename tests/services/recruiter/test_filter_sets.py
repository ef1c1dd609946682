import pytest

from matching.services import recruiter
from matching.services.shared.errors import RequestError
from matching.store import ConflictError
from tests.store.rows import NOW


@pytest.fixture
def ben(store, actors):
    return store, actors.ben


def test_filters_are_kept_by_name_for_whom_they_are(ben, actors):
    recruiter.keep_filter_set(*ben, " Zulu ", {"at_stage": ["new"], "matches": True}, now=NOW)
    recruiter.keep_filter_set(*ben, "alpha", {"stays_weeks": 4, "speaks": []}, now=NOW)
    recruiter.keep_filter_set(*ben, "alpha", {"candidate_search": "nurse"}, now=NOW)
    assert list(recruiter.my_filter_sets(*ben, now=NOW).items()) == [
        ("alpha", {"candidate_search": "nurse"}),
        ("Zulu", {"at_stage": ["new"], "matches": True}),
    ]
    assert recruiter.my_filter_sets(ben[0], actors.eve, now=NOW) == {}


def test_filters_are_renamed_and_deleted(ben):
    for name in ("one", "two"):
        recruiter.keep_filter_set(*ben, name, {"matches": True}, now=NOW)
    recruiter.rename_filter_set(*ben, "one", "three", now=NOW)
    with pytest.raises(ConflictError, match="Others are kept as “two” already"):
        recruiter.rename_filter_set(*ben, "three", "two", now=NOW)
    with pytest.raises(ConflictError, match="No filters are kept as “one” any more"):
        recruiter.rename_filter_set(*ben, "one", "four", now=NOW)
    recruiter.delete_filter_set(*ben, "two", now=NOW)
    recruiter.delete_filter_set(*ben, "two", now=NOW)
    assert list(recruiter.my_filter_sets(*ben, now=NOW)) == ["three"]


@pytest.mark.parametrize(
    ("name", "chosen", "why"),
    [
        (" ", {"matches": True}, "Please write a name"),
        ("x" * 61, {"matches": True}, "At most 60 characters for a name"),
        ("none", {"matches": False, "at_stage": []}, "Please set a filter first"),
        ("long", {"candidate_search": "x" * 201}, "At most 200 characters"),
        ("odd", {"at_stage": {"new": 1}}, "a value that cannot be kept"),
        ("many", {f"f{n}": True for n in range(21)}, "At most 20 filters"),
    ],
)
def test_what_cannot_be_kept_says_why(ben, name, chosen, why):
    with pytest.raises(RequestError, match=why):
        recruiter.keep_filter_set(*ben, name, chosen, now=NOW)
    assert recruiter.my_filter_sets(*ben, now=NOW) == {}


def test_only_so_many_are_kept(ben, monkeypatch):
    monkeypatch.setattr("matching.services.recruiter.filter_sets.MOST_SETS", 1)
    recruiter.keep_filter_set(*ben, "one", {"matches": True}, now=NOW)
    with pytest.raises(RequestError, match="delete one of them first"):
        recruiter.keep_filter_set(*ben, "two", {"matches": True}, now=NOW)
    recruiter.keep_filter_set(*ben, "one", {"interested": True}, now=NOW)
    assert recruiter.my_filter_sets(*ben, now=NOW) == {"one": {"interested": True}}
