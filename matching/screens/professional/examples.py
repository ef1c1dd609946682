"""Three fictional people, so that a first visitor can see at once what the app does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from matching import Profile


@dataclass(frozen=True)
class Example:
    """A fictional person to try: a button's label, what they are looking for, and the profile."""

    name: str
    wish: str
    profile: Profile


EXAMPLES: Final = (
    Example(
        "General surgeon",
        "Two to four weeks in Eastern Africa, to operate and to teach.",
        Profile(
            profession="physician",
            specialties=("general-surgery",),
            years_experience=14,
            focus_areas=("surgery", "medical-education"),
            regions=("Eastern Africa",),
            languages=("en:native",),
            min_weeks=2,
            max_weeks=4,
            funding="self-funded",
            budget_usd=4000,
        ),
    ),
    Example(
        "Dentist",
        "One week in Central America, with basic Spanish.",
        Profile(
            profession="dentist",
            specialties=("general-dentistry",),
            years_experience=6,
            focus_areas=("oral-health", "child-health"),
            regions=("Central America",),
            languages=("en:native", "es:basic"),
            min_weeks=1,
            max_weeks=1,
            funding="self-funded",
            budget_usd=2500,
        ),
    ),
    Example(
        "Counselor",
        "With survivors of human trafficking, for as long as it takes.",
        Profile(
            profession="mental-health-counselor",
            years_experience=9,
            focus_areas=("human-trafficking", "trauma-informed-care", "mental-health"),
            languages=("en:native",),
            min_weeks=26,
            funding="support-raised",
        ),
    ),
)
