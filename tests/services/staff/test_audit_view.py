"""What staff see of the log: of every action that is written anywhere, nothing links a person to
a role."""

import ast
import inspect
from datetime import timedelta
from pathlib import Path

import pytest

import matching
from matching.authorization import RULES, Actor, Subject
from matching.services import professional, recruiter, staff
from matching.services.professional import Pursuit
from matching.services.staff.audit_log import audit_csv
from matching.services.staff.audit_view import OF_CANDIDATES, OPEN, PRIVATE, seen_by_staff
from matching.store import schema
from tests.services.conftest import ROLE
from tests.store.rows import NOW

PACKAGE = Path(inspect.getfile(matching)).parent
LISTS = (set(OPEN), set(OF_CANDIDATES), set(PRIVATE))


def written():
    """Every action that is written down in the package, with where and the names of its details."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        tree = ast.parse(text if "audit" in text else "")
        for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
            for call in (n for n in ast.walk(function) if isinstance(n, ast.Call)):
                name = ast.unparse(call.func)
                if name in ("audit", "audit.record"):
                    yield path, function, call


def action_of(call):
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    return getattr(named.get("action", call.args[2] if len(call.args) > 2 else None), "value", None)


CALLS = [pytest.param(f, c, id=f"{p.stem}.{f.name}:{c.lineno}") for p, f, c in written()]


@pytest.mark.parametrize(("function", "call"), CALLS)
def test_every_action_that_is_written_stands_in_one_list(function, call):
    action = action_of(call)
    assert sum(action in actions for actions in LISTS) == 1, action


def test_all_writers_are_found_and_no_list_holds_what_nobody_writes():
    assert len(CALLS) > 40
    actions = {action_of(call.values[1]) for call in CALLS}
    assert set().union(*LISTS) == actions


@pytest.mark.parametrize(("function", "call"), CALLS)
def test_of_what_is_done_with_a_role_no_person_is_shown(function, call):
    """The target that the writer names and every detail, filled with who must not be seen."""
    action = action_of(call)
    text = ast.unparse(function)
    kind = next((k for k in ("candidate", "role") if f"('{k}'," in text), "account")
    everything = set(OPEN.get(action, ())) | set(OF_CANDIDATES.get(action, ()))
    details = dict.fromkeys(everything | {"candidates", "account_id"}, "x")
    details |= {"role_id": "R", "candidates": ["P"], "account_id": "P"}
    actor = "ben" if action in OF_CANDIDATES or not is_of_people(action) else "P"
    target_id = {"candidate": "P", "role": "R"}.get(kind, "P")
    entry = schema.AuditEntryRow(
        at=NOW, actor=actor, action=action, target_kind=kind, target_id=target_id, details=details
    )
    seen = seen_by_staff(entry)
    shown = (seen.actor, seen.target_id, *seen.details.values())
    assert not ("P" in shown and "R" in shown), shown
    assert "P" not in str(seen.details)


def is_of_people(action):
    """Whether professionals do it: there is a rule by which they may, or it is their own."""
    rule = RULES.get(action)
    me = Actor("amina", "professional")
    return rule is None or rule(me, Subject(account_id="amina"))


def test_an_action_that_nobody_listed_shows_nothing_but_itself(store, actors):
    entry = {"actor": "amina", "action": "role.dance", "target_kind": "role", "target_id": ROLE}
    with store.writing() as session:
        session.add(schema.AuditEntryRow(at=NOW, details={"role_id": ROLE}, **entry))
    (found,) = staff.audit_entries(store, actors.sam, now=NOW).to_dict("records")
    assert found == {
        "at": NOW, "actor": "", "actor_email": "", "action": "role.dance", "target_kind": "",
        "target_id": "", "target_email": "", "details": {},
    }  # fmt: skip
    for search in ({"who": "amina"}, {"who": "amina@example.org"}, {"target_id": ROLE}):
        assert staff.audit_entries(store, actors.sam, **search, now=NOW).empty


def live(store, actors):
    """Amina does all that a person can do with a role, and Ben all that he can do with her."""
    amina, ben = (store, actors.amina), (store, actors.ben)
    fields = {"profession": "physician"}
    professional.save_profile(*amina, fields, display_name="A", contact="+1", now=NOW)
    professional.add_to_shortlist(*amina, ROLE, now=NOW)
    professional.show_interest(*amina, ROLE, now=NOW)
    recruiter.ask_introduction(*ben, ROLE, "amina", now=NOW)
    professional.answer_introduction(*amina, ROLE, True, now=NOW)
    recruiter.write_note(*ben, ROLE, "amina", "Kind", now=NOW)
    recruiter.move_stage(
        *ben, ROLE, "amina", "declined", version=3, reason_code="language", now=NOW
    )
    professional.note_pursuit(*amina, ROLE, Pursuit(NOW.date(), "went"), now=NOW)
    professional.report_role(*amina, ROLE, "closed", now=NOW)


def test_no_search_and_no_file_tells_who_stands_with_which_role(store, actors):
    live(store, actors)
    sam = (store, actors.sam)
    everything = staff.audit_entries(*sam, now=NOW)
    has_role = [ROLE in str(row) for row in everything.to_dict("records")]
    with_the_role = everything[has_role]
    assert sorted(with_the_role["action"]) == ["candidate.move", "introduction.ask", "note.write"]
    assert set(with_the_role["actor"]) == {"ben"}
    assert not any("amina" in line for line in audit_csv(with_the_role).decode().splitlines())
    of_amina = staff.audit_entries(*sam, who="amina@example.org", now=NOW)
    assert set(of_amina["action"]) == {"profile.change"}
    to_amina = staff.audit_entries(*sam, target_id="amina", now=NOW)
    assert set(to_amina["action"]) == {"profile.change"}
    of_role = staff.audit_entries(*sam, target_id=ROLE, now=NOW)
    assert sorted(of_role["action"]) == sorted(with_the_role["action"])


def test_what_a_person_did_is_not_joined_to_reports_by_its_time(store, actors):
    professional.report_role(store, actors.amina, ROLE, "closed", now=NOW)
    (reported_at,) = staff.role_reports(store, actors.sam, now=NOW)["reported_at"]
    window = {"since": reported_at, "until": reported_at + timedelta(seconds=1)}
    (entry,) = staff.audit_entries(store, actors.sam, **window, now=NOW).to_dict("records")
    assert (entry["action"], entry["actor"], entry["target_id"]) == ("role.report", "", "")


def test_a_persons_own_export_still_has_what_they_did(store, actors):
    live(store, actors)
    entries = professional.export_my_data(store, actors.amina, now=NOW)["audit_log"]
    mine = {entry["action"]: entry["target_id"] for entry in entries}
    assert mine["pursuit.change"] == ROLE
    assert mine["interest.show"] == mine["shortlist.change"] == mine["role.report"] == ROLE
