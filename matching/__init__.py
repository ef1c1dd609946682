"""Matches healthcare professionals with the roles of organizations they can serve in."""

from matching.catalog import Catalog
from matching.comparison.weight_set import WeightSet
from matching.profile import Profile
from matching.recommending.recommender import Recommender

__all__ = ["Catalog", "Profile", "Recommender", "WeightSet"]
