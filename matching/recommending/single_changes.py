"""Every single change of a role that might bring it people: one step of what it asks, or a fact."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final, Literal

import pandas as pd

from matching import columns as c
from matching.catalog import Catalog
from matching.phrases import counted, date_in_words, listed
from matching.reference.cells import SEPARATOR, by_language
from matching.reference.vocabulary import Labels

STAYS: Final = (104, 52, 26, 13, 8, 4, 2, 1)
YEARS: Final = (10, 5, 3, 2, 1, 0)
STEPS_OF_FAITH: Final = ("statement-of-faith", "christian", "respect", "none")
YES_NO: Final[Mapping[str, tuple[str, str]]] = {
    c.FAMILY: ("family can come along", "family cannot come along"),
    c.TRAINEES: ("students and residents can come", "it is not for students and residents"),
    c.LICENSE_REQUIRED: ("a licence is required", "no licence is required"),
}
"""Facts of yes and no: what is said by each."""

Cells = Mapping[str, str]


@dataclasses.dataclass(frozen=True)
class SingleChange:
    """One change of a role.

    Parameters
    ----------
    text : str
        What would be otherwise.
    cells : mapping of column to text
        The cells then.
    about : str
        `asked`: it asks for less, or offers more; `work`: people of other work could come; `fact`:
        it states what the role does not say.
    """

    text: str
    cells: Cells
    about: Literal["asked", "work", "fact"] = "asked"


def single_changes(catalog: Catalog, cells: Cells, faith_required: str) -> list[SingleChange]:
    """Give every single change of a role, those of what it asks for first.

    Whether such a role can be, nothing here looks at.

    Parameters
    ----------
    cells : mapping of column to text
        Of the role.
    faith_required : str
        What the role or else its organization asks for.
    """
    asked = chain(
        _languages(catalog, cells),
        _work(catalog, cells),
        _experience(cells),
        _stay(cells),
        _months(cells),
        _dates(cells),
        _faith(catalog, faith_required),
        _people(cells),
        _more_of(catalog, cells),
    )
    return [*asked, *_facts(catalog, cells, faith_required)]


def _languages(catalog: Catalog, cells: Cells) -> Iterator[SingleChange]:
    needs = by_language(_items(cells[c.LANGUAGES]))
    for code, need in needs.items():
        if need == "required":
            name = catalog.languages[code]
            others = {other: needs[other] for other in needs if other != code}
            helpful = _spoken({**needs, code: "helpful"})
            yield SingleChange(f"{name} helpful instead of required", helpful)
            yield SingleChange(f"{name} spoken at work, at any level", _spoken({**needs, code: ""}))
            yield SingleChange(f"{name} not asked for", _spoken(others))
    either = [code for code, need in needs.items() if need == "either"]
    if either:
        names = listed([catalog.languages[code] for code in either], most=5, last_word="or")
        helpful = _spoken({**needs, **dict.fromkeys(either, "helpful")})
        yield SingleChange(f"{names} helpful instead of needed", helpful)


def _spoken(needs: Mapping[str, str]) -> Cells:
    items = (f"{code}:{need}" if need else code for code, need in needs.items())
    return {c.LANGUAGES: SEPARATOR.join(items)}


def _work(catalog: Catalog, cells: Cells) -> Iterator[SingleChange]:
    professions, specialties = _items(cells[c.PROFESSIONS]), _items(cells[c.SPECIALTIES])
    vocabulary = catalog.vocabulary
    for id_, label in vocabulary.professions.items():
        if id_ not in professions and id_ != "student":
            yield SingleChange(f"Also {label}", _added(cells, c.PROFESSIONS, id_), "work")
    if not specialties:
        return
    yield SingleChange("Any specialty", {c.SPECIALTIES: ""}, "work")
    for profession in professions:
        for id_, label in vocabulary.specialties_of(profession).items():
            if id_ not in specialties:
                yield SingleChange(f"Also {label}", _added(cells, c.SPECIALTIES, id_), "work")


def _experience(cells: Cells) -> Iterator[SingleChange]:
    if not (years := _number(cells[c.MIN_YEARS_EXPERIENCE])):
        return
    lower = next(step for step in YEARS if step < years)
    for step in dict.fromkeys((lower, 0)):
        said = counted(step, "year") if step else "No years"
        yield SingleChange(
            f"{said} of experience instead of {years:g}", {c.MIN_YEARS_EXPERIENCE: str(step)}
        )


def _stay(cells: Cells) -> Iterator[SingleChange]:
    if (shortest := _number(cells[c.MIN_WEEKS])) and shortest > STAYS[-1]:
        for weeks in [step for step in STAYS if step < shortest][:3]:
            text = f"Shortest stay {counted(weeks, 'week')} instead of {shortest:g}"
            yield SingleChange(text, {c.MIN_WEEKS: str(weeks)})
    if longest := _number(cells[c.MAX_WEEKS]):
        for weeks in [step for step in STAYS if step > longest][-2:]:
            text = f"Longest stay {weeks} weeks instead of {longest:g}"
            yield SingleChange(text, {c.MAX_WEEKS: str(weeks)})
        yield SingleChange("No longest stay", {c.MAX_WEEKS: ""})


def _months(cells: Cells) -> Iterator[SingleChange]:
    months = {int(month) for month in _items(cells[c.MONTHS])}
    if not months:
        return
    beside = {(month + step - 1) % 12 + 1 for month in months for step in (-1, 1)}
    if more := sorted(beside - months):
        wider = SEPARATOR.join(str(month) for month in sorted(months | beside))
        names = listed([f"{dt.date(2000, month, 1):%B}" for month in more], most=12)
        yield SingleChange(f"Also in {names}", {c.MONTHS: wider})
    yield SingleChange("In any month", {c.MONTHS: ""})


def _dates(cells: Cells) -> Iterator[SingleChange]:
    begins, ends = cells[c.START_DATE], cells[c.END_DATE]
    if earlier := _moved(begins, -1):
        yield SingleChange(
            f"Begins {date_in_words(earlier)}, a month earlier", {c.START_DATE: earlier}
        )
    if later := _moved(ends, 1):
        text = f"Ends {date_in_words(later)}, a month later"
        yield SingleChange(text, {c.END_DATE: later})
    if begins or ends:
        yield SingleChange("No fixed dates", {c.START_DATE: "", c.END_DATE: ""})


def _moved(date: str, months: int) -> str:
    """A month or a day, some months later; `""` for a year."""
    if "-" not in date:
        return ""
    moved = pd.Timestamp(date) + pd.DateOffset(months=months)
    return moved.isoformat()[: len(date)]


def _faith(catalog: Catalog, required: str) -> Iterator[SingleChange]:
    if required not in STEPS_OF_FAITH:
        return
    labels = catalog.vocabulary.labels("faith_requirement")
    for step in STEPS_OF_FAITH[STEPS_OF_FAITH.index(required) + 1 :]:
        yield SingleChange(f"Faith: {labels[step]}", {c.FAITH_REQUIREMENT: step})


def _people(cells: Cells) -> Iterator[SingleChange]:
    for name in (c.FAMILY, c.TRAINEES):
        if cells[name] == "no":
            yield SingleChange(_sentence(YES_NO[name][0]), {name: "yes"})
    if cells[c.ONLY_FOR]:
        yield SingleChange("For everybody, not for a closed circle", {c.ONLY_FOR: ""})
    if cells[c.ELIGIBLE_COUNTRIES]:
        yield SingleChange(
            "No licence or citizenship of named countries", {c.ELIGIBLE_COUNTRIES: ""}
        )
    if cells[c.PAY] == "unpaid" and not cells[c.FUNDING]:
        yield SingleChange("Paid", {c.PAY: "paid"})
        yield SingleChange("Costs are covered", {c.PAY: "costs-covered"})


def _more_of(catalog: Catalog, cells: Cells) -> Iterator[SingleChange]:
    """One more of what a role offers, where it names some."""
    for name, said in _OFFERED.items():
        if not cells[name]:
            continue
        for id_, label in _labels(catalog, name).items():
            if id_ not in _items(cells[name]):
                yield SingleChange(f"{said}, too: {label}", _added(cells, name, id_))


_OFFERED: Final = {
    c.FUNDING: "Who pays",
    c.PARTY: "Who comes",
    c.COMMITMENT: "How much time",
    c.SETTING: "Setting",
}


def _facts(catalog: Catalog, cells: Cells, faith_required: str) -> Iterator[SingleChange]:
    def fact(text: str, name: str, cell: str) -> SingleChange:
        return SingleChange(text, {name: cell}, "fact")

    for name, said in _OFFERED.items():
        if not cells[name]:
            for id_, label in _labels(catalog, name).items():
                yield fact(f"{said}: {label}", name, id_)
    for name, answers in YES_NO.items():
        if not cells[name]:
            for cell, text in zip(("yes", "no"), answers, strict=True):
                yield fact(_sentence(text), name, cell)
    if not cells[c.MIN_WEEKS] and not cells[c.MAX_WEEKS]:
        for weeks in reversed(STAYS):
            yield fact(f"Shortest stay: {counted(weeks, 'week')}", c.MIN_WEEKS, str(weeks))
    if not cells[c.LANGUAGES]:
        yield fact("English is the language of the work", c.LANGUAGES, "en")
    if not cells[c.MIN_YEARS_EXPERIENCE]:
        yield fact("No years of experience needed", c.MIN_YEARS_EXPERIENCE, "0")
    if not cells[c.COST_USD]:
        yield fact("It costs the person nothing", c.COST_USD, "0")
    if not faith_required:
        labels = catalog.vocabulary.labels("faith_requirement")
        for step in ("none", "respect"):
            yield fact(f"Faith: {labels[step]}", c.FAITH_REQUIREMENT, step)


def _labels(catalog: Catalog, name: str) -> Labels:
    return catalog.vocabulary.labels(name)


def _added(cells: Cells, name: str, id_: str) -> Cells:
    return {name: SEPARATOR.join([*_items(cells[name]), id_])}


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _items(cell: str) -> list[str]:
    return cell.split(SEPARATOR) if cell else []


def _number(cell: str) -> float:
    return float(cell) if cell else 0.0
