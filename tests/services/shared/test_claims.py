"""Organizations that are claimed, corrected, taken out and brought back, and their people."""

from datetime import timedelta

import pytest

from matching.accounts import choose_password
from matching.authorization import NotAllowedError
from matching.services import professional, recruiter, staff, weights
from matching.services.shared import claims as shared
from matching.services.shared.errors import OrganizationError, RequestError, TooOftenError
from matching.store import ConflictError, schema
from matching.store.reference_rows import read_reference_from
from tests.builders import person
from tests.services.conftest import OTHER_ROLE, ROLE
from tests.store.rows import NOW

WHO = {"name": "Zoe", "email": "Zoe@mercy.example"}


def ask(store, actor, kind="claim", *, org_id="mercy", now=NOW, **said):
    return professional.claim_organization(store, actor, org_id, kind, **WHO | said, now=now)


def waiting(store, actors):
    every = staff.claims(store, actors.sam, now=NOW)
    return [one for one in every if not one.outcome]


def accept(store, actors, proof="website", **more):
    (claim,) = waiting(store, actors)
    return staff.accept_claim(store, actors.sam, claim.claim_id, proof, **more, now=NOW)


def take_out(store, actors):
    ask(store, actors.visitor, "take-out")
    accept(store, actors)


def status(store, actors, code):
    return professional.claim_status(store, actors.visitor, code, now=NOW)


def test_a_claim_makes_a_recruiter_once_staff_saw_a_proof(store, actors):
    code = ask(store, actors.visitor, text="I lead our teams")
    (claim,) = waiting(store, actors)
    assert (claim.org_name, claim.email, claim.text) == (
        "Mercy", "zoe@mercy.example", "I lead our teams",
    )  # fmt: skip
    assert (claim.code, claim.is_member) == (code, False)
    with pytest.raises(RequestError, match="proof"):
        accept(store, actors, "")
    with pytest.raises(RequestError, match="by their account"):
        accept(store, actors, "member")
    token = accept(store, actors, answer="Welcome")
    choose_password(store, token, "kettle moss 11", NOW)
    found = staff.accounts(store, actors.sam, text="zoe", now=NOW)
    assert found[["kind", "org_ids"]].to_numpy().tolist() == [["recruiter", ("mercy",)]]
    assert status(store, actors, code.lower()).answer == "Welcome"
    (decided,) = staff.claims(store, actors.sam, now=NOW)
    assert (decided.outcome, decided.proof) == ("accepted", "website")
    with pytest.raises(ConflictError):
        staff.refuse_claim(store, actors.sam, decided.claim_id, "No", now=NOW)


def test_a_claim_of_a_recruiter_uses_their_account(store, actors):
    ask(store, actors.eve, email="eve@example.org")
    assert accept(store, actors) == ""
    found = staff.accounts(store, actors.sam, account_id="eve", now=NOW)
    assert found["org_ids"].tolist() == [("hope", "mercy")]


@pytest.mark.parametrize(("who", "said"), [("amina", "Professional"), ("eve", "disabled")])
def test_an_account_that_cannot_be_of_it_is_named_with_what_to_do(store, actors, who, said):
    ask(store, actors.visitor, email=f"{who}@example.org")
    if who == "eve":
        staff.disable_account(store, actors.sam, "eve", now=NOW)
    with pytest.raises(RequestError, match=said):
        accept(store, actors)
    assert len(waiting(store, actors)) == 1


def test_a_refusal_has_an_answer_and_empties_who_asked(store, actors):
    code = ask(store, actors.visitor, text="It is mine")
    (claim,) = waiting(store, actors)
    with pytest.raises(RequestError, match="an answer"):
        staff.refuse_claim(store, actors.sam, claim.claim_id, " ", now=NOW)
    staff.refuse_claim(store, actors.sam, claim.claim_id, "The code is not there.", now=NOW)
    (decided,) = staff.claims(store, actors.sam, now=NOW)
    assert (decided.name, decided.email, decided.text) == ("", "", "")
    found = status(store, actors, code)
    assert (found.outcome, found.answer) == ("refused", "The code is not there.")
    assert not hasattr(found, "name")
    assert status(store, actors, "AAAA-AAAA-AAAA") is None


def test_a_correction_is_checked_when_asked_and_done_when_accepted(store, actors):
    with pytest.raises(OrganizationError) as caught:
        ask(store, actors.visitor, "correct", changes={"website": "htp:/x", "name": "Mercy!"})
    assert [problem.column for problem in caught.value.problems] == ["website"]
    with pytest.raises(RequestError, match="change what is wrong"):
        ask(store, actors.visitor, "correct", changes={"name": "Mercy"})
    said = {"name": "Mercy", "countries": "TZ|KE", "summary": "We <b>sail</b>"}
    ask(store, actors.visitor, "correct", changes=said)
    (claim,) = waiting(store, actors)
    assert claim.changes == {"countries": "TZ|KE", "summary": "We <b>sail</b>"}
    assert claim.cells == {"countries": "", "summary": ""}
    accept(store, actors, "mail")
    assert read_reference_from(store).organizations.loc["mercy", "countries"] == ("TZ", "KE")


def test_a_correction_that_does_not_fit_any_more_is_refused_by_column_and_kept(store, actors):
    ask(store, actors.visitor, "correct", changes={"founded": "1978"})
    with store.writing() as session:
        (claim,) = session.query(schema.OrganizationClaimRow)
        claim.changes = {"founded": "long ago"}
    with pytest.raises(OrganizationError) as caught:
        accept(store, actors)
    assert [problem.column for problem in caught.value.problems] == ["founded"]
    assert len(waiting(store, actors)) == 1


def test_who_asks_too_often_is_stopped_and_a_member_may_still_ask(store, actors):
    for _ in range(shared.MOST_ON_ORGANIZATION):
        ask(store, actors.visitor)
    with pytest.raises(TooOftenError, match="tomorrow"):
        ask(store, actors.visitor)
    ask(store, actors.visitor, org_id="hope")
    ask(store, actors.ben, "take-out")
    ask(store, actors.visitor, now=NOW + timedelta(days=1))


@pytest.mark.parametrize(
    "said", [{"name": " "}, {"email": "zoe"}, {"text": "x" * 2_001}, {"email": "a" * 400}]
)
def test_what_is_missing_or_too_long_is_refused(store, actors, said):
    with pytest.raises(RequestError):
        ask(store, actors.visitor, **said)
    with pytest.raises(RequestError):
        ask(store, actors.visitor, "sell")


def test_a_member_corrects_their_own_page_and_asks_to_be_taken_out(store, actors):
    form, version = recruiter.organization_form(store, actors.ben, "mercy", now=NOW)
    recruiter.change_organization(
        store, actors.ben, "mercy", {"founded": "1978"}, version=version, now=NOW
    )
    standing = professional.organization_standing(store, actors.visitor, "mercy", now=NOW)
    assert (standing.is_here, standing.corrected_at) == (True, NOW)
    ask(store, actors.ben, "take-out")
    (claim,) = waiting(store, actors)
    assert claim.is_member
    accept(store, actors, "member")
    with pytest.raises(NotAllowedError):
        recruiter.organization_form(store, actors.ben, "mercy", now=NOW)


# ---- taken out ------------------------------------------------------------------------------


def test_who_is_taken_out_is_gone_with_its_roles_until_it_is_brought_back(store, actors):
    take_out(store, actors)
    found = read_reference_from(store)
    assert found.organizations.index.tolist() == ["hope"]
    assert found.roles.index.tolist() == [OTHER_ROLE]
    assert staff.taken_out(store, actors.sam, now=NOW)["org_id"].tolist() == ["mercy"]
    with pytest.raises(RequestError, match="taken out"):
        ask(store, actors.visitor, "correct", text="x")
    staff.bring_back(store, actors.sam, "mercy", now=NOW)
    assert ROLE in read_reference_from(store).roles.index
    assert staff.taken_out(store, actors.sam, now=NOW).empty


def test_nobody_acts_for_it_and_nobody_can_show_interest(store, actors):
    professional.save_profile(store, actors.amina, {"profession": "physician"}, now=NOW)
    professional.show_interest(store, actors.amina, ROLE, now=NOW)
    recruiter.ask_introduction(store, actors.ben, ROLE, "amina", now=NOW)
    assert professional.introductions_waiting(store, actors.amina, now=NOW) == 1
    take_out(store, actors)
    for refused in (
        lambda: recruiter.my_organizations(store, actors.visitor, now=NOW),
        lambda: recruiter.reminders(store, actors.ben, "mercy", now=NOW),
        lambda: recruiter.new_role(store, actors.ben, "mercy", "More", now=NOW),
        lambda: recruiter.move_stage(
            store, actors.ben, ROLE, "amina", "reviewing", version=1, now=NOW
        ),
    ):
        with pytest.raises(NotAllowedError):
            refused()
    mine = recruiter.my_organizations(store, actors.ben, now=NOW)
    assert mine["is_taken_out"].tolist() == [True]
    (interest,) = professional.my_interests(store, actors.amina, now=NOW)
    assert (interest.is_taken_out, interest.is_here) == (True, False)
    assert "asked to be taken out" in interest.state
    assert professional.introductions_waiting(store, actors.amina, now=NOW) == 0
    with pytest.raises(RequestError, match="taken out"):
        professional.answer_introduction(store, actors.amina, ROLE, True, now=NOW)
    professional.withdraw_interest(store, actors.amina, ROLE, now=NOW)
    with pytest.raises(RequestError, match="taken out"):
        professional.show_interest(store, actors.amina, ROLE, now=NOW)


def test_what_one_kept_says_so_and_staff_see_its_roles_as_not_open(store, actors):
    professional.add_to_shortlist(store, actors.amina, ROLE, "Ask them", now=NOW)
    noted = professional.Pursuit(wrote_on=NOW.date())
    professional.note_pursuit(store, actors.amina, ROLE, noted, now=NOW)
    take_out(store, actors)
    kept = professional.my_shortlist(store, actors.amina, now=NOW)
    assert kept[["is_taken_out", "is_open", "note"]].to_numpy().tolist() == [
        [True, False, "Ask them"]
    ]
    (pursuit,) = professional.my_pursuits(store, actors.amina, now=NOW)
    assert pursuit.is_taken_out
    assert professional.role_standing(store, actors.visitor, ROLE, now=NOW).is_taken_out
    found = staff.find_roles(store, actors.sam, org_id="mercy", now=NOW)
    assert found["is_open"].tolist() == [False]
    reach = staff.Reach({}, 0, NOW)
    queue = staff.verification_queue(store, actors.sam, reach, now=NOW)
    assert queue["role_id"].tolist() == [OTHER_ROLE]


def test_a_golden_profile_cannot_ask_for_its_roles(store, actors):
    take_out(store, actors)
    with pytest.raises(RequestError, match="gone or past"):
        weights.add_golden(store, actors.sam, "A", person(), [ROLE], now=NOW)


def test_what_was_decided_tells_nobody_who_asked(store, actors):
    ask(store, actors.amina, email="work@mercy.example", text="I lead our teams")
    ask(store, actors.omar, email="eve@example.org", text="I am Eve's colleague")
    for claim in waiting(store, actors):
        staff.accept_claim(store, actors.sam, claim.claim_id, "website", now=NOW)
    for who in (actors.amina, actors.omar):
        (row,) = professional.export_my_data(store, who, now=NOW)["organization_claims"]
        assert (row["name"], row["email"], row["text"]) == ("", "", "")
    assert "organization_claims" not in professional.export_my_data(store, actors.eve, now=NOW)


def test_a_disabled_account_is_no_proof(store, actors):
    ask(store, actors.ben, "take-out")
    staff.disable_account(store, actors.sam, "ben", now=NOW)
    assert [one.is_member for one in waiting(store, actors)] == [False]
    with pytest.raises(RequestError, match="by their account"):
        accept(store, actors, "member")
    assert not professional.claim_form(store, actors.ben, "mercy", now=NOW).is_member


def test_only_staff_change_where_a_row_was_read(store, actors):
    changes = {"source_url": "https://elsewhere.example"}
    with pytest.raises(RequestError, match="Only staff change where it was read: source_url"):
        ask(store, actors.visitor, "correct", changes=changes)
    with pytest.raises(RequestError, match="source_url"):
        recruiter.change_organization(store, actors.ben, "mercy", changes, version=1, now=NOW)
    staff.change_organization(store, actors.sam, "mercy", changes, version=1, now=NOW)


def test_roles_of_who_is_taken_out_are_neither_kept_nor_reported_anew(store, actors):
    take_out(store, actors)
    with pytest.raises(NotAllowedError):
        professional.add_to_shortlist(store, actors.amina, ROLE, now=NOW)
    with pytest.raises(NotAllowedError):
        professional.report_role(store, actors.amina, ROLE, "closed", now=NOW)


def test_a_second_request_to_be_taken_out_keeps_the_day_of_the_first(store, actors):
    ask(store, actors.visitor, "take-out")
    ask(store, actors.visitor, "take-out")
    first, second = waiting(store, actors)
    staff.accept_claim(store, actors.sam, first.claim_id, "website", now=NOW)
    later = NOW + timedelta(days=9)
    staff.accept_claim(store, actors.sam, second.claim_id, "website", now=later)
    assert staff.taken_out(store, actors.sam, now=later)["taken_out_at"].tolist() == [NOW]
