"""A workspace ranks as `Recommender` does, whatever was asked of it before."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import Recommender, WeightSet
from matching.aspects import CURVE_TERMS, CURVES, TERM_LABELS
from matching.errors import UnknownIdError
from tests.builders import (
    TODAY,
    person,
    role,
    shipped_catalog,
    shipped_profiles,
    weights_with,
)
from tests.examples import examples

DEFAULT = WeightSet.default()
# A physician, a nurse, a radiographer with three roles, a student.
SOME = [p for p in shipped_profiles() if p.profile_id in {"dev-01", "dev-22", "dev-33", "dev-12"}]
SHARES = st.floats(0, 1)


def slow(weights):
    return Recommender(shipped_catalog(), weights, TODAY)


@st.composite
def weight_sets(draw):
    """Any numbers; most curves as shipped, so that what is kept is used."""
    weights = draw(st.fixed_dictionaries(dict.fromkeys(TERM_LABELS, st.floats(0, 50))))
    weights["focus"] += 1  # not all may be 0
    curves = draw(st.fixed_dictionaries({}, optional=dict.fromkeys(CURVES, st.floats(0, 3))))
    unknown = draw(st.fixed_dictionaries({}, optional=dict.fromkeys(TERM_LABELS, SHARES)))
    variety = {
        "most_of_one": float(draw(st.integers(1, 10))),
        "widest_gap": draw(st.sampled_from([0.0, 0.01, 6.0, 100.0]) | st.floats(0, 100)),
    }
    return weights_with(unknown=unknown, curves=curves, variety=variety, **weights)


class TestSameAsRecommender:
    @examples(8)
    @given(weight_sets())
    def test_lists_scores_and_terms_under_any_weights(self, shipped, weights):
        standing = shipped.standing(weights)
        for profile in SOME:
            name = profile.profile_id
            expected = slow(weights).recommend(profile, None)
            order = standing.orders[name]
            assert shipped.slates[name].role_ids[order].tolist() == expected["role_id"].tolist()
            assert (standing.scores[name][order] / 100).tolist() == expected["score"].tolist()
            ids = shipped.slates[name].role_ids
            index = shipped_catalog().index
            rows = np.flatnonzero(np.isin(index.role_ids, ids))
            rows = rows[np.argsort(index.role_ids[rows])]
            terms = slow(weights).compare(profile, index.take(rows)).terms
            assert np.array_equal(shipped.terms(weights, name).values, terms.values)
            assert np.array_equal(shipped.terms(weights, name).known, terms.known)
            assert np.array_equal(shipped.terms(weights, name).asked, terms.asked)

    def test_all_profiles_under_the_shipped_weights(self, shipped):
        lists = shipped.lists(DEFAULT)
        for profile in shipped_profiles():
            expected = slow(DEFAULT).recommend(profile, None)["role_id"].tolist()
            assert lists[profile.profile_id] == expected

    def test_many_equal_scores_of_one_organization(self, workspace_of):
        roles = [role(f"{org}--{n}") for org in ("zeal", "hope") for n in range(14)]
        workspace = workspace_of([person()], *roles)
        expected = Recommender(workspace.catalog, today=TODAY).recommend(person(), None)
        assert workspace.lists(DEFAULT)[""] == expected["role_id"].tolist()
        assert expected["moved_from"].notna().any()


class TestWhatIsKept:
    @pytest.mark.parametrize("curve", CURVES)
    def test_curve_changes_its_own_term_and_no_other(self, shipped, curve):
        changed = weights_with(curves={curve: 0.123})
        differs = np.zeros(len(TERM_LABELS), dtype=bool)
        home = person(focus_areas="domestic", countries="US", profile_id="home")
        for profile in [*SOME, home]:
            index = shipped_catalog().index.take(slice(0, 1_040, 2))
            before, after = (slow(w).compare(profile, index).terms for w in (DEFAULT, changed))
            differs |= (before.values != after.values).any(axis=0)
        assert [name for name, is_other in zip(TERM_LABELS, differs, strict=True) if is_other] == [
            CURVE_TERMS[curve]
        ]

    def test_old_weights_give_the_old_list_after_many_others(self, shipped):
        before = {name: ids[:] for name, ids in shipped.lists(DEFAULT).items()}
        for number in range(12):
            shipped.lists(weights_with(curves={"place_hint": number / 20, "focus_best": 0.1}))
        assert shipped.lists(DEFAULT) == before

    def test_unmoved_curve_is_not_computed_anew(self, shipped):
        shipped.rank(DEFAULT)
        counts = {term: kept.cache_info().misses for term, kept in shipped._columns.items()}
        shipped.rank(weights_with(place=3, curves={"length_short": 0.777}, unknown={"focus": 0.9}))
        assert [
            term
            for term, kept in shipped._columns.items()
            if kept.cache_info().misses > counts[term]
        ] == ["length"]


def test_every_curve_has_its_term():
    assert list(CURVE_TERMS) == list(CURVES)


def test_unknown_profile_is_named(shipped):
    with pytest.raises(UnknownIdError, match="dev-1"):
        shipped.slate("dev-1")


def test_workspace_without_anybody(workspace_of):
    workspace = workspace_of([], role())
    assert workspace.lists(DEFAULT) == {}
    assert workspace.judged_ids == []
