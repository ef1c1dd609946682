"""Team-draft interleaving: the draft's laws, one vote a person, the verdict, and simulations."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.studies.simulated_experiments import SCENARIOS, Scenario, simulate_scenario
from matching.weights.experiments import FIRST, SECOND, judge, team_draft, votes
from matching.weights.experiments.credit import credits
from matching.weights.experiments.drafting import draft
from matching.weights.experiments.verdict import always_valid_interval, looks

ROLES = list("abcdefgh")
rankings = st.permutations(ROLES)
counts = st.integers(0, 10)
MONDAY, TUESDAY = pd.Timestamp("2026-11-23 09:00Z"), pd.Timestamp("2026-11-24 09:00Z")
KINDS = [frozenset(), frozenset({"opened"}), frozenset({"interested"}), frozenset({"dismissed"})]


# ---- the draft -------------------------------------------------------------------------------


@given(rankings, rankings, counts, st.text(max_size=5))
def test_every_role_stands_once_and_the_teams_are_as_large(first, second, n, seed):
    drafted = team_draft(first, second, n, seed)
    assert sorted(drafted.role_ids) == ROLES
    sizes = [drafted.teams.count(team) for team in (FIRST, SECOND)]
    assert abs(sizes[0] - sizes[1]) <= 1
    assert sum(sizes) <= min(n, len(ROLES))
    assert team_draft(first, second, n, seed) == drafted


@given(rankings, rankings, counts, st.text(max_size=5))
def test_each_choice_is_the_best_that_was_left(first, second, n, seed):
    drafted = team_draft(first, second, n, seed)
    for at, (role, team) in enumerate(zip(drafted.role_ids, drafted.teams, strict=True)):
        if team:
            ranking = first if team == FIRST else second
            assert role == next(r for r in ranking if r not in drafted.role_ids[:at])


@given(rankings, rankings, st.lists(st.booleans(), min_size=8, max_size=8))
def test_the_two_sides_are_alike(first, second, coins):
    one, other = (
        np.array([[ranking.index(r) for r in ROLES]], float) for ranking in (first, second)
    )
    coins = np.array([coins])
    order, team = draft(one, other, coins)
    turned, other_team = draft(other, one, ~coins)
    assert (order == turned).all()
    assert (team == -other_team).all()


@given(rankings, counts)
def test_what_both_begin_with_has_no_team(ranking, alike):
    second = ranking[:alike] + ranking[alike:][::-1]
    drafted = team_draft(ranking, second, 8, "seed")
    assert list(drafted.role_ids[:alike]) == ranking[:alike]
    assert not any(drafted.teams[:alike])
    if len(ranking) - alike > 1:
        assert all(drafted.teams[alike:])


def test_rankings_of_different_roles_lose_none():
    drafted = team_draft(["a", "b"], ["c", "d", "e", "f"], 6, "seed")
    assert sorted(drafted.role_ids) == list("abcdef")
    assert abs(drafted.teams.count(FIRST) - drafted.teams.count(SECOND)) <= 1


def test_seeds_toss_fair_coins():
    began = [team_draft(["a", "b"], ["b", "a"], 1, f"{n}").teams[0] for n in range(2_000)]
    assert began.count(FIRST) == pytest.approx(1_000, abs=90)  # four standard deviations


# ---- credit and votes ------------------------------------------------------------------------


@given(st.lists(st.tuples(st.sampled_from([FIRST, SECOND, ""]), st.sampled_from(KINDS))))
def test_credit_is_symmetrical(rows):
    frame = pd.DataFrame(rows, columns=["team", "kinds"])
    turned = frame["team"].map({FIRST: SECOND, SECOND: FIRST, "": ""})
    assert (credits(frame["team"], frame["kinds"]) == -credits(turned, frame["kinds"])).all()


def test_a_person_votes_once_by_the_first_day_that_favours_one():
    opened, interested, dismissed, nothing = KINDS[1], KINDS[2], KINDS[3], KINDS[0]
    rows = [
        ("amina", MONDAY, FIRST, opened),
        ("amina", MONDAY, SECOND, opened),  # undecided
        ("amina", TUESDAY, SECOND, interested),
        ("amina", TUESDAY, FIRST, opened),
        ("omar", MONDAY, SECOND, dismissed),
        ("omar", TUESDAY, SECOND, interested),  # too late
        ("zoe", MONDAY, "", interested),
        ("zoe", MONDAY, FIRST, nothing),
    ]
    frame = pd.DataFrame(rows, columns=["person", "shown_at", "team", "kinds"])
    assert votes(frame).tolist() == [-1, 1]  # omar on Monday, amina on Tuesday
    assert votes(frame[:0]).tolist() == []


# ---- the verdict -----------------------------------------------------------------------------


def test_the_plan_says_when_it_ends():
    at, bar = looks(100)
    assert (at, bar) == ((20, 40, 60, 80, 100), 21)
    assert judge([1] * 19, 100).next_look == 20
    early = judge([1] * 40 + [-1] * 50, 100)
    assert (early.outcome, early.votes, early.next_look) == ("second", 40, 0)
    assert judge([-1] * 60, 100).outcome == "first"
    close = judge([1, -1] * 50 + [1] * 100, 100)  # what comes after the plan is not looked at
    assert (close.outcome, close.votes, close.share) == ("no difference found", 100, 0.5)
    assert judge([], 100).outcome == "not known yet"
    with pytest.raises(ValueError, match="plan more"):
        looks(4)


@given(st.integers(0, 300), st.integers(0, 300))
def test_the_interval_holds_the_share_and_is_symmetrical(wins, losses):
    low, high = always_valid_interval(wins, wins + losses)
    if wins + losses:
        assert low <= wins / (wins + losses) <= high
    assert always_valid_interval(losses, wins + losses) == pytest.approx((1 - high, 1 - low))


# ---- simulations -----------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", SCENARIOS[:2], ids=lambda scenario: scenario.name)
def test_equally_good_rankings_are_told_apart_as_rarely_as_promised(scenario, rng):
    found = simulate_scenario(scenario, 1_000, 100, rng)
    assert 0.03 <= found["rule"] <= 0.07
    assert 0.03 <= found["once"] <= 0.07
    assert found["any_time"] <= 0.05
    assert found["peeking"] > 0.15  # which is why there is a rule


def test_a_better_ranking_is_found_and_the_sooner_the_better(rng):
    clearly = simulate_scenario(SCENARIOS[3], 200, 200, rng)
    much = simulate_scenario(Scenario("much better", 1.5, 0.3), 200, 200, rng)
    assert clearly["rule"] > 0.9
    assert much["rule"] == 1
    assert much["rule_votes"] < clearly["rule_votes"] < 160
    assert clearly["ndcg_second"] > clearly["ndcg_first"]
