"""Roles as arrays, one row a role: what comparison and ranking work on."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from matching.arrays import Bools, Days, Floats, Ints, SmallInts, Texts
from matching.catalog.axes import Axes, role_texts
from matching.catalog.hints import (
    fields_of_study,
    is_for_any_field,
    is_for_learners,
    is_for_residents,
    is_leadership,
    speaks_of_learners,
    stay_in_words,
)
from matching.catalog.role_places import RolePlaces
from matching.catalog.spans import ANY_MONTH, days_of, lengths, suggested
from matching.catalog.word_weights import WordWeights
from matching.columns import ROLES_TABLE
from matching.reference.cells import by_language
from matching.reference.vocabulary import CIRCLES as CIRCLE_LABELS
from matching.reference.vocabulary import COMMITMENTS as COMMITMENT_LABELS
from matching.reference.vocabulary import PARTIES as PARTY_LABELS
from matching.reference.vocabulary import PAYS as PAY_LABELS
from matching.reference.vocabulary import ROLE_KINDS as ROLE_KIND_LABELS

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

FUNDINGS = ("self-funded", "support-raised", "expenses-paid", "stipend", "salaried")
"""Kinds of funding, from the least to the most that an organization gives."""
OWN_POCKET = FUNDINGS[:2]
FAITH_REQUIREMENTS = ("", "none", "respect", "christian", "statement-of-faith")
LANGUAGE_NEEDS = ("", "helpful", "spoken", "either", "required")
"""`spoken` is a bare code such as `en`: the language of the work, without a stated level. Of those
that are `either` one is enough."""
PARTIES, COMMITMENTS, CIRCLES = tuple(PARTY_LABELS), tuple(COMMITMENT_LABELS), tuple(CIRCLE_LABELS)
PAYS, ROLE_KINDS = ("", *PAY_LABELS), ("", *ROLE_KIND_LABELS)
TRIP = ROLE_KINDS.index("trip")
HINTED_WEEKS = {"days": 0.7, "weeks": 2.0, "months": 13.0, "years": 104.0}
"""About how long a stay is of which the words of a role say no more than this."""
YES, NO, NOT_SAID = 1, 0, -1
HABIT_ROLES = 2
"""Roles of an organization that must state a length before it hints at that of the others."""


@dataclasses.dataclass(frozen=True)
class RoleIndex:
    """Roles as arrays, one row a role, in the order of `catalog.roles`.

    Boolean matrices have a column per id of the vocabulary (or country); numbers are NaN and
    dates NaT where the source did not say; yes/no columns are `YES`, `NO` or `NOT_SAID`.

    Attributes
    ----------
    season : array of int
        `months` as one number, a bit each, or `ANY_MONTH`.
    days_needed : array of float
        Shortest stay in days, at least 1, at most what the role's own months or dates allow. A
        role with a first and a last day takes all of them, unless it states a shorter stay.
    min_weeks, max_weeks : array of float
        As stated, or else from the first to the last day of a role that names both.
    words_weeks : array of float
        Length of stay as the title or summary suggests, NaN when they say nothing.
    habit_weeks : array of float
        Median shortest stay of the organization's other roles, NaN when fewer than two state one.
    for_learners : array of bool
        The title offers the post to students, residents or fellows only.
    any_field : array of bool
        The title says that the field does not matter.
    leads : array of bool
        The title is of a director or head.
    for_residents : array of bool
        The title offers the post to residents or fellows, and not to students.
    speaks_of_learners : array of bool
        Title or summary speak of students, residents or fellows.
    students_first : array of bool
        Students are the first that the role names.
    need : array of float
        Mean need of the countries in [0, 1], from the health workforce per 10,000 people.
    study : array of bool (roles, professions)
        Fields of study that a role for students names.
    in_regions : array of float (roles, countries)
        Of a role that names regions and no country: the share of each of their countries.
    parties, commitments, only_for : arrays of bool
        A column per item of `PARTIES`, `COMMITMENTS` and `CIRCLES`.
    eligible : array of bool (roles, countries)
        Countries of which a licence, citizenship or residence is needed; one is enough.
    pay, kind : arrays of int8
        Positions in `PAYS` and `ROLE_KINDS`.
    hours : array of float
        Hours per week, NaN where not said.
    elsewhere : array of bool (roles, columns of roles.csv)
        Cells that were read on another page than the role's own.
    site : array of str
        Town, district or hospital, as the role writes it.
    hinted_weeks : array of float
        `HINTED_WEEKS` of a stay whose length is said in words alone, NaN where it is not.
    suggested_weeks : array of float
        What `words_weeks`, `hinted_weeks` and the kind suggest together, NaN where nothing does.
    """

    role_ids: Texts
    org_codes: Ints
    professions: Bools
    specialties: Bools
    focus_areas: Bools
    where: Bools
    where_is_organizations: Bools
    settings: Bools
    languages: SmallInts
    months: Bools
    season: Ints
    days_needed: Floats
    fundings: Bools
    min_weeks: Floats
    max_weeks: Floats
    words_weeks: Floats
    habit_weeks: Floats
    start: Days
    end: Days
    license_required: SmallInts
    min_years: Floats
    trainees: SmallInts
    for_learners: Bools
    students_first: Bools
    any_field: Bools
    leads: Bools
    for_residents: Bools
    speaks_of_learners: Bools
    study: Bools
    faith: Texts
    faith_required: SmallInts
    cost_usd: Floats
    family: SmallInts
    past: Bools
    quality: Floats
    need: Floats
    source_date: Days
    in_regions: Floats
    parties: Bools
    commitments: Bools
    hours: Floats
    eligible: Bools
    only_for: Bools
    pay: SmallInts
    kind: SmallInts
    hinted_weeks: Floats
    suggested_weeks: Floats
    elsewhere: Bools
    site: Texts
    text: WordWeights

    def take(self, rows: Ints | Bools) -> RoleIndex:
        """The index of some roles only."""
        return RoleIndex(
            **{field.name: getattr(self, field.name)[rows] for field in dataclasses.fields(self)}
        )

    def __len__(self) -> int:
        return len(self.role_ids)

    @functools.cached_property
    def places(self) -> RolePlaces:
        """Countries and regions of the roles, to be looked up."""
        return RolePlaces(self.where, self.in_regions)


def _flags(lists: Sequence[tuple[str, ...]] | pd.Series, ids: Sequence[str]) -> Bools:
    """One boolean column per id; ids that are not in `ids` are passed over."""
    position = {name: column for column, name in enumerate(ids)}
    flags = np.zeros((len(lists), len(ids)), dtype=bool)
    for row, names in enumerate(lists):
        for name in names:
            if name in position:
                flags[row, position[name]] = True
    return flags


def _yes_no(column: pd.Series) -> SmallInts:
    return np.asarray(column.map({"yes": YES, "no": NO}).fillna(NOT_SAID), dtype=np.int8)


def _language_needs(lists: pd.Series, ids: Sequence[str]) -> SmallInts:
    position = {name: column for column, name in enumerate(ids)}
    needs = np.zeros((len(lists), len(ids)), dtype=np.int8)
    for row, texts in enumerate(lists):
        for code, need in by_language(texts).items():
            needs[row, position[code]] = LANGUAGE_NEEDS.index(need or "spoken")
    return needs


def _words_weeks(roles: pd.DataFrame) -> Floats:
    said = [
        stay_in_words(title, summary)
        for title, summary in zip(roles["title"], roles["summary"], strict=True)
    ]
    return np.array([np.nan if weeks is None else weeks for weeks in said], dtype=float)


def habit_weeks(roles: pd.DataFrame) -> Floats:
    """Median shortest stay of the organization's active roles that state one."""
    stated = roles.loc[(roles["status"] != "past") & roles["min_weeks"].notna()]
    habits = stated.groupby("org_id")["min_weeks"].agg(["median", "size"])
    known = habits.loc[habits["size"] >= HABIT_ROLES, "median"]
    return roles["org_id"].map(known).to_numpy(dtype=float)


def _quality(roles: pd.DataFrame) -> Floats:
    """Share of the facts that decide a match which the source states, 0 to 1."""
    facts = [
        _filled(roles["countries"]),
        _filled(roles["setting"]),
        (roles["min_weeks"].notna() | roles["max_weeks"].notna()).to_numpy(dtype=bool),
        _filled(roles["funding"]),
        _filled(roles["site"]) | _filled(roles["months"]),
        _filled(roles["summary"]),
    ]
    return np.asarray(np.mean(np.array(facts, dtype=float), axis=0), dtype=float)


def _filled(column: pd.Series) -> Bools:
    return np.array([bool(value) for value in column], dtype=bool)


def _elsewhere(roles: pd.DataFrame) -> Bools:
    """Cells that were read on another page."""
    cells = [tuple(item.partition(" ")[0] for item in items) for items in roles["cell_sources"]]
    return _flags(cells, ROLES_TABLE)


def _titles(roles: pd.DataFrame, hint: Callable[[str], bool]) -> Bools:
    """What each title says by a hint."""
    return np.array([hint(title) for title in roles["title"]], dtype=bool)


def _need(where: Bools, country_need: Floats) -> Floats:
    """Mean need of a role's countries, NaN where no figure is known."""
    measured = ~np.isnan(country_need)
    counted = (where & measured).sum(axis=1)
    total = where.astype(float) @ np.nan_to_num(country_need)
    return np.where(counted > 0, total / np.maximum(counted, 1), np.nan)


def _word_weights(axes: Axes) -> csr_matrix:
    from scipy.sparse import csr_matrix

    texts = role_texts(axes.roles)
    if not texts:
        return csr_matrix((0, len(axes.words)))
    return axes.vectorizer.transform(texts)


def _in_regions(axes: Axes) -> Floats:
    """Each country of the regions that a role names in place of countries, as its share of them."""
    shares = np.zeros((len(axes.roles), len(axes.country_ids)))
    named = axes.roles["regions"].where(axes.roles["countries"].map(len) == 0, None)
    for row, regions in enumerate(named):
        if regions:
            codes = frozenset().union(*(axes.places.countries_in(name) for name in regions))
            shares[row] = [code in codes for code in axes.country_ids]
            shares[row] /= max(1.0, shares[row].sum())
    return shares


def _positions(column: pd.Series, names: Sequence[str]) -> SmallInts:
    return np.array([names.index(name) for name in column], dtype=np.int8)


def _months(roles: pd.DataFrame) -> Bools:
    """One column per month of the year."""
    lists = [tuple(str(month) for month in listed) for listed in roles["months"]]
    return _flags(lists, [str(month) for month in range(1, 13)])


def _seasons(months: Bools) -> Ints:
    """Give the same months the same number, whatever other roles there are."""
    number = months @ (1 << np.arange(months.shape[1], dtype=np.int64))
    return np.where(number > 0, number, ANY_MONTH)


def _study(axes: Axes) -> Bools:
    """Fields of study by the titles and professions of roles that take students."""
    words = axes.adjacency.fields_of_study
    titles, lists = axes.roles["title"], axes.roles["professions"]
    said = axes.roles["students_of"]
    return _flags(
        [
            tuple(students_of or fields_of_study(title, words) | (set(listed) & set(words)))
            if "student" in listed or students_of
            else ()
            for title, listed, students_of in zip(titles, lists, said, strict=True)
        ],
        axes.profession_ids,
    )


def _numbers(column: pd.Series) -> Floats:
    return column.to_numpy(dtype=float)


def _time(roles: pd.DataFrame) -> dict[str, Any]:
    """Arrays of when a role can be served, and for how long."""
    months = _months(roles)
    least, most, needed = lengths(roles, months, season := _seasons(months))
    words, hinted = _words_weeks(roles), _numbers(roles["stay_hint"].map(HINTED_WEEKS))
    is_trip = _positions(roles["kind"], ROLE_KINDS) == TRIP
    return {
        "months": months,
        "season": season,
        "days_needed": needed,
        "min_weeks": least,
        "max_weeks": most,
        "words_weeks": words,
        "habit_weeks": habit_weeks(roles),
        "hinted_weeks": hinted,
        "suggested_weeks": suggested(words, hinted, is_trip),
        "start": days_of(roles["start_date_first"]),
        "end": days_of(roles["end_date_last"]),
        "hours": _numbers(roles["hours_per_week"]),
        "commitments": _flags(roles["commitment"], COMMITMENTS),
    }


def _demands(axes: Axes) -> dict[str, Any]:
    """Arrays of who can come."""
    roles = axes.roles
    return {
        "license_required": _yes_no(roles["license_required"]),
        "min_years": _numbers(roles["min_years_experience"]),
        "trainees": _yes_no(roles["trainees"]),
        "for_learners": _titles(roles, is_for_learners),
        "any_field": _titles(roles, is_for_any_field),
        "leads": _titles(roles, is_leadership),
        "for_residents": _titles(roles, is_for_residents),
        "speaks_of_learners": np.array(
            [
                speaks_of_learners(title, summary)
                for title, summary in zip(roles["title"], roles["summary"], strict=True)
            ],
            dtype=bool,
        ),
        "students_first": np.array([names[:1] == ("student",) for names in roles["professions"]]),
        "study": _study(axes),
        "family": _yes_no(roles["family"]),
        "parties": _flags(roles["party"], PARTIES),
        "only_for": _flags(roles["only_for"], CIRCLES),
        "eligible": _flags(roles["eligible_countries"], axes.country_ids),
    }


def build_index(axes: Axes) -> RoleIndex:
    """Encode roles, in the order of their frame."""
    roles = axes.roles
    where = _flags(roles["where"], axes.country_ids)
    return RoleIndex(
        role_ids=roles.index.to_numpy(dtype=str),
        org_codes=pd.factorize(roles["org_id"])[0].astype(np.int64),
        professions=_flags(roles["professions"], axes.profession_ids),
        specialties=_flags(roles["specialties"], axes.specialty_ids),
        focus_areas=_flags(roles["focus_areas"], axes.focus_ids),
        where=where,
        where_is_organizations=roles["where_is_organizations"].to_numpy(dtype=bool),
        in_regions=_in_regions(axes),
        settings=_flags(roles["setting"], axes.setting_ids),
        languages=_language_needs(roles["languages"], axes.language_ids),
        fundings=_flags(roles["funding"], FUNDINGS),
        cost_usd=_numbers(roles["cost_usd"]),
        pay=_positions(roles["pay"], PAYS),
        kind=_positions(roles["kind"], ROLE_KINDS),
        faith=roles["faith"].to_numpy(dtype=str),
        faith_required=_positions(roles["faith_required"], FAITH_REQUIREMENTS),
        past=(roles["status"] == "past").to_numpy(dtype=bool),
        quality=_quality(roles),
        need=_need(where, axes.country_need),
        source_date=days_of(roles["source_date_first"]),
        elsewhere=_elsewhere(roles),
        site=roles["site"].to_numpy(dtype=str),
        text=WordWeights(functools.partial(_word_weights, axes)),
        **_time(roles),
        **_demands(axes),
    )
