"""What every aspect keeps to, so that what walks them need not know which it is."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given

from matching import Profile, WeightSet, aspects
from matching.aspects.aspect import MET, MISSING, NOT_ASKED, NOT_STATED, MustHave, Weighed
from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.stay import in_words
from matching.aspects.tables import TABLED, read_by
from matching.catalog.role_index import RoleIndex
from tests.builders import TODAY, shipped_catalog
from tests.examples import examples
from tests.people import anyone, people

SOME = examples(8)
CURVES = WeightSet.default().curves
COLUMNS = {field.name for field in dataclasses.fields(RoleIndex)}
every_aspect = pytest.mark.parametrize("aspect", aspects.ASPECTS, ids=lambda a: a.name)


class Watched:
    """Hands out what another object has, and writes down the names of it that were asked for."""

    def __init__(self, wrapped, names):
        self.wrapped, self.names, self.asked = wrapped, names, set()

    def __getattr__(self, name):
        if name in self.names:
            self.asked.add(name)
        return getattr(self.wrapped, name)

    def __len__(self):
        return len(self.wrapped)


class WatchedProfile(Watched):
    @property
    def spoken(self):
        self.asked.add("languages")
        return self.wrapped.spoken


def beside(profile, roles=None):
    catalog = shipped_catalog()
    roles = catalog.index if roles is None else roles
    return Beside(EncodedProfile(profile, catalog, TODAY), roles, np.datetime64(TODAY))


def worked_out(aspect, of):
    """Everything that the rules of an aspect say of each role."""
    found = []
    if isinstance(aspect, MustHave):
        found.append(of.status(aspect))
    if isinstance(aspect, Weighed):
        values, known, asked, *_ = aspect.value(of, CURVES)
        found += [np.where(known, values, -1.0), known, np.full(len(of), asked)]
        found += of.wish(aspect, CURVES, 0.5)
    return found


@every_aspect
@SOME
@given(people())
def test_rules_read_only_what_the_aspect_names(aspect, profile):
    roles = Watched(shipped_catalog().index, COLUMNS)
    who = WatchedProfile(profile, set(Profile.model_fields))
    worked_out(aspect, beside(who, roles))
    # Which page a cell is from is read for all aspects in one place.
    assert roles.asked - {"elsewhere"} <= set(aspect.role_columns)
    assert who.asked <= set(aspect.profile_fields)


@every_aspect
@SOME
@given(anyone())
def test_roles_alike_in_what_is_read_are_alike_to_the_aspect(aspect, profile):
    if aspect not in TABLED:
        pytest.skip("the words of a role are its own: there are no distinct values")
    found = shipped_catalog().codes.distinct(read_by(aspect, shipped_catalog()))
    assert len(found) < len(found.codes)
    few = worked_out(aspect, beside(profile, found.roles))
    for of_all, of_few in zip(worked_out(aspect, beside(profile)), few, strict=True):
        assert np.array_equal(of_all, of_few[found.codes])


@pytest.mark.parametrize("aspect", aspects.TERMS, ids=lambda a: a.name)
def test_only_curves_of_its_own_are_read(aspect):
    profile = Profile(profession="nurse", countries=["KE"], min_weeks=2, statement="Mothers.")
    own = {name: CURVES[name] for name in aspect.curves}
    values, known, *_ = aspect.value(beside(profile), own)
    with_all, *_ = aspect.value(beside(profile), CURVES)
    assert (values == with_all)[known].all()


@SOME
@given(people())
def test_every_status_and_value_is_one_that_there_is(profile):
    of = beside(profile)
    for must_have in aspects.MUST_HAVES:
        assert np.isin(must_have.status(of), [MISSING, NOT_STATED, MET, NOT_ASKED]).all()
        assert must_have.status(of).shape == (len(of),)
    for term in aspects.TERMS:
        values, known, *_ = term.value(of, CURVES)
        assert values.shape == known.shape == (len(of),)
        assert ((values >= 0) & (values <= 1))[known].all()


def test_names_are_used_once_and_every_change_has_the_name_of_its_aspect():
    names = [aspect.name for aspect in aspects.ASPECTS]
    assert len(set(names)) == len(names) == 22
    profile = Profile(
        profession="physician", max_weeks=1, languages=["en:native"], accepts="secular",
        funding="salaried", family="yes", years_experience=0, avoid=["KE"],
        available_from="2027-01-01", available_to="2027-02-01", commitment=["part-time"],
    )  # fmt: skip
    changes = {
        must_have.name: list(must_have.unlocks(beside(profile))) for must_have in aspects.MUST_HAVES
    }
    assert {name for name, found in changes.items() if found} == {
        "stay", "dates", "language", "faith", "funding", "family", "place", "experience",
        "commitment", "for_whom",
    }  # fmt: skip
    for name, found in changes.items():
        assert {change.kind for change in found} <= {name}
        for change in found:
            fields = set(change.changes)
            [aspect] = [aspect for aspect in aspects.MUST_HAVES if aspect.name == name]
            assert fields <= set(aspect.profile_fields)


class Counted(MustHave):
    """Met by every second role; counts how often it was worked out."""

    name = "counted"
    role_columns = profile_fields = ()
    times = 0

    def status(self, beside):
        self.times += 1
        return np.where(np.arange(len(beside)) % 2, MET, MISSING).astype(np.int8)

    def says(self, pair):
        raise NotImplementedError


def test_a_status_is_worked_out_once_and_kept_for_some_of_the_roles():
    counted, of = Counted(), beside(Profile(profession="nurse"))
    assert (of.status(counted) == of.status(counted)).all()
    assert of.take(np.array([3, 4])).status(counted).tolist() == [MET, MISSING]
    assert counted.times == 1


def test_a_status_is_worked_out_anew_for_another_person():
    counted, of = Counted(), beside(Profile(profession="nurse"))
    of.status(counted)
    other = EncodedProfile(Profile(profession="dentist"), shipped_catalog(), TODAY)
    of.with_person(other, {"profession"}).status(counted)
    assert counted.times == 2


def test_length_in_words_is_worked_out_once_for_all_people():
    roles = shipped_catalog().index
    first, second = (beside(Profile(profession=name)) for name in ("nurse", "dentist"))
    assert in_words(first) is in_words(second) is roles.suggested_weeks
    rows = np.array([3, 1])
    np.testing.assert_array_equal(in_words(first.take(rows)), roles.suggested_weeks[rows])


def test_length_in_words_is_the_plain_one_where_the_rule_is_off():
    catalog = shipped_catalog()
    who = EncodedProfile(
        Profile(profession="nurse"), catalog, without=frozenset({"length-in-words"})
    )
    found = in_words(Beside(who, catalog.index, np.datetime64(TODAY)))
    assert found is catalog.index.words_weeks
