"""A professional's profile, validated: from keywords, YAML or JSON, CSV rows and shared links."""

from __future__ import annotations

import calendar
import datetime as dt
import difflib
import json
import math
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, Self

import yaml
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

from matching.errors import Problem, ProfileError
from matching.shipped import shipped_languages, shipped_places, shipped_vocabulary

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


def _is_unknown(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def _as_list(value: object) -> object:
    """`a|b`, a list, or nothing, as a tuple without blanks and repeats, in the order given."""
    if _is_unknown(value):
        return ()
    if isinstance(value, str):
        value = value.split("|")
    if isinstance(value, Mapping) or not isinstance(value, Iterable):
        return value
    texts = (item.strip() if isinstance(item, str) else item for item in value)
    return tuple(dict.fromkeys(text for text in texts if text != ""))


def _as_text(value: object) -> object:
    return "" if _is_unknown(value) else value.strip() if isinstance(value, str) else value


def _as_yes_no(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = _as_text(value)
    return text.lower() if isinstance(text, str) else text


def _as_number(value: object) -> object:
    if _is_unknown(value):
        return None
    if isinstance(value, bool):
        raise ValueError("a number, such as 4")
    return value


def _as_date(value: object, *, last: bool) -> object:
    """A date, or the first or last day that `2027` or `2027-02` can mean."""
    if _is_unknown(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return value
    parts = value.strip().split("-")
    try:
        year = int(parts[0])
        month = int(parts[1]) if len(parts) > 1 else (12 if last else 1)
        day = calendar.monthrange(year, month)[1] if last else 1
        return dt.date(year, month, int(parts[2]) if len(parts) > 2 else day)
    except (ValueError, IndexError, OverflowError, calendar.IllegalMonthError) as error:
        raise ValueError("a date such as 2027-02-15, 2027-02 or 2027") from error


def _first_day(value: object) -> object:
    return _as_date(value, last=False)


def _last_day(value: object) -> object:
    return _as_date(value, last=True)


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
Text = Annotated[str, BeforeValidator(_as_text)]
YesNo = Annotated[Literal["yes", "no", ""], BeforeValidator(_as_yes_no)]
Number = Annotated[
    Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)] | None,
    BeforeValidator(_as_number),
]


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
    available_from: Annotated[dt.date | None, BeforeValidator(_first_day)] = None
    available_to: Annotated[dt.date | None, BeforeValidator(_last_day)] = None
    faith: Text = ""
    accepts: Text = ""
    funding: Text = ""
    budget_usd: Number = None
    family: YesNo = ""
    settings: Texts = ()
    statement: Annotated[Text, Field(max_length=MAX_STATEMENT)] = ""

    def __init__(self, **fields: Any) -> None:
        try:
            super().__init__(**fields)
        except ValidationError as error:
            raise ProfileError(_problems(error, fields)) from error

    @field_validator("profession")
    @classmethod
    def _known_profession(cls, value: str) -> str:
        return _one_of(value, shipped_vocabulary().professions, "a profession")

    @field_validator("specialties", "focus_areas", "settings")
    @classmethod
    def _known_ids(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        vocabulary = shipped_vocabulary()
        known, what = {
            "specialties": (vocabulary.specialty_labels, "a specialty"),
            "focus_areas": (vocabulary.focus_areas, "a focus area"),
            "settings": (vocabulary.labels("setting"), "a setting"),
        }[info.field_name or ""]
        return tuple(_one_of(item, known, what) for item in value)

    @field_validator("countries")
    @classmethod
    def _known_countries(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_country(item) for item in value)

    @field_validator("regions")
    @classmethod
    def _known_regions(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for item in value:
            _region(item)
        return value

    @field_validator("avoid")
    @classmethod
    def _known_places(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_country(item) if len(item) == 2 else _region(item) for item in value)

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_language(item) for item in value)

    @field_validator("accepts")
    @classmethod
    def _known_accepts(cls, value: str) -> str:
        return _one_of(
            value, ("any", "christian", "secular", ""), "`any`, `christian` or `secular`"
        )

    @field_validator("funding")
    @classmethod
    def _known_funding(cls, value: str) -> str:
        return _one_of(value, (*shipped_vocabulary().labels("funding"), ""), "a kind of funding")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min_weeks and self.max_weeks is not None and self.max_weeks < self.min_weeks:
            raise ValueError("max_weeks|not less than min_weeks")
        if self.available_from and self.available_to and self.available_to < self.available_from:
            raise ValueError("available_to|not before available_from")
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
            if not _is_unknown(value) and value != ():
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
        return yaml.safe_dump(self.to_mapping(), sort_keys=False, allow_unicode=True)

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
        strange = [repr(name) for name in fields if not isinstance(name, str)]
        if strange:
            raise ProfileError(
                [Problem("profile", None, strange[0], "", "a field name such as profession")]
            )
        return cls(**fields)

    @classmethod
    def from_yaml(cls, text: str) -> Profile:
        """Read a profile from YAML or JSON text (JSON is YAML)."""
        try:
            fields = yaml.safe_load(text)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            place = getattr(error, "problem_mark", None)
            line = place.line + 1 if place else None
            raise ProfileError(
                [Problem("profile", line, "", "", "YAML or JSON: one `field: value` a line")]
            ) from error
        if not isinstance(fields, Mapping):
            raise ProfileError(
                [Problem("profile", None, "", str(fields), "fields, such as `profession: dentist`")]
            )
        return cls.from_mapping(fields)

    @classmethod
    def from_query(cls, params: Mapping[str, str]) -> tuple[Profile | None, list[Problem]]:
        """Read a profile from the query parameters of a link.

        Returns
        -------
        profile : Profile or None
            What could be understood; None when the profession is missing or unknown.
        problems : list of Problem
            What was ignored.
        """
        fields: dict[str, Any] = {
            name: value.split(",") if name in LIST_FIELDS else value
            for name, value in params.items()
            if name in cls.model_fields and name != "profile_id"
        }
        problems: list[Problem] = []
        while "profession" in fields:
            try:
                return cls(**fields), problems
            except ProfileError as error:
                problems += error.problems
                faulty = {problem.column for problem in error.problems}
                fields = {name: value for name, value in fields.items() if name not in faulty}
        return None, problems


def _short(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _one_of(value: str, known: Iterable[str], what: str) -> str:
    names = [name for name in known if name]
    if value in names or (value == "" and "" in known):
        return value
    near = difflib.get_close_matches(value, names, n=1, cutoff=0.6)
    hint = f" (did you mean `{near[0]}`?)" if near else f", such as `{names[0]}`"
    raise ValueError(f"{value}|{what} of vocabulary.yaml{hint}")


def _country(value: str) -> str:
    code = value.upper()
    if code in shipped_places().countries.index:
        return code
    raise ValueError(f"{value}|a country code of two letters, such as KE")


def _region(value: str) -> str:
    from matching.errors import UnknownIdError

    try:
        shipped_places().countries_in(value)
    except UnknownIdError as error:
        raise ValueError(f"{value}|{error}") from error
    return value


def _language(value: str) -> str:
    code, _, level = value.partition(":")
    if code not in shipped_languages():
        raise ValueError(f"{value}|a language such as fr:good (ISO 639-1 code and level)")
    if level not in (*LEVELS, ""):
        raise ValueError(f"{value}|a level of {', '.join(LEVELS)}")
    return value


def _problems(error: ValidationError, fields: Mapping[str, Any]) -> list[Problem]:
    """Turn pydantic's findings into problems that name field, value and what would be right."""
    problems = []
    for found in error.errors():
        column = str(found["loc"][0]) if found["loc"] else ""
        value = fields.get(column, "")
        expected = found["msg"].removeprefix("Value error, ")
        if found["type"] == "extra_forbidden":
            near = difflib.get_close_matches(column, Profile.model_fields, n=1)
            expected = f"a field of a profile{f' (did you mean `{near[0]}`?)' if near else ''}"
        elif found["type"] == "missing":
            expected = "a profession, such as physician"
        elif "|" in expected:
            head, _, expected = expected.partition("|")
            if head in Profile.model_fields:
                column, value = head, fields.get(head, "")
            else:
                value = head
        problems.append(Problem("profile", None, column, _shown(value), expected))
    return problems


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str)[:60]
