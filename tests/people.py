"""People drawn at random from the shipped vocabulary, each of whom could exist."""

import datetime as dt

from hypothesis import strategies as st

from matching import Profile
from matching.reference.shipped import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
# The professions that most roles ask for come up more often.
PROFESSIONS = [*VOCABULARY.professions, *["physician", "dentist", "nurse", "student"] * 5]
COUNTRIES = ["KE", "TZ", "UG", "HT", "GT", "IN", "NP", "US", "TG", "PE", "DE", "FJ"]
REGIONS = ["Africa", "Eastern Africa", "Sub-Saharan Africa", "Central America", "Caribbean", "Asia"]
LANGUAGES = ["en", "fr", "es", "sw", "pt", "ar"]
LEVELS = ["", ":basic", ":good", ":native"]
WEEKS = [0, 0.3, 1, 1.4, 2, 3, 4, 8, 13, 26, 52, 104]
FAITHS = ["", *VOCABULARY.labels("person_faith")]
STATEMENTS = [
    "",
    "I am a medical student and would like to learn tropical medicine in a rural hospital.",
    "Dental student; I can help with extractions and teach children to brush their teeth.",
    "I repair clefts and burns, and I love to teach residents.",
    "Nurse for mothers and newborns, happy in a mobile clinic.",
]
DAYS = st.dates(dt.date(2026, 6, 1), dt.date(2029, 12, 31))


def few(items, most=3):
    """At most a few different items of a list."""
    return st.lists(st.sampled_from(list(items)), max_size=most, unique=True)


@st.composite
def languages(draw):
    """Up to three languages with levels, each once."""
    return [code + draw(st.sampled_from(LEVELS)) for code in draw(few(LANGUAGES))]


@st.composite
def people(draw, **fixed):
    """A profile; `fixed` fields are strategies that replace the usual ones."""
    profession = draw(st.sampled_from(PROFESSIONS))
    weeks = sorted(draw(st.tuples(st.sampled_from(WEEKS), st.sampled_from(WEEKS))))
    days = sorted(draw(st.tuples(DAYS, DAYS)))
    fields = {
        "specialties": few(VOCABULARY.specialties_of(profession) or [""], 2),
        "years_experience": st.sampled_from([None, 0, 1, 1.5, 4, 20]),
        "trainee": st.sampled_from(["", "no", "no", "yes"]),
        "focus_areas": few(VOCABULARY.focus_areas),
        "countries": few(COUNTRIES),
        "regions": few(REGIONS, 2),
        "avoid": few([*COUNTRIES, *REGIONS]),
        "languages": languages(),
        "min_weeks": st.sampled_from([None, weeks[0]]),
        "max_weeks": st.sampled_from([None, weeks[1]]),
        "available_from": st.sampled_from([None, days[0]]),
        "available_to": st.sampled_from([None, days[1]]),
        "faith": st.sampled_from(FAITHS),
        "accepts": st.sampled_from(["", "any", "christian", "secular"]),
        "funding": st.sampled_from(["", *VOCABULARY.labels("funding")]),
        "budget_usd": st.sampled_from([None, 0, 1_000, 5_000]),
        "family": st.sampled_from(["", "no", "yes"]),
        "settings": few(VOCABULARY.labels("setting")),
        "statement": st.sampled_from(STATEMENTS),
    } | fixed
    return Profile(
        profession=profession, **{name: draw(strategy) for name, strategy in fields.items()}
    )


MORE_STATEMENTS = [
    "Two evenings a week at a free clinic near Grand Rapids, Michigan.",
    "Call me when an earthquake strikes; I can leave within a day.",
    "I cannot travel, and would mentor students from home.",
    "Resident in surgery, once a student of yours.",
]


def one_of_these(usual, *rare):
    """The usual one, or as often one of the rare ones."""
    return st.booleans().flatmap(lambda is_rare: st.sampled_from(rare if is_rare else [usual]))


@st.composite
def anyone(draw):
    """A profile in which also what few people say is said often."""
    base = draw(people())
    work = base.focus_areas
    more = {
        "commitment": one_of_these((), ("on-call",), ("part-time",), ("full-time", "event")),
        "people": one_of_these(None, 1, 2, 5),
        "children_ages": one_of_these((), ("4", "9")),
        "licensed_in": few(COUNTRIES, 2),
        "home": one_of_these("", "Tucson, Arizona", "Chicago"),
        "statement": one_of_these(base.statement, *MORE_STATEMENTS),
        "other_professions": one_of_these((), ("nurse",), ("health-administrator",)),
        "settings": one_of_these(base.settings, ("remote",), ("remote", "clinic")),
        "focus_areas": one_of_these(work, (*work, "health-systems"), (*work, "domestic")),
        "accepts": one_of_these(base.accepts, "secular"),
    }
    return base.changed(**{name: draw(strategy) for name, strategy in more.items()})
