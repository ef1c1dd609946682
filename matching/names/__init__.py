"""What people call professions, specialties, places, languages and work: one table of names."""

from matching.names.table import KINDS, PERSON, PLACE, Mention, Name, Names

__all__ = ["KINDS", "PERSON", "PLACE", "Mention", "Name", "Names"]
