import pytest

from matching.screens.recruiter import own_role


@pytest.mark.parametrize(("days", "tone"), [(6, "plain"), (7, "weigh"), (8, "weigh")])
def test_an_answer_is_late_from_a_week_on(days, tone):
    role = {
        "role_id": "mercy--surgeon", "is_open": True, "status": "open",
        "interested": 1, "waiting": 1, "longest_wait_days": days, "agreed": 0, "stages": {},
    }  # fmt: skip
    [chip] = [chip for chip in own_role._chips(role) if "waits for an answer" in chip]
    assert tone in chip
