"""What a card says of a role at a glance: what it asks, its price, and how old its page is.

Only what its source states; what it leaves open stands among the questions.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import pandas as pd

from matching import columns as c
from matching.phrases import Role, capital, counted, date_in_words, listed, number_or_none
from matching.words import wording

if TYPE_CHECKING:
    from matching.catalog import Catalog

OLD_YEARS: Final = 5
"""A page that is older than this may be out of date."""
FAMILY_WELCOME: Final = "Family welcome"
FAITH: Final = {
    "christian": "For Christians",
    "statement-of-faith": "Statement of faith to be signed",
}
PARTIES: Final = {
    "couple": "Couples",
    "team": "Whole teams",
    "school-group": "Groups of a school",
}
"""Who is meant where single people are not."""
TIME: Final = {
    "part-time": "Some hours a week",
    "event": "A day or a weekend",
    "on-call": "On call",
    "remote-hours": "Hours from home",
}
REQUIRED: Final = "required"


def asks(catalog: Catalog, role: Role) -> tuple[str, ...]:
    """What a role asks of those who serve, each as a few words."""
    countries = wording.eligible(catalog, role)
    said = (
        FAITH.get(role[c.FAITH_REQUIRED], ""),
        "Licence needed" if role[c.LICENSE_REQUIRED] == "yes" else "",
        f"Licence or citizenship: {countries}" if countries else "",
        *_languages(catalog, role),
        _experience(role),
        _who(role),
        capital(wording.circle(catalog, role)),
        _time(role),
        "No families" if role[c.FAMILY] == "no" else "",
    )
    return tuple(text for text in said if text)


def price(role: Role, people: float | None = None) -> str:
    """The cost with the year of the page that says it; `""` if no cost is said.

    Prices are for one person, as a rule: several `people` read what that makes together.
    """
    cost = number_or_none(role[c.COST_USD])
    if cost is None:
        return ""
    year = str(role[c.SOURCE_DATE])[:4]
    elsewhere = any(source.startswith(f"{c.COST_USD} ") for source in role[c.CELL_SOURCES])
    of = f"price of {year}" if year and not elsewhere else "year not said"
    together = f", about ${cost * people:,.0f} for {people:g}" if people and people > 1 else ""
    return f"about ${cost:,.0f} each ({of}){together}" if together else f"about ${cost:,.0f} ({of})"


def page_age(role: Role, today: dt.date) -> str:
    """Say how old the page of a role is and when it was read; `""` if neither is known."""
    dated, read_on = str(role[c.SOURCE_DATE]), date_in_words(str(role[c.READ_ON]))
    read = f"read by us on {read_on}" if read_on else ""
    page = f"Page of {date_in_words(dated)}" if dated else "Page without a date" if read else ""
    if is_old_page(role, today):
        page = f"Old page, of {date_in_words(dated)}: ask whether it still holds"
    return " · ".join(capital(part) for part in (page, read) if part)


def is_old_page(role: Role, today: dt.date) -> bool:
    """Whether the page says a date that lies more than `OLD_YEARS` back."""
    last = role[c.last_day(c.SOURCE_DATE)]
    if pd.isna(last):
        return False
    return (pd.Timestamp(today) - pd.Timestamp(last)).days > OLD_YEARS * 365.25


def _languages(catalog: Catalog, role: Role) -> list[str]:
    parted = (text.partition(":") for text in role[c.LANGUAGES])
    return [f"{catalog.languages[code]} required" for code, _, how in parted if how == REQUIRED]


def _experience(role: Role) -> str:
    years = number_or_none(role[c.MIN_YEARS_EXPERIENCE])
    if not years:
        return ""
    if years != int(years):
        return f"{years:g} years of experience"
    return f"{counted(int(years), 'year')} of experience"


def _who(role: Role) -> str:
    if "one" in role[c.PARTY] or "family" in role[c.PARTY]:
        return ""
    return listed([PARTIES[party] for party in role[c.PARTY]], last_word="or")


def _time(role: Role) -> str:
    hours = number_or_none(role[c.HOURS_PER_WEEK])
    kinds = [TIME[kind] for kind in role[c.COMMITMENT] if kind in TIME]
    if hours is not None:
        week = f"{hours:g} {'hour' if hours == 1 else 'hours'} a week"
        kinds = [week, *(kind for kind in kinds if kind != TIME["part-time"])]
    return listed(kinds, last_word="or")
