"""Answers of an organization that become facts, and questions that wait for somebody."""

import pytest

from matching.authorization import NotAllowedError
from matching.catalog import Catalog
from matching.reference.shipped import shipped_adjacency
from matching.services import professional, recruiter
from matching.services.professional import Pursuit
from matching.services.shared.errors import RequestError, RoleError
from matching.store import ConflictError, schema
from matching.store.reference_rows import read_reference_from, reference_state
from matching.words.facts import facts_of_role
from tests.services.conftest import ROLE
from tests.services.conversation.conftest import MERCY, SURGEON

PAGE = f"https://missions.example/pages/openings/{ROLE}"


@pytest.fixture
def answered(talk, actors):
    """The id of Mercy's answer to a question about its role."""
    question = talk.ask(actors.amina, "Is French needed?")
    return talk.answer(actors.ben, question, "Yes, good French", signature="organization")


def test_who_proposed_a_fact_takes_it_along_and_others_do_not(talk, actors, answered):
    talk.propose_fact(actors.ben, answered, "languages", "fr:required")
    (fact,) = talk.proposed_facts(actors.sam)
    talk.refuse_fact(actors.sam, fact.fact_id)
    (row,) = professional.export_my_data(talk.store, actors.ben, now=talk.now)["answer_facts"]
    assert (row["cell"], row["value"], row["outcome"]) == ("languages", "fr:required", "refused")
    assert "decided_by" not in row
    for other in (actors.amina, actors.sam):
        assert "answer_facts" not in professional.export_my_data(talk.store, other, now=talk.now)


def test_an_answer_becomes_a_fact_of_the_role_with_the_answer_as_its_source(talk, actors, answered):
    before = reference_state(talk.store)
    talk.propose_fact(actors.ben, answered, "languages", "fr:required")
    (proposed,) = talk.proposed_facts(actors.sam)
    assert (proposed.before, proposed.value) == ("", "fr:required")
    assert (proposed.question, proposed.answer, proposed.writer) == (
        "Is French needed?", "Yes, good French", "Mercy",
    )  # fmt: skip
    assert reference_state(talk.store) == before

    talk.accept_fact(actors.sam, proposed.fact_id, PAGE, version=proposed.version)
    assert reference_state(talk.store) != before
    assert talk.proposed_facts(actors.sam) == ()
    catalog = Catalog.from_reference(read_reference_from(talk.store), shipped_adjacency())
    (fact,) = (one for one in facts_of_role(catalog, ROLE) if one.name == "languages")
    assert (fact.text, fact.elsewhere) == ("French (required)", f"{PAGE}#{answered}")
    (thread,) = talk.conversation(actors.visitor, SURGEON).threads
    assert (thread.answers[0].fact, thread.answers[0].fact_outcome) == ("languages", "accepted")


def test_what_a_role_rests_on_stays_as_it_is_until_the_role_says_otherwise(
    talk, actors, answered, moderator
):
    talk.propose_fact(actors.ben, answered, "languages", "fr:required")
    (proposed,) = talk.proposed_facts(actors.sam)
    talk.accept_fact(actors.sam, proposed.fact_id, PAGE, version=proposed.version)
    for verb, *more in ((talk.change_comment, "No"), (talk.take_back_comment,)):
        with pytest.raises(RequestError, match="source of a fact"):
            verb(actors.ben, answered, *more)
    (on_page,) = talk.answered_questions(actors.visitor, ROLE)
    assert (on_page.comment_id, on_page.question) == (answered, "Is French needed?")
    (thread,) = talk.conversation(actors.visitor, SURGEON).threads
    talk.hide_comment(moderator, thread.first.comment_id, "other")
    (on_page,) = talk.answered_questions(actors.visitor, ROLE)
    assert (on_page.question, on_page.answer) == ("", "Yes, good French")

    cells, version = recruiter.role_form(talk.store, actors.ben, ROLE, now=talk.now)
    assert cells["cell_sources"] == f"languages {PAGE}#{answered}"
    change = {"languages": "fr:helpful"}
    recruiter.change_role(talk.store, actors.ben, ROLE, change, version=version, now=talk.now)
    talk.take_back_comment(actors.ben, answered)
    assert talk.answered_questions(actors.visitor, ROLE) == ()


def test_staff_may_leave_the_role_as_it_is(talk, actors, answered):
    talk.propose_fact(actors.ben, answered, "languages", "fr:required")
    with pytest.raises(RequestError, match="proposed already"):
        talk.propose_fact(actors.ben, answered, "languages", "fr:required")
    (proposed,) = talk.proposed_facts(actors.sam)
    talk.refuse_fact(actors.sam, proposed.fact_id)
    with pytest.raises(ConflictError, match="decided this already"):
        talk.accept_fact(actors.sam, proposed.fact_id, PAGE, version=proposed.version)
    cells, _ = recruiter.role_form(talk.store, actors.ben, ROLE, now=talk.now)
    assert (cells["languages"], cells["cell_sources"]) == ("", "")


def test_a_fact_is_checked_as_the_form_checks_it(talk, actors, answered):
    with pytest.raises(RoleError) as error:
        talk.propose_fact(actors.ben, answered, "languages", "french")
    assert [problem.column for problem in error.value.problems] == ["languages"]
    for cell in ("title", "cell_sources", "org_id", "hat"):
        with pytest.raises(RequestError, match="what the answer says"):
            talk.propose_fact(actors.ben, answered, cell, "x")
    with pytest.raises(RequestError, match="says just this"):
        talk.propose_fact(actors.ben, answered, "professions", "physician")
    other = talk.answer(actors.omar, talk.ask(actors.amina, "And Arabic?"), "No", signature="name")
    with pytest.raises(RequestError, match="Only what the organization answers"):
        talk.propose_fact(actors.ben, other, "languages", "ar:helpful")


def test_a_fact_needs_a_source_and_the_role_as_it_was_shown(talk, actors, answered):
    talk.propose_fact(actors.ben, answered, "languages", "fr:required")
    (proposed,) = talk.proposed_facts(actors.sam)
    with pytest.raises(RequestError, match="MISSIONMATCH_PUBLIC_URL"):
        talk.accept_fact(actors.sam, proposed.fact_id, "", version=proposed.version)
    with pytest.raises(RoleError):
        talk.accept_fact(actors.sam, proposed.fact_id, "no address", version=proposed.version)
    with pytest.raises(ConflictError):
        talk.accept_fact(actors.sam, proposed.fact_id, PAGE, version=proposed.version - 1)
    talk.take_back_comment(actors.ben, answered)
    assert talk.proposed_facts(actors.sam) == ()
    with pytest.raises(ConflictError, match="taken back"):
        talk.accept_fact(actors.sam, proposed.fact_id, PAGE, version=proposed.version)


def test_members_propose_and_staff_decide(talk, actors, answered):
    for actor in (actors.eve, actors.amina, actors.visitor):
        with pytest.raises(NotAllowedError):
            talk.propose_fact(actor, answered, "languages", "fr:required")
    talk.propose_fact(actors.sam, answered, "languages", "fr:required")
    for actor in (actors.ben, actors.amina, actors.visitor):
        with pytest.raises(NotAllowedError):
            talk.proposed_facts(actor)
        with pytest.raises(NotAllowedError):
            talk.accept_fact(actor, "x", PAGE, version=1)
        with pytest.raises(NotAllowedError):
            talk.refuse_fact(actor, "x")


def test_an_organization_sees_its_questions_until_it_answers(talk, actors):
    about_role = talk.ask(actors.amina, "Is French needed?")
    about_org = talk.ask(actors.amina, "Who pays?", MERCY)
    talk.say(actors.omar, "No question")
    talk.answer(actors.omar, about_role, "I think so")
    waiting = talk.open_questions(actors.ben, "mercy")
    assert [(one.text, one.title) for one in waiting] == [
        ("Is French needed?", "Surgeon"), ("Who pays?", "Mercy"),
    ]  # fmt: skip
    talk.answer(actors.ben, about_role, "Yes", signature="organization")
    assert [one.comment_id for one in talk.open_questions(actors.ben, "mercy")] == [about_org]
    assert talk.open_questions(actors.eve, "hope") == ()
    with pytest.raises(NotAllowedError):
        talk.open_questions(actors.eve, "mercy")


def went(talk, actor):
    noted = Pursuit(outcome="went")
    professional.note_pursuit(talk.store, actor, ROLE, noted, now=talk.now)


def test_who_served_answers_without_being_seen_before(talk, actors):
    with pytest.raises(RequestError, match="who went"):
        talk.offer_answers(actors.omar, "mercy", 2024)
    went(talk, actors.omar)
    with pytest.raises(RequestError, match="a year from 1950 to 2026"):
        talk.offer_answers(actors.omar, "mercy", 2027)
    talk.offer_answers(actors.omar, "mercy", 2024)
    assert [(one.org_id, one.year) for one in talk.served_with(actors.omar)] == [("mercy", 2024)]
    seen = talk.conversation(actors.amina, SURGEON)
    assert seen.n_returned == 1
    assert "omar" not in repr(seen).lower()

    asked = {"kind": "question", "is_for_returned": True, "signature": "profession"}
    question = talk.write_comment(actors.amina, SURGEON, "How was the food?", **asked)
    talk.write_comment(actors.omar, MERCY, "And in other years?", **asked)
    assert [one.text for one in talk.questions_for_me(actors.omar)] == ["How was the food?"]
    assert talk.questions_for_me(actors.amina) == ()
    talk.answer(actors.omar, question, "Rice and beans", signature="served")
    assert talk.questions_for_me(actors.omar) == ()
    (thread,) = talk.conversation(actors.amina, SURGEON).threads
    assert [(one.writer, one.text) for one in thread.answers] == [
        ("Served there in 2024", "Rice and beans")
    ]
    talk.withdraw_offer(actors.omar, "mercy")
    assert talk.conversation(actors.amina, SURGEON).n_returned == 0
    (thread,) = talk.conversation(actors.amina, SURGEON).threads
    assert thread.answers[0].writer == "Served there in 2024"


def test_who_served_may_say_the_name_too(talk, actors):
    went(talk, actors.omar)
    talk.offer_answers(actors.omar, "mercy", 2024)
    asked = {"kind": "question", "is_for_returned": True, "signature": "profession"}
    question = talk.write_comment(actors.amina, MERCY, "How was the food?", **asked)
    talk.answer(actors.omar, question, "Rice and beans", MERCY, says_served=True)
    talk.answer(actors.omar, question, "And where nobody said so, neither", MERCY)
    talk.say(actors.omar, "Elsewhere the year is not told", MERCY)
    threads = talk.conversation(actors.amina, MERCY).threads
    assert threads[0].first.writer == "Omar"
    said = [(one.writer, one.served_in) for one in threads[1].answers]
    assert said == [("Omar", 2024), ("Omar", None)]  # apart: anybody chooses a name


def test_an_organization_that_says_so_lets_one_offer_too(talk, actors):
    with talk.store.writing() as session:
        taken = {"stage": "went", "stage_since": talk.now}
        session.add(schema.CandidacyRow(role_id=ROLE, account_id="omar", **taken))
    assert [(one.name, one.year) for one in talk.served_with(actors.omar)] == [("Mercy", None)]
    talk.offer_answers(actors.omar, "mercy", 2023)
    with pytest.raises(RequestError, match="who went"):
        talk.offer_answers(actors.amina, "mercy", 2023)
    for actor in (actors.ben, actors.sam, actors.visitor):
        with pytest.raises(NotAllowedError):
            talk.served_with(actor)


def test_what_became_of_a_fact_is_said_as_long_as_it_is_so_and_the_rest_to_members(
    talk, actors, answered
):
    def said(actor):
        (thread,) = talk.conversation(actor, SURGEON).threads
        return [(one.fact, one.fact_outcome) for one in thread.answers]

    talk.propose_fact(actors.ben, answered, "languages", "fr:required")
    (proposed,) = talk.proposed_facts(actors.sam)
    for others in (actors.visitor, actors.omar, actors.eve):
        assert said(others) == [("", "")]
    for inside in (actors.ben, actors.sam):
        assert said(inside) == [("languages", "")]
    talk.accept_fact(actors.sam, proposed.fact_id, PAGE, version=proposed.version)
    talk.propose_fact(actors.ben, answered, "languages", "fr:helpful")
    (again,) = talk.proposed_facts(actors.sam)
    talk.refuse_fact(actors.sam, again.fact_id)
    assert said(actors.visitor) == [("languages", "accepted")]
    assert said(actors.ben) == [("languages", "refused")]
    with talk.store.writing() as session:
        session.get(schema.RoleRow, ROLE).cell_sources = [f"cost_usd {PAGE}#{answered}"]
    assert said(actors.visitor) == [("", "")]
    with talk.store.writing() as session:
        role = session.get(schema.RoleRow, ROLE)
        role.languages, role.cell_sources = ("es:helpful",), [f"languages {PAGE}#{answered}"]
    assert said(actors.visitor) == [("", "")]
