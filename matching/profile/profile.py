"""A professional's profile, validated: from keywords, YAML or JSON, CSV rows and shared links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
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

from matching.errors import (
    FewHints,
    Problem,
    ProfileError,
    close_matches,
    did_you_mean,
)
from matching.names import PERSON
from matching.profile import values
from matching.profile.faults import problems_of, wrong
from matching.profile.known import best_levels, good_items, known_item, named, one_of
from matching.profile.yaml_text import MOST_FIELDS, mapping_from_yaml, mapping_to_yaml
from matching.reference.cells import by_language
from matching.reference.shipped import shipped_adjacency, shipped_names, shipped_vocabulary
from matching.written import first_fault

PRIVATE_FIELDS = ("statement", "faith", "home")
LONGEST_LINK = 20_000
"""Characters of names and values of a link; the longest profile has about 10,300."""

Texts = Annotated[tuple[str, ...], BeforeValidator(values.as_list)]
Text = Annotated[str, BeforeValidator(values.as_text), Field(max_length=values.LONGEST_TEXT)]
YesNo = Annotated[Literal["yes", "no", ""], BeforeValidator(values.as_yes_no)]
Number = Annotated[
    Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)] | None,
    BeforeValidator(values.as_number),
]


class Profile(BaseModel):
    """Who a professional is, what they wish for and what they can give.

    Only `profession` must be given. Fields are the columns of profiles.csv; what is given by its
    label, such as `Dentist`, is kept by its id. Lists may be given as lists or as `a|b`. What is
    not said is `""`, `()` or `None` and is never held against anyone.

    Parameters
    ----------
    profession : str
        Id of a profession in vocabulary.yaml.
    specialties, focus_areas, settings : list of str
        Ids in vocabulary.yaml.
    field_of_study : str
        What a student is to become: a profession of vocabulary.yaml.
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
        Years in the profession; US dollars of own money, for all who come.
    people : float
        How many come, the person included.
    children_ages : list of str
        Ages of the children among them, whole numbers.
    commitment : list of str
        What the person can give: `full-time`, `part-time`, `event`, `on-call`, `remote-hours`.
    home : str
        Town and state or county in which the person lives, for service near home.
    licensed_in : list of str
        Countries whose licence, citizenship or residence the person has.
    other_professions : list of str
        Further professions that the person may practise.

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
    field_of_study: Text = ""
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
    people: Number = None
    children_ages: Texts = ()
    commitment: Texts = ()
    home: Text = ""
    licensed_in: Texts = ()
    other_professions: Texts = ()
    settings: Texts = ()
    statement: Annotated[
        str, Field(max_length=values.MAX_STATEMENT), BeforeValidator(values.as_lines)
    ] = ""

    def __init__(self, /, **fields: Any) -> None:
        if len(fields) > MOST_FIELDS:
            found, expected = f"{len(fields):,} fields", f"at most {MOST_FIELDS} fields"
            raise ProfileError([Problem("profile", None, "", found, expected)])
        try:
            super().__init__(**fields)
        except ValidationError as error:
            known = type(self).model_fields
            raise ProfileError(problems_of(error, fields, known)) from error

    @model_validator(mode="before")
    @classmethod
    def _specialty_for_a_profession(cls, fields: object) -> object:
        """Whoever writes a specialty in place of the profession has said both."""
        if not isinstance(fields, Mapping):
            return fields
        said = fields.get("profession")
        if not isinstance(said, str) or said in shipped_vocabulary().professions:
            return fields
        readings = shipped_names().of(said, PERSON)
        if [name.id for name in readings] == ["student"]:
            studied = shipped_adjacency().field_studied(said)
            return {"field_of_study": studied, **fields}
        if [name.kind for name in readings] != ["specialty"]:
            return fields
        specialty = readings[0].id
        listed = values.as_list(fields.get("specialties"))
        return {
            **fields,
            "profession": shipped_vocabulary().profession_of[specialty],
            "specialties": (specialty, *(listed if isinstance(listed, tuple) else ())),
        }

    @field_validator("profession")
    @classmethod
    def _known_profession(cls, value: str) -> str:
        readings = shipped_names().of(value, PERSON)
        if len(readings) > 1 and value not in shipped_vocabulary().professions:
            either = " or ".join(f"'{name.id}'" for name in readings)
            raise wrong(value, f"a profession; it may be {either}")
        return named(value, ("profession",), shipped_vocabulary().professions, "a profession")

    @field_validator(
        "specialties", "focus_areas", "settings", "countries", "regions", "avoid", "commitment",
        "licensed_in", "other_professions", "children_ages",
    )  # fmt: skip
    @classmethod
    def _known_items(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        return tuple(dict.fromkeys(known_item(info.field_name or "", item) for item in value))

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return best_levels(value)

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
            raise wrong(value, f"a faith{did_you_mean(faith, [*known, *values.DENOMINATIONS])}")
        return faith

    @field_validator("field_of_study")
    @classmethod
    def _known_field_of_study(cls, value: str) -> str:
        known = shipped_vocabulary().professions
        value = value if value in known else shipped_adjacency().field_studied(value) or value
        return named(value, ("profession",), known, "a profession") if value else value

    @field_validator("accepts")
    @classmethod
    def _known_accepts(cls, value: str) -> str:
        accepted = shipped_vocabulary().labels("accepts")
        return one_of(value, accepted, "a kind of organization") if value else value

    @field_validator("funding")
    @classmethod
    def _known_funding(cls, value: str) -> str:
        known = shipped_vocabulary().labels("funding")
        return one_of(value, known, "a kind of funding") if value else value

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min_weeks and self.max_weeks is not None and self.max_weeks < self.min_weeks:
            raise wrong(None, "not less than min_weeks", "max_weeks")
        if self.available_from and self.available_to and self.available_to < self.available_from:
            raise wrong(None, "not before available_from", "available_to")
        return self

    @property
    def spoken(self) -> dict[str, str]:
        """Language code to level; the level is `""` when it was not said."""
        return by_language(self.languages)

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
            for name in values.LIST_FIELDS:
                if "profession" in fields and name in fields:
                    fields[name], faults = good_items(name, fields[name].split(","))
                    problems += faults
            profile, faults = cls.of_what_is_right(fields)
        return profile, problems + faults

    @classmethod
    def of_what_is_right(cls, fields: Mapping[str, Any]) -> tuple[Profile | None, list[Problem]]:
        """Make a profile of the fields that are right and go together; others are left out.

        Returns
        -------
        profile : Profile or None
            None when the profession is missing or unknown.
        problems : list of Problem
            What is wrong with those that were left out.

        Examples
        --------
        >>> fields = {"profession": "nurse", "people": 2, "budget_usd": -5}
        >>> profile, problems = Profile.of_what_is_right(fields)
        >>> profile.to_mapping(), [problem.column for problem in problems]
        ({'profession': 'nurse', 'people': 2}, ['budget_usd'])
        """
        problems: list[Problem] = []
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


def _short(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def without_statement(profile: Profile) -> Profile:
    """The same person without their own words, as those are seen who keep them to themselves."""
    return profile.model_copy(update={"statement": ""}) if profile.statement else profile
