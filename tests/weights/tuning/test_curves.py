"""A drawn curve says what the term of a real match counts."""

import numpy as np
import pytest

from matching import WeightSet
from matching.aspects import CURVES, TERM_LABELS
from matching.weights.tuning import curve_points
from tests.builders import organization, person, recommender_of, role, weights_with


def value(term, who, *roles, curves=None, **tables):
    """What a term counts for the first of the roles."""
    recommender = recommender_of(*roles, weights=weights_with(curves=curves), **tables)
    terms = recommender.compare(who).terms
    assert terms.known[0, list(TERM_LABELS).index(term)]
    return terms.values[0, list(TERM_LABELS).index(term)]


def drawn(curve, x, **curves):
    line = curve_points(weights_with(curves=curves), curve)
    return np.interp(x, line.x, line.y)


ABOUT = pytest.approx
NEAR = person(specialties="pediatric-surgery")
SURGEON = role(specialties="general-surgery")
ABROAD = {"organizations": [organization(countries="KE", hq_country="US")]}


def test_specialty_power():
    degree = value("specialty", NEAR, SURGEON, curves={"specialty_power": 1.0})
    assert 0 < degree < 1
    squared = value("specialty", NEAR, SURGEON, curves={"specialty_power": 2.0})
    assert squared == ABOUT(drawn("specialty_power", degree, specialty_power=2.0), abs=1e-3)


def test_beside_students():
    degree = value("specialty", NEAR, SURGEON)
    taken = role(specialties="general-surgery", professions="student|physician")
    beside = value("specialty", NEAR, taken, curves={"beside_students": 0.3})
    assert beside == ABOUT(drawn("beside_students", degree, beside_students=0.3), abs=1e-3)
    assert beside < degree


def test_focus_best():
    interests = ["hiv", "palliative", "hearing", "eye-care"]
    who = person(focus_areas=interests)
    halves = [role(f"hope--{n}", focus_areas="|".join(interests[n::2])) for n in (0, 1)]
    served = value("focus", who, *halves, curves={"focus_best": 0.6})
    assert served == ABOUT(drawn("focus_best", 2, focus_best=0.6))


def test_text_full():
    who = person(statement="Surgery in Kenya, and teaching")
    ward = role(title="Surgery and a garden")
    likeness = value("text", who, ward, curves={"text_full": 1.0})
    assert 0 < likeness < 0.8
    assert value("text", who, ward, curves={"text_full": 0.8}) == ABOUT(
        drawn("text_full", likeness, text_full=0.8)
    )
    assert drawn("text_full", 0.5, text_full=0.5) == 1


@pytest.mark.parametrize("curve", ["place_hint", "place_hint_off"])
@pytest.mark.parametrize("wish", ["KE", "TZ", "FJ"])
def test_place_hint(curve, wish):
    who, curves = person(countries=wish), {"place_hint": 0.9, "place_hint_off": 0.2}
    answered = value("place", who, role(countries="KE"))
    hinted = value("place", who, role(), curves=curves, **ABROAD)
    assert hinted == ABOUT(drawn(curve, answered, **curves))


@pytest.mark.parametrize("country", ["US", "CA", "KE"])
def test_away_from_home(country):
    there = role(countries=country, focus_areas="domestic")
    answered = value("place", person(countries="US", focus_areas="domestic"), there,
                     curves={"away_from_home": 1.0})  # fmt: skip
    counted = value("place", person(countries="US", focus_areas="domestic"), there,
                    curves={"away_from_home": 0.4})  # fmt: skip
    assert counted == ABOUT(drawn("away_from_home", answered, away_from_home=0.4))


def test_home_service():
    who, there = person(countries="TZ"), {"countries": "KE"}
    answered = value("place", who, role(**there))
    at_home = value("place", who, role(focus_areas="domestic", **there),
                    curves={"home_service": 0.3})  # fmt: skip
    assert at_home == ABOUT(drawn("home_service", answered, home_service=0.3))
    assert 0 < at_home < answered


@pytest.mark.parametrize("weeks", [1, 2, 3])
def test_length_short(weeks):
    who, post = person(min_weeks=4), role(max_weeks=str(weeks))
    stay = value("length", who, post, curves={"length_short": 0.6})
    assert stay == ABOUT(drawn("length_short", weeks / 4, length_short=0.6))
    assert value("length", who, role(max_weeks="4")) == drawn("length_short", 1.2) == 1


@pytest.mark.parametrize("curve", ["length_hint", "length_hint_off"])
@pytest.mark.parametrize(("wished", "x"), [(1, 1), (4, 0.25), (0.5, 2)])
def test_length_hint(curve, wished, x):
    curves = {"length_hint": 0.7, "length_hint_off": 0.2}
    who, post = person(min_weeks=wished, max_weeks=wished), role(title="A week-long visit")
    assert value("length", who, post, curves=curves) == ABOUT(drawn(curve, x, **curves))


def test_freshness_years():
    post = role(source_date="2020-11-25")
    recommender = recommender_of(post, weights=weights_with(curves={"freshness_years": 4.0}))
    compared = recommender.compare(person())
    record = compared.terms.values[0, list(TERM_LABELS).index("record")]
    fresh = (record - 0.6 * compared.roles.quality[0]) / 0.4
    assert fresh == ABOUT(drawn("freshness_years", 6, freshness_years=4.0), abs=2e-3)


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize("number", [0.0, 0.5, 1.0, 100.0])
def test_every_curve_can_be_drawn(curve, number):
    line = curve_points(weights_with(curves={curve: min(number, MOST.get(curve, 1.0))}), curve)
    assert len(line.x) == len(line.y) >= 2
    assert (np.diff(line.x) >= 0).all()
    assert ((line.y >= 0) & (line.y <= 1)).all()
    assert line.x_label
    assert line.y_label


MOST = {"specialty_power": 100.0, "text_full": 100.0, "freshness_years": 100.0}


def test_unknown_curve_is_refused():
    with pytest.raises(ValueError, match=r"curve must be one of specialty_power, .*, got 'luck'"):
        curve_points(WeightSet.default(), "luck")
