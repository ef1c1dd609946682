"""The next best question: what it promises is what happens."""

import pandas as pd
import pytest

from matching.evidence.judgments import shipped_judgments
from matching.profile import Profile
from matching.recommending.next_question import (
    FIRST,
    LEAST_MOVE,
    QUESTIONS,
    moved,
    next_question,
)
from tests.builders import person, shipped_recommender

SOME = shipped_judgments()[0][::16]


@pytest.mark.parametrize("who", SOME, ids=lambda who: who.profile_id)
def test_promised_move_is_the_real_one(who):
    recommender = shipped_recommender()
    question = next_question(recommender, who)
    if question is None:
        return
    before = set(recommender.recommend(who, n=FIRST)["role_id"])
    for reply in question.replies:
        after = set(recommender.recommend(who.changed(**reply.changes), n=FIRST)["role_id"])
        assert reply.moves == len(before - after) == moved(recommender, who, reply.changes)
    assert question.moves >= LEAST_MOVE


class Listed:
    """A list that depends on what was said of money and of family alone."""

    def recommend(self, profile, n=50):
        money = {"": 0, "self-funded": 6, "salaried": 6}.get(profile.funding, 2)
        family = {"": 0, "yes": 3, "no": 3}[profile.family]
        return pd.DataFrame({"role_id": [f"r{i}" for i in range(money + family, 10)] + ["x"]})


class TestChoice:
    def test_of_what_is_unsaid_the_one_that_moves_most(self):
        found = next_question(Listed(), person())
        assert found.field == "funding"
        assert [reply.moves for reply in found.replies] == [6, 2, 2, 6]

    def test_what_is_said_or_skipped_is_not_asked(self):
        assert next_question(Listed(), person(funding="stipend")).field == "family"
        assert next_question(Listed(), person(), skipped=["funding"]).field == "family"

    def test_nothing_is_asked_that_moves_little(self):
        assert next_question(Listed(), person(funding="salaried", family="no")) is None

    def test_who_is_a_student_is_not_asked_whether(self):
        everything = {"funding", "family"}
        rest = [name for name in QUESTIONS if name not in (*everything, "trainee")]
        assert next_question(Listed(), person("student"), skipped=[*everything, *rest]) is None


def test_every_answer_is_one_that_a_profile_takes():
    for _, answers in QUESTIONS.values():
        assert len(answers) > 1
        for _, changes in answers:
            Profile(profession="nurse", **changes)
