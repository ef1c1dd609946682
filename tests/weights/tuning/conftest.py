"""A workspace over the shipped catalog, and small ones over hand-made roles."""

import functools

import pandas as pd
import pytest

from matching.evidence.judgments import read_judgments
from matching.weights.tuning import Workspace
from tests.builders import DATA, TODAY, catalog_of, shipped_catalog, shipped_profiles


@functools.cache
def shipped_judgments():
    """Read the judgments that ship with the project, once."""
    judgments, problems = read_judgments(DATA / "judgments" / "first" / "judgments.csv")
    assert not problems
    return judgments


@pytest.fixture(scope="session")
def judgments():
    return shipped_judgments()


@pytest.fixture(scope="session")
def shipped(judgments):
    """All judged people over the shipped catalog; what it remembers is part of what is tested."""
    return Workspace(shipped_catalog(), shipped_profiles(), judgments, TODAY)


@pytest.fixture
def workspace_of():
    """Make a workspace from people, roles and grades: `(profile_id, role_id, grade)`."""

    def make(people, *roles, grades=(), **tables):
        judged = pd.DataFrame(grades, columns=["profile_id", "role_id", "grade"])
        return Workspace(catalog_of(*roles, **tables), people, judged, TODAY)

    return make
