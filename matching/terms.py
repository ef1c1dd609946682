"""Terms: each wish or quality of a match as a number in [0, 1], and whether it was known."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np

from matching.arrays import Bools, Floats, any_column, best_column, flags_of
from matching.must_haves import NOT_STATED, MustHaves
from matching.person import Person
from matching.role_index import FAITH_REQUIREMENTS, FUNDINGS, RoleIndex
from matching.vocabulary import CHRISTIAN_FAITHS
from matching.weights import TERMS, WeightSet
from matching.work_fit import WorkFit

Term = tuple[Floats, Bools, bool]
"""Values in [0, 1], whether each was known, and whether the profile asks for the term at all."""

DAYS_A_YEAR = 365.25
NEAR_SETTINGS = {
    ("clinic", "mobile-clinic"): 0.6,
    ("clinic", "hospital"): 0.5,
    ("clinic", "community"): 0.5,
    ("mobile-clinic", "community"): 0.6,
    ("mobile-clinic", "field-base"): 0.5,
    ("hospital", "ship"): 0.6,
    ("hospital", "field-base"): 0.4,
    ("hospital", "classroom"): 0.5,
    ("camp", "field-base"): 0.7,
    ("camp", "community"): 0.4,
    ("community", "field-base"): 0.5,
    ("classroom", "community"): 0.4,
}
"""How much of a wished setting another one gives, both ways."""


@dataclasses.dataclass(frozen=True)
class Terms:
    """All terms of all roles.

    Attributes
    ----------
    values : array of float (roles, terms)
        In [0, 1]; columns in the order of `TERMS`. What was unknown has the weight set's value.
    known : array of bool (roles, terms)
    asked : array of bool (terms,)
        Whether the profile says enough for the term to count at all.
    """

    values: Floats
    known: Bools
    asked: Bools


def terms(
    person: Person,
    index: RoleIndex,
    work: WorkFit,
    musts: MustHaves,
    weights: WeightSet,
    today: np.datetime64,
) -> Terms:
    """Compare a person's wishes with every role of an index.

    Parameters
    ----------
    today : datetime64
        The day from which the age of a source is counted.
    """
    compute = term_functions(person, index, work, musts, weights.curves, today)
    values = np.empty((len(index), len(TERMS)))
    known = np.empty((len(index), len(TERMS)), dtype=bool)
    asked = np.empty(len(TERMS), dtype=bool)
    for column, name in enumerate(TERMS):
        value, is_known, is_asked = compute[name]()
        values[:, column] = np.where(is_known, value, weights.unknown[name])
        known[:, column] = is_known
        asked[column] = is_asked
    return Terms(np.clip(values, 0.0, 1.0), known, asked)


def term_functions(
    person: Person,
    index: RoleIndex,
    work: WorkFit,
    musts: MustHaves,
    curves: dict[str, float],
    today: np.datetime64,
) -> dict[str, Callable[[], Term]]:
    """How each term is computed, by its name; nothing is until its function is called."""
    return {
        "specialty": lambda: _specialty(person, index, work, curves),
        "focus": lambda: _focus(person, index, curves),
        "text": lambda: _text(person, index, curves),
        "place": lambda: _place(person, index, curves),
        "length": lambda: _length(person, index, curves),
        "dates": lambda: _dates(person, musts),
        "language": lambda: _language(person, index),
        "setting": lambda: _setting(person, index),
        "faith": lambda: _faith(person, index),
        "funding": lambda: _funding(person, index),
        "family": lambda: _family(person, index),
        "experience": lambda: _experience(person, index),
        "training": lambda: _training(person, index),
        "record": lambda: _record(index, curves, today),
        "need": lambda: _need(person, index),
    }


def _all(index: RoleIndex) -> Bools:
    return np.ones(len(index), dtype=bool)


def _none(index: RoleIndex) -> Bools:
    return np.zeros(len(index), dtype=bool)


def _specialty(person: Person, index: RoleIndex, work: WorkFit, curves: dict[str, float]) -> Term:
    """Degree of profession and specialty; a role that takes students first counts less."""
    degree = (work.profession * work.specialty) ** curves["specialty_power"]
    if not person.is_trainee:
        degree = np.where(index.students_first, degree * curves["beside_students"], degree)
    return degree, work.specialty_known, True


def _focus(person: Person, index: RoleIndex, curves: dict[str, float]) -> Term:
    """Rare interests count more, related ones in part, and the best-served one on its own."""
    wished = person.focus_areas
    if not wished.any():
        return np.zeros(len(index)), _none(index), False
    rarity = person.catalog.focus_rarity[wished]
    related = person.catalog.adjacency.related[wished]
    served = (index.focus_areas[:, None, :] * related[None, :, :]).max(axis=2)
    coverage = served @ rarity / rarity.sum()
    best = (served * np.sqrt(rarity)).max(axis=1) / np.sqrt(rarity.max())
    share = curves["focus_best"]
    return share * best + (1 - share) * coverage, any_column(index.focus_areas), True


def _text(person: Person, index: RoleIndex, curves: dict[str, float]) -> Term:
    if not person.profile.statement:
        return np.zeros(len(index)), _none(index), False
    likeness = (index.text @ person.statement.T).toarray().ravel()
    return np.minimum(1.0, likeness / max(curves["text_full"], 1e-6)), _all(index), True


def _place(person: Person, index: RoleIndex, curves: dict[str, float]) -> Term:
    """Best country of the role; for home service and remote work the wish is read anew."""
    profile = person.profile
    has_wish = bool(profile.countries or profile.regions)
    value = best_column(index.where * person.places)
    known = any_column(index.where)
    domestic = index.focus_areas[:, person.catalog.focus_ids.index("domestic")]
    if has_wish:
        if person.wishes_home:
            value = np.where(value < 0.9, value * curves["away_from_home"], value)
        # The role itself names no country: where its organization works is a hint, no more.
        off, on = curves["place_hint_off"], curves["place_hint"]
        value = np.where(index.where_is_organizations, off + (on - off) * value, value)
    if not person.wishes_home:
        # Service in one's own country is for those who live there, unless the person names it.
        named = any_column(index.where & flags_of(profile.countries, person.catalog.country_ids))
        value = np.where(domestic & ~named, value * curves["home_service"], value)
    remote = index.settings[:, person.catalog.setting_ids.index("remote")]
    if person.settings[person.catalog.setting_ids.index("remote")]:
        value = np.where(remote, 1.0, value)
        known = known | remote
    return value, known, True


def _length(person: Person, index: RoleIndex, curves: dict[str, float]) -> Term:
    """Whether a stay exists that suits both; hints stand in for a length that is not stated."""
    least, most = person.least_weeks, person.most_weeks
    asked = least > 0 or np.isfinite(most)
    shortest, longest = index.min_weeks, index.max_weeks
    stated = ~np.isnan(shortest) | ~np.isnan(longest)
    low = np.nan_to_num(shortest)
    high = np.where(np.isnan(longest), np.inf, longest)
    value = np.where(low > most, 0.0, 1.0)
    if least > 0:
        short = high < least
        value = np.where(short, curves["length_short"] * np.where(short, high, 0.0) / least, value)
    hint = np.where(np.isnan(index.words_weeks), index.habit_weeks, index.words_weeks)
    hinted = ~stated & ~np.isnan(hint)
    # A hint is rough: only one that is well outside what the person can give counts as off.
    off = (hint > most * 1.5) | (hint < least * 0.5)
    value = np.where(hinted, np.where(off, curves["length_hint_off"], curves["length_hint"]), value)
    return value, stated | hinted, bool(asked)


def _dates(person: Person, musts: MustHaves) -> Term:
    profile = person.profile
    asked = profile.available_from is not None or profile.available_to is not None
    status = musts.column("dates")
    return (status > 0).astype(float), status != NOT_STATED, asked


def _language(person: Person, index: RoleIndex) -> Term:
    """Best language in common: native 1, good 0.9, basic 0.5; a helpful one that is lacking 0.3."""
    asked = bool(person.profile.languages)
    named = index.languages > 0
    worth = np.select([person.levels >= 3, person.levels == 2, person.levels == 1], [1.0, 0.9, 0.5])
    lacking = np.where(index.languages == 1, 0.3, 0.0)
    value = np.where(named, np.maximum(worth, lacking), 0.0).max(axis=1)
    return value, any_column(named), asked


def _setting(person: Person, index: RoleIndex) -> Term:
    ids = person.catalog.setting_ids
    if not person.settings.any():
        remote = index.settings[:, ids.index("remote")]
        return np.where(remote, 0.3, 1.0), any_column(index.settings), True
    nearness = np.eye(len(ids))
    for (one, other), degree in NEAR_SETTINGS.items():
        i, j = ids.index(one), ids.index(other)
        nearness[i, j] = nearness[j, i] = degree
    worth = nearness[person.settings].max(axis=0)
    return best_column(index.settings * worth), any_column(index.settings), True


def _faith(person: Person, index: RoleIndex) -> Term:
    """Nearness of the person's faith to the organization's, where the person said anything."""
    faith = person.profile.faith
    asked = faith != "" or person.profile.accepts in ("christian", "secular")
    asks = index.faith_required >= FAITH_REQUIREMENTS.index("christian")
    known = (index.faith != "") | asks
    christian = np.isin(index.faith, list(CHRISTIAN_FAITHS)) | (asks & (index.faith == ""))
    gospel = index.focus_areas[:, person.catalog.focus_ids.index("evangelism-discipleship")]
    if faith in CHRISTIAN_FAITHS:
        close = (index.faith == faith) | (np.isin(index.faith, ["christian", "interfaith", ""]))
        if faith in ("evangelical", "protestant", "christian"):
            close |= np.isin(index.faith, ["evangelical", "protestant"])
        far = np.isin(index.faith, ["lds"]) & (faith != "lds")
        value = np.select([far, close & christian, christian], [0.2, 1.0, 0.65], 0.75)
    else:
        value = np.where(christian, np.where(gospel | asks, 0.1, 0.5), 1.0)
    return value, known, bool(asked)


def _funding(person: Person, index: RoleIndex) -> Term:
    """What the organization gives against what the person needs, and cost against budget."""
    stated = any_column(index.fundings)
    profile = person.profile
    asked = person.funding >= 0 or profile.budget_usd is not None
    gives = np.where(stated, len(FUNDINGS) - 1 - np.argmax(index.fundings[:, ::-1], axis=1), -1)
    value = np.ones(len(index))
    if person.funding >= 0:
        short_by = np.maximum(0, person.funding - gives)
        value = np.where(stated, 1.0 - 0.3 * short_by, 1.0)
        if profile.funding in ("self-funded", "expenses-paid"):
            # A salaried post is employment, rarely what a volunteer with savings looks for.
            value = np.where(stated & (gives == FUNDINGS.index("salaried")), 0.4, value)
    priced = ~np.isnan(index.cost_usd)
    if profile.budget_usd is not None:
        over = priced & (index.cost_usd > profile.budget_usd)
        value = np.where(over, np.minimum(value, 0.2), value)
    return np.clip(value, 0.0, 1.0), stated | priced, asked


def _family(person: Person, index: RoleIndex) -> Term:
    return (index.family == 1).astype(float), index.family >= 0, person.profile.family == "yes"


def _experience(person: Person, index: RoleIndex) -> Term:
    years = person.profile.years_experience
    asked = years is not None
    enough = np.nan_to_num(index.min_years) <= (years or 0.0)
    return enough.astype(float), ~np.isnan(index.min_years), asked


def _training(person: Person, index: RoleIndex) -> Term:
    """Whether a student or resident is welcome; nothing is asked of a clinician."""
    student = index.professions[:, person.catalog.profession_ids.index("student")]
    if person.is_trainee:
        welcome = (index.trainees == 1) | student
        return welcome.astype(float), welcome | (index.trainees == 0), True
    return np.ones(len(index)), _none(index), False


def _record(index: RoleIndex, curves: dict[str, float], today: np.datetime64) -> Term:
    """Share of deciding facts that are stated, and the age of the source where it is dated."""
    age = (today - index.source_date).astype("timedelta64[D]").astype(float) / DAYS_A_YEAR
    age = np.where(np.isnat(index.source_date), np.nan, np.maximum(0.0, age))
    fresh = np.where(np.isnan(age), 0.5, 0.5 ** (age / max(curves["freshness_years"], 0.1)))
    return 0.6 * index.quality + 0.4 * fresh, _all(index), True


def _need(person: Person, index: RoleIndex) -> Term:
    known = ~np.isnan(index.need)
    return np.nan_to_num(index.need), known, not person.wishes_home
