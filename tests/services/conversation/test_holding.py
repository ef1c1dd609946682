"""What stands below a name or on a page of facts holds: nobody changes it behind that."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event
from time import sleep

import pytest

from matching.authorization import NotAllowedError
from matching.services import conversation, professional, recruiter
from matching.services.conversation import facts, writing
from matching.services.professional import Pursuit
from matching.services.shared.errors import RequestError, TooOftenError
from matching.services.shared.role_import import import_roles
from matching.store import ConflictError, schema
from matching.web import answered as answered_on_page
from tests.services.conftest import ROLE
from tests.services.conversation.conftest import MERCY, SURGEON

PAGE = f"https://missions.example/pages/openings/{ROLE}"
HOUR = timedelta(hours=1)


def answered(talk, actors, text="Yes, good French"):
    question = talk.ask(actors.amina, f"Is French needed? {talk.now}")
    return question, talk.answer(actors.ben, question, text, signature="organization")


def accepted(talk, actors, answer, value="fr:required"):
    talk.propose_fact(actors.ben, answer, "languages", value)
    (fact,) = talk.proposed_facts(actors.sam)
    talk.accept_fact(actors.sam, fact.fact_id, PAGE, version=fact.version)


def change_role(talk, actors, **changes):
    _, version = recruiter.role_form(talk.store, actors.ben, ROLE, now=talk.now)
    recruiter.change_role(talk.store, actors.ben, ROLE, changes, version=version, now=talk.now)


def test_a_source_that_members_wrote_themselves_is_no_answer(talk, actors):
    complaint = talk.say(actors.amina, "They did not pay me")
    change_role(talk, actors, languages="fr:required", cell_sources=f"languages {PAGE}#{complaint}")
    assert talk.answered_cells(actors.visitor, ROLE) == {}
    talk.change_comment(actors.amina, complaint, "They paid me late")
    file = f"role_id,cell_sources\n{ROLE},languages {PAGE}#{complaint}\n".encode()
    now = talk.now
    import_roles(talk.store, actors.ben, "mercy", "a.csv", file, dry_run=False, now=now)
    talk.take_back_comment(actors.amina, complaint)

    _, answer = answered(talk, actors)
    change_role(talk, actors, cell_sources=f"languages {PAGE}#{answer}")
    talk.change_comment(actors.ben, answer, "No")
    assert talk.answered_cells(actors.visitor, ROLE) == {}


def test_an_accepted_answer_is_the_source_of_just_what_was_accepted(talk, actors):
    _, answer = answered(talk, actors)
    accepted(talk, actors, answer)
    assert talk.answered_cells(actors.visitor, ROLE) == {"languages": answer}
    change_role(talk, actors, languages="en:required")
    change_role(talk, actors, cell_sources=f"languages {PAGE}#{answer}")
    assert talk.answered_cells(actors.visitor, ROLE) == {}
    change_role(talk, actors, languages="fr:required", cell_sources=f"site {PAGE}#{answer}")
    assert talk.answered_cells(actors.visitor, ROLE) == {}


def test_an_answer_that_says_more_of_the_same_cell_stays_its_source(talk, actors):
    _, answer = answered(talk, actors)
    accepted(talk, actors, answer)
    accepted(talk, actors, answer, "fr:helpful")
    assert talk.answered_cells(actors.visitor, ROLE) == {"languages": answer}


def leave(talk):
    with talk.store.writing() as session:
        session.delete(session.get(schema.MembershipRow, ("ben", "mercy")))


def test_who_left_the_organization_does_not_speak_for_it_any_more(talk, actors):
    _, answer = answered(talk, actors)
    leave(talk)
    with pytest.raises(RequestError, match="no longer sign"):
        talk.change_comment(actors.ben, answer, "Do not come here")
    talk.take_back_comment(actors.ben, answer)
    with pytest.raises(RequestError, match="no longer sign"):
        talk.put_back_comment(actors.ben, answer)


def test_nobody_speaks_for_an_organization_that_was_taken_out(talk, actors):
    _, answer = answered(talk, actors)
    professional.note_pursuit(talk.store, actors.omar, ROLE, Pursuit(outcome="went"), now=talk.now)
    talk.offer_answers(actors.omar, "mercy", 2024)
    with talk.store.writing() as session:
        session.get(schema.OrganizationRow, "mercy").taken_out_at = talk.now
    with pytest.raises(NotAllowedError):
        talk.change_comment(actors.ben, answer, "Do not come here")
    talk.take_back_comment(actors.ben, answer)
    with pytest.raises(NotAllowedError):
        talk.put_back_comment(actors.ben, answer)
    with pytest.raises(NotAllowedError):
        talk.answered_questions(actors.visitor, ROLE)
    assert answered_on_page(talk.store, ROLE) == ()
    assert talk.served_with(actors.omar) == ()


def test_a_question_stays_as_the_organization_answered_it(talk, actors, moderator):
    question, answer = answered(talk, actors)
    for hides in (
        lambda: None,
        lambda: talk.hide_comment(moderator, answer, "other"),
        lambda: (
            talk.restore_comment(moderator, answer), talk.take_back_comment(actors.ben, answer)
        ),
    ):  # fmt: skip
        hides()
        with pytest.raises(RequestError, match="ask a new question"):
            talk.change_comment(actors.amina, question, "Is it fine to hit patients?")
    talk.now += HOUR
    talk.change_comment(actors.amina, question, "Is Arabic needed?")
    talk.answer(actors.omar, question, "No")
    talk.change_comment(actors.amina, question, "Is Swahili needed?")


def test_staff_decide_about_the_text_that_they_read(talk, actors):
    _, answer = answered(talk, actors)
    talk.propose_fact(actors.ben, answer, "languages", "fr:required")
    (fact,) = talk.proposed_facts(actors.sam)
    with pytest.raises(RequestError, match="Staff look"):
        talk.change_comment(actors.ben, answer, "No")
    talk.take_back_comment(actors.ben, answer)
    talk.put_back_comment(actors.ben, answer)
    assert talk.proposed_facts(actors.sam) == ()
    for decide in (
        lambda: talk.refuse_fact(actors.sam, fact.fact_id),
        lambda: talk.accept_fact(actors.sam, fact.fact_id, PAGE, version=fact.version),
    ):
        with pytest.raises(ConflictError, match="taken back"):
            decide()
    talk.change_comment(actors.ben, answer, "No")


def test_only_an_answer_to_a_question_becomes_a_fact_and_as_it_is_kept(talk, actors):
    comment = talk.say(actors.amina, "French, they say")
    reply = talk.answer(actors.ben, comment, "Yes", signature="organization")
    with pytest.raises(RequestError, match="answers to a question"):
        talk.propose_fact(actors.ben, reply, "languages", "fr:required")
    _, answer = answered(talk, actors)
    talk.propose_fact(actors.ben, answer, "languages", "fr:required|en")
    with pytest.raises(RequestError, match="proposed already"):
        talk.propose_fact(actors.ben, answer, "languages", " fr:required | en ")
    (fact,) = talk.proposed_facts(actors.sam)
    talk.accept_fact(actors.sam, fact.fact_id, PAGE, version=fact.version)
    assert talk.answered_cells(actors.visitor, ROLE) == {"languages": answer}


def test_changing_and_putting_back_is_no_way_round_the_limits(talk, actors):
    first = talk.say(actors.amina, "Buy this")
    second = talk.say(actors.amina, "Hello")
    with pytest.raises(RequestError, match="just this"):
        talk.change_comment(actors.amina, second, " Buy this ")
    talk.take_back_comment(actors.amina, first)
    talk.change_comment(actors.amina, second, "Buy this")
    with pytest.raises(RequestError, match="just this"):
        talk.put_back_comment(actors.amina, first)
    for number in range(19):
        talk.change_comment(actors.amina, second, f"Buy this {number}")
    with pytest.raises(TooOftenError, match="20 changes"):
        talk.change_comment(actors.amina, second, "Buy more")
    with pytest.raises(TooOftenError, match="20 changes"):
        talk.put_back_comment(actors.amina, first)
    talk.take_back_comment(actors.amina, second)
    talk.now += HOUR
    talk.change_comment(actors.amina, talk.say(actors.amina, "Old"), "Buy more")


def test_an_old_text_that_was_changed_lately_counts_as_written_lately(talk, actors):
    old = [talk.say(actors.amina, f"Number {number}", MERCY) for number in range(2)]
    talk.now += timedelta(days=2)
    talk.change_comment(actors.amina, old[0], "Buy this")
    with pytest.raises(RequestError, match="just this"):
        talk.change_comment(actors.amina, old[1], "Buy this")


@pytest.mark.parametrize("verb", ["change", "take back", "put back"])
def test_what_was_taken_back_is_forgotten_whatever_is_done_next(talk, actors, verb):
    mine = talk.say(actors.amina, "Too much said")
    other = talk.say(actors.omar, "Another")
    talk.take_back_comment(actors.amina, mine)
    talk.now += HOUR - timedelta(minutes=2)
    if verb == "put back":
        talk.take_back_comment(actors.omar, other)
    talk.now += timedelta(minutes=2)
    if verb == "change":
        talk.change_comment(actors.omar, other, "Others")
    elif verb == "take back":
        talk.take_back_comment(actors.omar, other)
    else:
        talk.put_back_comment(actors.omar, other)
    with talk.store.reading() as session:
        assert session.get(schema.CommentRow, mine).text == ""
        assert session.get(schema.CommentRow, other).text


def together(*does):
    """What comes of several who act at once: the name of what was refused, else `done`."""
    at_once = Barrier(len(does))

    def go(do):
        at_once.wait()
        try:
            do()
        except (RequestError, ConflictError) as error:
            return type(error).__name__
        return "done"

    with ThreadPoolExecutor(len(does)) as threads:
        return list(threads.map(go, does))


def test_who_writes_in_many_windows_at_once_passes_no_limit(talk, actors):
    now = talk.now

    def say(text):
        said = {"signature": "name", "now": now}
        return lambda: conversation.write_comment(talk.store, actors.omar, SURGEON, text, **said)

    assert together(*[say("Buy this")] * 12).count("done") == 1
    assert together(*[say(f"Buy {number}") for number in range(12)]).count("done") == 9


def test_what_staff_accept_is_not_taken_back_meanwhile(talk, actors, monkeypatch):
    _, answer = answered(talk, actors)
    talk.propose_fact(actors.ben, answer, "languages", "fr:required")
    (fact,) = talk.proposed_facts(actors.sam)
    changes, now, started = facts.change_cells, talk.now, Event()

    def slowly(*args):
        started.set()
        sleep(0.3)
        return changes(*args)

    def take_back():
        started.wait(5)
        conversation.take_back_comment(talk.store, actors.ben, answer, now=now)

    monkeypatch.setattr(facts, "change_cells", slowly)
    more = {"version": fact.version, "now": now}
    done = together(
        lambda: conversation.accept_fact(talk.store, actors.sam, fact.fact_id, PAGE, **more),
        take_back,
    )
    assert done == ["done", "RequestError"]


def test_what_is_answered_is_not_taken_back_or_changed_meanwhile(talk, actors, monkeypatch):
    question = talk.ask(actors.amina, "Is French needed?")
    finds, now, started = writing._answered, talk.now, Event()  # noqa: SLF001

    def slowly(*args):
        found = finds(*args)
        started.set()
        sleep(0.3)
        return found

    def change():
        started.wait(5)
        conversation.change_comment(talk.store, actors.amina, question, "Is rain?", now=now)

    monkeypatch.setattr(writing, "_answered", slowly)
    more = {"kind": "answer", "parent_id": question, "signature": "organization", "now": now}
    done = together(
        lambda: conversation.write_comment(talk.store, actors.ben, SURGEON, "Yes", **more), change
    )
    assert done == ["done", "RequestError"]
