"""The verbs on weights: trying and publishing them, answers that teach them, and what use says."""

from __future__ import annotations

from matching.services.weights.experiments import (
    Experiment,
    experiment_verdict,
    experiments,
    my_experiment,
    start_experiment,
    stop_experiment,
)
from matching.services.weights.floors import floors, set_floor
from matching.services.weights.golden_profiles import (
    GoldenReport,
    add_golden,
    change_golden,
    check_golden,
    golden_profiles,
    remove_golden,
)
from matching.services.weights.gradings import (
    ANSWERS,
    export_graded_profiles_csv,
    export_judgments_csv,
    grade_candidate,
    grade_match,
    my_gradings,
)
from matching.services.weights.publishing import publications, publish, roll_back
from matching.services.weights.use_evidence import candidate_decisions, use_log
from matching.services.weights.weight_sets import save_draft, weight_sets

__all__ = [
    "ANSWERS",
    "Experiment",
    "GoldenReport",
    "add_golden",
    "candidate_decisions",
    "change_golden",
    "check_golden",
    "experiment_verdict",
    "experiments",
    "export_graded_profiles_csv",
    "export_judgments_csv",
    "floors",
    "golden_profiles",
    "grade_candidate",
    "grade_match",
    "my_experiment",
    "my_gradings",
    "publications",
    "publish",
    "remove_golden",
    "roll_back",
    "save_draft",
    "set_floor",
    "start_experiment",
    "stop_experiment",
    "use_log",
    "weight_sets",
]
