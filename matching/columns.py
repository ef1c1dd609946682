"""Names of the columns of every table, with their kind and unit.

Kinds: id (text), text, list (tuple), number (float, NaN: not said), date (text as the source
gave it, with `first_day(...)` and `last_day(...)` columns beside it).
"""

from __future__ import annotations


def first_day(column: str) -> str:
    """Name the column with the first day that a date text can mean (datetime64)."""
    return f"{column}_first"


def last_day(column: str) -> str:
    """Name the column with the last day that a date text can mean (datetime64)."""
    return f"{column}_last"


ORG_ID = "org_id"  # id
ROLE_ID = "role_id"  # id, <org_id>--<slug>
ARTICLE_ID = "article_id"  # id
PROFILE_ID = "profile_id"  # id

NAME = "name"  # text
TITLE = "title"  # text
SUMMARY = "summary"  # text
SITE = "site"  # text
WEBSITE = "website"  # address
URL = "url"  # address
SOURCE_URL = "source_url"  # address
PUBLISHER = "publisher"  # text
AUTHOR = "author"  # text
STATEMENT = "statement"  # text

KIND = "kind"  # id, of organizations, roles or articles
STAGE = "stage"  # id
STATUS = "status"  # id
FAITH = "faith"  # id, of an organization or a person
FAITH_REQUIREMENT = "faith_requirement"  # id
ACCEPTS = "accepts"  # id
PROFESSION = "profession"  # id

PROFESSIONS = "professions"  # list of ids
SPECIALTIES = "specialties"  # list of ids
FOCUS_AREAS = "focus_areas"  # list of ids
COUNTRIES = "countries"  # list of ISO2
REGIONS = "regions"  # list of region names
AVOID = "avoid"  # list of ISO2 and region names
SETTING = "setting"  # list of ids, of a role
SETTINGS = "settings"  # list of ids, of a person
FUNDING = "funding"  # list of ids
LANGUAGES = "languages"  # list of `en`, `fr:required`, `sw:helpful`; of a person `en:native`
MONTHS = "months"  # list of int, 1 to 12
HQ_COUNTRY = "hq_country"  # ISO2
PARTY = "party"  # list of ids, who can take a role: one, couple, family, team, school-group
COMMITMENT = "commitment"  # list of ids
ELIGIBLE_COUNTRIES = "eligible_countries"  # list of ISO2, whose licence or citizenship is needed
OBSTACLES = "obstacles"  # list of ids, what an article helps with that may keep a reader away
ONLY_FOR = "only_for"  # list of ids, the closed circle that a role is for
STUDENTS_OF = "students_of"  # list of ids of professions that students or residents are of
PAY = "pay"  # id, what the words of a role say where no funding is stated
STAY_HINT = "stay_hint"  # id, what the words of a role say where no weeks are stated
CELL_SOURCES = "cell_sources"  # list of `column address`, of cells read on another page

FOUNDED = "founded"  # number, year
MIN_WEEKS = "min_weeks"  # number, weeks
MAX_WEEKS = "max_weeks"  # number, weeks
MIN_YEARS_EXPERIENCE = "min_years_experience"  # number, years
YEARS_EXPERIENCE = "years_experience"  # number, years
COST_USD = "cost_usd"  # number, US dollars
BUDGET_USD = "budget_usd"  # number, US dollars
POSITIONS = "positions"  # number
HOURS_PER_WEEK = "hours_per_week"  # number, hours

LICENSE_REQUIRED = "license_required"  # yes, no
TRAINEES = "trainees"  # yes, no
TRAINEE = "trainee"  # yes, no
FAMILY = "family"  # yes, no

START_DATE = "start_date"  # date
END_DATE = "end_date"  # date
SOURCE_DATE = "source_date"  # date
READ_ON = "read_on"  # date
PUBLISHED = "published"  # date
AVAILABLE_FROM = "available_from"  # date
AVAILABLE_TO = "available_to"  # date

# Added to the roles when they are read.
ORG_NAME = "org_name"  # text
FAITH_REQUIRED = "faith_required"  # id, the role's own or else the organization's
WHERE = "where"  # list of ISO2, the role's own or else the organization's
WHERE_IS_ORGANIZATIONS = "where_is_organizations"  # bool

# Countries.
ISO2 = "iso2"
ISO3 = "iso3"
M49 = "m49"  # three digits as text, the `id` of the map's shapes
REGION = "region"  # continent
SUBREGION = "subregion"  # finest M49 region
SUBREGION_GROUP = "subregion_group"  # the M49 subregion above it
INTERMEDIATE = "intermediate"
INCOME = "income"  # Low, Lower middle, Upper middle, High
LAT = "lat"  # degrees
LON = "lon"  # degrees
PHYSICIANS_PER_10K = "physicians_per_10k"
PHYSICIANS_YEAR = "physicians_year"
NURSES_MIDWIVES_PER_10K = "nurses_midwives_per_10k"
NURSES_MIDWIVES_YEAR = "nurses_midwives_year"
DENTISTS_PER_10K = "dentists_per_10k"
DENTISTS_YEAR = "dentists_year"
UHC_INDEX_2021 = "uhc_index_2021"  # 0 to 100
SPAR_2022_AVERAGE = "spar_2022_average"  # 0 to 100
NEED = "need"  # 0 to 1
NEED_BASIS = "need_basis"  # text, the densities that `need` was computed from
NEED_DENTISTS = "need_dentists"  # 0 to 1
ISO639_1 = "iso639_1"

# Judgments and matches.
GRADE = "grade"  # 0 to 3
REASON = "reason"
RANK = "rank"  # 1 is best
SCORE = "score"  # 0 to 100
MOVED_FROM = "moved_from"  # rank by score alone, NaN: the same
LIFTED = "lifted"  # bool, the floor of exposure let it stand there
BAND = "band"  # 1 meets all, 2 comes near, 3 folded
ORGANIZATION = "organization"  # text, the name, in files that people read
JUDGED_SET = "set"  # name of a set of people who were judged together

ORGANIZATIONS_TABLE = (
    ORG_ID, NAME, WEBSITE, KIND, HQ_COUNTRY, FAITH, FAITH_REQUIREMENT, FOCUS_AREAS, COUNTRIES,
    FOUNDED, SUMMARY, SOURCE_URL, SOURCE_DATE, READ_ON,
)  # fmt: skip
ROLES_TABLE = (
    ROLE_ID, ORG_ID, TITLE, PROFESSIONS, SPECIALTIES, FOCUS_AREAS, COUNTRIES, SITE, SETTING,
    MIN_WEEKS, MAX_WEEKS, MONTHS, START_DATE, END_DATE, LANGUAGES, LICENSE_REQUIRED,
    MIN_YEARS_EXPERIENCE, TRAINEES, FAITH_REQUIREMENT, FUNDING, COST_USD, FAMILY, POSITIONS,
    PARTY, COMMITMENT, HOURS_PER_WEEK, REGIONS, ELIGIBLE_COUNTRIES, ONLY_FOR, STUDENTS_OF, PAY,
    STAY_HINT, KIND, CELL_SOURCES, STATUS, SUMMARY, SOURCE_URL, SOURCE_DATE, READ_ON,
)  # fmt: skip
LATER_ROLE_COLUMNS = frozenset((
    PARTY, COMMITMENT, HOURS_PER_WEEK, REGIONS, ELIGIBLE_COUNTRIES, ONLY_FOR, STUDENTS_OF, PAY,
    STAY_HINT, KIND, CELL_SOURCES,
))  # fmt: skip
"""Columns that files of roles from before lack; a file without them is read all the same."""
ARTICLES_TABLE = (
    ARTICLE_ID, TITLE, URL, PUBLISHER, AUTHOR, PUBLISHED, KIND, PROFESSIONS, SPECIALTIES,
    FOCUS_AREAS, COUNTRIES, OBSTACLES, STAGE, SUMMARY, READ_ON,
)  # fmt: skip
LATER_ARTICLE_COLUMNS = frozenset((OBSTACLES,))
"""As `LATER_ROLE_COLUMNS`, of articles."""
PROFILES_TABLE = (
    PROFILE_ID, PROFESSION, SPECIALTIES, YEARS_EXPERIENCE, TRAINEE, FOCUS_AREAS, COUNTRIES,
    REGIONS, AVOID, LANGUAGES, MIN_WEEKS, MAX_WEEKS, AVAILABLE_FROM, AVAILABLE_TO, FAITH, ACCEPTS,
    FUNDING, BUDGET_USD, FAMILY, SETTINGS, STATEMENT,
)  # fmt: skip
JUDGMENTS_TABLE = (PROFILE_ID, ROLE_ID, GRADE, REASON)
TO_JUDGE_TABLE = (PROFILE_ID, ROLE_ID, RANK, SCORE, TITLE, ORGANIZATION, GRADE, REASON)
COUNTRIES_TABLE = (
    ISO2, ISO3, M49, NAME, REGION, SUBREGION, INTERMEDIATE, INCOME, LAT, LON,
)  # fmt: skip
HEALTH_NEED_TABLE = (
    ISO2, PHYSICIANS_PER_10K, PHYSICIANS_YEAR, NURSES_MIDWIVES_PER_10K, NURSES_MIDWIVES_YEAR,
    DENTISTS_PER_10K, DENTISTS_YEAR, UHC_INDEX_2021, SPAR_2022_AVERAGE,
)  # fmt: skip
LANGUAGES_TABLE = (ISO639_1, NAME)
