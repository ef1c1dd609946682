"""What is looked up by code is what the rules say, one role and one person at a time.

The oracle is the plain form: each rule run on one role, the points added up, everything sorted.
Catalogs are drawn at random: each group of cells of a role from another one of the shipped roles,
so that cells come together that no real role has. People are drawn from the vocabulary.
"""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from matching import Profile, Recommender, WeightSet, aspects
from matching.aspects.aspect import MISSING
from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.tables import RoleTables
from matching.catalog.role_codes import Read, RoleCodes
from matching.catalog.role_index import RoleIndex
from matching.comparison.bands import bands
from matching.comparison.compare import compare, gates
from matching.comparison.points import PAGE, best_varied, diversify
from matching.errors import ProfileError
from matching.profile.profile import without_statement
from matching.recommending.people import People
from tests.builders import (
    TODAY,
    person,
    recommender_of,
    role,
    shipped_catalog,
    shipped_profiles,
    shipped_recommender,
)
from tests.examples import examples
from tests.people import anyone

DAY = np.datetime64(TODAY)
TOGETHER = (
    {"months", "season", "start", "end", "days_needed", "min_weeks", "max_weeks"},
    {"role_ids"},
)
"""Columns of which one alone would make no sense."""
WORDS_AND_FIGURES = ("vectorizer", "words", "language_ids", "focus_rarity")
"""What a catalog has of all its roles, and a drawn one of the shipped ones."""


def catalog_drawn(seed, count):
    """A catalog of roles whose cells come from different shipped ones."""
    shipped, rng = shipped_catalog(), np.random.default_rng(seed)
    figures = {name: getattr(shipped, name) for name in WORDS_AND_FIGURES}
    index, columns = shipped.index, {}
    for field in dataclasses.fields(RoleIndex):
        [together, *_] = [*(names for names in TOGETHER if field.name in names), {field.name}]
        key = min(together)
        drawn = np.random.default_rng([seed, *key.encode()]).integers(0, len(index), count)
        columns[field.name] = getattr(index, field.name)[drawn]
    ids = np.array([f"org{rng.integers(4)}--{at:03}" for at in rng.permutation(count)])
    columns |= {"role_ids": ids, "org_codes": rng.integers(0, 4, count)}
    rows = rng.integers(0, len(index), count)
    catalog = dataclasses.replace(
        shipped, roles=shipped.roles.iloc[rows].assign(role_id=ids).set_axis(ids)
    )
    vars(catalog).update(figures, index=RoleIndex(**columns))
    return catalog


COARSE = WeightSet.default().changed(
    **{term: 0.0 for term in WeightSet.default().terms if term not in ("family", "for_whom")}
)
"""Under these many roles have the same score, so that their ids decide."""
drawn = st.tuples(st.integers(0, 10_000), st.integers(1, 40))
"""Seed and number of roles of a catalog; itself it would be far too long to print."""


def one_by_one(catalog, profile, weights, reader="professional"):
    """The oracle: each role by itself, as (role id, score, points, band, is open, terms)."""
    person = EncodedProfile(profile, catalog, TODAY)
    for row in range(len(catalog.index)):
        beside = Beside(person, catalog.index.take(np.array([row])), DAY)
        compared = gates(beside).compared(weights, reader)
        yield (
            str(compared.roles.role_ids[0]),
            int(compared.scores[0]),
            compared.points[0].tolist(),
            compared,
        )


@examples(25)
@given(drawn, anyone(), st.booleans(), st.sampled_from([WeightSet.default(), COARSE]))
def test_a_list_is_that_of_the_rules_on_each_role(draw, profile, include_past, weights):
    catalog = catalog_drawn(*draw)
    found = Recommender(catalog, weights, TODAY).recommend(
        profile, n=None, include_past=include_past
    )
    fits = [
        (role_id, score, points, int(bands(compared)[0]))
        for role_id, score, points, compared in one_by_one(catalog, profile, weights)
        if compared.must_haves.is_open[0] and (include_past or not compared.roles.past[0])
    ]
    ordered = sorted(fits, key=lambda role: (-role[1], role[0]))
    organizations = dict(zip(catalog.index.role_ids.tolist(), catalog.index.org_codes, strict=True))
    order = diversify(
        np.arange(len(ordered)),
        np.array([role[1] for role in ordered], dtype=np.int64),
        np.array([organizations[role[0]] for role in ordered], dtype=np.int64),
        weights.variety,
    )
    expected = [ordered[at] for at in order]
    assert found["role_id"].tolist() == [role[0] for role in expected]
    assert (found["score"] * 100).round().tolist() == [role[1] for role in expected]
    earned = (found[list(weights.terms)] * 100).round().to_numpy().tolist()
    assert earned == [role[2] for role in expected]
    assert found["band"].tolist() == [role[3] for role in expected]
    first = Recommender(catalog, weights, TODAY).recommend(profile, n=3, include_past=include_past)
    assert first.equals(found.head(3))


@examples(15)
@given(drawn, st.lists(anyone(), min_size=1, max_size=8))
def test_people_of_a_role_are_those_of_the_rules_on_each_of_them(draw, profiles):
    catalog = catalog_drawn(*draw)
    recommender = Recommender(catalog, WeightSet.default(), TODAY)
    crowd = [who.changed(profile_id=f"p{at}") for at, who in enumerate(profiles)]
    many = People(crowd)
    for row, role_id in enumerate(catalog.index.role_ids.tolist()[:5]):
        found = recommender.ranked_people(role_id, many, keep=["p0"])
        expected = []
        for who in map(without_statement, crowd):
            one = Beside(
                EncodedProfile(who, catalog, TODAY), catalog.index.take(np.array([row])), DAY
            )
            compared = gates(one).compared(recommender.weights, "recruiter")
            is_open = bool(compared.must_haves.is_open[0])
            if not is_open and who.profile_id != "p0":
                continue
            own = compare(one, recommender.weights)
            expected.append((
                not is_open, -int(compared.scores[0]), who.profile_id, compared.points[0].tolist(),
                int(bands(own)[0]), int((compared.terms.facts[0] & compared.terms.asked).sum()),
                int(compared.terms.asked.sum()),
            ))  # fmt: skip
        expected.sort()
        assert found["profile_id"].tolist() == [one[2] for one in expected]
        assert (found["score"] * 100).round().tolist() == [-one[1] for one in expected]
        earned = (found[list(recommender.weights.terms)] * 100).round().to_numpy().tolist()
        assert earned == [one[3] for one in expected]
        assert found["rank"].notna().tolist() == [not one[0] for one in expected]
        fitting = [one for one in expected if not one[0]]
        assert found["band"].dropna().tolist() == [one[4] for one in fitting]
        assert found["n_known"].tolist() == [one[5] for one in expected]
        assert found["n_terms"].tolist() == [one[6] for one in expected]
        shown = [who for who in crowd if who.profile_id in set(found["profile_id"])]
        alone = recommender.sentences_about(role_id, shown)
        assert recommender.sentences_about(role_id, shown, many).equals(alone)


@examples(15)
@given(drawn, anyone())
def test_what_walks_all_roles_finds_the_same_by_code(draw, profile):
    """Statuses, terms and wishes of every role, open or not, and of some of them taken."""
    catalog = catalog_drawn(*draw)
    recommender = Recommender(catalog, WeightSet.default(), TODAY)
    by_code, plain = recommender.beside(profile), recommender.beside(profile, catalog.index)
    some = np.flatnonzero(np.arange(len(catalog.index)) % 3 == 0)
    for one, other in ((by_code, plain), (by_code.take(some), plain.take(some))):
        found, expected = (compare(beside, recommender.weights) for beside in (one, other))
        assert (found.must_haves.status == expected.must_haves.status).all()
        assert (found.points == expected.points).all()
        assert (found.terms.values == expected.terms.values).all()
        assert (found.terms.facts == expected.terms.facts).all()
        assert (bands(found) == bands(expected)).all()
        assert (one.work.profession == other.work.profession).all()


@pytest.mark.parametrize("aspect", aspects.ASPECTS, ids=lambda a: a.name)
@examples(8)
@given(anyone(), anyone())
def test_people_alike_in_what_is_read_are_alike_to_the_aspect(aspect, one, other):
    if "text" in aspect.role_columns:
        pytest.skip("the words of a person are their own: there are no distinct values")
    read = {}
    for field in aspect.profile_fields:
        mine = getattr(one, field)
        if field in aspect.profile_flags:
            ids = aspect.profile_flags[field]
            unread = [name for name in getattr(other, field) if name not in ids]
            mine = (
                *(name for name in mine if name in ids),
                *(unread if mine or "" not in ids else ()),
            )
            mine = mine or getattr(one, field)
        read[field] = mine
    if "statement" in read:
        read["statement"] = f"{one.statement} Clean water matters to me."
    if "profession" not in read:
        read |= {"profession": other.profession, "specialties": other.specialties}
    try:
        alike = other.changed(**read)
    except ProfileError:
        reject()
    index = shipped_catalog().index
    found = [
        Beside(EncodedProfile(who, shipped_catalog(), TODAY), index, DAY) for who in (one, alike)
    ]
    if "statement" in read and len({beside.person.signs for beside in found}) > 1:
        read["statement"] = one.statement
        alike = other.changed(**read)
        found[1] = Beside(EncodedProfile(alike, shipped_catalog(), TODAY), index, DAY)
    for field in aspect.profile_fields:
        assert aspect.read_of(one, field) == aspect.read_of(alike, field)
    if aspect in aspects.MUST_HAVES:
        assert (found[0].status(aspect) == found[1].status(aspect)).all()
    if aspect in aspects.TERMS:
        terms = [beside.term(aspect, WeightSet.default().curves) for beside in found]
        wishes = [beside.wish(aspect, WeightSet.default().curves, 0.5) for beside in found]
        assert terms[0].asked == terms[1].asked
        for at in (0, 1, 3):
            assert np.array_equal(terms[0][at], terms[1][at])
        assert all(map(np.array_equal, wishes[0], wishes[1]))


def test_every_shipped_person_has_the_list_of_the_plain_form():
    recommender = shipped_recommender()
    index, weights = recommender.catalog.index, recommender.weights
    for profile in shipped_profiles():
        compared = compare(recommender.beside(profile, index), weights)
        fits = compared.must_haves.is_open & ~index.past
        listed = recommender.recommend(profile, n=None)
        scores = dict(zip(index.role_ids[fits].tolist(), compared.scores[fits] / 100, strict=True))
        assert dict(zip(listed["role_id"], listed["score"], strict=True)) == scores


class TestCodes:
    def test_columns_come_back_as_they_were(self):
        index = shipped_catalog().index
        codes = RoleCodes.of(index)
        for field in dataclasses.fields(index):
            if field.name != "text":
                assert np.array_equal(
                    codes.column(field.name), getattr(index, field.name),
                    equal_nan=getattr(index, field.name).dtype.kind in "fM",
                )  # fmt: skip

    def test_distinct_values_are_numbered_as_they_come_and_counted(self):
        found = RoleCodes.of(shipped_catalog().index).distinct(Read(("family", "trainees")))
        index = shipped_catalog().index
        pairs = list(zip(index.family.tolist(), index.trainees.tolist(), strict=True))
        firsts = list(dict.fromkeys(pairs))
        assert [pairs[at] for at in found.first] == firsts
        assert [firsts[code] for code in found.codes] == pairs
        assert found.counts.tolist() == [pairs.count(pair) for pair in firsts]

    def test_no_roles_have_no_values(self):
        codes = RoleCodes.of(shipped_catalog().index.take(np.array([], dtype=int)))
        assert len(codes) == len(codes.distinct(Read(("family", "where")))) == 0


class TestMemory:
    def test_the_least_lately_read_tables_go_first(self):
        catalog = shipped_catalog()
        few_bytes = RoleTables(catalog.codes, catalog, TODAY, most_bytes=400_000)
        for weeks in range(1, 200):
            beside = few_bytes.beside(Profile(profession="nurse", max_weeks=weeks))
            assert (beside.status(aspects.MUST_HAVES[2]) == MISSING).any()
        assert few_bytes.kept_bytes <= 400_000

    def test_people_who_say_the_same_share_a_table(self):
        catalog = shipped_catalog()
        tables = RoleTables(catalog.codes, catalog, TODAY)
        nurse, midwife = (
            tables.beside(Profile(profession=name, max_weeks=4, languages=["fr:good"]))
            for name in ("nurse", "midwife")
        )
        stay, profession = aspects.MUST_HAVES[2], aspects.MUST_HAVES[0]
        assert nurse.tables.of(stay) is midwife.tables.of(stay)
        assert nurse.tables.of(profession) is not midwife.tables.of(profession)


@examples(60)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3)), max_size=400), st.integers(1, 30))
def test_only_as_many_are_sorted_as_a_varied_page_needs(roles, n):
    scores = np.array([1000 * score for score, _ in roles], dtype=np.int64)
    codes = np.array([code for _, code in roles], dtype=np.int64)
    keys = scores * (len(roles) + 1) - np.arange(len(roles))
    variety = {"most_of_one": 3.0, "widest_gap": 60.0}
    by_key, varied = best_varied(keys, scores, codes, variety, n)
    whole = np.argsort(-keys)
    assert by_key.tolist() == whole[: len(by_key)].tolist()
    assert varied[:n].tolist() == diversify(whole, scores, codes, variety)[:n].tolist()
    assert len(by_key) >= min(len(roles), max(n, PAGE))


def test_what_is_kept_of_people_outlives_a_change_of_other_roles_and_no_other():
    def tables(weeks, other_weeks):
        roles = [role(min_weeks=weeks), role("aid--post", min_weeks=other_weeks)]
        return recommender_of(*roles).tables

    def kept(one, other):
        return one.fingerprint(np.array([0])) == other.fingerprint(np.array([0]))

    before = tables("2", "4")
    assert kept(before, tables("2", "8"))
    assert not kept(before, tables("3", "4"))


def test_who_asks_to_lead_is_not_given_the_table_of_who_does_not():
    catalog = shipped_catalog()
    tables = RoleTables(catalog.codes, catalog, TODAY)
    leads = catalog.index.leads & catalog.index.professions[
        :, catalog.profession_ids.index("physician")
    ]  # fmt: skip
    found = [
        tables.beside(Profile(profession="physician", focus_areas=work)).work.profession[leads]
        for work in ([], ["health-systems"])
    ]
    assert leads.any()
    assert (found[0] < found[1]).all()


def test_equal_scores_are_in_the_order_of_ids():
    roles = [role(f"{name}--post") for name in ("hope", "aid", "care", "bridge")]
    listed = recommender_of(*roles).recommend(person(), n=3)
    assert listed["score"].nunique() == 1
    assert listed["role_id"].tolist() == ["aid--post", "bridge--post", "care--post"]
