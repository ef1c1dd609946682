"""Lists side by side, how firm they are, and who is seen."""

import numpy as np
import pytest

from matching import Recommender, WeightSet
from matching.errors import UnknownIdError
from matching.evidence.exposure import exposure_shares, good_roles
from matching.weights.tuning import compare_lists, exposure_changes, rank_ranges
from matching.weights.tuning import firmness as firmness_module
from tests.builders import TODAY, person, role, shipped_catalog, weights_with

BASE = WeightSet.default()
DRAFT = weights_with(place=60, specialty=10)
PLACE_FIRST = weights_with(others=0, place=3, setting=1)
SETTING_FIRST = weights_with(others=0, place=1, setting=3)


@pytest.fixture
def small(workspace_of):
    """Of each role, place or setting suits; `both` has both, and `none` neither."""
    who = person(profile_id="p", countries="KE", settings="hospital")
    return workspace_of(
        [who],
        role("a--both", countries="KE", setting="hospital"),
        role("b--place", countries="KE", setting="camp", funding="stipend"),
        role("c--setting", countries="FJ", setting="hospital"),
        role("d--none", countries="FJ", setting="camp"),
    )


class TestCompareLists:
    def test_ranks_and_scores_are_those_of_the_recommender(self, shipped):
        names = ["dev-01", "dev-33", "dev-22"]
        table = compare_lists(shipped, DRAFT, BASE, names, n=10)
        assert table["profile_id"].unique().tolist() == names
        for name in names:
            mine = table[table["profile_id"] == name]
            profile = shipped.slates[name].beside.person.profile
            for weights, rank, score in (
                (BASE, "before", "score_before"), (DRAFT, "after", "score_after"),
            ):  # fmt: skip
                expected = Recommender(shipped_catalog(), weights, TODAY).recommend(profile, None)
                expected = expected.set_index("role_id").loc[mine["role_id"]]
                assert mine[rank].tolist() == expected["rank"].tolist()
                assert mine[score].tolist() == expected["score"].tolist()
                first = set(expected.index[expected["rank"] <= 10])
                assert first <= set(mine["role_id"])
            assert ((mine["before"] <= 10) | (mine["after"] <= 10)).all()

    def test_moves_and_what_made_them(self, small):
        table = compare_lists(small, SETTING_FIRST, PLACE_FIRST, ["p"], n=2).set_index("role_id")
        assert table["move"].to_dict() == {
            "a--both": "same",
            "c--setting": "new",
            "b--place": "gone",
        }
        assert table["by"].tolist() == [0, 1, -1]
        assert table["before"].tolist() == [1, 3, 2]
        assert table["after"].tolist() == [1, 2, 3]
        # Of three roles setting gives 50 points more to two and place takes 50 from two; c gains
        # 50 where the mean gains 50 * 2 / 3, and loses none where the mean loses as much.
        assert table.loc["c--setting", "terms"] == ("place", "setting")
        assert table.loc["c--setting", "gains"] == (33.33, 16.67)
        assert table.loc["b--place", "terms"] == ("setting", "place")
        assert table.loc["b--place", "gains"] == (-33.33, -16.67)
        assert table.loc["a--both", "terms"] == ()

    def test_up_and_down_within_the_list(self, small):
        table = compare_lists(small, SETTING_FIRST, PLACE_FIRST, ["p"])
        assert table["move"].tolist() == ["same", "up", "down", "same"]
        assert table["title"].tolist() == ["Post"] * 4
        assert table["org_id"].tolist() == ["a", "c", "b", "d"]

    def test_nothing_moves_between_equal_weights(self, shipped):
        table = compare_lists(shipped, weights_with(), BASE, ["dev-01"])
        assert table["move"].tolist() == ["same"] * 10
        assert table["terms"].tolist() == [()] * 10

    def test_profile_without_open_roles_has_no_rows(self, workspace_of):
        workspace = workspace_of([person("dentist", profile_id="p")], role())
        table = compare_lists(workspace, DRAFT, BASE, ["p"])
        assert table.empty
        assert "move" in table
        assert rank_ranges(workspace, BASE, "p").empty

    def test_what_cannot_be_compared_is_refused(self, small):
        with pytest.raises(UnknownIdError, match="'q'"):
            compare_lists(small, DRAFT, BASE, ["q"])
        with pytest.raises(ValueError, match="n must be at least 1, got 0"):
            compare_lists(small, DRAFT, BASE, ["p"], n=0)


class TestRankRanges:
    def test_roles_within_reach_of_each_other_may_change_places(self, small):
        weights = weights_with(others=0, place=11, setting=10)
        table = rank_ranges(small, weights, "p")
        assert table["role_id"].tolist() == ["a--both", "b--place", "c--setting", "d--none"]
        assert table["text"].tolist() == [
            "first, stays there",
            "second, stays between second and third",
            "third, stays between second and third",
            "fourth, stays there",
        ]
        assert table["stays"].iloc[0] == 1
        assert 0.5 < table["stays"].iloc[1] < 1

    def test_roles_out_of_reach_stay(self, small):
        weights = weights_with(others=0, place=13, setting=10)  # 11.7 is still more than 11
        table = rank_ranges(small, weights, "p", n=3)
        assert table["best"].tolist() == table["worst"].tolist() == [1, 2, 3]

    def test_corner_finds_what_chance_would_not(self, small, monkeypatch):
        monkeypatch.setattr(firmness_module, "RANDOM_DRAWS", 1)
        monkeypatch.setattr(firmness_module, "RANDOM_CORNERS", 0)
        # 10.98 is less than 11; the person does not ask for funding, so it counts nothing.
        weights = weights_with(others=0, place=12.2, setting=10, funding=100)
        assert rank_ranges(small, weights, "p")["worst"].tolist() == [1, 3, 3, 4]

    def test_role_that_variety_could_let_in_counts(self, workspace_of):
        who = person(profile_id="p", countries="KE", settings="hospital")
        best = [role(f"a--{n:02}", countries="KE", setting="hospital") for n in range(11)]
        workspace = workspace_of([who], *best, role("b--x", countries="KE", setting="camp"))
        # b trails by 5 points, and by 4.99 as soon as a setting counts a little less.
        variety = {"most_of_one": 1.0, "widest_gap": 4.99}
        weights = weights_with(others=0, place=95, setting=5, variety=variety)
        table = rank_ranges(workspace, weights, "p", by=0.01)
        assert table["best"].tolist() == list(range(1, 11))
        assert table["worst"].tolist() == [1, *range(3, 12)]

    def test_roles_out_of_sight_change_nothing(self, shipped, monkeypatch):
        names = list(shipped.slates)[:6]
        weights = weights_with(variety={"most_of_one": 2.0, "widest_gap": 15.0})
        found = [rank_ranges(shipped, weights, name) for name in names]
        monkeypatch.setattr(
            firmness_module, "_within_reach", lambda scores, *_: np.arange(len(scores))
        )
        for name, of_profile in zip(names, found, strict=True):
            assert rank_ranges(shipped, weights, name).equals(of_profile)

    def test_rank_now_lies_within_and_more_room_is_wider(self, shipped):
        little, much = (rank_ranges(shipped, BASE, "dev-03", by=by) for by in (0.02, 0.3))
        assert little["role_id"].tolist() == shipped.lists(BASE, 10)["dev-03"]
        assert ((little["best"] <= little["rank"]) & (little["rank"] <= little["worst"])).all()
        assert (much["worst"] - much["best"]).sum() > (little["worst"] - little["best"]).sum()

    def test_share_is_checked(self, small):
        with pytest.raises(ValueError, match="by must be above 0 and below 1, got 1"):
            rank_ranges(small, BASE, "p", by=1)


@pytest.mark.parametrize(
    ("rank", "word"),
    [(1, "first"), (10, "tenth"), (11, "11th"), (21, "21st"), (22, "22nd"), (113, "113th")],
)
def test_ranks_are_said_as_words(rank, word):
    assert firmness_module._ordinal(rank) == word


class TestExposure:
    def test_shares_are_those_of_the_exposure_report(self, shipped, judgments):
        changes = exposure_changes(shipped, DRAFT, BASE).set_index("id")
        good = good_roles(judgments[["profile_id", "role_id"]].assign(score=0.0), judgments)
        for when, weights in (("before", BASE), ("after", DRAFT)):
            expected = exposure_shares(
                shipped.lists(weights), good, shipped_catalog().roles, "organization"
            ).set_index("group")["exposure"]
            np.testing.assert_allclose(changes[when], expected.reindex(changes.index), atol=1e-12)
        assert changes["change"].sum() == pytest.approx(0)
        assert changes["change"].is_monotonic_decreasing

    def test_role_that_comes_onto_a_first_page_gains(self, workspace_of):
        who = person(profile_id="p", countries="KE", settings="hospital")
        places = [role(f"place{n:02}--x", countries="KE", setting="camp") for n in range(10)]
        other = role("other--x", title="Ward", countries="FJ", setting="hospital")
        workspace = workspace_of([who], *places, other)
        table = exposure_changes(workspace, SETTING_FIRST, PLACE_FIRST, by="role")
        assert table.iloc[0][["id", "name", "before"]].tolist() == ["other--x", "Ward", 0]
        assert table["id"].iloc[-1] in {"place08--x", "place09--x", "place00--x"}
        assert table[["before", "after"]].sum().tolist() == pytest.approx([1, 1])

    def test_grouping_is_checked(self, small):
        with pytest.raises(ValueError, match="by must be one of organization, role, got 'faith'"):
            exposure_changes(small, DRAFT, BASE, by="faith")
