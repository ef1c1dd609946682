"""Roles and people that are drawn: whole groups of cells from one that there is."""

import dataclasses

import numpy as np
import pytest

from matching import Profile
from matching.catalog.role_codes import RoleCodes
from matching.catalog.role_index import RoleIndex
from matching.studies.benchmark.drawn import (
    PROFILE_GROUPS,
    ROLE_GROUPS,
    drawn_people,
    drawn_roles,
)
from tests.builders import shipped_catalog, shipped_profiles

COUNT = 300


def roles_of(seed, count=COUNT):
    return drawn_roles(shipped_catalog(), count, np.random.default_rng(seed))


def rows_of(codes, names):
    """What a role says in some columns, as one value a role."""
    columns = [codes.column(name) for name in names]
    return [
        tuple(np.asarray(column[row]).tobytes() for column in columns) for row in range(len(codes))
    ]


@pytest.fixture(scope="module")
def active():
    index = shipped_catalog().index
    return RoleCodes.of(index.take(~index.past))


@pytest.mark.parametrize("names", ROLE_GROUPS.values(), ids=ROLE_GROUPS)
def test_each_group_of_cells_is_that_of_an_active_role(active, names):
    assert set(rows_of(roles_of(1), names)) <= set(rows_of(active, names))


def test_every_column_is_drawn_but_ids_and_texts():
    drawn = [name for names in ROLE_GROUPS.values() for name in names]
    fields = {field.name for field in dataclasses.fields(RoleIndex)}
    assert sorted(drawn) == sorted(fields - {"role_ids", "text"})


def test_groups_are_drawn_apart(active):
    names = [*ROLE_GROUPS["languages"], *ROLE_GROUPS["money"], *ROLE_GROUPS["record"]]
    assert set(rows_of(roles_of(1), names)) - set(rows_of(active, names))


def test_the_same_seed_gives_the_same_catalog():
    everything = [field.name for field in dataclasses.fields(RoleIndex) if field.name != "text"]
    assert rows_of(roles_of(1), everything) == rows_of(roles_of(1), everything)
    assert rows_of(roles_of(1), everything) != rows_of(roles_of(2), everything)


def test_ids_are_different_ones_in_no_order():
    ids = roles_of(1).column("role_ids").tolist()
    assert len(set(ids)) == COUNT
    assert ids != sorted(ids)


def test_people_say_what_others_say_and_have_no_words_of_their_own():
    shipped = shipped_profiles()
    drawn = drawn_people(shipped, COUNT, np.random.default_rng(1))
    for names in PROFILE_GROUPS.values():
        there = {tuple(getattr(one, name) for name in names) for one in shipped}
        assert {tuple(getattr(one, name) for name in names) for one in drawn} <= there
    assert {one.statement for one in drawn} == {""}
    assert len({one.profile_id for one in drawn}) == COUNT


def test_every_field_of_people_is_drawn_but_ids_and_words():
    drawn = [name for names in PROFILE_GROUPS.values() for name in names]
    assert sorted(drawn) == sorted(set(Profile.model_fields) - {"profile_id", "statement"})
