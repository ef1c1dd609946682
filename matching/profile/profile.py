"""A professional's profile, validated: from keywords, YAML or JSON, CSV rows and shared links."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from matching.errors import (
    FewHints,
    Problem,
    ProfileError,
    UnknownIdError,
    close_matches,
    did_you_mean,
)
from matching.profile import values
from matching.profile.yaml_text import mapping_from_yaml, mapping_to_yaml
from matching.reference.shipped import shipped_languages, shipped_places, shipped_vocabulary
from matching.written import first_fault

LEVELS = ("basic", "good", "native")
LIST_FIELDS = (
    "specialties",
    "focus_areas",
    "countries",
    "regions",
    "avoid",
    "languages",
    "settings",
)
PRIVATE_FIELDS = ("statement", "faith")
MAX_STATEMENT = 4_000
MOST_FIELDS = 50
LONGEST_TEXT = 200
"""Characters of a text other than the statement."""
LONGEST_LINK = 20_000
"""Characters of names and values of a link; the longest profile has about 10,300."""

Texts = Annotated[tuple[str, ...], BeforeValidator(values.as_list)]
Text = Annotated[str, BeforeValidator(values.as_text), Field(max_length=LONGEST_TEXT)]
YesNo = Annotated[Literal["yes", "no", ""], BeforeValidator(values.as_yes_no)]
Number = Annotated[
    Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)] | None,
    BeforeValidator(values.as_number),
]
RIGHT = {
    "years_experience": "a number of years from 0 to 1,000,000, such as 4",
    "budget_usd": "a number of US dollars from 0 to 1,000,000, such as 2500",
    "min_weeks": "a number of weeks from 0 to 1,000,000, such as 2",
    "max_weeks": "a number of weeks from 0 to 1,000,000, such as 4",
    "trainee": "'yes', 'no' or nothing",
    "family": "'yes', 'no' or nothing",
    "available_from": "a date such as 2027-02-15, 2027-02 or 2027",
    "available_to": "a date such as 2027-02-15, 2027-02 or 2027",
    "statement": f"text of at most {MAX_STATEMENT:,} characters",
    **dict.fromkeys(
        ("profile_id", "profession", "faith", "accepts", "funding"),
        f"text of at most {LONGEST_TEXT} characters",
    ),
    **dict.fromkeys(
        LIST_FIELDS, f"a list of at most {values.MOST_ITEMS} texts, or texts separated by |"
    ),
}
"""What would be right in a field, where no check of its own says it better."""


class Profile(BaseModel):
    """Who a professional is, what they wish for and what they can give.

    Only `profession` must be given. Fields are the columns of profiles.csv; lists may be given as
    lists or as `a|b`. What is not said is `""`, `()` or `None` and is never held against anyone.

    Parameters
    ----------
    profession : str
        Id of a profession in vocabulary.yaml.
    specialties, focus_areas, settings : list of str
        Ids in vocabulary.yaml.
    countries, avoid : list of str
        ISO 3166-1 alpha-2 codes; `avoid` also takes region names.
    regions : list of str
        UN M49 regions or continents, such as `Eastern Africa`.
    languages : list of str
        `en:native`, `fr:good`, `es:basic`; a code alone leaves the level unknown.
    min_weeks, max_weeks : float
        The shortest and longest stay; no `max_weeks` is open-ended.
    available_from, available_to : date
        The window in which the stay must lie; `2027` and `2027-02` are understood.
    years_experience, budget_usd : float
        Years in the profession; US dollars of own money.

    Raises
    ------
    ProfileError
        Its `problems` name each field, what was found and what would be right.

    Examples
    --------
    >>> profile = Profile(profession="dentist", focus_areas=["oral-health"], max_weeks=1)
    >>> profile.focus_areas
    ('oral-health',)
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    profile_id: Text = ""
    profession: Text
    specialties: Texts = ()
    years_experience: Number = None
    trainee: YesNo = ""
    focus_areas: Texts = ()
    countries: Texts = ()
    regions: Texts = ()
    avoid: Texts = ()
    languages: Texts = ()
    min_weeks: Number = None
    max_weeks: Number = None
    available_from: Annotated[dt.date | None, BeforeValidator(values.first_day)] = None
    available_to: Annotated[dt.date | None, BeforeValidator(values.last_day)] = None
    faith: Text = ""
    accepts: Text = ""
    funding: Text = ""
    budget_usd: Number = None
    family: YesNo = ""
    settings: Texts = ()
    statement: Annotated[str, Field(max_length=MAX_STATEMENT), BeforeValidator(values.as_lines)] = (
        ""
    )

    def __init__(self, /, **fields: Any) -> None:
        if len(fields) > MOST_FIELDS:
            found, expected = f"{len(fields):,} fields", f"at most {MOST_FIELDS} fields"
            raise ProfileError([Problem("profile", None, "", found, expected)])
        try:
            super().__init__(**fields)
        except ValidationError as error:
            raise ProfileError(_problems(error, fields)) from error

    @field_validator("profession")
    @classmethod
    def _known_profession(cls, value: str) -> str:
        return _one_of(value, shipped_vocabulary().professions, "a profession")

    @field_validator("specialties", "focus_areas", "settings", "countries", "regions", "avoid")
    @classmethod
    def _known_items(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_known_item(info.field_name or "", item) for item in value))

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """Each language once, with the best level that was given."""
        best: dict[str, str] = {}
        for item in value:
            code, level = _language(item)
            if code not in best or _level_number(level) > _level_number(best[code]):
                best[code] = level
        return tuple(f"{code}:{level}" if level else code for code, level in best.items())

    @field_validator("faith")
    @classmethod
    def _known_faith(cls, value: str) -> str:
        """One of the vocabulary, a denomination by its family, or another faith by its name."""
        word = value.casefold().replace(" ", "-")
        known = shipped_vocabulary().labels("person_faith")
        faith = values.DENOMINATIONS.get(word, word)
        if faith in known or not faith:
            return faith
        near = close_matches(faith, [*known, *values.DENOMINATIONS])
        if near:
            raise _wrong(value, f"a faith{did_you_mean(faith, [*known, *values.DENOMINATIONS])}")
        return faith

    @field_validator("accepts")
    @classmethod
    def _known_accepts(cls, value: str) -> str:
        accepted = shipped_vocabulary().labels("accepts")
        return _one_of(value, accepted, "a kind of organization") if value else value

    @field_validator("funding")
    @classmethod
    def _known_funding(cls, value: str) -> str:
        known = shipped_vocabulary().labels("funding")
        return _one_of(value, known, "a kind of funding") if value else value

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min_weeks and self.max_weeks is not None and self.max_weeks < self.min_weeks:
            raise _wrong(None, "not less than min_weeks", "max_weeks")
        if self.available_from and self.available_to and self.available_to < self.available_from:
            raise _wrong(None, "not before available_from", "available_to")
        return self

    @property
    def spoken(self) -> dict[str, str]:
        """Language code to level; the level is `""` when it was not said."""
        return {code: level for code, _, level in (text.partition(":") for text in self.languages)}

    def changed(self, **changes: Any) -> Profile:
        """A new profile with some fields replaced, validated like any other."""
        return Profile(**{**self.model_dump(), **changes})

    def to_mapping(self) -> dict[str, Any]:
        """What the person said, as plain values for YAML or JSON, without what is unknown."""
        said: dict[str, Any] = {}
        for name, value in self.model_dump().items():
            if not values.is_unknown(value) and value != ():
                said[name] = (
                    list(value)
                    if isinstance(value, tuple)
                    else value.isoformat()
                    if isinstance(value, dt.date)
                    else _short(value)
                )
        return said

    def to_yaml(self) -> str:
        """The profile as YAML text that `from_yaml` reads back."""
        return mapping_to_yaml(self.to_mapping())

    def to_query(self, *, private: bool = False) -> dict[str, str]:
        """The profile as query parameters for a link to share.

        Parameters
        ----------
        private : bool
            Also put the statement and the faith into the link. Off unless the person asks.
        """
        left_out = {"profile_id"} | (set() if private else set(PRIVATE_FIELDS))
        return {
            name: ",".join(value) if isinstance(value, list) else str(value)
            for name, value in self.to_mapping().items()
            if name not in left_out
        }

    @classmethod
    def from_mapping(cls, fields: Mapping[Any, Any]) -> Profile:
        """Read a profile from names and values, such as a parsed YAML file or a CSV row."""
        strange = [
            str(name)
            for name in fields
            if not isinstance(name, str) or first_fault(name) is not None
        ]
        if strange:
            raise ProfileError(
                [Problem("profile", None, strange[0], "", "a field name such as profession")]
            )
        return cls(**fields)

    @classmethod
    def from_yaml(cls, text: str) -> Profile:
        """Read a profile from YAML or JSON text (JSON is YAML)."""
        return cls.from_mapping(mapping_from_yaml(text))

    @classmethod
    def from_query(cls, params: Mapping[str, str]) -> tuple[Profile | None, list[Problem]]:
        """Read a profile from the query parameters of a link.

        Each value is looked at once, however many are faulty.

        Returns
        -------
        profile : Profile or None
            What could be understood; None when the profession is missing or unknown, or the link
            is longer than `LONGEST_LINK`.
        problems : list of Problem
            What was ignored.
        """
        if (length := link_length(params)) > LONGEST_LINK:
            found, expected = f"{length:,} characters", f"a link of at most {LONGEST_LINK:,}"
            return None, [Problem("profile", None, "", found, expected)]
        fields: dict[str, Any] = {
            name: value
            for name, value in params.items()
            if name in cls.model_fields and name != "profile_id"
        }
        problems: list[Problem] = []
        with FewHints():
            for name in LIST_FIELDS:
                if "profession" in fields and name in fields:
                    fields[name], faults = _good_items(name, fields[name].split(","))
                    problems += faults
            while "profession" in fields:  # each round leaves a field out
                try:
                    return cls(**fields), problems
                except ProfileError as error:
                    problems += error.problems
                    faulty = {problem.column for problem in error.problems}
                    if not faulty & fields.keys():
                        break
                    fields = {name: fields[name] for name in fields if name not in faulty}
        return None, problems


def link_length(params: Mapping[str, str]) -> int:
    """Characters of all names and values of a link's query parameters."""
    return sum(len(name) + len(value) for name, value in params.items())


def _good_items(name: str, items: list[str]) -> tuple[list[str], list[Problem]]:
    """Keep the good items of a list field, and say what is wrong with each of the others."""
    try:
        texts = values.as_list(items)
    except ValueError:
        return [], [Problem("profile", None, name, f"{len(items):,} items", RIGHT[name])]
    good: list[str] = []
    faults = []
    for text in texts if isinstance(texts, tuple) else ():
        try:
            _known_item(name, text)
            good.append(text)
        except PydanticCustomError as fault:
            expected = (fault.context or {})["expected"]
            faults.append(Problem("profile", None, name, text, expected))
    return good, faults


def _short(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _wrong(value: object, expected: str, column: str = "") -> PydanticCustomError:
    """An error that names the value and what would be right, and the field if it is another."""
    return PydanticCustomError(
        "profile", "faulty", {"value": value, "expected": expected, "column": column}
    )


def _one_of(value: str, known: Collection[str], what: str) -> str:
    if value in known:
        return value
    hint = did_you_mean(value, known) or f", such as '{next(iter(known))}'"
    raise _wrong(value, f"{what} of vocabulary.yaml{hint}")


def _known_item(field: str, item: str) -> str:
    """Give an item of a list field as it is kept, if there is such a one."""
    vocabulary = shipped_vocabulary()
    match field:
        case "specialties":
            return _one_of(item, vocabulary.specialty_labels, "a specialty")
        case "focus_areas":
            return _one_of(item, vocabulary.focus_areas, "a focus area")
        case "settings":
            return _one_of(item, vocabulary.labels("setting"), "a setting")
        case "languages":
            return ":".join(_language(item))
        case "countries":
            return _country(item)
        case "avoid" if len(item) == 2:
            return _country(item)
    return _region(item)


def _country(value: str) -> str:
    code = value.upper()
    if code in shipped_places().countries.index:
        return code
    raise _wrong(value, "a country code of two letters, such as KE")


def _region(value: str) -> str:
    try:
        shipped_places().countries_in(value)
    except UnknownIdError as error:
        near = f"; closest: {', '.join(error.close)}" if error.close else ""
        raise _wrong(value, f"a region such as Eastern Africa{near}") from error
    return value


def _language(value: str) -> tuple[str, str]:
    code, _, level = value.partition(":")
    if code not in shipped_languages():
        raise _wrong(value, "a language such as fr:good (ISO 639-1 code and level)")
    if level not in (*LEVELS, ""):
        raise _wrong(value, f"a level of {', '.join(LEVELS)}")
    return code, level


def _level_number(level: str) -> int:
    return LEVELS.index(level) if level else -1


def _problems(error: ValidationError, fields: Mapping[str, Any]) -> list[Problem]:
    """Turn pydantic's findings into problems that name field, value and what would be right."""
    problems = []
    for found in error.errors(include_url=False):
        column = str(found["loc"][0]) if found["loc"] else ""
        value = fields.get(column, "")
        expected = RIGHT.get(column, "text")
        if found["type"] == "profile":
            told = found["ctx"]
            column, expected = told["column"] or column, told["expected"]
            value = fields.get(column, "") if told["value"] is None else told["value"]
        elif found["type"] == "extra_forbidden":
            expected = f"a field of a profile{did_you_mean(column, Profile.model_fields)}"
        elif found["type"] == "missing":
            expected = "a profession, such as physician"
        problems.append(Problem("profile", None, column, _shown(value), expected))
    return problems


def _shown(value: object) -> str:
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, default=str)
    except (TypeError, ValueError, RecursionError):
        return type(value).__name__
