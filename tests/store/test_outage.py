"""What the log says of a store that cannot be used."""

import logging

import pytest

from matching.store.outage import FORGOTTEN_SECONDS, QUIET_SECONDS, Outage


class Clock:
    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def outage(clock, caplog):
    caplog.set_level(logging.WARNING, "matching.store")
    return Outage(clock)


def test_an_outage_is_two_lines_however_much_fails(outage, clock, caplog):
    for _ in range(500):
        outage.failed("reading", "The server is gone.")
        outage.failed("writing", "The server is gone, says another.")
        clock.seconds += 0.02
    clock.seconds += QUIET_SECONDS
    outage.went_well("reading")
    assert caplog.messages == ["The server is gone."]  # whether it can be written is not known
    outage.went_well("writing")
    outage.went_well("writing")
    assert caplog.messages[1:] == ["The store can be used again; it failed 1000 times in 10 s."]


def test_what_goes_well_in_between_does_not_end_an_outage(outage, clock, caplog):
    for _ in range(30):
        outage.failed("writing", "The disk is full.")
        outage.went_well("writing")
        clock.seconds += QUIET_SECONDS / 2
        outage.went_well("writing")
    assert caplog.messages == ["The disk is full."]


def test_the_next_outage_is_told_again(outage, clock, caplog):
    for detail in ("first", "second"):
        outage.failed("writing", detail)
        clock.seconds += QUIET_SECONDS
        outage.went_well("writing")
    assert [caplog.messages[0], caplog.messages[2]] == ["first", "second"]


def test_an_outage_whose_end_nobody_tried_does_not_hide_the_next(outage, clock, caplog):
    outage.failed("writing", "first")
    clock.seconds += FORGOTTEN_SECONDS + 1
    outage.failed("reading", "second")
    assert caplog.messages == ["first", "second"]


def test_a_store_that_works_says_nothing(outage, caplog):
    outage.went_well("writing")
    assert caplog.messages == []
