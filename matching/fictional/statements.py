"""A short statement in a fictional person's words, which agrees with the profile."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from random import Random

from matching.fictional import phrases
from matching.fictional.phrases import Sentences
from matching.fictional.spreads import Spreads, pick, pick_several
from matching.fictional.who import Who
from matching.phrases import capital
from matching.profile import Profile
from matching.reference.shipped import shipped_vocabulary

Slots = Mapping[str, str]

NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
ORDINALS = ("", "first", "second", "third", "fourth")
MORE_SENTENCES = {1: 15, 2: 40, 3: 33, 4: 12}
"""Sentences after the opening."""
LIKELY = {
    "work": 8, "teaching": 4, "supervision": 2, "place": 6, "stay": 6, "start": 1.5, "language": 3,
    "setting": 2, "faith": 2.5, "family": 6, "funding": 2, "avoiding": 4,
}  # fmt: skip
"""How likely each kind of sentence is, in the order in which they are said."""
MOST_NAMED = 3
"""A statement names no more countries than these."""


def statement(spreads: Spreads, rng: Random, who: Who, length: str, profile: Profile) -> str:
    """Put a statement together: who the person is, then some of the rest.

    Parameters
    ----------
    length : str
        The kind of stay, of `fictional.yaml`.
    profile : Profile
        All but the statement.
    """
    slots = slots_of(spreads, rng, who, profile)
    kinds = _kinds(who, length, profile, spreads)
    said = {
        name: sentence
        for name, sentences in kinds.items()
        if (sentence := _one_of(rng, sentences, slots))
    }
    if slots["length"] in said.get("place", ""):
        said.pop("stay", None)  # the place was said together with the length
    chosen = pick_several(rng, {name: LIKELY[name] for name in said}, pick(rng, MORE_SENTENCES))
    if profile.settings == ("remote",) and "place" not in chosen:
        chosen.append("place")
    opening = _one_of(rng, phrases.OPENINGS[_opening(who)], slots)
    return " ".join([opening, *(said[name] for name in LIKELY if name in chosen)])


def slots_of(spreads: Spreads, rng: Random, who: Who, profile: Profile) -> dict[str, str]:
    """What is known about a person, as it stands inside a sentence; "" for what is not."""
    interests = [f for f in profile.focus_areas if f in spreads.focus_words]
    words = [rng.choice(spreads.focus_words[name]) for name in interests[:2]]
    places = [spreads.country_names.get(code, "") for code in profile.countries]
    named = places if len(places) <= MOST_NAMED else []
    regions = [spreads.region_names.get(name, "") for name in profile.regions]
    years = profile.years_experience
    first_day, budget = profile.available_from, profile.budget_usd
    return {
        "noun": who.noun,
        "a_noun": with_article(who.noun),
        "field": _field(who),
        "nth": ORDINALS[who.training_year],
        "years": counted(int(years), "year") if years else "",
        "workplace": rng.choice(who.workplaces) if who.workplaces else "",
        "one": words[0] if words else "",
        "two": words[1] if len(words) > 1 else "",
        "place": listed(named or regions),
        "country": rng.choice(places) if places else "",
        "roots": _roots(spreads, who, profile),
        "length": stay_in_words(profile.min_weeks, profile.max_weeks),
        "month": f"{first_day:%B %Y}" if first_day else "",
        "budget": f"${budget:,.0f}" if budget else "",
        "avoid": listed([spreads.avoided[place] for place in profile.avoid]),
        **_tongues(spreads, profile),
    }


def _kinds(who: Who, length: str, profile: Profile, spreads: Spreads) -> dict[str, Sentences]:
    """The sentences that may be said about each thing; none where it would not be true."""
    in_training = who.stage == "trainee"
    teaches = "medical-education" in profile.focus_areas and not in_training
    travels = profile.settings != ("remote",)
    settings = [name for name in profile.settings if name in phrases.SETTINGS]
    family = phrases.FAMILY if who.stage in ("early", "mid") else phrases.COUPLE
    return {
        "work": phrases.LEARNING if in_training else phrases.WORK,
        "teaching": phrases.TEACHING if teaches else (),
        "supervision": phrases.SUPERVISION if in_training else (),
        "place": phrases.PLACES[_place(profile)],
        "stay": phrases.STAYS[_stay(who, length)] if travels else (),
        "start": phrases.STARTS,
        "language": phrases.LANGUAGES,
        "setting": phrases.SETTINGS[settings[0]] if settings else (),
        "faith": phrases.FAITH.get(_belief(profile, spreads), ()),
        "family": family if profile.family == "yes" else (),
        "funding": phrases.FUNDING.get(profile.funding, ()) if travels else (),
        "avoiding": phrases.AVOIDING,
    }


def _opening(who: Who) -> str:
    return "resident" if who.is_resident else "student" if who.is_student else who.stage


def _place(profile: Profile) -> str:
    if profile.settings == ("remote",):
        return "remote"
    if "domestic" in profile.focus_areas:
        return "home"
    return "named" if profile.countries or profile.regions else "none"


def _stay(who: Who, length: str) -> str:
    if length in ("year", "open"):
        return length
    if who.stage == "trainee" and length != "months":
        return "resident" if who.is_resident else "student"
    return "free" if who.stage == "retired" else length


def _belief(profile: Profile, spreads: Spreads) -> str:
    if profile.accepts in ("christian", "secular"):
        return profile.accepts
    if profile.faith in spreads.faiths and spreads.faiths[profile.faith].christian:
        return "believer"
    return "none" if profile.faith == "none" and profile.accepts == "any" else ""


def _field(who: Who) -> str:
    if not who.field:
        return ""
    label = shipped_vocabulary().label("specialty", who.field)
    return re.sub(r" \(.*\)", "", label).lower()


def _roots(spreads: Spreads, who: Who, profile: Profile) -> str:
    """The country of a wish in which the person's first language is spoken."""
    if who.tongue == "en" or not profile.countries:
        return ""
    for corner in spreads.places.values():
        if who.tongue in corner.languages and profile.countries[0] in corner.countries:
            return corner.countries[profile.countries[0]]
    return ""


def _tongues(spreads: Spreads, profile: Profile) -> dict[str, str]:
    found = {"first": "", "good": "", "basic": ""}
    for code, level in profile.spoken.items():
        if code != "en":
            found["first" if level == "native" else level] = spreads.tongues[code].name
    return found


def _one_of(rng: Random, sentences: Sequence[str], slots: Slots) -> str:
    """One of the sentences of which everything is known, filled in; "" if there is none."""
    usable = [text for text in sentences if all(slots[name] for name in names_in(text))]
    if not usable:
        return ""
    text = rng.choice(usable).format_map(slots)
    return capital(text)


def names_in(template: str) -> list[str]:
    """Give the names in braces.

    Examples
    --------
    >>> names_in("I am {a_noun} in {workplace}.")
    ['a_noun', 'workplace']
    """
    return [name for _, name, _, _ in string.Formatter().parse(template) if name]


def with_article(noun: str) -> str:
    """Put "a" or "an" before a noun, as it is spoken.

    Examples
    --------
    >>> with_article("ICU nurse"), with_article("nurse"), with_article("X-ray technologist")
    ('an ICU nurse', 'a nurse', 'an X-ray technologist')
    """
    spelled = re.match(r"[A-Z]{2,}|X-", noun)
    return f"{'an' if noun[0] in ('EIORX' if spelled else 'aeiouAEIOU') else 'a'} {noun}"


def listed(names: Sequence[str]) -> str:
    """Join names with commas and "or".

    Examples
    --------
    >>> listed(["Kenya", "Uganda", "Rwanda"])
    'Kenya, Uganda or Rwanda'
    """
    return " or ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def counted(number: int, unit: str) -> str:
    """Count a unit, small numbers as words.

    Examples
    --------
    >>> counted(1, "year"), counted(12, "year"), counted(13, "year")
    ('one year', 'twelve years', '13 years')
    """
    words = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{words} {unit}{'' if number == 1 else 's'}"


def stay_in_words(shortest: float | None, longest: float | None) -> str:
    """Say how long a stay may be.

    Examples
    --------
    >>> stay_in_words(1, 2), stay_in_words(None, 2), stay_in_words(8, 26)
    ('one or two weeks', 'up to two weeks', 'two to six months')
    >>> stay_in_words(26, 52), stay_in_words(52, None), stay_in_words(52, 104)
    ('six months to a year', 'a year or longer', 'one or two years')
    """
    if longest is None:
        return f"{_span(shortest or 1)} or longer"
    if not shortest or shortest == longest:
        return f"up to {_span(longest)}" if not shortest else _span(longest)
    (low, low_unit), (high, unit) = _count(shortest), _count(longest)
    if unit == "month" and low_unit == "week" and shortest >= 4:
        low, low_unit = 1, "month"
    if low_unit != unit:
        return f"{_span(shortest)} to {_span(longest)}"
    joined = "or" if high - low == 1 else "to"
    return f"{NUMBERS[low]} {joined} {NUMBERS[high]} {unit}s"


def _count(weeks: float) -> tuple[int, str]:
    """Weeks as a count of the unit in which people say it."""
    if weeks < 9 and weeks != 8:
        return round(weeks), "week"
    if weeks < 52:
        return round(weeks / 4.34), "month"
    return round(weeks / 52), "year"


def _span(weeks: float) -> str:
    number, unit = _count(weeks)
    return "a year" if (number, unit) == (1, "year") else counted(number, unit)
