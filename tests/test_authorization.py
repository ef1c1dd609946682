"""The table of who may do what; an action without a rule is refused to everybody."""

import pytest

from matching.authorization import RULES, VISITOR, Actor, NotAllowedError, Subject, may, require

ACTORS = {
    "visitor": VISITOR,
    "person": Actor("ana", "professional"),
    "other": Actor("ben", "professional"),
    "member": Actor("rea", "recruiter", frozenset({"hope"})),
    "elsewhere": Actor("rob", "recruiter", frozenset({"mercy"})),
    "staff": Actor("sam", "staff"),
}
# What is acted on: Ana's things, in the organization `hope`.
HIDDEN = Subject("ana", "hope")
REACHABLE = Subject("ana", "hope", is_reachable=True)
INTRODUCED = Subject("ana", "hope", is_reachable=True, is_introduced=True)

EVERYBODY = set(ACTORS)
TABLE = [
    # action, subject, who may
    ("catalog.read", HIDDEN, EVERYBODY),
    ("role.report", HIDDEN, EVERYBODY),
    ("account.read", HIDDEN, {"person"}),
    ("account.change", HIDDEN, {"person"}),
    ("account.delete", HIDDEN, {"person"}),
    ("account.export", HIDDEN, {"person"}),
    ("profile.read", INTRODUCED, {"person"}),
    ("profile.change", INTRODUCED, {"person"}),
    ("shortlist.read", INTRODUCED, {"person"}),
    ("shortlist.change", INTRODUCED, {"person"}),
    ("interest.read", INTRODUCED, {"person"}),
    ("interest.show", INTRODUCED, {"person"}),
    ("interest.withdraw", INTRODUCED, {"person"}),
    ("introduction.answer", INTRODUCED, {"person"}),
    ("role.change", HIDDEN, {"member", "staff"}),
    ("role.import", HIDDEN, {"member", "staff"}),
    ("role.export", HIDDEN, {"member", "staff"}),
    ("role.confirm", HIDDEN, {"member", "staff"}),
    ("candidates.list", HIDDEN, {"member"}),
    ("candidates.export", HIDDEN, {"member"}),
    ("candidate.read", HIDDEN, set()),
    ("candidate.read", REACHABLE, {"member"}),
    ("candidate.identify", HIDDEN, set()),
    ("candidate.identify", REACHABLE, set()),
    ("candidate.identify", INTRODUCED, {"member"}),
    ("candidate.move", HIDDEN, set()),
    ("candidate.move", REACHABLE, {"member"}),
    ("introduction.ask", HIDDEN, set()),
    ("introduction.ask", REACHABLE, {"member"}),
    ("note.read", HIDDEN, {"member"}),
    ("note.write", HIDDEN, set()),
    ("note.write", REACHABLE, {"member"}),
    ("accounts.manage", HIDDEN, {"staff"}),
    ("memberships.manage", HIDDEN, {"staff"}),
    ("organization.change", HIDDEN, {"staff"}),
    ("reports.read", HIDDEN, {"staff"}),
    ("reports.resolve", HIDDEN, {"staff"}),
    ("verification.read", HIDDEN, {"staff"}),
    ("audit.read", HIDDEN, {"staff"}),
]


@pytest.mark.parametrize(("action", "subject", "who"), TABLE)
def test_table_of_every_action_by_every_actor(action, subject, who):
    assert {name for name, actor in ACTORS.items() if may(actor, action, subject)} == who


def test_every_rule_stands_in_the_table():
    assert {action for action, _, _ in TABLE} == set(RULES)


@pytest.mark.parametrize("name", ACTORS)
def test_action_without_a_rule_is_refused_to_everybody(name):
    assert not may(ACTORS[name], "profile.dance", INTRODUCED)


def test_what_concerns_nobody_in_particular_is_nobodys_own():
    assert not may(Actor("", "professional"), "profile.read")
    assert not may(Actor("", "staff"), "audit.read")
    assert not may(Actor("rea", "recruiter", frozenset({""})), "candidates.list")


def test_refusal_does_not_tell_forbidden_from_missing():
    with pytest.raises(NotAllowedError, match="may not do this, or it does not exist"):
        require(ACTORS["elsewhere"], "candidate.read", REACHABLE)
    require(ACTORS["member"], "candidate.read", REACHABLE)
