"""Funding: who pays, against what the person needs and has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from matching.arrays import Bools, Floats, Ints, SmallInts, any_column
from matching.aspects.aspect import (
    MET,
    MISSING,
    NOT_ASKED,
    NOT_STATED,
    MustHave,
    ProfileChange,
    Term,
    Weighed,
    Wish,
    Words,
    said,
    select,
)
from matching.aspects.beside import Beside
from matching.aspects.encoded_profile import EncodedProfile
from matching.aspects.pair import Pair
from matching.catalog.role_index import COMMITMENTS, FUNDINGS, OWN_POCKET, PAYS, ROLE_KINDS
from matching.phrases import inside, listed, sentences

EXPENSES_PAID, STIPEND, SALARIED = (
    FUNDINGS.index(kind) for kind in ("expenses-paid", "stipend", "salaried")
)
UNPAID, PAID, COSTS_COVERED = (PAYS.index(said) for said in ("unpaid", "paid", "costs-covered"))
UNPAID_KINDS = tuple(ROLE_KINDS.index(kind) for kind in ("trip", "mentoring", "advocacy"))
"""Kinds of role that pay no salary where nothing is said of pay."""
UNPAID_COMMITMENTS = [COMMITMENTS.index(kind) for kind in ("part-time", "event", "remote-hours")]
NOT_SAID = -1
"""Below all positions in `FUNDINGS`: a person or a role that says nothing."""
GIVES = {
    "self-funded": ("you pay your own way", "those who serve pay their own way"),
    "support-raised": ("support is raised from donors", "support is raised from donors"),
    "expenses-paid": ("expenses are paid", "expenses are paid"),
    "stipend": ("it pays a stipend", "a stipend is paid"),
    "salaried": ("it pays a salary", "a salary is paid"),
}
"""What a role gives, as said to the professional and to a recruiter."""
CAN = {
    "self-funded": "can pay {v.your} own way",
    "support-raised": "can raise support",
    "expenses-paid": "need {v.your} expenses paid",
    "stipend": "need a stipend",
    "salaried": "need a salary",
}
CAN_THEY = {"self-funded": "pay their own way", "support-raised": "raise support from donors"}
PAY_IN_WORDS = {
    "unpaid": "description says that it is unpaid",
    "paid": "description says that it is paid",
    "costs-covered": "description says that costs are covered",
}
INSTEAD = {
    "support-raised": "Raising support from donors",
    "self-funded": "Paying your own way",
}
EACH_STEP_SHORT = 0.34
"""What each step costs by which an organization gives less than the person needs.

So much that one step stands below what counts where nothing is said.
"""
EMPLOYMENT = 0.4
"""What a salaried post counts at most for a volunteer with means: it is employment."""
OVER_BUDGET = 0.2
ENOUGH = 0.65
"""Below this value a role gives less than the person needs, by more than a step."""


class Funding(MustHave, Weighed):
    """What an organization pays or asks, against the person's need and budget."""

    name = "funding"
    role_columns = ("fundings", "cost_usd", "pay", "kind", "commitments", "elsewhere")
    profile_fields = ("funding", "budget_usd", "people")
    cells = ("funding", "pay")
    label = "Funding"
    role_field = "funding"
    ask = "Which costs do you cover?"
    left_open = "the role does not say which costs are covered"
    field = "funding"
    unsaid = "{v.you} have not said what {v.you} can pay or need"
    not_asked = "{v.you} have not said that {v.you} need funding"
    term = "funding"
    term_label = "Funding and cost"

    def status(self, beside: Beside) -> SmallInts:
        """Missing where a person who needs to be paid for would pay, or a salary where none is."""
        needed, gives = _needed(beside.person), _gives(beside)
        if needed < EXPENSES_PAID:
            return np.full(len(beside), NOT_ASKED, dtype=np.int8)
        enough = gives >= EXPENSES_PAID
        missing = (gives > NOT_SAID) & ~enough
        if needed == SALARIED and beside.person.follows("pay-in-words"):
            missing |= _pays_no_salary(beside) | ((gives > NOT_SAID) & (gives < STIPEND))
        return select([(missing, MISSING), (enough, MET)], NOT_STATED)

    def value(self, beside: Beside, curves: Mapping[str, float]) -> Term:
        """What the organization gives against what the person needs, and cost against budget."""
        roles, profile = beside.roles, beside.person.profile
        gives, priced = _gives(beside), ~np.isnan(roles.cost_usd)
        stated, needed, budget = gives > NOT_SAID, _needed(beside.person), profile.budget_usd
        value = np.ones(len(beside))
        if needed == STIPEND and beside.person.follows("pay-in-words"):
            stated |= roles.pay == UNPAID
        price = _price_for_all(roles.cost_usd, beside.person)
        if needed != NOT_SAID:
            short_by = np.maximum(0, needed - gives)
            if budget is not None and needed < EXPENSES_PAID:
                short_by[price <= budget] = 0  # It pays what they would else raise.
            value = np.where(stated, 1.0 - EACH_STEP_SHORT * short_by, 1.0)
            if profile.funding in ("self-funded", "expenses-paid"):
                value = np.where(stated & (gives == SALARIED), EMPLOYMENT, value)
        if budget is not None:
            over = priced & (price > budget)
            value = np.where(over, np.minimum(value, OVER_BUDGET), value)
        asked = needed != NOT_SAID or budget is not None
        # A need is compared with what is paid, and a budget with a price.
        known = (stated & (needed != NOT_SAID)) | (priced & (budget is not None))
        return Term(np.clip(value, 0.0, 1.0), known, asked, said=asked)

    def wish(self, beside: Beside, values: Floats, known: Bools) -> Wish:
        """Broken where less is given than needed or the price is above the budget."""
        needs = _needed(beside.person) >= EXPENSES_PAID
        broken = known & (values < (ENOUGH if needs else OVER_BUDGET + 0.01))
        return Wish(broken, needs & ~known)

    def says(self, pair: Pair) -> Words:
        """Say who pays, what it costs, and what the person can do."""
        v, profile, needed = pair.voice, pair.profile, _needed(pair.person)
        gives = int(_gives(pair.beside)[pair.row])
        paid = [v.either(*GIVES[kind]) for kind in pair.role["funding"]]
        who_pays = listed(paid, last_word="or") or _pay_in_words(pair)
        parts = [part for part in (who_pays, _cost(pair)) if part]
        can = f"; {v.you} {CAN[profile.funding].format(v=v)}" if profile.funding else ""
        if not parts:
            return said(f"{v.source} does not say who pays")
        is_short = needed >= EXPENSES_PAID and gives < needed
        # A budget is compared with a price, and a need with what is paid.
        compared = (needed > NOT_SAID and gives > NOT_SAID) or _is_priced_within(pair)
        is_own = profile.funding not in ("self-funded", "expenses-paid") or gives < SALARIED
        return said(
            f"{', and '.join(parts)}{can}",
            is_wish=compared and is_own,
            is_off=is_short and compared,
        )

    def missing(self, pair: Pair) -> str:
        """Say what is paid, or why no salary is to be expected."""
        v = pair.voice
        if pair.role["funding"] or _pay_in_words(pair):
            return self.says(pair).text
        needs = f"{v.you} {CAN[pair.profile.funding].format(v=v)}"
        label = pair.catalog.vocabulary.labels("role_kind").get(pair.role["kind"], "")
        if pair.roles.kind[pair.row] in UNPAID_KINDS:
            kind = f"roles of this kind ({inside(label)}) pay no salary as a rule"
            return sentences(f"no pay is named, and {kind}; {needs}")
        return sentences(
            f"no pay is named, and hours beside other work are unpaid as a rule; {needs}"
        )

    def is_unsaid(self, pair: Pair) -> bool:
        """Whether the role costs something, and the person says nothing of money."""
        if pair.profile.funding or pair.profile.budget_usd is not None:
            return False
        offered = pair.role["funding"]
        is_own = bool(offered) and set(offered) <= set(OWN_POCKET)
        return is_own or not np.isnan(float(pair.role["cost_usd"]))

    def question(self, pair: Pair) -> str:
        """Ask whoever says nothing of money whether they can pay what the role asks."""
        if not self.is_unsaid(pair):
            return ""
        cost, offered = float(pair.role["cost_usd"]), pair.role["funding"]
        if not np.isnan(cost):
            return f"Can they pay about ${cost:,.0f}?"
        if offered and set(offered) <= set(OWN_POCKET):
            return f"Can they {listed([CAN_THEY[kind] for kind in offered], last_word='or')}?"
        return ""

    def unlocks(self, lacking: Beside) -> Iterator[ProfileChange]:
        """Raising support or paying oneself."""
        for kind in reversed(OWN_POCKET):
            if _needed(lacking.person) > FUNDINGS.index(kind):
                yield ProfileChange(f"funding-{kind}", self.name, INSTEAD[kind], {"funding": kind})


def _needed(person: EncodedProfile) -> int:
    """Least funding the person can live with, a position in `FUNDINGS`, or `NOT_SAID`."""
    return FUNDINGS.index(person.profile.funding) if person.profile.funding else NOT_SAID


def _people(person: EncodedProfile) -> float:
    """How many pay, the person included: as many as come."""
    return max(1.0, person.profile.people or 1.0)


def _price_for_all(cost_usd: Floats | float, person: EncodedProfile) -> Floats:
    """What roles cost for all who come, US dollars; NaN where no price is known."""
    return np.asarray(cost_usd * _people(person))


def _gives(beside: Beside) -> Ints:
    """Most that each role gives, a position in `FUNDINGS`, or `NOT_SAID`; by words if need be."""
    roles = beside.roles
    most = len(FUNDINGS) - 1 - np.argmax(roles.fundings[:, ::-1], axis=1)
    gives = np.where(any_column(roles.fundings), most, NOT_SAID)
    if not beside.person.follows("pay-in-words"):
        return gives
    silent = gives == NOT_SAID
    gives = np.where(silent & (roles.pay == PAID), SALARIED, gives)
    return np.where(silent & (roles.pay == COSTS_COVERED), EXPENSES_PAID, gives)


def _pays_no_salary(beside: Beside) -> Bools:
    """Whether words say that a role is unpaid, or it is of a kind that pays no salary."""
    roles = beside.roles
    silent = ~any_column(roles.fundings) & (roles.pay != PAID)
    by_kind = np.isin(roles.kind, UNPAID_KINDS)
    by_hours = any_column(roles.commitments[:, UNPAID_COMMITMENTS])
    unpaid = (roles.pay == UNPAID) & ~any_column(roles.fundings[:, STIPEND:])
    return np.asarray(unpaid | (silent & (by_kind | by_hours)))


def _pay_in_words(pair: Pair) -> str:
    """Say what the words of a role tell of pay where no funding is stated."""
    if not pair.person.follows("pay-in-words"):
        return ""
    says = PAY_IN_WORDS.get(pair.role["pay"], "")
    its = pair.voice.either("its", "the role's")
    return f"{its} {says}" if says else ""


def _is_priced_within(pair: Pair) -> bool:
    budget, price = pair.profile.budget_usd, _price_for_all(pair.role["cost_usd"], pair.person)
    return budget is not None and bool(price <= budget)


def _cost(pair: Pair) -> str:
    cost, budget = float(pair.role["cost_usd"]), pair.profile.budget_usd
    if np.isnan(cost):
        return ""
    people = _people(pair.person)
    costs, price = f"{pair.voice.it} costs about ${cost:,.0f}", _price_for_all(cost, pair.person)
    if people > 1:
        costs = f"{costs} for each, ${price:,.0f} for {people:g} people"
    if not budget:
        return costs
    within = "within" if price <= budget else "more than"
    return f"{costs}, {within} {pair.voice.your} ${budget:,.0f}"


FUNDING = Funding()
