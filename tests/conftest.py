"""What all tests share. Put a fixture here only when two folders of tests need it."""

import gc
from pathlib import Path

import hypothesis
import numpy as np
import pytest
from argon2 import PasswordHasher

from matching.accounts import passwords
from tests.examples import MORE_IN_A_SOAK

pytest_plugins = ["tests.databases"]

REPOSITORY = Path(__file__).parent.parent

# The same examples on every run, and no failure because a machine is busy.
hypothesis.settings.register_profile("missionmatch", deadline=None, derandomize=True)
# `make soak`: others on every run, and as many again as tests.examples says.
hypothesis.settings.register_profile(
    "soak", deadline=None, max_examples=100 * MORE_IN_A_SOAK, print_blob=True
)
hypothesis.settings.load_profile("missionmatch")

# A hash takes long on purpose, and tests sign in a thousand times.
SHIPPED_HASHER = passwords.HASHER
passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


def pytest_collection_finish():
    """Spare the collector of garbage what is there to stay, as libraries and tests are.

    It would look through all of it again and again, a seventh of the time of tests of pages.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)  # else 700


@pytest.fixture
def shipped_hasher(monkeypatch):
    """Hash as the program does."""
    monkeypatch.setattr(passwords, "HASHER", SHIPPED_HASHER)


@pytest.fixture(scope="session")
def repository():
    """The top folder of the project, wherever pytest was started."""
    return REPOSITORY


@pytest.fixture(scope="session")
def data_folder(repository):
    """The folder of the published CSV files."""
    return repository / "data"


@pytest.fixture
def rng():
    """Random numbers that are the same in every run."""
    return np.random.default_rng(20)
