"""The stores of tests/store, both kinds, filled with two organizations and their people."""

from types import SimpleNamespace

import pytest

from matching.authorization import VISITOR, Actor
from matching.catalog import Catalog
from matching.recommending.recommender import Recommender
from matching.reference.shipped import shipped_adjacency
from matching.store import schema
from matching.store.reference_rows import read_reference_from
from tests.store import rows

ROLE, OTHER_ROLE = "mercy--surgeon", "hope--nurse"


@pytest.fixture
def store(database):
    """Mercy with Ben, Hope with Eve; Amina and Omar are professionals, Sam is staff."""
    with database.writing() as session:
        session.add_all([rows.organization(), rows.organization("hope", name="Hope")])
        session.flush()
        session.add_all([rows.role(), rows.role(OTHER_ROLE, title="Nurse", professions=("nurse",))])
        session.add_all([rows.account("amina"), rows.account("omar"), rows.account("sam", "staff")])
        session.add_all([rows.account("ben", "recruiter"), rows.account("eve", "recruiter")])
        session.flush()
        for account_id, org_id in (("ben", "mercy"), ("eve", "hope")):
            session.add(schema.MembershipRow(account_id=account_id, org_id=org_id, since=rows.NOW))
    return database


@pytest.fixture
def actors():
    return SimpleNamespace(
        visitor=VISITOR,
        amina=Actor("amina", "professional"),
        omar=Actor("omar", "professional"),
        ben=Actor("ben", "recruiter", frozenset({"mercy"})),
        eve=Actor("eve", "recruiter", frozenset({"hope"})),
        sam=Actor("sam", "staff"),
    )


@pytest.fixture
def recommender(store):
    reference = read_reference_from(store)
    catalog = Catalog.from_reference(reference, shipped_adjacency())
    return Recommender(catalog, today=rows.NOW.date())
