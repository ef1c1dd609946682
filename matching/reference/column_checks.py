"""Which check the cells of each column of organizations, roles and articles must pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from matching import columns as c
from matching.names import Names
from matching.reference import cells
from matching.reference.cells import Check
from matching.reference.places import Places
from matching.reference.vocabulary import Vocabulary

ORGANIZATIONS_FILE = "organizations.csv"
ROLES_FILE = "roles.csv"
ARTICLES_FILE = "articles.csv"
FILES = (ORGANIZATIONS_FILE, ROLES_FILE, ARTICLES_FILE)

DATES = (c.START_DATE, c.END_DATE, c.SOURCE_DATE, c.READ_ON, c.PUBLISHED)
NEVER_EMPTY = {
    ORGANIZATIONS_FILE: (c.ORG_ID, c.NAME, c.KIND, c.SOURCE_URL),
    ROLES_FILE: (c.ROLE_ID, c.ORG_ID, c.TITLE, c.PROFESSIONS, c.STATUS, c.SOURCE_URL),
    ARTICLES_FILE: (c.ARTICLE_ID, c.TITLE, c.URL, c.KIND, c.STAGE),
}


def column_checks(
    vocabulary: Vocabulary, places: Places, languages: Mapping[str, str], names: Names
) -> dict[str, Mapping[str, Check]]:
    """Give the check of each column of each file; a column without one is free text.

    What is refused is looked up in `names`, to say which id is meant.
    """
    countries = places.names
    known = vocabulary.labels
    tags: dict[str, Check] = {
        c.PROFESSIONS: cells.list_of(cells.id_of("profession", known("profession"), names)),
        c.SPECIALTIES: cells.list_of(cells.id_of("specialty", known("specialty"), names)),
        c.FOCUS_AREAS: cells.list_of(cells.id_of("focus area", known("focus_area"), names)),
        c.COUNTRIES: cells.list_of(cells.country(countries, names)),
        c.FAITH: cells.id_of("faith", known("faith")),
        c.FAITH_REQUIREMENT: cells.id_of("faith requirement", known("faith_requirement")),
        **dict.fromkeys(DATES, cells.vague_date),
        **dict.fromkeys((c.WEBSITE, c.URL, c.SOURCE_URL), cells.web_address),
    }
    return {
        ORGANIZATIONS_FILE: tags
        | {
            c.ORG_ID: cells.slug,
            c.KIND: cells.id_of("kind of organization", known("organization_kind")),
            c.HQ_COUNTRY: cells.country(countries, names),
            c.FOUNDED: cells.year,
        },
        ROLES_FILE: tags | _checks_of_roles(known, places, languages, names),
        ARTICLES_FILE: tags
        | {
            c.ARTICLE_ID: cells.slug,
            c.KIND: cells.id_of("kind of article", known("article_kind")),
            c.OBSTACLES: cells.list_of(cells.id_of("kind of obstacle", known("obstacle"))),
            c.STAGE: cells.id_of("stage", known("stage")),
        },
    }


def _checks_of_roles(
    known: Callable[[str], Mapping[str, str]],
    places: Places,
    languages: Mapping[str, str],
    names: Names,
) -> dict[str, Check]:
    """Give the checks of the columns that only roles have; `known` gives the labels of a list."""
    return {
        c.ROLE_ID: cells.slug,
        c.ORG_ID: cells.slug,
        c.SETTING: cells.list_of(cells.id_of("setting", known("setting"), names)),
        c.MIN_WEEKS: cells.number("weeks", 5_200),
        c.MAX_WEEKS: cells.number("weeks", 5_200),
        c.MONTHS: cells.months,
        c.LANGUAGES: cells.language_needs(languages, known("language_need"), names),
        c.MIN_YEARS_EXPERIENCE: cells.number("years", 80),
        c.FUNDING: cells.list_of(cells.id_of("kind of funding", known("funding"))),
        c.COST_USD: cells.number("US dollars", 1_000_000),
        c.POSITIONS: cells.number("openings", 100_000, whole=True),
        c.STATUS: cells.id_of("status", known("status")),
        c.PARTY: cells.list_of(cells.id_of("party", known("party"))),
        c.COMMITMENT: cells.list_of(cells.id_of("commitment", known("commitment"))),
        c.HOURS_PER_WEEK: cells.number("hours", 168),
        c.REGIONS: cells.list_of(cells.region(places.regions, names)),
        c.ELIGIBLE_COUNTRIES: cells.list_of(cells.country(places.names, names)),
        c.ONLY_FOR: cells.list_of(cells.id_of("circle", known("only_for"))),
        c.STUDENTS_OF: cells.list_of(cells.id_of("profession", known("profession"), names)),
        c.PAY: cells.id_of("pay", known("pay")),
        c.STAY_HINT: cells.id_of("length in words", known("stay_hint")),
        c.KIND: cells.id_of("kind of role", known("role_kind")),
        c.CELL_SOURCES: cells.list_of(cells.source_of_cell(c.ROLES_TABLE)),
        **dict.fromkeys((c.LICENSE_REQUIRED, c.TRAINEES, c.FAMILY), cells.yes_no),
    }
