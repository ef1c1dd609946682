"""Weight sets: points per term, value of unknown, curves, variety; plain JSON, never a pickle."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from typing import Any, Self, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictFloat,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from matching.aspects import CURVES, TERM_LABELS
from matching.comparison.article_numbers import ARTICLE_NUMBERS, DEFAULTS, LOWERS
from matching.errors import WeightSetError, shown
from matching.reference.shipped import DATA_FOLDER

Range: TypeAlias = tuple[float, float]

SCHEMA_VERSION = 2
ADDED = {
    2: {"commitment": (6.0, 0.5), "for_whom": (6.0, 0.4), "eligibility": (8.0, 0.3)},
}
"""Terms that came with a schema version: weight and value of unknown that older sets get."""
BANDS = {
    "meets": "Least score of a role that meets all that was asked.",
    "near": "Least score of one that comes near and breaks no wish.",
    "near_broken": "Least score of one that comes near and breaks one wish.",
    "near_open": "Least score of one that comes near and leaves one wish open.",
}
VARIETY = {
    "most_of_one": "Most roles of one organization among the first ten.",
    "widest_gap": "Most points behind that variety makes up for.",
}
VARIETY_RANGE: Mapping[str, Range] = {"most_of_one": (1.0, 10.0), "widest_gap": (0.0, 100.0)}
"""Least and most of each. A gap of 0 lets only equal scores change places; 10 of one, none."""
OWN_RANGES: Mapping[str, Mapping[str, Range]] = {
    "variety": VARIETY_RANGE, "articles": dict.fromkeys(LOWERS, (0.0, 1.0)),
}  # fmt: skip
"""By part, least and most of numbers that differ from the others of it."""
PARTS = ("weights", "unknown", "curves", "variety", "bands", "articles")
"""The fields of a weight set that have its numbers."""
DEFAULT_FILE = DATA_FOLDER / "weights.json"
MOST_POINTS = 1_000.0
KNOWN: Mapping[str, tuple[Mapping[str, str], str, Range]] = {
    "weights": (TERM_LABELS, "term", (0.0, MOST_POINTS)),
    "unknown": (TERM_LABELS, "term", (0.0, 1.0)),
    "curves": (CURVES, "curve", (0.0, 100.0)),
    "variety": (VARIETY, "number", (0.0, 100.0)),
    "bands": (BANDS, "band", (0.0, 100.0)),
    "articles": (ARTICLE_NUMBERS, "number", (0.0, 10.0)),
}
"""The names in each part, what one is called, and the least and most it may be."""
LONGEST_JSON = 50_000
"""Characters of a weight set; the longest has about 20,000."""
MOST_NAMED = 5


class WeightSet(BaseModel):
    """A named, versioned set of weights, curves and what keeps the first ten varied.

    Parameters
    ----------
    weights : mapping of term to number
        Relative weight, never negative. Terms that a profile does not ask for are left out and
        the others scaled, so that a perfect match always has 100 points.
    unknown : mapping of term to number in [0, 1]
        What a term counts when the source does not say.
    curves : mapping of name to number
        See `matching.aspects.CURVES`.
    variety : mapping of name to number, optional
        See `VARIETY` and `VARIETY_RANGE`. Sets that were stored before there was this field lack
        it; they have the numbers that were fixed then: 3 of one organization, a gap of 6 points.

    bands : mapping of name to number, optional
        See `BANDS`; where readers judged most roles good.
    articles : mapping of name to number, optional
        See `ARTICLE_NUMBERS`: what orders the articles for a person.

    A set of an older schema version gets the terms that it lacks from `ADDED`.

    Raises
    ------
    WeightSetError
        A term is missing or unknown, a number is negative, not finite, out of range or not whole
        where it must be, or the schema version is another.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = SCHEMA_VERSION
    name: str = Field(min_length=1, max_length=80)
    version: int = Field(default=1, ge=1)
    author: str = Field(default="", max_length=200)
    date: str = ""
    note: str = Field(default="", max_length=2_000)
    weights: dict[str, StrictFloat]
    unknown: dict[str, StrictFloat]
    curves: dict[str, StrictFloat]
    variety: dict[str, StrictFloat] = Field(default={"most_of_one": 3.0, "widest_gap": 6.0})
    bands: dict[str, StrictFloat] = Field(
        default={"meets": 72.0, "near": 70.0, "near_broken": 74.0, "near_open": 84.0}
    )
    articles: dict[str, StrictFloat] = Field(default=dict(DEFAULTS))

    def __init__(self, /, **fields: Any) -> None:
        try:
            super().__init__(**fields)
        except ValidationError as error:
            raise WeightSetError(_message(error)) from error

    @field_validator("schema_version")
    @classmethod
    def _this_version(cls, value: int) -> int:
        if value != SCHEMA_VERSION:
            found = shown(str(value))
            raise ValueError(f"{found} found, this program reads version {SCHEMA_VERSION}")
        return value

    @model_validator(mode="before")
    @classmethod
    def _with_later_terms(cls, fields: dict[str, Any]) -> dict[str, Any]:
        """Give a set of an older version the terms that came after it."""
        version = fields.get("schema_version", SCHEMA_VERSION)
        if not isinstance(version, int) or not 1 <= version < SCHEMA_VERSION:
            return fields
        added = {
            k: v for at in range(version + 1, SCHEMA_VERSION + 1) for k, v in ADDED[at].items()
        }
        parts = {"weights": 0, "unknown": 1}
        filled = {
            part: {term: both[at] for term, both in added.items()} | fields[part]
            for part, at in parts.items()
            if isinstance(fields.get(part), dict)
        }
        return {**fields, **filled, "schema_version": SCHEMA_VERSION}

    @field_validator(*PARTS)
    @classmethod
    def _in_order(cls, value: dict[str, float], info: ValidationInfo) -> dict[str, float]:
        """Give the numbers of a part in their order, if there is one for each name."""
        part = info.field_name or ""
        names, kind, usual = KNOWN[part]
        own = OWN_RANGES.get(part, {})
        _same_names(value, names, kind)
        for name in value:
            _in_range(name, value[name], *own.get(name, usual))
        return {name: value[name] for name in names}

    @field_validator("weights")
    @classmethod
    def _not_all_zero(cls, value: dict[str, float]) -> dict[str, float]:
        if sum(value.values()) <= 0:
            raise ValueError("all weights are 0; at least one must be positive")
        return value

    @field_validator("variety")
    @classmethod
    def _whole(cls, value: dict[str, float]) -> dict[str, float]:
        if value["most_of_one"] % 1:
            raise ValueError(f"most_of_one is {value['most_of_one']:g}, expected a whole number")
        return value

    @property
    def numbers(self) -> dict[str, dict[str, float]]:
        """All numbers by their part (see `PARTS`): sets that agree in them rank the same."""
        return {part: getattr(self, part) for part in PARTS}

    @property
    def terms(self) -> tuple[str, ...]:
        """Names of the terms in their fixed order."""
        return tuple(TERM_LABELS)

    @classmethod
    def default(cls) -> WeightSet:
        """The weight set that ships with the project."""
        return _default()

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read a weight set from JSON text.

        Raises
        ------
        WeightSetError
            The text is longer than `LONGEST_JSON`, no JSON object, or not a weight set of this
            schema version.
        """
        if len(text) > LONGEST_JSON:
            raise WeightSetError(
                f"The weight set is longer than {LONGEST_JSON:,} characters, so it is none."
            )
        try:
            fields = json.loads(text, parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            raise WeightSetError(f"The weight set is no JSON: {shown(str(error), 200)}.") from error
        if not isinstance(fields, dict):
            raise WeightSetError("The weight set is no JSON object with `weights`.")
        return cls(**fields)

    def to_json(self) -> str:
        """The weight set as JSON text that `from_json` reads back."""
        return json.dumps(self.model_dump(), indent=2, ensure_ascii=False) + "\n"

    def changed(self, **weights: float) -> WeightSet:
        """A new weight set with some weights replaced."""
        fields = self.model_dump()
        return WeightSet(**{**fields, "weights": {**fields["weights"], **weights}})


@functools.cache
def _default() -> WeightSet:
    return WeightSet.from_json(DEFAULT_FILE.read_text(encoding="utf-8"))


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number a weight can have")


def _same_names(value: Mapping[str, float], names: Mapping[str, str], kind: str) -> None:
    unknown = sorted(set(value) - set(names))
    missing = sorted(set(names) - set(value))
    if unknown:
        found = ", ".join(shown(name) for name in unknown[:MOST_NAMED])
        more = f" and {len(unknown) - MOST_NAMED:,} more" if len(unknown) > MOST_NAMED else ""
        raise ValueError(f"unknown {kind} {found}{more}; known: {', '.join(names)}")
    if missing:
        raise ValueError(f"missing {kind} {', '.join(missing)}")


def _in_range(name: str, number: float, least: float, most: float) -> None:
    if not math.isfinite(number) or not least <= number <= most:
        raise ValueError(f"{name} is {number:g}, expected a number from {least:g} to {most:g}")


def _message(error: ValidationError) -> str:
    found = error.errors()[0]
    place = ".".join(str(part) for part in found["loc"])
    said = found["msg"].removeprefix("Value error, ")
    if said == found["msg"]:  # our own messages say what was found
        said = f"found {shown(repr(found['input']))}; {said[:1].lower()}{said[1:]}"
    return f"The weight set is faulty at `{place}`: {said}."
