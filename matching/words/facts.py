"""What the source says about a role or an organization, fact by fact, and what it leaves open."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from matching import columns, phrases
from matching.reference.cells import by_language
from matching.words import wording

if TYPE_CHECKING:
    import pandas as pd

    from matching.catalog import Catalog

TableRow: TypeAlias = Mapping[str, Any]
"""One row of a table: column name to value."""

YES_NO: Final = {"yes": "Yes", "no": "No", "": ""}

DUTIES: Final[tuple[tuple[frozenset[str], str], ...]] = (
    (
        frozenset({"human-trafficking", "trauma-informed-care"}),
        "Some of the people served here have survived violence or trafficking. They decide what "
        "they share and with whom; no photographs and no stories without their free consent.",
    ),
    (
        frozenset({"orphans", "child-health", "cleft-care"}),
        "Children are served here. Expect a background check and a child-protection policy, and "
        "never to be alone with a child.",
    ),
    (
        frozenset({"prison-health"}),
        "The people served here are in prison. Consent and confidentiality need special care, and "
        "clearance can take weeks.",
    ),
    (
        frozenset({"conflict", "refugees", "disaster-relief"}),
        "People here have lived through war, flight or disaster. Ask how the organization keeps "
        "them and its own team safe, and who cares for you afterwards.",
    ),
)
"""Focus areas that ask for special care, and what a person should know before they write."""

DUTIES_END: Final = (
    "Ask who supervises the work, which local licence it needs and what training is given first."
)
FACTS_OF_ROLES: Final = (
    ("professions", "Who is sought", ""),
    ("specialties", "Specialties", ""),
    ("focus_areas", "The work", ""),
    ("kind", "Kind of role", ""),
    ("place", "Where", "Where would I serve?"),
    ("setting", "Setting", "In what setting is the work?"),
    ("length", "How long", "What is the shortest and the longest stay?"),
    ("stay_hint", "How long, in words alone", ""),
    ("commitment", "How much time", ""),
    ("when", "When", "When could I come?"),
    ("party", "Who comes", ""),
    ("only_for", "Who can apply", ""),
    ("languages", "Languages", "Which languages do I need, and is there an interpreter?"),
    (
        "license_required",
        "Licence needed",
        "Which licence or registration do I need, and who arranges it?",
    ),
    ("eligible_countries", "Licence or citizenship of", ""),
    ("min_years_experience", "Experience", "How much experience do you ask for?"),
    ("trainees", "Students and residents", "Can students or residents come?"),
    ("students_of", "In training as", ""),
    ("faith_required", "Faith asked of those who serve", "Do you ask for a statement of faith?"),
    ("funding", "Who pays", "What does it cost me, and what is paid for?"),
    ("pay", "Pay, in words alone", ""),
    ("family", "Family", "Can my family come along?"),
    ("status", "Status", ""),
    ("positions", "Number of openings", ""),
)
"""Name, label, and what to ask where the source says nothing."""
ONLY_IF_SAID: Final = frozenset({
    "kind", "stay_hint", "commitment", "party", "only_for", "eligible_countries", "students_of",
    "pay",
})  # fmt: skip
"""Facts that few roles have: a role without them leaves nothing open."""
CELLS: Final = {
    "place": (columns.COUNTRIES, columns.SITE, columns.REGIONS),
    "length": (columns.MIN_WEEKS, columns.MAX_WEEKS),
    "commitment": (columns.COMMITMENT, columns.HOURS_PER_WEEK),
    "when": (columns.MONTHS, columns.START_DATE, columns.END_DATE),
    "faith_required": (columns.FAITH_REQUIREMENT,),
    "funding": (columns.FUNDING, columns.COST_USD),
}
"""Columns that a fact is told from, where it does not have the name of its column."""


@dataclass(frozen=True)
class Fact:
    """One thing a source says, or does not say.

    Parameters
    ----------
    name : str
        Short id, such as `length`.
    label : str
        What it is about, for people.
    text : str
        What the source says, `""` if it says nothing.
    question : str
        What to ask the organization when the source says nothing; `""` if nothing need be asked.
    elsewhere : str
        Address of the other page of the organization that it was read on, `""` if it stands on
        the page that the record names.
    """

    name: str
    label: str
    text: str
    question: str = ""
    elsewhere: str = ""


def table_row(table: pd.DataFrame, row: str) -> TableRow:
    """Return one row of a table by its id."""
    return cast(TableRow, table.loc[row].to_dict())


def table_rows(table: pd.DataFrame) -> dict[str, TableRow]:
    """Return every row of a table by its id."""
    return cast(dict[str, TableRow], table.to_dict("index"))


def facts_of_role(catalog: Catalog, role_id: str) -> tuple[Fact, ...]:
    """Return every fact of a role, in the order in which people ask for them."""
    role = table_row(catalog.roles, role_id)
    texts = _texts_of_role(catalog, role)
    pages = dict(source.split(" ", 1) for source in role[columns.CELL_SOURCES])
    return tuple(
        Fact(
            name,
            label,
            texts[name],
            question,
            next((pages[cell] for cell in CELLS.get(name, (name,)) if cell in pages), ""),
        )
        for name, label, question in FACTS_OF_ROLES
    )


def _texts_of_role(catalog: Catalog, role: TableRow) -> dict[str, str]:
    """What the source says of each fact."""
    label = catalog.vocabulary.labels
    specialties = _labels(role[columns.SPECIALTIES], label("specialty"))
    return {
        "professions": _labels(role[columns.PROFESSIONS], label("profession")),
        "specialties": specialties or "None named",
        "focus_areas": _labels(role[columns.FOCUS_AREAS], label("focus_area")),
        "kind": _label(role[columns.KIND], label("role_kind")),
        "place": phrases.capital(wording.place(catalog, role, most=8)),
        "setting": wording.settings(catalog, role),
        "length": phrases.capital(phrases.length(role)),
        "stay_hint": f"A matter of {hint}" if (hint := role[columns.STAY_HINT]) else "",
        "commitment": phrases.capital(wording.commitment(catalog, role)),
        "when": phrases.capital(phrases.when(role)),
        "party": phrases.capital(wording.party(role)),
        "only_for": phrases.capital(wording.circle(catalog, role)),
        "languages": _languages(role[columns.LANGUAGES], catalog.languages),
        "license_required": YES_NO[role[columns.LICENSE_REQUIRED]],
        "eligible_countries": wording.eligible(catalog, role),
        "min_years_experience": _at_least_years(role[columns.MIN_YEARS_EXPERIENCE]),
        "trainees": {"yes": "Welcome", "no": "Not taken", "": ""}[role[columns.TRAINEES]],
        "students_of": _labels(role[columns.STUDENTS_OF], label("profession")),
        "faith_required": _label(role[columns.FAITH_REQUIRED], label("faith_requirement")),
        "funding": wording.funding(catalog, role),
        "pay": _label(role[columns.PAY], label("pay")),
        "family": {"yes": "Can come along", "no": "Cannot come along", "": ""}[
            role[columns.FAMILY]
        ],
        "status": _label(role[columns.STATUS], label("status")),
        "positions": whole(role[columns.POSITIONS]),
    }


def facts_of_organization(catalog: Catalog, org_id: str) -> tuple[Fact, ...]:
    """Return every fact of an organization."""
    organization = table_row(catalog.organizations, org_id)
    label = catalog.vocabulary.labels
    home = organization[columns.HQ_COUNTRY]
    return (
        Fact("kind", "Kind", _label(organization[columns.KIND], label("organization_kind"))),
        Fact("faith", "Faith", _label(organization[columns.FAITH], label("faith"))),
        Fact(
            "faith_requirement",
            "Faith asked of those who serve",
            _label(organization[columns.FAITH_REQUIREMENT], label("faith_requirement")),
        ),
        Fact("hq_country", "Home", _countries(catalog, [home] if home else [])),
        Fact("countries", "Works in", _countries(catalog, organization[columns.COUNTRIES])),
        Fact("founded", "Founded", whole(organization[columns.FOUNDED])),
        Fact(
            "focus_areas",
            "The work",
            _labels(organization[columns.FOCUS_AREAS], label("focus_area")),
        ),
    )


def facts_of_article(catalog: Catalog, article_id: str) -> tuple[Fact, ...]:
    """Return what an article is about, for whom, and from whom."""
    article = table_row(catalog.articles, article_id)
    label = catalog.vocabulary.labels
    return (
        Fact("kind", "Kind", _label(article[columns.KIND], label("article_kind"))),
        Fact("stage", "For people who are", _label(article[columns.STAGE], label("stage"))),
        Fact("author", "Author", article[columns.AUTHOR]),
        Fact("publisher", "Published by", article[columns.PUBLISHER]),
        Fact("published", "Published", phrases.date_in_words(article[columns.PUBLISHED])),
        Fact("focus_areas", "The work", _labels(article[columns.FOCUS_AREAS], label("focus_area"))),
        Fact("professions", "For", _labels(article[columns.PROFESSIONS], label("profession"))),
        Fact(
            "specialties", "Specialties", _labels(article[columns.SPECIALTIES], label("specialty"))
        ),
        Fact("countries", "Places", _countries(catalog, article[columns.COUNTRIES])),
        Fact("obstacles", "Helps with", _labels(article[columns.OBSTACLES], label("obstacle"))),
        Fact("read_on", "Read by us on", phrases.date_in_words(article[columns.READ_ON])),
    )


def stated(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts that the source gives."""
    return tuple(fact for fact in facts if fact.text)


def not_stated(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts that the source leaves open."""
    return tuple(fact for fact in facts if not fact.text and fact.name not in ONLY_IF_SAID)


def duty_of_care(focus_areas: Iterable[str]) -> tuple[str, ...]:
    """Return what to know before serving people in special need; nothing for other work.

    Examples
    --------
    >>> duty_of_care(["surgery"])
    ()
    >>> duty_of_care(["prison-health"])[0].split(".")[0]
    'The people served here are in prison'
    """
    work = set(focus_areas)
    notes = tuple(note for areas, note in DUTIES if areas & work)
    return (*notes, DUTIES_END) if notes else ()


def source_sentence(row: TableRow) -> str:
    """Say how old the source of a record is and when it was read."""
    parts = []
    if row[columns.SOURCE_DATE]:
        parts.append(f"The page is from {phrases.date_in_words(row[columns.SOURCE_DATE])}")
    if row[columns.READ_ON]:
        parts.append(f"we read it on {phrases.date_in_words(row[columns.READ_ON])}")
    return phrases.capital("; ".join(parts)) + "." if parts else ""


def _countries(catalog: Catalog, countries: Iterable[str]) -> str:
    return ", ".join(catalog.places.name(iso2) for iso2 in countries)


def _labels(ids: Iterable[str], labels: Mapping[str, str]) -> str:
    return ", ".join(_label(one, labels) for one in ids)


def _label(one: str, labels: Mapping[str, str]) -> str:
    return labels.get(one, one)


def _languages(languages: Iterable[str], names: Mapping[str, str]) -> str:
    needs = by_language(languages)
    choice = [names.get(code, code) for code, need in needs.items() if need == "either"]
    others = [
        names.get(code, code) + (f" ({need})" if need else "")
        for code, need in needs.items()
        if need != "either"
    ]
    return ", ".join([*filter(None, [phrases.listed(choice, len(choice), "or")]), *others])


def _at_least_years(years: float) -> str:
    return "" if math.isnan(years) else f"At least {phrases.counted(int(years), 'year')}"


def whole(number: float) -> str:
    """Write a number as a whole one; `""` where there is none."""
    return "" if math.isnan(number) else str(int(number))
