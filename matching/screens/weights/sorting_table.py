"""What lies on the table while cards are sorted: the deck, the answers so far, the next card.

Each answer is stored at once, so that sorting goes on where it was left. Only what was skipped, and
the steps that can be undone one by one, are of this visit.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date
from typing import Final

import streamlit as st

from matching import Profile, WeightSet
from matching.authorization import PROFESSIONAL, RECRUITER, STAFF, Actor, NotAllowedError
from matching.errors import MatchingError
from matching.screens.visit import resources, session
from matching.screens.weights import tuning_bench
from matching.services import recruiter, weights
from matching.weights.sorting import Card, Deck, candidates_deck, next_card, posterior, roles_deck
from matching.words.explanation import Explanation

State = tuple[str, date, str | None]
"""Catalog, day and weight set of a deck."""

LEAST_PEOPLE: Final = 3
"""Fewer people of a role are not worth sorting."""
GONE: Final = "A card was put away, as its role or person is not open any more."
CHANGED: Final = "Roles or weights changed a moment ago. Your answers are kept; the cards are new."
_VISITS: Final = "sorting_visits"


@dataclasses.dataclass
class Visit:
    """What is remembered of one side as long as the browser tab is open.

    Parameters
    ----------
    steps : list of Card
        What was answered or skipped, the latest last.
    shown : Card or None
        The card that is, or was, before the person.
    note : str
        What is to be said once.
    """

    skipped: set[Card] = dataclasses.field(default_factory=set)
    steps: list[Card] = dataclasses.field(default_factory=list)
    shown: Card | None = None
    note: str = ""


@dataclasses.dataclass(frozen=True)
class Seen:
    """A card as it may be shown: who it is, what they say, and how that and the role compare."""

    called: str
    profile: Profile
    explanation: Explanation


@dataclasses.dataclass(frozen=True, eq=False)
class Table:
    """A deck, and what the person who sorts it has answered.

    Parameters
    ----------
    side : str
        `professional` if roles are sorted for people, `recruiter` if people for a role.
    answers : dict of Card to str
        All of that side, in the order in which they were given.
    state : tuple
        What the deck was made from; see `state_now`.
    """

    who: Actor
    side: str
    deck: Deck
    answers: dict[Card, str]
    visit: Visit
    state: State

    @property
    def sorted(self) -> dict[Card, str]:
        """The answers that are about cards of the deck."""
        return {card: said for card, said in self.answers.items() if card in self.deck}

    @property
    def is_of_candidates(self) -> bool:
        """Whether the cards are people who have an account."""
        return self.who.kind == RECRUITER

    def next(self) -> tuple[Card, Seen] | None:
        """Find the card to be sorted next; who may not be seen any more is put away."""
        while (card := self._next()) is not None:
            self.visit.shown = card
            try:
                return card, self.seen(card)
            except NotAllowedError:
                self._put_away(card)
        return None

    def _next(self) -> Card | None:
        shown = self.visit.shown
        if shown in self.deck and not (shown in self.answers or shown in self.visit.skipped):
            return shown
        known = posterior(self.deck, self.answers)
        return next_card(self.deck, self.answers, self.visit.skipped, known)

    def seen(self, card: Card) -> Seen:
        """Return a card as it may be shown now.

        Raises
        ------
        NotAllowedError
            The person may not be seen any more.
        """
        name, role_id = card
        if self.is_of_candidates:
            recommender = resources.candidate_recommender()
            found = session.ask(recruiter.candidate, role_id, name, recommender)
            return Seen(recruiter.candidate_label(name), found.profile, found.explanation)
        profile = judged()[name]
        made = resources.recommender().explain(profile, role_id, reader="recruiter")
        return Seen(name, profile, made)

    def answer(self, card: Card, said: str) -> None:
        """Sort a card, which can be undone."""
        if self.put(card, said):
            self.visit.steps.append(card)

    def skip(self, card: Card) -> None:
        """Leave a card out for this visit, which can be undone."""
        self.visit.skipped.add(card)
        self.visit.steps.append(card)

    def last(self) -> Card | None:
        """Return the card that `undo` would bring back; also one of an earlier visit."""
        steps = [card for card in self.visit.steps if card in self.deck] or list(self.sorted)
        return steps[-1] if steps else None

    def undo(self) -> None:
        """Take the last step back and show its card again."""
        card = self.last()
        if card is None:
            return
        if card in self.visit.skipped or self.put(card, ""):
            self.visit.skipped.discard(card)
            self.visit.steps = [step for step in self.visit.steps if step != card]
            self.visit.shown = card

    def put(self, card: Card, said: str) -> bool:
        """Store an answer, or take it back with `""`; tell whether that went well."""
        name, role_id = card
        try:
            if self.is_of_candidates:
                session.ask(weights.grade_candidate, role_id, name, said)
            else:
                session.ask(weights.grade_match, judged()[name], role_id, said, side=self.side)
        except NotAllowedError:
            self._put_away(card)
            return False
        except MatchingError as error:
            self.visit.note = str(error)
            return False
        self.answers.pop(card, None)
        if said:
            self.answers[card] = said
        return True

    def _put_away(self, card: Card) -> None:
        self.visit.skipped.add(card)
        self.visit.note = GONE


# ---- laying the table -----------------------------------------------------------------------


def of_roles(who: Actor, profile_id: str | None) -> Table:
    """Lay out the open roles of one judged profile, or of all of them."""
    weights = resources.active_weights(PROFESSIONAL)
    return _table(who, PROFESSIONAL, _roles(*_place(), profile_id, *weights))


def of_people(who: Actor, role_id: str) -> Table:
    """Lay out people for a role: candidates for a recruiter, judged profiles for staff.

    A refusal, or a role that does not exist, ends the run kindly.
    """
    recommender = resources.candidate_recommender()
    if who.kind == RECRUITER:
        deck = session.show(recruiter.candidates_to_sort, role_id, recommender)
    else:
        deck = candidates_deck(recommender, role_id, list(judged().values()))
    return _table(who, RECRUITER, deck)


def _table(who: Actor, side: str, deck: Deck) -> Table:
    visits: dict[str, Visit] = st.session_state.setdefault(_VISITS, {})
    mine = session.show(weights.my_gradings if who.kind == STAFF else weights.my_gradings)
    mine = mine[mine["side"] == side]
    names = mine["account_id" if who.kind == RECRUITER else "profile_key"]
    cards = zip(names, mine["role_id"], strict=True)
    answers = dict(zip(cards, mine["answer"], strict=True))
    return Table(who, side, deck, answers, visits.setdefault(side, Visit()), state_now(side))


def state_now(side: str) -> State:
    """Return what a deck of this side would be made from now."""
    return *_place(), resources.active_weights(side)[0]


def _place() -> tuple[str, date]:
    return resources.catalog_key(), session.now().date()


@st.cache_resource(show_spinner=False, max_entries=8)
def _roles(
    key: str, today: date, profile_id: str | None, weights_id: str | None, _weights: WeightSet
) -> Deck:
    return roles_deck(tuning_bench.workspace(), _weights, [profile_id] if profile_id else None)


def judged() -> dict[str, Profile]:
    """Return the judged profiles, who are made up, by their id."""
    return {profile.profile_id: profile for profile in tuning_bench.judged_profiles()[0]}


def roles_worth_sorting() -> list[str]:
    """Return ids of the roles that are open to enough of the judged profiles."""
    slates = tuning_bench.workspace().slates.values()
    open_to = Counter(role_id for slate in slates for role_id in slate.role_ids.tolist())
    return [role_id for role_id, people in open_to.items() if people >= LEAST_PEOPLE]
