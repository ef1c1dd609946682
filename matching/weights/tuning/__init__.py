"""Weights on a bench: what a draft does to lists, figures and exposure, fast enough for sliders."""

from __future__ import annotations

from matching.weights.tuning.curves import DrawnCurve, curve_points
from matching.weights.tuning.exposure_moves import exposure_changes
from matching.weights.tuning.figures import FigureChanges, Verdict, compare_figures, judged_figures
from matching.weights.tuning.firmness import rank_ranges
from matching.weights.tuning.lists import compare_lists
from matching.weights.tuning.sensitivity import moved_weights
from matching.weights.tuning.workspace import Workspace

__all__ = [
    "FigureChanges", "DrawnCurve", "Verdict", "Workspace", "compare_figures", "compare_lists",
    "curve_points", "exposure_changes", "judged_figures", "moved_weights", "rank_ranges",
]  # fmt: skip
