import pandas as pd
import pytest

from matching.evidence.exposure import price_of_floor

JUDGMENTS = pd.DataFrame(
    {"profile_id": ["ana", "ana"], "role_id": ["good", "poor"], "grade": [3, 0]}
)


def test_roles_nobody_judged_count_in_one_figure_and_are_passed_over_in_the_other():
    before, after = {"ana": ["good", "poor"]}, {"ana": ["unjudged", "good", "poor"]}
    price = price_of_floor(before, after, JUDGMENTS).set_index("metric")
    assert price.loc["ndcg", ["before", "after"]].tolist() == [1, 1]
    assert price.at["ndcg_all", "before"] == 1
    assert price.at["ndcg_all", "after"] == pytest.approx(0.6309, abs=1e-4)  # 1 / log2(3)
