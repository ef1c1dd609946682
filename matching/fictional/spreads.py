"""The spreads of `data/fictional.yaml`: checked, and drawn from."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Hashable, Mapping
from random import Random
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict

from matching.reference.shipped import DATA_FOLDER

UNSAID = "unsaid"
"""What a spread calls a field that is left empty."""

Weights = dict[str, float]
Choice = TypeVar("Choice", bound=Hashable)


class Part(BaseModel):
    """What all parts of the file share: no unknown names, nothing changed later."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Work(Part):
    """A profession or a specialty.

    Attributes
    ----------
    share : float
        Its share of employment, counted where `soc` names the codes, else our judgement.
    leaning : float
        How much likelier than others such people are to look for a mission; our judgement.
    noun : tuple of str
        What such people call themselves.
    trainee : str
        What someone in training is called; "" where nobody is.
    says_specialty : float
        Chance that a specialty is named.
    focus, second : tuple of str
        Focus areas and second specialties, likeliest first.
    residency : bool
        Whether one becomes a resident in it without having been one in something else.
    settings : mapping of setting to weight
        Empty for a specialty whose people wish what their profession wishes.
    faithful : bool
        Whether everybody has a faith.
    """

    share: float
    soc: str = ""
    leaning: float = 1.0
    noun: tuple[str, ...]
    trainee: str = ""
    says_specialty: float = 1.0
    workplaces: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    residency: bool = True
    settings: Weights = {}
    faithful: bool = False


class Study(Part):
    """What a student studies, and how many years it takes."""

    share: float
    noun: tuple[str, ...]
    years: int
    focus: tuple[str, ...]


class Stage(Part):
    """A stage of a career: years in the profession, and how it favours lengths of stay."""

    share: float
    years: tuple[int, int]
    lengths: Weights


class Length(Part):
    """A kind of stay: weeks, cost in US dollars, chance of a family, weights of funding."""

    share: float
    weeks: tuple[tuple[int, int | None], ...]
    cost: tuple[int, int]
    family: float
    funding: Weights


class Home(Part):
    """Service in one's own country."""

    country: str
    region: str
    focus: tuple[str, ...]


class Corner(Part):
    """A part of the world: its regions and countries as people call them, and its languages."""

    share: float
    regions: dict[str, str]
    languages: Weights
    countries: dict[str, str]


class Tongue(Part):
    """A first language."""

    share: float
    name: str


class Faith(Part):
    """A faith, and which organizations its people accept."""

    share: float
    christian: bool = False
    accepts: Weights


class Names(Part):
    """Parts of invented names."""

    given: tuple[str, ...]
    fronts: tuple[str, ...]
    backs: tuple[str, ...]


class Spreads(Part):
    """All spreads; what each means is said in the file."""

    as_of: dt.date
    deck: int
    fewest: int
    professions: dict[str, Work]
    studies: dict[str, Study]
    specialties: dict[str, dict[str, Work]]
    also_cares_about: Weights
    stages: dict[str, Stage]
    lengths: dict[str, Length]
    wishes: Weights
    home: Home
    places: dict[str, Corner]
    avoided: dict[str, str]
    tongues: dict[str, Tongue]
    picked_up: Weights
    faiths: dict[str, Faith]
    focus_words: dict[str, tuple[str, ...]]
    names: Names

    @functools.cached_property
    def country_names(self) -> Mapping[str, str]:
        """ISO2 code to the name that people use."""
        return {
            code: name for corner in self.places.values() for code, name in corner.countries.items()
        }

    @functools.cached_property
    def region_names(self) -> Mapping[str, str]:
        """UN M49 region to the name that people use."""
        return {
            region: name
            for corner in self.places.values()
            for region, name in corner.regions.items()
        }


@functools.cache
def shipped_spreads() -> Spreads:
    """Read `data/fictional.yaml`, once."""
    text = (DATA_FOLDER / "fictional.yaml").read_text(encoding="utf-8")
    return Spreads.model_validate(yaml.safe_load(text))


def pick(rng: Random, weights: Mapping[Choice, float]) -> Choice:
    """Draw one key of a mapping; the values are its weights.

    Examples
    --------
    >>> pick(Random(1), {"never": 0, "always": 1})
    'always'
    """
    return rng.choices(list(weights), list(weights.values()))[0]


def pick_several(rng: Random, weights: Mapping[Choice, float], n: int) -> list[Choice]:
    """Draw up to `n` different keys that have a weight, likelier ones more often and earlier."""
    left = {key: weight for key, weight in weights.items() if weight > 0}
    drawn: list[Choice] = []
    while left and len(drawn) < n:
        drawn.append(pick(rng, left))
        del left[drawn[-1]]
    return drawn


def falling(choices: tuple[str, ...]) -> Weights:
    """Weights for a list whose first items are likelier: 1, 1/2, 1/3 and so on."""
    return {choice: 1 / (position + 1) for position, choice in enumerate(choices)}


def quotas(spreads: Spreads) -> dict[str, int]:
    """How many of a deck hold each profession: by share and leaning, `fewest` at least.

    What is left after everyone's `fewest` goes by largest remainder to the professions whose
    weight asks for more.
    """
    weights = {name: work.share * work.leaning for name, work in spreads.professions.items()}
    total = sum(weights.values())
    asked = {
        name: max(0.0, spreads.deck * weight / total - spreads.fewest)
        for name, weight in weights.items()
    }
    rest = spreads.deck - spreads.fewest * len(weights)
    scaled = {name: rest * value / sum(asked.values()) for name, value in asked.items()}
    more = {name: int(value) for name, value in scaled.items()}
    by_remainder = sorted(scaled, key=lambda name: more[name] - scaled[name])
    for name in by_remainder[: rest - sum(more.values())]:
        more[name] += 1
    return {name: spreads.fewest + count for name, count in more.items()}
