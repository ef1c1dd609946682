"""Who may do what, written out: every action, every kind of actor, every kind of subject."""

import ast
import inspect
from pathlib import Path

import pytest

from matching import services
from matching.authorization import (
    REFUSED,
    RULES,
    VISITOR,
    Actor,
    NotAllowedError,
    Subject,
    may,
    require,
)
from matching.services import conversation, professional, recruiter, staff, weights

SERVICES = Path(inspect.getfile(services)).parent

ACTORS = {
    "visitor": VISITOR,
    "self": Actor("amina", "professional"),
    "other": Actor("omar", "professional"),
    "member": Actor("ben", "recruiter", frozenset({"mercy", "third"})),
    "outsider": Actor("eve", "recruiter", frozenset({"hope"})),
    "staff": Actor("sam", "staff"),
    "moderator": Actor("mia", "professional", rights=frozenset({"moderate"})),
}
SUBJECTS = {
    "nothing": Subject(),
    "a person": Subject(account_id="amina"),
    "a role": Subject(org_id="mercy"),
    "unreachable": Subject("amina", "mercy"),
    "reachable": Subject("amina", "mercy", is_reachable=True),
    "introduced": Subject("amina", "mercy", is_introduced=True),
}
ALL = "visitor self other member outsider staff moderator"
RECRUITERS = "member outsider"

# action                 nothing  a person  a role         unreachable    reachable    introduced
MERCY = SUBJECTS["a role"]

TABLE = """
catalog.read           | ALL    | ALL    | ALL          | ALL          | ALL          | ALL
role.report            | ALL    | ALL    | ALL          | ALL          | ALL          | ALL
event.read             | ALL    | ALL    | ALL          | ALL          | ALL          | ALL
article.share          | ALL    | ALL    | ALL          | ALL          | ALL          | ALL
tags.read              | ALL    | ALL    | ALL          | ALL          | ALL          | ALL
tags.propose           | SIGNED | SIGNED | SIGNED       | SIGNED       | SIGNED       | SIGNED
conversation.read      | ALL    | ALL    | ALL          | ALL          | ALL          | ALL
comment.write          | SIGNED | SIGNED | SIGNED       | SIGNED       | SIGNED       | SIGNED
comment.report         | SIGNED | SIGNED | SIGNED       | SIGNED       | SIGNED       | SIGNED
writer.block           | SIGNED | SIGNED | SIGNED       | SIGNED       | SIGNED       | SIGNED
article.counts         | ALL    | ALL    | ALL          | ALL          | ALL          | ALL
organization.response  | ALL    | ALL    | ALL          | ALL          | ALL          | ALL
organization.join      | ALL    | ALL    | ALL          | ALL          | ALL          | ALL
organization.claim     | ALL    | ALL    | ALL          | ALL          | ALL          | ALL
account.delete         | -      | self   | -            | self         | self         | self
account.export         | -      | self   | -            | self         | self         | self
comments.mine          | -      | self   | -            | self         | self         | self
comment.change         | -      | self   | -            | self         | self         | self
answers.read           | -      | self   | -            | self         | self         | self
answers.offer          | -      | self   | -            | self         | self         | self
profile.read           | -      | self   | -            | self         | self         | self
profile.change         | -      | self   | -            | self         | self         | self
shortlist.read         | -      | self   | -            | self         | self         | self
shortlist.change       | -      | self   | -            | self         | self         | self
reading.read           | -      | self   | -            | self         | self         | self
reading.change         | -      | self   | -            | self         | self         | self
path.read              | -      | self   | -            | self         | self         | self
path.change            | -      | self   | -            | self         | self         | self
interest.read          | -      | self   | -            | self         | self         | self
interest.show          | -      | self   | -            | self         | self         | self
interest.withdraw      | -      | self   | -            | self         | self         | self
introduction.answer    | -      | self   | -            | self         | self         | self
words.read             | -      | self   | -            | self         | self         | self
words.write            | -      | self   | -            | self         | self         | self
words.report           | -      | self   | -            | self         | self         | self
organization.block     | -      | self   | -            | self         | self         | self
hiding.read            | -      | self   | -            | self         | self         | self
hiding.change          | -      | self   | -            | self         | self         | self
calendar.read          | -      | self   | -            | self         | self         | self
calendar.change        | -      | self   | -            | self         | self         | self
pursuit.read           | -      | self   | -            | self         | self         | self
pursuit.change         | -      | self   | -            | self         | self         | self
follow.read            | -      | self   | -            | self         | self         | self
follow.change          | -      | self   | -            | self         | self         | self
measurement.change     | -      | self   | -            | self         | self         | self
use.log                | -      | self   | -            | self         | self         | self
roles.mine             | RECRUIT| RECRUIT| RECRUIT      | RECRUIT      | RECRUIT      | RECRUIT
filters.mine           | RECRUIT| RECRUIT| RECRUIT      | RECRUIT      | RECRUIT      | RECRUIT
candidates.mine        | RECRUIT| RECRUIT| RECRUIT      | RECRUIT      | RECRUIT      | RECRUIT
role.change            | staff  | staff  | member staff | member staff | member staff | member staff
role.import            | staff  | staff  | member staff | member staff | member staff | member staff
role.export            | staff  | staff  | member staff | member staff | member staff | member staff
role.confirm           | staff  | staff  | member staff | member staff | member staff | member staff
organization.change    | staff  | staff  | member staff | member staff | member staff | member staff
organization.followers | staff  | staff  | member staff | member staff | member staff | member staff
questions.read         | -      | -      | member       | member       | member       | member
fact.propose           | staff  | staff  | member staff | member staff | member staff | member staff
moderation.read        | mods | mods | mods      | mods      | mods      | mods
comments.moderate      | mods | mods | mods      | mods      | mods      | mods
candidates.list        | -      | -      | member       | member       | member       | member
candidates.export      | -      | -      | member       | member       | member       | member
candidates.triage      | -      | -      | member       | member       | member       | member
candidate.read         | -      | -      | -            | -            | member       | member
candidate.identify     | -      | -      | -            | -            | -            | member
candidate.move         | -      | -      | -            | -            | member       | member
introduction.ask       | -      | -      | -            | -            | member       | member
thread.read            | -      | -      | -            | -            | member       | member
thread.write           | -      | -      | -            | -            | member       | member
thread.report          | -      | -      | -            | -            | member       | member
templates.read         | -      | -      | member       | member       | member       | member
templates.change       | -      | -      | member       | member       | member       | member
note.read              | -      | -      | member       | member       | member       | member
note.write             | -      | -      | -            | -            | member       | member
team.arrange           | -      | -      | member       | member       | member       | member
team.read              | -      | -      | -            | -            | member       | member
team.change            | -      | -      | -            | -            | member       | member
interview.change       | -      | -      | -            | -            | -            | member
candidate.rate         | -      | -      | -            | -            | member       | member
candidate.grade        | -      | -      | -            | -            | member       | member
gradings.mine          | TUNERS | TUNERS | TUNERS       | TUNERS       | TUNERS       | TUNERS
accounts.manage        | staff  | staff  | staff        | staff        | staff        | staff
accounts.secure        | staff  | staff  | staff        | staff        | staff        | staff
rights.manage          | staff  | staff  | staff        | staff        | staff        | staff
facts.read             | staff  | staff  | staff        | staff        | staff        | staff
facts.decide           | staff  | staff  | staff        | staff        | staff        | staff
memberships.manage     | staff  | staff  | staff        | staff        | staff        | staff
organization.make      | staff  | staff  | staff        | staff        | staff        | staff
joining.decide         | staff  | staff  | staff        | staff        | staff        | staff
start.read             | staff  | staff  | staff        | staff        | staff        | staff
claims.read            | staff  | staff  | staff        | staff        | staff        | staff
claims.decide          | staff  | staff  | staff        | staff        | staff        | staff
article.change         | staff  | staff  | staff        | staff        | staff        | staff
links.read             | staff  | staff  | staff        | staff        | staff        | staff
links.settle           | staff  | staff  | staff        | staff        | staff        | staff
gaps.read              | staff  | staff  | staff        | staff        | staff        | staff
event.change           | staff  | staff  | staff        | staff        | staff        | staff
roles.find             | staff  | staff  | staff        | staff        | staff        | staff
imports.settle         | staff  | staff  | staff        | staff        | staff        | staff
tags.manage            | staff  | staff  | staff        | staff        | staff        | staff
messages.read          | staff  | staff  | staff        | staff        | staff        | staff
messages.settle        | staff  | staff  | staff        | staff        | staff        | staff
reports.read           | staff  | staff  | staff        | staff        | staff        | staff
reports.resolve        | staff  | staff  | staff        | staff        | staff        | staff
verification.read      | staff  | staff  | staff        | staff        | staff        | staff
audit.read             | staff  | staff  | staff        | staff        | staff        | staff
use.read               | staff  | staff  | staff        | staff        | staff        | staff
experiments.manage     | staff  | staff  | staff        | staff        | staff        | staff
weights.manage         | staff  | staff  | staff        | staff        | staff        | staff
floor.manage           | staff  | staff  | staff        | staff        | staff        | staff
golden.manage          | staff  | staff  | staff        | staff        | staff        | staff
match.grade            | staff  | staff  | staff        | staff        | staff        | staff
gradings.export        | staff  | staff  | staff        | staff        | staff        | staff
"""
SHORT = {
    "ALL": ALL, "SIGNED": ALL.removeprefix("visitor "), "RECRUIT": RECRUITERS,
    "TUNERS": f"{RECRUITERS} staff", "mods": "moderator", "-": "",
}  # fmt: skip


def expected():
    rows = {}
    for line in TABLE.strip().splitlines():
        action, *cells = (cell.strip() for cell in line.split("|"))
        rows[action] = [set(SHORT.get(cell, cell).split()) for cell in cells]
    return rows


def test_every_rule_stands_in_the_table_once():
    assert sorted(expected()) == sorted(RULES)
    assert len(TABLE.strip().splitlines()) == len(RULES)


@pytest.mark.parametrize("action", RULES)
def test_each_actor_may_do_what_the_table_says(action):
    found = [
        {name for name, actor in ACTORS.items() if may(actor, action, subject)}
        for subject in SUBJECTS.values()
    ]
    assert dict(zip(SUBJECTS, found, strict=True)) == dict(
        zip(SUBJECTS, expected()[action], strict=True)
    )


@pytest.mark.parametrize("actor", ACTORS.values(), ids=ACTORS)
def test_an_unknown_action_is_refused_to_everybody(actor):
    for subject in SUBJECTS.values():
        assert not may(actor, "profile.dance", subject)
        with pytest.raises(NotAllowedError, match=REFUSED):
            require(actor, "profile.dance", subject)


@pytest.mark.parametrize("kind", ["professional", "recruiter", "staff"])
def test_an_actor_without_an_account_is_a_visitor(kind):
    nobody = Actor("", kind)
    allowed = {action for action in RULES if may(nobody, action)}
    assert allowed == {action for action in RULES if may(VISITOR, action)}


def test_a_membership_of_nothing_or_of_nobody_allows_nothing():
    assert not may(Actor("rea", "recruiter", frozenset({""})), "candidates.list")
    assert not may(Actor("", "recruiter", frozenset({"mercy"})), "candidates.list", MERCY)


def test_a_kind_decides_and_not_a_membership():
    disguised = Actor("amina", "professional", frozenset({"mercy"}))
    assert not may(disguised, "candidates.list", MERCY)
    assert not may(Actor("x", "chief", frozenset({"mercy"})), "accounts.manage")


def test_a_right_counts_for_each_kind_of_account_and_without_one_for_nobody():
    right = frozenset({"moderate"})
    for kind in ("professional", "recruiter", "staff"):
        assert may(Actor("x", kind, rights=right), "comments.moderate")
        assert not may(Actor("x", kind, rights=frozenset({"dance"})), "comments.moderate")
    assert not may(Actor("", "staff", rights=right), "comments.moderate")


# ---- the services ---------------------------------------------------------------------------

# It hands on the action that it was given, to the one place of rules.
HANDS_ON = SERVICES / "shared" / "subjects.py"


def asked_actions(tree):
    """The action of each call that asks for a rule; None if it is not written out."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] in (
            "require",
            "require_now",
            "may",
        ):
            texts = [
                argument.value
                for argument in [*call.args, *(keyword.value for keyword in call.keywords)]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            ]
            yield texts[0] if len(texts) == 1 else None


def without_rule(source):
    return [action for action in asked_actions(ast.parse(source)) if action not in RULES]


@pytest.mark.parametrize("path", sorted(SERVICES.rglob("*.py")), ids=lambda path: path.stem)
def test_every_action_of_the_services_has_a_rule(path):
    if path != HANDS_ON:
        assert without_rule(path.read_text("utf-8")) == []


def test_a_new_action_without_a_rule_is_found():
    source = "require(s, a, 'catalog.read'); require(s, a, 'profile.dance'); x.may(a, action)"
    assert without_rule(source) == ["profile.dance", None]


def never_asked(rules, sources):
    """The rules that no verb asks for."""
    asked = {action for source in sources for action in asked_actions(ast.parse(source))}
    return sorted(set(rules) - asked)


def test_every_rule_is_asked_by_a_verb():
    assert never_asked(RULES, [path.read_text("utf-8") for path in SERVICES.rglob("*.py")]) == []


def test_a_rule_that_no_verb_asks_is_found():
    sources = ["require(s, a, 'catalog.read')", "is_staff = may(actor, 'roles.find')"]
    assert never_asked(["catalog.read", "profile.dance", "roles.find"], sources) == [
        "profile.dance"
    ]


NO_VERBS = {
    "introduction_text",
    "candidate_label",
    "shown_roles",
    "known_steps",
}  # they read nothing of the store
VERBS = sorted(
    {
        verb
        for module in (conversation, professional, recruiter, staff, weights)
        for name in module.__all__
        if inspect.isfunction(verb := getattr(module, name)) and name not in NO_VERBS
    },
    key=lambda verb: verb.__name__,
)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
def test_every_verb_first_asks_whether_the_actor_may(verb):
    body = inspect.getsource(verb)
    if "_set_closed(" in body:  # closing and opening share what they do
        body = inspect.getsource(inspect.getmodule(verb)._set_closed)
    block = next(node for node in ast.walk(ast.parse(body)) if isinstance(node, ast.With))
    first = [ast.unparse(statement) for statement in block.body[:2]]
    assert any(line.startswith("require_now(session, actor, ") for line in first)
    assert first[0].startswith(("require_now(", "subject = candidate_subject("))


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
def test_every_verb_takes_database_actor_and_the_moment(verb):
    parameters = inspect.signature(verb).parameters
    assert list(parameters)[:2] == ["database", "actor"]
    assert parameters["now"].kind is inspect.Parameter.KEYWORD_ONLY
