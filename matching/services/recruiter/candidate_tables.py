"""A role's candidates as a recruiter looks through them: narrowed, and as a table in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

import pandas as pd

from matching import aspects
from matching.catalog import Catalog
from matching.services.recruiter.listing import settled
from matching.store.words import CANDIDATE_STAGES, INTRODUCTIONS

POINTS_COLUMNS: Final = {
    aspect.term: f"Points: {aspect.label_about_them or aspect.term_label}"
    for aspect in aspects.TERMS
}
"""Term to its header in the table."""
SENTENCE_COLUMNS: Final = {
    "reasons": "What speaks for them",
    "missing": "Missing",
    "questions": "To ask",
}
"""What `candidate_sentences` says to its header in the table."""
ORDERS: Final = {
    "points": "Points",
    "waiting": "Waits longest",
    "newest": "Newest interest",
    "stage": "Stage",
    "known": "Most is known",
}
"""How candidates can be ordered."""
TASKS: Final = {
    "waits": "Waits for an answer",
    "asked": "Introduction not answered yet",
    "agreed": "Agreed to an introduction",
}
"""What is to be done about candidates that can be looked for."""
LEVELS: Final = ("", "basic", "good", "native")
YES_NO: Final = {True: "Yes", False: "No"}


def narrowed(
    catalog: Catalog,
    candidates: pd.DataFrame,
    *,
    text: str = "",
    stages: Collection[str] = (),
    languages: Collection[str] = (),
    least_level: str = "",
    min_weeks: float = 0,
    only_interested: bool = False,
    only_matches: bool = False,
    tasks: Collection[str] = (),
    with_settled: bool = True,
) -> pd.DataFrame:
    """Keep the candidates that all of these are true of, in their order.

    Parameters
    ----------
    candidates : DataFrame
        What the verb `candidates` gives.
    text : str
        Words that all occur in the labels of profession and specialties.
    languages : collection of str
        Codes of languages that the person says they speak, all of them.
    least_level : str
        `good` or `native`: the least level that they say of these languages.
    min_weeks : float
        Leaves out who says that they can stay no longer than less than this.
    tasks : collection of str
        Of `TASKS`; keeps those of whom one of these is true.
    with_settled : bool
        Whether those about whom nothing is to be done any more stay.
    """
    if candidates.empty:
        return candidates
    keep = pd.Series(True, index=candidates.index)
    if stages:
        keep &= candidates["stage"].isin(stages)
    if only_interested:
        keep &= candidates["is_interested"]
    if only_matches:
        keep &= candidates["is_match"]
    if tasks:
        keep &= _to_do(candidates)[list(tasks)].any(axis=1)
    if not with_settled:
        keep &= ~settled(candidates)
    if languages:
        keep &= candidates["languages"].map(
            lambda spoken: set(_codes(spoken, least_level)).issuperset(languages)
        )
    if min_weeks:
        keep &= ~(candidates["max_weeks"] < min_weeks)
    if words := text.casefold().split():
        keep &= _who(catalog, candidates).map(lambda who: all(word in who for word in words))
    return candidates[keep].reset_index(drop=True)


def ordered(candidates: pd.DataFrame, by: str) -> pd.DataFrame:
    """Put candidates into another order; within it, that of their points stays.

    Parameters
    ----------
    by : str
        Of `ORDERS`. By `waiting` come first those who wait for an answer, the longest first.
    """
    days = candidates["days_since_interest"]
    keys = {
        "waiting": -days.where(_to_do(candidates)["waits"]),
        "newest": days,
        "stage": candidates["stage"].map(list(CANDIDATE_STAGES).index),
        "known": -candidates["n_known"],
    }
    if by not in keys:
        return candidates
    place = keys[by].sort_values(kind="stable", na_position="last").index
    return candidates.loc[place].reset_index(drop=True)


def _to_do(candidates: pd.DataFrame) -> pd.DataFrame:
    """Tell of each candidate and task whether it is to be done."""
    introduction = candidates["introduction"]
    return pd.DataFrame(
        {
            "waits": candidates["waits"],
            "asked": (introduction == "asked") & ~settled(candidates),
            "agreed": (introduction == "agreed") & ~settled(candidates),
        }
    )


def languages_of(catalog: Catalog, candidates: pd.DataFrame) -> dict[str, str]:
    """Name the languages that some candidate speaks: code to name, by name."""
    codes = {code for spoken in candidates["languages"] for code in _codes(spoken)}
    return dict(sorted(((code, catalog.languages[code]) for code in codes), key=lambda x: x[1]))


def readable(catalog: Catalog, candidates: pd.DataFrame) -> pd.DataFrame:
    """Put candidates into words, with a header for people.

    Parameters
    ----------
    candidates : DataFrame
        What the verb `candidates` gives, with or without the columns of `candidate_sentences`.

    Returns
    -------
    DataFrame
        `Candidate`, `Points`, `Match`, `Profession`, `Specialties`, `Years`, `Languages`,
        `Would go to`, `Shortest stay`, `Longest stay` (weeks), `Free from`, `Free until`, `Stage`,
        `Introduction`, `Contact` (`""` unless introduced), `Days since interest`, `Waits`, those of
        `POINTS_COLUMNS`, and of `SENTENCE_COLUMNS` where there are sentences. Numbers and dates
        stay numbers and dates.
    """
    labels, places = catalog.vocabulary.labels, catalog.places.names
    nothing = pd.Series("", index=candidates.index)
    names = candidates.get("name", nothing)
    table = pd.DataFrame(
        {
            "Candidate": names.where(names != "", candidates["label"]),
            "Points": candidates["score"],
            "Match": candidates["is_match"].map(YES_NO),
            "Profession": candidates["profession"].map(labels("profession")),
            "Specialties": candidates["specialties"].map(
                lambda ids: _named(ids, labels("specialty"))
            ),
            "Years": candidates["years_experience"],
            "Languages": candidates["languages"].map(
                lambda spoken: ", ".join(spoken_in_words(catalog, text) for text in spoken)
            ),
            "Would go to": (candidates["regions"] + candidates["countries"]).map(
                lambda ids: _named(ids, places)
            ),
            "Shortest stay": candidates["min_weeks"],
            "Longest stay": candidates["max_weeks"],
            "Free from": candidates["available_from"],
            "Free until": candidates["available_to"],
            "Stage": candidates["stage"].map(CANDIDATE_STAGES),
            "Introduction": candidates["introduction"].map(INTRODUCTIONS),
            "Contact": candidates.get("contact", nothing),
            "Days since interest": candidates["days_since_interest"],
            "Waits": candidates["needs_reminder"].map(YES_NO),
        }
    )
    points = candidates[list(POINTS_COLUMNS)].rename(columns=POINTS_COLUMNS)
    said = {
        header: candidates[name].map(" ".join)
        for name, header in SENTENCE_COLUMNS.items()
        if name in candidates
    }
    return pd.concat([table, points], axis=1).assign(**said)


def spoken_in_words(catalog: Catalog, spoken: str) -> str:
    """Return a language and how well it is spoken, as far as that is said."""
    code, _, level = spoken.partition(":")
    labels = catalog.vocabulary.labels("language_level")
    name = catalog.languages.get(code, code)
    return name + (f" ({labels[level].lower()})" if level else "")


def _codes(spoken: Iterable[str], least_level: str = "") -> list[str]:
    """Codes of languages, or of those that are said to be spoken at a level or better."""
    enough = LEVELS[LEVELS.index(least_level) :]
    return [code for code, _, level in (text.partition(":") for text in spoken) if level in enough]


def _named(ids: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(id_, id_) for id_ in ids)


def _who(catalog: Catalog, candidates: pd.DataFrame) -> pd.Series[str]:
    """Give profession and specialties of each, in small letters."""
    labels = catalog.vocabulary.labels
    professions = candidates["profession"].map(labels("profession"))
    specialties = candidates["specialties"].map(lambda ids: _named(ids, labels("specialty")))
    return (professions + " " + specialties).str.casefold()
