"""A recruiter's organizations, rows as staff edit them, and roles found and begun."""

import pytest

from matching.authorization import NotAllowedError
from matching.services import recruiter, staff
from matching.services.shared.errors import OrganizationError, RequestError, RoleError
from matching.store import ConflictError, schema
from matching.store.reference_rows import read_reference_from
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store import rows
from tests.store.rows import NOW


def change(store, actor, changes, version=1, org_id="mercy"):
    return staff.change_organization(store, actor, org_id, changes, version=version, now=NOW)


def found(store, actor, **more):
    return staff.find_roles(store, actor, now=NOW, **more)["role_id"].tolist()


def test_my_organizations_are_those_i_work_for(store, actors):
    with store.writing() as session:
        session.add(rows.organization("first", name="First"))
        session.add(rows.role("mercy--nurse"))
        session.flush()
        session.add(schema.MembershipRow(account_id="ben", org_id="first", since=NOW))
    mine = recruiter.my_organizations(store, actors.ben, now=NOW)
    assert mine.to_numpy().tolist() == [["first", "First", 0, False], ["mercy", "Mercy", 2, False]]
    with pytest.raises(NotAllowedError):
        recruiter.my_organizations(store, actors.sam, now=NOW)


def test_organization_is_checked_like_the_file_and_changed(store, actors):
    with pytest.raises(OrganizationError) as caught:
        change(store, actors.sam, {"kind": "club", "founded": "long ago", "name": "", "x": "y"})
    assert {problem.column for problem in caught.value.problems} == {"x"}
    with pytest.raises(OrganizationError) as caught:
        change(store, actors.sam, {"kind": "club", "founded": "long ago", "name": ""})
    assert {problem.column for problem in caught.value.problems} == {"kind", "founded", "name"}
    with pytest.raises(RequestError, match="ids"):
        change(store, actors.sam, {"org_id": "hope"})
    changes = {"name": "<b>Mercy</b>", "countries": "KE|TZ", "founded": "1978"}
    assert change(store, actors.sam, changes) == 2
    form, version = staff.organization_form(store, actors.sam, "mercy", now=NOW)
    assert (version, {name: form[name] for name in changes}) == (2, changes)
    assert read_reference_from(store).roles.loc[ROLE, "where"] == ("KE", "TZ")
    with pytest.raises(ConflictError):
        change(store, actors.sam, {"name": "Other"})
    log = staff.audit_entries(store, actors.sam, action="organization.", now=NOW)
    assert log["details"].tolist() == [{"columns": ["name", "countries", "founded"]}]


def test_roles_are_found_by_title_id_organization_and_state(store, actors):
    with store.writing() as session:
        session.add(rows.role("mercy--old", title="100% old", status="past"))
        session.get(schema.RoleRow, OTHER_ROLE).closed_at = NOW
    assert found(store, actors.sam) == [OTHER_ROLE, "mercy--old", ROLE]
    assert found(store, actors.sam, n=1) == [OTHER_ROLE]
    assert found(store, actors.sam, only_open=True) == [ROLE]
    assert found(store, actors.sam, org_id="mercy", text="SURGE") == [ROLE]
    assert found(store, actors.sam, text="hope") == [OTHER_ROLE]
    assert found(store, actors.sam, text="%") == ["mercy--old"]


def test_a_new_role_is_a_draft_that_opens_when_it_says_enough(store, actors):
    new = (store, actors.ben, recruiter.new_role(store, actors.ben, "mercy", " Surgeon", now=NOW))
    assert new[2] == "mercy--surgeon-2"
    mine = recruiter.my_roles(store, actors.ben, now=NOW).set_index("role_id")
    assert mine["is_open"].to_dict() == {ROLE: True, new[2]: False}
    assert new[2] not in read_reference_from(store).roles.index
    with pytest.raises(RoleError, match="professions"):
        recruiter.reopen_role(*new, version=1, now=NOW)
    version = recruiter.change_role(*new, {"professions": "physician"}, version=1, now=NOW)
    recruiter.reopen_role(*new, version=version, now=NOW)
    assert found(store, actors.sam, text="surgeon", only_open=True) == [ROLE, new[2]]
    assert staff.new_role(store, actors.sam, "hope", "护士", now=NOW) == "hope--role"
    with pytest.raises(RequestError, match="a title"):
        recruiter.new_role(store, actors.ben, "mercy", " ", now=NOW)


@pytest.mark.parametrize("name", ["visitor", "amina", "ben"])
def test_others_are_refused(store, actors, name):
    actor = getattr(actors, name)
    for attempt in (
        lambda: change(store, actor, {"name": "Mine"}, org_id="hope"),
        lambda: staff.organization_form(store, actor, "hope", now=NOW),
        lambda: found(store, actor),
        lambda: found(store, actor, org_id="mercy"),
        lambda: recruiter.new_role(store, actor, "hope", "Mine", now=NOW),
        lambda: recruiter.new_role(store, actors.sam, "nothing", "Mine", now=NOW),
    ):
        with pytest.raises(NotAllowedError):
            attempt()
