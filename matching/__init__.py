"""Matches healthcare professionals with the roles of organizations they can serve in."""

from matching.catalog import Catalog
from matching.profile import Profile
from matching.recommender import Recommender
from matching.weights import WeightSet

__all__ = ["Catalog", "Profile", "Recommender", "WeightSet"]
