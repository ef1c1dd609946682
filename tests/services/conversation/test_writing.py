"""Who is shown what, as whose; what may be written, changed and taken back."""

from datetime import timedelta

import pytest

from matching.authorization import NotAllowedError
from matching.services import professional
from matching.services.conversation import About
from matching.services.shared.errors import RequestError, TooOftenError
from matching.store import schema
from tests.services.conversation.conftest import LATER, MERCY, SURGEON, WHY, Talk
from tests.store import rows


def test_everybody_reads_the_newest_first_and_only_who_is_signed_in_writes(talk, actors):
    talk.say(actors.amina, "First")
    talk.say(actors.omar, "Second")
    for reader in (actors.visitor, actors.eve, actors.sam, actors.amina):
        assert talk.shown(reader) == [("Second", []), ("First", [])]
    assert talk.shown(actors.visitor, MERCY) == talk.shown(actors.visitor, WHY) == []
    with pytest.raises(NotAllowedError):
        talk.say(actors.visitor, "Third")
    assert talk.conversation(actors.visitor, SURGEON).signatures == ()


def test_a_writer_is_shown_as_they_sign_and_by_nothing_else(talk, actors):
    talk.say(actors.amina, "One", signature="profession")
    talk.say(actors.omar, "Two", signature="profession")
    talk.say(actors.amina, "Three")
    talk.say(actors.ben, "Four", signature="organization")
    talk.say(actors.sam, "Five", signature="staff")
    found = [thread.first for thread in talk.conversation(actors.visitor, SURGEON).threads]
    assert {one.text: one.writer for one in found} == {
        "One": "A registered nurse",
        "Two": "A health professional",
        "Three": "Amina",
        "Four": "Mercy",
        "Five": "Staff of Missionmatch",
    }
    assert not any(name in repr(found) for name in ("'amina'", "'omar'", "'ben'", "'sam'"))


def test_nobody_signs_as_what_they_are_not(talk, actors):
    assert talk.conversation(actors.ben, MERCY).signatures == ("organization", "name")
    for actor, signature in (
        (actors.eve, "organization"),
        (actors.amina, "staff"),
        (actors.amina, "served"),
        (actors.sam, "organization"),
        (actors.ben, "profession"),
    ):
        with pytest.raises(RequestError, match="how you are shown"):
            talk.say(actor, "Hello", signature=signature)
    with pytest.raises(RequestError, match="how you are shown"):
        talk.say(actors.ben, "Of an article there is no organization", WHY, "organization")


def test_the_answer_of_the_organization_comes_first(talk, actors):
    question = talk.ask(actors.amina, "Is French needed?")
    talk.answer(actors.omar, question, "I think so")
    talk.answer(actors.ben, question, "Yes, good French", signature="organization")
    assert talk.shown(actors.visitor) == [("Is French needed?", ["Yes, good French", "I think so"])]


def test_all_answers_stand_on_the_page_of_one_question_also_by_the_id_of_an_answer(talk, actors):
    question = talk.ask(actors.amina, "Is French needed?")
    ids = [talk.answer(actors.omar, question, f"Answer {n}") for n in range(5)]
    (thread,) = talk.conversation(actors.visitor, SURGEON).threads
    assert ([one.text for one in thread.answers], thread.n_answers) == (
        ["Answer 0", "Answer 1", "Answer 2"], 5,
    )  # fmt: skip
    for named in (question, ids[4]):
        (thread,) = talk.one_thread(actors.visitor, SURGEON, named).threads
        assert [one.text for one in thread.answers] == [f"Answer {n}" for n in range(5)]
    assert talk.one_thread(actors.visitor, MERCY, question).threads == ()
    assert talk.one_thread(actors.visitor, SURGEON, "gone").threads == ()


def test_an_answer_answers_what_is_there_about_the_same(talk, actors):
    question = talk.ask(actors.amina, "Is French needed?")
    answer = talk.answer(actors.omar, question, "Yes")
    for parent, about in ((answer, SURGEON), (question, MERCY), ("gone", SURGEON)):
        with pytest.raises(RequestError, match="cannot be answered"):
            talk.answer(actors.omar, parent, "And more", about)
    with pytest.raises(RequestError, match="Only an answer"):
        talk.say(actors.omar, "No", parent_id=question)
    talk.take_back_comment(actors.amina, question)
    with pytest.raises(RequestError, match="cannot be answered"):
        talk.answer(actors.omar, question, "And more")


@pytest.mark.parametrize("about", [About("role", "gone"), About("article", ""), About("x", "y")])
def test_what_is_not_there_cannot_be_talked_about(talk, actors, about):
    with pytest.raises(NotAllowedError):
        talk.conversation(actors.amina, about)
    with pytest.raises(NotAllowedError):
        talk.say(actors.amina, "Hello", about)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Please write"),
        ("\u200b\u2066 ", "Please write"),
        ("a" * 2_001, "At most 2,000 characters"),
        ("\n".join("abcdefghijklmnopqrstuvwxyz" * 2), "At most 40 lines; these are 52"),
        ("https://a.example HTTP://b.example http://c.example https://d.example", "3 links"),
        ("bell\a", "take characters that cannot be printed"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_was_found(talk, actors, text, said):
    with pytest.raises(RequestError, match=said):
        talk.say(actors.amina, text)
    assert talk.shown(actors.amina) == []


def test_the_same_twice_is_taken_once(talk, actors):
    first = talk.say(actors.amina, "How long is the flight?")
    with pytest.raises(RequestError, match="just this"):
        talk.ask(actors.amina, " How long is the flight? ", MERCY)
    talk.say(actors.omar, "How long is the flight?")
    talk.take_back_comment(actors.amina, first)
    talk.say(actors.amina, "How long is the flight?")


def test_a_script_gets_no_further_than_a_person(store, talk, actors):
    """One account is held up by hour and by day, a new one much sooner; others go on."""

    def written(actor, moment, n=12):
        hurried = Talk(store, moment)
        for number in range(n):
            try:
                hurried.say(actor, f"Buy this {number} {moment}")
            except TooOftenError as error:
                return number, str(error)
        return n, ""

    n, said = written(actors.amina, rows.NOW)
    assert n == 3
    assert "3 comments and questions within an hour in the first days" in said
    assert written(actors.amina, rows.NOW + timedelta(hours=2))[0] == 3
    n, said = written(actors.amina, rows.NOW + timedelta(hours=4))
    assert (n, "within a day" in said) == (0, True)
    hours = [written(actors.omar, LATER + timedelta(hours=2 * hour))[0] for hour in range(5)]
    assert hours == [10, 10, 10, 10, 0]
    assert written(actors.ben, LATER + timedelta(hours=8))[0] == 10


def test_one_changes_what_is_ones_own_and_that_is_shown(talk, actors):
    mine = talk.say(actors.amina, "Frnech is needed")
    talk.change_comment(actors.amina, mine, "French is needed")
    (thread,) = talk.conversation(actors.visitor, SURGEON).threads
    assert (thread.first.text, thread.first.edited_at) == ("French is needed", talk.now - MINUTE)
    for other in (actors.omar, actors.ben, actors.sam, actors.visitor):
        for verb, *more in ((talk.change_comment, "No"), (talk.take_back_comment,)):
            with pytest.raises(NotAllowedError):
                verb(other, mine, *more)


MINUTE = timedelta(minutes=1)


def test_what_was_taken_back_can_be_put_back_for_an_hour_and_is_then_forgotten(talk, actors):
    mine = talk.say(actors.amina, "Too much said")
    talk.take_back_comment(actors.amina, mine)
    assert talk.shown(actors.omar) == []
    (thread,) = talk.conversation(actors.amina, SURGEON).threads
    assert (thread.first.text, thread.first.can_be_put_back) == ("", True)
    with pytest.raises(RequestError, match="cannot be changed"):
        talk.change_comment(actors.amina, mine, "More")
    talk.put_back_comment(actors.amina, mine)
    assert talk.shown(actors.omar) == [("Too much said", [])]
    talk.take_back_comment(actors.amina, mine)
    talk.now += timedelta(hours=1)
    assert talk.shown(actors.amina) == []
    with pytest.raises(RequestError, match="too long ago"):
        talk.put_back_comment(actors.amina, mine)
    talk.say(actors.omar, "Another")
    with talk.store.reading() as session:
        assert session.get(schema.CommentRow, mine).text == ""


def test_of_what_was_taken_back_a_line_stays_as_long_as_answers_hang_below(talk, actors):
    question = talk.ask(actors.amina, "Is French needed?")
    answer = talk.answer(actors.omar, question, "Yes")
    talk.take_back_comment(actors.amina, question)
    talk.now += timedelta(hours=2)
    assert talk.shown(actors.visitor) == [("taken-back", ["Yes"])]
    talk.take_back_comment(actors.omar, answer)
    assert talk.shown(actors.visitor) == []


def test_who_deletes_the_account_takes_the_words_along_and_leaves_the_answers(talk, actors):
    question = talk.ask(actors.amina, "Is French needed?")
    talk.answer(actors.omar, question, "Yes")
    exported = professional.export_my_data(talk.store, actors.amina, now=talk.now)
    assert [one["text"] for one in exported["comments"]] == ["Is French needed?"]
    professional.delete_my_account(talk.store, actors.amina, now=talk.now)
    (thread,) = talk.conversation(actors.visitor, SURGEON).threads
    assert (thread.first.state, thread.first.text) == ("left", "")
    assert thread.first.writer == "Somebody who has left"


def test_one_finds_again_what_one_wrote_wherever_that_was(talk, actors):
    question = talk.ask(actors.amina, "Is French needed?")
    talk.say(actors.amina, "A good read", WHY)
    talk.answer(actors.omar, question, "Yes")
    mine = talk.my_comments(actors.amina)
    assert [(one.first.text, one.first.title, one.n_answers) for one in mine] == [
        ("A good read", "Why", 0), ("Is French needed?", "Surgeon", 1),
    ]  # fmt: skip
    with pytest.raises(NotAllowedError):
        talk.my_comments(actors.visitor)
