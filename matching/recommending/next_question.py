"""The next best question: of what a person has not said, what would move their first ten most."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

import pandas as pd

from matching.profile import Profile
from matching.reference.shipped import shipped_adjacency

FIRST: Final = 10
"""How many roles of a list are looked at."""
LEAST_MOVE: Final = 1.0
"""Roles that an answer must move on average for the question to be worth asking."""


class Recommends(Protocol):
    """What ranks roles for a profile, as `Recommender` does."""

    def recommend(self, profile: Profile, n: int | None = 50) -> pd.DataFrame:
        """Rank the roles that are open to a professional, best first."""


@dataclass(frozen=True)
class Reply:
    """One answer to choose.

    Attributes
    ----------
    moves : int
        How many of the first ten roles would be other ones.
    """

    label: str
    changes: Mapping[str, Any]
    moves: int


@dataclass(frozen=True)
class NextQuestion:
    """What to ask next, and what each answer would move."""

    field: str
    text: str
    replies: tuple[Reply, ...]

    @property
    def moves(self) -> float:
        """Roles that an answer moves on average."""
        return sum(reply.moves for reply in self.replies) / len(self.replies)


QUESTIONS: Final[Mapping[str, tuple[str, tuple[tuple[str, Mapping[str, Any]], ...]]]] = {
    "max_weeks": (
        "How long could you stay?",
        (
            ("About a week", {"max_weeks": 1}),
            ("Two to four weeks", {"min_weeks": 2, "max_weeks": 4}),
            ("One to six months", {"min_weeks": 4, "max_weeks": 26}),
            ("A year or longer", {"min_weeks": 52}),
        ),
    ),
    "regions": (
        "Where would you like to go?",
        tuple((name, {"regions": (name,)}) for name in ("Africa", "Asia", "Americas", "Europe")),
    ),
    "funding": (
        "What do you need, or can you pay?",
        (
            ("I pay my own way", {"funding": "self-funded"}),
            ("I raise support", {"funding": "support-raised"}),
            ("Costs must be covered", {"funding": "expenses-paid"}),
            ("I need a salary", {"funding": "salaried"}),
        ),
    ),
    "accepts": (
        "Which organizations are welcome?",
        (
            ("Christian", {"accepts": "christian"}),
            ("Non-religious", {"accepts": "secular"}),
            ("Any", {"accepts": "any"}),
        ),
    ),
    "faith": (
        "What is your own faith, if any? Some organizations ask.",
        (
            ("Christian", {"faith": "christian"}),
            ("Another, or none", {"faith": "none"}),
        ),
    ),
    "family": (
        "Would family come along?",
        (("Yes", {"family": "yes"}), ("No", {"family": "no"})),
    ),
    "field_of_study": (
        "What do you study?",
        (
            ("Medicine", {"field_of_study": "physician"}),
            ("Nursing", {"field_of_study": "nurse"}),
            ("Dentistry", {"field_of_study": "dentist"}),
            ("Physical therapy", {"field_of_study": "physical-therapist"}),
        ),
    ),
    "trainee": (
        "Are you a student or resident?",
        (("Yes", {"trainee": "yes"}), ("No", {"trainee": "no"})),
    ),
    "commitment": (
        "What time can you give?",
        (
            ("Full time, for days or longer", {"commitment": ("full-time",)}),
            ("Hours a week, near home", {"commitment": ("part-time",)}),
            ("Hours from home, online", {"commitment": ("remote-hours",)}),
        ),
    ),
    "years_experience": (
        "How long have you practised?",
        (
            ("Under two years", {"years_experience": 1}),
            ("Two to five years", {"years_experience": 3}),
            ("More than five years", {"years_experience": 10}),
        ),
    ),
    "languages": (
        "Which of these do you speak well, beside English?",
        tuple(
            (label, {"languages": ("en:good", f"{code}:good")})
            for label, code in (("French", "fr"), ("Spanish", "es"), ("Portuguese", "pt"))
        )
        + (("English alone", {"languages": ("en:good",)}),),
    ),
}
"""What can be asked, by the field: the question, and answers with what they change."""
ALSO_SAID_BY: Final = {
    "max_weeks": ("min_weeks", "commitment"),
    "regions": ("countries",),
    "commitment": ("min_weeks", "max_weeks"),
}
"""Fields that say as much, so that nothing is asked once one of them is filled."""


def next_question(
    recommender: Recommends, profile: Profile, skipped: Collection[str] = ()
) -> NextQuestion | None:
    """Find what to ask; each answer is tried on the whole list.

    Parameters
    ----------
    skipped : collection of str
        Fields that the person does not want to be asked about.

    Returns
    -------
    NextQuestion or None
        None where no answer would move `LEAST_MOVE` of the first ten on average.
    """
    before = _first(recommender, profile)
    asked = (
        NextQuestion(field, text, tuple(_replies(recommender, profile, before, answers)))
        for field, (text, answers) in QUESTIONS.items()
        if field not in skipped and not _is_said(profile, field)
    )
    best = max(asked, key=lambda question: question.moves, default=None)
    return best if best is not None and best.moves >= LEAST_MOVE else None


def moved(recommender: Recommends, profile: Profile, changes: Mapping[str, Any]) -> int:
    """How many of the first ten roles a change of the profile puts others in place of."""
    before = _first(recommender, profile)
    return len(before - _first(recommender, profile.changed(**changes)))


def _replies(
    recommender: Recommends,
    profile: Profile,
    before: frozenset[str],
    answers: tuple[tuple[str, Mapping[str, Any]], ...],
) -> Iterator[Reply]:
    for label, changes in answers:
        after = _first(recommender, profile.changed(**changes))
        yield Reply(label, changes, len(before - after))


def _first(recommender: Recommends, profile: Profile) -> frozenset[str]:
    return frozenset(recommender.recommend(profile, n=FIRST)["role_id"])


def _is_said(profile: Profile, field: str) -> bool:
    """Whether a person has said it; who is a student has said that they are in training."""
    names = (field, *ALSO_SAID_BY.get(field, ()))
    if field == "trainee" and profile.profession == "student":
        return True
    if field == "field_of_study":
        told = profile.field_of_study or shipped_adjacency().field_studied(profile.statement)
        return bool(told) or profile.profession != "student"
    return any(getattr(profile, name) != Profile.model_fields[name].default for name in names)
