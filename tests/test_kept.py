"""What is costly to make is made once, and the least asked for is forgotten."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from matching.kept import Kept, KeptBeside


class Owner:
    """Something that what is kept belongs to."""


def test_many_who_ask_at_once_share_one_making():
    kept, together, made = Kept(2), Barrier(8), []

    def ask(_):
        together.wait()
        return kept.get("key", lambda: made.append("once") or object())

    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(ask, range(8)))
    assert (len(found), made) == (1, ["once"])


def test_who_was_not_asked_for_longest_is_made_anew():
    kept, made = Kept(2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        kept.get(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b"]


def test_after_a_failure_the_next_one_tries_again():
    kept = Kept(2)

    def fail():
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        kept.get("key", fail)
    assert kept.get("key", lambda: "made") == "made"


def test_owners_have_their_own_and_take_it_with_them():
    kept, one, other, value = KeptBeside(2), Owner(), Owner(), Owner()
    assert kept.get(one, "key", lambda: value) is value
    assert kept.get(other, "key", lambda: "another") == "another"
    assert kept.get(one, "key", lambda: "new") is value
    del one
    assert len(kept._of) == 1
