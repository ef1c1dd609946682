"""pandas, Polars and DuckDB find what our index finds: roles, points, order and ties."""

import numpy as np
import polars as pl
import pytest

from matching.profile.profile import without_statement
from matching.studies.benchmark.crowds import task_of_crowd
from matching.studies.benchmark.drawn import drawn_people, drawn_roles
from matching.studies.benchmark.peers import PEERS, found_in
from matching.studies.benchmark.work import Coded, Found, Ours, Said, bytes_to_read
from tests.builders import TODAY, shipped_catalog, shipped_profiles, shipped_recommender

ROLES, PEOPLE, FIRST = 600, 8, 50
WAYS = [(name, way) for name, kind in PEERS.items() for way in kind.ways]


@pytest.fixture(scope="module")
def ours():
    codes = drawn_roles(shipped_catalog(), ROLES, np.random.default_rng(3))
    return Ours(codes, shipped_catalog(), TODAY)


@pytest.fixture(scope="module")
def people():
    return [without_statement(profile) for profile in shipped_profiles()[:PEOPLE]]


def peer(name, coded):
    return PEERS[name](coded, pl.thread_pool_size())


@pytest.mark.parametrize(("name", "way"), WAYS)
def test_a_peer_finds_the_same_list(name, way, ours, people):
    asked = peer(name, ours.coded())
    for profile in people:
        said = ours.said(profile)
        found = found_in(asked.query(way, 0, said, FIRST)(), said)
        assert found.equals(ours.found(profile, FIRST))


@pytest.fixture(scope="module")
def task():
    """One role, and people of whom some fit."""
    crowd = drawn_people(shipped_profiles(), 200, np.random.default_rng(4))
    return task_of_crowd(shipped_recommender(), ["addis-clinic--physician-mentor"], crowd)


@pytest.mark.parametrize(("name", "way"), WAYS)
def test_a_peer_finds_the_same_people(name, way, task):
    asked = peer(name, task.coded)
    [said], [expected] = task.said, task.expected
    assert found_in(asked.query(way, 0, said, task.n)(), said).equals(expected)


def test_some_people_are_found_and_others_are_not(task):
    assert 0 < len(task.expected[0].ids) < len(task.coded)


def test_our_list_of_a_drawn_catalog_is_that_of_all_roles_sorted(ours, people):
    ids = ours.tables.codes.column("role_ids")
    for profile in people:
        lookup = ours.look_up(profile)
        scored = lookup.scored(lookup.open_places())
        rows, scores = scored.rows, scored.scores
        best = rows[np.lexsort((ids[rows], -scores))][:FIRST]
        found = ours.found(profile, FIRST)
        assert np.argsort(ids)[found.ids].tolist() == best.tolist()
        assert found.points.sum(axis=1).tolist() == sorted(scores.tolist(), reverse=True)[:FIRST]


def test_ties_are_among_what_is_compared(ours, people):
    totals = [ours.found(profile, FIRST).points.sum(axis=1) for profile in people]
    assert any(len(set(total.tolist())) < len(total) for total in totals)


def test_another_order_is_not_equal(ours, people):
    found = ours.found(people[0], FIRST)
    assert not found.equals(Found(found.ids[::-1], found.points))
    assert not found.equals(Found(found.ids, found.points + 1))


def test_bytes_to_read_by_hand():
    codes = np.array([0, 0, 1, 1], dtype=np.uint8)
    wide = np.array([0, 1, 0, 1], dtype=np.uint16)
    coded = Coded({"profession": codes, "language": wide}, np.arange(4, dtype=np.uint32))
    passes = np.array([True, False])
    said = Said(
        {"profession": passes, "language": passes},
        {"specialty": ("profession", np.array([5, 9])), "language": ("language", np.array([1, 2]))},
    )
    # By profession two roles are open, of which two codes of two bytes are read, then one is left.
    assert bytes_to_read(coded, said) == 2 * 2 + 1 + 2
