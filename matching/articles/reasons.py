"""Why an article is worth reading, in words; what fits everybody is no reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matching import columns as c
from matching.articles.article_index import ArticleIndex
from matching.articles.hindrances import Hindrance
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.place import IN_REGION, answers
from matching.phrases import inside, listed

HELP = {
    "funding": "what it costs and who pays", "debt": "debt from your studies",
    "licence": "the right to practise there", "credentials": "the papers that you need",
    "language": "the language", "family": "going with a family", "faith": "what is asked of faith",
    "time": "finding the time", "safety": "safety", "health": "your own health",
    "training": "skills that the work needs", "trainee": "going while in training",
    "fear-of-harm": "doing good and no harm", "loneliness": "being there alone",
    "re-entry": "coming home",
}  # fmt: skip
"""What an article helps with, in the middle of a sentence, by the id of the obstacle."""


def shared_with(person: EncodedProfile, index: ArticleIndex, row: int) -> tuple[str, ...]:
    """What an article shares with a profile: interests, specialty or profession, places."""
    article = index.rows[row]
    profile, vocabulary = person.profile, person.catalog.vocabulary
    phrases = []
    interests = [name for name in profile.focus_areas if name in article[c.FOCUS_AREAS]]
    if interests:
        names = listed([inside(vocabulary.focus_areas[name]) for name in interests])
        phrases.append(
            f"{len(interests)} of your interests ({names})"
            if len(interests) > 1
            else f"your interest in {names}"
        )
    specialties = [name for name in profile.specialties if name in article[c.SPECIALTIES]]
    if specialties:
        names = listed([inside(vocabulary.specialty_labels[name]) for name in specialties])
        phrases.append(f"your specialty, {names}")
    elif profile.profession in article[c.PROFESSIONS]:
        phrases.append(f"your profession, {inside(vocabulary.professions[profile.profession])}")
    elif person.is_trainee and "student" in article[c.PROFESSIONS]:
        phrases.append("being in training")
    if profile.countries or profile.regions:
        column, value = index.catalog.country_ids, answers(person)
        near = [code for code in article[c.COUNTRIES] if value[column.index(code)] >= IN_REGION]
        if near:
            names = listed([person.catalog.places.phrase(code) for code in near])
            phrases.append(f"a place you asked for, {names}")
    return tuple(phrases)


def helped_with(
    index: ArticleIndex, in_the_way: Mapping[str, Hindrance], article_id: str
) -> tuple[str, ...]:
    """Ids of what stands in the person's way and the article helps with, the weightiest first."""
    helps = index.helps[article_id]
    return tuple(name for name in in_the_way if name in helps)


def why_here(shared: Sequence[str], helps: Sequence[str]) -> str:
    """Why an article stands beside what is open: what it helps with, then what it shares."""
    said = [f"Helps with {listed([HELP[name] for name in helps], most=2)}."] if helps else []
    if shared:
        said.append(f"Shares {listed(list(shared), most=2)}.")
    return " ".join(said)


def why(shared: Sequence[str], helps: Sequence[str], in_the_way: Mapping[str, Hindrance]) -> str:
    """One or two sentences; `""` where there is no reason of this person's own."""
    said = [f"Shares {listed(list(shared), most=4)}."] if shared else []
    if helps:
        first = helps[0]
        said.append(f"Helps with {HELP[first]}: {in_the_way[first].why}.")
    return " ".join(said)
