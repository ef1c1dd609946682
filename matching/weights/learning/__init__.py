"""Weights learned from graded matches: the ranker, how it is fitted, and how good it is."""

from __future__ import annotations

from matching.weights.learning.match_table import GradedMatches, graded_matches, match_table
from matching.weights.learning.ranker import WeightRanker

__all__ = ["GradedMatches", "WeightRanker", "graded_matches", "match_table"]
