"""Sorted cards move the weights that explain them, and no others."""

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from matching import Recommender, WeightSet
from matching.aspects import TERM_LABELS
from matching.errors import UnknownIdError
from matching.studies.simulated_sorting import BEST_CARD, Sorter, simulated_sorting
from matching.weights.sorting import candidates_deck, next_card, posterior, propose, roles_deck
from matching.weights.sorting.next_card import CARDS_IN_A_ROW, information
from matching.weights.sorting.ordinal import _Problem, _start
from matching.weights.tuning import Workspace
from tests.builders import (
    TODAY,
    catalog_of,
    person,
    recommender_of,
    role,
    shipped_catalog,
    shipped_profiles,
    weights_with,
)
from tests.weights.tuning.conftest import shipped_judgments

DEFAULT = WeightSet.default()
ODD = weights_with(place=3, setting=40, record=0)
# What the person asks for is place and setting; each role has one of them.
ASKS = person(profile_id="ana", countries=["KE"], settings=["clinic"])
PLACES = [role(f"org{n}--kenya", countries="KE", setting="ship") for n in range(4)]
SETTINGS = [role(f"org{n}--clinic", countries="PE", setting="clinic") for n in range(4)]


@pytest.fixture(scope="module")
def shipped():
    return Workspace(shipped_catalog(), shipped_profiles(), shipped_judgments(), TODAY)


@pytest.fixture(scope="module")
def deck(shipped):
    return roles_deck(shipped, DEFAULT)


@pytest.fixture(scope="module")
def small():
    catalog = catalog_of(*PLACES, *SETTINGS)
    return roles_deck(Workspace(catalog, [ASKS], shipped_judgments().head(0), TODAY), DEFAULT)


def of(deck, answers):
    return propose(deck, answers).table.set_index("term")


def answers_by(deck, weights, cards):
    """Sort cards into three piles by the score that weights give."""
    scores = deck.scores(weights)
    low, high = np.quantile(scores, [0.4, 0.75])
    said = {card: scores[deck.positions[card]] for card in cards}
    return {c: "no" if s < low else "maybe" if s < high else "yes" for c, s in said.items()}


@pytest.mark.parametrize("weights", [DEFAULT, ODD])
def test_cards_have_the_scores_of_the_list(shipped, weights):
    deck = roles_deck(shipped, DEFAULT, ["dev-01", "dev-33"])
    ours = dict(zip(deck.positions, (deck.scores(weights) / 100).tolist(), strict=True))
    for profile in shipped_profiles():
        if profile.profile_id in {"dev-01", "dev-33"}:
            listed = Recommender(shipped_catalog(), weights, TODAY).recommend(profile, None)
            for role_id, score in zip(listed["role_id"], listed["score"], strict=True):
                assert ours.pop((profile.profile_id, role_id)) == score
    assert not ours


def test_people_to_whom_a_role_is_closed_have_no_card():
    recommender = recommender_of(role(min_weeks="20"))
    people = [
        person(profile_id="fits", max_weeks=30),
        person(profile_id="not", max_weeks=10),
        person("dentist", profile_id="no", max_weeks=30),
    ]
    deck = candidates_deck(recommender, "hope--post", people)
    assert list(deck.positions) == [("fits", "hope--post")]
    listed = recommender.candidates("hope--post", people)
    assert (deck.scores(DEFAULT) / 100).tolist() == listed["score"].tolist()
    assert len(candidates_deck(recommender, "hope--post", [])) == 0
    with pytest.raises(UnknownIdError, match="hope--pots"):
        candidates_deck(recommender, "hope--pots", people)


def test_nothing_sorted_changes_nothing(deck):
    proposal = propose(deck, {})
    assert proposal.weights == DEFAULT
    assert not proposal.table["is_asked"].any()
    assert not proposal.table["moves"].any()
    assert proposal.sorted == {"no": 0, "maybe": 0, "yes": 0}
    assert proposal.pairs == 0


@pytest.mark.parametrize(
    ("yes", "no", "more", "less"),
    [(PLACES, SETTINGS, "place", "setting"), (SETTINGS, PLACES, "setting", "place")],
)
def test_weights_move_towards_what_was_liked(small, yes, no, more, less):
    answers = {("ana", row["role_id"]): "yes" for row in yes}
    answers |= {("ana", row["role_id"]): "no" for row in no}
    found = of(small, answers)
    assert found["proposed"][more] > found["now"][more]
    assert found["proposed"][less] < found["now"][less]
    assert (found["low"] <= found["proposed"]).sum() == found["is_asked"].sum()
    asked = found["is_asked"]
    assert found["proposed"][asked].sum() == pytest.approx(found["now"][asked].sum(), abs=0.5)
    proposal = propose(small, answers)
    assert proposal.pairs == 16
    assert proposal.agree_proposed == 1.0


def test_more_cards_of_a_kind_move_the_weights_further(small):
    def proposed(n):
        cards = {("ana", row["role_id"]): "yes" for row in SETTINGS[:n]}
        return of(small, cards | {("ana", row["role_id"]): "no" for row in PLACES[:n]})

    assert DEFAULT.weights["setting"] < proposed(1)["proposed"]["setting"]
    assert proposed(1)["proposed"]["setting"] < proposed(4)["proposed"]["setting"]


def test_terms_that_no_card_asks_for_stay_as_they_are(small):
    found = of(small, {("ana", PLACES[0]["role_id"]): "yes", ("ana", "org0--clinic"): "no"})
    rest = found[~found["is_asked"]]
    assert {"training", "dates", "focus"} <= set(rest.index)
    assert rest["proposed"].equals(rest["now"])
    assert rest[["low", "high"]].isna().all(axis=None)


def test_the_order_of_answers_and_cards_that_are_gone_do_not_matter(small):
    answers = answers_by(small, ODD, list(small.positions))
    gone = {("ana", "org9--gone"): "yes", ("bo", "org0--clinic"): "no"}
    other = dict(reversed((answers | gone).items()))
    assert of(small, answers).equals(of(small, other))


def test_slope_of_the_fit_is_right(deck):
    cards = [deck.card(at) for at in range(0, len(deck), 100)]
    rows, grades = deck.piles(answers_by(deck, ODD, cards))
    start = _start(deck)
    problem = _Problem(deck.values[rows], deck.asked[rows], grades, start)
    at = problem.start + np.linspace(-0.3, 0.3, len(problem.start))
    precision = np.linspace(0.5, 2, len(at))
    _, slope, curvature = problem._cost(at, precision, 4.0)
    measured = approx_fprime(at, lambda x: problem._cost(x, precision, 4.0)[0], 1e-6)
    assert slope == pytest.approx(measured, abs=1e-3)
    assert np.linalg.eigvalsh(curvature).min() > 0


class TestNextCard:
    def test_each_card_comes_once_until_none_is_left(self, small):
        answers, seen = {}, []
        while card := next_card(small, answers, skipped=[("ana", "org3--kenya")]):
            assert card == next_card(small, answers, skipped=[("ana", "org3--kenya")])
            answers[card] = "maybe"
            seen.append(card)
        assert sorted(seen) == sorted(set(small.positions) - {("ana", "org3--kenya")})

    def test_ten_cards_of_a_person_then_of_another(self, deck):
        answers = {}
        while len(answers) < 2 * CARDS_IN_A_ROW:
            answers[next_card(deck, answers)] = "maybe"
        people = [name for name, _ in answers]
        assert len(set(people[:CARDS_IN_A_ROW])) == 1
        assert len(set(people[CARDS_IN_A_ROW:])) == 1
        assert people[0] != people[-1]

    def test_what_an_answer_tells_is_never_less_than_nothing(self, deck):
        told = information(deck, posterior(deck, {}), np.random.default_rng(0))
        assert told.min() > -1e-9
        assert told.max() < np.log(3)

    def test_a_card_whose_answer_is_known_waits(self, small):
        answers = {("ana", row["role_id"]): "yes" for row in PLACES[:3]}
        assert next_card(small, answers)[1].endswith("--clinic")


def test_hidden_weights_are_found_again(deck):
    rows = simulated_sorting(deck, [Sorter("sure", 0.7)], repeats=1, cards=[40], seed=3)
    found = rows.set_index("chosen").loc[BEST_CARD]
    assert found["now"] < 0.8
    assert found["median"] > 0.95
    assert found["agree"] > 0.95
    assert len(TERM_LABELS) == 18
