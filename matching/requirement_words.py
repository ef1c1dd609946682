"""One sentence per must-have: how it is met, what is missing, or what to ask."""

from __future__ import annotations

from matching import wording
from matching.must_haves import CARE_FOCUS_AREAS, MET, NOT_ASKED, NOT_STATED
from matching.person import LEVEL_NUMBER, NEEDED_LEVEL
from matching.term_view import TERM_OF, TermView
from matching.term_words import served, term_text
from matching.wording import listed, weeks_in_words

_ASK = {
    "specialty": "Which specialties does it take?",
    "stay": "How long is the shortest stay?",
    "dates": "Which dates are open?",
    "training": "Do you take students or residents, and who supervises them?",
    "licence": "Which licence do I need, and how long does registration in the country take?",
    "experience": "How many years of experience do you ask for?",
    "language": "Which languages do I need, and how well?",
    "faith": "What faith or values do you ask of those who serve?",
    "funding": "Which costs do you cover?",
    "family": "Can my family come?",
    "place": "Where would I serve?",
}
_NOT_ASKED = {
    "specialty": "It names no specialty.",
    "training": "Nothing special is asked.",
    "licence": "The source asks for none.",
    "experience": "The source asks for no number of years.",
    "language": "The source requires no language.",
    "faith": "The source asks for no statement of faith.",
    "funding": "You have not said that you need funding.",
    "family": "You have not said that family comes with you.",
    "place": "You avoid no place.",
    "care": "Nothing beyond the usual.",
}


def requirement_text(view: TermView, name: str, status: int) -> str:
    """Say one must-have of one role in a sentence; what is not stated becomes a question."""
    if status == NOT_ASKED:
        return _NOT_ASKED.get(name, "Nothing is asked.")
    if name == "care":
        work = view.role["focus_areas"]
        people = listed([whom for area, whom in CARE_FOCUS_AREAS.items() if area in work])
        return (
            f"This work concerns {people}: which background check, training, supervision and "
            "local licence do you ask for?"
        )
    if status == NOT_STATED:
        return _ASK[name]
    if status == MET:
        return _met(view, name)
    return _missing(view, name)


def _met(view: TermView, name: str) -> str:
    if name == "profession":
        return "Your profession can serve in it."
    if name == "place":
        return "It is in no place that you avoid."
    if name == "licence":
        return "It needs no licence."
    return term_text(view, TERM_OF.get(name, name)).text


def _missing(view: TermView, name: str) -> str:
    profile, role = view.profile, view.role
    if name == "stay":
        most = weeks_in_words(profile.max_weeks or 0)
        return f"It takes at least {weeks_in_words(role['min_weeks'])}; you can give {most}."
    if name == "dates":
        when = wording.when(role)
        if when:
            return f"It can be served {served(when)}; your dates do not leave enough time then."
        least = weeks_in_words(role["min_weeks"])
        return f"It takes at least {least}; your dates leave less time."
    if name == "training":
        if not view.person.is_trainee:
            return "It is a post for students, residents or fellows."
        return "It is for qualified clinicians; you are in training."
    if name == "language":
        return _language_missing(view)
    if name == "faith":
        return _faith_missing(view)
    if name == "family":
        return "You come with family; it does not take families."
    if name == "place":
        if view.person.remote_only:
            return "You cannot travel; this is served on site."
        return f"It is in {view.countries(role['where'])}, which you want to avoid."
    return term_text(view, TERM_OF.get(name, name)).text


def _language_missing(view: TermView) -> str:
    spoken = view.profile.spoken
    needs = [text.partition(":") for text in view.role["languages"]]
    required = [code for code, _, need in needs if need == "required"]
    lacking = [code for code in required if LEVEL_NUMBER[spoken.get(code, "")] < NEEDED_LEVEL]
    names = listed([view.catalog.languages[code] for code in lacking])
    if all(code in spoken for code in lacking):
        return f"It requires {names} at a good level; yours is basic."
    return f"It requires {names} at a good level, which you did not name."


def _faith_missing(view: TermView) -> str:
    profile, role = view.profile, view.role
    theirs = view.catalog.vocabulary.labels("faith").get(role["faith"], "Christian")
    if profile.accepts == "secular":
        return f"You want a non-religious organization; this one is {theirs}."
    if profile.accepts == "christian" and role["faith"] and theirs == "Secular":
        return "You want a Christian organization; this one is not religious."
    if role["faith_required"] == "statement-of-faith":
        return f"It asks for a statement of faith ({theirs}) that you would not sign."
    if role["faith_required"] == "christian":
        return "It is for Christians."
    return f"You want a Christian organization; this one is {theirs}."
