"""Moving code changes nothing that people see."""

import pytest

from tests.record import record


@pytest.fixture(scope="module")
def kept():
    return record.read()


@pytest.fixture(scope="module")
def by():
    return record.recommender()


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_every_person_is_told_what_they_were_told_before(kept, by, part):
    for profile in record.profiles()[part::4]:
        was = kept["people"][profile.profile_id]
        now = record.of_person(by, profile)
        for what in was:
            assert now[what] == was[what], f"{what} of {profile.profile_id}"


@pytest.mark.slow
def test_every_recruiter_reads_what_they_read_before(kept, by):
    people = record.profiles()
    for role_id, was in kept["candidates"].items():
        assert record.of_role(by, role_id, people) == was, role_id


def test_the_record_holds_all_people_and_roles(kept, by):
    assert kept["roles"] == list(by.catalog.roles.index)
    assert list(kept["people"]) == [profile.profile_id for profile in record.profiles()]
    assert len(kept["people"]) == 37 + 35 + 60
    assert len(kept["candidates"]) == record.CANDIDATES
