"""Aspects: one file for each thing that a role may demand or a person may wish.

What walks them (must-haves, terms, explanations, changes that open roles, weight sets) goes over
the two tuples below and knows none by name. docs/add-an-aspect.md shows how to add one.
"""

from matching.aspects.aspect import Aspect, MustHave, Weighed
from matching.aspects.care import CARE
from matching.aspects.commitment import COMMITMENT
from matching.aspects.dates import DATES
from matching.aspects.eligibility import ELIGIBILITY
from matching.aspects.experience import EXPERIENCE
from matching.aspects.faith import FAITH
from matching.aspects.family import FAMILY
from matching.aspects.focus import FOCUS
from matching.aspects.for_whom import FOR_WHOM
from matching.aspects.funding import FUNDING
from matching.aspects.language import LANGUAGE
from matching.aspects.licence import LICENCE
from matching.aspects.near_home import NEAR_HOME
from matching.aspects.need import NEED
from matching.aspects.place import PLACE
from matching.aspects.profession import PROFESSION
from matching.aspects.record import RECORD
from matching.aspects.setting import SETTING
from matching.aspects.specialty import SPECIALTY
from matching.aspects.stay import STAY
from matching.aspects.text import TEXT
from matching.aspects.training import TRAINING

__all__ = ["ASPECTS", "CURVES", "CURVE_TERMS", "MUST_HAVES", "TERMS", "TERM_LABELS", "Aspect"]

MUST_HAVES: tuple[MustHave, ...] = (
    PROFESSION,
    SPECIALTY,
    STAY,
    COMMITMENT,
    DATES,
    TRAINING,
    LICENCE,
    ELIGIBILITY,
    EXPERIENCE,
    LANGUAGE,
    FAITH,
    FUNDING,
    FAMILY,
    FOR_WHOM,
    PLACE,
    NEAR_HOME,
    CARE,
)
"""What may close a role, in the order in which people read and are asked."""
TERMS: tuple[Weighed, ...] = (
    SPECIALTY,
    FOCUS,
    TEXT,
    PLACE,
    STAY,
    COMMITMENT,
    DATES,
    LANGUAGE,
    SETTING,
    FAITH,
    FUNDING,
    FAMILY,
    FOR_WHOM,
    ELIGIBILITY,
    EXPERIENCE,
    TRAINING,
    RECORD,
    NEED,
)
"""What earns points, in the order of the columns of points and of ties in rounding them."""
ASPECTS: tuple[Aspect, ...] = tuple(dict.fromkeys((*MUST_HAVES, *TERMS)))
TERM_LABELS = {aspect.term: aspect.term_label for aspect in TERMS}
CURVES = {name: text for aspect in TERMS for name, text in aspect.curves.items()}
"""The numbers of a weight set that shape the values of terms, and what each says."""
CURVE_TERMS = {name: aspect.term for aspect in TERMS for name in aspect.curves}
"""The one term that each curve changes."""
