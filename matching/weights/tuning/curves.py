"""The shape that each curve of a weight set gives its term, as points to draw."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Final

import numpy as np

from matching.arrays import Floats
from matching.aspects import CURVES
from matching.comparison.weight_set import WeightSet

YEARS: Final = 20
INTERESTS: Final = 4


@dataclasses.dataclass(frozen=True, eq=False)
class DrawnCurve:
    """A curve as a line.

    Attributes
    ----------
    x, y : array of float
        `y` is in [0, 1], what the term counts; a jump is two points with the same `x`.
    x_label, y_label : str
    """

    x: Floats
    y: Floats
    x_label: str
    y_label: str


def curve_points(weights: WeightSet, curve: str) -> DrawnCurve:
    """Points of the line that a curve draws with the numbers of a weight set.

    Raises
    ------
    ValueError
        There is no such curve.
    """
    if curve not in CURVES:
        raise ValueError(f"curve must be one of {', '.join(CURVES)}, got {curve!r}.")
    return _DRAWN[curve](weights.curves)


_Curves = dict[str, float]
_SHARE: Final[Floats] = np.linspace(0.0, 1.0, 41)
_WISH: Final = "How well the place answers the wish"
_STAY: Final = "Length in times of the wished one"


def _specialty(curves: _Curves) -> DrawnCurve:
    y = _SHARE ** curves["specialty_power"]
    return DrawnCurve(_SHARE, y, "Nearness of profession and specialty", "Value")


def _beside_students(curves: _Curves) -> DrawnCurve:
    alone = _specialty(curves)
    y = alone.y * curves["beside_students"]
    return DrawnCurve(_SHARE, y, alone.x_label, "Value beside students")


def _focus(curves: _Curves) -> DrawnCurve:
    served = np.arange(INTERESTS + 1.0)
    share = curves["focus_best"]
    y = share * (served > 0) + (1 - share) * served / INTERESTS
    return DrawnCurve(served, y, f"Interests served, of {INTERESTS} equally rare", "Value")


def _text(curves: _Curves) -> DrawnCurve:
    full = max(curves["text_full"], 1e-6)
    x = np.unique([0.0, min(full, 1.0), 1.0])
    return DrawnCurve(x, np.minimum(1.0, x / full), "Likeness of words", "Value")


def _place_hint(curves: _Curves) -> DrawnCurve:
    off, on = curves["place_hint_off"], curves["place_hint"]
    return DrawnCurve(_SHARE, off + (on - off) * _SHARE, _WISH, "Value of a hint")


def _away_from_home(curves: _Curves) -> DrawnCurve:
    x = np.array([0.0, 0.9, 0.9, 1.0])
    y = x * np.array([curves["away_from_home"]] * 2 + [1.0] * 2)
    return DrawnCurve(x, y, _WISH, "Value for who wishes to serve at home")


def _home_service(curves: _Curves) -> DrawnCurve:
    label = "Value of service in one's own country"
    return DrawnCurve(_SHARE, _SHARE * curves["home_service"], _WISH, label)


def _length_short(curves: _Curves) -> DrawnCurve:
    x, y = np.array([0.0, 1.0, 1.0, 1.5]), np.array([0.0, curves["length_short"], 1.0, 1.0])
    return DrawnCurve(x, y, _STAY, "Value of a stated length")


def _length_hint(curves: _Curves) -> DrawnCurve:
    x = np.array([0.0, 0.5, 0.5, 1.5, 1.5, 2.5])
    fits, off = curves["length_hint"], curves["length_hint_off"]
    y = np.array([off, off, fits, fits, off, off])
    return DrawnCurve(x, y, _STAY, "Value of a hinted length")


def _freshness(curves: _Curves) -> DrawnCurve:
    x = np.linspace(0.0, YEARS, 41)
    y = 0.5 ** (x / max(curves["freshness_years"], 0.1))
    return DrawnCurve(x, y, "Age of the source in years", "Value of its date")


_DRAWN: Final[dict[str, Callable[[_Curves], DrawnCurve]]] = {
    "specialty_power": _specialty,
    "beside_students": _beside_students,
    "focus_best": _focus,
    "text_full": _text,
    "place_hint": _place_hint,
    "place_hint_off": _place_hint,
    "length_short": _length_short,
    "length_hint": _length_hint,
    "length_hint_off": _length_hint,
    "away_from_home": _away_from_home,
    "home_service": _home_service,
    "freshness_years": _freshness,
}
