"""Faith: what an organization is and asks for, against what the person is and welcomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from matching.arrays import Bools, SmallInts, Texts
from matching.aspects.aspect import (
    MET,
    MISSING,
    NOT_ASKED,
    NOT_STATED,
    MustHave,
    ProfileChange,
    Term,
    Weighed,
    Words,
    said,
    select,
)
from matching.aspects.beside import Beside
from matching.aspects.pair import Pair
from matching.catalog.role_index import FAITH_REQUIREMENTS, RoleIndex
from matching.phrases import sentences, with_article
from matching.reference.vocabulary import CHRISTIAN_FAITHS

CHRISTIAN, STATEMENT = (FAITH_REQUIREMENTS.index(n) for n in ("christian", "statement-of-faith"))
SHARED_STATEMENT = frozenset(("evangelical", "protestant", "christian"))
"""Faiths whose statements of faith are close enough for one to sign another's."""
OWN_COMMUNION = frozenset(("catholic", "adventist", "lds", "orthodox"))
"""Faiths whose organizations, where they ask for a Christian, ask for one of their own."""
ASKED_UNSAID = 0.3
"""What a faith that is asked for counts for who says nothing of theirs; below what is unknown."""
NEAR = 0.9
"""From this value on an organization is said to be close to the person's own faith."""
CHARACTERS = ("christian", "secular")
"""What a person may want an organization to be."""


class Faith(MustHave, Weighed):
    """Character and requirement of an organization, against the person's faith and welcome."""

    name = "faith"
    role_columns = ("faith", "faith_required", "focus_areas")
    role_flags = {"focus_areas": ("evangelism-discipleship",)}
    profile_fields = ("faith", "accepts")
    label = "Faith and character"
    role_field = "faith_requirement"
    left_open = "the role does not say whether the organization has a faith"
    field = "faith"
    unsaid = "{v.you} have not said {v.your} faith"
    not_asked = "{v.source} asks for no statement of faith"
    term = "faith"
    term_label = "Faith and character"
    must_be_stated = True

    def status(self, beside: Beside) -> SmallInts:
        """What the organization asks of the person, then what the person wants it to be."""
        roles, profile = beside.roles, beside.person.profile
        for_christians, statement = roles.faith_required == CHRISTIAN, _asks_statement(roles)
        asks = for_christians | statement
        missing, unknown = np.zeros(len(beside), dtype=bool), asks & (profile.faith == "")
        if profile.faith:
            missing |= for_christians & ~may_serve(profile.faith, roles.faith)
            missing |= statement & ~may_sign(profile.faith, roles.faith)
        if profile.accepts in CHARACTERS:
            secular = profile.accepts == "secular"
            wanted = roles.faith == "secular" if secular else _is_christian(roles)
            missing |= _is_known(roles) & ~wanted
            unknown |= ~_is_known(roles)
        asked = asks | (profile.accepts in CHARACTERS)
        return select([(missing, MISSING), (unknown, NOT_STATED), (asked, MET)], NOT_ASKED)

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """Nearness of the person's faith to the organization's, where the person said anything."""
        roles, profile = beside.roles, beside.person.profile
        mine, christian = profile.faith, _is_christian(roles)
        asked = mine != "" or profile.accepts in CHARACTERS
        if mine == "" and beside.person.follows("faith-unsaid"):
            # Whoever says nothing may not share what is asked of those who serve; where nothing
            # is asked, the character of the organization is compared with nothing.
            return Term(np.full(len(beside), ASKED_UNSAID), _asks(roles), True, said=False)
        if mine in CHRISTIAN_FAITHS:
            close = (roles.faith == mine) | np.isin(roles.faith, ["christian", "interfaith", ""])
            if mine in SHARED_STATEMENT:
                close |= np.isin(roles.faith, ["evangelical", "protestant"])
            far = (roles.faith == "lds") & (mine != "lds")
            value = np.select([far, close & christian, christian], [0.2, 1.0, 0.65], 0.75)
        else:
            strong = beside.is_about("evangelism-discipleship") | _asks(roles)
            value = np.where(christian, np.where(strong, 0.1, 0.5), 1.0)
        return Term(value, _is_known(roles), asked, said=asked)

    def says(self, pair: Pair) -> Words:
        """Say what kind of organization it is, beside what the person wants or believes."""
        v, theirs, accepts = pair.voice, pair.role["faith"], pair.profile.accepts
        if not _is_known(pair.roles)[pair.row]:
            return said(f"{v.source} does not say whether the organization has a faith")
        is_one = f"{v.either('it', 'this')} is one"
        if accepts == "secular" and theirs == "secular":
            return said(f"{v.you} want a non-religious organization; {is_one}")
        if accepts == "christian":
            if theirs not in ("christian", ""):
                is_one = f"{v.either('it', 'this one')} is {_as_adjective(pair)}"
            return said(f"{v.you} want a Christian organization; {is_one}")
        is_a = f"{v.either('it', 'this')} is {with_article(_as_adjective(pair))} organization"
        if pair.value(self.term) >= NEAR:
            is_near = pair.profile.faith not in ("", "none", "secular") and theirs != "secular"
            tail = f", close to {v.your} own faith" if is_near else ""
            return said(f"{is_a}{tail}", is_wish=is_near)
        ask = v.either("ask", "talk with them about")
        return said(f"{is_a}; {ask} what it expects of those who serve", is_wish=False)

    def missing(self, pair: Pair) -> str:
        """Say what the person wants or the organization asks."""
        v, role, accepts = pair.voice, pair.role, pair.profile.accepts
        theirs = _label(pair)
        if accepts == "secular":
            return sentences(f"{v.you} want a non-religious organization; this one is {theirs}")
        if accepts == "christian" and role["faith"] and theirs == "Secular":
            return sentences(f"{v.you} want a Christian organization; this one is not religious")
        if role["faith_required"] == "statement-of-faith":
            sign = f"that {v.you} would not sign"
            return sentences(f"{v.it} asks for a statement of faith ({theirs}) {sign}")
        if role["faith_required"] == "christian":
            return sentences(f"{v.it} is for Christians")
        return sentences(f"{v.you} want a Christian organization; this one is {theirs}")

    def is_unsaid(self, pair: Pair) -> bool:
        """Whether a faith is asked for, and the person does not say theirs."""
        return bool(_asks(pair.roles)[pair.row]) and pair.profile.faith == ""

    def is_role_silent(self, pair: Pair) -> bool:
        """Whether the person wants a character of organization, and it is not told."""
        return pair.profile.accepts in CHARACTERS and not _is_known(pair.roles)[pair.row]

    def asks(self, pair: Pair) -> str:
        """Ask what the organization is, or what it expects."""
        return "Does your organization have a faith, and what does it ask of those who serve?"

    def question(self, pair: Pair) -> str:
        """Ask whoever does not say a faith that the role asks for."""
        if pair.status(self.name) != NOT_STATED or pair.profile.faith:
            return ""
        return {
            "statement-of-faith": "Would they sign the organization's statement of faith?",
            "christian": "Do they share the Christian faith that the role asks for?",
        }.get(pair.role["faith_required"], "")

    def unlocks(self, lacking: Beside) -> Iterator[ProfileChange]:
        """Organizations of another character."""
        accepts = lacking.person.profile.accepts
        if accepts in CHARACTERS:
            other = "Religious" if accepts == "secular" else "Non-religious"
            label = f"{other} organizations are welcome too"
            yield ProfileChange("faith-any", self.name, label, {"accepts": "any"})


def may_sign(person_faith: str, faith: Texts) -> Bools:
    """Whether a person of a faith would sign the statement of organizations of these faiths.

    An organization whose narrower faith is not known (`christian` or nothing) takes any Christian.
    """
    if person_faith not in CHRISTIAN_FAITHS:
        return np.asarray(faith == person_faith, dtype=bool)
    broad = np.isin(faith, ["", "christian"])
    same = faith == person_faith
    if person_faith in SHARED_STATEMENT:
        same = same | np.isin(faith, list(SHARED_STATEMENT))
    return np.asarray(same | broad)


def may_serve(person_faith: str, faith: Texts) -> Bools:
    """Whether a person fits organizations of these faiths that ask for a Christian.

    A Catholic, Adventist, Latter-day Saint or Orthodox organization means its own; a person who
    says no more than `christian` may be one of them.
    """
    if person_faith not in CHRISTIAN_FAITHS:
        return np.zeros(len(faith), dtype=bool)
    own = np.isin(faith, list(OWN_COMMUNION))
    return np.asarray(~own | (faith == person_faith) | (person_faith == "christian"))


def _asks_statement(roles: RoleIndex) -> Bools:
    return np.asarray(roles.faith_required == STATEMENT)


def _asks(roles: RoleIndex) -> Bools:
    """Whether the organization asks for a faith."""
    return np.asarray((roles.faith_required == CHRISTIAN) | _asks_statement(roles))


def _is_known(roles: RoleIndex) -> Bools:
    """Whether the character of the organization can be told."""
    return np.asarray((roles.faith != "") | _asks(roles))


def _is_christian(roles: RoleIndex) -> Bools:
    """Whether the organization is Christian, by its name for itself or by what it asks."""
    named = np.isin(roles.faith, list(CHRISTIAN_FAITHS))
    return np.asarray(named | (_asks(roles) & (roles.faith == "")))


def _label(pair: Pair) -> str:
    return pair.catalog.vocabulary.labels("faith").get(pair.role["faith"], "Christian")


def _as_adjective(pair: Pair) -> str:
    label = _label(pair)
    return "non-religious" if label == "Secular" else label


FAITH = Faith()
