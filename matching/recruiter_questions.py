"""What a recruiter asks a person: what they have not said and this role needs to know."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from matching.must_haves import MUST_HAVES, NOT_STATED
from matching.person import LEVEL_NUMBER
from matching.role_index import OWN_POCKET
from matching.wording import listed

if TYPE_CHECKING:
    from matching.term_view import TermView

_PAY = {"self-funded": "pay their own way", "support-raised": "raise support from donors"}


def questions(view: TermView) -> tuple[str, ...]:
    """Ask the person about each must-have that is open because of them."""
    return tuple(text for name in MUST_HAVES if (text := question(view, name)))


def question(view: TermView, must_have: str) -> str:
    """Ask the person about one must-have; `""` if they said it or this role does not need it."""
    ask = _QUESTIONS.get(must_have)
    return ask(view) if ask else ""


def _specialty(view: TermView) -> str:
    if view.status("specialty") == NOT_STATED:
        return "What is their specialty?"
    is_student = view.profile.profession == "student"
    if is_student and view.index.study[view.row].any() and not view.person.study.any():
        return "What do they study?"
    return ""


def _stay(view: TermView) -> str:
    """Every placement needs to know, whether or not this role states a length."""
    said = view.profile.min_weeks is not None or view.profile.max_weeks is not None
    return "" if said else "How long can they stay?"


def _dates(view: TermView) -> str:
    said = view.profile.available_from or view.profile.available_to
    return "" if said else "When are they free?"


def _training(view: TermView) -> str:
    is_open = view.status("training") == NOT_STATED and not view.person.is_trainee
    return "Are they a student, resident or fellow?" if is_open else ""


def _licence(view: TermView) -> str:
    is_open = view.status("licence") == NOT_STATED
    return "Do they have a current licence to practise?" if is_open else ""


def _experience(view: TermView) -> str:
    is_open = view.status("experience") == NOT_STATED
    return "How many years have they practised?" if is_open else ""


def _language(view: TermView) -> str:
    spoken = view.profile.spoken
    needs = [text.partition(":") for text in view.role["languages"]]
    if needs and not spoken:
        return "Which languages do they speak, and how well?"
    if view.status("language") != NOT_STATED:
        return ""
    required = [code for code, _, need in needs if need == "required"]
    unsaid = [code for code in required if LEVEL_NUMBER[spoken.get(code, "")] < 0]
    return f"How well do they speak {listed([view.catalog.languages[code] for code in unsaid])}?"


def _faith(view: TermView) -> str:
    if view.status("faith") != NOT_STATED or view.profile.faith:
        return ""
    return {
        "statement-of-faith": "Would they sign the organization's statement of faith?",
        "christian": "Do they share the Christian faith that the role asks for?",
    }.get(view.role["faith_required"], "")


def _funding(view: TermView) -> str:
    if view.profile.funding or view.profile.budget_usd is not None:
        return ""
    cost, offered = float(view.role["cost_usd"]), view.role["funding"]
    if not math.isnan(cost):
        return f"Can they pay about ${cost:,.0f}?"
    if offered and set(offered) <= set(OWN_POCKET):
        return f"Can they {listed([_PAY[kind] for kind in offered], last_word='or')}?"
    return ""


def _family(view: TermView) -> str:
    is_open = view.role["family"] == "no" and not view.profile.family
    return "Would they come without family?" if is_open else ""


def _care(view: TermView) -> str:
    if view.status("care") != NOT_STATED:
        return ""
    return (
        f"This work concerns {view.in_care}: which background check, training and experience "
        "do they have for it?"
    )


_QUESTIONS: dict[str, Callable[[TermView], str]] = {
    "specialty": _specialty,
    "stay": _stay,
    "dates": _dates,
    "training": _training,
    "licence": _licence,
    "experience": _experience,
    "language": _language,
    "faith": _faith,
    "funding": _funding,
    "family": _family,
    "care": _care,
}
