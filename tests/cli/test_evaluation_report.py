import io
from types import SimpleNamespace

import pandas as pd
from rich.console import Console

from matching import Profile
from matching.cli.evaluation_report import print_evaluation
from matching.studies.evaluation import evaluate

JUDGMENTS = [
    ("p1", "a-good", 3, "fits"),
    ("p1", "c-bad", 0, "faith"),
    ("p1", "d-lost", 2, "length"),
]


def test_roles_in_the_wrong_place_are_named_with_the_reason_of_the_judge():
    titles = pd.DataFrame({"title": dict.fromkeys(("a-good", "c-bad", "d-lost"), "A title")})
    judgments = pd.DataFrame(JUDGMENTS, columns=["profile_id", "role_id", "grade", "reason"])
    ours = SimpleNamespace(rank=lambda profile: ["c-bad", "a-good"])
    evaluation = evaluate(
        SimpleNamespace(roles=titles),
        [Profile(profile_id="p1", profession="nurse")],
        judgments,
        {"ours": ours},
    )
    page = io.StringIO()
    print_evaluation(evaluation, Console(file=page, width=120))
    lines = [line.split() for line in page.getvalue().splitlines()]
    assert ["p1", "1", "c-bad", "faith"] in lines  # rank 1, grade 0
    assert ["p1", "2", "d-lost", "length"] in lines  # grade 2, not in the list
