"""Two rankings in one list, so that what people do tells which of them is better."""

from matching.weights.experiments.credit import votes
from matching.weights.experiments.drafting import FIRST, SECOND, Drafted, team_draft
from matching.weights.experiments.verdict import ExperimentVerdict, judge

__all__ = ["FIRST", "SECOND", "Drafted", "ExperimentVerdict", "judge", "team_draft", "votes"]
