import pandas as pd

from matching.evidence.exposure import good_roles


def test_a_role_that_nobody_judged_is_good_from_the_threshold_on():
    scores = pd.DataFrame(
        {"profile_id": ["ana"] * 3, "role_id": ["below", "at", "above"], "score": [79.99, 80, 81]}
    )
    assert good_roles(scores, threshold=80)["role_id"].tolist() == ["at", "above"]
