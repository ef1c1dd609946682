"""One's own profile and shortlist; accounts, memberships, reports, what to verify, the log."""

from datetime import timedelta

import pytest

from matching.accounts import EmailTakenError, FieldsError, LinkError, choose_password
from matching.authorization import NotAllowedError
from matching.errors import ProfileError
from matching.profile import Profile
from matching.services import professional, recruiter, staff
from matching.services.shared.errors import RequestError, TooOftenError
from matching.services.staff.audit_log import audit_csv
from matching.store import ConflictError, schema
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW

FIELDS = {"profession": "physician"}
NEW = {"email": "Zoe@Example.org ", "name": "Zoe"}


def save(store, actor, **more):
    return professional.save_profile(store, actor, FIELDS, **{"now": NOW} | more)


def actions(store, actors):
    return staff.audit_entries(store, actors.sam, now=NOW)["action"].tolist()


def test_profile_is_hidden_first_and_comes_back_as_saved(store, actors):
    assert professional.my_profile(store, actors.amina, now=NOW) is None
    saved = save(store, actors.amina, display_name=" <b>Amina</b> ")
    assert (saved.visibility, saved.display_name, saved.version) == ("hidden", "<b>Amina</b>", 1)
    assert professional.my_profile(store, actors.amina, now=NOW) == saved
    assert saved.profile == Profile(profile_id="amina", **FIELDS)


def test_profile_that_is_faulty_unagreed_or_too_long_is_refused(store, actors):
    with pytest.raises(ProfileError, match="profession"):
        professional.save_profile(store, actors.amina, {"profession": "wizard"}, now=NOW)
    with pytest.raises(RequestError, match="agree"):
        save(store, actors.amina, visibility="visible")
    with pytest.raises(RequestError, match="who may see"):
        save(store, actors.amina, visibility="public", agreed=True)
    with pytest.raises(RequestError, match="At most 120"):
        save(store, actors.amina, display_name="x" * 121)
    assert professional.my_profile(store, actors.amina, now=NOW) is None


def test_profile_changed_in_another_window_is_a_conflict(store, actors):
    with pytest.raises(ConflictError):
        save(store, actors.amina, version=3)
    save(store, actors.amina)
    with pytest.raises(ConflictError):
        save(store, actors.amina)
    assert save(store, actors.amina, version=1, contact="+1").version == 2


def test_only_professionals_have_a_profile(store, actors):
    for actor in (actors.ben, actors.sam, actors.visitor):
        with pytest.raises(NotAllowedError):
            save(store, actor)


def test_shortlist_keeps_roles_with_notes(store, actors):
    mine = (store, actors.amina)
    professional.add_to_shortlist(*mine, ROLE, "first", now=NOW)
    professional.add_to_shortlist(*mine, ROLE, "again", now=NOW)
    professional.add_to_shortlist(*mine, OTHER_ROLE, now=NOW + timedelta(hours=1))
    professional.change_note(*mine, ROLE, "<script>", now=NOW)
    kept = professional.my_shortlist(*mine, now=NOW)
    assert kept["role_id"].tolist() == [OTHER_ROLE, ROLE]
    assert kept["note"].tolist() == ["", "<script>"]
    assert professional.my_shortlist(store, actors.omar, now=NOW).empty
    professional.remove_from_shortlist(*mine, ROLE, now=NOW)
    with pytest.raises(RequestError):
        professional.change_note(*mine, ROLE, "gone", now=NOW)
    with pytest.raises(NotAllowedError):
        professional.add_to_shortlist(*mine, "mercy--nothing", now=NOW)


def test_interest_once_at_a_time_and_only_with_a_profile(store, actors):
    with pytest.raises(RequestError, match="profile"):
        professional.show_interest(store, actors.amina, ROLE, now=NOW)
    save(store, actors.amina)
    professional.show_interest(store, actors.amina, ROLE, now=NOW)
    with pytest.raises(ConflictError):
        professional.show_interest(store, actors.amina, ROLE, now=NOW)
    with pytest.raises(RequestError, match="Nobody asks"):
        professional.answer_introduction(store, actors.amina, ROLE, True, now=NOW)


def test_an_introduction_needs_a_name_and_a_contact(store, actors):
    save(store, actors.amina)
    professional.show_interest(store, actors.amina, ROLE, now=NOW)
    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=NOW)
    with pytest.raises(ConflictError):
        recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=NOW)
    with pytest.raises(RequestError, match="your name"):
        professional.answer_introduction(store, actors.amina, ROLE, True, now=NOW)


def test_a_disabled_account_may_nothing_and_is_not_found(store, actors, recommender):
    save(store, actors.amina, visibility="visible", agreed=True)
    staff.disable_account(store, actors.sam, "amina", now=NOW)
    with pytest.raises(NotAllowedError):
        professional.my_profile(store, actors.amina, now=NOW)
    assert recruiter.candidates(store, actors.ben, ROLE, recommender, now=NOW).empty
    with pytest.raises(NotAllowedError):
        recruiter.candidate(store, actors.ben, ROLE, "amina", recommender, now=NOW)
    staff.enable_account(store, actors.sam, "amina", now=NOW)
    assert professional.my_profile(store, actors.amina, now=NOW) is not None
    with pytest.raises(RequestError):
        staff.disable_account(store, actors.sam, "sam", now=NOW)
    with pytest.raises(RequestError, match="last"):
        professional.delete_my_account(store, actors.sam, now=NOW)


def test_a_membership_that_ended_counts_at_once(store, actors):
    staff.remove_membership(store, actors.sam, "ben", "mercy", now=NOW)
    with pytest.raises(NotAllowedError):
        recruiter.role_form(store, actors.ben, ROLE, now=NOW)
    staff.add_membership(store, actors.sam, "ben", "mercy", now=NOW)
    assert recruiter.role_form(store, actors.ben, ROLE, now=NOW)[1] == 1
    with pytest.raises(RequestError):
        staff.add_membership(store, actors.sam, "amina", "mercy", now=NOW)


def test_accounts_are_found_by_a_part_of_name_or_email(store, actors):
    found = staff.accounts(store, actors.sam, text="BEN", now=NOW)
    assert found[["account_id", "org_ids"]].to_numpy().tolist() == [["ben", ("mercy",)]]
    assert staff.accounts(store, actors.sam, text="%", now=NOW).empty
    assert len(staff.accounts(store, actors.sam, kind="recruiter", now=NOW)) == 2


@pytest.mark.parametrize(("name", "most"), [("visitor", 3), ("amina", 1)])
def test_reports_are_throttled_and_settled_once(store, actors, name, most):
    report = (store, getattr(actors, name), ROLE, "closed", "They told me")
    for _ in range(most):
        professional.report_role(*report, now=NOW)
    with pytest.raises(TooOftenError):
        professional.report_role(*report, now=NOW)
    professional.report_role(*report, now=NOW + timedelta(days=2))
    reports = staff.role_reports(store, actors.sam, now=NOW)
    assert len(reports) == most + 1
    report_id = reports["report_id"].iloc[0]
    staff.resolve_report(store, actors.sam, report_id, "closed", now=NOW)
    with pytest.raises(ConflictError):
        staff.resolve_report(store, actors.sam, report_id, "dismissed", now=NOW)
    assert not recruiter.my_roles(store, actors.ben, now=NOW)["is_open"].any()


def test_a_report_of_a_clock_that_ran_ahead_keeps_nobody_from_reporting(store, actors):
    report = (store, actors.amina, ROLE, "closed")
    professional.report_role(*report, now=NOW + timedelta(days=400))
    professional.report_role(*report, now=NOW)
    with pytest.raises(TooOftenError):
        professional.report_role(*report, now=NOW)


def test_roles_that_touch_most_people_are_verified_first(store, actors, recommender):
    save(store, actors.amina)
    professional.report_role(store, actors.visitor, OTHER_ROLE, "wrong", now=NOW)
    reach = staff.people_reached(store, actors.sam, recommender, now=NOW)
    assert (reach.people, reach.counted) == ({ROLE: 1}, 1)
    queue = staff.verification_queue(store, actors.sam, reach, now=NOW)
    assert queue[["role_id", "people", "open_reports"]].to_numpy().tolist() == [
        [ROLE, 1, 0],
        [OTHER_ROLE, 0, 1],
    ]


def test_a_role_that_was_confirmed_waits_for_a_month_or_a_report(store, actors):
    def queued(now):
        queue = staff.verification_queue(store, actors.sam, staff.Reach({}, 0, NOW), now=now)
        return set(queue["role_id"])

    assert queued(NOW) == {ROLE, OTHER_ROLE}
    staff.confirm_role_open(store, actors.sam, ROLE, now=NOW)
    assert queued(NOW + timedelta(days=29)) == {OTHER_ROLE}
    assert queued(NOW + timedelta(days=30)) == {ROLE, OTHER_ROLE}
    professional.report_role(store, actors.visitor, ROLE, "closed", now=NOW)
    assert queued(NOW) == {ROLE, OTHER_ROLE}


def test_accounts_that_staff_make_begin_with_a_link_that_works_once(store, actors):
    token = staff.create_recruiter(store, actors.sam, **NEW, org_id="hope", now=NOW)
    found = staff.accounts(store, actors.sam, text="zoe@", now=NOW)
    assert found[["email", "kind", "org_ids"]].to_numpy().tolist() == [
        ["zoe@example.org", "recruiter", ("hope",)]
    ]
    choose_password(store, token, "kettle moss eleven", NOW)
    with pytest.raises(LinkError):
        choose_password(store, token, "kettle moss twelve", NOW)
    with pytest.raises(EmailTakenError):
        staff.create_staff_account(store, actors.sam, **NEW, now=NOW)
    with pytest.raises(FieldsError, match="Write your e-mail"):
        staff.create_staff_account(store, actors.sam, email="zoe", name="Zoe", now=NOW)
    other = NEW | {"email": "yan@example.org"}
    with pytest.raises(NotAllowedError):
        staff.create_recruiter(store, actors.sam, **other, org_id="nothing", now=NOW)
    assert staff.accounts(store, actors.sam, text="yan@", now=NOW).empty
    token = staff.create_staff_account(store, actors.sam, **other, now=NOW)
    choose_password(store, token, "kettle moss eleven", NOW)
    made = staff.audit_entries(store, actors.sam, who="sam", now=NOW)["action"].tolist()
    assert made == ["password.link-made", "account.made", "password.link-made",
                    "memberships.manage", "account.made"]  # fmt: skip


def test_who_lost_the_password_gets_a_link_unless_it_would_not_help(store, actors):
    token = staff.new_password_link(store, actors.sam, "ben", now=NOW)
    choose_password(store, token, "kettle moss eleven", NOW)
    staff.disable_account(store, actors.sam, "ben", now=NOW)
    with pytest.raises(RequestError, match="disabled"):
        staff.new_password_link(store, actors.sam, "ben", now=NOW)
    with store.writing() as session:
        eve = session.get(schema.AccountRow, "eve")
        eve.oidc_issuer, eve.oidc_subject = "https://id.example", "eve"
    with pytest.raises(RequestError, match="provider"):
        staff.new_password_link(store, actors.sam, "eve", now=NOW)


@pytest.mark.parametrize("name", ["visitor", "amina", "ben"])
def test_only_staff_may_what_is_for_staff(store, actors, recommender, name):
    actor = getattr(actors, name)
    for attempt in (
        lambda: staff.accounts(store, actor, now=NOW),
        lambda: staff.disable_account(store, actor, "eve", now=NOW),
        lambda: staff.enable_account(store, actor, "eve", now=NOW),
        lambda: staff.add_membership(store, actor, "ben", "hope", now=NOW),
        lambda: staff.remove_membership(store, actor, "eve", "hope", now=NOW),
        lambda: staff.role_reports(store, actor, now=NOW),
        lambda: staff.resolve_report(store, actor, "x", "closed", now=NOW),
        lambda: staff.people_reached(store, actor, recommender, now=NOW),
        lambda: staff.verification_queue(store, actor, staff.Reach({}, 0, NOW), now=NOW),
        lambda: staff.create_recruiter(store, actor, **NEW, org_id="hope", now=NOW),
        lambda: staff.create_staff_account(store, actor, **NEW, now=NOW),
        lambda: staff.new_password_link(store, actor, "eve", now=NOW),
        lambda: staff.audit_entries(store, actor, now=NOW),
    ):
        with pytest.raises(NotAllowedError):
            attempt()


def test_the_log_does_not_tell_which_roles_a_person_keeps_or_wants_or_reports(store, actors):
    save(store, actors.amina)
    professional.add_to_shortlist(store, actors.amina, ROLE, now=NOW)
    professional.show_interest(store, actors.amina, ROLE, now=NOW)
    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=NOW)
    professional.answer_introduction(store, actors.amina, ROLE, False, now=NOW)
    professional.withdraw_interest(store, actors.amina, ROLE, now=NOW)
    professional.report_role(store, actors.amina, ROLE, "closed", now=NOW)
    staff.confirm_role_open(store, actors.sam, ROLE, now=NOW)
    own = staff.audit_entries(store, actors.sam, who="amina", now=NOW)
    assert own["action"].tolist() == ["profile.change"]
    assert ROLE not in audit_csv(own).decode()
    found = staff.audit_entries(store, actors.sam, target_id=ROLE, now=NOW)
    assert found["action"].tolist() == ["role.confirm", "introduction.ask"]
    assert "amina" not in audit_csv(found).decode()


def test_the_log_as_a_file_holds_no_formula(store, actors):
    with store.writing() as session:
        entry = {
            "actor": "=1+1",
            "action": "role.change",
            "target_id": "@x",
            "details": {"what": 1},
        }
        session.add(schema.AuditEntryRow(at=NOW, **entry))
    lines = audit_csv(staff.audit_entries(store, actors.sam, now=NOW)).decode("utf-8-sig")
    assert lines.splitlines()[1] == (
        '2026-11-23T12:30:00+00:00,\'=1+1,,role.change,,\'@x,,"{""what"": 1}"'
    )


def test_changes_are_in_the_log_and_refusals_leave_nothing(store, actors):
    save(store, actors.amina)
    professional.add_to_shortlist(store, actors.amina, ROLE, now=NOW)
    with pytest.raises(ConflictError):
        save(store, actors.amina)
    staff.disable_account(store, actors.sam, "omar", now=NOW)
    assert actions(store, actors) == ["accounts.manage", "shortlist.change", "profile.change"]
    found = staff.audit_entries(
        store, actors.sam, who="sam@example.org", action="accounts.", target_id="omar", now=NOW
    )
    assert found[["actor_email", "target_email", "details"]].to_numpy().tolist() == [
        ["sam@example.org", "omar@example.org", {"what": "disabled"}]
    ]
    later = NOW + timedelta(days=1)
    assert staff.audit_entries(store, actors.sam, since=later, now=NOW).empty
