"""Fictional professionals for the demo and for tests: a realistic spread, and nobody real."""

from matching.fictional.people import FictionalPerson, fictional_profiles

__all__ = ["FictionalPerson", "fictional_profiles"]
