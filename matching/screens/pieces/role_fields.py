"""The fields of a role's form: their labels and order, and cells as values of widgets and back."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from matching import Catalog, columns
from matching.errors import Problem
from matching.reference.cells import SEPARATOR

NOT_STATED: Final = "Not stated"
YES_NO: Final = {"yes": "Yes", "no": "No", "": NOT_STATED}
NEEDS: Final = {
    "required": "Required",
    "either": "One of these is enough",
    "helpful": "Helpful",
    "": NOT_STATED,
}
NAMED: Final = {
    columns.PROFESSIONS: ("profession",),
    columns.SPECIALTIES: ("specialty",),
    columns.FOCUS_AREAS: ("focus_area",),
    columns.COUNTRIES: ("country",),
    columns.ELIGIBLE_COUNTRIES: ("country",),
    columns.LANGUAGES: ("language",),
}
"""Columns that are chosen under other names too, with what these name."""
MONTHS: Final = {str(month): calendar.month_name[month] for month in range(1, 13)}
DATE_HINT: Final = "2027-03-01, or 2027-03, or 2027"


class Field(NamedTuple):
    """A column of a role as a field of the form.

    Parameters
    ----------
    kind : str
        `text`, `long`, `date`, `number`, `one`, `several`, `yes-no` or `languages`.
    """

    name: str
    label: str
    kind: str
    help: str | None = None
    is_needed: bool = False


SECTIONS: Final[Mapping[str, tuple[Field, ...]]] = {
    "The work": (
        Field(columns.TITLE, "Title", "text", is_needed=True),
        Field(
            columns.STATUS,
            "Kind of need",
            "one",
            "Open: an opening now. Ask at any time: people can come without an opening. Past: no "
            "longer offered, kept to show what you look for.",
            is_needed=True,
        ),
        Field(
            columns.KIND,
            "Kind of role",
            "one",
            "A single post, a trip or team, a standing invitation to a pool, a study program, "
            "mentoring, or advocacy.",
        ),
        Field(
            columns.PROFESSIONS,
            "Professions",
            "several",
            "For a post for students only: health professions student, and no other.",
            is_needed=True,
        ),
        Field(
            columns.SPECIALTIES,
            "Specialties",
            "several",
            "Only for specialists; without any, everyone of the profession fits.",
        ),
        Field(columns.FOCUS_AREAS, "Focus areas", "several"),
        Field(columns.SUMMARY, "What it is about", "long"),
    ),
    "Where": (
        Field(
            columns.COUNTRIES,
            "Countries",
            "several",
            "Without any, the countries of your organization are shown.",
        ),
        Field(
            columns.REGIONS,
            "Regions",
            "several",
            "Only as long as no country is known.",
        ),
        Field(columns.SITE, "Place or hospital", "text"),
        Field(columns.SETTING, "Setting", "several"),
    ),
    "When and how long": (
        Field(columns.MIN_WEEKS, "Shortest stay, in weeks", "number"),
        Field(columns.MAX_WEEKS, "Longest stay, in weeks", "number"),
        Field(
            columns.STAY_HINT,
            "About how long",
            "one",
            "Only as long as no number of weeks is known.",
        ),
        Field(columns.MONTHS, "Only in these months", "several"),
        Field(columns.START_DATE, "Begins", "date"),
        Field(columns.END_DATE, "Ends", "date"),
        Field(columns.COMMITMENT, "How much of one's time", "several"),
        Field(columns.HOURS_PER_WEEK, "Hours a week", "number"),
    ),
    "Who can come": (
        Field(
            columns.PARTY,
            "Who comes",
            "several",
            "Whole teams, couples and so on, where you say so.",
        ),
        Field(columns.FAMILY, "Family can come along", "yes-no"),
        Field(columns.TRAINEES, "Students and residents can come", "yes-no"),
        Field(
            columns.STUDENTS_OF,
            "In training as",
            "several",
            "What students or residents are to become.",
        ),
        Field(
            columns.ONLY_FOR,
            "Only for",
            "several",
            "A closed circle that the role is for; without any, everyone can apply.",
        ),
        Field(
            columns.ELIGIBLE_COUNTRIES,
            "Licence or citizenship of",
            "several",
            "A licence, citizenship or residence of one of these countries is needed; without "
            "any, people of all countries can apply.",
        ),
    ),
    "What you ask for": (
        Field(columns.LANGUAGES, "Languages", "languages"),
        Field(columns.LICENSE_REQUIRED, "A licence is required", "yes-no"),
        Field(columns.MIN_YEARS_EXPERIENCE, "Years of experience, at least", "number"),
        Field(
            columns.FAITH_REQUIREMENT,
            "Faith",
            "one",
            "Not stated: what your organization asks of everyone counts.",
        ),
    ),
    "Money and openings": (
        Field(columns.FUNDING, "Who pays", "several"),
        Field(
            columns.PAY,
            "Pay",
            "one",
            "Only as long as it is open who pays.",
        ),
        Field(columns.COST_USD, "Cost for the person, in US dollars", "number"),
        Field(columns.POSITIONS, "Openings", "number"),
    ),
    "Source": (
        Field(columns.SOURCE_URL, "Web page that says this", "text", is_needed=True),
        Field(columns.SOURCE_DATE, "Date of that page", "date"),
        Field(columns.READ_ON, "Last compared with that page", "date"),
    ),
}
"""Titles of the sections of the form, with their fields; which cells were read on another page is
not for typing."""

FIELDS: Final = {field.name: field for fields in SECTIONS.values() for field in fields}


def key(name: str) -> str:
    """Return the key of the widget of a column."""
    return f"edit_{name}"


def need_key(code: str) -> str:
    """Return the key of the widget for how much a language is needed."""
    return f"edit_need_{code}"


def widget_values(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return what each widget shows for the cells of a role, by the widget's key."""
    values: dict[str, Any] = {}
    for field in FIELDS.values():
        cell = cells[field.name]
        if field.kind == "languages":
            needs = dict(item.partition(":")[::2] for item in _items(cell))
            values[key(field.name)] = list(needs)
            values |= {need_key(code): need for code, need in needs.items()}
        elif field.kind == "several":
            values[key(field.name)] = _items(cell)
        elif field.kind == "number":
            values[key(field.name)] = float(cell) if cell else None
        else:
            values[key(field.name)] = cell or None if field.kind == "one" else cell
    return values


def cells_of_widgets(values: Mapping[Any, Any]) -> dict[str, str]:
    """Return the cells of a role from what its widgets show; of those not drawn, nothing."""
    return {name: _cell(field, values) for name, field in FIELDS.items()}


def _cell(field: Field, values: Mapping[Any, Any]) -> str:
    value = values.get(key(field.name))
    if field.kind == "languages":
        needs = {code: values.get(need_key(code)) for code in value or ()}
        return SEPARATOR.join(f"{code}:{need}" if need else code for code, need in needs.items())
    if field.kind == "several":
        in_order = sorted(value or (), key=int) if field.name == columns.MONTHS else value or ()
        return SEPARATOR.join(in_order)
    if field.kind == "number":
        return "" if value is None else f"{value:.10g}"
    return value or ""


def options(catalog: Catalog, name: str, cells: Mapping[str, str]) -> dict[str, str]:
    """Return what a field with choices offers, id to label; what is chosen is always among it.

    Parameters
    ----------
    cells : mapping of column to text
        Of the role; specialties are those of its professions.
    """
    offered = _offered(catalog, name, cells)
    chosen = [item.partition(":")[0] for item in _items(cells[name])]
    every = catalog.vocabulary.specialty_labels if name == columns.SPECIALTIES else offered
    return offered | {item: every.get(item, item) for item in chosen if item not in offered}


def _offered(catalog: Catalog, name: str, cells: Mapping[str, str]) -> dict[str, str]:
    vocabulary = catalog.vocabulary
    if name == columns.SPECIALTIES:
        professions = _items(cells[columns.PROFESSIONS])
        by_profession = [vocabulary.specialties_of(profession) for profession in professions]
        return {id_: label for labels in by_profession for id_, label in labels.items()}
    if name == columns.MONTHS:
        return dict(MONTHS)
    if name in (columns.PROFESSIONS, columns.STUDENTS_OF):
        return dict(vocabulary.professions)
    by_name = {
        columns.FOCUS_AREAS: vocabulary.focus_areas,
        columns.COUNTRIES: catalog.places.names,
        columns.ELIGIBLE_COUNTRIES: catalog.places.names,
        columns.REGIONS: {region: region for region in catalog.places.regions},
        columns.LANGUAGES: catalog.languages,
    }
    if name in by_name:
        return dict(sorted(by_name[name].items(), key=lambda pair: pair[1]))
    return dict(vocabulary.labels("role_kind" if name == columns.KIND else name))


def in_words(catalog: Catalog, name: str, cell: str) -> str:
    """Return a cell of a role as people read it."""
    if not cell:
        return NOT_STATED
    field = FIELDS[name]
    if field.kind == "yes-no":
        return YES_NO.get(cell, cell)
    if field.kind not in ("one", "several", "languages"):
        return cell
    labels = options(catalog, name, {**dict.fromkeys(FIELDS, ""), name: cell})
    pairs = (item.partition(":") for item in _items(cell))
    return ", ".join(
        f"{labels[id_]} ({NEEDS[need].lower()})" if need else labels[id_] for id_, _, need in pairs
    )


def fault_in_words(problem: Problem) -> str:
    """Say what is wrong with a field, with the labels of the form instead of columns.

    Examples
    --------
    >>> fault_in_words(Problem("", None, "max_weeks", "2", "no less than min_weeks, which is 4"))
    '“2” does not fit here. Expected: no less than “Shortest stay, in weeks”, which is 4.'
    """
    if not problem.value:
        return "Please fill this in."
    expected = re.sub(r"[a-z]+(?:_[a-z]+)+", lambda found: _label(found[0]), problem.expected)
    return f"“{problem.value}” does not fit here. Expected: {expected}."


def faults_in_words(problems: Iterable[Problem]) -> str:
    """Say what is wrong with a role, field by field, in one line."""
    return " ".join(f"{_label(fault.column)}: {fault_in_words(fault)}" for fault in problems)


def _label(name: str) -> str:
    return f"“{FIELDS[name].label}”" if name in FIELDS else name


def _items(cell: str) -> list[str]:
    return cell.split(SEPARATOR) if cell else []
