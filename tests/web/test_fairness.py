"""Sharing what is scarce: who waits, and who gives way."""

from dataclasses import dataclass

import pytest

from matching.web import fairness
from matching.web.fairness import Pace, Paces, gives_way, network_of


@dataclass(eq=False)
class Thing:
    network: str
    used_at: float
    size: int = 1


def test_a_burst_waits_for_nothing_and_then_turns_come_evenly():
    pace = Pace(at_once=3, per_second=2)
    assert [pace.take(10.0) for _ in range(5)] == [0, 0, 0, 0.5, 1.0]


def test_asking_how_long_to_wait_takes_no_turn():
    pace = Pace(at_once=1, per_second=1)
    assert [pace.wait(10.0), pace.wait(10.0), pace.take(10.0)] == [0, 0, 0]
    assert pace.wait(10.25) == 0.75


def test_who_rests_has_a_whole_burst_again():
    pace = Pace(at_once=2, per_second=1)
    for _ in range(4):
        pace.take(10.0)
    assert not pace.is_rested(13.0)
    assert pace.is_rested(14.0)
    assert [pace.take(20.0) for _ in range(3)] == [0, 0, 1]


def test_places_that_have_rested_are_forgotten(monkeypatch):
    monkeypatch.setattr(fairness, "MOST_PACES", 3)
    paces = Paces(at_once=1, per_second=1)
    for place in "abc":
        paces.of(place, 10.0).take(10.0)
    paces.of("busy", 10.5).take(10.5)
    assert len(paces) == 4  # nobody had rested
    paces.of("new", 11.2)
    assert len(paces) == 2  # "busy" and "new"
    assert paces.of("busy", 11.2).wait(11.2) > 0


def test_who_holds_most_gives_way_with_what_was_left_alone():
    quiet, busy, other = Thing("hog", 2.0), Thing("hog", 9.0), Thing("one", 1.0)
    assert gives_way([other, busy, quiet]) is quiet


def test_a_place_with_one_large_thing_holds_more_than_one_with_two_small():
    large = Thing("large", 9.0, size=5)
    assert gives_way([large, Thing("small", 1.0), Thing("small", 2.0)]) is large


def test_among_places_that_hold_the_same_the_oldest_gives_way():
    old, new = Thing("a", 1.0), Thing("b", 2.0)
    assert gives_way([new, old]) is old


@pytest.mark.parametrize(
    ("client", "expected"),
    [
        (("192.0.2.7", 4321), "192.0.2.7"),
        (("2001:db8::1:2", 4321), "2001:db8::/64"),
        (None, ""),
    ],
)
def test_a_place_of_the_network_is_an_address_or_what_one_machine_has(client, expected):
    assert network_of({"type": "http", "client": client}) == expected
