"""Learning from what people did: position bias, preferences, and a world whose truth is known."""

import numpy as np
import pandas as pd
import pytest

from matching.aspects import TERM_LABELS
from matching.comparison.weight_set import WeightSet
from matching.evidence.actions import strongest
from matching.evidence.position_bias import (
    PositionBias,
    estimate_position_bias,
    prior_position_bias,
)
from matching.evidence.reasons import OF_DECLINING, OF_DISMISSAL
from matching.evidence.use_log import UseLog
from matching.store.words import DISMISSAL_REASONS, REASON_CODES
from matching.studies.simulated_use import World, recovery, simulate_use
from matching.weights.learning.from_use import evidence_of_decisions, evidence_of_use, learn
from matching.weights.learning.ranker import WeightRanker
from matching.weights.learning.score_form import COLUMNS

TERM_NAMES = ["place", "language"]


def log_of(*rows):
    """A log from rows of list, person, role, position, what was done, reason, two values."""
    names = ["list_id", "person", "role_id", "position", "kinds", "reason", *TERM_NAMES]
    frame = pd.DataFrame([(*row, *[0.5] * (len(names) - len(row))) for row in rows], columns=names)
    return UseLog.from_frame(frame.assign(kinds=frame["kinds"].map(frozenset)), TERM_NAMES)


def ranker(**more):
    return WeightRanker(WeightSet.default(), learn=("weights",), **more)


# ---- what was done ---------------------------------------------------------------------------


def test_the_strongest_action_counts_and_a_dismissal_outweighs_all():
    log = log_of(
        (1, "amina", "a", 1, {"opened", "interested"}, ""),
        (1, "amina", "b", 2, {"opened", "dismissed"}, "place"),
        (1, "amina", "c", 3, {"dismissed"}, "known"),
        (1, "amina", "d", 4, {"dismissed"}, ""),
        (1, "amina", "e", 5, {"interested", "withdrawn"}, ""),
    )
    assert log.liked.tolist() == [3, 0, 0, 0, 0]
    assert log.disliked.tolist() == [0, 1, 0, 0.5, 0]
    assert log.named.tolist() == [-1, 0, -1, -1, -1]
    assert log.acted.tolist() == [True, True, True, True, False]
    assert strongest(frozenset({"shortlisted", "unlisted", "opened"})) == 1


def test_every_coded_reason_is_told_apart():
    left_out = {"filled", "closed", "no-answer", "other-plans", "license", "references"}
    assert set(REASON_CODES) - set(OF_DECLINING) == left_out
    assert set(DISMISSAL_REASONS) | {""} == set(OF_DISMISSAL) | {"known", "organization"}
    assert {*OF_DECLINING.values(), *OF_DISMISSAL.values()} - {None} <= set(TERM_LABELS)


# ---- position bias ---------------------------------------------------------------------------


def test_without_roles_that_changed_places_the_prior_stays():
    log = log_of(*((n, n, "a", 1 + n % 3, {"opened"}, "") for n in range(30)))
    found = estimate_position_bias(log, 3)
    assert found.swaps == 0
    assert found.seen == pytest.approx([1, 2**-0.5, 3**-0.5])


def test_roles_that_changed_places_tell_how_much_less_is_seen():
    # 300 people saw one role first and third; of ten who acted on it above, three did so below.
    shows = [
        (f"{who} {at}", who, "a", at, {"opened"} if who % 10 < acts else {}, "")
        for who in range(300)
        for at, acts in ((1, 10), (3, 3))
    ]
    found = estimate_position_bias(log_of(*shows), 3)
    assert found.swaps == 390
    assert found.seen[2] == pytest.approx(0.3, abs=0.03)
    assert found.seen[2] < found.seen[1] < found.seen[0] == 1


def test_a_role_shown_more_often_at_one_place_counts_as_if_shown_equally_often():
    # Twice at the first place with one action, once at the second with one: less seen above.
    uneven = [
        (f"{who} {n}", who, "a", at, {"opened"} if n else {}, "")
        for who in range(400)
        for n, at in enumerate((1, 1, 2, 1)[:3])
    ]
    found = estimate_position_bias(log_of(*uneven), 2)
    assert found.seen.tolist() == [1, 1]  # half of the shows at 1, all at 2; never above 1


def test_what_is_hardly_seen_counts_more_but_not_endlessly():
    bias = PositionBias(np.array([1.0, 0.5, 0.01]), 9)
    assert bias.weights(np.array([1, 2, 3])).tolist() == [1, 2, 10]
    assert bias.at(np.array([12]))[0] == pytest.approx(0.01 * 0.5)


# ---- preferences -----------------------------------------------------------------------------


def test_a_liked_role_stands_against_its_list_and_a_dismissed_one_where_the_reason_shows():
    log = log_of(
        (1, "amina", "a", 1, {}, "", 0.9, 0.1),
        (1, "amina", "b", 2, {"shortlisted"}, "", 0.4, 0.2),
        (1, "amina", "c", 3, {"dismissed"}, "place", 0.4, 0.3),
        (2, "omar", "a", 1, {}, "", 0.9, 0.4),
    )
    found = evidence_of_use(log, PositionBias(np.array([1.0, 0.5, 0.25]), 1))
    language = found.X[:, 1].tolist()
    assert language == [0.2, 0.1, 0.3, 0.3, 0.1]  # for c only a is better placed
    assert found.y.tolist() == [1, 0, 0, 0, 1]
    assert found.groups.tolist() == [0, 0, 0, 1, 1]
    assert found.sample_weight.tolist() == [4, 1, 1, 4, 1]  # 2 × 1/0.5, and 1 × 1/0.25
    assert evidence_of_use(log).sample_weight.tolist() == [2, 1, 1, 1, 1]


def test_nobody_counts_more_than_ten_times():
    busy = [(n, "amina", r, p, k, "") for n in range(40) for r, p, k in LIST_OF_TWO]
    calm = [(99, "omar", r, p, k, "") for r, p, k in LIST_OF_TWO]
    weights = evidence_of_use(log_of(*busy, *calm)).sample_weight[::2]
    assert weights[:40].sum() == pytest.approx(10)
    assert weights[40] == 1


LIST_OF_TWO = (("a", 1, {"opened"}), ("b", 2, {}))


def test_decisions_count_where_a_term_could_have_told():
    rows = [
        ("post", "accepted", "", 0.9, 0.5),
        ("post", "interview", "", 0.2, 0.9),
        ("post", "declined", "language", 0.7, 0.6),  # only the second speaks it better
        ("post", "declined", "filled", 0.0, 0.0),
        ("post", "declined", "other", 0.8, 0.8),
        ("post", "reviewing", "", 0.5, 0.5),
        ("alone", "declined", "place", 0.1, 0.1),
    ]
    frame = pd.DataFrame(rows, columns=["role_id", "stage", "reason_code", *TERM_NAMES])
    found = evidence_of_decisions(frame, TERM_NAMES)
    assert found.X[:, 0].tolist() == [0.7, 0.2, 0.8, 0.9, 0.2]
    assert found.y.tolist() == [0, 1, 0, 1, 1]
    assert found.sample_weight.tolist() == [1, 1, 0.5, 1, 1]


def test_declining_for_language_makes_language_count_more():
    values = dict.fromkeys(COLUMNS, 0.5)
    rows = [
        {"role_id": role, "stage": stage, "reason_code": reason, **values, **terms}
        for role in range(30)
        for stage, reason, terms in (
            ("accepted", "", {"language": 0.9, "place": 0.4}),
            ("declined", "language", {"language": 0.3, "place": 0.8}),
        )
    ]
    found = learn(ranker(), evidence_of_decisions(pd.DataFrame(rows), COLUMNS)).to_weight_set()
    before = WeightSet.default().weights
    assert found.weights["language"] > 2 * before["language"]
    assert found.weights["place"] < before["place"]
    assert found.weights["setting"] / found.weights["focus"] == pytest.approx(10 / 20, rel=0.01)


# ---- a world whose truth is known ------------------------------------------------------------


def test_corrected_weights_find_the_truth_and_naive_ones_do_not():
    found = recovery(World.usual(), [1_500], seed=1).set_index("fit")
    assert found.loc["corrected", "correlation"] > 0.95
    assert found.loc["naive", "correlation"] < 0.85
    assert found.loc["corrected", "same_order"] > found.loc["naive", "same_order"] + 0.06
    assert found.loc["corrected", "seen_at_5"] == pytest.approx(0.2, abs=0.07)


def test_with_little_evidence_the_prior_stays():
    prior = np.array([WeightSet.default().weights[name] for name in TERM_LABELS])
    moved = []
    for lists in (6, 60, 600):
        log = simulate_use(World.usual(), lists, np.random.default_rng(5))
        evidence = evidence_of_use(log, prior_position_bias())
        moved.append(float(abs(learn(ranker(shrinkage=5.0), evidence).weights_ - prior).sum()))
    assert moved == sorted(moved)
    assert moved[0] < 0.25 * moved[2]
    nothing = pd.DataFrame(columns=["role_id", "stage", "reason_code", *COLUMNS])
    assert learn(ranker(), evidence_of_decisions(nothing, COLUMNS)).weights_.tolist() == [*prior]


def test_few_heavy_preferences_do_not_pass_for_many():
    log = simulate_use(World.usual(), 100, np.random.default_rng(2))
    even = evidence_of_use(log)
    uneven = evidence_of_use(log, PositionBias(np.array([1.0] + [0.1] * 9), 1))
    assert even.effective == pytest.approx(even.preferences, rel=0.05)
    assert uneven.effective < 0.8 * uneven.preferences
    shrinkage = learn(ranker(), uneven).shrinkage
    assert shrinkage == pytest.approx(uneven.preferences / uneven.effective)
