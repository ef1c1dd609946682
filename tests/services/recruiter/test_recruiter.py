"""Roles of an organization, its list of candidates and its clock."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from matching.authorization import Actor, NotAllowedError
from matching.profile import Profile
from matching.services import professional, recruiter
from matching.services.shared.errors import RequestError, RoleError
from matching.store import ConflictError, schema
from matching.store.reference_rows import read_reference_from
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW


def interested(store, actor, profession="physician", visibility="hidden", **texts):
    professional.save_profile(
        store, actor, Profile(profession=profession),
        visibility=visibility, agreed=True, now=NOW, **texts,
    )  # fmt: skip
    professional.show_interest(store, actor, ROLE, now=NOW)


def test_list_ranks_with_points_and_keeps_the_interested_who_do_not_fit(store, actors, recommender):
    interested(store, actors.omar, "nurse")
    interested(store, actors.amina)
    mine = (store, actors.ben, ROLE)
    listed = recruiter.candidates(*mine, recommender, now=NOW)
    assert listed["account_id"].tolist() == ["amina", "omar"]
    assert listed["is_match"].tolist() == [True, False]
    said = recruiter.candidate_sentences(*mine, ["omar", "amina"], recommender, now=NOW)
    assert said["account_id"].tolist() == ["omar", "amina"]
    assert said["reasons"][1] == ("The role asks for their profession, physician.",)
    assert said["missing"].tolist() == [
        ("The role asks for: physician. They are a registered nurse.",), ()
    ]  # fmt: skip
    points = listed[list(recommender.weights.terms)].iloc[0].sum()
    assert points == pytest.approx(listed["score"].iloc[0])


@pytest.mark.parametrize(
    ("visibility", "is_read"), [("hidden", False), ("anonymous", False), ("visible", True)]
)
def test_no_word_of_a_statement_leaks_from_who_does_not_show_it(
    store, actors, request, visibility, is_read
):
    with store.writing() as session:
        session.get(schema.RoleRow, ROLE).summary = "Cholecystectomy and laparoscopy."
    recommender = request.getfixturevalue("recommender")  # made now: it knows the new summary
    statement = "Laparoscopy and cholecystectomy."
    fields = {"profession": "physician", "statement": statement}
    mine = (store, actors.amina)
    professional.save_profile(*mine, fields, visibility=visibility, agreed=True, now=NOW)
    professional.show_interest(*mine, ROLE, now=NOW)
    about = (store, actors.ben, ROLE)
    listed = recruiter.candidates(*about, recommender, now=NOW)
    seen = recruiter.candidate(*about, "amina", recommender, now=NOW)
    file = recruiter.export_candidates_csv(*about, recommender, now=NOW).decode("utf-8-sig")
    assert ("cholecystectomy" in repr(seen).lower()) == is_read
    for text in (repr(listed.to_dict("records")), file):
        assert "cholecystectomy" not in text.lower()
    assert listed["score"][0] == seen.explanation.score


def test_whose_profile_cannot_be_read_any_more_is_left_out(store, actors, recommender):
    interested(store, actors.omar, "nurse")
    interested(store, actors.amina)
    with store.writing() as session:
        session.get(schema.ProfileRow, "omar").body = {"profession": "astronaut"}
    about = (store, actors.ben, ROLE)
    assert recruiter.candidates(*about, recommender, now=NOW)["account_id"].tolist() == ["amina"]
    with pytest.raises(NotAllowedError):
        recruiter.candidate(*about, "omar", recommender, now=NOW)


def test_list_of_one_who_does_not_fit(store, actors, recommender):
    interested(store, actors.omar, "nurse")
    (row,) = recruiter.candidates(store, actors.ben, ROLE, recommender, now=NOW).to_dict("records")
    assert (row["account_id"], row["is_match"], row["version"]) == ("omar", False, 1)


def test_the_clock_reminds_after_a_week_and_stops_when_they_hear(store, actors, recommender):
    interested(store, actors.amina)
    at = NOW + timedelta(days=8)
    assert recruiter.reminders(store, actors.ben, "mercy", now=NOW).empty
    assert recruiter.reminders(store, actors.ben, "mercy", now=at)[
        "days_since_interest"
    ].tolist() == [8]
    assert recruiter.candidates(store, actors.ben, ROLE, recommender, now=at)[
        "needs_reminder"
    ].all()
    (role,) = recruiter.my_roles(store, actors.ben, now=at).to_dict("records")
    assert (role["waiting"], role["longest_wait_days"]) == (1, 8)
    assert recruiter.response_time(store, actors.amina, "mercy", now=at).waiting == 1
    recruiter.move_stage(store, actors.ben, ROLE, "amina", "reviewing", version=1, now=at)
    assert len(recruiter.reminders(store, actors.ben, "mercy", now=at)) == 1  # nobody told her
    later = NOW + timedelta(days=10)
    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=later)
    assert recruiter.reminders(store, actors.ben, "mercy", now=later).empty
    assert recruiter.response_time(store, actors.amina, "mercy", now=later).median_days == 10.0


def test_my_roles_are_those_of_my_organizations(store, actors):
    assert recruiter.my_roles(store, actors.ben, now=NOW)["role_id"].tolist() == [ROLE]
    assert recruiter.my_roles(store, actors.eve, now=NOW)["role_id"].tolist() == [OTHER_ROLE]
    with pytest.raises(NotAllowedError):
        recruiter.my_roles(store, actors.amina, now=NOW)


def test_a_claimed_membership_or_kind_that_is_not_stored_counts_nothing(store, recommender):
    for liar in (
        Actor("eve", "recruiter", frozenset({"mercy", "hope"})),
        Actor("amina", "recruiter", frozenset({"mercy"})),
        Actor("nobody", "recruiter", frozenset({"mercy"})),
    ):
        with pytest.raises(NotAllowedError):
            recruiter.candidates(store, liar, ROLE, recommender, now=NOW)


def test_change_role_is_checked_like_the_file(store, actors):
    change = (store, actors.ben, ROLE)
    with pytest.raises(RoleError) as caught:
        recruiter.change_role(
            *change, {"countries": "KE|XX", "min_weeks": "many", "title": ""}, version=1, now=NOW
        )
    assert {p.column for p in caught.value.problems} == {"countries", "min_weeks", "title"}
    with pytest.raises(RoleError, match="max_weeks"):
        recruiter.change_role(*change, {"min_weeks": "4", "max_weeks": "2"}, version=1, now=NOW)
    with pytest.raises(RequestError, match="ids"):
        recruiter.change_role(*change, {"org_id": "hope"}, version=1, now=NOW)
    with pytest.raises(RoleError, match="at most 300"):
        recruiter.change_role(*change, {"title": "x" * 301}, version=1, now=NOW)
    with pytest.raises(RoleError, match="a column of"):
        recruiter.change_role(*change, {"closed_at": "x"}, version=1, now=NOW)
    changes = {"countries": "KE|TZ", "min_weeks": "2.5", "title": "<b>Surgeon</b>"}
    assert recruiter.change_role(*change, changes, version=1, now=NOW) == 2
    form, version = recruiter.role_form(*change, now=NOW)
    assert (version, {name: form[name] for name in changes}) == (2, changes)
    with pytest.raises(ConflictError):
        recruiter.change_role(*change, {"title": "Other"}, version=1, now=NOW)


def test_close_reopen_duplicate_and_confirm(store, actors):
    mine = (store, actors.ben)
    version = recruiter.close_role(*mine, ROLE, version=1, now=NOW)
    professional.save_profile(store, actors.amina, {"profession": "physician"}, now=NOW)
    with pytest.raises(RequestError, match="no longer open"):
        professional.show_interest(store, actors.amina, ROLE, now=NOW)
    with pytest.raises(RequestError, match="closed"):
        recruiter.confirm_role_open(*mine, ROLE, now=NOW)
    recruiter.reopen_role(*mine, ROLE, version=version, now=NOW)
    recruiter.confirm_role_open(*mine, ROLE, now=NOW + timedelta(days=2))
    copies = [recruiter.duplicate_role(*mine, ROLE, "Second", now=NOW) for _ in range(2)]
    assert copies == [f"{ROLE}-copy", f"{ROLE}-copy-2"]
    roles = recruiter.my_roles(*mine, now=NOW + timedelta(days=5)).set_index("role_id")
    assert roles["is_open"].to_dict() == {ROLE: True, copies[0]: False, copies[1]: False}
    assert roles.loc[ROLE, "days_since_confirmed"] == 3


def test_a_role_is_seen_once_it_was_opened_and_is_past_when_it_is_closed(store, actors):
    def status():
        found = read_reference_from(store).roles
        return found["status"].get(copy, "not there")

    copy = recruiter.duplicate_role(store, actors.ben, ROLE, "Second", now=NOW)
    assert status() == "not there"
    version = recruiter.reopen_role(store, actors.ben, copy, version=1, now=NOW)
    assert status() == "open"
    recruiter.close_role(store, actors.ben, copy, version=version, now=NOW)
    assert status() == "past"


def test_csv_has_no_formula_and_no_name_of_who_was_not_introduced(store, actors, recommender):
    for actor in (actors.amina, actors.omar):
        interested(store, actor, display_name=f"=SUM({actor.account_id})", contact="+1")
    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=NOW)
    professional.answer_introduction(store, actors.amina, ROLE, True, now=NOW)
    file = recruiter.export_candidates_csv(store, actors.ben, ROLE, recommender, now=NOW)
    rows = {r["account_id"]: r for r in csv.DictReader(io.StringIO(file.decode("utf-8-sig")))}
    assert (rows["amina"]["name"], rows["amina"]["contact"]) == ("'=SUM(amina)", "'+1")
    assert (rows["omar"]["name"], rows["omar"]["contact"]) == ("", "")
    assert rows["omar"]["reasons"] == "The role asks for their profession, physician."
    with store.reading() as session:
        actions = session.scalars(select(schema.AuditEntryRow.action)).all()
    assert "candidates.export" in actions


def test_notes_are_for_the_organization(store, actors):
    interested(store, actors.amina)
    recruiter.write_note(store, actors.ben, ROLE, "amina", " <i>Kind</i> ", now=NOW)
    (note,) = recruiter.notes(store, actors.ben, ROLE, "amina", now=NOW)
    assert (note.text, note.author) == ("<i>Kind</i>", "ben")
    for text in ("", "x" * 2001, "a\x07b"):
        with pytest.raises(RequestError):
            recruiter.write_note(store, actors.ben, ROLE, "amina", text, now=NOW)
