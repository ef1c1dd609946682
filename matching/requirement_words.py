"""One sentence per must-have: how it is met, what is missing, or what to ask."""

from __future__ import annotations

from matching import wording
from matching.must_haves import MET, NOT_ASKED, NOT_STATED
from matching.person import LEVEL_NUMBER, NEEDED_LEVEL
from matching.recruiter_questions import question
from matching.term_view import TERM_OF, TermView
from matching.term_words import served, term_text
from matching.wording import listed, sentences, weeks_in_words

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
    "care": (
        "This work concerns {people}: which background check, training, supervision and "
        "local licence do you ask for?"
    ),
}
"""What a professional asks the organization."""
_LEFT_OPEN = {
    "stay": "the role does not say how long the shortest stay is",
    "dates": "the role does not say which dates are open",
    "training": "the role does not say whether it takes students or residents",
    "faith": "the role does not say whether the organization has a faith",
    "funding": "the role does not say which costs are covered",
    "family": "the role does not say whether families can come",
    "place": "the role does not say where one serves",
}
"""What a recruiter reads where the role says too little, and not the person."""
_NOT_ASKED = {
    "specialty": "{v.it} names no specialty",
    "training": "nothing special is asked",
    "licence": "{v.source} asks for none",
    "experience": "{v.source} asks for no number of years",
    "language": "{v.source} requires no language",
    "faith": "{v.source} asks for no statement of faith",
    "funding": "{v.you} have not said that {v.you} need funding",
    "family": "{v.you} have not said that family comes with {v.them}",
    "place": "{v.you} avoid no place",
    "care": "nothing beyond the usual",
}


def requirement_text(view: TermView, name: str, status: int) -> str:
    """Say one must-have of one role in a sentence; what is not stated becomes a question."""
    if status == NOT_ASKED:
        return sentences(_NOT_ASKED.get(name, "nothing is asked").format(v=view.voice))
    if status == NOT_STATED:
        if view.voice.reader == "recruiter":
            return question(view, name) or sentences(_LEFT_OPEN[name])
        return _ASK[name].format(people=view.in_care)
    if status == MET:
        return _met(view, name)
    return _missing(view, name)


def _met(view: TermView, name: str) -> str:
    v = view.voice
    if name == "profession":
        return sentences(f"{v.your} profession can serve in {v.it}")
    if name == "place":
        return sentences(f"{v.it} is in no place that {v.you} avoid")
    if name == "licence":
        return sentences(f"{v.it} needs no licence")
    return term_text(view, TERM_OF.get(name, name)).text


def _missing(view: TermView, name: str) -> str:
    v, profile, role = view.voice, view.profile, view.role
    if name == "stay":
        least, most = weeks_in_words(role["min_weeks"]), weeks_in_words(profile.max_weeks or 0)
        return sentences(f"{v.it} takes at least {least}; {v.you} can give {most}")
    if name == "dates":
        when = wording.when(role)
        if when:
            enough = f"{v.your} dates do not leave enough time then"
            return sentences(f"{v.it} can be served {served(when)}; {enough}")
        least = weeks_in_words(role["min_weeks"])
        return sentences(f"{v.it} takes at least {least}; {v.your} dates leave less time")
    if name == "training":
        if not view.person.is_trainee:
            return sentences(f"{v.it} is a post for students, residents or fellows")
        return v.either(
            "It is for qualified clinicians; you are in training.",
            "They are in training; the role is for qualified clinicians.",
        )
    if name == "language":
        return _language_missing(view)
    if name == "faith":
        return _faith_missing(view)
    if name == "place":
        if view.person.remote_only:
            return sentences(f"{v.you} cannot travel; {v.this} is served on site")
        return sentences(
            f"{v.it} is in {view.countries(role['where'])}, which {v.you} want to avoid"
        )
    return term_text(view, TERM_OF.get(name, name)).text


def _language_missing(view: TermView) -> str:
    v, spoken = view.voice, view.profile.spoken
    needs = [text.partition(":") for text in view.role["languages"]]
    required = [code for code, _, need in needs if need == "required"]
    lacking = [code for code in required if LEVEL_NUMBER[spoken.get(code, "")] < NEEDED_LEVEL]
    names = listed([view.catalog.languages[code] for code in lacking])
    if all(code in spoken for code in lacking):
        return sentences(f"{v.it} requires {names} at a good level; {v.yours} is basic")
    return sentences(f"{v.it} requires {names} at a good level, which {v.you} did not name")


def _faith_missing(view: TermView) -> str:
    v, profile, role = view.voice, view.profile, view.role
    theirs = view.catalog.vocabulary.labels("faith").get(role["faith"], "Christian")
    if profile.accepts == "secular":
        return sentences(f"{v.you} want a non-religious organization; this one is {theirs}")
    if profile.accepts == "christian" and role["faith"] and theirs == "Secular":
        return sentences(f"{v.you} want a Christian organization; this one is not religious")
    if role["faith_required"] == "statement-of-faith":
        sign = f"that {v.you} would not sign"
        return sentences(f"{v.it} asks for a statement of faith ({theirs}) {sign}")
    if role["faith_required"] == "christian":
        return sentences(f"{v.it} is for Christians")
    return sentences(f"{v.you} want a Christian organization; this one is {theirs}")
