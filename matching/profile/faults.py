"""What is wrong with a field of a profile: the value that was found, and what would be right."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from matching.errors import Problem, did_you_mean
from matching.profile.values import LIST_FIELDS, LONGEST_TEXT, MAX_STATEMENT, MOST_ITEMS

ALSO_CALLED = {
    **dict.fromkeys(("interests", "interest", "focus", "causes", "work"), "focus_areas"),
    **dict.fromkeys(("specialty", "speciality", "specialities"), "specialties"),
    **dict.fromkeys(("job", "role", "title", "occupation"), "profession"),
    **dict.fromkeys(("experience", "years"), "years_experience"),
    **dict.fromkeys(("student", "resident", "training"), "trainee"),
    **dict.fromkeys(("student_of", "studies", "major", "course"), "field_of_study"),
    **dict.fromkeys(("religion", "denomination"), "faith"),
    **dict.fromkeys(("budget", "money", "budget_in_usd"), "budget_usd"),
    **dict.fromkeys(("town", "city", "address"), "home"),
    **dict.fromkeys(("licence", "license", "licences", "citizenship"), "licensed_in"),
    **dict.fromkeys(("places", "place"), "countries"),
    **dict.fromkeys(("about", "motivation", "words"), "statement"),
    **dict.fromkeys(("from", "start"), "available_from"),
    **dict.fromkeys(("to", "until", "end"), "available_to"),
    **dict.fromkeys(("kids", "children"), "children_ages"),
}
"""What people call fields of a profile in files of their own."""
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
    **dict.fromkeys(LIST_FIELDS, f"a list of at most {MOST_ITEMS} texts, or texts separated by |"),
}
"""What would be right in a field, where no check of its own says it better."""


def wrong(value: object, expected: str, column: str = "") -> PydanticCustomError:
    """An error that names the value and what would be right, and the field if it is another."""
    return PydanticCustomError(
        "profile", "faulty", {"value": value, "expected": expected, "column": column}
    )


def problems_of(
    error: ValidationError, fields: Mapping[str, Any], names: Collection[str]
) -> list[Problem]:
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
            meant = ALSO_CALLED.get(column.casefold())
            hint = f"; did you mean '{meant}'?" if meant else did_you_mean(column, names)
            expected = f"a field of a profile{hint}"
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
