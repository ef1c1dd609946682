"""Writers are killed (SIGKILL) at random moments; what was acknowledged must be there."""

import random
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from tests.store.writers import WRITERS, kept_writes, prepare, running_writers


@pytest.fixture(scope="module")
def killer(repository):
    with running_writers(repository, random.Random(7)) as writers:
        yield writers


@pytest.fixture
def store(url):
    prepare(url)
    return url


def assert_file_is_sound(url):
    connection = sqlite3.connect(Path(url.removeprefix("sqlite:///")))
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()


def kill_and_check(killer, url, kills):
    acknowledged = Counter()
    for turn in range(kills // len(WRITERS)):
        before = kept_writes(url)
        for name, n in killer.round(url, after_a_write=turn % 2 == 0):
            assert n == max(acknowledged[name], before[name]) + 1
            acknowledged[name] = n
        if url.startswith("sqlite"):
            assert_file_is_sound(url)
        for name, n in kept_writes(url).items():
            # At most the last write was kept without a word having been said of it.
            assert n - max(acknowledged[name], before[name]) in (0, 1)
    assert sum(acknowledged.values()) >= kills // 2


@pytest.mark.parametrize("kills", [10, pytest.param(500, marks=pytest.mark.soak)])
def test_kills_lose_nothing(killer, store, kills):
    kill_and_check(killer, store, kills)


def test_programs_that_upgrade_at_once_wait_for_each_other(killer, empty_url):
    names = [f"program{n}" for n in range(5)]
    assert killer.upgrade(names, empty_url) == [f"upgraded {name}" for name in names]
